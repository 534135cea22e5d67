"""Whether enough members are there: known, unknown, or disputed, never guessed."""

from __future__ import annotations

from fractions import Fraction

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Quorum
from concilium.instants import moment
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.procedure.attendance import Presence, attendance
from concilium.procedure.composition import members
from concilium.record.view import View

_ANNOUNCED = ("expected", "announced-absent")


def quorum(charter: Charter, view: View, organ: str, meeting: str | None = None) -> Answer[bool | None]:
    """Return whether the quorum of an organ is met at a meeting: True, False, or None when it cannot be said.

    ``state`` is ``known``, ``unknown`` (no rule in force or its number not read, or attendance not known) or
    ``disputed``; the rivals are the positions that the view knows of.
    """
    rule = the_one_in_force(charter.organ(organ).quorum, view.at.on, view.at.known)
    if rule is None:
        return Answer(None, "unknown", missing=(f"quorum of {organ}",))
    seats = members(charter, view).value
    there = attendance(charter, view, meeting) if meeting else {}
    counted = [code for code in seats if code in there and there[code].state == "present"]
    facts = {"organ": organ, "present": str(len(counted)), "members": str(len(seats)), "rule": rule.state}
    reason = Reason("quorum-" + rule.state, facts, (rule.id,), tuple(there[code].entry for code in counted))
    rivals = tuple(_positions(view, rule))
    if rule.state == "none":
        return Answer(value=True, state="known", reasons=(reason,), rivals=rivals)
    if rule.state != "known" or rule.share is None:
        return Answer(
            None,
            rule.state if rivals or rule.state != "disputed" else "unknown",
            (reason,),
            rivals,
            (f"quorum of {organ}",),
        )
    return _counted(rule, seats, there, reason)


def _counted(rule: Quorum, seats: tuple[str, ...], there: dict[str, Presence], reason: Reason) -> Answer[bool | None]:
    needed = Fraction(rule.share or "1") * len(seats)
    present = sum(1 for code in seats if code in there and there[code].state == "present")
    unknown = tuple(code for code in seats if code not in there or there[code].state in _ANNOUNCED)
    if present >= needed:
        return Answer(value=True, state="known", reasons=(reason,))
    if present + len(unknown) < needed:
        return Answer(value=False, state="known", reasons=(reason,))
    return Answer(None, "unknown", (reason,), missing=unknown)


def _positions(view: View, rule: Quorum) -> list[Rival]:
    known = [position for position in rule.positions if moment(position.on).latest <= view.at.known]
    return [Rival(p.authority, p.says.get("en", ""), p.on, (), applied=p.applied) for p in known]
