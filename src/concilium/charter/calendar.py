"""The days on which a chair passes by the calendar, whatever meets: every month, half-year, so many years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concilium.charter.schema import Rotation
from concilium.instants import day_of, moment, shift_months

MONTHS = {"month": 1, "three-months": 3, "half-year": 6, "six-months": 6, "calendar-year": 12}
"""How many months a term has; one of ``years`` has twelve times their number."""

FIXED = ("month", "half-year", "calendar-year")
"""The terms that begin with the calendar's own; the others are counted from ``start_on``."""

BY_CALENDAR = (*MONTHS, "years")


def months_of(rule: Rotation) -> int:
    """Return the months of a term by the calendar; 12 for any other, to look ahead by."""
    return 12 * rule.years if rule.term == "years" and rule.years else MONTHS.get(rule.term, 12)


def handover_days(rule: Rotation, first: date, last: date) -> Iterator[date]:
    """Yield the days between two on which the chair passes under a term by the calendar, in order.

    Nothing for a term that is counted from a day which the rule does not give. Raises InvalidDateError.
    """
    if rule.term not in BY_CALENDAR:
        return
    if rule.days:
        yield from _stated(rule, first, last)
        return
    start = _anchor(rule)
    if start is None:
        return
    step = months_of(rule)
    number = max(0, (first.year - start.year) * 12 + first.month - start.month) // step
    while (day := shift_months(start, number * step)) <= last:
        if first <= day:
            yield day
        number += 1


def _stated(rule: Rotation, first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        for text in sorted(rule.days):
            day = date.fromisoformat(f"{year:04}-{text}")
            if first <= day <= last:
                yield day


def _anchor(rule: Rotation) -> date | None:
    """Return a day from which the terms of a rule can be counted, or None when it gives none."""
    if rule.term in FIXED:
        return date(1, 1, 1)
    return day_of(moment(rule.start_on).earliest) if rule.start_on else None
