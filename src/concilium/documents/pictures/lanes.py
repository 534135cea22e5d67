"""Membership over time: a lane for each member, its standings as bars, what is contested hatched beneath."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from concilium.documents import drawing as d
from concilium.documents.brief.teller import Teller
from concilium.documents.pictures.axis import Axis, axis_of
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, day, member, told
from concilium.instants import END
from concilium.problems import UnknownNameError, meant
from concilium.procedure.composition import ever_acted
from concilium.procedure.memberships import Stretch, stretches_of
from concilium.procedure.timeline import MEMBER, OVER

_WHOLE = frozenset({*MEMBER, "participating", "consultative"})
_LESSER = frozenset({"signatory", "associate", "observer", "partner"})
_NARROWEST, _WIDEST, _BAR, _ROW = 104, 176, 12, 22


class _Lane(NamedTuple):
    member: str
    stretches: tuple[Stretch, ...]


def lanes(teller: Teller, only: str | None = None) -> Picture:
    """Return the membership of every state that the view knows of (or of one) over time.

    Raises UnknownNameError when the view knows of no such member.
    """
    acted = ever_acted(teller.charter, teller.view)
    if only is not None and only not in acted:
        raise UnknownNameError(f"This view knows of no act of a member '{only}'. {meant(only, acted)}.")
    found = [_Lane(code, stretches_of(teller.charter, teller.view, code)) for code in acted if only in (None, code)]
    given = [lane for lane in found if lane.stretches]
    rows = tuple(_row(teller, lane.member, each) for lane in given for each in lane.stretches)
    organization = teller.charter.file.name.form(teller.lexicon.language)
    title = teller.phrase("picture-lanes", organization=organization)
    return Picture(
        "lanes",
        title,
        _drawn(teller, title, given, rows),
        columns(teller, "member", "from", "to", "standing", "state", "otherwise"),
        rows,
    )


def _row(teller: Teller, code: str, stretch: Stretch) -> tuple[Cell, ...]:
    on = teller.view.at.on.latest
    state = "foreseen" if stretch.begins > on else "ended" if stretch.ends < on else "now"
    otherwise = "; ".join(_holds(teller, authority, standing) for authority, standing in stretch.contested)
    return (
        member(teller, code),
        day(teller, stretch.begins),
        day(teller, stretch.ends),
        Cell(teller.phrase(f"standing-{stretch.standing}"), stretch.standing),
        Cell(teller.phrase(f"lane-{state}"), state),
        Cell(otherwise, [{"by": by, "standing": standing} for by, standing in stretch.contested] or None),
    )


def _holds(teller: Teller, authority: str, standing: str) -> str:
    return f"{teller.word(authority)}: {teller.phrase(f'standing-{standing}')}"


def _drawn(teller: Teller, title: str, given: Sequence[_Lane], rows: Sequence[tuple[Cell, ...]]) -> str:
    every = [stretch for lane in given for stretch in lane.stretches]
    parts, top = d.heading(title, WIDTH, as_seen(teller))
    more, top = d.keys(_keys(teller, every), WIDTH, top)
    parts += more
    on = teller.view.at.on.latest
    left = d.EDGE + _labels(teller, given) + 8
    axis = axis_of([s.begins for s in every], [*(s.ends for s in every), on], left, WIDTH - d.EDGE)
    first = top + 2 * d.LINE
    body, top = _body(teller, given, axis, first)
    parts += axis.drawn(first - 6, top)
    parts += axis.today(on, day(teller, on).text, first - 6, top)
    if not given:
        more, top = d.note(teller.phrase("picture-nothing"), WIDTH, top)
        body += more
    return d.element(title, told(rows), [*parts, *body], d.Sheet(WIDTH, top + d.EDGE, teller.lexicon.language))


def _labels(teller: Teller, given: Sequence[_Lane]) -> float:
    """Return how wide the names are written: as their longest word takes, within bounds."""
    words = (part for lane in given for part in re.split(r"[ -]", str(teller.word(lane.member))))
    return min(_WIDEST, max([_NARROWEST, *(d.wide(f"{word}-") for word in words)]))


def _keys(teller: Teller, every: Sequence[Stretch]) -> Iterator[d.Key]:
    """Yield the standings that are there, each with how it is drawn, and what is contested, foreseen or over."""
    on = teller.view.at.on.latest
    alike: dict[str, list[str]] = {}
    for standing in dict.fromkeys(s.standing for s in every):
        alike.setdefault(_bar(standing, 0, 0, 18), []).append(teller.phrase(f"standing-{standing}"))
    yield from (d.Key(shape, ", ".join(said)) for shape, said in alike.items())
    if any(s.contested for s in every):
        yield d.Key(d.hatched("warn-edge", 0, 3, 18, 6), teller.phrase("lane-contested"))
    if any(on < s.begins < END or on < s.ends < END for s in every):
        yield d.Key(_foreseen(0, 0, 18), teller.phrase("lane-foreseen"))


def _body(teller: Teller, given: Sequence[_Lane], axis: Axis, top: float) -> tuple[list[str], float]:
    parts: list[str] = []
    for lane in given:
        labels = d.lines(str(teller.word(lane.member)), axis.left - 8 - d.EDGE)
        for number, line in enumerate(labels):
            parts.append(
                d.text(line, axis.left - 8, top + 12 + d.LINE * number, "ink", 'font-size="13" text-anchor="end"')
            )
        parts += [_stretch(teller, lane.member, stretch, axis, top + 2) for stretch in lane.stretches]
        bottom = top + max(_ROW, d.LINE * len(labels) + 4)
        if any(stretch.contested for stretch in lane.stretches):
            more, bottom = _disputes(teller, lane, axis, bottom)
            parts += more
        top = bottom
    return parts, top


def _stretch(teller: Teller, code: str, stretch: Stretch, axis: Axis, top: float) -> str:
    """Return a stretch as a bar: what is to come dashed, and its end, when it ended, with a stroke."""
    on = teller.view.at.on.latest
    left, now, right = axis.at(stretch.begins), axis.at(min(stretch.ends, on)), axis.at(stretch.ends)
    shapes = []
    if stretch.begins <= on:
        shapes.append(_bar(stretch.standing, left, top, max(now - left, 1.5)))
    if on < stretch.ends < END or stretch.begins > on:
        shapes.append(_foreseen(max(now, left), top, max(right - max(now, left), 6)))
    said = ", ".join(cell.text for cell in _row(teller, code, stretch) if cell.text)
    return d.titled(said, *shapes)


def _bar(standing: str, left: float, top: float, width: float) -> str:
    if standing in OVER or standing in ("not-member", "outside"):
        return d.cross("line", left + 4, top + _BAR / 2, 4)
    if standing in _WHOLE:
        return d.rect("fill", left, top, width, _BAR)
    if standing in _LESSER:
        return d.rect("soft", left, top + 3, width, _BAR - 6)
    if standing == "withdrawing":
        return d.rect("soft", left, top, width, _BAR)
    return d.striped("edge", left, top, width, _BAR)


def _foreseen(left: float, top: float, width: float) -> str:
    return d.path("edge", f"M{left:.5g} {top:.5g}h{width:.5g}v{_BAR}h-{width:.5g}", 'stroke-dasharray="3 3"')


def _disputes(teller: Teller, lane: _Lane, axis: Axis, top: float) -> tuple[list[str], float]:
    """Return each authority that holds otherwise: hatched for as long as it does, with what it holds beneath."""
    parts: list[str] = []
    on = teller.view.at.on.latest
    for held in dict.fromkeys(each for stretch in lane.stretches for each in stretch.contested):
        stretches = [s for s in lane.stretches if held in s.contested and s.begins <= on]
        for first, last in _runs(stretches):
            left, right = axis.at(first), axis.at(min(last, on))
            parts.append(d.hatched("warn-edge", left, top - 4, max(right - left, 3), 6))
        said = "; ".join(_since(teller, *run) for run in _runs(stretches))
        more, top = d.note(f"{said}: {_holds(teller, *held)}", WIDTH, top + 2, axis.left, "warn-ink")
        parts += more
        top += 6
    return parts, top


def _runs(stretches: Sequence[Stretch]) -> list[tuple[int, int]]:
    """Return from when to when stretches run on without a break."""
    found: list[tuple[int, int]] = []
    for each in stretches:
        if found and found[-1][1] + 1 == each.begins:
            found[-1] = (found[-1][0], each.ends)
        else:
            found.append((each.begins, each.ends))
    return found


def _since(teller: Teller, first: int, last: int) -> str:
    from_, to = day(teller, first).text, day(teller, last).text
    return teller.phrase("lane-between", first=from_, last=to) if to else teller.phrase("lane-since", first=from_)
