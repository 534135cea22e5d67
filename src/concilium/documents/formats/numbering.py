"""A brief ready to be set: its sources numbered once each, every sentence with the numbers of its notes.

The sources are numbered in order of first citation. A source cited at two places in it keeps one number; the
locator stands at the citation. All text has passed ``one_line``; escaping is left to each format.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from concilium.documents.formats.labels import in_words, labels
from concilium.documents.formats.plain import language_code, one_line, web_address
from concilium.documents.sentence import Brief, CitedSource, Sentence


class Note(NamedTuple):
    """One citation: the number of the source, where in it, and which citation of it this is, from 1.

    ``where`` also says, in the language of the brief, that the source was not checked for this sentence.
    """

    number: int
    where: str
    cited: int


class Quote(NamedTuple):
    """Words as they were said, and the code of their language ("" when it is not a language tag)."""

    language: str
    words: str


class Line(NamedTuple):
    """A sentence with its notes."""

    text: str
    notes: tuple[Note, ...]
    provisions: tuple[str, ...]
    quotes: tuple[Quote, ...]


class Part(NamedTuple):
    """A heading and the sentences under it."""

    heading: str
    lines: tuple[Line, ...]


class Reference(NamedTuple):
    """An entry in the list of sources.

    ``published`` is in words; ``language`` is "" where it is that of the brief; ``link`` is the address if it
    may be followed (http, https), else ""; ``unread`` when no citation of it was checked; ``cited`` counts
    them.
    """

    number: int
    publisher: str
    title: str
    published: str
    language: str
    address: str
    link: str
    unread: bool
    cited: int

    @property
    def before(self) -> str:
        """What is set before the title: the publisher, with its full stop and space."""
        return f"{self.publisher.removesuffix('.')}. " if self.publisher else ""

    @property
    def after(self) -> str:
        """What is set after the title: the date and the language."""
        return (f", {self.published}" if self.published else "") + (f" ({self.language})" if self.language else "")


class Numbered(NamedTuple):
    """A whole brief, numbered. ``known`` is in words, or ""."""

    language: str
    name: str
    title: str
    subtitle: str
    known: str
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]


def number(brief: Brief) -> Numbered:
    """Return the brief with its sources numbered."""
    language = language_code(brief.language) or "en"
    register = _Register(labels(language).unread)
    parts = tuple(
        Part(one_line(section.heading), tuple(_line(sentence, register) for sentence in section.sentences))
        for section in brief.sections
    )
    return Numbered(
        language=language,
        name=one_line(brief.name),
        title=one_line(brief.title),
        subtitle=one_line(brief.subtitle),
        known=in_words(one_line(brief.known), language),
        parts=parts,
        references=tuple(
            _reference(source, at, checks, language) for at, (source, checks) in enumerate(register.checks.items(), 1)
        ),
    )


class _Register:
    """The sources cited so far, each with a True or False for every citation: was it checked."""

    def __init__(self, unread: str) -> None:
        self.unread = unread
        self.numbers: dict[CitedSource, int] = {}
        self.checks: dict[CitedSource, list[bool]] = {}

    def cite(self, citation: CitedSource, *, unread: bool) -> Note:
        source = replace(citation, locator="", unread=False)
        at = self.numbers.setdefault(source, len(self.numbers) + 1)
        checks = self.checks.setdefault(source, [])
        checks.append(not unread)
        where = ", ".join(words for words in (one_line(citation.locator), self.unread if unread else "") if words)
        return Note(at, where, len(checks))


def _line(sentence: Sentence, register: _Register) -> Line:
    unread: dict[CitedSource, bool] = {}
    for citation in sentence.sources:
        place = replace(citation, unread=False)
        unread[place] = unread.get(place, False) or citation.unread
    return Line(
        text=one_line(sentence.text),
        notes=tuple(register.cite(place, unread=doubt) for place, doubt in unread.items()),
        provisions=tuple(one_line(provision) for provision in sentence.provisions),
        quotes=tuple(Quote(language_code(language), one_line(words)) for language, words in sentence.quotes),
    )


def _reference(source: CitedSource, at: int, checks: list[bool], language: str) -> Reference:
    written_in = language_code(source.language)
    return Reference(
        number=at,
        publisher=one_line(source.publisher),
        title=one_line(source.title),
        published=in_words(one_line(source.published), language),
        language="" if written_in == language else written_in,
        address=one_line(source.url),
        link=web_address(source.url),
        unread=not any(checks),
        cited=len(checks),
    )
