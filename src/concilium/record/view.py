"""The record as one reader sees it: about a date, as known and recorded at a time, for an audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar, cast

from concilium.instants import END, Coordinates, Moment
from concilium.record.entry import Entry, Roll, kind_of, subjects
from concilium.record.index import Index
from concilium.record.register import as_known

E = TypeVar("E", bound=Entry)
T = TypeVar("T")


class View:
    """What can be seen of a record from some coordinates. Same record, same coordinates, same answers.

    Of a roll, which is kept as things happen, a view shows the rows that had begun when it is known, and their ends.

    A view is of the record as it stood when the view was taken: take a new one when the log has grown.
    """

    def __init__(self, index: Index, at: Coordinates, memory: dict[object, object] | None = None) -> None:
        """Look at a record through its index; ``memory`` is shared by the views that differ only in their date."""
        self.index = index
        self.at = at
        self._memory: dict[object, object] = {} if memory is None else memory

    def on(self, day: Moment) -> View:
        """Return the view about another date, as known and recorded at the same time and for the same reader."""
        return View(self.index, self.at._replace(on=day), self._memory)

    def remembered(self, key: tuple[object, ...], work_out: Callable[[], T]) -> T:
        """Return what ``work_out`` gives, worked out once: only for what does not depend on the date of the view."""
        if key not in self._memory:
            self._memory[key] = work_out()
        return cast("T", self._memory[key])

    def get(self, identifier: str) -> Entry | None:
        """Return the entry with an id if this view holds it."""
        row = self.index.row(identifier)
        return self._seen(row) if row is not None and self.index.visible(row, self.at) else None

    def all(self, kind: type[E], *about: str) -> list[E]:
        """Return the visible entries of a kind about every one of some subjects, in the order in which they begin.

        Without a subject: every visible entry of the kind, in the order of appending. An entry that stands
        ``against`` another one in view is left out: the record holds the other.
        """
        return list(
            self.remembered(
                ("all", kind, about),
                lambda: [entry for entry in self.told(kind, *about) if not self.set_aside(entry)],
            )
        )

    def told(self, kind: type[E], *about: str) -> list[E]:
        """Return as ``all``, with the assertions that the record does not hold."""
        word = str(kind.__struct_config__.tag)
        if not about:
            return [self._entry(kind, row) for row in self.index.kind(word) if self.index.visible(row, self.at)]
        lists = [found.rows if (found := self.index.postings(word, subject)) else () for subject in about]
        shortest = min(lists, key=len)
        others = [set(rows) for rows in lists if rows is not shortest]
        rows = [row for row in shortest if all(row in other for other in others)]
        return [
            entry
            for row in rows
            if self.index.visible(row, self.at) and _is_about(entry := self._entry(kind, row), *about)
        ]

    def set_aside(self, entry: Entry) -> bool:
        """Tell whether the record holds another entry, which this view sees, instead of this one."""
        return entry.against is not None and self.sees(entry.against)

    def sees(self, identifier: str) -> bool:
        """Tell whether this view holds the entry with an id, or what has taken its place."""
        row = self.index.row(identifier)
        return row is not None and self.index.known(row, self.at)

    def holding(self, kind: type[E], subject: str) -> Iterator[E]:
        """Yield the entries about a subject that may hold on the date of the view, the one that began last first."""
        word = str(kind.__struct_config__.tag)
        for row in self.index.holding(word, subject, self.at):
            entry = self._entry(kind, row)
            if not self.set_aside(entry) and _is_about(entry, subject):
                yield entry

    def current(self, kind: type[E], subject: str) -> E | None:
        """Return the entry about a subject that holds on the date of the view: of several, the one that began last."""
        return next(self.holding(kind, subject), None)

    def _entry(self, kind: type[E], row: int) -> E:
        entry = self._seen(row)
        if not isinstance(entry, kind):
            raise TypeError(f"entry {entry.id} is filed as {kind.__name__} and is a {kind_of(entry)}")
        return entry

    def _seen(self, row: int) -> Entry:
        """Return the entry at a row as this view sees it: of a roll, what had happened."""
        entry = self.index.entry(row)
        if self.at.known >= END or not isinstance(entry, Roll):
            return entry
        return self.remembered(("roll", row), lambda: as_known(entry, self.at.known))

    @property
    def everything(self) -> list[Entry]:
        """Return every entry in view, in the order of appending."""
        return self.remembered(("everything",), self._everything)

    def _everything(self) -> list[Entry]:
        return [self._seen(row) for row in range(len(self.index.log)) if self.index.visible(row, self.at)]


def _is_about(entry: Entry, *about: str) -> bool:
    """Tell whether a view shows that an entry is about subjects under which it is filed: a roll may not do so yet."""
    return not isinstance(entry, Roll) or subjects(entry).issuperset(about)
