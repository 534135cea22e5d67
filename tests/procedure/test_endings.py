"""How membership ends in many organizations: when a notice takes effect, and what stands in its way."""

from __future__ import annotations

from typing import Any

import pytest

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer
from concilium.procedure.standing import standing
from concilium.record.entry import Contribution, Entry
from tests.making import Fields, charter, deposit, index, make, organ, roll, view
from tests.making import standing as asserted

LISTED: Fields = {"rule": "listed", "id": "the-list", "source": ["pact"], "roll": "members", "standing": "member"}
ON_THE_LIST = roll("members", standing="member", periods={"VEN": "1948-12-14/..", "NIC": "1950-05-02/.."})
CEASED: Fields = {
    "rule": "by-decision",
    "id": "cessation",
    "source": ["pact"],
    "organ": "council",
    "standing": "former",
}


def pact(*rules: Fields, **withdrawal: Any) -> Charter:
    """Return a charter whose members are on a list, with one rule on withdrawal and others."""
    leaving = {"rule": "withdraws", "id": "withdrawal", "source": ["pact"], "months": 12, **withdrawal}
    return charter(membership=[LISTED, leaving, *rules], organs={"council": organ("Council")})


def asked(rules: Charter, day: str, *entries: Entry | list[Entry], member: str = "VEN") -> Answer[str]:
    """Return the standing of a member on the list on a day."""
    return standing(rules, view(index(ON_THE_LIST, *entries), day), member)


def keys(answer: Answer[str]) -> list[str]:
    """Return what the reasons of an answer are."""
    return [reason.key for reason in answer.reasons]


def days(answer: Answer[str], key: str) -> list[str]:
    """Return the days that the reasons of a kind give."""
    return [reason.facts["day"] for reason in answer.reasons if reason.key == key]


@pytest.mark.parametrize(
    ("rule", "notice", "last_day", "first_day_out"),
    [
        # Articles of Agreement of the Monetary Fund, Art. XXVI: on the day the notice is received.
        ({"months": 0}, "2020-05-05", "2020-05-04", "2020-05-05"),
        # CIS Charter, Art. 9: twelve months (Georgia's note of 18 August 2008).
        ({"months": 12}, "2008-08-18", "2009-08-17", "2009-08-18"),
        # OAS Charter, Art. 143: two years (Nicaragua's of 19 November 2021).
        ({"months": 24}, "2021-11-19", "2023-11-18", "2023-11-19"),
        # Chemical Weapons Convention, Art. XVI: ninety days.
        ({"months": 0, "days": 90}, "2021-01-01", "2021-03-31", "2021-04-01"),
        # Constitution of UNESCO, Art. II.6: 31 December of the year after the notice.
        ({"months": 12, "then": "end-of-year"}, "2017-10-12", "2018-12-31", "2019-01-01"),
        ({"months": 12, "then": "end-of-year"}, "2017-12-31", "2018-12-31", "2019-01-01"),
        ({"months": 12, "then": "end-of-year"}, "2018-01-01", "2019-12-31", "2020-01-01"),
        # Statute of the Council of Europe, Art. 7: the end of the year, if notified in its first nine months.
        ({"months": 3, "then": "end-of-year"}, "2022-03-15", "2022-12-31", "2023-01-01"),
        ({"months": 3, "then": "end-of-year"}, "2022-09-30", "2022-12-31", "2023-01-01"),
        ({"months": 3, "then": "end-of-year"}, "2022-10-01", "2023-12-31", "2024-01-01"),
        ({"months": 0, "then": "end-of-year", "year_ends": "03-31"}, "2020-04-01", "2021-03-31", "2021-04-01"),
        ({"months": 2, "then": "end-of-month"}, "2020-12-10", "2021-02-28", "2021-03-01"),
    ],
)
def test_a_notice_takes_effect_when_the_charter_says(
    rule: Fields, notice: str, last_day: str, first_day_out: str
) -> None:
    """On receipt, after a time, or at the end of the month or year in which that time is over."""
    entries = deposit("VEN", "notice-of-withdrawal", notice)
    assert asked(pact(**rule), last_day, entries).value == "member"
    assert asked(pact(**rule), first_day_out, entries).value == "former"


def test_the_clock_runs_from_the_note_and_not_from_the_speech() -> None:
    """Georgia spoke on 12 August, its parliament voted on the 14th, and the depositary had the note on the 18th."""
    spoken = deposit("VEN", "notice-of-withdrawal", "2008-08-12", received="2008-08-18")
    assert asked(pact(), "2009-08-14", spoken).value == "member"
    assert asked(pact(), "2009-08-18", spoken).value == "former"


def test_the_first_of_several_endings_counts() -> None:
    """A notice of 15 March 2022 would have had effect on 1 January; the Committee ended membership on 16 March."""
    rules = pact(CEASED, months=3, then="end-of-year")
    notice = deposit("VEN", "notice-of-withdrawal", "2022-03-15")
    ended = asserted("VEN", "former", "2022-03-16", decided=True, organ="council", by="council")
    assert asked(rules, "2022-03-15", notice, ended).value == "member"
    answer = asked(rules, "2022-03-16", notice, ended)
    assert (answer.value, answer.provisions[0]) == ("former", "cessation")
    assert days(answer, "standing-notice-overtaken") == ["2023-01-01"]
    assert asked(rules, "2023-06-01", notice, ended).provisions[0] == "cessation"


def test_a_decision_after_the_effect_of_a_notice_changes_nothing() -> None:
    """Who has left cannot be put out."""
    expulsion = {**CEASED, "standing": "expelled"}
    notice = deposit("VEN", "notice-of-withdrawal", "2020-01-01")
    decided = asserted("VEN", "expelled", "2021-06-01", decided=True, organ="council", by="council")
    assert asked(pact(expulsion), "2022-01-01", notice, decided).value == "former"


def test_leaving_one_body_ends_membership_of_another() -> None:
    """Three months after the Fund, the Bank (Articles of Agreement of the Bank, Art. VI, section 3)."""
    chain: Fields = {
        "rule": "chained",
        "id": "fund-first",
        "source": ["pact"],
        "roll": "fund",
        "months": 3,
        "unless": "council",
    }
    fund = roll("fund", periods={"VEN": "1946-12-30/2020-01-14", "NIC": ["1946-03-14/2000-01-01", "2000-02-01/.."]})
    assert asked(pact(chain), "2020-04-14", fund).value == "member"
    answer = asked(pact(chain), "2020-04-15", fund)
    assert (answer.value, answer.provisions[0], answer.entries[0]) == ("former", "fund-first", "roll-fund")
    assert asked(pact(chain), "2020-04-15", fund, member="NIC").value == "member"
    kept = asserted("VEN", "member", "2020-03-01", decided=True, organ="council", by="council")
    assert asked(pact(chain), "2020-04-15", fund, kept).value == "member"


def test_the_convention_ends_six_months_after_the_council() -> None:
    """Who ceases to be a member of the Council of Europe in March is a party up to September."""
    chain: Fields = {"rule": "chained", "id": "council-first", "source": ["pact"], "roll": "council", "months": 6}
    council = roll("council", periods={"VEN": "1996-02-28/2022-03-15"})
    given = [asked(pact(chain), day, council).value for day in ("2022-09-15", "2022-09-16")]
    assert given == ["member", "former"]


def paid(year: int, state: str, on: str) -> Contribution:
    """Return what was said of a member's contribution of a year."""
    return make(Contribution, f"due-{year}-{on}", by="pact", on=on, valid=str(year), member="VEN", state=state)


def test_a_withdrawal_on_a_condition_that_was_not_met_has_no_effect_and_says_so() -> None:
    """The year is over and dues are outstanding: a member still, and the answer is disputed."""
    notice = deposit("VEN", "notice-of-withdrawal", "2025-01-22")
    answer = asked(
        pact(dues=True), "2026-01-22", notice, paid(2024, "unpaid", "2025-06-01"), paid(2025, "unpaid", "2025-12-01")
    )
    assert (answer.value, answer.state, answer.missing) == ("member", "disputed", ())
    assert days(answer, "standing-condition-unmet") == ["2026-01-22"]


def test_a_withdrawal_on_a_condition_that_was_met_has_effect() -> None:
    """What was paid later is paid."""
    notice = deposit("VEN", "notice-of-withdrawal", "2025-01-22")
    dues = [paid(2024, "unpaid", "2025-06-01"), paid(2024, "paid", "2025-09-01")]
    answer = asked(pact(dues=True), "2026-01-22", notice, *dues)
    assert (answer.value, answer.state) == ("former", "known")


@pytest.mark.parametrize("condition", [{"dues": True}, {"condition": {"en": "its obligations are settled"}}])
def test_a_withdrawal_on_a_condition_of_which_nothing_is_known_is_disputed(condition: Fields) -> None:
    """While the notice runs its day is told with the condition; afterwards the end hangs on it."""
    notice = deposit("VEN", "notice-of-withdrawal", "2025-01-22")
    running = asked(pact(**condition), "2025-06-01", notice)
    assert (running.value, running.state, days(running, "standing-notice-conditional")) == (
        "member",
        "known",
        ["2026-01-22"],
    )
    over = asked(pact(**condition), "2026-01-22", notice)
    assert (over.value, over.state, over.missing) == ("former", "disputed", ("condition of withdrawal",))
    assert days(over, "standing-condition-open") == ["2026-01-22"]


def test_who_says_that_it_is_out_and_who_says_that_it_is_in_are_both_told() -> None:
    """The United States in the World Health Organization, 2026: two views, one of them the organization's."""
    notice = deposit("VEN", "notice-of-withdrawal", "2025-01-22")
    out = asserted("VEN", "former", "2026-01-22", by="VEN")
    still_in = asserted("VEN", "member", "2026-01-23", by="pact")
    answer = asked(pact(dues=True), "2026-02-01", notice, out, still_in, paid(2025, "unpaid", "2025-12-01"))
    assert (answer.value, answer.state) == ("member", "contested")
    assert [(r.authority, r.value, r.agrees, r.applied) for r in answer.rivals] == [
        ("VEN", "former", False, False),
        ("pact", "member", True, True),
    ]


def test_an_organization_may_hold_a_member_that_has_left_to_be_in() -> None:
    """Venezuela and the Organization of American States: by the clock out on 27 April 2019, and its seat continues."""
    notice = deposit("VEN", "notice-of-withdrawal", "2017-04-27")
    answer = asked(pact(months=24), "2019-05-01", notice, asserted("VEN", "member", "2019-04-29", by="council"))
    assert (answer.value, answer.state) == ("former", "contested")
    assert [(r.authority, r.value, r.applied) for r in answer.rivals] == [("council", "member", True)]


def test_a_charter_without_a_clause_gives_a_letter_no_effect_and_both_views_are_told() -> None:
    """Indonesia and the United Nations, 1965: out by the records of the time, a member by settled practice."""
    no_clause: Fields = {"rule": "no-effect", "id": "no-clause", "source": ["pact"], "acts": ["notice-of-withdrawal"]}
    rules = charter(membership=[LISTED, no_clause], organs={"council": organ("Council")})
    letter = deposit("VEN", "notice-of-withdrawal", "1965-01-20")
    then = asserted("VEN", "former", "1965-03-01", valid="1965-03-01/1966-09-27", by="VEN")
    ruling = asserted("VEN", "member", "1966-09-28", valid="1950-09-28/..", by="pact")
    answer = asked(rules, "1965-06-01", letter, then, ruling)
    assert (answer.value, answer.state) == ("member", "contested")
    assert {(r.authority, r.value, r.applied) for r in answer.rivals} == {
        ("VEN", "former", False),
        ("pact", "member", True),
    }
    assert "standing-act-without-effect" in keys(answer)
    after = asked(rules, "1967-01-01", letter, then, ruling)
    assert (after.value, after.state) == ("member", "known")


def test_a_notice_suspended_on_its_last_day_but_one_does_not_take_effect() -> None:
    """North Korea, 1993: notice of 12 March, suspended on 11 June, a day before the three months had run."""
    entries = [deposit("VEN", "notice-of-withdrawal", "1993-03-12"), deposit("VEN", "notice-suspended", "1993-06-11")]
    answer = asked(pact(months=3), "1993-06-12", *entries)
    assert (answer.value, days(answer, "standing-notice-suspended")) == ("member", ["1993-06-12"])


def test_a_notice_resumed_has_effect_only_where_the_charter_lets_the_clock_go_on() -> None:
    """In 2003 it said that a day was left. Elsewhere the answer says what that reading would give."""
    acts = ["notice-of-withdrawal", "notice-suspended", "notice-resumed"]
    entries = [
        deposit("VEN", act, day) for act, day in zip(acts, ("1993-03-12", "1993-06-11", "2003-01-10"), strict=True)
    ]
    answer = asked(pact(months=3), "2003-01-11", *entries)
    assert (answer.value, days(answer, "standing-notice-resumed")) == ("member", ["2003-01-11"])
    assert asked(pact(months=3, resumable=True), "2003-01-10", *entries).value == "member"
    assert asked(pact(months=3, resumable=True), "2003-01-11", *entries).value == "former"


def test_what_outlives_membership_is_told_with_the_notice() -> None:
    """From the notice on, and after the end."""
    rules = pact(residual={"en": "dues up to the end remain owed"})
    notice = deposit("VEN", "notice-of-withdrawal", "2020-01-01")
    told = {
        day: "standing-residual" in keys(asked(rules, day, notice))
        for day in ("2019-12-31", "2020-06-01", "2022-01-01")
    }
    assert told == {"2019-12-31": False, "2020-06-01": True, "2022-01-01": True}


def test_who_has_given_notice_may_have_a_standing_of_its_own_until_then() -> None:
    """A member still, that takes no part in what concerns its leaving."""
    rules = pact(meanwhile="withdrawing")
    notice = deposit("VEN", "notice-of-withdrawal", "2020-01-01")
    revoked = deposit("VEN", "notice-revoked", "2020-03-01")
    assert [asked(rules, day, notice).value for day in ("2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01")] == [
        "member", "withdrawing", "withdrawing", "former",
    ]  # fmt: skip
    assert [asked(rules, day, notice, revoked).value for day in ("2020-02-01", "2020-03-01")] == [
        "withdrawing",
        "member",
    ]


def test_a_notice_of_leaving_another_instrument_does_not_count_where_the_rule_names_one() -> None:
    """The record may hold notices on several treaties."""
    elsewhere = deposit("VEN", "notice-of-withdrawal", "2020-01-01", "protocol")
    assert asked(pact(instrument="pact"), "2022-01-01", elsewhere).value == "member"
    assert asked(pact(), "2022-01-01", elsewhere).value == "former"


def test_a_state_becomes_a_party_some_time_after_its_own_deposit() -> None:
    """Ninety days, not before the instrument is in force."""
    joins: Fields = {
        "rule": "begins",
        "id": "parties",
        "source": ["pact"],
        "acts": ["ratification"],
        "instrument": "pact",
        "standing": "party",
        "not_before": "2005-02-27",
        "days": 90,
    }
    rules = charter(membership=[joins])
    entries = roll(
        "parties", instrument="pact", act="ratification", periods={"NOR": "2003-06-16/..", "VEN": "2006-06-27/.."}
    )
    found = {}
    for member in ("NOR", "VEN"):
        history = standing(rules, view(index(entries), "2010-01-01"), member)
        found[member] = [reason.facts["day"] for reason in history.reasons if reason.key == "standing-since"]
    assert found == {"NOR": ["2005-02-27"], "VEN": ["2006-09-25"]}


def test_who_left_comes_back_with_the_deposit_and_not_with_the_vote() -> None:
    """The United States in UNESCO: no vote since 2013, out on the last day of 2018, back on 10 July 2023."""
    rejoins: Fields = {
        "rule": "begins",
        "id": "acceptance",
        "source": ["pact"],
        "acts": ["acceptance"],
        "instrument": "pact",
        "standing": "member",
    }
    arrears: Fields = {"rule": "automatic", "id": "arrears", "source": ["pact"], "roll": "arrears"}
    entries = [
        deposit("VEN", "notice-of-withdrawal", "2017-10-12"),
        deposit("VEN", "acceptance", "2023-07-10"),
        roll("arrears", periods={"VEN": "2013-11-08/2023-07-09"}),
    ]
    rules = pact(rejoins, arrears, then="end-of-year")
    days = ("2013-11-07", "2013-11-08", "2018-12-31", "2019-01-01", "2023-06-30", "2023-07-10")
    assert [asked(rules, day, *entries).value for day in days] == [
        "member", "vote-suspended", "vote-suspended", "former", "former", "member",
    ]  # fmt: skip
