"""A hundred thousand roll calls of two hundred members decided.

The peers are given the same votes in memory: numpy the matrix, to add up and no more; polars and duckdb a row a vote,
to count by roll call and compare; a loop in Python the matrix, or what suits it better, lists. The loops do a fiftieth,
and their time is multiplied. All but the sum must adopt the same texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import duckdb
import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.figure import Figure, interleaved
from concilium.rules.batch import Ballots, decide_all
from concilium.rules.expression import OUTCOMES, POSITIONS, Count
from concilium.rules.named import NAMED
from concilium.rules.outcome import Clause
from concilium.rules.tally import Seat

ROLLS, SEATS, SAMPLE = 100_000, 200, 2_000
CHANCES = [0.45, 0.22, 0.17, 0.1, 0.04, 0.02]
CLAUSES = [Clause(NAMED["two-thirds-of-votes"], "adopted")]
BY_WEIGHT = [Clause(Count(("yes",), "at-least", Fraction(13, 20), "members", weight="people"), "adopted")]
QUESTION = """
SELECT roll, count(*) FILTER (position = 0) AS yes, count(*) FILTER (position = 1) AS no,
       count(*) FILTER (position = 2), count(*) FILTER (position = 3), count(*) FILTER (position = 4),
       count(*) FILTER (position = 5), yes > 0 AND 3 * yes >= 2 * (yes + no) AS adopted
FROM votes GROUP BY roll
"""
SHARE = 0.1
"""Of a peer's time, what a matrix may take."""

Matrix = NDArray[np.int8]


def made(rolls: int = ROLLS, seats: int = SEATS) -> Matrix:
    """Return random positions."""
    return np.random.default_rng(7).choice(len(POSITIONS), size=(rolls, seats), p=CHANCES).astype(np.int8)


def members(seats: int = SEATS) -> list[Seat]:
    """Return seats with weights as different as populations are."""
    return [Seat(str(place), weights={"people": Fraction(37 * place * place * place + 1)}) for place in range(seats)]


def ours(matrix: Matrix, seats: list[Seat], clauses: list[Clause]) -> NDArray[np.bool_]:
    """Decide all; the tallies come with it."""
    found = decide_all(clauses, "not-adopted", Ballots(seats, matrix))
    return np.equal(found.outcomes, OUTCOMES.index("adopted"))


def in_polars(votes: pl.DataFrame) -> pl.DataFrame:
    """Count by roll call and compare."""
    counts = [(pl.col("position") == code).sum().alias(str(code)) for code in range(len(POSITIONS))]
    yes, no = pl.col("0").cast(pl.Int32), pl.col("1").cast(pl.Int32)
    return votes.group_by("roll").agg(counts).with_columns(adopted=(yes > 0) & (3 * yes >= 2 * (yes + no)))


def in_duckdb(connection: duckdb.DuckDBPyConnection) -> tuple[NDArray[Any], NDArray[Any]]:
    """Count by roll call and compare."""
    fetched = connection.execute(QUESTION).fetchnumpy()
    return np.asarray(fetched["roll"]), np.asarray(fetched["adopted"])


def in_a_loop(rows: Iterable[Iterable[int]]) -> list[bool]:
    """Count each roll call and compare."""
    adopted = []
    for row in rows:
        tally = [0] * len(POSITIONS)
        for code in row:
            tally[code] += 1
        adopted.append(tally[0] > 0 and 3 * tally[0] >= 2 * (tally[0] + tally[1]))
    return adopted


def in_order(rolls: NDArray[Any], adopted: NDArray[Any]) -> NDArray[np.bool_]:
    """Return what was adopted in the order of the roll calls."""
    return adopted[np.argsort(rolls)].astype(np.bool_)


def run() -> list[Figure]:
    """Measure deciding the matrix against its peers."""
    matrix, seats = made(), members()
    votes = pl.DataFrame(
        {"roll": np.repeat(np.arange(ROLLS, dtype=np.uint32), SEATS), "position": matrix.reshape(-1).view(np.uint8)}
    )
    connection = duckdb.connect()
    connection.register("given", votes.to_arrow())
    connection.execute("CREATE TABLE votes AS SELECT * FROM given")
    rows = matrix[:SAMPLE].tolist()
    check(matrix, seats, votes, connection, rows)
    works: list[Callable[[], object]] = [
        lambda: ours(matrix, seats, CLAUSES),
        matrix.sum,
        lambda: in_polars(votes),
        lambda: in_duckdb(connection),
        lambda: in_a_loop(matrix[:SAMPLE]),
        lambda: in_a_loop(rows),
        lambda: ours(matrix, seats, BY_WEIGHT),
    ]
    own, added, frames, database, loop, lists, weighed = (taken * 1000 for taken in interleaved(works, 7))
    what = f"{ROLLS:,} roll calls × {SEATS} decided"
    return [
        Figure(what, own, "ms", "np.sum of the matrix", added, 3),
        Figure(what, own, "ms", "polars, the same votes", frames, SHARE),
        Figure(what, own, "ms", "duckdb, the same votes", database, SHARE),
        Figure(what, own, "ms", "a Python loop over it, from a sample", loop * ROLLS / SAMPLE, SHARE / 10),
        Figure(what, own, "ms", "a Python loop over lists, from a sample", lists * ROLLS / SAMPLE),
        Figure(f"{what} by weight", weighed, "ms", "np.sum of the matrix", added),
    ]


def check(
    matrix: Matrix,
    seats: list[Seat],
    votes: pl.DataFrame,
    connection: duckdb.DuckDBPyConnection,
    rows: list[list[int]],
) -> None:
    """Fail when the peers do not adopt the same texts."""
    adopted = ours(matrix, seats, CLAUSES)
    frame = in_polars(votes)
    assert np.array_equal(adopted, in_order(frame["roll"].to_numpy(), frame["adopted"].to_numpy()))
    assert np.array_equal(adopted, in_order(*in_duckdb(connection)))
    assert adopted[:SAMPLE].tolist() == in_a_loop(rows)
    assert 0 < adopted.sum() < ROLLS
