"""Loading a million entries from JSON lines: decoded by msgspec alone, and as a log with its index.

The index is measured with every list of rows in order. Python's garbage collector slows a program that makes millions
of objects which stay: the peer is measured as a program starts, and with the collector off.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

import msgspec

from benchmarks.figure import Figure, interleaved
from benchmarks.memory import indexed
from benchmarks.synthetic import lines
from concilium.record.entry import AnyEntry


def uncollected(work: Callable[[], object]) -> Callable[[], object]:
    """Return some work to be done with the garbage collector off."""

    def done() -> object:
        gc.disable()
        try:
            return work()
        finally:
            gc.enable()

    return done


def run(size: int = 1_000_000, times: int = 3) -> list[Figure]:
    """Measure loading ``size`` entries, the median of some times."""
    data = lines(size)
    decoder = msgspec.json.Decoder(AnyEntry)

    def ours() -> object:
        return indexed(data)

    def peer() -> object:
        return decoder.decode_lines(data)

    with_collector, alone, without, peer_without = interleaved(
        [ours, peer, uncollected(ours), uncollected(peer)], times
    )
    return [
        Figure(f"loading {size:,} entries", with_collector, "s", "msgspec decoding them", alone, 2),
        Figure(f"loading {size:,} entries, collector off", without, "s", "msgspec decoding them", peer_without, 2),
    ]
