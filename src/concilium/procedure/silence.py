"""What became of a text under silence at an instant: running, held, broken by whom, adopted when, or never opened."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from concilium.charter.model import Charter, in_force
from concilium.charter.schema import Silence as Rule
from concilium.clock import Instant, duration, instant, precedes
from concilium.instants import moment
from concilium.problems import UnknownNameError, meant
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.empowered import empowered, seated
from concilium.procedure.silence_course import Course, Judged, Who, run
from concilium.record.entry import Silence, SilenceAct
from concilium.record.view import View

_ANNOUNCED = {"announced-adopted": "adopted", "announced-broken": "broken"}


class Silent(msgspec.Struct, frozen=True):
    """A text under silence at an instant.

    ``state``: ``not-opened`` yet, ``invalid`` (it could not be opened so), ``running``, ``held``, ``broken``,
    ``withdrawn``, ``reissued``, ``adopted``, or ``unknown``. ``expires`` is when the time runs out, as extended;
    ``ended`` when it was adopted, broken or ended otherwise. ``broken_by`` are those whose acts broke it, in order of
    time; ``acts`` is all that was done, each with what it came to.
    """

    silence: str
    organ: str
    state: str
    opened: str
    expires: str
    ended: str = ""
    broken_by: tuple[str, ...] = ()
    held_by: tuple[str, ...] = ()
    acts: tuple[Judged, ...] = ()


def silence(charter: Charter, view: View, name: str, at: str) -> Answer[Silent]:
    """Return what had become of a text under silence ``at`` an instant (or a date: at its end), as the view knows it.

    What is received at or after the expiry does not count, by a second even. ``differs`` when it was announced
    otherwise; ``unknown`` when the record is not exact enough. Raises UnknownNameError and InvalidDateError.
    """
    opening = opened(view, name)
    rule = rule_for(charter, view.on(moment(opening.opened)), opening.organ, opening.matter)
    if rule is None:
        reasons = (_opened(opening, rule), Reason("silence-no-rule", {"organ": opening.organ}, (), (opening.id,)))
        value = Silent(name, opening.organ, "unknown", opening.opened, opening.expires)
        return Answer(value, "unknown", reasons, missing=(f"silence procedure of {opening.organ}",))
    return _under(charter, view, opening, rule, instant(at).last)


def _under(charter: Charter, view: View, opening: Silence, rule: Rule, second: int) -> Answer[Silent]:
    now = Instant(second, second)
    acts = [act for act in view.all(SilenceAct, opening.silence) if act.silence == opening.silence]
    wrong, doubts = _opening(charter, view.on(moment(opening.opened)), rule, opening)
    wrong = (*wrong, *_opposed(rule, [act for act in acts if instant(act.at).first <= second]))
    who = Who(lambda act: _seat(charter, view, opening, act), lambda act: _may(charter, view, opening, rule, act))
    course = run(opening, acts, rule, who, now)
    value = _value(opening, course, _state(opening, course, now, wrong, doubts))
    announced = tuple(_announced(acts, value, now))
    reasons = (_opened(opening, rule), *wrong, *doubts, *_judgements(course, rule), *_ending(value, rule, course))
    return Answer(value, _sure(value.state, announced), (*reasons, *announced))


def opened(view: View, name: str) -> Silence:
    """Return the entry by which a text was put under silence. Raises UnknownNameError."""
    found = [entry for entry in view.all(Silence, name) if entry.silence == name]
    if not found:
        known = {entry.silence for entry in view.all(Silence)}
        raise UnknownNameError(f"This view knows of no silence procedure '{name}'. {meant(name, known)}.")
    return found[-1]


def rule_for(charter: Charter, view: View, organ: str, matter: str | None) -> Rule | None:
    """Return the provision on silence in an organ on the date of the view: the one for the matter, else the first."""
    found = in_force(charter.organ(organ).silence, view.at.on, view.at.known)
    fitting = [rule for rule in found if not rule.matters or matter in rule.matters]
    return next(iter(fitting), next(iter(found), None))


def _opposed(rule: Rule, acts: list[SilenceAct]) -> tuple[Reason, ...]:
    """Return that it could not be opened, since somebody objected to that."""
    against = [act for act in acts if act.act == "objection-to-opening"]
    if not rule.unopposed or not against:
        return ()
    facts = {"members": " ".join(act.actor for act in against)}
    return (Reason("silence-invalid-opposed", facts, (rule.id,), tuple(act.id for act in against)),)


def _opening(
    charter: Charter, view: View, rule: Rule, opening: Silence
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return why it could not be opened so, and what of that is not known."""
    checks = {
        "matter": _of_matter(rule, opening),
        "opener": _by_opener(charter, view, rule, opening),
        "short": _long_enough(rule, opening),
    }
    facts = {
        "matter": opening.matter or "",
        "by": opening.opened_by or "",
        "may": " ".join(rule.opened_by),
        "shortest": rule.shortest or "",
    }
    cited = (rule.id,), (opening.id,)
    wrong = [Reason(f"silence-invalid-{key}", facts, *cited) for key, ok in checks.items() if ok is False]
    doubts = [Reason(f"silence-doubt-{key}", facts, *cited) for key, ok in checks.items() if ok is None]
    return tuple(wrong), tuple(doubts)


def _of_matter(rule: Rule, opening: Silence) -> bool | None:
    if not rule.matters:
        return True
    return None if opening.matter is None else opening.matter in rule.matters


def _by_opener(charter: Charter, view: View, rule: Rule, opening: Silence) -> bool | None:
    if not rule.opened_by:
        return True
    if opening.opened_by is None:
        return None
    return empowered(charter, view, opening.organ, opening.opened_by, rule.opened_by)


def _long_enough(rule: Rule, opening: Silence) -> bool | None:
    if rule.shortest is None:
        return True
    needed = duration(rule.shortest).seconds
    begins, ends = instant(opening.opened), instant(opening.expires)
    if ends.last - begins.first < needed:
        return False
    return True if ends.first - begins.last >= needed else None


def _seat(charter: Charter, view: View, opening: Silence, act: SilenceAct) -> bool | None:
    return seated(charter, view.on(moment(act.at)), opening.organ, act.actor)


def _may(charter: Charter, view: View, opening: Silence, rule: Rule, act: SilenceAct) -> bool | None:
    """Tell whether the actor of an act may extend the time, or take the text back."""
    words = rule.extended_by if act.act == "extension" else rule.opened_by
    if act.act != "extension" and act.actor == opening.opened_by:
        return True
    return empowered(charter, view.on(moment(act.at)), opening.organ, act.actor, words)


def _state(
    opening: Silence, course: Course, now: Instant, wrong: tuple[Reason, ...], doubts: tuple[Reason, ...]
) -> str:
    if precedes(now, instant(opening.opened)):
        return "not-opened"
    if wrong:
        return "invalid"
    if course.state == "broken":
        return "broken"
    return "unknown" if course.doubts or (doubts and course.state == "adopted") else course.state


def _value(opening: Silence, course: Course, state: str) -> Silent:
    over = state in ("adopted", "broken", "withdrawn", "reissued")
    broke = tuple(dict.fromkeys(each.actor for each in course.judged if each.verdict == "breaks"))
    holding = tuple(member for member, _ in course.holds) if state == "held" else ()
    ended = course.ended if over else ""
    expires = course.expires
    return Silent(opening.silence, opening.organ, state, opening.opened, expires, ended, broke, holding, course.judged)


def _opened(opening: Silence, rule: Rule | None) -> Reason:
    facts = {"organ": opening.organ, "by": opening.opened_by or "", "at": opening.opened, "expires": opening.expires}
    return Reason("silence-opened", facts, (rule.id,) if rule else (), (opening.id,))


def _judgements(course: Course, rule: Rule) -> Iterator[Reason]:
    """Yield a reason for each act: what it was, of whom, received when, and what it came to."""
    for each in course.judged:
        facts = {"act": each.act, "actor": each.actor, "at": each.at, "expires": each.expires, "late": each.late}
        facts |= {"until": each.until}
        known = {key: fact for key, fact in facts.items() if fact}
        yield Reason(f"silence-{each.verdict}", known, (rule.id,), (each.entry,))


def _ending(value: Silent, rule: Rule, course: Course) -> Iterator[Reason]:
    """Yield what it has come to, when the text is issued, and what is not known."""
    facts = {"at": value.ended, "expires": value.expires, "members": " ".join(value.broken_by or value.held_by)}
    lifted = value.state == "adopted" and precedes(instant(value.expires), instant(value.ended))
    if value.state != "unknown":
        yield Reason(f"silence-end-{'lifted' if lifted else value.state}", facts, (rule.id,))
    if value.state == "adopted" and rule.issued:
        yield Reason("silence-issued", {}, (rule.id,))
    if any(key == "expired" for key, _ in course.doubts):
        yield Reason("silence-doubt-expired", {"expires": value.expires}, (rule.id,))


def _announced(acts: list[SilenceAct], value: Silent, now: Instant) -> Iterator[Reason]:
    """Yield what was declared of it by then, where that is not what it came to."""
    for act in acts:
        said = _ANNOUNCED.get(act.act)
        if said is not None and instant(act.at).first <= now.last:
            agrees = "" if said == value.state else "-differs"
            yield Reason(f"silence-{act.act}{agrees}", {"actor": act.actor, "at": act.at}, (), (act.id,))


def _sure(state: str, announced: tuple[Reason, ...]) -> str:
    if state == "unknown":
        return "unknown"
    return "differs" if any(reason.key.endswith("-differs") for reason in announced) else "known"
