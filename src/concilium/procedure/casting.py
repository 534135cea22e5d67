"""From what is told of a vote (members by name, numbers of others) to the position of every seat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from concilium.problems import MisusedError, UnknownNameError, meant
from concilium.procedure.seats import Seats
from concilium.rules.expression import POSITIONS, Position
from concilium.rules.tally import Vote
from concilium.terms import is_state

_NOT_VOTING: tuple[Position, ...] = ("absent", "not-participating")
_VOTING = ("yes", "no", "abstain")
_REST = "rest"
"""The word for all members that are told nothing else of."""


class Manner(msgspec.Struct, frozen=True):
    """How a vote was taken.

    ``proxies`` are the members represented, each with the one that voted for it. ``vote`` tells a ``second`` vote on
    the same text from the first; ``casting`` is the chair's casting vote, None where it is not told whether there was
    one, and ``none`` when there was not. ``draft`` is the text, to find on the record what was done about it before.
    """

    proxies: dict[str, str] = {}
    vote: Literal["first", "second"] = "first"
    casting: Literal["yes", "no", "none"] | None = None
    draft: str | None = None


PLAIN = Manner()
FINAL = Manner(vote="second", casting="none")
"""The last vote on a text, with nothing left that could settle a tie."""


class Told(msgspec.Struct, frozen=True):
    """How a vote went, as it is told: members by position, and how many further ones took it that are not named.

    ``others`` is the position of all the rest, where that is told. ``concerned`` are the members that the matter is
    about; ``proposal`` says on whose proposal it is decided.
    """

    named: dict[Position, tuple[str, ...]] = {}
    unnamed: dict[Position, int] = {}
    others: Position | None = None
    concerned: tuple[str, ...] = ()
    proposal: str | None = None
    manner: Manner = PLAIN

    @property
    def some_stay_out(self) -> bool:
        """Tell whether some members do not take part in the decision at all."""
        out: Position = "not-participating"
        return bool(self.named.get(out) or self.unnamed.get(out) or self.others == out)


def told(
    lists: Mapping[Position, Iterable[str]],
    concerned: Iterable[str] = (),
    proposal: str | None = None,
    manner: Manner = PLAIN,
    *,
    empty: bool = False,
) -> Told:
    """Return a vote from lists by position, each of member codes and at most one number of members not named.

    One list may have the word ``rest``, for all members told of in none. Raises MisusedError, also when nothing is
    said, unless it may be ``empty``.
    """
    named: dict[Position, tuple[str, ...]] = {}
    unnamed: dict[Position, int] = {}
    given = {position: tuple(words) for position, words in lists.items()}
    others = _position_of_the_rest(given)
    for position, every in given.items():
        words = [word for word in every if word.casefold() != _REST]
        numbers = [word for word in words if word.isdecimal()]
        if len(numbers) > 1:
            raise MisusedError(f"'{position}' has {len(numbers)} numbers: {', '.join(numbers)}. Give at most one.")
        if members := tuple(word for word in words if not word.isdecimal()):
            named[position] = members
        if numbers:
            unnamed[position] = int(numbers[0])
    if not named and not unnamed and others is None and not empty:
        raise MisusedError("Nothing is said of the vote. Say who voted how, such as --yes 11 --no RUS.")
    return Told(_with_represented(named, manner.proxies), unnamed, others, tuple(concerned), proposal, manner)


def _position_of_the_rest(lists: Mapping[Position, tuple[str, ...]]) -> Position | None:
    found = [position for position, words in lists.items() if _REST in map(str.casefold, words)]
    if len(found) > 1:
        raise MisusedError(f"'{_REST}' stands in {' and in '.join(map(repr, found))}. Give the rest one position.")
    return found[0] if found else None


def _with_represented(
    named: Mapping[Position, tuple[str, ...]], proxies: Mapping[str, str]
) -> dict[Position, tuple[str, ...]]:
    """Return the members by position, each that is represented with the position of the one that voted for it.

    Where it has a position of its own in the vote, that counts. Raises MisusedError when it cannot have been so.
    """
    position_of = {member: position for position, members in named.items() for member in members}
    moved: dict[str, Position] = {}
    for member, holder in proxies.items():
        if holder in proxies:
            raise MisusedError(f"'{holder}' votes for '{member}' and is itself represented. Name one that is there.")
        if position_of.get(holder) not in _VOTING:
            raise MisusedError(f"'{holder}' votes for '{member}': say how it voted, for only who is there can.")
        if position_of.get(member) not in _VOTING:
            moved[member] = position_of[holder]
    kept = {position: tuple(m for m in members if m not in moved) for position, members in named.items()}
    for member, position in moved.items():
        kept[position] = (*kept[position], member)
    return {position: members for position, members in kept.items() if members}


def represented(words: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return who was represented by whom, from words such as ``HUN=AUT``. Raises MisusedError."""
    found: dict[str, str] = {}
    for word in (word for those in words for word in those):
        member, equals, holder = (part.strip().upper() for part in word.partition("="))
        if not (member and equals and holder) or member in found:
            raise MisusedError(f"'{word}' does not say who was represented by whom, once. Write HUN=AUT.")
        found[member] = holder
    return found


class Cast(msgspec.Struct, frozen=True):
    """A vote with the position of every seat that is told; ``silent`` members are taken to have the ``rest`` position.

    ``attendance`` is the same vote for asking who is there: of a silent member that is not known, and it is presumed,
    as rules of procedure do, until somebody says otherwise; who is represented is away, unless it counts as there.
    """

    vote: Vote
    attendance: Vote
    rest: Position
    silent: int
    barred: tuple[str, ...]
    manner: Manner = PLAIN


def cast(vote: Told, held: Seats, *, silence_agrees: bool, away: Iterable[str] = ()) -> Cast:
    """Return the vote that was told, over the seats of an organ.

    Members neither named nor counted nor told of as the rest are taken to be absent; where ``silence_agrees`` and
    nobody is told to have voted yes, to agree. A member without a vote is not entitled, whatever it did. Raises
    UnknownNameError for a member without a seat, and MisusedError for a member named twice or more votes than seats.
    """
    places = placed(vote, held)
    barred = tuple(member for member in held.barred if member)
    unnamed = _without_the_barred(vote.unnamed, len(held.seats) - len(places), len(barred))
    agreed = bool(vote.named.get("yes") or vote.unnamed.get("yes"))
    rest: Position = vote.others or ("yes" if silence_agrees and not agreed else "absent")
    presumed: Position = "abstain" if rest == "absent" and vote.others is None else rest
    left = len(held.seats) - len(places) - sum(unnamed.values())
    if left < 0:
        raise MisusedError(
            f"There {'is 1 vote' if left == -1 else f'are {-left} votes'} more than the {len(held.seats)} seats"
            f"{f', {len(barred)} of them without a vote' if barred else ''}. Give at most one vote for each seat."
        )
    voted = {position: unnamed.get(position, 0) for position in POSITIONS}
    absent, there = ({**voted, word: voted[word] + left} for word in (rest, presumed))
    seats = held.seats
    gone: dict[int, Position] = {n: "absent" for n, p in places.items() if seats[n].member in away and p in _VOTING}
    attendance = _settled(Vote(seats, {**places, **gone}, there))
    silent = left if vote.others is None else 0
    return Cast(_settled(Vote(seats, places, absent)), attendance, rest, silent, barred, vote.manner)


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
                    mend = "Leave it out, or ask about a day on which it had one"
                    hint = mend if is_state(member) else meant(member, place_of)
                    raise UnknownNameError(f"'{member}' has no seat here on this date. {hint}.")
                place_of[member] = vacant.pop(0)
            if place_of[member] in found:
                raise MisusedError(f"'{member}' is named twice. Give each member one position.")
            found[place_of[member]] = position
    return found
