"""Recorded roll calls come out under the seats and rules of their day, and what does not is said."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concilium.charter.model import Charter
from concilium.intake.roll_calls import read_roll_calls
from concilium.intake.states import state_of
from concilium.problems import UnknownNameError
from concilium.procedure.asking import by_organ, of_organ, question
from concilium.procedure.casting import told
from concilium.procedure.comparing import compared
from concilium.procedure.deciding import ruling
from concilium.procedure.matters import decisions_on
from concilium.procedure.replay import Asked, decided, plan
from concilium.procedure.replayed import Explanation, Replayed, Row
from concilium.procedure.roll_calls import NO_ROW, NOT_GIVEN, TOTALS, RollCalls
from concilium.procedure.seats import seats
from concilium.procedure.stretches import stretches, view_on
from concilium.record.entry import Roll
from concilium.record.view import View
from concilium.rules.expression import POSITIONS, Position
from tests.making import charter, index, make, organ, standing, view

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data"
PERMANENT = ("CHN", "FRA", "GBR", "USA")
LETTERS = {"Y": 0, "N": 1, "A": 2, "X": 3, "P": 4, " ": NO_ROW}

Calls = list[tuple[str, str, str, str]]
"""By roll call its id, its day, what was recorded of it, and a letter for each member."""


def against_none(least: int) -> dict[str, object]:
    return {"all_of": [{"count": ["yes"], "at_least": str(least)},
                       {"count": ["no"], "at_most": "0", "among": ["permanent"], "veto": True}]}  # fmt: skip


def decision(identifier: str, matter: str, rule: object, **dates: str) -> dict[str, object]:
    return {"id": identifier, "source": ["pact"], "matter": matter, "rule": rule, **dates}


BEFORE, SINCE = {"to": "1965-08-30"}, {"from": "1965-08-31"}
COUNCIL = organ(
    "Security Council",
    composition=[
        {"id": "eleven", "source": ["pact"], "seats": "elected", "to": "1991-12-24",
         "classes": {"permanent": (*PERMANENT, "SUN")}},
        {"id": "fifteen", "source": ["pact"], "seats": "elected", "from": "1991-12-25",
         "classes": {"permanent": (*PERMANENT, "RUS")}},
    ],
    decisions=[
        decision("seven", "substantive", against_none(7), **BEFORE),
        decision("nine", "substantive", against_none(9), **SINCE),
        decision("any-seven", "procedural", {"count": ["yes"], "at_least": "7"}, **BEFORE),
        decision("any-nine", "procedural", {"count": ["yes"], "at_least": "9"}, **SINCE),
    ],
)  # fmt: skip
ASSEMBLY = organ(
    "General Assembly",
    composition=[{"id": "everybody", "source": ["pact"], "seats": "elected"}],
    decisions=[
        decision("majority", "ordinary", "simple-majority"),
        decision("two-thirds", "important", "two-thirds-of-votes"),
    ],
)
CHARTER = charter(organs={"sc": COUNCIL, "ga": ASSEMBLY})
ELECTED = ("AUS", "BRA", "EGY", "MEX", "NLD", "POL")
MEMBERS = (*PERMANENT, "SUN", *ELECTED)


def seated(periods: Mapping[str, object], of: str = "sc") -> View:
    return view(index(make(Roll, f"{of}-seats", roll=f"{of}-elected", organ=of, seats="elected", periods=periods)))


SIX = seated(dict.fromkeys(ELECTED, "1946-01-01/.."))


def called(calls: Calls, members: tuple[str, ...] = MEMBERS, body: str = "SC") -> RollCalls:
    return RollCalls(
        tuple(call[0] for call in calls),
        tuple(f"S/{call[0]}" for call in calls),
        np.array([call[1] for call in calls], "datetime64[D]"),
        (body,) * len(calls),
        ("A text",) * len(calls),
        tuple(call[2] for call in calls),
        np.full((len(calls), len(TOTALS)), NOT_GIVEN, np.int32),
        members,
        np.array([[LETTERS[letter] for letter in call[3]] for call in calls], np.int8).reshape(
            len(calls), len(members)
        ),
    )


def replayed(
    calls: RollCalls, record: View = SIX, organ_: str = "sc", matter: str = "substantive", *why: Explanation
) -> Replayed:
    asked = Asked(CHARTER, record, organ_, matter)
    return compared(asked, calls, [decided(asked, calls, places) for places in plan(CHARTER, record, calls)], why)


def test_the_rule_of_the_day_decides() -> None:
    """Seven votes are enough until 30 August 1965, and nine are needed after it."""
    found = replayed(called([
        ("1", "1965-08-30", "adopted", "YYYYAYYYAAA"),
        ("2", "1965-08-31", "adopted", "YYYYAYYYAAA"),
        ("3", "1950-01-01", "not-adopted", "YYYYAYYAAAA"),
    ]))  # fmt: skip
    assert (found.decided, found.agreed) == (3, 2)
    (difference,) = found.differences
    assert (difference.roll, difference.kind, difference.provision) == ("2", "outcome", "nine")
    assert (difference.recorded, difference.computed, difference.tally["yes"]) == ("adopted", "not-adopted", 7)
    assert [(part.holds, part.margin) for part in difference.verdicts[0].parts] == [
        (False, Fraction(-2)),
        (True, Fraction(0)),
    ]
    assert found.rows == (
        Row(provision="seven", decade=1950, decided=1, agreed=1, explained=0, unexplained=0),
        Row(provision="seven", decade=1960, decided=1, agreed=1, explained=0, unexplained=0),
        Row(provision="nine", decade=1960, decided=1, agreed=0, explained=0, unexplained=1),
    )


def test_a_text_adopted_despite_a_veto_was_procedural() -> None:
    found = replayed(called([("1", "1959-09-07", "adopted", "YYYYNYYYYYY")]))
    assert [(each.computed, each.kind) for each in found.differences] == [("vetoed", "procedural")]
    assert found.depends == {"procedural": ("1",)}


def test_a_veto_that_was_recorded_agrees_and_a_missing_majority_is_none() -> None:
    found = replayed(called([
        ("1", "1959-09-07", "vetoed", "YYYYNYYYYYY"),
        ("2", "1959-09-07", "not-adopted", "YYYYNYYYYYY"),
        ("3", "1959-09-07", "vetoed", "YYYYNAAAAAA"),
    ]))  # fmt: skip
    assert (found.agreed, [(each.roll, each.computed, each.kind) for each in found.differences]) == (
        2, [("3", "not-adopted", "outcome")],
    )  # fmt: skip


def test_what_has_no_votes_or_no_recorded_outcome_is_counted_apart() -> None:
    found = replayed(called([
        ("1", "1959-09-07", "adopted", "XXXXXXXXXXX"),
        ("2", "1959-09-07", "adopted", "           "),
        ("3", "1959-09-07", "", "YYYYYYYYYYY"),
    ]))  # fmt: skip
    assert (found.given, found.without_vote, found.without_positions, found.decided, found.uncompared) == (
        3,
        1,
        1,
        1,
        1,
    )
    assert found.rows == (Row(provision="seven", decade=1950, decided=1, agreed=0, explained=0, unexplained=0),)


def test_what_no_rule_was_in_force_for_is_undecided() -> None:
    found = replayed(called([("1", "1950-01-01", "adopted", "YYYYYYYYYYY")]), SIX, "sc", "admission")
    assert (found.decided, found.undecided) == (0, ("1",))


def test_rows_without_seats_and_seats_without_rows_are_named() -> None:
    """Poland had not been elected yet; Brazil has no row on two days."""
    record = seated({**dict.fromkeys(ELECTED, "1946-01-01/.."), "POL": "1950-01-01/.."})
    found = replayed(called([
        ("1", "1949-12-31", "adopted", "YYYYYYYYYYN"),
        ("2", "1950-01-01", "adopted", "YYYYYY YYYN"),
        ("3", "1951-01-01", "adopted", "YYYYYY YYYN"),
    ]), record)  # fmt: skip
    assert [(each.member, each.kind, each.first, each.last, each.rolls) for each in found.seats] == [
        ("BRA", "no-row", "1950-01-01", "1951-01-01", ("2", "3")),
        ("POL", "no-seat", "1949-12-31", "1949-12-31", ("1",)),
    ]
    assert (found.agreed, found.unexplained) == (3, 2)


SUSPENDING = [
    {"rule": "by-decision", "id": "suspension", "source": ["pact"], "organ": "council", "standing": "suspended"}
]


def test_a_vote_of_a_member_that_had_none_is_not_counted() -> None:
    """A suspended member votes: six votes are left of seven."""
    suspended = standing("MEX", "suspended", "1950-01-01", decided=True, organ="council", by="council")
    joined = make(Roll, "members", roll="members", standing="member", periods={"MEX": "1946-01-01/.."})
    rolls = make(Roll, "seats", roll="e", organ="sc", seats="elected", periods=dict.fromkeys(ELECTED, "1946-01-01/.."))
    listed = {"rule": "listed", "id": "listed", "source": ["pact"], "roll": "members"}
    barring = charter(organs={"sc": COUNCIL}, membership=[*SUSPENDING, listed])
    record = view(index(suspended, joined, rolls))
    calls = called([("1", "1951-01-01", "adopted", "YYYYYAAAYYA"), ("2", "1951-01-01", "adopted", "YYYYYAAAXYY")])
    asked = Asked(barring, record, "sc", "substantive")
    found = compared(asked, calls, [decided(asked, calls, places) for places in plan(barring, record, calls)])
    assert [(each.member, each.kind, each.rolls) for each in found.seats] == [("MEX", "no-vote", ("1",))]
    assert [(each.roll, each.computed) for each in found.differences] == [("1", "not-adopted")]


def test_rows_of_members_without_a_known_seat_fill_the_seats_whose_holders_are_not_known() -> None:
    sized = charter(organs={"sc": organ("Council", composition=[
        {"id": "three", "source": ["pact"], "seats": "elected", "size": 3, "members": ["AUS"]},
    ], decisions=[decision("majority", "ordinary", "absolute-majority")])})  # fmt: skip
    calls = called(
        [("1", "1950-01-01", "adopted", "AYY"), ("2", "1950-01-01", "adopted", "NNY")], ("AUS", "BRA", "MEX")
    )
    record = view(index())
    asked = Asked(sized, record, "sc", "ordinary")
    found = compared(asked, calls, [decided(asked, calls, places) for places in plan(sized, record, calls)])
    assert (found.agreed, [each.roll for each in found.differences], found.seats) == (1, ["2"], ())


WHY = {"en": "It was a question of procedure.", "ru": "Вопрос был процедурным."}


def test_what_is_explained_is_told_apart() -> None:
    """By the roll calls named, or by members and days; what lies outside stays unexplained."""
    outcome = Explanation(why=WHY, source=("repertoire",), rolls=("1",))
    elsewhere = Explanation(why=WHY, source=("repertoire",), rolls=("2",), organ="ga")
    absent = Explanation(why=WHY, source=("repertoire",), members=("BRA",), valid="1950-01-01/1950-12-31")
    calls = called([
        ("1", "1950-01-01", "adopted", "YYYYNY YYYY"),
        ("2", "1951-01-01", "adopted", "YYYYNY YYYY"),
    ])  # fmt: skip
    found = replayed(calls, SIX, "sc", "substantive", outcome, elsewhere, absent)
    assert [(each.roll, each.explained) for each in found.differences] == [("1", outcome), ("2", None)]
    assert [(each.member, each.rolls, each.explained) for each in found.seats] == [
        ("BRA", ("1",), absent),
        ("BRA", ("2",), None),
    ]
    assert found.unexplained == 2
    assert [(row.explained, row.unexplained) for row in found.rows] == [(1, 1)]


def test_files_name_an_organ_by_its_identifier_its_name_or_initials() -> None:
    bodies = ("SC", "sc", "Security council", "GA", "ECOSOC")
    calls = called([(str(number), "1950-01-01", "adopted", "Y") for number in range(5)], ("AUS",))
    every = msgspec.structs.replace(calls, organs=bodies)
    assert {name: of.ids for name, of in by_organ(CHARTER, every).items()} == {"sc": ("0", "1", "2"), "ga": ("3",)}
    assert of_organ(CHARTER, every, "ga").ids == ("3",)


def test_files_that_name_no_organ_are_taken_for_the_one_asked_about() -> None:
    calls = called([("1", "1950-01-01", "adopted", "Y")], ("AUS",), "")
    assert of_organ(CHARTER, calls, "ga").ids == ("1",)
    with pytest.raises(UnknownNameError, match="Say which with --organ: sc, ga"):
        by_organ(CHARTER, calls)


def test_the_matter_is_the_first_of_the_organ_unless_another_is_named() -> None:
    assert question(CHARTER, SIX, "ga", None, None).matter == "ordinary"
    assert question(CHARTER, SIX, "ga", "important", None).matter == "important"
    with pytest.raises(UnknownNameError, match="Did you mean 'important'"):
        question(CHARTER, SIX, "ga", "importent", None)


DAYS = st.integers(0, 40).map(lambda number: date(1965, 8, 1) + timedelta(days=number))
PERIODS = st.dictionaries(
    st.sampled_from(ELECTED),
    st.tuples(DAYS, DAYS).map(lambda ends: f"{min(ends)}/{max(ends)}") | DAYS.map(lambda day: f"{day}/.."),
)


@given(PERIODS, st.lists(DAYS, min_size=1, max_size=30))
@settings(deadline=None)
def test_on_all_days_of_a_stretch_seats_and_provisions_are_the_same(periods: dict[str, str], days: list[date]) -> None:
    record = seated(periods)
    dates = np.array([day.isoformat() for day in days], "datetime64[D]")
    found = stretches(CHARTER, record, dates)
    assert sorted(int(place) for places in found for place in places) == list(range(len(days)))
    for places in found:
        views = [view_on(record, dates[place]) for place in places]
        assert (
            len({repr((seats(CHARTER, there, "sc").value, decisions_on(CHARTER, there, "sc"))) for there in views}) == 1
        )


ROWS = st.lists(
    st.tuples(DAYS, st.text("YYYNAX", min_size=len(MEMBERS), max_size=len(MEMBERS))), min_size=1, max_size=8
).filter(lambda rows: all(set(votes) != {"X"} for _, votes in rows))


@given(PERIODS, ROWS)
@settings(deadline=None)
def test_roll_calls_in_bulk_come_out_as_each_does_by_itself(
    periods: dict[str, str], rows: list[tuple[date, str]]
) -> None:
    record = seated(periods)
    calls = called([(str(n), day.isoformat(), "adopted", votes) for n, (day, votes) in enumerate(rows)])
    found = replayed(calls, record)
    computed = {each.roll: each.computed for each in found.differences}
    assert [computed.get(str(n), "adopted") for n in range(len(rows))] == [
        alone(CHARTER, view_on(record, calls.dates[n]), votes) for n, (_, votes) in enumerate(rows)
    ]


def alone(of: Charter, there: View, votes: str) -> str | None:
    sitting = {seat.member for seat in seats(of, there, "sc").value.seats}
    lists: dict[Position, list[str]] = {position: [] for position in POSITIONS}
    for member, letter in zip(MEMBERS, votes, strict=True):
        if member in sitting:
            lists[POSITIONS[LETTERS[letter]]].append(member)
    return ruling(of, there, "sc", "substantive", told(lists)).value.outcome


def test_the_history_of_the_assembly_comes_out_as_recorded() -> None:
    """Every text that the General Assembly adopted by name to the end of 1999 had its majority."""
    files, register = sorted(SHARED.glob("un_votes/*.csv.gz")), SHARED / "un_members" / "member_intervals_expanded.csv"
    if not files or not register.exists():
        pytest.skip(f"{SHARED} is not there")
    with register.open(encoding="utf-8") as opened:
        periods: dict[str, list[str]] = {}
        for row in csv.DictReader(opened):
            if not row["e"] or row["s"] <= row["e"]:
                periods.setdefault(state_of(row["name"]) or row["iso"], []).append(f"{row['s']}/{row['e'] or '..'}")
    record = seated({member: tuple(those) for member, those in periods.items()}, "ga")
    calls = by_organ(CHARTER, read_roll_calls(files).calls)["ga"]
    found = replayed(calls, record, "ga", "ordinary")
    assert (found.given, found.decided, found.agreed, found.without_vote, found.without_positions) == (
        5126, 3463, 3463, 3, 1660,
    )  # fmt: skip
    assert (found.differences, found.undecided) == ((), ())
    assert {matter: len(rolls) for matter, rolls in found.depends.items()} == {"important": 52}
