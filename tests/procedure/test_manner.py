"""How a vote is taken: for others, a second time, with the chair's casting vote; what must come before and after it."""

from __future__ import annotations

from typing import Any

import pytest

from concilium.charter.model import Charter
from concilium.problems import MisusedError
from concilium.procedure.answer import Answer
from concilium.procedure.casting import PLAIN, Manner, represented, told
from concilium.procedure.deciding import Ruling, ruling
from concilium.record.entry import Entry, Outcome, Statement
from concilium.rules.expression import POSITIONS
from tests.making import charter, draft, index, make, organ, ratified, step, view

ON = "2020-06-01"
SEATS = {"id": "seats", "source": ["pact"]}
FOUR = ("ARM", "BLR", "KAZ", "RUS")


def deciding(decision: Any, **provisions: Any) -> Charter:
    made = {"id": "rule", "source": ["pact"], "matter": "budget", **decision}
    council = organ("Council", composition=[SEATS], decisions=[made], **provisions)
    return charter(organs={"council": council, "board": organ("Board", under="council")}, order=FOUR)


def held(rule: Charter, *entries: Entry, manner: Any = PLAIN, **votes: Any) -> Answer[Ruling]:
    record = view(index([*ratified(*FOUR), *entries]), ON)
    return ruling(
        rule,
        record,
        "council",
        "budget",
        told({word: votes[word] for word in POSITIONS if word in votes}, manner=manner),
    )


def outcomes(answer: Answer[Ruling]) -> tuple[str, ...]:
    return answer.value.possible


def keys(answer: Answer[Ruling]) -> list[str]:
    return [reason.key for reason in answer.reasons]


# Proxies

MAJORITY = {"rule": "absolute-majority"}
ONE = {"id": "proxies", "source": ["pact"]}
TWO_THIRDS = {"id": "quorum", "source": ["pact"], "state": "known", "share": "3/4"}


def test_who_is_represented_has_the_position_of_the_one_that_votes_for_it() -> None:
    answer = held(
        deciding(MAJORITY, proxies=[ONE]), yes=["ARM", "BLR"], no=["KAZ"], manner=Manner(proxies={"RUS": "BLR"})
    )
    assert outcomes(answer) == ("adopted",)
    assert answer.value.cast.vote.named == {0: "yes", 1: "yes", 2: "no", 3: "yes"}
    assert [reason.facts for reason in answer.reasons if reason.key == "decide-proxy"] == [
        {"member": "RUS", "holder": "BLR"}
    ]


def test_a_position_of_its_own_counts_and_being_told_absent_does_not() -> None:
    rule = deciding(MAJORITY, proxies=[ONE])
    own = held(rule, yes=["ARM"], no=["RUS"], manner=Manner(proxies={"RUS": "ARM"}))
    assert own.value.cast.vote.named[3] == "no"
    away = held(rule, yes=["ARM"], absent=["RUS"], manner=Manner(proxies={"RUS": "ARM"}))
    assert away.value.cast.vote.named[3] == "yes"


def test_who_is_represented_is_away_for_the_quorum_unless_the_charter_counts_it() -> None:
    manner = Manner(proxies={"KAZ": "ARM"})
    rule = deciding(MAJORITY, proxies=[ONE], quorum=[TWO_THIRDS])
    assert outcomes(held(rule, yes=["ARM", "BLR"], absent=["RUS"], manner=manner)) == ("no-quorum",)
    assert outcomes(held(rule, yes=["ARM", "BLR", "RUS"], manner=manner)) == ("adopted",)
    counted = deciding(MAJORITY, proxies=[{**ONE, "quorum": True}], quorum=[TWO_THIRDS])
    assert outcomes(held(counted, yes=["ARM", "BLR"], absent=["RUS"], manner=manner)) == ("adopted",)


def test_a_quorum_and_its_verdict_are_told_beside_those_of_the_vote() -> None:
    rule = deciding(MAJORITY, proxies=[ONE], quorum=[TWO_THIRDS])
    answer = held(rule, yes=["ARM", "BLR", "RUS"], manner=Manner(proxies={"KAZ": "ARM"}))
    assert [verdict.holds for verdict in answer.value.decided.verdicts] == [True, True]


@pytest.mark.parametrize(
    ("proxies", "votes", "words"),
    [
        ({"KAZ": "ARM", "RUS": "ARM"}, {"yes": ["ARM"]}, "'ARM' votes for KAZ, RUS, and may vote for 1 other at most"),
        ({"KAZ": "ARM", "ARM": "BLR"}, {"yes": ["ARM", "BLR"]}, "'ARM' votes for 'KAZ' and is itself represented"),
        ({"KAZ": "ARM"}, {"yes": ["BLR"]}, "say how it voted, for only who is there can"),
        ({"KAZ": "ARM"}, {"yes": ["BLR"], "absent": ["ARM"]}, "say how it voted, for only who is there can"),
    ],
)
def test_only_who_is_there_votes_for_another_and_not_for_more_than_the_charter_lets(
    proxies: dict[str, str], votes: Any, words: str
) -> None:
    with pytest.raises(MisusedError, match=words):
        held(deciding(MAJORITY, proxies=[ONE]), manner=Manner(proxies=proxies), **votes)


def test_no_member_votes_for_another_where_the_charter_says_nothing_of_it() -> None:
    with pytest.raises(MisusedError, match="lets no member of council vote for another"):
        held(deciding(MAJORITY), yes=["ARM"], manner=Manner(proxies={"KAZ": "ARM"}))


def test_proxies_are_read_from_words() -> None:
    assert represented([("hun=aut",), ("SVK=CZE", "EST=FIN")]) == {"HUN": "AUT", "SVK": "CZE", "EST": "FIN"}
    for wrong in ("HUN", "HUN=", "=AUT", "HUN=AUT,HUN=CZE"):
        with pytest.raises(MisusedError, match="does not say who was represented by whom"):
            represented([tuple(wrong.split(","))])


# Ties

SECOND = {"cases": [{"if": "simple-majority"}, {"if": "equally-divided", "when": {"vote": "first"},
                                                 "outcome": "postponed"}]}  # fmt: skip
CHAIR = {"cases": [{"if": "simple-majority"},
                   {"if": "equally-divided", "when": {"casting": "yes"}},
                   {"if": "equally-divided", "when": {"casting": "no"}, "outcome": "not-adopted"}]}  # fmt: skip


def test_a_tie_is_voted_on_again_and_then_rejected() -> None:
    rule, tie = deciding(SECOND), {"yes": ["ARM", "BLR"], "no": ["KAZ", "RUS"]}
    assert outcomes(held(rule, **tie)) == ("postponed",)
    assert outcomes(held(rule, **tie, manner=Manner(vote="second"))) == ("not-adopted",)
    assert outcomes(held(rule, yes=["ARM", "BLR"], no=["KAZ"])) == ("adopted",)
    assert outcomes(held(rule, yes=["ARM"], no=["KAZ", "RUS"])) == ("not-adopted",)


def test_nobody_for_and_nobody_against_is_no_tie() -> None:
    assert outcomes(held(deciding(SECOND), abstain=[*FOUR])) == ("not-adopted",)


def test_the_chair_decides_a_tie_and_nothing_else() -> None:
    rule, tie = deciding(CHAIR), {"yes": ["ARM", "BLR"], "no": ["KAZ", "RUS"]}
    assert outcomes(held(rule, **tie, manner=Manner(casting="yes"))) == ("adopted",)
    assert outcomes(held(rule, **tie, manner=Manner(casting="no"))) == ("not-adopted",)
    assert outcomes(held(rule, **tie, manner=Manner(casting="none"))) == ("not-adopted",)
    assert outcomes(held(rule, yes=["ARM"], no=["KAZ", "RUS"], manner=Manner(casting="yes"))) == ("not-adopted",)


def test_without_the_casting_vote_told_a_tie_is_open_and_nothing_else_is() -> None:
    rule = deciding(CHAIR)
    answer = held(rule, yes=["ARM", "BLR"], no=["KAZ", "RUS"])
    assert (answer.state, outcomes(answer)) == ("unknown", ("adopted", "not-adopted"))
    assert answer.missing == ("casting vote of the chair",)
    decided = held(rule, yes=["ARM"], no=["KAZ", "RUS"])
    assert (decided.state, outcomes(decided), decided.missing) == ("known", ("not-adopted",), ())


# What must come before

RECOMMENDED = {"rule": "simple-majority", "requires": [{"organ": "board", "matter": "advice"}]}
TEXT = draft("budget-2021", "council")


def test_a_required_act_is_not_known_without_the_draft_and_changes_no_outcome() -> None:
    answer = held(deciding(RECOMMENDED), yes=[*FOUR])
    assert (answer.state, outcomes(answer)) == ("known", ("adopted",))
    found = [reason for reason in answer.reasons if reason.key.startswith("decide-requires")]
    assert [(reason.key, reason.facts, reason.provisions) for reason in found] == [
        ("decide-requires-unknown", {"organ": "board", "act": "recommendation", "matter": "advice"}, ("rule",))
    ]


def test_a_required_act_is_there_when_the_record_has_it_by_then() -> None:
    given = step("budget-2021", "submitted", "2020-05-01", organ="board")
    answer = held(deciding(RECOMMENDED), TEXT, given, yes=[*FOUR], manner=Manner(draft="budget-2021"))
    found = next(reason for reason in answer.reasons if reason.key == "decide-requires-there")
    assert found.entries == (given.id,)
    later = step("budget-2021", "submitted", "2020-07-01", organ="board")
    unheard = held(deciding(RECOMMENDED), TEXT, later, yes=[*FOUR], manner=Manner(draft="budget-2021"))
    assert "decide-requires-unknown" in keys(unheard)


def test_a_required_act_that_was_refused_is_told_and_changes_no_outcome() -> None:
    refused = make(Outcome, "refused", meeting="board/2020-05-01", draft="budget-2021", result="not-adopted")
    answer = held(deciding(RECOMMENDED), TEXT, refused, yes=[*FOUR], manner=Manner(draft="budget-2021"))
    assert "decide-requires-refused" in keys(answer)
    assert outcomes(answer) == ("adopted",)


def test_the_act_of_another_organ_is_not_the_one_required() -> None:
    given = step("budget-2021", "submitted", "2020-05-01", organ="council")
    answer = held(deciding(RECOMMENDED), TEXT, given, yes=[*FOUR], manner=Manner(draft="budget-2021"))
    assert "decide-requires-unknown" in keys(answer)


# What may come after


def recourse(**fields: Any) -> dict[str, Any]:
    return {"id": "recourse", "source": ["pact"], "act": "evocation", **fields}


def told_of(answer: Answer[Ruling]) -> list[dict[str, str]]:
    return [reason.facts for reason in answer.reasons if reason.key == "decide-recourse"]


def test_a_decision_may_be_called_up_until_a_day_when_it_was_taken() -> None:
    rule = deciding(MAJORITY, recourse=[recourse(within="P15D", passes_to="board")])
    assert told_of(held(rule, yes=[*FOUR])) == [{"act": "evocation", "to": "board", "until": "2020-06-16"}]
    assert told_of(held(rule, no=[*FOUR])) == []


def test_the_time_from_a_publication_has_no_day() -> None:
    rule = deciding(MAJORITY, recourse=[recourse(within="P15D", runs_from="publication")])
    assert told_of(held(rule, yes=[*FOUR])) == [{"act": "evocation"}]


def test_a_brake_is_told_of_whatever_the_vote_and_only_in_its_matters() -> None:
    rule = deciding(MAJORITY, recourse=[recourse(act="brake", matters=["budget"])])
    assert told_of(held(rule, no=[*FOUR])) == [{"act": "brake"}]
    other = deciding(MAJORITY, recourse=[recourse(act="brake", matters=["staff"])])
    assert told_of(held(other, no=[*FOUR])) == []


def test_reservations_are_attached_and_change_nothing() -> None:
    reserved = make(Statement, "reserved", by="ARM", on="2020-05-31", text={"en": "no"}, act="reserved",
                    about=("budget-2021",))  # fmt: skip
    said = make(Statement, "said", by="ARM", on="2020-05-31", text={"en": "no"}, about=("budget-2021",))
    answer = held(deciding(MAJORITY), TEXT, reserved, said, yes=[*FOUR], manner=Manner(draft="budget-2021"))
    assert [reason.entries for reason in answer.reasons if reason.key == "decide-attached"] == [("reserved",)]
    assert outcomes(answer) == ("adopted",)
