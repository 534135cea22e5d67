"""What comes of a vote: the first of some ordered clauses whose rule holds, and why; never only a yes or a no."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from concilium.rules.evaluate import Verdict, evaluate_vote
from concilium.rules.expression import OUTCOMES, Outcome, Rule, classes_of, weights_of, without_veto
from concilium.rules.tally import Vote, completions

MOST_COMPLETIONS = 2000
"""Of so many ways to cast the votes that are not named each is looked at; beyond it each count is bounded."""


class Clause(msgspec.Struct, frozen=True):
    """If a rule holds, this is the outcome; ``name`` tells the clauses of one decision apart."""

    rule: Rule
    outcome: Outcome
    name: str = ""


class Decided(msgspec.Struct, frozen=True):
    """What came of a vote.

    ``outcomes`` holds the one outcome, or every outcome that is possible when it depends on votes or weights that are
    not known, in the order of ``OUTCOMES``. ``clause`` is the one that held, if one did. ``verdicts`` are those of the
    clauses that were looked at, in order.
    """

    outcomes: tuple[Outcome, ...]
    clause: Clause | None
    verdicts: tuple[Verdict, ...]

    @property
    def outcome(self) -> Outcome | None:
        """Return the outcome, or None when it depends on what is not known."""
        return self.outcomes[0] if len(self.outcomes) == 1 else None


def decide(clauses: Sequence[Clause], otherwise: Outcome, vote: Vote) -> Decided:
    """Return what comes of a vote, whoever cast the votes that are not named.

    The first clause whose rule holds gives the outcome; none, and it is ``otherwise``, or ``vetoed`` when it would
    have been adopted but for a count that is marked as a veto.
    """
    shown = _decide(clauses, otherwise, vote)
    if vote.whole:
        return shown
    rules = [clause.rule for clause in clauses]
    classes = frozenset[str]().union(*map(classes_of, rules))
    weights = frozenset[str]().union(*map(weights_of, rules))
    ways = completions(vote, classes, weights, MOST_COMPLETIONS)
    if ways is None:
        return shown
    found = [_decide(clauses, otherwise, way) for way in ways]
    possible = {outcome for each in found for outcome in each.outcomes}
    held = {each.clause for each in found}
    clause = held.pop() if len(held) == 1 else None
    return Decided(tuple(o for o in OUTCOMES if o in possible), clause, shown.verdicts)


def _decide(clauses: Sequence[Clause], otherwise: Outcome, vote: Vote) -> Decided:
    possible: set[Outcome] = set()
    verdicts: list[Verdict] = []
    for clause in clauses:
        verdict = evaluate_vote(clause.rule, vote)
        verdicts.append(verdict)
        if verdict.holds is not False:
            possible.add(clause.outcome)
        if verdict.holds is True:
            held = clause if len(possible) == 1 else None
            return Decided(tuple(o for o in OUTCOMES if o in possible), held, tuple(verdicts))
        possible.update(_vetoed(clause, vote))
    if "vetoed" not in possible or _unsure(clauses, vote):
        possible.add(otherwise)
    return Decided(tuple(o for o in OUTCOMES if o in possible), None, tuple(verdicts))


def _vetoed(clause: Clause, vote: Vote) -> tuple[Outcome, ...]:
    """Return ``vetoed`` when an adopting clause may have failed for its veto alone."""
    bare = without_veto(clause.rule)
    if bare is None or clause.outcome != "adopted":
        return ()
    return () if evaluate_vote(bare, vote).holds is False else ("vetoed",)


def _unsure(clauses: Sequence[Clause], vote: Vote) -> bool:
    """Tell whether it is not certain that a text failed for its veto alone."""
    bare = [(clause, rule) for clause in clauses if (rule := without_veto(clause.rule)) is not None]
    return not any(
        evaluate_vote(rule, vote).holds is True and evaluate_vote(clause.rule, vote).holds is False
        for clause, rule in bare
        if clause.outcome == "adopted"
    )
