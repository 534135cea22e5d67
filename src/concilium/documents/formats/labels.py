"""The few fixed words of the formats, by language, and dates in words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import msgspec
from babel.dates import format_date, format_skeleton

from concilium.documents.catalogue import catalogue, languages
from concilium.documents.dates import spoken
from concilium.documents.formats.plain import language_code
from concilium.instants import day_minutes, day_of, moment
from concilium.problems import InvalidDateError


class Labels(msgspec.Struct, frozen=True, kw_only=True):
    """The fixed words in one language; ``{…}`` are places to fill in."""

    locale: str
    sources: str
    source: str
    contents: str
    known: str
    page: str
    unread: str
    back: str
    quotation: str


_ENGLISH = Labels(
    locale="en_GB",
    sources="Sources",
    source="Source {number}",
    contents="Contents",
    known="as known on {date}",
    page="Page {page} of {pages}",
    unread="not checked",
    back="Back to citation {cited} of source {number}",
    quotation="“{words}”",
)

_RUSSIAN = Labels(
    locale="ru",
    sources="Источники",
    source="Источник {number}",
    contents="Содержание",
    known="по сведениям на {date}",
    page="Страница {page} из {pages}",
    unread="не проверено",
    back="Назад к ссылке {cited} на источник {number}",
    quotation="«{words}»",
)

_BY_LANGUAGE = {"en": _ENGLISH, "ru": _RUSSIAN}

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?")
_EARLIEST = date(1980, 1, 1)
_LATEST = date(2100, 1, 1)


def labels(language: str) -> Labels:
    """Return the words in a language; English stands in for a language that has none."""
    return _BY_LANGUAGE.get(language_code(language), _ENGLISH)


def quoted(language: str, words: str) -> str:
    """Return words between the quotation marks of their own language."""
    return labels(language).quotation.format(words=words)


def in_words(edtf: str, language: str) -> str:
    """Return an EDTF date in words, as exact as it is; what is no date is returned as it was written."""
    found = _DATE.fullmatch(edtf)
    try:
        at = moment(edtf)
    except InvalidDateError:
        return edtf
    if found is None or at.precision == "season":
        code = language_code(language)
        return spoken(catalogue(code if code in languages() else "en"), at)
    first = day_of(at.earliest)
    locale = labels(language).locale
    if found["day"]:
        return format_date(first, "long", locale)
    return format_skeleton("yMMMM", first, locale=locale) if found["month"] else found["year"]


def fixed_instant(edtf: str) -> datetime:
    """Return the instant that stands for "now" inside a file: the first minute of a date, from 1980 to 2100.

    1980 is the first year that a ZIP archive can hold. A date that cannot be read counts as 1980.
    """
    try:
        minute = moment(edtf).earliest
    except InvalidDateError:
        minute = day_minutes(_EARLIEST)
    day = day_of(min(max(minute, day_minutes(_EARLIEST)), day_minutes(_LATEST)))
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
