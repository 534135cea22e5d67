"""What a decision needs, as a charter's file says it, and the rule of the algebra that this is.

A requirement is a name of the table of named rules (``simple-majority``), a name that the charter itself gives under
``rules``, or keys with values, of which exactly one says what it is::

    {count: yes, at_least: 2/3, of: present-and-voting, among: party, weight: tonnage}
    {named: consensus, but: concerned}
    {all_of: [{count: yes, at_least: 9}, {count: no, at_most: 0, among: permanent, veto: true}]}
    {any_of: [...]}     {not: ...}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal, cast

import msgspec

from concilium.problems import InvalidRuleError, meant
from concilium.rules.expression import (
    BASES,
    AllOf,
    AnyOf,
    Base,
    Comparison,
    Count,
    Electorate,
    Fewest,
    Not,
    Position,
    Rule,
)
from concilium.rules.named import NAMED, over

CountWord = Literal[
    "yes",
    "no",
    "abstain",
    "absent",
    "not-participating",
    "not-entitled",
    "members",
    "entitled",
    "participating",
    "present",
    "present-and-voting",
    "votes-cast",
]
"""A position, or one of the bases: everybody who took one of the positions that make it up."""

COMPARISONS: dict[str, Comparison] = {
    "at_least": "at-least",
    "more_than": "more-than",
    "at_most": "at-most",
    "less_than": "less-than",
}
KINDS = ("named", "count", "all_of", "any_of", "not")
_AMOUNT = re.compile(r"([0-9]{1,9})/([0-9]{1,9})|[0-9]{1,12}(?:\.[0-9]{1,9})?(?: ?%)?")


class RuleFile(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"negated": "not"},
):
    """A requirement in keys and values: exactly one of ``named``, ``count``, ``all_of``, ``any_of`` and ``not``.

    A ``count`` is compared with ``at_least``, ``more_than``, ``at_most`` or ``less_than`` a number, or a share ``of`` a
    base, or the word ``fewest``: the fewest seats of the base whose weight ``fewest_by`` together exceeds the share
    ``fewest_over``, and ``plus``. ``among`` and ``but`` name classes of seats. ``veto`` marks what stands in the way of
    a text that has its majority.
    """

    named: str | None = None
    count: tuple[CountWord, ...] = ()
    at_least: str | None = None
    more_than: str | None = None
    at_most: str | None = None
    less_than: str | None = None
    of: Base | None = None
    fewest_over: str | None = None
    fewest_by: str | None = None
    plus: int = 0
    among: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    weight: str | None = None
    veto: bool = False
    all_of: tuple[Requirement, ...] = ()
    any_of: tuple[Requirement, ...] = ()
    negated: Requirement | None = None


Requirement = str | RuleFile


def compile_rule(requirement: Requirement, own: Mapping[str, Requirement]) -> Rule:
    """Return the rule that a requirement is; ``own`` are the rules that the charter names itself.

    Raises InvalidRuleError, whose text says what is wrong and how to mend it.
    """
    return _compile(requirement, own, ())


def _compile(requirement: Requirement, own: Mapping[str, Requirement], within: tuple[str, ...]) -> Rule:
    if isinstance(requirement, str):
        return _named(requirement, own, within)
    given = [kind for kind in KINDS if getattr(requirement, "negated" if kind == "not" else kind)]
    if len(given) != 1:
        told = " and ".join(f"'{kind}'" for kind in given) or "none"
        raise InvalidRuleError(f"says {told} of {', '.join(KINDS)}", "Give exactly one of them")
    if requirement.count:
        return _count(requirement)
    if requirement.named:
        electorate = Electorate(requirement.among, requirement.but)
        return over(_named(requirement.named, own, within), electorate, requirement.weight)
    if requirement.negated is not None:
        return Not(_compile(requirement.negated, own, within))
    if requirement.all_of:
        return AllOf(tuple(_compile(each, own, within) for each in requirement.all_of))
    return AnyOf(tuple(_compile(each, own, within) for each in requirement.any_of))


def _named(name: str, own: Mapping[str, Requirement], within: tuple[str, ...]) -> Rule:
    if name in within:
        raise InvalidRuleError(f"names the rule '{name}' within itself", "Write out one of them")
    if name in own:
        return _compile(own[name], own, (*within, name))
    if name not in NAMED:
        raise InvalidRuleError(f"names an unknown rule, '{name}'", meant(name, [*own, *NAMED]))
    return NAMED[name]


def _count(file: RuleFile) -> Count:
    compared = [key for key in COMPARISONS if getattr(file, key) is not None]
    if len(compared) != 1:
        raise InvalidRuleError(
            "compares a count with no number or with several", f"Give one of {', '.join(COMPARISONS)}"
        )
    text = getattr(file, compared[0])
    positions = dict.fromkeys(
        p for word in file.count for p in BASES.get(cast("Base", word), (cast("Position", word),))
    )
    return Count(
        tuple(positions),
        COMPARISONS[compared[0]],
        Fraction(0) if text == "fewest" else amount(text),
        file.of,
        Electorate(file.among, file.but),
        file.weight,
        _fewest(file) if text == "fewest" else None,
        file.veto,
    )


def _fewest(file: RuleFile) -> Fewest:
    if file.fewest_over is None or file.fewest_by is None:
        raise InvalidRuleError("compares with 'fewest'", "Give 'fewest_over', a share, and 'fewest_by', a weight")
    return Fewest(amount(file.fewest_over), file.fewest_by, file.plus)


def amount(text: str) -> Fraction:
    """Return a number, fraction, decimal or percentage as a rational. Raises InvalidRuleError."""
    match = _AMOUNT.fullmatch(text)
    if match is None or (match[2] is not None and int(match[2]) == 0):
        raise InvalidRuleError(f"has '{text}' for a number", "Write a number such as 9, or a share such as 2/3 or 65 %")
    return Fraction(text.removesuffix("%").strip()) / 100 if text.endswith("%") else Fraction(text)


def parts(requirement: Requirement) -> Iterator[Requirement]:
    """Yield a requirement and every one within it."""
    yield requirement
    if isinstance(requirement, RuleFile):
        within = (*requirement.all_of, *requirement.any_of, *((requirement.negated,) if requirement.negated else ()))
        for each in within:
            yield from parts(each)
