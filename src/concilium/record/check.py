"""Checks of what a record says: a list of functions of one signature, each of which looks at one thing.

The record takes in what happened, regular or not; what is refused here is what cannot be meant: a date that is none,
a name that nobody bears, a correction of nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice

import msgspec

from concilium.instants import before
from concilium.problems import Problem, UnknownNameError
from concilium.record.assertion import Text
from concilium.record.corrections import CORRECTION_CHECKS
from concilium.record.entry import Attendance, Deposit, Draft, Entry, Statement, Vote
from concilium.record.findings import Record, effective, read_moment, read_period, roots, why_no_date
from concilium.record.references import unknown_names
from concilium.record.roll_checks import ROLL_CHECKS
from concilium.record.silence_checks import SILENCE_CHECKS
from concilium.record.source import Source
from concilium.sourcefile import MAX_PROBLEMS, shorten
from concilium.terms import Names, locale

Check = Callable[[Record], Iterator[Problem]]

_IDENTIFIER = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")
_DATES = ("signed", "in_force", "received", "opened", "expires", "at", "until")


def check_entries(
    entries: Sequence[Entry],
    sources: Mapping[str, Source],
    names: Names,
    organs: frozenset[str],
    lines: Mapping[str, tuple[str, int]],
    unread: Collection[str] = frozenset(),
) -> list[Problem]:
    """Return everything that is wrong with what entries and sources say, sorted by place.

    ``organs`` are the organs (and the organization) that may be named. ``lines`` gives the file and line of an entry
    under its id and, where known, of its keys under ``id.key``. ``unread`` are names whose definition could not be
    read, so that nothing is said about them. Never raises; a record with very many problems is told of in part.
    """
    by_id: dict[str, Entry] = {}
    for entry in entries:
        by_id.setdefault(entry.id, entry)
    record = Record(entries, effective(entries), by_id, roots(by_id), sources, names, organs, lines, unread)
    found = chain.from_iterable(check(record) for check in CHECKS)
    return sorted(set(islice(found, MAX_PROBLEMS)))


def wrong_dates(record: Record) -> Iterator[Problem]:
    """Dates that are none, and periods that end before they begin."""
    for entry in record.effective:
        for key, text in _dates(entry):
            if wrong := why_no_date(text, as_period=key == "valid"):
                yield record.tell(entry, key, *wrong)
    for identifier, source in record.sources.items():
        if source.published is not None and (wrong := why_no_date(source.published)):
            file, line = record.place(f"sources.{identifier}")
            yield Problem(file, line, f"'published' of source '{identifier}' {wrong[0]}", wrong[1])


def _dates(entry: Entry) -> Iterator[tuple[str, str]]:
    yield "said.on", entry.said.on
    yield "recorded.on", entry.recorded.on
    yield from (("said.through.on", link.on) for link in entry.said.through if link.on is not None)
    for key in ("valid", *_DATES):
        if (text := getattr(entry, key, None)) is not None:
            yield key, text


def identifiers(record: Record) -> Iterator[Problem]:
    """Ids that are used twice, or that would not do in an address."""
    for identifier, number in Counter(entry.id for entry in record.entries).items():
        entry = record.by_id[identifier]
        if number > 1:
            yield record.tell(entry, "", "is there twice", "Give each an id of its own")
        if not _IDENTIFIER.fullmatch(identifier):
            what = f"is '{shorten(identifier)}'"
            yield record.tell(entry, "id", what, "Use lower-case letters, digits and hyphens, at most 100")


def order_of_times(record: Record) -> Iterator[Problem]:
    """Said only after it was recorded, received before it was done, corrected before it was said."""
    for entry in record.effective:
        said, recorded = read_moment(entry.said.on), read_moment(entry.recorded.on)
        if said and recorded and before(recorded, said):
            what = f"is '{entry.said.on}', after it was recorded ({entry.recorded.on})"
            yield record.tell(entry, "said.on", what, "Give the day on which it was said, not the day it speaks of")
        if isinstance(entry, Deposit) and entry.received is not None:
            done = read_period(entry.valid) if entry.valid is not None else None
            begins, received = done.begins if done else said, read_moment(entry.received)
            if begins and received and before(received, begins):
                what = f"is '{entry.received}', before it was done ({entry.valid or entry.said.on})"
                yield record.tell(entry, "received", what, "Give the day on which the depositary had it")


def without_source(record: Record) -> Iterator[Problem]:
    """Entries that cite no source."""
    for entry in record.entries:
        if not entry.said.sources:
            yield record.tell(
                entry, "said.in", "names no source", "Name where it can be read, for example tass-2024-06-21"
            )


def without_reader(record: Record) -> Iterator[Problem]:
    """Entries that are for nobody."""
    for entry in record.entries:
        if not entry.audience:
            yield record.tell(entry, "audience", "is empty", "Name who may read it, or leave the key out: public")


def texts(record: Record) -> Iterator[Problem]:
    """Texts in no language, empty, or in a language that there is not."""
    made = (new for new, old in zip(record.effective, record.entries, strict=True) if new is not old)
    for entry in chain(record.entries, made):
        for key, text in _texts(entry):
            for language, words in text.items():
                if not _is_language(language):
                    what = f"has an unknown language, '{shorten(language)}'"
                    yield record.tell(entry, key, what, "Use a code such as en or ru")
                elif not words.strip():
                    yield record.tell(
                        entry, key, f"is empty in '{language}'", "Write the words, or leave the language out"
                    )
        for key in _needed(type(entry)):
            if not getattr(entry, key):
                yield record.tell(entry, key, "is in no language", "Write it in at least one, for example en")
        for language in entry.languages if isinstance(entry, Draft) else ():
            if not _is_language(language):
                what = f"has an unknown language, '{shorten(language)}'"
                yield record.tell(entry, "languages", what, "Use a code such as en or ru")


def _texts(entry: Entry) -> Iterator[tuple[str, Text]]:
    yield "said.quote", entry.said.quote
    yield from ((key, getattr(entry, key)) for key in _text_fields(type(entry)))
    if isinstance(entry, Statement) and entry.situation is not None:
        yield from (("situation", text) for text in (entry.situation.subject, entry.situation.cause))


@lru_cache(maxsize=64)
def _text_fields(kind: type[Entry]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.type == Text)


@lru_cache(maxsize=64)
def _needed(kind: type[Entry]) -> tuple[str, ...]:
    return tuple(field.name for field in msgspec.structs.fields(kind) if field.required and field.type == Text)


@lru_cache(maxsize=1024)
def _is_language(code: str) -> bool:
    try:
        locale(code)
    except UnknownNameError:
        return False
    return True


def delegates(record: Record) -> Iterator[Problem]:
    """A person as the delegate of several members."""
    for entry in record.effective:
        if isinstance(entry, Attendance) and entry.person is not None and len(entry.members) > 1:
            what = f"has the person '{shorten(entry.person)}' for {len(entry.members)} members"
            yield record.tell(entry, "person", what, "Write an entry for each delegate")


def positions(record: Record) -> Iterator[Problem]:
    """A vote in which one member has two positions."""
    for entry in record.effective:
        if not isinstance(entry, Vote):
            continue
        taken: dict[str, str] = {}
        for position, codes in entry.positions.items():
            for code in codes:
                if code in taken:
                    both = position if taken[code] == position else f"{taken[code]} and {position}"
                    yield record.tell(entry, "positions", f"has '{shorten(code)}' twice ({both})", "Keep one")
                taken.setdefault(code, position)


CHECKS: tuple[Check, ...] = (
    identifiers,
    wrong_dates,
    order_of_times,
    unknown_names,
    without_source,
    without_reader,
    texts,
    delegates,
    positions,
    *ROLL_CHECKS,
    *SILENCE_CHECKS,
    *CORRECTION_CHECKS,
)
