"""What led up to a meeting: earlier meetings of the bodies, assessments, initiatives, statements."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.documents.brief.contested import TOPICS, order_of_saying
from concilium.documents.brief.meeting import form_of, place
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.instants import DAY, moment
from concilium.procedure.meetings import Gathering, gatherings
from concilium.record.entry import Item, Outcome, Statement

MEETINGS_BACK = 60 * DAY
STATEMENTS_BACK = 40 * DAY
BACKGROUND = frozenset({"cooperation", "exercises", "history"})
ELSEWHERE = TOPICS | BACKGROUND | {"attendance"}


def leading_up(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the meetings of the weeks before with what they dealt with, then what was said, as it was said."""
    start = meeting.when.begins.earliest
    for earlier in gatherings(teller.view):
        if start - MEETINGS_BACK <= earlier.when.begins.earliest < start and earlier.status == "held":
            yield from _earlier(teller, earlier)
    found = statements(teller, start - STATEMENTS_BACK, start)
    yield from teller.statements(found)
    for entry in found:
        yield from _situation(teller, entry)


def _earlier(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    yield teller.tell(
        "earlier-meeting",
        teller.entries(meeting.entries),
        (),
        organs=teller.lexicon.words(meeting.organs),
        when=teller.span(meeting.valid),
        place=place(teller, meeting),
        form=form_of(teller, meeting),
    )
    yield from teller.items(teller.view.all(Item, meeting.meeting))
    for outcome in teller.view.all(Outcome, meeting.meeting):
        yield told_outcome(teller, outcome)


def told_outcome(teller: Teller, outcome: Outcome) -> Sentence:
    """Return what was declared to have come of a meeting."""
    subject = teller.lexicon.text(outcome.subject) if outcome.subject else ""
    counted = (
        teller.phrase(f"counted-{outcome.counted or 'documents'}", n=teller.count(outcome.count))
        if outcome.count is not None
        else ""
    )
    shape = "-".join(part for part, given in (("count", counted), ("subject", subject)) if given) or "bare"
    return teller.said(
        outcome,
        f"outcome-{shape}",
        result=teller.phrase(f"result-{outcome.result}"),
        subject=subject,
        counted=counted,
    )


def statements(teller: Teller, start: int, end: int) -> list[Statement]:
    """Return the statements said between two minutes that no other section tells, in order."""
    found = [
        s
        for s in teller.view.all(Statement)
        if start <= moment(s.said.on).latest < end and not ELSEWHERE.intersection(s.topics)
    ]
    return sorted(found, key=order_of_saying)


def _situation(teller: Teller, entry: Statement) -> Iterator[Sentence]:
    """Yield the cause that an assessment names, and whom it names, as alleged."""
    situation = entry.situation
    if situation is None or not (situation.cause or situation.actors):
        return
    cause = teller.lexicon.text(situation.cause) if situation.cause else ""
    actors = teller.lexicon.words(situation.actors) if situation.actors else ""
    told = "-".join(part for part, given in (("cause", cause), ("actors", actors)) if given)
    yield teller.said(entry, f"situation-{told}", cause=cause, actors=actors)
