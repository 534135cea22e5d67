"""Tests of facts about rules: the textbook councils, and agreement with every vote looked at one by one."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings

from concilium.rules.evaluate import evaluate
from concilium.rules.expression import POSITIONS, AllOf, Count, Electorate, Rule
from concilium.rules.named import NAMED, over
from concilium.rules.properties import (
    dual,
    equivalent,
    groups,
    holds_for_nobody,
    minimal_blocking,
    minimal_winning,
    monotone,
    reachable,
)
from concilium.rules.tally import Seat
from tests.rules.test_outcome import COUNCIL, RULES, SEATS, SUBSTANTIVE

SIX = tuple(Seat(str(number)) for number in range(6))


def test_of_the_council_of_fifteen_five_and_four_win_and_one_or_seven_block() -> None:
    assert minimal_winning(SUBSTANTIVE, COUNCIL) == ((5, 4),)
    assert minimal_blocking(SUBSTANTIVE, COUNCIL) == ((0, 7), (1, 0))


@pytest.mark.parametrize(
    ("name", "wins", "blocks"),
    [
        ("simple-majority", ((4,),), ((3,),)),
        ("two-thirds-of-members", ((4,),), ((3,),)),
        ("unanimity", ((6,),), ((1,),)),
        ("consensus", ((6,),), ((1,),)),
    ],
)
def test_of_six_equals_so_many_win_and_so_many_block(
    name: str, wins: tuple[tuple[int, ...], ...], blocks: tuple[tuple[int, ...], ...]
) -> None:
    assert (minimal_winning(NAMED[name], SIX), minimal_blocking(NAMED[name], SIX)) == (wins, blocks)


def test_a_rule_that_asks_for_more_than_all_cannot_be_met() -> None:
    assert reachable(Count(("yes",), "at-least", Fraction(7)), SIX) is False
    assert reachable(Count(("yes",), "at-least", Fraction(6)), SIX) is True


def test_two_counts_that_exclude_each_other_cannot_be_met_together() -> None:
    rule = AllOf((Count(("yes",), "at-least", Fraction(4)), Count(("yes",), "at-most", Fraction(3))))
    assert reachable(rule, SIX) is False


def test_two_to_one_without_a_vote_in_favour_adopts_what_nobody_wants() -> None:
    flawed = Count(("yes",), "at-least", Fraction(2, 3), "present-and-voting")
    assert holds_for_nobody(flawed, SIX) is True
    assert holds_for_nobody(NAMED["two-thirds-of-votes"], SIX) is False
    assert holds_for_nobody(NAMED["consensus"], SIX) is False


def test_a_quorum_of_those_present_makes_a_rule_that_more_support_cannot_undo_and_one_of_absence_does_not() -> None:
    assert monotone(NAMED["two-thirds-of-votes"], SIX) is True
    assert monotone(Count(("yes",), "at-most", Fraction(3)), SIX) is False


def test_rules_over_two_hundred_equals_are_looked_at_whole() -> None:
    many = [Seat(str(number)) for number in range(193)]
    assert equivalent(NAMED["simple-majority"], NAMED["absolute-majority"], many) is False
    assert len(groups([NAMED["simple-majority"]], many).places) == 1


def test_too_many_different_votes_are_not_guessed_at() -> None:
    heavy = [Seat(str(n), weights={"w": Fraction(n)}) for n in range(1, 28)]
    rule = Count(("yes",), "at-least", Fraction(2, 3), "members", weight="w")
    assert (minimal_winning(rule, heavy), monotone(rule, heavy), reachable(rule, heavy)) == (None, None, True)


@given(RULES, SEATS)
@settings(max_examples=30)
def test_reachable_and_monotone_agree_with_every_vote_looked_at(rule: Rule, seats: list[Seat]) -> None:
    seats = seats[:2]
    table = {cast: evaluate(rule, seats, cast).holds for cast in product(POSITIONS, repeat=len(seats))}
    holds = set(table.values())
    assert reachable(rule, seats) is (True if True in holds else None if None in holds else False)
    undone = any(
        table[cast] is True and table[*cast[:place], "yes", *cast[place + 1 :]] is False
        for cast in table
        for place in range(len(seats))
    )
    assert monotone(rule, seats) is (None if None in holds else not undone)


@given(RULES, SEATS)
@settings(max_examples=30)
def test_a_rule_is_its_dual_s_dual_and_equivalent_to_itself(rule: Rule, seats: list[Seat]) -> None:
    itself = equivalent(rule, rule, seats[:2])
    assert equivalent(rule, dual(dual(rule)), seats[:2]) is itself
    assert itself is not False


def test_the_dual_of_a_majority_over_some_wins_where_the_majority_blocks() -> None:
    among = over(NAMED["absolute-majority"], Electorate(("permanent",)))
    assert minimal_winning(among, COUNCIL) == ((3, 0),)
    assert minimal_winning(dual(among), COUNCIL) == minimal_blocking(among, COUNCIL)
