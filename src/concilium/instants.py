"""Dates as people know them (EDTF) on one line of minutes, periods, and what holds when.

The Extended Date/Time Format is ISO 8601-2:2019, annex A; see https://www.loc.gov/standards/datetime/.
Read here: level 0 and 1 dates with ``?``, ``~`` and ``%``, unspecified digits, seasons and quarters, minutes
with a zone, intervals with open (``..``) and unknown (empty) ends, and level 2 sets (``[..2024-06-20]``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from concilium.problems import InvalidDateError

DAY = 1440
BEGINNING = -(10**12)
END = 10**12

Precision = Literal["minute", "day", "month", "season", "year", "decade", "century", "range"]

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%]?)", re.ASCII
)
_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_LONGEST = 60
_BRACKETS = 2
_SEASONS = {
    21: (3, 5),
    22: (6, 8),
    23: (9, 11),
    24: (12, 14),
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
}
_SEASONS |= {40: (1, 6), 41: (7, 12)}
_HOW = "Write a date as 2024-06-21, 2024-06, 2024, ../2024-06-20 or 2024-06-21T10:00+05:00"


class Moment(NamedTuple):
    """When something was, as exactly as is known: the first and last minute it can have been.

    Minutes are counted from 1 January of the year 1, UTC; a day without a zone is read as that day in UTC.
    ``BEGINNING`` and ``END`` stand for open ends.
    """

    earliest: int
    latest: int
    precision: Precision = "day"
    uncertain: bool = False
    approximate: bool = False


class Period(NamedTuple):
    """From when to when something held; both ends may be inexact, open or unknown."""

    begins: Moment
    ends: Moment
    end_unknown: bool = False


class Coordinates(NamedTuple):
    """From where a question is asked: about which date, as known when, as recorded when, by which reader.

    Of ``known`` and ``recorded`` the latest minute counts: nothing said (taken in) after it is seen. ``audience`` holds
    the words of the audiences to which the reader belongs.
    """

    on: Moment
    known: int = END
    recorded: int = END
    audience: frozenset[str] = frozenset({"public"})


def coordinates(
    on: str,
    known: str | None = None,
    recorded: str | None = None,
    audience: frozenset[str] = frozenset({"public"}),
) -> Coordinates:
    """Return the coordinates written as EDTF dates. Raises InvalidDateError."""
    return Coordinates(
        moment(on),
        moment(known).latest if known else END,
        moment(recorded).latest if recorded else END,
        audience,
    )


def fail(text: str, why: str) -> InvalidDateError:
    """Return the error for a text that is no date."""
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return InvalidDateError(f"'{shown}' is not a date: {why}. {_HOW}.")


def day_minutes(day: date) -> int:
    """Return the first minute of a day."""
    return day.toordinal() * DAY


def minute_of(moment: datetime) -> int:
    """Return the minute of a time with a zone."""
    utc = moment.astimezone(UTC)
    return utc.toordinal() * DAY + utc.hour * 60 + utc.minute


def day_of(minute: int) -> date:
    """Return the calendar day (UTC) of a minute that is neither BEGINNING nor END."""
    return date.fromordinal(minute // DAY)


@lru_cache(maxsize=65536)
def moment(text: str) -> Moment:
    """Read an EDTF text as one moment that is known more or less exactly.

    An interval is read as *some time within it*: ``../2024-06-20`` is "on the 20th or earlier".
    Raises InvalidDateError.
    """
    if "/" in text:
        first, last = _ends(text)
        return Moment(first.earliest, last.latest, "range", first.uncertain or last.uncertain)
    if text.startswith("["):
        return _one_of(text)
    if "T" in text:
        return _minute(text)
    return _date(text)


@lru_cache(maxsize=65536)
def period(text: str) -> Period:
    """Read an EDTF text as a period: an interval, or the single moment at which something happened.

    ``2024-01-01/2024-12-31`` holds through the year; ``2024`` is some time in that year. Raises InvalidDateError.
    """
    if "/" in text:
        first, last = _ends(text)
        return Period(first, last, end_unknown=text.endswith("/"))
    single = moment(text)
    return Period(single, single)


def _ends(text: str) -> tuple[Moment, Moment]:
    parts = text.split("/")
    if text.count("/") != 1 or text == "/":
        raise fail(text, "an interval has two ends with one '/' between")
    first = Moment(BEGINNING, BEGINNING, "range") if parts[0] == ".." else None
    first = Moment(BEGINNING, END, "range", uncertain=True) if parts[0] == "" else first
    last = Moment(END, END, "range") if parts[1] == ".." else None
    last = Moment(BEGINNING, END, "range", uncertain=True) if parts[1] == "" else last
    first = first or moment(parts[0])
    last = last or moment(parts[1])
    if first.earliest > last.latest:
        raise fail(text, "it ends before it begins")
    return first, last


def _one_of(text: str) -> Moment:
    if not text.endswith("]") or text == "[]" or text.count("[") + text.count("]") != _BRACKETS:
        raise fail(text, "a set begins with '[' and ends with ']'")
    inner = text[1:-1].replace(" ", "")
    if ".." in inner:
        first, _, last = inner.partition("..")
        spelled = f"{first or '..'}/{last or '..'}"
        return moment(spelled)
    moments = [moment(part) for part in inner.split(",")]
    return Moment(min(m.earliest for m in moments), max(m.latest for m in moments), "range", uncertain=True)


def _minute(text: str) -> Moment:
    if not _MINUTE.fullmatch(text):
        raise fail(text, "a time needs hours, minutes and a zone")
    try:
        minute = minute_of(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise fail(text, "there is no such time") from None
    return Moment(minute, minute, "minute")


def _date(text: str) -> Moment:
    match = _DATE.fullmatch(text)
    if match is None:
        raise fail(text, "it is not in the Extended Date/Time Format")
    year, month, day, mark = match.group("year", "month", "day", "mark")
    try:
        first, last, precision = _span(year, month, day)
    except ValueError:
        raise fail(text, "there is no such day") from None
    return Moment(
        day_minutes(first),
        day_minutes(last) + DAY - 1,
        precision,
        mark in "?%" and mark != "",
        mark in "~%" and mark != "",
    )


def _span(year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    """Return first day, last day and precision of a date with unspecified parts. Raises ValueError."""
    if "X" in year:
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return date(max(low, 1), 1, 1), date(high, 12, 31), "decade" if year.count("X") == 1 else "century"
    number = int(year)
    if month is None or (month == "XX" and day in (None, "XX")):
        return date(number, 1, 1), date(number, 12, 31), "year"
    if int(month) in _SEASONS and day is None:
        low, high = _SEASONS[int(month)]
        return date(number, low, 1), _last_day(number, high), "season"
    if day is None or day == "XX":
        first = date(number, int(month), 1)
        return first, _last_day(number, first.month), "month"
    exact = date(number, int(month), int(day))
    return exact, exact, "day"


def _last_day(year: int, month: int) -> date:
    first = shift_months(date(year, 1, 1), month - 1)
    return date(first.year, first.month, monthrange(first.year, first.month)[1])


def holds(span: Period, on: Moment) -> bool | None:
    """Tell whether a period covers the day of ``on``: True, False, or None when that hangs on inexact ends."""
    first, last = on.earliest // DAY, on.latest // DAY
    if span.ends.latest // DAY < first or span.begins.earliest // DAY > last:
        return False
    certain = span.begins.latest // DAY <= first and span.ends.earliest // DAY >= last
    return True if certain else None


def before(one: Moment, other: Moment) -> bool:
    """Tell whether the first moment is certainly over before the other begins."""
    return one.latest < other.earliest


def shift_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or the last day of that month when it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift_days(day: date, days: int) -> date:
    """Return the day ``days`` later."""
    return day + timedelta(days=days)


def iso(minute: int) -> str | None:
    """Return the day of a minute as 2024-06-21, or None for an open end."""
    return None if minute in (BEGINNING, END) else day_of(minute).isoformat()
