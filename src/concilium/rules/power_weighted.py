"""Counting coalitions by weight, exactly, for many members and large weights: generating functions in long numbers.

The coalitions of members with weights w1 … wn and weight y are the coefficient of x^y in the product of (1 + x^wi)
(Brams and Affuso 1976); with a second variable for their size (Cantor, in Lucas 1983; Mann and Shapley 1962; Bilbao,
Fernández, Jiménez Losada and López 2000). Here the members enter from the lightest to the heaviest, so that the arrays
stay short as long as they can, and a member is taken out again by dividing the product by its factor (Uno 2012 has
another way with the same cost), only where the answer needs it.

A count has as many bits as there are members. It is kept as limbs of 48 bits in 64, of which the upper 16 take in
carries for fifteen additions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from concilium.rules.power_counts import Counts
from concilium.rules.power_games import Sized, Threshold

Limbs: TypeAlias = npt.NDArray[np.uint64]

_BITS = 48
_ADDITIONS = 15  # one fewer than the spare bits, so that the carry itself has room
_MASK = np.uint64(2**_BITS - 1)
BLOCK = 2**15  # numbers added at a time: 256 KiB, which stay in a processor's cache
_SPLIT_FROM = 2**16  # sums of fewer limbs than this fit into 64 bits


def limbs(count: int) -> int:
    """Return how many limbs the counts of coalitions of ``count`` members take."""
    return count // _BITS + 1


def plain_swings(game: Threshold) -> tuple[tuple[int, ...], int]:
    """Return the swings of each member of a threshold game, and how many coalitions win: exact.

    The swings of the quota q and of W - q + 1, W the sum of all weights, are the same, member by member (the dual
    game: Dubey and Shapley 1979, section 2), so the lesser is counted. O(n Q) additions and 8 limbs Q bytes, where Q is
    that lesser quota; in fact the sum over members, ascending, of the lesser of Q and the weights so far.
    """
    total = sum(game.weights)
    if not 0 < game.quota <= total:
        return (0,) * len(game.weights), 2 ** len(game.weights) if game.quota <= 0 else 0
    quota = min(game.quota, total - game.quota + 1)
    below = _cumulated(sorted(game.weights), quota)
    fewer = _number(below[:, -1:])
    taken_out = {weight: _swings(below, weight) for weight in set(game.weights)}
    won = fewer if quota != game.quota else 2 ** len(game.weights) - fewer
    return tuple(taken_out[weight] for weight in game.weights), won


def _swings(below: Limbs, weight: int) -> int:
    """Return the swings of a member: C(q-1) - 2 C(q-1-w) + 2 C(q-1-2w) - …, C counting coalitions up to a weight.

    That is the alternating sum which divides the generating function by 1 + x^w, summed from q - w to q - 1.
    """
    if not weight:
        return 0
    points = below[:, ::-1][:, ::weight]
    return 2 * (_number(points[:, ::2]) - _number(points[:, 1::2])) - _number(points[:, :1])


def _number(some: Limbs) -> int:
    """Return the sum of numbers given as limbs x numbers, exactly."""
    if some.shape[1] < _SPLIT_FROM:
        sums = some.sum(axis=1).tolist()
    else:
        low, high = (some & np.uint64(2**24 - 1)).sum(axis=1), (some >> np.uint64(24)).sum(axis=1)
        sums = [int(a) + (int(b) << 24) for a, b in zip(low, high, strict=True)]
    return sum(int(part) << _BITS * place for place, part in enumerate(sums))


def _cumulated(weights: Sequence[int], length: int) -> Limbs:
    """Return how many coalitions have a weight of at most y, for y from 0 to length - 1: limbs x weights.

    ``weights`` ascend. Up to the sum of the weights so far the array is filled; beyond it, all 2^k coalitions count.
    """
    below = np.zeros((limbs(len(weights)), length), np.uint64)
    below[0, 0] = 1
    filled = 1
    for number, weight in enumerate(weights):
        active = _active(number)
        longer = min(filled + weight, length)
        _fill(below[:active, filled:longer], 2**number)
        filled = longer
        for low, high in blocks(weight, filled):
            for limb in below[:active]:
                limb[low:high] += limb[low - weight : high - weight]
        if number % _ADDITIONS == _ADDITIONS - 1:
            _carry(below[: _active(number + 1), :filled])
    _carry(below)
    return below


def blocks(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a range into blocks, from the top, so that what is added to a block is not yet changed itself."""
    for high in range(last, first, -BLOCK):
        yield max(first, high - BLOCK), high


def _fill(some: Limbs, value: int) -> None:
    """Write one number into the limbs there are; the last one takes all that is left of it."""
    for limb in some[:-1]:
        limb[...] = value & (2**_BITS - 1)
        value >>= _BITS
    some[-1] = value


def _carry(some: Limbs) -> None:
    """Bring every limb but the last under 2^48; block by block, so that this stays in the cache too."""
    for low, high in blocks(0, some.shape[-1]):
        block = some[..., low:high]
        for place in range(len(block) - 1):
            block[place + 1] += block[place] >> np.uint64(_BITS)
            block[place] &= _MASK


def _active(number: int) -> int:
    """Return how many limbs are in use while a member is added: as many as at the last carry."""
    return number // _ADDITIONS * _ADDITIONS // _BITS + 1


def sized_by_weight(game: Sized) -> Counts:
    """Count the winning coalitions of a game of size and weights, exactly, by size and weight together.

    O(n^2 Q) additions and 8 limbs n Q bytes for n members, Q being the greatest sum of weights that is asked about.
    """
    count, sizes = len(game.weights), range(len(game.weights) + 1)
    below = _by_size(game.weights, max([1, *(needed for needed in game.needed if needed <= sum(game.weights))]))
    losing = [_losing(below, game, size, None) for size in sizes]
    without = {weight: [_losing(below, game, size, weight) for size in sizes] for weight in set(game.weights)}
    return Counts(
        tuple(comb(count, size) - losing[size] for size in sizes),
        tuple(
            (0, *(comb(count - 1, size - 1) - losing[size] + without[weight][size] for size in sizes[1:]))
            for weight in game.weights
        ),
    )


def _losing(below: Limbs, game: Sized, size: int, taken_out: int | None) -> int:
    """Return how many coalitions of a size lose, a member of some weight taken out, or none.

    Without a member of weight w, C(s, y) - C(s-1, y-w) + C(s-2, y-2w) - … coalitions of s members weigh y at most:
    the division of the generating function by 1 + x^w z.
    """
    count, needed = len(game.weights), game.needed[size]
    if needed > sum(game.weights):
        return comb(count if taken_out is None else count - 1, size)
    if needed <= 0:
        return 0
    if taken_out is None:
        return _number(below[:, size, needed - 1 : needed])
    steps = np.arange(min(size, (needed - 1) // taken_out if taken_out else size) + 1)
    points = below[:, size - steps, needed - 1 - steps * taken_out]
    return _number(points[:, ::2]) - _number(points[:, 1::2])


def _by_size(weights: Sequence[int], length: int) -> Limbs:
    """Return how many coalitions of s members have a weight of at most y: limbs x sizes x weights below ``length``."""
    below = np.zeros((limbs(len(weights)), len(weights) + 1, length), np.uint64)
    below[0, 0] = 1
    for number, weight in enumerate(weights):
        active = _active(number)
        for limb in below[:active] if weight < length else ():
            for size in range(number + 1, 0, -1):
                limb[size, weight:] += limb[size - 1, : length - weight]
        if number % _ADDITIONS == _ADDITIONS - 1:
            _carry(below[: _active(number + 1), : number + 2])
    _carry(below)
    return below
