"""Verdicts in bulk are those of one roll call at a time, and those of the plain definition."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from concilium.rules.batch import FAILS, HOLDS, UNDECIDED, UNKNOWN, Ballots, decide_all, evaluate_all
from concilium.rules.counting import tallies, weighed
from concilium.rules.evaluate import evaluate
from concilium.rules.expression import OUTCOMES, POSITIONS, AllOf, Count, Electorate, Outcome, Position, Rule
from concilium.rules.named import NAMED
from concilium.rules.outcome import Clause, decide
from concilium.rules.tally import Seat, whole_vote
from tests.rules.test_outcome import RULES, naive

CODES = {True: HOLDS, False: FAILS, None: UNKNOWN}
WEIGHTS = (
    st.fractions(0, 9, max_denominator=7)
    | st.integers(2**50, 2**54).map(Fraction)
    | st.fractions(2**60, 2**70, max_denominator=10**9)
)
SEATS = st.lists(
    st.builds(
        Seat,
        st.just(""),
        st.frozensets(st.sampled_from(["a", "b"])),
        st.dictionaries(st.just("w"), WEIGHTS) | st.fixed_dictionaries({"w": WEIGHTS}),
    ),
    min_size=1,
    max_size=20,
)
CLAUSES = st.lists(st.builds(Clause, RULES, st.sampled_from(OUTCOMES)), max_size=3)


def cast(matrix: NDArray[np.int8], roll: int) -> list[Position]:
    return [POSITIONS[code] for code in matrix[roll]]


def drawn(data: st.DataObject, seats: list[Seat]) -> NDArray[np.int8]:
    """Return some roll calls: random, all alike, and leaning to one side, so that majorities are met and missed."""
    rows = st.lists(st.integers(0, 5), min_size=len(seats), max_size=len(seats)) | st.lists(
        st.sampled_from([0, 0, 0, 1]), min_size=len(seats), max_size=len(seats)
    )
    return np.array(data.draw(st.lists(rows, min_size=1, max_size=4)), np.int8)


@given(RULES, SEATS, st.data())
def test_verdicts_in_bulk_are_those_of_one_at_a_time(rule: Rule, seats: list[Seat], data: st.DataObject) -> None:
    matrix = drawn(data, seats)
    found = evaluate_all(rule, Ballots(seats, matrix)).tolist()
    assert found == [CODES[evaluate(rule, seats, cast(matrix, roll)).holds] for roll in range(len(matrix))]
    if all("w" in seat.weights for seat in seats):
        assert found == [CODES[naive(rule, seats, cast(matrix, roll))] for roll in range(len(matrix))]


@given(CLAUSES, st.sampled_from(OUTCOMES), SEATS, st.data())
def test_outcomes_in_bulk_are_those_of_one_at_a_time(
    clauses: list[Clause], otherwise: Outcome, seats: list[Seat], data: st.DataObject
) -> None:
    matrix = drawn(data, seats)
    found = decide_all(clauses, otherwise, Ballots(seats, matrix))
    single = [decide(clauses, otherwise, whole_vote(seats, cast(matrix, roll))) for roll in range(len(matrix))]
    assert [tuple(o for bit, o in enumerate(OUTCOMES) if way >> bit & 1) for way in found.possible.tolist()] == [
        one.outcomes for one in single
    ]
    assert [None if code == UNDECIDED else OUTCOMES[code] for code in found.outcomes] == [one.outcome for one in single]
    assert [None if place == UNDECIDED else clauses[place] for place in found.clauses] == [one.clause for one in single]


@pytest.mark.parametrize("seats", [0, 1, 7, 8, 9, 193, 200, 256, 2040, 2041, 4100])
def test_every_position_is_counted_however_many_the_seats(seats: int) -> None:
    """Also where all seats take the same position, which fills the lanes that they are added up in."""
    matrix = np.random.default_rng(seats).integers(0, 6, (9, seats)).astype(np.int8)
    matrix[1], matrix[2] = 0, 5
    counted = tallies(matrix)
    assert counted.tolist() == [[int((row == code).sum()) for code in range(6)] for row in matrix]


def test_blocks_meet_without_a_gap() -> None:
    """More roll calls than are looked at together."""
    matrix = np.random.default_rng(7).integers(0, 6, (10_001, 11)).astype(np.int8)
    weights = list(range(11))
    plain = np.stack([(matrix == code).sum(axis=1) for code in range(6)], axis=1)
    assert np.array_equal(tallies(matrix), plain)
    assert weighed(matrix, weights, 2).tolist() == ((matrix == 2) @ np.array(weights)).tolist()


def test_a_code_of_no_position_is_refused() -> None:
    for code in (-1, 6, 127):
        with pytest.raises(ValueError, match="a code from 0 to 5"):
            tallies(np.array([[0, code]], np.int8))


def test_a_matrix_needs_a_column_for_each_seat() -> None:
    with pytest.raises(ValueError, match="each of 2 seats"):
        Ballots([Seat("A"), Seat("B")], np.zeros((3, 3), np.int8))


def test_equal_weights_too_large_for_a_machine_word_are_told_apart_by_one() -> None:
    """A half of 2**80 + 1 is missed by half a unit, and no rounding hides it."""
    rule = Count(("yes",), "at-least", Fraction(1, 2), "members", weight="w")
    seats = [Seat("A", weights={"w": Fraction(2**79)}), Seat("B", weights={"w": Fraction(2**79 + 1)})]
    ballots = Ballots(seats, np.array([[0, 1], [1, 0]], np.int8))
    assert evaluate_all(rule, ballots).tolist() == [FAILS, HOLDS]


def test_a_hundred_thousand_votes_of_the_council_come_out_as_one_by_one() -> None:
    """Nine votes and no permanent member against: adopted, vetoed and not adopted, each as ``decide`` says."""
    permanent = Electorate(("permanent",))
    veto = Count(("no",), "at-most", Fraction(0), over=permanent, veto=True)
    clauses = [Clause(AllOf((Count(("yes",), "at-least", Fraction(9)), veto)), "adopted")]
    seats = [Seat(str(place), frozenset({"permanent"} if place < 5 else ())) for place in range(15)]
    chances = np.random.default_rng(1)
    matrix = chances.choice(4, size=(100_000, 15), p=[0.7, 0.05, 0.2, 0.05]).astype(np.int8)
    found = decide_all(clauses, "not-adopted", Ballots(seats, matrix))
    assert {OUTCOMES[code] for code in found.outcomes} == {"adopted", "vetoed", "not-adopted"}
    for roll in chances.integers(0, len(matrix), 200):
        one = decide(clauses, "not-adopted", whole_vote(seats, cast(matrix, int(roll))))
        assert one.outcome == OUTCOMES[found.outcomes[roll]]


def test_nothing_to_decide_gives_nothing() -> None:
    ballots = Ballots([Seat("A")], np.zeros((0, 1), np.int8))
    found = decide_all([Clause(NAMED["simple-majority"], "adopted")], "not-adopted", ballots)
    assert (found.outcomes.shape, found.tallies.shape) == ((0,), (0, 6))
