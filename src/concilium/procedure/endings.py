"""How membership ends: by notice and when that takes effect, by lapse, and by leaving another body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from concilium.charter.schema import Chained, Lapse, Withdrawal
from concilium.instants import BEGINNING, DAY, END, day_minutes, day_of, moment, period, shift_days, shift_months
from concilium.procedure.acts import Act, end_of_year, later
from concilium.record.entry import Contribution, Standing
from concilium.record.rolls import rows
from concilium.record.view import View

_UNPAID = ("unpaid", "refused")


class Ending(NamedTuple):
    """That a standing ends: from which minute, what it is then, under which provision, by which entries."""

    minute: int
    standing: str
    provision: str
    entries: tuple[str, ...]


class Notice(NamedTuple):
    """A notice of withdrawal under a rule: when the depositary had it, when it takes effect and what became of it.

    ``running``: it takes effect; ``conditional``: if a condition is met, of which the record says nothing; ``unmet``:
    dues are outstanding; ``revoked``; ``suspended``: its clock was stopped, which the rule does not provide for.
    ``stopped`` is when it was revoked or suspended; ``resumed`` when it would take effect if the clock could go on.
    """

    rule: Withdrawal
    act: Act
    effect: int
    state: Literal["running", "conditional", "unmet", "revoked", "suspended"] = "running"
    stopped: int | None = None
    resumed: int | None = None


def notices(rule: Withdrawal, acts: list[Act], view: View, member: str) -> Iterator[Notice]:
    """Yield each notice that a member gave, with what the rule makes of it."""
    for act in acts:
        if act.act in rule.acts and rule.instrument in (None, act.instrument):
            yield _judged(Notice(rule, act, _effect(rule, act.minute)), acts, view, member)


def _effect(rule: Withdrawal, minute: int) -> int:
    """Return the first minute on which a member whose notice was received at a minute is none any more."""
    effect = later(minute, rule.months, rule.days)
    if rule.then == "end-of-year":
        return day_minutes(end_of_year(day_of(effect), rule.year_ends)) + DAY
    if rule.then == "end-of-month":
        day = day_of(effect)
        return day_minutes(shift_months(date(day.year, day.month, 1), 1))
    return effect


def _judged(notice: Notice, acts: list[Act], view: View, member: str) -> Notice:
    running = [a for a in acts if notice.act.minute <= a.minute < notice.effect]
    revoked = next((a.minute for a in running if a.act == "notice-revoked"), None)
    if notice.rule.revocable and revoked is not None:
        return notice._replace(state="revoked", stopped=revoked)
    stopped = next((a.minute for a in running if a.act == "notice-suspended"), None)
    if stopped is not None:
        going_on = [a.minute for a in acts if a.act == "notice-resumed" and a.minute >= stopped]
        resumed = going_on[0] + notice.effect - stopped if going_on else None
        if not notice.rule.resumable or resumed is None:
            return notice._replace(state="suspended", stopped=stopped, resumed=resumed)
        notice = notice._replace(effect=resumed)
    return notice._replace(state=_condition(notice, view, member))


def _condition(notice: Notice, view: View, member: str) -> Literal["running", "conditional", "unmet"]:
    if notice.rule.dues:
        unpaid = unpaid_years(view, member, notice.effect)
        if unpaid is None:
            return "conditional"
        return "unmet" if unpaid else "running"
    return "conditional" if notice.rule.condition else "running"


def unpaid_years(view: View, member: str, minute: int) -> list[int] | None:
    """Return the years before a minute whose contribution is outstanding by the last word, or None: nothing is told."""
    states = contributions(view, member, END)
    before = {year: state for year, state in states.items() if day_minutes(date(year, 1, 1)) < minute}
    return [year for year, state in before.items() if state in _UNPAID] if before else None


def contributions(view: View, member: str, said: int) -> dict[int, str]:
    """Return what had last been said by a minute of a member's contribution of each year: paid, unpaid, refused."""
    found: dict[int, str] = {}
    for entry in sorted(view.all(Contribution, member), key=lambda each: moment(each.said.on).latest):
        begins = period(entry.valid).begins.earliest if entry.valid else BEGINNING
        if entry.state != "assessed" and begins > BEGINNING and moment(entry.said.on).latest <= said:
            found[day_of(begins).year] = entry.state
    return found


def lapsed(rule: Lapse, acts: list[Act], first: int | None) -> Iterator[Ending]:
    """Yield the end of the standing of a member that did not renew; ``first`` is when it first had one."""
    last_day = moment(rule.on)
    belonged = first is not None and first <= last_day.latest
    renewed = any(a.act in rule.acts and a.instrument == rule.unless and a.minute <= last_day.latest for a in acts)
    if belonged and not renewed:
        yield Ending(last_day.earliest + DAY, rule.standing, rule.id, tuple(a.entry for a in acts[:1]))


def chained(rule: Chained, view: View, member: str) -> Iterator[Ending]:
    """Yield the ends of a member's standing that follow from its leaving another body."""
    found = rows(view, rule.roll, member)
    for number, row in enumerate(found):
        left = row.span.ends.latest + 1
        if row.span.ends.latest >= END:
            continue
        effect = day_minutes(shift_days(shift_months(day_of(left), rule.months), rule.days))
        back = number + 1 < len(found) and found[number + 1].span.begins.earliest < effect
        if not back and not _kept(rule, view, member, left, effect):
            yield Ending(effect, rule.standing, rule.id, (row.roll.id,))


def _kept(rule: Chained, view: View, member: str, left: int, effect: int) -> bool:
    """Tell whether an organ decided between leaving and effect that the state remains a member."""
    return rule.unless is not None and any(
        entry.decided
        and entry.organ == rule.unless
        and entry.standing == "member"
        and left <= moment(entry.said.on).earliest < effect
        for entry in view.all(Standing, member)
    )
