"""Whether a charter's rules fit its organs and its record: classes, seats and weights that they count must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from concilium.charter.findings import Examined, Part
from concilium.charter.model import Charter
from concilium.charter.schema import Decision, Quorum
from concilium.instants import Moment, moment
from concilium.problems import Problem, meant, nearest
from concilium.procedure.matters import cases_of
from concilium.procedure.seats import CONCERNED, seats
from concilium.record.entry import Roll, Weights
from concilium.record.view import View
from concilium.rules.expression import Rule, classes_of, counts, weights_of
from concilium.rules.properties import holds_for_nobody, reachable
from concilium.rules.tally import Seat

_MOST_MISSING = 6


def misfits(
    examined: Examined, charter: Charter, view: View, lines: Mapping[str, tuple[str, int]]
) -> Iterator[Problem]:
    """Yield a problem for each rule that cannot work in its organ on the day it begins, and for each gap in weights.

    ``view`` is any view of the record; ``lines`` has the file and line of each entry.
    """
    for quorum in examined.every(Quorum):
        yield from _provision(examined, charter, view, quorum)
    for decision in examined.every(Decision):
        yield from _provision(examined, charter, view, decision)
    for table in view.all(Weights):
        yield from _table(charter, view, table, lines)


class _Asked(NamedTuple):
    """A rule of a charter, where it stands (the part, and its key there), and whether a text is adopted by it."""

    part: Part[object]
    key: str
    rule: Rule
    adopting: bool


def _provision(
    examined: Examined, charter: Charter, view: View, part: Part[Quorum] | Part[Decision]
) -> Iterator[Problem]:
    organ = str(part.path[1])
    known = _classes(charter, view, organ), {table.weight for table in view.all(Weights)} | {*examined.names.weights}
    day = moment(part.it.begins).earliest if part.it.begins else view.at.on.latest
    there = view.on(Moment(day, day))
    for asked in _rules(charter, part):
        strange = list(_strangers(asked.rule, organ, *known))
        if strange:
            yield from (examined.tell(asked.part, asked.key, *each) for each in strange)
            continue
        held = seats(charter, there, organ, sorted(weights_of(asked.rule)), (CONCERNED,)).value.seats
        flaws = _flaws(asked.rule, held, adopting=asked.adopting)
        yield from (examined.tell(asked.part, asked.key, *each) for each in flaws)


def _rules(charter: Charter, part: Part[Quorum] | Part[Decision]) -> Iterator[_Asked]:
    """Yield the rule of a quorum, and each case of a decision."""
    if isinstance(part.it, Quorum):
        needed = charter.quorum(part.it)
        if needed is not None:
            yield _Asked(part, "share" if part.it.share else "rule", needed, adopting=False)
        return
    for number, case in enumerate(cases_of(part.it)):
        at: Part[object] = Part((*part.path, "cases", number), f"case {number + 1} of {part.name}", case)
        of, key = (at, "if") if part.it.cases else (part, "rule")
        yield _Asked(of, key, charter.rule(case.rule), adopting=case.outcome == "adopted")


def _strangers(rule: Rule, organ: str, classes: set[str], weights: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what a rule counts that nobody has: a class of seats, or a weight; and what may be meant."""
    for name in sorted(classes_of(rule) - classes):
        yield f"counts a class of seats, '{name}', that '{organ}' does not have", meant(name, classes)
    for name in sorted(weights_of(rule) - weights):
        hint = nearest(name, weights)
        mend = f"Did you mean '{hint}'" if hint else "Add a table of it, or name it under 'weights' in names.yaml"
        yield f"counts a weight, '{name}', of which there is no table", mend


def _classes(charter: Charter, view: View, organ: str) -> set[str]:
    """Return the classes that seats of an organ may have: of its compositions, of its rolls, and the concerned."""
    listed = {name for rule in charter.organ(organ).composition for name in rule.classes}
    rolls = {roll.seats for roll in view.all(Roll, organ) if roll.organ == organ and roll.seats}
    return listed | rolls | {CONCERNED}


def _flaws(rule: Rule, held: Sequence[Seat], *, adopting: bool) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a rule over the seats that an organ has when the rule begins."""
    if not held:
        return
    empty = [c for c in counts(rule) if c.over.among and not any(c.over.includes(seat.classes) for seat in held)]
    if empty and any(count.of or count.compare in ("at-least", "more-than") for count in empty):
        yield f"counts '{empty[0].over.among[0]}', and no seat is of that class on the day it begins", "Name the seats"
    elif reachable(rule, held) is False:
        yield f"cannot hold, whatever the {len(held)} seats do on the day it begins", "Ask for what they can reach"
    if adopting and holds_for_nobody(rule, held):
        yield "adopts a text for which nobody votes", "Ask for one vote in favour as well: {count: yes, at_least: 1}"


def _table(charter: Charter, view: View, table: Weights, lines: Mapping[str, tuple[str, int]]) -> Iterator[Problem]:
    """Yield a problem when a table of weights lacks a member that has a seat on the day the table begins."""
    begins = moment((table.valid or table.said.on).partition("/")[0]).earliest
    there = view.on(Moment(begins, begins))
    for organ, held in charter.file.organs.items():
        used = [
            rule for decision in held.decisions for case in cases_of(decision) for rule in (charter.rule(case.rule),)
        ]
        if not any(table.weight in weights_of(rule) for rule in used):
            continue
        sitting = seats(charter, there, organ).value.seats
        lacking = [seat.member for seat in sitting if seat.member and seat.member not in table.values]
        if lacking:
            file, line = lines.get(f"{table.id}.values", lines.get(table.id, ("record", 0)))
            told = ", ".join(lacking[:_MOST_MISSING]) + (" …" if len(lacking) > _MOST_MISSING else "")
            what = f"'values' of entry '{table.id}' has no number for {told}, with a seat of '{organ}' on that day"
            yield Problem(file, line, what, "Add it, or begin the table when it is known")
