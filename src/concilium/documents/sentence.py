"""What a document is made of: sentences that carry their sources, in sections under headings."""

from __future__ import annotations

from html import escape

import msgspec


class CitedSource(msgspec.Struct, frozen=True, omit_defaults=True):
    """A source as a document cites it; ``publisher`` and ``title`` are in words, ``locator`` says where in it.

    ``unread`` marks a source that was not checked.
    """

    publisher: str
    title: str
    published: str = ""
    url: str = ""
    locator: str = ""
    language: str = ""
    unread: bool = False


class Sentence(msgspec.Struct, frozen=True):
    """One sentence: its text, who said it (the authority first, then those who passed it on), when, its grounds.

    ``provisions`` are citations in words ("Charter …, Art. 19"), ``entries`` ids of the record. A sentence without
    sources and provisions is not allowed.
    """

    text: str
    said_by: tuple[str, ...] = ()
    said_on: tuple[str, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    provisions: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    quotes: tuple[tuple[str, str], ...] = ()


class Section(msgspec.Struct, frozen=True):
    """Sentences under a heading."""

    heading: str
    sentences: tuple[Sentence, ...]


class Brief(msgspec.Struct, frozen=True):
    """A brief of a meeting as known on a date, in a language. ``on``, ``known`` are EDTF dates (``known`` may be "").

    ``name`` is the organization's name, ``title`` the meeting's, ``subtitle`` the view in words; ``organization`` and
    ``meeting`` are the identifiers.
    """

    organization: str
    meeting: str
    on: str
    known: str
    language: str
    name: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]

    def _repr_html_(self) -> str:
        """Return the brief for a notebook."""
        told = "".join(
            f"<h3>{escape(section.heading)}</h3>" + "".join(f"<p>{escape(s.text)}</p>" for s in section.sentences)
            for section in self.sections
        )
        return f"<h2>{escape(self.title)}</h2><p><em>{escape(self.subtitle)}</em></p>{told}"
