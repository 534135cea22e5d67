"""Checks of a charter's dates: each is one, and one provision follows another without gap or overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from concilium.charter.findings import (
    Examined,
    Part,
    asserted,
    inner,
    is_open,
    listed,
    organs,
    read_date,
    why_no_date,
)
from concilium.charter.schema import Deviation, Position, Provision
from concilium.instants import BEGINNING, DAY, END, Moment, before, iso
from concilium.problems import Problem

_DATES = {"begins": "from", "ends": "to"} | {
    key: key
    for key in ("start_on", "not_before", "on", "decided", "effective", "since", "deadline", "provisional", "sunset")
}
_BEGINNING = Moment(BEGINNING, BEGINNING)
_END = Moment(END, END)


class _Span(NamedTuple):
    begins: Moment
    ends: Moment
    part: Part[Provision]


def bad_dates(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each text that stands for a date and is none, or is a date with an open end."""
    for part in chain(asserted(examined), organs(examined.file)):
        for attribute, key in _DATES.items():
            text = getattr(part.it, attribute, None)
            if text is None:
                continue
            wrong = why_no_date(text) or _open(text, part)
            if wrong:
                yield examined.tell(part, key, *wrong)


def _open(text: str, part: Part[object]) -> tuple[str, str] | None:
    """Return what is wrong with a date that has an open end; a position may have been taken some day or earlier."""
    when = read_date(text)
    if when is None or not is_open(when) or isinstance(part.it, Position):
        return None
    return f"is '{text}', which has an open end", "Write the day, or the month or year in which it lies"


def ends_before_it_begins(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each provision that is over before it begins."""
    for part in examined.provisions:
        begins, ends = read_date(part.it.begins), read_date(part.it.ends)
        if begins and ends and before(ends, begins):
            what = f"is {part.it.ends}, and its 'from' is {part.it.begins}"
            yield examined.tell(part, "to", what, "Write the earlier date in 'from' and the later one in 'to'")


def deviation_outside(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each deviation of a day on which its provision was not in force."""
    for part in examined.provisions:
        begins, ends = read_date(part.it.begins) or _BEGINNING, read_date(part.it.ends) or _END
        for deviation in inner(part, "deviations", "deviation"):
            on = read_date(deviation.it.on)
            if on and isinstance(deviation.it, Deviation) and (before(on, begins) or before(ends, on)):
                what = f"is {deviation.it.on}, when the provision was not in force"
                yield examined.tell(deviation, "on", what, "Write it with the provision that was in force then")


def gaps_and_overlaps(examined: Examined) -> Iterator[Problem]:
    """Yield a problem where two provisions on one thing are in force together, or none is between them."""
    for group in _successions(examined):
        yield from _succession(examined, group)


def _successions(examined: Examined) -> Iterator[Sequence[Part[Provision]]]:
    """Yield the provisions that take each other's place: of an organ by kind, purpose and matter, of a standing."""
    for organ in organs(examined.file):
        for key in ("composition", "competence", "chair", "proxies"):
            yield list(listed(getattr(organ.it, key), (*organ.path, key)))
        groups: dict[object, list[Part[Provision]]] = defaultdict(list)
        for quorum in listed(organ.it.quorum, (*organ.path, "quorum")):
            groups[quorum.it.purpose].append(quorum)
        for decision in listed(organ.it.decisions, (*organ.path, "decisions")):
            groups[decision.it.matter, frozenset(decision.it.when.items())].append(decision)
        for election in listed(organ.it.elections, (*organ.path, "elections")):
            groups["elections", election.it.of].append(election)
        yield from groups.values()
    standings: dict[str, list[Part[Provision]]] = defaultdict(list)
    for entitlement in listed(examined.file.entitlements, ("entitlements",)):
        standings[entitlement.it.standing].append(entitlement)
    yield from standings.values()


def _succession(examined: Examined, group: Sequence[Part[Provision]]) -> Iterator[Problem]:
    spans = sorted((span for part in group if (span := _span(part))), key=lambda span: span.begins)
    former: _Span | None = None
    for later in spans:
        if former is not None:
            wrong = _overlap(former, later) or _gap(former, later)
            if wrong:
                yield examined.tell(later.part, "from" if later.part.it.begins else "", *wrong)
        former = later if former is None or later.ends > former.ends else former


def _span(part: Part[Provision]) -> _Span | None:
    """Return from when to when a provision is in force, or None when its dates cannot be used."""
    begins = _BEGINNING if part.it.begins is None else read_date(part.it.begins)
    ends = _END if part.it.ends is None else read_date(part.it.ends)
    return None if begins is None or ends is None or before(ends, begins) else _Span(begins, ends, part)


def _overlap(former: _Span, later: _Span) -> tuple[str, str] | None:
    """Return the problem of two provisions that are certainly in force on the same day."""
    if later.begins.latest // DAY > former.ends.earliest // DAY:
        return None
    old, new = former.part, later.part
    if new.it.begins is None:
        return f"has no 'from', and so is in force together with {old.name}", "Add 'from' to one and 'to' to the other"
    how = "it has no 'to'" if old.it.ends is None else f"its 'to' is {old.it.ends}"
    day = iso(later.begins.earliest - DAY)
    mend = f"Write 'to: {day}' in {old.name}, or let {new.name} begin later"
    return f"is {new.it.begins}, before {old.name} has ended ({how})", mend


def _gap(former: _Span, later: _Span) -> tuple[str, str] | None:
    """Return the problem of two provisions with certainly a day between them on which neither is in force."""
    if later.begins.earliest // DAY <= former.ends.latest // DAY + 1:
        return None
    old, new = former.part, later.part
    what = f"is {new.it.begins}, and {old.name} ended with {old.it.ends}: between them nothing is in force"
    day = iso(former.ends.latest + DAY)
    return what, f"Let {new.name} begin on {day}, or add what was in force between them"


DATE_CHECKS = (bad_dates, ends_before_it_begins, deviation_outside, gaps_and_overlaps)
