"""Dates as people know them: every form by its first and last minute, against another reader, and hostile input."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from concilium.instants import (
    BEGINNING,
    DAY,
    END,
    Coordinates,
    Moment,
    before,
    coordinates,
    day_minutes,
    day_of,
    holds,
    iso,
    minute_of,
    moment,
    period,
    shift_days,
    shift_months,
)
from concilium.problems import InvalidDateError

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def spans(text: str) -> tuple[str | None, str | None, str]:
    """Return the first and the last day of a date, and how exact it is."""
    read = moment(text)
    return iso(read.earliest), iso(read.latest), read.precision


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return a date in any of the forms that are read, except minutes and intervals."""
    day = draw(st.dates(date(100, 1, 1), date(9998, 12, 31)))
    year = f"{day.year:04}"
    forms = [
        day.isoformat(), day.isoformat()[:7], year, f"{year[:3]}X", f"{year[:2]}XX", f"{year}-XX", f"{year}-XX-XX",
        f"{day.isoformat()[:7]}-XX", *(f"{year}-{season}" for season in (21, 22, 23, 33, 34, 35, 36, 40, 41)),
    ]  # fmt: skip
    return draw(st.sampled_from(forms)) + draw(st.sampled_from(["", "?", "~", "%"]))


# What a form says


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-06-21", "2024-06-21", "2024-06-21", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("00XX", "0001-01-01", "0099-12-31", "century"),
        ("2024-06-XX", "2024-06-01", "2024-06-30", "month"),
        ("2024-XX", "2024-01-01", "2024-12-31", "year"),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", "year"),
        ("2024-21", "2024-03-01", "2024-05-31", "season"),
        ("2024-22", "2024-06-01", "2024-08-31", "season"),
        ("2024-23", "2024-09-01", "2024-11-30", "season"),
        ("2024-24", "2024-12-01", "2025-02-28", "season"),
        ("2024-33", "2024-01-01", "2024-03-31", "season"),
        ("2024-36", "2024-10-01", "2024-12-31", "season"),
        ("2024-40", "2024-01-01", "2024-06-30", "season"),
        ("2024-41", "2024-07-01", "2024-12-31", "season"),
        ("../2024-06-20", None, "2024-06-20", "range"),
        ("2024-06-20/..", "2024-06-20", None, "range"),
        ("2024-06/2024-08", "2024-06-01", "2024-08-31", "range"),
        ("[2024-06-20,2024-07]", "2024-06-20", "2024-07-31", "range"),
        ("[2024-06-20..2024-06-22]", "2024-06-20", "2024-06-22", "range"),
        ("[ ..2024-06-20]", None, "2024-06-20", "range"),
        ("[2024-06-20..]", "2024-06-20", None, "range"),
        ("0001-01-01", "0001-01-01", "0001-01-01", "day"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, first: str | None, last: str | None, precision: str) -> None:
    assert spans(text) == (first, last, precision)


def test_a_day_is_all_its_minutes() -> None:
    read = moment("2024-06-21")
    assert (day_of(read.earliest), read.latest - read.earliest) == (date(2024, 6, 21), DAY - 1)


@pytest.mark.parametrize(
    ("mark", "uncertain", "approximate"),
    [("", False, False), ("?", True, False), ("~", False, True), ("%", True, True)],
)
def test_a_mark_says_what_is_doubtful_and_moves_nothing(mark: str, uncertain: bool, approximate: bool) -> None:
    assert moment(f"2024-06{mark}") == moment("2024-06")._replace(uncertain=uncertain, approximate=approximate)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-06-21T10:00+05:00", "2024-06-21T05:00"),
        ("2024-06-21T00:30+05:00", "2024-06-20T19:30"),
        ("2024-06-21T23:30-03:30", "2024-06-22T03:00"),
        ("2024-06-21T10:00Z", "2024-06-21T10:00"),
        ("2024-06-21T10:00:59Z", "2024-06-21T10:00"),
    ],
)
def test_a_minute_with_a_zone_is_one_minute_of_utc(text: str, utc: str) -> None:
    minute = minute_of(datetime.fromisoformat(utc).replace(tzinfo=UTC))
    assert moment(text) == Moment(minute, minute, "minute")


def test_an_end_that_is_not_known_is_not_an_open_end() -> None:
    """Both reach to the end of time; only one of them is doubtful."""
    assert period("2024-01-01/..").ends == Moment(END, END, "range")
    assert period("2024-01-01/").ends == Moment(BEGINNING, END, "range", uncertain=True)
    assert [period(text).end_unknown for text in ("2024-01-01/..", "2024-01-01/", "2024-01-01")] == [False, True, False]
    assert period("/2024-01-01").begins == Moment(BEGINNING, END, "range", uncertain=True)


def test_a_set_is_doubtful_and_a_run_of_days_is_not() -> None:
    assert moment("[2024-06-20,2024-06-22]").uncertain
    assert not moment("[2024-06-20..2024-06-22]").uncertain


# What a view asks


def test_coordinates_count_the_whole_of_the_last_day() -> None:
    """What is known on the 20th is known to its last minute; without a day everything is known."""
    assert coordinates("2024-06-21", "2024-06-20", "2024-06") == Coordinates(
        moment("2024-06-21"), day_minutes(date(2024, 6, 21)) - 1, day_minutes(date(2024, 7, 1)) - 1
    )
    assert coordinates("2024")[1:] == (END, END, frozenset({"public"}))


@pytest.mark.parametrize(
    ("span", "on", "held"),
    [
        ("2024-01-01/2024-12-31", "2024-01-01", True),
        ("2024-01-01/2024-12-31", "2024-12-31", True),
        ("2024-01-01/2024-12-31", "2023-12-31", False),
        ("2024-01-01/2024-12-31", "2025-01-01", False),
        ("2024-01-01/..", "9999-12-31", True),
        ("../2024-01-01", "0001-01-01", True),
        ("2024-01-01/", "2024-06-21", None),
        ("2024-01-01/", "2023-12-31", False),
        ("2024-02/2024-06", "2024-02-15", None),
        ("2024-02/2024-06", "2024-03-01", True),
        ("2024-06-21", "2024-06-21T10:00+05:00", True),
        ("2024-06-21", "2024-06", None),
        ("2024-06", "2024-06-21", None),
        ("2024-06-21T05:00Z/2024-06-21T06:00Z", "2024-06-21", True),
    ],
)
def test_a_period_holds_or_not_or_it_hangs_on_what_is_inexact(span: str, on: str, held: bool | None) -> None:
    assert holds(period(span), moment(on)) is held


def test_before_is_said_only_when_it_is_certain() -> None:
    assert before(moment("2024-05"), moment("2024-06-01"))
    assert not before(moment("2024-06"), moment("2024-06-30"))
    assert not before(moment("2024-06-01"), moment("2024-06-01"))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2003-03-15", 6, "2003-09-15"),
        ("2003-08-31", 6, "2004-02-29"),
        ("2002-08-31", 6, "2003-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-01", -1, "2023-12-01"),
        ("2024-12-31", 0, "2024-12-31"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: str, months: int, later: str) -> None:
    assert shift_months(date.fromisoformat(day), months).isoformat() == later


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(0, 120))
def test_months_later_and_back_is_never_past_the_day(day: date, months: int) -> None:
    there = shift_months(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert shift_months(there, -months) <= day


def test_days_later_and_the_days_of_open_ends() -> None:
    assert shift_days(date(2024, 2, 28), 2) == date(2024, 3, 1)
    assert (iso(BEGINNING), iso(END), iso(day_minutes(date(2024, 6, 21)) + 600)) == (None, None, "2024-06-21")


# What holds of every date


@given(texts())
def test_no_date_ends_before_it_begins(text: str) -> None:
    read = moment(text)
    assert read.earliest <= read.latest
    assert period(text) == (read, read, False)


@given(DAYS)
def test_a_day_that_is_written_and_read_is_the_same_day(day: date) -> None:
    assert spans(day.isoformat()) == (day.isoformat(), day.isoformat(), "day")


@given(
    st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1)),  # noqa: DTZ001 (the zone is drawn below)
    st.integers(-14 * 60, 14 * 60),
)
def test_a_minute_that_is_written_and_read_is_the_same_minute(at: datetime, offset: int) -> None:
    zoned = at.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    assert moment(zoned.isoformat(timespec="minutes")).earliest == minute_of(zoned)


@given(texts(), texts())
def test_an_interval_spans_its_ends_or_is_refused(one: str, other: str) -> None:
    first, last = moment(one), moment(other)
    if first.earliest > last.latest:
        with pytest.raises(InvalidDateError, match="ends before it begins"):
            period(f"{one}/{other}")
    else:
        assert period(f"{one}/{other}") == (first, last, False)
        assert moment(f"{one}/{other}")[:3] == (first.earliest, last.latest, "range")


@given(st.lists(texts(), min_size=1, max_size=4))
def test_a_set_reaches_from_its_first_to_its_last(parts: list[str]) -> None:
    read = [moment(part) for part in parts]
    assert moment(f"[{', '.join(parts)}]")[:2] == (min(m.earliest for m in read), max(m.latest for m in read))


@settings(max_examples=60, deadline=None)
@given(texts())
def test_another_reader_finds_the_same_days(text: str) -> None:
    """The library edtf reads these forms too, a mark on some of them excepted."""
    plain = text.rstrip("?~%")
    other = edtf.parse_edtf(plain)
    first, last = date(*other.lower_strict()[:3]), date(*other.upper_strict()[:3])
    assert spans(plain)[:2] == (first.isoformat(), last.isoformat())


# What is no date


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not in the Extended Date/Time Format"),
        ("yesterday", "it is not in the Extended Date/Time Format"),
        ("21.06.2024", "it is not in the Extended Date/Time Format"),
        ("2024-6-21", "it is not in the Extended Date/Time Format"),
        ("2024-06-21?~", "it is not in the Extended Date/Time Format"),
        ("-2024", "it is not in the Extended Date/Time Format"),
        ("Y12024", "it is not in the Extended Date/Time Format"),
        (" 2024", "it is not in the Extended Date/Time Format"),
        ("2024\n", "it is not in the Extended Date/Time Format"),
        ("２０２４", "it is not in the Extended Date/Time Format"),
        ("٢٠٢٤-06", "it is not in the Extended Date/Time Format"),
        ("0000", "there is no such day"),
        ("2024-00", "there is no such day"),
        ("2024-13", "there is no such day"),
        ("2024-06-31", "there is no such day"),
        ("2023-02-29", "there is no such day"),
        ("2024-XX-21", "there is no such day"),
        ("2024-21-05", "there is no such day"),
        ("2024-22-XX", "there is no such day"),
        ("9999-24", "there is no such day"),
        ("2024-06-21T10:00", "a time needs hours, minutes and a zone"),
        ("2024-06-21T10Z", "a time needs hours, minutes and a zone"),
        ("2024-06-21T25:00Z", "there is no such time"),
        ("2024-06-21T10:00+99:00", "there is no such time"),
        ("0001-01-01T00:00+05:00", "there is no such time"),
        ("9999-12-31T23:59-05:00", "there is no such time"),
        ("2024-06-21/2024-06-20", "it ends before it begins"),
        ("[2024-06-22..2024-06-20]", "it ends before it begins"),
        ("/", "an interval has two ends with one '/' between"),
        ("2024/2025/2026", "an interval has two ends with one '/' between"),
        ("[]", "a set begins with '[' and ends with ']'"),
        ("[2024", "a set begins with '[' and ends with ']'"),
        ("[[2024]]", "a set begins with '[' and ends with ']'"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(InvalidDateError) as refused:
        moment(text)
    assert f"is not a date: {why}. Write a date as 2024-06-21," in str(refused.value)


def test_a_long_text_is_not_repeated_in_the_message() -> None:
    with pytest.raises(InvalidDateError) as refused:
        moment("1" * 100_000)
    assert len(str(refused.value)) < 250


@example("[" * 1000 + "]" * 1000)
@example("/".join(["2024"] * 1000))
@example("[" + ",".join(["2024"] * 1000) + "]")
@example("2024-06-21T\x00")
@given(st.one_of(st.text(), st.text(alphabet="0123456789-/.[],XTZ:+?~% ", max_size=30)))
def test_any_text_is_a_date_or_is_refused_as_none(text: str) -> None:
    for read in (moment, period):
        try:
            first = read(text)
        except InvalidDateError:
            continue
        assert first == read(text)
