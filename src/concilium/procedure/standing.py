"""A member's standing: the legal effect of acts under the charter, against what authorities assert."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from concilium.charter.model import Charter, in_force
from concilium.charter.schema import Automatic, ByDecision, Listed, MembershipRule, NoEffect, Withdrawal
from concilium.instants import END, day_of, moment
from concilium.procedure.acts import formal_acts
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.procedure.endings import Notice
from concilium.procedure.speaking import speaks_for_organization
from concilium.procedure.suspensions import begins, waivers
from concilium.procedure.timeline import MEMBER, NEVER, OVER, Change, History, history, timeline
from concilium.record.entry import Deposit, Standing
from concilium.record.register import periods_of
from concilium.record.rolls import rows
from concilium.record.view import View

__all__ = ["NEVER", "Change", "assertions", "first_said", "speaks_for_organization", "standing", "timeline"]

R = TypeVar("R", bound=MembershipRule)


def standing(charter: Charter, view: View, member: str) -> Answer[str]:
    """Return the standing of a member on the date of the view, with the authorities that hold otherwise.

    The value is the legal effect of the member's acts and the organs' decisions under the charter; assertions
    (``standing`` entries that decide nothing) are rivals or agree. ``state`` is ``contested`` when one differs, and
    ``disputed`` when the value hangs on a condition of which the record says nothing, or that it says was not met.
    """
    found = history(charter, view, member)
    past = [change for change in found.changes if change.minute <= view.at.on.latest]
    value = past[-1].standing if past else NEVER
    waived = list(_waived(charter, view, member))
    reasons = [
        *_current(charter, view, member, past, waived),
        *_scope(charter, member, past),
        *_pending(charter, view, member, found),
    ]
    if not past:
        reasons.append(Reason("standing-no-act", {"member": member}))
    reasons.extend(_notices(view, member, found))
    reasons.extend(waived)
    reasons.extend(_without_effect(charter, view, member))
    rivals = tuple(assertions(charter, view, member, value))
    contested = any(not rival.agrees for rival in rivals)
    hanging = _hanging(found, past, view)
    state = "contested" if contested else "disputed" if hanging else "known"
    missing = tuple(f"condition of {rule}" for rule, settled in hanging.items() if not settled)
    return Answer(value, state, tuple(reasons), rivals, missing)


def _current(charter: Charter, view: View, member: str, past: list[Change], waived: list[Reason]) -> Iterator[Reason]:
    """Yield the reason of the standing that a member has, and that a suspension has ended, if it is not only waived."""
    only_waived = {provision for reason in waived for provision in reason.provisions}
    for change in past[-1:]:
        day = _since(charter, view, member, change)
        yield Reason("standing-since", {"standing": change.standing, "day": day}, (change.provision,), change.entries)
        if change.ended and change.ended not in only_waived:
            facts = {"member": member, "day": day_of(change.minute).isoformat()}
            yield Reason("standing-suspension-ended", facts, (change.ended,), change.ended_by)


def _since(charter: Charter, view: View, member: str, change: Change) -> str:
    """Return since when a standing is held, as exactly as the roll has it where it comes from one."""
    minute, rule = change.begun or change.minute, charter.provisions[change.provision]
    if isinstance(rule, Listed):
        for row in rows(view, rule.roll, member):
            written = [text.partition("/")[0] for code, text in periods_of(row.roll) if code == member]
            exact = [text for text in written if moment(text).earliest == minute]
            if exact:
                return exact[0]
    return day_of(minute).isoformat()


def _scope(charter: Charter, member: str, past: list[Change]) -> Iterator[Reason]:
    """Yield how far a suspension reaches, where its provision says so."""
    for change in past[-1:]:
        rule = charter.provisions[change.provision]
        if isinstance(rule, ByDecision) and rule.scope:
            yield Reason("standing-scope", {"member": member}, (rule.id,), change.entries)


def _pending(charter: Charter, view: View, member: str, found: History) -> Iterator[Reason]:
    """Yield a reason for each notice that has been received and has not taken effect, or that there is none."""
    on = view.at.on.latest
    begun = [change for change in found.changes if change.minute <= on]
    coming = {(change.provision, *change.entries) for change in found.changes[len(begun) :]}
    for notice in found.notices:
        hanging = notice.state in ("conditional", "unmet")
        runs = notice.act.minute <= on < notice.effect
        if runs and (notice.state == "unmet" or (notice.rule.id, notice.act.entry) in coming):
            yield _of_notice(f"standing-notice-{'conditional' if hanging else 'pending'}", member, notice)
    if not any(act.act == "notice-of-withdrawal" and act.minute <= on for act in formal_acts(view, member)):
        for rule in in_force(_rules(charter, Withdrawal), view.at.on, view.at.known):
            if begun and begun[-1].standing in MEMBER:
                yield Reason("standing-no-notice", {"member": member}, (rule.id,))


def _notices(view: View, member: str, found: History) -> Iterator[Reason]:
    """Yield what became of notices that did not, or not by themselves, end membership, and what outlives it."""
    on = view.at.on.latest
    ended = next((change for change in found.changes if change.standing in OVER and change.minute <= on), None)
    for notice in found.notices:
        if notice.act.minute > on:
            continue
        if notice.state == "suspended" and notice.stopped is not None and notice.stopped <= on:
            going_on = None if notice.resumed is None else notice.resumed - notice.effect + notice.stopped
            if going_on is not None and going_on <= on:
                yield _of_notice("standing-notice-resumed", member, notice, notice.resumed)
            else:
                yield _of_notice("standing-notice-suspended", member, notice)
        elif notice.state == "unmet" and notice.effect <= on:
            yield _of_notice("standing-condition-unmet", member, notice)
        elif notice.state == "conditional" and notice.effect <= on:
            yield _of_notice("standing-condition-open", member, notice)
        if ended is not None and _overtaken(notice, ended):
            yield _of_notice("standing-notice-overtaken", member, notice)
        if notice.rule.residual and notice.state in ("running", "conditional", "unmet"):
            yield _of_notice("standing-residual", member, notice)


def _overtaken(notice: Notice, ended: Change) -> bool:
    """Tell whether membership ended otherwise while a notice ran."""
    running = notice.state in ("running", "conditional")
    return running and notice.act.minute <= ended.minute < notice.effect and ended.provision != notice.rule.id


def _of_notice(key: str, member: str, notice: Notice, minute: int | None = None) -> Reason:
    day = day_of(notice.effect if minute is None else minute).isoformat()
    return Reason(key, {"member": member, "day": day}, (notice.rule.id,), (notice.act.entry,))


def _hanging(found: History, past: list[Change], view: View) -> dict[str, bool]:
    """Return the rules of notices that had their time and hang on a condition: whether that is settled, namely not met.

    Of one of which the record says nothing only the notice counts by which the member has left.
    """
    effective = {(change.provision, *change.entries) for change in past[-1:]}
    return {
        notice.rule.id: notice.state == "unmet"
        for notice in found.notices
        if notice.effect <= view.at.on.latest
        and (
            notice.state == "unmet"
            or (notice.state == "conditional" and (notice.rule.id, notice.act.entry) in effective)
        )
    }


def _waived(charter: Charter, view: View, member: str) -> Iterator[Reason]:
    """Yield a reason for each waiver that leaves a member the rights it would have lost of itself."""
    for rule in in_force(_rules(charter, Automatic), view.at.on, view.at.known):
        for spell in waivers(rule, view, member):
            if spell.begins <= view.at.on.latest < spell.ends:
                until = {"day": day_of(spell.ends - 1).isoformat()} if spell.ends < END else {}
                key = "standing-waived" if until else "standing-waived-open"
                yield Reason(key, {"member": member, **until}, (rule.id,), spell.entries)


def _without_effect(charter: Charter, view: View, member: str) -> Iterator[Reason]:
    """Yield a reason for each act or assertion of the member that the charter gives no effect."""
    for rule in in_force(_rules(charter, NoEffect), view.at.on, view.at.known):
        for entry in view.all(Deposit, member):
            if entry.act in rule.acts and moment(entry.received or entry.said.on).earliest <= view.at.on.latest:
                facts = {"member": member, "act": entry.act}
                yield Reason("standing-act-without-effect", facts, (rule.id,), (entry.id,))
        for assertion in view.all(Standing, member):
            if assertion.standing in rule.standings and begins(assertion) <= view.at.on.latest:
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
        before = view.index.entry(row) if row is not None and view.index.known(row, view.at) else None
        if not isinstance(before, Standing) or (before.said.by, before.standing) != (entry.said.by, entry.standing):
            break
        entry = before
    return entry.said.on


def _same(asserted: str, value: str) -> bool:
    """Tell whether an asserted standing is the legal one; "member" is how a party to the Treaty was spoken of."""
    return (
        asserted == value
        or (asserted in MEMBER and value in MEMBER)
        or (asserted == "not-member" and value in OVER)
        or (asserted == "former" and value == "expelled")
    )
