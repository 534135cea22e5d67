"""Who comes, who stays away, what is known of neither, and what that means for deciding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from concilium.charter.model import in_force
from concilium.charter.schema import Decision, Position
from concilium.documents.brief.contested import order_of_saying
from concilium.documents.brief.meeting import form_of
from concilium.documents.brief.teller import Teller
from concilium.documents.sentence import Sentence
from concilium.instants import DAY, moment
from concilium.procedure.attendance import attendance, told
from concilium.procedure.composition import members
from concilium.procedure.meetings import Gathering, gatherings
from concilium.procedure.precedent import Precedents, precedents, stated_set
from concilium.procedure.quorum import quorum
from concilium.record.entry import Attendance, Entry, Statement

CLAIMS_BACK = 5 * DAY
HAPPENED = ("present", "absent", "represented", "invited")


def who_comes(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield what was said of each delegate, then of whom nothing is known."""
    for entry in told(teller.view, meeting.meeting):
        yield _coming(teller, entry)
    there = attendance(teller.charter, teller.view, meeting.meeting)
    seats = members(teller.charter, teller.view)
    unknown = [code for code in seats.value if code not in there]
    makeup = teller.charter.organ(meeting.organs[0]).composition
    if unknown:
        yield teller.tell(
            "attendance-unknown",
            teller.entries(meeting.entries),
            [rule.id for rule in in_force(makeup, teller.view.at.on)],
            members=teller.lexicon.words(unknown),
            status=teller.phrase(f"attendance-unknown-{_tense(meeting)}"),
        )


def _tense(meeting: Gathering) -> str:
    return "past" if meeting.status == "held" else "coming"


def _coming(teller: Teller, entry: Attendance) -> Sentence:
    """Return what was said of the delegates of some members; what happened is told as such, with by whose account."""
    reason = teller.lexicon.text(entry.reason) if entry.reason else ""
    past = "-after" if entry.status in ("absent", "represented") else ""
    facts = {
        "members": teller.lexicon.words(teller.charter.in_order(entry.members)),
        "because": teller.phrase("because", reason=reason) if reason else "",
        "objection": teller.phrase(f"objection-{entry.objection}{past}") if entry.objection else "",
        "person": teller.who(entry.person) if entry.person else "",
        "according": teller.according(entry, "") if entry.status in HAPPENED else "",
    }
    named = "" if not entry.person else "-person" if entry.members else "-guest"
    return teller.said(entry, f"attendance-{entry.status}{named}", **facts)


def deciding(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield what a decision of the meeting takes, its quorum, and what the absence of a member means."""
    organ = meeting.organs[0]
    for rule in in_force(teller.charter.organ(organ).decisions, teller.view.at.on, teller.view.at.known):
        if rule.matter in ("substantive", "limited-format"):
            yield teller.tell(
                f"deciding-{rule.matter}",
                (),
                (rule.id,),
                rule=teller.lexicon.text(rule.says),
                organ=teller.word(organ),
            )
            yield from _positions(teller, rule)
    yield from quorum_told(teller, organ, meeting.meeting)
    yield from _absent(teller, meeting)


def _positions(teller: Teller, rule: Decision) -> Iterator[Sentence]:
    for position in rule.positions:
        if moment(position.on).latest <= teller.view.at.known:
            yield the_position(teller, position)


def the_position(teller: Teller, position: Position) -> Sentence:
    """Return what an authority holds a rule to be, with where it can be read."""
    said = teller.tell(
        "position-held",
        (),
        (),
        who=teller.who(position.authority, position.on),
        when=teller.when(position.on),
        text=teller.lexicon.text(position.says),
        applied=teller.phrase("position-applied") if position.applied else "",
    )
    sources = tuple(teller.lexicon.cite(citation) for citation in position.source)
    return msgspec.structs.replace(
        said,
        said_by=(teller.named(position.authority),),
        said_on=(format(teller.when(position.on), ""),),
        sources=sources,
    )


def quorum_told(teller: Teller, organ: str, meeting: str | None) -> Iterator[Sentence]:
    """Yield what is known of an organ's quorum, and who holds what of it."""
    answer = quorum(teller.charter, teller.view, organ, meeting)
    if not answer.reasons:
        return
    rule = next(r for r in teller.charter.organ(organ).quorum if r.id == answer.provisions[0])
    yield teller.tell(
        "quorum",
        teller.entries(answer.entries),
        answer.provisions,
        rule=teller.lexicon.text(rule.says),
        organ=teller.word(organ),
    )
    for position in rule.positions:
        if moment(position.on).latest <= teller.view.at.known:
            yield the_position(teller, position)


def _absent(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield, for each member that stays away, what its absence means if it does not object."""
    there = attendance(teller.charter, teller.view, meeting.meeting)
    rules = in_force(teller.charter.organ(meeting.organs[0]).decisions, teller.view.at.on, teller.view.at.known)
    limited = [rule.id for rule in rules if rule.matter == "limited-format"]
    away = [presence for presence in there.values() if presence.state in ("absent", "announced-absent")]
    for presence in away if limited else []:
        key = "absent-no-objection" if presence.objection == "none" else "absent-objection-unknown"
        yield teller.tell(key, teller.entries([presence.entry]), limited, member=teller.word(presence.member))


def precedent(teller: Teller, meeting: Gathering) -> Iterator[Sentence]:
    """Yield, for each member that stays away, the precedents computed over the record, and over what."""
    there = attendance(teller.charter, teller.view, meeting.meeting)
    for presence in there.values():
        if presence.state in ("absent", "announced-absent"):
            yield from _without(teller, meeting, presence.member)
            yield from teller.statements(_claims(teller, meeting, presence.member))


def _claims(teller: Teller, meeting: Gathering, member: str) -> list[Statement]:
    """Return what was asserted of a member's absence from the meeting, to stand beside what the record shows."""
    near = meeting.when.begins.earliest - CLAIMS_BACK
    said = [s for s in teller.view.all(Statement, member) if "attendance" in s.topics]
    mine = [s for s in said if meeting.meeting in s.about or meeting.meeting == s.meeting]
    recent = [s for s in said if near <= moment(s.said.on).latest <= meeting.when.ends.latest and s not in mine]
    return sorted([*mine, *recent], key=order_of_saying)


def _without(teller: Teller, meeting: Gathering, member: str) -> Iterator[Sentence]:
    view = teller.view
    alone = len(meeting.organs) == 1
    same = [
        g
        for g in (stated_set(view, meeting.organs[0], forms=(meeting.form,)) if alone else _joint(teller, meeting))
        if g.when.begins.earliest <= meeting.when.begins.earliest
    ]
    answer = precedents(teller.charter, view, member, same)
    value = answer.value
    facts = _counts(teller, member, meeting.organs[0], same, value) | {
        "be": teller.phrase(f"precedent-be-{_tense(meeting)}")
    }
    entries = teller.entries(answer.entries)
    kind = "alone" if alone else "joint"
    if value.first_without == meeting.meeting:
        yield teller.tell(f"precedent-first-{kind}", entries, **facts)
    else:
        yield teller.tell(f"precedent-again-{kind}", entries, **facts)
    yield from _gaps(teller, same, value, entries or teller.entries(meeting.entries), facts)
    yield from _earlier_without(teller, meeting, member)


def _counts(teller: Teller, member: str, organ: str, meetings: list[Gathering], value: Precedents) -> dict[str, Any]:
    return {
        "member": teller.word(member),
        "organ": teller.word(organ),
        "count": teller.count(len(meetings)),
        "since": teller.when(meetings[0].valid) if meetings else "",
        "without": teller.count(len(value.without)),
        "unknown": teller.count(len(value.unknown)),
    }


def _gaps(
    teller: Teller,
    meetings: list[Gathering],
    value: Precedents,
    entries: list[Entry],
    facts: dict[str, Any],
) -> Iterator[Sentence]:
    """Yield what the record lacks, and the last meeting known to have been with the member."""
    if value.unknown:
        yield teller.tell("precedent-unknown", entries, **facts)
    last = next((g for g in meetings if g.meeting == value.last_with), None)
    if last is not None:
        yield teller.tell("precedent-last-with", teller.entries(last.entries), when=teller.when(last.valid), **facts)


def precedent_over(teller: Teller, member: str, organ: str, meetings: list[Gathering]) -> Iterator[Sentence]:
    """Yield each meeting of a set that was without a member, then what the record lacks."""
    answer = precedents(teller.charter, teller.view, member, meetings)
    for held in meetings:
        if held.meeting in answer.value.without:
            presence = attendance(teller.charter, teller.view, held.meeting)[member]
            yield teller.tell(
                "precedent-without",
                teller.entries([presence.entry, *held.entries]),
                member=teller.word(member),
                form=form_of(teller, held),
                organs=teller.lexicon.words(held.organs),
                when=teller.when(held.valid),
            )
    entries = teller.entries(answer.entries)
    yield from _gaps(teller, meetings, answer.value, entries, _counts(teller, member, organ, meetings, answer.value))


def _joint(teller: Teller, meeting: Gathering) -> list[Gathering]:
    held = [
        g for g in gatherings(teller.view, meeting.organs[0]) if g.organs == meeting.organs and g.form == meeting.form
    ]
    return [g for g in held if g.when.begins.earliest <= teller.view.at.on.latest and g.status in ("held", "planned")]


def _earlier_without(teller: Teller, meeting: Gathering, member: str) -> Iterator[Sentence]:
    """Yield the earlier meetings of any organ and form that were also without a member."""
    for other in gatherings(teller.view):
        earlier = other.when.begins.latest < meeting.when.begins.earliest
        if (
            not earlier
            or other.meeting == meeting.meeting
            or (other.organs == meeting.organs and other.form == meeting.form)
        ):
            continue
        presence = attendance(teller.charter, teller.view, other.meeting).get(member)
        if presence is not None and presence.state in ("absent", "announced-absent"):
            yield teller.tell(
                "precedent-also-without",
                teller.entries([presence.entry, *other.entries]),
                member=teller.word(member),
                form=form_of(teller, other),
                organs=teller.lexicon.words(other.organs),
                when=teller.when(other.valid),
            )
