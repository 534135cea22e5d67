"""On which day an instrument enters into force under its rule, for whom, and when it ceases to be."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from concilium.charter.model import Charter
from concilium.charter.schema import Force
from concilium.instants import END, moment, period
from concilium.procedure.acts import later
from concilium.procedure.composition import ever_acted, members
from concilium.procedure.consents import (
    Register,
    adopted_on,
    register,
    seats,
    those,
    weights,
    who_may_consent,
)
from concilium.procedure.timeline import timeline
from concilium.record.entry import Deposit, Instrument, Outcome, Weights
from concilium.record.view import View
from concilium.rules.evaluate import Verdict, evaluate
from concilium.rules.expression import Count, Rule, counts

_DEEPEST = 20


class Entering(NamedTuple):
    """When an instrument enters into force: the first minute, None when it does not; and why.

    ``met`` is when its needs were met; ``verdict`` what they are and how far they are met at the minute asked about;
    ``lacking`` the states without which they cannot be met; ``entries`` what this rests on. ``settled`` tells whether
    nothing that is not on the record can change it. ``because`` is the key of a reason of its own, such as a renewal.
    """

    minute: int | None
    met: int | None = None
    verdict: Verdict | None = None
    lacking: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    settled: bool = True
    because: str = ""


def requirement(charter: Charter, rule: Force) -> Rule | None:
    """Return what a rule of entry into force needs, as a rule over those who may consent; None: no consent at all."""
    if rule.needs is not None:
        return charter.rule(rule.needs)
    if rule.ratified_by == "all":
        return Count(("yes",), "at-least", Fraction(1), "members")
    if rule.ratified_by == "number":
        return Count(("yes",), "at-least", Fraction(rule.number or 1))
    return None


def entering(charter: Charter, view: View, rule: Force) -> Entering:
    """Return when an instrument enters into force under a rule, by all that a view knows."""
    if rule.on_notice is not None:
        return _after_notice(view, rule, rule.on_notice)
    needs = requirement(charter, rule)
    held = register(view, rule.instrument, rule.acts)
    if rule.silence and rule.deadline is not None:
        return _by_silence(charter, view, rule, needs, held)
    if needs is None:
        begins = moment(rule.not_before).earliest if rule.not_before else adopted_on(view, rule.instrument)
        minute = begins if rule.not_before or begins is None else later(begins, rule.months, rule.days)
        return Entering(minute, begins, settled=begins is not None)
    return _by_consent(charter, view, rule, needs, held)


def _by_consent(charter: Charter, view: View, rule: Force, needs: Rule, held: Register) -> Entering:
    met = next(
        (m for m in _turning(charter, view, rule, held) if _verdict(charter, view, rule, needs, held, m).holds), None
    )
    on = min(view.at.on.latest, view.at.known, END if met is None else met)
    verdict = _verdict(charter, view, rule, needs, held, on)
    consents = those(held.consents, on)
    states = who_may_consent(charter, view, rule, on, consents)
    lacking = dict.fromkeys(
        seat.member
        for count in counts(needs)
        for seat in seats(charter, view, rule, on, states)
        if _all_needed(count) and count.over.includes(seat.classes) and seat.member not in consents
    )
    entries = tuple(dict.fromkeys(consent.entry for consent in held.consents))
    return Entering(None if met is None else _effective(rule, met), met, verdict, tuple(lacking), entries, held.kept)


def _all_needed(count: Count) -> bool:
    return count.count == ("yes",) and count.compare == "at-least" and count.of is not None and count.amount == 1


def _effective(rule: Force, met: int) -> int:
    """Return the first minute in force of an instrument whose needs are met at a minute."""
    if rule.not_before is not None and met <= moment(rule.not_before).latest:
        return moment(rule.not_before).earliest
    return later(met, rule.months, rule.days)


def _turning(charter: Charter, view: View, rule: Force, held: Register) -> list[int]:
    """Return the minutes at which the needs can come to be met: consents, changes of membership, other weights."""
    found = {consent.begins for consent in held.consents}
    adopted = adopted_on(view, rule.instrument)
    if rule.of == "members-now":
        codes = ever_acted(charter, view)
        found |= {change.minute for code in codes for change in timeline(charter, view, code)}
    names = weights(charter, rule)
    found |= {period(t.valid).begins.latest for t in view.all(Weights) if t.weight in names and t.valid}
    first = min((consent.begins for consent in held.consents), default=END)
    return sorted(minute for minute in found if minute >= max(first, adopted or first))


def _verdict(charter: Charter, view: View, rule: Force, needs: Rule, held: Register, minute: int) -> Verdict:
    consents = those(held.consents, minute)
    objections = those(held.objections, minute)
    states = who_may_consent(charter, view, rule, minute, consents)
    chairs = seats(charter, view, rule, minute, states)
    taken = ["yes" if s.member in consents else "no" if s.member in objections else "absent" for s in chairs]
    verdict = evaluate(needs, chairs, taken)  # type: ignore[arg-type] # each is a position
    return verdict if states else Verdict(needs, holds=False, parts=verdict.parts)


def _by_silence(charter: Charter, view: View, rule: Force, needs: Rule | None, held: Register) -> Entering:
    """Return when an instrument enters into force to which those who did not object by a day have consented."""
    closes = moment(rule.deadline or "").latest
    objections = those(held.objections, closes)
    states = who_may_consent(charter, view, rule, closes, ())
    chairs = seats(charter, view, rule, closes, states)
    taken = ["no" if seat.member in objections else "yes" for seat in chairs]
    verdict = evaluate(needs, chairs, taken) if needs is not None else None  # type: ignore[arg-type] # positions
    entries = tuple(objection.entry for objection in objections.values())
    if closes > view.at.known:
        return Entering(None, None, verdict, entries=entries, settled=False, because="force-silence-runs")
    holds = True if verdict is None else verdict.holds
    minute = _effective(rule, closes) if holds else None
    return Entering(minute, closes if holds else None, verdict, (), entries, holds is not None, "force-silence")


def _after_notice(view: View, rule: Force, instrument: str) -> Entering:
    """Return when an instrument comes into force again after a notification, unless something is adopted first."""
    told = [d for d in view.all(Deposit, instrument) if d.act == "notification" and d.instrument == instrument]
    if not told:
        return Entering(None, settled=True, because="force-no-notice")
    notice = min(told, key=lambda each: moment(each.received or each.said.on).earliest)
    effect = later(moment(notice.received or notice.said.on).earliest, rule.months, rule.days)
    adopted = [
        outcome
        for draft in rule.unless_adopted
        for outcome in view.all(Outcome, draft)
        if outcome.result == "adopted" and moment(outcome.valid or outcome.said.on).earliest < effect
    ]
    tried = tuple(o.id for draft in rule.unless_adopted for o in view.all(Outcome, draft))
    if adopted:
        return Entering(None, entries=(notice.id, *tried), because="force-continued")
    return Entering(effect, effect, entries=(notice.id, *tried), because="force-restored")


def ceases(charter: Charter, view: View, rule: Force, depth: int = 0) -> tuple[int, tuple[str, ...]]:
    """Return the minute from which an instrument is in force no more, END for never, and what renewed it."""
    if rule.sunset is None or depth > _DEEPEST:
        return END, ()
    last = moment(rule.sunset).latest
    renewals = [name for name in rule.renewed_by if (done := _done(view, name)) is not None and done <= last]
    ends, renewed = last + 1, tuple(renewals)
    for name in renewals:
        following = next((r for r in charter.file.force if r.instrument == name), None)
        further, by = ceases(charter, view, following, depth + 1) if following else (END, ())
        ends, renewed = max(ends, further), (*renewed, *by)
    return ends, renewed


def _done(view: View, instrument: str) -> int | None:
    """Return when an instrument was adopted or entered into force, as the record has it."""
    told = [e.in_force or e.signed for e in view.all(Instrument, instrument) if e.instrument == instrument]
    days = [moment(text).earliest for text in told if text is not None]
    return min(days) if days else None


def bound(charter: Charter, view: View, rule: Force, found: Entering) -> tuple[str, ...]:
    """Return whom an instrument binds on the date of a view, when it entered into force as was found."""
    on = view.at.on.latest
    if found.minute is None or found.minute > on:
        return ()
    if rule.binds == "members":
        return members(charter, view).value
    held = register(view, rule.instrument, rule.acts)
    if rule.silence and rule.deadline is not None:
        out = those(held.objections, moment(rule.deadline).latest)
        states = who_may_consent(charter, view, rule, on, ())
        return tuple(state for state in states if state not in out)
    first = found.minute if found.met is None else found.met
    if rule.not_before is not None:
        first = max(first, moment(rule.not_before).latest)
    return tuple(charter.in_order(_bound_each(rule, held, first, on)))


def _bound_each(rule: Force, held: Register, first: int, on: int) -> Iterator[str]:
    for member, consent in those(held.consents, on).items():
        if consent.begins <= first or later(consent.begins, rule.months, rule.days) <= on:
            yield member
