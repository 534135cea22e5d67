"""What was said and done in the days around a meeting, day by day: who said what, shortened, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from concilium.documents import drawing as d
from concilium.documents.brief.teller import Teller
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, days, told, when_told
from concilium.instants import DAY
from concilium.procedure.meetings import Gathering, gathering, gatherings
from concilium.record.entry import Chairmanship, Draft, Entry, Outcome, Standing, Statement, Step

AROUND = 14
"""So many days before a meeting and after it are drawn."""

KINDS = ("meeting", "act", "statement")
_LEFT, _LINES = d.EDGE + 22.0, 3


class _Event(NamedTuple):
    """Something said or done: of which day (EDTF), of which kind, by whom, and in words."""

    day: str
    kind: str
    who: str
    text: str
    by: str


class _Unsaid:
    """Stands in a sentence for a date that is said over it."""

    def __format__(self, spec: str) -> str:
        """Return nothing."""
        return ""


def timeline(teller: Teller, meeting: str) -> Picture:
    """Return what was said and done within so many days of a meeting. Raises UnknownNameError."""
    held = gathering(teller.view, meeting)
    first, last = held.when.begins.earliest - AROUND * DAY, held.when.ends.latest + AROUND * DAY
    found = [each for each in _events(teller) if first <= when_told(each.day) <= last]
    events = sorted(dict.fromkeys(found), key=lambda event: (when_told(event.day), event.day, KINDS.index(event.kind)))
    named = format(teller.lexicon.words(held.organs), "")
    title = teller.phrase("picture-timeline", organs=named, when=days(teller, held.valid))
    rows = tuple(_row(teller, event) for event in events)
    return Picture(
        "timeline",
        title,
        _drawn(teller, title, events, held),
        columns(teller, "day", "kind", "who", "text"),
        rows,
    )


def _events(teller: Teller) -> Iterator[_Event]:
    for each in gatherings(teller.view):
        where = f", {teller.word(each.place)}" if each.place else ""
        said = f"{teller.phrase(f'status-{each.status}')}{where}"
        yield _Event(each.valid, "meeting", format(teller.lexicon.words(each.organs), ""), said, each.meeting)
    for statement in teller.view.all(Statement):
        yield _statement(teller, statement)
    for standing in teller.view.all(Standing):
        who = str(teller.word(standing.said.by))
        said = f"{teller.word(standing.member)}: {teller.phrase(f'standing-{standing.standing}')}"
        yield _Event(standing.said.on, "act" if standing.decided else "statement", who, said, standing.said.by)
    for chair in teller.view.all(Chairmanship):
        if chair.decided:
            said = teller.phrase("happened-chair", member=teller.word(chair.member), organ=teller.word(chair.organ))
            term = days(teller, chair.valid) if chair.valid else ""
            yield _Event(chair.said.on, "act", str(teller.word(chair.said.by)), f"{said} {term}".strip(), chair.said.by)
    yield from _steps(teller)
    for outcome in teller.view.all(Outcome):
        yield _outcome(teller, outcome)


def _statement(teller: Teller, entry: Statement) -> _Event:
    who = teller.word(entry.said.by)
    said = teller.phrase(f"act-{entry.act}", when=_Unsaid(), who=who, text=teller.lexicon.text(entry.text))
    words = f"{said.strip().removeprefix(str(who)).strip()} {teller.reported(entry)}".strip()
    return _Event(entry.said.on, "statement", str(who), words, entry.said.by)


def _steps(teller: Teller) -> Iterator[_Event]:
    """Yield what was done with drafts: those taken alike by one organ on one day together."""
    titles = {entry.draft: teller.lexicon.text(entry.title) for entry in teller.view.all(Draft)}
    done = [step for step in teller.view.all(Step) if step.status == "done" and step.draft in titles]
    by = sorted(done, key=lambda step: (_day(step), step.organ or "", step.step))
    for (day, organ, step), run in groupby(by, lambda step: (_day(step), step.organ or "", step.step)):
        alike = list(run)
        members = teller.charter.in_order({code for each in alike for code in each.members})
        who = str(teller.word(organ)) if organ else format(teller.lexicon.words(members), "") if members else ""
        drafts = "; ".join(dict.fromkeys(titles[each.draft] for each in alike))
        yield _Event(day, "act", who, f"{teller.phrase(f'taken-{step}')}: {drafts}", organ)


def _day(step: Step) -> str:
    return step.valid or (step.meeting or "").partition("/")[2] or step.said.on


def _outcome(teller: Teller, entry: Outcome) -> _Event:
    parts = [teller.phrase(f"result-{entry.result}")]
    if entry.count is not None:
        parts.append(teller.phrase(f"counted-{entry.counted or 'items'}", n=teller.count(entry.count)))
    if entry.subject:
        parts.append(teller.lexicon.text(entry.subject))
    who = str(teller.word(entry.said.by))
    return _Event(_told_on(entry), "act", who, ": ".join((parts[0], "; ".join(parts[1:]))).rstrip(": "), entry.said.by)


def _told_on(entry: Entry) -> str:
    return entry.valid or entry.said.on


def _row(teller: Teller, event: _Event) -> tuple[Cell, ...]:
    return (
        Cell(days(teller, event.day), event.day),
        Cell(teller.phrase(f"happened-{event.kind}"), event.kind),
        Cell(event.who, event.by or None),
        Cell(event.text),
    )


def _drawn(teller: Teller, title: str, events: Sequence[_Event], held: Gathering) -> str:
    parts, top = d.heading(title, WIDTH, as_seen(teller, dated=False))
    used = [kind for kind in KINDS if any(event.kind == kind for event in events)]
    made = [d.Key(_mark(kind, 9, 6), teller.phrase(f"happened-{kind}")) for kind in used]
    more, top = d.keys(made, WIDTH, top)
    parts += more
    first = top + 8
    course: list[str] = []
    for _, run in groupby(events, lambda event: days(teller, event.day)):
        more, top = _one_day(teller, list(run), top, held)
        course += more
    line = d.path("rule", f"M{d.EDGE + 6} {first:.5g}V{top:.5g}") if events else ""
    rows = (_row(teller, event) for event in events)
    return d.element(title, told(rows), [*parts, line, *course], d.Sheet(WIDTH, top + d.EDGE, teller.lexicon.language))


def _one_day(teller: Teller, events: Sequence[_Event], top: float, held: Gathering) -> tuple[list[str], float]:
    """Return a day: its date, and what was said and done on it; the day of the meeting itself on a band."""
    own = any(event.by == held.meeting for event in events)
    top += 8
    parts: list[str] = []
    if own:
        parts.append(d.rect("fill", d.EDGE, top, WIDTH - 2 * d.EDGE, 20))
    tone = "on" if own else "ink"
    parts.append(d.text(days(teller, events[0].day), _LEFT, top + 14.5, tone, 'font-size="13" font-weight="600"'))
    top += 24
    before = None
    for event in events:
        goes_on = before is not None and (before.who, before.kind) == (event.who, event.kind)
        more, top = _told(teller, event, top, named=not goes_on)
        parts += more
        before = event
    return parts, top


def _told(teller: Teller, event: _Event, top: float, *, named: bool) -> tuple[list[str], float]:
    """Return who said or did what: the name, and as much of the words as a few lines hold; all of them as a title."""
    room = WIDTH - _LEFT - d.EDGE
    shapes = [_mark(event.kind, d.EDGE + 6, top + 9)]
    for line in d.lines(event.who, room) if named and event.who else ():
        shapes.append(d.text(line, _LEFT, top + 13, "ink", 'font-size="13"'))
        top += d.LINE
    for line in d.cut(event.text, room, _LINES, 12):
        shapes.append(d.text(line, _LEFT, top + 12, "quiet", 'font-size="12"'))
        top += d.LINE
    said = ", ".join(cell.text for cell in _row(teller, event) if cell.text)
    return [d.titled(said, *shapes)], top + 6


def _mark(kind: str, middle: float, centre: float) -> str:
    if kind == "meeting":
        return d.circle("fill", middle, centre, 6)
    if kind == "act":
        return d.rect("fill", middle - 4, centre - 4, 8, 8)
    return d.circle("open", middle, centre, 4)
