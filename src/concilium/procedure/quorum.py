"""Whether enough members are there: known, unknown, or disputed, never guessed."""

from __future__ import annotations

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Quorum
from concilium.instants import moment
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.procedure.attendance import Presence, attendance
from concilium.procedure.seats import seats
from concilium.record.view import View
from concilium.rules.evaluate import evaluate
from concilium.rules.expression import Position, Rule
from concilium.rules.tally import Seat

_ANNOUNCED = ("expected", "announced-absent")


def quorum(charter: Charter, view: View, organ: str, meeting: str | None = None) -> Answer[bool | None]:
    """Return whether the quorum of an organ is met at a meeting: True, False, or None when it cannot be said.

    ``state`` is ``known``, ``unknown`` (no rule in force or its number not read, or attendance not known) or
    ``disputed``; the rivals are the positions that the view knows of.
    """
    provisions = [each for each in charter.organ(organ).quorum if each.purpose == "deciding"]
    rule = the_one_in_force(provisions, view.at.on, view.at.known)
    if rule is None:
        return Answer(None, "unknown", missing=(f"quorum of {organ}",))
    sitting = seats(charter, view, organ)
    held = sitting.value.seats
    there = attendance(charter, view, meeting) if meeting else {}
    counted = [seat.member for seat in held if seat.member in there and there[seat.member].state == "present"]
    facts = {"organ": organ, "present": str(len(counted)), "members": str(len(held)), "rule": rule.state}
    reason = Reason("quorum-" + rule.state, facts, (rule.id,), tuple(there[code].entry for code in counted))
    rivals = tuple(_positions(view, rule))
    if rule.state == "none":
        return Answer(value=True, state="known", reasons=(reason,), rivals=rivals)
    needed = charter.quorum(rule)
    if needed is not None and not held:
        return Answer(None, "unknown", (reason,), rivals, sitting.missing)
    if needed is None:
        state = rule.state if rivals or rule.state != "disputed" else "unknown"
        return Answer(None, state, (reason,), rivals, (f"quorum of {organ}",))
    return _counted(needed, held, there, reason)


def _counted(rule: Rule, held: tuple[Seat, ...], there: dict[str, Presence], reason: Reason) -> Answer[bool | None]:
    """Return whether a quorum is met if all of whom it is not known are there, or none of them."""
    unknown = tuple(seat.member for seat in held if seat.member not in there or there[seat.member].state in _ANNOUNCED)
    met = {_met(rule, held, there, unknown, open_ones) for open_ones in ("yes", "absent")}
    if len(met) == 1:
        return Answer(met.pop(), "known", (reason,))
    return Answer(None, "unknown", (reason,), missing=unknown)


def _met(
    rule: Rule, held: tuple[Seat, ...], there: dict[str, Presence], unknown: tuple[str, ...], open_ones: Position
) -> bool | None:
    positions = [
        open_ones if seat.member in unknown else "yes" if there[seat.member].state == "present" else "absent"
        for seat in held
    ]
    return evaluate(rule, held, positions).holds


def _positions(view: View, rule: Quorum) -> list[Rival]:
    known = [position for position in rule.positions if moment(position.on).latest <= view.at.known]
    return [Rival(p.authority, p.says.get("en", ""), p.on, (), applied=p.applied) for p in known]
