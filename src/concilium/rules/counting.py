"""Counting a matrix of positions: how many seats, or what weight of them, took each position in every roll call.

Eight positions are one 64-bit word. Turned so that the words of a roll call stand under each other, a block of the
matrix is compared with a code and added up by lanes of bytes, which a processor does 32 at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concilium.rules.expression import POSITIONS

Matrix = NDArray[np.int8]
"""Codes of ``POSITIONS``, shape (roll calls, seats)."""

Numbers = NDArray[Any]
"""Exact integers, shape (roll calls,): int64 where that holds them, else Python's."""

CODES = len(POSITIONS)
_WORD = 8
_BLOCK = 4096
"""Roll calls looked at together: their positions stay in the processor's second cache."""
_WIDEST = 255 * _WORD
"""Seats that are counted together: a lane of a byte holds 255."""
_EMPTY = 255
"""Fills up the last word; the code of no position."""
_EVEN = np.uint64(0x00FF00FF00FF00FF)
_ADD_UP = np.uint64(0x0001000100010001)
_EXACT_FLOAT = 2**53
_EXACT_INT = 2**62


def tallies(matrix: Matrix) -> NDArray[np.int64]:
    """Return how many seats took each position, shape (roll calls, 6). Raises ValueError for a code that is none."""
    codes = matrix.view(np.uint8)
    if codes.size and int(codes.max()) >= CODES:
        raise ValueError(f"a position is a code from 0 to {CODES - 1}")
    found = np.zeros((CODES, len(matrix)), np.int64)
    for first in range(0, codes.shape[1], _WIDEST):
        _tally(codes[:, first : first + _WIDEST], found)
    return found.T


def _tally(codes: NDArray[np.uint8], found: NDArray[np.int64]) -> None:
    """Add to ``found``, shape (6, roll calls), what at most ``_WIDEST`` seats took."""
    size = max(min(_BLOCK, len(codes)), 1)
    whole = len(codes) - len(codes) % size
    for first, stop, step in ((0, whole, size), (whole, len(codes), len(codes) - whole)):
        if first < stop:
            _tally_blocks(codes, found, range(first, stop, step))


def _tally_blocks(codes: NDArray[np.uint8], found: NDArray[np.int64], starts: range) -> None:
    """Do so for blocks of one size, in the same memory."""
    seats, size = codes.shape[1], starts.step
    words = np.zeros((-(-seats // _WORD), size), np.uint64)
    lanes = words.view(np.uint8)
    equal = np.empty(lanes.shape, np.bool_)
    sums = np.empty((CODES - 1, lanes.shape[1]), np.uint8)
    for start in starts:
        _turn(codes[start : start + size], words)
        for code in range(CODES - 1):
            np.equal(lanes, code, out=equal)
            np.add.reduce(equal.view(np.uint8), axis=0, dtype=np.uint8, out=sums[code])
        counted = _across(sums.view(np.uint64))
        found[:-1, start : start + size] += counted
        found[-1, start : start + size] += seats - counted.sum(axis=0)


def _turn(codes: NDArray[np.uint8], words: NDArray[np.uint64]) -> None:
    """Fill words of eight positions, shape (words, roll calls), from roll calls; the last is filled up."""
    whole, rest = divmod(codes.shape[1], _WORD)
    words[:whole] = codes[:, : whole * _WORD].view(np.uint64).T
    if rest:
        last = np.full((len(codes), _WORD), _EMPTY, np.uint8)
        last[:, :rest] = codes[:, whole * _WORD :]
        words[whole] = last.view(np.uint64)[:, 0]


def _across(lanes: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the sum of the eight bytes of each word."""
    pairs = (lanes >> np.uint64(8)) & _EVEN
    pairs += lanes & _EVEN
    pairs *= _ADD_UP
    pairs >>= np.uint64(48)
    return pairs.view(np.int64)


def integers(weights: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return weights as whole numbers of one unit, and how many of the unit make one."""
    scale = lcm(*(weight.denominator for weight in weights))
    return [int(weight * scale) for weight in weights], scale


def weighed(matrix: Matrix, weights: Sequence[int], code: int) -> Numbers:
    """Return the weight of the seats that took a position, exactly.

    Sums of floating point numbers are exact as long as they stay below 2**53; weights that could pass it are added up
    in parts.
    """
    heaviest = sum(abs(weight) for weight in weights)
    bits = 53 - max(len(weights), 1).bit_length()
    parts = [list(weights)] if heaviest < _EXACT_FLOAT else _parts(weights, bits)
    sums = _products(matrix, np.array(parts, np.float64).reshape(len(parts), len(weights)).T, code)
    exact = sums.astype(np.int64)
    total: Numbers = exact[:, 0] if heaviest < _EXACT_INT else exact[:, 0].astype(object)
    for place in range(1, len(parts)):
        total = total + exact[:, place].astype(total.dtype) * (1 << (bits * place))
    return total


def _parts(weights: Sequence[int], bits: int) -> list[list[int]]:
    """Return weights as digits of some bits, the lowest first, each with the weight's sign."""
    digits = []
    left = [abs(weight) for weight in weights]
    while any(left):
        signed = zip(weights, left, strict=True)
        digits.append([(value & ((1 << bits) - 1)) * (1 if weight >= 0 else -1) for weight, value in signed])
        left = [value >> bits for value in left]
    return digits


def _products(matrix: Matrix, weights: NDArray[np.float64], code: int) -> NDArray[np.float64]:
    found = np.empty((len(matrix), weights.shape[1]), np.float64)
    for start in range(0, len(matrix), _BLOCK):
        block = matrix[start : start + _BLOCK]
        found[start : start + len(block)] = (block == code).astype(np.float64) @ weights
    return found
