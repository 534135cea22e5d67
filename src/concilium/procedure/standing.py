"""A member's standing: the legal effect of acts under the charter, against what authorities assert."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from concilium.charter.model import Charter, in_force
from concilium.charter.schema import (
    Beginning,
    ByDecision,
    Lapse,
    MembershipRule,
    NoEffect,
    Withdrawal,
)
from concilium.instants import DAY, END, day_minutes, day_of, moment, period, shift_months
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.record.entry import Deposit, Instrument, Standing
from concilium.record.view import View

R = TypeVar("R", bound=MembershipRule)
NEVER = "not-member"
_MEMBER = ("member", "party")
_SUSPENDED = ("suspended", "vote-suspended")


class Act(NamedTuple):
    """A formal act of a member that the record holds: what, on which instrument, from which minute, by which entry."""

    act: str
    instrument: str
    minute: int
    entry: str


class Change(NamedTuple):
    """A change of standing: from which minute, to what, under which provision, by which entries."""

    minute: int
    standing: str
    provision: str
    entries: tuple[str, ...]


def standing(charter: Charter, view: View, member: str) -> Answer[str]:
    """Return the standing of a member on the date of the view, with the authorities that hold otherwise.

    The value is the legal effect of the member's acts and the organs' decisions under the charter; assertions
    (``standing`` entries that decide nothing) are rivals or agree. ``state`` is ``contested`` when one differs.
    """
    changes = timeline(charter, view, member)
    past = [change for change in changes if change.minute <= view.at.on.latest]
    value = past[-1].standing if past else NEVER
    reasons = [_changed(change) for change in past[-1:]] + list(_pending(charter, view, member, changes))
    if not past:
        reasons.append(Reason("standing-no-act", {"member": member}))
    reasons.extend(_without_effect(charter, view, member))
    rivals = tuple(assertions(charter, view, member, value))
    state = "contested" if any(not rival.agrees for rival in rivals) else "known"
    return Answer(value, state, tuple(reasons), rivals)


def timeline(charter: Charter, view: View, member: str) -> list[Change]:
    """Return every change of a member's standing that the view knows of, in order of time."""
    return view.remembered(("timeline", charter, member), lambda: _timeline(charter, view, member))


def _timeline(charter: Charter, view: View, member: str) -> list[Change]:
    acts = list(formal_acts(view, member))
    changes: list[Change] = []
    for rule in charter.file.membership:
        if not isinstance(rule, Lapse) and (rule.begins is None or moment(rule.begins).earliest <= view.at.known):
            changes.extend(_effects(rule, acts, view, member))
    for rule in charter.file.membership:
        if isinstance(rule, Lapse):
            changes.extend(_lapse(rule, acts, changes))
    beginnings = {rule.id for rule in charter.file.membership if isinstance(rule, Beginning)}
    return _effective(sorted(changes), beginnings)


def formal_acts(view: View, member: str) -> Iterator[Act]:
    """Yield a member's formal acts that the view knows of; signing counts from an instrument's signatories too."""
    for deposit in view.all(Deposit, member):
        received = deposit.received or deposit.valid or deposit.said.on
        yield Act(deposit.act, deposit.instrument, moment(received).earliest, deposit.id)
    for instrument in view.all(Instrument, member):
        if member in instrument.signatories and instrument.signed:
            yield Act("signature", instrument.instrument, moment(instrument.signed).earliest, instrument.id)


def _effects(rule: MembershipRule, acts: list[Act], view: View, member: str) -> Iterator[Change]:
    if isinstance(rule, Beginning):
        yield from _beginning(rule, acts)
    elif isinstance(rule, Withdrawal):
        yield from _withdrawal(rule, acts)
    elif isinstance(rule, ByDecision):
        for entry in view.all(Standing, member):
            if entry.decided and entry.organ == rule.organ and entry.standing == rule.standing:
                yield Change(_begins(entry), rule.standing, rule.id, (entry.id,))


def _beginning(rule: Beginning, acts: list[Act]) -> Iterator[Change]:
    floor = moment(rule.not_before).earliest if rule.not_before else 0
    last = moment(rule.ends).latest if rule.ends else END
    for act in acts:
        minute = max(act.minute, floor)
        if act.act in rule.acts and act.instrument == rule.instrument and minute <= last:
            yield Change(minute, rule.standing, rule.id, (act.entry,))


def _withdrawal(rule: Withdrawal, acts: list[Act]) -> Iterator[Change]:
    for notice in acts:
        if notice.act not in rule.acts:
            continue
        effect = day_minutes(shift_months(day_of(notice.minute), rule.months))
        revoked = any(a.act == "notice-revoked" and notice.minute <= a.minute < effect for a in acts)
        if not (revoked and rule.revocable):
            yield Change(effect, rule.standing, rule.id, (notice.entry,))


def _lapse(rule: Lapse, acts: list[Act], changes: list[Change]) -> Iterator[Change]:
    last_day = moment(rule.on)
    belonged = any(change.minute <= last_day.latest for change in changes)
    renewed = any(a.act in rule.acts and a.instrument == rule.unless and a.minute <= last_day.latest for a in acts)
    if belonged and not renewed:
        yield Change(last_day.earliest + DAY, rule.standing, rule.id, tuple(a.entry for a in acts[:1]))


def _effective(changes: list[Change], beginnings: set[str]) -> list[Change]:
    """Leave out what changes nothing: the same standing again, a signature by one who is a party already.

    Nor does an act by which others begin lift a suspension.
    """
    kept: list[Change] = []
    for change in changes:
        before = kept[-1].standing if kept else NEVER
        signed_again = change.standing == "signatory" and before in _MEMBER
        if (
            change.standing != before
            and not signed_again
            and not (before in _SUSPENDED and change.provision in beginnings)
        ):
            kept.append(change)
    return kept


def _begins(entry: Standing) -> int:
    return period(entry.valid).begins.earliest if entry.valid else moment(entry.said.on).earliest


def _changed(change: Change) -> Reason:
    facts = {"standing": change.standing, "day": day_of(change.minute).isoformat()}
    return Reason("standing-since", facts, (change.provision,), change.entries)


def _pending(charter: Charter, view: View, member: str, changes: list[Change]) -> Iterator[Reason]:
    """Yield a reason for each notice that has been received and has not taken effect, or that there is none."""
    notices = {rule.id for rule in charter.file.membership if isinstance(rule, Withdrawal)}
    received = [act for act in formal_acts(view, member) if act.minute <= view.at.on.latest]
    begun = [change for change in changes if change.minute <= view.at.on.latest]
    for change in changes[len(begun) :]:
        if change.provision in notices and {act.entry for act in received}.issuperset(change.entries):
            facts = {"member": member, "day": day_of(change.minute).isoformat()}
            yield Reason("standing-notice-pending", facts, (change.provision,), change.entries)
    if not any(act.act == "notice-of-withdrawal" for act in received):
        for rule in in_force(_rules(charter, Withdrawal), view.at.on, view.at.known):
            if begun and begun[-1].standing in _MEMBER:
                yield Reason("standing-no-notice", {"member": member}, (rule.id,))


def _without_effect(charter: Charter, view: View, member: str) -> Iterator[Reason]:
    """Yield a reason for each act or assertion of the member that the charter gives no effect."""
    for rule in in_force(_rules(charter, NoEffect), view.at.on, view.at.known):
        for entry in view.all(Deposit, member):
            if entry.act in rule.acts and moment(entry.received or entry.said.on).earliest <= view.at.on.latest:
                yield Reason(
                    "standing-act-without-effect",
                    {"member": member, "act": entry.act},
                    (rule.id,),
                    (entry.id,),
                )
        for assertion in view.all(Standing, member):
            if assertion.standing in rule.standings and _begins(assertion) <= view.at.on.latest:
                facts = {"member": member, "standing": assertion.standing}
                yield Reason("standing-assertion-without-effect", facts, (rule.id,), (assertion.id,))


def _rules(charter: Charter, kind: type[R]) -> list[R]:
    return [rule for rule in charter.file.membership if isinstance(rule, kind)]


def assertions(charter: Charter, view: View, member: str, value: str) -> Iterator[Rival]:
    """Yield the last assertion of each authority about a member's standing that holds on the date of the view."""
    last: dict[str, Standing] = {}
    for entry in sorted(view.holding(Standing, member), key=lambda e: (moment(e.said.on).latest, e.id)):
        if not entry.decided:
            last[entry.said.by] = entry
    for authority, entry in sorted(last.items(), key=lambda pair: moment(pair[1].said.on).latest):
        yield Rival(
            authority,
            entry.standing,
            first_said(view, entry),
            (entry.id,),
            agrees=_same(entry.standing, value),
            applied=speaks_for_organization(charter, authority),
        )


def first_said(view: View, entry: Standing) -> str:
    """Return when an assertion was first made: an entry that only closes its period was said later than that."""
    while entry.corrects is not None:
        row = view.index.row(entry.corrects)
        before = view.index.entry(row) if row is not None else None
        if not isinstance(before, Standing) or (before.said.by, before.standing) != (entry.said.by, entry.standing):
            break
        entry = before
    return entry.said.on


def _same(asserted: str, value: str) -> bool:
    """Tell whether an asserted standing is the legal one; "member" is how a party to the Treaty was spoken of."""
    return (
        asserted == value
        or (asserted in _MEMBER and value in _MEMBER)
        or (asserted == "not-member" and value == "former")
    )


def speaks_for_organization(charter: Charter, authority: str) -> bool:
    """Tell whether an authority speaks for the organization or one of its organs."""
    file = charter.file
    if authority == file.organization or authority in file.organs:
        return True
    name = charter.names.find(authority)
    return (
        name is not None
        and name.acts_for is not None
        and (name.acts_for == file.organization or name.acts_for in file.organs)
    )
