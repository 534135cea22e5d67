"""Who is elected in a ballot: seats by group, what each candidate must reach, ties at the last seat, the next round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Election as Rule
from concilium.problems import MisusedError, UnknownNameError, meant
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.casting import FINAL, Told
from concilium.procedure.matters import outcomes_in, the_decision
from concilium.procedure.seats import Seats, seats
from concilium.record.view import View
from concilium.rules.evaluate import Verdict
from concilium.rules.expression import ADOPTED, Count, Outcome, Position
from concilium.rules.outcome import Clause, Decided, decide
from concilium.rules.tally import Vote


class Ballot(msgspec.Struct, frozen=True):
    """A ballot as it is told: the places to be filled and the votes by candidate, each by group.

    ``voting`` is how many members cast a valid ballot, ``abstaining`` how many abstained, where that is told;
    ``number`` which ballot it was, the first being 1. ``of`` says what is elected, where an organ elects to several.
    """

    places: dict[str, int]
    votes: dict[str, dict[str, int]]
    voting: int | None = None
    abstaining: int = 0
    number: int = 1
    of: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """What a candidate got.

    ``reached`` tells whether the votes are those that are needed (None: not known), ``elected`` whether it is elected;
    ``why``: ``elected``, ``threshold`` (not enough votes), ``rank`` (others had more), ``tie`` at the last place, or
    ``unknown``. ``needed`` is the least number of votes that is enough, where it can be said.
    """

    candidate: str
    group: str
    votes: int
    reached: bool | None
    elected: bool | None
    why: str
    needed: int | None


class Round(msgspec.Struct, frozen=True):
    """The next ballot in a group: for how many places, among whom (nobody named: anybody), and of what kind.

    ``kind``: ``restricted`` to those with the most votes, ``free``, ``eliminating`` (all but the last), ``special``
    (among those with equal votes for the last place), ``lot`` between these, or ``unsaid`` by the charter.
    """

    group: str
    places: int
    kind: str
    candidates: tuple[str, ...]


class Elected(msgspec.Struct, frozen=True):
    """What came of a ballot: the candidates by group in order of votes, and the ballots still to be held."""

    organ: str
    matter: str
    decision: str
    candidates: tuple[Candidate, ...]
    rounds: tuple[Round, ...]

    @property
    def elected(self) -> tuple[str, ...]:
        """Return the candidates that are elected."""
        return tuple(each.candidate for each in self.candidates if each.elected)


class _Poll(NamedTuple):
    clauses: list[Clause]
    otherwise: Outcome
    sitting: Seats
    ballot: Ballot


def elect(charter: Charter, view: View, organ: str, ballot: Ballot) -> Answer[Elected]:
    """Return who is elected in a ballot of an organ on the date of the view, why, and what the next one is about.

    Each candidate needs the votes that the organ's decision on the matter takes, and to be among the first of its
    group. ``unknown`` when it hangs on how many voted and that is not told. Raises UnknownNameError and MisusedError.
    """
    rule = election_on(charter, view, organ, ballot.of)
    decision = the_decision(charter, view, organ, rule.matter if rule else ballot.of or "election", Told())
    sitting = seats(charter, view, organ)
    _sound(ballot, sitting.value)
    _among(rule, ballot)
    clauses = [Clause(charter.rule(case.rule), case.outcome, str(n)) for n, case, _ in outcomes_in(decision, FINAL)]
    poll = _Poll(clauses, decision.otherwise, sitting.value, ballot)
    found: list[Candidate] = []
    rounds: list[Round] = []
    for group, votes in ballot.votes.items():
        counted = [_counted(poll, group, name, number) for name, number in votes.items()]
        ranked = _ranked(counted, ballot.places[group])
        found += ranked
        rounds += _next(rule, ballot, group, ranked)
    value = Elected(organ, decision.matter, decision.id, tuple(found), tuple(rounds))
    unsure = any(each.elected is None for each in found)
    missing = ("number of members voting",) if unsure and ballot.voting is None else ()
    reasons = (Reason("elect", {"organ": organ}, (decision.id,)), *_of_rule(rule, rounds), *sitting.reasons[:1])
    return Answer(value, "unknown" if unsure else "known", reasons, missing=missing)


def election_on(charter: Charter, view: View, organ: str, of: str | None) -> Rule | None:
    """Return the provision on an election in force on the date of the view, or None when there is none.

    Raises UnknownNameError for an election that there is not, and MisusedError when it is not said which is meant.
    """
    named: dict[str, list[Rule]] = {}
    for each in charter.organ(organ).elections:
        named.setdefault(each.of, []).append(each)
    held = {name: the_one_in_force(rules, view.at.on, view.at.known) for name, rules in named.items()}
    known = {name: rule for name, rule in held.items() if rule is not None}
    if of is not None and of in known:
        return known[of]
    if of is not None and known and of not in {d.matter for d in charter.organ(organ).decisions}:
        raise UnknownNameError(f"{organ} elects nothing called '{of}' on this date. {meant(of, known)}.")
    if of is None and len(known) > 1:
        raise MisusedError(f"{organ} holds several elections. Say which: {', '.join(known)}.")
    return next(iter(known.values()), None) if of is None else None


def _sound(ballot: Ballot, sitting: Seats) -> None:
    """Raise MisusedError for a ballot that cannot have been held."""
    members = len(sitting.seats) - len(sitting.barred)
    most = members - ballot.abstaining if ballot.voting is None else ballot.voting
    if members and most + ballot.abstaining > members:
        raise MisusedError(f"{most + ballot.abstaining} members took part, and {members} have a vote.")
    for group, votes in ballot.votes.items():
        if group not in ballot.places:
            raise MisusedError(f"It is not said how many places '{group}' has. Say so: --seats {group}=2.")
        for candidate, number in votes.items():
            if members and number > most:
                raise MisusedError(f"{candidate} has {number} votes, and {most} members voted at most.")
        if members and sum(votes.values()) > most * ballot.places[group]:
            raise MisusedError(
                f"There are {sum(votes.values())} votes in '{group or 'the ballot'}', and {most} members with "
                f"{ballot.places[group]} each have {most * ballot.places[group]}."
            )


def _among(rule: Rule | None, ballot: Ballot) -> None:
    """Raise for a group that the provision does not have, or with more places than it has seats."""
    known = rule.seats if rule is not None else {}
    for group, places in ballot.places.items() if known else ():
        if not group and len(known) > 1:
            raise MisusedError(f"It is elected by groups. Say which: --seats {next(iter(known))}={places}.")
        if group not in known:
            raise UnknownNameError(f"There is no group '{group}'. {meant(group, known)}.")
        if places > known[group]:
            raise MisusedError(f"'{group}' has {known[group]} seats in all, fewer than {places} places.")


def _counted(poll: _Poll, group: str, name: str, votes: int) -> Candidate:
    """Return a candidate with whether its votes are enough; of the rank nothing is said yet."""
    tried = list(_tried(poll, votes))
    holds = {ADOPTED[outcome] for each in tried for outcome in each.outcomes}
    reached = holds.pop() if len(holds) == 1 else None
    needed = {_needed(each) for each in tried}
    return Candidate(name, group, votes, reached, None, "", needed.pop() if len(needed) == 1 else None)


def _tried(poll: _Poll, votes: int) -> Iterator[Decided]:
    """Yield what comes of a candidate's votes, who voted for others counting as against.

    Where it is not told how many voted: of the fewest and of the most that can have done so.
    """
    seats, barred, ballot = poll.sitting.seats, poll.sitting.barred, poll.ballot
    named: dict[int, Position] = {n: "not-entitled" for n, seat in enumerate(seats) if seat.member in barred}
    free = len(seats) - len(named) - ballot.abstaining
    for voting in (ballot.voting,) if ballot.voting is not None else dict.fromkeys((_fewest(ballot, votes), free)):
        unnamed: dict[Position, int] = {
            "yes": votes,
            "no": voting - votes,
            "abstain": ballot.abstaining,
            "absent": free - voting,
        }
        yield decide(poll.clauses, poll.otherwise, Vote(seats, named, unnamed))


def _fewest(ballot: Ballot, votes: int) -> int:
    """Return how many members must have voted at least: no ballot has more names than there are places."""
    shares = [-(-sum(those.values()) // max(ballot.places[group], 1)) for group, those in ballot.votes.items()]
    return max(votes, *shares)


def _needed(decided: Decided) -> int | None:
    """Return the least number of votes that is enough, where one count of those for is what it takes."""
    found = [n for verdict in decided.verdicts for n in _numbers(verdict)]
    return max(found) if found else None


def _numbers(verdict: Verdict) -> Iterator[int]:
    for part in verdict.parts:
        yield from _numbers(part)
    rule = verdict.rule
    if isinstance(rule, Count) and rule.count == ("yes",) and verdict.needed is not None and not rule.weight:
        least = verdict.needed.low
        if rule.compare == "more-than":
            yield int(least) + 1
        elif rule.compare == "at-least":
            yield -int(-least // 1)


def _ranked(counted: list[Candidate], places: int) -> list[Candidate]:
    """Return the candidates of a group in order of votes, each with whether it is elected and why."""
    order = sorted(counted, key=lambda each: -each.votes)
    able = [each for each in order if each.reached is not False]
    # The first that has no place left shows whether others with as many votes share its lot.
    beyond = able[places].votes if len(able) > places else -1
    return [_settled(each, able[:places], beyond) for each in order]


def _settled(each: Candidate, first: list[Candidate], beyond: int) -> Candidate:
    if each.reached is False:
        why = "threshold"
    elif each.votes == beyond and any(other.votes == beyond for other in first):
        why = "tie" if each.reached else "unknown"
    elif each not in first:
        why = "rank" if all(other.reached for other in first) else "unknown"
    else:
        why = "elected" if each.reached else "unknown"
    elected = None if why == "unknown" else why == "elected"
    return msgspec.structs.replace(each, elected=elected, why=why)


def _next(rule: Rule | None, ballot: Ballot, group: str, ranked: list[Candidate]) -> list[Round]:
    """Return the ballot that must still be held in a group, if any."""
    left = ballot.places[group] - sum(1 for each in ranked if each.elected)
    if left <= 0 or any(each.elected is None for each in ranked):
        return []
    tied = tuple(each.candidate for each in ranked if each.why == "tie")
    if tied:
        return [Round(group, left, "unsaid" if rule is None else "lot" if rule.tie == "lot" else "special", tied)]
    remaining = [each for each in ranked if not each.elected]
    if rule is None:
        return [Round(group, left, "unsaid", ())]
    if rule.eliminates and len(remaining) > 1:
        fewest = remaining[-1].votes
        kept = tuple(each.candidate for each in remaining if each.votes > fewest)
        return [Round(group, left, "eliminating", kept or tuple(each.candidate for each in remaining))]
    if _restricted(rule, ballot.number + 1):
        most = (rule.restricted_to or 0) * left
        last = remaining[most - 1].votes if len(remaining) > most else 0
        kept = tuple(each.candidate for each in remaining if each.votes >= last)
        return [Round(group, left, "restricted", kept)]
    return [Round(group, left, "free", ())]


def _restricted(rule: Rule, number: int) -> bool:
    """Tell whether a ballot is restricted: the first is free, then so many are, then so many are not, in turn."""
    if rule.restricted_to is None:
        return False
    if rule.restricted_rounds is None:
        return True
    return (number - 2) % (rule.restricted_rounds + rule.free_rounds) < rule.restricted_rounds


def _of_rule(rule: Rule | None, rounds: list[Round]) -> tuple[Reason, ...]:
    return (Reason("elect-rounds", {}, (rule.id,)),) if rule is not None and rounds else ()


def parsed(
    seats_told: tuple[str, ...], votes_told: tuple[str, ...]
) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Return places and votes by group from words such as ``eastern-europe=2`` and ``eastern-europe:BGR=160,ALB=123``.

    A single group needs no name: ``2`` and ``BGR=160,ALB=123``. Raises MisusedError.
    """
    places = {group: number for text in seats_told for group, number in _pairs(text).items()}
    votes: dict[str, dict[str, int]] = {}
    for text in votes_told:
        group, colon, rest = text.rpartition(":")
        name = group.strip() if colon else next(iter(places), "") if len(places) == 1 else ""
        given = _pairs(rest)
        known: Mapping[str, int] = votes.setdefault(name, {})
        if twice := [candidate for candidate in given if candidate in known]:
            raise MisusedError(f"{twice[0]} has its votes told twice. Tell them once.")
        votes[name].update(given)
    return places, votes


def _pairs(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        name, equals, number = part.rpartition("=")
        if not number.strip().isdecimal() or (equals and not name.strip()) or name.strip() in found:
            raise MisusedError(f"'{part}' is no name and number, once. Write BGR=160,ALB=123.")
        found[name.strip()] = int(number)
    return found
