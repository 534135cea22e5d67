"""What the replay of recorded roll calls gives: what was decided, what agrees, each difference and why it is one."""

from __future__ import annotations

from typing import Literal

import msgspec

from concilium.charter.provision import Text
from concilium.rules.evaluate import Verdict
from concilium.rules.expression import Outcome, Position

SeatKind = Literal["no-seat", "no-row", "no-vote"]
"""A row for a member that has no seat on the record; a seat without a row; a vote of a member that had none."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Why a replay differs, in words, with the sources that say so.

    With ``members`` it is about their seats, through ``valid`` or always, in all ``rolls`` or in those named; without,
    about the outcomes of the ``rolls`` named. ``organ`` keeps it to one organ.
    """

    why: Text
    source: tuple[str, ...]
    rolls: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    valid: str | None = None
    organ: str | None = None


class ReplayFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """The file ``replay.yaml`` beside a charter."""

    explained: tuple[Explanation, ...] = ()


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A roll call of which the rules of its day give another outcome than was recorded.

    ``kind`` is ``outcome``, or, of a veto, the matter under whose rule the recorded outcome comes out: ``procedural``.
    ``verdicts`` are those of the cases that were looked at, with what was counted and what was needed.
    """

    roll: str
    symbol: str
    day: str
    title: str
    kind: str
    provision: str
    recorded: Outcome
    computed: Outcome
    tally: dict[Position, int]
    verdicts: tuple[Verdict, ...]
    explained: Explanation | None = None


class SeatDifference(msgspec.Struct, frozen=True, kw_only=True):
    """Roll calls in which the rows of a member do not agree with its seat on the record."""

    member: str
    kind: SeatKind
    first: str
    last: str
    rolls: tuple[str, ...]
    explained: Explanation | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the summary: roll calls decided under a provision in the ten years from ``decade`` on."""

    provision: str
    decade: int
    decided: int
    agreed: int
    explained: int
    unexplained: int


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """Roll calls decided again under the charter of their day, as decisions on one ``matter``.

    ``decided`` had positions by member and a rule; ``agreed`` came out as recorded, ``uncompared`` have no recorded
    outcome. ``without_vote`` were adopted without a vote, ``without_positions`` have none recorded, ``undecided`` no
    rule in force or no certain outcome. ``depends`` names, by another matter, the roll calls that would have come
    out otherwise under its rule: the roll call itself does not say which matter it was.
    """

    organ: str
    matter: str
    given: int
    decided: int
    agreed: int
    uncompared: int
    without_vote: int
    without_positions: int
    undecided: tuple[str, ...]
    rows: tuple[Row, ...]
    differences: tuple[Difference, ...]
    seats: tuple[SeatDifference, ...]
    depends: dict[str, tuple[str, ...]]

    @property
    def unexplained(self) -> int:
        """Return how many differences nobody has explained."""
        return sum(d.explained is None for d in self.differences) + sum(s.explained is None for s in self.seats)
