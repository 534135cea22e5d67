"""What the checks of a record say of entries that come from no file; the texts are in tests/records/bad."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.problems import Problem
from concilium.record.check import CHECKS, check_entries
from concilium.record.entry import Correction, Deposit, Entry, Link, Meeting, Recorded, Retraction, Said, Vote
from concilium.record.findings import in_order
from concilium.record.source import Source
from concilium.terms import Name, Names
from tests.entries import entries, statement

NAMES = Names(
    people={"adams": Name(names={"en": "Ann Adams"})},
    authorities={each: Name(names={"en": each}) for each in ("union", "gazette", "editors")},
)
SOURCES = {"gazette-2020": Source(publisher="gazette", title="Official Gazette")}
COMMON: dict[str, Any] = {
    "said": Said(by="union", on="2020-01-10", sources=("gazette-2020",)),
    "recorded": Recorded(on="2026-01-01", by="editors"),
}
MEETING = Meeting(id="met", meeting="council/2020-01-10", organs=("council",), status="held", **COMMON)


def found(*made: Entry, lines: dict[str, tuple[str, int]] | None = None, unread: Collection[str] = ()) -> list[Problem]:
    """Return every problem of some entries."""
    return check_entries(made, SOURCES, NAMES, frozenset({"union", "council"}), lines or {}, unread)


def told(*made: Entry, unread: Collection[str] = ()) -> list[str]:
    """Return what is wrong with some entries, without the mends."""
    return [problem.what for problem in found(*made, unread=unread)]


def said(**fields: Any) -> Said:
    """Return who said something, when and where, with some of it replaced."""
    return Said(**({"by": "union", "on": "2020-01-10", "sources": ("gazette-2020",)} | fields))


def correction(identifier: str, corrects: str | None, **changes: Any) -> Correction:
    """Return a correction of an entry."""
    return Correction(id=identifier, corrects=corrects, reason={"en": "misread"}, changes=changes, **COMMON)


def test_right_entries_have_no_problem() -> None:
    """Entries that say what can be meant are left alone, from a file or not."""
    assert found(statement("one"), MEETING, correction("mended", "met", status="cancelled")) == []


def test_problem_stands_at_the_nearest_line_known() -> None:
    """The line is that of the key, else of what the key is in, else of the entry."""
    wrong = statement("one", said=said(on="soon"))
    every = {"one": ("a.yaml", 3), "one.said": ("a.yaml", 5), "one.said.on": ("a.yaml", 7)}
    for dropped, line in (("", 7), ("one.said.on", 5), ("one.said", 3), ("one", 0)):
        every.pop(dropped, None)
        [problem] = found(wrong, lines=every)
        assert (problem.file, problem.line) == ("a.yaml" if line else "record", line)


def test_names_that_could_not_be_read_are_not_unknown() -> None:
    """A name whose definition is broken is told of there, and not wherever it is used."""
    made = statement("one", said=said(by="mayer"), about=("club",))
    assert told(made) == [
        "'about' of entry 'one' names an unknown subject, 'club'",
        "'by' of 'said' of entry 'one' names an unknown authority, 'mayer'",
    ]
    assert told(made, unread={"mayer", "club"}) == []


@pytest.mark.parametrize("by", ["adams", "gazette", "FRA", "SUN", "council", "union"])
def test_people_authorities_members_and_organs_may_say_something(by: str) -> None:
    """Whoever has a voice may be an authority; former states had one."""
    assert told(statement("one", said=said(by=by, through=(Link(by=by, on="2020-01-10"),)))) == []


def test_organization_speaks_when_it_is_among_the_organs() -> None:
    """The organization itself is named like an organ."""
    made = statement("one", said=said(by="league"))
    assert len(told(made)) == 1
    assert check_entries([made], SOURCES, NAMES, frozenset({"league"}), {}) == []


def test_plans_may_be_said_before_the_time_they_speak_of() -> None:
    """What is said of later or of earlier times is no mistake."""
    assert told(statement("one", valid="2050"), statement("two", valid="1950/1951")) == []


def test_inexact_dates_are_not_held_against_anyone() -> None:
    """Only what is certainly in the wrong order is told."""
    year = Recorded(on="2026-01", by="editors")
    assert told(statement("one", said=said(on="2026"), recorded=year)) == []
    assert told(statement("two", said=said(on="2026-02"), recorded=year)) == [
        "'on' of 'said' of entry 'two' is '2026-02', after it was recorded (2026-01)"
    ]
    assert told(statement("old", said=said(on="2020")), statement("new", said=said(on="2020-01"), corrects="old")) == []


def test_receipt_is_compared_with_the_act() -> None:
    """A deposit that reaches the depositary before the member made it is a slip."""
    rest: dict[str, Any] = COMMON | {"member": "FRA", "instrument": "treaty", "act": "ratification"}
    good = Deposit(id="good", valid="2020-01", received="2020-01-05", **rest)
    early = Deposit(id="early", valid="2020-02", received="2020-01-05", **rest)
    assert told(good, early, unread={"treaty"}) == [
        "'received' of entry 'early' is '2020-01-05', before it was done (2020-02)"
    ]


def test_corrected_entry_is_checked_as_it_reads() -> None:
    """A change is checked where it takes effect: dates, names, positions."""
    vote = Vote(id="vote", meeting="council/2020-01-10", positions={"yes": ("FRA",)}, **COMMON)
    made = [MEETING, vote, correction("mended", "met", place="genva", valid="2020-13", organs=("counsil",))]
    assert told(*made) == [
        "'organs' of entry 'mended' names an unknown organ, 'counsil'",
        "'place' of entry 'mended' names an unknown place, 'genva'",
        "'valid' of entry 'mended' is '2020-13', which is not a date: there is no such day",
    ]


def test_change_must_suit_the_kind() -> None:
    """A change that the corrected entry cannot have is told of, also through a correction of a correction."""
    made = [MEETING, correction("first", "met", status="cancelled"), correction("second", "first", status="over")]
    assert told(*made) == ["'changes' of entry 'second' gives 'status' a value that the kind meeting cannot have"]


def test_correction_may_be_corrected_by_the_kind_it_corrects() -> None:
    """A meeting may take the place of a corrected meeting, a statement may not."""
    mended = correction("mended", "met", status="cancelled")
    anew = Meeting(id="anew", corrects="mended", meeting="council/2020-01-10", organs=(), status="held", **COMMON)
    assert told(MEETING, mended, anew) == []
    assert told(MEETING, mended, statement("other", corrects="mended")) == [
        "'corrects' of entry 'other' names an entry of the kind meeting, and this is one of the kind statement"
    ]


def test_circle_is_told_once() -> None:
    """However many entries form a circle, and whatever leads into it, it is one problem."""
    ring = [Retraction(id=f"r{n}", retracts=f"r{(n + 1) % 9}", reason={"en": "no"}, **COMMON) for n in range(9)]
    into = Retraction(id="into", retracts="r4", reason={"en": "no"}, **COMMON)
    assert told(into, *ring) == [
        "'retracts' of entry 'r4' leads back to itself, through 'r5', 'r6', 'r7', 'r8', 'r0', …"
    ]


def test_id_used_twice_is_told_of_once() -> None:
    """Three entries of one id are one problem."""
    assert told(statement("one"), statement("one"), statement("one")) == ["entry 'one' is there twice"]


def test_long_chains_of_corrections_take_no_longer_than_others() -> None:
    """Ten thousand corrections of one another are followed once."""
    chain = [correction(f"c{n}", f"c{n - 1}" if n else "met", status="held") for n in range(10_000)]
    assert told(MEETING, *chain) == []


def test_corrections_come_after_what_they_correct() -> None:
    """The order of entries is kept, except that none stands before the one it corrects."""
    made = [correction("c", "b"), statement("a"), correction("b", "a"), statement("d"), correction("e", "a")]
    assert [entry.id for entry in in_order(made)] == ["a", "b", "c", "d", "e"]


@given(st.lists(entries(st.sampled_from(["FRA", "2020", "2020-13", "x", "[[2020]]", "..", "a" * 99, ""])), max_size=5))
def test_any_entries_give_problems_and_nothing_else(made: list[Entry]) -> None:
    """No entries raise, and the problems are sorted, each told once."""
    problems = found(*made)
    assert all(one < other for one, other in pairwise(problems))


def test_checks_are_listed_once_each() -> None:
    """The list of checks is what runs; each has a sentence that says what it looks for."""
    assert len(set(CHECKS)) == len(CHECKS)
    assert all(check.__doc__ for check in CHECKS)
