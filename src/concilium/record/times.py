"""The first and last minutes of dates and periods: what a record is filed by, each date read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from concilium.instants import BEGINNING, END, Moment, moment, period

_KEPT = 65536
_OPEN = frozenset(("", ".."))


class Minutes(dict[str, int]):
    """A minute of each date asked about, by the date. Raises InvalidDateError for what is no date."""

    def __init__(self, of: Callable[[Moment], int]) -> None:
        """Begin empty; ``of`` gives the minute of a moment."""
        super().__init__()
        self._of = of

    def __missing__(self, text: str) -> int:
        """Read a date."""
        if len(self) >= _KEPT:
            self.clear()
        minute = self[text] = self._of(moment(text))
        return minute


EARLIEST = Minutes(attrgetter("earliest"))
LATEST = Minutes(attrgetter("latest"))


def spans(periods: Iterable[str | None]) -> tuple[list[int], list[int]]:
    """Return the first minutes at which periods can have begun, and the last at which they can end.

    They are those of ``period``, without reading again the dates that have been read. Without a period: always. Raises
    InvalidDateError.
    """
    begins: list[int] = []
    ends: list[int] = []
    for text in periods:
        begin, end = BEGINNING, END
        if text is not None:
            first, slash, last = text.partition("/")
            if slash and "/" not in last and first not in _OPEN:
                begin, end = EARLIEST[first], END if last in _OPEN else LATEST[last]
            if begin == BEGINNING or begin > end:
                read = period(text)
                begin, end = read.begins.earliest, read.ends.latest
        begins.append(begin)
        ends.append(end)
    return begins, ends
