"""What goes with a decision, in words: who voted for whom, the acts of others it needs, and what may still be done."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer, Reason
from concilium.record.entry import Statement

_TOLD = ("decide-proxy", "decide-requires-there", "decide-requires-refused", "decide-requires-unknown")


def the_procedure(teller: Teller, answer: Answer[Any]) -> Iterator[Sentence]:
    """Yield the proxies, the acts that a decision requires, what members may still do, and what they stated."""
    for reason in answer.reasons:
        if reason.key in _TOLD:
            yield _told(teller, reason)
        elif reason.key == "decide-recourse":
            yield _recourse(teller, reason)
        elif reason.key == "decide-attached":
            yield from teller.statements(e for e in teller.entries(reason.entries) if isinstance(e, Statement))


def _told(teller: Teller, reason: Reason) -> Sentence:
    facts = reason.facts
    shown: dict[str, object] = {key: teller.word(facts[key]) for key in ("member", "holder") if key in facts}
    if "act" in facts:
        shown["organ"] = teller.actor(facts["organ"], ())
        shown["act"] = teller.phrase(f"prior-{facts['act']}")
        shown["matter"] = teller.phrase("prior-matter", matter=facts["matter"]) if facts["matter"] else ""
    return teller.tell(reason.key, teller.entries(reason.entries), reason.provisions, **shown)


def _recourse(teller: Teller, reason: Reason) -> Sentence:
    facts = reason.facts
    rule = teller.lexicon.text(teller.charter.provisions[reason.provisions[0]].says)
    until = teller.phrase("recourse-until", when=teller.when(facts["until"])) if "until" in facts else ""
    where = teller.phrase("recourse-to", organ=teller.actor(facts["to"], ())) if "to" in facts else ""
    act = teller.phrase(f"recourse-{facts['act']}")
    return teller.tell("decide-recourse", (), reason.provisions, act=act, rule=rule, until=until, to=where)
