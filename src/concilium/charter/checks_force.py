"""Checks of entry into force: what it needs must be said once, and all that it names must fit together."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.findings import Examined, Part
from concilium.charter.requirement import compile_rule
from concilium.charter.schema import Force
from concilium.problems import InvalidRuleError, Problem
from concilium.rules.expression import classes_of, counts
from concilium.sourcefile import shorten


def forces(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each entry into force whose number of ratifications is missing, needless or none."""
    for part in examined.every(Force):
        number, by = part.it.number, part.it.ratified_by
        if by == "number" and number is None:
            yield examined.tell(part, "ratified_by", "is 'number', and 'number' is missing", "Add 'number'")
        elif by == "all" and number is not None:
            mend = "Remove it, or write 'ratified_by: number'"
            yield examined.tell(part, "number", "is given and all must ratify", mend)
        elif by is None and number is not None:
            yield examined.tell(part, "number", "is given, and 'ratified_by' is missing", "Write 'ratified_by: number'")
        elif number is not None and number < 1:
            yield examined.tell(part, "number", f"is {number}", "Write a number from 1")
        if by is not None and part.it.needs is not None:
            yield examined.tell(part, "needs", "is given, and so is 'ratified_by'", "Give one of them")


def needs(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each need that names a class the rule does not have, or takes a share of anybody."""
    for part in examined.every(Force):
        if part.it.needs is None:
            continue
        try:
            rule = compile_rule(part.it.needs, examined.file.rules)
        except InvalidRuleError:
            continue
        for name in sorted(classes_of(rule) - part.it.classes.keys()):
            what = f"names the class '{shorten(name)}', of which 'classes' says nothing"
            yield examined.tell(part, "needs", what, f"Add '{shorten(name)}' with its states to 'classes'")
        if part.it.of == "anybody" and any(count.of is not None for count in counts(rule)):
            what = "takes a share, and 'of' is 'anybody'"
            yield examined.tell(part, "needs", what, "Write 'of: signatories', 'of: members-now' or 'of: members-then'")


def companions(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each key of an entry into force that stands without the one that it goes with."""
    for part in examined.every(Force):
        yield from _companions(examined, part)


def _companions(examined: Examined, part: Part[Force]) -> Iterator[Problem]:
    it = part.it
    if it.silence and it.deadline is None:
        yield examined.tell(part, "silence", "is true, and 'deadline' is missing", "Add the last day for objections")
    if it.deadline is not None and not it.silence:
        yield examined.tell(part, "deadline", "is given, and 'silence' is not", "Write 'silence: true', or remove it")
    if it.renewed_by and it.sunset is None:
        yield examined.tell(part, "renewed_by", "is given, and 'sunset' is missing", "Add the last day of the term")
    if it.unless_adopted and it.on_notice is None:
        what = "is given, and 'on_notice' is missing"
        yield examined.tell(part, "unless_adopted", what, "Add the instrument under which notice is given")
    if it.standings and it.of not in ("members-now", "members-then"):
        what = f"is given, and 'of' is '{it.of}'"
        yield examined.tell(part, "standings", what, "Write 'of: members-now' or 'of: members-then'")


FORCE_CHECKS = (forces, needs, companions)
