"""Registers, the compact kinds of entry: who had a standing, a seat or a part in something when, and tables of numbers.

A roll is kept as things happen: each of its rows is known from its own first day, and its end from its own last day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from concilium.instants import period
from concilium.record.assertion import Entry

StandingWord = Literal[
    "member",
    "party",
    "signatory",
    "associate",
    "observer",
    "partner",
    "participating",
    "consultative",
    "withdrawing",
    "suspended",
    "vote-suspended",
    "representation-suspended",
    "excluded-government",
    "participation-suspended",
    "participation-frozen",
    "inactive",
    "outside",
    "expelled",
    "former",
    "not-member",
]
"""What a member can be said to be."""

ConsentWord = Literal["signature", "ratification", "accession", "acceptance", "approval"]
"""The formal acts that a roll can hold."""

Periods = dict[str, str | tuple[str, ...]]
"""By member a period (EDTF), or several: first and last day, both included."""

Values = dict[str, int | str]
"""By member an exact number: a whole one, or a decimal or a fraction as text."""


Table = dict[str, int | str | tuple[str, ...]]
"""What a correction may put in the place of rows of a table."""


class Roll(Entry, frozen=True, kw_only=True, tag="roll"):
    """The ``periods`` in which each member had a ``standing``, a seat of an ``organ`` or a part in an ``instrument``.

    ``roll`` is what it is called; several entries may hold rows of one roll. ``seats`` is the class of an organ's
    seats. With ``instrument`` a period begins with the ``act`` of the member, on the day the depositary had it.
    """

    roll: str
    standing: StandingWord | None = None
    organ: str | None = None
    seats: str | None = None
    instrument: str | None = None
    act: ConsentWord | None = None
    periods: Periods


class Weights(Entry, frozen=True, kw_only=True, tag="weights"):
    """A table of numbers by member, such as votes, shares or populations, that holds through ``valid``."""

    weight: str
    values: Values


def periods_of(roll: Roll) -> Iterator[tuple[str, str]]:
    """Yield each member with each of its periods, as they are written: several when it left and came back."""
    for member, written in roll.periods.items():
        for text in (written,) if isinstance(written, str) else written:
            yield member, text


def as_known(roll: Roll, known: int) -> Roll:
    """Return a roll as it stood at a minute: without the rows that had not begun, without the ends still to come."""
    kept: dict[str, list[str]] = {}
    for member, text in periods_of(roll):
        span = period(text)
        if span.begins.latest <= known:
            ended = span.ends.latest <= known
            kept.setdefault(member, []).append(text if ended else f"{text.partition('/')[0]}/..")
    return msgspec.structs.replace(roll, periods={member: tuple(texts) for member, texts in kept.items()})
