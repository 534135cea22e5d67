"""Members on a list, and what lies over their standing for a time: suspensions by decision, by roll, by arrears."""

from __future__ import annotations

from typing import Any

import pytest

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer
from concilium.procedure.composition import members
from concilium.procedure.standing import standing, timeline
from concilium.record.entry import Contribution, Entry
from concilium.record.view import View
from tests.making import Fields, charter, index, iso_days, make, organ, roll, view
from tests.making import standing as asserted

STATES = ("COM", "EGY", "GAB", "PRY", "RUS", "SUN", "SYR", "VEN")
LIST: Fields = {"rule": "listed", "id": "the-list", "source": ["pact"], "roll": "members", "standing": "member"}
SUSPENDED: Fields = {
    "rule": "by-decision",
    "id": "suspension",
    "source": ["pact"],
    "organ": "council",
    "standing": "suspended",
}
RESTORED: Fields = {
    "rule": "by-decision",
    "id": "restoration",
    "source": ["pact"],
    "organ": "council",
    "standing": "member",
}
ARREARS: Fields = {"rule": "automatic", "id": "arrears", "source": ["pact"], "standing": "vote-suspended",
                   "roll": "arrears", "waivers": "permitted", "waived_by": "council"}  # fmt: skip
OBSERVERS: Fields = {
    "rule": "listed",
    "id": "the-observers",
    "source": ["pact"],
    "roll": "observers",
    "standing": "observer",
}
WORDS = {"attends": True, "votes": True, "counts": True, "chairs": True, "bound": True}
ENTITLEMENTS: list[Fields] = [
    {"id": f"as-{word}", "source": ["pact"], "standing": word, **WORDS, **less}
    for word, less in (
        ("member", {}),
        ("vote-suspended", {"votes": False}),
        ("suspended", {"attends": False, "votes": False, "counts": False, "chairs": False}),
        ("observer", {"votes": False, "counts": False, "chairs": False, "bound": False}),
    )
]
MEMBERS = roll(
    "members",
    standing="member",
    periods={
        "COM": "1975-11-12/..",
        "EGY": ("1945-10-24/1958-02-21", "1958-02-22/.."),
        "GAB": "1960-09-20/..",
        "RUS": "1991-12-24/..",
        "SUN": "1945-10-24/1991-12-23",
        "SYR": ("1945-10-24/1958-02-21", "1961-10-13/.."),
        "VEN": "1945-11-15/..",
    },
)


def pact(*rules: Fields) -> Charter:
    """Return a charter whose members are on a list, with other rules."""
    return charter(
        membership=[LIST, *rules], entitlements=ENTITLEMENTS, organs={"council": organ("Council")}, order=STATES
    )


def asked(rules: Charter, member: str, day: str, *entries: Entry | list[Entry]) -> Answer[str]:
    """Return the standing of a member on a day."""
    return standing(rules, view(index(MEMBERS, *entries), day), member)


def belonging(rules: Charter, day: str, *entries: Entry, known: str | None = None) -> tuple[str, ...]:
    """Return the members that count on a day."""
    return members(rules, view(index(MEMBERS, *entries), day, known)).value


def decided(member: str, word: str, valid: str, **fields: Any) -> Entry:
    """Return a decision of the council on a member's standing for a period."""
    told = {
        "decided": True,
        "organ": "council",
        "by": "council",
        "valid": valid,
        "identifier": f"{member}-{valid}".lower(),
    }
    return asserted(member, word, valid.partition("/")[0], **{**told, **fields})


def test_who_is_on_the_list_is_a_member() -> None:
    """From the first day of a period to its last, with the provision and the roll that say so."""
    answer = asked(pact(), "VEN", "1945-11-15")
    assert (answer.value, answer.provisions, answer.entries) == ("member", ("the-list",), ("roll-members",))
    assert [asked(pact(), "VEN", day).value for day in ("1945-11-14", "2020-01-01")] == ["not-member", "member"]


def test_members_of_a_day_are_in_the_order_of_the_charter() -> None:
    """As was known on a day: of that day's list."""
    assert belonging(pact(), "1950-01-01") == ("EGY", "SUN", "SYR", "VEN")
    assert belonging(pact(), "2020-01-01") == ("COM", "EGY", "GAB", "RUS", "SYR", "VEN")
    assert belonging(pact(), "2020-01-01", known="1970-01-01") == ("EGY", "GAB", "SUN", "SYR", "VEN")


def test_a_union_and_its_end_are_a_gap_in_one_row_and_none_in_the_other() -> None:
    """Egypt and Syria sat as one from 1958 to 1961; the Soviet Union's seat went on as Russia's."""
    given = {
        day: belonging(pact(), day) for day in ("1958-02-21", "1958-02-22", "1961-10-13", "1991-12-23", "1991-12-24")
    }
    assert [("EGY" in found, "SYR" in found) for found in given.values()] == [
        (True, True), (True, False), (True, True), (True, True), (True, True),
    ]  # fmt: skip
    assert [("SUN" in found, "RUS" in found) for found in list(given.values())[-2:]] == [(True, False), (False, True)]
    assert asked(pact(), "SYR", "1960-01-01").value == "former"


def test_a_row_that_follows_at_once_is_no_change() -> None:
    """Two periods without a day between them are one membership."""
    changes = timeline(pact(), view(index(MEMBERS)), "EGY")
    assert [(c.standing, *iso_days([c.minute])) for c in changes if c.standing != "former"][:1] == [
        ("member", "1945-10-24")
    ]
    assert asked(pact(), "EGY", "1958-02-22").value == "member"


def test_observers_are_on_a_list_of_their_own_and_do_not_count() -> None:
    """One that becomes a member leaves that list, in either order of the rules."""
    observers = roll("observers", standing="observer", periods={"PRY": "1990-01-01/..", "COM": "1970-01-01/1975-11-11"})
    for rules in (pact(OBSERVERS), charter(membership=[OBSERVERS, LIST], entitlements=ENTITLEMENTS, order=STATES)):
        assert asked(rules, "PRY", "2000-01-01", observers).value == "observer"
        assert [asked(rules, "COM", day, observers).value for day in ("1975-11-11", "1975-11-12")] == [
            "observer",
            "member",
        ]
        assert "PRY" not in belonging(rules, "2000-01-01", observers)


def test_a_list_that_ends_later_takes_nothing_from_a_member() -> None:
    """What ends is the standing that the list gave."""
    observers = roll("observers", standing="observer", periods={"COM": "1970-01-01/1975-12-31"})
    assert asked(pact(OBSERVERS), "COM", "1976-01-01", observers).value == "member"


@pytest.mark.parametrize("begun", ["1970", "1970~", "1970-06", "1970-06-05"])
def test_a_standing_is_told_as_exactly_as_its_row_has_it(begun: str) -> None:
    """A year is not made its first day."""
    observers = roll("observers", standing="observer", periods={"VAT": f"{begun}/.."})
    first = asked(pact(OBSERVERS), "VAT", "1980-01-01", observers).reasons[0]
    assert (first.key, first.facts["day"]) == ("standing-since", begun)


def test_a_suspension_for_a_period_ends_with_it() -> None:
    """Gabon in the African Union, 31 August 2023 to 30 April 2025: a member throughout, not counted meanwhile."""
    coup = decided("GAB", "suspended", "2023-08-31/2025-04-29")
    given = {
        day: asked(pact(SUSPENDED), "GAB", day, coup)
        for day in ("2023-08-30", "2023-08-31", "2025-04-29", "2025-04-30")
    }
    assert [answer.value for answer in given.values()] == ["member", "suspended", "suspended", "member"]
    after = given["2025-04-30"].reasons
    assert [(r.key, r.facts["day"], r.provisions) for r in after[:2]] == [
        ("standing-since", "1960-09-20", ("the-list",)),
        ("standing-suspension-ended", "2025-04-30", ("suspension",)),
    ]
    assert ["GAB" in belonging(pact(SUSPENDED), day, coup) for day in given] == [True, False, False, True]


def test_a_suspension_without_an_end_is_lifted_by_a_decision() -> None:
    """Under the rule that lifts it."""
    entries = [decided("GAB", "suspended", "2023-08-31/.."), decided("GAB", "member", "2025-04-30")]
    rules = pact(SUSPENDED, RESTORED)
    assert asked(rules, "GAB", "2025-04-29", entries).value == "suspended"
    after = asked(rules, "GAB", "2025-04-30", entries)
    assert (after.value, after.provisions[0]) == ("member", "restoration")


def test_who_leaves_while_suspended_has_left() -> None:
    """Zimbabwe and the Commonwealth: suspended on 19 March 2002, left on 7 December 2003."""
    left = roll("members", standing="member", identifier="left", periods={"PRY": "1980-10-01/2003-12-06"})
    suspended = decided("PRY", "suspended", "2002-03-19/..")
    given = [
        asked(pact(SUSPENDED), "PRY", day, left, suspended).value
        for day in ("2002-03-19", "2003-12-06", "2003-12-07", "2010-01-01")
    ]
    assert given == ["suspended", "suspended", "former", "former"]


def test_who_comes_back_after_leaving_suspended_is_not_suspended() -> None:
    """The suspension ended with the membership."""
    back = roll(
        "members", standing="member", identifier="back", periods={"PRY": ["1980-10-01/2003-12-06", "2018-10-01/.."]}
    )
    assert (
        asked(pact(SUSPENDED), "PRY", "2019-01-01", back, decided("PRY", "suspended", "2002-03-19/..")).value
        == "member"
    )


def test_who_comes_back_in_arrears_has_no_vote_as_long_as_the_roll_says_so() -> None:
    """A roll is not ended by leaving, and shows nothing of who is out."""
    back = roll(
        "members", identifier="back", standing="member", periods={"PRY": ["1980-01-01/2003-12-06", "2018-10-01/.."]}
    )
    arrears = roll("arrears", periods={"PRY": "2000-01-01/2020-12-31"})
    days = ("2003-12-06", "2003-12-07", "2018-10-01", "2021-01-01")
    given = [asked(pact(ARREARS), "PRY", day, back, arrears).value for day in days]
    assert given == ["vote-suspended", "former", "vote-suspended", "member"]


def test_a_roll_of_suspensions_lies_over_the_list_of_members() -> None:
    """Each period ends by itself."""
    over: Fields = {
        "rule": "listed",
        "id": "the-suspended",
        "source": ["pact"],
        "roll": "suspended",
        "standing": "suspended",
    }
    suspensions = roll(
        "suspended", standing="suspended", periods={"GAB": ("2009-01-01/2009-12-31", "2023-08-31/2025-04-29")}
    )
    given = [
        asked(pact(over), "GAB", day, suspensions).value
        for day in ("2009-06-01", "2010-01-01", "2024-01-01", "2025-04-30")
    ]
    assert given == ["suspended", "member", "suspended", "member"]


def test_nobody_is_suspended_that_does_not_belong() -> None:
    """A row of a roll of suspensions does not make a member."""
    over: Fields = {
        "rule": "listed",
        "id": "the-suspended",
        "source": ["pact"],
        "roll": "suspended",
        "standing": "suspended",
    }
    suspensions = roll("suspended", standing="suspended", periods={"PRY": "2012-06-29/..", "SUN": "1990-01-01/.."})
    assert asked(pact(over), "PRY", "2013-01-01", suspensions).value == "not-member"
    assert asked(pact(over), "SUN", "2013-01-01", suspensions).value == "former"


ARTICLE_19 = roll("arrears", periods={"COM": "2010-01-01/..", "VEN": "2022-01-10/2024-02-01"})
PERMITTED = roll("permitted", periods={"COM": "2021-10-11/2022-09-13"})


@pytest.mark.parametrize(
    ("member", "day", "value"),
    [
        ("VEN", "2022-01-09", "member"),
        ("VEN", "2022-01-10", "vote-suspended"),
        ("VEN", "2024-02-02", "member"),
        ("COM", "2021-10-10", "vote-suspended"),
        ("COM", "2022-01-15", "member"),
        ("COM", "2022-09-13", "member"),
        ("COM", "2022-09-14", "vote-suspended"),
    ],
)
def test_a_member_in_arrears_has_no_vote_unless_it_is_permitted(member: str, day: str, value: str) -> None:
    """Without a decision; the permission holds to the end of the session (United Nations Charter, Art. 19)."""
    assert asked(pact(ARREARS), member, day, ARTICLE_19, PERMITTED).value == value


def test_a_member_in_arrears_counts_all_the_same_and_a_permission_is_told() -> None:
    """It stays among the members of whom shares are taken."""
    assert {"COM", "VEN"} <= set(belonging(pact(ARREARS), "2022-01-15", ARTICLE_19, PERMITTED))
    answer = asked(pact(ARREARS), "COM", "2022-01-15", ARTICLE_19, PERMITTED)
    told = [(r.facts["day"], r.provisions, r.entries) for r in answer.reasons if r.key == "standing-waived"]
    assert told == [("2022-09-13", ("arrears",), ("roll-permitted",))]


def test_a_decision_may_permit_a_member_in_arrears_to_vote() -> None:
    """For as long as it says."""
    leave = decided("VEN", "member", "2022-03-01/2022-06-30")
    given = [
        asked(pact(ARREARS), "VEN", day, ARTICLE_19, leave).value for day in ("2022-02-28", "2022-03-01", "2022-07-01")
    ]
    assert given == ["vote-suspended", "member", "vote-suspended"]


def test_what_the_organization_says_of_arrears_is_the_fact_and_what_others_say_is_not() -> None:
    """No decision is needed, and nobody else can say it."""
    rules = pact({**ARREARS, "roll": None})
    said = asserted("VEN", "vote-suspended", "2022-01-10", valid="2022-01-10/2022-12-31", by="pact")
    rumour = asserted("GAB", "vote-suspended", "2022-01-10", by="paper")
    assert [asked(rules, "VEN", day, said).value for day in ("2022-01-10", "2023-01-01")] == [
        "vote-suspended",
        "member",
    ]
    assert asked(rules, "GAB", "2022-06-01", rumour).value == "member"


def test_where_the_organ_may_take_the_vote_nothing_happens_of_itself() -> None:
    """Two years unpaid, and the council has not decided (the contrast with Art. 19)."""
    rules = pact({**SUSPENDED, "standing": "vote-suspended"})
    assert asked(rules, "VEN", "2023-01-01", ARTICLE_19, [unpaid(2021), unpaid(2022)]).value == "member"


def unpaid(year: int, state: str = "unpaid", on: str = "") -> Contribution:
    """Return what was said at the end of a year of a member's contribution of it."""
    told = on or f"{year}-12-31"
    return make(Contribution, f"due-{year}-{told}", by="pact", on=told, valid=str(year), member="VEN", state=state)


def test_two_full_years_unpaid_take_the_vote_until_they_are_paid() -> None:
    """From the first day of the third year; a payment of one of them gives it back."""
    rules = pact({**ARREARS, "roll": None, "years": 2})
    entries = [unpaid(2020), unpaid(2021), unpaid(2020, "paid", "2022-05-01")]
    given = [
        asked(rules, "VEN", day, *entries).value for day in ("2021-12-31", "2022-01-01", "2022-04-30", "2022-05-01")
    ]
    assert given == ["member", "vote-suspended", "vote-suspended", "member"]


def test_one_year_unpaid_takes_nothing() -> None:
    """Nor two with a paid one between them."""
    rules = pact({**ARREARS, "roll": None, "years": 2})
    entries = [unpaid(2019), unpaid(2020, "paid"), unpaid(2021)]
    assert {asked(rules, "VEN", f"{year}-06-01", *entries).value for year in range(2018, 2024)} == {"member"}


def test_of_two_things_that_lie_over_a_standing_the_heavier_counts() -> None:
    """Suspended and in arrears: suspended; when that is over, without a vote."""
    suspended = decided("VEN", "suspended", "2022-06-01/2022-12-31")
    rules = pact(ARREARS, SUSPENDED)
    given = [
        asked(rules, "VEN", day, ARTICLE_19, suspended).value for day in ("2022-05-31", "2022-06-01", "2023-01-01")
    ]
    assert given == ["vote-suspended", "suspended", "vote-suspended"]


def test_the_record_tells_who_was_suspended_only_when_it_was_known() -> None:
    """A roll leaks no later row."""
    record = index(MEMBERS, ARTICLE_19)
    before: View = view(record, "2023-01-01", "2022-01-09")
    assert standing(pact(ARREARS), before, "VEN").value == "member"
    assert standing(pact(ARREARS), view(record, "2023-01-01", "2022-01-10"), "VEN").value == "vote-suspended"
