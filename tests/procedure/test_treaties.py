"""Leaving a treaty that has no organization here: a clock that was stopped, and leaving at once, which is none."""

from __future__ import annotations

import pytest

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer
from concilium.procedure.standing import standing
from concilium.record.entry import Entry
from tests.making import Fields, charter, deposit, index, view
from tests.making import standing as asserted

PARTIES: Fields = {
    "rule": "begins",
    "id": "parties",
    "source": ["pact"],
    "acts": ["ratification", "accession"],
    "instrument": "pact",
    "standing": "party",
}
NO_SUSPENDING: Fields = {
    "rule": "no-effect",
    "id": "no-suspending-oneself",
    "source": ["pact"],
    "standings": ["participation-suspended", "not-member"],
    "acts": ["notice-of-suspension"],
}


def treaty(**withdrawal: object) -> Charter:
    """Return the charter of a treaty with parties, from which one withdraws by notice."""
    leaving: Fields = {"rule": "withdraws", "id": "withdrawal", "source": ["pact"], "months": 0, **withdrawal}
    return charter(membership=[PARTIES, leaving, NO_SUSPENDING], order=("BFA", "MLI", "NER", "PRK"))


NON_PROLIFERATION = treaty(months=3)
"""Treaty on the Non-Proliferation of Nuclear Weapons, Art. X(1): three months in advance."""

COURT = treaty(months=12)
"""Rome Statute, Art. 127(1): one year after the Secretary-General has received the notification."""

IN_1993 = (
    deposit("PRK", "accession", "1985-12-12"),
    deposit("PRK", "notice-of-withdrawal", "1993-03-12"),
    deposit("PRK", "notice-suspended", "1993-06-11"),
)


@pytest.mark.parametrize("day", ["1993-03-12", "1993-06-11", "1993-06-12", "2002-12-31"])
def test_a_notice_suspended_a_day_before_its_time_was_over_did_not_end_membership(day: str) -> None:
    """North Korea gave notice on 12 March 1993 and suspended it on 11 June."""
    assert standing(NON_PROLIFERATION, view(index(*IN_1993), day), "PRK").value == "party"


def test_without_that_suspension_it_would_have_left_on_12_june() -> None:
    days = ("1993-06-11", "1993-06-12")
    assert [standing(NON_PROLIFERATION, view(index(*IN_1993[:2]), day), "PRK").value for day in days] == [
        "party",
        "former",
    ]


def test_what_is_left_of_a_suspended_time_runs_on_only_where_the_treaty_lets_it() -> None:
    """In January 2003 North Korea lifted its suspension and held that one day was left."""
    lifted = deposit("PRK", "notice-resumed", "2003-01-10")
    there = view(index(*IN_1993, lifted), "2003-01-11")
    assert standing(NON_PROLIFERATION, there, "PRK").value == "party"
    assert standing(treaty(months=3, resumable=True), there, "PRK").value == "former"


def in_2025(day: str, member: str, *, received: bool = True) -> Answer[str]:
    """Return the standing of one of three states that announced on 22 September 2025 that they leave at once."""
    notice: list[Entry] = [deposit(member, "notice-of-withdrawal", "2025-09-22")] if received else []
    record = index(deposit(member, "ratification", "2004-01-01"), asserted(member, "not-member", "2025-09-22"), notice)
    return standing(COURT, view(record, day), member)


@pytest.mark.parametrize("member", ["BFA", "MLI", "NER"])
def test_who_leaves_with_immediate_effect_is_a_party_for_a_year_more(member: str) -> None:
    """Burkina Faso, Mali and Niger and the Rome Statute: the year runs from receipt."""
    assert [in_2025(day, member).value for day in ("2025-09-22", "2026-09-21", "2026-09-22")] == [
        "party",
        "party",
        "former",
    ]


def test_an_announcement_without_a_note_starts_no_clock() -> None:
    assert in_2025("2027-01-01", "MLI", received=False).value == "party"
