"""The Shapley–Shubik index of many members with large weights, within a bound that is computed with it.

Let each member vote yes with the same probability p. The index of a member is the integral over p, from 0 to 1, of the
probability that the member is decisive (Owen 1972: the multilinear extension, on its diagonal). It is a polynomial in p
of degree n - 1 for n members, so that Gauss–Legendre quadrature is exact with n/2 nodes, and nearly so with far fewer.

One array serves at p and at 1 - p: the weight of the noes at 1 - p is distributed as that of the yeses at p, and they
block with the dual quota W - q + 1, where W is the sum of all weights and q the quota.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from concilium.rules.power_games import Threshold
from concilium.rules.power_weighted import BLOCK, blocks

Floats: TypeAlias = npt.NDArray[np.float64]

_ROUNDING = 2.0**-53
_FROM_QUADRATURE = 1e-10  # what too few nodes may cost; for 190 members, 48 nodes instead of 96
_AT_ONCE = 2  # arrays in memory at a time


class Estimate(NamedTuple):
    """A value for each member, none farther than ``within`` from the true one."""

    values: tuple[Fraction, ...]
    within: Fraction


def shapley_estimate(game: Threshold) -> Estimate:
    """Return the Shapley–Shubik index of each member of a threshold game, with the bound of its error.

    O(m n Q) multiplications and 16 Q bytes for n members (at most 1000) and m nodes, where Q is the greater of the two
    quotas; m grows as the root of n. The bound sums three: that of the quadrature; that of the rounding in the arrays,
    all of whose terms are positive, and in the alternating sums that take a member out; and that of the nodes.
    """
    count, total = len(game.weights), sum(game.weights)
    if not 0 < game.quota <= total:
        return Estimate((Fraction(0),) * count, Fraction(0))
    nodes = nodes_for(count)
    places, shares = np.polynomial.legendre.leggauss(nodes)
    below_half = [float(place) for place in (1 + places[: nodes // 2]) / 2]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = np.array(list(pool.map(lambda p: _both_sides(game, p), below_half)))
    integrals = np.einsum("k,kvw->vw", shares[: nodes // 2] / 2, found)
    index = {0: 0.0} | dict(zip(_distinct(game), integrals[0].tolist(), strict=True))
    within = integrals[1].max() + quadrature_bound(count, nodes) + count * 2.0**-50
    return Estimate(tuple(Fraction(index[weight]) for weight in game.weights), Fraction(float(within)))


def nodes_for(count: int) -> int:
    """Return how many nodes, an even number, integrate a polynomial of degree ``count`` - 1 well enough."""
    return next(nodes for nodes in range(2, count + 4, 2) if quadrature_bound(count, nodes) <= _FROM_QUADRATURE)


def quadrature_bound(count: int, nodes: int) -> float:
    """Return how far quadrature with some nodes may be from the integral, for ``count`` members.

    Trefethen (2013), theorem 19.3: 64/15 M r^(-2 nodes + 2) / (r^2 - 1) on [-1, 1], half of it on [0, 1], for a
    function bounded by M on the ellipse whose half-axes sum to r. The probability of being decisive is a sum of
    products of z and 1 - z over coalitions of the others, so at most (|z| + |1 - z|)^(count - 1); and on an ellipse
    with the foci 0 and 1 that sum of distances is (r + 1/r) / 2 everywhere.
    """
    if 2 * nodes >= count:
        return 0.0
    r = 1 + np.geomspace(1e-3, 1e2, 400)
    logs = (count - 1) * np.log((r + 1 / r) / 2) - (2 * nodes - 2) * np.log(r) - np.log(r * r - 1)
    return float(32 / 15 * np.exp(logs.min()))


def _distinct(game: Threshold) -> list[int]:
    return sorted(set(game.weights) - {0})


def _both_sides(game: Threshold, p: float) -> Floats:
    """Return, at p and at 1 - p together, the probability of being decisive and its rounding: 2 x distinct weights."""
    quotas = game.quota, sum(game.weights) - game.quota + 1
    ratio = p / (1 - p)
    below = _cumulated(sorted(game.weights), max(quotas), ratio)
    powers = _powers(ratio, max(quotas) // min(_distinct(game)) + 1)
    probabilities, terms = np.array(
        [np.sum([_decisive(below, quota, weight, powers) for quota in quotas], axis=0) for weight in _distinct(game)]
    ).T
    return np.stack([probabilities, terms * (4 * len(game.weights) + 64) * _ROUNDING])


def _cumulated(weights: Sequence[int], length: int, ratio: float) -> Floats:
    """Return the probability that the yeses weigh y at most, for y from 0 to ``length`` - 1.

    ``weights`` ascend. Up to the sum of the weights so far the array is filled; beyond it, all coalitions count. The
    probabilities are kept without their factor (1 - p)^n until the end: one multiplication less.
    """
    below, some = np.empty(length), np.empty(BLOCK)
    below[0] = whole = 1.0
    filled = 1
    for weight in weights:
        longer = min(filled + weight, length)
        below[filled:longer] = whole
        filled = longer
        for low, high in blocks(weight, filled):
            added = np.multiply(below[low - weight : high - weight], ratio, out=some[: high - low])
            below[low:high] += added
        whole *= 1 + ratio
    below[filled:] = whole
    below /= whole
    return below


def _powers(ratio: float, most: int) -> Floats:
    """Return 1, -r, r^2, -r^3 …: at least two, and at most as many as are above e^-60."""
    powers = np.power(ratio, np.arange(max(2, min(most, int(-60 / np.log(ratio))))), dtype=np.float64)
    powers[1::2] *= -1
    return powers


def _decisive(below: Floats, quota: int, weight: int, powers: Floats) -> tuple[float, float]:
    """Return the probability that a member is decisive, and the sum of the absolute terms it is computed from.

    With r = p / (1 - p), (1 + r) (C(q-1) - (1 + r) (C(q-1-w) - r C(q-1-2w) + r^2 C(q-1-3w) - …)) for the weight w: the
    generating function divided by 1 - p + p x^w, summed from q - w to q - 1. As r is below 1, errors do not grow.
    """
    points = below[:quota][::-1][::weight]
    terms = points[1 : len(powers) + 1] * powers[: max(0, len(points) - 1)]
    whole = 1 - powers[1]
    return whole * (points[0] - whole * terms.sum()), whole * (points[0] + whole * np.abs(terms).sum())
