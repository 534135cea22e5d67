"""The append-only log of an organization's entries, kept as the bytes that are stored."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

import msgspec

from concilium.problems import ConciliumError
from concilium.record.entry import AnyEntry, Entry
from concilium.record.kept import Kept

ENCODER = msgspec.json.Encoder()
DECODER = msgspec.json.Decoder(AnyEntry)
_KEPT = 1024
_SHORT = (1 << 60) - 1


def _key(identifier: str) -> int:
    """Return the hash of an id, short enough that it takes no more memory than it must."""
    return hash(identifier) & _SHORT


class DuplicateEntryError(ConciliumError):
    """An entry whose id is in the log already."""


class Log:
    """Entries in the order in which they were appended; nothing is ever changed or taken out.

    The entries lie one after another as JSON lines in one buffer (a million of them in a few hundred bytes each) and
    are decoded when asked for; the last ones asked for are kept decoded.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Begin with some entries. Raises DuplicateEntryError."""
        self._lines = bytearray()
        self._ends = array("Q")
        self._rows: dict[int, int] = {}
        self._decoded: Kept[Entry] = Kept(_KEPT)
        several = tuple(entries)
        self.append_lines([entry.id for entry in several], ENCODER.encode_lines(several))

    def append(self, entry: Entry) -> None:
        """Add an entry at the end. Raises DuplicateEntryError when its id is taken."""
        self.append_line(entry.id, ENCODER.encode(entry))

    def append_line(self, identifier: str, line: bytes) -> None:
        """Add an entry that is encoded already, without its line break. Raises DuplicateEntryError."""
        key = _key(identifier)
        if key in self._rows and self.get(identifier) is not None:
            raise DuplicateEntryError(
                f"The log has an entry '{identifier}' already. Give the new one an id of its own."
            )
        self._rows.setdefault(key, len(self._ends))
        self._lines += line
        self._lines += b"\n"
        self._ends.append(len(self._lines))

    def append_lines(self, identifiers: Sequence[str], lines: bytes) -> None:
        """Add many entries as ``append_line`` adds one, each on a line of its own; empty lines are passed over.

        When an id is taken the entries before the one that has it have been added. Raises DuplicateEntryError, and
        ValueError when there are not as many lines as ids.
        """
        several = lines.removesuffix(b"\n").split(b"\n")
        if len(several) != len(identifiers):
            several = [line for line in several if line and not line.isspace()]
        if not several and not identifiers:
            return
        if len(several) != len(identifiers):
            raise ValueError(f"{len(identifiers)} ids were given for {len(several)} lines")
        first = len(self._ends)
        rows = dict(zip([hash(each) & _SHORT for each in identifiers], range(first, first + len(several)), strict=True))
        if len(rows) < len(several) or not self._rows.keys().isdisjoint(rows.keys()):
            for identifier, line in zip(identifiers, several, strict=True):
                self.append_line(identifier, line)
            return
        self._rows |= rows
        self._ends.extend(islice(accumulate(map((1).__add__, map(len, several)), initial=len(self._lines)), 1, None))
        self._lines += b"\n".join(several)
        self._lines += b"\n"

    def lines(self, start: int, stop: int) -> bytearray:
        """Return the encoded entries from a row up to another, each ended by a line break."""
        return self._lines[self._ends[start - 1] if start else 0 : self._ends[stop - 1] if stop else 0]

    def line(self, row: int) -> bytes:
        """Return the encoded entry at a row."""
        return bytes(self._line(row))

    def __getitem__(self, row: int) -> Entry:
        """Return the entry at a row, counted from 0."""
        return self._decoded.get(row) or self._decoded.put(row, DECODER.decode(self._line(row)))

    def row(self, identifier: str) -> int | None:
        """Return the row of the entry with an id, or None."""
        row = self._rows.get(_key(identifier))
        if row is None or self[row].id == identifier:
            return row
        return next((other for other in range(len(self)) if self[other].id == identifier), None)

    def get(self, identifier: str) -> Entry | None:
        """Return the entry with an id, or None."""
        row = self.row(identifier)
        return None if row is None else self[row]

    def since(self, position: int) -> list[Entry]:
        """Return the entries from a position on: what a follower has not seen."""
        return [self[row] for row in range(position, len(self))]

    def __len__(self) -> int:
        """Return the number of entries: the position of the next."""
        return len(self._ends)

    def __iter__(self) -> Iterator[Entry]:
        """Iterate in the order of appending."""
        return (self[row] for row in range(len(self)))

    def _line(self, row: int) -> bytearray:
        start = self._ends[row - 1] if row else 0
        return self._lines[start : self._ends[row] - 1]
