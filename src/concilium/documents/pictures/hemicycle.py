"""A vote as a half circle of seats, from those for to those against, and under it the outcome with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from concilium.documents import drawing as d
from concilium.documents.brief.leading_up import told_outcome
from concilium.documents.brief.teller import Teller
from concilium.documents.explain_decision import explain_ruling
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, days, told
from concilium.problems import UnknownNameError
from concilium.procedure.casting import Cast, Told
from concilium.procedure.composition import members
from concilium.procedure.meetings import gathering
from concilium.record.entry import Outcome, Vote

ORDER = (
    "yes",
    "abstain",
    "no",
    "not-participating",
    "absent",
    "not-entitled",
    "unsaid",
)
"""From left to right."""

_OUTER, _GAP, _LARGEST = 186.0, 3.0, 17.0
_NAMED = 13.0  # the least radius of a seat that has room for a code
_ARCS = 16  # at most
_APART = 52.0  # how far the seats of a small body are from each other


class _Count(NamedTuple):
    """A position: the members that took it by name, and how many more that are not named."""

    position: str
    named: tuple[str, ...]
    unnamed: int

    @property
    def number(self) -> int:
        return len(self.named) + self.unnamed


class _Said(NamedTuple):
    """What is written under the seats: the outcome, and why."""

    outcome: str
    reasons: tuple[str, ...]


def hemicycle(teller: Teller, organ: str, matter: str, vote: Told) -> Picture:
    """Return a vote that is told, with what came of it under the rules. Raises UnknownNameError and MisusedError."""
    made = explain_ruling(teller, organ, matter, vote)
    title = teller.phrase("picture-vote", organ=teller.word(organ), matter=matter)
    counts = _counted(teller, made.answer.value.cast)
    said = _Said(made.headline, tuple(sentence.text for sentence in made.sentences))
    return _picture(teller, title, counts, said)


def recorded(teller: Teller, which: str) -> Picture:
    """Return a vote that the record holds, by its id or the last at a meeting, with what was declared.

    Raises UnknownNameError.
    """
    vote = _the_vote(teller, which)
    held = gathering(teller.view, vote.meeting)
    matter = teller.lexicon.text(vote.matter) if vote.matter else teller.phrase("matter-package")
    organs = format(teller.lexicon.words(held.organs), "")
    title = teller.phrase("picture-vote", organ=f"{organs}, {days(teller, held.valid)}", matter=matter)
    taken = {code for codes in vote.positions.values() for code in codes}
    there = members(teller.charter, teller.view.on(held.when.begins)).value
    unsaid = tuple(code for code in there if code not in taken)
    counts = [
        _Count(position, tuple(teller.charter.in_order(vote.positions.get(position, ()))), 0)  # type: ignore[call-overload]
        for position in ORDER[:-1]
    ]
    declared = [
        each
        for each in teller.view.all(Outcome, vote.meeting)
        if each.meeting == vote.meeting and each.draft == vote.draft
    ]
    results = dict.fromkeys(teller.phrase(f"result-{each.result}") for each in declared)
    reasons = (_form(teller, vote), *(told_outcome(teller, each).text for each in declared))
    outcome = "; ".join(results)
    said = _Said(f"{outcome[:1].upper()}{outcome[1:]}", tuple(reason for reason in reasons if reason))
    return _picture(teller, title, [*counts, _Count("unsaid", unsaid, 0)], said)


def _the_vote(teller: Teller, which: str) -> Vote:
    entry = teller.view.get(which)
    if isinstance(entry, Vote):
        return entry
    held = gathering(teller.view, which)
    found = [vote for vote in teller.view.all(Vote, held.meeting) if vote.meeting == held.meeting and vote.positions]
    if not found:
        raise UnknownNameError(
            f"The record has no vote with positions at '{which}'. Name an organ, and say how the members voted."
        )
    return found[-1]


def _form(teller: Teller, vote: Vote) -> str:
    by = teller.phrase("by-whom", who=teller.word(vote.said.by), when=teller.when(vote.said.on))
    return f"{teller.phrase(f'vote-form-{vote.form}')}, {by} {teller.reported(vote)}".strip()


def _counted(teller: Teller, held: Cast) -> list[_Count]:
    """Return the positions of all seats; a vacant seat and one that is not named count without a name."""
    vote = held.vote
    found = []
    for position in ORDER[:-1]:
        seats = [vote.seats[place].member for place, taken in vote.named.items() if taken == position]
        named = tuple(teller.charter.in_order(member for member in seats if member))
        unnamed = seats.count("") + vote.unnamed.get(position, 0)  # type: ignore[call-overload]
        found.append(_Count(position, named, unnamed))
    return found


class _Seat(NamedTuple):
    """A seat in the picture: its angle (0 to the left, pi to the right), its distance from the middle, its radius."""

    angle: float
    distance: float
    radius: float


def _picture(teller: Teller, title: str, counts: Sequence[_Count], said: _Said) -> Picture:
    given = [count for count in counts if count.number]
    rows = tuple(row for count in given for row in _rows(teller, count))
    notes = tuple(line for line in (said.outcome, *said.reasons) if line)
    named = columns(teller, "position", "member", "number")
    return Picture("hemicycle", title, _drawn(teller, title, given, said), named, rows, notes)


def _rows(teller: Teller, count: _Count) -> Iterator[tuple[Cell, ...]]:
    position = Cell(teller.phrase(f"voted-{count.position}"), count.position)
    for code in count.named:
        yield (position, Cell(str(teller.word(code)), code), Cell("1", 1))
    if count.unnamed:
        yield (position, Cell(teller.phrase("voted-unnamed"), ""), Cell(str(count.unnamed), count.unnamed))


def _drawn(teller: Teller, title: str, given: Sequence[_Count], said: _Said) -> str:
    parts, top = d.heading(title, WIDTH, as_seen(teller))
    number = sum(count.number for count in given)
    outer = min(_OUTER, max(60.0, (number - 1) * _APART / pi + _LARGEST))
    centre = top + outer + d.EDGE
    placed = _seats(number, outer)
    takers = [(count.position, code) for count in given for code in (*count.named, *[""] * count.unnamed)]
    for seat, (position, code) in zip(placed, takers, strict=True):
        parts.append(_seat(teller, seat, position, code, centre))
    top = centre + _LARGEST + 4
    for count in given:
        more, top = _under(teller, count, top)
        parts += more
    for place, line in enumerate(d.lines(said.outcome, WIDTH - 2 * d.EDGE, 14.5) if said.outcome else ()):
        top += d.LINE + (8 if place == 0 else 2)
        parts.append(d.text(line, d.EDGE, top, "ink", 'font-size="14" font-weight="600"'))
    top += 6
    for reason in said.reasons:
        more, top = d.note(f"– {reason}", WIDTH, top + 3)
        parts += more
    heard = told(row for count in given for row in _rows(teller, count))
    heard = ". ".join((heard, said.outcome, *said.reasons))
    return d.element(title, heard, parts, d.Sheet(WIDTH, top + d.EDGE, teller.lexicon.language))


def _under(teller: Teller, count: _Count, top: float) -> tuple[list[str], float]:
    """Return a position with how many took it, and who."""
    position = teller.phrase(f"voted-{count.position}")
    said = teller.phrase("voted-line", position=f"{position[:1].upper()}{position[1:]}", count=count.number)
    parts = [
        _mark(count.position, d.EDGE + 8, top + 10, 6),
        d.text(said, d.EDGE + 24, top + 14.5, "ink", 'font-size="13" font-weight="600"'),
    ]
    names = [str(teller.word(code)) for code in count.named]
    if names and count.unnamed:
        names.append(f"{teller.phrase('voted-unnamed')}: {count.unnamed}")
    more, top = d.note(", ".join(names), WIDTH, top + d.LINE + 4, d.EDGE + 24)
    return [*parts, *more], top + 2


def _seat(teller: Teller, seat: _Seat, position: str, code: str, centre: float) -> str:
    left, middle = WIDTH / 2 - seat.distance * cos(seat.angle), centre - seat.distance * sin(seat.angle)
    who = str(teller.word(code)) if code else teller.phrase("voted-unnamed")
    shapes = [_mark(position, left, middle, seat.radius)]
    if code and seat.radius >= _NAMED:
        tone = "on" if position in ("yes", "no") else "ink"
        shapes.append(d.text(code, left, middle + 3.8, tone, 'font-size="11" font-weight="600" text-anchor="middle"'))
    return d.titled(f"{who}: {teller.phrase(f'voted-{position}')}", *shapes)


def _mark(position: str, left: float, middle: float, radius: float) -> str:
    """Return a seat: a disc for, a ring abstaining, a square against; a broken edge for whoever had no part."""
    side = radius * 0.9
    square = f"M{left - side:.5g} {middle - side:.5g}h{2 * side:.5g}v{2 * side:.5g}h-{2 * side:.5g}z"
    ring = f"M{left - radius:.5g} {middle:.5g}a{radius:.5g} {radius:.5g} 0 1 0 {2 * radius:.5g} 0"
    ring += f"a{radius:.5g} {radius:.5g} 0 1 0 -{2 * radius:.5g} 0z"
    broken = 'stroke-dasharray="3 2.5"'
    return {
        "yes": d.path("fill", ring),
        "abstain": d.path("open", ring),
        "no": d.path("warn", square),
        "not-participating": d.path("open", square),
        "absent": d.path("open", ring, broken),
        "not-entitled": d.path("open", square, broken),
    }.get(position) or d.path("rule", ring)


def _seats(number: int, outer: float) -> list[_Seat]:
    """Return the places of so many seats in as few arcs as hold them, from left to right."""
    arcs = next(arcs for arcs in range(1, _ARCS + 1) if sum(_room(outer, arcs)) >= number or arcs == _ARCS)
    room = _room(outer, arcs)
    radius = _radius(arcs)
    whole = sum(room)
    counts = [number * each // whole for each in room]
    left = sorted(range(arcs), key=lambda arc: (-(number * room[arc] % whole), arc))
    for arc in left[: number - sum(counts)]:
        counts[arc] += 1
    seats = [_Seat(angle, _distance(outer, arcs, arc), radius) for arc in range(arcs) for angle in _angles(counts[arc])]
    return sorted(seats, key=lambda seat: (round(seat.angle, 6), seat.distance))


def _angles(count: int) -> list[float]:
    return [pi / 2] if count == 1 else [pi * place / (count - 1) for place in range(count)]


def _radius(arcs: int) -> float:
    return min(_LARGEST, (_OUTER * 0.7 / arcs - _GAP) / 2)


def _distance(outer: float, arcs: int, arc: int) -> float:
    radius = _radius(arcs)
    return outer - radius - arc * (2 * radius + _GAP)


def _room(outer: float, arcs: int) -> list[int]:
    """Return how many seats each arc holds."""
    across = 2 * _radius(arcs) + _GAP
    return [int(pi * _distance(outer, arcs, arc) / across) + 1 for arc in range(arcs)]
