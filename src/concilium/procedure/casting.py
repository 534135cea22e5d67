"""From what is told of a vote (members by name, numbers of others) to the position of every seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from concilium.problems import MisusedError, UnknownNameError, meant
from concilium.procedure.seats import Seats
from concilium.rules.expression import POSITIONS, Position
from concilium.rules.tally import Vote

_NOT_VOTING: tuple[Position, ...] = ("absent", "not-participating")


class Told(msgspec.Struct, frozen=True):
    """How a vote went, as it is told: members by position, and how many further ones took it that are not named.

    ``concerned`` are the members that the matter is about; ``proposal`` says on whose proposal it is decided.
    """

    named: dict[Position, tuple[str, ...]] = {}
    unnamed: dict[Position, int] = {}
    concerned: tuple[str, ...] = ()
    proposal: str | None = None

    @property
    def some_stay_out(self) -> bool:
        """Tell whether some members do not take part in the decision at all."""
        return bool(self.named.get("not-participating") or self.unnamed.get("not-participating"))


def told(
    lists: Mapping[Position, Iterable[str]],
    concerned: Iterable[str] = (),
    proposal: str | None = None,
    *,
    empty: bool = False,
) -> Told:
    """Return a vote from lists by position, each of member codes and at most one number of members not named.

    Raises MisusedError, also when nothing is said, unless it may be ``empty``.
    """
    named: dict[Position, tuple[str, ...]] = {}
    unnamed: dict[Position, int] = {}
    for position, words in lists.items():
        numbers = [word for word in words if word.isdecimal()]
        if len(numbers) > 1:
            raise MisusedError(f"'{position}' has {len(numbers)} numbers: {', '.join(numbers)}. Give at most one.")
        if members := tuple(word for word in words if not word.isdecimal()):
            named[position] = members
        if numbers:
            unnamed[position] = int(numbers[0])
    if not named and not unnamed and not empty:
        raise MisusedError("Nothing is said of the vote. Say who voted how, such as --yes 11 --no RUS.")
    return Told(named, unnamed, tuple(concerned), proposal)


class Cast(msgspec.Struct, frozen=True):
    """A vote with the position of every seat that is told; ``silent`` members are taken to have the ``rest`` position.

    ``attendance`` is the same vote for asking who is there: of a silent member that is not known, and it is presumed,
    as rules of procedure do, until somebody says otherwise.
    """

    vote: Vote
    attendance: Vote
    rest: Position
    silent: int
    barred: tuple[str, ...]


def cast(vote: Told, held: Seats, *, silence_agrees: bool) -> Cast:
    """Return the vote that was told, over the seats of an organ.

    Members neither named nor counted are taken to be absent; where ``silence_agrees`` and nobody is told to have voted
    yes, to agree. A member without a vote is not entitled, whatever it did. Raises UnknownNameError for a member
    without a seat, and MisusedError for a member named twice or more votes than seats.
    """
    places = placed(vote, held)
    barred = tuple(member for member in held.barred if member)
    unnamed = _without_the_barred(vote.unnamed, len(held.seats) - len(places), len(barred))
    agreed = bool(vote.named.get("yes") or vote.unnamed.get("yes"))
    rest: Position = "yes" if silence_agrees and not agreed else "absent"
    left = len(held.seats) - len(places) - sum(unnamed.values())
    if left < 0:
        raise MisusedError(
            f"There {'is 1 vote' if left == -1 else f'are {-left} votes'} more than the {len(held.seats)} seats"
            f"{f', {len(barred)} of them without a vote' if barred else ''}. Give at most one vote for each seat."
        )
    voted = {position: unnamed.get(position, 0) for position in POSITIONS}
    absent, there = ({**voted, word: voted[word] + left} for word in (rest, "abstain" if rest == "absent" else rest))
    seats = held.seats
    return Cast(_settled(Vote(seats, places, absent)), _settled(Vote(seats, places, there)), rest, left, barred)


def _without_the_barred(unnamed: Mapping[Position, int], seats: int, barred: int) -> dict[Position, int]:
    """Return the numbers of those that are not named, for so many seats that may vote and have not.

    Whoever counts who did not vote counts members without a vote among them: when the numbers are too many by such
    members, those are taken out of the absent and of those that took no part.
    """
    found = dict(unnamed)
    beyond = min(barred, max(0, sum(found.values()) - seats))
    for position in _NOT_VOTING:
        taken = min(beyond, found.get(position, 0))
        if taken:
            found[position] -= taken
            beyond -= taken
    return found


def placed(vote: Told, held: Seats) -> dict[int, Position]:
    """Return the position of each seat, by its place, whose member is named or has no vote. Raises as ``cast``."""
    named = _named(vote, held)
    barred = {place for place, seat in enumerate(held.seats) if seat.member in held.barred}
    return {place: position for place, position in named.items() if place not in barred} | dict.fromkeys(
        barred, "not-entitled"
    )


def _settled(vote: Vote) -> Vote:
    """Return a vote with every seat named, when those that are not all took one position."""
    taken = [position for position, number in vote.unnamed.items() if number]
    if len(taken) > 1:
        return vote
    return Vote(vote.seats, {**dict.fromkeys(vote.open, taken[0] if taken else "absent"), **vote.named}, {})


def _named(vote: Told, held: Seats) -> dict[int, Position]:
    """Return the position of each seat whose member is named; of seats without a known holder the first ones."""
    place_of = {seat.member: place for place, seat in enumerate(held.seats) if seat.member}
    vacant = [place for place, seat in enumerate(held.seats) if not seat.member]
    found: dict[int, Position] = {}
    for position, members in vote.named.items():
        for member in members:
            if member not in place_of:
                if not vacant:
                    raise UnknownNameError(f"'{member}' has no seat here on this date. {meant(member, place_of)}.")
                place_of[member] = vacant.pop(0)
            if place_of[member] in found:
                raise MisusedError(f"'{member}' is named twice. Give each member one position.")
            found[place_of[member]] = position
    return found
