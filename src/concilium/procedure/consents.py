"""Who has consented to be bound by an instrument, or objected, since when; and of whom shares are taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from concilium.charter.model import Charter
from concilium.charter.schema import Force
from concilium.instants import END, Moment, moment
from concilium.procedure.composition import members, standing_change
from concilium.record.entry import Deposit, Instrument, Roll
from concilium.record.rolls import rows_of, weights_on
from concilium.record.view import View
from concilium.rules.expression import counts, weights_of
from concilium.rules.tally import Seat


class Consent(NamedTuple):
    """An act of a member on an instrument that holds from a minute up to another, excluded, and its entry."""

    member: str
    begins: int
    ends: int
    entry: str


class Register(NamedTuple):
    """The consents to an instrument, those who objected, and whether a roll is kept, so that none is lacking."""

    consents: tuple[Consent, ...]
    objections: tuple[Consent, ...]
    kept: bool


def register(view: View, instrument: str, acts: tuple[str, ...]) -> Register:
    """Return what the record holds of consents and objections to an instrument, in order of time."""
    deposits = [each for each in view.all(Deposit, instrument) if each.instrument == instrument]
    rolls = [each for each in view.all(Roll, instrument) if each.instrument == instrument and each.act in acts]
    found = [_deposited(each, deposits) for each in deposits if each.act in acts]
    found += [
        Consent(row.member, row.span.begins.latest, min(row.span.ends.latest + 1, END), roll.id)
        for roll in rolls
        for row in rows_of(roll)
    ]
    against = [_deposited(each, ()) for each in deposits if each.act == "objection"]
    return Register(_in_time(found), _in_time(against), bool(rolls))


def _in_time(found: Iterable[Consent]) -> tuple[Consent, ...]:
    """Return each member's first act first; a consent given twice counts once."""
    first: dict[tuple[str, int], Consent] = {}
    for consent in sorted(found, key=lambda each: (each.begins, each.member)):
        first.setdefault((consent.member, consent.ends), consent)
    return tuple(first.values())


def _deposited(deposit: Deposit, others: Iterable[Deposit]) -> Consent:
    minute = _received(deposit)
    left = [
        _received(other)
        for other in others
        if other.act == "notice-of-withdrawal" and other.member == deposit.member and _received(other) > minute
    ]
    return Consent(deposit.member, minute, min(left, default=END), deposit.id)


def _received(deposit: Deposit) -> int:
    return moment(deposit.received or deposit.valid or deposit.said.on).latest


def those(consents: Iterable[Consent], minute: int) -> dict[str, Consent]:
    """Return the consents that hold at a minute, by member."""
    return {each.member: each for each in consents if each.begins <= minute < each.ends}


def adopted_on(view: View, instrument: str) -> int | None:
    """Return the minute at which an instrument had been signed or adopted, or None when the record does not say."""
    signed = [e.signed for e in view.all(Instrument, instrument) if e.instrument == instrument and e.signed]
    return moment(signed[0]).latest if signed else None


def signatories(view: View, instrument: str) -> set[str]:
    """Return who has signed an instrument."""
    found = {code for e in view.all(Instrument, instrument) if e.instrument == instrument for code in e.signatories}
    found.update(d.member for d in view.all(Deposit, instrument) if d.act == "signature" and d.instrument == instrument)
    rolls = [r for r in view.all(Roll, instrument) if r.act == "signature" and r.instrument == instrument]
    return found.union(*(roll.periods for roll in rolls))


def who_may_consent(charter: Charter, view: View, rule: Force, minute: int, consenting: Iterable[str]) -> list[str]:
    """Return the states of which the shares of a rule are taken at a minute, in the order of the charter.

    Where a number is needed and no share, who acceded counts beside the signatories.
    """
    if rule.of == "signatories":
        shares = rule.ratified_by == "all" or (
            rule.needs is not None and any(c.of for c in counts(charter.rule(rule.needs)))
        )
        return charter.in_order(signatories(view, rule.instrument).union(() if shares else consenting))
    if rule.of == "anybody":
        return charter.in_order({*consenting, *(code for those in rule.classes.values() for code in those)})
    adopted = adopted_on(view, rule.instrument) if rule.of == "members-then" else None
    then = view.on(Moment(minute, minute) if adopted is None else Moment(adopted, adopted))
    found = members(charter, then).value
    if not rule.standings:
        return list(found)
    changes = {code: standing_change(charter, then, code) for code in found}
    return [code for code, change in changes.items() if change is not None and change.standing in rule.standings]


def seats(charter: Charter, view: View, rule: Force, minute: int, states: Iterable[str]) -> list[Seat]:
    """Return the states as seats, with the classes that a rule names and the weights that hold at a minute."""
    needed = sorted(weights(charter, rule))
    tables = {name: weights_on(view.on(Moment(minute, minute)), name) or {} for name in needed}
    return [
        Seat(
            state,
            frozenset(name for name, named in rule.classes.items() if state in named),
            {name: table[state] for name, table in tables.items() if state in table},
        )
        for state in states
    ]


def weights(charter: Charter, rule: Force) -> frozenset[str]:
    """Return the names of the weights that the needs of a rule count."""
    return weights_of(charter.rule(rule.needs)) if rule.needs is not None else frozenset()
