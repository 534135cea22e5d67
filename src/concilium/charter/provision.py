"""What every rule of a charter carries, and the positions that authorities take on a disputed one."""

from __future__ import annotations

from typing import Literal

import msgspec

from concilium.charter.requirement import Requirement

Text = dict[str, str]


class Position(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one authority holds a disputed rule to be, since when, and where that can be read.

    ``rule`` is what it holds a decision to need, and ``but`` whose votes it holds not to count, where either can be
    put that way: the answer then says what would have come of the vote. It is held of acts from ``on`` to ``until``.
    """

    authority: str
    says: Text
    on: str
    source: tuple[str, ...]
    until: str | None = None
    applied: bool = False
    rule: Requirement | None = None
    but: tuple[str, ...] = ()


class Provision(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    rename={"begins": "from", "ends": "to"},
):
    """What every rule carries: an id to cite it by, its dates, its source and how well that was read.

    ``confidence``: ``read`` in the source, ``unread`` (known of, its text not checked), ``practice`` (observed, not
    written), ``inferred``. ``says`` puts the rule in words.
    """

    id: str
    source: tuple[str, ...]
    begins: str | None = None
    ends: str | None = None
    confidence: Literal["read", "unread", "practice", "inferred"] = "read"
    says: Text = {}
    note: str | None = None
