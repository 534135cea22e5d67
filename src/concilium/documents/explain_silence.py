"""A text under silence in words: the rule, the opening, each act and what it came to, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.schema import Silence as Rule
from concilium.documents.brief.teller import Teller
from concilium.documents.dates import at_instant, lasting
from concilium.documents.explain import Explained
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.silence import Silent, opened, silence
from concilium.record.entry import Draft

_INSTANTS = ("at", "expires", "until")


def explain_silence(teller: Teller, name: str, at: str) -> Explained:
    """Return what had become of a text under silence at an instant, explained. Raises UnknownNameError."""
    answer = silence(teller.charter, teller.view, name, at)
    value = answer.value
    members = value.held_by if value.state == "held" else value.broken_by
    state = teller.phrase(
        f"silence-state-{value.state}",
        members=teller.lexicon.words(members) if members else "",
        at=at_instant(teller.catalogue, value.ended) if value.ended else "",
        expires=at_instant(teller.catalogue, value.expires),
    )
    said = teller.phrase("silence-headline", organ=teller.word(value.organ), subject=subject(teller, name), state=state)
    doubt = f" ({teller.phrase('state-differs')})" if answer.state == "differs" else ""
    return Explained("silence", answer, f"{said[:1].upper()}{said[1:]}{doubt}", tuple(the_silence(teller, answer)))


def subject(teller: Teller, name: str) -> str:
    """Return what was put under silence, in words: its subject, its draft's title, else its name."""
    opening = opened(teller.view, name)
    if opening.subject:
        return teller.lexicon.text(opening.subject)
    draft = next(iter(teller.view.all(Draft, opening.draft)), None) if opening.draft else None
    return teller.lexicon.text(draft.title) if draft is not None else name


def the_silence(teller: Teller, answer: Answer[Silent]) -> Iterator[Sentence]:
    """Yield the rule applied, the opening, what was wrong with it, every act with what it came to, and the end."""
    for identifier in answer.provisions:
        rule = teller.charter.provisions[identifier]
        yield teller.tell("silence-rule", (), (identifier,), rule=teller.lexicon.text(rule.says))
    yield from (_told(teller, reason) for reason in answer.reasons)


def _told(teller: Teller, reason: Reason) -> Sentence:
    facts = reason.facts
    shown: dict[str, object] = {
        **{key: at_instant(teller.catalogue, facts[key]) for key in _INSTANTS if facts.get(key)},
        **{key: teller.word(facts[key]) for key in ("actor", "organ", "by") if facts.get(key)},
    }
    if "act" in facts:
        shown["act"] = teller.phrase(f"silence-act-{facts['act']}")
    if facts.get("members"):
        shown["members"] = teller.lexicon.words(facts["members"].split())
    key = "silence-opened-by" if reason.key == "silence-opened" and facts["by"] else reason.key
    known = {
        "matter": facts.get("matter", ""),
        "shortest": lasting(teller.catalogue, facts["shortest"]) if facts.get("shortest") else "",
        "late": _late(teller, facts),
    }
    return teller.tell(
        key, teller.entries(reason.entries), reason.provisions, **known, issued=_issued(teller, reason), **shown
    )


def _late(teller: Teller, facts: dict[str, str]) -> str:
    if not facts.get("late"):
        return ""
    at_once = facts["late"] == "0:00:00"
    return teller.phrase("silence-late-at-once") if at_once else teller.phrase("silence-late-by", late=facts["late"])


def _issued(teller: Teller, reason: Reason) -> str:
    rule = teller.charter.provisions[reason.provisions[0]] if reason.provisions else None
    return teller.lexicon.text(rule.issued) if isinstance(rule, Rule) and rule.issued else ""
