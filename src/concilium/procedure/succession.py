"""The succession in the chair: everybody who held it between two dates, with what each held it by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from concilium.charter.calendar import months_of
from concilium.charter.model import Charter, first_minute, last_minute
from concilium.instants import BEGINNING, END, Moment, day_of, period
from concilium.procedure.answer import Answer
from concilium.procedure.chair import chair
from concilium.procedure.turns import later_day, turns
from concilium.record.entry import Chairmanship
from concilium.record.view import View


class Held(NamedTuple):
    """The chair while one held it: from which minute, to which (END when no end is known), and the answer then."""

    begins: int
    ends: int
    answer: Answer[str | None]


def succession(charter: Charter, view: View, organ: str, first: int, last: int) -> list[Held]:
    """Return every turn in the chair of an organ that a minute between two lies in, in order of time.

    A turn begins where the holder changes or the rotation passes the chair on. A time of which nobody knows who held
    the chair is one of them, with no value.
    """
    passing = _passing(charter, view, organ, last)
    minutes = sorted({*_changing(charter, view, organ), *passing})
    at = bisect_right(minutes, first)
    minutes = minutes if at else [first, *minutes]
    answers = _Answers(charter, view, organ, passing)
    here = max(at - 1, 0)
    while here > 0 and answers.goes_on(minutes[here - 1], minutes[here]):
        here -= 1
    return list(_from(minutes, here, last, answers))


class _Answers(NamedTuple):
    """The chair of an organ on any minute, and the minutes at which the rotation passes it on, with to whom."""

    charter: Charter
    view: View
    organ: str
    passing: dict[int, str]

    def on(self, minute: int) -> Answer[str | None]:
        key = ("chair", self.charter, self.organ, minute)
        there = self.view.on(Moment(minute, minute))
        return self.view.remembered(key, lambda: chair(self.charter, there, self.organ))

    def goes_on(self, before: int, minute: int) -> bool:
        """Tell whether who held the chair before goes on with the same turn at a minute."""
        value = self.on(minute).value
        anew = minute in self.passing and value in (None, self.passing[minute])
        return not anew and value == self.on(before).value


def _from(minutes: list[int], here: int, last: int, answers: _Answers) -> Iterator[Held]:
    while here < len(minutes) and minutes[here] <= last:
        after = here + 1
        while after < len(minutes) and answers.goes_on(minutes[after - 1], minutes[after]):
            after += 1
        ends = minutes[after] - 1 if after < len(minutes) else END
        yield Held(minutes[here], ends, answers.on(minutes[here]))
        here = after


def _passing(charter: Charter, view: View, organ: str, last: int) -> dict[int, str]:
    """Return the minutes at which the rotation of an organ, or of those it follows, passes the chair, with to whom."""
    found: dict[int, str] = {}
    for each in _leading(charter, organ):
        longest = max((months_of(rule) for rule in charter.organ(each).chair), default=12)
        given = turns(charter, view, each, later_day(day_of(last), longest))
        found |= {turn.minute: turn.holder for turn in given if turn.minute != BEGINNING}
    return found


def _leading(charter: Charter, organ: str) -> list[str]:
    follows = [rule.follows for rule in charter.organ(organ).chair if rule.follows]
    return list(dict.fromkeys((organ, *follows)))


def _changing(charter: Charter, view: View, organ: str) -> Iterator[int]:
    """Yield the minutes at which a rule, or what the record holds, may give the chair to another."""
    for each in _leading(charter, organ):
        for rule in charter.organ(each).chair:
            yield from _ends(first_minute(rule), last_minute(rule), view.at.known)
        for entry in view.all(Chairmanship, each):
            if entry.valid is not None:
                held = period(entry.valid)
                yield from _ends(held.begins.earliest, held.ends.latest, END)


def _ends(first: int, last: int, known: int) -> Iterator[int]:
    if first not in (BEGINNING, END) and first <= known:
        yield first
    if last not in (BEGINNING, END) and last < known:
        yield last + 1
