"""A member's standing through time: every change that its acts, the organs' decisions and the rolls bring about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from concilium.charter.membership import LYING_OVER
from concilium.charter.model import Charter
from concilium.charter.schema import (
    Automatic,
    Beginning,
    ByDecision,
    Chained,
    Lapse,
    Listed,
    MembershipRule,
    Withdrawal,
)
from concilium.instants import END, moment
from concilium.procedure.acts import Act, formal_acts, later
from concilium.procedure.endings import Ending, Notice, chained, lapsed, notices
from concilium.procedure.suspensions import (
    Spell,
    automatic,
    begins,
    by_decision,
    by_roll,
    decided,
    meanwhile,
)
from concilium.record.rolls import rows
from concilium.record.view import View

NEVER = "not-member"
MEMBER = ("member", "party")
OVER = ("former", "expelled")
"""The standings of who does not belong any more: of several that would begin, the first counts."""

_HAS_EFFECT = ("running", "conditional")


class Change(NamedTuple):
    """A change of standing: from which minute, to what, under which provision, by which entries.

    When a suspension ends, the standing below comes back: ``begun`` is then when that one began (else the minute of
    the change), ``ended`` the provision of the suspension and ``ended_by`` its entries. ``only`` is the standing that
    an ending ends; any, when it is empty.
    """

    minute: int
    standing: str
    provision: str
    entries: tuple[str, ...]
    begun: int = 0
    ended: str = ""
    ended_by: tuple[str, ...] = ()
    only: str = ""


class History(NamedTuple):
    """What makes up a member's standing: its changes in order of time, its notices, and what lay over it when."""

    changes: list[Change]
    notices: list[Notice]
    spells: list[Spell]


def timeline(charter: Charter, view: View, member: str) -> list[Change]:
    """Return every change of a member's standing that the view knows of, in order of time."""
    return history(charter, view, member).changes


def history(charter: Charter, view: View, member: str) -> History:
    """Return what makes up a member's standing, whatever the date of the view."""
    return view.remembered(("history", charter, member), lambda: _history(charter, view, member))


def _history(charter: Charter, view: View, member: str) -> History:
    acts = list(formal_acts(view, member))
    known = [rule for rule in charter.file.membership if _known(rule, view)]
    given = [n for rule in known if isinstance(rule, Withdrawal) for n in notices(rule, acts, view, member)]
    below = [change for rule in known for change in _below(rule, acts, view, member)]
    below += [_ended(_ending(notice)) for notice in given if notice.state in _HAS_EFFECT]
    first = min((change.minute for change in below), default=None)
    for rule in charter.file.membership:
        if isinstance(rule, Lapse):
            below += map(_ended, lapsed(rule, acts, first))
    spells = [spell for rule in known for spell in _over(rule, charter, view, member)]
    spells += [spell for notice in given for spell in meanwhile(notice)]
    under = frozenset(rule.id for rule in charter.file.membership if isinstance(rule, ByDecision))
    lying = _settled(sorted(below, key=_in_order), under)
    return History(_woven(lying, _lifted(spells, lying, under)), given, spells)


def _known(rule: MembershipRule, view: View) -> bool:
    return not isinstance(rule, Lapse) and (rule.begins is None or moment(rule.begins).earliest <= view.at.known)


def _in_order(change: Change) -> tuple[object, ...]:
    """Order changes by time; of those at one minute what ends comes first."""
    return (change.minute, change.standing not in OVER, change.standing, change.provision, change.entries)


def _below(rule: MembershipRule, acts: list[Act], view: View, member: str) -> Iterator[Change]:
    """Yield the changes that a rule brings about, apart from what lies over the standing of a member."""
    if isinstance(rule, Beginning):
        yield from _beginning(rule, acts)
    elif isinstance(rule, Listed) and rule.standing not in LYING_OVER:
        for row in rows(view, rule.roll, member):
            if row.roll.standing in (None, rule.standing):
                cited = (row.roll.id,)
                yield Change(row.span.begins.earliest, rule.standing, rule.id, cited)
                if row.span.ends.latest < END:
                    yield Change(row.span.ends.latest + 1, rule.ends_as, rule.id, cited, only=rule.standing)
    elif isinstance(rule, ByDecision) and rule.standing not in LYING_OVER:
        for entry in decided(rule, view, member):
            yield Change(begins(entry), rule.standing, rule.id, (entry.id,))
    elif isinstance(rule, Chained):
        yield from map(_ended, chained(rule, view, member))


def _beginning(rule: Beginning, acts: list[Act]) -> Iterator[Change]:
    floor = moment(rule.not_before).earliest if rule.not_before else 0
    last = moment(rule.ends).latest if rule.ends else END
    for act in acts:
        delayed = later(act.minute, rule.months, rule.days) if rule.months or rule.days else act.minute
        minute = max(delayed, floor)
        if act.act in rule.acts and act.instrument == rule.instrument and minute <= last:
            yield Change(minute, rule.standing, rule.id, (act.entry,))


def _ending(notice: Notice) -> Ending:
    return Ending(notice.effect, notice.rule.standing, notice.rule.id, (notice.act.entry,))


def _ended(ending: Ending) -> Change:
    return Change(*ending)


def _over(rule: MembershipRule, charter: Charter, view: View, member: str) -> Iterator[Spell]:
    """Yield what lies over the standing of a member under a rule."""
    if isinstance(rule, ByDecision) and rule.standing in LYING_OVER:
        yield from by_decision(rule, view, member)
    elif isinstance(rule, Listed) and rule.standing in LYING_OVER:
        yield from by_roll(rule, view, member)
    elif isinstance(rule, Automatic):
        yield from automatic(rule, charter, view, member)


def _settled(changes: list[Change], decided_under: frozenset[str]) -> list[Change]:
    """Leave out what changes nothing: a signature by one who is a party already, an end of what is over or another.

    The same standing again counts only when an organ decided it, which may lift a suspension.
    """
    kept: list[Change] = []
    for change in changes:
        before = kept[-1].standing if kept else NEVER
        signed_again = change.standing == "signatory" and before in MEMBER
        again = change.standing == before and change.provision not in decided_under
        over_already = change.standing in OVER and before in OVER
        of_another = bool(change.only) and change.only != before
        if not (signed_again or again or over_already or of_another):
            kept.append(change)
    return kept


def _lifted(spells: list[Spell], lying: list[Change], decided_under: frozenset[str]) -> list[Spell]:
    """Return the spells, those that were decided ended by the end of membership, or by a decision that lifts them."""
    found = []
    for spell in spells:
        ending = [change.minute for change in lying if _lifts(change, spell, decided_under)]
        found.append(spell._replace(ends=min(spell.ends, *ending)) if ending else spell)
    return [spell for spell in found if spell.begins < spell.ends]


def _lifts(change: Change, spell: Spell, decided_under: frozenset[str]) -> bool:
    """Tell whether a change ends what was decided; what a roll or arrears bring about lasts as long as these do."""
    if not spell.by_decision:
        return False
    if change.standing in OVER:
        return change.minute >= spell.begins
    return change.minute > spell.begins and change.provision in decided_under


def _woven(lying: list[Change], spells: list[Spell]) -> list[Change]:
    """Return the changes of standing: at each minute the heaviest spell that runs, else what lies below."""
    minutes = sorted({change.minute for change in lying} | {minute for s in spells for minute in (s.begins, s.ends)})
    kept: list[Change] = []
    over: Spell | None = None
    for minute in minutes:
        if minute >= END:
            continue
        below = next((change for change in reversed(lying) if change.minute <= minute), None)
        running = [spell for spell in spells if spell.begins <= minute < spell.ends]
        heaviest = max(running, key=lambda spell: LYING_OVER.index(spell.standing), default=None)
        change = _on_top(minute, below, heaviest, over)
        if change is not None and change.standing != (kept[-1].standing if kept else NEVER):
            kept.append(change)
        over = heaviest
    return kept


def _on_top(minute: int, below: Change | None, heaviest: Spell | None, over: Spell | None) -> Change | None:
    belongs = below is not None and below.standing not in OVER
    if heaviest is not None and (belongs or (below is None and heaviest.by_decision)):
        return Change(minute, heaviest.standing, heaviest.provision, heaviest.entries)
    if below is None:
        return None
    if over is not None and below.minute < minute:
        return below._replace(minute=minute, begun=below.minute, ended=over.provision, ended_by=over.entries)
    return below._replace(minute=minute)
