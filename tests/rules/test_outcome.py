"""Tests of rules and outcomes: textbook majorities, vetoes, consensus, and votes in which some are not named."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.rules.evaluate import Span, evaluate, evaluate_vote, fewest
from concilium.rules.expression import (
    BASES,
    COMPARE,
    POSITIONS,
    AllOf,
    AnyOf,
    Count,
    Electorate,
    Fewest,
    Not,
    Position,
    Rule,
    Unknown,
)
from concilium.rules.named import NAMED, over
from concilium.rules.outcome import Clause, decide
from concilium.rules.tally import Seat, Vote

PERMANENT = frozenset({"permanent"})
COUNCIL = tuple(Seat(code, PERMANENT) for code in ("CHN", "FRA", "GBR", "RUS", "USA")) + tuple(
    Seat(f"E{number}") for number in range(10)
)
SUBSTANTIVE = AllOf(
    (
        Count(("yes",), "at-least", Fraction(9)),
        Count(("no",), "at-most", Fraction(0), over=Electorate(("permanent",)), veto=True),
    )
)
LETTERS: dict[str, Position] = dict(zip("YNAXPE", POSITIONS, strict=True))


def cast(text: str) -> list[Position]:
    """Return positions from letters: Y N A X P E."""
    return [LETTERS[letter] for letter in text.replace(" ", "")]


def holds(name: str, text: str) -> bool | None:
    """Return whether a named rule holds of a vote of as many seats as there are letters."""
    return evaluate(NAMED[name], [Seat(str(n)) for n in range(len(text))], cast(text)).holds


@pytest.mark.parametrize(
    ("name", "vote", "expected"),
    [
        ("simple-majority", "YYN", True),
        ("simple-majority", "YN", False),
        ("simple-majority", "AAAA", False),
        ("simple-majority", "YAAAAX", True),
        ("absolute-majority", "YYYNX", True),
        ("absolute-majority", "YYAX", False),
        ("absolute-majority-of-entitled", "YYAE", True),
        ("two-thirds-of-votes", "YYN", True),
        ("two-thirds-of-votes", "YYNA", True),
        ("two-thirds-of-votes", "XXAA", False),
        ("two-thirds-of-members", "YYA", True),
        ("two-thirds-of-members", "YYAX", False),
        ("two-thirds-of-entitled", "YYAE", True),
        ("three-quarters-of-members", "YYYX", True),
        ("four-fifths-of-members", "YYYYN", True),
        ("unanimity", "YYY", True),
        ("unanimity", "YYA", False),
        ("unanimity-despite-abstention", "YAX", True),
        ("unanimity-despite-abstention", "AAA", False),
        ("unanimity-of-votes-with-majority", "YYAX", False),
        ("unanimity-of-votes-with-majority", "YYYAX", True),
        ("consensus-with-all-present", "YYAX", False),
        ("consensus-with-all-present", "YYYA", True),
        ("consensus", "YAXP", True),
        ("consensus", "YYYN", False),
        ("unknown", "YYY", None),
    ],
)
def test_a_named_rule_means_what_its_treaty_says(name: str, vote: str, *, expected: bool | None) -> None:
    assert holds(name, vote) is expected


def decided(votes: dict[str, Position], unnamed: dict[Position, int], rule: Rule = SUBSTANTIVE) -> tuple[str, ...]:
    """Return the possible outcomes of a vote of the Council of fifteen."""
    places = {seat.member: place for place, seat in enumerate(COUNCIL)}
    vote = Vote(COUNCIL, {places[member]: position for member, position in votes.items()}, unnamed)
    return decide([Clause(rule, "adopted")], "not-adopted", vote).outcomes


def test_a_permanent_member_against_a_text_with_nine_votes_is_a_veto() -> None:
    assert decided({"RUS": "no"}, {"yes": 11, "abstain": 3}) == ("vetoed",)


def test_a_permanent_member_against_a_text_without_nine_votes_is_no_veto() -> None:
    assert decided({"USA": "no"}, {"yes": 8, "abstain": 5, "no": 1}) == ("not-adopted",)


def test_who_voted_against_matters_and_is_not_guessed() -> None:
    assert decided({}, {"yes": 11, "no": 1, "abstain": 3}) == ("adopted", "vetoed")


def test_seven_votes_are_too_few_whoever_cast_them() -> None:
    assert decided({}, {"yes": 7, "no": 1, "abstain": 7}) == ("not-adopted",)


def test_absence_of_a_permanent_member_is_no_veto() -> None:
    assert decided({"RUS": "absent"}, {"yes": 9, "abstain": 5}) == ("adopted",)


def test_a_weight_that_is_not_known_leaves_the_count_open() -> None:
    rule = Count(("yes",), "at-least", Fraction(1, 2), "members", weight="population")
    seats = [Seat("A", weights={"population": Fraction(3)}), Seat("B")]
    verdict = evaluate(rule, seats, ["yes", "no"])
    assert (verdict.holds, verdict.missing) == (None, ("population",))


def test_heavy_and_light_votes_that_are_not_named_are_bounded() -> None:
    rule = Count(("yes",), "at-least", Fraction(1, 2), "members", weight="votes")
    seats = tuple(Seat(str(n), weights={"votes": Fraction(n)}) for n in (1, 2, 3, 10))
    verdict = evaluate_vote(rule, Vote(seats, {}, {"yes": 1, "no": 3}))
    assert (verdict.holds, verdict.counted) == (None, Span(Fraction(1), Fraction(10)))


def test_the_fewest_that_hold_more_than_a_share_are_the_heaviest() -> None:
    seats = [Seat(str(n), weights={"population": Fraction(n)}) for n in (5, 20, 25, 50)]
    assert fewest(Fewest(Fraction(35, 100), "population", 1), seats) == 2
    assert fewest(Fewest(Fraction(50, 100), "population", 1), seats) == 3


def test_a_rule_over_a_narrower_electorate_leaves_the_others_out() -> None:
    seats = [Seat("A"), Seat("B"), Seat("C", frozenset({"concerned"}))]
    rule = over(NAMED["consensus"], Electorate(but=("concerned",)))
    assert evaluate(rule, seats, ["yes", "yes", "no"]).holds is True
    assert evaluate(rule, seats, ["yes", "no", "yes"]).holds is False


SEATS = st.lists(
    st.builds(
        Seat,
        st.just(""),
        st.frozensets(st.sampled_from(["a", "b"])),
        st.fixed_dictionaries({"w": st.integers(0, 5).map(Fraction)}),
    ),
    min_size=1,
    max_size=4,
)
COUNTS = st.builds(
    Count,
    st.lists(st.sampled_from(POSITIONS), min_size=1, max_size=3, unique=True).map(tuple),
    st.sampled_from(list(COMPARE)),
    st.fractions(0, 3, max_denominator=4),
    st.none() | st.sampled_from(list(BASES)),
    st.builds(
        Electorate,
        st.lists(st.sampled_from("ab"), max_size=1).map(tuple),
        st.lists(st.sampled_from("ab"), max_size=1).map(tuple),
    ),
    st.none() | st.just("w"),
    st.none() | st.builds(Fewest, st.fractions(0, 1, max_denominator=4), st.just("w"), st.integers(0, 1)),
    st.booleans(),
)
RULES: st.SearchStrategy[Rule] = st.recursive(
    COUNTS | st.just(Unknown()),
    lambda inner: (
        st.builds(AllOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Not, inner)
    ),
    max_leaves=5,
)


def naive(rule: Rule, seats: list[Seat], positions: list[Position]) -> bool | None:
    """Return whether a rule holds, the plain way: seat by seat, in the words of the definition."""
    if isinstance(rule, Unknown):
        return None
    if isinstance(rule, Not):
        inner = naive(rule.rule, seats, positions)
        return None if inner is None else not inner
    if isinstance(rule, AllOf | AnyOf):
        found = [naive(each, seats, positions) for each in rule.rules]
        decisive = isinstance(rule, AnyOf)
        return decisive if decisive in found else None if None in found else not decisive
    voted = [
        (seat.weights["w"] if rule.weight else Fraction(1), position, seat)
        for seat, position in zip(seats, positions, strict=True)
        if all(c in seat.classes for c in rule.over.among) and not any(c in seat.classes for c in rule.over.but)
    ]
    counted = sum((weight for weight, position, _ in voted if position in rule.count), Fraction(0))
    base = BASES[rule.of] if rule.of else POSITIONS
    needed = rule.amount
    if rule.fewest is not None:
        heaviest = sorted((seat.weights["w"] for _, position, seat in voted if position in base), reverse=True)
        number = next(
            (n for n in range(len(heaviest) + 1) if sum(heaviest[:n]) > rule.fewest.share * sum(heaviest)), None
        )
        needed = Fraction((len(heaviest) if number is None else number) + rule.fewest.plus)
    elif rule.of is not None:
        needed = rule.amount * sum((weight for weight, position, _ in voted if position in base), Fraction(0))
    return {
        "at-least": counted >= needed,
        "more-than": counted > needed,
        "at-most": counted <= needed,
        "less-than": counted < needed,
    }[rule.compare]


@given(RULES, SEATS, st.data())
def test_the_verdict_is_that_of_the_plain_definition(rule: Rule, seats: list[Seat], data: st.DataObject) -> None:
    positions = data.draw(st.lists(st.sampled_from(POSITIONS), min_size=len(seats), max_size=len(seats)))
    assert evaluate(rule, seats, positions).holds is naive(rule, seats, positions)


@given(RULES, SEATS, st.data())
def test_what_is_said_of_votes_not_named_is_true_of_every_way_to_cast_them(
    rule: Rule, seats: list[Seat], data: st.DataObject
) -> None:
    unnamed = data.draw(st.lists(st.sampled_from(POSITIONS), min_size=len(seats), max_size=len(seats)))
    tally: dict[Position, int] = {position: unnamed.count(position) for position in POSITIONS}
    outcomes = decide([Clause(rule, "adopted")], "not-adopted", Vote(tuple(seats), {}, tally)).outcomes
    ways = {way for way in product(POSITIONS, repeat=len(seats)) if all(way.count(p) == n for p, n in tally.items())}
    possible: set[str] = set()
    for way in ways:
        possible.update(
            decide([Clause(rule, "adopted")], "not-adopted", Vote(tuple(seats), dict(enumerate(way)), {})).outcomes
        )
    assert set(outcomes) == possible
