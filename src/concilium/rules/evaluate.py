"""Whether a rule holds of a vote, and why: each count with the number found, the number needed and the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from concilium.rules.expression import (
    BASES,
    COMPARE,
    POSITIONS,
    AllOf,
    AnyOf,
    Count,
    Fewest,
    Not,
    Position,
    Rule,
    inner,
)
from concilium.rules.tally import Seat, Vote, whole_vote


class Span(NamedTuple):
    """The least and the greatest value that a number may have; equal when it is known."""

    low: Fraction
    high: Fraction


class Verdict(msgspec.Struct, frozen=True):
    """Whether a rule holds: True, False, or None when that depends on votes or weights that are not known.

    Of a count: what was ``counted``, what was ``needed`` and of which ``base`` (the number of seats or weight that a
    share is taken of), each as far as known. ``missing`` names the weights that are not known. ``parts`` are the
    verdicts of the rules that it is joined from.
    """

    rule: Rule
    holds: bool | None
    counted: Span | None = None
    needed: Span | None = None
    base: Span | None = None
    parts: tuple[Verdict, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def margin(self) -> Fraction | None:
        """Return by how much what was counted is over what was needed; None when that is not known."""
        known = self.counted is not None and self.needed is not None and self.counted.low == self.counted.high
        return self.counted.low - self.needed.low if known and self.counted and self.needed else None


def evaluate(rule: Rule, seats: Sequence[Seat], positions: Sequence[Position]) -> Verdict:
    """Return whether a rule holds of a vote in which the position of every seat is known."""
    return evaluate_vote(rule, whole_vote(seats, positions))


def evaluate_vote(rule: Rule, vote: Vote) -> Verdict:
    """Return whether a rule holds of a vote, whoever cast the votes that are not named.

    Of a vote with such votes every count is bounded by itself (exactly, by the rearrangement inequality of Hardy,
    Littlewood and Pólya, Inequalities, 1934, section 10.2), and what is joined from them as Kleene's logic has it.
    """
    if isinstance(rule, Count):
        return _count(rule, vote)
    parts = tuple(evaluate_vote(each, vote) for each in inner(rule))
    holds = [part.holds for part in parts]
    if isinstance(rule, AllOf):
        return Verdict(rule, _all(holds), parts=parts)
    if isinstance(rule, AnyOf):
        return Verdict(rule, _any(holds), parts=parts)
    if isinstance(rule, Not):
        return Verdict(rule, None if holds[0] is None else not holds[0], parts=parts)
    return Verdict(rule, None)


def _all(holds: Iterable[bool | None]) -> bool | None:
    found = set(holds)
    return False if False in found else None if None in found else True


def _any(holds: Iterable[bool | None]) -> bool | None:
    found = set(holds)
    return True if True in found else None if None in found else False


def _count(rule: Count, vote: Vote) -> Verdict:
    needs = (rule.weight, rule.fewest.weight if rule.fewest else None)
    counting = [place for place, seat in enumerate(vote.seats) if rule.over.includes(seat.classes)]
    missing = tuple(
        dict.fromkeys(n for n in needs if n and any(n not in vote.seats[place].weights for place in counting))
    )
    if missing:
        return Verdict(rule, None, missing=missing)
    counted = _sum(vote, rule, dict.fromkeys(rule.count, Fraction(1)))
    base = _sum(vote, rule, dict.fromkeys(BASES[rule.of], Fraction(1))) if rule.of else None
    needed = _needed(rule, vote, base)
    difference = Span(Fraction(0), Fraction(0))
    if rule.fewest is None:
        share = rule.amount if rule.of else Fraction(0)
        of_base = BASES[rule.of] if rule.of else ()
        coefficients = {p: Fraction(p in rule.count) - share * (p in of_base) for p in POSITIONS}
        constant = Fraction(0) if rule.of else rule.amount
        total = _sum(vote, rule, coefficients)
        difference = Span(total.low - constant, total.high - constant)
    elif needed is not None:
        difference = Span(counted.low - needed.high, counted.high - needed.low)
    at_ends = {COMPARE[rule.compare](end, Fraction(0)) for end in difference}
    return Verdict(rule, at_ends.pop() if len(at_ends) == 1 else None, counted, needed, base)


def _needed(rule: Count, vote: Vote, base: Span | None) -> Span:
    if rule.fewest is not None:
        number = Fraction(fewest(rule.fewest, [s for s in _in_base(rule, vote) if rule.over.includes(s.classes)]))
        return Span(number, number)
    if base is None:
        return Span(rule.amount, rule.amount)
    return Span(rule.amount * base.low, rule.amount * base.high)


def _in_base(rule: Count, vote: Vote) -> list[Seat]:
    """Return the seats that a share is taken of; those whose position is not known are taken to be among them."""
    base = BASES[rule.of] if rule.of else POSITIONS
    return [seat for place, seat in enumerate(vote.seats) if vote.named.get(place, base[0]) in base]


def fewest(rule: Fewest, seats: Sequence[Seat]) -> int:
    """Return the fewest seats whose weight together is more than a share of the weight of all, and ``plus``."""
    weights = sorted((seat.weights[rule.weight] for seat in seats), reverse=True)
    needed, gathered, number = rule.share * sum(weights), Fraction(0), 0
    while number < len(weights) and gathered <= needed:
        gathered += weights[number]
        number += 1
    return number + rule.plus


def _sum(vote: Vote, rule: Count, coefficients: dict[Position, Fraction]) -> Span:
    """Return the least and greatest sum of an electorate's weights, each times the coefficient of its position."""
    fixed = sum(
        (_weight(vote.seats[place], rule) * coefficients.get(position, 0) for place, position in vote.named.items()),
        Fraction(0),
    )
    weights = sorted(_weight(vote.seats[place], rule) for place in vote.open)
    cast = sorted(
        Fraction(coefficients.get(position, 0)) for position in POSITIONS for _ in range(vote.unnamed.get(position, 0))
    )
    low = sum((w * c for w, c in zip(weights, reversed(cast), strict=True)), Fraction(0))
    high = sum((w * c for w, c in zip(weights, cast, strict=True)), Fraction(0))
    return Span(fixed + low, fixed + high)


def _weight(seat: Seat, rule: Count) -> Fraction:
    if not rule.over.includes(seat.classes):
        return Fraction(0)
    return seat.weights[rule.weight] if rule.weight else Fraction(1)
