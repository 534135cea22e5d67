"""What came of a vote, and what decisions take, in words: each reason a sourced sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from concilium.charter.model import in_force
from concilium.charter.schema import Decision, Position, Quorum
from concilium.documents.brief.teller import Teller
from concilium.documents.dates import lasting
from concilium.documents.explain import Explained
from concilium.documents.explain_procedure import the_procedure
from concilium.documents.rule_words import rule_in_words, verdict_in_words
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer, Rival
from concilium.procedure.casting import Told
from concilium.procedure.deciding import Ruling, quorum_rule, ruling
from concilium.procedure.matters import cases_of, decisions_on


def explain_ruling(teller: Teller, organ: str, matter: str, told: Told) -> Explained:
    """Return what came of a vote of an organ, explained. Raises UnknownNameError and MisusedError."""
    answer = ruling(teller.charter, teller.view, organ, matter, told)
    outcome = outcome_in_words(teller, answer.value)
    said = teller.phrase("decide-headline", organ=teller.word(organ), matter=matter, outcome=outcome)
    return Explained(
        "decide", answer, f"{said[:1].upper()}{said[1:]}", tuple(dict.fromkeys(the_ruling(teller, organ, answer)))
    )


def outcome_in_words(teller: Teller, ruled: Ruling) -> str:
    """Return the outcome, or those that are possible; by the name that the case which held has for it, if any."""
    if ruled.case is not None and ruled.case.label:
        return teller.lexicon.text(ruled.case.label)
    words = [teller.phrase(f"outcome-{outcome}") for outcome in ruled.possible]
    return words[0] if len(words) == 1 else teller.phrase("outcome-depends", possible=" / ".join(words))


def the_ruling(teller: Teller, organ: str, answer: Answer[Ruling]) -> Iterator[Sentence]:
    """Yield the rule applied, each count, what was taken for granted, whom the act binds, and who holds otherwise."""
    ruled = answer.value
    rule = ruled.decision.id
    yield teller.tell(
        "decide-rule", (), (rule,), rule=teller.lexicon.text(ruled.decision.says) or rule_of(teller, ruled)
    )
    quorum = quorum_rule(teller.charter, teller.view, organ)
    for verdict in ruled.decided.verdicts:
        cited = quorums(teller, organ) if verdict.rule == quorum else (rule,)
        for words in verdict_in_words(teller.lexicon, verdict):
            yield teller.tell("decide-verdict", (), cited, verdict=words)
    yield from _granted(teller, answer)
    if ruled.outcome is None:
        yield teller.tell("decide-depends", (), (rule,))
    if answer.missing:
        yield teller.tell("decide-lacking", (), (rule,), what="; ".join(answer.missing))
    yield from _effect(teller, ruled)
    yield from the_procedure(teller, answer)
    for rival, position in zip(answer.rivals, ruled.positions, strict=True):
        yield _rival(teller, rival, position)


def rule_of(teller: Teller, ruled: Ruling) -> str:
    """Return the rules of a decision's cases in words."""
    rules = (teller.charter.rule(case.rule) for case in cases_of(ruled.decision) if not case.when)
    return "; ".join(rule_in_words(teller.lexicon, rule) for rule in rules)


def quorums(teller: Teller, organ: str) -> tuple[str, ...]:
    """Return the ids of the provisions on an organ's quorum in force on the date of the view."""
    return tuple(q.id for q in in_force(teller.charter.organ(organ).quorum, teller.view.at.on, teller.view.at.known))


def _granted(teller: Teller, answer: Answer[Ruling]) -> Iterator[Sentence]:
    ruled, provisions = answer.value, teller.charter.provisions
    for reason in answer.reasons:
        if reason.key == "decide-barred":
            rule = provisions[reason.provisions[-1]]
            member = teller.word(reason.facts["member"])
            yield teller.tell(
                "decide-barred",
                teller.entries(reason.entries),
                reason.provisions,
                member=member,
                rule=teller.lexicon.text(rule.says),
            )
        if reason.key == "decide-quorum" and reason.facts["state"] != "known":
            rule = provisions[reason.provisions[0]]
            yield teller.tell("decide-quorum", (), reason.provisions, rule=teller.lexicon.text(rule.says))
    if ruled.cast.silent:
        key = "decide-rest-agrees" if ruled.cast.rest == "yes" else "decide-rest"
        yield teller.tell(key, (), (ruled.decision.id,), count=teller.count(ruled.cast.silent))


def _effect(teller: Teller, ruled: Ruling) -> Iterator[Sentence]:
    rule = (ruled.decision.id,)
    if ruled.case is not None and ruled.case.after:
        yield teller.tell("decide-after", (), rule, time=lasting(teller.catalogue, ruled.case.after))
    if ruled.adopted is False and ruled.decision.effect_if_not:
        yield teller.tell("decide-effect-if-not", (), rule, text=teller.lexicon.text(ruled.decision.effect_if_not))
    if not ruled.adopted:
        return
    if ruled.binding == "nobody":
        yield teller.tell("decide-bound-nobody", (), rule)
    elif ruled.bound is None:
        known = teller.catalogue.has(f"decide-bound-{ruled.binding}")
        words = teller.phrase(f"decide-bound-{ruled.binding}" if known else "decide-bound-unknown")
        yield teller.tell("decide-bound", (), rule, members=words)
    else:
        yield teller.tell("decide-bound", (), rule, members=teller.lexicon.words(ruled.bound))
    if ruled.decision.join_later and ruled.binding != "members":
        yield teller.tell("decide-join-later", (), rule)


def _rival(teller: Teller, rival: Rival, position: Position) -> Sentence:
    facts: dict[str, object] = {
        "who": teller.who(position.authority, position.on),
        "when": teller.when(position.on),
        "text": teller.lexicon.text(position.says),
        "outcome": teller.phrase(f"outcome-{rival.value}") if rival.value else "",
    }
    said = teller.sentence(teller.phrase("rival-outcome" if rival.value else "rival-words", **facts))
    return msgspec.structs.replace(
        said,
        said_by=(teller.named(position.authority),),
        said_on=(format(teller.when(position.on), ""),),
        sources=tuple(teller.lexicon.cite(citation) for citation in position.source),
    )


def tell_rules(teller: Teller, organ: str) -> Iterator[tuple[str, Sentence]]:
    """Yield what each decision of an organ takes on the date of the view, and its quorum: the matter and a sentence."""
    for decision in decisions_on(teller.charter, teller.view, organ):
        yield decision.matter, _rule_told(teller, decision)
    for quorum in in_force(teller.charter.organ(organ).quorum, teller.view.at.on, teller.view.at.known):
        yield "quorum", _quorum_told(teller, quorum)


def _rule_told(teller: Teller, decision: Decision) -> Sentence:
    cases = [_case_told(teller, decision, number) for number in range(len(cases_of(decision)))]
    when = "; ".join(_condition(teller, key, value) for key, value in decision.when.items())
    return teller.tell(
        "rules-decision",
        (),
        (decision.id,),
        rule=teller.lexicon.text(decision.says),
        when=f" ({when})" if when else "",
        cases="; ".join(cases),
    )


def _condition(teller: Teller, key: str, value: str) -> str:
    """Return what must be so for a provision to be the one that applies, in words."""
    word = f"when-{key}-{value}"
    return teller.phrase(word) if teller.catalogue.has(word) else teller.phrase(f"when-{key}", value=value)


def _case_told(teller: Teller, decision: Decision, number: int) -> str:
    case = cases_of(decision)[number]
    tie = case.rule == "equally-divided"
    words = teller.phrase("rules-tie") if tie else rule_in_words(teller.lexicon, teller.charter.rule(case.rule))
    if case.rule == "unknown":
        return words
    outcome = teller.lexicon.text(case.label) if case.label else teller.phrase(f"outcome-{case.outcome}")
    if "vote" in case.when:
        outcome = teller.phrase(f"rules-{case.when['vote']}-vote", outcome=outcome)
    if "casting" in case.when:
        outcome = teller.phrase(f"rules-casting-{case.when['casting']}", outcome=outcome)
    return teller.phrase("rules-case", outcome=outcome, rule=words)


def _quorum_told(teller: Teller, quorum: Quorum) -> Sentence:
    rule = teller.charter.quorum(quorum)
    words = "" if rule is None else rule_in_words(teller.lexicon, rule)
    key = "rules-quorum-state" if rule is None else "rules-quorum"
    return teller.tell(key, (), (quorum.id,), rule=teller.lexicon.text(quorum.says), words=words)


def ruling_as_data(teller: Teller, made: Explained) -> Mapping[str, object]:
    """Return a ruling as data: outcome, adopted, label, rule, reasons, provisions, bound, views; and what is open."""
    answer: Answer[Ruling] = made.answer
    ruled = answer.value
    return {
        "outcome": ruled.outcome,
        "adopted": ruled.adopted,
        "label": outcome_in_words(teller, ruled),
        "possible": ruled.possible,
        "decision": ruled.decision.id,
        "rule": rule_of(teller, ruled),
        "reasons": [sentence.text for sentence in made.sentences],
        "provisions": list(dict.fromkeys(p for sentence in made.sentences for p in sentence.provisions)),
        "bound": ruled.bound,
        "binding": ruled.binding,
        "views": [
            {
                "authority": rival.authority,
                "outcome": rival.value or None,
                "on": rival.on,
                "applied": rival.applied,
                "says": teller.lexicon.text(position.says),
            }
            for rival, position in zip(answer.rivals, ruled.positions, strict=True)
        ],
        "missing": answer.missing,
    }
