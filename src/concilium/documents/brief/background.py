"""The background: founding, instruments, fields of cooperation, exercises."""

from __future__ import annotations

from collections.abc import Iterator

from concilium.documents.brief.contested import order_of_saying
from concilium.documents.brief.leading_up import BACKGROUND
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.instants import DAY, moment, period
from concilium.procedure.force import force
from concilium.procedure.meetings import Gathering
from concilium.record.entry import Activity, Instrument, Statement

STATEMENTS_BACK = 120 * DAY
ACTIVITIES_BACK = 300 * DAY
ACTIVITIES_AHEAD = 120 * DAY


def background(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield how the organization came to be, what it is for, and what it does besides meeting."""
    for identifier in teller.charter.file.founding:
        yield from _founding(teller, identifier)
    organization = teller.word(teller.charter.file.organization)
    for purpose in teller.charter.file.purposes:
        yield teller.tell(
            "purpose", (), (purpose.id,), organization=organization, text=teller.lexicon.text(purpose.says)
        )
    start = meeting.when.begins.earliest
    found = [s for s in teller.view.all(Statement) if BACKGROUND.intersection(s.topics)]
    told = [s for s in found if start - STATEMENTS_BACK <= moment(s.said.on).latest <= meeting.when.ends.latest]
    yield from teller.statements(sorted(told, key=order_of_saying))
    yield from _activities(teller, meeting)


def _founding(teller: Teller, identifier: str) -> Iterator[Sentence]:
    """Yield when and where a founding instrument was signed, and since when it is in force."""
    signed = [e for e in teller.view.all(Instrument, identifier) if e.instrument == identifier and e.signed]
    entry = max(signed, key=lambda e: (len(e.signatories), e.place is not None), default=None)
    if entry is None:
        return
    answer = force(teller.charter, teller.view, identifier)
    place = teller.phrase("in-place", place=teller.word(entry.place)) if entry.place else ""
    facts = {
        "title": teller.lexicon.text(entry.titles),
        "when": teller.when(entry.signed or ""),
        "place": place,
    }
    key = "instrument-in-force" if answer.value else "instrument-signed"
    signatories = teller.lexicon.words(teller.charter.in_order(entry.signatories)) if entry.signatories else ""
    used = [entry, *(e for e in teller.entries(answer.entries) if e.id != entry.id)]
    force_on = teller.when(answer.value) if answer.value else ""
    cited = [reason.provisions[0] for reason in answer.reasons if reason.provisions][:1]
    yield teller.tell(
        f"{key}-by" if signatories else key, used, cited, force=force_on, signatories=signatories, **facts
    )


def _around(entry: Activity, meeting: Gathering) -> bool:
    """Tell whether an activity belongs to the months before a meeting, or is an exercise of the months after it."""
    if not entry.valid:
        return False
    begins = period(entry.valid).begins.earliest
    ahead = ACTIVITIES_AHEAD if entry.form in ("exercise", "operation") else 0
    return meeting.when.begins.earliest - ACTIVITIES_BACK <= begins <= meeting.when.ends.latest + ahead


def _activities(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield the exercises and operations of the months around a meeting, the last word on each."""
    last: dict[str, Activity] = {}
    for entry in sorted(teller.view.all(Activity), key=lambda a: (a.status == "held", moment(a.said.on).latest)):
        if _around(entry, meeting):
            last[entry.activity] = entry
    for entry in sorted(last.values(), key=lambda a: period(a.valid or "").begins.earliest):
        participants = teller.lexicon.words(teller.charter.in_order(entry.participants)) if entry.participants else ""
        place = teller.phrase("in-place", place=teller.word(entry.place)) if entry.place else ""
        happened = entry.status == "held" and entry.form in ("event", "mission")
        key = f"activity-{'happened' if happened else entry.status}" + ("-by" if participants else "")
        yield teller.said(
            entry,
            key,
            title=teller.lexicon.text(entry.title),
            span=teller.span(entry.valid or ""),
            place=place,
            participants=participants,
            according=teller.according(entry, ""),
        )
