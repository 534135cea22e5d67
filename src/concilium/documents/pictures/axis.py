"""An axis of time: where a minute stands on it, its years, and the day that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from concilium.documents import drawing as d
from concilium.instants import BEGINNING, END, day_minutes, day_of

_APART = 40  # how far two years are written from each other at least
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_LAST = 9998


class Axis(NamedTuple):
    """From which to which minute, and between which places."""

    first: int
    last: int
    left: float
    right: float

    def at(self, minute: int) -> float:
        """Return the place of a minute; of one beyond an end the end."""
        inside = min(max(minute, self.first), self.last)
        return self.left + (self.right - self.left) * (inside - self.first) / (self.last - self.first)

    def drawn(self, top: float, bottom: float) -> Iterator[str]:
        """Yield the years: a line down from ``top`` for each, and its number over it."""
        for year in self._years():
            place = self.at(day_minutes(date(year, 1, 1)))
            yield d.path("rule", f"M{place:.5g} {top:.5g}V{bottom:.5g}")
            if place < self.right - 12:
                yield d.text(str(year), place, top - 4, "quiet", 'font-size="12" text-anchor="middle"')

    def months(self, names: Mapping[int, str], top: float, bottom: float) -> Iterator[str]:
        """Yield the months of an axis of one year: a line at the beginning of each, and its name over its middle."""
        year = day_of(self.first).year
        for month in range(1, 13):
            place = self.at(day_minutes(date(year, month, 1)))
            middle = self.at(day_minutes(date(year, month, 16)))
            yield d.path("rule", f"M{place:.5g} {top:.5g}V{bottom:.5g}")
            yield d.text(names[month], middle, top - 4, "quiet", 'font-size="11" text-anchor="middle"')

    def _years(self) -> Iterator[int]:
        begins, ends = day_of(self.first).year, day_of(self.last).year
        room = (self.right - self.left) / max(ends - begins, 1)
        step = next((each for each in _STEPS if each * room >= _APART), _STEPS[-1])
        for year in range(begins, ends + 1):
            if year % step == 0 and day_minutes(date(year, 1, 1)) >= self.first:
                yield year

    def today(self, minute: int, said: str, top: float, bottom: float) -> Iterator[str]:
        """Yield the day that is asked about: a broken line, with its date over the years."""
        place = self.at(minute)
        yield d.path("line", f"M{place:.5g} {top - 14:.5g}V{bottom:.5g}", 'stroke-dasharray="2 3"')
        room = d.wide(said, 12) / 2
        middle = min(max(place, d.EDGE + room), self.right - room)
        yield d.text(said, middle, top - 17, "ink", 'font-size="12" text-anchor="middle"')


def axis_of(begins: Iterable[int], ends: Iterable[int], left: float, right: float) -> Axis:
    """Return the axis on which everything between some minutes has its place; open ends take none."""
    given = [minute for minute in (*begins, *ends) if BEGINNING < minute < END and day_of(minute).year <= _LAST]
    first, last = (min(given), max(given)) if given else (0, 1)
    opens, closes = date(day_of(first).year, 1, 1), date(day_of(last).year, 12, 31)
    return Axis(day_minutes(opens), day_minutes(closes), left, right)
