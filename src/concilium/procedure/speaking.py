"""Who speaks for the organization: itself, its organs, and those whom its names say act for them."""

from __future__ import annotations

from concilium.charter.model import Charter


def speaks_for_organization(charter: Charter, authority: str) -> bool:
    """Tell whether an authority speaks for the organization or one of its organs."""
    file = charter.file
    if authority == file.organization or authority in file.organs:
        return True
    name = charter.names.find(authority)
    return (
        name is not None
        and name.acts_for is not None
        and (name.acts_for == file.organization or name.acts_for in file.organs)
    )
