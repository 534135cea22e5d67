"""Facts about a rule: whether any vote makes it hold, whether more support can undo it, what wins and what blocks.

Seats that a rule cannot tell apart are counted and not named, and positions that it treats alike are tried once, so
that a council of two hundred equal members is looked at whole. Where there are too many different votes to look at all
of them, the answer is None: not known. The words are those of Taylor and Zwicker, Simple Games, 1999.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import comb, prod
from typing import NamedTuple

import msgspec

from concilium.rules.evaluate import evaluate_vote
from concilium.rules.expression import (
    BASES,
    POSITIONS,
    Count,
    Not,
    Position,
    Rule,
    classes_of,
    counts,
    rebuilt,
    weights_of,
)
from concilium.rules.tally import Seat, Vote

MOST_VOTES = 30_000
"""Of so many different votes each is looked at."""

Spread = tuple[tuple[int, ...], ...]
"""For each group of seats alike, how many of it took each of some positions."""

_SEATS = "number of seats"
"""The weight of a heap of seats: how many they are."""

_SWAPPED: dict[Position, Position] = {"yes": "no", "no": "yes"}


class Groups(NamedTuple):
    """The seats by what some rules can tell apart: the places of the seats of each group."""

    seats: tuple[Seat, ...]
    places: tuple[tuple[int, ...], ...]

    def vote(self, spread: Spread, positions: Sequence[Position]) -> Vote:
        """Return the vote in which of each group so many seats took each position."""
        named: dict[int, Position] = {}
        for group, taken in zip(self.places, spread, strict=True):
            cast = [position for position, number in zip(positions, taken, strict=True) for _ in range(number)]
            named.update(zip(group, cast, strict=True))
        return Vote(self.seats, named, {})

    def heaps(self, spread: Spread, positions: Sequence[Position]) -> Vote:
        """Return the same vote with the seats of a group that took one position heaped up into one, by weight."""
        seats: list[Seat] = []
        named: dict[int, Position] = {}
        for group, taken in zip(self.places, spread, strict=True):
            like = self.seats[group[0]]
            for position, number in zip(positions, taken, strict=True):
                if number:
                    named[len(seats)] = position
                    weights = {name: weight * number for name, weight in like.weights.items()}
                    seats.append(Seat(like.member, like.classes, {**weights, _SEATS: Fraction(number)}))
        return Vote(tuple(seats), named, {})

    def spreads(self, positions: int) -> Iterator[Spread] | None:
        """Yield every way to spread the seats over so many positions; None when there are too many."""
        if prod(comb(len(group) + positions - 1, positions - 1) for group in self.places) > MOST_VOTES:
            return None
        return product(*([*_compositions(len(group), positions)] for group in self.places))


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to write a number as a sum of so many parts, zero among them."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _compositions(total - first, parts - 1):
            yield (first, *rest)


def groups(rules: Sequence[Rule], seats: Sequence[Seat]) -> Groups:
    """Return the seats in groups that some rules cannot tell apart, in the order of the first of each."""
    classes = frozenset[str]().union(*map(classes_of, rules))
    weights = sorted(frozenset[str]().union(*map(weights_of, rules)))
    found: dict[object, list[int]] = {}
    for place, seat in enumerate(seats):
        key = (seat.classes & classes, tuple(seat.weights.get(name) for name in weights))
        found.setdefault(key, []).append(place)
    return Groups(tuple(seats), tuple(map(tuple, found.values())))


def unlike_positions(rules: Sequence[Rule]) -> tuple[Position, ...]:
    """Return the positions that some rules treat differently, one of each kind, ``yes`` always its own."""
    kinds: dict[object, Position] = {"yes": "yes"}
    for position in POSITIONS[1:]:
        seen = tuple((position in c.count, position in BASES[c.of] if c.of else None) for r in rules for c in counts(r))
        kinds.setdefault(seen, position)
    return tuple(kinds.values())


def outcomes(rules: Sequence[Rule], seats: Sequence[Seat]) -> dict[Spread, tuple[bool | None, ...]] | None:
    """Return for every vote that some rules can tell apart whether each holds, or None when there are too many.

    A vote is a spread of the groups of ``groups`` over the positions of ``unlike_positions``.
    """
    grouped, positions = groups(rules, seats), unlike_positions(rules)
    spreads = grouped.spreads(len(positions))
    if spreads is None:
        return None
    quick, vote = _quick(rules, grouped)
    cast = ((spread, vote(spread, positions)) for spread in spreads)
    return {spread: tuple(evaluate_vote(rule, made).holds for rule in quick) for spread, made in cast}


def _quick(
    rules: Sequence[Rule], grouped: Groups
) -> tuple[Sequence[Rule], Callable[[Spread, Sequence[Position]], Vote]]:
    """Return rules and how to make votes for them: over heaps of seats, unless a rule looks at the seats one by one."""
    if any(count.fewest for rule in rules for count in counts(rule)):
        return rules, grouped.vote

    def heaped(count: Count) -> Rule:
        return msgspec.structs.replace(count, weight=count.weight or _SEATS)

    return [rebuilt(rule, heaped) for rule in rules], grouped.heaps


def reachable(rule: Rule, seats: Sequence[Seat]) -> bool | None:
    """Tell whether some vote of the seats makes a rule hold; None when it cannot be said."""
    if any(_holds_when_all(rule, seats, position) for position in POSITIONS):
        return True
    found = outcomes([rule], seats)
    if found is None:
        return None
    holds = {each for (each,) in found.values()}
    return True if True in holds else None if None in holds else False


def holds_for_nobody(rule: Rule, seats: Sequence[Seat]) -> bool:
    """Tell whether a rule that asks for votes in favour holds when nobody votes at all: a flaw of "2N ≤ Y" rules."""
    asks = any("yes" in count.count for count in counts(rule))
    return asks and any(_holds_when_all(rule, seats, position) for position in ("abstain", "absent"))


def _holds_when_all(rule: Rule, seats: Sequence[Seat], position: Position) -> bool:
    return evaluate_vote(rule, Vote(tuple(seats), dict.fromkeys(range(len(seats)), position), {})).holds is True


def monotone(rule: Rule, seats: Sequence[Seat]) -> bool | None:
    """Tell whether a seat that turns to yes never undoes what holds; None when it cannot be said."""
    found = outcomes([rule], seats)
    if found is None or any(None in holds for holds in found.values()):
        return None
    return all(holds <= found[better] for spread, holds in found.items() for better in _better(spread))


def _better(spread: Spread) -> Iterator[Spread]:
    """Yield the spreads in which one more seat votes yes, ``yes`` being the first position."""
    for number, taken in enumerate(spread):
        for place in range(1, len(taken)):
            if taken[place]:
                changed = list(taken)
                changed[0], changed[place] = changed[0] + 1, changed[place] - 1
                yield (*spread[:number], tuple(changed), *spread[number + 1 :])


def equivalent(one: Rule, other: Rule, seats: Sequence[Seat]) -> bool | None:
    """Tell whether two rules hold of the same votes of the seats; None when it cannot be said."""
    found = outcomes([one, other], seats)
    if found is None or any(None in holds for holds in found.values()):
        return None
    return all(first is second for first, second in found.values())


def dual(rule: Rule) -> Rule:
    """Return the dual: it holds of a vote when the rule does not hold with yes and no changed places."""

    def swapped(count: Count) -> Rule:
        positions = tuple(_SWAPPED.get(position, position) for position in count.count)
        return Count(
            positions, count.compare, count.amount, count.of, count.over, count.weight, count.fewest, count.veto
        )

    return Not(rebuilt(rule, swapped))


def minimal_winning(rule: Rule, seats: Sequence[Seat]) -> tuple[tuple[int, ...], ...] | None:
    """Return the minimal winning sets, as how many of each group of ``groups`` vote yes while all others vote no."""
    return _minimal(rule, seats, winning=True)


def minimal_blocking(rule: Rule, seats: Sequence[Seat]) -> tuple[tuple[int, ...], ...] | None:
    """Return the minimal blocking sets, as how many of each group of ``groups`` vote no while all others vote yes."""
    return _minimal(rule, seats, winning=False)


def _minimal(rule: Rule, seats: Sequence[Seat], *, winning: bool) -> tuple[tuple[int, ...], ...] | None:
    grouped = groups([rule], seats)
    spreads = grouped.spreads(2)
    if spreads is None:
        return None
    positions: tuple[Position, Position] = ("yes", "no") if winning else ("no", "yes")
    (quick,), vote = _quick([rule], grouped)
    doing = {
        tuple(first for first, _ in spread)
        for spread in spreads
        if evaluate_vote(quick, vote(spread, positions)).holds is winning
    }
    return tuple(sorted(each for each in doing if not any(less in doing for less in _fewer(each))))


def _fewer(taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for place, number in enumerate(taken):
        if number:
            yield (*taken[:place], number - 1, *taken[place + 1 :])
