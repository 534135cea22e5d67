"""Checks of entries that name other entries: corrections, retractions, answers, rivals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from concilium.instants import before
from concilium.problems import Problem, meant, nearest
from concilium.record.entry import Correction, Entry, Retraction, kind_of
from concilium.record.findings import Record, named, read_moment
from concilium.record.index import corrected
from concilium.sourcefile import shorten

_NAMING = ("corrects", "retracts", "against", "answers")
_FIXED = ("id", "kind", "said", "recorded", "audience", "note", "corrects", "retracts")
"""What a correction has of its own and so cannot change."""

_MOST_HINTS = 50
_MOST_LISTED = 5


def named_entries(record: Record) -> Iterator[Problem]:
    """Entries that name none, or themselves."""
    hints = 0
    for entry in record.effective:
        for key in _NAMING:
            word = getattr(entry, key, None)
            if word == entry.id:
                yield record.tell(entry, key, "is the entry itself", "Name another entry, or leave the key out")
            elif word is not None and word not in record.by_id and word not in record.unread:
                hints += 1
                close = nearest(shorten(word), record.by_id) if hints <= _MOST_HINTS else None
                mend = "Name the id of an entry" if close is None else f"Did you mean '{close}'"
                yield record.tell(entry, key, f"names no entry, '{shorten(word)}'", mend)


def nothing_named(record: Record) -> Iterator[Problem]:
    """Corrections that correct nothing, and retractions that retract nothing."""
    for entry in record.entries:
        if isinstance(entry, Correction) and entry.corrects is None:
            yield record.tell(
                entry, "", "is a correction and has no 'corrects'", "Add 'corrects' with the id of an entry"
            )
        if isinstance(entry, Retraction) and entry.retracts is None:
            yield record.tell(
                entry, "", "is a retraction and has no 'retracts'", "Add 'retracts' with the id of an entry"
            )


def other_kinds(record: Record) -> Iterator[Problem]:
    """Entries that correct one of another kind."""
    for entry in record.entries:
        target = named(record.by_id, entry.corrects)
        if target is None or target is entry or isinstance(entry, Correction):
            continue
        meant_one = record.roots[target.id]
        if meant_one is not None and kind_of(meant_one) != kind_of(entry):
            what = f"names an entry of the kind {kind_of(meant_one)}, and this is one of the kind {kind_of(entry)}"
            yield record.tell(entry, "corrects", what, "Correct an entry of its own kind, or retract that one")


def corrected_too_early(record: Record) -> Iterator[Problem]:
    """Entries that were said before the entry that they correct."""
    for entry in record.entries:
        target = named(record.by_id, entry.corrects)
        if target is None or target is entry:
            continue
        said, first = read_moment(entry.said.on), read_moment(target.said.on)
        if said and first and before(said, first):
            what = f"is '{entry.said.on}', before what it corrects was said ({target.said.on})"
            yield record.tell(entry, "said.on", what, "Give the day on which the correction was said")


def circles(record: Record) -> Iterator[Problem]:
    """Entries that correct one another in a circle."""
    done: set[str] = set()
    for first in record.entries:
        path: dict[str, Entry] = {}
        entry: Entry | None = first
        while entry is not None and entry.id not in done and entry.id not in path:
            path[entry.id] = entry
            entry = named(record.by_id, entry.corrects, entry.retracts)
        if entry is not None and entry.id in path:
            circle = list(path)[list(path).index(entry.id) :]
            if len(circle) > 1:
                key = "corrects" if entry.corrects else "retracts"
                what = f"leads back to itself, through {_listed(circle[1:])}"
                yield record.tell(entry, key, what, "Leave out one of the corrections")
        done.update(path)


def _listed(identifiers: list[str]) -> str:
    shown = ", ".join(f"'{shorten(each)}'" for each in identifiers[:_MOST_LISTED])
    return shown if len(identifiers) <= _MOST_LISTED else f"{shown}, …"


def changes(record: Record) -> Iterator[Problem]:
    """Corrections that change what the corrected entry has not, or to what it cannot be."""
    for entry in record.entries:
        target = record.roots[entry.id] if isinstance(entry, Correction) else None
        if target is None or not isinstance(entry, Correction):
            continue
        if isinstance(target, Retraction):
            yield record.tell(entry, "corrects", "names a retraction", "Write a new entry instead")
            continue
        wrong = list(_wrong_changes(record, entry, target))
        yield from wrong or _misfits(record, entry, target)


def _wrong_changes(record: Record, entry: Correction, target: Entry) -> Iterator[Problem]:
    if not entry.changes:
        yield record.tell(entry, "changes", "is empty", "Name a field of the corrected entry and its new value")
    fields = [name for name in target.__struct_fields__ if name not in _FIXED]
    for key in entry.changes:
        if key in _FIXED:
            what = f"has '{key}', which a correction cannot change"
            yield record.tell(entry, "changes", what, "Leave it out: a correction has its own")
        elif key not in fields:
            what = f"has '{shorten(key)}', which the kind {kind_of(target)} has not"
            yield record.tell(entry, "changes", what, meant(shorten(key), fields))


def _misfits(record: Record, entry: Correction, target: Entry) -> Iterator[Problem]:
    """Yield each change whose value the corrected entry cannot have."""
    for key, value in entry.changes.items():
        try:
            corrected(target, msgspec.structs.replace(entry, changes={key: value}))
        except (msgspec.ValidationError, TypeError):
            what = f"gives '{key}' a value that the kind {kind_of(target)} cannot have"
            yield record.tell(entry, "changes", what, f"Write '{key}' as an entry of the kind {kind_of(target)} has it")


CORRECTION_CHECKS: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    named_entries,
    nothing_named,
    other_kinds,
    corrected_too_early,
    circles,
    changes,
)
