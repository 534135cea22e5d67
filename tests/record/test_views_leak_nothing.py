"""What a view may not see changes none of its answers: it answers as a record does that never held it.

For every date on which something on the shipped record was said, the record is cut off after that date; the whole
record, asked as known on that date, must answer alike. All standings, all chairs and the members are compared, and the
briefs of the meetings before and after the date: those of all meetings on all dates would take ten minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace

from concilium.api import Compiled, Organization, View
from concilium.instants import coordinates, moment
from concilium.problems import UnknownNameError
from concilium.record.entry import AnyEntry, Entry, Meeting
from tests.making import csto

WHOLE = csto()
ENTRIES: tuple[AnyEntry, ...] = tuple(WHOLE.log)  # type: ignore[arg-type]
MEMBERS = ("ARM", "AZE", "BLR", "GEO", "KAZ", "KGZ", "RUS", "TJK", "UZB")
ORGANS = tuple(WHOLE.charter.file.organs)
SAID = sorted({moment(each.said.on).latest: each.said.on for each in ENTRIES}.items())
"""Every date on which something was said: its last minute, and how one entry writes it."""

BEGINNINGS = {e.meeting: moment(e.valid or e.said.on).earliest for e in ENTRIES if isinstance(e, Meeting)}
MEETINGS = sorted(BEGINNINGS, key=lambda meeting: (BEGINNINGS[meeting], meeting))


def keeping(entries: Iterable[AnyEntry]) -> Organization:
    """Return the organization with these entries on its record."""
    charter = WHOLE.charter
    compiled = Compiled(charter.file, charter.order, charter.names, WHOLE.sources, tuple(entries), charter.orders)
    return Organization(compiled)


def answers(view: View) -> Iterator[tuple[str, object]]:
    """Yield every standing, every chair and the members, with their reasons and sentences."""
    yield "members", view.members()
    yield from ((f"standing {member}", view.standing(member)) for member in MEMBERS)
    yield from ((f"chair {organ}", view.chair(organ)) for organ in ORGANS)


def briefed(organization: Organization, meeting: str, known: str, language: str = "en") -> object:
    """Return the brief of a meeting as known on a date, or that it was not known of."""
    try:
        return organization.meeting_view(meeting, known, language).brief(meeting)
    except UnknownNameError as unknown:
        return str(unknown)


def around(minute: int) -> list[str]:
    """Return the last meeting that had begun by a minute and the next, as the whole record has them."""
    place = sum(BEGINNINGS[meeting] <= minute for meeting in MEETINGS)
    return MEETINGS[max(place - 1, 0) : place + 1]


def test_there_is_something_to_leak() -> None:
    """The record was said on some two hundred dates, and its last day sees more than its first."""
    assert len(SAID) > 150
    assert dict(answers(WHOLE.view("2024-06-21", "2024-06-20"))) != dict(
        answers(WHOLE.view("2024-06-21", "2023-06-20"))
    )


@pytest.mark.parametrize("part", range(8))
def test_what_was_said_later_changes_no_answer_of_today(part: int) -> None:
    """The dates are dealt out to eight tests, so that they can run side by side."""
    for minute, known in SAID[part::8]:
        cut = keeping(each for each in ENTRIES if moment(each.said.on).latest <= minute)
        for on in (known, "2024-06-21"):
            expected = dict(answers(cut.view(on, known)))
            assert dict(answers(WHOLE.view(on, known))) == expected, (on, known)
        for meeting in around(minute):
            language = "ru" if part % 2 else "en"
            assert briefed(WHOLE, meeting, known, language) == briefed(cut, meeting, known, language), (meeting, known)


def test_between_two_dates_nothing_is_known_that_was_not_known_on_the_first() -> None:
    """The minute before something was said sees what the date before it saw."""
    at = coordinates("2024")
    for (before, _), (after, _) in pairwise(SAID):
        views = [at._replace(known=minute) for minute in (before, after - 1)]
        seen = [[row for row in range(len(ENTRIES)) if WHOLE.index.visible(row, view)] for view in views]
        assert seen[0] == seen[1]


def marked(change: Callable[[AnyEntry], AnyEntry], step: int) -> tuple[Organization, Organization]:
    """Return the record with every so-many-th entry, and what corrects it, changed; and the record without these."""
    chosen = {each.id for number, each in enumerate(ENTRIES) if root(number) % step == 1}
    changed = [change(each) if each.id in chosen else each for each in ENTRIES]
    return keeping(changed), keeping(each for each in ENTRIES if each.id not in chosen)


def root(number: int) -> int:
    """Return the number of the entry that another corrects or retracts in the end, or its own."""
    named = ENTRIES[number].corrects or ENTRIES[number].retracts
    row = WHOLE.index.row(named) if named else None
    return number if row is None else root(row)


def for_members(entry: AnyEntry) -> AnyEntry:
    return replace(entry, audience=("members",))


def taken_in_later(entry: AnyEntry) -> AnyEntry:
    return replace(entry, recorded=replace(entry.recorded, on="2027-01-01"))


@pytest.mark.parametrize("step", [2, 7])
@pytest.mark.parametrize("day", ["2012-12-19", "2024-06-21", "2026-11-24"])
def test_what_is_for_members_changes_no_answer_to_the_public(step: int, day: str) -> None:
    record, without = marked(for_members, step)
    assert dict(answers(record.view(day))) == dict(answers(without.view(day)))
    assert dict(answers(record.view(day, audience=("public", "members")))) == dict(answers(WHOLE.view(day)))
    for meeting in MEETINGS[::10]:
        assert briefed(record, meeting, "2026-11-24") == briefed(without, meeting, "2026-11-24")


def test_what_is_for_members_is_seen_by_no_other_reader() -> None:
    """Each entry of the record in turn, hidden alone."""
    for each in ENTRIES:
        view = keeping([for_members(each)]).view("2024")
        assert seen(view) == []
        assert seen(keeping([for_members(each)]).view("2024", audience=("ARM",))) == []
        assert seen(keeping([for_members(each)]).view("2024", audience=("members",))) == [each.id]


def seen(view: View) -> list[str]:
    return [each.id for each in view.entries()]


@pytest.mark.parametrize("step", [2, 3, 7])
def test_what_was_taken_in_later_changes_no_answer_from_the_record_as_it_stood(step: int) -> None:
    record, without = marked(taken_in_later, step)
    for day in ("2012-12-19", "2024-06-21"):
        assert dict(answers(record.view(day, recorded="2026-12-31"))) == dict(answers(without.view(day)))


def test_an_entry_of_tomorrow_is_not_found_by_its_id() -> None:
    """Nor by its kind, nor by what it is about, nor by anything that it replaces."""
    for minute, known in SAID[::5]:
        view = WHOLE.view("2024", known)
        assert all(moment(each.said.on).latest <= minute for each in view.entries())
        later: list[Entry] = [each for each in ENTRIES if moment(each.said.on).latest > minute]
        assert [each.id for each in later if view.record.get(each.id) is not None] == []
