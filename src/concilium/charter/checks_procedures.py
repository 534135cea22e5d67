"""Checks of provisions on procedures: what can break a silence, who may open it, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.findings import Examined, Part, hint
from concilium.charter.schema import Election, Silence
from concilium.clock import duration
from concilium.problems import InvalidDateError, Problem
from concilium.sourcefile import shorten
from concilium.terms import is_state

_HOW_LONG = "Write it as ISO 8601 has it: PT24H, P5D or P6M"


def silences(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each silence that nothing breaks, or in which one act does two things."""
    for part in examined.every(Silence):
        it = part.it
        if not it.broken_by:
            yield examined.tell(part, "broken_by", "names nothing", "Name what breaks it, such as objection")
        for act in it.held_by:
            if act in it.broken_by:
                what = f"names '{act}', and so does 'broken_by'"
                yield examined.tell(part, "held_by", what, "Keep it in one of them")
        if it.longest_hold is not None and not it.held_by:
            what = "is given, and nothing is named in 'held_by'"
            yield examined.tell(part, "longest_hold", what, "Add 'held_by', or remove it")


def durations(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each length of time that is none, and for a shortest time in months."""
    for part in examined.every(Silence):
        for key in ("shortest", "longest_hold"):
            text = getattr(part.it, key)
            if text is not None and not _is_duration(text):
                yield examined.tell(part, key, f"is '{shorten(text)}', which is no length of time", _HOW_LONG)
        if part.it.shortest and _is_duration(part.it.shortest) and duration(part.it.shortest).months:
            what = f"is '{part.it.shortest}', and months are not of one length"
            yield examined.tell(part, "shortest", what, "Write it in days or hours")


def _is_duration(text: str) -> bool:
    try:
        duration(text)
    except InvalidDateError:
        return False
    return True


def matters(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each matter that may be decided by silence and that the organ does not decide."""
    for part in examined.every(Silence):
        organ = str(part.path[1])
        known = {decision.matter for decision in examined.file.organs[organ].decisions}
        for matter in part.it.matters:
            if matter not in known:
                what = f"names '{shorten(matter)}', a matter that {shorten(organ)} does not decide"
                yield examined.tell(part, "matters", what, hint(matter, known, "Add a decision on it"))


def elections(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each election by no decision of the organ, or whose rounds do not fit together."""
    for part in examined.every(Election):
        it, organ = part.it, str(part.path[1])
        known = {decision.matter for decision in examined.file.organs[organ].decisions}
        if it.matter not in known:
            what = f"is '{shorten(it.matter)}', a matter that {shorten(organ)} does not decide"
            yield examined.tell(part, "matter", what, hint(it.matter, known, "Add a decision on it"))
        for key in ("restricted_to", "restricted_rounds", "free_rounds"):
            number = getattr(it, key)
            if number is not None and number < (0 if key == "free_rounds" else 1):
                yield examined.tell(part, key, f"is {number}", "Write a number from 1")
        yield from _seats(examined, part)
        if it.restricted_rounds is not None and it.restricted_to is None:
            mend = "Add it: how many times as many candidates as places"
            yield examined.tell(part, "restricted_rounds", "is given, and 'restricted_to' is missing", mend)
        if it.free_rounds and it.restricted_rounds is None:
            mend = "Add it, or remove 'free_rounds'"
            yield examined.tell(part, "free_rounds", "is given, and 'restricted_rounds' is missing", mend)
        if it.eliminates and it.restricted_to is not None:
            yield examined.tell(part, "eliminates", "is true, and 'restricted_to' is given", "Keep one of them")


def _seats(examined: Examined, part: Part[Election]) -> Iterator[Problem]:
    for group, number in part.it.seats.items():
        if number < 1:
            yield examined.tell(part, "seats", f"gives '{shorten(group)}' {number}", "Write a number from 1")


def empowered(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each post, organ or member that may do something and of which nothing is known."""
    names = examined.names
    known = {"chair", "member", *names.posts, *examined.file.organs, *names.members, *names.authorities}
    for part in examined.every(Silence):
        for key in ("opened_by", "extended_by"):
            yield from _unknown(examined, part, key, known)


def _unknown(examined: Examined, part: Part[Silence], key: str, known: set[str]) -> Iterator[Problem]:
    for word in getattr(part.it, key):
        if word not in known and not is_state(word):
            mend = hint(word, known, "Use chair, member, an organ, or a post of names.yaml")
            yield examined.tell(part, key, f"names '{shorten(word)}', of whom nothing is known", mend)


PROCEDURE_CHECKS = (silences, durations, matters, empowered, elections)
