"""Stretches of days over which the seats of an organ and the provisions on it stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from concilium.charter.model import Charter, first_minute, last_minute
from concilium.instants import BEGINNING, DAY, END, Period, moment, period
from concilium.procedure.composition import ever_acted
from concilium.procedure.timeline import timeline
from concilium.record.entry import Roll, Weights
from concilium.record.rolls import rows_of
from concilium.record.view import View

Days = NDArray[np.datetime64]

_EPOCH = date(1970, 1, 1).toordinal()
"""The day from which numpy counts."""


def stretches(charter: Charter, view: View, days: Days) -> list[NDArray[np.int64]]:
    """Return which of some days lie in one stretch: their places, in order of time, stretch by stretch.

    ``days`` is datetime64[D] in any order. Days of one stretch may all be asked about through the view of any of them;
    two stretches need not differ, as every date on which anything could change ends one.
    """
    order = np.argsort(days, kind="stable")
    number = np.searchsorted(turns(charter, view), days[order], side="right")
    cuts = np.flatnonzero(np.diff(number)) + 1
    return [places for places in np.split(order, cuts) if len(places)]


def view_on(view: View, day: np.datetime64) -> View:
    """Return the view about a day, in everything else as it is."""
    return view.on(moment(str(day)))


def day_number(minute: int) -> int:
    """Return the number that numpy gives to the day of a minute; an open end is before or after all days."""
    return minute // DAY - _EPOCH


def turns(charter: Charter, view: View) -> Days:
    """Return the days from which on seats, weights or provisions may be others than before, in order."""
    begins = {first_minute(provision) for provision in charter.provisions.values()}
    ends = {last_minute(provision) for provision in charter.provisions.values()}
    for span in _spans(view):
        begins.add(span.begins.earliest)
        ends.add(span.ends.latest)
    for member in ever_acted(charter, view):
        begins |= {change.minute for change in timeline(charter, view, member)}
    first = {day_number(minute) for minute in begins if BEGINNING < minute < END}
    after = {day_number(minute) + 1 for minute in ends if BEGINNING < minute < END}
    return np.array(sorted(first | after), np.int64).astype("datetime64[D]")


def _spans(view: View) -> Iterator[Period]:
    for roll in view.all(Roll):
        yield from (row.span for row in rows_of(roll))
    yield from (period(table.valid) for table in view.all(Weights) if table.valid is not None)
