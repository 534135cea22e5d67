"""The verdicts of ``evaluate`` and the outcomes of ``decide`` for a hundred thousand roll calls at once.

Every count is a comparison of whole numbers: the sum of the counted positions, times the denominator of the share,
against the sum of the base, times its numerator. Nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from concilium.rules.counting import Matrix, Numbers, integers, tallies, weighed
from concilium.rules.expression import (
    BASES,
    OUTCOMES,
    POSITIONS,
    AllOf,
    AnyOf,
    Comparison,
    Count,
    Electorate,
    Fewest,
    Not,
    Outcome,
    Position,
    Rule,
    without_veto,
)
from concilium.rules.outcome import Clause
from concilium.rules.tally import Seat

FAILS, UNKNOWN, HOLDS = 0, 1, 2
"""Whether a rule holds, as codes: in Kleene's logic "all of" is the least of them and "any of" the greatest."""

UNDECIDED = -1
"""In place of an outcome or a clause: it depends on what is not known, or there is none."""

Holds = NDArray[np.int8]

_COMPARE: dict[Comparison, Callable[[Numbers, Numbers], Numbers]] = {
    "at-least": np.greater_equal,
    "more-than": np.greater,
    "at-most": np.less_equal,
    "less-than": np.less,
}
_EXACT_INT = 2**62


class Outcomes(NamedTuple):
    """What came of roll calls.

    ``tallies`` int64 (roll calls, 6): how many seats took each position. ``outcomes`` int8 (roll calls,): a place in
    ``OUTCOMES``, or ``UNDECIDED`` where several are possible: those are the bits set in ``possible``, uint8, the first
    outcome the lowest. ``clauses`` int8: the place of the clause that held, or ``UNDECIDED``.
    """

    tallies: NDArray[np.int64]
    outcomes: NDArray[np.int8]
    possible: NDArray[np.uint8]
    clauses: NDArray[np.int8]


class Ballots:
    """A matrix of positions with its seats; each electorate is counted once, when first needed."""

    def __init__(self, seats: Sequence[Seat], matrix: Matrix) -> None:
        """Count every seat. Raises ValueError when the matrix is not one of codes, a column a seat."""
        if matrix.ndim != len(("rolls", "seats")) or matrix.shape[1] != len(seats):
            raise ValueError(f"the matrix must have a column for each of {len(seats)} seats")
        self.seats = tuple(seats)
        self.matrix = np.ascontiguousarray(matrix, np.int8)
        self.tallies = tallies(self.matrix)
        self.verdicts: dict[Rule, Holds] = {}
        self._seats: dict[Electorate, list[Seat]] = {}
        self._columns: dict[Electorate, Matrix] = {}
        self._sums: dict[tuple[Electorate, str | None, Position], Numbers] = {}

    def __len__(self) -> int:
        """Return how many roll calls there are."""
        return len(self.matrix)

    def of(self, electorate: Electorate) -> list[Seat]:
        """Return the seats of an electorate."""
        if electorate not in self._seats:
            self._seats[electorate] = [seat for seat in self.seats if electorate.includes(seat.classes)]
        return self._seats[electorate]

    def columns(self, electorate: Electorate) -> Matrix:
        """Return the positions of the seats of an electorate."""
        if electorate not in self._columns:
            chosen = [place for place, seat in enumerate(self.seats) if electorate.includes(seat.classes)]
            whole = len(chosen) == len(self.seats)
            self._columns[electorate] = self.matrix if whole else np.ascontiguousarray(self.matrix[:, chosen])
        return self._columns[electorate]

    def took(self, rule: Count, positions: Sequence[Position]) -> Numbers:
        """Return the number, or the weight in whole units, of an electorate's seats that took one of some positions."""
        found = [self._took(rule.over, rule.weight, position) for position in positions]
        return reduce(np.add, found) if found else np.zeros(len(self), np.int64)

    def _took(self, electorate: Electorate, weight: str | None, position: Position) -> Numbers:
        key = (electorate, weight, position)
        if key not in self._sums:
            columns, code = self.columns(electorate), POSITIONS.index(position)
            if weight is not None:
                self._sums[key] = weighed(columns, integers([s.weights[weight] for s in self.of(electorate)])[0], code)
            else:
                counted = self.tallies if columns is self.matrix else tallies(columns)
                self._sums |= {(electorate, None, each): counted[:, place] for place, each in enumerate(POSITIONS)}
        return self._sums[key]


def evaluate_all(rule: Rule, ballots: Ballots) -> Holds:
    """Return whether a rule holds of each roll call: ``HOLDS``, ``FAILS``, or ``UNKNOWN`` where a weight is not known.

    Of the rule and each roll call this is ``evaluate(rule, seats, positions).holds``. The ballots remember it.
    """
    if rule not in ballots.verdicts:
        ballots.verdicts[rule] = _evaluated(rule, ballots)
    return ballots.verdicts[rule]


def _evaluated(rule: Rule, ballots: Ballots) -> Holds:
    if isinstance(rule, Count):
        return _count(rule, ballots)
    if isinstance(rule, AllOf):
        return reduce(np.minimum, (evaluate_all(each, ballots) for each in rule.rules), _each(ballots, HOLDS))
    if isinstance(rule, AnyOf):
        return reduce(np.maximum, (evaluate_all(each, ballots) for each in rule.rules), _each(ballots, FAILS))
    if isinstance(rule, Not):
        return (HOLDS - evaluate_all(rule.rule, ballots)).astype(np.int8)
    return _each(ballots, UNKNOWN)


def _each(ballots: Ballots, code: int) -> Holds:
    return np.full(len(ballots), code, np.int8)


def _count(rule: Count, ballots: Ballots) -> Holds:
    seats = ballots.of(rule.over)
    needs = [name for name in (rule.weight, rule.fewest.weight if rule.fewest else None) if name is not None]
    if needs and any(name not in seat.weights for seat in seats for name in needs):
        return _each(ballots, UNKNOWN)
    counted, scale = ballots.took(rule, tuple(dict.fromkeys(rule.count))), 1
    heaviest = len(seats)
    if rule.weight is not None:
        weights, scale = integers([seat.weights[rule.weight] for seat in seats])
        heaviest = sum(abs(weight) for weight in weights)
    if rule.fewest is not None:
        needed, times, needed_times = _fewest(rule, rule.fewest, ballots), 1, scale
    elif rule.of is not None:
        needed, times, needed_times = ballots.took(rule, BASES[rule.of]), rule.amount.denominator, rule.amount.numerator
    else:
        needed = np.ones(1, np.int64)
        times, needed_times = rule.amount.denominator, rule.amount.numerator * scale
    largest = max(heaviest, len(seats) + abs(rule.fewest.plus if rule.fewest else 0), 1)
    if largest * max(times, abs(needed_times)) >= _EXACT_INT:
        counted, needed = counted.astype(object), needed.astype(object)
    holds = _COMPARE[rule.compare](_times(counted, times), _times(needed, needed_times))
    return holds.astype(np.bool_, copy=False).view(np.int8) * np.int8(HOLDS)


def _times(numbers: Numbers, by: int) -> Numbers:
    return numbers if by == 1 else numbers * by


def _fewest(rule: Count, fewest: Fewest, ballots: Ballots) -> Numbers:
    """Return the fewest seats of the base whose weight together is more than a share, and ``plus``, by roll call."""
    seats = ballots.of(rule.over)
    weights, _ = integers([seat.weights[fewest.weight] for seat in seats])
    order = sorted(range(len(weights)), key=lambda place: -weights[place])
    base = [POSITIONS.index(position) for position in (BASES[rule.of] if rule.of else POSITIONS)]
    among = np.isin(ballots.columns(rule.over)[:, order], base)
    ways, which = np.unique(among, axis=0, return_inverse=True)
    descending = [weights[place] for place in order]
    numbers = [_gathered([w for w, there in zip(descending, way, strict=True) if there], fewest) for way in ways]
    return np.array(numbers, np.int64)[which.reshape(-1)]


def _gathered(weights: Sequence[int], fewest: Fewest) -> int:
    """Return how many of some weights, from the greatest on, are more than a share of all of them, and ``plus``."""
    needed, gathered, number = fewest.share * sum(weights), 0, 0
    while number < len(weights) and gathered <= needed:
        gathered += weights[number]
        number += 1
    return number + fewest.plus


def decide_all(clauses: Sequence[Clause], otherwise: Outcome, ballots: Ballots) -> Outcomes:
    """Return what comes of each roll call: of the same clauses and positions, what ``decide`` says."""
    rolls = len(ballots)
    possible, decided = np.zeros(rolls, np.uint8), np.zeros(rolls, np.bool_)
    held, sure = np.full(rolls, UNDECIDED, np.int8), np.zeros(rolls, np.bool_)
    for place, clause in enumerate(clauses):
        holds = evaluate_all(clause.rule, ballots)
        _may(possible, clause.outcome, ~decided & (holds != FAILS))
        now = ~decided & (holds == HOLDS)
        np.copyto(held, place, where=now & (possible == _bit(clause.outcome)))
        decided |= now
        bare = without_veto(clause.rule)
        if bare is not None and clause.outcome == "adopted":
            otherwise_adopted = evaluate_all(bare, ballots)
            _may(possible, "vetoed", ~decided & (otherwise_adopted != FAILS))
            sure |= (otherwise_adopted == HOLDS) & (holds == FAILS)
    vetoed = (possible & _bit("vetoed")) != 0
    _may(possible, otherwise, ~decided & ~(vetoed & sure))
    return Outcomes(ballots.tallies, _ONE[possible], possible, held)


def _may(possible: NDArray[np.uint8], outcome: Outcome, where: NDArray[np.bool_]) -> None:
    """Set the bit of an outcome where it is possible."""
    np.bitwise_or(possible, _bit(outcome), out=possible, where=where)


def _bit(outcome: Outcome) -> np.uint8:
    return np.uint8(1 << OUTCOMES.index(outcome))


_ONE = np.full(1 << len(OUTCOMES), UNDECIDED, np.int8)
_ONE[[1 << place for place in range(len(OUTCOMES))]] = range(len(OUTCOMES))
