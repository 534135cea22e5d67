"""A candidate is elected with the votes that are needed and a place among the first; else the next ballot is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.charter.model import Charter
from concilium.problems import MisusedError, UnknownNameError
from concilium.procedure.answer import Answer
from concilium.procedure.electing import Ballot, Elected, elect, parsed
from tests.making import charter, index, organ, view

SEATS = {"id": "seats", "source": ["pact"], "seats": "elected", "size": 100}
MAJORITY = {"id": "majority", "source": ["pact"], "matter": "election", "rule": "absolute-majority"}
OF_VOTES = {"id": "two-thirds", "source": ["pact"], "matter": "judges", "rule": "two-thirds-of-votes"}
ROUNDS = {"id": "rounds", "source": ["pact"], "of": "board"}


def electing(*rules: Any) -> Charter:
    decisions = [MAJORITY, OF_VOTES]
    council = organ("Council", composition=[SEATS], decisions=decisions, elections=list(rules))
    return charter(organs={"council": council})


def held(rule: Charter, votes: dict[str, int], places: int = 1, **told: Any) -> Answer[Elected]:
    return elect(rule, view(index([])), "council", Ballot({"": places}, {"": votes}, **told))


def why(answer: Answer[Elected]) -> dict[str, str]:
    return {each.candidate: each.why for each in answer.value.candidates}


def rounds(answer: Answer[Elected]) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(each.kind, each.places, each.candidates) for each in answer.value.rounds]


def test_the_first_with_more_than_half_of_all_members_is_elected() -> None:
    answer = held(electing(ROUNDS), {"ada": 51, "bob": 49})
    assert (answer.state, why(answer), rounds(answer)) == ("known", {"ada": "elected", "bob": "threshold"}, [])
    assert [each.needed for each in answer.value.candidates] == [51, 51]
    assert why(held(electing(ROUNDS), {"ada": 50, "bob": 49})) == {"ada": "threshold", "bob": "threshold"}


def test_who_has_enough_votes_still_needs_a_place() -> None:
    answer = held(electing(ROUNDS), {"ada": 60, "bob": 70, "cy": 65}, 2, voting=100)
    assert why(answer) == {"bob": "elected", "cy": "elected", "ada": "rank"}


def test_equal_votes_for_the_last_place_elect_neither() -> None:
    answer = held(electing(ROUNDS), {"ada": 70, "bob": 60, "cy": 60}, 2, voting=100)
    assert why(answer) == {"ada": "elected", "bob": "tie", "cy": "tie"}
    assert rounds(answer) == [("special", 1, ("bob", "cy"))]
    lots = held(electing({**ROUNDS, "tie": "lot"}), {"ada": 70, "bob": 60, "cy": 60}, 2, voting=100)
    assert rounds(lots) == [("lot", 1, ("bob", "cy"))]


def test_equal_votes_with_places_for_both_elect_both() -> None:
    assert why(held(electing(ROUNDS), {"ada": 60, "bob": 60}, 2)) == {"ada": "elected", "bob": "elected"}


def test_equal_votes_below_the_threshold_are_no_tie() -> None:
    answer = held(electing(ROUNDS), {"ada": 40, "bob": 40}, voting=80)
    assert why(answer) == {"ada": "threshold", "bob": "threshold"}


def test_a_share_of_those_voting_depends_on_how_many_voted() -> None:
    rule = electing({**ROUNDS, "matter": "judges"})
    assert why(held(rule, {"ada": 60, "bob": 30}, voting=90)) == {"ada": "elected", "bob": "threshold"}
    assert why(held(rule, {"ada": 60, "bob": 30}, voting=91)) == {"ada": "threshold", "bob": "threshold"}
    unsaid = held(rule, {"ada": 60, "bob": 30})
    assert (unsaid.state, unsaid.missing) == ("unknown", ("number of members voting",))
    assert why(unsaid) == {"ada": "unknown", "bob": "threshold"}
    certain = held(rule, {"ada": 67, "bob": 30})
    assert (certain.state, certain.value.elected) == ("known", ("ada",))


def test_the_votes_themselves_say_how_many_voted_at_least() -> None:
    answer = held(electing({**ROUNDS, "matter": "judges"}), {"ada": 55, "bob": 40})
    assert (answer.state, answer.value.elected) == ("known", ())


def test_each_group_has_its_own_places_and_rank() -> None:
    ballot = Ballot({"north": 1, "south": 1}, {"north": {"ada": 60, "bob": 61}, "south": {"cy": 51}}, 100)
    with pytest.raises(MisusedError, match="There are 121 votes in 'north'"):
        elect(electing(ROUNDS), view(index([])), "council", ballot)
    sound = Ballot({"north": 1, "south": 1}, {"north": {"ada": 45, "bob": 55}, "south": {"cy": 51}}, 100)
    assert elect(electing(ROUNDS), view(index([])), "council", sound).value.elected == ("bob", "cy")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (1, "restricted"),
        (2, "restricted"),
        (3, "restricted"),
        (4, "free"),
        (6, "free"),
        (7, "restricted"),
        (10, "free"),
    ],
)
def test_three_ballots_are_restricted_after_the_first_then_three_are_free_and_so_on(number: int, kind: str) -> None:
    rule = electing({**ROUNDS, "restricted_to": 2, "restricted_rounds": 3, "free_rounds": 3})
    answer = held(rule, {"ada": 40, "bob": 30, "cy": 20}, number=number)
    expected = ("ada", "bob") if kind == "restricted" else ()
    assert rounds(answer) == [(kind, 1, expected)]


def test_a_restricted_ballot_keeps_all_who_are_equal_at_its_edge() -> None:
    rule = electing({**ROUNDS, "restricted_to": 2})
    assert rounds(held(rule, {"ada": 40, "bob": 20, "cy": 20, "di": 10})) == [("restricted", 1, ("ada", "bob", "cy"))]


def test_who_has_the_fewest_votes_leaves_where_the_rule_says_so() -> None:
    rule = electing({**ROUNDS, "eliminates": True})
    assert rounds(held(rule, {"ada": 40, "bob": 30, "cy": 20})) == [("eliminating", 1, ("ada", "bob"))]
    assert rounds(held(rule, {"ada": 30, "bob": 30})) == [("eliminating", 1, ("ada", "bob"))]


def test_without_a_provision_what_comes_next_is_not_said() -> None:
    assert rounds(held(electing(), {"ada": 40, "bob": 30})) == [("unsaid", 1, ())]


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 100), min_size=1), st.integers(1, 5))
def test_no_more_are_elected_than_there_are_places_and_never_one_before_another_with_more_votes(
    votes: dict[str, int], places: int
) -> None:
    if sum(votes.values()) > 100 * places:
        return
    answer = held(electing(ROUNDS), votes, places, voting=100)
    chosen = {each.candidate: each.votes for each in answer.value.candidates if each.elected}
    assert len(chosen) <= places
    assert all(number >= 51 for number in chosen.values())
    assert all(
        votes[other] <= least for other in votes.keys() - chosen for least in [min(chosen.values(), default=100)]
    )
    left = places - len(chosen)
    assert sum(each.places for each in answer.value.rounds) == left


@pytest.mark.parametrize(
    ("votes", "told", "words"),
    [
        ({"ada": 101}, {}, "ada has 101 votes, and 100 members voted at most"),
        ({"ada": 61}, {"voting": 60}, "ada has 61 votes, and 60 members voted at most"),
        ({"ada": 50}, {"voting": 90, "abstaining": 11}, "101 members took part, and 100 have a vote"),
    ],
)
def test_a_ballot_that_cannot_have_been_is_refused(votes: dict[str, int], told: dict[str, int], words: str) -> None:
    with pytest.raises(MisusedError, match=words):
        held(electing(ROUNDS), votes, **told)


def test_which_election_is_meant_must_be_said_and_be_one() -> None:
    rule = electing(ROUNDS, {**ROUNDS, "id": "others", "of": "bench", "matter": "judges"})
    with pytest.raises(MisusedError, match="Say which: board, bench"):
        held(rule, {"ada": 51})
    with pytest.raises(UnknownNameError, match="Did you mean 'board'"):
        held(rule, {"ada": 51}, of="bord")
    assert held(rule, {"ada": 51}, of="board").value.decision == "majority"


def test_a_group_that_is_none_and_too_many_places_are_refused() -> None:
    rule = electing({**ROUNDS, "seats": {"north": 2}})
    with pytest.raises(UnknownNameError, match="no group 'nord'"):
        elect(rule, view(index([])), "council", Ballot({"nord": 1}, {"nord": {"ada": 51}}))
    with pytest.raises(MisusedError, match="2 seats in all, fewer than 3 places"):
        elect(rule, view(index([])), "council", Ballot({"north": 3}, {"north": {"ada": 51}}))


def test_places_and_votes_are_read_by_group() -> None:
    assert parsed(("2",), ("BGR=160,ALB=123",)) == ({"": 2}, {"": {"BGR": 160, "ALB": 123}})
    assert parsed(("east=2",), ("BGR=160",)) == ({"east": 2}, {"east": {"BGR": 160}})
    several = parsed(("east=2,west=1",), ("east:BGR=160", "west:FRA=150", "east:ALB=1"))
    assert several == ({"east": 2, "west": 1}, {"east": {"BGR": 160, "ALB": 1}, "west": {"FRA": 150}})


@pytest.mark.parametrize("text", ["BGR", "BGR=", "=3", "BGR=x", "BGR=1,BGR=2"])
def test_what_is_no_vote_is_refused(text: str) -> None:
    with pytest.raises(MisusedError, match="no name and number"):
        parsed(("2",), (text,))
