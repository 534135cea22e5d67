"""Acts of others without which a decision cannot be taken: that they are required, and whether the record has them."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.schema import Decision, Required
from concilium.instants import moment
from concilium.procedure.answer import Reason
from concilium.record.entry import Meeting, Outcome, Step
from concilium.record.view import View

_DONE = ("adopted", "endorsed", "submitted", "proposed")
_DECLARED = ("adopted", "approved", "submitted")


def prior_acts(view: View, decision: Decision, draft: str | None) -> Iterator[Reason]:
    """Yield each act that a decision requires, and whether the record has it for a draft: there, refused, or not known.

    The outcome of the vote is never changed by it: whether a text that lacks it is void is for lawyers.
    """
    for each in decision.requires:
        facts = {"organ": each.organ, "act": each.act, "matter": each.matter or ""}
        there, refused = _acts(view, each, draft) if draft is not None else ((), ())
        state = "there" if there else "refused" if refused else "unknown"
        yield Reason(f"decide-requires-{state}", facts, (decision.id,), there or refused)


def _acts(view: View, required: Required, draft: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the entries by which an organ acted on a draft by the date of the view, and those by which it did not."""
    steps = [step for step in view.all(Step, draft) if step.organ == required.organ and step.status == "done"]
    declared = [each for each in view.all(Outcome, draft) if required.organ in _organs(view, each)]
    done = [(step, step.step in _DONE) for step in steps if _by(view, step)]
    said = [(each, each.result in _DECLARED) for each in declared if _by(view, each)]
    found = [*done, *said]
    return tuple(e.id for e, ok in found if ok), tuple(e.id for e, ok in found if not ok)


def _organs(view: View, outcome: Outcome) -> tuple[str, ...]:
    held = [meeting.organs for meeting in view.all(Meeting, outcome.meeting)]
    return held[-1] if held else (outcome.meeting.partition("/")[0],)


def _by(view: View, entry: Step | Outcome) -> bool:
    day = entry.valid or (entry.meeting or "").partition("/")[2] or entry.said.on
    return moment(day).earliest <= view.at.on.latest
