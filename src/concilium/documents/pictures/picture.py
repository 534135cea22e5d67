"""What a picture is: the drawing, and its data as a table for whoever would rather read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from concilium.documents.brief.teller import Teller
from concilium.documents.dates import span, spoken
from concilium.documents.formats.plain import one_line
from concilium.documents.formats.wrapping import cells
from concilium.instants import BEGINNING, END, Moment, iso, period

WIDTH = 420
"""How wide a picture is drawn: so that its letters can still be read where it is shown 360 pixels wide."""

_MOST = 44  # cells that a column takes at most before it pushes the next one


class Cell(NamedTuple):
    """What stands in a place of a table: in words, and as data where these are not the same."""

    text: str
    value: object = None

    @property
    def data(self) -> object:
        """Return the data: the words when there is none apart, None for nothing (also where it is said to be "")."""
        return (self.text if self.value is None else self.value) or None


class Picture(msgspec.Struct, frozen=True):
    """A picture: its kind, title, SVG, and a table with a name for each column and a cell in each for every row."""

    kind: str
    title: str
    svg: str
    columns: Mapping[str, str]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def data(self) -> dict[str, object]:
        """Return the table as data: days as 2024-06-21, members by code."""
        rows = [dict(zip(self.columns, (cell.data for cell in row), strict=True)) for row in self.rows]
        return {"picture": self.kind, "title": self.title, "rows": rows, "notes": list(self.notes)}

    def __str__(self) -> str:
        """Return the table as text, in columns."""
        table = [tuple(self.columns.values()), *(tuple(one_line(cell.text) for cell in row) for row in self.rows)]
        wide = [min(_MOST, max(cells(row[place]) for row in table)) for place in range(len(self.columns))]
        laid = ["  ".join(_filled(row, wide)).rstrip() for row in table]
        return "\n".join([self.title, "", *laid, *self.notes])

    def _repr_svg_(self) -> str:
        """Return the drawing for a notebook."""
        return self.svg


def _filled(row: Iterable[str], wide: Iterable[int]) -> Iterator[str]:
    for said, most in zip(row, wide, strict=True):
        yield said + " " * (most - cells(said))


def columns(teller: Teller, *names: str) -> dict[str, str]:
    """Return the columns of a table with what they are called."""
    return {name: teller.phrase(f"column-{name}") for name in names}


def member(teller: Teller, code: str) -> Cell:
    """Return a member: its name, and its code as data."""
    return Cell(str(teller.word(code)), code)


def day(teller: Teller, minute: int) -> Cell:
    """Return a day in words and as 2024-06-21; nothing for an open end."""
    if minute in (BEGINNING, END):
        return Cell("")
    return Cell(spoken(teller.catalogue, Moment(minute, minute)), iso(minute))


def days(teller: Teller, text: str) -> str:
    """Return a day or a period (EDTF) in words."""
    return span(teller.catalogue, text) if "/" in text and ".." not in text else format(teller.when(text), "")


def told(rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return a table as a text for whoever hears the picture."""
    return "; ".join(", ".join(cell.text for cell in row if cell.text) for row in rows)


def as_seen(teller: Teller, *, dated: bool = True) -> str:
    """Return the view in a line: about which day, and as known when."""
    at = teller.view.at
    known = Moment(at.known, at.known)
    seen = teller.phrase("as-recorded")
    if at.known < END:
        seen = teller.phrase("as-known-on", when=spoken(teller.catalogue, known))
    return f"{spoken(teller.catalogue, at.on)}. {seen}" if dated else seen


def when_told(text: str) -> int:
    """Return the minute under which something told of a time stands: its first, or its last where that is open."""
    told_of = period(text)
    begins = told_of.begins.earliest
    return begins if begins > BEGINNING else told_of.ends.latest
