"""Offices: who holds which post on a date, of a member or of an organ."""

from __future__ import annotations

import pytest

from concilium.procedure.offices import holder, office_of, offices, role
from concilium.procedure.sitting import composition
from tests.making import charter, index, office, organ, ratified, retraction, roll, view

PACT = charter()
MINISTERS = index(
    office("first", "minister", "2001-01-01/2004-06-30", member="ARM", on="2001-01-01"),
    office("second", "minister", "2004-07-01/..", member="ARM", on="2004-07-01"),
    office("first", "president", "2004-07-01/..", member="ARM", on="2004-07-01"),
    office("chief", "secretary-general", "2003-01-01/2005-12-31", organ="office", on="2002-12-01"),
)


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2000-12-31", None),
        ("2001-01-01", "first"),
        ("2004-06-30", "first"),
        ("2004-07-01", "second"),
        ("2030-01-01", "second"),
    ],
)
def test_a_post_has_one_holder_a_day(day: str, person: str | None) -> None:
    """To the day; before anybody is known to hold it, it is unknown and not vacant."""
    answer = holder(view(MINISTERS, day), "minister", "ARM")
    assert (answer.value, answer.state, answer.missing) == (
        (person, "known", ()) if person else (None, "unknown", ("minister of ARM",))
    )


def test_who_follows_without_the_end_of_the_first_being_told_holds_the_post() -> None:
    """Of two whose terms are open the one that began last counts."""
    record = index(
        office("first", "minister", "2001-01-01/..", member="ARM", on="2001-01-01"),
        office("second", "minister", "2004-07-01/..", member="ARM", on="2004-07-01"),
    )
    assert holder(view(record, "2005-01-01"), "minister", "ARM").value == "second"
    assert [entry.person for entry in offices(view(record, "2005-01-01"))] == ["second"]


def test_a_successor_not_yet_known_does_not_hold_the_post() -> None:
    """Six days before, the old one is asked for and given."""
    assert holder(view(MINISTERS, "2004-07-01", "2004-06-30"), "minister", "ARM").state == "unknown"
    assert holder(view(MINISTERS, "2004-06-30", "2004-06-30"), "minister", "ARM").value == "first"


def test_the_post_of_an_organ_is_asked_for_by_the_organ() -> None:
    """Known in advance when its term is fixed in advance."""
    assert holder(view(MINISTERS, "2003-01-01", "2002-12-01"), "secretary-general", "office").value == "chief"


def test_a_person_has_the_office_that_began_last() -> None:
    """The minister who became president is the president."""
    assert [role(PACT, view(MINISTERS, day), "first") for day in ("2003-01-01", "2005-01-01", "2000-01-01")] == [
        ("minister", "ARM"), ("president", "ARM"), None,
    ]  # fmt: skip
    assert office_of(view(MINISTERS, "2000-01-01"), "first") is None


def test_an_office_of_nobody_in_particular_is_the_organizations() -> None:
    """A post without member and organ belongs to the organization."""
    assert role(PACT, view(index(office("voice", "spokesman", "2001/.."))), "voice") == ("spokesman", "pact")


def test_every_office_of_a_day_stands_once() -> None:
    """In the order of members, posts and persons; ended ones are left out."""
    held = [(entry.member or entry.organ, entry.post, entry.person) for entry in offices(view(MINISTERS, "2005-01-01"))]
    assert held == [
        ("office", "secretary-general", "chief"),
        ("ARM", "minister", "second"),
        ("ARM", "president", "first"),
    ]


def test_a_retracted_appointment_leaves_the_post_as_it_was() -> None:
    """From when the retraction was said."""
    record = index(
        office("first", "minister", "2001-01-01/..", member="ARM", on="2001-01-01"),
        office("second", "minister", "2004-07-01/..", member="ARM", on="2004-07-01", identifier="false-news"),
        retraction("denied", "false-news", on="2004-07-03"),
    )
    assert holder(view(record, "2004-08-01", "2004-07-02"), "minister", "ARM").value == "second"
    assert holder(view(record, "2004-08-01", "2004-07-03"), "minister", "ARM").value == "first"


def test_a_seat_is_of_the_holder_of_the_first_post_that_gives_it() -> None:
    """Named first in the charter, held by somebody; whose seat has no known holder is said."""
    rule = {"id": "seats", "source": ["pact"], "posts": ["president", "minister"]}
    charter_of_posts = charter(organs={"council": organ("Council", composition=[rule])})
    record = index(
        ratified("ARM", "BLR", "KAZ"),
        office("a-president", "president", "2001/..", member="ARM"),
        office("a-minister", "minister", "2002/..", member="ARM"),
        office("b-minister", "minister", "2002/..", member="BLR"),
    )
    answer = composition(charter_of_posts, view(record, "2005-01-01"), "council")
    assert {seat.member: seat.person for seat in answer.value} == {
        "ARM": "a-president",
        "BLR": "b-minister",
        "KAZ": None,
    }
    assert (answer.state, answer.missing) == ("unknown", ("KAZ: president or minister",))


def test_who_sits_in_an_organ_of_elected_members_is_told_with_the_seats_whose_holder_is_not_known() -> None:
    rule = {"id": "seats", "source": ["pact"], "seats": "elected", "size": 3, "classes": {"permanent": ["BLR"]}}
    rules = charter(organs={"council": organ("Council", composition=[rule])})
    elected = roll("council", organ="council", seats="elected", periods={"KAZ": "2004-01-01/2005-12-31"})
    answer = composition(rules, view(index(ratified("ARM", "BLR", "KAZ"), elected), "2005-01-01"), "council")
    assert [seat.member for seat in answer.value] == ["BLR", "KAZ"]
    assert (answer.state, answer.missing) == ("unknown", ("holders of 1 seats of council",))


def test_nobody_is_missing_from_a_seat_that_no_post_gives() -> None:
    rules = charter(organs={"council": organ("Council", composition=[{"id": "seats", "source": ["pact"]}])})
    answer = composition(rules, view(index(ratified("ARM", "BLR")), "2005-01-01"), "council")
    assert ([seat.member for seat in answer.value], answer.state, answer.missing) == (["ARM", "BLR"], "known", ())
