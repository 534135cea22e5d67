"""Attendance: what happened goes before what was announced, and what is not told is not guessed."""

from __future__ import annotations

from itertools import permutations

import pytest

from concilium.procedure.attendance import attendance, told
from concilium.record.entry import Attendance
from tests.making import attendance as said
from tests.making import charter, index, view

PACT = charter()
SESSION = "council/2005-01-01"


def known(*entries: Attendance) -> dict[str, tuple[str, str | None]]:
    """Return the state and the delegate of each member of whom something is known."""
    found = attendance(PACT, view(index(*entries)), SESSION)
    return {code: (presence.state, presence.person) for code, presence in found.items()}


@pytest.mark.parametrize(
    ("status", "state"),
    [("present", "present"), ("represented", "present"), ("expected", "expected"), ("absent", "absent"),
     ("absence-announced", "announced-absent")],
)  # fmt: skip
def test_each_word_has_its_state(status: str, state: str) -> None:
    """Represented is there; announced is only announced."""
    assert known(said(SESSION, status, "ARM")) == {"ARM": (state, None)}


def test_a_guest_is_no_member_at_the_table() -> None:
    """An invitation says nothing of a member's presence."""
    assert known(said(SESSION, "invited", "ARM")) == {}


def test_members_stand_in_the_order_of_the_charter() -> None:
    """In whatever order they were told."""
    assert list(known(said(SESSION, "present", "KAZ", "BLR"), said(SESSION, "absent", "ARM"))) == ["ARM", "BLR", "KAZ"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_what_happened_goes_before_what_was_announced(order: tuple[int, ...]) -> None:
    """Expected, then announced absent, then there: there, in whatever order the record has them."""
    entries = [
        said(SESSION, "expected", "ARM", on="2004-12-01"),
        said(SESSION, "absence-announced", "ARM", on="2004-12-20"),
        said(SESSION, "present", "ARM", on="2005-01-01"),
    ]
    assert known(*(entries[i] for i in order)) == {"ARM": ("present", None)}


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_an_announcement_made_after_the_fact_does_not_undo_it(order: tuple[int, ...]) -> None:
    """A late report of what had been expected says nothing of who came."""
    entries = [said(SESSION, "absent", "ARM", on="2005-01-01"), said(SESSION, "expected", "ARM", on="2005-02-01")]
    assert known(*(entries[i] for i in order)) == {"ARM": ("absent", None)}


def test_of_two_announcements_the_later_counts() -> None:
    """Expected on Monday, announced absent on Tuesday."""
    earlier = said(SESSION, "expected", "ARM", on="2004-12-01")
    later = said(SESSION, "absence-announced", "ARM", on="2004-12-02")
    assert known(later, earlier) == {"ARM": ("announced-absent", None)}


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_of_several_delegates_one_there_is_enough(order: tuple[int, ...]) -> None:
    """The minister stays away and the secretary comes: the member is there."""
    entries = [
        said(SESSION, "absent", "ARM", person="minister", on="2005-01-02", identifier="minister"),
        said(SESSION, "present", "ARM", person="secretary", on="2005-01-01", identifier="secretary"),
    ]
    assert known(*(entries[i] for i in order)) == {"ARM": ("present", "secretary")}


def test_the_objection_of_an_absent_member_is_kept() -> None:
    """Staying away without an objection and with one are two things."""
    found = attendance(PACT, view(index(said(SESSION, "absent", "ARM", objection="none"))), SESSION)
    assert [(one.objection, one.entry) for one in found.values()] == [("none", f"{SESSION}-absent-arm")]


def test_what_was_announced_is_told_before_what_happened() -> None:
    """Within each, as it was said."""
    entries = [
        said(SESSION, "present", "BLR", on="2005-01-01"),
        said(SESSION, "absence-announced", "ARM", on="2004-12-20"),
        said(SESSION, "expected", "KAZ", on="2004-12-01"),
        said(SESSION, "invited", "RUS", on="2004-12-31"),
    ]
    assert [entry.status for entry in told(view(index(*entries)), SESSION)] == [
        "invited", "expected", "absence-announced", "present",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "state"),
    [("present", "present"), ("expected", "expected"), ("absent", "absent"), ("absence-announced", "announced-absent")],
)
def test_what_is_said_of_a_member_is_its_state_and_of_another_nothing(status: str, state: str) -> None:
    found = attendance(PACT, view(index(said(SESSION, status, "ARM"))), SESSION)
    assert {member: presence.state for member, presence in found.items()} == {"ARM": state}


def test_who_was_only_invited_is_not_yet_known_to_come() -> None:
    assert attendance(PACT, view(index(said(SESSION, "invited", "ARM"))), SESSION) == {}


def test_on_the_eve_only_the_announcement_is_known() -> None:
    """What happened is said on the day and does not leak into the day before."""
    record = index(said(SESSION, "expected", "ARM", on="2004-12-01"), said(SESSION, "absent", "ARM", on="2005-01-01"))
    eve, day = (
        attendance(PACT, view(record, "2005-01-01", known), SESSION)["ARM"].state
        for known in ("2004-12-31", "2005-01-01")
    )
    assert (eve, day) == ("expected", "absent")
