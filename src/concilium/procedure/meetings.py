"""A meeting as the record tells it: everything said of it put together, and meetings in order of time."""

from __future__ import annotations

from typing import NamedTuple

from concilium.instants import Period, moment, period
from concilium.problems import UnknownNameError, meant
from concilium.record.entry import Meeting
from concilium.record.view import View


class Gathering(NamedTuple):
    """A meeting put together from what was said of it: the last word on each point, and the entries used."""

    meeting: str
    organs: tuple[str, ...]
    form: str
    status: str
    when: Period
    valid: str
    place: str | None
    title: dict[str, str]
    entries: tuple[str, ...]


def gathering(view: View, meeting: str) -> Gathering:
    """Return a meeting as this view knows it. Raises UnknownNameError when it knows of none."""
    told = sorted(view.all(Meeting, meeting), key=_spoken)
    if not told:
        known = {entry.meeting for entry in view.all(Meeting)}
        raise UnknownNameError(f"This view knows of no meeting '{meeting}'. {meant(meeting, known)}.")
    return _together(told)


def gatherings(view: View, organ: str | None = None) -> list[Gathering]:
    """Return the meetings this view knows of (of an organ, joint ones among them), in order of time."""
    return list(view.remembered(("gatherings", organ), lambda: _in_order(view, organ)))


def _in_order(view: View, organ: str | None) -> list[Gathering]:
    by_meeting: dict[str, list[Meeting]] = {}
    for entry in view.all(Meeting, organ) if organ else view.all(Meeting):
        by_meeting.setdefault(entry.meeting, []).append(entry)
    found = [_together(sorted(entries, key=_spoken)) for entries in by_meeting.values()]
    return sorted(found, key=lambda g: (g.when.begins.earliest, g.meeting))


def next_gathering(view: View, organ: str, after: int) -> Gathering | None:
    """Return the first regular or joint meeting of an organ after a minute, held or planned, or None."""
    later = [g for g in gatherings(view, organ) if g.when.begins.earliest > after and g.form in ("regular", "joint")]
    return next((g for g in later if g.status in ("held", "planned")), None)


def _spoken(entry: Meeting) -> tuple[int, int]:
    """Order what was said of a meeting: plans first, what happened after, each as it was said."""
    return (1 if entry.status in ("held", "cancelled") else 0, moment(entry.said.on).latest)


def _together(told: list[Meeting]) -> Gathering:
    last = told[-1]
    valid = next((entry.valid for entry in reversed(told) if entry.valid), last.said.on)
    place = next((entry.place for entry in reversed(told) if entry.place), None)
    title = next((entry.title for entry in reversed(told) if entry.title), {})
    used = tuple(entry.id for entry in reversed(told))
    return Gathering(last.meeting, last.organs, last.form, last.status, period(valid), valid, place, title, used)
