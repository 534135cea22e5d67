"""What was found wrong in the rows of a file, collected up to a limit, and the rows that contradict one another."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concilium.intake.columns import COLUMNS
from concilium.intake.table import Table
from concilium.problems import Problem

MOST = 1000
"""Problems of one sort that are named one by one; of the others the number is said."""

_SHOWN = 40


class Found:
    """Problems as they are found. A cell's text is shown cut short: it may be anything."""

    def __init__(self, problems: list[Problem]) -> None:
        """Begin with what is known already."""
        self.problems = problems

    def add(self, problem: Problem) -> None:
        """Add one problem."""
        self.problems.append(problem)

    def has(self, table: Table, column: str) -> bool:
        """Tell whether a table has a column; that it has not is a problem."""
        if column in table.frame.columns:
            return True
        words = ", ".join(word.replace(" ", "_") for word in COLUMNS[column])
        self.add(Problem(table.file, 1, f"no column says the {column}", f"Head one with any of: {words}"))
        return False

    def rows(self, frame: pl.DataFrame, column: str, what: str, mend: str) -> None:
        """Add a problem for each row of a frame that has ``file`` and ``row``."""
        for file, row in frame.select("file", "row").head(MOST).iter_rows():
            self.add(Problem(file, row, f"column '{column}': {what}", mend))
        self._rest(frame, column, mend)

    def cells(self, frame: pl.DataFrame, cell: str, column: str, what: str, mend: str) -> None:
        """Add a problem for each row, naming what stands in one of its cells."""
        for file, row, text in frame.select("file", "row", cell).head(MOST).iter_rows():
            shown = f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"
            self.add(Problem(file, row, f"column '{column}': {what} {shown}", mend))
        self._rest(frame, column, mend)

    def _rest(self, frame: pl.DataFrame, column: str, mend: str) -> None:
        if frame.height > MOST:
            what = f"column '{column}': the same in {frame.height - MOST:,} further rows"
            self.add(Problem(frame["file"][MOST], int(frame["row"][MOST]), what, mend))


def left_out(frame: pl.DataFrame, found: Found) -> NDArray[np.int64]:
    """Return the cells that several rows fill differently, after naming every row that fills a cell again."""
    again = frame.filter(~pl.col("cell").is_first_distinct())
    differing = frame.group_by("cell").agg(pl.col("position").n_unique().alias("ways")).filter(pl.col("ways") > 1)
    unclear = again.filter(pl.col("cell").is_in(differing["cell"].implode()))
    found.cells(
        unclear, "code", "member", "another row gives another position of", "Keep the right one; none was taken"
    )
    same = again.filter(~pl.col("cell").is_in(differing["cell"].implode()))
    found.cells(same, "code", "member", "another row gives the same position of", "Remove one; it was counted once")
    return differing["cell"].to_numpy()
