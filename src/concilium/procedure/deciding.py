"""What comes of a vote in an organ, under the provisions of its day, and whom it binds."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from concilium.charter.model import Charter, in_force, the_one_in_force
from concilium.charter.schema import Bound, Case, Decision, Position
from concilium.instants import moment
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.procedure.casting import PLAIN, Cast, Manner, Told, cast
from concilium.procedure.composition import members
from concilium.procedure.matters import cases_of, outcomes_in, the_decisions
from concilium.procedure.prior_acts import prior_acts
from concilium.procedure.proxies import proxies, quorum_counts
from concilium.procedure.recourse import attached, recourse
from concilium.procedure.seats import Seats, seats
from concilium.record.view import View
from concilium.rules.evaluate import Verdict
from concilium.rules.expression import (
    ADOPTED,
    OUTCOMES,
    AllOf,
    Electorate,
    Not,
    Outcome,
    Rule,
    Unknown,
    counts,
    weights_of,
)
from concilium.rules.named import over
from concilium.rules.outcome import Clause, Decided, decide
from concilium.rules.tally import Vote

VOID = "void"
"""The class of the seats whose votes an authority holds not to count."""


class Ruling(msgspec.Struct, frozen=True):
    """What came of a vote.

    ``possible`` are the outcomes that cannot be told apart from what was told; ``outcome`` the one, or None. ``case``
    is the case that held. ``bound`` are the members that are bound, None when that cannot be said; ``binding`` the word
    for them. ``decision`` is the provision applied, ``cast`` and ``decided`` what it was applied to and how it went;
    ``positions`` are those that authorities hold of it, in the order of the answer's rivals.
    """

    outcome: Outcome | None
    possible: tuple[Outcome, ...]
    adopted: bool | None
    decision: Decision
    case: Case | None
    binding: Bound
    bound: tuple[str, ...] | None
    cast: Cast
    decided: Decided
    positions: tuple[Position, ...]


def ruling(charter: Charter, view: View, organ: str, matter: str, told: Told) -> Answer[Ruling]:
    """Return what comes of a vote of an organ on the date of the view, why, and who holds otherwise.

    ``unknown`` when it depends on who cast the votes that are not named, on whose proposal it was where that is not
    told, or on what the record does not hold. Raises UnknownNameError and MisusedError.
    """
    found = [_under(charter, view, organ, each, told) for each in the_decisions(charter, view, organ, matter, told)]
    answer = found[0]
    possible = {outcome for each in found for outcome in each.value.possible}
    if possible == set(answer.value.possible):
        return answer
    words = ", ".join(each.value.decision.when["proposal"] for each in found)
    value = msgspec.structs.replace(
        answer.value, outcome=None, possible=tuple(o for o in OUTCOMES if o in possible), adopted=None, bound=None
    )
    return msgspec.structs.replace(
        answer, value=value, state="unknown", missing=(*answer.missing, f"on whose proposal ({words})")
    )


def _under(charter: Charter, view: View, organ: str, decision: Decision, told: Told) -> Answer[Ruling]:
    """Return what comes of a vote under a provision."""
    rules = [charter.rule(case.rule) for case in cases_of(decision)]
    needed = frozenset[str]().union(*map(weights_of, rules))
    sitting = seats(charter, view, organ, sorted(needed), told.concerned)
    represented = proxies(charter, view, organ, told)
    away = () if quorum_counts(charter, view, organ) else tuple(told.manner.proxies)
    held = cast(told, sitting.value, silence_agrees=all(map(consents, rules)), away=away)
    found = _ruled(charter, view, organ, decision, held)
    rivals = tuple(_rival(charter, view, organ, found, position, held) for position in found.positions)
    lacking = [name for verdict in found.decided.verdicts for name in _missing(verdict)]
    lacking += ["casting vote of the chair"] if _hangs_on_casting(found.decided) else []
    missing = (*sitting.missing, *dict.fromkeys(lacking)) if found.outcome is None else sitting.missing
    reasons = (
        Reason("decide", {"organ": organ}, (decision.id,)),
        *_quorum_reason(charter, view, organ),
        *_barred_reasons(sitting.value, held),
        *represented,
        *prior_acts(view, decision, told.manner.draft),
        *recourse(charter, view, organ, decision, adopted=found.adopted),
        *attached(view, told.manner.draft),
        *sitting.reasons[:1],
    )
    return Answer(found, "known" if found.outcome else "unknown", reasons, rivals, missing)


def _hangs_on_casting(decided: Decided) -> bool:
    """Tell whether the outcome is open for want of the chair's casting vote."""
    untold = [each for each in decided.verdicts if isinstance(each.rule, AllOf) and Unknown() in each.rule.rules]
    return decided.outcome is None and any(verdict.parts[0].holds for verdict in untold)


def consents(rule: Rule) -> bool:
    """Tell whether a rule asks for no vote in favour, so that who says nothing does not stand in its way."""
    return not isinstance(rule, Unknown) and all("yes" not in count.count for count in counts(rule))


def clauses(charter: Charter, view: View, organ: str, decision: Decision, manner: Manner = PLAIN) -> list[Clause]:
    """Return the ordered clauses of a decision in a vote so taken: no quorum first, where its rule is known."""
    quorum = quorum_rule(charter, view, organ)
    made = _cases(charter, decision, manner)
    return made if quorum is None else [Clause(Not(quorum), "no-quorum", "quorum"), *made]


def _cases(charter: Charter, decision: Decision, manner: Manner) -> list[Clause]:
    return [
        Clause(rule if known else AllOf((rule, Unknown())), case.outcome, str(number))
        for number, case, known in outcomes_in(decision, manner)
        for rule in (charter.rule(case.rule),)
    ]


def quorum_rule(charter: Charter, view: View, organ: str) -> Rule | None:
    """Return the rule of the quorum for deciding on the date of the view; None when there is none that is known."""
    found = [q for q in charter.organ(organ).quorum if q.purpose == "deciding"]
    provision = the_one_in_force(found, view.at.on, view.at.known)
    return None if provision is None else charter.quorum(provision)


def _ruled(charter: Charter, view: View, organ: str, decision: Decision, held: Cast) -> Ruling:
    decided = _decided(charter, view, organ, _cases(charter, decision, held.manner), decision.otherwise, held)
    case = cases_of(decision)[int(decided.clause.name)] if decided.clause and decided.clause.name.isdigit() else None
    binding = (case.bound if case else None) or decision.bound
    adopted = {ADOPTED[outcome] for outcome in decided.outcomes}
    answer = adopted.pop() if len(adopted) == 1 else None
    sitting = tuple(seat.member for seat in held.vote.seats if seat.member)
    everybody = _represented(charter, view, organ) or sitting
    bound = _bound(binding, held.vote, everybody) if answer else () if answer is False else None
    return Ruling(
        decided.outcome,
        decided.outcomes,
        answer,
        decision,
        case,
        binding,
        bound,
        held,
        decided,
        tuple(_held(decision, view)),
    )


def _decided(charter: Charter, view: View, organ: str, cases: list[Clause], otherwise: Outcome, held: Cast) -> Decided:
    """Return what the cases give, when the quorum is met or its rule is not known."""
    found = decide(cases, otherwise, held.vote)
    quorum = quorum_rule(charter, view, organ)
    if quorum is None:
        return found
    met = decide([Clause(quorum, "adopted")], "no-quorum", held.attendance)
    if met.outcome == "adopted":
        return Decided(found.outcomes, found.clause, (*met.verdicts, *found.verdicts))
    outcomes = set(met.outcomes) - {"adopted"} | (set(found.outcomes) if "adopted" in met.outcomes else set())
    return Decided(tuple(o for o in OUTCOMES if o in outcomes), None, (*met.verdicts, *found.verdicts))


def _represented(charter: Charter, view: View, organ: str) -> tuple[str, ...]:
    """Return all the members of the organization, for whom the elected members of an organ decide; else nobody."""
    rule = the_one_in_force(charter.organ(organ).composition, view.at.on, view.at.known)
    return members(charter, view).value if rule is not None and rule.seats == "elected" else ()


def _bound(binding: Bound, vote: Vote, everybody: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the members that an adopted act binds; None when that cannot be said from the vote."""
    held = [(seat, vote.named.get(place)) for place, seat in enumerate(vote.seats)]
    if binding == "nobody":
        return ()
    if binding == "members":
        return everybody
    if binding == "member-concerned":
        return tuple(seat.member for seat, _ in held if "concerned" in seat.classes)
    if not vote.whole or binding == "accepting":
        return None
    out = {"voted-yes": ("yes",), "signed": ("yes",), "participating": ("yes", "no", "abstain", "absent")}
    wanted = out.get(binding, ("yes", "no", "absent"))
    return tuple(seat.member for seat, position in held if position in wanted)


def _missing(verdict: Verdict) -> Iterator[str]:
    """Yield the weights that a verdict lacks."""
    yield from (f"weight {name}" for name in verdict.missing)
    for part in verdict.parts:
        yield from _missing(part)


def _held(decision: Decision, view: View) -> list[Position]:
    """Return the positions that are held of acts on the date of the view, as known then."""
    return [
        position
        for position in decision.positions
        if moment(position.on).earliest <= min(view.at.on.latest, view.at.known)
        and (position.until is None or view.at.on.earliest <= moment(position.until).latest)
    ]


def _rival(charter: Charter, view: View, organ: str, applied: Ruling, position: Position, held: Cast) -> Rival:
    """Return what would have come of the vote as an authority holds the rule to be; its words when that is no rule."""
    if position.rule is None and not position.but:
        return Rival(position.authority, "", position.on, applied=position.applied)
    own = applied.decision
    if position.rule is not None:
        own = msgspec.structs.replace(own, rule=position.rule, cases=())
    void = tuple(
        seat._replace(classes=seat.classes | {VOID}) if seat.member in position.but else seat
        for seat in held.vote.seats
    )
    rules = [
        Clause(over(clause.rule, Electorate(but=(VOID,))), clause.outcome, clause.name)
        for clause in _cases(charter, own, held.manner)
    ]
    vote = msgspec.structs.replace(held, vote=held.vote._replace(seats=void))
    decided = _decided(charter, view, organ, rules, own.otherwise, vote)
    value = decided.outcome or ""
    return Rival(position.authority, value, position.on, agrees=value == applied.outcome, applied=position.applied)


def _quorum_reason(charter: Charter, view: View, organ: str) -> tuple[Reason, ...]:
    provisions = in_force(charter.organ(organ).quorum, view.at.on, view.at.known)
    return tuple(Reason("decide-quorum", {"state": each.state}, (each.id,)) for each in provisions)


def _barred_reasons(sitting: Seats, held: Cast) -> tuple[Reason, ...]:
    return tuple(Reason("decide-barred", {"member": member}, sitting.barred[member]) for member in held.barred)
