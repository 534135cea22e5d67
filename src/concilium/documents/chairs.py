"""The succession in the chair in words: a line for each turn, with from when to when, who, and by what."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from concilium.documents.brief.chair import holder_word, says
from concilium.documents.brief.teller import Teller
from concilium.instants import iso
from concilium.procedure.answer import Answer, Reason
from concilium.procedure.succession import Held, succession

_RECORDED = ("chair-decided", "chair-said")
_HOW = {
    "chair-decided": "decision",
    "chair-said": "record",
    "chair-by-rotation": "rotation",
    "chair-deviation": "deviation",
    "chair-by-region": "region",
    "chair-by-office": "office",
    "chair-fixed": "rule",
}


class ChairTurn(msgspec.Struct, frozen=True, kw_only=True, rename={"begins": "from", "ends": "to"}):
    """A turn in a chair: its first and last day (None: not known), the holder (None: not known) and its name.

    ``how`` is ``decision``, ``record`` (an authority's word), ``rotation``, ``deviation``, ``region``, ``office``,
    ``rule`` (a fixed holder) or ``unknown``; ``words`` say it, and what the rotation gives where that is another.
    """

    begins: str | None
    ends: str | None
    holder: str | None
    name: str
    how: str
    words: str
    provisions: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the turn in a line."""
        return "  ".join((self.begins or "..", f"{self.ends or '..':<10}", self.name, self.words)).rstrip()


def tell_chairs(teller: Teller, organ: str, first: int, last: int) -> list[ChairTurn]:
    """Return every turn in the chair of an organ that a minute between two lies in, in order of time."""
    return [_told(teller, held) for held in succession(teller.charter, teller.view, organ, first, last)]


def _told(teller: Teller, held: Held) -> ChairTurn:
    answer = held.answer
    found = [reason.key for reason in answer.reasons if reason.key in _HOW]
    return ChairTurn(
        begins=iso(held.begins),
        ends=iso(held.ends),
        holder=answer.value,
        name=str(holder_word(teller, answer) or teller.phrase("not-known")),
        how=_HOW[found[0]] if found else "unknown",
        words="; ".join(_words(teller, answer)),
        provisions=answer.provisions,
        entries=answer.entries,
    )


def _words(teller: Teller, answer: Answer[str | None]) -> Iterator[str]:
    """Yield by what the chair is held: a decision or the record, then the rotation, then why it was departed from."""
    recorded = next((r for r in answer.reasons if r.key in _RECORDED), None)
    computed = next((r for r in answer.reasons if r.key in _HOW and r.key not in _RECORDED), None)
    if recorded is not None:
        yield teller.phrase("turn-decided" if recorded.key == "chair-decided" else "turn-recorded")
    if computed is not None:
        yield from _computed(teller, computed, answer, alone=recorded is None)


def _computed(teller: Teller, reason: Reason, answer: Answer[str | None], *, alone: bool) -> Iterator[str]:
    facts = reason.facts
    if reason.key in ("chair-by-office", "chair-fixed"):
        yield teller.phrase("turn-by-office" if reason.key == "chair-by-office" else "turn-fixed")
    elif reason.key == "chair-by-region":
        yield teller.phrase("turn-by-region", region=teller.word(facts["member"]))
    elif answer.state == "differs":
        yield teller.phrase("turn-rotation-gives", member=teller.word(facts["holder"]))
    elif reason.key == "chair-by-rotation":
        yield teller.phrase("turn-rotation" if alone else "turn-in-turn")
    if reason.key == "chair-deviation":
        yield teller.phrase("turn-deviation", rule=says(teller, reason))
