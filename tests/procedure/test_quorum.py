"""Quorum: known, unknown or disputed, never guessed."""

from __future__ import annotations

import pytest

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer
from concilium.procedure.quorum import quorum
from concilium.record.entry import Entry
from tests.making import attendance, charter, index, meeting, organ, ratified, standing, view

SESSION = "council/2005-01-01"


def ruled(**rule: object) -> Charter:
    """Return the small charter with a quorum of its council."""
    provision = {"id": "quorum", "source": ["pact"], **rule}
    seats = {"id": "seats", "source": ["pact"]}
    council = organ("Council", quorum=[provision], composition=[seats])
    return charter(organs={"council": council}, order=("ARM", "BLR", "KAZ"))


def asked(rules: Charter, *entries: Entry, known: str | None = None) -> Answer[bool | None]:
    """Return whether the quorum of a session of three members is met."""
    record = index(ratified("ARM", "BLR", "KAZ"), meeting("council", "2005-01-01"), list(entries))
    return quorum(rules, view(record, "2005-01-01", known), "council", SESSION)


@pytest.mark.parametrize(
    ("present", "absent", "met"),
    [
        (("ARM", "BLR"), ("KAZ",), True),
        (("ARM",), ("BLR", "KAZ"), False),
        (("ARM", "BLR"), (), True),
        ((), ("ARM", "BLR"), False),
        (("ARM",), ("BLR",), None),
        ((), (), None),
    ],
)
def test_two_thirds_of_three_are_two(present: tuple[str, ...], absent: tuple[str, ...], met: bool | None) -> None:
    """Who is not known to be there or away leaves it open, unless it does not matter any more."""
    told = [attendance(SESSION, "present", *present), attendance(SESSION, "absent", *absent)]
    answer = asked(ruled(state="known", share="2/3"), *[entry for entry in told if entry.members])
    assert (answer.value, answer.state) == (met, "unknown" if met is None else "known")


def test_what_is_not_known_is_named() -> None:
    """The members of whom nothing is known are missing."""
    answer = asked(ruled(state="known", share="2/3"), attendance(SESSION, "present", "ARM"))
    assert answer.missing == ("BLR", "KAZ")


def test_who_is_only_expected_is_not_counted_as_there() -> None:
    """An announcement is no presence."""
    answer = asked(ruled(state="known", share="2/3"), attendance(SESSION, "expected", "ARM", "BLR", "KAZ"))
    assert (answer.value, answer.reasons[0].facts["present"]) == (None, "0")


def test_a_represented_member_is_there() -> None:
    """A deputy sits for the member."""
    answer = asked(ruled(state="known", share="2/3"), attendance(SESSION, "represented", "ARM", "BLR"))
    assert answer.value is True


def test_who_is_suspended_neither_counts_nor_is_counted() -> None:
    """Of three members one is suspended: two thirds of two are more than one."""
    suspended = standing("KAZ", "suspended", "2004-01-01", decided=True, organ="council", by="council")
    answer = asked(
        ruled(state="known", share="2/3"),
        suspended,
        attendance(SESSION, "present", "ARM", "KAZ"),
        attendance(SESSION, "absent", "BLR"),
    )
    assert (answer.value, answer.reasons[0].facts) == (
        False, {"organ": "council", "present": "1", "members": "2", "rule": "known"},
    )  # fmt: skip


def test_a_rule_whose_number_was_not_read_gives_no_answer() -> None:
    """Everybody there or nobody: unknown stays unknown."""
    answer = asked(ruled(state="unknown"), attendance(SESSION, "present", "ARM", "BLR", "KAZ"))
    assert (answer.value, answer.state, answer.missing, answer.provisions) == (
        None,
        "unknown",
        ("quorum of council",),
        ("quorum",),
    )


def test_a_disputed_rule_is_disputed_from_when_somebody_said_so() -> None:
    """The day before it is unknown; then the positions stand in the answer, with the one applied."""
    position = {
        "authority": "minister",
        "says": {"en": "no quorum"},
        "on": "2005-01-01",
        "source": ["paper"],
        "applied": True,
    }
    rules = ruled(state="disputed", positions=[position])
    before, after = asked(rules, known="2004-12-31"), asked(rules, known="2005-01-01")
    assert (before.state, before.rivals) == ("unknown", ())
    assert (after.value, after.state, [(r.authority, r.value, r.applied) for r in after.rivals]) == (
        None, "disputed", [("minister", "no quorum", True)],
    )  # fmt: skip


def test_where_no_quorum_is_asked_for_it_is_met() -> None:
    """A charter that asks for none says so."""
    assert (asked(ruled(state="none")).value, asked(ruled(state="none")).state) == (True, "known")


def test_without_a_rule_in_force_the_quorum_is_unknown() -> None:
    """Not in force yet is not the same as none."""
    answer = asked(ruled(state="known", share="1/2", **{"from": "2006-01-01"}))
    assert (answer.value, answer.state, answer.missing, answer.provisions) == (
        None,
        "unknown",
        ("quorum of council",),
        (),
    )


def test_a_quorum_by_rule_counts_who_is_there() -> None:
    """Five of nine, or here: at least two seats present, whoever holds them."""
    rule = {"state": "known", "rule": {"count": ["present"], "at_least": "2"}}
    there = [attendance(SESSION, "present", "ARM", "BLR")]
    assert asked(ruled(**rule), *there).value is True
    assert asked(ruled(**rule), attendance(SESSION, "absent", "ARM", "BLR")).value is False


def test_a_quorum_for_opening_is_not_asked_of_a_decision() -> None:
    assert asked(ruled(state="known", share="1", purpose="opening")).missing == ("quorum of council",)


def test_of_an_organ_whose_seats_are_not_said_nothing_is_said() -> None:
    provision = {"id": "quorum", "source": ["pact"], "state": "known", "share": "2/3"}
    rules = charter(organs={"council": organ("Council", quorum=[provision])})
    answer = asked(rules)
    assert (answer.value, answer.state, answer.missing) == (None, "unknown", ("composition of council",))
