"""Recorded roll calls from files of records (one row a text) and of votes (one row a member), or of both in one.

The form is that of the United Nations Digital Library, and others that the tables of ``columns`` and ``aliases`` know.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from concilium.intake.columns import OUTCOME_WORDS, POSITION_WORDS, meanings
from concilium.intake.found import Found, left_out
from concilium.intake.states import states_of
from concilium.intake.table import Table, read_table
from concilium.problems import Problem
from concilium.procedure.roll_calls import NO_ROW, NOT_GIVEN, TOTALS, RollCalls
from concilium.rules.expression import POSITIONS

_RECORD = ("symbol", "organ", "title", "outcome", *TOTALS)


class Read(NamedTuple):
    """The roll calls that could be read, and what could not."""

    calls: RollCalls
    problems: tuple[Problem, ...]


class Votes(NamedTuple):
    """Votes as numbers, a row each: the roll call, the member, the position; and where each stands."""

    frame: pl.DataFrame
    members: tuple[str, ...]


def read_roll_calls(paths: Sequence[Path]) -> Read:
    """Return the roll calls of some files; which file holds what, its columns say. Raises OSError.

    Two rows of one member in one roll call are both left out unless they agree; a row of a roll call that has no
    record of its date is left out; each is a problem, as is a declared total that the rows do not give.
    """
    problems: list[Problem] = []
    tables: list[Table] = []
    for path in paths:
        table, more = read_table(path)
        problems += more
        tables += [table] if table is not None else []
    found = Found(problems)
    records = _records([table for table in tables if "date" in table.frame.columns], found)
    votes = _votes([table for table in tables if "position" in table.frame.columns], records, found)
    if not tables or records.is_empty():
        found.add(Problem(paths[0].name if paths else "", 0, "no roll call could be read", _FORM))
    calls = _assembled(records, votes, found)
    _totals_agree(calls, records, found)
    return Read(calls, tuple(found.problems))


_FORM = "Give a file with the columns undl_id and date, and one with undl_id, ms_name and ms_vote"


def _records(tables: Sequence[Table], found: Found) -> pl.DataFrame:
    """Return the records of all tables, each identifier once, with ``day``, ``file`` and ``row``."""
    schema = {"id": pl.String, "day": pl.Date, **dict.fromkeys(_RECORD, pl.String), "file": pl.String, "row": pl.UInt32}
    parts = [pl.DataFrame(schema=schema)]
    for table in tables:
        frame = table.frame
        if not found.has(table, "id"):
            continue
        empty = [pl.lit("").alias(column) for column in _RECORD if column not in frame.columns]
        named = frame.with_columns(*empty, pl.lit(table.file).alias("file"), _day().alias("day"))
        # A file of votes repeats the record with every row.
        once = named.unique("id", keep="first", maintain_order=True) if "position" in frame.columns else named
        parts.append(once.select(list(schema)).with_columns(pl.col("id").str.strip_chars()))
    records = pl.concat(parts)
    unread = records.filter(pl.col("day").is_null() | (pl.col("id") == ""))
    found.rows(unread, "date", "the roll call has no date or no identifier that can be read", "Write 1946-01-24")
    records = records.filter(pl.col("day").is_not_null() & (pl.col("id") != ""))
    again = records.filter(~pl.col("id").is_first_distinct())
    found.rows(again, "id", "the roll call stands in the files already", "Give each roll call one row")
    return records.filter(pl.col("id").is_first_distinct())


def _day() -> pl.Expr:
    """Return the column ``date`` as dates: 1946-01-24, with or without a time after it, or 19460124."""
    text = pl.col("date").str.strip_chars()
    return pl.coalesce(
        text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False), text.str.to_date("%Y%m%d", strict=False)
    )


def _votes(tables: Sequence[Table], records: pl.DataFrame, found: Found) -> Votes:
    """Return the votes of all tables as numbers of roll call, member and position."""
    numbers = records.select("id").with_row_index("roll")
    schema = {"roll": pl.UInt32, "code": pl.String, "position": pl.Int8, "file": pl.String, "row": pl.UInt32}
    parts = [pl.DataFrame(schema=schema)]
    for table in tables:
        who = "code" if "code" in table.frame.columns else "member"
        if not (found.has(table, "id") and found.has(table, who)):
            continue
        read = _with_numbers(table, who, numbers)
        _unread(read, who, found)
        parts.append(read.drop_nulls(["roll", "code", "position"]).select(list(schema)))
    frame = pl.concat(parts)
    members = tuple(sorted(frame["code"].unique()))
    return Votes(frame, members)


def _with_numbers(table: Table, who: str, numbers: pl.DataFrame) -> pl.DataFrame:
    """Return a table of votes with what its cells mean; null where that is not known."""
    frame = table.frame.rename({who: "who"}) if who == "member" else table.frame.with_columns(who=pl.col("code"))
    if "member" in table.frame.columns and who == "code":
        # A row without a code may still have a name.
        frame = frame.with_columns(who=pl.when(pl.col("code") == "").then("member").otherwise("code"))
    codes = states_of(frame["who"].unique())
    words = meanings(POSITION_WORDS, frame["position"].unique())
    positions = {cell: POSITIONS.index(word) for cell, word in words.items()}
    return frame.with_columns(
        pl.col("who").replace_strict(codes, default=None, return_dtype=pl.String).alias("code"),
        pl.col("position").alias("cell"),
        pl.col("position").replace_strict(positions, default=None, return_dtype=pl.Int8).alias("position"),
        pl.col("id").str.strip_chars(),
        pl.lit(table.file).alias("file"),
    ).join(numbers, on="id", how="left", maintain_order="left")


def _unread(read: pl.DataFrame, who: str, found: Found) -> None:
    """Name the rows of votes that are left out: a member or a position not known, a roll call without a record."""
    found.cells(read.filter(pl.col("code").is_null()), "who", who, "no member is called", _MEMBER)
    found.cells(read.filter(pl.col("position").is_null()), "cell", "position", "no position is written", _POSITION)
    orphans = read.filter(pl.col("roll").is_null()).unique("id", keep="first", maintain_order=True)
    found.cells(orphans, "id", "id", "no record with a date has the identifier", "Give the file of its record too")


_MEMBER = "Write an ISO 3166 alpha-3 code or a name of a state, in English as the United Nations has it"
_POSITION = "Write Y, N, A or X"


def _assembled(records: pl.DataFrame, votes: Votes, found: Found) -> RollCalls:
    positions = _matrix(records.height, votes, found)
    outcomes = meanings(OUTCOME_WORDS, records["outcome"].unique())
    # A text that has the symbol of a resolution is an adopted one.
    stands = pl.when(pl.col("symbol") != "").then(pl.lit("adopted")).otherwise(pl.lit(""))
    said = pl.col("outcome").replace(outcomes)
    recorded = records.select(pl.when(pl.col("outcome") == "").then(stands).otherwise(said))
    return RollCalls(
        tuple(records["id"]),
        tuple(records["symbol"]),
        records["day"].to_numpy().astype("datetime64[D]"),
        tuple(records["organ"]),
        tuple(records["title"]),
        tuple(recorded.to_series()),
        _frozen(records.select(_number(total) for total in TOTALS).to_numpy()),
        votes.members,
        positions,
    )


def _number(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().cast(pl.Int32, strict=False).fill_null(NOT_GIVEN).alias(column)


def _frozen(array: NDArray[np.int32]) -> NDArray[np.int32]:
    array.flags.writeable = False
    return array


def _matrix(rolls: int, votes: Votes, found: Found) -> NDArray[np.int8]:
    """Return the positions, shape (roll calls, members)."""
    column = {code: number for number, code in enumerate(votes.members)}
    frame = votes.frame
    rows = frame["roll"].to_numpy().astype(np.int64)
    columns = frame["code"].replace_strict(column, default=None, return_dtype=pl.Int64).to_numpy()
    cells = rows * len(column) + columns
    told = frame["position"].to_numpy()
    flat = np.full(rolls * len(column), NO_ROW, np.int8)
    flat[cells] = told
    if np.count_nonzero(flat != NO_ROW) != len(cells):
        flat[left_out(frame.with_columns(cell=pl.Series(cells, dtype=pl.Int64)), found)] = NO_ROW
    matrix = flat.reshape(rolls, len(column))
    matrix.flags.writeable = False
    return matrix


def _totals_agree(calls: RollCalls, records: pl.DataFrame, found: Found) -> None:
    """Name the roll calls whose declared totals are not what their rows add up to."""
    there = (calls.positions != NO_ROW).any(axis=1) if len(calls.members) else np.zeros(len(calls), np.bool_)
    for number, total in enumerate(TOTALS[:3]):
        counted = (calls.positions == number).sum(axis=1)
        declared = calls.declared[:, number]
        for roll in np.flatnonzero(there & (declared != NOT_GIVEN) & (declared != counted)):
            what = f"column '{total}': {declared[roll]} are declared, and {counted[roll]} members have a row for it"
            mend = "Compare it with the minutes; the rows were taken"
            found.add(Problem(records["file"][int(roll)], int(records["row"][int(roll)]), what, mend))
