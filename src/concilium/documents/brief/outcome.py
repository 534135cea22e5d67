"""What came of a meeting: the forecast beside the outcome, and where sources differ from the record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from concilium.documents.brief.agenda import next_meeting, told_steps, wrong_ways
from concilium.documents.brief.contested import order_of_saying
from concilium.documents.brief.leading_up import told_outcome
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.instants import moment
from concilium.procedure.meetings import Gathering
from concilium.procedure.passage import passage, taken_up
from concilium.record.entry import Attendance, Draft, Entry, Meeting, Outcome, Statement, Step, Vote
from concilium.record.view import View

_CLASSES = {
    "decision": ("draft-decisions", "decisions"),
    "statement": ("statements",),
    "document": ("documents", "decisions"),
}


def outcome(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield what was declared, adopted, sent on and said at a meeting that was held."""
    for declared in sorted(_of(teller, meeting), key=_said):
        yield told_outcome(teller, declared)
    for vote in teller.view.all(Vote, meeting.meeting):
        yield _vote(teller, vote)
    done = [
        (draft, step)
        for draft, steps in taken_up(teller.view, meeting.meeting)
        for step in steps
        if step.status == "done"
    ]
    for run in _told_alike(done):
        yield told_steps(teller, run, meeting)
    said = [
        s
        for s in teller.view.all(Statement)
        if s.meeting == meeting.meeting and _said(s) >= meeting.when.begins.earliest
    ]
    yield from teller.statements(sorted(said, key=order_of_saying))
    yield from next_meeting(teller, meeting)


def _of(teller: Teller, meeting: Gathering) -> list[Outcome]:
    return [entry for entry in teller.view.all(Outcome, meeting.meeting) if entry.meeting == meeting.meeting]


def _said(entry: Entry) -> int:
    return moment(entry.said.on).latest


def _vote(teller: Teller, vote: Vote) -> Sentence:
    matter = teller.lexicon.text(vote.matter) if vote.matter else teller.phrase("matter-package")
    positions = [
        teller.phrase(f"position-{position}", members=teller.lexicon.words(teller.charter.in_order(codes)))
        for position, codes in vote.positions.items()
        if codes
    ]
    return teller.said(
        vote,
        "vote",
        form=teller.phrase(f"vote-form-{vote.form}"),
        matter=matter,
        positions="; ".join(positions),
    )


def _told_alike(steps: list[tuple[Draft, Step]]) -> Iterator[list[tuple[Draft, Step]]]:
    """Yield runs of steps of several drafts that were taken and told alike."""

    def key(pair: tuple[Draft, Step]) -> tuple[str, ...]:
        step = pair[1]
        return (
            step.said.on,
            step.step,
            step.organ or "",
            step.to or "",
            step.valid or "",
            step.said.by,
            *step.members,
            *step.said.sources,
        )

    for _, run in groupby(sorted(steps, key=key), key):
        yield list(run)


def forecasts(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield, for a meeting that was held, each forecast made of it beforehand and what became of it."""
    for draft, steps in taken_up(teller.view, meeting.meeting):
        for step in (step for step in steps if step.status == "planned"):
            yield told_steps(teller, [(draft, step)], meeting)
            yield from _became(teller, draft, steps, meeting)
        if any(step.status == "planned" for step in steps):
            yield from wrong_ways(teller, draft, passage(teller.charter, teller.view, draft.draft).value.irregular)
    yield from _delegates(teller, meeting)


def _became(teller: Teller, draft: Draft, steps: list[Step], meeting: Gathering) -> Iterator[Sentence]:
    """Yield what became of a draft that was forecast: its own steps, or the count of its class of documents."""
    done = [step for step in steps if step.status == "done"]
    counted = [o for o in _of(teller, meeting) if draft.several and o.counted in _CLASSES.get(draft.act, ())]
    for declared in counted:
        yield told_outcome(teller, declared)
    if not counted:
        key = "forecast-met" if done else "forecast-open"
        yield teller.tell(key, [*steps[:1], *done], (), draft=teller.lexicon.text(draft.title))


def _delegates(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the delegates who were announced and of whom the record knows that they came, or that another came."""
    told = teller.view.all(Attendance, meeting.meeting)
    for expected in (entry for entry in told if entry.status == "expected" and entry.person):
        came = [
            e
            for e in told
            if e.status in ("present", "represented") and set(e.members) & set(expected.members) and e.person
        ]
        if not came:
            continue
        same = [entry for entry in came if entry.person == expected.person]
        used = same[:1] or came[:1]
        yield teller.tell(
            "delegate-came" if same else "delegate-replaced",
            [expected, *used],
            (),
            person=teller.who(expected.person or ""),
            other=teller.who(used[0].person or ""),
        )


def told_differently(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the assertions about a meeting, and in the reports on it, that the record does not hold."""
    for entry in teller.view.everything:
        if teller.view.set_aside(entry) and _concerns(teller.view, entry, meeting):
            beside = teller.entries([entry.against or ""])
            yield teller.tell(
                "told-differently",
                [entry, *beside],
                (),
                differs=teller.lexicon.text(entry.differs).rstrip("."),
                publisher=teller.lexicon.words(teller.publishers(entry) or [entry.said.by]),
            )


def _concerns(view: View, entry: Entry, meeting: Gathering) -> bool:
    """Tell whether an assertion is of the meeting itself, or was made in a report on it."""
    subjects_of = {getattr(entry, "meeting", None), *getattr(entry, "about", ())}
    if meeting.meeting in subjects_of:
        return True
    reports = {source for other in view.told(Meeting, meeting.meeting) for source in other.said.sources}
    return bool(reports.intersection(entry.said.sources)) and getattr(entry, "meeting", None) in (
        None,
        meeting.meeting,
    )
