"""Precedents: the first without, the last with, streaks; over a stated set, its gaps said and never guessed."""

from __future__ import annotations

import pytest

from concilium.procedure.answer import Answer
from concilium.procedure.precedent import Precedents, precedents, stated_set
from concilium.record.entry import Entry
from tests.making import attendance, charter, index, meeting, view

PACT = charter()


def told(pattern: str) -> list[Entry]:
    """Return a meeting of the council a year from 2001, with (+), without (-) or with nothing known (?) of ARM."""
    words = {"+": "present", "-": "absent", "e": "expected", "a": "absence-announced"}
    days = [(f"{2001 + number}-01-01", mark) for number, mark in enumerate(pattern)]
    meetings: list[Entry] = [meeting("council", day) for day, _ in days]
    return meetings + [attendance(f"council/{day}", words[mark], "ARM", on=day) for day, mark in days if mark in words]


def asked(pattern: str) -> Answer[Precedents]:
    """Return the precedents of ARM over such meetings."""
    record = view(index(told(pattern)))
    return precedents(PACT, record, "ARM", stated_set(record, "council"))


def year(meeting_name: str | None) -> str | None:
    """Return the year of a meeting."""
    return meeting_name.split("/")[1][:4] if meeting_name else None


@pytest.mark.parametrize(
    ("pattern", "first_without", "last_with", "streak"),
    [
        ("+++", None, "2003", 0),
        ("++-", "2003", "2002", 1),
        ("+--", "2002", "2001", 2),
        ("+-+", "2002", "2003", 0),
        ("-+-", "2001", "2002", 1),
        ("---", "2001", None, 3),
        ("+-?-", "2002", "2001", 2),
        ("+?", None, "2001", 0),
        ("???", None, None, 0),
        ("", None, None, 0),
        ("ea", "2002", "2001", 1),
    ],
)
def test_first_without_last_with_and_streak(
    pattern: str, first_without: str | None, last_with: str | None, streak: int
) -> None:
    """A meeting of which nothing is known is counted neither as with nor as without."""
    value = asked(pattern).value
    assert (year(value.first_without), year(value.last_with), value.streak) == (first_without, last_with, streak)


def test_a_gap_is_named_and_makes_the_answer_unknown() -> None:
    """Which meetings nothing is known of stands in the answer."""
    answer = asked("+?-")
    assert (answer.state, answer.missing, answer.value.unknown) == (
        "unknown",
        ("council/2002-01-01",),
        ("council/2002-01-01",),
    )
    assert asked("+-").state == "known"


def test_the_reasons_say_over_what() -> None:
    """How many meetings, from which to which, and by which entries."""
    reason = asked("+?-").reasons[0]
    assert reason.facts == {"member": "ARM", "count": "3", "from": "council/2001-01-01", "to": "council/2003-01-01"}
    assert reason.entries == ("council/2001-01-01-present-arm", "council/2003-01-01-absent-arm")


def test_the_stated_set_is_of_one_form_and_of_the_organ_alone() -> None:
    """Joint meetings and other forms count when asked for."""
    joint = meeting("council", "2002-06-01", meeting="both", organs=("council", "ministers"), form="joint")
    record = view(index(meeting("council", "2002-01-01"), joint, meeting("council", "2002-09-01", form="informal")))
    assert [g.meeting for g in stated_set(record, "council")] == ["council/2002-01-01"]
    assert [g.meeting for g in stated_set(record, "council", forms=("regular", "joint"))] == ["council/2002-01-01"]
    wide = stated_set(record, "council", forms=("regular", "joint"), alone=False)
    assert [g.meeting for g in wide] == ["council/2002-01-01", "both"]


def test_meetings_after_the_date_asked_about_and_those_called_off_are_left_out() -> None:
    """A plan for the day itself counts."""
    record = index(
        meeting("council", "2002-01-01"), meeting("council", "2003-01-01", "cancelled"),
        meeting("council", "2004-01-01", "planned", on="2003-01-01"), meeting("council", "2005-01-01"),
    )  # fmt: skip
    assert [year(g.meeting) for g in stated_set(view(record, "2004-01-01"), "council")] == ["2002", "2004"]


def test_a_precedent_is_as_known() -> None:
    """Before the second absence is known the streak is one."""
    record = index(told("+--"))
    values = [
        precedents(PACT, at, "ARM", stated_set(at, "council")).value.streak
        for at in (view(record, "2003-01-01", "2002-12-31"), view(record, "2003-01-01", "2003-01-01"))
    ]
    assert values == [1, 2]
