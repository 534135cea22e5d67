"""What every entry carries: who asserted something, when, where it can be read, and when the record took it in."""

from __future__ import annotations

from typing import Literal

import msgspec

Text = dict[str, str]
"""The same words by language: ``{"en": "...", "ru": "..."}``."""

Confidence = Literal["read", "unread", "inferred"]


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody who passed an assertion on, between the one who made it and the publisher of the source."""

    by: str
    on: str | None = None


class Said(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"sources": "in"},
):
    """Who asserted it, when, and where that can be read.

    ``by`` is the authority; ``on`` an EDTF date; ``in`` the sources, each ``source-id`` or ``source-id#locator``;
    ``through`` those who passed it on, nearest to the authority first (the publisher of the source is understood);
    ``quote`` the words themselves in the language they were read in. ``confidence``: ``read`` in the source named,
    ``unread`` (commonly stated, not checked), or ``inferred`` by the editors from what was read.
    """

    by: str
    on: str
    sources: tuple[str, ...]
    through: tuple[Link, ...] = ()
    quote: Text = {}
    confidence: Confidence = "read"


class Recorded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """When this record took the entry in, and by whose hand."""

    on: str
    by: str


class Entry(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="kind",
):
    """What every entry carries.

    ``valid`` is the EDTF period it speaks of; ``against`` names the entry that the record holds instead of this
    one (a source's error is kept, and ``differs`` says how it differs); ``audience`` is ``public``, ``members``,
    ``secretariat`` or member codes; ``note`` tells the reviewer what is doubtful.
    """

    id: str
    said: Said
    recorded: Recorded
    valid: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    against: str | None = None
    differs: Text = {}
    audience: tuple[str, ...] = ("public",)
    note: str | None = None
