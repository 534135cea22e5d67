"""When the chair passes: on days of the calendar, or with the meetings of the organ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from concilium.charter.calendar import BY_CALENDAR, handover_days
from concilium.charter.model import first_minute, last_minute
from concilium.charter.schema import Rotation
from concilium.instants import BEGINNING, DAY, END, day_minutes, day_of, moment, period
from concilium.procedure.meetings import Gathering, gatherings
from concilium.record.entry import Meeting
from concilium.record.view import View


class Handover(NamedTuple):
    """A minute at which the chair passes, with the meeting that makes it pass and the place where that is held."""

    minute: int
    entries: tuple[str, ...] = ()
    place: str | None = None


def handovers(view: View, organ: str, rule: Rotation, until: date) -> Iterator[Handover]:
    """Yield every handover under a rotation up to a day, as far as the view knows of meetings, in order of time.

    The day on which the first holder begins is none; a provision that goes on from another may hand over at once.
    """
    first = first_minute(rule)
    if rule.start_on is not None:
        first = max(first, moment(rule.start_on).earliest + 1)
    last = last_minute(rule) if last_minute(rule) < view.at.known else END
    for handover in _every(view, organ, rule, first, until):
        if first <= handover.minute <= last:
            yield handover


def _every(view: View, organ: str, rule: Rotation, first: int, until: date) -> Iterator[Handover]:
    if rule.term in BY_CALENDAR:
        start = date.min if first == BEGINNING else day_of(first)
        yield from (Handover(day_minutes(day)) for day in handover_days(rule, start, until))
    elif rule.term == "until-next-meeting":
        yield from _next_meetings(view, organ)
    else:
        for session in regular_sessions(view, organ):
            yield Handover(_begins(session), (session.id,), session.place)


def _next_meetings(view: View, organ: str) -> Iterator[Handover]:
    """Yield the regular meetings of an organ, held or set for a day that is known; one postponed is waited for."""
    for meeting in gatherings(view, organ):
        if meeting.form == "regular" and meeting.status in ("held", "planned") and _on_a_day(meeting):
            yield Handover(meeting.when.begins.earliest, meeting.entries[:1], meeting.place)


def _on_a_day(meeting: Gathering) -> bool:
    begins = meeting.when.begins
    return begins.earliest // DAY == begins.latest // DAY


def regular_sessions(view: View, organ: str) -> list[Meeting]:
    """Return the regular meetings of an organ that were held, one entry each, in order of time."""
    held = {
        m.meeting: m
        for m in view.all(Meeting, organ)
        if m.status == "held" and m.form == "regular" and m.organs == (organ,)
    }
    return sorted(held.values(), key=_begins)


def _begins(session: Meeting) -> int:
    return period(session.valid or session.said.on).begins.earliest
