"""An answer: its value, the reasons, what it rests on, what is missing, and who holds otherwise."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

V = TypeVar("V")


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason: a key of the catalogues with what fills it, and the provisions and entries it rests on."""

    key: str
    facts: dict[str, str] = {}
    provisions: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()


class Rival(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an authority holds that differs from, or bears on, the answer; ``applied`` if it is applied in practice."""

    authority: str
    value: str
    on: str
    entries: tuple[str, ...] = ()
    agrees: bool = False
    applied: bool = False


class Answer(msgspec.Struct, Generic[V], frozen=True, omit_defaults=True):
    """The answer to a question put to a charter and a view.

    ``state``: ``known``, ``unknown`` (``missing`` names what is lacking), or ``disputed``/``contested`` (``rivals``).
    ``provisions`` are ids of the charter, ``entries`` ids of the record.
    """

    value: V
    state: str = "known"
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[Rival, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def provisions(self) -> tuple[str, ...]:
        """Return the provisions that the reasons cite, each once."""
        return tuple(dict.fromkeys(p for reason in self.reasons for p in reason.provisions))

    @property
    def entries(self) -> tuple[str, ...]:
        """Return the entries that the reasons and rivals rest on, each once."""
        reasons = (e for reason in self.reasons for e in reason.entries)
        rivals = (e for rival in self.rivals for e in rival.entries)
        return tuple(dict.fromkeys((*reasons, *rivals)))
