"""Which provision a decision is taken under: by organ, matter, who takes part and on whose proposal."""

from __future__ import annotations

from concilium.charter.model import Charter, in_force
from concilium.charter.schema import Case, Decision
from concilium.problems import UnknownNameError, nearest
from concilium.procedure.casting import Manner, Told
from concilium.record.view import View


def cases_of(decision: Decision) -> tuple[Case, ...]:
    """Return the cases of a decision; its one rule is a case of its own."""
    return decision.cases or (Case(rule=decision.rule or "unknown", bound=decision.bound),)


def outcomes_in(decision: Decision, manner: Manner) -> list[tuple[int, Case, bool]]:
    """Return the cases of a decision that can be in a vote so taken: the number of each, and whether it is one.

    Of a case that hangs on a casting vote of which nothing is told that is not known.
    """
    given = {"vote": manner.vote, "casting": manner.casting}
    found = []
    for number, case in enumerate(cases_of(decision)):
        if all(given[key] in (None, word) for key, word in case.when.items()):
            found.append((number, case, all(given[key] is not None for key in case.when)))
    return found


def decisions_on(charter: Charter, view: View, organ: str) -> list[Decision]:
    """Return the decisions that an organ takes on the date of the view, in the order of the charter."""
    return in_force(charter.organ(organ).decisions, view.at.on, view.at.known)


def the_decisions(charter: Charter, view: View, organ: str, matter: str, told: Told) -> list[Decision]:
    """Return the provisions under which an organ may decide a matter; the first is the one that is applied.

    They are several only when it is not told on whose proposal. A matter may be named by a word that begins the same.
    Raises UnknownNameError.
    """
    every = decisions_on(charter, view, organ)
    about = [decision for decision in every if decision.matter == _meant(matter, every)]
    if not about:
        raise UnknownNameError(
            f"{organ} decides nothing called '{matter}' on this date. {_instead(charter, view, organ, matter)}."
        )
    given = {"participation": "some" if told.some_stay_out else "all", "proposal": told.proposal}
    fitting = [d for d in about if all(given[key] in (None, value) for key, value in d.when.items())]
    if not fitting:
        words = ", ".join(dict.fromkeys(d.when["proposal"] for d in about if "proposal" in d.when))
        raise UnknownNameError(f"There is no rule for the proposal '{told.proposal}'. Use one of: {words}.")
    return list({d.when.get("proposal"): d for d in fitting}.values())


def _instead(charter: Charter, view: View, organ: str, matter: str) -> str:
    """Return what may be asked instead of a matter that an organ does not decide: of other organs, or about another."""
    elsewhere = [
        other
        for other in charter.file.organs
        if other != organ and matter in {decision.matter for decision in decisions_on(charter, view, other)}
    ]
    if elsewhere:
        return f"It is decided by: {', '.join(elsewhere)}"
    matters = list(dict.fromkeys(decision.matter for decision in decisions_on(charter, view, organ)))
    if not matters:
        return "The charter has no rule of decision for it on this date"
    close = nearest(matter, matters)
    return f"Use one of: {', '.join(matters)}" if close is None else f"Did you mean '{close}'"


def the_decision(charter: Charter, view: View, organ: str, matter: str, told: Told) -> Decision:
    """Return the provision under which an organ decides a matter. Raises UnknownNameError."""
    return the_decisions(charter, view, organ, matter, told)[0]


def _meant(matter: str, every: list[Decision]) -> str:
    """Return the matter that a word names: itself, or the plainest that begins with it or that it begins with."""
    matters = list(dict.fromkeys(decision.matter for decision in every))
    near = sorted((each for each in matters if each.startswith(matter) or matter.startswith(each)), key=len)
    if near and all(each.startswith(near[0]) for each in near):
        near = near[:1]
    return matter if matter in matters or len(near) != 1 else near[0]
