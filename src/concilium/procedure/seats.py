"""The seats of an organ on a date, with the classes and weights that its rules tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Composition
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.composition import entitlement, standing_change
from concilium.procedure.composition import members as counted_members
from concilium.record.rolls import on_rolls, weights_on
from concilium.record.view import View
from concilium.rules.tally import Seat

CONCERNED = "concerned"
"""The class of the member that a decision is about."""


class Seats(msgspec.Struct, frozen=True):
    """The seats of an organ, and the provisions under which some of them have no vote, by member."""

    seats: tuple[Seat, ...]
    barred: dict[str, tuple[str, ...]]


def seats(
    charter: Charter, view: View, organ: str, weights: Iterable[str] = (), concerned: Iterable[str] = ()
) -> Answer[Seats]:
    """Return the seats of an organ on the date of the view.

    ``unknown`` when the charter does not say who sits there; ``missing`` names what the record does not hold. A seat
    whose holder is not known has no member.
    """
    rule = the_one_in_force(charter.organ(organ).composition, view.at.on, view.at.known)
    if rule is None:
        return Answer(Seats((), {}), "unknown", missing=(f"composition of {organ}",))
    classes, reasons = _holders(charter, view, organ, rule)
    tables = {name: table for name in weights if (table := weights_on(view, name)) is not None}
    about = frozenset(concerned)
    made = tuple(
        Seat(member, frozenset(of | ({CONCERNED} if member in about else set())), _weights(member, tables))
        for member, of in classes.items()
    )
    vacant = tuple(Seat("") for _ in range((rule.size or 0) - len(made)))
    missing = (f"holders of {len(vacant)} seats of {organ}",) if vacant else ()
    barred = _barred(charter, view, classes)
    reason = Reason("seats", {"organ": organ, "count": str(len(made) + len(vacant))}, (rule.id,))
    return Answer(Seats(made + vacant, barred), "unknown" if missing else "known", (reason, *reasons), missing=missing)


def _holders(
    charter: Charter, view: View, organ: str, rule: Composition
) -> tuple[dict[str, set[str]], tuple[Reason, ...]]:
    """Return the members that have a seat, in the charter's order, with the classes of each."""
    classes: dict[str, set[str]] = {}
    reasons: tuple[Reason, ...] = ()
    if rule.seats in ("all-members", "delegations"):
        belonging = counted_members(charter, view)
        reasons = belonging.reasons if not rule.standings else ()
        wanted = [m for m in belonging.value if not rule.standings or _standing(charter, view, m) in rule.standings]
        classes.update((member, set()) for member in wanted)
    listed = {*rule.members, *(member for those in rule.classes.values() for member in those)}
    rolls = on_rolls(view, organ)
    if rule.seats not in ("all-members", "delegations"):
        there = {member for member in (*listed, *rolls) if _standing(charter, view, member) != "expelled"}
        classes.update((member, set()) for member in charter.in_order(there))
    for member, of in classes.items():
        of.update(rolls.get(member, ()))
        of.update(name for name, those in rule.classes.items() if member in those)
    return classes, reasons


def _standing(charter: Charter, view: View, member: str) -> str:
    change = standing_change(charter, view, member)
    return change.standing if change else ""


def _weights(member: str, tables: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    return {name: values[member] for name, values in tables.items() if member in values}


def _barred(charter: Charter, view: View, holders: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the members without a vote on the date of the view, with the provisions that say so."""
    found: dict[str, tuple[str, ...]] = {}
    for member in holders:
        change = standing_change(charter, view, member)
        rule = entitlement(charter, change.standing, view) if change else None
        if change and rule is not None and not rule.votes:
            found[member] = (change.provision, rule.id)
    return found
