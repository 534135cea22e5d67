"""What is on the agenda, which drafts are taken up, and where they go next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from concilium.documents.brief.meeting import form_of, on_days, place
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer
from concilium.procedure.meetings import Gathering, gathering, next_gathering
from concilium.procedure.passage import Way, passage, taken_up
from concilium.record.entry import Draft, Item, Meeting, Step


def agenda(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the items told of, then each draft with its planned steps and where the charter has it go next."""
    yield from teller.items(sorted(_items(teller, meeting), key=lambda item: item.number or 0))
    for draft, steps in taken_up(teller.view, meeting.meeting):
        if meeting.status != "held" and any(step.status == "planned" for step in steps):
            yield from _draft(teller, draft, meeting)
    yield from _adopting_organ(teller, meeting)


def _items(teller: Teller, meeting: Gathering) -> list[Item]:
    return [item for item in teller.view.all(Item, meeting.meeting) if item.meeting == meeting.meeting]


def _draft(teller: Teller, draft: Draft, meeting: Gathering) -> Iterator[Sentence]:
    """Yield where a draft has been and is planned to go, and what its passage makes of that."""
    answer = passage(teller.charter, teller.view, draft.draft)
    return the_passage(teller, draft, answer, here=meeting)


def the_passage(
    teller: Teller, draft: Draft, answer: Answer[Way], *, here: Gathering | None = None
) -> Iterator[Sentence]:
    """Yield the steps told of a draft, the next that the charter knows, and what was told the wrong way round.

    ``here`` is the meeting that a brief is of: its own steps need no place, its own organ no next step.
    """
    for step in answer.value.steps:
        if here is None or step.step != "proposed":
            yield told_steps(teller, [(draft, step)], here)
    if answer.value.next is not None and (here is None or draft.organ not in here.organs):
        yield teller.tell(
            "passage-next",
            teller.entries(entry.id for entry in teller.view.all(Draft, draft.draft)),
            [answer.value.next.id],
            draft=teller.lexicon.text(draft.title),
            rule=teller.lexicon.text(answer.value.next.says),
        )
    yield from wrong_ways(teller, draft, answer.value.irregular)


def told_steps(teller: Teller, steps: list[tuple[Draft, Step]], here: Gathering | None) -> Sentence:
    """Return steps told alike as one sentence: as expected and by whom, or as done, when, and by whose account.

    Where a step was taken is said unless it is at the meeting that the brief is of (``here``).
    """
    draft, step = steps[0]
    number = "several" if draft.several or len(steps) > 1 else "one"
    told = [each for _, each in steps]
    title = "; ".join(teller.lexicon.text(each.title) for each, _ in steps)
    facts = {
        "draft": teller.phrase(f"named-{number}", draft=title) if step.status == "planned" else title,
        "as": teller.phrase(f"as-{number}"),
        "be": teller.phrase(f"be-{number}"),
        "doc": teller.phrase(f"doc-{number}"),
        "by": teller.phrase("by-organ", organ=teller.word(step.organ)) if step.organ else "",
        "to": teller.phrase("to-organ", organ=teller.word(step.to)) if step.to else "",
        "at": _at_meeting(teller, step.meeting) if here is None or step.meeting != here.meeting else "",
        "members": teller.lexicon.words(step.members),
        "day": teller.span(step.valid) if step.valid and not step.meeting else "",
    }
    if step.status == "done" and step.meeting and step.meeting.endswith(f"/{step.said.on}"):
        facts["at"] = ""  # the day is the meeting's own and is said already
    if step.status == "planned":
        return teller.all_said(told, f"step-{step.step}-planned", **facts)
    on = teller.span(step.valid or step.said.on)
    actor = teller.actor(step.organ, step.members)
    done = {**facts, "day": on, "actor": actor, "according": teller.according(step, step.organ)}
    return teller.all_said(told, f"step-{step.step}", **done)


def wrong_ways(teller: Teller, draft: Draft, steps: Iterable[Step]) -> Iterator[Sentence]:
    """Yield what was told of a draft that takes it down from the organ that adopts it."""
    for step in steps:
        yield wrong_way_told(teller, draft, step)


def _at_meeting(teller: Teller, meeting: str | None) -> str:
    """Return "at the session of 28 November 2024" for a meeting this view knows, else ""."""
    if meeting is None or not teller.view.all(Meeting, meeting):
        return ""
    held = gathering(teller.view, meeting)
    exact = held.when.begins.precision == "day"
    key = "at-meeting" if exact else "at-meeting-inexact"
    return teller.phrase(key, form=form_of(teller, held), when=teller.when(held.valid))


def wrong_way_told(teller: Teller, draft: Draft, step: Step) -> Sentence:
    """Return what a source told that takes a draft down from the organ that adopts it, and what the charter says."""
    rules = [rule.id for route in teller.charter.file.passage if route.organ == step.organ for rule in route.steps[-1:]]
    return teller.tell(
        "passage-wrong-way",
        [step],
        rules,
        draft=teller.lexicon.text(draft.title),
        organ=teller.word(step.organ or ""),
        to=teller.word(step.to or ""),
        publisher=teller.lexicon.words(teller.publishers(step) or [step.said.by]),
    )


def _adopting_organ(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the next meeting of the organ above, to which the drafts go."""
    for parent in dict.fromkeys(teller.charter.organ(organ).under for organ in meeting.organs):
        coming = next_gathering(teller.view, parent, meeting.when.ends.latest) if parent else None
        if coming is not None:
            rules = [
                rule.id for route in teller.charter.file.passage if route.organ == parent for rule in route.steps[-1:]
            ]
            yield teller.tell(
                f"next-above-{coming.status}",
                teller.entries(coming.entries),
                rules,
                organ=teller.word(parent or ""),
                when=teller.when(coming.valid),
                on=on_days(teller, coming),
                place=place(teller, coming),
            )


def next_meeting(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the next meeting of the organ itself, if one is planned in this view."""
    coming = next_gathering(teller.view, meeting.organs[0], meeting.when.ends.latest)
    if coming is not None:
        yield teller.tell(
            f"next-meeting-{coming.status}",
            teller.entries(coming.entries),
            (),
            organs=teller.lexicon.words(coming.organs),
            form=form_of(teller, coming),
            when=teller.when(coming.valid),
            on=on_days(teller, coming),
            place=place(teller, coming),
        )
