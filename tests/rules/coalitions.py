"""Power by its definitions: every coalition is tried, or a threshold game counted in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations
from math import factorial

from hypothesis import strategies as st

from concilium.rules.power_counts import Counts
from concilium.rules.power_games import AllOf, AnyOf, Game, Threshold, members, wins


def counted(game: Game) -> Counts:
    """Return the winning coalitions by size, in all and holding each member, each tried."""
    count = members(game)
    won = [each for size in range(count + 1) for each in combinations(range(count), size) if wins(game, each)]
    return Counts(
        tuple(sum(len(each) == size for each in won) for size in range(count + 1)),
        tuple(
            tuple(sum(len(each) == size and member in each for each in won) for size in range(count + 1))
            for member in range(count)
        ),
    )


def decided(game: Game) -> tuple[int, ...]:
    """Return how often each member turns a losing coalition of the others into a winning one."""
    count = members(game)
    return tuple(
        sum(
            wins(game, (*others, member)) and not wins(game, others)
            for size in range(count)
            for others in combinations([other for other in range(count) if other != member], size)
        )
        for member in range(count)
    )


def pivots(game: Game) -> tuple[Fraction, ...]:
    """Return the share of all orders of the members in which each is the one with whom the coalition wins."""
    count = members(game)
    found = [0] * count
    for order in permutations(range(count)):
        for place, member in enumerate(order):
            if wins(game, order[: place + 1]) and not wins(game, order[:place]):
                found[member] += 1
    return tuple(Fraction(each, factorial(count)) for each in found)


def swings_in_python(weights: Sequence[int], quota: int) -> tuple[int, ...]:
    """Return the swings of a threshold game, by one polynomial for each weight, without a member of that weight."""
    found = {}
    for weight in set(weights):
        ways = [1] + [0] * (quota - 1)
        others = list(weights)
        others.remove(weight)
        for step in others:
            ways = [way + (ways[below - step] if below >= step else 0) for below, way in enumerate(ways)]
        found[weight] = sum(ways[max(0, quota - weight) :])
    return tuple(found[weight] for weight in weights)


def threshold_games(count: int, heaviest: int = 6) -> st.SearchStrategy[Threshold]:
    """Return threshold games of some members, trivial ones among them."""
    weights = st.lists(st.integers(0, heaviest), min_size=count, max_size=count).map(tuple)
    return weights.flatmap(lambda each: st.builds(Threshold, st.just(each), st.integers(-1, sum(each) + 1)))


def games(most: int = 6) -> st.SearchStrategy[Game]:
    """Return games of up to some members, joined from several thresholds."""

    def joined(parts: st.SearchStrategy[Game]) -> st.SearchStrategy[Game]:
        several = st.lists(parts, min_size=1, max_size=3).map(tuple)
        return st.builds(AllOf, several) | st.builds(AnyOf, several)

    return st.integers(1, most).flatmap(lambda count: st.recursive(threshold_games(count), joined, max_leaves=4))
