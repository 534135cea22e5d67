"""Who chairs, and why: what was decided, what the rotation gives, and who is next."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.schema import Rotation
from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import Word
from concilium.documents.sentence import Sentence
from concilium.instants import day_of
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.chair import chair
from concilium.procedure.offices import office_of
from concilium.procedure.turns import next_chairs
from concilium.record.entry import Chairmanship, Office


def the_chair(teller: Teller, organ: str, *, past: bool = False) -> Iterator[Sentence]:
    """Yield who chairs an organ and why: what was decided, and what the rotation gives."""
    answer = chair(teller.charter, teller.view, organ)
    if answer.value is not None:
        yield _holder(teller, organ, answer, "chair-past" if past else "chair-coming")
    for reason in answer.reasons:
        yield from _why(teller, reason)
    if answer.state == "differs":
        yield teller.tell("chair-differs", teller.entries(answer.entries), answer.provisions)


def holder_word(teller: Teller, answer: Answer[str | None]) -> Word | None:
    """Return what the holder of a chair is called, a member or a post, or None when it is not known."""
    if answer.value is None:
        return None
    if any(reason.facts.get("post") == answer.value for reason in answer.reasons):
        return teller.lexicon.post(answer.value, teller.charter.file.organization)
    return teller.word(answer.value)


def _holder(teller: Teller, organ: str, answer: Answer[str | None], held: str) -> Sentence:
    follows = [p for reason in answer.reasons if reason.key == "chair-follows" for p in reason.provisions]
    persons = _presiding(teller, organ, answer)
    if persons:
        return teller.tell(
            held,
            teller.entries([*answer.entries[:1], *(p[1] for p in persons)]),
            [*answer.provisions[:1], *follows],
            member=holder_word(teller, answer),
            person=teller.who(persons[0][0]),
        )
    return teller.tell(
        f"{held}-unnamed",
        teller.entries(answer.entries[:1]),
        answer.provisions,
        member=holder_word(teller, answer),
    )


def _presiding(teller: Teller, organ: str, answer: Answer[str | None]) -> list[tuple[str, str]]:
    """Return the person that presides in an organ, with the entry that says so: as named, or by the office held."""
    member = answer.value or ""
    named = [
        c for c in teller.view.holding(Chairmanship, organ) if c.organ == organ and c.member == member and c.person
    ]
    if named:
        return [(named[0].person or "", named[0].id)]
    posts = [post for rule in teller.charter.organ(organ).composition for post in rule.posts]
    for person in dict.fromkeys(office.person for office in _offices(teller, member)):
        office = office_of(teller.view, person)
        if office is not None and office.post in posts and office.member == member:
            return [(person, office.id)]
    return []


def _offices(teller: Teller, member: str) -> list[Office]:
    return list(teller.view.holding(Office, member))


def _why(teller: Teller, reason: Reason) -> Iterator[Sentence]:
    facts = dict(reason.facts)
    entries = teller.entries(reason.entries)
    organization = teller.word(teller.charter.file.organization)
    if reason.key in ("chair-decided", "chair-said"):
        yield teller.tell(
            reason.key,
            entries,
            reason.provisions,
            member=teller.word(facts["member"]),
            organ=teller.word(facts["organ"]),
            who=teller.who(facts["by"], facts["on"]),
            when=teller.when(facts["on"]),
            organization=organization,
            term=teller.span(facts["valid"]) if facts["valid"] else "",
        )
    elif reason.key in ("chair-by-rotation", "chair-deviation", "chair-by-region", "chair-fixed"):
        yield teller.tell(
            reason.key,
            entries,
            reason.provisions,
            member=teller.word(facts["member"]),
            holder=teller.word(facts["holder"]),
            when=teller.when(facts["day"]) if "day" in facts else "",
            rule=says(teller, reason),
            organization=organization,
        )
    elif reason.key == "chair-by-office":
        key = "chair-by-office-held" if "person" in facts else "chair-by-office"
        person = teller.word(facts["person"]) if "person" in facts else ""
        yield teller.tell(key, entries, reason.provisions, rule=says(teller, reason), person=person)


def says(teller: Teller, reason: Reason) -> str:
    """Return the words of the rule that gave a turn, or of the deviations from it."""
    rule = teller.charter.provisions[reason.provisions[0]]
    deviations = rule.deviations if isinstance(rule, Rotation) else ()
    told = [teller.lexicon.text(d.says) for d in deviations if d.on == reason.facts.get("deviation")]
    return "; ".join(told) or teller.lexicon.text(rule.says)


def next_in_the_chair(teller: Teller, organ: str, count: int) -> Iterator[Sentence]:
    """Yield who is next in the chair by the rotation, as far ahead as it can be told."""
    for turn in next_chairs(teller.charter, teller.view, organ, count):
        yield teller.tell(
            "chair-next",
            teller.entries(turn.entries),
            (turn.provision,),
            member=teller.word(turn.holder),
            when=teller.when(day_of(turn.minute).isoformat()),
        )
