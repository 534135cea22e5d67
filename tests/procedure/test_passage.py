"""The passage of drafts: where a draft has been, what it does next, and what was told the wrong way."""

from __future__ import annotations

import pytest

from concilium.procedure.answer import Answer
from concilium.procedure.passage import Way, passage, taken_up, wrong_way
from concilium.record.entry import Entry
from tests.making import charter, draft, index, meeting, step, view

PACT = charter()


def asked(*entries: Entry, known: str | None = None) -> Answer[Way]:
    """Return the way of a draft decision of the council."""
    return passage(PACT, view(index(draft("budget", on="2005-01-01"), list(entries)), known=known), "budget")


def upcoming(*entries: Entry, known: str | None = None) -> str | None:
    """Return the provision of the draft's next step."""
    found = asked(*entries, known=known).value.next
    return found.id if found else None


AGREED = step("budget", "coordinated", "2005-02-01", "office")
ENDORSED = step("budget", "endorsed", "2005-03-01", "ministers", meeting="ministers/2005-03-01")
JOINT = step("budget", "endorsed", "2005-04-01", "ministers", meeting="joint/2005-04-01")
ADOPTED = step("budget", "adopted", "2005-05-01", "council", meeting="council/2005-05-01")


@pytest.mark.parametrize(
    ("taken", "next_one"),
    [
        ((), "agreed"),
        ((AGREED,), "endorsed"),
        ((AGREED, ENDORSED), "endorsed-jointly"),
        ((AGREED, ENDORSED, JOINT), "adopted"),
        ((AGREED, ENDORSED, JOINT, ADOPTED), None),
    ],
)
def test_after_each_step_comes_the_next_that_the_charter_requires(
    taken: tuple[Entry, ...], next_one: str | None
) -> None:
    """What may be left out ("looked-at") is never next."""
    assert upcoming(*taken) == next_one


def test_a_step_that_was_skipped_is_not_gone_back_to() -> None:
    """Endorsed without being agreed, the draft goes on; that it was irregular is kept in its steps."""
    assert upcoming(ENDORSED) == "endorsed-jointly"


def test_a_package_endorsed_at_a_joint_meeting_without_naming_one_body_goes_to_the_council() -> None:
    """What is told of the bodies together is told of the joint step."""
    assert upcoming(step("budget", "endorsed", "2005-04-01", meeting="joint/2005-04-01")) == "adopted"


def test_signing_by_the_organ_that_adopts_is_adopting() -> None:
    """Then nothing is next."""
    assert upcoming(AGREED, step("budget", "signed", "2005-05-01", "council")) is None


def test_adoption_by_another_organ_is_not_the_end_of_the_way() -> None:
    """What the ministers adopt in its course is not the council's act."""
    assert upcoming(AGREED, step("budget", "adopted", "2005-03-01", "ministers")) == "endorsed"


def test_a_step_that_is_planned_is_passed_over_for_what_follows_it() -> None:
    """The way goes on after what is already on an agenda."""
    assert (
        upcoming(AGREED, step("budget", "endorsed", "2005-03-01", "ministers", status="planned")) == "endorsed-jointly"
    )


def test_steps_stand_in_the_order_in_which_they_were_taken() -> None:
    """Not in the order of the record, and by the day of the meeting where none is given."""
    undated = step("budget", "endorsed", "2005-09-01", "ministers", valid=None, meeting="ministers/2005-03-01")
    way = asked(ADOPTED, undated, AGREED).value
    assert [taken.step for taken in way.steps] == ["coordinated", "endorsed", "adopted"]


def test_a_step_not_yet_known_is_not_taken() -> None:
    """The day before the adoption it is what comes next."""
    assert upcoming(AGREED, ENDORSED, JOINT, ADOPTED, known="2005-04-30") == "adopted"


@pytest.mark.parametrize(
    ("organ", "to", "wrong"),
    [
        ("council", "ministers", True),
        ("council", "office", True),
        ("ministers", "office", True),
        ("ministers", "council", False),
        ("office", "ministers", False),
        ("council", "council", False),
        (None, "council", False),
        ("council", "the-press", False),
    ],
)
def test_a_draft_handed_down_goes_the_wrong_way(organ: str | None, to: str, wrong: bool) -> None:
    """From an organ to one that stands under it, at whatever distance."""
    assert wrong_way(PACT, step("budget", "submitted", "2005-03-01", organ, to=to)) is wrong


def test_only_submitting_has_a_direction() -> None:
    """An endorsement that names where the draft goes on is not irregular."""
    assert wrong_way(PACT, step("budget", "endorsed", "2005-03-01", "council", to="ministers")) is False


def test_what_is_told_the_wrong_way_is_kept_apart() -> None:
    """It is no step of the way and does not move it, though the record holds it against another entry."""
    right = step("budget", "submitted", "2005-03-01", "ministers", to="council", identifier="right")
    wrong = step("budget", "submitted", "2005-03-01", "council", to="ministers", identifier="wrong", against="right")
    way = asked(AGREED, right, wrong).value
    assert ([s.id for s in way.irregular], [s.id for s in way.steps]) == (
        ["wrong"],
        ["budget-coordinated-2005-02-01", "right"],
    )


def test_a_draft_that_nobody_told_of_is_unknown() -> None:
    """Its way is empty and the draft is missing."""
    answer = passage(PACT, view(index()), "budget")
    assert (answer.state, answer.missing, answer.value) == ("unknown", ("draft budget",), Way("budget", (), None, ()))


def test_a_draft_of_an_organ_without_a_way_has_no_next_step() -> None:
    """The charter says nothing of drafts that the office adopts."""
    assert passage(PACT, view(index(draft("note", "office"))), "note").value.next is None


def test_a_meeting_takes_up_the_drafts_that_have_a_step_there() -> None:
    """Each with its steps at that meeting only."""
    record = view(index(
        draft("budget"), draft("plan"), meeting("ministers", "2005-03-01"), AGREED, ENDORSED,
        step("plan", "considered", "2005-03-01", "ministers", meeting="ministers/2005-03-01"),
    ))  # fmt: skip
    found = taken_up(record, "ministers/2005-03-01")
    assert [(d.draft, [s.step for s in steps]) for d, steps in found] == [
        ("budget", ["endorsed"]),
        ("plan", ["considered"]),
    ]
