"""The values last asked for, by row: so many at most that a long record does not fill the memory."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by row. A value gives way to one whose row has the same slot, so that as many go as come."""

    __slots__ = ("_last", "_slots")

    def __init__(self, slots: int) -> None:
        """Keep at most ``slots`` values, a power of two."""
        self._last = slots - 1
        self._slots: dict[int, tuple[int, T]] = {}

    def get(self, row: int) -> T | None:
        """Return the value of a row, or None when it is not kept."""
        found = self._slots.get(row & self._last)
        return found[1] if found is not None and found[0] == row else None

    def put(self, row: int, value: T) -> T:
        """Keep the value of a row; return it."""
        self._slots[row & self._last] = row, value
        return value

    def __contains__(self, row: int) -> bool:
        """Tell whether the value of a row is kept."""
        return self.get(row) is not None
