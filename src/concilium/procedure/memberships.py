"""A member's standing as stretches of time, each with the authorities that hold otherwise through it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from concilium.charter.model import Charter
from concilium.instants import BEGINNING, END, Moment, period
from concilium.procedure.standing import assertions
from concilium.procedure.timeline import timeline
from concilium.record.entry import Standing
from concilium.record.view import View


class Stretch(NamedTuple):
    """From which minute to which (END when no end is known) a standing lasts, and who holds what else meanwhile.

    ``contested`` are authorities with the standing that each holds; ``entries`` is what the standing rests on.
    """

    begins: int
    ends: int
    standing: str
    provision: str
    entries: tuple[str, ...]
    contested: tuple[tuple[str, str], ...] = ()


def stretches_of(charter: Charter, view: View, member: str) -> tuple[Stretch, ...]:
    """Return the stretches of a member's standing that the view knows of, in order of time.

    What is contested is told up to the date of the view; a change that is to come after it is a stretch of its own.
    """
    changes = timeline(charter, view, member)
    cuts = sorted(set(_cuts(view, member)))
    found = []
    for place, change in enumerate(changes, 1):
        after = changes[place].minute if place < len(changes) else END + 1
        minutes = [change.minute, *(cut for cut in cuts if change.minute < cut < after), after]
        for begins, ends in pairwise(minutes):
            contested = _contested(charter, view, member, change.standing, begins) if cuts else ()
            found.append(
                Stretch(begins, min(ends - 1, END), change.standing, change.provision, change.entries, contested)
            )
    return tuple(_joined(found))


def _cuts(view: View, member: str) -> Iterator[int]:
    """Yield the minutes at which an authority begins or ceases to hold something, up to the date of the view."""
    for entry in view.all(Standing, member):
        if not entry.decided:
            held = period(entry.valid or entry.said.on)
            for minute in (held.begins.earliest, held.ends.latest + 1):
                if BEGINNING < minute <= view.at.on.latest:
                    yield minute


def _contested(charter: Charter, view: View, member: str, standing: str, minute: int) -> tuple[tuple[str, str], ...]:
    if minute > view.at.on.latest:
        return ()
    held = assertions(charter, view.on(Moment(minute, minute)), member, standing)
    return tuple((rival.authority, rival.value) for rival in held if not rival.agrees)


def _joined(found: list[Stretch]) -> Iterator[Stretch]:
    """Yield stretches with those that only an authority's agreeing had cut put together again."""
    for _, run in groupby(found, lambda s: (s.standing, s.provision, s.entries, s.contested)):
        alike = list(run)
        yield alike[0]._replace(ends=alike[-1].ends)
