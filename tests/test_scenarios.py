"""What happened in the organizations, told case by case as a secretary would, comes out of charter and record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from ruamel.yaml import YAML

import concilium
from concilium import Organization, View
from concilium.instants import iso, moment
from concilium.procedure.answer import Answer
from concilium.procedure.attendance import attendance
from concilium.procedure.casting import Manner, told
from concilium.procedure.deciding import ruling
from concilium.procedure.electing import Ballot, parsed
from concilium.procedure.meetings import gathering
from concilium.procedure.offices import holder
from concilium.procedure.passage import passage
from concilium.procedure.turns import next_chairs
from concilium.record.entry import KINDS, Contribution, Outcome, Statement, Vote

FOLDER = Path(__file__).parent / "scenarios"
"""A folder an organization, named after it."""

Question = Literal[
    "standing", "chair", "next chairs", "members", "quorum", "composition", "office", "precedents", "force", "passage",
    "attendance", "vote", "outcomes", "meeting", "positions", "held instead", "decide", "silence", "elect",
    "turns", "contributions", "statements",
]  # fmt: skip


class Ask(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A question and what it is about: a member, an organ, a meeting, a draft, a post, a vote."""

    question: Question
    member: str = ""
    organ: str = ""
    meeting: str | None = None
    post: str = ""
    instrument: str = ""
    draft: str = ""
    provision: str = ""
    kind: str = ""
    about: list[str] = []
    joint: bool = False
    matter: str = ""
    proposal: str | None = None
    concerned: list[str] | str = []
    yes: list[str] | str = []
    no: list[str] | str = []
    abstain: list[str] | str = []
    absent: list[str] | str = []
    not_participating: list[str] | str = []
    proxies: dict[str, str] = {}
    second_vote: bool = False
    casting: Literal["yes", "no", "none"] | None = None
    of: str | None = None
    seats: str = ""
    votes: list[str] | str = []
    voting: int | None = None
    name: str = ""
    at: str | None = None


class Expect(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What must come out.

    ``views`` are all authorities that hold otherwise and what they hold; ``agree`` and ``applied`` are some of those
    that hold the same, and whose word is applied; ``cites`` are provisions the answer must rest on; ``missing`` is
    all that it says it lacks.
    """

    value: Any
    state: str | None = None
    views: dict[str, str] | None = None
    agree: list[str] = []
    applied: list[str] = []
    cites: list[str] = []
    missing: list[str] | None = None


class Scenario(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One case: what happened, where that can be read, from where it is asked, and what must come out."""

    case: str
    source: str
    on: str
    ask: Ask
    expect: Expect
    known: str | None = None
    organization: str = ""


@lru_cache
def opened(organization: str) -> Organization:
    """Return a shipped organization, read once."""
    return concilium.open(organization)


def scenarios() -> Iterator[Scenario]:
    """Yield every scenario of every file, all words as they are written."""
    for path in sorted(FOLDER.glob("*/*.yaml")):
        read = msgspec.convert(YAML(typ="base").load(path.read_text("utf-8")), list[Scenario], strict=False)
        yield from (msgspec.structs.replace(each, organization=path.parent.name) for each in read)


def said(value: object) -> str:
    """Return a value as the scenarios write it."""
    return "not known" if value is None else str(value)


def ask_standing(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.standing(ask.member).answer
    return answer.value, answer


def ask_chair(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.chair(ask.organ).answer
    return said(answer.value), answer


def ask_next_chairs(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    turns = next_chairs(view.organization.charter, view.record, ask.organ, 3)
    return {iso(turn.minute): turn.holder for turn in turns}, None


def ask_turns(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    """Return the holders of the turns between the two dates of ``at``, by the first day of each."""
    first, _, last = (ask.at or "").partition("/")
    return {turn.begins: said(turn.holder) for turn in view.chairs(ask.organ, first, last)}, None


def ask_members(view: View, _: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.members().answer
    return list(answer.value), answer


def ask_quorum(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.quorum(ask.organ, ask.meeting).answer
    return {True: "met", False: "not met", None: "not known"}[answer.value], answer


def ask_composition(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.composition(ask.organ).answer
    return {seat.member: said(seat.person) for seat in answer.value}, answer


def ask_office(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = holder(view.record, ask.post, ask.member or ask.organ)
    return said(answer.value), answer


def ask_precedents(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    forms = ("regular", "joint") if ask.joint else ("regular",)
    answer = view.precedents(ask.member, ask.organ, forms, alone=not ask.joint).answer
    value = answer.value
    told = {"first without": said(value.first_without), "last with": said(value.last_with)}
    return {**told, "without in a row": str(value.streak), "not known": list(value.unknown)}, answer


def ask_force(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.force(ask.instrument).answer
    return answer.value or "not in force", answer


def ask_passage(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = passage(view.organization.charter, view.record, ask.draft)
    way = answer.value
    taken = [f"{step.step} {step.organ}" for step in way.steps if step.status == "done"]
    told = {"taken": taken, "next": way.next.id if way.next else "nothing"}
    return {**told, "told the wrong way": [step.id for step in way.irregular]}, answer


def ask_attendance(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    found = attendance(view.organization.charter, view.record, ask.meeting or "")
    return {code: " ".join(filter(None, (one.state, one.person))) for code, one in found.items()}, None


def ask_vote(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    votes = [v for v in view.record.all(Vote, ask.meeting or "") if not ask.draft or v.draft == ask.draft]
    return [
        {"form": vote.form, **{word: list(codes) for word, codes in vote.positions.items()}} for vote in votes
    ], None


def ask_outcomes(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    counted = [o for o in view.record.all(Outcome, ask.meeting or "") if o.count is not None]
    return [f"{o.said.by}: {o.count} {o.counted} {o.result}" for o in counted], None


def ask_meeting(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    held = gathering(view.record, ask.meeting or "")
    return {"status": held.status, "when": held.valid, "place": said(held.place), "form": held.form}, None


def ask_positions(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    rule: Any = view.organization.charter.provisions[ask.provision]
    known = [p for p in rule.positions if moment(p.on).latest <= view.record.at.known]
    return {p.authority: "applied" if p.applied else "held" for p in known}, None


def one_or_more(words: list[str] | str) -> list[str]:
    return [words] if isinstance(words, str) else words


def ask_decide(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    """Return the outcome (all that are possible, where it cannot be said), and whom it binds when that is asked."""
    lists = {"yes": ask.yes, "no": ask.no, "abstain": ask.abstain, "absent": ask.absent}
    votes: dict[Any, list[str]] = {position: one_or_more(words) for position, words in lists.items()}
    votes["not-participating"] = one_or_more(ask.not_participating)
    manner = Manner(ask.proxies, "second" if ask.second_vote else "first", ask.casting, ask.draft or None)
    vote = told(votes, one_or_more(ask.concerned), ask.proposal, manner)
    answer = ruling(view.organization.charter, view.record, ask.organ, ask.matter, vote)
    outcome = answer.value.outcome or " or ".join(answer.value.possible)
    if ask.kind == "bound":
        return {"outcome": outcome, "bound": list(answer.value.bound or ())}, answer
    return outcome, answer


def ask_silence(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    answer = view.silence(ask.name, ask.at).answer
    return {"state": answer.value.state, "broken by": list(answer.value.broken_by)}, answer


def ask_elect(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    places, votes = parsed((ask.seats,), tuple(one_or_more(ask.votes)))
    answer = view.elect(ask.organ, Ballot(places, votes, ask.voting, of=ask.of)).answer
    next_ones = [f"{each.kind} {each.places}: {' '.join(each.candidates)}" for each in answer.value.rounds]
    return {"elected": list(answer.value.elected), "next": next_ones}, answer


def ask_contributions(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    shares = [share for share in view.record.all(Contribution, ask.member) if share.valid == ask.at]
    return [f"{share.said.by}: {share.state}" for share in shares], None


def ask_statements(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    made = [each for each in view.record.all(Statement, *ask.about) if set(ask.about) <= set(each.about)]
    return [f"{each.said.by}: {each.text['en']}" for each in made], None


def ask_held_instead(view: View, ask: Ask) -> tuple[Any, Answer[Any] | None]:
    told = view.record.told(KINDS[ask.kind], *ask.about)
    return {entry.id: entry.against for entry in told if view.record.set_aside(entry)}, None


ASKED: dict[Question, Callable[[View, Ask], tuple[Any, Answer[Any] | None]]] = {
    "standing": ask_standing,
    "chair": ask_chair,
    "next chairs": ask_next_chairs,
    "members": ask_members,
    "quorum": ask_quorum,
    "composition": ask_composition,
    "office": ask_office,
    "precedents": ask_precedents,
    "force": ask_force,
    "passage": ask_passage,
    "attendance": ask_attendance,
    "vote": ask_vote,
    "outcomes": ask_outcomes,
    "meeting": ask_meeting,
    "positions": ask_positions,
    "held instead": ask_held_instead,
    "decide": ask_decide,
    "silence": ask_silence,
    "elect": ask_elect,
    "turns": ask_turns,
    "contributions": ask_contributions,
    "statements": ask_statements,
}


def came_out(scenario: Scenario) -> Expect:
    """Return what comes out, as far as the scenario expects anything."""
    view = opened(scenario.organization).view(scenario.on, scenario.known)
    value, answer = ASKED[scenario.ask.question](view, scenario.ask)
    wanted = scenario.expect
    if answer is None:
        return Expect(value=value)
    rivals = {rival.authority: rival for rival in answer.rivals}
    return Expect(
        value=value,
        state=answer.state if wanted.state is not None else None,
        views={who: r.value for who, r in rivals.items() if not r.agrees} if wanted.views is not None else None,
        agree=[who for who in wanted.agree if who in rivals and rivals[who].agrees],
        applied=[who for who in wanted.applied if who in rivals and rivals[who].applied],
        cites=[rule for rule in wanted.cites if rule in answer.provisions],
        missing=list(answer.missing) if wanted.missing is not None else None,
    )


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.case) for each in scenarios()])
def test_what_happened_comes_out_of_charter_and_record(scenario: Scenario) -> None:
    """The answer to a scenario's question is the one that the scenario expects."""
    assert came_out(scenario) == scenario.expect


def test_every_scenario_is_told_once_and_says_where_it_can_be_read() -> None:
    """No case stands twice, none is without a source, and every question is asked at least once."""
    told = list(scenarios())
    cases = [scenario.case for scenario in told]
    assert sorted(set(cases)) == sorted(cases)
    assert [scenario.case for scenario in told if not scenario.source.strip()] == []
    assert sorted({scenario.ask.question for scenario in told}) == sorted(ASKED)
