"""Rules as simple games: the same coalitions win, and what is no simple game is said, with the reasons."""

from __future__ import annotations

import csv
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.rules.evaluate import evaluate
from concilium.rules.expression import (
    BASES,
    COMPARE,
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
    Unknown,
)
from concilium.rules.game import NoGame, game_of
from concilium.rules.named import NAMED, over
from concilium.rules.power import power, shapley_shubik
from concilium.rules.power_games import Threshold, sized, wins
from concilium.rules.tally import Seat

DATA = Path(__file__).parents[3] / "shared" / "data"


def count(
    position: Position, compare: Comparison, amount: str, of: Base | None = None, among: tuple[str, ...] = ()
) -> Count:
    """Return a count of one position."""
    return Count((position,), compare, Fraction(amount), of, Electorate(among))


def test_the_security_council_has_its_power() -> None:
    """Nine yeses and no no of a permanent member; 421/2145 and 4/2145 (Straffin 1993)."""
    rule = AllOf((count("yes", "at-least", "9"), count("no", "at-most", "0", among=("permanent",))))
    seats = [Seat(f"P{n}", frozenset({"permanent"})) for n in range(5)] + [Seat(f"E{n}") for n in range(10)]
    game = game_of(rule, seats)
    assert not isinstance(game, NoGame)
    assert shapley_shubik(game).values == (Fraction(421, 2145),) * 5 + (Fraction(4, 2145),) * 10


def qualified_majority() -> Rule:
    """Return the rule of the Treaty on European Union, Art. 16(4): 55 and 65 per cent, and four to block."""
    people = Count(("yes",), "at-least", Fraction(65, 100), "members", weight="population")
    return AllOf((count("yes", "at-least", "55/100", "members"), AnyOf((people, count("yes", "more-than", "23")))))


def union() -> list[Seat]:
    """Return the seats of the Council of the European Union, or skip the test where there is no table."""
    path = DATA / "eu_council" / "population_2018.csv"
    if not path.exists():
        pytest.skip("no eu_council/population_2018.csv beside the project")
    with path.open(encoding="utf-8", newline="") as table:
        return [
            Seat(row["iso_alpha_2"], weights={"population": Fraction(row["population"])})
            for row in csv.DictReader(table)
        ]


def test_the_council_of_the_european_union_has_its_power() -> None:
    """Fifteen members, and 65 per cent of the population unless fewer than four are against; Germany has the most."""
    seats = union()
    game = game_of(qualified_majority(), seats)
    assert not isinstance(game, NoGame)
    people = [int(seat.weights["population"]) for seat in seats]
    by_size = sized(game)
    assert by_size is not None
    assert [by_size.needed[size] for size in (14, 15, 23, 24)] == [
        sum(people) + 1,
        *[-(-13 * sum(people) // 20)] * 2,
        0,
    ]
    found = power(game)
    index = dict(zip((seat.member for seat in seats), found.shapley_shubik.values, strict=True))
    assert sum(index.values()) == 1
    assert (max(index, key=index.__getitem__), min(index, key=index.__getitem__)) == ("DE", "MT")
    assert (found.smallest_winning, found.largest_losing) == (15, 23)


def test_shares_of_all_and_of_the_votes_cast_are_the_same_when_everybody_votes() -> None:
    seats = [Seat(str(number)) for number in range(6)]
    found = {game_of(count("yes", "more-than", "1/2", of), seats) for of in BASES}
    assert found == {Threshold((1,) * 6, 4)}


def test_weights_in_fractions_become_whole_numbers() -> None:
    seats = [Seat("A", weights={"votes": Fraction("0.5")}), Seat("B", weights={"votes": Fraction("0.25")}), Seat("C")]
    rule = Count(("yes",), "more-than", Fraction(1, 2), "votes-cast", Electorate(("voting",)), "votes")
    voting = [seat._replace(classes=frozenset({"voting"})) for seat in seats[:2]] + seats[2:]
    assert game_of(rule, voting) == Threshold((2, 1, 0), 2)


def test_adopted_unless_a_majority_is_against_is_a_game() -> None:
    """A reverse majority: what is not rejected is adopted (Regulation (EU) No 1173/2011, Art. 4(2))."""
    rule = Not(count("no", "more-than", "1/2", "members"))
    assert game_of(rule, [Seat("A"), Seat("B"), Seat("C"), Seat("D")]) == Threshold((1,) * 4, 2)


def test_a_yes_that_undoes_is_no_game() -> None:
    found = game_of(AllOf((Not(count("yes", "at-least", "2")), Unknown())), [Seat("A"), Seat("B")])
    assert found == NoGame(("with one yes more, the count of 'yes' may no longer hold", "the rule is not known"))


def test_every_weight_that_is_not_known_is_named() -> None:
    rule = Count(("yes",), "at-least", Fraction(1, 2), "members", weight="votes")
    blocking = Count(("no",), "less-than", Fraction(0), fewest=Fewest(Fraction(35, 100), "population", 1))
    seats = [Seat("A", weights={"votes": Fraction(3)}), Seat("B", weights={"population": Fraction(1)})]
    assert game_of(AllOf((rule, blocking, rule)), seats) == NoGame(
        ("the weight 'votes' of B is not known", "the weight 'population' of A is not known")
    )


def test_without_seats_there_is_no_game() -> None:
    assert game_of(NAMED["unanimity"], []) == NoGame(("there are no seats",))


def test_weights_that_cannot_be_are_refused() -> None:
    rule = Count(("yes",), "at-least", Fraction(1), weight="votes")
    for votes in (Fraction(-1), Fraction(2**70)):
        found = game_of(rule, [Seat("A", weights={"votes": votes})])
        assert found == NoGame(("a weight is negative, or the weights have too many digits",))


SEATS = st.lists(
    st.builds(
        Seat,
        st.just(""),
        st.frozensets(st.sampled_from(["a", "b"])),
        st.fixed_dictionaries({"w": st.fractions(0, 5, max_denominator=4)}),
    ),
    min_size=1,
    max_size=4,
)
COUNTS = st.builds(
    Count,
    st.sets(st.sampled_from(["yes", "no", "abstain"]), min_size=1).map(lambda found: tuple(sorted(found))),
    st.sampled_from(sorted(COMPARE)),
    st.fractions(0, 2, max_denominator=4),
    st.sampled_from([None, *BASES]),
    st.builds(Electorate, st.sampled_from([(), ("a",)]), st.sampled_from([(), ("b",)])),
    st.sampled_from([None, "w"]),
    st.none() | st.builds(Fewest, st.fractions(0, 1, max_denominator=4), st.just("w"), st.integers(0, 1)),
)
RULES: st.SearchStrategy[Rule] = st.recursive(
    COUNTS | st.sampled_from(sorted(NAMED)).map(NAMED.__getitem__),
    lambda rules: (
        st.lists(rules, max_size=3).map(lambda parts: AllOf(tuple(parts)))
        | st.lists(rules, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
        | st.builds(Not, rules)
    ),
    max_leaves=4,
)


@given(RULES, SEATS)
def test_what_wins_the_game_is_what_the_rule_adopts(rule: Rule, seats: list[Seat]) -> None:
    """In every vote of yes and no: the noes do not matter but by what they leave to the yeses."""
    game = game_of(rule, seats)
    either: tuple[Position, ...] = ("yes", "no")
    for positions in product(either, repeat=len(seats)):
        adopted = evaluate(rule, seats, positions).holds
        if not isinstance(game, NoGame):
            assert wins(game, [place for place, each in enumerate(positions) if each == "yes"]) is adopted


@pytest.mark.parametrize("name", sorted(set(NAMED) - {"unknown", "equally-divided"}))
def test_every_named_rule_that_carries_a_text_is_a_game(name: str) -> None:
    """Over an electorate of one, the one decides alone."""
    seats = [Seat("A", frozenset({"concerned"})), Seat("B")]
    game = game_of(over(NAMED[name], Electorate(but=("concerned",))), seats)
    assert not isinstance(game, NoGame)
    assert shapley_shubik(game).values == (Fraction(0), Fraction(1))
