"""What if members stayed away, objected, were suspended or left: the same questions, asked of a supposed record.

Leaving and suspension are supposed as decisions on the day asked about, so that members, seats, turns and majorities
come out of the same charter by the same way; absence and votes are told of every decision of the organ.
"""

from __future__ import annotations

import msgspec

from concilium.charter.model import Charter
from concilium.charter.schema import ByDecision, CharterFile, Entitlement
from concilium.problems import MisusedError
from concilium.procedure.casting import Told
from concilium.procedure.chair import chair
from concilium.procedure.composition import members
from concilium.procedure.deciding import quorum_rule
from concilium.procedure.matters import decisions_on
from concilium.procedure.needing import Needs, needs
from concilium.procedure.seats import seats
from concilium.procedure.turns import leading_organ, next_chairs
from concilium.record.entry import Recorded, Said, Standing
from concilium.record.view import View
from concilium.rules.evaluate import evaluate_vote
from concilium.rules.expression import Position
from concilium.rules.tally import Vote

SUPPOSED = "supposition"
_STANDINGS = {"suspended": "suspended", "gone": "expelled"}


class Supposed(msgspec.Struct, frozen=True):
    """What is supposed of members, by code."""

    absent: tuple[str, ...] = ()
    objecting: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    suspended: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        """Return everybody of whom something is supposed. Raises MisusedError when two things are of one member."""
        named = [*self.absent, *self.objecting, *self.abstaining, *self.suspended, *self.gone]
        twice = sorted({member for member in named if named.count(member) > 1})
        if twice:
            raise MisusedError(f"'{twice[0]}' is named twice. Suppose one thing of each member.")
        return tuple(named)


class Prospect(msgspec.Struct, frozen=True):
    """What an organ can do: its chair and the next ones, who sits there, whether the quorum can be met, each matter.

    ``quorum`` is True or False as those not supposed absent make it, None when the rule is not known.
    """

    chair: str | None
    next_chairs: tuple[str, ...]
    seats: tuple[str, ...]
    quorum: bool | None
    matters: dict[str, Needs]


def supposed(file: CharterFile, what: Supposed, on: str, known: str) -> tuple[CharterFile, tuple[Standing, ...]]:
    """Return a charter, and entries for its record, by which members are suspended or gone from a day on.

    ``known`` is the day from which that is known.
    """
    rules = tuple(map(_rule, _STANDINGS))
    entitled = {each.standing for each in file.entitlements}
    further = tuple(_entitlement(word) for word in _STANDINGS.values() if word not in entitled)
    charter = msgspec.structs.replace(
        file, membership=(*file.membership, *rules), entitlements=(*file.entitlements, *further)
    )
    decided = [_decided(member, word, on, known) for word in _STANDINGS for member in getattr(what, word)]
    return charter, tuple(decided)


def _rule(word: str) -> ByDecision:
    says = {"en": "as supposed", "ru": "по предположению"}
    return ByDecision(
        id=f"supposed-{word}",
        source=(SUPPOSED,),
        confidence="inferred",
        organ=SUPPOSED,
        standing=_STANDINGS[word],  # type: ignore[arg-type]
        says=says,
    )


def _entitlement(standing: str) -> Entitlement:
    return Entitlement(
        id=f"supposed-entitlement-{standing}",
        source=(SUPPOSED,),
        confidence="inferred",
        standing=standing,  # type: ignore[arg-type]
        attends=False,
        votes=False,
        counts=False,
        chairs=False,
        bound=standing == "suspended",
        says={"en": "as supposed", "ru": "по предположению"},
    )


def _decided(member: str, word: str, on: str, known: str) -> Standing:
    return Standing(
        id=f"supposed-{word}-{member}",
        said=Said(by=SUPPOSED, on=known, sources=(SUPPOSED,), confidence="inferred"),
        recorded=Recorded(on=known, by=SUPPOSED),
        valid=f"{on}/..",
        member=member,
        standing=_STANDINGS[word],  # type: ignore[arg-type]
        decided=True,
        organ=SUPPOSED,
    )


def prospect(charter: Charter, view: View, organ: str, what: Supposed) -> Prospect:
    """Return what an organ can do on the date of the view, when some members stay away, abstain or object."""
    held = seats(charter, view, organ).value.seats
    sitting = tuple(seat.member for seat in held)
    told = Told(_votes(what, sitting))
    matters: dict[str, Needs] = {}
    for decision in decisions_on(charter, view, organ):
        if decision.matter not in matters and not decision.when:
            matters[decision.matter] = needs(charter, view, organ, decision.matter, told).value
    following = tuple(turn.holder for turn in next_chairs(charter, view, leading_organ(charter, view, organ), 3))
    return Prospect(_chair(charter, view, organ), following, sitting, _quorum(charter, view, organ, told), matters)


def _votes(what: Supposed, sitting: tuple[str, ...]) -> dict[Position, tuple[str, ...]]:
    asked: dict[Position, tuple[str, ...]] = {"absent": what.absent, "no": what.objecting, "abstain": what.abstaining}
    return {position: tuple(m for m in those if m in sitting) for position, those in asked.items()}


def _chair(charter: Charter, view: View, organ: str) -> str | None:
    """Return who chairs; when whoever was to is no member any more, who is next."""
    value = chair(charter, view, organ).value
    belonging = members(charter, view).value
    if value is None or value in belonging or not belonging or value not in charter.order:
        return value
    return next((t.holder for t in next_chairs(charter, view, leading_organ(charter, view, organ), 1)), None)


def _quorum(charter: Charter, view: View, organ: str, told: Told) -> bool | None:
    rule = quorum_rule(charter, view, organ)
    held = seats(charter, view, organ).value.seats
    if rule is None:
        return None
    away = set(told.named.get("absent", ()))
    named: dict[int, Position] = {n: "absent" if seat.member in away else "yes" for n, seat in enumerate(held)}
    return evaluate_vote(rule, Vote(held, named, {})).holds
