"""What the checks of a record share: the record as checked, where each entry stands, and how a problem is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from concilium.instants import Moment, Period, moment, period
from concilium.problems import InvalidDateError, Problem
from concilium.record.entry import Correction, Entry, Retraction
from concilium.record.index import corrected
from concilium.record.source import Source
from concilium.sourcefile import shorten
from concilium.terms import Names

E = TypeVar("E", bound=Entry)

_LONGEST_DATE = 64
_HOW = "Write a date as 2024-06-21, 2024-06, 2024, ../2024-06-20 or 2024-06-21T10:00+05:00"


class Record(NamedTuple):
    """A record as it is checked.

    ``effective`` are the entries with each correction as the entry that it makes; ``by_id`` holds, of entries that
    share an id, the first; ``roots`` what each chain of corrections begins with.
    """

    entries: Sequence[Entry]
    effective: Sequence[Entry]
    by_id: Mapping[str, Entry]
    roots: Mapping[str, Entry | None]
    sources: Mapping[str, Source]
    names: Names
    organs: frozenset[str]
    lines: Mapping[str, tuple[str, int]]
    unread: Collection[str]

    def tell(self, entry: Entry, key: str, what: str, mend: str) -> Problem:
        """Return a problem with a key of an entry, or with the entry when ``key`` is empty."""
        steps = key.split(".") if key else []
        names = [*(f"'{step}'" for step in reversed(steps)), f"entry '{shorten(entry.id)}'"]
        outwards = [".".join([entry.id, *steps[:depth]]) for depth in range(len(steps), 0, -1)]
        file, line = self.place(*outwards, f"{entry.id}.changes", entry.id)
        return Problem(file, line, f"{' of '.join(names)} {what}", mend)

    def place(self, *keys: str) -> tuple[str, int]:
        """Return the file and line of the first of some keys that has one."""
        return next((self.lines[key] for key in keys if key in self.lines), ("record", 0))


def named(by_id: Mapping[str, E], *identifiers: str | None) -> E | None:
    """Return the entry with the first of some ids that is given, or None when there is none."""
    identifier = next((each for each in identifiers if each is not None), None)
    return None if identifier is None else by_id.get(identifier)


def effective(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, each correction as the entry that it makes where that can be made."""
    made: dict[str, Entry] = {}
    out = []
    for entry in entries:
        target = named(made, entry.corrects) if isinstance(entry, Correction) else None
        shown = entry if target is None else _applied(target, entry)
        made.setdefault(entry.id, shown)
        out.append(shown)
    return out


def _applied(target: Entry, correction: Entry) -> Entry:
    if not isinstance(correction, Correction) or isinstance(target, Correction | Retraction):
        return correction
    try:
        return corrected(target, correction)
    except (msgspec.ValidationError, TypeError):
        return correction


def roots(by_id: Mapping[str, Entry]) -> dict[str, Entry | None]:
    """Return by id the entry that each chain of corrections begins with; None when it is broken or a circle."""
    found: dict[str, Entry | None] = {}
    for entry in by_id.values():
        path: list[str] = []
        here: Entry | None = entry
        while isinstance(here, Correction) and here.id not in found:
            # Stays so in a circle, which comes back to here.
            found[here.id] = None
            path.append(here.id)
            here = named(by_id, here.corrects)
        begins = found[here.id] if isinstance(here, Correction) else here
        found.update(dict.fromkeys([*path, entry.id], begins))
    return found


def in_order(entries: Sequence[E]) -> list[E]:
    """Return the entries in their order, but each after the one that it corrects or retracts."""
    by_id = {entry.id: entry for entry in entries}
    done: set[str] = set()
    out: list[E] = []
    for entry in entries:
        chain = []
        following: E | None = entry
        while following is not None and following.id not in done:
            done.add(following.id)
            chain.append(following)
            following = named(by_id, following.corrects, following.retracts)
        out += reversed(chain)
    return out


def why_no_date(text: str, *, as_period: bool = False) -> tuple[str, str] | None:
    """Return why a text is no date and how to write one, or None when it is a date."""
    if len(text) > _LONGEST_DATE:
        return "is too long for a date", _HOW
    try:
        period(text) if as_period else moment(text)
    except InvalidDateError as error:
        why = str(error).removeprefix(f"'{text}' is not a date: ").rpartition(". Write a date")[0]
        if why == "it ends before it begins":
            return f"is '{text}', which ends before it begins", "Write the earlier date first"
        return f"is '{text}', which is not a date: {why}", _HOW
    return None


def read_moment(text: str | None) -> Moment | None:
    """Return a date, or None when there is none or it is wrong."""
    return None if text is None or why_no_date(text) else moment(text)


def read_period(text: str | None) -> Period | None:
    """Return a period, or None when there is none or it is wrong."""
    return None if text is None or why_no_date(text, as_period=True) else period(text)
