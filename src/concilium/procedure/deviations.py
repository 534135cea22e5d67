"""What became of a turn: taken by the member whose turn it was, or by another, and where the rotation then stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from concilium.charter.schema import Deviation, Rotation
from concilium.instants import moment
from concilium.procedure.orders import Line, Pointer, pass_on

PASSED = ("skipped", "declined", "relinquished")


class Taken(NamedTuple):
    """A turn as it was taken: whose it was, who held it, under which deviations, and the pointer after it."""

    member: str
    holder: str
    deviations: tuple[Deviation, ...]
    pointer: Pointer


def known_deviations(rule: Rotation, known: int) -> list[Deviation]:
    """Return the deviations from a rotation that were known of at a minute."""
    return [deviation for deviation in rule.deviations if moment(deviation.decided or deviation.on).earliest <= known]


def on_minute(deviations: list[Deviation], minute: int) -> list[Deviation]:
    """Return the deviations at a minute, other than those that cut a turn short."""
    return [d for d in deviations if d.what != "cut-short" and moment(d.on).earliest == minute]


def take_turn(line: Line, pointer: Pointer, deviations: list[Deviation], *, wait: bool) -> Taken | None:
    """Return how the turn after a pointer was taken, with the deviations of that day; None when nobody was able to."""
    here = pointer._replace(swaps={**pointer.swaps, **_swaps(deviations)})
    due, passed = _due(line, here, deviations, wait=wait)
    if due is None:
        return None
    whose, after = due
    member = passed[0].turn_of if passed else whose
    stood_in = next((d for d in deviations if d.turn_of == whose and d.held_by and d.what != "swapped"), None)
    if stood_in is not None and stood_in.held_by is not None:
        kept = here if stood_in.keeps_turn else after
        return Taken(member, stood_in.held_by, (*passed, stood_in), kept)
    swap = after.swaps.get(whose)
    if swap is not None:
        left = {code: deviation for code, deviation in after.swaps.items() if code != whose}
        return Taken(member, _partner(swap, whose), (*passed, swap), after._replace(swaps=left))
    return Taken(member, whose, passed, after)


def _swaps(deviations: list[Deviation]) -> dict[str, Deviation]:
    found = [d for d in deviations if d.what == "swapped" and d.held_by is not None]
    return {code: d for d in found for code in (d.turn_of, d.held_by) if code is not None}


def _partner(swap: Deviation, whose: str) -> str:
    return swap.held_by if whose == swap.turn_of and swap.held_by is not None else swap.turn_of


def _due(
    line: Line, pointer: Pointer, deviations: list[Deviation], *, wait: bool
) -> tuple[tuple[str, Pointer] | None, tuple[Deviation, ...]]:
    """Return who is due and the pointer at it, and the deviations by which others were passed over on the way."""
    over = {d.turn_of: d for d in deviations if d.what in PASSED and d.held_by is None}
    passed: list[Deviation] = []
    for whose, after in _in_turn(line, pointer, wait=wait):
        if whose not in over:
            kept = tuple(d.turn_of for d in passed if d.keeps_turn)
            return (whose, after._replace(owed=(*after.owed, *kept))), tuple(passed)
        passed.append(over[whose])
    return None, tuple(passed)


def _in_turn(line: Line, pointer: Pointer, *, wait: bool) -> Iterator[tuple[str, Pointer]]:
    """Yield who is due, one after another, each with the pointer once the turn is taken: those owed one come first."""
    here: Pointer | None = pointer
    while here is not None and here.owed:
        first, *others = here.owed
        here = here._replace(owed=tuple(others))
        if first in line.able:
            yield first, here
    for _ in line.names:
        here = pass_on(line, here, wait=wait) if here is not None else None
        if here is None:
            return
        yield here.last, here


def cut_short(line: Line, pointer: Pointer, deviation: Deviation, *, wait: bool) -> Taken | None:
    """Return who has the rest of a turn that ended before its time, and so is used up; None when nobody could."""
    if deviation.held_by is not None:
        return Taken(deviation.turn_of, deviation.held_by, (deviation,), pointer)
    after = pass_on(line, pointer, wait=wait)
    return None if after is None else Taken(deviation.turn_of, after.last, (deviation,), after)
