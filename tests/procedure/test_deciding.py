"""What comes of a vote, what a text still needs, whose vote weighs how much, and what if."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from concilium.charter.model import Charter
from concilium.problems import MisusedError, UnknownNameError
from concilium.procedure.casting import told
from concilium.procedure.deciding import Ruling, ruling
from concilium.procedure.needing import Needs, Part, needs
from concilium.procedure.power import Share, power
from concilium.procedure.whatif import Supposed, prospect, supposed
from concilium.record.entry import Entry
from concilium.rules.expression import Position
from tests.making import charter, index, organ, ratified, roll, standing, view, weights

ON = "2005-01-01"
FIVE = ("ARM", "BLR", "KAZ", "KGZ", "RUS")
Lists = dict[Position, list[str]]


def deciding(*decisions: dict[str, Any], **council: Any) -> Charter:
    """Return the small charter with a council of all members that takes these decisions."""
    made = [
        {"id": f"decision-{n}", "source": ["pact"], "matter": "budget", **each} for n, each in enumerate(decisions, 1)
    ]
    seats = council.pop("seats", {})
    composition = [{"id": "seats", "source": ["pact"], **seats}]
    council = organ("Council", composition=composition, decisions=made, **council)
    return charter(organs={"council": council}, order=FIVE)


def ruled(rules: Charter, lists: Lists, *entries: Entry, matter: str = "budget", **said: Any) -> Ruling:
    """Return what comes of a vote of five members on a budget."""
    record = index(ratified(*FIVE), list(entries))
    return ruling(rules, view(record, ON), "council", matter, told(lists, **said)).value


def test_members_and_numbers_together_make_the_vote() -> None:
    found = ruled(deciding({"rule": "simple-majority"}), {"yes": ["ARM", "2"], "no": ["RUS"]})
    assert (found.outcome, found.bound, found.cast.silent) == ("adopted", FIVE, 1)


def test_an_outcome_that_depends_on_who_voted_is_not_guessed() -> None:
    veto = {"count": ["no"], "at_most": "0", "among": ["permanent"], "veto": True}
    rule = {"all_of": [{"count": ["yes"], "at_least": "3"}, veto]}
    rules = deciding({"rule": rule}, seats={"classes": {"permanent": ["RUS"]}})
    assert ruled(rules, {"yes": ["4"], "no": ["1"]}).possible == ("adopted", "vetoed")
    assert ruled(rules, {"yes": ["4"], "no": ["RUS"]}).outcome == "vetoed"
    assert ruled(rules, {"yes": ["2"], "no": ["RUS"]}).outcome == "not-adopted"


def test_where_nobody_need_vote_in_favour_silence_agrees() -> None:
    found = ruled(deciding({"rule": "consensus"}), {"absent": ["ARM"]})
    assert (found.outcome, found.cast.rest, found.cast.silent) == ("adopted", "yes", 4)


def test_without_the_quorum_nothing_is_decided() -> None:
    quorum = [{"id": "quorum", "source": ["pact"], "state": "known", "share": "2/3"}]
    rules = deciding({"rule": "simple-majority"}, quorum=quorum)
    assert ruled(rules, {"yes": ["3"], "absent": ["2"]}).outcome == "no-quorum"
    assert ruled(rules, {"yes": ["3"], "absent": ["1"]}).outcome == "adopted"


def test_who_is_not_told_of_does_not_vote_and_is_presumed_there() -> None:
    """Rules of procedure presume a quorum until somebody asks for a count."""
    quorum = [{"id": "quorum", "source": ["pact"], "state": "known", "share": "2/3"}]
    rules = deciding({"rule": "absolute-majority"}, quorum=quorum)
    assert ruled(rules, {"yes": ["3"]}).outcome == "adopted"
    assert ruled(rules, {"yes": ["2"]}).outcome == "not-adopted"


def test_a_member_without_a_vote_is_not_counted_whatever_it_did() -> None:
    entitled = {"attends": True, "votes": False, "counts": True, "chairs": False, "bound": True}
    rules = charter(
        organs={
            "council": organ(
                "Council",
                composition=[{"id": "seats", "source": ["pact"]}],
                decisions=[{"id": "by-all", "source": ["pact"], "matter": "budget", "rule": "absolute-majority"}],
            )
        },
        entitlements=[
            {"id": "as-member", "source": ["pact"], "standing": "member", **entitled, "votes": True},
            {"id": "as-suspended", "source": ["pact"], "standing": "suspended", **entitled},
        ],
        order=FIVE,
    )
    suspended = standing("RUS", "suspended", "2004-01-01", decided=True, organ="council", by="council")
    found = ruled(rules, {"yes": ["ARM", "BLR", "RUS"]}, suspended)
    assert (found.outcome, found.cast.barred) == ("not-adopted", ("RUS",))


def test_who_has_no_vote_may_be_among_those_said_not_to_have_voted() -> None:
    entitled = {"attends": True, "votes": False, "counts": True, "chairs": False, "bound": True}
    rules = charter(
        organs=deciding({"rule": "simple-majority"}).file.organs,
        entitlements=[
            {"id": "as-member", "source": ["pact"], "standing": "member", **entitled, "votes": True},
            {"id": "as-suspended", "source": ["pact"], "standing": "suspended", **entitled},
        ],
        order=FIVE,
    )
    suspended = standing("RUS", "suspended", "2004-01-01", decided=True, organ="council", by="council")
    for not_voting in ("absent", "not-participating"):
        found = ruled(rules, {"yes": ["2"], "no": ["1"], not_voting: ["2"]}, suspended)
        assert (found.outcome, found.cast.barred, found.cast.silent) == ("adopted", ("RUS",), 0)
    with pytest.raises(MisusedError, match="There is 1 vote more than the 5 seats, 1 of them without a vote"):
        ruled(rules, {"yes": ["2"], "no": ["1"], "absent": ["3"]}, suspended)
    with pytest.raises(MisusedError, match="There is 1 vote more than the 5 seats, 1 of them without a vote"):
        ruled(rules, {"yes": ["3"], "no": ["2"]}, suspended)


def test_the_first_case_that_holds_gives_outcome_and_reach() -> None:
    cases = [{"if": "consensus-with-all-present"}, {"if": "simple-majority", "bound": "voted-yes"}]
    rules = deciding({"cases": cases})
    assert ruled(rules, {"yes": ["5"]}).bound == FIVE
    assert ruled(rules, {"yes": ["ARM", "BLR", "KAZ"], "no": ["KGZ", "RUS"]}).bound == ("ARM", "BLR", "KAZ")


def test_a_reverse_majority_adopts_what_nobody_rejects() -> None:
    against = {"count": ["no"], "more_than": "1/2", "of": "members"}
    rules = deciding({"cases": [{"if": against, "outcome": "not-adopted"}], "otherwise": "deemed-adopted"})
    assert ruled(rules, {"no": ["2"], "abstain": ["3"]}).outcome == "deemed-adopted"
    assert ruled(rules, {"no": ["3"], "abstain": ["2"]}).outcome == "not-adopted"


def test_the_member_concerned_does_not_count() -> None:
    rules = deciding({"rule": {"named": "consensus", "but": ["concerned"]}})
    assert ruled(rules, {"no": ["RUS"]}, concerned=["RUS"]).outcome == "adopted"
    assert ruled(rules, {"no": ["RUS"]}).outcome == "not-adopted"


def test_the_proposal_and_who_takes_part_choose_the_rule() -> None:
    some = {"when": {"participation": "some"}, "rule": "unanimity-despite-abstention"}
    rules = deciding({"when": {"participation": "all"}, "rule": "unanimity"}, some)
    assert ruled(rules, {"yes": ["4"], "not-participating": ["RUS"]}).decision.id == "decision-2"
    assert ruled(rules, {"yes": ["5"]}).decision.id == "decision-1"
    asked = deciding(
        {"when": {"proposal": "board"}, "rule": "unanimity"}, {"when": {"proposal": "none"}, "rule": "consensus"}
    )
    assert ruled(asked, {"yes": ["5"]}, proposal="none").decision.id == "decision-2"
    assert ruled(asked, {"yes": ["5"]}).outcome == "adopted"
    assert ruled(asked, {"yes": ["4"], "abstain": ["1"]}).possible == ("adopted", "not-adopted")
    with pytest.raises(UnknownNameError, match="no rule for the proposal 'king'"):
        ruled(asked, {"yes": ["5"]}, proposal="king")


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ({"yes": ["4"], "no": ["2"]}, "There is 1 vote more than the 5 seats"),
        ({"yes": ["ARM"], "no": ["ARM"]}, "'ARM' is named twice"),
        ({"yes": ["3", "4"]}, "'yes' has 2 numbers"),
        ({}, "Nothing is said of the vote"),
    ],
)
def test_votes_that_cannot_be_are_told(lists: Lists, message: str) -> None:
    with pytest.raises(MisusedError, match=message):
        ruled(deciding({"rule": "simple-majority"}), lists)


def test_strangers_and_unknown_matters_are_told_with_what_may_be_meant() -> None:
    with pytest.raises(UnknownNameError, match="'USA' has no seat here"):
        ruled(deciding({"rule": "simple-majority"}), {"yes": ["USA"]})
    with pytest.raises(UnknownNameError, match="Did you mean 'budget'"):
        ruled(deciding({"rule": "simple-majority"}), {"yes": ["5"]}, matter="bugdet")


def test_the_rest_may_be_told_together() -> None:
    rules = deciding(
        {"rule": "absolute-majority"}, quorum=[{"id": "all", "source": ["pact"], "state": "known", "share": "1"}]
    )
    found = ruled(rules, {"yes": ["rest"], "no": ["ARM", "RUS"]})
    assert (found.outcome, found.bound, found.cast.silent) == ("adopted", FIVE, 0)
    assert ruled(rules, {"yes": ["3"], "no": ["ARM"]}).outcome == "adopted"
    assert ruled(rules, {"yes": ["3"], "no": ["ARM"], "absent": ["REST"]}).outcome == "no-quorum"
    with pytest.raises(MisusedError, match="'rest' stands in 'yes' and in 'no'"):
        ruled(rules, {"yes": ["rest"], "no": ["rest"]})
    with pytest.raises(MisusedError, match="Name the members"):
        needed(rules, {"yes": ["rest"]})


def test_who_decides_a_matter_is_told_when_another_organ_is_asked() -> None:
    seats = [{"id": "seats", "source": ["pact"]}]
    budget = [{"id": "by-all", "source": ["pact"], "matter": "budget", "rule": "simple-majority"}]
    council = organ("Council", composition=seats)
    assembly = organ("Assembly", composition=[{"id": "all", "source": ["pact"]}], decisions=budget)
    rules = charter(organs={"council": council, "assembly": assembly}, order=FIVE)
    with pytest.raises(UnknownNameError, match="It is decided by: assembly"):
        ruled(rules, {"yes": ["5"]})


def test_a_matter_may_be_named_by_how_it_begins() -> None:
    assert ruled(deciding({"rule": "simple-majority"}), {"yes": ["5"]}, matter="budg").outcome == "adopted"


def test_seats_whose_holders_are_not_known_still_count() -> None:
    rules = deciding({"rule": "absolute-majority"}, seats={"seats": "elected", "size": 7, "members": ["ARM"]})
    assert ruled(rules, {"yes": ["ARM", "3"]}).outcome == "adopted"
    assert ruled(rules, {"yes": ["USA", "2"]}).outcome == "not-adopted"


def test_weights_of_the_day_are_counted_and_missing_ones_are_said() -> None:
    rules = deciding({"rule": {"count": ["yes"], "at_least": "65 %", "of": "members", "weight": "people"}})
    table = weights("people", "2005-01-01/2005-12-31", ARM=10, BLR=10, KAZ=10, KGZ=10, RUS=60)
    assert ruled(rules, {"yes": ["RUS", "ARM"]}, table).outcome == "adopted"
    assert ruled(rules, {"yes": ["ARM", "BLR", "KAZ", "KGZ"]}, table).outcome == "not-adopted"
    assert ruled(rules, {"yes": ["RUS", "ARM"]}).outcome is None


def test_elected_seats_come_from_the_roll_of_the_day() -> None:
    rules = deciding({"rule": "absolute-majority"}, seats={"seats": "elected"})
    sitting = roll(
        "council",
        organ="council",
        seats="elected",
        periods={"ARM": "2004-01-01/2005-12-31", "BLR": "2003-01-01/2004-12-31"},
    )
    found = ruled(rules, {"yes": ["ARM"]}, sitting)
    assert ([seat.member for seat in found.cast.vote.seats], found.bound) == (["ARM"], FIVE)


def test_each_rival_position_gives_its_own_outcome() -> None:
    said = {"says": {"en": "so"}, "source": ["pact"]}
    positions = [
        {"authority": "BLR", "on": "2004-01-01", "rule": {"count": ["no", "absent"], "at_most": "0"}, **said},
        {"authority": "RUS", "on": "2004-01-01", "but": ["KAZ"], "applied": True, **said},
        {"authority": "KGZ", "on": "2004-01-01", "until": "2004-12-31", "rule": "unanimity", **said},
    ]
    rules = deciding({"rule": "consensus", "positions": positions})
    record = index(ratified(*FIVE))
    answer = ruling(
        rules, view(record, ON), "council", "budget", told({"no": ["KAZ"], "absent": ["ARM"], "yes": ["3"]})
    )
    assert answer.value.outcome == "not-adopted"
    assert [(r.authority, r.value, r.applied) for r in answer.rivals] == [
        ("BLR", "not-adopted", False),
        ("RUS", "adopted", True),
    ]


def needed(rules: Charter, lists: Lists, *entries: Entry) -> Needs:
    record = index(ratified(*FIVE), list(entries))
    return needs(rules, view(record, ON), "council", "budget", told(lists, empty=True)).value


def test_a_text_still_needs_the_fewest_that_carry_it() -> None:
    found = needed(deciding({"rule": "absolute-majority"}), {"yes": ["ARM"]})
    assert (found.state, found.left) == ("open", ("BLR", "KAZ", "KGZ", "RUS"))
    assert found.wanted == (Part((), 2, ("BLR", "KAZ")),)
    assert found.against == (Part((), 3, ("BLR", "KAZ", "KGZ")),)
    assert found.alone == ()


def test_classes_that_the_rule_does_not_count_do_not_divide_those_needed() -> None:
    found = needed(deciding({"rule": "absolute-majority"}, seats={"classes": {"island": ["BLR"]}}), {"yes": ["ARM"]})
    assert found.wanted == (Part((), 2, ("BLR", "KAZ")),)


def test_the_fewest_are_not_told_where_it_is_not_known_whether_fewer_would_do() -> None:
    heavy = {"count": ["yes"], "at_least": "65 %", "of": "members", "weight": "people"}
    rules = deciding({"rule": {"all_of": ["absolute-majority", heavy]}})
    record = index(ratified(*FIVE))
    answer = needs(rules, view(record, ON), "council", "budget", told({}, empty=True))
    assert (answer.value.state, answer.value.wanted, answer.missing) == ("unknown", None, ("weight people",))
    either = deciding({"rule": {"any_of": [heavy, {"count": ["yes"], "at_least": "5"}]}})
    answer = needs(either, view(record, ON), "council", "budget", told({}, empty=True))
    assert (answer.value.state, answer.value.wanted, answer.missing) == ("open", None, ("weight people",))


def test_under_consensus_nothing_more_is_needed_and_each_can_object() -> None:
    found = needed(deciding({"rule": "consensus"}), {})
    assert (found.state, found.wanted, found.alone) == ("open", (), FIVE)


def test_what_is_certain_and_what_is_impossible_is_said() -> None:
    rules = deciding({"rule": "absolute-majority"})
    assert needed(rules, {"yes": ["ARM", "BLR", "KAZ"]}).state == "certain"
    assert needed(rules, {"no": ["ARM", "BLR", "KAZ"]}).state == "impossible"
    assert needed(deciding({"rule": "unknown"}), {}).state == "unknown"


def test_the_heaviest_are_named_first() -> None:
    rules = deciding({"rule": {"count": ["yes"], "at_least": "65 %", "of": "members", "weight": "people"}})
    table = weights("people", "2005-01-01/2005-12-31", ARM=10, BLR=10, KAZ=10, KGZ=10, RUS=60)
    found = needed(rules, {}, table)
    assert (found.wanted, found.alone) == ((Part((), 2, ("RUS", "ARM")),), ("RUS",))


def test_what_is_needed_is_asked_of_named_votes_only() -> None:
    with pytest.raises(MisusedError, match="Name the members"):
        needed(deciding({"rule": "consensus"}), {"yes": ["3"]})


def test_a_vote_weighs_as_often_as_it_decides() -> None:
    rules = deciding({"rule": {"count": ["yes"], "at_least": "51", "weight": "people"}})
    table = weights("people", "2005-01-01/2005-12-31", ARM=10, BLR=10, KAZ=10, KGZ=10, RUS=60)
    found = power(rules, view(index(ratified(*FIVE), table), ON), "council", "budget").value
    assert found.indices is not None
    assert found.indices.banzhaf.normalised == (Fraction(0),) * 4 + (Fraction(1),)


def test_the_sets_that_carry_and_stop_a_text_are_told_by_class() -> None:
    veto = {"count": ["no"], "at_most": "0", "among": ["permanent"], "veto": True}
    rule = {"all_of": [{"count": ["yes"], "at_least": "3"}, veto]}
    rules = deciding({"rule": rule}, seats={"classes": {"permanent": ["RUS"]}})
    found = power(rules, view(index(ratified(*FIVE)), ON), "council", "budget").value
    permanent, others = ("permanent",), ()
    assert found.winning == ((Share(others, 2), Share(permanent, 1)),)
    assert found.blocking == ((Share(permanent, 1),), (Share(others, 3),))


def test_where_a_weight_is_not_known_there_is_no_index_and_it_is_said() -> None:
    rules = deciding({"rule": {"count": ["yes"], "at_least": "51", "weight": "people"}})
    answer = power(rules, view(index(ratified(*FIVE)), ON), "council", "budget")
    assert (answer.state, answer.value.indices) == ("unknown", None)
    assert answer.value.why


def test_supposed_departures_change_seats_and_majorities() -> None:
    rules = deciding({"rule": "absolute-majority"})
    what = Supposed(gone=("RUS",), suspended=("KGZ",), objecting=("ARM",))
    file, further = supposed(rules.file, what, ON, ON)
    record = index(ratified(*FIVE), list(further))
    then = prospect(Charter(file, rules.order, rules.names), view(record, ON), "council", what)
    assert then.seats == ("ARM", "BLR", "KAZ")
    assert then.matters["budget"].wanted == (Part((), 2, ("BLR", "KAZ")),)
    assert then.matters["budget"].alone == ("BLR", "KAZ")


def test_two_suppositions_of_one_member_are_refused() -> None:
    with pytest.raises(MisusedError, match="'ARM' is named twice"):
        assert Supposed(absent=("ARM",), gone=("ARM",)).everybody
