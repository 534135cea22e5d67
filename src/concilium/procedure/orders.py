"""In what order the chair passes: who stands in line on a day, and who comes after whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Deviation, Rotation
from concilium.instants import Moment
from concilium.procedure.composition import ever_acted
from concilium.procedure.seats import seats
from concilium.procedure.standing import Change, timeline
from concilium.record.view import View


class Line(NamedTuple):
    """Who stands in line on a day: all ``names`` in order, and those ``able`` to take the chair."""

    names: tuple[str, ...]
    able: frozenset[str]


class Pointer(NamedTuple):
    """Where a rotation stands: whose turn it was last, and at which place of a list that may name one twice.

    ``round`` are those that take part in the present round where newcomers wait for the next; ``owed`` are members
    whose turn was kept for them; ``swaps`` the deviations by which members change places, by member.
    """

    last: str
    place: int = 0
    round: frozenset[str] = frozenset()
    owed: tuple[str, ...] = ()
    swaps: Mapping[str, Deviation] = {}


def line_on(charter: Charter, view: View, organ: str, rule: Rotation, minute: int) -> Line:
    """Return who stands in line for the chair of an organ at a minute.

    A member whose standing may not chair is not able to. Where the seats or a list decide who has a turn, a member
    of whose standing the record knows nothing is taken to be able.
    """
    if rule.order == "regions":
        return Line(rule.regions, frozenset(rule.regions))
    if rule.order == "listed":
        return Line(rule.members, _not_barred(charter, view, rule.members, minute))
    able = _able(charter, view, organ, rule, minute)
    names = charter.alphabet(rule.language)
    return Line((*names, *sorted(able.difference(names))), able)


def _able(charter: Charter, view: View, organ: str, rule: Rotation, minute: int) -> frozenset[str]:
    if rule.among == "seats":
        return _not_barred(charter, view, _seated(charter, view, organ, minute), minute)
    acted = ever_acted(charter, view)
    return frozenset(code for code in acted if may_chair(charter, timeline(charter, view, code), minute))


def _seated(charter: Charter, view: View, organ: str, minute: int) -> tuple[str, ...]:
    """Return who sits in an organ at a minute; nobody where not all are known, so that no turn is guessed."""
    found = seats(charter, view.on(Moment(minute, minute)), organ)
    return () if found.state == "unknown" else tuple(seat.member for seat in found.value.seats)


def _not_barred(charter: Charter, view: View, codes: tuple[str, ...], minute: int) -> frozenset[str]:
    histories = {code: timeline(charter, view, code) for code in codes}
    return frozenset(
        code
        for code, history in histories.items()
        if not any(change.minute <= minute for change in history) or may_chair(charter, history, minute)
    )


def may_chair(charter: Charter, history: list[Change], minute: int) -> bool:
    """Tell whether a member with this history of standing may take the chair at a minute."""
    past = [change for change in history if change.minute <= minute]
    rules = [rule for rule in charter.file.entitlements if past and rule.standing == past[-1].standing]
    rule = the_one_in_force(rules, Moment(minute, minute))
    return rule is not None and rule.chairs


def begin(line: Line, start: str) -> Pointer:
    """Return the pointer of a rotation that begins with a holder, whose round is that of all who can chair then."""
    return Pointer(start, _place(line, Pointer(start)), line.able)


def pass_on(line: Line, pointer: Pointer, *, wait: bool) -> Pointer | None:
    """Return the pointer moved to the next in line, or None when nobody in it is able to take the chair.

    With ``wait`` whoever came in during a round has no turn before all the others had theirs.
    """
    here = _place(line, pointer)
    able = line.able & pointer.round if wait and pointer.round else line.able
    at = following(line.names, able, here)
    taking_part = pointer.round
    if wait and (at is None or at <= here):
        taking_part = line.able
        at = following(line.names, taking_part, -1)
    return None if at is None else pointer._replace(last=line.names[at], place=at, round=taking_part)


def following(names: tuple[str, ...], able: frozenset[str], place: int) -> int | None:
    """Return the next place after one whose name is able to take the chair, round to the first, or None."""
    ways = ((place + step) % len(names) for step in range(1, len(names) + 1))
    return next((at for at in ways if names[at] in able), None)


def _place(line: Line, pointer: Pointer) -> int:
    """Return the place of the last holder, by name; before the first where the name does not stand in line.

    The pointer is the holder's name: members who came or went do not move it.
    """
    if pointer.place < len(line.names) and line.names[pointer.place] == pointer.last:
        return pointer.place
    return line.names.index(pointer.last) if pointer.last in line.names else -1
