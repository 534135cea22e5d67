"""A log in memory: for tests, trials and what is thrown away afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from concilium.record.entry import Entry
from concilium.record.log import Log


class MemoryStore:
    """Keeps a log as long as the program runs."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        """Begin with some entries. Raises DuplicateEntryError."""
        self._lock = Lock()
        self._log = Log(entries)

    def read(self) -> Log:
        """Return a copy of the log."""
        with self._lock:
            return Log(self._log)

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries, all or none. Raises DuplicateEntryError."""
        with self._lock:
            grown = Log(self._log)
            for entry in entries:
                grown.append(entry)
            self._log = grown
