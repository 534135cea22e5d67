"""Fast lookup of entries by kind and subject at any view, kept up to date as the log grows.

Per entry a row of small columns (when said, recorded, valid); per kind and subject the rows sorted by when they begin,
with a summary of each block, so that a lookup bisects to the date asked about and skips what was not yet known.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache

import msgspec

from concilium.instants import END, Coordinates
from concilium.record.entry import Correction, Entry
from concilium.record.heading import Heading, by_kind, by_subject, heading, headings
from concilium.record.kept import Kept
from concilium.record.log import DECODER, ENCODER, Log
from concilium.record.postings import Postings
from concilium.record.times import LATEST, spans

_AT_ONCE = 4096
_BYTES_AT_ONCE = 1 << 18
_KEPT = 1024
_OWN = ("id", "corrects", "said", "recorded", "audience", "note")
"""What an entry that a correction makes has from the correction."""

_TABLES = frozenset(("periods", "values"))
"""The fields of which a correction replaces rows."""


class Audiences(dict[tuple[str, ...], int]):
    """A small number for each audience, and by number its ``readers``; 0 is the public."""

    def __init__(self) -> None:
        """Begin with the public."""
        self.readers: list[tuple[str, ...]] = []
        self[("public",)]

    def __missing__(self, audience: tuple[str, ...]) -> int:
        """Give an audience the next number."""
        number = self[audience] = len(self.readers)
        self.readers.append(audience)
        return number


class Index:
    """What a log holds, filed for lookup; ``follow`` takes in what was appended since."""

    def __init__(self, log: Log) -> None:
        """File all entries of a log."""
        self.log = log
        self._said = array("q")
        self._recorded = array("q")
        self._audience = array("H")
        self._audiences = Audiences()
        self._postings: dict[str, dict[str, Postings]] = {}
        self._kinds: dict[str, array[int]] = {}
        self._superseders: dict[int, list[int]] = {}
        self._awaited: dict[str, list[int]] = {}
        self._made: dict[int, bytes] = {}
        self._decoded: Kept[Entry] = Kept(_KEPT)
        self.follow()

    @classmethod
    def from_lines(cls, lines: bytes) -> Index:
        """Return the index of a new log of entries encoded as JSON lines, such as a log's own.

        What a heading does not hold is read, and can be found wrong, when the entry is asked for. Raises
        DuplicateEntryError, InvalidDateError, msgspec.ValidationError and msgspec.DecodeError.
        """
        index = cls(Log())
        start = 0
        while start < len(lines):
            stop = lines.find(b"\n", start + _BYTES_AT_ONCE) + 1 or len(lines)
            several = lines[start:stop]
            found = headings(several)
            index.log.append_lines([each.id for each in found], several)
            index._file(found)
            start = stop
        return index

    def follow(self) -> None:
        """Take in the entries appended to the log since the last time."""
        for start in range(len(self._said), len(self.log), _AT_ONCE):
            self._file(headings(self.log.lines(start, min(start + _AT_ONCE, len(self.log)))))

    def order(self) -> None:
        """Put all that was filed in order now; otherwise each part of it is when it is first asked for."""
        for about in self._postings.values():
            for postings in about.values():
                postings.order(self._recorded)

    def entry(self, row: int) -> Entry:
        """Return the entry at a row; a correction as the entry that it makes of the one it corrects."""
        made = self._made.get(row)
        if made is None:
            return self.log[row]
        return self._decoded.get(row) or self._decoded.put(row, DECODER.decode(made))

    def row(self, identifier: str) -> int | None:
        """Return the row of the entry with an id, or None."""
        return self.log.row(identifier)

    def kind(self, kind: str) -> array[int]:
        """Return the rows of a kind, in the order of appending."""
        return self._kinds.get(kind, array("I"))

    def postings(self, kind: str, subject: str) -> Postings | None:
        """Return the rows of a kind that are about a subject, in the order in which they begin, or None."""
        found = self._postings[kind].get(subject) if kind in self._postings else None
        if found is not None:
            found.order(self._recorded)
        return found

    def known(self, row: int, at: Coordinates) -> bool:
        """Tell whether the entry at a row had been said and recorded, and is for this reader."""
        if self._said[row] > at.known or (at.recorded < END and self._recorded[row] > at.recorded):
            return False
        audience = self._audience[row]
        return not audience or not at.audience.isdisjoint(self._audiences.readers[audience])

    def visible(self, row: int, at: Coordinates) -> bool:
        """Tell whether the reader at these coordinates sees the entry at a row, and nothing seen takes its place."""
        if not self.known(row, at):
            return False
        superseders = self._superseders.get(row)
        return superseders is None or not any(self.visible(other, at) for other in superseders)

    def holding(self, kind: str, subject: str, at: Coordinates) -> Iterator[int]:
        """Yield the visible rows that may hold on the date asked about, the one that began last first."""
        found = self.postings(kind, subject)
        if found is None:
            return
        every = at.recorded >= END
        for row in found.begun(at):
            plain = every and not self._audience[row] and row not in self._superseders
            if plain or self.visible(row, at):
                yield row

    def _file(self, found: list[Heading]) -> None:
        """File the next rows of the log, of which these are the headings."""
        first = len(self._said)
        replacing = self._replacing(first, found)
        said = [LATEST[each.said.on] for each in found]
        recorded = [LATEST[each.recorded.on] for each in found]
        begins, ends = spans([each.valid for each in found])
        audience = [self._audiences[each.audience] for each in found]
        self._said.fromlist(said)
        self._recorded.fromlist(recorded)
        self._audience.fromlist(audience)
        self._supersede(first, found, replacing)
        for kind, numbers in by_kind(found).items():
            self._kinds.setdefault(kind, array("I")).extend(map(first.__add__, numbers))
            postings = self._postings.setdefault(kind, {})
            for subject, about in by_subject(found, numbers).items():
                if subject not in postings:
                    postings[subject] = Postings()
                postings[subject].add(first, about, (begins, said, ends))

    def _replacing(self, first: int, found: list[Heading]) -> list[int]:
        """Return the rows that take the place of others; give a correction the heading of the entry that it makes."""
        rows = [row for row, each in enumerate(found, first) if each.corrects is not None or each.retracts is not None]
        for row in rows:
            written = self.log[row]
            target = self.log.row(written.corrects) if isinstance(written, Correction) and written.corrects else None
            if isinstance(written, Correction) and target is not None and target < row:
                self._made[row] = ENCODER.encode(corrected(self.entry(target), written))
                found[row - first] = heading(self._made[row])
        return rows

    def _supersede(self, first: int, found: list[Heading], replacing: list[int]) -> None:
        """Note which rows take the place of which; those that name an entry still to come wait for it."""
        for row in replacing:
            each = found[row - first]
            for named in (each.corrects, each.retracts):
                target = None if named is None else self.log.row(named)
                if target is not None:
                    self._superseders.setdefault(target, []).append(row)
                elif named is not None:
                    self._awaited.setdefault(named, []).append(row)
        if self._awaited:
            for row, each in enumerate(found, first):
                if each.id in self._awaited:
                    self._superseders.setdefault(row, []).extend(self._awaited.pop(each.id))


def corrected(entry: Entry, correction: Correction) -> Entry:
    """Return the entry that a correction makes: the old one with its changes, said and recorded as the correction.

    Raises msgspec.ValidationError for a change that the entry cannot have.
    """
    changes = {name: value for name, value in correction.changes.items() if name not in _OWN}
    checked = msgspec.convert(changes, _changes_of(type(entry)), strict=False)
    made = {name: getattr(checked, name) for name in changes}
    for table in made.keys() & _TABLES:
        rows = {**getattr(entry, table), **made[table]}
        made[table] = {key: row for key, row in rows.items() if row != ()}
    return msgspec.structs.replace(entry, **made, **{name: getattr(correction, name) for name in _OWN})


@cache
def _changes_of(kind: type[Entry]) -> type[msgspec.Struct]:
    """Return the class of what a correction may change in an entry of a kind: any of its fields."""
    fields = [(field.name, field.type | msgspec.UnsetType, msgspec.UNSET) for field in msgspec.structs.fields(kind)]
    return msgspec.defstruct(f"{kind.__name__}Changes", fields, forbid_unknown_fields=True)
