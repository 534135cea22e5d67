"""A ballot in words: the rule, what each candidate got and what that came to, and the ballots still to be held."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import Word, Words
from concilium.documents.explain import Explained
from concilium.documents.rule_words import rule_in_words
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer
from concilium.procedure.electing import Ballot, Candidate, Elected, Round, elect
from concilium.procedure.matters import cases_of, decisions_on
from concilium.terms import Name, is_state


def explain_election(teller: Teller, organ: str, ballot: Ballot) -> Explained:
    """Return who is elected in a ballot of an organ, explained. Raises UnknownNameError and MisusedError."""
    answer = elect(teller.charter, teller.view, organ, ballot)
    value = answer.value
    key = "elect-result" if value.elected else "elect-result-none"
    key = "elect-result-open" if answer.state == "unknown" else key
    result = teller.phrase(key, members=_names(teller, value.elected) if value.elected else "")
    said = teller.phrase("elect-headline", organ=teller.word(organ), matter=ballot.of or value.matter, result=result)
    return Explained("elect", answer, f"{said[:1].upper()}{said[1:]}", tuple(the_ballot(teller, answer)))


def the_ballot(teller: Teller, answer: Answer[Elected]) -> Iterator[Sentence]:
    """Yield the rule, each candidate with its votes and why it is elected or not, and what the next ballot is about."""
    value = answer.value
    decision = next(d for d in decisions_on(teller.charter, teller.view, value.organ) if d.id == value.decision)
    words = teller.lexicon.text(decision.says) or "; ".join(
        rule_in_words(teller.lexicon, teller.charter.rule(case.rule)) for case in cases_of(decision)
    )
    yield teller.tell("elect-rule", (), (decision.id,), rule=words)
    yield from (_candidate(teller, decision.id, each) for each in value.candidates)
    for reason in answer.reasons:
        if reason.key == "elect-rounds":
            rule = teller.charter.provisions[reason.provisions[0]]
            yield teller.tell("elect-rounds", (), reason.provisions, rule=teller.lexicon.text(rule.says))
    rounds = next((r.provisions for r in answer.reasons if r.key == "elect-rounds"), (decision.id,))
    yield from (_round(teller, rounds, each) for each in value.rounds)


def _candidate(teller: Teller, decision: str, each: Candidate) -> Sentence:
    return teller.tell(
        f"elect-{each.why}",
        (),
        (decision,),
        member=_name(teller, each.candidate),
        votes=each.votes,
        needed="" if each.needed is None else teller.phrase("elect-needed", needed=each.needed),
        group=teller.phrase("elect-in-group", group=each.group) if each.group else "",
    )


def _round(teller: Teller, rule: tuple[str, ...], each: Round) -> Sentence:
    group = teller.phrase("elect-in-group", group=each.group) if each.group else ""
    places = teller.phrase("elect-places", count=teller.count(each.places), group=group)
    members = _names(teller, each.candidates) if each.candidates else ""
    return teller.tell(f"elect-round-{each.kind}", (), rule, places=places, members=members)


def _names(teller: Teller, candidates: tuple[str, ...]) -> Words:
    return Words([_name(teller, each) for each in candidates], teller.lexicon.language)


def _name(teller: Teller, candidate: str) -> Word:
    """Return what a candidate is called: a state, or somebody that the names know; else as it was told."""
    known = is_state(candidate) or teller.charter.names.find(candidate) is not None
    return (
        teller.word(candidate)
        if known
        else Word(Name(names={teller.lexicon.language: candidate}), teller.lexicon.language)
    )
