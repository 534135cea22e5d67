"""Checks of how long a turn in the chair lasts, on which days it passes, and of the turns that went otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from concilium.charter.calendar import BY_CALENDAR, handover_days
from concilium.charter.findings import Examined, Part, inner, is_open, read_date
from concilium.charter.schema import Deviation, Rotation
from concilium.instants import day_of
from concilium.problems import Problem
from concilium.sourcefile import shorten

MOST_YEARS = 100
STATED = {"three-months": 4, "half-year": 2, "six-months": 2, "calendar-year": 1}
"""How many days a year a term has on which the chair passes, where they may be stated."""
WITH_TERM = ("alphabet", "listed", "regions", "elected", "host", "appointment")
IN_TURN = ("alphabet", "listed", "regions")
_DAY = re.compile(r"\d{2}-\d{2}")


def terms(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each term that says too little or too much of how long a turn is."""
    for part in examined.every(Rotation):
        rule = part.it
        if rule.order in WITH_TERM and rule.term == "same":
            yield examined.tell(part, "", "does not say how long a turn is", "Add 'term', such as calendar-year")
        if rule.order == "host" and rule.term in BY_CALENDAR:
            mend = "Write 'term: session-to-session' or 'term: until-next-meeting'"
            yield examined.tell(part, "term", f"is '{rule.term}', and the host changes with the meetings", mend)
        if rule.begins is None and (rule.order == "exempt" or (rule.term in BY_CALENDAR and rule.order in IN_TURN)):
            yield examined.tell(part, "", "has no 'from', and its turns are counted from there", "Add 'from'")
        yield from _years(examined, part)


def _years(examined: Examined, part: Part[Rotation]) -> Iterator[Problem]:
    rule = part.it
    if rule.term == "years" and rule.years is None:
        yield examined.tell(part, "term", "is 'years', and 'years' is missing", "Add 'years' with their number")
    elif rule.term != "years" and rule.years is not None:
        what, mend = f"is given and the term is '{rule.term}'", "Remove it, or write 'term: years'"
        yield examined.tell(part, "years", what, mend)
    elif rule.years is not None and not 1 <= rule.years <= MOST_YEARS:
        yield examined.tell(part, "years", f"is {rule.years}", f"Write a number from 1 to {MOST_YEARS}")


def days(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for stated days that are none, or too many or too few for the term."""
    for part in examined.every(Rotation):
        stated, number = part.it.days, STATED.get(part.it.term)
        for text in stated:
            if not _is_day(text):
                what = f"names '{shorten(text)}', which is no day of every year"
                yield examined.tell(part, "days", what, "Write the month and the day, such as 05-15")
        if stated and number is None:
            what = f"is given and the term is '{part.it.term}'"
            yield examined.tell(part, "days", what, "Remove it, or write 'term: six-months'")
        elif stated and number != len(stated):
            what = f"names {len(stated)} days, and the term is '{part.it.term}'"
            yield examined.tell(part, "days", what, f"Name {number}")


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"2001-{text}")
    except ValueError:
        return False
    return True


def first_days(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each order whose first day is none on which such a term begins, or from which none counts."""
    for part in examined.every(Rotation):
        rule, on = part.it, read_date(part.it.start_on)
        if rule.order not in IN_TURN or rule.term not in BY_CALENDAR or not _usable(rule):
            continue
        if rule.start_on is None and rule.term in ("three-months", "six-months", "years") and not rule.days:
            what = f"is '{rule.term}', and the day from which the terms are counted is missing"
            yield examined.tell(part, "term", what, "Add 'start' and 'start_on', or 'days'")
        elif on is not None and not is_open(on):
            day = day_of(on.earliest)
            if rule.term in ("month", "half-year") and not rule.days and day not in handover_days(rule, day, day):
                begins = "a month" if rule.term == "month" else "a half-year"
                what = f"is {rule.start_on}, which is not the first day of {begins}"
                yield examined.tell(part, "start_on", what, f"Write the first day of {begins}, or change the term")


def _usable(rule: Rotation) -> bool:
    """Tell whether the days of a rule can be counted: what it gives for that is right."""
    start = read_date(rule.start_on)
    right = rule.start_on is None or (start is not None and not is_open(start))
    years = rule.term != "years" or (rule.years is not None and 1 <= rule.years <= MOST_YEARS)
    return right and years and all(_is_day(text) for text in rule.days)


def deviations(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each deviation that says too little or too much of who took the turn."""
    for part in examined.every(Rotation):
        for deviation in inner(part, "deviations", "deviation"):
            if isinstance(deviation.it, Deviation):
                yield from _deviation(examined, Part(deviation.path, deviation.name, deviation.it))


def _deviation(examined: Examined, part: Part[Deviation]) -> Iterator[Problem]:
    it = part.it
    if it.held_by == it.turn_of:
        what = f"is '{shorten(it.held_by)}', whose turn it was"
        yield examined.tell(part, "held_by", what, "Name who took the turn, or remove the deviation")
    if it.what in ("replaced", "swapped") and it.held_by is None:
        yield examined.tell(part, "", f"is '{it.what}', and 'held_by' is missing", "Add 'held_by' with a member")
    if it.what in ("skipped", "declined") and it.held_by is not None:
        mend = "Remove it, for the next in turn had the chair, or write 'what: replaced'"
        yield examined.tell(part, "held_by", f"is given, and the turn was {it.what}", mend)
    if it.what in ("replaced", "skipped") and it.keeps_turn is None:
        mend = "Add 'keeps_turn: true' when the member passed over is next, else 'keeps_turn: false'"
        yield examined.tell(part, "", "does not say whether the turn was kept", mend)
    elif it.what not in ("replaced", "skipped") and it.keeps_turn is not None:
        yield examined.tell(part, "keeps_turn", f"is given, and the turn was {it.what}", "Remove it")


def deviation_days(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each deviation that no order could give, or on a day on which no turn begins."""
    for part in examined.every(Rotation):
        rule = part.it
        for deviation in inner(part, "deviations", "deviation"):
            it, on, begins = deviation.it, read_date(deviation.it.on), read_date(rule.begins)
            if not isinstance(it, Deviation) or on is None or is_open(on) or begins is None:
                continue
            day = day_of(on.earliest)
            turning = rule.order in IN_TURN and rule.term in BY_CALENDAR and _usable(rule)
            if it.what == "cut-short" or not turning or on.latest < begins.earliest:
                continue
            if (rule.start_on is not None or rule.days or _fixed(rule)) and day not in handover_days(rule, day, day):
                what = f"is {it.on}, on which the chair does not pass"
                yield examined.tell(
                    deviation, "on", what, "Write the day on which the turn begins, or 'what: cut-short'"
                )


def _fixed(rule: Rotation) -> bool:
    return rule.term in ("month", "half-year", "calendar-year")


TERM_CHECKS = (terms, days, first_days, deviations, deviation_days)
