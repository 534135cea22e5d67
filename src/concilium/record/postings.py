"""Rows in the order in which their periods begin, with a summary that leads past those that cannot be seen."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from concilium.instants import Coordinates

SHIFT = 3
WIDTH = 1 << SHIFT
_LAST = WIDTH - 1
_MANY = 16


class Level(NamedTuple):
    """Of each full block of what lies below: the least said, the least recorded and the last end."""

    said: array[int]
    recorded: array[int]
    ends: array[int]


class Postings:
    """The rows of one kind and subject, in order of beginning, then of saying, then of appending.

    Beside each row stand the minutes at which its period can have begun, when it was said at the latest, and when the
    period can end. A lookup goes from the last row that had begun towards the first. Above the rows lies a summary of
    each eight, above these one of each eight of them, and so on, so that what was not known yet or is over is passed by
    in few steps.
    """

    __slots__ = ("_levels", "_ordered", "_since", "begins", "ends", "rows", "said")

    def __init__(self) -> None:
        """Begin empty."""
        self.rows = array("I")
        self.begins = array("q")
        self.said = array("q")
        self.ends = array("q")
        self._ordered = 0
        self._levels: list[Level] = []
        self._since = array("q")

    def add(self, first: int, numbers: list[int], times: tuple[list[int], list[int], list[int]]) -> None:
        """Add the rows with these numbers, counted from ``first``; ``order`` puts them in their places.

        ``times`` has when each begins, was said and ends, by number.
        """
        begins, said, ends = times
        self.rows.extend(map(first.__add__, numbers))
        self.begins.extend(map(begins.__getitem__, numbers))
        self.said.extend(map(said.__getitem__, numbers))
        self.ends.extend(map(ends.__getitem__, numbers))

    def order(self, recorded: Sequence[int]) -> None:
        """Put the rows that were added since the last time in their places; ``recorded`` is by row."""
        added = len(self.rows) - self._ordered
        if not added:
            return
        if added * _MANY > len(self.rows):
            self._sort()
            first = 0
        else:
            first = min(self._place(position) for position in range(self._ordered, len(self.rows)))
        self._ordered = len(self.rows)
        self._summarize(first, recorded)

    def begun(self, at: Coordinates) -> Iterator[int]:
        """Yield the rows that may hold on the date asked about and had been said, the one that began last first."""
        said, ends = self.said, self.ends
        earliest, known = at.on.earliest, at.known
        position = bisect_right(self.begins, at.on.latest) - 1
        if self._since:
            position = min(position, (bisect_right(self._since, known) << SHIFT) - 1)
        while position >= 0:
            if said[position] <= known and ends[position] >= earliest:
                yield self.rows[position]
            position -= 1
            if position & _LAST == _LAST:
                position -= self._passed(position, at)

    def _passed(self, position: int, at: Coordinates) -> int:
        """Return how many rows that end a block at a position are passed by: the widest blocks with nothing to see."""
        earliest, known, recorded = at.on.earliest, at.known, at.recorded
        passed, width, block = 0, WIDTH, position >> SHIFT
        for level in self._levels:
            if level.said[block] <= known and level.ends[block] >= earliest and level.recorded[block] <= recorded:
                break
            passed = width
            if block & _LAST != _LAST:
                break
            width <<= SHIFT
            block >>= SHIFT
        return passed

    def _sort(self) -> None:
        """Put all rows in order; sorting is stable and they lie in the order of appending where all else is equal."""
        order = sorted(range(len(self.rows)), key=self.said.tolist().__getitem__)
        order.sort(key=self.begins.tolist().__getitem__)
        self.rows = array("I", [self.rows[i] for i in order])
        self.begins = array("q", [self.begins[i] for i in order])
        self.said = array("q", [self.said[i] for i in order])
        self.ends = array("q", [self.ends[i] for i in order])

    def _place(self, position: int) -> int:
        """Move the row at a position to its place among those before it; return the place."""
        key = self.begins[position], self.said[position]
        place = bisect_right(range(position), key, key=lambda other: (self.begins[other], self.said[other]))
        for column in (self.rows, self.begins, self.said, self.ends):
            column.insert(place, column.pop(position))
        return place

    def _summarize(self, first: int, recorded: Sequence[int]) -> None:
        """Work out the summary anew from the row at position ``first`` on."""
        block = first >> SHIFT
        start = block << SHIFT
        below = [self.said[start:].tolist(), [recorded[row] for row in self.rows[start:]], self.ends[start:].tolist()]
        depth = 0
        while len(self.rows) >> (SHIFT * (depth + 1)):
            if depth == len(self._levels):
                self._levels.append(Level(array("q"), array("q"), array("q")))
            for kept, values, choose in zip(self._levels[depth], below, (min, min, max), strict=True):
                kept[block:] = array("q", map(choose, *(values[i::WIDTH] for i in range(WIDTH))))
            block >>= SHIFT
            below = [kept[block << SHIFT :].tolist() for kept in self._levels[depth]]
            depth += 1
        if self._levels:
            blocks = self._levels[0].said + self.said[len(self._levels[0].said) << SHIFT :]
            self._since = array("q", accumulate(reversed(blocks), min))[::-1]
