"""The turns that a charter's rotation gives, one after another, each provision going on from where the last stood."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from typing import NamedTuple

from concilium.charter.calendar import months_of
from concilium.charter.model import Charter, first_minute, the_one_in_force
from concilium.charter.schema import Deviation, Rotation
from concilium.instants import day_of, moment, shift_months
from concilium.procedure.deviations import Taken, cut_short, known_deviations, on_minute, take_turn
from concilium.procedure.handovers import Handover, handovers
from concilium.procedure.orders import Line, Pointer, begin, line_on
from concilium.record.view import View

COMPUTED = ("alphabet", "listed", "regions")
"""The orders that pass the chair by themselves from one to the next."""

LAST_YEAR = 9999
AHEAD = 25
"""Turns are worked out for so many years at once, so that the days of a quarter of a century share the work."""

NOBODY = ""
"""Stands for the holder of a turn of which it is not known whose it is; none can be told after it."""


class Turn(NamedTuple):
    """A turn in the chair: whose, from which minute, under which provision; ``holder`` differs in a deviation.

    Where regions take turns, both are the region; where a post presides, the post.
    """

    minute: int
    member: str
    holder: str
    provision: str
    entries: tuple[str, ...] = ()
    deviations: tuple[Deviation, ...] = ()


def leading_organ(charter: Charter, view: View, organ: str) -> str:
    """Return the organ whose chair an organ follows, or itself."""
    rule = the_one_in_force(charter.organ(organ).chair, view.at.on, view.at.known)
    return rule.follows if rule is not None and rule.order == "follows" and rule.follows else organ


def turns(charter: Charter, view: View, organ: str, until: date) -> tuple[Turn, ...]:
    """Return every turn in the chair that the rotation gives up to a day, as far as the view knows the sessions."""
    end = date(min((until.year // AHEAD + 1) * AHEAD - 1, LAST_YEAR), 12, 31)
    found = view.remembered(
        ("turns", charter, organ, end),
        lambda: sorted(_sequence(charter, view, organ, end), key=lambda turn: turn.minute),
    )
    return tuple(turn for turn in found if day_of(turn.minute) <= until)


def next_chairs(charter: Charter, view: View, organ: str, count: int) -> list[Turn]:
    """Return the next turns after the date of the view; of a rotation by meetings only those already set."""
    leading = leading_organ(charter, view, organ)
    longest = max((months_of(rule) for rule in charter.organ(leading).chair), default=12)
    last = later_day(day_of(view.at.on.latest), longest * (count + 1))
    given = turns(charter, view, leading, last)
    later = [turn for turn in given if turn.minute > view.at.on.latest and turn.holder != NOBODY]
    return later[:count]


def later_day(day: date, months: int) -> date:
    """Return the last day of the year in which a day ``months`` later lies, or the last day that can be written."""
    ahead = min(months, (LAST_YEAR - day.year) * 12)
    return date(shift_months(day, ahead).year, 12, 31)


def turn_on(charter: Charter, view: View, organ: str) -> Turn | None:
    """Return the turn that the rotation gives on the date of the view, or None: there is none, or it is unknown."""
    rule = the_one_in_force(charter.organ(organ).chair, view.at.on, view.at.known)
    if rule is None or rule.order in ("appointment", "elected"):
        return None
    fixed = rule.holder or rule.presides
    if rule.order == "exempt" and fixed:
        return Turn(first_minute(rule), fixed, fixed, rule.id)
    past = [turn for turn in turns(charter, view, organ, day_of(view.at.on.latest)) if turn.minute <= view.at.on.latest]
    return past[-1] if past and past[-1].holder != NOBODY else None


def _sequence(charter: Charter, view: View, organ: str, until: date) -> Iterator[Turn]:
    pointer: Pointer | None = None
    for rule in charter.organ(organ).chair:
        if first_minute(rule) > view.at.known:
            continue
        if rule.order == "host":
            yield from _hosts(charter, view, organ, rule, until)
        if rule.order in COMPUTED:
            pointer = yield from _course(Provided(charter, view, organ, rule), pointer, until)


class Provided(NamedTuple):
    """One provision on the chair of an organ, as a view sees it."""

    charter: Charter
    view: View
    organ: str
    rule: Rotation

    def line(self, minute: int) -> Line:
        """Return who stands in line at a minute."""
        return line_on(self.charter, self.view, self.organ, self.rule, minute)


def _course(given: Provided, pointer: Pointer | None, until: date) -> Generator[Turn, None, Pointer | None]:
    """Yield the turns under one provision and return where it leaves the pointer; None where that is not known."""
    rule = given.rule
    turn: Turn | None = None
    if rule.start is not None and rule.start_on is not None:
        turn = Turn(moment(rule.start_on).earliest, rule.start, rule.start, rule.id)
        pointer = begin(given.line(turn.minute), rule.start)
        yield turn
    deviations = known_deviations(rule, given.view.at.known)
    for handover, cut in _in_time(given, deviations, until):
        if pointer is None or (cut is not None and (turn is None or cut.turn_of != turn.holder)):
            continue
        taken = _taken(given, pointer, handover, cut, deviations)
        turn = Turn(handover.minute, NOBODY, NOBODY, rule.id) if taken is None else _turn(rule, handover, taken)
        pointer = None if taken is None else taken.pointer
        yield turn
    return pointer


def _taken(
    given: Provided, pointer: Pointer, handover: Handover, cut: Deviation | None, deviations: list[Deviation]
) -> Taken | None:
    line = given.line(handover.minute)
    wait = given.rule.newcomers == "after-the-round"
    if cut is not None:
        return cut_short(line, pointer, cut, wait=wait)
    return take_turn(line, pointer, on_minute(deviations, handover.minute), wait=wait)


def _turn(rule: Rotation, handover: Handover, taken: Taken) -> Turn:
    return Turn(handover.minute, taken.member, taken.holder, rule.id, handover.entries, taken.deviations)


def _in_time(given: Provided, deviations: list[Deviation], until: date) -> Iterator[tuple[Handover, Deviation | None]]:
    """Yield the handovers under a provision and, with its deviation, each turn cut short, in order of time."""
    found: list[tuple[Handover, Deviation | None]] = [
        (handover, None) for handover in handovers(given.view, given.organ, given.rule, until)
    ]
    found += [(Handover(moment(d.on).earliest), d) for d in deviations if d.what == "cut-short"]
    yield from sorted(found, key=lambda event: event[0].minute)


def _hosts(charter: Charter, view: View, organ: str, rule: Rotation, until: date) -> Iterator[Turn]:
    deviations = known_deviations(rule, view.at.known)
    for handover in handovers(view, organ, rule, until):
        place = charter.names.places.get(handover.place or "")
        if place is None or not place.of:
            continue
        stood_in = [d for d in on_minute(deviations, handover.minute) if d.turn_of == place.of and d.held_by]
        holder = (stood_in[0].held_by if stood_in else None) or place.of
        yield Turn(handover.minute, place.of, holder, rule.id, handover.entries, tuple(stood_in[:1]))
