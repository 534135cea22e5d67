"""The formal acts of a member that the record holds: what standing and entry into force are worked out from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from concilium.instants import day_minutes, day_of, moment, shift_days, shift_months
from concilium.record.entry import Deposit, Instrument, Roll
from concilium.record.rolls import rows_of
from concilium.record.view import View


class Act(NamedTuple):
    """A formal act of a member that the record holds: what, on which instrument, from which minute, by which entry."""

    act: str
    instrument: str
    minute: int
    entry: str


def formal_acts(view: View, member: str) -> Iterator[Act]:
    """Yield a member's formal acts that the view knows of; signing counts from an instrument's signatories too."""
    for deposit in view.all(Deposit, member):
        received = deposit.received or deposit.valid or deposit.said.on
        yield Act(deposit.act, deposit.instrument, moment(received).earliest, deposit.id)
    for instrument in view.all(Instrument, member):
        if member in instrument.signatories and instrument.signed:
            yield Act("signature", instrument.instrument, moment(instrument.signed).earliest, instrument.id)
    for roll in view.all(Roll, member):
        if roll.act is not None and roll.instrument is not None:
            begun = (row.span.begins.earliest for row in rows_of(roll) if row.member == member)
            yield from (Act(roll.act, roll.instrument, minute, roll.id) for minute in begun)


def later(minute: int, months: int, days: int) -> int:
    """Return the first minute of the day that lies months and then days after the day of a minute."""
    return day_minutes(shift_days(shift_months(day_of(minute), months), days))


def end_of_year(day: date, year_ends: str) -> date:
    """Return the last day of the year that a day is in, when years end on a month and day such as 12-31."""
    month, _, number = year_ends.partition("-")
    end = date(day.year, int(month), int(number))
    return end if day <= end else date(day.year + 1, end.month, end.day)
