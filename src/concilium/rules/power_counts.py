"""How many coalitions win, by their size: all of them, and those that hold each member.

Every index of power of a simple game follows from these counts.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial
from typing import NamedTuple


class Counts(NamedTuple):
    """Exact numbers of winning coalitions of a game of n members.

    ``winning[s]`` is how many coalitions of s members win, s from 0 to n; ``holding[i][s]`` how many of them hold
    member i.
    """

    winning: tuple[int, ...]
    holding: tuple[tuple[int, ...], ...]


def swings(counts: Counts) -> tuple[int, ...]:
    """Return, for each member, in how many coalitions of the others its yes turns losing into winning.

    A coalition that wins without a member wins with it too; so the swings are the winning coalitions with the member
    less those without (Dubey and Shapley 1979, section 2).
    """
    won = sum(counts.winning)
    return tuple(2 * sum(held) - won for held in counts.holding)


def shapley_values(counts: Counts) -> tuple[Fraction, ...]:
    """Return the Shapley value of each member, exact (Shapley 1953, formula 13): O(n) a member."""
    size = len(counts.holding)
    joining = [factorial(s - 1) * factorial(size - s) if s else 0 for s in range(size + 1)]
    leaving = [factorial(s) * factorial(size - s - 1) if s < size else 0 for s in range(size + 1)]
    return tuple(
        Fraction(
            sum(
                joins * has - leaves * (won - has)
                for joins, leaves, has, won in zip(joining, leaving, held, counts.winning, strict=True)
            ),
            factorial(size),
        )
        for held in counts.holding
    )


def smallest_winning(counts: Counts) -> int | None:
    """Return the size of the smallest winning coalition; None when none wins."""
    return next((size for size, won in enumerate(counts.winning) if won), None)


def largest_losing(counts: Counts) -> int | None:
    """Return the size of the largest losing coalition; None when every coalition wins."""
    size = len(counts.holding)
    return next((s for s in range(size, -1, -1) if counts.winning[s] < comb(size, s)), None)
