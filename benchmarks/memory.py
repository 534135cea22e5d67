"""The memory of a log of a million entries with its index, against the same entries as objects."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks.figure import Figure, environment, resident
from benchmarks.synthetic import lines
from concilium.record.entry import AnyEntry
from concilium.record.index import Index


def indexed(data: bytes) -> object:
    """Return the log and index of lines, every list of rows in order as after a lookup of each."""
    index = Index.from_lines(data)
    index.order()
    return index


def objects(data: bytes) -> object:
    """Return the entries of lines."""
    return msgspec.json.Decoder(AnyEntry).decode_lines(data)


def grown(kind: str, file: Path) -> int:
    """Return by how many bytes this process grows when a file is held in one of the two ways."""
    make = {"indexed": indexed, "objects": objects}[kind]
    first = file.open("rb").readline()
    make(first)
    gc.collect()
    before = resident()
    held = make(file.read_bytes())
    gc.collect()
    after = resident()
    del held
    return after - before


def run(size: int = 1_000_000) -> list[Figure]:
    """Measure the memory of ``size`` entries in a process of its own each."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "log.jsonl"
        file.write_bytes(lines(size))
        taken = {
            kind: int(
                subprocess.run(
                    [sys.executable, "-m", "benchmarks.memory", kind, str(file)],
                    env=environment(),
                    check=True,
                    capture_output=True,
                    text=True,
                ).stdout
            )
            for kind in ("indexed", "objects")
        }
        written = file.stat().st_size / size
    each = taken["indexed"] / size
    return [
        Figure("memory of log and index, an entry", each, "bytes", limit=500),
        Figure("memory of log and index, an entry", each, "bytes", "its line of JSON", written),
        Figure("memory of log and index, an entry", each, "bytes", "msgspec's objects", taken["objects"] / size),
    ]


if __name__ == "__main__":
    print(grown(sys.argv[1], Path(sys.argv[2])))
