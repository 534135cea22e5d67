"""What every store does: give its log, and append to it durably or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from concilium.problems import ConciliumError
from concilium.record.entry import Entry
from concilium.record.log import Log


class StoreError(ConciliumError):
    """A store that cannot be read or written now, such as a full disk; nothing of what was given was kept."""


class Store(Protocol):
    """A place that keeps one organization's log."""

    def read(self) -> Log:
        """Return the log as it is now; later appends do not change what was returned.

        Raises InvalidInputError when what is stored cannot be read, StoreError when it cannot be reached.
        """

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries at the end, all of them or none; when this returns they are kept for good.

        Raises DuplicateEntryError for an id that is taken, InvalidInputError, StoreError.
        """
