"""Who may do something in an organ: whoever holds a post, sits in a seat or in the chair, as a provision names them."""

from __future__ import annotations

from concilium.charter.model import Charter
from concilium.procedure.chair import chair
from concilium.procedure.offices import offices
from concilium.procedure.seats import seats
from concilium.record.view import View

CHAIR, MEMBER = "chair", "member"
"""The words for whoever chairs an organ, and for any member with a seat in it."""


def empowered(charter: Charter, view: View, organ: str, actor: str, words: tuple[str, ...]) -> bool | None:
    """Tell whether an actor is one of those that a provision names on the date of the view; None when not known.

    ``words`` are members, organs, posts (whoever holds one acts for it), ``chair`` and ``member``.
    """
    held = {actor, *(office.post for office in offices(view) if office.person == actor)}
    if held.intersection(words) or (MEMBER in words and seated(charter, view, organ, actor)):
        return True
    if CHAIR not in words:
        return None if MEMBER in words and seated(charter, view, organ, actor) is None else False
    presiding = chair(charter, view, organ).value
    return None if presiding is None else presiding in held


def seated(charter: Charter, view: View, organ: str, member: str) -> bool | None:
    """Tell whether a member has a seat with a vote in an organ on the date of the view; None when not known."""
    sitting = seats(charter, view, organ)
    if any(seat.member == member for seat in sitting.value.seats):
        return member not in sitting.value.barred
    return None if sitting.state == "unknown" else False
