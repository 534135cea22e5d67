"""Precedents: the first meeting without a member, the last with it, counts and streaks over a stated set."""

from __future__ import annotations

from typing import NamedTuple

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.attendance import attendance
from concilium.procedure.meetings import Gathering, gatherings
from concilium.record.view import View


class Precedents(NamedTuple):
    """What a set of meetings shows of a member, in order of time; ``streak`` counts the last ones without it."""

    counted: tuple[str, ...]
    first_without: str | None
    last_with: str | None
    without: tuple[str, ...]
    unknown: tuple[str, ...]
    streak: int


def stated_set(view: View, organ: str, *, forms: tuple[str, ...] = ("regular",), alone: bool = True) -> list[Gathering]:
    """Return the meetings of an organ in some forms that were held by the date of the view, or are planned on it.

    ``alone`` leaves out joint meetings with other organs.
    """
    return [
        g
        for g in gatherings(view, organ)
        if g.form in forms
        and g.when.begins.earliest <= view.at.on.latest
        and g.status in ("held", "planned")
        and (not alone or g.organs == (organ,))
    ]


def precedents(charter: Charter, view: View, member: str, meetings: list[Gathering]) -> Answer[Precedents]:
    """Return what a set of meetings shows of a member; meetings where its presence is not known are ``missing``.

    A planned meeting counts as announced. The reasons say over how many meetings, from which to which.
    """
    presence = {g.meeting: attendance(charter, view, g.meeting).get(member) for g in meetings}
    entries = tuple(found.entry for found in presence.values() if found)
    here = [g.meeting for g in meetings if (p := presence[g.meeting]) and p.state in ("present", "expected")]
    away = [g.meeting for g in meetings if (p := presence[g.meeting]) and p.state in ("absent", "announced-absent")]
    unknown = tuple(g.meeting for g in meetings if presence[g.meeting] is None)
    known = [g.meeting for g in meetings if presence[g.meeting] is not None]
    streak = next((i for i, meeting in enumerate(reversed(known)) if meeting in here), len(known))
    first = away[0] if away else None
    value = Precedents(
        tuple(g.meeting for g in meetings), first, here[-1] if here else None, tuple(away), unknown, streak
    )
    span = {"count": str(len(meetings)), "from": meetings[0].meeting, "to": meetings[-1].meeting} if meetings else {}
    reason = Reason("precedent-over", {"member": member, **span}, (), entries)
    return Answer(value, "known" if not unknown else "unknown", (reason,), missing=unknown)
