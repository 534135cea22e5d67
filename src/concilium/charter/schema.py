"""The charter as its file says it: every provision dated and cited, in the words of the field.

One kind of provision each: who sits in an organ, what it is for, its quorum, how it decides, who chairs it, how often
it meets; how membership begins, is suspended and ends; how drafts pass from organ to organ; whom acts bind; when
instruments enter into force. ``from`` and ``to`` are days (EDTF) between which the provision is in force.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from concilium.charter.entry_into_force import Force as Force
from concilium.charter.membership import Automatic as Automatic
from concilium.charter.membership import Beginning as Beginning
from concilium.charter.membership import ByDecision as ByDecision
from concilium.charter.membership import Chained as Chained
from concilium.charter.membership import Entitlement as Entitlement
from concilium.charter.membership import Lapse as Lapse
from concilium.charter.membership import Listed as Listed
from concilium.charter.membership import MembershipRule as MembershipRule
from concilium.charter.membership import NoEffect as NoEffect
from concilium.charter.membership import StandingWord as StandingWord
from concilium.charter.membership import Withdrawal as Withdrawal
from concilium.charter.procedures import Election as Election
from concilium.charter.procedures import Proxies as Proxies
from concilium.charter.procedures import Recourse as Recourse
from concilium.charter.procedures import Required as Required
from concilium.charter.procedures import Silence as Silence
from concilium.charter.provision import Position as Position
from concilium.charter.provision import Provision as Provision
from concilium.charter.provision import Text as Text
from concilium.charter.requirement import Requirement
from concilium.rules.expression import Outcome
from concilium.terms import Name

Bound = Literal[
    "members", "voted-yes", "signed", "participating", "all-but-declared", "accepting", "member-concerned", "nobody"
]
"""Whom an act binds: all members, those who voted for, signed or took part, all but who declared that it shall not bind
them, those who accept it later, the one member it is about, or nobody (a recommendation)."""


class Composition(Provision, frozen=True, kw_only=True):
    """Who sits in an organ: the holders of ``posts`` of ``seats``; ``attending`` may come without a seat.

    ``all-members`` sit (those of some ``standings`` only, where these are named), those ``listed`` in ``members`` and
    ``classes``, or those ``elected``: the listed ones and the rolls of the organ's seats in the record. ``classes``
    are the seats that rules tell apart, such as permanent ones. ``size`` is the number of seats where not all of
    their holders are known.
    """

    seats: Literal["all-members", "listed", "elected", "appointed", "delegations"] = "all-members"
    standings: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    classes: dict[str, tuple[str, ...]] = {}
    size: int | None = None
    posts: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()


class Competence(Provision, frozen=True, kw_only=True):
    """What an organ is for."""


class Quorum(Provision, frozen=True, kw_only=True):
    """How many must be there: ``known`` (a ``share`` of the seats, or a ``rule``), ``unknown``, ``disputed``, ``none``.

    ``purpose`` tells a quorum for opening a meeting from the one for deciding.
    """

    state: Literal["known", "unknown", "disputed", "none"]
    share: str | None = None
    rule: Requirement | None = None
    purpose: Literal["deciding", "opening"] = "deciding"
    positions: tuple[Position, ...] = ()


class Case(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, rename={"rule": "if"}
):
    """One outcome of a decision: ``if`` its rule holds. ``after`` is the time (ISO 8601) for which another was tried.

    ``when`` says in which ``vote`` it is an outcome, the ``first`` or the ``second``, or how the chair's ``casting``
    vote was given, ``yes`` or ``no``: a tie can end so. ``label`` says what the outcome is called there (a comitology
    committee's "favourable opinion"); ``bound`` whom the act binds, where that differs from the rest of the decision.
    """

    rule: Requirement
    outcome: Outcome = "adopted"
    bound: Bound | None = None
    after: str | None = None
    when: dict[Literal["vote", "casting"], Literal["first", "second", "yes", "no"]] = {}
    label: Text = {}


class Decision(Provision, frozen=True, kw_only=True):
    """What a decision on a ``matter`` takes: a ``rule``, or ``cases`` of which the first that holds gives the outcome.

    ``otherwise`` is the outcome when none does. ``when`` names what must be so for this provision to be the one that
    applies: the ``proposal`` it is made on, or whether all or only ``some`` members take part (``participation``).
    A ``limited`` format may be used if no member objects to it, and binds who voted for. ``effect_if_not`` says what
    happens of itself when the text is not adopted. ``requires`` names the acts of others without which it cannot be
    taken.
    """

    matter: str
    rule: Requirement | None = None
    cases: tuple[Case, ...] = ()
    otherwise: Outcome = "not-adopted"
    when: dict[Literal["proposal", "participation"], str] = {}
    bound: Bound = "members"
    format: Literal["full", "limited"] = "full"
    automatic: bool = False
    join_later: bool = False
    effect_if_not: Text = {}
    requires: tuple[Required, ...] = ()
    positions: tuple[Position, ...] = ()


class Deviation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A turn that did not go to the member whose turn it was.

    ``replaced``: ``held_by`` took it; the member passed over is next when it ``keeps_turn``. ``skipped`` and
    ``declined``: the next in turn takes it and all later ones move up; a member skipped that ``keeps_turn`` has the
    turn after that. ``relinquished``: all later ones move up, or ``held_by`` fills this turn only. ``swapped``: the
    next turns of ``turn_of`` and ``held_by`` change places. ``cut-short``: the turn ended before its time and is used
    up; ``held_by``, or the next in turn, has the rest. ``decided`` is when it became known, where that was not ``on``.
    """

    on: str
    what: Literal["replaced", "skipped", "declined", "relinquished", "swapped", "cut-short"] = "replaced"
    turn_of: str
    held_by: str | None = None
    keeps_turn: bool | None = None
    decided: str | None = None
    source: tuple[str, ...]
    says: Text


class Rotation(Provision, frozen=True, kw_only=True):
    """Who chairs: by ``order``, for a ``term``.

    ``order``: the ``alphabet`` of a ``language`` (the charter's where none is given), the ``members`` as ``listed``,
    ``regions`` in turn, ``elected`` by a decision each time, the ``host`` of the session, ``follows`` another organ's
    chair, an ``appointment``, or ``exempt``: a fixed ``holder``, or who ``presides`` by office. ``among``: whether
    all members have their turn or those with a seat in the organ on the day. ``days`` (month and day) are those on
    which the chair passes each year. ``newcomers`` have their turn when it comes, or after the round is over.
    ``lags``: a body hands over at a meeting of its own, later. ``start`` is the holder and day from which the order is
    counted.
    """

    order: Literal["alphabet", "listed", "regions", "elected", "host", "follows", "appointment", "exempt"]
    among: Literal["members", "seats"] = "members"
    language: str | None = None
    members: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    term: Literal[
        "month",
        "three-months",
        "half-year",
        "six-months",
        "calendar-year",
        "years",
        "session-to-session",
        "until-next-meeting",
        "same",
    ] = "same"
    years: int | None = None
    days: tuple[str, ...] = ()
    newcomers: Literal["at-once", "after-the-round"] = "at-once"
    follows: str | None = None
    start: str | None = None
    start_on: str | None = None
    confirmed: bool = False
    lags: bool = False
    holder: str | None = None
    presides: str | None = None
    deviations: tuple[Deviation, ...] = ()


class Frequency(Provision, frozen=True, kw_only=True):
    """How often an organ meets, in words."""


class Organ(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An organ with its names, its place under another, and its provisions."""

    name: Name
    under: str | None = None
    since: str | None = None
    composition: tuple[Composition, ...] = ()
    competence: tuple[Competence, ...] = ()
    quorum: tuple[Quorum, ...] = ()
    decisions: tuple[Decision, ...] = ()
    chair: tuple[Rotation, ...] = ()
    meets: tuple[Frequency, ...] = ()
    silence: tuple[Silence, ...] = ()
    elections: tuple[Election, ...] = ()
    proxies: tuple[Proxies, ...] = ()
    recourse: tuple[Recourse, ...] = ()


class PassageStep(Provision, frozen=True, kw_only=True):
    """One step of a draft's way; ``organs`` take it, each in its field; ``joint`` together."""

    step: str
    organs: tuple[str, ...] = ()
    joint: bool = False
    required: bool = True


class Passage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The way of drafts that ``organ`` adopts, in order."""

    organ: str
    steps: tuple[PassageStep, ...]
    per_item: bool = True


class Binding(Provision, frozen=True, kw_only=True):
    """Whom the acts of some organs bind."""

    organs: tuple[str, ...]
    bound: Literal["members", "voted-yes", "signed"]


class Fields(Provision, frozen=True, kw_only=True):
    """What the organization is for, in words."""


class CharterFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A whole charter file."""

    organization: str
    name: Name
    alphabet: str
    languages: tuple[str, ...]
    seat: str | None = None
    depositary: str | None = None
    founding: tuple[str, ...] = ()
    organs: dict[str, Organ]
    rules: dict[str, Requirement] = {}
    purposes: tuple[Fields, ...] = ()
    membership: tuple[MembershipRule, ...] = ()
    entitlements: tuple[Entitlement, ...] = ()
    passage: tuple[Passage, ...] = ()
    binding: tuple[Binding, ...] = ()
    force: tuple[Force, ...] = ()
