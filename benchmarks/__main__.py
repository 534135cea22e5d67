"""`python -m benchmarks [name …]`: measure all, or those named, and print a table; fails when a goal is not met."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from time import perf_counter

from benchmarks import brief, cold_start, load, lookups, memory, power, replay, roll_calls
from benchmarks.figure import Figure, machine, table


def known(entries: int) -> Mapping[str, Callable[[], list[Figure]]]:
    """Return every benchmark by its name; ``entries`` is the size of the synthetic record."""
    return {
        "cold_start": cold_start.run,
        "brief": brief.run,
        "lookups": partial(lookups.run, entries),
        "memory": partial(memory.run, entries),
        "load": partial(load.run, entries),
        "power": power.run,
        "roll_calls": roll_calls.run,
        "replay": replay.run,
    }


def main() -> int:
    """Measure and print."""
    names = list(known(0))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the figures we claim.")
    parser.add_argument("names", nargs="*", choices=[*names, []], metavar="name", help=", ".join(names))
    parser.add_argument("--entries", type=int, default=1_000_000, help="size of the synthetic record")
    asked = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {machine()}")
    figures: list[Figure] = []
    for name, measure in known(asked.entries).items():
        if not asked.names or name in asked.names:
            begun = perf_counter()
            figures += measure()
            print(f"{name}: measured in {perf_counter() - begun:.0f} s", file=sys.stderr)
    print(table(figures))
    missed = sum(each.met() is False for each in figures)
    print(f"{sum(each.met() is True for each in figures)} goals met, {missed} not met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
