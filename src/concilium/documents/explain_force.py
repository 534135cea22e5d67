"""Entry into force in words: what is recorded, what the rule needs and what there is of it, and whom it binds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from babel.numbers import format_decimal

from concilium.charter.schema import Force
from concilium.documents.brief.coming import the_position
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer, Reason
from concilium.record.entry import Instrument

_ALREADY_TOLD = ("force-recorded", "force-rule")
_NUMBERS = ("counted", "needed", "share", "share_needed")
_MOST_NAMED = 12


def the_force(teller: Teller, title: str, answer: Answer[str | None]) -> Iterator[Sentence]:
    """Yield since when an instrument is in force as recorded, its rule, how far it is met, and who holds otherwise."""
    recorded = [reason for reason in answer.reasons if reason.key == "force-recorded"]
    if answer.value and recorded:
        entries = [e for e in teller.entries(answer.entries) if isinstance(e, Instrument)]
        yield teller.tell("in-force-recorded", entries, (), title=title, when=teller.when(answer.value))
    for identifier in answer.provisions:
        text = teller.lexicon.text(teller.charter.provisions[identifier].says)
        yield teller.tell("rule", (), [identifier], rule=text)
    yield from (_reason(teller, reason) for reason in answer.reasons if reason.key not in _ALREADY_TOLD)
    yield from _positions(teller, answer)


def _reason(teller: Teller, reason: Reason) -> Sentence:
    facts = reason.facts
    members = facts.get("members", "").split()
    shown = teller.lexicon.words(members) if 0 < len(members) <= _MOST_NAMED else ""
    word = reason.key.removeprefix("force-") + ("-many" if members and not shown else "")
    return teller.tell(
        f"force-{word}",
        teller.entries(reason.entries),
        reason.provisions,
        **{key: _number(teller, facts[key]) for key in _NUMBERS if key in facts},
        weight=facts.get("weight", ""),
        among=f" ({facts['among']})" if facts.get("among") else "",
        members=shown,
        count=teller.count(len(members)),
        instruments=facts.get("instruments", ""),
        when=teller.when(facts["day"]) if "day" in facts else "",
    )


def _number(teller: Teller, text: str) -> str:
    """Return a number as the language writes it."""
    return str(format_decimal(Decimal(text), locale=teller.catalogue.locale))


def _positions(teller: Teller, answer: Answer[str | None]) -> Iterator[Sentence]:
    """Yield what each authority holds of it."""
    held = {(rival.authority, rival.on) for rival in answer.rivals}
    for identifier in answer.provisions:
        rule = teller.charter.provisions[identifier]
        for position in rule.positions if isinstance(rule, Force) else ():
            if (position.authority, position.on) in held:
                yield the_position(teller, position)


def lacking_consents(teller: Teller, answer: Answer[str | None]) -> str:
    """Return in words whose consent is lacking, or which weights are; nothing when nothing is."""
    states = [what.rpartition(" ")[2] for what in answer.missing if what.startswith("ratification by ")]
    tables = [what.rpartition(" ")[2] for what in answer.missing if what.startswith("weight ")]
    told = [teller.phrase("missing-consents", members=teller.lexicon.words(states))] if states else []
    return "; ".join([*told, *(teller.phrase("missing-weight", weight=table) for table in tables)])
