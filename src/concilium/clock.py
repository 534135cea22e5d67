"""Instants to the second with their zones, and durations: for procedures that run out at an instant."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from concilium.instants import BEGINNING, END, fail, moment, shift_months
from concilium.problems import InvalidDateError

MINUTE = 60
DAY = 86400
_SECONDS = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_DURATION = re.compile(
    r"P(?=.)(?:(?P<months>\d{1,4})M)?(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,7})M)?(?:(?P<seconds>\d{1,8})S)?)?",
    re.ASCII,
)


class Instant(NamedTuple):
    """When something was, as exactly as is known: the first and last second it can have been.

    Seconds are counted from 1 January of the year 1, UTC. A time without seconds is that minute's first second, as a
    clock that strikes; a day may be any second of that day in UTC.
    """

    first: int
    last: int

    @property
    def exact(self) -> bool:
        """Tell whether it is one second."""
        return self.first == self.last


class Duration(NamedTuple):
    """A length of time: months of the calendar, and seconds; a day is one of twenty-four hours, whatever the clocks."""

    months: int
    seconds: int


@lru_cache(maxsize=4096)
def instant(text: str) -> Instant:
    """Read an EDTF text as an instant: ``2003-02-10T09:00:00+01:00``, or a day where no more is known.

    Raises InvalidDateError.
    """
    at = moment(text)
    if _SECONDS.fullmatch(text):
        exact = _second(datetime.fromisoformat(text))
        return Instant(exact, exact)
    if at.precision == "minute":
        return Instant(at.earliest * MINUTE, at.earliest * MINUTE)
    last = at.latest * MINUTE if at.latest in (BEGINNING, END) else at.latest * MINUTE + MINUTE - 1
    return Instant(at.earliest * MINUTE, last)


def _second(when: datetime) -> int:
    utc = when.astimezone(UTC)
    return utc.toordinal() * DAY + utc.hour * 3600 + utc.minute * MINUTE + utc.second


def precedes(one: Instant, other: Instant) -> bool | None:
    """Tell whether an instant is before another: True, False, or None when they are not known well enough."""
    if one.last < other.first:
        return True
    return False if one.first >= other.last else None


def written(second: int) -> str:
    """Return a second as text: ``2003-02-10T08:00:00Z``."""
    day, rest = divmod(second, DAY)
    at = datetime.combine(date.fromordinal(day), datetime.min.time(), UTC) + timedelta(seconds=rest)
    return at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def duration(text: str) -> Duration:
    """Read a duration of ISO 8601: ``PT24H``, ``P2DT12H``, ``P6M``. Raises InvalidDateError."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise InvalidDateError(f"'{text[:MINUTE]}' is no duration. Write it as PT24H, P5D or P6M.")
    parts = {key: int(value or 0) for key, value in match.groupdict().items()}
    days = parts["weeks"] * 7 + parts["days"]
    hours = days * 24 + parts["hours"]
    return Duration(parts["months"], (hours * 60 + parts["minutes"]) * 60 + parts["seconds"])


def later(second: int, by: Duration) -> int:
    """Return the second that is a duration later. Raises InvalidDateError beyond the calendar."""
    day, rest = divmod(second, DAY)
    try:
        return shift_months(date.fromordinal(day), by.months).toordinal() * DAY + rest + by.seconds
    except (ValueError, OverflowError):
        raise fail(written(second), "the calendar ends before that") from None
