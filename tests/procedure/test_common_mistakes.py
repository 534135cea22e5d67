"""Mistakes that programs for meetings make: nothing adopted by nobody, no quorum guessed, no past that changes."""

from __future__ import annotations

from typing import Any

import pytest

import concilium
from concilium.charter.model import Charter
from concilium.procedure.casting import told
from concilium.procedure.deciding import Ruling, ruling
from concilium.procedure.quorum import quorum
from concilium.procedure.seats import seats
from concilium.procedure.silence import silence
from concilium.record.entry import Entry, Silence, SilenceAct
from concilium.record.log import Log
from concilium.rules.expression import Position, counts
from concilium.rules.named import NAMED
from tests.making import attendance, charter, index, make, meeting, organ, ratified, retraction, roll, standing, view

CODES = (
    "ALB ARM AUT AZE BEL BGR BIH BLR CAN CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC "
    "HRV HUN IRL ISL ITA KAZ KGZ LTU LUX LVA MDA MKD MLT NLD NOR POL PRT ROU RUS SVK SVN"
)
FORTY_TWO = tuple(CODES.split())
EIGHT_MORE = ("CHL", "COL", "CRI", "CUB", "ECU", "MEX", "PER", "URY")
SESSION = "council/2005-01-01"
Lists = dict[Position, list[str]]


def council(*decisions: dict[str, Any], members: tuple[str, ...] = FORTY_TWO, **parts: Any) -> Charter:
    """Return a charter with a council of all members that takes these decisions, on a budget unless said otherwise."""
    made = [{"id": f"rule-{n}", "source": ["pact"], "matter": "budget", **each} for n, each in enumerate(decisions, 1)]
    seated = [{"id": "seats", "source": ["pact"]}]
    return charter(organs={"council": organ("Council", composition=seated, decisions=made, **parts)}, order=members)


def ruled(rules: Charter, votes: Lists, *entries: Entry, on: str = "2005-01-01") -> Ruling:
    """Return what comes of a vote of forty-two members."""
    record = index(ratified(*FORTY_TWO), list(entries))
    return ruling(rules, view(record, on), "council", "budget", told(votes)).value


SUPPORT = sorted(name for name, rule in NAMED.items() if any("yes" in count.count for count in counts(rule)))


@pytest.mark.parametrize("name", SUPPORT)
@pytest.mark.parametrize("votes", [{"abstain": ["42"]}, {"absent": ["42"]}, {"yes": ["0"], "no": ["0"]}])
def test_none_for_and_none_against_adopt_nothing(name: str, votes: Lists) -> None:
    """That 0 is two thirds of 0 makes no majority."""
    assert ruled(council({"rule": name}), votes).outcome == "not-adopted"


MORE_THAN_HALF = {"count": ["present"], "more_than": "1/2", "of": "members"}
HALF = {"id": "quorum", "source": ["pact"], "state": "known", "rule": MORE_THAN_HALF}


@pytest.mark.parametrize(("there", "outcome"), [(20, "no-quorum"), (21, "no-quorum"), (22, "adopted")])
def test_half_of_forty_two_is_not_more_than_half(there: int, outcome: str) -> None:
    rules = council({"rule": "simple-majority"}, quorum=[HALF])
    assert ruled(rules, {"yes": [str(there)], "absent": [str(42 - there)]}).outcome == outcome


def test_the_quorum_is_of_who_is_there_and_not_of_who_votes() -> None:
    rules = council({"rule": "simple-majority"}, quorum=[HALF])
    votes: Lists = {"yes": ["2"], "no": ["1"], "abstain": ["19"], "absent": ["20"]}
    assert ruled(rules, votes).outcome == "adopted"


def test_without_its_quorum_an_organ_decides_nothing_however_it_votes() -> None:
    """The quorum is asked for before the majority, and a rule of consensus is no way around it."""
    for rule in ("simple-majority", "two-thirds-of-votes", "consensus"):
        rules = council({"rule": rule}, quorum=[HALF])
        assert ruled(rules, {"yes": ["21"], "absent": ["21"]}).outcome == "no-quorum"


@pytest.mark.parametrize("state", ["unknown", "disputed", "none"])
def test_a_quorum_that_is_not_known_is_not_taken_to_be_half(state: str) -> None:
    """Two of forty-two decide where nobody can say how many must be there: the answer says what it rests on."""
    said = {"authority": "ALB", "on": "2001-01-01", "source": ["pact"], "says": {"en": "it takes half"}}
    positions = {"positions": [said]} if state == "disputed" else {}
    rules = council({"rule": "simple-majority"}, quorum=[{"id": "q", "source": ["pact"], "state": state, **positions}])
    assert ruled(rules, {"yes": ["2"], "absent": ["40"]}).outcome == "adopted"
    asked = quorum(rules, view(index(ratified(*FORTY_TWO), meeting("council", "2005-01-01")), "2005-01-01"), "council")
    assert (asked.value, asked.state) == {
        "unknown": (None, "unknown"),
        "disputed": (None, "disputed"),
        "none": (True, "known"),
    }[state]


def test_where_nobody_noted_who_was_there_nobody_can_say_that_there_was_a_quorum() -> None:
    rules = council({"rule": "simple-majority"}, quorum=[HALF])
    record = index(ratified(*FORTY_TWO), meeting("council", "2005-01-01"))
    asked = quorum(rules, view(record, "2005-01-01"), "council", SESSION)
    assert (asked.value, asked.state, len(asked.missing)) == (None, "unknown", 42)


def test_without_a_rule_of_quorum_it_is_not_said_to_be_met() -> None:
    there = attendance(SESSION, "present", *FORTY_TWO)
    record = index(ratified(*FORTY_TWO), meeting("council", "2005-01-01"), there)
    asked = quorum(council({"rule": "simple-majority"}), view(record, "2005-01-01"), "council", SESSION)
    assert (asked.value, asked.state, asked.missing) == (None, "unknown", ("quorum of council",))


def test_whoever_looks_when_an_objection_that_came_too_late_is_too_late() -> None:
    """Nobody looked between the expiry and the objection, and that gives it no force."""
    rule = {"id": "silence", "source": ["pact"]}
    rules = council({"rule": "consensus"}, silence=[rule])
    opened, expires = "2024-06-20T10:00:00Z", "2024-06-21T10:00:00Z"
    begun = make(Silence, "opened", silence="text", organ="council", opened=opened, expires=expires)
    late = make(SilenceAct, "late", silence="text", actor="ALB", act="objection", at="2024-06-21T10:00:01Z")
    record = index(ratified(*FORTY_TWO), begun, late)
    looked = ("2024-06-21T10:00:00Z", "2024-06-21T10:00:02Z", "2024-06-22T00:00:00Z")
    found = [silence(rules, view(record, at), "text", at).value for at in looked]
    assert [(each.state, each.ended, each.broken_by) for each in found] == [("adopted", expires, ())] * 3


def test_members_seated_later_change_nothing_of_a_vote_before() -> None:
    """Twenty-two of forty-two were more than half, and they still were when there were fifty."""
    rules = council({"rule": "absolute-majority"})
    newcomers = ratified(*EIGHT_MORE, on="2010-01-01")
    votes: Lists = {"yes": ["22"], "no": ["20"]}
    before, after = ruled(rules, votes), ruled(rules, votes, *newcomers)
    assert (before.outcome, before.cast, before.bound) == (after.outcome, after.cast, after.bound)
    assert ruled(rules, votes, *newcomers, on="2010-01-01").outcome == "not-adopted"


def test_a_seat_lost_later_is_not_lost_before() -> None:
    """Twenty-one are half of forty-two and more than half of forty-one."""
    rules = council({"rule": "absolute-majority"})
    gone = standing("ALB", "suspended", "2010-01-01", decided=True, organ="council", by="council")
    votes: Lists = {"yes": ["21"], "no": ["20"]}
    found = [ruled(rules, votes, gone, on=day).outcome for day in ("2009-12-31", "2010-01-01")]
    assert found == ["not-adopted", "adopted"]


def test_a_vote_is_counted_under_the_rule_of_its_day_and_not_of_today() -> None:
    old = {"rule": "absolute-majority", "from": "2001-01-01", "to": "2009-12-31"}
    rules = council(old, {"rule": "two-thirds-of-members", "from": "2010-01-01"})
    votes: Lists = {"yes": ["22"], "no": ["20"]}
    found = {day: ruled(rules, votes, on=day) for day in ("2005-01-01", "2009-12-31", "2010-01-01")}
    assert {day: (each.outcome, each.decision.id) for day, each in found.items()} == {
        "2005-01-01": ("adopted", "rule-1"),
        "2009-12-31": ("adopted", "rule-1"),
        "2010-01-01": ("not-adopted", "rule-2"),
    }


def test_what_is_taken_back_was_in_the_record_and_can_be_asked_for() -> None:
    """A retraction is an entry more, not an entry less."""
    elected = roll("council", organ="council", seats="elected", periods={"ALB": "2004/.."}, on="2004-01-01")
    entries = [*ratified("ALB"), elected, retraction("mistake", "roll-council", on="2006-01-01", taken_in="2006-01-01")]
    seated = [{"id": "seats", "source": ["pact"], "seats": "elected"}]
    rules = charter(organs={"council": organ("Council", composition=seated)}, order=("ALB",))
    record = index(entries)
    now, then = view(record, "2005-01-01"), view(record, "2005-01-01", "2005-12-31")
    assert [len(seats(rules, each, "council").value.seats) for each in (now, then)] == [0, 1]
    assert not [name for name in dir(Log) if name.startswith(("remove", "delete", "clear", "reset", "pop"))]


@pytest.fixture(scope="module")
def union() -> concilium.Organization:
    """Return the European Union."""
    return concilium.open("eu")


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"yes": ["15"], "no": ["12"]}, None),
        ({"yes": ["14"], "no": ["13"]}, "not-adopted"),
        ({"yes": ["14"], "abstain": ["13"]}, "not-adopted"),
        ({"yes": ["14"], "no": ["HUN"], "abstain": ["12"]}, "not-adopted"),
        ({"yes": ["23"], "no": ["DEU"], "abstain": ["ESP", "FRA", "ITA"]}, "not-adopted"),
        ({"yes": ["23"], "abstain": ["DEU", "ESP", "FRA", "ITA"]}, "not-adopted"),
        ({"yes": ["24"], "abstain": ["DEU", "FRA", "ITA"]}, "adopted"),
    ],
)
def test_who_abstains_blocks_as_well_as_who_is_against(
    union: concilium.Organization, votes: Lists, outcome: str | None
) -> None:
    """Thirteen of twenty-seven are too many for the majority of fifty-five per cent, whatever they do but agree."""
    there = union.view("2025-02-01")
    found = ruling(union.charter, there.record, "council", "qualified-majority", told(votes)).value
    assert found.outcome == outcome
