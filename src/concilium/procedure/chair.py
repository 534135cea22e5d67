"""Who chairs: computed from the rotation, compared with what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from concilium.charter.model import Charter, first_minute, last_minute, the_one_in_force
from concilium.charter.schema import Deviation, Rotation
from concilium.instants import END, Moment, day_minutes, day_of, moment, period
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.composition import ever_acted
from concilium.procedure.standing import Change, speaks_for_organization, timeline
from concilium.record.entry import Chairmanship, Meeting
from concilium.record.view import View


class Turn(NamedTuple):
    """A turn in the chair: whose, from which minute, under which provision; ``holder`` differs in a deviation."""

    minute: int
    member: str
    holder: str
    provision: str
    entries: tuple[str, ...] = ()
    deviation: Deviation | None = None


def chair(charter: Charter, view: View, organ: str) -> Answer[str | None]:
    """Return the member that chairs an organ on the date of the view.

    The value is what was decided where the record has a decision or an authority's word, else what the rotation gives.
    Both stand in the reasons; ``state`` is ``differs`` when they are not the same.
    """
    leading = leading_organ(charter, view, organ)
    computed = _turn_on(charter, view, leading)
    recorded = next(iter(_recorded(charter, view, organ, leading)), None)
    reasons = [] if recorded is None else [_as_recorded(recorded)]
    reasons += [] if computed is None else [_as_computed(computed)]
    if leading != organ:
        follows = the_one_in_force(charter.organ(organ).chair, view.at.on, view.at.known)
        reasons.append(Reason("chair-follows", {"organ": organ, "leading": leading}, (follows.id,) if follows else ()))
    if recorded is None and computed is None:
        return Answer(None, "unknown", tuple(reasons), missing=(f"chair of {organ}",))
    value = recorded.member if recorded else computed.holder if computed else None
    differs = recorded is not None and computed is not None and recorded.member != computed.holder
    return Answer(value, "differs" if differs else "known", tuple(reasons))


def leading_organ(charter: Charter, view: View, organ: str) -> str:
    """Return the organ whose chair an organ follows, or itself."""
    rule = the_one_in_force(charter.organ(organ).chair, view.at.on, view.at.known)
    return rule.follows if rule is not None and rule.order == "follows" and rule.follows else organ


def turns(charter: Charter, view: View, organ: str, until: date) -> tuple[Turn, ...]:
    """Return every turn in the chair that the rotation gives up to a day, as far as the view knows the sessions."""
    end = date(until.year, 12, 31)
    found = view.remembered(
        ("turns", charter, organ, end),
        lambda: sorted(_sequence(charter, view, organ, end), key=lambda turn: turn.minute),
    )
    return tuple(turn for turn in found if day_of(turn.minute) <= until)


def next_chairs(charter: Charter, view: View, organ: str, count: int) -> list[Turn]:
    """Return the next turns after the date of the view; of a rotation from session to session only known ones."""
    leading = leading_organ(charter, view, organ)
    year = day_of(view.at.on.latest).year
    later = [t for t in turns(charter, view, leading, date(year + count + 1, 12, 31)) if t.minute > view.at.on.latest]
    return later[:count]


def _turn_on(charter: Charter, view: View, organ: str) -> Turn | None:
    rule = the_one_in_force(charter.organ(organ).chair, view.at.on, view.at.known)
    if rule is None or rule.order == "appointment":
        return None
    if rule.order == "exempt" and rule.holder:
        return Turn(first_minute(rule), rule.holder, rule.holder, rule.id)
    past = [t for t in turns(charter, view, organ, day_of(view.at.on.latest)) if t.minute <= view.at.on.latest]
    return past[-1] if past else None


def _recorded(charter: Charter, view: View, organ: str, leading: str) -> list[Chairmanship]:
    """Return what the record holds of an organ's chair, or that of the organ it follows, on the date of the view.

    Decisions come first, then the organization's own word, then what was said of the organ itself.
    """
    found = [entry for which in dict.fromkeys((organ, leading)) for entry in view.holding(Chairmanship, which)]
    mine = [entry for entry in found if entry.organ in (organ, leading)]
    return sorted(mine, key=lambda entry: (not entry.decided, not speaks_for_organization(charter, entry.said.by)))


def _as_recorded(entry: Chairmanship) -> Reason:
    key = "chair-decided" if entry.decided else "chair-said"
    facts = {
        "organ": entry.organ,
        "member": entry.member,
        "by": entry.said.by,
        "on": entry.said.on,
        "valid": entry.valid or "",
    }
    return Reason(key, facts, (), (entry.id,))


def _as_computed(turn: Turn) -> Reason:
    key = "chair-deviation" if turn.deviation else "chair-by-rotation"
    facts = {"member": turn.member, "holder": turn.holder, "day": day_of(turn.minute).isoformat()}
    if turn.deviation:
        facts["deviation"] = turn.deviation.on
    return Reason(key, facts, (turn.provision,), turn.entries)


def _sequence(charter: Charter, view: View, organ: str, until: date) -> Iterator[Turn]:
    """Yield the turns of an organ's rotation provisions, each provision going on from where the last stood."""
    pointer: str | None = None
    histories = {code: timeline(charter, view, code) for code in ever_acted(charter, view)}
    for rule in charter.organ(organ).chair:
        if first_minute(rule) > view.at.known:
            continue
        if rule.order == "host":
            yield from _hosts(view, charter, organ, rule)
        if rule.order != "alphabet":
            continue
        if rule.start is not None and rule.start_on is not None:
            pointer = rule.start
            yield Turn(moment(rule.start_on).earliest, pointer, pointer, rule.id)
        for minute, entry in _handovers(view, organ, rule, until):
            members = [code for code, history in histories.items() if _may_chair(charter, history, minute)]
            if not members or pointer is None:
                continue
            deviation = _deviation(rule, minute)
            due = following(members, pointer, charter.order)
            pointer = pointer if deviation is not None and deviation.keeps_turn else due
            holder = deviation.held_by if deviation else due
            yield Turn(minute, due, holder, rule.id, entry, deviation)


def _deviation(rule: Rotation, minute: int) -> Deviation | None:
    return next((d for d in rule.deviations if moment(d.on).earliest == minute), None)


def following(members: list[str], holder: str, order: tuple[str, ...]) -> str:
    """Return the member after the holder by name in the list valid at the handover, round to the first.

    The pointer is the holder's name, not a place in the list: members who came or went in between do not move it.
    """
    place = {code: index for index, code in enumerate(order)}
    after = [code for code in members if place[code] > place[holder]]
    return after[0] if after else members[0]


def _handovers(view: View, organ: str, rule: Rotation, until: date) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the minutes at which the chair passes under a rotation, with the meetings that make it pass."""
    last = last_minute(rule) if last_minute(rule) < view.at.known else END
    if rule.term == "calendar-year":
        for year in range(day_of(first_minute(rule)).year + 1, until.year + 1):
            if day_minutes(date(year, 1, 1)) <= last:
                yield day_minutes(date(year, 1, 1)), ()
        return
    for session in regular_sessions(view, organ):
        minute = period(session.valid or session.said.on).begins.earliest
        if first_minute(rule) < minute <= last:
            yield minute, (session.id,)


def regular_sessions(view: View, organ: str) -> list[Meeting]:
    """Return the regular meetings of an organ that were held, one entry each, in order of time."""
    held = {
        m.meeting: m
        for m in view.all(Meeting, organ)
        if m.status == "held" and m.form == "regular" and m.organs == (organ,)
    }
    return sorted(held.values(), key=lambda m: period(m.valid or m.said.on).begins.earliest)


def _hosts(view: View, charter: Charter, organ: str, rule: Rotation) -> Iterator[Turn]:
    for session in regular_sessions(view, organ):
        minute = period(session.valid or session.said.on).begins.earliest
        place = charter.names.places.get(session.place or "")
        if place is not None and place.of and first_minute(rule) <= minute <= last_minute(rule):
            deviation = _deviation(rule, minute)
            holder = deviation.held_by if deviation else place.of
            yield Turn(minute, place.of, holder, rule.id, (session.id,), deviation)


def _may_chair(charter: Charter, history: list[Change], minute: int) -> bool:
    """Tell whether a member with this history of standing may take the chair at a minute."""
    past = [change for change in history if change.minute <= minute]
    rules = [rule for rule in charter.file.entitlements if past and rule.standing == past[-1].standing]
    rule = the_one_in_force(rules, Moment(minute, minute))
    return rule is not None and rule.chairs
