"""Whose standing is contested: what the charter says, who holds otherwise, and what was said of it lately."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.charter.schema import ByDecision, Provision, Withdrawal
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.instants import DAY, moment
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.procedure.composition import ever_acted, members
from concilium.procedure.meetings import Gathering
from concilium.procedure.standing import standing
from concilium.record.entry import Standing, Statement

TOPICS = frozenset({"standing", "withdrawal", "membership", "budget", "limited-format"})
LATELY = 130 * DAY


def contested(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield, for each member whose standing an authority contests on the date of the view, the positions in order."""
    for member in contested_members(teller):
        answer = standing(teller.charter, teller.view, member)
        yield from the_standing(teller, member, answer)
        yield from _lately(teller, member, meeting, {(rival.authority, rival.on) for rival in answer.rivals})


def the_standing(teller: Teller, member: str, answer: Answer[str]) -> Iterator[Sentence]:
    """Yield a member's legal standing, the reasons, and what authorities assert, each as its own.

    What agrees and was said before anybody disagreed is left out.
    """
    yield _legal(teller, member, answer)
    yield from _reasons(teller, member, answer)
    first = min((moment(rival.on).latest for rival in answer.rivals if not rival.agrees), default=0)
    for rival in answer.rivals:
        if moment(rival.on).latest >= first:
            yield _rival(teller, member, rival)


def contested_members(teller: Teller) -> list[str]:
    """Return the members, by right or in practice, whose standing is contested on the date of the view."""
    counting = members(teller.charter, teller.view).value
    return [
        code
        for code in ever_acted(teller.charter, teller.view)
        if code in counting and standing(teller.charter, teller.view, code).state == "contested"
    ]


def _legal(teller: Teller, member: str, answer: Answer[str]) -> Sentence:
    since = next((reason for reason in answer.reasons if reason.key == "standing-since"), None)
    if since is None:
        return teller.tell(
            "standing-none",
            (),
            [rule.id for rule in teller.charter.file.membership[:1]],
            member=teller.word(member),
        )
    entries = teller.entries(since.entries)
    return teller.tell(
        "standing-legal",
        entries,
        since.provisions,
        member=teller.word(member),
        standing=teller.phrase(f"legal-{answer.value}"),
        when=teller.when(since.facts["day"]),
        organization=teller.word(teller.charter.file.organization),
    )


def _reasons(teller: Teller, member: str, answer: Answer[str]) -> Iterator[Sentence]:
    """Yield each further reason once: what was not done, and what was done without effect."""
    grouped: dict[tuple[str, tuple[str, ...], str], list[Reason]] = {}
    for reason in answer.reasons:
        if reason.key not in ("standing-since", "standing-no-act"):
            word = reason.facts.get("act") or reason.facts.get("standing") or ""
            grouped.setdefault((reason.key, reason.provisions, word), []).append(reason)
    for (key, provisions, word), reasons in grouped.items():
        rule: Provision = teller.charter.provisions[provisions[0]]
        facts = dict(reasons[0].facts)
        yield teller.tell(
            key,
            teller.entries(e for reason in reasons for e in reason.entries),
            provisions,
            member=teller.word(member),
            rule=teller.lexicon.text(rule.says),
            act=teller.phrase(f"deposit-{word}") if "act" in facts else "",
            standing=teller.phrase(f"standing-{word}") if "standing" in facts else "",
            when=teller.when(facts["day"]) if "day" in facts else "",
            condition=_condition(teller, rule),
            scope=teller.lexicon.text(rule.scope) if isinstance(rule, ByDecision) and rule.scope else "",
            residual=teller.lexicon.text(rule.residual) if isinstance(rule, Withdrawal) and rule.residual else "",
        )


def _condition(teller: Teller, rule: Provision) -> str:
    """Return on what condition a rule lets a member withdraw, in words."""
    if not isinstance(rule, Withdrawal):
        return ""
    return teller.lexicon.text(rule.condition) if rule.condition else teller.phrase("dues-paid")


def _rival(teller: Teller, member: str, rival: Rival) -> Sentence:
    entry = teller.view.get(rival.entries[0])
    if not isinstance(entry, Standing):
        raise TypeError(f"{rival.entries[0]} is no standing entry")
    basis = teller.lexicon.text(entry.basis) if entry.basis else ""
    key = "rival-basis" if basis else "rival"
    return teller.said(
        entry,
        key,
        member=teller.word(member),
        standing=teller.phrase(f"standing-{rival.value}"),
        basis=basis,
        when=teller.when(rival.on),
        organization=teller.word(teller.charter.file.organization),
    )


def _lately(teller: Teller, member: str, meeting: Gathering, told: set[tuple[str, str]]) -> Iterator[Sentence]:
    """Yield what was said of the member's standing in the months before the meeting and is not told above."""
    start, end = meeting.when.begins.earliest - LATELY, meeting.when.ends.latest
    said = [
        s
        for s in teller.view.all(Statement, member)
        if TOPICS.intersection(s.topics) and (s.said.by, s.said.on) not in told
    ]
    lately = [s for s in said if start <= moment(s.said.on).latest <= end]
    yield from teller.statements(sorted(lately, key=order_of_saying))


def order_of_saying(entry: Statement) -> tuple[object, ...]:
    """Order statements by when they were said, those of one speaker on one day together."""
    said = entry.said
    return (moment(said.on).latest, said.by, said.sources, entry.act, entry.id)
