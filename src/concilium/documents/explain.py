"""Answers in words: the value in a line, then a sourced sentence for each reason and each rival view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import msgspec

from concilium.documents.brief.agenda import the_passage
from concilium.documents.brief.chair import holder_word, next_in_the_chair, the_chair
from concilium.documents.brief.coming import precedent_over, quorum_told
from concilium.documents.brief.contested import order_of_saying, the_standing
from concilium.documents.brief.meeting import (
    date_of,
    form_of,
    place,
    the_members,
)
from concilium.documents.brief.teller import Teller
from concilium.documents.explain_force import lacking_consents, the_force
from concilium.documents.sentence import Sentence
from concilium.problems import UnknownNameError, meant
from concilium.procedure.answer import Answer
from concilium.procedure.chair import chair
from concilium.procedure.composition import members
from concilium.procedure.force import force
from concilium.procedure.meetings import Gathering, gatherings
from concilium.procedure.offices import offices
from concilium.procedure.passage import passage
from concilium.procedure.precedent import precedents, stated_set
from concilium.procedure.quorum import quorum
from concilium.procedure.sitting import composition
from concilium.procedure.standing import standing
from concilium.record.entry import Draft, Instrument, Office, Statement


class Explained(msgspec.Struct, frozen=True):
    """An answer with its explanation: ``value`` and ``state`` of the answer, a headline, and sourced sentences."""

    question: str
    answer: Answer[Any]
    headline: str
    sentences: tuple[Sentence, ...]

    @property
    def value(self) -> Any:  # noqa: ANN401 (each question has its own kind of value)
        """Return the value of the answer."""
        return self.answer.value

    @property
    def state(self) -> str:
        """Return ``known``, ``unknown``, ``contested``, ``disputed`` or ``differs``."""
        return self.answer.state

    def __str__(self) -> str:
        """Return the headline and the sentences, a line each."""
        return "\n".join([self.headline, *(f"  - {sentence.text}" for sentence in self.sentences)])

    def _repr_html_(self) -> str:
        """Return the explanation for a notebook."""
        rows = "".join(f"<li>{_shown(sentence)}</li>" for sentence in self.sentences)
        return f"<p><strong>{escape(self.headline)}</strong></p><ul>{rows}</ul>"


def _shown(sentence: Sentence) -> str:
    cited = [*sentence.provisions, *(f"{source.publisher}: {source.title}" for source in sentence.sources)]
    return f"{escape(sentence.text)} <small>{escape('; '.join(cited))}</small>"


def _explained(
    teller: Teller, question: str, answer: Answer[Any], said: str, sentences: Iterable[Sentence], lacking: str = ""
) -> Explained:
    """Return an answer explained; its headline says the value, and how sure it is when it is not simply known.

    ``lacking`` says in words what is missing, where the answer names it otherwise.
    """
    key = f"state-{answer.state}"
    own = f"{key}-{question}" if teller.catalogue.has(f"{key}-{question}") else key
    told_already = answer.state == "unknown" and said.endswith(teller.phrase("not-known"))
    state = "" if answer.state == "known" or told_already else f" ({teller.phrase(own)})"
    what = lacking or "; ".join(answer.missing)
    missing = f" {teller.phrase('missing', what=what)}" if answer.missing else ""
    return Explained(question, answer, f"{said[:1].upper()}{said[1:]}{state}{missing}", tuple(sentences))


def explain_standing(teller: Teller, member: str) -> Explained:
    """Return a member's standing, explained."""
    answer = standing(teller.charter, teller.view, member)
    said = f"{teller.word(member)}: {teller.phrase(f'legal-{answer.value}')}"
    lacking = teller.phrase("missing-condition") if answer.missing else ""
    return _explained(teller, "standing", answer, said, the_standing(teller, member, answer), lacking)


def explain_chair(teller: Teller, organ: str) -> Explained:
    """Return who chairs an organ and who is next, explained."""
    answer = chair(teller.charter, teller.view, organ)
    holder = holder_word(teller, answer) or teller.phrase("not-known")
    told = [*the_chair(teller, organ), *next_in_the_chair(teller, organ, 3)]
    return _explained(teller, "chair", answer, f"{teller.word(organ)}: {holder}", told)


def explain_members(teller: Teller) -> Explained:
    """Return the members, explained."""
    answer = members(teller.charter, teller.view)
    said = str(teller.charter.file.name.form(teller.lexicon.language, short=True))
    return _explained(
        teller,
        "members",
        answer,
        f"{said}: {format(teller.lexicon.words(answer.value), '')}",
        the_members(teller),
    )


def explain_quorum(teller: Teller, organ: str, meeting: str | None) -> Explained:
    """Return whether an organ's quorum is met (at a meeting), explained."""
    answer = quorum(teller.charter, teller.view, organ, meeting)
    word = {True: "quorum-met", False: "quorum-not-met", None: "not-known"}[answer.value]
    return _explained(
        teller,
        "quorum",
        answer,
        f"{teller.word(organ)}: {teller.phrase(word)}",
        quorum_told(teller, organ, meeting),
    )


def explain_composition(teller: Teller, organ: str) -> Explained:
    """Return who sits in an organ, explained."""
    answer = composition(teller.charter, teller.view, organ)
    held = [
        teller.tell("office", teller.entries([seat.entry]), (), **_post(teller, seat.entry))
        for seat in answer.value
        if seat.entry
    ]
    said = str(teller.word(organ))
    if any(seat.person is None for seat in answer.value):
        said = f"{said}: {format(teller.lexicon.words([seat.member for seat in answer.value]), '')}"
    return _explained(teller, "composition", answer, said, held)


def explain_offices(teller: Teller, member: str | None = None) -> Explained:
    """Return the offices held (of a member), explained."""
    held = [office for office in offices(teller.view) if member in (None, office.member, office.organ)]
    answer = Answer(tuple(office.id for office in held), "known" if held else "unknown")
    said = (
        str(teller.word(member)) if member else str(teller.charter.file.name.form(teller.lexicon.language, short=True))
    )
    told = [teller.tell("office", [office], (), **_post(teller, office.id)) for office in held]
    return _explained(teller, "offices", answer, said, told)


def _post(teller: Teller, entry: str) -> dict[str, object]:
    office = teller.view.get(entry)
    if not isinstance(office, Office):
        raise TypeError(f"{entry} is no office entry")
    owner = office.member or office.organ or teller.charter.file.organization
    term = teller.span(office.valid) if office.valid else ""
    return {
        "person": teller.word(office.person),
        "post": teller.lexicon.post(office.post, owner),
        "term": term,
    }


def explain_force(teller: Teller, instrument: str) -> Explained:
    """Return since when an instrument is in force, explained."""
    answer = force(teller.charter, teller.view, instrument)
    told = next((e for e in teller.view.all(Instrument, instrument) if e.instrument == instrument), None)
    title = teller.lexicon.text(told.titles) if told is not None else instrument
    none = "not-in-force" if answer.state == "known" else "not-known"
    word = format(teller.when(answer.value), "on") if answer.value else teller.phrase(none)
    sentences = the_force(teller, title, answer)
    return _explained(teller, "force", answer, f"{title}: {word}", sentences, lacking_consents(teller, answer))


def explain_passage(teller: Teller, draft: str) -> Explained:
    """Return the way of a draft between organs and where it goes next, explained. Raises UnknownNameError."""
    answer = passage(teller.charter, teller.view, draft)
    entry = next(iter(teller.view.all(Draft, draft)), None)
    if entry is None:
        known = {each.draft for each in teller.view.all(Draft)}
        raise UnknownNameError(f"This view knows of no draft '{draft}'. {meant(draft, known)}.")
    told = list(the_passage(teller, entry, answer))
    return _explained(teller, "passage", answer, teller.lexicon.text(entry.title), told)


def explain_precedents(teller: Teller, member: str, organ: str, forms: tuple[str, ...], *, alone: bool) -> Explained:
    """Return the precedents of a member's presence over the meetings of an organ, explained."""
    held = stated_set(teller.view, organ, forms=forms, alone=alone)
    answer = precedents(teller.charter, teller.view, member, held)
    said = teller.phrase(
        "precedent-summary",
        member=teller.word(member),
        organ=teller.word(organ),
        count=teller.count(len(held)),
        without=teller.count(len(answer.value.without)),
        unknown=teller.count(len(answer.value.unknown)),
        streak=teller.count(answer.value.streak),
    )
    return _explained(teller, "precedents", answer, said, precedent_over(teller, member, organ, held))


def tell_meetings(teller: Teller, organ: str | None) -> Iterator[tuple[Gathering, str]]:
    """Yield each meeting this view knows with a line that says what, where and when."""
    for held in gatherings(teller.view, organ):
        organs = teller.lexicon.words(held.organs)
        line = teller.phrase(
            "meeting-line",
            form=form_of(teller, held),
            organs=organs,
            when=date_of(teller, held),
            place=place(teller, held),
            status=teller.phrase(f"status-{held.status}"),
        )
        yield held, " ".join(line.split())


def tell_statements(teller: Teller, about: str | None, topic: str | None, by: str | None) -> Iterator[Sentence]:
    """Yield the statements in view (about something, on a topic, by somebody), as they were said."""
    found = [
        s
        for s in (teller.view.all(Statement, about) if about else teller.view.all(Statement))
        if (topic is None or topic in s.topics) and (by is None or by == s.said.by)
    ]
    return teller.statements(sorted(found, key=order_of_saying))
