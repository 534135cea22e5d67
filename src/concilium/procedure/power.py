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
from concilium.rules.expression import AnyOf, weights_of
from concilium.rules.game import NoGame, game_of
from concilium.rules.power import Power as Indices
from concilium.rules.power import power as indices


class Power(msgspec.Struct, frozen=True):
    """The indices of the members with a vote, in the order of ``members``; None when there are none, for ``why``."""

    decision: Decision
    members: tuple[str, ...]
    indices: Indices | None
    why: tuple[str, ...] = ()


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
    return Answer(Power(decision, members, indices(game)), "known", (reason,), missing=sitting.missing)
