"""Standings that lie over another for a time: suspensions by decision, by roll and of themselves, and notices given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from concilium.charter.model import Charter
from concilium.charter.schema import Automatic, ByDecision, Listed
from concilium.instants import END, day_minutes, day_of, moment, period
from concilium.procedure.endings import Notice, contributions
from concilium.procedure.speaking import speaks_for_organization
from concilium.record.entry import Contribution, Standing
from concilium.record.rolls import rows
from concilium.record.view import View

_UNPAID = ("unpaid", "refused")


class Spell(NamedTuple):
    """A standing that lies over another from a minute up to another, excluded; under which provision, by which entries.

    One ``by_decision`` is ended by a later decision that the state is a member.
    """

    begins: int
    ends: int
    standing: str
    provision: str
    entries: tuple[str, ...]
    by_decision: bool = False


def begins(entry: Standing) -> int:
    """Return the first minute of what a standing entry says."""
    return period(entry.valid).begins.earliest if entry.valid else moment(entry.said.on).earliest


def ends(entry: Standing) -> int:
    """Return the minute from which what a standing entry says holds no more; END when it gives no end."""
    if entry.valid is None or "/" not in entry.valid:
        return END
    return min(period(entry.valid).ends.latest + 1, END)


def by_decision(rule: ByDecision, view: View, member: str) -> Iterator[Spell]:
    """Yield the suspensions and the like that an organ decided on."""
    for entry in decided(rule, view, member):
        yield Spell(begins(entry), ends(entry), rule.standing, rule.id, (entry.id,), by_decision=True)


def decided(rule: ByDecision, view: View, member: str) -> list[Standing]:
    """Return the decisions of the organ of a rule that give a member the standing of the rule."""
    found = view.all(Standing, member)
    return [e for e in found if e.decided and e.organ == rule.organ and e.standing == rule.standing]


def by_roll(rule: Listed, view: View, member: str) -> Iterator[Spell]:
    """Yield the periods of a roll of suspensions and the like."""
    for row in rows(view, rule.roll, member):
        if row.roll.standing in (None, rule.standing):
            end = min(row.span.ends.latest + 1, END)
            yield Spell(row.span.begins.earliest, end, rule.standing, rule.id, (row.roll.id,))


def meanwhile(notice: Notice) -> Iterator[Spell]:
    """Yield the standing of a member between its notice and what came of it."""
    if notice.rule.meanwhile is not None:
        end = notice.effect if notice.stopped is None else notice.stopped
        yield Spell(notice.act.minute, end, notice.rule.meanwhile, notice.rule.id, (notice.act.entry,))


def automatic(rule: Automatic, charter: Charter, view: View, member: str) -> list[Spell]:
    """Return the periods in which a member has lost rights of itself, without those for which this was waived."""
    found = [*_on_its_roll(rule, view, member), *_said(rule, charter, view, member), *_in_arrears(rule, view, member)]
    waived = [(spell.begins, spell.ends) for spell in waivers(rule, view, member)]
    return [part for spell in found for part in _without(spell, waived)]


def _on_its_roll(rule: Automatic, view: View, member: str) -> Iterator[Spell]:
    if rule.roll is not None:
        for row in rows(view, rule.roll, member):
            end = min(row.span.ends.latest + 1, END)
            yield Spell(row.span.begins.earliest, end, rule.standing, rule.id, (row.roll.id,))


def _said(rule: Automatic, charter: Charter, view: View, member: str) -> Iterator[Spell]:
    """Yield what the organization itself says of it; of itself, so that it is no decision."""
    for entry in view.all(Standing, member):
        if entry.standing == rule.standing and not entry.decided and speaks_for_organization(charter, entry.said.by):
            yield Spell(begins(entry), ends(entry), rule.standing, rule.id, (entry.id,))


def _in_arrears(rule: Automatic, view: View, member: str) -> Iterator[Spell]:
    """Yield the periods in which the contributions of the full years before were all unpaid, as was said by then."""
    if rule.years is None:
        return
    told = view.all(Contribution, member)
    said = sorted({moment(entry.said.on).latest for entry in told})
    years = {day_of(minute).year for minute in said}
    turns = [day_minutes(date(year, 1, 1)) for first in years for year in range(first, first + rule.years + 2)]
    begun: int | None = None
    for minute in sorted({*said, *turns}):
        states = contributions(view, member, minute)
        this = day_of(minute).year
        unpaid = all(states.get(year) in _UNPAID for year in range(this - rule.years, this))
        if unpaid and begun is None:
            begun = minute
        elif not unpaid and begun is not None:
            yield Spell(begun, minute, rule.standing, rule.id, tuple(entry.id for entry in told))
            begun = None
    if begun is not None:
        yield Spell(begun, END, rule.standing, rule.id, tuple(entry.id for entry in told))


def waivers(rule: Automatic, view: View, member: str) -> Iterator[Spell]:
    """Yield the periods for which a member was left its rights."""
    if rule.waivers is not None:
        for row in rows(view, rule.waivers, member):
            end = min(row.span.ends.latest + 1, END)
            yield Spell(row.span.begins.earliest, end, "member", rule.id, (row.roll.id,))
    for entry in view.all(Standing, member):
        if (
            rule.waived_by is not None
            and entry.decided
            and entry.organ == rule.waived_by
            and entry.standing == "member"
        ):
            yield Spell(begins(entry), ends(entry), "member", rule.id, (entry.id,))


def _without(spell: Spell, waived: list[tuple[int, int]]) -> list[Spell]:
    """Return what is left of a spell when some periods are taken out of it."""
    left = [spell]
    for first, last in waived:
        parts = [(s._replace(ends=min(s.ends, first)), s._replace(begins=max(s.begins, last))) for s in left]
        left = [part for pair in parts for part in pair if part.begins < part.ends]
    return left
