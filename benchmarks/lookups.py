"""Who stood how on a date, as known on a date: looked up in a record of a million entries, and in SQLite.

SQLite has a covering index of the same columns in the same order, and gives the number of the row. The record gives the
row, like SQLite, and then also the entry, decoded. All must give the same answers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.figure import Figure, percentile
from benchmarks.synthetic import DAYS, MEMBERS, Fact, day, lines, made
from concilium.instants import coordinates
from concilium.record.entry import Standing
from concilium.record.index import Index
from concilium.record.view import View

TABLE = """
CREATE TABLE entry (row INTEGER PRIMARY KEY, member TEXT, begins INTEGER, ends INTEGER, said INTEGER, replaces INTEGER)
"""
COVERING = "CREATE INDEX covering ON entry (member, begins, said, row, ends)"
REPLACING = "CREATE INDEX replacing ON entry (replaces, said) WHERE replaces IS NOT NULL"
INSERT = "INSERT INTO entry (row, member, begins, ends, said, replaces) VALUES (?, ?, ?, ?, ?, ?)"
QUESTION = """
SELECT row FROM entry AS held
WHERE member = ? AND begins <= ? AND ends >= ? AND said <= ?
AND NOT EXISTS (SELECT 1 FROM entry AS other WHERE other.replaces = held.row AND other.said <= ?)
ORDER BY begins DESC, said DESC, row DESC LIMIT 1
"""
AT_ONCE = 1000


class Question(NamedTuple):
    """Of which member, about which day, as known on which day: written out and as minutes."""

    member: str
    on: str
    known: str

    def arguments(self) -> tuple[str, int, int, int, int]:
        """Return what SQLite is asked with."""
        at = coordinates(self.on, self.known)
        return self.member, at.on.latest, at.on.earliest, at.known, at.known


def questions(count: int) -> list[Question]:
    """Return questions from random views."""
    random = Random(7)
    return [
        Question(random.choice(MEMBERS), day(random.randrange(DAYS)), day(random.randrange(DAYS))) for _ in range(count)
    ]


def filled(connection: sqlite3.Connection, size: int) -> bytes:
    """Fill a database with a synthetic record; return the record's lines."""
    kept = bytearray()

    def rows() -> Iterator[Fact]:
        for line, fact in made(size):
            kept.extend(line)
            kept.extend(b"\n")
            yield fact

    connection.execute(TABLE)
    connection.executemany(INSERT, rows())
    connection.execute(COVERING)
    connection.execute(REPLACING)
    connection.execute("ANALYZE")
    connection.commit()
    return bytes(kept)


def row_asker(index: Index, asked: list[Question]) -> Callable[[int], int | None]:
    """Return what asks the record for the row that holds."""
    views = [coordinates(each.on, each.known) for each in asked]

    def ask(number: int) -> int | None:
        return next(index.holding("standing", asked[number].member, views[number]), None)

    return ask


def entry_asker(index: Index, asked: list[Question]) -> Callable[[int], Standing | None]:
    """Return what asks the record for the entry that holds, through a new view each time."""
    views = [coordinates(each.on, each.known) for each in asked]

    def ask(number: int) -> Standing | None:
        return View(index, views[number]).current(Standing, asked[number].member)

    return ask


def sqlite_asker(connection: sqlite3.Connection, asked: list[Question]) -> Callable[[int], int | None]:
    """Return what asks SQLite."""
    arguments = [each.arguments() for each in asked]

    def ask(number: int) -> int | None:
        found = connection.execute(QUESTION, arguments[number]).fetchone()
        return None if found is None else int(found[0])

    return ask


def timed(askers: Sequence[Callable[[int], object]], count: int) -> list[list[float]]:
    """Return the seconds of each question by each asker.

    They take turns, each with other questions at a time, so that none finds in the processor's caches what another one
    has just touched.
    """
    taken: list[list[float]] = [[] for _ in askers]
    for start in range(0, count, AT_ONCE):
        for turn, (ask, times) in enumerate(zip(askers, taken, strict=True)):
            first = start + turn * count // len(askers)
            for number in range(first, first + min(AT_ONCE, count - start)):
                begun = perf_counter()
                ask(number % count)
                times.append(perf_counter() - begun)
    return taken


def check(index: Index, askers: Sequence[Callable[[int], object]], count: int) -> None:
    """Fail when the answers differ: the entry asker's, the row asker's, SQLite's."""
    entry, *rows = askers
    for number in range(count):
        found = {ask(number) for ask in rows}
        assert len(found) == 1, f"question {number}: rows {found}"
        row = found.pop()
        assert entry(number) == (index.entry(row) if isinstance(row, int) else None)


def run(size: int = 1_000_000, count: int = 20_000) -> list[Figure]:
    """Measure lookups in a record of ``size`` entries, and of a tenth and a hundredth of it."""
    asked = questions(count)
    with (
        TemporaryDirectory() as folder,
        closing(sqlite3.connect(":memory:")) as memory,
        closing(sqlite3.connect(Path(folder) / "peer.sqlite")) as file,
    ):
        index = Index.from_lines(filled(file, size))
        file.backup(memory)
        smaller = [row_asker(Index.from_lines(lines(size // share)), asked) for share in (100, 10)]
        askers = [entry_asker(index, asked), row_asker(index, asked)]
        askers += [sqlite_asker(memory, asked), sqlite_asker(file, asked)]
        check(index, askers, count)
        times = timed([*askers, *smaller], count)
    return figures(size, times)


def figures(size: int, times: list[list[float]]) -> list[Figure]:
    """Return the figures from the times of: entry, row, SQLite in memory and in a file, rows of two smaller records."""
    entry, row, memory, file, least, less = (
        {share: percentile(taken, share) * 1e6 for share in (0.5, 0.99)} for taken in times
    )
    found, held = f"row among {size:,}", f"entry among {size:,}"
    hundredth, tenth = size // 100, size // 10
    return [
        Figure(f"{held}, p99", entry[0.99], "µs", limit=20),
        Figure(f"{held}, p99", entry[0.99], "µs", "SQLite :memory:, row, p99", memory[0.99], 1),
        Figure(f"{held}, p50", entry[0.5], "µs", "SQLite :memory:, row, p50", memory[0.5], 1),
        Figure(f"{found}, p50", row[0.5], "µs", "SQLite :memory:, p50", memory[0.5], 1),
        Figure(f"{found}, p50", row[0.5], "µs", "SQLite file, p50", file[0.5], 1),
        Figure(f"{found}, p99", row[0.99], "µs", "SQLite file, p99", file[0.99], 1),
        Figure(f"{found}, p50", row[0.5], "µs", f"{hundredth:,} entries", least[0.5], round(log(size, hundredth), 2)),
        Figure(f"{found}, p50", row[0.5], "µs", f"{tenth:,} entries", less[0.5], round(log(size, tenth), 2)),
    ]
