"""Provisions on procedures that take time, steps or a choice: silence, elections, what may still stop a decision."""

from __future__ import annotations

from typing import Literal

import msgspec

from concilium.charter.provision import Provision, Text

SilenceAct = Literal["objection", "amendment", "hold", "extension-request"]
"""What a member can do about a text under silence."""


class Silence(Provision, frozen=True, kw_only=True):
    """How an organ decides by silence: a text is adopted when the time set for it runs out and nobody broke it.

    ``matters`` are those it may be used for (any, where none are named); ``opened_by`` who may open it and
    ``extended_by`` who may set a later time: posts, organs, ``chair`` or ``member``. ``unopposed``: only if nobody
    objects to opening it. ``shortest`` is the least time (ISO 8601) that must be given. The acts in ``broken_by`` end
    it, those in ``held_by`` keep it from running out until they are lifted, for the ``longest_hold`` at most. They
    count when received before the time set; also at that very instant where it is ``inclusive``; only in writing where
    ``written``. ``issued`` says when the text is issued.
    """

    matters: tuple[str, ...] = ()
    opened_by: tuple[str, ...] = ()
    unopposed: bool = False
    shortest: str | None = None
    broken_by: tuple[SilenceAct, ...] = ("objection",)
    held_by: tuple[SilenceAct, ...] = ()
    longest_hold: str | None = None
    written: bool = False
    inclusive: bool = False
    extended_by: tuple[str, ...] = ()
    issued: Text = {}


class Election(Provision, frozen=True, kw_only=True):
    """How an organ elects: by whose decision's rule each candidate is measured, and how further ballots are held.

    ``of`` is what is elected to, in a word; ``matter`` is that of the organ's decision. ``seats`` are those that each
    group has in all, not those to be filled at one election. After the first ballot so many
    ``restricted_rounds`` are between ``restricted_to`` times as many candidates as there are places left, those with
    the most votes, then ``free_rounds`` are not, and so on in turn. Where it ``eliminates``, who has the fewest votes
    leaves instead. A ``tie`` at the last place is for a special ballot, or the drawing of lots.
    """

    of: str
    matter: str = "election"
    seats: dict[str, int] = {}
    restricted_to: int | None = None
    restricted_rounds: int | None = None
    free_rounds: int = 0
    eliminates: bool = False
    tie: Literal["special-ballot", "lot"] = "special-ballot"


class Proxies(Provision, frozen=True, kw_only=True):
    """That a member may vote for others too: for how many at ``most``, and whether these count for the ``quorum``."""

    most: int = 1
    quorum: bool = False


class Required(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """An act without which a decision cannot be taken: of what kind, of which organ, and in what matter of that."""

    organ: str
    act: Literal["recommendation", "proposal", "consent", "opinion", "decision", "initiative"] = "recommendation"
    matter: str | None = None


class Recourse(Provision, frozen=True, kw_only=True):
    """What members may still do about a decision of an organ.

    ``act``: call it up to another organ (``evocation``), stop it before it is taken (``brake``), have it dealt with by
    another (``referral``), or have a ``reservation``, an interpretative ``statement`` or a ``dissociation`` recorded,
    which do not change that it is adopted. ``matters`` are those concerned (any, where none are named). It may be done
    ``within`` a time (ISO 8601) that ``runs_from`` the adoption or the publication, and ``passes_to`` another organ.
    """

    act: Literal["evocation", "brake", "referral", "reservation", "statement", "dissociation"]
    matters: tuple[str, ...] = ()
    within: str | None = None
    runs_from: Literal["adoption", "publication"] = "adoption"
    passes_to: str | None = None
