"""A rule of decision as a simple game: what is left of it when every seat votes yes or no.

Indices of power look at votes in which nobody abstains or stays away. Then each count of a rule is a threshold of what
the yeses weigh: a veto of the permanent members, no noes among them, asks that all of them vote yes, and a share of the
votes cast is a share of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from concilium.rules import power_games as games
from concilium.rules.evaluate import fewest
from concilium.rules.expression import BASES, AllOf, AnyOf, Comparison, Count, Not, Position, Rule
from concilium.rules.power_games import Game, Threshold
from concilium.rules.tally import Seat

_OPPOSITE: dict[Comparison, Comparison] = {
    "at-least": "less-than",
    "less-than": "at-least",
    "at-most": "more-than",
    "more-than": "at-most",
}
_TURNED: dict[Comparison, Comparison] = {
    "at-least": "at-most",
    "at-most": "at-least",
    "less-than": "more-than",
    "more-than": "less-than",
}


class NoGame(NamedTuple):
    """Why a rule with its seats is no simple game: every obstacle that was found."""

    reasons: tuple[str, ...]


def game_of(rule: Rule, seats: Sequence[Seat]) -> Game | NoGame:
    """Return a rule as a simple game of the seats, in their order, each of which votes yes or no; or why it is none.

    It is none when the rule, or a weight that it needs, is not known, and when one yes more can undo what was decided.
    """
    if not seats:
        return NoGame(("there are no seats",))
    return _game(rule, seats, opposite=False)


def _game(rule: Rule, seats: Sequence[Seat], *, opposite: bool) -> Game | NoGame:
    """Return the game of a rule, or of its opposite."""
    match rule:
        case Count():
            return _threshold(rule, seats, _OPPOSITE[rule.compare] if opposite else rule.compare)
        case Not():
            return _game(rule.rule, seats, opposite=not opposite)
        case AllOf() | AnyOf():
            all_of = isinstance(rule, AllOf) is not opposite
            return _joined([_game(part, seats, opposite=opposite) for part in rule.rules], len(seats), all_of=all_of)
        case _:
            return NoGame(("the rule is not known",))


def _joined(parts: Sequence[Game | NoGame], count: int, *, all_of: bool) -> Game | NoGame:
    reasons = tuple(dict.fromkeys(why for part in parts if isinstance(part, NoGame) for why in part.reasons))
    if reasons:
        return NoGame(reasons)
    found = tuple(part for part in parts if not isinstance(part, NoGame))
    if not found:
        return _constant(count, holds=all_of)
    return games.AllOf(found) if all_of else games.AnyOf(found)


def _threshold(rule: Count, seats: Sequence[Seat], compare: Comparison) -> Game | NoGame:
    """Return a count as a threshold.

    It compares the sum of the seats' weights, each times a coefficient for yes or for no, with a number. Of a change
    from no to yes, only the difference of the coefficients is left.
    """
    counting = [seat for seat in seats if rule.over.includes(seat.classes)]
    unknown = _unknown_weights(rule, counting)
    if unknown:
        return NoGame(unknown)
    weights = [_weight(seat, rule) for seat in seats]
    for_no = _coefficient(rule, "no")
    change = _coefficient(rule, "yes") - for_no
    needed = _number(rule, counting) - for_no * sum(weights)
    if change == 0:
        holds = {"at-least": needed <= 0, "more-than": needed < 0, "at-most": needed >= 0, "less-than": needed > 0}
        return _constant(len(seats), holds=holds[compare])
    if change < 0:
        compare = _TURNED[compare]
    if compare in {"at-most", "less-than"}:
        return NoGame((f"with one yes more, the count of '{', '.join(rule.count)}' may no longer hold",))
    return _whole(weights, needed / change, inclusive=compare == "at-least")


def _unknown_weights(rule: Count, counting: Sequence[Seat]) -> tuple[str, ...]:
    names = dict.fromkeys(name for name in (rule.weight, rule.fewest and rule.fewest.weight) if name)
    lacking = {name: [seat.member for seat in counting if name not in seat.weights] for name in names}
    return tuple(f"the weight '{name}' of {', '.join(of)} is not known" for name, of in lacking.items() if of)


def _weight(seat: Seat, rule: Count) -> Fraction:
    if not rule.over.includes(seat.classes):
        return Fraction(0)
    return seat.weights[rule.weight] if rule.weight else Fraction(1)


def _coefficient(rule: Count, position: Position) -> Fraction:
    """Return what a seat that took a position adds to what is counted, less the share of the base that it adds to."""
    share = rule.amount if rule.of and rule.fewest is None and position in BASES[rule.of] else Fraction(0)
    return Fraction(position in rule.count) - share


def _number(rule: Count, counting: Sequence[Seat]) -> Fraction:
    """Return the number that a count is compared with, apart from a share of its base."""
    if rule.fewest is not None:
        return Fraction(fewest(rule.fewest, counting))
    return Fraction(0) if rule.of else rule.amount


def _whole(weights: Sequence[Fraction], quota: Fraction, *, inclusive: bool) -> Game | NoGame:
    """Return a threshold of weights and a quota that are fractions, in whole numbers; also one that must be passed."""
    unit = lcm(*(weight.denominator for weight in weights))
    scaled = tuple(int(weight * unit) for weight in weights)
    if min(scaled) < 0 or sum(scaled) >= games.LARGEST_TOTAL:
        return NoGame(("a weight is negative, or the weights have too many digits",))
    return Threshold(scaled, ceil(quota * unit) if inclusive else floor(quota * unit) + 1)


def _constant(count: int, *, holds: bool) -> Threshold:
    return Threshold((0,) * count, 0 if holds else 1)
