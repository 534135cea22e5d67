"""Who belongs: the members on a date, and what their standing entitles them to."""

from __future__ import annotations

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Entitlement
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.standing import Change, timeline
from concilium.record.entry import Deposit, Instrument, Roll, Standing
from concilium.record.view import View


def ever_acted(charter: Charter, view: View) -> list[str]:
    """Return every state of which the view knows that did a formal act, is on a roll, or was given a standing.

    They are in the charter's order. Whoever only says that a state has a standing gives it none.
    """
    return view.remembered(("ever-acted", charter), lambda: charter.in_order(_actors(view)))


def _actors(view: View) -> set[str]:
    codes = {deposit.member for deposit in view.all(Deposit)}
    codes |= {standing.member for standing in view.all(Standing) if standing.decided}
    rolls = [roll.periods for roll in view.all(Roll) if roll.standing is not None or roll.instrument is not None]
    return codes.union(*(instrument.signatories for instrument in view.all(Instrument)), *rolls)


def entitlement(charter: Charter, standing: str, view: View) -> Entitlement | None:
    """Return what a standing entitles to on the date of the view, or None when the charter does not say."""
    rules = [rule for rule in charter.file.entitlements if rule.standing == standing]
    return the_one_in_force(rules, view.at.on, view.at.known)


def members(charter: Charter, view: View) -> Answer[tuple[str, ...]]:
    """Return the members that count on the date of the view, in the charter's alphabetical order.

    A suspended member is named in the reasons and left out of the value.
    """
    value: list[str] = []
    reasons: list[Reason] = []
    for code in ever_acted(charter, view):
        change = standing_change(charter, view, code)
        if change is None:
            continue
        rule = entitlement(charter, change.standing, view)
        if rule is not None and rule.counts:
            value.append(code)
        key = "member-counts" if rule is not None and rule.counts else "member-does-not-count"
        cited = (change.provision, rule.id) if rule is not None else (change.provision,)
        reasons.append(Reason(key, {"member": code, "standing": change.standing}, cited, change.entries))
    return Answer(tuple(value), "known" if value else "unknown", tuple(reasons))


def standing_change(charter: Charter, view: View, member: str) -> Change | None:
    """Return the change that gave a member its standing on the date of the view, or None when it has none."""
    past = [change for change in timeline(charter, view, member) if change.minute <= view.at.on.latest]
    return past[-1] if past else None
