"""Checks of provisions on procedures: what can break a silence, who may open it, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from concilium.charter.findings import Examined, Part, hint
from concilium.charter.schema import Decision, Election, Provision, Proxies, Recourse, Silence
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
    for part in chain(examined.every(Silence), examined.every(Recourse)):
        for key in ("shortest", "longest_hold", "within"):
            text = getattr(part.it, key, None)
            if text is not None and not _is_duration(text):
                yield examined.tell(part, key, f"is '{shorten(text)}', which is no length of time", _HOW_LONG)
    for part in examined.every(Silence):
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
    """Yield a problem for each matter of a silence or a recourse that the organ does not decide."""
    for part in chain(examined.every(Silence), examined.every(Recourse)):
        organ = str(part.path[1])
        known = {decision.matter for decision in examined.file.organs[organ].decisions}
        for matter in getattr(part.it, "matters", ()):
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


def proxies(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each provision on proxies for nobody."""
    for part in examined.every(Proxies):
        if part.it.most < 1:
            yield examined.tell(part, "most", f"is {part.it.most}", "Write a number from 1")


def prior_acts(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each required act of an organ that is not known, or in a matter that it does not decide."""
    for part in examined.every(Decision):
        for required in part.it.requires:
            yield from _other_organ(examined, part, "requires", required.organ)
            organ = examined.file.organs.get(required.organ)
            known = {decision.matter for decision in organ.decisions} if organ else set()
            if organ and required.matter is not None and required.matter not in known:
                what = f"names '{shorten(required.matter)}', a matter that {shorten(required.organ)} does not decide"
                yield examined.tell(part, "requires", what, hint(required.matter, known, "Add a decision on it"))


def votes_of_cases(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each case of a vote that is neither the first nor the second, or cast neither way."""
    for part in examined.every(Decision):
        for number, case in enumerate(part.it.cases):
            inner = Part((*part.path, "cases", number), f"case {number + 1} of {part.name}", case)
            for key, word in case.when.items():
                words = ("first", "second") if key == "vote" else ("yes", "no")
                if word not in words:
                    what = f"says '{key}: {word}'"
                    yield examined.tell(inner, "when", what, f"Write '{key}: {words[0]}' or '{key}: {words[1]}'")


def recourses(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each recourse to nobody that is known, or whose time runs from a day without being set."""
    for part in examined.every(Recourse):
        if part.it.passes_to is not None:
            yield from _other_organ(examined, part, "passes_to", part.it.passes_to)
        if part.it.runs_from == "publication" and part.it.within is None:
            yield examined.tell(part, "runs_from", "is given, and 'within' is missing", "Add the time, such as P15D")


def _other_organ(examined: Examined, part: Part[Provision], key: str, organ: str) -> Iterator[Problem]:
    known = {*examined.file.organs, *examined.names.authorities}
    if organ not in known:
        what = f"names '{shorten(organ)}', of which nothing is known"
        yield examined.tell(part, key, what, hint(organ, known, "Use an organ, or an authority of names.yaml"))


PROCEDURE_CHECKS = (silences, durations, matters, empowered, elections, proxies, prior_acts, recourses, votes_of_cases)
