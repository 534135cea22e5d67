"""The way of a draft as a path between organs: done, planned, still to come, and what was told the wrong way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from concilium.charter.model import in_force
from concilium.charter.schema import PassageStep
from concilium.documents import drawing as d
from concilium.documents.brief.teller import Teller
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, days, told
from concilium.problems import UnknownNameError, meant
from concilium.procedure.meetings import gatherings
from concilium.procedure.passage import Way
from concilium.procedure.passage import passage as the_way
from concilium.record.entry import Draft, Step

STATES = ("done", "planned", "irregular", "next", "ahead")
_APART, _GAP = 20.0, 12


class _Stop(NamedTuple):
    """A place on the way: what is or was done, in which state, by which organs, when, and what more there is to say."""

    state: str
    step: str
    organs: tuple[str, ...]
    day: str = ""
    text: str = ""
    meeting: str = ""


def passage(teller: Teller, draft: str) -> Picture:
    """Return the way of a draft between organs, and what the rules have it do next. Raises UnknownNameError."""
    entry = next(iter(teller.view.all(Draft, draft)), None)
    if entry is None:
        known = {each.draft for each in teller.view.all(Draft)}
        raise UnknownNameError(f"This view knows of no draft '{draft}'. {meant(draft, known)}.")
    way = the_way(teller.charter, teller.view, draft).value
    stops = [*_told(teller, way), *_coming(teller, entry, way)]
    title = teller.phrase("picture-passage", draft=teller.lexicon.text(entry.title))
    title = title[:1].upper() + title[1:]
    rows = tuple(_row(teller, stop) for stop in stops)
    named = columns(teller, "day", "organ", "step", "state", "meeting", "text")
    return Picture("passage", title, _drawn(teller, title, stops, rows), named, rows)


def _told(teller: Teller, way: Way) -> Iterator[_Stop]:
    """Yield what was told of a draft in the order of the way, each step once."""
    seen: set[tuple[object, ...]] = set()
    for step in sorted((*way.steps, *way.irregular), key=_order):
        organs = _takers(teller, step)
        key = (step.step, organs, step.valid, step.meeting, step.status, step.to)
        if key in seen:
            continue
        seen.add(key)
        state = "irregular" if step in way.irregular else "planned" if step.status == "planned" else "done"
        words = teller.phrase("way-towards", organ=teller.word(step.to)) if step.to else ""
        day = step.valid or (step.meeting or "").partition("/")[2] or step.said.on
        yield _Stop(state, step.step, organs, day, words, step.meeting or "")


def _takers(teller: Teller, step: Step) -> tuple[str, ...]:
    """Return who took a step: an organ, members, or the organs of the meeting at which it was taken."""
    if step.organ or step.members:
        return (step.organ,) if step.organ else step.members
    known = {held.meeting: held.organs for held in gatherings(teller.view)}
    return known.get(step.meeting or "", ())


def _order(step: Step) -> tuple[str, str]:
    return (step.valid or (step.meeting or "").partition("/")[2] or step.said.on, step.said.on)


def _coming(teller: Teller, draft: Draft, way: Way) -> Iterator[_Stop]:
    """Yield the steps that the rules still require: the next one, and what comes after it."""
    if way.next is None:
        return
    route = next(route for route in teller.charter.file.passage if route.organ == draft.organ)
    required = [step for step in in_force(route.steps, teller.view.at.on, teller.view.at.known) if step.required]
    for number, rule in enumerate(required[required.index(way.next) :]):
        yield _ahead(teller, draft, rule, "next" if number == 0 else "ahead")


def _ahead(teller: Teller, draft: Draft, rule: PassageStep, state: str) -> _Stop:
    cited = "; ".join(teller.provisions((rule.id,)))
    own = tuple(organ for organ in rule.organs if organ == draft.originator) or rule.organs
    return _Stop(state, rule.step, own, "", f"{teller.lexicon.text(rule.says)} ({cited})".strip())


def _row(teller: Teller, stop: _Stop) -> tuple[Cell, ...]:
    return (
        Cell(days(teller, stop.day), stop.day) if stop.day else Cell(""),
        Cell(_organs(teller, stop), list(stop.organs) or None),
        Cell(teller.phrase(f"taken-{stop.step}"), stop.step),
        Cell(teller.phrase(f"way-{stop.state}"), stop.state),
        Cell(stop.meeting),
        Cell(stop.text),
    )


def _organs(teller: Teller, stop: _Stop) -> str:
    return format(teller.lexicon.words(stop.organs), "") if stop.organs else ""


def _drawn(teller: Teller, title: str, stops: Sequence[_Stop], rows: Sequence[tuple[Cell, ...]]) -> str:
    parts, top = d.heading(title, WIDTH, as_seen(teller))
    used = [state for state in STATES if any(stop.state == state for stop in stops)]
    made = [d.Key(_mark(state, 9, 6), teller.phrase(f"way-{state}")) for state in used]
    named, top = d.keys(made, WIDTH, top)
    course, top = _course(teller, stops, top + _GAP)
    parts += [*named, *course]
    if not stops or not any(stop.state in ("next", "ahead") or stop.step in ("adopted", "signed") for stop in stops):
        more, top = d.note(teller.phrase("way-open"), WIDTH, top)
        parts += more
    return d.element(title, told(rows), parts, d.Sheet(WIDTH, top + d.EDGE, teller.lexicon.language))


def _course(teller: Teller, stops: Sequence[_Stop], top: float) -> tuple[list[str], float]:
    """Return the path: the higher an organ stands, the further to the right its place."""
    levels = _levels(teller, stops)
    text_left = d.EDGE + 8 + _APART * (max(levels, default=0) + 1)
    lines, marks, texts = list[str](), list[str](), list[str]()
    before: tuple[float, float] | None = None
    for stop, level in zip(stops, levels, strict=True):
        here = (d.EDGE + 8 + _APART * level, top + 8)
        if before is not None:
            lines.append(_leg(before, here, stop.state))
        marks.append(d.titled(_said(teller, stop), _mark(stop.state, *here)))
        more, top = _words(teller, stop, text_left, top)
        texts += more
        before = before if stop.state == "irregular" and before else here
    return [*lines, *marks, *texts], top


def _levels(teller: Teller, stops: Sequence[_Stop]) -> list[int]:
    """Return how high each place stands: the organs under no other highest, whoever is no organ where it was before."""
    organs = teller.charter.file.organs
    depths = [min((len(teller.charter.above(o)) for o in stop.organs if o in organs), default=None) for stop in stops]
    deepest = max((depth for depth in depths if depth is not None), default=0)
    found: list[int] = []
    for depth in depths:
        found.append(deepest - depth if depth is not None else found[-1] if found else 0)
    return found


def _leg(start: tuple[float, float], end: tuple[float, float], state: str) -> str:
    (left, top), (right, bottom) = start, end
    turn = bottom - 14
    course = f"M{left:.5g} {top:.5g}V{turn:.5g}" + (f"L{right:.5g} {bottom:.5g}" if right != left else f"V{bottom:.5g}")
    if state == "done":
        return d.path("edge", course)
    return d.path("warn-edge" if state == "irregular" else "edge", course, 'stroke-dasharray="3 3"')


def _mark(state: str, middle: float, centre: float) -> str:
    if state == "done":
        return d.circle("fill", middle, centre, 6)
    if state == "planned":
        return d.circle("open", middle, centre, 5.5)
    if state == "irregular":
        return d.circle("warn-open", middle, centre, 6.5) + d.cross("warn-edge", middle, centre, 3)
    box = d.diamond("open", middle, centre, 6)
    return box if state == "ahead" else box + d.diamond("fill", middle, centre, 3)


def _said(teller: Teller, stop: _Stop) -> str:
    return ", ".join(cell.text for cell in _row(teller, stop) if cell.text)


def _words(teller: Teller, stop: _Stop, left: float, top: float) -> tuple[list[str], float]:
    """Return what stands beside a place: what is done, by which organ, when, and why."""
    parts: list[str] = []
    what = teller.phrase(f"taken-{stop.step}")
    when = f", {days(teller, stop.day)}" if stop.day else ""
    for line in d.lines(f"{what[:1].upper()}{what[1:]}{when}", WIDTH - left - d.EDGE, 13 * 1.1):
        parts.append(d.text(line, left, top + 12, "ink", 'font-size="13" font-weight="600"'))
        top += d.LINE
    for line in d.lines(_organs(teller, stop), WIDTH - left - d.EDGE) if stop.organs else ():
        parts.append(d.text(line, left, top + 12))
        top += d.LINE
    more, top = d.note(stop.text, WIDTH, top, left)
    return [*parts, *more], top + _GAP
