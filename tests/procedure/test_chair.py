"""The chair: what the rotation gives by itself, against the CSTO's history and on small made-up charters."""

from __future__ import annotations

from datetime import date

import pytest

from concilium.instants import day_of, iso
from concilium.procedure.chair import chair
from concilium.procedure.orders import Line, Pointer, pass_on
from concilium.procedure.turns import next_chairs, turns
from concilium.record.entry import Entry
from tests.making import (
    chaired,
    chairmanship,
    csto,
    deposit,
    index,
    meeting,
    organ,
    places,
    ratified,
    standing,
    view,
)

HISTORY = {
    "2008-09-05": "ARM",
    "2009-06-14": "RUS",
    "2010-12-10": "BLR",
    "2011-12-20": "KAZ",
    "2012-12-19": "KGZ",
    "2013-09-23": "RUS",
    "2014-12-23": "TJK",
    "2015-09-15": "ARM",
    "2016-10-14": "BLR",
    "2017-11-30": "KAZ",
    "2018-11-08": "KGZ",
    "2019-11-28": "RUS",
    "2020-12-02": "TJK",
    "2021-09-16": "ARM",
    "2022-11-23": "BLR",
    "2024-01-01": "KAZ",
    "2025-01-01": "KGZ",
    "2026-01-01": "RUS",
    "2027-01-01": "TJK",
    "2028-01-01": "ARM",
}
"""The chairs of the Collective Security Council and the days on which they began, by the sources of the record."""

SESSIONS = {"order": "alphabet", "term": "session-to-session", "start": "ARM", "start_on": "2001-02-01"}
YEARS = {"order": "alphabet", "term": "calendar-year", "start": "ARM", "start_on": "2001-01-01", "from": "2001-01-01"}


def sessions(*days: str, **fields: str) -> list[Entry]:
    """Return regular sessions of the council, held on these days."""
    return [meeting("council", day, **fields) for day in days]


def test_the_rotation_alone_gives_the_chairs_of_twenty_years() -> None:
    """From the start of the cycle in 2008 the rule and the days of the sessions give every chair to 2028."""
    organization = csto()
    given = turns(organization.charter, organization.view("2026-11-24").record, "csc", date(2028, 12, 31))
    assert {iso(turn.minute): turn.holder for turn in given if day_of(turn.minute).year >= 2008} == HISTORY


def test_the_rotation_and_the_record_never_differ_since_2008() -> None:
    """On the day of each handover and on the day before the next the record has the chair that the rule gives."""
    organization = csto()
    days = [date.fromisoformat(day) for day in HISTORY]
    asked = [*days, *(day_of(day.toordinal() * 1440 - 1) for day in days[1:])]
    states = {day.isoformat(): organization.view(day.isoformat()).chair("csc").state for day in asked}
    assert states == dict.fromkeys(states, "known")


def test_exactly_two_deviations_are_known() -> None:
    """In 2007 Kyrgyzstan kept the chair at a session in Tajikistan; in 2009 Russia presided in place of Belarus."""
    organization = csto()
    given = turns(organization.charter, organization.view("2026-11-24").record, "csc", date(2028, 12, 31))
    deviating = [
        (iso(t.minute), t.provision, t.member, t.holder) for t in given if t.deviations or t.member != t.holder
    ]
    assert deviating == [
        ("2007-10-06", "csc-chair-host", "TJK", "KGZ"),
        ("2009-06-14", "csc-chair-alphabet", "BLR", "RUS"),
    ]
    sourced = {d.on: (d.source, d.keeps_turn) for t in given for d in t.deviations}
    assert sourced == {
        "2007-10-06": (("ria-2007-10", "liquisearch"), False),
        "2009-06-14": (("armeniandiaspora-2009-06", "jamestown-2009-06"), True),
    }


@pytest.mark.parametrize(
    ("day", "member", "holder", "provision"),
    [
        ("2007-10-06", "TJK", "KGZ", "csc-chair-host"),
        ("2009-06-14", "BLR", "RUS", "csc-chair-alphabet"),
    ],
)
def test_a_deviation_is_explained(day: str, member: str, holder: str, provision: str) -> None:
    """The answer says what the record has, whose turn it was, who held it, and under which provision."""
    reasons = csto().view(day).chair("csc").answer.reasons
    assert [reason.key for reason in reasons] == ["chair-said", "chair-deviation"]
    assert reasons[1].facts == {"member": member, "holder": holder, "day": day, "deviation": day}
    assert reasons[1].provisions == (provision,)


def test_the_turn_of_belarus_was_kept_in_2009() -> None:
    """After Russia, which presided in its place, Belarus is next again, and not Tajikistan."""
    organization = csto()
    given = turns(organization.charter, organization.view("2026-11-24").record, "csc", date(2010, 12, 31))
    assert [(iso(t.minute), t.holder) for t in given[-2:]] == [("2009-06-14", "RUS"), ("2010-12-10", "BLR")]


def test_uzbekistan_never_had_the_chair() -> None:
    """It was a member from 2006 to 2012, after Tajikistan in the alphabet, and its turn never came."""
    organization = csto()
    given = turns(organization.charter, organization.view("2026-11-24").record, "csc", date(2040, 12, 31))
    assert [turn for turn in given if "UZB" in (turn.member, turn.holder)] == []


def test_before_the_decision_of_2023_no_next_chair_is_known() -> None:
    """From session to session only sessions that were held pass the chair on."""
    organization = csto()
    record = organization.view("2023-11-22", "2023-11-22").record
    assert next_chairs(organization.charter, record, "csc", 5) == []


@pytest.mark.parametrize("asked", ["csc", "cfm", "permanent-council"])
def test_after_the_decision_of_2023_the_next_chairs_are_known_by_calendar_year(asked: str) -> None:
    """The rotation of calendar years tells the chairs of all organs that follow the Council as far ahead as asked."""
    organization = csto()
    record = organization.view("2023-11-24", "2023-11-24").record
    given = next_chairs(organization.charter, record, asked, 6)
    expected = dict(list(HISTORY.items())[-5:]) | {"2029-01-01": "BLR"}
    assert {iso(turn.minute): turn.holder for turn in given} == expected


def test_the_chair_passes_in_alphabetical_order_and_round_to_the_first() -> None:
    """After the last of the alphabet comes the first."""
    charter = chaired(SESSIONS)
    record = index(ratified("ARM", "BLR", "KAZ"), sessions("2002-03-01", "2003-03-01", "2004-03-01", "2005-03-01"))
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [(iso(turn.minute), turn.holder) for turn in given] == [
        ("2001-02-01", "ARM"),
        ("2002-03-01", "BLR"),
        ("2003-03-01", "KAZ"),
        ("2004-03-01", "ARM"),
        ("2005-03-01", "BLR"),
    ]
    assert given[1].entries == ("council/2002-03-01-held",)


def test_a_newcomer_waits_for_its_place_after_the_holder() -> None:
    """Belarus joins while Armenia is in the chair and is next; the pointer is the holder's name, not a place."""
    charter = chaired(SESSIONS)
    record = index(
        ratified("ARM", "KAZ"), ratified("BLR", on="2001-09-01"), sessions("2002-03-01", "2003-03-01", "2004-03-01")
    )
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [turn.holder for turn in given] == ["ARM", "BLR", "KAZ", "ARM"]


def test_a_newcomer_whose_place_has_passed_waits_for_the_next_round() -> None:
    """Belarus joins when Kazakhstan is in the chair: Russia is next all the same."""
    charter = chaired(SESSIONS)
    record = index(
        ratified("ARM", "KAZ", "RUS"), ratified("BLR", on="2002-09-01"),
        sessions("2002-03-01", "2003-03-01", "2004-03-01", "2005-03-01"),
    )  # fmt: skip
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [turn.holder for turn in given] == ["ARM", "KAZ", "RUS", "ARM", "BLR"]


def test_a_holder_that_leaves_passes_the_chair_to_the_next_in_the_alphabet() -> None:
    """Belarus withdraws while in the chair: the pointer still stands at its name."""
    charter = chaired(SESSIONS)
    record = index(
        ratified("ARM", "BLR", "KAZ"), deposit("BLR", "notice-of-withdrawal", "2002-04-01"),
        sessions("2002-03-01", "2003-03-01", "2004-03-01", "2005-03-01"),
    )  # fmt: skip
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [turn.holder for turn in given] == ["ARM", "BLR", "KAZ", "ARM", "KAZ"]


def test_a_suspended_member_is_passed_over_and_has_its_turn_when_it_is_back() -> None:
    """A standing that may not chair takes a member out of the list for the handovers in its time only."""
    charter = chaired(SESSIONS)
    lifted = standing("BLR", "member", "2003-06-01", decided=True, organ="council")
    suspended = standing("BLR", "suspended", "2001-06-01", decided=True, organ="council")
    record = index(ratified("ARM", "BLR", "KAZ"), suspended, lifted, sessions("2002-03-01", "2003-03-01", "2004-03-01"))
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [turn.holder for turn in given] == ["ARM", "KAZ", "ARM", "BLR"]


def test_a_single_member_follows_itself() -> None:
    """With nobody else to pass it to, the chair comes round at each session."""
    charter = chaired(SESSIONS)
    given = turns(
        charter, view(index(ratified("ARM"), sessions("2002-03-01", "2003-03-01"))), "council", date(2010, 1, 1)
    )
    assert [turn.holder for turn in given] == ["ARM", "ARM", "ARM"]


@pytest.mark.parametrize(
    ("holder", "after"),
    [("ARM", "KAZ"), ("KAZ", "RUS"), ("RUS", "ARM"), ("BLR", "KAZ")],
)
def test_who_follows_is_told_by_the_name_of_the_holder(holder: str, after: str) -> None:
    """The holder need not be among the members: Belarus is not, and its place in the alphabet counts."""
    line = Line(("ARM", "BLR", "KAZ", "RUS"), frozenset({"ARM", "KAZ", "RUS"}))
    passed = pass_on(line, Pointer(holder), wait=False)
    assert passed is not None
    assert passed.last == after


def test_only_regular_sessions_of_the_organ_alone_that_were_held_pass_the_chair_on() -> None:
    """A plan, an extraordinary session and a joint meeting leave the chair where it is."""
    charter = chaired(SESSIONS, ministers=organ("Ministers", under="council"))
    record = index(
        ratified("ARM", "BLR"), meeting("council", "2002-03-01", "planned"),
        meeting("council", "2003-03-01", form="extraordinary"),
        meeting("council", "2004-03-01", form="joint", organs=("council", "ministers")),
        meeting("council", "2005-03-01"),
    )  # fmt: skip
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [(iso(turn.minute), turn.holder) for turn in given] == [("2001-02-01", "ARM"), ("2005-03-01", "BLR")]


def test_a_deviation_that_uses_up_the_turn_moves_the_pointer() -> None:
    """Kazakhstan presides in place of Belarus, and is next itself as well."""
    deviation = {
        "on": "2002-03-01",
        "turn_of": "BLR",
        "held_by": "KAZ",
        "keeps_turn": False,
        "source": ["paper"],
        "says": {},
    }
    charter = chaired({**SESSIONS, "deviations": [deviation]})
    record = index(ratified("ARM", "BLR", "KAZ"), sessions("2002-03-01", "2003-03-01", "2004-03-01"))
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [(turn.member, turn.holder) for turn in given] == [
        ("ARM", "ARM"), ("BLR", "KAZ"), ("KAZ", "KAZ"), ("ARM", "ARM"),
    ]  # fmt: skip


def test_a_deviation_that_keeps_the_turn_leaves_the_pointer() -> None:
    """Kazakhstan presides in place of Belarus, and Belarus is next."""
    deviation = {
        "on": "2002-03-01",
        "turn_of": "BLR",
        "held_by": "KAZ",
        "keeps_turn": True,
        "source": ["paper"],
        "says": {},
    }
    charter = chaired({**SESSIONS, "deviations": [deviation]})
    record = index(ratified("ARM", "BLR", "KAZ"), sessions("2002-03-01", "2003-03-01", "2004-03-01"))
    given = turns(charter, view(record), "council", date(2010, 1, 1))
    assert [turn.holder for turn in given] == ["ARM", "KAZ", "BLR", "KAZ"]


def test_by_calendar_year_the_chair_passes_on_the_first_of_january() -> None:
    """The last day of a year and the first of the next have different chairs, without any session."""
    charter = chaired(YEARS)
    record = index(ratified("ARM", "BLR", "KAZ"))
    days = ["2001-12-31", "2002-01-01", "2003-12-31", "2004-01-01"]
    assert [chair(charter, view(record, day), "council").value for day in days] == ["ARM", "BLR", "KAZ", "ARM"]


def test_the_host_chairs_from_its_session_to_the_next() -> None:
    """The order of the host asks whose place the session was held in; a place of nobody changes nothing."""
    charter = chaired({"order": "host", "term": "session-to-session"})
    charter = type(charter)(charter.file, charter.order, places(minsk="BLR", almaty="KAZ"))
    record = index(
        ratified("ARM", "BLR", "KAZ"), sessions("2002-03-01", place="minsk"), sessions("2003-03-01", place="almaty"),
        sessions("2004-03-01"),
    )  # fmt: skip
    days = ["2002-02-28", "2002-03-01", "2003-02-28", "2003-03-01", "2004-03-02"]
    assert [chair(charter, view(record, day), "council").value for day in days] == [None, "BLR", "BLR", "KAZ", "KAZ"]


def test_an_exempt_holder_has_the_chair_at_all_times() -> None:
    """A fixed holder is asked for no session and no membership."""
    charter = chaired({"order": "exempt", "holder": "RUS", "from": "2001-01-01"})
    answer = chair(charter, view(index(), "2005-01-01"), "council")
    assert (answer.value, answer.state, answer.provisions) == ("RUS", "known", ("rotation-1",))
    assert chair(charter, view(index(), "2000-12-31"), "council").state == "unknown"


def test_an_organ_that_follows_has_the_chair_of_the_organ_it_follows() -> None:
    """Its answer cites both rules."""
    follows = organ(
        "Ministers",
        under="council",
        chair=[{"id": "follows", "source": ["pact"], "order": "follows", "follows": "council"}],
    )
    charter = chaired(YEARS, ministers=follows)
    answer = chair(charter, view(index(ratified("ARM", "BLR")), "2002-06-01"), "ministers")
    assert (answer.value, answer.provisions) == ("BLR", ("rotation-1", "follows"))


def test_an_organ_that_hands_over_later_keeps_its_own_recorded_chair() -> None:
    """What is recorded of the organ itself goes before the rotation that it follows; the answer shows both."""
    rule = {"id": "follows", "source": ["pact"], "order": "follows", "follows": "council", "lags": True}
    charter = chaired(YEARS, office=organ("Office", under="council", chair=[rule]))
    record = index(
        ratified("ARM", "BLR"), chairmanship("ARM", "2001-01-01/2002-02-14", "office", on="2002-02-15"),
        chairmanship("BLR", "2002-02-15/..", "office", on="2002-02-15"),
    )  # fmt: skip
    before, after = (chair(charter, view(record, day), "office") for day in ("2002-02-14", "2002-02-15"))
    assert (before.value, before.state) == ("ARM", "differs")
    assert (after.value, after.state) == ("BLR", "known")


def test_a_decision_goes_before_what_an_authority_says_and_both_before_the_rotation() -> None:
    """The value is what was decided; the rotation stands in the reasons and the state says that they differ."""
    charter = chaired(YEARS)
    record = index(
        ratified("ARM", "BLR", "KAZ"),
        chairmanship("KAZ", "2002-01-01/2002-12-31", on="2001-11-01", by="council", decided=True),
        chairmanship("RUS", "2002-01-01/2002-12-31", on="2001-12-01", by="paper", identifier="paper-says"),
    )
    answer = chair(charter, view(record, "2002-06-01"), "council")
    assert (answer.value, answer.state) == ("KAZ", "differs")
    assert [reason.key for reason in answer.reasons] == ["chair-decided", "chair-by-rotation"]
    assert answer.reasons[1].facts["holder"] == "BLR"


def test_a_decision_not_yet_known_does_not_count() -> None:
    """The day before the decision the view has the rotation only."""
    charter = chaired(YEARS)
    decided = chairmanship("KAZ", "2002-01-01/2002-12-31", on="2001-11-01", by="council", decided=True)
    answer = chair(charter, view(index(ratified("ARM", "BLR", "KAZ"), decided), "2002-06-01", "2001-10-31"), "council")
    assert (answer.value, answer.state, [r.key for r in answer.reasons]) == ("BLR", "known", ["chair-by-rotation"])


def test_without_rule_and_record_the_chair_is_unknown_and_said_to_be_missing() -> None:
    """Nothing is guessed."""
    answer = chair(chaired(), view(index(ratified("ARM"))), "council")
    assert (answer.value, answer.state, answer.missing) == (None, "unknown", ("chair of council",))


def test_one_rotation_takes_over_where_the_other_ended() -> None:
    """From sessions to calendar years the pointer stays at the name of the holder."""
    until = {**SESSIONS, "from": "2001-02-01", "to": "2003-06-30"}
    charter = chaired(until, {"order": "alphabet", "term": "calendar-year", "from": "2003-07-01"})
    record = index(ratified("ARM", "BLR", "KAZ"), sessions("2002-03-01", "2003-03-01", "2004-03-01"))
    given = turns(charter, view(record), "council", date(2005, 12, 31))
    assert [(iso(turn.minute), turn.holder, turn.provision) for turn in given] == [
        ("2001-02-01", "ARM", "rotation-1"),
        ("2002-03-01", "BLR", "rotation-1"),
        ("2003-03-01", "KAZ", "rotation-1"),
        ("2004-01-01", "ARM", "rotation-2"),
        ("2005-01-01", "BLR", "rotation-2"),
    ]
