"""How membership begins, is suspended and ends, and what each standing entitles to.

A rule gives a member a standing from a day on. Standings such as ``suspended`` lie over the one below, which comes back
when they end; ``former`` and ``expelled`` end it. Of several endings the first one counts.
"""

from __future__ import annotations

from typing import Literal

from concilium.charter.provision import Provision, Text

StandingWord = Literal[
    "signatory",
    "party",
    "member",
    "associate",
    "observer",
    "partner",
    "participating",
    "consultative",
    "withdrawing",
    "inactive",
    "vote-suspended",
    "representation-suspended",
    "excluded-government",
    "suspended",
    "expelled",
    "former",
]
"""What a member can be under a charter."""


LYING_OVER: tuple[StandingWord, ...] = (
    "withdrawing",
    "inactive",
    "vote-suspended",
    "representation-suspended",
    "excluded-government",
    "suspended",
)
"""The standings that lie over another, the heaviest last: of several that run together it is the one that counts."""


class Beginning(Provision, frozen=True, kw_only=True, tag_field="rule", tag="begins"):
    """A member's ``acts`` on an instrument give it a standing, ``months`` and ``days`` after the depositary had them.

    Not before ``not_before``, the entry into force of the instrument.
    """

    acts: tuple[str, ...]
    instrument: str
    standing: StandingWord
    not_before: str | None = None
    months: int = 0
    days: int = 0


class Listed(Provision, frozen=True, kw_only=True, tag_field="rule", tag="listed"):
    """Those on a ``roll`` of the record have a standing in the periods it gives; when one ends they are ``ends_as``.

    A roll of suspensions and the like lies over the standing below, which comes back when the period ends.
    """

    roll: str
    standing: StandingWord = "member"
    ends_as: StandingWord = "former"


class Lapse(Provision, frozen=True, kw_only=True, tag_field="rule", tag="lapses"):
    """On a day the standing of all who did not do one of ``acts`` on ``unless`` ends of itself."""

    on: str
    unless: str
    acts: tuple[str, ...]
    standing: StandingWord = "former"


class Withdrawal(Provision, frozen=True, kw_only=True, tag_field="rule", tag="withdraws"):
    """Notice to the depositary ends membership ``months`` and ``days`` after it was received: 0 is on receipt.

    ``then`` puts the effect off to the end of that month or year (``year_ends``, month and day). Until it has effect a
    notice may be revoked, if ``revocable``; that it was suspended counts as revoked, unless it may be resumed. It
    has effect only if the ``condition`` is met, or, with ``dues``, if no contribution is outstanding. ``meanwhile``
    is the standing of a member that has given notice; ``residual`` says what outlives its membership.
    """

    months: int
    days: int = 0
    then: Literal["at-once", "end-of-month", "end-of-year"] = "at-once"
    year_ends: str = "12-31"
    acts: tuple[str, ...] = ("notice-of-withdrawal",)
    instrument: str | None = None
    revocable: bool = True
    resumable: bool = False
    dues: bool = False
    condition: Text = {}
    meanwhile: StandingWord | None = None
    residual: Text = {}
    standing: StandingWord = "former"


class Chained(Provision, frozen=True, kw_only=True, tag_field="rule", tag="chained"):
    """Leaving another body ends membership ``months`` and ``days`` later.

    ``roll`` is that body's roll of members, kept in this record. A decision of the organ in ``unless`` that the state
    is a member keeps it in.
    """

    roll: str
    months: int = 0
    days: int = 0
    unless: str | None = None
    standing: StandingWord = "former"


class ByDecision(Provision, frozen=True, kw_only=True, tag_field="rule", tag="by-decision"):
    """Only a decision of ``organ`` gives a member this standing, for as long as it was decided, or until it is lifted.

    ``scope`` says what a suspension reaches.
    """

    organ: str
    standing: StandingWord
    scope: Text = {}


class Automatic(Provision, frozen=True, kw_only=True, tag_field="rule", tag="automatic"):
    """A member loses rights of itself, without a decision: as the ``roll`` has it, or for ``years`` of unpaid dues.

    What the organization says of it is then the fact. A decision of the organ in ``waived_by``, or the roll
    ``waivers``, leaves a member its rights for a time.
    """

    standing: StandingWord = "vote-suspended"
    roll: str | None = None
    years: int | None = None
    waived_by: str | None = None
    waivers: str | None = None


class NoEffect(Provision, frozen=True, kw_only=True, tag_field="rule", tag="no-effect"):
    """Asserting these standings, or doing these ``acts``, has of itself no effect under the charter."""

    standings: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()


MembershipRule = Beginning | Listed | Lapse | Withdrawal | Chained | ByDecision | Automatic | NoEffect


class Entitlement(Provision, frozen=True, kw_only=True):
    """What a standing entitles to, and what it owes; ``counts``: whether it is among those of whom shares are taken."""

    standing: StandingWord
    attends: bool
    votes: bool
    counts: bool
    chairs: bool
    bound: bool
