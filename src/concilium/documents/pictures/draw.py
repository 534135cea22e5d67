"""Every kind of picture by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from concilium.documents.brief.teller import Teller
from concilium.documents.pictures.attendance import attendance
from concilium.documents.pictures.calendar import calendar
from concilium.documents.pictures.hemicycle import hemicycle, recorded
from concilium.documents.pictures.lanes import lanes
from concilium.documents.pictures.passage import passage
from concilium.documents.pictures.picture import Picture
from concilium.documents.pictures.timeline import timeline
from concilium.documents.pictures.wheel import wheel
from concilium.problems import MisusedError, UnknownNameError, meant
from concilium.procedure.casting import Told

_OF_AN_ORGAN: Mapping[str, Callable[[Teller, str], Picture]] = {"attendance": attendance, "wheel": wheel}
_OF_ONE: Mapping[str, tuple[Callable[[Teller, str], Picture], str]] = {
    "passage": (passage, "a draft, such as border-programme"),
    "timeline": (timeline, "a meeting, such as cfm/2024-06-21"),
    "hemicycle": (recorded, "a meeting with a recorded vote, or an organ, a matter and how the members voted"),
}

KINDS = tuple(sorted({"calendar", "lanes", *_OF_AN_ORGAN, *_OF_ONE}))


def draw(teller: Teller, kind: str, what: str | None, vote: tuple[str, Told] | None = None) -> Picture:
    """Return a picture of a kind: of an organ (the leading one when none is named), a member, draft, meeting, year.

    ``vote`` is the matter and how the members of the organ ``what`` voted, where the record does not hold it. Raises
    UnknownNameError and MisusedError.
    """
    if kind not in KINDS:
        raise UnknownNameError(f"There is no picture '{kind}'. {meant(kind, KINDS)}.")
    if vote is not None and kind != "hemicycle":
        raise MisusedError(f"A matter and votes say nothing to '{kind}'. Leave them out, or ask for a hemicycle.")
    if kind == "lanes":
        return lanes(teller, what.upper() if what is not None else None)
    if kind == "calendar":
        return calendar(teller, what)
    if kind in _OF_AN_ORGAN:
        return _OF_AN_ORGAN[kind](teller, _organ(teller, what))
    if vote is not None:
        return hemicycle(teller, _organ(teller, what), *vote)
    drawn, wanted = _OF_ONE[kind]
    if what is None:
        raise MisusedError(f"'{kind}' is a picture of one thing. Name {wanted}.")
    return drawn(teller, what)


def _organ(teller: Teller, word: str | None) -> str:
    charter = teller.charter
    return charter.organ_called(word if word is not None else charter.file.organization)
