"""Checks of registers: rolls whose periods cannot be meant, and tables of what is no number."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from concilium.instants import BEGINNING, period
from concilium.problems import Problem
from concilium.record.findings import Record, why_no_date
from concilium.record.register import Roll, Weights, periods_of
from concilium.record.rolls import number, overlapping
from concilium.sourcefile import shorten

_SUBJECTS = ("standing", "organ", "instrument")


def roll_dates(record: Record) -> Iterator[Problem]:
    """Periods of a roll that are none, that have no first day, or that overlap."""
    for entry in record.effective:
        if not isinstance(entry, Roll):
            continue
        wrong = set()
        for member, text in periods_of(entry):
            why = why_no_date(text, as_period=True) or _without_first_day(text)
            if why is not None:
                wrong.add(member)
                yield record.tell(entry, f"periods.{member}", *why)
        for member, written in entry.periods.items():
            if not written:
                yield record.tell(entry, f"periods.{member}", "is empty", "Write a period, or leave the member out")
            elif isinstance(written, tuple) and member not in wrong and (found := overlapping(written)):
                what = f"has '{found[0]}' and '{found[1]}', which overlap"
                yield record.tell(entry, f"periods.{member}", what, "Begin each after the last day of the one before")


def _without_first_day(text: str) -> tuple[str, str] | None:
    if period(text).begins.earliest > BEGINNING:
        return None
    return f"is '{text}', which has no first day", "Write 1950~/.. where the year is only about right"


def roll_subjects(record: Record) -> Iterator[Problem]:
    """Rolls of two things at once, of seats in no organ, or of acts on no instrument."""
    for entry in record.effective:
        if not isinstance(entry, Roll):
            continue
        given = [key for key in _SUBJECTS if getattr(entry, key) is not None]
        if len(given) > 1:
            what = f"is also of the {given[0]} '{getattr(entry, given[0])}'"
            yield record.tell(entry, given[1], what, "Keep one of them, and write a roll of its own for the other")
        if entry.seats is not None and entry.organ is None:
            yield record.tell(entry, "seats", "is of no organ", "Add 'organ', or leave 'seats' out")
        if entry.act is not None and entry.instrument is None:
            yield record.tell(entry, "act", "is on no instrument", "Add 'instrument', or leave 'act' out")
        if entry.instrument is not None and entry.act is None:
            yield record.tell(entry, "instrument", "has no 'act' beside it", "Add 'act', for example ratification")


def weights_that_are_none(record: Record) -> Iterator[Problem]:
    """Weights that are no exact number, or less than nothing."""
    for entry in record.effective:
        if not isinstance(entry, Weights):
            continue
        for member, value in entry.values.items():
            if str(value).startswith("-"):
                what = f"is {shorten(str(value))}, which is less than nothing"
                yield record.tell(entry, f"values.{member}", what, "Write a number from 0 on")
            elif not _is_number(value):
                what = f"is '{shorten(str(value))}', which is no exact number"
                yield record.tell(entry, f"values.{member}", what, 'Write 17, "83.2" or "1/3"')


def _is_number(value: int | str) -> bool:
    try:
        number(value)
    except ValueError:
        return False
    return True


ROLL_CHECKS: tuple[Callable[[Record], Iterator[Problem]], ...] = (roll_dates, roll_subjects, weights_that_are_none)
