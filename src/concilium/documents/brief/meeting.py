"""The brief's first section: what meets, when, where, in what form, and under whose chair and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from concilium.charter.model import the_one_in_force
from concilium.documents.brief.chair import next_in_the_chair, the_chair
from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import Word
from concilium.documents.dates import spoken, through
from concilium.documents.sentence import Sentence
from concilium.instants import day_of
from concilium.procedure.composition import members
from concilium.procedure.meetings import Gathering
from concilium.terms import Name


def title(teller: Teller, meeting: Gathering) -> str:
    """Return the heading of a brief: the organs, the place and the date."""
    organs = teller.lexicon.words(meeting.organs)
    key = "title-regular" if meeting.form == "regular" else "title-other"
    organization = teller.word(teller.charter.file.organization)
    form = teller.phrase(key, organs=organs, organization=organization, form=form_of(teller, meeting))
    parts = [form, place(teller, meeting, alone=True), date_of(teller, meeting)]
    joined = ", ".join(part for part in parts if part)
    return joined[:1].upper() + joined[1:]


def form_of(teller: Teller, meeting: Gathering) -> Word:
    """Return the form of a meeting in words; of some organs the field has a word of its own ("session")."""
    own = f"{meeting.form}-{meeting.organs[0]}"
    form = own if teller.catalogue.has(f"form-{own}") else meeting.form
    gender: Literal["f", "n"] = "f" if form in teller.phrase("forms-feminine").split() else "n"
    return Word(
        Name(names={teller.lexicon.language: teller.phrase(f"form-{form}")}, gender=gender), teller.lexicon.language
    )


def place(teller: Teller, meeting: Gathering, *, alone: bool = False) -> str:
    """Return "in Almaty", or with ``alone`` "Almaty"; "" when not known."""
    if meeting.place is None:
        return ""
    if meeting.place == "videoconference":
        return teller.phrase("by-videoconference")
    return str(teller.word(meeting.place)) if alone else teller.phrase("in-place", place=teller.word(meeting.place))


def date_of(teller: Teller, meeting: Gathering) -> str:
    """Return the day of a meeting, or its days, in words."""
    begins, ends = meeting.when.begins, meeting.when.ends
    if begins == ends or begins.precision != "day":
        return spoken(teller.catalogue, begins)
    return through(teller.catalogue, begins, ends)


def the_meeting(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield what the record holds of a meeting itself, its chair, and its organs' makeup and competence."""
    yield _when_and_where(teller, meeting)
    yield from the_chair(teller, meeting.organs[0], past=meeting.status == "held")
    for organ in meeting.organs:
        yield from _organ(teller, organ)
    yield from the_members(teller)
    yield from next_in_the_chair(teller, meeting.organs[0], 1)


def _when_and_where(teller: Teller, meeting: Gathering) -> Sentence:
    entries = teller.entries(meeting.entries)
    exact = meeting.when.begins.precision == "day"
    key = f"meeting-{meeting.status}" + ("" if exact else "-inexact")
    begins = meeting.when.begins
    return teller.tell(
        key,
        entries,
        organs=teller.lexicon.words(meeting.organs),
        form=form_of(teller, meeting),
        organization=teller.word(teller.charter.file.organization),
        on=on_days(teller, meeting),
        weekday=teller.catalogue.locale.days["format"]["wide"][day_of(begins.earliest).weekday()] if exact else "",
        place=place(teller, meeting),
    )


def on_days(teller: Teller, meeting: Gathering) -> str:
    """Return "on 21 June 2024", or the days through which a meeting lasted."""
    begins = meeting.when.begins
    if meeting.when.ends == begins:
        return spoken(teller.catalogue, begins, "on-")
    return teller.phrase("date-on-days", days=date_of(teller, meeting))


def _organ(teller: Teller, organ: str) -> Iterator[Sentence]:
    """Yield what an organ is and who sits in it."""
    from_charter = teller.charter.organ(organ)
    at = teller.view.at
    competence = the_one_in_force(from_charter.competence, at.on, at.known)
    makeup = the_one_in_force(from_charter.composition, at.on, at.known)
    if competence is not None and makeup is not None:
        yield teller.tell(
            "organ-is",
            (),
            (competence.id, makeup.id),
            organ=teller.word(organ),
            competence=teller.lexicon.text(competence.says),
            makeup=teller.lexicon.text(makeup.says),
        )


def the_members(teller: Teller) -> Iterator[Sentence]:
    """Yield the members on the date of the view, in the charter's order."""
    answer = members(teller.charter, teller.view)
    if answer.value:
        counting = [reason for reason in answer.reasons if reason.key == "member-counts"]
        provisions = dict.fromkeys(p for reason in counting for p in reason.provisions)
        entries = [e for reason in counting for e in reason.entries]
        yield teller.tell(
            "members-are",
            teller.entries(entries),
            provisions,
            members=teller.lexicon.words(answer.value),
            count=teller.count(len(answer.value)),
            organization=teller.word(teller.charter.file.organization),
        )
