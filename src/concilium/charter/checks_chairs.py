"""Checks of members named by code and of the rules by which the chair passes."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.findings import Examined, Part, hint, inner, read_date
from concilium.charter.schema import Composition, Deviation, Rotation
from concilium.instants import before
from concilium.problems import Problem
from concilium.sourcefile import shorten
from concilium.terms import is_state

MOST_YEARS = 100


def member_codes(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each member named that is neither a state's code nor in the names."""
    members = examined.names.members
    for part, key, code in _members(examined):
        if code not in members and not is_state(code):
            mend = hint(code, members, "Use a code of ISO 3166 such as ARM, or add it to names.yaml, under members")
            yield examined.tell(part, key, f"names '{shorten(code)}', which is no member's code", mend)


def _members(examined: Examined) -> Iterator[tuple[Part[object], str, str]]:
    for composition in examined.every(Composition):
        for code in composition.it.members:
            yield composition, "members", code
    for rotation in examined.every(Rotation):
        for key, named in (("start", rotation.it.start), ("holder", rotation.it.holder)):
            if named is not None:
                yield rotation, key, named
        for deviation in inner(rotation, "deviations", "deviation"):
            for key in ("turn_of", "held_by"):
                yield deviation, key, getattr(deviation.it, key)


def seats_listed(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for seats that are listed without members, or members listed where the seats are not."""
    for part in examined.every(Composition):
        if part.it.seats == "listed" and not part.it.members:
            yield examined.tell(part, "seats", "is 'listed', and no member is", "Add 'members'")
        elif part.it.members and part.it.seats != "listed":
            yield examined.tell(part, "members", "is given and the seats are not listed", "Write 'seats: listed'")


def orders(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each rotation that lacks what its order needs, or has what belongs to another order."""
    for part in examined.every(Rotation):
        for order, key, value in (("follows", "follows", part.it.follows), ("exempt", "holder", part.it.holder)):
            if part.it.order == order and value is None:
                mend = f"Add '{key}', or change the order"
                yield examined.tell(part, "order", f"is '{order}', and '{key}' is missing", mend)
            elif part.it.order != order and value is not None:
                mend = f"Remove it, or write 'order: {order}'"
                yield examined.tell(part, key, f"is given and the order is '{part.it.order}'", mend)


def terms(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each term that says too little or too much of how long a turn is."""
    for part in examined.every(Rotation):
        rule = part.it
        if rule.order in ("alphabet", "host", "appointment") and rule.term == "same":
            yield examined.tell(part, "", "does not say how long a turn is", "Add 'term', such as calendar-year")
        if rule.term == "years" and rule.years is None:
            yield examined.tell(part, "term", "is 'years', and 'years' is missing", "Add 'years' with their number")
        elif rule.term != "years" and rule.years is not None:
            what, mend = f"is given and the term is '{rule.term}'", "Remove it, or write 'term: years'"
            yield examined.tell(part, "years", what, mend)
        elif rule.years is not None and not 1 <= rule.years <= MOST_YEARS:
            yield examined.tell(part, "years", f"is {rule.years}", f"Write a number from 1 to {MOST_YEARS}")
        if rule.begins is None and (rule.order == "exempt" or rule.term == "calendar-year"):
            yield examined.tell(part, "", "has no 'from', and its turns are counted from there", "Add 'from'")


def starts(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for an alphabetical order that does not say with whom it begins, and when."""
    begun: set[str] = set()
    for part in examined.every(Rotation):
        organ = str(part.path[1])
        if (part.it.start is None) != (part.it.start_on is None):
            given, lacking = ("start_on", "start") if part.it.start is None else ("start", "start_on")
            yield examined.tell(part, given, f"is given and '{lacking}' is not", f"Add '{lacking}'")
        elif part.it.order == "alphabet" and part.it.start is None and organ not in begun:
            what = "is the first in alphabetical order and does not say with whom that begins"
            yield examined.tell(part, "", what, "Add 'start' with a member and 'start_on' with the day")
        if part.it.order == "alphabet":
            begun.add(organ)


def out_of_order(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each rotation written after one that began later: turns are counted down the file."""
    former: dict[str, Part[Rotation]] = {}
    for part in examined.every(Rotation):
        organ = str(part.path[1])
        begins = read_date(part.it.begins)
        earlier = read_date(former[organ].it.begins) if organ in former else None
        if begins and earlier and before(begins, earlier):
            what = f"is {part.it.begins}, before that of {former[organ].name} above it"
            yield examined.tell(part, "from", what, "Write the provisions of the chair in order of time")
        former[organ] = part


def deviations(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each deviation in which the member whose turn it was held the chair."""
    for part in examined.every(Rotation):
        for deviation in inner(part, "deviations", "deviation"):
            if isinstance(deviation.it, Deviation) and deviation.it.held_by == deviation.it.turn_of:
                what = f"is '{shorten(deviation.it.held_by)}', whose turn it was"
                yield examined.tell(deviation, "held_by", what, "Name who took the turn, or remove the deviation")


CHAIR_CHECKS = (member_codes, seats_listed, orders, terms, starts, out_of_order, deviations)
