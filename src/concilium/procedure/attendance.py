"""Who comes to a meeting, who stays away, and of whom nothing is known."""

from __future__ import annotations

from typing import NamedTuple

from concilium.charter.model import Charter
from concilium.instants import moment
from concilium.record.entry import Attendance
from concilium.record.view import View

_STATES = {
    "present": "present",
    "represented": "present",
    "expected": "expected",
    "absent": "absent",
    "absence-announced": "announced-absent",
}
_WEIGHT = {"invited": 0, "expected": 1, "absence-announced": 1, "represented": 2, "absent": 2, "present": 2}


class Presence(NamedTuple):
    """What is known of a member at a meeting: present, absent, expected or announced-absent, and by which entry."""

    member: str
    state: str
    person: str | None
    entry: str
    objection: str | None


def told(view: View, meeting: str) -> list[Attendance]:
    """Return what is said of who comes to a meeting: what was announced first, what happened after, as it was said."""
    return sorted(view.all(Attendance, meeting), key=lambda a: (_WEIGHT[a.status], moment(a.said.on).latest))


def attendance(charter: Charter, view: View, meeting: str) -> dict[str, Presence]:
    """Return the last known of each member at a meeting; a member of whom nothing is known is left out.

    What happened counts over what was announced; of several delegates of a member, one there is enough.
    """
    found: dict[str, Presence] = {}
    for entry in told(view, meeting):
        if entry.status not in _STATES:
            continue
        for member in entry.members:
            now = Presence(member, _STATES[entry.status], entry.person, entry.id, entry.objection)
            before = found.get(member)
            if before is not None and before.state == "present" and now.state != "present":
                continue
            found[member] = now
    return {code: found[code] for code in charter.in_order(found)}
