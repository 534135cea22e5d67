"""Who chairs: computed from the rotation, compared with what was decided."""

from __future__ import annotations

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Rotation
from concilium.instants import BEGINNING, day_of
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.offices import offices
from concilium.procedure.standing import speaks_for_organization
from concilium.procedure.turns import Turn, leading_organ, turn_on
from concilium.record.entry import Chairmanship
from concilium.record.view import View


def chair(charter: Charter, view: View, organ: str) -> Answer[str | None]:
    """Return who chairs an organ on the date of the view: a member, or a post that presides by office.

    The value is what was decided where the record has a decision or an authority's word, else what the rotation gives.
    Both stand in the reasons; ``state`` is ``differs`` when they are not the same. Where regions take turns the
    rotation gives the region only, and without a record the member is unknown.
    """
    leading = leading_organ(charter, view, organ)
    turn = turn_on(charter, view, leading)
    recorded = next(iter(_recorded(charter, view, organ, leading)), None)
    reasons = [] if recorded is None else [_as_recorded(recorded)]
    reasons += [] if turn is None else [_as_computed(charter, view, leading, turn)]
    if leading != organ:
        follows = the_one_in_force(charter.organ(organ).chair, view.at.on, view.at.known)
        reasons.append(Reason("chair-follows", {"organ": organ, "leading": leading}, (follows.id,) if follows else ()))
    computed = None if turn is None or _rule(charter, leading, turn).order == "regions" else turn.holder
    value = recorded.member if recorded else computed
    if value is None:
        return Answer(None, "unknown", tuple(reasons), missing=(f"chair of {organ}",))
    differs = recorded is not None and computed is not None and recorded.member != computed
    return Answer(value, "differs" if differs else "known", tuple(reasons))


def _rule(charter: Charter, organ: str, turn: Turn) -> Rotation:
    return next(rule for rule in charter.organ(organ).chair if rule.id == turn.provision)


def _recorded(charter: Charter, view: View, organ: str, leading: str) -> list[Chairmanship]:
    """Return what the record holds of an organ's chair, or that of the organ it follows, on the date of the view.

    Decisions come first, then the organization's own word, then what was said of the organ itself.
    """
    found = [entry for which in dict.fromkeys((organ, leading)) for entry in view.holding(Chairmanship, which)]
    mine = [entry for entry in found if entry.organ in (organ, leading)]
    return sorted(mine, key=lambda entry: (not entry.decided, not speaks_for_organization(charter, entry.said.by)))


def _as_recorded(entry: Chairmanship) -> Reason:
    key = "chair-decided" if entry.decided else "chair-said"
    facts = {
        "organ": entry.organ,
        "member": entry.member,
        "by": entry.said.by,
        "on": entry.said.on,
        "valid": entry.valid or "",
    }
    return Reason(key, facts, (), (entry.id,))


def _as_computed(charter: Charter, view: View, organ: str, turn: Turn) -> Reason:
    rule = _rule(charter, organ, turn)
    if rule.presides is not None:
        return _by_office(view, organ, rule.presides, turn)
    key = {"regions": "chair-by-region", "exempt": "chair-fixed"}.get(rule.order)
    key = key or ("chair-deviation" if turn.deviations else "chair-by-rotation")
    facts = {"member": turn.member, "holder": turn.holder}
    if turn.minute != BEGINNING:
        facts["day"] = day_of(turn.minute).isoformat()
    if turn.deviations:
        facts["deviation"] = turn.deviations[0].on
    return Reason(key, facts, (turn.provision,), turn.entries)


def _by_office(view: View, organ: str, post: str, turn: Turn) -> Reason:
    """Return that a post presides, with the person who holds it: of the organ itself, or of the organization."""
    held = [office for office in offices(view) if office.post == post and office.member is None]
    held.sort(key=lambda office: office.organ != organ)
    facts = {"post": post, **({"person": held[0].person} if held else {})}
    return Reason("chair-by-office", facts, (turn.provision,), tuple(office.id for office in held[:1]))
