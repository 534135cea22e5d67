"""Reading a charter's file and checking it: every mistake at once, each with its line and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import chain, islice

from concilium.charter.checks_chairs import CHAIR_CHECKS
from concilium.charter.checks_citations import CITATION_CHECKS
from concilium.charter.checks_dates import DATE_CHECKS
from concilium.charter.checks_decisions import DECISION_CHECKS
from concilium.charter.checks_force import FORCE_CHECKS
from concilium.charter.checks_membership import MEMBERSHIP_CHECKS
from concilium.charter.checks_organs import ORGAN_CHECKS
from concilium.charter.checks_procedures import PROCEDURE_CHECKS
from concilium.charter.checks_rules import RULE_CHECKS
from concilium.charter.checks_terms import TERM_CHECKS
from concilium.charter.findings import Examined, every_provision
from concilium.charter.schema import CharterFile
from concilium.problems import Problem
from concilium.sourcefile import MAX_PROBLEMS, Node, convert, read_yaml
from concilium.terms import Names

Check = Callable[[Examined], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    *ORGAN_CHECKS,
    *DATE_CHECKS,
    *CITATION_CHECKS,
    *CHAIR_CHECKS,
    *TERM_CHECKS,
    *DECISION_CHECKS,
    *RULE_CHECKS,
    *MEMBERSHIP_CHECKS,
    *FORCE_CHECKS,
    *PROCEDURE_CHECKS,
)
"""Every check: each looks at one thing and yields what is wrong with it."""


def read_charter(data: bytes, file: str) -> tuple[CharterFile | None, list[Problem]]:
    """Return a charter as its file says it, or None, and everything that is wrong with the form of the file."""
    tree, problems = read_yaml(data, file)
    return (None, problems) if tree is None else convert(tree, CharterFile, file)


def check_charter(
    file: CharterFile, data: bytes, sources: Collection[str], instruments: Collection[str] | None, names: Names
) -> list[Problem]:
    """Return everything that is wrong with what a charter says, sorted by line.

    ``data`` is what ``file`` was read from and gives the lines; ``sources`` are the identifiers that it may cite,
    ``instruments`` those that it may name (None: there is no record that could know them). Never raises.
    """
    examined = examine(file, data, sources, instruments, names)
    found = chain.from_iterable(check(examined) for check in CHECKS)
    return sorted(set(islice(found, MAX_PROBLEMS)))


def examine(
    file: CharterFile, data: bytes, sources: Collection[str], instruments: Collection[str] | None, names: Names
) -> Examined:
    """Return a charter made ready for the checks, with the lines of ``data``."""
    tree, _ = read_yaml(data, "charter.yaml")
    known = None if instruments is None else frozenset(instruments)
    return Examined(file, tree or Node(1, ""), frozenset(sources), known, names, tuple(every_provision(file)))
