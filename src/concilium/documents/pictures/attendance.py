"""Who came: the meetings of an organ down, the members across, and in each place what is known, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from concilium.documents import drawing as d
from concilium.documents.brief.teller import Teller
from concilium.documents.pictures.picture import WIDTH, Cell, Picture, as_seen, columns, days, member, told
from concilium.procedure.attendance import attendance as presences
from concilium.procedure.composition import ever_acted, members
from concilium.procedure.meetings import Gathering, gatherings
from concilium.record.entry import Attendance

STATES = ("present", "absent", "announced-absent", "expected", "unknown", "outside")
_LABELS, _ROW, _NARROW, _WIDE, _HEAD = 150, 20, 30, 34, 18


class _Place(NamedTuple):
    """A member at a meeting: what is known, and why."""

    member: str
    state: str
    reason: str = ""


def attendance(teller: Teller, organ: str) -> Picture:
    """Return who came to each meeting of an organ that the view knows of, in order of time. Raises UnknownNameError."""
    teller.charter.organ(organ)
    held = [meeting for meeting in gatherings(teller.view, organ) if meeting.status != "cancelled"]
    given = [(meeting, _places(teller, meeting)) for meeting in held]
    there = {place.member for _, places in given for place in places.values() if place.state != "outside"}
    across = teller.charter.in_order(there)
    rows = tuple(_row(teller, meeting, places[code]) for meeting, places in given for code in across if code in places)
    title = teller.phrase("picture-attendance", organ=teller.word(organ))
    named = columns(teller, "day", "meeting", "member", "presence", "reason")
    return Picture("attendance", title, _drawn(teller, title, given, across), named, rows)


def _places(teller: Teller, meeting: Gathering) -> dict[str, _Place]:
    """Return what is known of every state that ever belonged, or was there, at a meeting."""
    there = teller.view.on(meeting.when.begins)
    known = presences(teller.charter, teller.view, meeting.meeting)
    belonging = set(members(teller.charter, there).value)
    found = {}
    for code in teller.charter.in_order({*ever_acted(teller.charter, teller.view), *known}):
        if code in known:
            entry = teller.view.get(known[code].entry)
            reason = teller.lexicon.text(entry.reason) if isinstance(entry, Attendance) and entry.reason else ""
            found[code] = _Place(code, known[code].state, reason)
        else:
            found[code] = _Place(code, "unknown" if code in belonging else "outside")
    return found


def _row(teller: Teller, meeting: Gathering, place: _Place) -> tuple[Cell, ...]:
    return (
        Cell(days(teller, meeting.valid), meeting.valid),
        Cell(meeting.meeting),
        member(teller, place.member),
        Cell(teller.phrase(f"presence-{place.state}"), place.state),
        Cell(place.reason),
    )


def _drawn(
    teller: Teller, title: str, given: Sequence[tuple[Gathering, dict[str, _Place]]], across: Sequence[str]
) -> str:
    width = max(WIDTH, 2 * d.EDGE + _LABELS + _NARROW * len(across))
    apart = min(44.0, (width - 2 * d.EDGE - _LABELS) / max(len(across), 1))
    parts, top = d.heading(title, width, as_seen(teller, dated=False))
    used = {place.state for _, places in given for code, place in places.items() if code in across}
    made = [d.Key(mark(state, 9, 6), teller.phrase(f"presence-{state}")) for state in STATES if state in used]
    more, top = d.keys(made, width, top)
    parts += more
    top += _HEAD
    size = 12 if apart > _WIDE else 10
    for number, code in enumerate(across):
        middle = d.EDGE + _LABELS + apart * (number + 0.5)
        head = d.text(code, middle, top, "ink", f'font-size="{size}" font-weight="600" text-anchor="middle"')
        parts.append(d.titled(str(teller.word(code)), head))
    top += 6
    for meeting, places in given:
        parts.append(d.path("rule", f"M{d.EDGE} {top:.5g}H{width - d.EDGE}"))
        parts.append(_label(teller, meeting, top))
        for number, code in enumerate(across):
            said = ", ".join(cell.text for cell in _row(teller, meeting, places[code]) if cell.text)
            shape = mark(places[code].state, d.EDGE + _LABELS + apart * (number + 0.5), top + _ROW / 2)
            parts.append(d.titled(said, shape))
        top += _ROW
    if not given:
        more, top = d.note(teller.phrase("picture-nothing"), width, top)
        parts += more
    return d.element(title, _heard(teller, given, across), parts, d.Sheet(width, top + d.EDGE, teller.lexicon.language))


def _heard(teller: Teller, given: Sequence[tuple[Gathering, dict[str, _Place]]], across: Sequence[str]) -> str:
    return told(_row(teller, meeting, places[code]) for meeting, places in given for code in across)


def _label(teller: Teller, meeting: Gathering, top: float) -> str:
    day = meeting.valid.partition("/")[0]
    where = f"  {teller.word(meeting.place)}" if meeting.place else ""
    said = f"{days(teller, meeting.valid)}{where}"
    return d.titled(
        said,
        d.text(day, d.EDGE, top + 14, "ink", 'font-size="12"'),
        d.text(d.clipped(where, _LABELS - 82, 11), d.EDGE + 78, top + 14, "quiet", 'font-size="11"'),
    )


def mark(state: str, middle: float, centre: float) -> str:
    """Return the mark of a presence: a full or an empty disc, a cross, a diamond with a stroke, or a question mark."""
    if state == "present":
        return d.circle("fill", middle, centre, 5.5)
    if state == "expected":
        return d.circle("open", middle, centre, 5)
    if state == "absent":
        return d.cross("warn-edge", middle, centre, 4.5)
    if state == "announced-absent":
        return d.diamond("warn-open", middle, centre, 6)
    if state == "unknown":
        return d.text("?", middle, centre + 4.5, "quiet", 'font-size="12" text-anchor="middle"')
    return d.path("line", f"M{middle - 3:.5g} {centre:.5g}h6")
