"""Recorded roll calls as columns: who voted how on what, by member, with what was declared."""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from concilium.rules.expression import POSITIONS

NO_ROW = -1
"""In place of a position: the file has no row for this member."""

Form = Literal["by-member", "consensus", "no-record"]
FORMS: tuple[Form, ...] = ("by-member", "consensus", "no-record")
"""How a text was taken: positions are recorded by member; without a vote, every member 'did not vote'; no positions."""

TOTALS = ("yes", "no", "abstain", "not-voting", "members")
NOT_GIVEN = -1
"""In place of a declared total: the file gives none."""


class RollCalls(msgspec.Struct, frozen=True, eq=False):
    """Roll calls in columns: ``n`` of them, ``m`` members.

    ``dates`` is datetime64[D] of shape (n,), ``declared`` int32 of shape (n, 5) in the order of ``TOTALS``,
    ``positions`` int8 of shape (n, m), a code of ``POSITIONS`` or ``NO_ROW``. ``organs`` and ``titles`` are as the
    file has them, ``outcomes`` is what was recorded of the text ("" when nothing was), ``members`` ISO 3166 alpha-3.
    """

    ids: tuple[str, ...]
    symbols: tuple[str, ...]
    dates: NDArray[np.datetime64]
    organs: tuple[str, ...]
    titles: tuple[str, ...]
    outcomes: tuple[str, ...]
    declared: NDArray[np.int32]
    members: tuple[str, ...]
    positions: NDArray[np.int8]

    def __len__(self) -> int:
        """Return how many roll calls there are."""
        return len(self.ids)

    def forms(self) -> NDArray[np.int8]:
        """Return how each text was taken, as indexes of ``FORMS``, shape (n,)."""
        seated = self.positions != NO_ROW
        voted = seated & (self.positions != POSITIONS.index("absent"))
        return np.where(voted.any(axis=1), 0, np.where(seated.any(axis=1), 1, 2)).astype(np.int8)

    def chosen(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> RollCalls:
        """Return some of the roll calls: those of a mask, or of row numbers, in that order; the members stay."""
        numbers = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows

        def picked(column: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(column[number] for number in numbers)

        return RollCalls(
            picked(self.ids),
            picked(self.symbols),
            self.dates[numbers],
            picked(self.organs),
            picked(self.titles),
            picked(self.outcomes),
            self.declared[numbers],
            self.members,
            self.positions[numbers],
        )
