"""What a text still needs, in words."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.documents.brief.teller import Teller
from concilium.documents.explain import Explained
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer
from concilium.procedure.casting import Told
from concilium.procedure.needing import Needs, Part, needs

MOST_NAMED = 12
"""Of longer lists of members only the number is said."""


def explain_needs(teller: Teller, organ: str, matter: str, told: Told | None) -> Explained:
    """Return what a text before an organ still needs, explained. Raises UnknownNameError and MisusedError."""
    answer = needs(teller.charter, teller.view, organ, matter, told)
    state = teller.phrase(f"needs-{answer.value.state}")
    said = teller.phrase("decide-headline", organ=teller.word(organ), matter=matter, outcome=state)
    return Explained("needs", answer, f"{said[:1].upper()}{said[1:]}", tuple(_needs(teller, answer)))


def _needs(teller: Teller, answer: Answer[Needs]) -> Iterator[Sentence]:
    value, rule = answer.value, (answer.value.decision.id,)
    yield teller.tell("decide-rule", (), rule, rule=teller.lexicon.text(value.decision.says))
    yield teller.tell("needs-left", (), rule, members=said_of_members(teller, value.left))
    if value.wanted is not None and value.state == "open":
        key = "needs-wanted" if value.wanted else "needs-nothing"
        yield teller.tell(key, (), rule, parts=_parts(teller, value.wanted))
    if value.against:
        yield teller.tell("needs-against", (), rule, parts=_parts(teller, value.against))
    if value.alone:
        yield teller.tell("needs-alone", (), rule, members=said_of_members(teller, value.alone))
    if answer.missing:
        yield teller.tell("decide-lacking", (), rule, what="; ".join(answer.missing))


def _parts(teller: Teller, parts: tuple[Part, ...]) -> str:
    return "; ".join(
        teller.phrase(
            "needs-part" if part.classes else "needs-part-plain",
            number=part.number,
            classes=teller.lexicon.words(part.classes),
            members=said_of_members(teller, part.members),
        )
        for part in parts
    )


def said_of_members(teller: Teller, members: tuple[str, ...]) -> object:
    """Return members by name, or how many they are where they are many or not all known."""
    named = [member for member in members if member]
    if not members or len(named) < len(members) or len(named) > MOST_NAMED:
        return teller.phrase("needs-so-many", count=teller.count(len(members)))
    return teller.lexicon.words(named)
