"""What the library gives: an organization, a view of it, answers. Its files are read by ``opening``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from concilium.charter.model import Charter
from concilium.charter.schema import CharterFile
from concilium.documents.brief.compose import brief
from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import catalogue
from concilium.documents.chairs import ChairTurn, tell_chairs
from concilium.documents.explain import (
    Explained,
    explain_chair,
    explain_composition,
    explain_force,
    explain_members,
    explain_offices,
    explain_passage,
    explain_precedents,
    explain_quorum,
    explain_standing,
    tell_meetings,
    tell_statements,
)
from concilium.documents.explain_decision import explain_ruling, ruling_as_data, tell_rules
from concilium.documents.explain_election import explain_election
from concilium.documents.explain_needs import explain_needs
from concilium.documents.explain_silence import explain_silence
from concilium.documents.explain_whatif import tell_whatif
from concilium.documents.lexicon import Lexicon
from concilium.documents.pictures.draw import draw
from concilium.documents.pictures.picture import Picture
from concilium.documents.sentence import Brief, Sentence
from concilium.instants import BEGINNING, END, Coordinates, coordinates, day_of, moment
from concilium.problems import InvalidDateError, UnknownNameError, meant
from concilium.procedure.casting import PLAIN, Manner
from concilium.procedure.casting import told as vote_told
from concilium.procedure.electing import Ballot
from concilium.procedure.force import instrument_called
from concilium.procedure.meetings import Gathering, gathering
from concilium.procedure.whatif import Prospect, Supposed, prospect, supposed
from concilium.record.entry import KINDS, AnyEntry, Entry, kind_of, subjects
from concilium.record.index import Index
from concilium.record.log import Log
from concilium.record.source import Source
from concilium.record.view import View as RecordView
from concilium.rules.expression import Position
from concilium.stores.snapshot import folder_digest, load
from concilium.terms import Names, is_state

SHIPPED = Path(__file__).parent / "organizations"
PUBLIC = ("public",)
MEMORIES = 8
"""Of so many readers' knowledge, the latest asked about, what was worked out is kept."""


class Compiled(msgspec.Struct, frozen=True):
    """An organization ready for use: what a snapshot keeps."""

    charter: CharterFile
    order: tuple[str, ...]
    names: Names
    sources: dict[str, Source]
    entries: tuple[AnyEntry, ...]
    orders: dict[str, tuple[str, ...]]


def shipped() -> tuple[str, ...]:
    """Return the organizations that come with Concilium."""
    return tuple(sorted(path.parent.name for path in SHIPPED.glob("*/charter.yaml")))


def folder_of(name: str) -> Path:
    """Return the folder of a shipped organization or of a path. Raises UnknownNameError."""
    if name in shipped():
        return SHIPPED / name
    path = Path(name)
    if (path / "charter.yaml").is_file():
        return path
    hint = meant(name, shipped())
    raise UnknownNameError(f"There is no organization '{name}', nor a folder of that name with a charter.yaml. {hint}.")


def kept(name: str | Path, cache: Path) -> Organization | None:
    """Return an organization from its snapshot in a folder, or None when there is none of its files as they are now.

    Raises UnknownNameError.
    """
    path = folder_of(str(name))
    compiled = load(snapshot_of(path, cache), Compiled, folder_digest(path))
    return None if compiled is None else Organization(compiled)


def snapshot_of(path: Path, cache: Path) -> Path:
    """Return the file in which the snapshot of an organization's folder is kept."""
    return cache / f"{path.name}.snapshot"


class Organization:
    """An organization's charter, record and sources; ``view`` asks questions of them."""

    def __init__(self, compiled: Compiled) -> None:
        """Index what was read."""
        self.charter = Charter(compiled.charter, compiled.order, compiled.names, compiled.orders)
        self.sources = compiled.sources
        self.log = Log(compiled.entries)
        self.index = Index(self.log)
        self._lexicons: dict[str, Lexicon] = {}
        self._memories: dict[object, dict[object, object]] = {}

    @property
    def identifier(self) -> str:
        """Return the organization's identifier, such as ``csto``."""
        return self.charter.file.organization

    def name(self, language: str = "en") -> str:
        """Return the organization's name in a language."""
        return self.charter.file.name.form(language)

    def lexicon(self, language: str) -> Lexicon:
        """Return the names and sources in a language, made once. Raises UnknownNameError."""
        if language not in self._lexicons:
            self._lexicons[language] = Lexicon(self.charter, self.sources, catalogue(language))
        return self._lexicons[language]

    def append(self, entries: Iterable[AnyEntry]) -> None:
        """Add entries to the record in memory. Views taken before do not see them."""
        for entry in entries:
            self.log.append(entry)
        self.index.follow()
        self._memories.clear()

    def supposing(self, what: Supposed, on: str, known: str) -> Organization:
        """Return the organization with members suspended or gone from ``on``, as would be ``known`` by a day."""
        charter = self.charter
        file, further = supposed(charter.file, what, on, known)
        entries = cast("tuple[AnyEntry, ...]", (*self.log, *further))
        return Organization(Compiled(file, charter.order, charter.names, self.sources, entries, charter.orders))

    def _record_view(self, at: Coordinates) -> RecordView:
        """Return the record from some coordinates; views that differ only in their date share what they work out."""
        memory = self._memories.setdefault(at[1:], {})
        if len(self._memories) > MEMORIES:
            del self._memories[next(iter(self._memories))]
        return RecordView(self.index, at, memory)

    def view(
        self,
        on: str,
        known: str | None = None,
        *,
        recorded: str | None = None,
        audience: Iterable[str] = PUBLIC,
        language: str = "en",
    ) -> View:
        """Return a view: about the date ``on``, as ``known`` and ``recorded`` by a date, for a reader, in a language.

        Dates are EDTF. Raises InvalidDateError and UnknownNameError (no such language).
        """
        return View(
            self,
            on,
            known or "",
            self._record_view(coordinates(on, known, recorded, frozenset(audience))),
            language,
        )

    def meeting_view(self, meeting: str, known: str | None = None, language: str = "en") -> View:
        """Return the view about the first day of a meeting. Raises UnknownNameError."""
        anywhen = self._record_view(coordinates("9999-12-31", known))
        day = day_of(gathering(anywhen, meeting).when.begins.earliest).isoformat()
        return self.view(day, known, language=language)

    def __repr__(self) -> str:
        """Return the identifier and the size."""
        return f"<Organization {self.identifier}: {len(self.log)} entries, {len(self.charter.provisions)} provisions>"


class WhatIf(msgspec.Struct, frozen=True):
    """An organ as it is ``today``, as it would be ``then``, and both in sourced sentences."""

    today: Prospect
    then: Prospect
    sentences: tuple[Sentence, ...]


class View:
    """An organization about a date, as known on a date, for a reader. Same record, same view, same answers."""

    def __init__(self, organization: Organization, on: str, known: str, record: RecordView, language: str) -> None:
        """Keep the coordinates; ``Organization.view`` is the way to make one."""
        self.organization = organization
        self.on = on
        self.known = known
        self.record = record
        self.language = language

    def _teller(self, language: str | None = None) -> Teller:
        return Teller(self.record, self.organization.lexicon(language or self.language))

    def standing(self, member: str) -> Explained:
        """Return a member's standing: its legal effect, and who asserts what. Raises UnknownNameError."""
        if not is_state(member) and member not in self.organization.charter.names.members:
            raise UnknownNameError(f"'{member}' is no member code. {meant(member, self.organization.charter.order)}.")
        return explain_standing(self._teller(), member)

    def chair(self, organ: str) -> Explained:
        """Return the member that chairs an organ: as decided, and as the rotation has it. Raises UnknownNameError."""
        return explain_chair(self._teller(), self._organ(organ))

    def chairs(self, organ: str, first: str, last: str | None = None) -> list[ChairTurn]:
        """Return every turn in the chair of an organ between two dates (EDTF), or in the time that one date spans.

        Raises UnknownNameError and InvalidDateError (an open end, or a last date before the first).
        """
        begins, ends = moment(first), moment(last or first)
        for text, at in ((first, begins), (last or first, ends)):
            if BEGINNING in at[:2] or END in at[:2]:
                raise InvalidDateError(f"'{text}' has an open end. Write a year, a month or a day.")
        if ends.latest < begins.earliest:
            raise InvalidDateError(f"'{last}' is before '{first}'. Write the earlier date first.")
        return tell_chairs(self._teller(), self._organ(organ), begins.earliest, ends.latest)

    def members(self) -> Explained:
        """Return the members, in the charter's alphabetical order."""
        return explain_members(self._teller())

    def composition(self, organ: str) -> Explained:
        """Return the seats of an organ and who holds them. Raises UnknownNameError."""
        return explain_composition(self._teller(), self._organ(organ))

    def offices(self, member: str | None = None) -> Explained:
        """Return the offices held (of a member or organ)."""
        return explain_offices(self._teller(), member)

    def quorum(self, organ: str, meeting: str | None = None) -> Explained:
        """Return whether an organ's quorum is met: True, False or None. Raises UnknownNameError."""
        if meeting is not None:
            gathering(self.record, meeting)
        return explain_quorum(self._teller(), self._organ(organ), meeting)

    def decide(
        self,
        organ: str,
        matter: str,
        votes: Mapping[Position, Iterable[str]],
        *,
        concerned: Iterable[str] = (),
        proposal: str | None = None,
        manner: Manner = PLAIN,
    ) -> Explained:
        """Return what comes of a vote: ``votes`` are member codes by position, with at most one number of others.

        ``manner`` says who voted for whom, whether it was a second vote, and how the chair's casting vote was given.
        ``view.decide("security-council", "substantive", {"yes": ["11"], "no": ["RUS"], "abstain": ["CHN", "IND"]})``.
        Raises UnknownNameError and MisusedError.
        """
        return explain_ruling(self._teller(), self._organ(organ), matter, vote_told(votes, concerned, proposal, manner))

    def elect(self, organ: str, ballot: Ballot) -> Explained:
        """Return who is elected in a ballot of an organ, why the others are not, and what the next ballot is about.

        Raises UnknownNameError and MisusedError.
        """
        return explain_election(self._teller(), self._organ(organ), ballot)

    def needs(
        self,
        organ: str,
        matter: str,
        votes: Mapping[Position, Iterable[str]] | None = None,
        *,
        concerned: Iterable[str] = (),
        proposal: str | None = None,
    ) -> Explained:
        """Return what a text still needs when the members in ``votes`` have spoken, and who can stand in its way.

        Raises UnknownNameError and MisusedError.
        """
        said = vote_told(votes or {}, concerned, proposal, empty=True)
        return explain_needs(self._teller(), self._organ(organ), matter, said)

    def whatif(self, organ: str, what: Supposed) -> WhatIf:
        """Return what an organ could do if members were absent, objected, were suspended or gone, beside today's.

        Raises UnknownNameError and MisusedError.
        """
        for member in what.everybody:
            self.standing(member)
        other = self.organization.supposing(what, self.on, self.known or self.on).view(self.on, self.known or None)
        today = prospect(self.organization.charter, self.record, self._organ(organ), Supposed())
        then = prospect(other.organization.charter, other.record, organ, what)
        return WhatIf(today, then, tuple(tell_whatif(self._teller(), organ, today, then)))

    def decided(self, explained: Explained) -> Mapping[str, object]:
        """Return what ``decide`` gave as plain data, with the outcome's label in the language of the view."""
        return ruling_as_data(self._teller(), explained)

    def rules(self, organ: str) -> list[tuple[str, Sentence]]:
        """Return what each decision of an organ takes, and its quorum: the matter and a sourced sentence."""
        return list(tell_rules(self._teller(), self._organ(organ)))

    def force(self, instrument: str) -> Explained:
        """Return since when an instrument is in force, named by its id or title. Raises UnknownNameError."""
        return explain_force(self._teller(), instrument_called(self.record, instrument))

    def silence(self, name: str, at: str | None = None) -> Explained:
        """Return what had become of a text under silence at an instant (EDTF); by default at the end of the date.

        Raises UnknownNameError and InvalidDateError.
        """
        return explain_silence(self._teller(), name, at or self.on)

    def passage(self, draft: str) -> Explained:
        """Return the way of a draft between organs, and where it goes next. Raises UnknownNameError."""
        return explain_passage(self._teller(), draft)

    def precedents(
        self, member: str, organ: str, forms: Iterable[str] = ("regular",), *, alone: bool = True
    ) -> Explained:
        """Return the meetings of an organ without a member, over a stated set. Raises UnknownNameError."""
        return explain_precedents(self._teller(), member, self._organ(organ), tuple(forms), alone=alone)

    def meetings(self, organ: str | None = None) -> list[tuple[Gathering, str]]:
        """Return the meetings this view knows of, each with a line in words, in order of time."""
        return list(tell_meetings(self._teller(), self._organ(organ) if organ else None))

    def statements(self, about: str | None = None, topic: str | None = None, by: str | None = None) -> list[Sentence]:
        """Return what was said, as sourced sentences in the order of saying."""
        return list(tell_statements(self._teller(), about, topic, by))

    def brief(self, meeting: str, language: str | None = None) -> Brief:
        """Return the brief of a meeting. Raises UnknownNameError."""
        lexicon = self.organization.lexicon(language or self.language)
        return brief(self.record, lexicon, meeting, on=self.on, known=self.known)

    def picture(
        self,
        kind: str,
        what: str | None = None,
        *,
        matter: str | None = None,
        votes: Mapping[Position, Iterable[str]] | None = None,
    ) -> Picture:
        """Return a picture and its table: attendance, calendar, hemicycle, lanes, passage, timeline, wheel.

        ``what`` is an organ, year, member, draft, meeting or vote; of a vote not on the record say the ``matter`` and
        the ``votes`` as for ``decide``. Raises UnknownNameError, InvalidDateError and MisusedError.
        """
        vote = (matter, vote_told(votes or {})) if matter is not None else None
        return draw(self._teller(), kind, what, vote)

    def entries(self, kind: str | None = None, *about: str) -> list[Entry]:
        """Return the entries in view (of a kind, about subjects). Raises UnknownNameError."""
        if kind is None:
            return [e for e in self.record.everything if set(about) <= subjects(e)]
        if kind not in KINDS:
            raise UnknownNameError(f"There is no kind of entry '{kind}'. {meant(kind, KINDS)}.")
        return list(self.record.all(KINDS[kind], *about))

    def rows(self, kind: str | None = None, *about: str) -> list[dict[str, Any]]:
        """Return entries as flat rows: ``polars.DataFrame(view.rows("attendance"))``, ``pandas.DataFrame(...)``."""
        found = [flat(entry) for entry in self.entries(kind, *about)]
        columns = dict.fromkeys(column for row in found for column in row)
        return [{column: row.get(column) for column in columns} for row in found]

    def _organ(self, organ: str) -> str:
        return self.organization.charter.organ_called(organ)

    def __repr__(self) -> str:
        """Return the organization and the coordinates."""
        known = f", known {self.known}" if self.known else ""
        return f"<View {self.organization.identifier} on {self.on}{known}>"


def flat(entry: Entry) -> dict[str, Any]:
    """Return an entry as one row: nested values as ``said.by``, texts by language as ``text.en``, lists joined."""
    row: dict[str, Any] = {"kind": kind_of(entry)}
    for key, value in msgspec.to_builtins(entry).items():
        row.update(_cells(key, value))
    return row


def _cells(key: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 (any value of an entry)
    if isinstance(value, dict):
        return {cell: found for name, inner in value.items() for cell, found in _cells(f"{key}.{name}", inner).items()}
    if isinstance(value, list | tuple):
        return {key: " ".join(str(item) for item in value)}
    return {key: value}
