"""Rules of decision as frozen values: linear counts over positions, joined by all of, any of and not.

A vote gives each seat one of six positions. A ``Count`` adds up the seats (or their weights) that took some of them
and compares the sum with a number or with a share of a base. Simple games, weighted and multiple majorities, vetoes,
consensus and quorums are all of this form (Taylor and Zwicker, Simple Games, 1999, chapters 1 and 2).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Literal

import msgspec

Position = Literal["yes", "no", "abstain", "absent", "not-participating", "not-entitled"]
POSITIONS: tuple[Position, ...] = ("yes", "no", "abstain", "absent", "not-participating", "not-entitled")
"""The six positions; the place of each is its code in a matrix of votes."""

Base = Literal["members", "entitled", "participating", "present", "present-and-voting", "votes-cast"]
BASES: dict[Base, tuple[Position, ...]] = {
    "members": POSITIONS,
    "entitled": ("yes", "no", "abstain", "absent", "not-participating"),
    "participating": ("yes", "no", "abstain", "absent"),
    "present": ("yes", "no", "abstain", "not-participating"),
    "present-and-voting": ("yes", "no"),
    "votes-cast": ("yes", "no", "abstain"),
}
"""What a share may be a share of: the positions that make up each base."""

Comparison = Literal["at-least", "more-than", "at-most", "less-than"]
COMPARE: dict[Comparison, Callable[[Fraction, Fraction], bool]] = {
    "at-least": lambda counted, needed: counted >= needed,
    "more-than": lambda counted, needed: counted > needed,
    "at-most": lambda counted, needed: counted <= needed,
    "less-than": lambda counted, needed: counted < needed,
}


class Electorate(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which seats count: those of every class in ``among`` and of no class in ``but``; all, when both are empty."""

    among: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def includes(self, classes: frozenset[str]) -> bool:
        """Tell whether a seat of some classes counts."""
        return classes.issuperset(self.among) and classes.isdisjoint(self.but)


class Fewest(msgspec.Struct, frozen=True):
    """A number that depends on the seats: the fewest of them whose weight together is more than a share, and ``plus``.

    The blocking minority of Treaty on the Functioning of the European Union, Art. 238(3)(a), is of this kind. The
    seats of the base of the count it stands in are the ones that are looked at.
    """

    share: Fraction
    weight: str
    plus: int = 0


class Count(msgspec.Struct, frozen=True, omit_defaults=True, tag="count"):
    """Add up the seats of an electorate that took one of some positions and compare the sum.

    Each seat adds one, or its ``weight``. The sum is compared with ``amount``, or with that share of the base ``of``
    (in the same electorate and weight), or with the number that ``fewest`` gives. ``veto`` marks a count that stands
    in the way of what would otherwise be adopted: failing it alone is a veto, not the lack of a majority.
    """

    count: tuple[Position, ...]
    compare: Comparison
    amount: Fraction
    of: Base | None = None
    over: Electorate = Electorate()
    weight: str | None = None
    fewest: Fewest | None = None
    veto: bool = False


class AllOf(msgspec.Struct, frozen=True, tag="all"):
    """Every one of some rules must hold."""

    rules: tuple[Rule, ...]


class AnyOf(msgspec.Struct, frozen=True, tag="any"):
    """At least one of some rules must hold."""

    rules: tuple[Rule, ...]


class Not(msgspec.Struct, frozen=True, tag="not"):
    """A rule must not hold: reverse majorities, "adopted unless"."""

    rule: Rule


class Unknown(msgspec.Struct, frozen=True, tag="unknown"):
    """The rule is not known; nothing that hangs on it can be said."""


Rule = Count | AllOf | AnyOf | Not | Unknown

Outcome = Literal["no-quorum", "postponed", "no-opinion", "adopted", "vetoed", "not-adopted", "deemed-adopted"]
OUTCOMES: tuple[Outcome, ...] = (
    "no-quorum",
    "postponed",
    "no-opinion",
    "adopted",
    "vetoed",
    "not-adopted",
    "deemed-adopted",
)
ADOPTED: dict[Outcome, bool | None] = {
    "no-quorum": False,
    "postponed": None,
    "no-opinion": None,
    "adopted": True,
    "vetoed": False,
    "not-adopted": False,
    "deemed-adopted": True,
}
"""What each outcome means for the text: adopted, not adopted, or neither."""


def inner(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules that a rule is joined from; none for a count."""
    if isinstance(rule, AllOf | AnyOf):
        return rule.rules
    return (rule.rule,) if isinstance(rule, Not) else ()


def counts(rule: Rule) -> tuple[Count, ...]:
    """Return every count in a rule, from left to right."""
    if isinstance(rule, Count):
        return (rule,)
    return tuple(count for each in inner(rule) for count in counts(each))


def rebuilt(rule: Rule, change: Callable[[Count], Rule]) -> Rule:
    """Return a rule with each of its counts changed."""
    if isinstance(rule, Count):
        return change(rule)
    if isinstance(rule, AllOf):
        return AllOf(tuple(rebuilt(each, change) for each in rule.rules))
    if isinstance(rule, AnyOf):
        return AnyOf(tuple(rebuilt(each, change) for each in rule.rules))
    return Not(rebuilt(rule.rule, change)) if isinstance(rule, Not) else rule


def without_veto(rule: Rule) -> Rule | None:
    """Return a rule as it would be without its vetoes, or None when it has none."""
    if not any(count.veto for count in counts(rule)):
        return None
    return rebuilt(rule, lambda count: AllOf(()) if count.veto else count)


def weights_of(rule: Rule) -> frozenset[str]:
    """Return the names of the weights that a rule needs."""
    found = counts(rule)
    weighted = {count.weight for count in found if count.weight is not None}
    return frozenset(weighted | {count.fewest.weight for count in found if count.fewest is not None})


def classes_of(rule: Rule) -> frozenset[str]:
    """Return the classes of seats that a rule tells apart."""
    return frozenset(name for count in counts(rule) for name in (*count.over.among, *count.over.but))
