"""What registers hold as one view sees them: the rows of a roll, who was on it on a day, and weights as numbers."""

from __future__ import annotations

import re
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

    ``about`` names members, or an organ or an instrument, that all of the entries must be about.
    """
    found = [
        Row(member, period(text), entry)
        for entry in view.all(Roll, roll, *about)
        if entry.roll == roll
        for member, text in periods_of(entry)
        if not about or member in about or not entry.periods.keys() & set(about)
    ]
    return sorted(found, key=lambda row: (row.span.begins.earliest, row.member))


def on_roll(view: View, roll: str) -> dict[str, Row]:
    """Return by member the row of a roll that holds, or may hold, on the date of a view."""
    return {row.member: row for row in rows(view, roll) if holds(row.span, view.at.on) is not False}


def weights(view: View, weight: str) -> tuple[Weights, dict[str, Fraction]] | None:
    """Return the table of a weight that holds on the date of a view with its numbers by member, or None: unknown."""
    table = view.current(Weights, weight)
    return None if table is None else (table, {code: number(value) for code, value in table.values.items()})


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
