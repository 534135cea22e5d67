"""A made-up record: a million assertions of the standing of two hundred members over four decades.

As in a real log the entries come in the order in which they were recorded. Most were said days before, one in ten years
before; the period begins days or months before that, a third are open. Three in a hundred correct an earlier entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Literal, NamedTuple, TypedDict

from concilium.instants import END, day_minutes
from concilium.record.codec import encode_entry
from concilium.record.entry import Correction, Recorded, Said, Standing

MEMBERS = tuple(f"M{number:03}" for number in range(200))
FIRST = date(1985, 1, 1)
DAYS = 15000
DAY = 1440
STANDINGS: tuple[Literal["member", "observer", "suspended", "withdrawing"], ...] = (
    "member",
    "observer",
    "suspended",
    "withdrawing",
)


class Fact(NamedTuple):
    """What a peer needs to answer the same question: minutes, and the row whose place the entry takes."""

    row: int
    member: str
    begins: int
    ends: int
    said: int
    replaces: int | None


@cache
def day(number: int) -> str:
    """Return a day as it is written, counted from the first."""
    return (FIRST + timedelta(number)).isoformat()


def minute(number: int) -> int:
    """Return the first minute of a day, counted from the first."""
    return day_minutes(FIRST) + number * DAY


def identifier(random: Random, number: int, row: int) -> str:
    """Return an id in the form of UUIDv7: its time, then chance."""
    at = (number * DAY * 60 + row % 60) * 1000 + 473385600000
    version, variant = 0x7000 | random.getrandbits(12), 0x8000 | random.getrandbits(14)
    return f"{at >> 16:08x}-{at & 0xFFFF:04x}-{version:04x}-{variant:04x}-{random.getrandbits(48):012x}"


def made(size: int) -> Iterator[tuple[bytes, Fact]]:
    """Yield the encoded entries of a record of some size, always the same ones, each with what a peer needs to know."""
    random = Random(size)
    correctable: list[tuple[str, Fact]] = []
    for row in range(size):
        recorded = row * DAYS // size
        named = identifier(random, recorded, row)
        said = recorded - int(random.expovariate(1 / 5))
        if random.random() < 0.1:
            said = random.randrange(-DAYS // 3, recorded + 1)
        begins = said - int(random.expovariate(1 / 60))
        ends = None if random.random() < 0.3 else begins + int(random.expovariate(1 / 900))
        old = correctable.pop(random.randrange(len(correctable))) if correctable and random.random() < 0.03 else None
        member = random.choice(MEMBERS) if old is None else old[1].member
        until = END if ends is None else minute(ends) + DAY - 1
        fact = Fact(row, member, minute(begins), until, minute(said) + DAY - 1, old and old[1].row)
        if old is None and random.random() < 0.1:
            correctable.append((named, fact))
        carried = Carried(
            id=named,
            said=Said(
                by="foreign-ministry", on=day(said), sources=(f"source-{random.randrange(500)}#page-{row % 90}",)
            ),
            recorded=Recorded(on=day(recorded), by="editors"),
        )
        valid = f"{day(begins)}/{'..' if ends is None else day(ends)}"
        yield encode_entry(_entry(carried, valid, fact, old)), fact


class Carried(TypedDict):
    """What an entry of either kind carries."""

    id: str
    said: Said
    recorded: Recorded


def _entry(carried: Carried, valid: str, fact: Fact, old: tuple[str, Fact] | None) -> Standing | Correction:
    if old is not None:
        return Correction(**carried, corrects=old[0], reason={"en": "misread"}, changes={"valid": valid})
    return Standing(**carried, valid=valid, member=fact.member, standing=STANDINGS[fact.row % len(STANDINGS)])


def lines(size: int) -> bytes:
    """Return the encoded entries of a record of some size, each on a line."""
    return b"".join(line + b"\n" for line, _ in made(size))
