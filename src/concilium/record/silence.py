"""The kinds of entry about texts under silence: that one was put under it, and what was done about it by whom when."""

from __future__ import annotations

from typing import Literal

from concilium.record.assertion import Entry, Text


class Silence(Entry, frozen=True, kw_only=True, tag="silence"):
    """A text is put under silence in an ``organ``: adopted at ``expires`` unless the silence is broken before.

    ``opened`` and ``expires`` are instants with their zone, to the second, or dates where no more is known.
    ``opened_by`` is whoever opened it: a person, post, member or organ. ``matter`` is the charter's word for what is
    decided, ``subject`` a noun phrase in the nominative.
    """

    silence: str
    organ: str
    opened: str
    expires: str
    opened_by: str | None = None
    matter: str | None = None
    draft: str | None = None
    subject: Text = {}


class SilenceAct(Entry, frozen=True, kw_only=True, tag="silence-act"):
    """Something done about a text under silence, received ``at`` an instant with its zone (or on a date).

    ``actor`` is the member, person, post or organ that did it. An ``extension`` lasts ``until`` another instant; a
    text is ``reissued`` under the name ``reissued_as``. ``in_time`` is what the source says where the instants are not
    known well enough to tell. ``objection-to-opening`` is against using the procedure at all; ``announced-adopted`` and
    ``announced-broken`` are what was declared of it.
    """

    silence: str
    act: Literal[
        "objection",
        "amendment",
        "hold",
        "hold-lifted",
        "extension-request",
        "extension",
        "withdrawn",
        "reissued",
        "objection-to-opening",
        "announced-adopted",
        "announced-broken",
    ]
    at: str
    actor: str
    written: bool | None = None
    in_time: bool | None = None
    until: str | None = None
    reissued_as: str | None = None
