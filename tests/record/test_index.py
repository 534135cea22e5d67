"""The index and the views give what a plain scan of all entries gives, on any record and from any coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concilium.instants import BEGINNING, END, Coordinates, coordinates, moment, period
from concilium.record.entry import (
    KINDS,
    Chairmanship,
    Correction,
    Entry,
    Office,
    Recorded,
    Retraction,
    Said,
    Standing,
    kind_of,
    subjects,
)
from concilium.record.index import Index, corrected
from concilium.record.log import Log
from concilium.record.view import View

DATES = (
    "2001", "2001-05", "2001-05-10", "2001-05-11", "../2001-05-10", "[2001-05-10..2001-06-10]", "2001-05-10T10:00Z",
    "2002-01-01", "2003",
)  # fmt: skip
PERIODS = (*DATES, "2001-01-01/2001-12-31", "2001-05-10/..", "../2001-05-10", "2001-05/", "2001-05-11/2003", None)
AUDIENCES = (("public",), ("members",), ("ARM", "BLR"), ("public", "secretariat"))
MEMBERS = ("ARM", "BLR", "KAZ")


# A scan of all entries


class Scan(NamedTuple):
    """A record as a list, and every question answered by reading all of it."""

    written: list[Entry]

    def made(self, row: int) -> Entry:
        """Return the entry at a row; a correction as the entry that it makes of one that was written before it."""
        entry = self.written[row]
        if not isinstance(entry, Correction) or entry.corrects is None:
            return entry
        target = next((other for other in range(row) if self.written[other].id == entry.corrects), None)
        return entry if target is None else corrected(self.made(target), entry)

    def known(self, row: int, at: Coordinates) -> bool:
        entry = self.written[row]
        said, recorded = moment(entry.said.on).latest, moment(entry.recorded.on).latest
        reads = entry.audience == ("public",) or bool(at.audience.intersection(entry.audience))
        return said <= at.known and recorded <= at.recorded and reads

    def visible(self, row: int, at: Coordinates) -> bool:
        mine = self.written[row].id
        made = [self.made(other) for other in range(len(self.written))]  # a corrected retraction retracts still
        replacing = [place for place, other in enumerate(made) if mine in (other.corrects, other.retracts)]
        return self.known(row, at) and not any(self.visible(other, at) for other in replacing)

    def in_view(self, at: Coordinates) -> list[int]:
        return [row for row in range(len(self.written)) if self.visible(row, at)]

    def set_aside(self, row: int, at: Coordinates) -> bool:
        return any(
            other.id == self.made(row).against and self.known(place, at) for place, other in enumerate(self.written)
        )

    def told(self, kind: type[Entry], about: tuple[str, ...], at: Coordinates) -> list[int]:
        found = [row for row in self.in_view(at) if type(self.made(row)) is kind]
        found = [row for row in found if set(about) <= subjects(self.made(row))]
        return sorted(found, key=self.began) if about else found

    def all(self, kind: type[Entry], about: tuple[str, ...], at: Coordinates) -> list[int]:
        return [row for row in self.told(kind, about, at) if not self.set_aside(row, at)]

    def holding(self, kind: type[Entry], subject: str, at: Coordinates) -> list[int]:
        return [row for row in reversed(self.all(kind, (subject,), at)) if self.may_hold(row, at)]

    def may_hold(self, row: int, at: Coordinates) -> bool:
        valid = self.made(row).valid
        if valid is None:
            return True
        return period(valid).begins.earliest <= at.on.latest and period(valid).ends.latest >= at.on.earliest

    def began(self, row: int) -> tuple[int, int, int]:
        valid = self.made(row).valid
        begins = BEGINNING if valid is None else period(valid).begins.earliest
        return begins, moment(self.written[row].said.on).latest, row


# Any record, any coordinates


@st.composite
def records(draw: st.DrawFn) -> list[Entry]:
    """Return a record that corrects, retracts and contradicts itself, but not in circles; in any order."""
    count = draw(st.integers(0, 14))
    return draw(st.permutations([draw(entry(number)) for number in range(count)]))


@st.composite
def entry(draw: st.DrawFn, number: int) -> Entry:
    """Return an entry that may name others of a lower number, and one that is not there."""
    others = st.sampled_from([None, None, *(f"e{other}" for other in range(-1, number))])
    common: dict[str, Any] = {
        "id": f"e{number}",
        "said": Said(by="editors", on=draw(st.sampled_from(DATES)), sources=("paper",)),
        "recorded": Recorded(on=draw(st.sampled_from(DATES)), by="editors"),
        "audience": draw(st.sampled_from(AUDIENCES)),
    }
    kind = draw(st.sampled_from([Standing, Standing, Office, Chairmanship, Correction, Retraction]))
    if kind is Retraction:
        return Retraction(**common, retracts=draw(others), reason={"en": "a mistake"})
    if kind is Correction:
        changes: dict[str, Any] = draw(
            st.sampled_from([{}, {"valid": "2001-05"}, {"member": "KAZ", "valid": "2002/.."}])
        )
        return Correction(**common, corrects=draw(others), reason={"en": "a mistake"}, changes=changes)
    common |= {"valid": draw(st.sampled_from(PERIODS)), "corrects": draw(others), "against": draw(others)}
    member = draw(st.sampled_from(MEMBERS))
    if kind is Standing:
        return Standing(**common, member=member, standing="member")
    if kind is Office:
        return Office(**common, member=member, person=draw(st.sampled_from(["adams", "baker"])), post="minister")
    return Chairmanship(**common, member=member, organ=draw(st.sampled_from(["council", "office"])))


def can_be_made(written: list[Entry]) -> bool:
    """Tell whether every correction fits what it corrects: a retraction has no member (the checks refuse such)."""
    try:
        return bool([Scan(written).made(row) for row in range(len(written))]) or not written
    except (msgspec.ValidationError, TypeError):
        return False


RECORDS = records().filter(can_be_made)
VIEWS = st.builds(
    coordinates,
    st.sampled_from([*DATES, "2001-12-31", "9999-12-31"]),
    st.sampled_from([None, *DATES]),
    st.sampled_from([None, None, *DATES]),
    st.frozensets(st.sampled_from(["public", "members", "secretariat", "ARM"])),
)
ASKED: list[tuple[type[Any], tuple[str, ...]]] = [
    (Standing, ("ARM", "BLR")),
    (Office, ("ARM", "adams", "minister")),
    (Chairmanship, ("council", "KAZ")),
]


def answers(view: View) -> Iterator[tuple[str, object]]:
    """Yield what a view says to every question, in the form in which the scan says it."""
    yield "everything", [each.id for each in view.everything]
    for kind, about in ASKED:
        for some in [(), *((one,) for one in about), about[:2]]:
            yield f"told {kind.__name__} {some}", [each.id for each in view.told(kind, *some)]
            yield f"all {kind.__name__} {some}", [each.id for each in view.all(kind, *some)]
        for one in about:
            yield f"holding {kind.__name__} {one}", [each.id for each in view.holding(kind, one)]
            held = view.current(kind, one)
            yield f"current {kind.__name__} {one}", held and held.id


def scanned(record: Scan, at: Coordinates) -> Iterator[tuple[str, object]]:
    """Yield what a scan says to the same questions."""

    def ids(rows: list[int]) -> list[str]:
        return [record.written[row].id for row in rows]

    yield "everything", ids(record.in_view(at))
    for kind, about in ASKED:
        for some in [(), *((one,) for one in about), about[:2]]:
            yield f"told {kind.__name__} {some}", ids(record.told(kind, some, at))
            yield f"all {kind.__name__} {some}", ids(record.all(kind, some, at))
        for one in about:
            yield f"holding {kind.__name__} {one}", ids(record.holding(kind, one, at))
            yield f"current {kind.__name__} {one}", next(iter(ids(record.holding(kind, one, at))), None)


@settings(max_examples=200)
@given(RECORDS, st.lists(VIEWS, min_size=1, max_size=3))
def test_index_and_scan_agree(written: list[Entry], asked: list[Coordinates]) -> None:
    record, index = Scan(written), Index(Log(written))
    for at in asked:
        assert dict(answers(View(index, at))) == dict(scanned(record, at))


@given(RECORDS, VIEWS)
def test_what_a_view_holds_is_what_the_scan_makes(written: list[Entry], at: Coordinates) -> None:
    """Not only which entries: corrections come as the entries that they make; what is not in view is not given."""
    record, view = Scan(written), View(Index(Log(written)), at)
    seen = {written[row].id: record.made(row) for row in record.in_view(at)}
    assert {each.id: each for each in view.everything} == seen
    assert {each.id: view.get(each.id) for each in written} == {each.id: seen.get(each.id) for each in written}
    assert view.get("nobody") is None
    kinds = {kind_of(each) for each in seen.values()}
    assert {kind for kind in KINDS if view.told(KINDS[kind])} == kinds


@given(RECORDS, VIEWS, st.data())
def test_an_index_that_follows_a_growing_log_is_that_of_the_whole(
    written: list[Entry], at: Coordinates, data: st.DataObject
) -> None:
    """Wherever it was cut and whatever was asked in between."""
    cut = data.draw(st.integers(0, len(written)))
    log = Log(written[:cut])
    index = Index(log)
    assert dict(answers(View(index, at))) == dict(answers(View(Index(Log(written[:cut])), at)))
    for each in written[cut:]:
        log.append(each)
        index.follow()
    assert dict(answers(View(index, at))) == dict(scanned(Scan(written), at))


@given(RECORDS, VIEWS)
def test_an_index_read_from_lines_is_that_of_the_entries(written: list[Entry], at: Coordinates) -> None:
    index = Index.from_lines(b"".join(msgspec.json.encode(each) + b"\n" for each in written))
    assert dict(answers(View(index, at))) == dict(scanned(Scan(written), at))


@given(RECORDS, VIEWS)
def test_a_view_about_another_date_is_as_one_taken_for_it(written: list[Entry], at: Coordinates) -> None:
    """What two views share of what they worked out changes no answer of either."""
    index = Index(Log(written))
    shared = View(index, at)
    before = dict(answers(shared))
    for date in ("2001-05-10", "2003"):
        assert dict(answers(shared.on(moment(date)))) == dict(answers(View(index, at._replace(on=moment(date)))))
    assert dict(answers(shared)) == before


@given(RECORDS, VIEWS)
def test_a_view_taken_later_sees_what_was_seen_or_what_has_taken_its_place(
    written: list[Entry], at: Coordinates
) -> None:
    """Nothing said is ever unsaid: it can only be corrected or retracted by what was said since."""
    record = Scan(written)
    later = at._replace(known=END, recorded=END)
    for row in record.in_view(at):
        assert record.known(row, later)


def test_many_entries_about_one_subject_are_found_through_the_summaries() -> None:
    """Enough of them that whole blocks, and blocks of blocks, are passed by: eight times eight times eight."""
    count = 1200
    written: list[Entry] = [
        Standing(
            id=f"e{number}",
            said=Said(by="editors", on=f"{2001 + number * 7 % 50}-05-10", sources=("paper",)),
            recorded=Recorded(on="2026-01-01", by="editors"),
            valid=f"{1901 + number % 100}-01-01/{1901 + number % 100 + number % 3}-12-31",
            member="ARM",
            standing="member",
        )
        for number in range(count)
    ]
    record, index = Scan(written), Index(Log(written))
    order = sorted(range(count), key=record.began, reverse=True)
    for on, known in [("1950-06-01", "2004-01-01"), ("1901-01-01", None), ("1951-06-01", "2001-05-10"), ("2003", None)]:
        at = coordinates(on, known)
        expected = [row for row in order if record.known(row, at) and record.may_hold(row, at)]
        assert [each.id for each in View(index, at).holding(Standing, "ARM")] == [f"e{row}" for row in expected]


@pytest.mark.parametrize("subject", ["nobody", "", "ARM"])
def test_an_empty_record_answers_with_nothing(subject: str) -> None:
    view = View(Index(Log()), coordinates("2001"))
    assert (view.everything, view.get(subject), view.told(Standing, subject), view.current(Standing, subject)) == (
        [],
        None,
        [],
        None,
    )
