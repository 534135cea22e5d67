"""The voting power of the members of an organ: what decides as a simple game of its seats on a day."""

from __future__ import annotations

import msgspec

from concilium.charter.model import Charter
from concilium.charter.schema import Decision
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.casting import FINAL, Told
from concilium.procedure.matters import outcomes_in, the_decision
from concilium.procedure.seats import seats
from concilium.record.view import View
from concilium.rules.expression import AnyOf, classes_of, weights_of
from concilium.rules.game import NoGame, game_of
from concilium.rules.power import Power as Indices
from concilium.rules.power import power as indices
from concilium.rules.properties import Groups, groups, minimal_blocking, minimal_winning

MOST_SETS = 6
"""Of more minimal sets nothing is told."""


class Share(msgspec.Struct, frozen=True):
    """So many of the members of some classes; of all the others when ``classes`` is empty."""

    classes: tuple[str, ...]
    number: int


class Power(msgspec.Struct, frozen=True):
    """The indices of the members with a vote, in the order of ``members``; None when there are none, for ``why``.

    ``winning`` are the minimal sets that carry a text and ``blocking`` those that stop one, where seats of a class are
    alike and the sets are few; None otherwise.
    """

    decision: Decision
    members: tuple[str, ...]
    indices: Indices | None
    why: tuple[str, ...] = ()
    winning: tuple[tuple[Share, ...], ...] | None = None
    blocking: tuple[tuple[Share, ...], ...] | None = None


def power(charter: Charter, view: View, organ: str, matter: str, proposal: str | None = None) -> Answer[Power]:
    """Return the voting power of the members of an organ in a matter on the date of the view.

    Every member is taken to vote for or against. ``unknown`` when what decides is no simple game, or a weight or seat
    is not known. Raises UnknownNameError, MisusedError and GameTooLargeError.
    """
    decision = the_decision(charter, view, organ, matter, Told(proposal=proposal))
    rule = AnyOf(tuple(charter.rule(c.rule) for _, c, _ in outcomes_in(decision, FINAL) if c.outcome == "adopted"))
    sitting = seats(charter, view, organ, sorted(weights_of(rule)))
    voting = tuple(seat for seat in sitting.value.seats if seat.member not in sitting.value.barred)
    game = game_of(rule, voting)
    reason = Reason("power", {"organ": organ}, (decision.id,))
    members = tuple(seat.member for seat in voting)
    if isinstance(game, NoGame):
        return Answer(Power(decision, members, None, game.reasons), "unknown", (reason,), missing=sitting.missing)
    alike = groups([rule], voting)
    sets = (minimal_winning(rule, voting), minimal_blocking(rule, voting))
    winning, blocking = (_shares(alike, classes_of(rule), each) for each in sets)
    value = Power(decision, members, indices(game), (), winning, blocking)
    return Answer(value, "known", (reason,), missing=sitting.missing)


def _shares(
    alike: Groups, classes: frozenset[str], sets: tuple[tuple[int, ...], ...] | None
) -> tuple[tuple[Share, ...], ...] | None:
    """Return sets, as numbers of each group of seats alike, by the classes of the groups."""
    told = [tuple(sorted(alike.seats[group[0]].classes & classes)) for group in alike.places]
    if sets is None or len(sets) > MOST_SETS or len(set(told)) < len(told):
        return None
    return tuple(tuple(Share(of, number) for of, number in zip(told, each, strict=True) if number) for each in sets)
