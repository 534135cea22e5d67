"""Whose roll calls the ones in a file are, and on what matter each organ is taken to have decided."""

from __future__ import annotations

import numpy as np

from concilium.charter.model import Charter
from concilium.problems import UnknownNameError, meant
from concilium.procedure.replay import Asked
from concilium.procedure.roll_calls import RollCalls
from concilium.record.view import View


def by_organ(charter: Charter, calls: RollCalls) -> dict[str, RollCalls]:
    """Return the roll calls of each organ that the files name: by its id, a name of it, or the initials of one.

    What the files say of other bodies is left out. Raises UnknownNameError when they name no organ of the charter.
    """
    organs = np.array([charter.called.get(word.strip().casefold(), "") for word in calls.organs], np.str_)
    found = {organ: calls.chosen(np.equal(organs, organ)) for organ in charter.file.organs if organ in organs}
    if not found:
        said = ", ".join(f"'{word}'" for word in sorted({*calls.organs})[:8]) or "none"
        raise UnknownNameError(
            f"The files name no organ that {charter.file.organization} has (they name {said}). "
            f"Say which with --organ: {', '.join(charter.file.organs)}."
        )
    return found


def of_organ(charter: Charter, calls: RollCalls, organ: str) -> RollCalls:
    """Return the roll calls of one organ: those that the files say are its own; all, when they do not say of any.

    Raises UnknownNameError.
    """
    charter.organ(organ)
    try:
        return by_organ(charter, calls).get(organ) or calls.chosen(np.zeros(len(calls), np.bool_))
    except UnknownNameError:
        return calls


def question(charter: Charter, view: View, organ: str, matter: str | None, proposal: str | None) -> Asked:
    """Return what is to be replayed: on a matter, or on the one that stands first. Raises UnknownNameError."""
    matters = dict.fromkeys(decision.matter for decision in charter.organ(organ).decisions)
    if not matters:
        raise UnknownNameError(f"The charter has no rule of decision for {organ}. Add one under 'decisions'.")
    if matter is not None and matter not in matters:
        raise UnknownNameError(f"{organ} decides nothing called '{matter}'. {meant(matter, matters)}.")
    return Asked(charter, view, organ, matter or next(iter(matters)), proposal)
