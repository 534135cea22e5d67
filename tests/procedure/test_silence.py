"""A text under silence is adopted at the expiry to the second, unless it was broken before it, whoever looks when."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import concilium
from concilium.api import Organization
from concilium.charter.model import Charter
from concilium.documents.explain_silence import explain_silence
from concilium.problems import UnknownNameError
from concilium.procedure.answer import Answer
from concilium.procedure.silence import Silent, silence
from concilium.record.entry import Entry, Recorded, Said, Silence, SilenceAct
from tests.making import chairmanship, charter, index, make, office, organ, ratified, view

OPENED, EXPIRES = "2024-06-20T10:00:00+02:00", "2024-06-21T10:00:00+02:00"
LATER = "2024-06-30T00:00:00Z"
SEATS = {"id": "council-seats", "source": ["pact"]}
SUBSTANTIVE = {"id": "consensus", "source": ["pact"], "matter": "substantive", "rule": "consensus"}


def under(**rule: Any) -> Charter:
    """Return a charter whose council decides by silence under a rule."""
    made = {"id": "silence", "source": ["pact"], **rule}
    return charter(organs={"council": organ("Council", composition=[SEATS], decisions=[SUBSTANTIVE], silence=[made])})


def opening(**fields: Any) -> Silence:
    told = {"silence": "text", "organ": "council", "opened": OPENED, "expires": EXPIRES, **fields}
    return make(Silence, fields.pop("identifier", "opened"), **told)


def act(actor: str, what: str, at: str, **fields: Any) -> SilenceAct:
    return make(SilenceAct, f"{actor}-{what}-{at}", actor=actor, act=what, at=at, silence="text", **fields)


def became(rule: Charter, *acts: Entry, at: str = LATER, begun: Silence | None = None) -> Answer[Silent]:
    entries = [*ratified("ARM", "BLR", "KAZ"), begun or opening(), *acts]
    return silence(rule, view(index(entries), at), "text", at)


def outcome(answer: Answer[Silent]) -> tuple[str, str, str]:
    return answer.state, answer.value.state, answer.value.ended


def verdicts(answer: Answer[Silent]) -> list[str]:
    return [judged.verdict for judged in answer.value.acts]


def keys(answer: Answer[Silent]) -> list[str]:
    return [reason.key for reason in answer.reasons]


def test_nobody_broke_it_and_it_is_adopted_at_the_very_instant() -> None:
    assert outcome(became(under(), at="2024-06-21T07:59:59Z")) == ("known", "running", "")
    assert outcome(became(under(), at="2024-06-21T08:00:00Z")) == ("known", "adopted", EXPIRES)


def test_an_objection_a_second_before_the_expiry_breaks_it() -> None:
    answer = became(under(), act("BLR", "objection", "2024-06-21T09:59:59+02:00"))
    assert outcome(answer) == ("known", "broken", "2024-06-21T09:59:59+02:00")
    assert answer.value.broken_by == ("BLR",)
    assert answer.provisions == ("silence",)


@pytest.mark.parametrize(("at", "late"), [(EXPIRES, "0:00:00"), ("2024-06-21T10:00:01+02:00", "0:00:01")])
def test_an_objection_at_the_expiry_or_a_second_after_it_does_not_count(at: str, late: str) -> None:
    answer = became(under(), act("BLR", "objection", at))
    assert outcome(answer) == ("known", "adopted", EXPIRES)
    assert [(judged.verdict, judged.late) for judged in answer.value.acts] == [("late", late)]


def test_an_objection_at_the_expiry_counts_where_the_rule_includes_it() -> None:
    assert outcome(became(under(inclusive=True), act("BLR", "objection", EXPIRES)))[1] == "broken"
    assert outcome(became(under(inclusive=True), act("BLR", "objection", "2024-06-21T10:00:01+02:00")))[1] == "adopted"


def test_an_objection_after_the_expiry_does_not_win_by_coming_before_somebody_looked() -> None:
    """A sweep at midnight that asks only whether there is an objection would take it for broken."""
    objection = act("BLR", "objection", "2024-06-21T15:00:00+02:00")
    announced = act("council", "announced-broken", "2024-06-22T00:00:00+02:00")
    answer = became(under(), objection, announced, at="2024-06-22T00:00:00+02:00")
    assert outcome(answer) == ("differs", "adopted", EXPIRES)
    assert keys(answer) == ["silence-opened", "silence-late", "silence-end-adopted", "silence-announced-broken-differs"]


def test_the_zone_decides_and_not_the_hands_of_the_clock() -> None:
    west = act("BLR", "objection", "2024-06-21T03:59:59-04:00")
    assert outcome(became(under(), west))[1] == "broken"
    east = act("BLR", "objection", "2024-06-21T09:00:00+01:00")
    assert outcome(became(under(), east))[1] == "adopted"


def test_a_night_on_which_the_clocks_go_back_is_an_hour_longer() -> None:
    begun = opening(opened="2025-10-25T12:00:00+02:00", expires="2025-10-26T02:30:00+01:00")
    summer_time = act("BLR", "objection", "2025-10-26T02:45:00+02:00")
    assert outcome(became(under(), summer_time, at="2025-10-27T00:00:00Z", begun=begun))[1] == "broken"
    winter_time = act("BLR", "objection", "2025-10-26T02:45:00+01:00")
    assert outcome(became(under(), winter_time, at="2025-10-27T00:00:00Z", begun=begun))[1] == "adopted"


@given(st.integers(-86400, 86400), st.integers(-12, 14))
def test_an_objection_breaks_it_if_and_only_if_it_came_before_the_expiry(seconds: int, hours: int) -> None:
    at = datetime.fromisoformat(EXPIRES) + timedelta(seconds=seconds)
    answer = became(under(), act("BLR", "objection", at.astimezone(timezone(timedelta(hours=hours))).isoformat()))
    assert answer.value.state == ("broken" if seconds < 0 else "adopted")


def test_what_has_not_happened_by_the_instant_asked_about_is_not_told() -> None:
    answer = became(under(), act("BLR", "objection", "2024-06-21T09:00:00+02:00"), at="2024-06-21T08:59:59+02:00")
    assert (outcome(answer), answer.value.acts) == (("known", "running", ""), ())
    assert outcome(became(under(), at="2024-06-20T09:59:59+02:00"))[1] == "not-opened"


def test_what_was_not_known_by_then_is_not_told() -> None:
    late_news = act("BLR", "objection", "2024-06-21T09:00:00+02:00", on="2024-07-05", taken_in="2024-07-06")
    entries = [*ratified("ARM", "BLR"), opening(on="2024-06-20"), late_news]
    assert silence(under(), view(index(entries), LATER, "2024-07-01"), "text", LATER).value.state == "adopted"
    assert silence(under(), view(index(entries), LATER, "2024-07-06"), "text", LATER).value.state == "broken"


def test_all_who_objected_in_time_are_named_and_who_came_late_is_not() -> None:
    answer = became(
        under(),
        act("KAZ", "objection", "2024-06-21T09:00:00+02:00"),
        act("ARM", "objection", "2024-06-20T12:00:00+02:00"),
    )
    assert answer.value.broken_by == ("ARM", "KAZ")
    assert answer.value.ended == "2024-06-20T12:00:00+02:00"


def test_an_amendment_breaks_it_only_where_the_rule_says_so() -> None:
    amended = act("ARM", "amendment", "2024-06-20T12:00:00+02:00")
    assert verdicts(became(under(), amended)) == ["noted"]
    assert verdicts(became(under(broken_by=["objection", "amendment"]), amended)) == ["breaks"]


def test_only_what_is_written_counts_where_the_rule_wants_it_written() -> None:
    rule, at = under(written=True), "2024-06-20T12:00:00+02:00"
    assert outcome(became(rule, act("ARM", "objection", at, written=False)))[1] == "adopted"
    assert outcome(became(rule, act("ARM", "objection", at, written=True)))[1] == "broken"
    assert outcome(became(rule, act("ARM", "objection", at))) == ("unknown", "unknown", "")


def test_an_objection_of_one_without_a_seat_does_not_count() -> None:
    answer = became(under(), act("RUS", "objection", "2024-06-20T12:00:00+02:00"))
    assert (outcome(answer)[1], verdicts(answer)) == ("adopted", ["no-seat"])


def test_an_objection_from_before_the_opening_does_not_count() -> None:
    assert verdicts(became(under(), act("ARM", "objection", "2024-06-20T09:59:59+02:00"))) == ["before"]


def test_a_hold_keeps_it_from_running_out_until_it_is_lifted() -> None:
    rule = under(held_by=["hold"])
    hold = act("ARM", "hold", "2024-06-21T09:00:00+02:00")
    lifted = act("ARM", "hold-lifted", "2024-06-23T12:00:00+02:00")
    held = became(rule, hold, at="2024-06-22T00:00:00Z")
    assert (outcome(held), held.value.held_by) == (("known", "held", ""), ("ARM",))
    assert outcome(became(rule, hold, lifted)) == ("known", "adopted", "2024-06-23T10:00:00Z")
    early = act("ARM", "hold-lifted", "2024-06-21T09:30:00+02:00")
    assert outcome(became(rule, hold, early)) == ("known", "adopted", EXPIRES)


def test_two_holds_must_both_be_lifted() -> None:
    acts = [act(who, "hold", "2024-06-21T09:00:00+02:00") for who in ("ARM", "BLR")]
    lifted = act("ARM", "hold-lifted", "2024-06-22T00:00:00Z")
    answer = became(under(held_by=["hold"]), *acts, lifted)
    assert (answer.value.state, answer.value.held_by) == ("held", ("BLR",))


def test_a_hold_may_turn_into_an_objection_after_the_expiry() -> None:
    acts = [act("ARM", "hold", "2024-06-21T09:00:00+02:00"), act("ARM", "objection", "2024-06-22T09:00:00+02:00")]
    assert outcome(became(under(held_by=["hold"]), *acts))[1] == "broken"


def test_a_hold_lapses_after_the_longest_time() -> None:
    rule = under(held_by=["hold"], longest_hold="P2D")
    hold = act("ARM", "hold", "2024-06-21T09:00:00+02:00")
    assert outcome(became(rule, hold)) == ("known", "adopted", "2024-06-23T07:00:00Z")
    objection = act("ARM", "objection", "2024-06-23T07:00:01Z")
    assert verdicts(became(rule, hold, objection)) == ["holds", "late"]


def test_a_hold_breaks_it_or_means_nothing_where_the_rule_says_so() -> None:
    hold = act("ARM", "hold", "2024-06-21T09:00:00+02:00")
    assert verdicts(became(under(broken_by=["objection", "hold"]), hold)) == ["breaks"]
    assert verdicts(became(under(), hold)) == ["noted"]


def test_an_extension_in_time_by_one_who_may_moves_the_expiry() -> None:
    rule = under(extended_by=["chair"])
    until = "2024-06-25T10:00:00+02:00"
    chairing = chairmanship("BLR", "2024-01-01/2024-12-31", decided=True, on="2024-01-01")
    extended = act("BLR", "extension", "2024-06-21T09:00:00+02:00", until=until)
    objection = act("ARM", "objection", "2024-06-24T10:00:00+02:00")
    assert outcome(became(rule, chairing, extended)) == ("known", "adopted", until)
    assert outcome(became(rule, chairing, extended, objection))[1] == "broken"
    by_another = act("ARM", "extension", "2024-06-21T09:00:00+02:00", until=until)
    assert verdicts(became(rule, chairing, by_another)) == ["no-power"]
    too_late = act("BLR", "extension", EXPIRES, until=until)
    assert verdicts(became(rule, chairing, too_late)) == ["late"]


def test_whether_an_extension_counts_is_not_known_when_the_chair_is_not() -> None:
    extended = act("BLR", "extension", "2024-06-21T09:00:00+02:00", until="2024-06-25T10:00:00+02:00")
    assert outcome(became(under(extended_by=["chair"]), extended)) == ("unknown", "unknown", "")


@pytest.mark.parametrize(("what", "state"), [("withdrawn", "withdrawn"), ("reissued", "reissued")])
def test_a_text_taken_back_or_reissued_is_at_an_end(what: str, state: str) -> None:
    taken = act("KAZ", what, "2024-06-21T09:00:00+02:00", reissued_as="text-2" if what == "reissued" else None)
    objection = act("ARM", "objection", "2024-06-21T09:30:00+02:00")
    answer = became(under(), taken, objection, begun=opening(opened_by="KAZ"))
    assert (outcome(answer)[1], verdicts(answer)[1]) == (state, "over")


def test_it_may_be_opened_only_by_whom_the_rule_names() -> None:
    rule = under(opened_by=["secretary"])
    holding = office("ada", "secretary", "2020-01-01/..", on="2020-01-01")
    assert outcome(became(rule, holding, begun=opening(opened_by="ada")))[1] == "adopted"
    wrong = became(rule, holding, begun=opening(opened_by="BLR"))
    assert (outcome(wrong)[1], keys(wrong)[1]) == ("invalid", "silence-invalid-opener")
    assert outcome(became(rule, begun=opening())) == ("unknown", "unknown", "")
    assert outcome(became(under(opened_by=["member"]), begun=opening(opened_by="BLR")))[1] == "adopted"


def test_it_may_be_opened_only_if_nobody_objects_to_that() -> None:
    refused = act("ARM", "objection-to-opening", OPENED)
    answer = became(under(unopposed=True), refused)
    assert (outcome(answer)[1], keys(answer)[1]) == ("invalid", "silence-invalid-opposed")
    assert outcome(became(under(), refused))[1] == "adopted"


def test_it_must_last_as_long_as_the_rule_wants() -> None:
    assert outcome(became(under(shortest="PT24H")))[1] == "adopted"
    short = became(under(shortest="PT86401S"))
    assert (outcome(short)[1], short.reasons[1].facts["shortest"]) == ("invalid", "PT86401S")
    by_day = opening(opened="2024-06-20", expires="2024-06-21")
    assert outcome(became(under(shortest="PT24H"), begun=by_day)) == ("unknown", "unknown", "")


def test_it_may_be_used_only_for_the_matters_named() -> None:
    rule = under(matters=["substantive"])
    assert outcome(became(rule, begun=opening(matter="substantive")))[1] == "adopted"
    assert outcome(became(rule, begun=opening(matter="budget")))[1] == "invalid"
    assert outcome(became(rule)) == ("unknown", "unknown", "")


def test_where_only_days_are_known_the_source_says_whether_it_was_in_time() -> None:
    begun = opening(opened="2024-06-18", expires="2024-06-21")
    day = "2024-06-21"
    assert outcome(became(under(), act("ARM", "objection", day, in_time=True), begun=begun))[1] == "broken"
    assert outcome(became(under(), act("ARM", "objection", day, in_time=False), begun=begun))[1] == "adopted"
    assert outcome(became(under(), act("ARM", "objection", day), begun=begun)) == ("unknown", "unknown", "")
    assert outcome(became(under(), act("ARM", "objection", "2024-06-20"), begun=begun))[1] == "broken"
    assert outcome(became(under(), begun=begun, at="2024-06-21T12:00:00Z")) == ("unknown", "unknown", "")


def test_without_a_rule_in_the_charter_nothing_is_said() -> None:
    answer = became(charter(organs={"council": organ("Council", composition=[SEATS])}))
    assert (outcome(answer), answer.missing) == (("unknown", "unknown", ""), ("silence procedure of council",))


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"no silence procedure 'text-2'\. Did you mean 'text'"):
        silence(under(), view(index([opening()]), LATER), "text-2", LATER)


# Annex 1(A) of the OSCE's rules of procedure


def osce(*acts: Any) -> Organization:
    organization = concilium.open("osce")
    said, recorded = Said(by="osce", on="2024-05-02", sources=("osce-rules",)), Recorded(on="2024-05-10", by="editors")
    begun = Silence(
        id="s",
        said=said,
        recorded=recorded,
        silence="extension",
        organ="permanent-council",
        opened_by="MLT",
        opened="2024-05-02T12:00:00+02:00",
        expires="2024-05-06T12:00:00+02:00",
        subject={"en": "a mandate", "ru": "мандат"},
    )
    made = [
        SilenceAct(id=f"a{n}", said=said, recorded=recorded, silence="extension", **each) for n, each in enumerate(acts)
    ]
    organization.append([begun, *made])
    return organization


def asked(*acts: Any) -> Any:
    return osce(*acts).view("2024-05-07").silence("extension", "2024-05-07")


def test_in_the_osce_a_written_amendment_in_time_breaks_it_as_an_objection_does() -> None:
    amended = {"act": "amendment", "actor": "AUT", "at": "2024-05-06T11:59:59+02:00", "written": True}
    assert (asked(amended).value.state, asked(amended).value.broken_by) == ("broken", ("AUT",))


def test_in_the_osce_a_spoken_objection_and_a_late_one_do_not() -> None:
    spoken = {"act": "objection", "actor": "AUT", "at": "2024-05-06T11:00:00+02:00", "written": False}
    late = {"act": "objection", "actor": "BLR", "at": "2024-05-06T10:00:00Z", "written": True}
    answer = asked(spoken, late)
    assert [judged.verdict for judged in answer.value.acts] == ["unwritten", "late"]
    assert answer.headline == "Permanent Council, a mandate: adopted, 6 May 2024, 12:00:00 UTC+02:00"
    issued = "at the next meeting, with the interpretative statements and formal reservations attached"
    assert answer.sentences[-1].text == f"When the text is issued: {issued}."


def test_in_the_osce_it_cannot_be_opened_against_an_objection() -> None:
    assert asked({"act": "objection-to-opening", "actor": "RUS", "at": "2024-05-02"}).value.state == "invalid"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_verdict_and_state_can_be_told_in_every_language(language: str) -> None:
    acts = [
        {"act": "objection-to-opening", "actor": "RUS", "at": "2024-05-02"},
        {"act": "extension", "actor": "MLT", "at": "2024-05-03T12:00:00Z", "until": "2024-05-07T12:00:00+02:00"},
        {"act": "hold", "actor": "AUT", "at": "2024-05-04T12:00:00Z"},
        {"act": "objection", "actor": "AUT", "at": "2024-05-05T12:00:00Z"},
        {"act": "announced-adopted", "actor": "MLT", "at": "2024-05-06T12:00:00Z"},
    ]
    view = osce(*acts).view("2024-05-09", language=language)
    told = explain_silence(view._teller(), "extension", "2024-05-09")  # noqa: SLF001
    assert len(told.sentences) == 8
    assert "{" not in str(told)
