"""Instants are compared to the second, across zones; lengths of time are exact."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.clock import Duration, Instant, duration, instant, later, precedes, written
from concilium.problems import InvalidDateError

ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001


def text_of(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()


@given(TIMES, TIMES)
def test_one_instant_precedes_another_whatever_their_zones(one: datetime, other: datetime) -> None:
    expected = one.replace(microsecond=0) < other.replace(microsecond=0)
    assert precedes(instant(text_of(one)), instant(text_of(other))) is expected


@given(TIMES)
def test_an_instant_is_written_as_it_was_read_in_utc(at: datetime) -> None:
    read = instant(text_of(at))
    assert read.exact
    assert datetime.fromisoformat(written(read.first)) == at.replace(microsecond=0).astimezone(UTC)
    assert instant(written(read.first)) == read


def test_on_the_night_the_clocks_go_back_the_same_hour_comes_twice() -> None:
    summer, winter = instant("2025-10-26T02:30:00+02:00"), instant("2025-10-26T02:30:00+01:00")
    assert precedes(summer, winter) is True
    assert winter.first - summer.first == 3600


def test_a_day_is_any_second_of_it() -> None:
    day = instant("2003-02-10")
    assert day == Instant(instant("2003-02-10T00:00:00Z").first, instant("2003-02-10T23:59:59Z").last)
    assert precedes(day, instant("2003-02-10T12:00:00Z")) is None
    assert precedes(day, instant("2003-02-11T00:00:00Z")) is True
    assert precedes(day, instant("2003-02-10T00:00:00Z")) is False


def test_a_time_without_seconds_is_its_first_second() -> None:
    assert instant("2003-02-10T09:00+01:00") == instant("2003-02-10T09:00:00+01:00")


def test_lengths_of_time_are_read_exactly() -> None:
    read = {text: duration(text) for text in ("PT24H", "P1D", "P2DT12H", "P1W", "P6M", "PT90S", "PT1H30M")}
    assert read == {
        "PT24H": Duration(0, 86400),
        "P1D": Duration(0, 86400),
        "P2DT12H": Duration(0, 216000),
        "P1W": Duration(0, 604800),
        "P6M": Duration(6, 0),
        "PT90S": Duration(0, 90),
        "PT1H30M": Duration(0, 5400),
    }


@pytest.mark.parametrize("text", ["", "P", "PT", "24H", "P1Y", "PT1.5H", "P-1D", "P1DT", "5 days", "P१D"])
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidDateError, match="no duration"):
        duration(text)


def test_months_later_is_the_same_day_or_the_last_of_the_month() -> None:
    assert written(later(instant("2023-08-31T10:00:00Z").first, duration("P6M"))) == "2024-02-29T10:00:00Z"


def test_beyond_the_calendar_there_is_no_later() -> None:
    with pytest.raises(InvalidDateError, match="the calendar ends before that"):
        later(instant("9999-12-31T23:59:59Z").first, duration("P1M"))
