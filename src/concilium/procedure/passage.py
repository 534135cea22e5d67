"""The passage of a draft between organs: where it has been, where it goes next, and what was told the wrong way."""

from __future__ import annotations

from typing import NamedTuple

from concilium.charter.model import Charter, in_force
from concilium.charter.schema import Passage, PassageStep
from concilium.instants import moment
from concilium.procedure.answer import Answer, Reason
from concilium.record.entry import Draft, Step
from concilium.record.view import View


class Way(NamedTuple):
    """A draft's way: the steps told of it in order of time, the provision of the next step, and irregular tellings."""

    draft: str
    steps: tuple[Step, ...]
    next: PassageStep | None
    irregular: tuple[Step, ...]


def passage(charter: Charter, view: View, draft: str) -> Answer[Way]:
    """Return the way of a draft as this view knows it, and what the charter has it do next.

    A told step that takes a draft from the organ that adopts it down to one below is irregular: kept, and pointed out.
    """
    told = sorted(view.told(Step, draft), key=_when)
    irregular = tuple(step for step in told if wrong_way(charter, step))
    steps = tuple(step for step in told if step not in irregular and not view.set_aside(step))
    entry = next((d for d in view.all(Draft, draft)), None)
    route = _route(charter, entry.organ) if entry else None
    todo = _next(route, steps, view) if route else None
    cited = (todo.id,) if todo else ()
    reason = Reason("passage", {"draft": draft}, cited, tuple(step.id for step in steps))
    missing = () if entry else (f"draft {draft}",)
    return Answer(Way(draft, steps, todo, irregular), "known" if entry else "unknown", (reason,), missing=missing)


def wrong_way(charter: Charter, step: Step) -> bool:
    """Tell whether a step hands a draft from an organ to one that stands under it."""
    if step.step != "submitted" or step.organ not in charter.file.organs or step.to not in charter.file.organs:
        return False
    return step.organ in charter.above(step.to)


def taken_up(view: View, meeting: str) -> list[tuple[Draft, list[Step]]]:
    """Return the drafts with a step at a meeting, each with those steps, in the order in which they were told."""
    found: dict[str, list[Step]] = {}
    for step in view.all(Step, meeting):
        if step.meeting == meeting:
            found.setdefault(step.draft, []).append(step)
    drafts = {d.draft: d for d in view.all(Draft)}
    return [(drafts[name], sorted(steps, key=_when)) for name, steps in found.items() if name in drafts]


def _route(charter: Charter, organ: str) -> Passage | None:
    return next((route for route in charter.file.passage if route.organ == organ), None)


def _next(route: Passage, steps: tuple[Step, ...], view: View) -> PassageStep | None:
    """Return the first required step in force after the last that was done or is planned; None when it was adopted."""
    required = [step for step in in_force(route.steps, view.at.on, view.at.known) if step.required]
    reached = [i for i, rule in enumerate(required) if any(_does(step, rule) for step in steps)]
    index = reached[-1] + 1 if reached else 0
    return required[index] if index < len(required) else None


def _does(step: Step, rule: PassageStep) -> bool:
    if rule.step == "adopted":
        return step.step in ("adopted", "signed") and step.organ in rule.organs
    joint = step.meeting is not None and step.meeting.startswith("joint/")
    together = joint and step.organ is None
    return step.step == rule.step and (step.organ in rule.organs or together) and joint == rule.joint


def _when(step: Step) -> tuple[int, int]:
    """Order steps by when they take place: on their day, at their meeting (named by its day), or when told."""
    day = step.valid or (step.meeting or "").partition("/")[2] or step.said.on
    return (moment(day).latest, moment(step.said.on).latest)
