"""What a text still needs: how many votes in favour, of whom, and who can still stand in its way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

import msgspec

from concilium.charter.model import Charter
from concilium.charter.schema import Decision
from concilium.problems import MisusedError
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.casting import FINAL, Told, placed
from concilium.procedure.deciding import clauses
from concilium.procedure.matters import cases_of, the_decision
from concilium.procedure.seats import seats
from concilium.record.view import View
from concilium.rules.expression import ADOPTED, Position, classes_of, weights_of
from concilium.rules.outcome import Clause, decide
from concilium.rules.tally import Vote


class Part(msgspec.Struct, frozen=True):
    """So many of the members of some classes; ``members`` are the ones it would take, the heaviest first."""

    classes: tuple[str, ...]
    number: int
    members: tuple[str, ...]


class Needs(msgspec.Struct, frozen=True):
    """What a text still needs of the members that have not spoken (``left``).

    ``state``: ``certain`` (adopted whatever they do), ``impossible``, or ``open``. ``wanted`` are the fewest further
    votes in favour that carry it when the rest abstain; ``against`` the fewest further votes against that defeat it
    when the rest are in favour; None when there are none, or it is not known. ``alone`` are those
    that can defeat it by themselves.
    """

    decision: Decision
    state: Literal["certain", "impossible", "open", "unknown"]
    left: tuple[str, ...]
    wanted: tuple[Part, ...] | None
    against: tuple[Part, ...] | None
    alone: tuple[str, ...]


class _Open(msgspec.Struct, frozen=True):
    """A vote that is not over: its clauses, what is cast, and the seats left by the classes that its rule counts."""

    clauses: tuple[Clause, ...]
    decision: Decision
    cast: Vote
    groups: Mapping[frozenset[str], tuple[int, ...]]

    def adopts(self, chosen: Sequence[int], position: Position, rest: Position) -> bool | None:
        """Tell whether the text is adopted when some of the seats left take a position and all others the rest."""
        left = dict.fromkeys(self.cast.open, rest)
        named = {**self.cast.named, **left, **dict.fromkeys(chosen, position)}
        outcome = decide(self.clauses, self.decision.otherwise, Vote(self.cast.seats, named, {})).outcome
        return None if outcome is None else ADOPTED[outcome] is True


def needs(charter: Charter, view: View, organ: str, matter: str, told: Told | None) -> Answer[Needs]:
    """Return what a text before an organ still needs, when the members told have voted and the others have not.

    Raises UnknownNameError, and MisusedError when votes are told whose members are not named.
    """
    vote = told or Told()
    if any(vote.unnamed.values()) or vote.others is not None:
        raise MisusedError("Name the members that have voted: who is left to vote depends on it.")
    decision = the_decision(charter, view, organ, matter, vote)
    rules = [charter.rule(case.rule) for case in cases_of(decision)]
    weights = sorted(frozenset[str]().union(*map(weights_of, rules)))
    classes = frozenset[str]().union(*map(classes_of, rules))
    sitting = seats(charter, view, organ, weights, vote.concerned)
    cast = Vote(sitting.value.seats, placed(vote, sitting.value), {})
    made = tuple(clauses(charter, view, organ, decision, FINAL))
    found = _Open(made, decision, cast, _groups(cast, classes, weights[:1]))
    value = _needs(found)
    reason = Reason("needs", {"organ": organ}, (decision.id,))
    unsure = value.state == "unknown" or (value.state == "open" and None in (value.wanted, value.against))
    lacking = [name for name in weights if any(name not in seat.weights for seat in cast.seats)] if unsure else []
    missing = (*sitting.missing, *(f"weight {name}" for name in lacking))
    return Answer(value, "unknown" if value.state == "unknown" else "known", (reason,), missing=missing)


def _groups(cast: Vote, classes: frozenset[str], weights: Sequence[str]) -> Mapping[frozenset[str], tuple[int, ...]]:
    """Return the seats left by those of their classes that the rule counts, each group with the heaviest first."""
    found: dict[frozenset[str], list[int]] = {}
    for place in cast.open:
        found.setdefault(cast.seats[place].classes & classes, []).append(place)

    def lightness(place: int) -> tuple[object, ...]:
        return tuple(-cast.seats[place].weights.get(name, 0) for name in weights)

    return {counted: tuple(sorted(group, key=lightness)) for counted, group in found.items()}


def _needs(found: _Open) -> Needs:
    left = tuple(found.cast.seats[place].member for place in found.cast.open)
    best, worst = found.adopts((), "yes", "yes"), found.adopts((), "no", "no")
    if best is None:
        return Needs(found.decision, "unknown", left, None, None, ())
    if worst:
        return Needs(found.decision, "certain", left, (), None, ())
    if not best:
        return Needs(found.decision, "impossible", left, None, (), ())
    alone = tuple(
        found.cast.seats[place].member for place in found.cast.open if found.adopts((place,), "no", "yes") is False
    )
    wanted = _fewest(found, "yes", "abstain", adopts=True)
    return Needs(found.decision, "open", left, wanted, _fewest(found, "no", "yes", adopts=False), alone)


def _fewest(found: _Open, position: Position, rest: Position, *, adopts: bool) -> tuple[Part, ...] | None:
    """Return the fewest of the seats left that decide it by taking a position, the heaviest of each group first.

    None when none do, and when it is not known of fewer whether they do.
    """
    groups = found.groups.values()
    ranges = (range(len(group) + 1) for group in groups)
    for numbers in sorted(product(*ranges), key=lambda each: (sum(each), each)):
        chosen = [place for group, number in zip(groups, numbers, strict=True) for place in group[:number]]
        adopted = found.adopts(chosen, position, rest)
        if adopted is None:
            return None
        if adopted is adopts:
            return tuple(_parts(found, numbers))
    return None


def _parts(found: _Open, numbers: tuple[int, ...]) -> Iterator[Part]:
    for (counted, group), number in zip(found.groups.items(), numbers, strict=True):
        if number:
            members = tuple(found.cast.seats[place].member for place in group[:number])
            yield Part(tuple(sorted(counted)), number, members)
