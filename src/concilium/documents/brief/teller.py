"""Tells entries and answers as sentences: who said it, when, through whom, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from concilium.documents.catalogue import Count, Word, Words, finished
from concilium.documents.dates import When, span, when
from concilium.documents.lexicon import Lexicon
from concilium.documents.sentence import CitedSource, Sentence
from concilium.instants import Moment, moment
from concilium.procedure.offices import office_of
from concilium.record.entry import Entry, Item, Office, Statement
from concilium.record.source import split_citation
from concilium.record.view import View
from concilium.terms import Name

E = TypeVar("E", bound=Entry)


def alike(entries: Iterable[E], manner: Callable[[E], object]) -> Iterator[list[E]]:
    """Yield runs of entries said by one authority on one day, in the same sources and in one manner."""

    def key(entry: E) -> tuple[object, ...]:
        said = entry.said
        return (said.by, said.on, said.sources, said.through, said.confidence, manner(entry))

    for _, run in groupby(entries, key):
        yield list(run)


class Teller:
    """Speaks for one section: a person is introduced with their office once, and then by name."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        """Begin a section."""
        self.charter = lexicon.charter
        self.view = view
        self.lexicon = lexicon
        self.catalogue = lexicon.catalogue
        self._introduced: set[str] = set()

    def anew(self) -> Teller:
        """Return a teller for another section."""
        return Teller(self.view, self.lexicon)

    def phrase(self, key: str, **facts: object) -> str:
        """Return a phrase of the catalogue."""
        return self.catalogue.phrase(key, **facts)

    def word(self, identifier: str) -> Word:
        """Return a name."""
        return self.lexicon.word(identifier)

    def when(self, text: str) -> When:
        """Return a date to put in a sentence."""
        return when(self.catalogue, text)

    def count(self, number: int) -> Count:
        """Return a number that its noun agrees with."""
        return Count(number, self.lexicon.language)

    def span(self, text: str) -> str:
        """Return a period in words."""
        return span(self.catalogue, text)

    def who(self, authority: str, on: str = "") -> Word:
        """Return an authority; a person with the office held on the day (else on the view's) when first named."""
        if authority not in self.charter.names.people:
            return self._of_the_organization(authority)
        name = self.word(authority)
        role = self._role(authority, on)
        if role is None or authority in self._introduced:
            return name
        self._introduced.add(authority)
        cases = ("nom", "gen", "dat", "acc", "ins", "loc")
        forms = {
            case: self.phrase("person-with-role", name=format(name, case), role=format(role, case)) for case in cases
        }
        return Word(Name(names={self.lexicon.language: forms}, gender=name.name.gender), self.lexicon.language)  # type: ignore[dict-item]

    def _role(self, person: str, on: str) -> Word | None:
        return self.view.remembered(
            ("role", self.lexicon, person, on or self.view.at.on), lambda: self._role_on(person, on)
        )

    def _role_on(self, person: str, on: str) -> Word | None:
        """Return the post a person held on a day; where that is not known, the only post the record knows of theirs."""
        latest = moment(on).latest if on else self.view.at.on.latest
        office = office_of(self.view.on(Moment(latest, latest)), person)
        known = self.view.all(Office, person)
        office = office or (known[0] if len({(o.post, o.member, o.organ) for o in known}) == 1 else None)
        if office is None:
            return None
        word = self.lexicon.post(office.post, office.member or office.organ or self.charter.file.organization)
        return word if not office.acting else self._acting(word)

    def _acting(self, post: Word) -> Word:
        cases = ("nom", "gen", "dat", "acc", "ins", "loc")
        forms = {case: self.phrase("acting", post=format(post, case), case=case) for case in cases}
        return Word(Name(names={self.lexicon.language: forms}, gender=post.name.gender), self.lexicon.language)  # type: ignore[dict-item]

    def _of_the_organization(self, authority: str) -> Word:
        """Return an authority; an organ of the organization with its article ("the Collective Security Council")."""
        word = self.word(authority)
        file = self.charter.file
        if self.lexicon.language != "en" or (authority not in file.organs and authority != file.organization):
            return word
        label = format(word, "short") if authority == file.organization else str(word)
        return Word(Name(names={"en": f"the {label}"}, gender=word.name.gender), "en")

    def said_by(self, entry: Entry) -> tuple[str, ...]:
        """Return the chain of those who said and passed on an entry, the authority first, as names."""
        chain = [entry.said.by, *(link.by for link in entry.said.through), *self.publishers(entry)]
        return tuple(dict.fromkeys(self.named(link) for link in chain))

    def named(self, authority: str) -> str:
        """Return an authority's name with the office, for the chain of attribution."""
        return self.view.remembered(("named", self.lexicon, authority, self.view.at.on), lambda: self._named(authority))

    def _named(self, authority: str) -> str:
        if authority in self.charter.names.people:
            role = self._role(authority, "")
            return f"{self.word(authority)}" + (f" ({role})" if role else "")
        return str(self._of_the_organization(authority))

    def publishers(self, entry: Entry) -> list[str]:
        """Return the publishers of an entry's sources that are not the authority itself or the editors."""
        found = [self.lexicon.sources.get(split_citation(citation)[0]) for citation in entry.said.sources]
        names = [source.publisher for source in found if source]
        return [
            name
            for name in dict.fromkeys(names)
            if name not in (entry.said.by, "editors") and not self._own(name, entry.said.by)
        ]

    def _own(self, publisher: str, authority: str) -> bool:
        """Tell whether a publisher is the authority's own house: its ministry's or organization's site."""
        name, speaker = self.charter.names.find(publisher), self.charter.names.find(authority)
        acts_for = name.acts_for if name else None
        mine = {authority, *((speaker.acts_for, speaker.of) if speaker else ())}
        return acts_for is not None and acts_for in mine

    def reported(self, entry: Entry) -> str:
        """Return the mark of who reported an entry, "(reported by TASS)", and of what was not checked."""
        links = [*(link.by for link in entry.said.through), *self.publishers(entry)]
        mark = self.phrase("reported-by", who=self.lexicon.words(links)) if links else ""
        doubt = {"unread": "not-checked", "inferred": "inferred"}.get(entry.said.confidence)
        return " ".join(part for part in (mark, self.phrase(doubt) if doubt else "") if part)

    def according(self, entry: Entry, organ: str | None) -> str:
        """Return by whose account something happened, unless it is the organ's or the organization's own."""
        if (
            entry.said.by in (organ, self.charter.file.organization, "editors")
            or entry.said.by in self.charter.file.organs
        ):
            return ""
        return self.phrase("according-to", who=self.who(entry.said.by, entry.said.on), when=self.when(entry.said.on))

    def actor(self, organ: str | None, members: tuple[str, ...]) -> Word | Words:
        """Return who did a step: the organ with its article, or the members, or what stands for nobody named."""
        if organ:
            return self._of_the_organization(organ)
        if members:
            return self.lexicon.words(self.charter.in_order(members))
        return Word(Name(names={self.lexicon.language: self.phrase("nobody")}), self.lexicon.language)

    def sources(self, entries: Iterable[Entry]) -> tuple[CitedSource, ...]:
        """Return the sources of entries, each once."""
        found = [
            self.lexicon.cite(citation, unread=entry.said.confidence == "unread")
            for entry in entries
            for citation in entry.said.sources
        ]
        return tuple(dict.fromkeys(found))

    def provisions(self, identifiers: Iterable[str]) -> tuple[str, ...]:
        """Return provisions as a document cites them, each once."""
        known = self.charter.provisions
        cited = [self.lexicon.provision(known[i], self.view.at.known) for i in identifiers if i in known]
        return tuple(dict.fromkeys(cited))

    def entries(self, identifiers: Iterable[str]) -> list[Entry]:
        """Return the entries with ids, as this view holds them."""
        return [entry for identifier in dict.fromkeys(identifiers) if (entry := self.view.get(identifier))]

    def sentence(self, text: str, entries: Iterable[Entry] = (), provisions: Iterable[str] = ()) -> Sentence:
        """Return a finished sentence with what it rests on."""
        used = list({entry.id: entry for entry in entries}.values())
        return Sentence(
            text=finished(text),
            said_by=tuple(dict.fromkeys(name for entry in used for name in self.said_by(entry))),
            said_on=tuple(dict.fromkeys(format(self.when(entry.said.on), "") for entry in used)),
            sources=self.sources(used),
            provisions=self.provisions(provisions),
            entries=tuple(entry.id for entry in used),
            quotes=tuple(
                dict.fromkeys((language, words) for entry in used for language, words in entry.said.quote.items())
            ),
        )

    def tell(
        self, key: str, entries: Iterable[Entry] = (), provisions: Iterable[str] = (), **facts: object
    ) -> Sentence:
        """Return the sentence of a key of the catalogue, filled in, with what it rests on."""
        return self.sentence(self.phrase(key, **facts), entries, provisions)

    def said(self, entry: Entry, key: str, **facts: object) -> Sentence:
        """Return a sentence that somebody said something: who, when, through whom."""
        return self.all_said([entry], key, **facts)

    def all_said(self, entries: Sequence[Entry], key: str, **facts: object) -> Sentence:
        """Return a sentence that somebody said several things at once."""
        entry = entries[0]
        facts = {"who": self.who(entry.said.by, entry.said.on), "when": self.when(entry.said.on), **facts}
        return self.sentence(f"{self.phrase(key, **facts)} {self.reported(entry)}", entries)

    def statements(self, entries: Iterable[Statement]) -> Iterator[Sentence]:
        """Yield statements as sentences: nothing of who, when, in what manner and through whom is lost.

        What one speaker said on one day in one manner, read in the same places, is one sentence.
        """
        for told in alike(entries, lambda s: (s.act, bool(s.situation))):
            text = self.phrase(f"and-that-{told[0].act}").join(self.lexicon.text(entry.text) for entry in told)
            yield self.all_said(told, f"act-{told[0].act}", text=text)

    def items(self, entries: Iterable[Item]) -> Iterator[Sentence]:
        """Yield agenda items, those told alike in one sentence."""
        for told in alike(entries, lambda item: item.status):
            subject = "; ".join(self.lexicon.text(item.subject) for item in told)
            yield self.all_said(told, f"item-{told[0].status}", subject=subject)
