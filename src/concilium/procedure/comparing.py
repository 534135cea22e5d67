"""What came out of a replay beside what was recorded: agreements, differences and their explanations, a summary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from concilium.procedure.misplaced import seat_differences
from concilium.procedure.replay import Asked, Part, clauses
from concilium.procedure.replayed import Difference, Explanation, Replayed, Row
from concilium.procedure.roll_calls import FORMS, RollCalls
from concilium.rules.batch import UNDECIDED
from concilium.rules.expression import ADOPTED, OUTCOMES, POSITIONS
from concilium.rules.outcome import decide
from concilium.rules.tally import totals, whole_vote

Codes = NDArray[np.int8]
Mask = NDArray[np.bool_]

OTHER = "outcome"
"""The kind of a difference that no other matter accounts for."""

_YEAR_ZERO = 1970
"""The year from which numpy counts."""

_CODES: dict[str, int] = {outcome: code for code, outcome in enumerate(OUTCOMES)}
_ANSWERS = {None: -1, False: 0, True: 1}
_ADOPTED = np.array([*(_ANSWERS[ADOPTED[outcome]] for outcome in OUTCOMES), -2], np.int8)
"""By code whether a text was adopted; -1 for neither; the last, for ``UNDECIDED``, is equal to none of them."""


class Sides(NamedTuple):
    """The outcomes recorded, and computed by matter, of all roll calls: codes of ``OUTCOMES`` or ``UNDECIDED``."""

    recorded: Codes
    computed: dict[str, Codes]
    matter: str

    @property
    def own(self) -> Codes:
        """Return what was computed on the matter asked about."""
        return self.computed[self.matter]

    @property
    def decided(self) -> Mask:
        """Tell by roll call whether an outcome was computed."""
        return np.not_equal(self.own, UNDECIDED)

    @property
    def known(self) -> Mask:
        """Tell by roll call whether there are two outcomes to compare."""
        return self.decided & np.not_equal(self.recorded, UNDECIDED)

    @property
    def agreed(self) -> Mask:
        """Tell by roll call whether both say of the text the same, and of a veto that it was one."""
        veto = _CODES["vetoed"]
        same = np.equal(_ADOPTED[self.recorded], _ADOPTED[self.own])
        return self.known & same & (np.not_equal(self.recorded, veto) | np.equal(self.own, veto))


def compared(asked: Asked, calls: RollCalls, parts: Sequence[Part], explained: Sequence[Explanation] = ()) -> Replayed:
    """Return what came out of all stretches beside what was recorded."""
    about = [each for each in explained if each.organ in (None, asked.organ)]
    sides = _sides(asked.matter, calls, parts)
    differences = tuple(_differences(asked, calls, parts, sides, about))
    forms = calls.forms()
    return Replayed(
        organ=asked.organ,
        matter=asked.matter,
        given=len(calls),
        decided=int(sides.decided.sum()),
        agreed=int(sides.agreed.sum()),
        uncompared=int((sides.decided & ~sides.known).sum()),
        without_vote=int((forms == FORMS.index("consensus")).sum()),
        without_positions=int((forms == FORMS.index("no-record")).sum()),
        undecided=_ids(calls, (forms == FORMS.index("by-member")) & ~sides.decided),
        rows=_summary(calls, parts, sides, differences),
        differences=differences,
        seats=tuple(seat_differences(calls, parts, about)),
        depends=_depends(calls, sides),
    )


def _sides(matter: str, calls: RollCalls, parts: Sequence[Part]) -> Sides:
    recorded = np.array([_CODES.get(word, UNDECIDED) for word in calls.outcomes], np.int8)
    matters = dict.fromkeys([matter, *(name for part in parts for name in part.outcomes)])
    computed = {name: np.full(len(calls), UNDECIDED, np.int8) for name in matters}
    for part in parts:
        for name, codes in part.outcomes.items():
            computed[name][part.places] = codes
    return Sides(recorded, computed, matter)


def _ids(calls: RollCalls, mask: Mask) -> tuple[str, ...]:
    return tuple(calls.ids[place] for place in np.flatnonzero(mask))


def _depends(calls: RollCalls, sides: Sides) -> dict[str, tuple[str, ...]]:
    """Return, by another matter, the roll calls of which the text would have fared otherwise under its rule."""
    found = {}
    for matter, codes in sides.computed.items():
        both = sides.decided & (codes != UNDECIDED)
        if matter != sides.matter and (ids := _ids(calls, both & (_ADOPTED[codes] != _ADOPTED[sides.own]))):
            found[matter] = ids
    return found


def _differences(
    asked: Asked, calls: RollCalls, parts: Sequence[Part], sides: Sides, about: Sequence[Explanation]
) -> Iterator[Difference]:
    why = {roll: each for each in about if not each.members for roll in each.rolls}
    differing = sides.known & ~sides.agreed
    for part in parts:
        for row in np.flatnonzero(differing[part.places]):
            found = _difference(asked, calls, part, int(row), sides)
            yield msgspec.structs.replace(found, explained=why.get(found.roll))


def _difference(asked: Asked, calls: RollCalls, part: Part, row: int, sides: Sides) -> Difference:
    """Return what is to be said of one roll call of a part in which something was decided."""
    assert part.decision is not None  # noqa: S101 (its caller found an outcome)
    assert part.placed is not None  # noqa: S101 (the same)
    place = int(part.places[row])
    vote = whole_vote(part.placed.seats, [POSITIONS[code] for code in part.placed.matrix[row]])
    made = decide(clauses(asked, part.decision), part.decision.otherwise, vote)
    return Difference(
        roll=calls.ids[place],
        symbol=calls.symbols[place],
        day=str(calls.dates[place]),
        title=calls.titles[place],
        kind=_kind(sides, place),
        provision=part.decision.id,
        recorded=OUTCOMES[sides.recorded[place]],
        computed=OUTCOMES[sides.own[place]],
        tally=totals(vote),
        verdicts=made.verdicts,
    )


def _kind(sides: Sides, place: int) -> str:
    """Return, of a text that was vetoed, the first other matter under whose rule it fares as was recorded."""
    if sides.own[place] != _CODES["vetoed"]:
        return OTHER
    recorded = _ADOPTED[sides.recorded[place]]
    fitting = (m for m, codes in sides.computed.items() if m != sides.matter and _ADOPTED[codes[place]] == recorded)
    return next(fitting, OTHER)


def _summary(
    calls: RollCalls, parts: Sequence[Part], sides: Sides, differences: Sequence[Difference]
) -> tuple[Row, ...]:
    """Return a row for each provision and decade, in order of time."""
    decades = calls.dates.astype("datetime64[Y]").astype(np.int64) + _YEAR_ZERO
    decades -= decades % 10
    explained = {each.roll for each in differences if each.explained is not None}
    differing = {each.roll for each in differences}
    counts: dict[tuple[str, int], Counter[str]] = {}
    for part in parts:
        for place in part.places[sides.decided[part.places]]:
            provision = part.decision.id if part.decision is not None else ""
            roll = calls.ids[place]
            state = "explained" if roll in explained else "unexplained" if roll in differing else "agreed"
            counted = counts.setdefault((provision, int(decades[place])), Counter())
            counted.update(("decided", state) if sides.known[place] else ("decided",))
    return tuple(
        Row(
            provision=provision,
            decade=decade,
            decided=found["decided"],
            agreed=found["agreed"],
            explained=found["explained"],
            unexplained=found["unexplained"],
        )
        for (provision, decade), found in counts.items()
    )
