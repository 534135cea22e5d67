"""Seats and the positions they took: a whole vote, or one in which some of the voters are not named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from concilium.rules.expression import POSITIONS, Position

NOTHING: Mapping[str, Fraction] = {}


class Seat(NamedTuple):
    """A seat: whose it is (empty when not known), its classes, and its weights by name."""

    member: str
    classes: frozenset[str] = frozenset()
    weights: Mapping[str, Fraction] = NOTHING


class Vote(NamedTuple):
    """A vote: the seats; the position of each that is known, by the place of the seat; how many others took which."""

    seats: tuple[Seat, ...]
    named: Mapping[int, Position]
    unnamed: Mapping[Position, int]

    @property
    def open(self) -> list[int]:
        """Return the places of the seats whose position is not known."""
        return [place for place in range(len(self.seats)) if place not in self.named]

    @property
    def whole(self) -> bool:
        """Tell whether the position of every seat is known."""
        return len(self.named) == len(self.seats)


def whole_vote(seats: Sequence[Seat], positions: Sequence[Position]) -> Vote:
    """Return the vote in which each seat took the position at the same place."""
    return Vote(tuple(seats), dict(enumerate(positions)), {})


def completions(vote: Vote, classes: frozenset[str], weights: frozenset[str], most: int) -> Iterator[Vote] | None:
    """Return every way in which the votes that are not named may have been cast, or None for more than ``most``.

    Seats that a rule cannot tell apart, having the same of the given classes and weights, are interchangeable.
    """
    groups: dict[object, list[int]] = {}
    for place in vote.open:
        seat = vote.seats[place]
        key = (seat.classes & classes, tuple(sorted((name, seat.weights.get(name)) for name in weights)))
        groups.setdefault(key, []).append(place)
    sizes = [len(group) for group in groups.values()]
    unnamed = tuple(vote.unnamed.get(position, 0) for position in POSITIONS)
    spreads = list(islice(_spreads(unnamed, sizes), most + 1))
    if len(spreads) > most:
        return None
    return (_filled(vote, list(groups.values()), spread) for spread in spreads)


Spread = tuple[tuple[int, ...], ...]
"""For each group of seats, how many of it took each position."""


def _spreads(unnamed: tuple[int, ...], sizes: Sequence[int]) -> Iterator[Spread]:
    """Yield every way to spread votes over groups of seats."""
    if len(sizes) <= 1:
        yield (unnamed,) if sizes else ()
        return
    for taken in _shares(unnamed, sizes[0]):
        rest = tuple(count - own for count, own in zip(unnamed, taken, strict=True))
        for further in _spreads(rest, sizes[1:]):
            yield (taken, *further)


def _shares(unnamed: tuple[int, ...], size: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to fill a group of seats from the votes that are left."""
    if len(unnamed) == 1:
        if unnamed[0] >= size:
            yield (size,)
        return
    left = sum(unnamed[1:])
    for own in range(max(0, size - left), min(unnamed[0], size) + 1):
        for further in _shares(unnamed[1:], size - own):
            yield (own, *further)


def _filled(vote: Vote, groups: list[list[int]], spread: Spread) -> Vote:
    named = dict(vote.named)
    for group, taken in zip(groups, spread, strict=True):
        positions = [position for position, count in zip(POSITIONS, taken, strict=True) for _ in range(count)]
        named.update(zip(group, positions, strict=True))
    return Vote(vote.seats, named, {})


def totals(vote: Vote) -> dict[Position, int]:
    """Return how many seats took each position."""
    found = Counter(vote.named.values())
    return {position: found[position] + vote.unnamed.get(position, 0) for position in POSITIONS}
