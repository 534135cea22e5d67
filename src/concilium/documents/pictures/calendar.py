"""A year: the meetings of each organ, and every exercise, operation or consultation, held, planned or called off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from concilium.documents import drawing as d
from concilium.documents.brief.teller import Teller
from concilium.documents.pictures.axis import Axis, axis_of
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, days, told
from concilium.instants import BEGINNING, day_of, moment, period
from concilium.procedure.meetings import gatherings
from concilium.record.entry import Activity

STATES = ("held", "planned", "postponed", "moved", "cancelled")
_ROW = 22


class _Event(NamedTuple):
    """A meeting (of organs) or an activity (of none): when, what became of it, what it is called, and where."""

    day: str
    organs: tuple[str, ...]
    state: str
    called: str
    place: str
    identifier: str


def calendar(teller: Teller, year: str | None = None) -> Picture:
    """Return the meetings and activities of a year (of the date of the view, when none is given).

    Raises InvalidDateError.
    """
    wanted = moment(year) if year is not None else teller.view.at.on
    number = day_of(wanted.latest).year
    whole = moment(f"{number:04}")
    events = [
        event
        for event in sorted(_events(teller), key=lambda event: (*_span(event), event.identifier))
        if _span(event)[0] <= whole.latest and _span(event)[1] >= whole.earliest
    ]
    title = teller.phrase(
        "picture-calendar", organization=teller.charter.file.name.form(teller.lexicon.language), year=number
    )
    axis = axis_of([whole.earliest], [whole.latest], d.EDGE, WIDTH - d.EDGE)
    rows = tuple(_row(teller, event) for event in events)
    named = columns(teller, "day", "organ", "text", "place", "state")
    return Picture("calendar", title, _drawn(teller, title, events, axis), named, rows)


def _events(teller: Teller) -> Iterator[_Event]:
    for held in gatherings(teller.view):
        called = teller.phrase(f"form-{held.form}")
        place = str(teller.word(held.place)) if held.place else ""
        yield _Event(held.valid, held.organs, held.status, called, place, held.meeting)
    last: dict[str, Activity] = {}
    for entry in sorted(teller.view.all(Activity), key=_order):
        last[entry.activity] = entry
    for entry in last.values():
        place = str(teller.word(entry.place)) if entry.place else ""
        day = entry.valid or entry.said.on
        yield _Event(day, (), entry.status, teller.lexicon.text(entry.title), place, entry.activity)


def _order(entry: Activity) -> tuple[bool, int]:
    """Order what was said of an activity: plans first, what happened after, each as it was said."""
    return (entry.status != "planned", moment(entry.said.on).latest)


def _row(teller: Teller, event: _Event) -> tuple[Cell, ...]:
    return (
        Cell(days(teller, event.day), event.day),
        Cell(format(teller.lexicon.words(event.organs), "") if event.organs else "", list(event.organs) or None),
        Cell(event.called),
        Cell(event.place),
        Cell(teller.phrase(f"state-of-{event.state}"), event.state),
    )


def _said(teller: Teller, event: _Event) -> str:
    return ", ".join(cell.text for cell in _row(teller, event) if cell.text)


def _drawn(teller: Teller, title: str, events: Sequence[_Event], axis: Axis) -> str:
    parts, top = d.heading(title, WIDTH, as_seen(teller))
    used = [state for state in STATES if any(event.state == state for event in events)]
    more, top = d.keys([d.Key(_mark(state, 9, 6), teller.phrase(f"state-of-{state}")) for state in used], WIDTH, top)
    parts += more
    first = top + d.LINE + 6
    body, top = _meetings(teller, events, axis, first)
    for event in events:
        if not event.organs:
            more, top = _activity(teller, event, axis, top)
            body += more
    if not events:
        more, top = d.note(teller.phrase("picture-nothing"), WIDTH, top)
        body += more
    months = teller.catalogue.locale.months["stand-alone"]["abbreviated"]
    names = {month: str(name).rstrip(".") for month, name in months.items()}
    lined = axis.months(names, first - 4, top)
    heard = told(_row(teller, event) for event in events)
    return d.element(title, heard, [*parts, *lined, *body], d.Sheet(WIDTH, top + d.EDGE, teller.lexicon.language))


def _meetings(teller: Teller, events: Sequence[_Event], axis: Axis, top: float) -> tuple[list[str], float]:
    """Return a row for each organ that meets in the year, with a mark for each meeting."""
    parts: list[str] = []
    for organ in teller.charter.file.organs:
        mine = [event for event in events if organ in event.organs]
        if not mine:
            continue
        named, top = d.note(str(teller.word(organ)), WIDTH, top, name="ink")
        parts += named
        for event in mine:
            left, right = _place(event, axis)
            parts.append(d.titled(_said(teller, event), _mark(event.state, (left + right) / 2, top + 6)))
        top += _ROW - 4
    return parts, top


def _activity(teller: Teller, event: _Event, axis: Axis, top: float) -> tuple[list[str], float]:
    """Return an activity: what it is called, and a bar for as long as it takes."""
    called = event.called[:1].upper() + event.called[1:]
    parts, top = d.note(called, WIDTH, top, name="ink")
    left, right = _place(event, axis)
    right = max(right, left + 5)
    bar = d.rect("fill", left, top, right - left, 8)
    if event.state == "cancelled":
        bar = d.cross("warn-edge", (left + right) / 2, top + 4, 4)
    elif event.state != "held":
        broken = f"M{left:.5g} {top:.5g}h{right - left:.5g}v8h-{right - left:.5g}z"
        bar = d.path("open" if event.state == "planned" else "warn-open", broken, 'stroke-dasharray="3 2.5"')
    when = days(teller, event.day)
    room = d.wide(when, 11)
    beside = right + 6 if right + 6 + room < WIDTH - d.EDGE else max(left - 6 - room, d.EDGE)
    base = top + 8 if beside > right or beside + room <= left else top + 20
    parts += [d.titled(_said(teller, event), bar), d.text(when, beside, base, "quiet", 'font-size="11"')]
    return parts, max(top + _ROW - 4, base + 8)


def _span(event: _Event) -> tuple[int, int]:
    """Return from which minute to which an event is drawn; one that was "no later than" a day on that day."""
    held = period(event.day)
    begins, ends = held.begins.earliest, held.ends.latest
    return (begins if begins > BEGINNING else ends, ends)


def _place(event: _Event, axis: Axis) -> tuple[float, float]:
    begins, ends = _span(event)
    return axis.at(begins), axis.at(ends)


def _mark(state: str, middle: float, centre: float) -> str:
    """Return a disc for what was held, a ring for what is planned, a diamond for what was moved, else a cross."""
    if state == "held":
        return d.circle("fill", middle, centre, 5.5)
    if state == "planned":
        return d.circle("open", middle, centre, 5)
    if state == "cancelled":
        return d.cross("warn-edge", middle, centre, 4.5)
    return d.diamond("warn-open", middle, centre, 5.5)
