"""A figure as it is printed, and how times and memory are taken."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parent.parent


class Figure(NamedTuple):
    """What was measured; the peer's figure, if there is one; the most that the ratio to it, or the figure, may be.

    ``figure`` and ``peer`` have the same unit. Without ``limit`` the figure is printed and has no goal.
    """

    what: str
    figure: float
    unit: str
    against: str = ""
    peer: float | None = None
    limit: float | None = None

    def ratio(self) -> float | None:
        """Return the figure as a multiple of its peer's."""
        return None if self.peer is None else self.figure / self.peer

    def met(self) -> bool | None:
        """Tell whether the goal is met; None when there is none."""
        ratio = self.ratio()
        return None if self.limit is None else (self.figure if ratio is None else ratio) <= self.limit


def significant(number: float) -> str:
    """Return a number with two significant digits."""
    return f"{float(f'{number:.2g}'):,g}"


def table(figures: Iterable[Figure]) -> str:
    """Return figures as a table."""
    rows = [("what", "figure", "against", "its figure", "ratio", "goal", "")]
    for each in figures:
        ratio, met = each.ratio(), each.met()
        goal = "" if each.limit is None else f"≤ {each.limit:g}{'×' if ratio is not None else f' {each.unit}'}"
        rows.append(
            (
                each.what,
                f"{significant(each.figure)} {each.unit}",
                each.against,
                "" if each.peer is None else f"{significant(each.peer)} {each.unit}",
                "" if ratio is None else f"{significant(ratio)}×",
                goal,
                "" if met is None else "met" if met else "not met",
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = perf_counter()
    made = work()
    taken = perf_counter() - start
    del made
    return taken


def interleaved(works: Sequence[Callable[[], object]], times: int) -> list[float]:
    """Return the median seconds of each work; they take turns, so that what else the machine does falls on all."""
    rounds = [[seconds(work) for work in works] for _ in range(times)]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    return int(psutil.Process().memory_info().rss)


def environment() -> dict[str, str]:
    """Return the environment of a child that imports what this process imports."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}


def machine() -> str:
    """Return what kind of machine this is: cores, memory, Python."""
    memory = psutil.virtual_memory().total / 2**30
    cores = psutil.cpu_count() or 1
    return (
        f"{cores} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )
