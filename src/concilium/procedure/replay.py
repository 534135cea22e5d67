"""Recorded roll calls decided again in bulk, each by the seats and the provisions of its day.

``plan`` divides roll calls into stretches over which seats and provisions stay the same, ``decided`` decides one of
them, ``compared`` sets what came out beside what was recorded. A quorum is left out: a roll call does not tell who was
away from who was there and did not vote.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from concilium.charter.model import Charter
from concilium.charter.schema import Decision
from concilium.procedure.casting import FINAL
from concilium.procedure.matters import decisions_on, outcomes_in
from concilium.procedure.roll_calls import FORMS, NO_ROW, RollCalls
from concilium.procedure.seats import Seats, seats
from concilium.procedure.stretches import stretches, view_on
from concilium.record.view import View
from concilium.rules.batch import Ballots, decide_all
from concilium.rules.expression import POSITIONS, Outcome, weights_of
from concilium.rules.outcome import Clause
from concilium.rules.tally import Seat

Places = NDArray[np.int64]
Cells = NDArray[np.bool_]

_ABSENT, _NOT_ENTITLED = POSITIONS.index("absent"), POSITIONS.index("not-entitled")
_VOTES = [POSITIONS.index("yes"), POSITIONS.index("no"), POSITIONS.index("abstain")]


class Asked(NamedTuple):
    """What is replayed: the decisions of an organ on a matter, made on a proposal where that makes a difference."""

    charter: Charter
    view: View
    organ: str
    matter: str
    proposal: str | None = None


class Placed(NamedTuple):
    """Positions by seat, int8 (rolls, seats), and where rows and seats do not fit.

    ``lacking`` (rolls, seats): a seat without a row, taken to be absent. ``barred`` (rolls, seats): a vote of a member
    that had none, taken to be no vote. ``stray`` (rolls, members of the file): a row for a member without a seat.
    """

    seats: tuple[Seat, ...]
    matrix: NDArray[np.int8]
    lacking: Cells
    barred: Cells
    stray: Cells


class Part(NamedTuple):
    """A stretch decided: the places of its roll calls, the provision applied, and int8 outcomes by matter.

    Without a provision, or without seats, nothing was decided.
    """

    places: Places
    decision: Decision | None
    placed: Placed | None
    outcomes: dict[str, NDArray[np.int8]]


def plan(charter: Charter, view: View, calls: RollCalls) -> list[Places]:
    """Return the places of the roll calls that have positions by member, stretch by stretch."""
    voted = np.flatnonzero(calls.forms() == FORMS.index("by-member"))
    return [voted[places] for places in stretches(charter, view, calls.dates[voted])]


def decided(asked: Asked, calls: RollCalls, places: Places) -> Part:
    """Return the roll calls of one stretch decided, on the matter asked about and on every other one of the organ."""
    there = view_on(asked.view, calls.dates[places[0]])
    every = decisions_on(asked.charter, there, asked.organ)
    matters = dict.fromkeys(decision.matter for decision in every)
    applied = {matter: found for matter in matters if (found := _applied(every, matter, asked.proposal)) is not None}
    needed = frozenset[str]().union(*(weights_of(c.rule) for d in applied.values() for c in clauses(asked, d)))
    sitting = seats(asked.charter, there, asked.organ, sorted(needed)).value
    decision = applied.get(asked.matter)
    if decision is None or not sitting.seats:
        return Part(places, None, None, {})
    placed = place(sitting, calls, places)
    ballots = Ballots(placed.seats, placed.matrix)
    return Part(places, decision, placed, _outcomes(asked, applied, ballots))


def _outcomes(asked: Asked, applied: dict[str, Decision], ballots: Ballots) -> dict[str, NDArray[np.int8]]:
    """Return what comes out by matter; matters that are decided alike are decided once."""
    found: dict[tuple[tuple[Clause, ...], Outcome], NDArray[np.int8]] = {}
    outcomes = {}
    for matter, decision in applied.items():
        alike = (clauses(asked, decision), decision.otherwise)
        if alike not in found:
            found[alike] = decide_all(*alike, ballots).outcomes
        outcomes[matter] = found[alike]
    return outcomes


def _applied(every: Sequence[Decision], matter: str, proposal: str | None) -> Decision | None:
    """Return the provision on a matter in which all members take part, on a proposal where that makes a difference."""
    given = {"participation": "all", "proposal": proposal}
    fitting = [d for d in every if d.matter == matter and all(given[key] == value for key, value in d.when.items())]
    return fitting[-1] if fitting else None


def clauses(asked: Asked, decision: Decision) -> tuple[Clause, ...]:
    """Return the cases of a decision as clauses, in order; no quorum among them."""

    def made() -> tuple[Clause, ...]:
        cases = outcomes_in(decision, FINAL)
        return tuple(Clause(asked.charter.rule(case.rule), case.outcome, str(n)) for n, case, _ in cases)

    return asked.view.remembered(("cases as clauses", asked.charter, decision.id), made)


def place(sitting: Seats, calls: RollCalls, places: Places) -> Placed:
    """Return the positions of some roll calls by seat. Rows of members without a seat fill seats without a holder."""
    column = {member: number for number, member in enumerate(calls.members)}
    columns = np.array([column.get(seat.member, -1) for seat in sitting.seats])
    given = np.pad(calls.positions[places], ((0, 0), (0, 1)), constant_values=NO_ROW)
    matrix, stray = given[:, columns], given[:, :-1] != NO_ROW
    stray[:, columns[columns >= 0]] = False
    vacant = [number for number, seat in enumerate(sitting.seats) if not seat.member]
    _fill(matrix, stray, given, vacant)
    barred = np.array([seat.member in sitting.barred for seat in sitting.seats])
    named = np.array([bool(seat.member) for seat in sitting.seats])
    lacking = (matrix == NO_ROW) & named & ~barred
    voted = np.isin(matrix, _VOTES) & barred
    matrix = np.where(barred, _NOT_ENTITLED, np.where(matrix == NO_ROW, _ABSENT, matrix)).astype(np.int8)
    return Placed(sitting.seats, matrix, lacking, voted, stray)


def _fill(matrix: NDArray[np.int8], stray: Cells, given: NDArray[np.int8], vacant: Sequence[int]) -> None:
    if not vacant:
        return
    for roll in np.flatnonzero(stray.any(axis=1)):
        for seat, member in zip(vacant, np.flatnonzero(stray[roll]), strict=False):
            matrix[roll, seat] = given[roll, member]
            stray[roll, member] = False
