"""Voting power: textbook games, laws of the indices, and agreement of every way to count with the definitions."""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from math import comb
from pathlib import Path

import numpy as np
import powerindex
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concilium.rules.power import Banzhaf, Coleman, banzhaf, coleman, power, shapley_shubik
from concilium.rules.power_counts import Counts, shapley_values, swings
from concilium.rules.power_games import (
    AllOf,
    AnyOf,
    Game,
    GameTooLargeError,
    InvalidGameError,
    Sized,
    Threshold,
    members,
    sized,
    wins,
)
from concilium.rules.power_halves import pairs_of_halves, sized_by_halves
from concilium.rules.power_integral import Estimate, nodes_for, quadrature_bound, shapley_estimate
from concilium.rules.power_kinds import by_kinds, kinds
from concilium.rules.power_weighted import plain_swings, sized_by_weight
from tests.rules.coalitions import counted, decided, games, pivots, swings_in_python, threshold_games

DATA = Path(__file__).parents[3] / "shared" / "data"
SECURITY_COUNCIL = AllOf((Threshold((1,) * 5 + (0,) * 10, 5), Threshold((1,) * 15, 9)))
SIX = Threshold((4, 4, 4, 2, 2, 1), 12)


def shares(text: str) -> tuple[Fraction, ...]:
    """Return fractions from text."""
    return tuple(map(Fraction, text.split()))


def test_a_permanent_member_has_a_hundred_times_the_power_of_an_elected_one() -> None:
    """Security Council since 1965: 421/2145 and 4/2145 (Straffin 1993), 848 and 84 swings."""
    assert shapley_shubik(SECURITY_COUNCIL).values == (Fraction(421, 2145),) * 5 + (Fraction(4, 2145),) * 10
    assert banzhaf(SECURITY_COUNCIL).swings == (848,) * 5 + (84,) * 10


@pytest.mark.parametrize(
    ("game", "normalised", "index"),
    [
        pytest.param(SIX, "5/21 5/21 5/21 1/7 1/7 0", "7/30 7/30 7/30 3/20 3/20 0", id="the Six, 1958"),
        pytest.param(Threshold((3, 1, 1), 3), "1 0 0", "1 0 0", id="a dictator"),
        pytest.param(Threshold((2, 2, 1), 4), "1/2 1/2 0", "1/2 1/2 0", id="a dummy"),
        pytest.param(Threshold((1,) * 4, 4), "1/4 1/4 1/4 1/4", "1/4 1/4 1/4 1/4", id="unanimity"),
        pytest.param(Threshold((7, 7, 7), 11), "1/3 1/3 1/3", "1/3 1/3 1/3", id="a majority"),
        pytest.param(Threshold((3, 2, 2), 5), "3/5 1/5 1/5", "2/3 1/6 1/6", id="a veto"),
        pytest.param(Threshold((31, 31, 28, 21, 2, 2), 58), "1/3 1/3 1/3 0 0 0", "1/3 1/3 1/3 0 0 0", id="Nassau 1964"),
    ],
)
def test_textbook_games_have_their_power(game: Game, normalised: str, index: str) -> None:
    assert banzhaf(game).normalised == shares(normalised)
    assert shapley_shubik(game) == Estimate(shares(index), Fraction(0))


def test_luxembourg_gained_power_when_the_six_became_nine() -> None:
    """Council of the European Communities: no swing in 1958, five of 317 in 1973."""
    nine = Threshold((10, 10, 10, 10, 5, 5, 3, 3, 2), 41)
    assert banzhaf(SIX).swing_members() == (0, 1, 2, 3, 4)
    assert banzhaf(nine).swings == (53, 53, 53, 53, 29, 29, 21, 21, 5)


def test_coleman_tells_prevention_from_initiative() -> None:
    """A veto prevents all that would pass, and initiates only some of what would not."""
    assert coleman(Threshold((3, 2, 2), 5)) == Coleman(
        Fraction(3, 8), shares("1 1/3 1/3"), (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
    )


def test_what_always_or_never_passes_gives_nobody_power() -> None:
    never, always = power(Threshold((1, 2), 4)), power(Threshold((1, 2), 0))
    none = (Fraction(0), Fraction(0))
    assert never.banzhaf == Banzhaf((0, 0), none, None, 0)
    assert always.banzhaf == Banzhaf((0, 0), none, None, 4)
    assert never.shapley_shubik == always.shapley_shubik == Estimate(none, Fraction(0))
    assert (never.coleman, never.smallest_winning, never.largest_losing) == (Coleman(Fraction(0), None, none), None, 2)
    assert (always.coleman, always.smallest_winning, always.largest_losing) == (
        Coleman(Fraction(1), none, None),
        0,
        None,
    )


def test_the_assembly_is_counted_in_numbers_of_193_bits() -> None:
    """Two thirds of 193 members: 129, with C(192, 128) swings each."""
    found = power(Threshold((1,) * 193, 129))
    assert set(found.banzhaf.swings) == {comb(192, 128)}
    assert set(found.shapley_shubik.values) == {Fraction(1, 193)}
    assert (found.smallest_winning, found.largest_losing) == (129, 128)


def every_way(game: Game) -> dict[str, Counts]:
    """Return the counts of a game from each way that can count it."""
    found = {"pairs": pairs_of_halves(game), "kinds": by_kinds(game, kinds(game))}
    by_size = sized(game)
    if by_size is not None:
        found |= {"halves": sized_by_halves(by_size), "weight": sized_by_weight(by_size)}
    return found


@settings(max_examples=50)
@given(games())
def test_every_way_to_count_finds_what_trying_each_coalition_finds(game: Game) -> None:
    expected = counted(game)
    assert every_way(game) == dict.fromkeys(every_way(game), expected)


@settings(max_examples=50)
@given(games(5))
def test_indices_are_what_their_definitions_say(game: Game) -> None:
    found, decisive = power(game), decided(game)
    assert found.banzhaf.swings == decisive
    assert found.banzhaf.absolute == tuple(Fraction(each, 2 ** (members(game) - 1)) for each in decisive)
    assert found.shapley_shubik == Estimate(pivots(game), Fraction(0))


@settings(max_examples=50)
@given(games())
def test_what_is_shared_out_is_all_there_is(game: Game) -> None:
    """Efficiency: the Shapley–Shubik index sums to 1, or to 0 where the outcome is settled beforehand."""
    decides = wins(game, range(members(game))) and not wins(game, ())
    assert sum(power(game).shapley_shubik.values) == int(decides)


@settings(max_examples=50)
@given(games(), st.data())
def test_interchangeable_members_have_equal_power(game: Game, data: st.DataObject) -> None:
    alike = data.draw(st.sampled_from(kinds(game).members))
    found = power(game)
    assert len({(found.banzhaf.swings[member], found.shapley_shubik.values[member]) for member in alike}) == 1


@settings(max_examples=50)
@given(games(5))
def test_a_member_without_weight_changes_nobody_else(game: Game) -> None:
    """A dummy has no power; the others keep their Shapley–Shubik index, and their swings double."""

    def longer(part: Game) -> Game:
        if isinstance(part, Threshold):
            return Threshold((*part.weights, 0), part.quota)
        return type(part)(tuple(map(longer, part.games)))

    before, after = power(game), power(longer(game))
    assert after.shapley_shubik.values == (*before.shapley_shubik.values, 0)
    assert after.banzhaf.swings == (*(2 * each for each in before.banzhaf.swings), 0)


@settings(max_examples=50)
@given(st.integers(1, 9).flatmap(threshold_games), st.integers(1, 1000))
def test_the_unit_of_the_weights_does_not_matter(game: Threshold, unit: int) -> None:
    larger = Threshold(tuple(weight * unit for weight in game.weights), game.quota * unit)
    assert power(larger) == power(game)


@settings(max_examples=50)
@given(st.lists(st.integers(1, 30), min_size=2, max_size=8).map(tuple), st.data())
def test_generating_functions_of_the_peer_agree(weights: tuple[int, ...], data: st.DataObject) -> None:
    """The package powerindex, on games without weights of zero, in which nobody decides alone."""
    game = Threshold(weights, data.draw(st.integers(min(max(weights) + 1, sum(weights)), sum(weights))))
    peer = powerindex.Game(game.quota, list(game.weights))
    peer.calc()
    found = power(game)
    assert np.allclose(peer.banzhaf, np.array(found.banzhaf.normalised, float), atol=1e-12)
    assert np.allclose(peer.shapley_shubik, np.array(found.shapley_shubik.values, float), atol=1e-12)


def test_the_electoral_college_of_the_nineties_agrees_with_the_peer() -> None:
    """51 electorates of 538 votes, 270 to win."""
    votes = (54, 33, 32, 25, 23, 22, 21, 18, 15, 14, 13, 13, 12, 12, *[11] * 4, 10, 10, 9, 9, *[8] * 6, 7, 7, 7, 6, 6)
    votes += (*[5] * 4, *[4] * 6, *[3] * 8)
    peer = powerindex.Game(270, list(votes))
    peer.calc_banzhaf()
    found = power(Threshold(votes, 270))
    assert (len(votes), sum(votes)) == (51, 538)
    assert np.allclose(peer.banzhaf, np.array(found.banzhaf.normalised, float), atol=1e-12)
    assert float(found.shapley_shubik.values[0]) == pytest.approx(0.1082, abs=5e-4)


@pytest.mark.parametrize("count", [14, 15, 16, 47, 48, 49, 61, 95, 97, 121, 190])
def test_long_numbers_carry_nothing_away(count: int) -> None:
    """Counts of up to 190 bits, against whole numbers in plain Python, on both sides of each carry and limb."""
    weights = tuple(np.random.default_rng(count).integers(0, 10, count).tolist())
    quota = sum(weights) * 2 // 3
    expected = swings_in_python(weights, quota)
    found, won = plain_swings(Threshold(weights, quota))
    by_size = sized_by_weight(Sized(weights, (quota,) * (count + 1)))
    assert found == swings(by_size) == expected
    assert won == sum(by_size.winning)


@settings(max_examples=40)
@given(st.integers(1, 40).flatmap(lambda count: threshold_games(count, 60)))
def test_the_integral_is_within_its_bound(game: Threshold) -> None:
    estimate = shapley_estimate(game)
    by_size = sized(game)
    assert by_size is not None
    exact = shapley_values(sized_by_weight(by_size))
    assert max(abs(a - b) for a, b in zip(estimate.values, exact, strict=True)) <= estimate.within <= Fraction(1, 10**9)


def test_few_nodes_are_enough_for_many_members() -> None:
    """As many as half of the members are exact; their number grows as a root, not with the members."""
    assert [nodes_for(count) for count in (1, 4, 5, 27, 190, 1000)] == [2, 2, 4, 14, 48, 112]
    assert quadrature_bound(190, 48) <= 1e-10 < quadrature_bound(190, 46)


@pytest.mark.parametrize(("count", "nodes"), [(10, 4), (27, 12), (190, 40), (190, 48)])
def test_no_probability_is_integrated_worse_than_the_bound_says(count: int, nodes: int) -> None:
    """The worst function: of its values at each number of yeses, all 0 or 1, those that quadrature overrates are 1."""
    places, shares = np.polynomial.legendre.leggauss(nodes)
    p, yes = (1 + places) / 2, np.arange(count)
    ways = np.array([float(comb(count - 1, number)) for number in range(count)])
    overrated = shares / 2 @ (ways * p[:, None] ** yes * (1 - p[:, None]) ** (count - 1 - yes)) - 1 / count
    worst = overrated[overrated > 0].sum()
    assert quadrature_bound(count, nodes) / 1000 < worst < quadrature_bound(count, nodes) + 1e-13


def test_large_games_without_structure_are_refused_with_a_remedy() -> None:
    weights = tuple(np.random.default_rng(1).integers(1000, 100_000, 190).tolist())
    both = AllOf((Threshold(weights, sum(weights) * 85 // 100), Threshold((1,) * 190, 114)))
    for ask in (power, banzhaf, shapley_shubik):
        with pytest.raises(GameTooLargeError, match="in a larger unit"):
            ask(both)


@pytest.mark.parametrize(
    ("weights", "message"),
    [((), "at least one member"), ((3, -1), "A weight is -1"), ((2**61, 2**61), "in a larger unit")],
)
def test_impossible_weights_are_refused(weights: tuple[int, ...], message: str) -> None:
    with pytest.raises(InvalidGameError, match=message):
        Threshold(weights, 1)


def test_parts_of_a_game_have_the_same_members() -> None:
    with pytest.raises(InvalidGameError, match="different numbers"):
        AnyOf((Threshold((1,), 1), Threshold((1, 1), 1)))
    with pytest.raises(InvalidGameError, match="no part"):
        AllOf(())


def column(path: str, name: str) -> list[str]:
    """Return a column of a table of real data, or skip the test where there is none."""
    if not (DATA / path).exists():
        pytest.skip(f"no {path} beside the project")
    with (DATA / path).open(encoding="utf-8", newline="") as table:
        return [row[name] for row in csv.DictReader(table)]


def european_union() -> tuple[AllOf, list[int]]:
    """Return the game of the Council of the European Union of 27, and the populations."""
    people = [int(number) for number in column("eu_council/population_2018.csv", "population")]
    sixty_five = Threshold(tuple(20 * number for number in people), 13 * sum(people))
    four_against = Threshold((1,) * 27, 24)
    return AllOf((Threshold((1,) * 27, 15), AnyOf((sixty_five, four_against)))), people


def test_the_council_of_the_european_union_is_counted_in_two_ways() -> None:
    """All 134 million coalitions are tried, sixteen thousand at a time."""
    game, people = european_union()
    masks = np.arange(2**14)[:, None] >> np.arange(14) & 1
    heads, weigh = masks.sum(axis=1), masks @ people[:14]
    with_each, won = np.zeros(27, np.int64), 0
    for rest in range(2**13):
        others = [13 + bit + 1 for bit in range(13) if rest >> bit & 1]
        size, sums = heads + len(others), weigh + sum(people[member] for member in others)
        winning = (size >= 15) & ((20 * sums >= 13 * sum(people)) | (27 - size < 4))
        number = int(winning.sum())
        with_each[:14] += masks[winning].sum(axis=0)
        with_each[others] += number
        won += number
    assert banzhaf(game).swings == tuple((2 * with_each - won).tolist())
    assert banzhaf(game).winning == won


def test_every_way_agrees_on_the_council_of_the_european_union() -> None:
    game, _ = european_union()
    by_size = sized(game)
    assert by_size is not None
    assert sized_by_halves(by_size) == pairs_of_halves(game)
    assert shapley_values(sized_by_halves(by_size)) == shapley_shubik(game).values


def test_the_fund_is_counted_in_plain_python_too() -> None:
    """Board of Governors of the International Monetary Fund, 2016, in hundredths of a per cent, at 85 per cent."""
    votes = [
        round(100 * float(re.sub(r"[^\d.]", "", cell))) for cell in column("imf_votes_2016.csv", "vote_percentage")
    ]
    game = Threshold(tuple(votes), sum(votes) * 85 // 100 + 1)
    found, dual = power(game), sum(votes) - game.quota + 1
    ways = [1] + [0] * (dual - 1)
    for vote in votes:
        ways = [way + (ways[below - vote] if below >= vote else 0) for below, way in enumerate(ways)]
    heaviest = max(votes)
    without = list(ways)
    for below in range(heaviest, dual):
        without[below] -= without[below - heaviest]
    assert found.banzhaf.swings[votes.index(heaviest)] == sum(without[max(0, dual - heaviest) :])
    assert found.banzhaf.winning == sum(ways)
    assert heaviest > sum(votes) - game.quota, "the United States alone can block"
    assert found.coleman.prevent is not None
    assert found.coleman.prevent[votes.index(heaviest)] == 1
    estimate = shapley_estimate(game)
    assert max(abs(a - b) for a, b in zip(estimate.values, found.shapley_shubik.values, strict=True)) <= estimate.within
