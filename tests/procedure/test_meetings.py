"""Meetings: put together from everything said of them, in order of time."""

from __future__ import annotations

import pytest

from concilium.instants import moment
from concilium.problems import UnknownNameError
from concilium.procedure.meetings import gathering, gatherings, next_gathering
from tests.making import index, meeting, retraction, view


def test_the_last_word_counts_on_each_point() -> None:
    """A plan gave the place, the report the day; the meeting has both, and names both entries, the last first."""
    plan = meeting("council", "2005-01", "planned", meeting="spring", on="2004-06-01", place="minsk")
    held = meeting("council", "2005-01-20", "held", meeting="spring")
    found = gathering(view(index(held, plan)), "spring")
    assert (found.status, found.valid, found.place, found.entries) == (
        "held", "2005-01-20", "minsk", ("spring-held", "spring-planned"),
    )  # fmt: skip


def test_a_plan_told_after_the_meeting_does_not_make_it_planned_again() -> None:
    """What happened goes before what was planned, whenever the plan was told."""
    held = meeting("council", "2005-01-20", meeting="spring")
    plan = meeting("council", "2005-01-25", "planned", meeting="spring", on="2005-03-01")
    found = gathering(view(index(held, plan)), "spring")
    assert (found.status, found.valid) == ("held", "2005-01-20")


def test_of_two_plans_the_later_counts() -> None:
    """A postponement gives the new day."""
    first = meeting("council", "2005-01-20", "planned", meeting="spring", on="2004-10-01", place="minsk")
    moved = meeting("council", "2005-02-20", "postponed", meeting="spring", on="2004-12-01")
    found = gathering(view(index(moved, first)), "spring")
    assert (found.status, found.valid, found.place) == ("postponed", "2005-02-20", "minsk")


def test_as_known_before_the_meeting_is_planned() -> None:
    """The day before nobody knows that it was held, nor its exact day."""
    plan = meeting("council", "2005-01", "planned", meeting="spring", on="2004-06-01")
    held = meeting("council", "2005-01-20", meeting="spring")
    found = gathering(view(index(plan, held), "2005-01-20", "2005-01-19"), "spring")
    assert (found.status, found.valid, found.when.begins.precision) == ("planned", "2005-01", "month")


def test_a_meeting_that_nobody_told_of_is_an_unknown_name_and_the_nearest_is_offered() -> None:
    """The message helps who mistyped."""
    record = view(index(meeting("council", "2005-01-20")))
    with pytest.raises(UnknownNameError, match=r"no meeting 'council/2005-01-21'\. Did you mean 'council/2005-01-20'"):
        gathering(record, "council/2005-01-21")


def test_a_meeting_told_of_later_is_not_known_yet() -> None:
    """Its name says nothing to a view from before."""
    record = view(index(meeting("council", "2005-01-20")), "2005-01-20", "2005-01-19")
    with pytest.raises(UnknownNameError):
        gathering(record, "council/2005-01-20")


def test_a_retracted_meeting_is_gone() -> None:
    """From when the retraction was said."""
    record = index(meeting("council", "2005-01-20"), retraction("gone", "council/2005-01-20-held", on="2005-02-01"))
    assert [g.meeting for g in gatherings(view(record, known="2005-01-31"))] == ["council/2005-01-20"]
    assert gatherings(view(record)) == []


def test_meetings_stand_in_order_of_time_joint_ones_among_those_of_each_organ() -> None:
    """A joint meeting is one meeting of each of its organs."""
    joint = meeting("council", "2005-02-01", meeting="both", organs=("council", "ministers"), form="joint")
    record = view(index(meeting("ministers", "2005-03-01"), joint, meeting("council", "2005-01-01")))
    assert [g.meeting for g in gatherings(record)] == ["council/2005-01-01", "both", "ministers/2005-03-01"]
    assert [g.meeting for g in gatherings(record, "council")] == ["council/2005-01-01", "both"]
    assert [g.meeting for g in gatherings(record, "ministers")] == ["both", "ministers/2005-03-01"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2004-12-31", "council/2005-01-01"),
        ("2005-01-01", "both"),
        ("2005-02-01", "council/2005-06-01"),
        ("2005-06-01", None),
    ],
)
def test_the_next_meeting_is_the_next_regular_or_joint_one_that_was_not_called_off(
    after: str, expected: str | None
) -> None:
    """Extraordinary, informal, postponed and cancelled meetings are passed over."""
    record = view(index(
        meeting("council", "2005-01-01"), meeting("council", "2005-01-15", form="extraordinary"),
        meeting("council", "2005-02-01", meeting="both", organs=("council", "ministers"), form="joint"),
        meeting("council", "2005-03-01", "cancelled"), meeting("council", "2005-04-01", "postponed"),
        meeting("council", "2005-05-01", form="informal"), meeting("council", "2005-06-01", "planned", on="2005-01-01"),
    ))  # fmt: skip
    found = next_gathering(record, "council", moment(after).latest)
    assert (found.meeting if found else None) == expected
