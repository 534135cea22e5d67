"""Counting winning coalitions by meeting in the middle: those of one half of the members against those of the other.

Horowitz and Sahni (1974) met in the middle to solve knapsacks, Klinz and Woeginger (2005) to compute indices of power.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import NamedTuple

import numpy as np

from concilium.rules.power_counts import Counts
from concilium.rules.power_games import Game, Integers, Sized, Threshold, Truths, hold, members, thresholds

_AT_ONCE = 2**20  # pairs of coalitions compared at a time: a megabyte of truths


class _Half(NamedTuple):
    """Coalitions of some members, ordered by size, and those of one size by their weights.

    ``order[k]`` is the mask of the coalition in place k: bit i is set when it holds member i.
    """

    order: Integers  # coalitions
    sums: Integers  # coalitions
    bounds: tuple[int, ...]  # sizes + 2: where the coalitions of each size begin, and the last end

    def of(self, size: int) -> slice:
        """Return where the coalitions of a size stand."""
        return slice(self.bounds[size], self.bounds[size + 1])


def _half(weights: Sequence[int]) -> _Half:
    """Return all coalitions of members with some weights."""
    sums = _sums(weights)
    order = np.lexsort((sums, _sums((1,) * len(weights))))
    bounds = np.cumsum([0] + [comb(len(weights), size) for size in range(len(weights) + 1)])
    return _Half(order, sums[order], tuple(bounds.tolist()))


def _sums(weights: Sequence[int]) -> Integers:
    """Return the sums of all sets of weights, in the order of their masks."""
    sums = np.zeros(1, np.int64)
    for weight in weights:
        sums = np.concatenate((sums, sums + weight))
    return sums


def _holding(won: Integers, half: _Half) -> Integers:
    """Return sums over the coalitions that hold each member of a half, and over all of them in the last row.

    ``won`` is sizes x coalitions, what is returned members + 1 x sizes. The members are folded away one by one, so
    that this takes two passes over ``won`` and not one for each member.
    """
    folded = np.empty_like(won)
    folded[:, half.order] = won
    held = []
    while folded.shape[1] > 1:
        middle = folded.shape[1] // 2
        held.append(folded[:, middle:].sum(axis=1))
        folded = folded[:, :middle] + folded[:, middle:]
    return np.stack([*reversed(held), folded[:, 0]])


def sized_by_halves(game: Sized) -> Counts:
    """Count the winning coalitions of a game of size and weights, exactly.

    For each pair of sizes, the coalitions of both halves stand in the order of their weights, so that one search finds
    for every coalition of the first half those of the second with which it wins; and the places found, counted, tell
    the same of the second half. Sizes at which all coalitions win, or none, need no search.
    O(n^2 2^(n/2)) time, 16 n 2^(n/2) bytes for n members.
    """
    count, total, split = len(game.weights), sum(game.weights), len(game.weights) // 2
    first, second = _half(game.weights[:split]), _half(game.weights[split:])
    searched = [size for size, needed in enumerate(game.needed) if 0 < needed <= total]
    mine = np.zeros((len(searched), len(first.sums)), np.int64)
    theirs = np.zeros((len(searched), len(second.sums)), np.int64)
    for row, size in enumerate(searched):
        for here in range(max(0, size - count + split), min(size, split) + 1):
            some, others = first.of(here), second.of(size - here)
            sums = second.sums[others]
            places = np.searchsorted(sums, game.needed[size] - first.sums[some])
            mine[row, some] = len(sums) - places
            theirs[row, others] = np.bincount(places, minlength=len(sums) + 1).cumsum()[:-1]
    held = np.array([[comb(count - 1, size - 1) if size else 0] for size in range(count + 1)]).T.repeat(count, axis=0)
    won = np.array([comb(count, size) for size in range(count + 1)])
    trivial = np.array([needed <= 0 for needed in game.needed])
    found_first, found_second = _holding(mine, first), _holding(theirs, second)
    held *= trivial
    won *= trivial
    held[:split, searched], held[split:, searched] = found_first[:-1], found_second[:-1]
    won[searched] = found_first[-1]
    return _counts(won, held)


def pairs_of_halves(game: Game) -> Counts:
    """Count the winning coalitions of any game, exactly, by trying all pairs of coalitions of two halves.

    O(2^n) comparisons for n members, a megabyte at a time, and 8 n 2^(n/2) bytes.
    """
    count, split = members(game), members(game) // 2
    first, second = _half((0,) * split), _half((0,) * (count - split))
    ours = {part: _sums(part.weights[:split])[first.order] for part in thresholds(game)}
    others = {part: _sums(part.weights[split:])[second.order] for part in thresholds(game)}
    mine = np.zeros((count + 1, len(first.sums)), np.int64)
    theirs = np.zeros((count + 1, len(second.sums)), np.int64)
    for here in range(split + 1):
        for some in _portions(first.of(here), max(1, _AT_ONCE // len(second.sums))):

            def reached(part: Threshold, some: slice = some) -> Truths:
                return others[part] >= (part.quota - ours[part][some])[:, None]

            truths = hold(game, reached)
            by_size = np.add.reduceat(truths, second.bounds[:-1], axis=1, dtype=np.int64)
            mine[here : here + by_size.shape[1], some] = by_size.T
            for there in range(count - split + 1):
                theirs[here + there, second.of(there)] += truths[:, second.of(there)].sum(axis=0)
    found_first, found_second = _holding(mine, first), _holding(theirs, second)
    return _counts(found_first[-1], np.concatenate((found_first[:-1], found_second[:-1])))


def _portions(whole: slice, length: int) -> list[slice]:
    return [slice(start, min(start + length, whole.stop)) for start in range(whole.start, whole.stop, length)]


def _counts(winning: Integers, holding: Integers) -> Counts:
    return Counts(tuple(winning.tolist()), tuple(tuple(row) for row in holding.tolist()))
