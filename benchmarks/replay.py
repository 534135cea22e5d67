"""The roll calls of two organs of the United Nations over half a century: from gzipped files to verdicts compared.

The votes are made up, as many as there were, one of each member that had a vote on the day; the charter and the record
are the shipped ones, opened beforehand as they are at the terminal.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

import concilium
from benchmarks.figure import Figure, interleaved
from concilium.intake.roll_calls import read_roll_calls
from concilium.procedure.asking import by_organ, question
from concilium.procedure.comparing import compared
from concilium.procedure.replay import decided, plan
from concilium.procedure.replayed import Replayed
from concilium.procedure.seats import seats
from concilium.procedure.stretches import Days, stretches, view_on
from concilium.terms import is_state, state_label

ORGANS = {
    "general-assembly": ("GA", 3466, "YYYYYYYYYYYYAAAXXN"),
    "security-council": ("SC", 1253, "YYYYYYYYYYYYYYYYYYYYYYYYYYYYYA"),
}
"""By organ what files call it, its roll calls by name from 1946 to 1999, and the chances of the positions."""

HEADS = "undl_id,body,resolution,date,title", "undl_id,ms_name,ms_vote"


def days(count: int) -> Days:
    """Return days spread over the half-century."""
    first, last = np.datetime64("1946-02-01"), np.datetime64("1999-12-20")
    return (first + np.linspace(0, (last - first).astype(int), count).astype(int)).astype("datetime64[D]")


def lines(held: concilium.Organization, organ: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the record of each roll call of an organ and its votes."""
    body, count, chances = ORGANS[organ]
    random, spread, record = Random(7), days(count), held.view("9999-12-31").record
    for places in stretches(held.charter, record, spread):
        sitting = seats(held.charter, view_on(record, spread[places[0]]), organ).value
        codes = [seat.member for seat in sitting.seats if seat.member and seat.member not in sitting.barred]
        names = [state_label(code, "en").upper() if is_state(code) else code for code in codes]
        for place in places:
            roll = f"{organ}{place}"
            votes = [f'{roll},"{name}",{random.choice(chances)}' for name in names]
            yield f"{roll},{body},A/RES/{place},{spread[place]},A text of some length", votes


def written(folder: Path, held: concilium.Organization) -> tuple[list[Path], int]:
    """Write records and votes as the United Nations Digital Library has them, gzipped; return how many votes."""
    made = [line for organ in ORGANS for line in lines(held, organ)]
    votes = [vote for _, those in made for vote in those]
    paths = [folder / "records.csv.gz", folder / "votes.csv.gz"]
    for path, head, rows in zip(paths, HEADS, ([record for record, _ in made], votes), strict=True):
        path.write_bytes(gzip.compress("\n".join([head, *rows, ""]).encode()))
    return paths, len(votes)


def replayed(held: concilium.Organization, paths: list[Path]) -> list[Replayed]:
    """Read the files, decide each roll call under the charter of its day, and compare."""
    record = held.view("9999-12-31").record
    found = []
    for organ, calls in by_organ(held.charter, read_roll_calls(paths).calls).items():
        asked = question(held.charter, record, organ, None, None)
        found.append(compared(asked, calls, [decided(asked, calls, p) for p in plan(held.charter, record, calls)]))
    return found


def run() -> list[Figure]:
    """Measure the whole way."""
    held = concilium.open("un")
    with TemporaryDirectory() as folder:
        paths, votes = written(Path(folder), held)
        found = replayed(held, paths)
        assert [each.decided for each in found] == [count for _, count, _ in ORGANS.values()]
        assert all(not each.seats for each in found)
        (taken,) = interleaved([lambda: replayed(held, paths)], 5)
    rolls = sum(each.decided for each in found)
    return [Figure(f"{rolls:,} roll calls, {votes:,} votes, file to verdicts", taken, "s", limit=2)]
