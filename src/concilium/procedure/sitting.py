"""Who sits in an organ: its seats on a date, and the persons in them where a post gives a seat."""

from __future__ import annotations

from typing import NamedTuple

from concilium.charter.model import Charter, the_one_in_force
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.seats import seats
from concilium.record.entry import Office
from concilium.record.view import View


class Seat(NamedTuple):
    """A member's seat in an organ and who holds it, as far as the record knows."""

    member: str
    person: str | None
    post: str | None
    entry: str | None


def composition(charter: Charter, view: View, organ: str) -> Answer[tuple[Seat, ...]]:
    """Return the seats of an organ on the date of the view with their holders; holders not known are missing.

    Where the charter names no post that gives a seat, nobody is missing from it.
    """
    rule = the_one_in_force(charter.organ(organ).composition, view.at.on, view.at.known)
    if rule is None:
        missing: tuple[str, ...] = (f"composition of {organ}",)
        return Answer((), "unknown", (Reason("composition-none", {"organ": organ}),), missing=missing)
    sitting = seats(charter, view, organ)
    held = tuple(_seat(view, seat.member, rule.posts) for seat in sitting.value.seats if seat.member)
    persons = (f"{seat.member}: {' or '.join(rule.posts)}" for seat in held if rule.posts and seat.person is None)
    missing = (*sitting.missing, *persons)
    entries = tuple(seat.entry for seat in held if seat.entry)
    reason = Reason("composition-rank", {"organ": organ}, (rule.id,), entries)
    state = "unknown" if missing or not held else "known"
    return Answer(held, state, (reason, *sitting.reasons[1:]), missing=missing)


def _seat(view: View, member: str, posts: tuple[str, ...]) -> Seat:
    """Return a member's seat; of several posts that give it, the one named first in the charter that is held."""
    held = {office.post: office for office in reversed(list(view.holding(Office, member))) if not office.organ}
    office = next((held[post] for post in posts if post in held), None)
    return Seat(member, office.person, office.post, office.id) if office else Seat(member, None, None, None)
