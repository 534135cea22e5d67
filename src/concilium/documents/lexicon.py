"""What to call everybody and everything in a language: names out of the organization's own, and its sources."""

from __future__ import annotations

from concilium.charter.model import Charter
from concilium.charter.schema import Provision
from concilium.documents.catalogue import Catalogue, Word, Words
from concilium.documents.sentence import CitedSource
from concilium.instants import END, moment
from concilium.record.source import Source, split_citation
from concilium.terms import Case, Forms, Name

_CASES: tuple[Case, ...] = ("nom", "gen", "dat", "acc", "ins", "loc")


class Lexicon:
    """The names of an organization in a language."""

    def __init__(self, charter: Charter, sources: dict[str, Source], catalogue: Catalogue) -> None:
        """Take the charter (with its names), the sources and the catalogue of the language."""
        self.charter = charter
        self.sources = sources
        self.catalogue = catalogue
        self.language = catalogue.language
        self._words: dict[str, Word] = {}
        self._cited: dict[tuple[str, bool], CitedSource] = {}

    def word(self, identifier: str) -> Word:
        """Return what an identifier is called: a member, authority, organ, person, place, post or topic."""
        if identifier not in self._words:
            self._words[identifier] = Word(self._name(identifier), self.language)
        return self._words[identifier]

    def words(self, identifiers: tuple[str, ...] | list[str]) -> Words:
        """Return several names as one list."""
        return Words([self.word(identifier) for identifier in identifiers], self.language)

    def _name(self, identifier: str) -> Name:
        file = self.charter.file
        if identifier in file.organs:
            return file.organs[identifier].name
        if identifier == file.organization:
            return file.name
        return self.charter.names.find(identifier) or Name(names={"en": identifier})

    def post(self, post: str, of: str | None) -> Word:
        """Return a post with whose it is put in: "Foreign Minister of Armenia"."""
        name = self._name(post)
        owner = format(self.word(of), "short-gen" if of == self.charter.file.organization else "gen") if of else ""
        return Word(Name(names=_filled(name.names, owner), short=name.short, gender=name.gender), self.language)

    def text(self, text: dict[str, str]) -> str:
        """Return the words of a text in the language; English stands in, then any."""
        return text.get(self.language) or text.get("en") or next(iter(text.values()), "")

    def cite(self, citation: str, *, unread: bool = False) -> CitedSource:
        """Return a source as a document cites it."""
        if (citation, unread) not in self._cited:
            self._cited[citation, unread] = self._cite(citation, unread=unread)
        return self._cited[citation, unread]

    def _cite(self, citation: str, *, unread: bool) -> CitedSource:
        identifier, locator = split_citation(citation)
        source = self.sources.get(identifier) or Source(publisher="", title=identifier)
        title = source.title if isinstance(source.title, str) else self.text(source.title)
        return CitedSource(
            publisher=self._opened(format(self.word(source.publisher), "")) if source.publisher else "",
            title=title,
            published=source.published or "",
            url=source.url or "",
            locator=self.locator(locator),
            language=source.language,
            unread=unread,
        )

    def provision(self, provision: Provision, known: int = END) -> str:
        """Return a provision as a document cites it: the title and article, and whether its text was read.

        A source published after ``known`` is left out, unless there is no other.
        """
        shown = 1 if provision.confidence == "practice" else 2
        citations = self._published_by(provision.source, known)[:shown]
        named = {self.cite(citation).title: citation for citation in reversed(citations)}
        places = "; ".join(self._place(citation) for citation in reversed(named.values()))
        if provision.confidence == "read":
            return places
        return self.catalogue.phrase(f"provision-{provision.confidence}", cited=places)

    def _place(self, citation: str) -> str:
        """Return where a provision can be read: the title and the article, or who published it and the title."""
        cited = self.cite(citation)
        if cited.locator:
            return f"{cited.title}, {cited.locator}"
        source = self.sources.get(split_citation(citation)[0])
        return f"{self.word(source.publisher)}: {cited.title}" if source is not None else cited.title

    def _published_by(self, citations: tuple[str, ...], known: int) -> tuple[str, ...]:
        """Return the citations of what had been published, or the first when none had."""
        dated = [(c, self.sources.get(split_citation(c)[0])) for c in citations]
        kept = tuple(c for c, s in dated if s is None or not s.published or moment(s.published).earliest <= known)
        return kept or citations[:1]

    def locator(self, locator: str) -> str:
        """Return a locator in the language: "Art. 19" is «ст. 19»."""
        for word in ("Art.", "Annex", "Rule", "paras.", "para."):
            locator = locator.replace(word, self.catalogue.phrase(f"locator-{word.rstrip('.').lower()}"))
        return locator

    @staticmethod
    def _opened(text: str) -> str:
        return text[:1].upper() + text[1:]


def _filled(names: dict[str, str | Forms], owner: str) -> dict[str, str | Forms]:
    """Return the forms of a post with its owner put in for ``{of}``."""
    filled: dict[str, str | Forms] = {}
    for language, word in names.items():
        if isinstance(word, str):
            filled[language] = word.replace("{of}", owner)
        else:
            filled[language] = {case: word[case].replace("{of}", owner) for case in _CASES if case in word}
    return filled
