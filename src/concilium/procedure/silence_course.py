"""The course of a text under silence, act by act: what each act came to, and where that leaves the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from concilium.charter.schema import Silence as Rule
from concilium.clock import Instant, duration, instant, later, precedes, written
from concilium.record.entry import Silence, SilenceAct

OBJECTING = ("objection", "amendment", "hold", "extension-request")
"""What only a member with a seat can do about a text."""

EFFECTIVE = ("breaks", "holds", "lifts", "extends", "withdraws", "reissues")
"""The verdicts on what only counts when it was received in time."""

_ASIDE = ("objection-to-opening", "announced-adopted", "announced-broken")


class Judged(msgspec.Struct, frozen=True, omit_defaults=True):
    """An act and what it came to.

    ``verdict``: it ``breaks`` the silence, ``holds`` it up, ``lifts`` a hold, ``extends`` the time, ``withdraws`` or
    ``reissues`` the text, or is only ``noted``; or it does not count, being ``late``, ``unwritten``, made ``before``
    the opening or when all was ``over``, by one that has ``no-seat`` or ``no-power`` to do so; or that is in ``doubt``.
    ``expires`` is the expiry that held then, ``late`` by how much it came after it, where both are exact.
    """

    entry: str
    act: str
    actor: str
    at: str
    verdict: str
    expires: str
    late: str = ""
    until: str = ""


class Who(NamedTuple):
    """Whether the actor of an act has a seat, and may extend the time or take the text back; None when not known."""

    seated: Callable[[SilenceAct], bool | None]
    may: Callable[[SilenceAct], bool | None]


class Course(NamedTuple):
    """How far it has come.

    ``state`` is ``running``, ``held``, ``broken``, ``adopted``, ``withdrawn`` or ``reissued``; ``ended`` is when it
    came to that. ``holds`` are those that hold it up, each since what second; ``freed`` is when the last hold ended.
    ``doubts`` name what is not known, each with the entries concerned.
    """

    expires: str
    state: str = "running"
    ended: str = ""
    holds: tuple[tuple[str, int], ...] = ()
    freed: int | None = None
    judged: tuple[Judged, ...] = ()
    doubts: tuple[tuple[str, tuple[str, ...]], ...] = ()


def run(opening: Silence, acts: Iterable[SilenceAct], rule: Rule, who: Who, now: Instant) -> Course:
    """Return how far a text has come by an instant, from its opening through every act received by then."""
    course = Course(opening.expires)
    begins = instant(opening.opened)
    for act in sorted((a for a in acts if a.act not in _ASIDE), key=lambda a: instant(a.at)):
        at = instant(act.at)
        if at.first > now.last:
            break
        course = _freed(course, rule, at)
        timely = in_time(act, course, rule)
        course = _adopted(course) if timely is False and course.state == "running" else course
        verdict = "before" if precedes(at, begins) else _verdict(act, course, rule, who)
        course = _after(course, act, "doubt" if timely is None and verdict in EFFECTIVE else verdict)
    return _expired(course, rule, now)


def in_time(act: SilenceAct, course: Course, rule: Rule) -> bool | None:
    """Tell whether an act was received in time: before the expiry, or while a hold kept it from running out.

    Where the instants do not tell, the source's word counts; None when there is none.
    """
    if course.holds:
        return True
    at, expires = instant(act.at), instant(course.expires)
    if rule.inclusive and at.exact and at == expires:
        return True
    told = precedes(at, expires)
    return act.in_time if told is None else told


def _verdict(act: SilenceAct, course: Course, rule: Rule, who: Who) -> str:
    """Return what an act comes to, as things stand when it is received."""
    breaking, holding = act.act in rule.broken_by, act.act in rule.held_by
    if course.state == "adopted":
        return "late"
    if course.state in ("withdrawn", "reissued") or (course.state == "broken" and not breaking):
        return "over"
    if act.act in OBJECTING and not (seat := who.seated(act)):
        return "doubt" if seat is None else "no-seat"
    if rule.written and (breaking or holding) and not act.written:
        return "doubt" if act.written is None else "unwritten"
    if breaking:
        return "breaks"
    if holding:
        return "holds"
    if act.act == "hold-lifted":
        return "lifts" if any(member == act.actor for member, _ in course.holds) else "noted"
    return _managing(act, who)


def _managing(act: SilenceAct, who: Who) -> str:
    word = {"extension": "extends", "withdrawn": "withdraws", "reissued": "reissues"}.get(act.act)
    if word is None:
        return "noted"
    may = who.may(act)
    return word if may else "doubt" if may is None else "no-power"


def _after(course: Course, act: SilenceAct, verdict: str) -> Course:
    """Return where an act leaves a text."""
    at, expires = instant(act.at), instant(course.expires)
    by = at.first - expires.first
    late = f"{by // 3600}:{by // 60 % 60:02}:{by % 60:02}" if verdict == "late" and at.exact and expires.exact else ""
    judged = Judged(act.id, act.act, act.actor, act.at, verdict, course.expires, late, act.until or "")
    course = course._replace(judged=(*course.judged, judged))
    if verdict == "doubt":
        return course._replace(doubts=(*course.doubts, ("act", (act.id,))))
    if verdict == "breaks":
        return course if course.state == "broken" else course._replace(state="broken", ended=act.at, holds=())
    if verdict == "holds":
        return course._replace(holds=(*course.holds, (act.actor, at.first)))
    if verdict == "lifts":
        left = tuple(hold for hold in course.holds if hold[0] != act.actor)
        return course._replace(holds=left, freed=at.first)
    if verdict == "extends":
        return course._replace(expires=act.until or course.expires)
    ended = {"withdraws": "withdrawn", "reissues": "reissued"}.get(verdict)
    return course._replace(state=ended, ended=act.at) if ended else course


def _freed(course: Course, rule: Rule, upto: Instant) -> Course:
    """Return a course without the holds that had lasted for the longest time allowed."""
    if rule.longest_hold is None or course.state != "running":
        return course
    allowed = duration(rule.longest_hold)
    ends = {member: later(since, allowed) for member, since in course.holds}
    gone = [end for end in ends.values() if end <= upto.first]
    left = tuple(hold for hold in course.holds if ends[hold[0]] > upto.first)
    return course._replace(holds=left, freed=max([*gone, course.freed or 0])) if gone else course


def _expired(course: Course, rule: Rule, now: Instant) -> Course:
    """Return a course as adopted when the time has run out by an exact instant and nothing holds it up."""
    course = _freed(course, rule, now)
    if course.state != "running":
        return course
    expires = instant(course.expires)
    if course.holds:
        return course._replace(state="held")
    if now.first >= expires.last:
        return _adopted(course)
    if now.last >= expires.first:
        return course._replace(doubts=(*course.doubts, ("expired", ())))
    return course


def _adopted(course: Course) -> Course:
    """Return a course as adopted: at the expiry, or when the last hold ended if that was later."""
    late = course.freed is not None and course.freed > instant(course.expires).last
    ended = written(course.freed) if late and course.freed is not None else course.expires
    return course._replace(state="adopted", ended=ended)
