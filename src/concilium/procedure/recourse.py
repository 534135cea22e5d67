"""What members may still do about a decision: call it up, stop it, refer it, or have their reservation recorded."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.model import Charter, in_force
from concilium.charter.schema import Decision, Recourse
from concilium.clock import duration, later
from concilium.instants import day_of, moment
from concilium.procedure.answer import Reason
from concilium.record.entry import Statement
from concilium.record.view import View

BEFORE = ("brake", "referral")
"""What is done before a decision is taken; everything else is about one that was."""

ATTACHED = ("reserved", "interpreted", "dissociated")
"""The statements that are attached to a decision and do not change that it is adopted."""


def recourse(charter: Charter, view: View, organ: str, decision: Decision, *, adopted: bool | None) -> Iterator[Reason]:
    """Yield what members may do about a decision of an organ taken on the date of the view, and until when.

    What is done about an act that was taken is left out when it was not. The outcome is never changed by it.
    """
    for rule in in_force(charter.organ(organ).recourse, view.at.on, view.at.known):
        if rule.matters and decision.matter not in rule.matters:
            continue
        if rule.act in BEFORE or adopted is not False:
            told = {"act": rule.act, "to": rule.passes_to or "", "until": _until(view, rule)}
            facts = {key: fact for key, fact in told.items() if fact}
            yield Reason("decide-recourse", facts, (rule.id,))


def attached(view: View, draft: str | None) -> Iterator[Reason]:
    """Yield the reservations, interpretations and dissociations of a draft by the date of the view, if any."""
    found = [] if draft is None else view.all(Statement, draft)
    ids = tuple(e.id for e in found if e.act in ATTACHED and moment(e.said.on).earliest <= view.at.on.latest)
    if ids:
        yield Reason("decide-attached", {}, (), ids)


def _until(view: View, rule: Recourse) -> str:
    """Return the last day on which it may be done; nothing when no time is set, or it runs from another day."""
    if rule.within is None or rule.runs_from != "adoption":
        return ""
    return day_of(later(view.at.on.earliest * 60, duration(rule.within)) // 60).isoformat()
