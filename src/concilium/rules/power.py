"""Voting power: how often a member's vote decides, exactly or within a stated bound.

Penrose (1946) and Banzhaf (1965) take every coalition of the others as equally likely; Shapley and Shubik (1954) every
order in which the members come to say yes; Coleman (1971) asks how often a member's no prevents what would have passed,
and its yes brings about what would not. Felsenthal and Machover (1998) put them side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import accumulate
from math import gcd
from typing import NamedTuple

from concilium.rules.power_counts import Counts, largest_losing, shapley_values, smallest_winning, swings
from concilium.rules.power_games import AllOf, AnyOf, Game, GameTooLargeError, Sized, Threshold, members, sized
from concilium.rules.power_games import thresholds as parts_of
from concilium.rules.power_halves import pairs_of_halves, sized_by_halves
from concilium.rules.power_integral import Estimate, nodes_for, shapley_estimate
from concilium.rules.power_kinds import by_kinds, kinds
from concilium.rules.power_weighted import limbs, plain_swings, sized_by_weight

_MOST_BYTES = 2**29
_MOST_STEPS = 2**36  # about a minute
_MOST_PROFILES = 2**16
_MOST_BY_HALVES = 36
_MOST_BY_PAIRS = 30
_MOST_IN_FLOATS = 1000  # 2^n must be a float


class Banzhaf(NamedTuple):
    """The Penrose–Banzhaf measure of each member, exact.

    ``swings`` are the coalitions of the others that lose, and win with the member; ``absolute`` is their share of all
    coalitions of the others, the probability that the member's vote decides when each other votes yes with 1/2;
    ``normalised`` is the share of all members' swings, None when no member has any. ``winning`` is how many of all
    coalitions win.
    """

    swings: tuple[int, ...]
    absolute: tuple[Fraction, ...]
    normalised: tuple[Fraction, ...] | None
    winning: int

    def swing_members(self) -> tuple[int, ...]:
        """Return the members, by their numbers from 0, whose vote decides at least once; the others are dummies."""
        return tuple(member for member, each in enumerate(self.swings) if each)


class Coleman(NamedTuple):
    """Coleman's powers, exact.

    ``act`` is the probability that a decision passes when each member votes yes with 1/2; ``prevent`` is, of each
    member, in what share of the winning coalitions its no makes them lose, None when none wins; ``initiate`` in what
    share of the losing ones its yes makes them win, None when none loses.
    """

    act: Fraction
    prevent: tuple[Fraction, ...] | None
    initiate: tuple[Fraction, ...] | None


class Power(NamedTuple):
    """All about the power in a game; the sizes are None where no coalition wins, or none loses."""

    banzhaf: Banzhaf
    shapley_shubik: Estimate
    coleman: Coleman
    smallest_winning: int | None
    largest_losing: int | None


class _Way(NamedTuple):
    """A way to count, and how many steps of about a nanosecond it takes."""

    steps: int
    counted: Callable[[], Counts]


def power(game: Game) -> Power:
    """Return every index of a game's members, in their order.

    Exact, but for the Shapley–Shubik index of a threshold game with many members and large weights, whose bound
    ``within`` is then not 0. Raises GameTooLargeError when there is no way to compute them; `banzhaf` may still work.
    """
    game = _plain(game)
    counts = _counts(game)
    measured = _banzhaf(game, counts)
    least, most = _sizes(game, counts)
    return Power(measured, _shapley_shubik(game, counts), _coleman(measured), least, most)


def banzhaf(game: Game) -> Banzhaf:
    """Return the Penrose–Banzhaf measure of each member, exact. Raises GameTooLargeError.

    Of a threshold game it takes less than all indices together, as coalitions are then counted without their sizes.
    """
    game, best = _plain(game), _best(_plain(game))
    quicker = best is None or (isinstance(game, Threshold) and _steps_without_sizes(game) < best.steps)
    return _banzhaf(game, None if best is None or quicker else best.counted())


def shapley_shubik(game: Game) -> Estimate:
    """Return the Shapley–Shubik index of each member, and within which bound it is true; 0 means exact.

    Raises GameTooLargeError.
    """
    game = _plain(game)
    return _shapley_shubik(game, _counts(game))


def coleman(game: Game) -> Coleman:
    """Return Coleman's powers to act, to prevent and to initiate, exact. Raises GameTooLargeError."""
    return _coleman(banzhaf(game))


def _banzhaf(game: Game, counts: Counts | None) -> Banzhaf:
    if counts is not None:
        decisive, won = swings(counts), sum(counts.winning)
    elif isinstance(game, Threshold):
        _refuse_bytes(8 * limbs(len(game.weights)) * _lesser_quota(game), game)
        decisive, won = plain_swings(game)
    else:
        raise _too_large(game)
    others, every = 2 ** (members(game) - 1), sum(decisive)
    return Banzhaf(
        decisive,
        tuple(Fraction(each, others) for each in decisive),
        tuple(Fraction(each, every) for each in decisive) if every else None,
        won,
    )


def _shapley_shubik(game: Game, counts: Counts | None) -> Estimate:
    if counts is not None:
        return Estimate(shapley_values(counts), Fraction(0))
    count = members(game)
    if not isinstance(game, Threshold) or count > _MOST_IN_FLOATS:
        raise _too_large(game)
    quota = max(game.quota, sum(game.weights) - game.quota + 1)
    _refuse_bytes(16 * quota, game)
    if nodes_for(count) * count * quota > 2 * _MOST_STEPS:
        raise _too_large(game)
    return shapley_estimate(game)


def _coleman(measured: Banzhaf) -> Coleman:
    coalitions = 2 ** len(measured.swings)
    lost = coalitions - measured.winning
    return Coleman(
        Fraction(measured.winning, coalitions),
        tuple(Fraction(each, measured.winning) for each in measured.swings) if measured.winning else None,
        tuple(Fraction(each, lost) for each in measured.swings) if lost else None,
    )


def _sizes(game: Game, counts: Counts | None) -> tuple[int | None, int | None]:
    """Return the sizes of the smallest winning and the largest losing coalition."""
    if counts is not None:
        return smallest_winning(counts), largest_losing(counts)
    if not isinstance(game, Threshold):
        raise _too_large(game)
    heaviest = list(accumulate(sorted(game.weights, reverse=True), initial=0))
    lightest = list(accumulate(sorted(game.weights), initial=0))
    least = next((size for size, weight in enumerate(heaviest) if weight >= game.quota), None)
    return least, max((size for size, weight in enumerate(lightest) if weight < game.quota), default=None)


def _counts(game: Game) -> Counts | None:
    """Return the winning coalitions by size; None when no way to count them is quick enough."""
    best = _best(game)
    return None if best is None else best.counted()


def _best(game: Game) -> _Way | None:
    """Return the quickest way to count winning coalitions by size, if one is quick enough."""
    best = min(_ways(game), key=lambda way: way.steps, default=None)
    return best if best and best.steps <= _MOST_STEPS else None


def _steps_without_sizes(game: Threshold) -> int:
    count, kinds_of = len(game.weights), len(set(game.weights))
    return limbs(count) * count * (_lesser_quota(game) // 2 + 2_000) + 50_000 * kinds_of


def _lesser_quota(game: Threshold) -> int:
    return min(game.quota, sum(game.weights) - game.quota + 1)


def _ways(game: Game) -> Iterator[_Way]:
    count, alike, by_size = members(game), kinds(game), sized(game)
    if alike.profiles() <= _MOST_PROFILES:
        yield _Way(300 * alike.profiles() * (len(alike.members) + 2), lambda: by_kinds(game, alike))
    if by_size is not None:
        yield from _sized_ways(by_size)
    if count <= _MOST_BY_PAIRS:
        yield _Way(3 * 2**count * len(parts_of(game)), lambda: pairs_of_halves(game))


def _sized_ways(game: Sized) -> Iterator[_Way]:
    count, total = len(game.weights), sum(game.weights)
    if count <= _MOST_BY_HALVES:
        yield _Way(3 * count**2 * 2 ** (count // 2), lambda: sized_by_halves(game))
    numbers = limbs(count) * (count + 1) * max([1, *(needed for needed in game.needed if needed <= total)])
    if 8 * numbers <= _MOST_BYTES:
        looked_up = 25_000 * count * len(set(game.weights))
        yield _Way(count * numbers // 2 + looked_up, lambda: sized_by_weight(game))


def _plain(game: Game) -> Game:
    """Return a game without combinations of one part; a single threshold in the largest unit of its weights."""
    match game:
        case AllOf(games=(part,)) | AnyOf(games=(part,)):
            return _plain(part)
        case Threshold():
            unit = gcd(*game.weights) or 1
            return Threshold(tuple(weight // unit for weight in game.weights), -(-game.quota // unit))
        case _:
            return game


def _refuse_bytes(needed: int, game: Game) -> None:
    if needed > _MOST_BYTES:
        raise _too_large(game)


def _too_large(game: Game) -> GameTooLargeError:
    return GameTooLargeError(
        f"The voting power of {members(game)} members with these weights cannot be computed here. "
        "Give the weights in a larger unit, rounded."
    )
