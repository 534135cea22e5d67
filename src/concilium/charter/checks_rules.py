"""Checks of quorums and of the passage of drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from concilium.charter.findings import Examined, Part, listed
from concilium.charter.schema import Passage, Quorum
from concilium.problems import Problem
from concilium.sourcefile import shorten

_SHARE = re.compile(r"([0-9]{1,9})/([0-9]{1,9})|1|0\.[0-9]{1,9}")


def quorums(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each quorum whose number does not agree with whether it is known."""
    for part in examined.every(Quorum):
        if part.it.share is not None and part.it.rule is not None:
            yield examined.tell(part, "rule", "is given, and so is 'share'", "Give one of them")
        if part.it.state == "known" and part.it.share is None and part.it.rule is None:
            yield examined.tell(
                part, "state", "is 'known', and 'share' is missing", "Add it, such as 2/3, or 1 for all"
            )
        elif part.it.state != "known" and part.it.share is not None:
            mend = "Remove it, or write 'state: known'"
            yield examined.tell(part, "share", f"is given and the quorum is '{part.it.state}'", mend)
        elif part.it.share is not None and not _is_share(part.it.share):
            what = f"is '{shorten(part.it.share)}', which is no share of the seats"
            yield examined.tell(part, "share", what, "Write a fraction above 0 and up to 1, such as 2/3, or 1 for all")
        if part.it.state == "disputed" and not part.it.positions:
            mend = "Add 'positions': who holds the rule to be what"
            yield examined.tell(part, "state", "is 'disputed', and nobody's position is given", mend)


def _is_share(text: str) -> bool:
    match = _SHARE.fullmatch(text)
    if match is None or (match[2] is not None and int(match[2]) == 0):
        return False
    return 0 < Fraction(text) <= 1


def passages(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each passage that does not end with adoption by its organ, and for a second one to it."""
    seen: set[str] = set()
    for number, passage in enumerate(examined.file.passage):
        part = Part(("passage", number), f"passage {number + 1}", passage)
        if passage.organ in seen:
            yield examined.tell(part, "organ", f"is '{shorten(passage.organ)}' a second time", "Make both one")
        seen.add(passage.organ)
        yield from _last_step(examined, part)


def _last_step(examined: Examined, part: Part[Passage]) -> Iterator[Problem]:
    passage = part.it
    if not passage.steps:
        yield examined.tell(part, "steps", "has no step", f"Add the step 'adopted' by '{shorten(passage.organ)}'")
        return
    last = list(listed(passage.steps, (*part.path, "steps")))[-1]
    if last.it.step != "adopted":
        what = f"is '{shorten(last.it.step)}', and it is the last of the passage"
        yield examined.tell(last, "step", what, f"Let it end with the step 'adopted' by '{shorten(passage.organ)}'")
    elif passage.organ not in last.it.organs:
        what = f"is 'adopted', and not by '{shorten(passage.organ)}', to which the passage leads"
        yield examined.tell(last, "step", what, f"Write 'organs: {shorten(passage.organ)}'")


RULE_CHECKS = (quorums, passages)
