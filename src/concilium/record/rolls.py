"""What registers hold as one view sees them: the rows of a roll, who was on it on a day, and weights as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from concilium.instants import DAY, Period, holds, period
from concilium.record.register import Roll, Weights, periods_of
from concilium.record.view import View

_NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,30}|/0*[1-9]\d{0,29})?")


class Row(NamedTuple):
    """A row of a roll: the member, from when to when, and the entry that holds it."""

    member: str
    span: Period
    roll: Roll


def rows(view: View, roll: str, *about: str) -> list[Row]:
    """Return the rows of a roll that a view knows of, whatever their days, in order of beginning.

    ``about`` names the members whose rows are wanted; all, when none is named.
    """
    entries = [entry for entry in view.all(Roll, roll) if entry.roll == roll]
    return _ordered(row for entry in entries for row in rows_of(entry) if not about or row.member in about)


def rows_of(roll: Roll) -> Iterator[Row]:
    """Yield the rows that an entry holds."""
    yield from (Row(member, period(text), roll) for member, text in periods_of(roll))


def _ordered(found: Iterable[Row]) -> list[Row]:
    return sorted(found, key=lambda row: (row.span.begins.earliest, row.member))


def on_roll(view: View, roll: str) -> dict[str, Row]:
    """Return by member the row of a roll that holds, or may hold, on the date of a view."""
    return {row.member: row for row in rows(view, roll) if holds(row.span, view.at.on) is not False}


def on_rolls(view: View, organ: str) -> dict[str, set[str]]:
    """Return the members with a seat of an organ on the date of a view, as its rolls have it, with its classes."""
    found: dict[str, set[str]] = {}
    for member, span, roll in view.remembered(("seat-rows", organ), lambda: _of_organ(view, organ)):
        if holds(span, view.at.on) is not False:
            found.setdefault(member, set()).update({roll.seats} if roll.seats is not None else ())
    return found


def _of_organ(view: View, organ: str) -> list[Row]:
    return [row for entry in view.all(Roll, organ) if entry.organ == organ for row in rows_of(entry)]


def table_on(view: View, weight: str) -> Weights | None:
    """Return the table of a weight that holds on the date of a view, or None: the weights are unknown then."""
    return view.current(Weights, weight)


def weights_on(view: View, weight: str) -> dict[str, Fraction] | None:
    """Return the weights that hold on the date of a view, by member, or None: they are unknown then."""
    table = table_on(view, weight)
    return None if table is None else {code: number(value) for code, value in table.values.items()}


def number(value: int | str) -> Fraction:
    """Return an exact number written whole, as a decimal or as a fraction. Raises ValueError."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise ValueError(f"'{value}' is no number")
    return Fraction(value)


def overlapping(texts: tuple[str, ...]) -> tuple[str, str] | None:
    """Return two periods of one member that certainly overlap, or None."""
    ordered = sorted(texts, key=lambda text: period(text).begins.earliest)
    for one, other in pairwise(ordered):
        if period(other).begins.latest // DAY <= period(one).ends.earliest // DAY:
            return one, other
    return None
