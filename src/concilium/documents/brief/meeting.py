"""The brief's first section: what meets, when, where, in what form, and under whose chair and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from concilium.charter.model import the_one_in_force
from concilium.charter.schema import Rotation
from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import Word
from concilium.documents.dates import spoken, through
from concilium.documents.sentence import Sentence
from concilium.instants import day_of
from concilium.procedure.answer import Reason
from concilium.procedure.chair import chair, next_chairs
from concilium.procedure.composition import members
from concilium.procedure.meetings import Gathering
from concilium.procedure.offices import office_of
from concilium.record.entry import Chairmanship, Office
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


def the_chair(teller: Teller, organ: str, *, past: bool = False) -> Iterator[Sentence]:
    """Yield who chairs an organ and why: what was decided, and what the rotation gives."""
    answer = chair(teller.charter, teller.view, organ)
    if answer.value is None:
        return
    held = "chair-past" if past else "chair-coming"
    follows = [p for reason in answer.reasons if reason.key == "chair-follows" for p in reason.provisions]
    persons = _presiding(teller, organ, answer.value)
    if persons:
        yield teller.tell(
            held,
            teller.entries([*answer.entries[:1], *(p[1] for p in persons)]),
            [*answer.provisions[:1], *follows],
            member=teller.word(answer.value),
            person=teller.who(persons[0][0]),
        )
    else:
        yield teller.tell(
            f"{held}-unnamed",
            teller.entries(answer.entries[:1]),
            answer.provisions,
            member=teller.word(answer.value),
        )
    for reason in answer.reasons:
        yield from _why(teller, reason)
    if answer.state == "differs":
        yield teller.tell("chair-differs", teller.entries(answer.entries), answer.provisions)


def _presiding(teller: Teller, organ: str, member: str) -> list[tuple[str, str]]:
    """Return who presides for a member in an organ, with the entry that says so: as named, or by the office held."""
    named = [
        c for c in teller.view.holding(Chairmanship, organ) if c.organ == organ and c.member == member and c.person
    ]
    if named:
        return [(named[0].person or "", named[0].id)]
    posts = [post for rule in teller.charter.organ(organ).composition for post in rule.posts]
    for person in dict.fromkeys(office.person for office in _offices(teller, member)):
        office = office_of(teller.view, person)
        if office is not None and office.post in posts and office.member == member:
            return [(person, office.id)]
    return []


def _offices(teller: Teller, member: str) -> list[Office]:
    return list(teller.view.holding(Office, member))


def _why(teller: Teller, reason: Reason) -> Iterator[Sentence]:
    facts = dict(reason.facts)
    entries = teller.entries(reason.entries)
    organization = teller.word(teller.charter.file.organization)
    if reason.key in ("chair-decided", "chair-said"):
        yield teller.tell(
            reason.key,
            entries,
            reason.provisions,
            member=teller.word(facts["member"]),
            organ=teller.word(facts["organ"]),
            who=teller.who(facts["by"], facts["on"]),
            when=teller.when(facts["on"]),
            organization=organization,
            term=teller.span(facts["valid"]) if facts["valid"] else "",
        )
    elif reason.key in ("chair-by-rotation", "chair-deviation"):
        says = _says(teller, reason)
        yield teller.tell(
            reason.key,
            entries,
            reason.provisions,
            member=teller.word(facts["member"]),
            holder=teller.word(facts["holder"]),
            when=teller.when(facts["day"]),
            rule=teller.lexicon.text(says),
            organization=organization,
        )


def _says(teller: Teller, reason: Reason) -> dict[str, str]:
    """Return the words of the rule that gave a turn, or of the deviation from it."""
    rule = teller.charter.provisions[reason.provisions[0]]
    deviations = rule.deviations if isinstance(rule, Rotation) else ()
    deviation = next((d for d in deviations if d.on == reason.facts.get("deviation")), None)
    return deviation.says if deviation else rule.says


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


def next_in_the_chair(teller: Teller, organ: str, count: int) -> Iterator[Sentence]:
    """Yield who is next in the chair by the rotation, as far ahead as it can be told."""
    for turn in next_chairs(teller.charter, teller.view, organ, count):
        yield teller.tell(
            "chair-next",
            teller.entries(turn.entries),
            (turn.provision,),
            member=teller.word(turn.holder),
            when=teller.when(day_of(turn.minute).isoformat()),
        )
