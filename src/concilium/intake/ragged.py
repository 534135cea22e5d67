"""A CSV file in which rows are too short or too long or quotes stand open: read row by row, each fault named."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any

from concilium.problems import Problem

LONGEST_ROW = 64
"""Lines that one row may take; a quote that is still open then was never meant to be."""

Columns = dict[str, list[Any]]


def read_ragged(
    text: str, separator: str, width: int, found: Mapping[str, int], name: str
) -> tuple[Columns, list[Problem]]:
    """Return the cells of the columns ``found`` in rows of ``width`` cells, with ``row``; and what is wrong."""
    lines = text.split("\n")
    columns: Columns = {meaning: [] for meaning in (*found, "row")}
    problems: list[Problem] = []
    at = 1
    while at < len(lines):
        cells, taken = _row(lines, at, separator)
        if len(cells) == width:
            for meaning, number in found.items():
                columns[meaning].append(cells[number])
            columns["row"].append(at + 1)
        elif lines[at].strip():
            problems.append(_wrong_width(name, at + 1, len(cells), width))
            taken = 1
        at += taken
    return columns, problems


def _row(lines: list[str], at: int, separator: str) -> tuple[list[str], int]:
    """Return the cells of the row that begins in a line and how many lines it takes; no cells when it never ends."""
    ahead = (f"{line}\n" for line in lines[at : at + LONGEST_ROW])
    reader = csv.reader(ahead, delimiter=separator, strict=True)
    try:
        return next(reader, []), max(reader.line_num, 1)
    except csv.Error:
        return [], 1


def _wrong_width(name: str, row: int, cells: int, width: int) -> Problem:
    if cells == 0:
        return Problem(name, row, "a quotation mark is out of place or never closed", "Close it, or double it")
    return Problem(
        name, row, f"the row has {cells} cells, and the heading {width}", "Quote cells that hold a separator"
    )
