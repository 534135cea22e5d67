"""Counting winning coalitions by kinds of members: those whose weights are the same throughout are interchangeable.

In the Security Council there are two kinds, so that 6 x 11 profiles stand for 32,768 coalitions.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, prod
from typing import NamedTuple

import numpy as np

from concilium.rules.power_counts import Counts
from concilium.rules.power_games import Game, Threshold, Truths, hold, thresholds


class Kinds(NamedTuple):
    """The kinds of members of a game: ``members[k]`` are the numbers, from 0, of the members of kind k."""

    members: tuple[tuple[int, ...], ...]

    def profiles(self) -> int:
        """Return how many profiles there are: ways to say how many of each kind vote yes."""
        return prod(len(alike) + 1 for alike in self.members)


def kinds(game: Game) -> Kinds:
    """Return the kinds of members of a game: two are of one kind when all thresholds give them the same weight."""
    found: dict[tuple[int, ...], list[int]] = {}
    for member, weights in enumerate(zip(*(part.weights for part in thresholds(game)), strict=True)):
        found.setdefault(weights, []).append(member)
    return Kinds(tuple(map(tuple, found.values())))


def by_kinds(game: Game, of: Kinds) -> Counts:
    """Count the winning coalitions of any game, exactly, profile by profile: O(kinds x profiles)."""
    sizes = [len(alike) for alike in of.members]
    profiles = np.indices([size + 1 for size in sizes]).reshape(len(sizes), -1)

    def reached(part: Threshold) -> Truths:
        weights = np.array([part.weights[alike[0]] for alike in of.members], np.int64)
        return weights @ profiles >= part.quota

    won = profiles[:, hold(game, reached)].T.tolist()
    count = sum(sizes)
    winning, holding = [0] * (count + 1), [[0] * (count + 1) for _ in sizes]
    for profile in won:
        ways = prod(comb(size, yes) for size, yes in zip(sizes, profile, strict=True))
        winning[sum(profile)] += ways
        for kind, yes in enumerate(profile):
            holding[kind][sum(profile)] += ways * yes
    return Counts(tuple(winning), _shared(holding, of, count))


def _shared(holding: Sequence[Sequence[int]], of: Kinds, count: int) -> tuple[tuple[int, ...], ...]:
    """Return for each member its share of what its kind holds; the members of a kind hold equally many."""
    shares: list[tuple[int, ...]] = [()] * count
    for alike, held in zip(of.members, holding, strict=True):
        for member in alike:
            shares[member] = tuple(each // len(alike) for each in held)
    return tuple(shares)
