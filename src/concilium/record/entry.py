"""The kinds of entry: one attributed assertion each, frozen, with its three times.

An entry says what somebody asserted (``said``), of which time in the world (``valid``), and when the record took
it in (``recorded``). It is never changed: an entry that names it in ``corrects`` or ``retracts`` takes its place.
Refers throughout to members by ISO 3166 alpha-3 code and to people, bodies, places and topics by the identifiers
of the organization's ``names.yaml``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from concilium.record.assertion import Entry as Entry
from concilium.record.assertion import Link as Link
from concilium.record.assertion import Recorded as Recorded
from concilium.record.assertion import Said as Said
from concilium.record.assertion import Text
from concilium.record.register import Roll as Roll
from concilium.record.register import StandingWord, Table
from concilium.record.register import Weights as Weights
from concilium.record.silence import Silence as Silence
from concilium.record.silence import SilenceAct as SilenceAct

Position = Literal["yes", "no", "abstain", "absent", "not-participating", "not-entitled"]


class Instrument(Entry, frozen=True, kw_only=True, tag="instrument"):
    """A treaty, protocol, set of rules or other text with a name; ``valid`` is when and since when it is in force."""

    instrument: str
    titles: Text
    form: Literal[
        "treaty",
        "protocol",
        "agreement",
        "charter",
        "rules",
        "decision",
        "strategy",
        "declaration",
        "programme",
        "resolution",
    ]
    signed: str | None = None
    in_force: str | None = None
    place: str | None = None
    signatories: tuple[str, ...] = ()
    amends: str | None = None
    depositary: str | None = None


class Deposit(Entry, frozen=True, kw_only=True, tag="deposit"):
    """A member's formal act; the clock runs from ``received``, the day the depositary had it."""

    member: str
    instrument: str
    act: Literal[
        "signature",
        "ratification",
        "accession",
        "acceptance",
        "approval",
        "restoration",
        "notice-of-withdrawal",
        "notice-of-suspension",
        "notice-revoked",
        "notice-suspended",
        "notice-resumed",
        "objection",
        "notification",
        "provisional-application",
        "recall-of-representative",
    ]
    received: str | None = None


class Standing(Entry, frozen=True, kw_only=True, tag="standing"):
    """An authority asserts a member's standing, or an organ decides it (``decided`` true); ``valid`` since when."""

    member: str
    standing: StandingWord
    basis: Text = {}
    decided: bool = False
    organ: str | None = None
    meeting: str | None = None


class Office(Entry, frozen=True, kw_only=True, tag="office"):
    """A person holds a post (of a member or of an organ) through ``valid``."""

    person: str
    post: str
    member: str | None = None
    organ: str | None = None
    acting: bool = False


class Chairmanship(Entry, frozen=True, kw_only=True, tag="chairmanship"):
    """An organ decides, or an authority says, which member chairs it through ``valid``."""

    organ: str
    member: str
    person: str | None = None
    meeting: str | None = None
    decided: bool = False
    temporary: bool = False
    reason: Text = {}


class Meeting(Entry, frozen=True, kw_only=True, tag="meeting"):
    """A meeting of one or more organs, planned, held, postponed or cancelled; ``valid`` is when."""

    meeting: str
    organs: tuple[str, ...]
    form: Literal["regular", "extraordinary", "joint", "informal", "working", "jubilee"] = "regular"
    status: Literal["planned", "held", "postponed", "cancelled"]
    place: str | None = None
    title: Text = {}


class Attendance(Entry, frozen=True, kw_only=True, tag="attendance"):
    """Who is expected at a meeting, came, or stayed away.

    ``members`` share the status; ``person`` and ``rank`` describe the delegate of a single member. ``objection``:
    ``none`` when the absent member said that it does not object to decisions without it, ``raised`` when it does.
    """

    meeting: str
    members: tuple[str, ...] = ()
    person: str | None = None
    rank: Literal["head", "minister", "deputy-minister", "secretary", "representative", "official"] | None = None
    status: Literal["expected", "present", "absent", "absence-announced", "represented", "invited"]
    objection: Literal["none", "raised"] | None = None
    reason: Text = {}


class Item(Entry, frozen=True, kw_only=True, tag="item"):
    """Something on a meeting's agenda, planned or dealt with; ``subject`` is a noun phrase in the nominative."""

    meeting: str
    subject: Text
    number: int | None = None
    status: Literal["planned", "discussed"] = "planned"
    topics: tuple[str, ...] = ()


class Draft(Entry, frozen=True, kw_only=True, tag="draft"):
    """A text on its way to adoption by ``organ``; ``title`` is a noun phrase in the nominative."""

    draft: str
    title: Text
    act: Literal[
        "decision",
        "statement",
        "declaration",
        "protocol",
        "agreement",
        "programme",
        "plan",
        "strategy",
        "recommendation",
        "agenda",
        "budget",
        "document",
    ]
    organ: str
    originator: str | None = None
    languages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    several: bool = False


class Step(Entry, frozen=True, kw_only=True, tag="step"):
    """A draft is moved on by an organ, or is expected to be; ``to`` is where a submitted draft goes."""

    draft: str
    step: Literal[
        "proposed",
        "coordinated",
        "endorsed",
        "submitted",
        "considered",
        "adopted",
        "returned",
        "postponed",
        "split",
        "signed",
        "withdrawn",
        "joined",
    ]
    organ: str | None = None
    to: str | None = None
    meeting: str | None = None
    members: tuple[str, ...] = ()
    status: Literal["planned", "done"] = "done"


class Vote(Entry, frozen=True, kw_only=True, tag="vote"):
    """The positions of the members on a matter, by position."""

    meeting: str
    draft: str | None = None
    matter: Text = {}
    form: Literal["consensus", "limited-format", "roll-call", "silence", "circulation", "signature"] = "consensus"
    positions: dict[Position, tuple[str, ...]] = {}


class Outcome(Entry, frozen=True, kw_only=True, tag="outcome"):
    """What was declared to have come of a meeting, a matter or a draft; ``count`` of ``counted`` if a number was given.

    ``subject`` names what was adopted, a noun phrase in the nominative.
    """

    meeting: str
    result: Literal["adopted", "not-adopted", "returned", "postponed", "approved", "submitted", "signed"]
    draft: str | None = None
    subject: Text = {}
    count: int | None = None
    counted: Literal["documents", "decisions", "draft-decisions", "statements", "items"] | None = None


class Situation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An assessment of a threat or situation, as alleged by whoever said it."""

    subject: Text
    trend: Literal["improving", "stable", "uneasy", "worsening", "unknown"] = "unknown"
    cause: Text = {}
    actors: tuple[str, ...] = ()


class Statement(Entry, frozen=True, kw_only=True, tag="statement"):
    """Who said what about what.

    ``text`` paraphrases it as a clause that follows "said that" (in Russian, "что"); for the acts ``asked`` and
    ``proposed`` one that follows "чтобы". ``about`` names members, organs, meetings, drafts or activities;
    ``modality`` keeps a hope a hope. A member that ``reserved`` its position on a text, ``interpreted`` it or
    ``dissociated`` itself from it does not keep it from being adopted.
    """

    text: Text
    act: Literal[
        "said",
        "confirmed",
        "announced",
        "denied",
        "hoped",
        "expected",
        "warned",
        "asked",
        "proposed",
        "noted",
        "reserved",
        "interpreted",
        "dissociated",
    ] = "said"
    modality: Literal["fact", "forecast", "hope", "intention", "condition", "demand"] = "fact"
    about: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    situation: Situation | None = None
    meeting: str | None = None
    answers: str | None = None


class Activity(Entry, frozen=True, kw_only=True, tag="activity"):
    """An exercise, operation, programme or consultation, planned, under way or held through ``valid``."""

    activity: str
    form: Literal["exercise", "operation", "programme", "consultation", "mission", "event"]
    title: Text
    status: Literal["planned", "held", "cancelled", "moved"]
    participants: tuple[str, ...] = ()
    place: str | None = None
    strength: int | None = None
    topics: tuple[str, ...] = ()


class Contribution(Entry, frozen=True, kw_only=True, tag="contribution"):
    """A member's share of the budget of the year in ``valid``: assessed, paid, unpaid or refused."""

    member: str
    state: Literal["assessed", "paid", "unpaid", "refused"]
    share: str | None = None
    amount: str | None = None
    currency: str | None = None


class Correction(Entry, frozen=True, kw_only=True, tag="correction"):
    """A mistake of the record, mended: the entry named in ``corrects`` reads with ``changes`` from now on.

    Of a roll and of weights only the rows named in the changes are replaced; an empty list takes a row out.
    """

    reason: Text
    changes: dict[str, str | int | bool | tuple[str, ...] | Table]


class Retraction(Entry, frozen=True, kw_only=True, tag="retraction"):
    """The entry named in ``retracts`` is withdrawn by whoever says so here."""

    reason: Text


AnyEntry = (
    Instrument
    | Deposit
    | Standing
    | Office
    | Chairmanship
    | Meeting
    | Attendance
    | Item
    | Draft
    | Step
    | Vote
    | Outcome
    | Silence
    | SilenceAct
    | Statement
    | Activity
    | Contribution
    | Roll
    | Weights
    | Correction
    | Retraction
)

KINDS: dict[str, type[Entry]] = {
    str(cls.__struct_config__.tag): cls
    for cls in (
        Instrument,
        Deposit,
        Standing,
        Office,
        Chairmanship,
        Meeting,
        Attendance,
        Item,
        Draft,
        Step,
        Vote,
        Outcome,
        Silence,
        SilenceAct,
        Statement,
        Activity,
        Contribution,
        Roll,
        Weights,
        Correction,
        Retraction,
    )
}
"""Every kind of entry by the word that names it in files."""


def kind_of(entry: Entry) -> str:
    """Return the word that names the kind of an entry."""
    return str(entry.__struct_config__.tag)


_ONE = (
    "member",
    "organ",
    "meeting",
    "draft",
    "activity",
    "person",
    "instrument",
    "to",
    "roll",
    "weight",
    "silence",
    "actor",
)
_MANY = ("members", "organs", "about", "participants", "topics", "signatories", "periods", "values")
"""A table by member is about each member that has a place in it."""
SUBJECT_FIELDS: dict[type[Entry], tuple[tuple[str, ...], tuple[str, ...]]] = {
    cls: (
        tuple(name for name in _ONE if name in cls.__struct_fields__),
        tuple(name for name in _MANY if name in cls.__struct_fields__),
    )
    for cls in KINDS.values()
}


def subjects(entry: Entry) -> set[str]:
    """Return what an entry is about: the members, organs, meetings, people … under which it can be looked up."""
    one, many = SUBJECT_FIELDS[type(entry)]
    found = {value for name in one if (value := getattr(entry, name)) is not None}
    return found.union(*(getattr(entry, name) for name in many))
