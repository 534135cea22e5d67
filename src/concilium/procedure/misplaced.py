"""Where the rows of roll calls and the seats on the record do not fit: whose, when, and why if somebody found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from concilium.instants import period
from concilium.procedure.replay import Part
from concilium.procedure.replayed import Explanation, SeatDifference, SeatKind
from concilium.procedure.roll_calls import RollCalls
from concilium.procedure.stretches import day_number

Places = NDArray[np.int64]


class Misfit(NamedTuple):
    """Roll calls, by place, in which the row and the seat of a member do not fit."""

    member: str
    kind: SeatKind
    places: Places


def seat_differences(calls: RollCalls, parts: Sequence[Part], about: Sequence[Explanation]) -> Iterator[SeatDifference]:
    """Yield where rows and seats do not fit, by member and kind; what is explained apart from what is not."""
    for misfit in _joined(found for part in parts for found in _of(calls, part)):
        left = misfit.places
        for why in about:
            if misfit.member in why.members:
                covered = _covered(why, calls, left)
                yield from _told(calls, misfit, left[covered], why)
                left = left[~covered]
        yield from _told(calls, misfit, left, None)


def _of(calls: RollCalls, part: Part) -> Iterator[Misfit]:
    placed = part.placed
    if placed is None:
        return
    seated: tuple[tuple[SeatKind, NDArray[np.bool_]], ...] = (("no-row", placed.lacking), ("no-vote", placed.barred))
    for kind, cells in seated:
        for seat in np.flatnonzero(cells.any(axis=0)):
            yield Misfit(placed.seats[seat].member, kind, part.places[cells[:, seat]])
    for column in np.flatnonzero(placed.stray.any(axis=0)):
        yield Misfit(calls.members[column], "no-seat", part.places[placed.stray[:, column]])


def _joined(found: Iterable[Misfit]) -> list[Misfit]:
    """Return misfits with those of one member and kind, in whatever stretch, as one."""
    places: dict[tuple[str, SeatKind], list[Places]] = {}
    for misfit in found:
        places.setdefault((misfit.member, misfit.kind), []).append(misfit.places)
    return [Misfit(member, kind, np.concatenate(parts)) for (member, kind), parts in sorted(places.items())]


def _covered(why: Explanation, calls: RollCalls, places: Places) -> NDArray[np.bool_]:
    """Tell of some roll calls whether an explanation speaks of them."""
    covered = np.ones(len(places), np.bool_)
    if why.rolls:
        covered &= np.array([calls.ids[place] in why.rolls for place in places], np.bool_)
    if why.valid is not None:
        span = period(why.valid)
        first, last = day_number(span.begins.earliest), day_number(span.ends.latest)
        days = calls.dates[places].astype(np.int64)
        covered &= (days >= first) & (days <= last)
    return covered


def _told(calls: RollCalls, misfit: Misfit, places: Places, why: Explanation | None) -> Iterator[SeatDifference]:
    if len(places):
        days = calls.dates[places]
        yield SeatDifference(
            member=misfit.member,
            kind=misfit.kind,
            first=str(days.min()),
            last=str(days.max()),
            rolls=tuple(calls.ids[place] for place in places),
            explained=why,
        )
