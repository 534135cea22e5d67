"""Dates in words: as exact as they are known, in the grammar of a language."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from babel.units import format_unit

from concilium.documents.catalogue import Catalogue
from concilium.instants import BEGINNING, END, Moment, Period, day_of, moment, period

_OFFSET = len("+01:00")


class When:
    """A moment known more or less exactly, ready to be put in a sentence."""

    def __init__(self, catalogue: Catalogue, at: Moment) -> None:
        """Take the catalogue to speak by and the moment."""
        self.catalogue = catalogue
        self.at = at

    def __format__(self, spec: str) -> str:
        """Return the date; with ``on`` its preposition before it, with ``of`` as it stands after "since".

        With ``weekday`` it is the day of the week.
        """
        if spec == "weekday":
            return str(self.catalogue.locale.days["format"]["wide"][day_of(self.at.earliest).weekday()])
        return spoken(self.catalogue, self.at, f"{spec}-" if spec in ("on", "of") else "")


def when(catalogue: Catalogue, text: str) -> When:
    """Return an EDTF date ready to be put in a sentence. Raises InvalidDateError."""
    return When(catalogue, moment(text))


@lru_cache(maxsize=4096)
def spoken(catalogue: Catalogue, at: Moment, prefix: str = "") -> str:
    """Return a moment in words: a day, a month, a quarter, a year, "by" or "from" a day, or between two."""
    if at.earliest == BEGINNING or at.latest == END:
        return _open(catalogue, at)
    first, last = day_of(at.earliest), day_of(at.latest)
    if at.precision in ("range", "decade", "century") or (at.precision == "season" and not _is_quarter(first, last)):
        return catalogue.phrase("date-between", first=_day_before(catalogue, first, last), last=_day(catalogue, last))
    key = {"minute": "day"}.get(at.precision, at.precision)
    if at.approximate:
        prefix = "" if prefix == "on-" else prefix
    said = catalogue.phrase(f"date-{prefix}{key}", **_parts(catalogue, first))
    if at.approximate:
        return catalogue.phrase("date-approximate", date=said)
    return catalogue.phrase("date-uncertain", date=said) if at.uncertain else said


def _is_quarter(first: date, last: date) -> bool:
    """Tell whether a season is a quarter of the year; spring, or a half of the year, is not."""
    return first.month % 3 == 1 and last.month == first.month + 2 and last.year == first.year


def _open(catalogue: Catalogue, at: Moment) -> str:
    if at.earliest == BEGINNING and at.latest == END:
        return catalogue.phrase("date-unknown")
    if at.earliest == BEGINNING:
        return catalogue.phrase("date-by", day=_day(catalogue, day_of(at.latest)))
    return catalogue.phrase("date-from", day=_day(catalogue, day_of(at.earliest)))


def _day(catalogue: Catalogue, day: date) -> str:
    return catalogue.phrase("date-day", **_parts(catalogue, day))


def _day_before(catalogue: Catalogue, first: date, last: date) -> str:
    """Return a day that is named together with a later one: without the year, or the month, that they share."""
    if first.year != last.year or first == last:
        return _day(catalogue, first)
    key = "date-day-of-month" if first.month == last.month else "date-day-of-year"
    return catalogue.phrase(key, **_parts(catalogue, first))


def _parts(catalogue: Catalogue, day: date) -> dict[str, object]:
    locale = catalogue.locale
    month = str(locale.months["format"]["wide"][day.month])
    return {
        "day": day.day,
        "month": month,
        "month_alone": str(locale.months["stand-alone"]["wide"][day.month]),
        "month_in": month[:-1] + "е",
        "year": day.year,
        "quarter": (day.month - 1) // 3 + 1,
        "quarter_name": str(locale.quarters["format"]["wide"][(day.month - 1) // 3 + 1]),
    }


def span(catalogue: Catalogue, text: str) -> str:
    """Return an EDTF period in words: one day, or from a day to a day. Raises InvalidDateError."""
    held = period(text)
    if "/" not in text:
        return spoken(catalogue, held.begins, "on-")
    return spoken_period(catalogue, held)


def spoken_period(catalogue: Catalogue, held: Period) -> str:
    """Return a period in words, its open or unknown ends said as such."""
    begins, ends = held.begins, held.ends
    if begins.earliest == BEGINNING:
        return catalogue.phrase("date-by", day=spoken(catalogue, ends))
    if ends.latest == END:
        return catalogue.phrase("date-from", day=spoken(catalogue, begins))
    return through(catalogue, begins, ends)


def through(catalogue: Catalogue, begins: Moment, ends: Moment) -> str:
    """Return "from 1 to 6 September 2023", or from one moment to another where they are no plain days."""
    first = spoken(catalogue, begins)
    if all(each.precision == "day" and not (each.uncertain or each.approximate) for each in (begins, ends)):
        first = _day_before(catalogue, day_of(begins.earliest), day_of(ends.earliest))
    return catalogue.phrase("date-through", first=first, last=spoken(catalogue, ends))


def at_instant(catalogue: Catalogue, text: str) -> str:
    """Return an instant in words, with its zone as it is written; a date where no more is known."""
    if "T" not in text:
        return format(when(catalogue, text), "")
    at = datetime.fromisoformat(text)
    zone = at.isoformat()[-_OFFSET:] if at.utcoffset() else ""
    return catalogue.phrase("instant", day=_day(catalogue, at.date()), time=at.strftime("%H:%M:%S"), zone=zone)


_LASTING = re.compile(r"P(?:(?P<days>\d{1,4})D)?(?:T(?P<hours>\d{1,4})H)?")


def lasting(catalogue: Catalogue, text: str) -> str:
    """Return a duration (ISO 8601: P15D, PT24H) in words; as it stands when it has other units."""
    match = _LASTING.fullmatch(text)
    parts = [(unit, int(number)) for unit, number in (match.groupdict() if match else {}).items() if number]
    if not parts:
        return text
    return " ".join(format_unit(number, f"duration-{unit[:-1]}", locale=catalogue.locale) for unit, number in parts)
