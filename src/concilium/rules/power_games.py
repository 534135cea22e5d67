"""Simple games as values: thresholds of weights, and their intersections and unions.

A simple game (von Neumann and Morgenstern 1944, chapter 10) says of every coalition of members whether it wins, that
is, whether its yes carries the decision when all others say no. The games here are monotone: a coalition that wins
still wins with one member more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from math import gcd
from operator import and_, or_
from typing import TypeAlias

import msgspec
import numpy as np
import numpy.typing as npt

from concilium.problems import ConciliumError

Truths: TypeAlias = npt.NDArray[np.bool_]
Integers: TypeAlias = npt.NDArray[np.int64]

LARGEST_TOTAL = 2**62  # so that sums of weights, and their differences, fit into 64 bits with their sign


class InvalidGameError(ConciliumError):
    """A game that cannot be: no members, a negative weight, parts with different numbers of members."""


class GameTooLargeError(ConciliumError):
    """A game whose indices cannot be computed in the time and memory of one machine."""


class Threshold(msgspec.Struct, frozen=True):
    """A coalition wins when the weights of its members sum to the quota or more; weights are not negative."""

    weights: tuple[int, ...]
    quota: int

    def __post_init__(self) -> None:
        """Refuse a game without members, or with a negative weight."""
        if not self.weights:
            raise InvalidGameError("A game has at least one member. Give each member a weight.")
        if min(self.weights) < 0:
            raise InvalidGameError(f"A weight is {min(self.weights)}. Give weights of 0 or more.")
        if sum(self.weights) >= LARGEST_TOTAL:
            raise InvalidGameError("The weights sum to 2^62 or more. Give them in a larger unit.")


class AllOf(msgspec.Struct, frozen=True):
    """A coalition wins when it wins each of some games over the same members: their intersection."""

    games: tuple[Game, ...]

    def __post_init__(self) -> None:
        """Refuse parts with different members, or none."""
        _agree(self.games)


class AnyOf(msgspec.Struct, frozen=True):
    """A coalition wins when it wins at least one of some games over the same members: their union."""

    games: tuple[Game, ...]

    def __post_init__(self) -> None:
        """Refuse parts with different members, or none."""
        _agree(self.games)


Game: TypeAlias = Threshold | AllOf | AnyOf


def members(game: Game) -> int:
    """Return how many members play a game."""
    return len(game.weights) if isinstance(game, Threshold) else members(game.games[0])


def thresholds(game: Game) -> tuple[Threshold, ...]:
    """Return the thresholds that a game is made of, in their order, each once."""
    if isinstance(game, Threshold):
        return (game,)
    return tuple(dict.fromkeys(each for part in game.games for each in thresholds(part)))


def holds(game: Game, reached: Callable[[Threshold], bool]) -> bool:
    """Return whether a game is won, given which thresholds are reached."""
    match game:
        case Threshold():
            return reached(game)
        case AllOf():
            return all(holds(part, reached) for part in game.games)
        case AnyOf():
            return any(holds(part, reached) for part in game.games)


def hold(game: Game, reached: Callable[[Threshold], Truths]) -> Truths:
    """Return, for many coalitions at once, whether a game is won; all arrays have the same shape."""
    match game:
        case Threshold():
            return reached(game)
        case AllOf():
            return reduce(and_, (hold(part, reached) for part in game.games))
        case AnyOf():
            return reduce(or_, (hold(part, reached) for part in game.games))


def wins(game: Game, coalition: Sequence[int]) -> bool:
    """Return whether a coalition, given as numbers of members from 0, wins."""
    return holds(game, lambda part: sum(part.weights[member] for member in set(coalition)) >= part.quota)


class Sized(msgspec.Struct, frozen=True):
    """A game in which a coalition's size and the sum of one set of weights decide.

    A coalition of s members wins when its weights sum to ``needed[s]`` or more, s from 0 to the number of members;
    where no coalition of that size wins, ``needed`` is the total of all weights plus 1.
    """

    weights: tuple[int, ...]
    needed: tuple[int, ...]


def sized(game: Game) -> Sized | None:
    """Return a game as one of size and one set of weights, in the largest unit; None when it has several sets.

    A threshold whose weights are all equal counts heads, and so speaks of the size alone. The double majority of the
    Council of the European Union (Treaty on European Union, article 16(4)) is of this kind.
    """
    uneven = [each for each in thresholds(game) if len(set(each.weights)) > 1]
    units = {tuple(weight // gcd(*each.weights) for weight in each.weights) for each in uneven}
    if len(units) > 1:
        return None
    weights = units.pop() if units else (0,) * members(game)
    total = sum(weights)
    quotas = {-(-each.quota // gcd(*each.weights)) for each in uneven}
    steps = sorted({0} | {quota for quota in quotas if 0 < quota <= total})
    needed = [_needed(game, size, steps, total) for size in range(members(game) + 1)]
    return Sized(weights, tuple(needed))


def _needed(game: Game, size: int, steps: Sequence[int], total: int) -> int:
    """Return the least of some sums of weights with which a coalition of a size wins, or the total plus 1."""

    def reached(part: Threshold, weight: int) -> bool:
        even = len(set(part.weights)) == 1
        return (part.weights[0] * size if even else gcd(*part.weights) * weight) >= part.quota

    return next((step for step in steps if holds(game, lambda part: reached(part, step))), total + 1)  # noqa: B023 - used at once


def _agree(games: Sequence[Game]) -> None:
    if not games:
        raise InvalidGameError("A combination of games has no part. Give it at least one.")
    if len({members(game) for game in games}) > 1:
        raise InvalidGameError("The parts of a game have different numbers of members. Give each the same members.")
