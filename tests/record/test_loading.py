"""A long log read from its lines gives the answers that its entries give; what is read to file an entry is right."""

from __future__ import annotations

import msgspec
import pytest

import concilium
from concilium.instants import coordinates
from concilium.problems import InvalidDateError
from concilium.record.entry import KINDS, Entry, Standing, kind_of, subjects
from concilium.record.heading import by_kind, by_subject, headings
from concilium.record.index import Index
from concilium.record.log import DuplicateEntryError, Log
from concilium.record.view import View

ENTRIES = list(concilium.open("csto").log)
LINES = [msgspec.json.encode(entry) for entry in ENTRIES]


def read(lines: list[bytes], end: bytes = b"\n") -> Index:
    return Index.from_lines(b"".join(line + end for line in lines))


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n", b"\n \n"])
def test_lines_give_the_log_that_the_entries_give(end: bytes) -> None:
    index = read(LINES, end)
    assert list(index.log) == ENTRIES
    assert [index.row(entry.id) for entry in ENTRIES] == list(range(len(ENTRIES)))


def test_the_last_line_needs_no_end() -> None:
    assert list(Index.from_lines(b"\n".join(LINES)).log) == ENTRIES


@pytest.mark.parametrize("nothing", [b"", b"\n", b"\n \n"])
def test_no_lines_give_an_empty_log(nothing: bytes) -> None:
    assert len(Index.from_lines(nothing).log) == 0


@pytest.mark.parametrize("known", ["2010-01-01", "2024-06-20", "2026-01-01"])
def test_lines_give_the_answers_that_the_entries_give(known: str) -> None:
    at = coordinates("2024-06-21", known)
    read_view, kept_view = View(read(LINES), at), View(Index(Log(ENTRIES)), at)
    assert read_view.everything == kept_view.everything
    for kind in KINDS.values():
        assert read_view.all(kind) == kept_view.all(kind)
    for member in ("ARM", "KAZ"):
        assert list(read_view.holding(Standing, member)) == list(kept_view.holding(Standing, member))


def test_a_heading_has_the_subjects_of_its_entry() -> None:
    found = headings(b"\n".join(LINES))
    about: dict[int, set[str]] = {number: set() for number in range(len(ENTRIES))}
    for kind, numbers in by_kind(found).items():
        assert {kind_of(ENTRIES[number]) for number in numbers} == {kind}
        for subject, those in by_subject(found, numbers).items():
            assert those == sorted(set(those))
            for number in those:
                about[number].add(subject)
    assert about == {number: subjects(entry) for number, entry in enumerate(ENTRIES)}


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([*LINES, LINES[0]], DuplicateEntryError),
        ([LINES[0] + LINES[1]], ValueError),
        ([LINES[0][:-1]], msgspec.DecodeError),
        ([LINES[0].replace(b'"kind":"', b'"kind":"un')], msgspec.ValidationError),
    ],
    ids=["an id twice", "two entries on a line", "a line cut off", "an unknown kind"],
)
def test_lines_that_are_no_log_are_refused(lines: list[bytes], error: type[Exception]) -> None:
    with pytest.raises(error):
        read(lines)


def test_a_date_that_is_none_is_refused_and_the_index_stays_as_it_was() -> None:
    good, bad = ENTRIES[0], dated(ENTRIES[1], "21 June")
    log = Log([good])
    index = Index(log)
    log.append(bad)
    with pytest.raises(InvalidDateError):
        index.follow()
    assert list(index.kind(kind_of(good))) == [0]


def dated(entry: Entry, day: str) -> Entry:
    return msgspec.structs.replace(entry, said=msgspec.structs.replace(entry.said, on=day))
