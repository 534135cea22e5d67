"""Checks of what entries name: members, people, organs, sources, meetings, … must be known to the record."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from concilium.problems import Problem, nearest
from concilium.record.entry import Entry, Statement, Vote, kind_of
from concilium.record.findings import Record
from concilium.record.source import split_citation
from concilium.sourcefile import shorten
from concilium.terms import is_state

DEFINING = ("meeting", "draft", "activity", "instrument", "silence")
"""The kinds of entry that define what others name; each has a field of the same name."""

READERS = ("public", "members", "secretariat")
"""The audiences that are no member."""

_MOST_HINTS = 50
_ONE = {
    "member": "member",
    "person": "person",
    "post": "post",
    "organ": "organ",
    "to": "organ",
    "place": "place",
    "meeting": "meeting",
    "draft": "draft",
    "activity": "activity",
    "instrument": "instrument",
    "amends": "instrument",
    "originator": "authority",
    "depositary": "authority",
    "silence": "silence",
    "reissued_as": "silence",
    "opened_by": "subject",
    "actor": "subject",
}
_MANY = {
    "members": "member",
    "participants": "member",
    "signatories": "member",
    "organs": "organ",
    "topics": "topic",
    "about": "subject",
}
"""The fields that name something, with what they name: the key of a vocabulary."""


class Vocabulary(NamedTuple):
    """The words that may be used for one kind of thing; ``mend`` is the advice when none is near to a wrong one."""

    words: Collection[str]
    mend: str
    states: bool = False

    def knows(self, word: str) -> bool:
        """Tell whether a word is known."""
        return word in self.words or (self.states and is_state(word))


class Reference(NamedTuple):
    """A word in an entry that names something."""

    key: str
    noun: str
    word: str


def unknown_names(record: Record) -> Iterator[Problem]:
    """Yield every name in an entry or a source that the record does not know, with the nearest that it does."""
    known = vocabularies(record)
    hints: dict[tuple[str, str], str] = {}
    for entry in record.effective:
        for key, noun, word in dict.fromkeys(references(entry)):
            if known[noun].knows(word) or word in record.unread:
                continue
            what = f"names an unknown {noun}, '{shorten(word)}'"
            yield record.tell(entry, key, what, _hint(noun, word, known[noun], hints))
    for identifier, source in record.sources.items():
        if not (known["authority"].knows(source.publisher) or source.publisher in record.unread):
            file, line = record.place(f"sources.{identifier}")
            what = f"'publisher' of source '{identifier}' names an unknown authority, '{shorten(source.publisher)}'"
            yield Problem(file, line, what, _hint("authority", source.publisher, known["authority"], hints))


def references(entry: Entry) -> Iterator[Reference]:
    """Yield everything that an entry names, apart from other entries."""
    yield Reference("said.by", "authority", entry.said.by)
    yield from (Reference("said.through.by", "authority", link.by) for link in entry.said.through)
    yield from (Reference("said.in", "source", split_citation(each)[0]) for each in entry.said.sources)
    yield from (Reference("audience", "reader", word) for word in entry.audience)
    for key, noun in _ONE.items():
        if (word := getattr(entry, key, None)) is not None:
            yield Reference(key, noun, word)
    for key, noun in _MANY.items():
        yield from (Reference(key, noun, word) for word in getattr(entry, key, ()))
    for key in ("periods", "values"):
        yield from (Reference(f"{key}.{word}", "member", word) for word in getattr(entry, key, ()))
    if isinstance(entry, Vote):
        yield from (Reference("positions", "member", code) for codes in entry.positions.values() for code in codes)
    if isinstance(entry, Statement) and entry.situation is not None:
        yield from (Reference("situation.actors", "subject", word) for word in entry.situation.actors)


def vocabularies(record: Record) -> dict[str, Vocabulary]:
    """Return what may be named, by the word for it."""
    names = record.names
    defined = {kind: {getattr(each, kind) for each in record.effective if kind_of(each) == kind} for kind in DEFINING}
    # Members that the record speaks of are better hints than two hundred and fifty codes.
    spoken = {r.word for each in record.effective for r in references(each) if r.noun == "member" and is_state(r.word)}
    members = names.members.keys() | spoken
    speakers = members | names.people.keys() | names.authorities.keys() | record.organs
    everything = speakers.union(names.places, names.posts, names.topics, *defined.values())
    return {
        "member": Vocabulary(
            members, "Use an ISO 3166 alpha-3 code, or add it to 'members' of names.yaml", states=True
        ),
        "person": _named(names.people, "people"),
        "post": _named(names.posts, "posts"),
        "place": _named(names.places, "places"),
        "topic": _named(names.topics, "topics"),
        "authority": _named(speakers, "people' or 'authorities", states=True),
        "organ": Vocabulary(record.organs, "Add it to 'organs' of charter.yaml, or use an organ that is there"),
        "source": Vocabulary(record.sources, "Add it to sources.yaml, or use a source that is there"),
        "reader": Vocabulary({*members, *READERS}, f"Use {', '.join(READERS)} or member codes", states=True),
        "subject": _named(everything, "authorities", states=True),
        **{kind: Vocabulary(words, f"Add an entry of the kind {kind} for it") for kind, words in defined.items()},
    }


def _named(words: Collection[str], table: str, *, states: bool = False) -> Vocabulary:
    return Vocabulary(words, f"Add it to '{table}' of names.yaml, or use a name that is there", states)


def _hint(noun: str, word: str, known: Vocabulary, hints: dict[tuple[str, str], str]) -> str:
    # Looking for the nearest word costs; a record with more wrong names than this lacks a file, not a letter.
    if (noun, word) not in hints and len(hints) < _MOST_HINTS:
        close = nearest(shorten(word), known.words)
        hints[noun, word] = known.mend if close is None else f"Did you mean '{close}'"
    return hints.get((noun, word), known.mend)
