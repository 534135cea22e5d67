"""Who holds which office on a date."""

from __future__ import annotations

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer, Reason
from concilium.record.entry import Office
from concilium.record.view import View


def offices(view: View) -> list[Office]:
    """Return every office held on the date of the view, one entry for each post: the holder who began last."""
    found: dict[tuple[str, str | None, str | None], Office] = {}
    for entry in view.all(Office):
        if any(entry is held for held in view.holding(Office, entry.person)):
            key = (entry.post, entry.member, entry.organ)
            if key not in found or _begins(found[key]) <= _begins(entry):
                found[key] = entry
    return sorted(found.values(), key=lambda office: (office.member or "", office.post, office.person))


def holder(view: View, post: str, of: str) -> Answer[str | None]:
    """Return the person who holds a post of a member or organ on the date of the view, or None when not known."""
    for office in view.holding(Office, of):
        if office.post == post:
            return Answer(office.person, reasons=(Reason("office-held", {"post": post, "of": of}, (), (office.id,)),))
    return Answer(None, "unknown", missing=(f"{post} of {of}",))


def office_of(view: View, person: str) -> Office | None:
    """Return the office a person holds on the date of the view: of several the one that began last, or None."""
    return view.current(Office, person)


def role(charter: Charter, view: View, person: str) -> tuple[str, str | None] | None:
    """Return a person's post and whose it is (a member, an organ or the organization), or None when not known."""
    office = office_of(view, person)
    return (office.post, office.member or office.organ or charter.file.organization) if office else None


def _begins(office: Office) -> str:
    return (office.valid or "").split("/")[0]
