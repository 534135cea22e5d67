"""Puts a brief together: the sections that a meeting has, before it or after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from concilium.documents.brief.agenda import agenda
from concilium.documents.brief.background import background
from concilium.documents.brief.coming import deciding, precedent, who_comes
from concilium.documents.brief.contested import contested
from concilium.documents.brief.leading_up import leading_up
from concilium.documents.brief.meeting import the_meeting, title
from concilium.documents.brief.outcome import forecasts, outcome, told_differently
from concilium.documents.brief.teller import Teller
from concilium.documents.lexicon import Lexicon
from concilium.documents.sentence import Brief, Section, Sentence
from concilium.procedure.meetings import Gathering, gathering
from concilium.record.view import View

Teach = Callable[[Teller, Gathering], Iterable[Sentence]]

BEFORE: tuple[tuple[str, Teach], ...] = (
    ("heading-meeting", the_meeting),
    ("heading-coming", who_comes),
    ("heading-deciding", deciding),
    ("heading-agenda", agenda),
    ("heading-precedents", precedent),
    ("heading-contested", contested),
    ("heading-leading-up", leading_up),
    ("heading-background", background),
    ("heading-told-differently", told_differently),
)
AFTER: tuple[tuple[str, Teach], ...] = (
    ("heading-meeting", the_meeting),
    ("heading-outcome", outcome),
    ("heading-came", who_comes),
    ("heading-forecasts", forecasts),
    ("heading-deciding", deciding),
    ("heading-agenda-was", agenda),
    *BEFORE[4:],
)


def brief(view: View, lexicon: Lexicon, meeting: str, *, on: str, known: str) -> Brief:
    """Return the brief of a meeting from a view, in the language of the lexicon.

    ``on`` and ``known`` are the coordinates of the view as they were written, for the brief to show. Raises
    UnknownNameError for a meeting that the view does not know.
    """
    charter, words = lexicon.charter, lexicon.catalogue
    teller = Teller(view, lexicon)
    held = gathering(view, meeting)
    parts = AFTER if held.status == "held" else BEFORE
    sections = [Section(words.phrase(heading), _sentences(teller, teach, held)) for heading, teach in parts]
    subtitle = words.phrase("as-known-on", when=teller.when(known)) if known else words.phrase("as-recorded")
    return Brief(
        charter.file.organization,
        meeting,
        on,
        known,
        lexicon.language,
        str(teller.word(charter.file.organization)),
        title(teller, held),
        subtitle,
        tuple(section for section in sections if section.sentences),
    )


def _sentences(teller: Teller, teach: Teach, meeting: Gathering) -> tuple[Sentence, ...]:
    """Return the sentences of a section, each text once."""
    found = {sentence.text: sentence for sentence in teach(teller.anew(), meeting)}
    return tuple(found.values())
