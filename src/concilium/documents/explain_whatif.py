"""What if: an organ as supposed beside the organ as it is, in words."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.procedure.needing import Needs
from concilium.procedure.whatif import Prospect

_QUORUM = {True: "quorum-met", False: "quorum-not-met", None: "not-known"}


def tell_whatif(teller: Teller, organ: str, today: Prospect, then: Prospect) -> Iterator[Sentence]:
    """Yield who would chair, sit and decide, each with what it is today; ``teller`` is of the organ as it is."""
    cited = _cited(teller, organ)
    yield teller.tell("whatif-chair", (), cited, then=_name(teller, then.chair), today=_name(teller, today.chair))
    if today.next_chairs or then.next_chairs:
        names = {"then": _names(teller, then.next_chairs), "today": _names(teller, today.next_chairs)}
        yield teller.tell("whatif-next", (), cited, **names)
    yield teller.tell("whatif-seats", (), cited, then=len(then.seats), today=len(today.seats))
    quorums = {"then": teller.phrase(_QUORUM[then.quorum]), "today": teller.phrase(_QUORUM[today.quorum])}
    yield teller.tell("whatif-quorum", (), cited, **quorums)
    for matter, needs in then.matters.items():
        before = today.matters.get(matter)
        yield teller.tell(
            "whatif-matter",
            (),
            (needs.decision.id,),
            matter=matter,
            then=prospects(teller, needs),
            today=prospects(teller, before) if before else teller.phrase("not-known"),
        )


def prospects(teller: Teller, needs: Needs) -> str:
    """Return in a clause what a matter takes of the members left: how many votes, how many block, who alone."""
    said = [teller.phrase(f"needs-{needs.state}")]
    if needs.wanted is not None and needs.state == "open":
        said.append(teller.phrase("whatif-wanted", number=sum(part.number for part in needs.wanted)))
    if needs.against:
        said.append(teller.phrase("whatif-against", number=sum(part.number for part in needs.against)))
    if needs.alone:
        said.append(teller.phrase("whatif-alone", count=teller.count(len(needs.alone))))
    return ", ".join(said)


def _cited(teller: Teller, organ: str) -> tuple[str, ...]:
    """Return the provisions on who sits in an organ and who chairs it."""
    held = teller.charter.organ(organ)
    return tuple(rule.id for rule in (*held.composition[-1:], *held.chair[-1:]))


def _name(teller: Teller, member: str | None) -> str:
    return str(teller.word(member)) if member else teller.phrase("not-known")


def _names(teller: Teller, members: tuple[str, ...]) -> str:
    return ", ".join(str(teller.word(member)) for member in members) or teller.phrase("not-known")
