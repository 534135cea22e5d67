"""The wheel of a chair: who had it, who has it, who is next, in the order of the turns; departures from it marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from math import cos, pi, sin
from typing import NamedTuple

from concilium.charter.calendar import months_of
from concilium.documents import drawing as d
from concilium.documents.brief.teller import Teller
from concilium.documents.chairs import ChairTurn, tell_chairs
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, told
from concilium.instants import BEGINNING, day_minutes, day_of, moment, shift_months
from concilium.procedure.answer import Answer
from concilium.procedure.succession import succession
from concilium.procedure.turns import leading_organ

BEFORE, AFTER = 5, 5
"""So many turns are drawn before the present one, and so many after it, as far as they are known."""

STATES = ("past", "now", "decided", "computed")
_OUTER, _INNER, _CODE = 118.0, 70.0, 3
_RECORDED = ("decision", "record")
_MIDDLE = 'font-size="13" text-anchor="middle"'


class _Spoke(NamedTuple):
    """A turn and its place in time: past, now, decided (or recorded) ahead, or computed."""

    turn: ChairTurn
    state: str
    differs: bool


def wheel(teller: Teller, organ: str) -> Picture:
    """Return the turns in the chair of an organ about the date of the view. Raises UnknownNameError."""
    spokes = _around(teller, organ)
    title = teller.phrase("picture-wheel", organ=teller.word(organ))
    rows = tuple(_row(teller, spoke) for spoke in spokes)
    named = columns(teller, "from", "to", "holder", "state", "how")
    return Picture("wheel", title, _drawn(teller, title, spokes, rows), named, rows)


def _around(teller: Teller, organ: str) -> list[_Spoke]:
    """Return the present turn with those before and after it; a time of which nothing is known is left out at the end.

    Looks as far as so many turns of the longest kind take.
    """
    leading = leading_organ(teller.charter, teller.view, organ)
    months = max((months_of(rule) for rule in teller.charter.organ(leading).chair), default=12)
    on = teller.view.at.on.latest
    day = day_of(on)
    first = day_minutes(shift_months(day, -min(months * BEFORE * 2, (day.year - 1) * 12)))
    last = day_minutes(shift_months(day, min(months * (AFTER + 1), (9998 - day.year) * 12)))
    held = succession(teller.charter, teller.view, organ, first, last)
    turns = tell_chairs(teller, organ, first, last)
    spokes = [_spoke(teller, turn, each.answer) for turn, each in zip(turns, held, strict=True)]
    past = [spoke for spoke in spokes if spoke.state == "past"]
    rest = [spoke for spoke in spokes if spoke.state != "past"][: AFTER + 1]
    return [*_from_known(past[-BEFORE:]), *reversed(_from_known(rest[::-1]))]


def _from_known(spokes: Sequence[_Spoke]) -> list[_Spoke]:
    """Return turns without those at the beginning of which nothing is known, but for the present one."""
    return list(dropwhile(lambda spoke: spoke.turn.how == "unknown" and spoke.state != "now", spokes))


def _spoke(teller: Teller, turn: ChairTurn, answer: Answer[str | None]) -> _Spoke:
    on = teller.view.at.on.latest
    begins = moment(turn.begins).earliest if turn.begins else BEGINNING
    over = turn.ends is not None and moment(turn.ends).latest < on
    ahead = "decided" if turn.how in _RECORDED else "computed"
    departs = answer.state == "differs" or any(reason.key == "chair-deviation" for reason in answer.reasons)
    return _Spoke(turn, "past" if over else "now" if begins <= on else ahead, departs)


def _row(teller: Teller, spoke: _Spoke) -> tuple[Cell, ...]:
    turn = spoke.turn
    return (
        Cell(_day(teller, turn.begins), turn.begins),
        Cell(_day(teller, turn.ends), turn.ends),
        Cell(turn.name, turn.holder),
        Cell(teller.phrase(f"wheel-{spoke.state}"), spoke.state),
        Cell(turn.words, turn.how),
    )


def _day(teller: Teller, text: str | None) -> str:
    return format(teller.when(text), "") if text else ""


def _drawn(teller: Teller, title: str, spokes: Sequence[_Spoke], rows: Sequence[tuple[Cell, ...]]) -> str:
    parts, top = d.heading(title, WIDTH, as_seen(teller))
    more, top = d.keys(_keys(teller, spokes), WIDTH, top)
    parts += more
    if spokes:
        centre = top + _OUTER + 16
        parts += _ring(teller, spokes, centre)
        more, top = _listed(teller, spokes, centre + _OUTER + 16)
    else:
        more, top = d.note(teller.phrase("picture-nothing"), WIDTH, top)
    parts += more
    return d.element(title, told(rows), parts, d.Sheet(WIDTH, top + d.EDGE, teller.lexicon.language))


def _keys(teller: Teller, spokes: Sequence[_Spoke]) -> Iterator[d.Key]:
    for state in STATES:
        if any(spoke.state == state for spoke in spokes):
            yield d.Key(_swatch(state), teller.phrase(f"wheel-{state}"))
    if any(spoke.differs for spoke in spokes):
        yield d.Key(d.diamond("warn", 9, 6, 5), teller.phrase("wheel-differs"))


def _swatch(state: str) -> str:
    name, stroke = _manner(state)
    return d.path(name, "M1 0h16v12h-16z", stroke)


def _manner(state: str) -> tuple[str, str]:
    """Return the meaning and the stroke of a state: light, full, with an edge, with a broken edge."""
    name = {"past": "soft", "now": "fill"}.get(state, "open")
    return name, 'stroke-dasharray="3 3"' if state == "computed" else ""


def _ring(teller: Teller, spokes: Sequence[_Spoke], centre: float) -> Iterator[str]:
    """Yield the turns clockwise, the present one at the top, and in the middle who has the chair."""
    now = next((place for place, spoke in enumerate(spokes) if spoke.state == "now"), len(spokes) - 1)
    step = min(pi / 4, 2 * pi * 0.94 / len(spokes))
    for place, spoke in enumerate(spokes):
        yield _sector(teller, spoke, place, (place - now) * step - pi / 2, step, centre)
    spoke = spokes[now]
    if spoke.state == "now":
        lines = d.lines(spoke.turn.name, 2 * _INNER - 22)
        first = centre - len(lines) * d.LINE / 2
        for number, line in enumerate(lines, 1):
            yield d.text(line, WIDTH / 2, first + d.LINE * number - 4, "ink", _MIDDLE + ' font-weight="600"')


def _sector(teller: Teller, spoke: _Spoke, place: int, middle: float, step: float, centre: float) -> str:
    outer = _OUTER + (8 if spoke.state == "now" else 0)
    first, last = middle - step / 2 + 0.015, middle + step / 2 - 0.015

    corners = [_at(angle, radius, centre) for angle, radius in ((first, _INNER), (first, outer), (last, outer))]
    inner, left, right = (f"{x:.5g} {y:.5g}" for x, y in corners)
    low = "{:.5g} {:.5g}".format(*_at(last, _INNER, centre))
    course = f"M{inner}L{left}A{outer:.5g} {outer:.5g} 0 0 1 {right}L{low}A{_INNER:.5g} {_INNER:.5g} 0 0 0 {inner}z"
    name, stroke = _manner(spoke.state)
    code = spoke.turn.holder or "?"
    said = code if len(code) <= _CODE else str(place + 1)
    x, y = _at(middle, (_INNER + outer) / 2, centre)
    label = d.text(said, x, y + 4.5, "on" if spoke.state == "now" else "ink", _MIDDLE + ' font-weight="600"')
    shapes = [d.path(name, course, stroke), label]
    if spoke.differs:
        shapes.append(d.diamond("warn", *_at(middle, outer, centre), 6))
    return d.titled(", ".join(cell.text for cell in _row(teller, spoke) if cell.text), *shapes)


def _at(angle: float, radius: float, centre: float) -> tuple[float, float]:
    return WIDTH / 2 + radius * cos(angle), centre + radius * sin(angle)


def _listed(teller: Teller, spokes: Sequence[_Spoke], top: float) -> tuple[list[str], float]:
    """Return the turns one under the other: who, from when to when, and by what."""
    parts: list[str] = []
    for place, spoke in enumerate(spokes, 1):
        code = spoke.turn.holder or "?"
        number = "" if len(code) <= _CODE else f"{place}. "
        parts.append(f'<g transform="translate({d.EDGE} {top + 3:.5g})">{_swatch(spoke.state)}</g>')
        if spoke.differs:
            parts.append(d.diamond("warn", d.EDGE + 9, top + 24, 5))
        weight = ' font-weight="600"' if spoke.state == "now" else ""
        for line in d.lines(number + spoke.turn.name, WIDTH - 2 * d.EDGE - 26):
            parts.append(d.text(line, d.EDGE + 26, top + 13, "ink", f'font-size="13"{weight}'))
            top += d.LINE
        ends = _day(teller, spoke.turn.ends)
        begins = _day(teller, spoke.turn.begins)
        dates = teller.phrase("wheel-dates", first=begins or "…", last=ends or "…")
        more, top = d.note(f"{dates}; {spoke.turn.words}".rstrip("; "), WIDTH, top, d.EDGE + 26)
        parts += more
        top += 6
    return parts, top
