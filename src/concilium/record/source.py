"""Where an assertion can be read: the sources that entries cite."""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A publication or document: ``publisher`` is an authority of the names, ``published`` an EDTF date.

    ``title`` is the title itself, or a description of ours in square brackets; by language where it has several.
    """

    publisher: str
    title: str | dict[str, str]
    published: str | None = None
    url: str | None = None
    language: str = "en"


def split_citation(citation: str) -> tuple[str, str]:
    """Return the source and the locator of a citation such as ``charter-2002#Art. 19``."""
    source, _, locator = citation.partition("#")
    return source, locator
