"""Checks of what decisions and quorums take: each requirement must be a rule, and each decision have one."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.findings import Examined, Part, Path, listed
from concilium.charter.requirement import Requirement, compile_rule
from concilium.charter.schema import Decision, Force, Position, Quorum
from concilium.problems import InvalidRuleError, Problem


def requirements(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each requirement that is no rule."""
    for part, key, requirement in every_requirement(examined):
        try:
            compile_rule(requirement, examined.file.rules)
        except InvalidRuleError as error:
            yield examined.tell(part, key, error.what, error.mend)


def every_requirement(examined: Examined) -> Iterator[tuple[Part[object], str, Requirement]]:
    """Yield each requirement of a charter with the part it stands in and the key that it stands under."""
    for name, requirement in examined.file.rules.items():
        yield Part(("rules",), "'rules'", examined.file), name, requirement
    for kind, key in ((Quorum, "rule"), (Decision, "rule"), (Force, "needs")):
        for provision in examined.every(kind):
            if (needed := getattr(provision.it, key)) is not None:
                yield provision, key, needed
    for decision in examined.every(Decision):
        for case in listed(decision.it.cases, (*decision.path, "cases")):
            yield Part(case.path, f"case {_number(case.path)} of {decision.name}", case.it), "if", case.it.rule
    for position in _positions(examined):
        if position.it.rule is not None:
            yield position, "rule", position.it.rule


def _positions(examined: Examined) -> Iterator[Part[Position]]:
    for part in examined.provisions:
        for position in listed(getattr(part.it, "positions", ()), (*part.path, "positions")):
            yield Part(position.path, f"position {_number(position.path)} of {part.name}", position.it)


def _number(path: Path) -> int:
    return int(path[-1]) + 1


def decisions(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each decision that says nothing of what it takes, or says it twice, or binds too many."""
    for part in examined.every(Decision):
        if (part.it.rule is None) == (not part.it.cases):
            what = "has no 'rule' and no 'cases'" if part.it.rule is None else "has both a 'rule' and 'cases'"
            yield examined.tell(part, "", what, "Give one of them; write 'rule: unknown' when it is not known")
        if part.it.format == "limited" and part.it.bound not in ("voted-yes", "signed"):
            what = f"is 'limited', and the decision binds '{part.it.bound}'"
            yield examined.tell(part, "format", what, "Write 'bound: voted-yes' or 'bound: signed'")


DECISION_CHECKS = (requirements, decisions)
