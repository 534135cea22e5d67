"""Entry into force in many treaties: what must be there, after what time, for whom, and when it ceases."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from concilium.charter.model import Charter
from concilium.procedure.answer import Answer
from concilium.procedure.force import force
from concilium.record.entry import Entry, Outcome
from tests.making import Fields, charter, deposit, index, instrument, make, organ, roll, view, weights
from tests.making import standing as asserted

TREATIES = Path(__file__).parents[3] / "shared" / "data" / "treaties"
MEMBER: Fields = {"rule": "listed", "id": "the-list", "source": ["pact"], "roll": "members", "standing": "member"}
SUSPENDED: Fields = {
    "rule": "by-decision",
    "id": "suspension",
    "source": ["pact"],
    "organ": "council",
    "standing": "suspended",
}
RIGHTS = {"attends": True, "votes": True, "counts": True, "chairs": True, "bound": True}
ENTITLEMENTS = [
    {"id": "as-member", "source": ["pact"], "standing": "member", **RIGHTS},
    {"id": "as-suspended", "source": ["pact"], "standing": "suspended", **dict.fromkeys(RIGHTS, False)},
]
FIVE = ("CHN", "FRA", "GBR", "RUS", "USA")
STATES = (*FIVE, "ARG", "BRA", "CAN", "DEU", "IND")
ORDER = ("ARG", "BRA", "CAN", "CHN", "FRA", "DEU", "IND", "RUS", "GBR", "USA")
"""The members by their English names."""
MEMBERS = roll("members", standing="member", periods=dict.fromkeys(STATES, "1945-10-24/.."))
ALL_OF_THE_FIVE = {"count": ["yes"], "at_least": "1", "of": "members", "among": ["permanent"]}
TWO_THIRDS = {"count": ["yes"], "at_least": "2/3", "of": "members"}


def treaty(**rule: Any) -> Charter:
    """Return a charter of ten members with a rule on the entry into force of the accord, and further ones."""
    further = rule.pop("further", [])
    entry = {"id": "entry", "source": ["pact"], "instrument": "accord", **rule}
    return charter(
        membership=[MEMBER, SUSPENDED], entitlements=ENTITLEMENTS, organs={"council": organ("Council")},
        order=STATES, force=[entry, *further],
    )  # fmt: skip


def consents(*told: tuple[str, str], name: str = "accord") -> list[Entry]:
    """Return ratifications by member and day."""
    return [deposit(member, "ratification", day, name) for member, day in told]


def kept(*told: tuple[str, str], name: str = "accord") -> Entry:
    """Return the same as a roll."""
    return roll(name, instrument=name, act="ratification", periods={member: f"{day}/.." for member, day in told})


def asked(rules: Charter, day: str, *entries: Entry | list[Entry], known: str | None = None) -> Answer[str | None]:
    """Return since when the accord is in force on a day."""
    return force(rules, view(index(MEMBERS, *entries), day, known), "accord")


def facts(answer: Answer[str | None], key: str) -> list[dict[str, str]]:
    """Return what the reasons of a kind say."""
    return [reason.facts for reason in answer.reasons if reason.key == key]


ADOPTED = instrument("accord", signed="1963-12-17", on="1963-12-17")
SEVEN = [
    (code, f"1965-0{number}-01") for number, code in enumerate(("ARG", "BRA", "CHN", "FRA", "GBR", "RUS", "IND"), 1)
]


def test_two_thirds_of_the_members_and_all_the_permanent_ones_bind_everybody() -> None:
    """The Charter's amendment of 1963: in force with the last of the five, for those without too (Art. 108)."""
    rules = treaty(
        needs={"all_of": [TWO_THIRDS, ALL_OF_THE_FIVE]}, of="members-now", classes={"permanent": FIVE}, binds="members"
    )
    before = asked(rules, "1965-08-30", ADOPTED, consents(*SEVEN))
    assert (before.value, before.state, before.missing) == (None, "unknown", ("ratification by USA",))
    assert [(f["counted"], f["needed"], f["among"]) for f in facts(before, "force-count")] == [
        ("7", "7", ""),
        ("4", "5", "permanent"),
    ]
    after = asked(rules, "1965-08-31", ADOPTED, consents(*SEVEN, ("USA", "1965-08-31")))
    assert (after.value, after.state, after.missing, after.provisions) == ("1965-08-31", "known", (), ("entry",))
    assert facts(after, "force-binds-members") == [{"members": " ".join(ORDER), "count": "10"}]


def test_a_register_that_is_kept_makes_certain_that_it_is_not_in_force() -> None:
    """A roll holds all that were deposited; single deposits need not be all."""
    rules = treaty(needs={"all_of": [TWO_THIRDS, ALL_OF_THE_FIVE]}, of="members-now", classes={"permanent": FIVE})
    assert asked(rules, "1965-08-30", ADOPTED, kept(*SEVEN)).state == "known"


def test_a_majority_of_the_signatories_with_the_named_ones_brings_it_into_force() -> None:
    """The North Atlantic Treaty, Art. 11: bound are those that have deposited, others from their own day."""
    rules = treaty(
        needs={"all_of": [{"count": ["yes"], "more_than": "1/2", "of": "members"},
                          {"count": ["yes"], "at_least": "1", "of": "members", "among": ["named"]}]},
        classes={"named": ("CAN", "FRA", "GBR", "USA")},
    )  # fmt: skip
    signed = instrument(
        "accord", signed="1949-04-04", on="1949-04-04", signatories=("ARG", "BRA", "CAN", "FRA", "GBR", "USA")
    )
    told = consents(
        ("CAN", "1949-05-03"),
        ("GBR", "1949-06-07"),
        ("USA", "1949-07-25"),
        ("BRA", "1949-08-01"),
        ("FRA", "1949-08-24"),
    )
    late = consents(("ARG", "1949-08-30"))
    assert asked(rules, "1949-08-23", signed, told).value is None
    answer = asked(rules, "1949-08-24", signed, told, late)
    assert (answer.value, [f["members"] for f in facts(answer, "force-binds")]) == (
        "1949-08-24",
        ["BRA CAN FRA GBR USA"],
    )
    assert facts(asked(rules, "1949-08-30", signed, told, late), "force-binds")[0]["count"] == "6"


EMISSIONS = weights("emissions", "2015-12-12/..", **dict(zip(
    STATES, ("20.1", "1.3", "1.5", "7.5", "17.9", "0.9", "2.5", "2.0", "2.6", "43.7"), strict=True)))  # fmt: skip


def test_a_number_and_a_share_of_a_weight_and_thirty_days() -> None:
    """The Paris Agreement, Art. 21, in small: here five of ten, and 55 per cent."""
    rules = treaty(
        needs={"all_of": [{"count": ["yes"], "at_least": "5"},
                          {"count": ["yes"], "at_least": "55 %", "of": "members", "weight": "emissions"}]},
        of="members-now", days=30,
    )  # fmt: skip
    told = [
        ("CHN", "2016-09-03"),
        ("USA", "2016-09-03"),
        ("BRA", "2016-09-21"),
        ("ARG", "2016-09-21"),
        ("IND", "2016-10-02"),
    ]
    early = asked(rules, "2016-10-01", EMISSIONS, kept(*told[:4]))
    assert (early.value, early.state) == (None, "known")
    assert [f["share"] for f in facts(early, "force-count-weight")] == ["41.4"]
    assert [(f["counted"], f["needed"]) for f in facts(early, "force-count")] == [("4", "5")]
    answer = asked(rules, "2016-11-03", EMISSIONS, kept(*told))
    assert (answer.value, facts(answer, "force-computed")) == ("2016-11-01", [{"day": "2016-11-01"}])
    assert asked(rules, "2016-10-31", EMISSIONS, kept(*told)).value is None


def test_without_the_weights_it_is_unknown() -> None:
    """Nothing is guessed of a table that the record does not hold."""
    rules = treaty(
        needs={"count": ["yes"], "at_least": "55 %", "of": "members", "weight": "emissions"}, of="members-now"
    )
    answer = asked(rules, "2016-12-01", kept(("CHN", "2016-09-03")))
    assert (answer.value, answer.state, answer.missing) == (None, "unknown", ("weight emissions",))


@pytest.mark.parametrize(
    ("accepting", "state"), [(("CHN", "FRA", "GBR", "RUS", "ARG", "BRA"), None), (STATES[:9], "2016-01-26")]
)
def test_three_fifths_of_the_members_are_not_enough_without_85_per_cent(
    accepting: tuple[str, ...], state: str | None
) -> None:
    """The Fund's amendments: the number was there in 2012, the power only when the United States accepted."""
    power = weights("votes", "2012-01-01/..", **{code: 17 if code == "USA" else 9 for code in STATES})
    rules = treaty(
        needs={"all_of": [{"count": ["yes"], "at_least": "3/5", "of": "members"},
                          {"count": ["yes"], "at_least": "85 %", "of": "members", "weight": "votes"}]},
        of="members-now",
    )  # fmt: skip
    told = [(code, "2016-01-26" if code == "USA" else "2012-06-12") for code in accepting]
    assert asked(rules, "2016-02-01", power, kept(*told)).value == state


def test_members_at_the_adoption_are_those_that_must_approve() -> None:
    """Who joined later is not waited for (Antarctic Treaty, Art. IX.4); of members as they are now it would be."""
    joined = roll("members", identifier="joined", standing="member", periods={"JPN": "1999-01-01/.."})
    signed = instrument("accord", signed="1998-01-01", on="1998-01-01")
    told = kept(*[(code, "2000-05-05") for code in STATES])
    then, now = treaty(ratified_by="all", of="members-then"), treaty(ratified_by="all", of="members-now")
    assert asked(then, "2001-01-01", signed, joined, told).value == "2000-05-05"
    waiting = asked(now, "2001-01-01", signed, joined, told)
    assert (waiting.value, waiting.missing) == (None, ("ratification by JPN",))


def test_it_enters_into_force_on_the_day_the_last_one_that_had_not_ratified_leaves() -> None:
    """The set of those that must ratify is worked out anew with every change of membership."""
    leaving = roll("members", identifier="leaving", standing="member", periods={"UZB": "2006-08-16/2012-12-18"})
    told = kept(*[(code, "2011-05-05") for code in STATES])
    rules = treaty(ratified_by="all", of="members-now")
    assert asked(rules, "2012-12-18", leaving, told).value is None
    assert asked(rules, "2012-12-19", leaving, told).value == "2012-12-19"


def test_a_suspended_member_is_not_waited_for_and_says_that_this_is_void() -> None:
    """Paraguay and the accession of Venezuela to Mercosur, 2012: thirty days after the last of the others."""
    views = [
        {"authority": "IND", "says": {"en": "void: the treaty requires all"}, "on": "2012-07-31", "source": ["note"]},
        {"authority": "pact", "says": {"en": "a member"}, "on": "2012-07-31", "source": ["act"], "applied": True},
    ]
    rules = treaty(ratified_by="all", of="members-now", days=30, positions=views)
    suspended = asserted("IND", "suspended", "2012-06-29", decided=True, organ="council", by="council")
    told = kept(*[(code, "2009-12-15") for code in STATES if code != "IND"])
    assert asked(rules, "2012-07-28", suspended, told).value is None
    answer = asked(rules, "2012-08-01", suspended, told)
    assert (answer.value, answer.state) == ("2012-07-29", "contested")
    assert [(r.authority, r.value, r.applied) for r in answer.rivals] == [
        ("IND", "void: the treaty requires all", False), ("pact", "a member", True),
    ]  # fmt: skip


def test_a_consent_that_was_withdrawn_before_does_not_count() -> None:
    """Nor does it count twice."""
    rules = treaty(ratified_by="number", number=3)
    told = consents(("ARG", "2001-01-01"), ("BRA", "2001-02-01"), ("CAN", "2001-04-01"), ("DEU", "2001-05-01"))
    left = deposit("ARG", "notice-of-withdrawal", "2001-03-01", "accord")
    assert asked(rules, "2002-01-01", told, left).value == "2001-05-01"
    assert asked(rules, "2002-01-01", told).value == "2001-04-01"


def test_what_is_recorded_and_what_is_computed_are_both_told_when_they_differ() -> None:
    """The value is what the record holds."""
    recorded = instrument("accord", in_force="2001-06-01", on="2001-06-01")
    answer = asked(
        treaty(ratified_by="number", number=2),
        "2002-01-01",
        recorded,
        consents(("ARG", "2001-01-01"), ("BRA", "2001-02-01")),
    )
    assert (answer.value, answer.state) == ("2001-06-01", "differs")
    assert (facts(answer, "force-recorded")[0]["day"], facts(answer, "force-computed")[0]["day"]) == (
        "2001-06-01",
        "2001-02-01",
    )


def objections(*members: str) -> list[Entry]:
    """Return objections of members, made in time."""
    return [deposit(member, "objection", "2010-01-01", "accord") for member in members]


TACIT: Fields = {
    "silence": True, "deadline": "2010-07-01", "not_before": "2011-01-01", "of": "members-now",
    "needs": {"all_of": [{"not": {"count": ["no"], "at_least": "1/3", "of": "members"}},
                         {"not": {"count": ["no"], "at_least": "50 %", "of": "members", "weight": "tonnage"}}]},
}  # fmt: skip
TONNAGE = weights("tonnage", "2009-01-01/..", **{code: 60 if code == "CHN" else 5 for code in STATES})


@pytest.mark.parametrize(
    ("objecting", "value"),
    [((), "2011-01-01"), (("ARG", "BRA", "CAN"), "2011-01-01"), (("ARG", "BRA", "CAN", "DEU"), None), (("CHN",), None)],
)
def test_who_is_silent_has_accepted_unless_objections_reach_a_share(
    objecting: tuple[str, ...], value: str | None
) -> None:
    """A third of the parties, or half of the tonnage (the conventions of the Maritime Organization)."""
    answer = asked(treaty(**TACIT), "2011-01-01", TONNAGE, objections(*objecting))
    assert (answer.value, answer.state) == (value, "known")


def test_who_objected_is_not_bound() -> None:
    """All the others are."""
    answer = asked(treaty(**TACIT), "2011-06-01", TONNAGE, objections("ARG"))
    assert facts(answer, "force-binds")[0]["members"].split() == list(ORDER[1:])


def test_while_the_time_for_objections_runs_nothing_is_certain() -> None:
    """An objection may still come; one that comes too late does not count."""
    running = asked(treaty(**TACIT), "2011-06-01", TONNAGE, known="2010-06-30")
    assert (running.value, running.state) == (None, "unknown")
    late: list[Entry] = [deposit(code, "objection", "2010-07-02", "accord") for code in STATES]
    assert asked(treaty(**TACIT), "2011-06-01", TONNAGE, late).value == "2011-01-01"


def test_it_is_applied_by_its_signatories_before_it_is_in_force() -> None:
    """Provisionally: the value stays none, and the answer says who applies it since when."""
    signed = instrument("accord", signed="1994-12-17", on="1994-12-17", signatories=("ARG", "BRA"))
    answer = asked(treaty(ratified_by="number", number=3, provisional="1994-12-17"), "1996-01-01", signed)
    assert (answer.value, facts(answer, "force-provisional")) == (None, [{"day": "1994-12-17", "members": "ARG BRA"}])


def test_one_may_declare_that_it_applies_it_provisionally() -> None:
    """Once it is in force there is nothing provisional about it."""
    declared = deposit("CAN", "provisional-application", "2013-09-14", "accord")
    rules = treaty(ratified_by="number", number=1)
    assert facts(asked(rules, "2013-10-01", declared), "force-provisional") == [{"day": "2013-09-14", "members": "CAN"}]
    assert facts(asked(rules, "2013-12-01", declared, consents(("ARG", "2013-11-01"))), "force-provisional") == []


RENEWAL: Fields = {
    "id": "second",
    "source": ["pact"],
    "instrument": "renewal",
    "not_before": "2023-03-23",
    "sunset": "2024-04-30",
}


def test_a_mandate_lapses_unless_it_was_renewed() -> None:
    """The panel of 2009 ended on 30 April 2024, because what would have prolonged it was not adopted."""
    first = instrument("accord", signed="2022-03-25", on="2022-03-25")
    rules = treaty(sunset="2023-04-30", renewed_by=["renewal"], further=[RENEWAL])
    renewed = instrument("renewal", signed="2023-03-23", on="2023-03-23")
    assert [asked(rules, day, first).value for day in ("2023-04-30", "2023-05-01")] == ["2022-03-25", None]
    assert [asked(rules, day, first, renewed).value for day in ("2023-05-01", "2024-04-30", "2024-05-01")] == [
        "2022-03-25", "2022-03-25", None,
    ]  # fmt: skip
    ended = asked(rules, "2024-05-01", first, renewed)
    assert (facts(ended, "force-ceased"), facts(ended, "force-renewed")) == (
        [{"day": "2024-04-30"}],
        [{"instruments": "renewal"}],
    )


def test_a_renewal_after_the_term_comes_too_late() -> None:
    """What has lapsed is not renewed."""
    rules = treaty(sunset="2023-04-30", renewed_by=["renewal"], further=[RENEWAL])
    late = instrument("renewal", signed="2023-05-02", on="2023-05-02")
    assert asked(rules, "2023-06-01", instrument("accord", signed="2022-03-25", on="2022-03-25"), late).value is None


def test_what_was_ended_comes_back_after_a_notice_unless_it_is_decided_that_it_does_not() -> None:
    """Resolution 2231: thirty days after the notification of 28 August 2025 the former measures apply again."""
    rules = treaty(not_before="2006-12-23", sunset="2016-01-15", on_notice="plan", days=30, unless_adopted=["continue"])
    notice = deposit("FRA", "notification", "2025-08-28", "plan")
    failed = make(Outcome, "tried", by="council", on="2025-09-19", meeting="m", draft="continue", result="not-adopted")
    given = {day: asked(rules, day, notice, failed).value for day in ("2025-09-26", "2025-09-27")}
    assert given == {"2025-09-26": None, "2025-09-27": "2025-09-27"}
    adopted = make(Outcome, "done", by="council", on="2025-09-19", meeting="m", draft="continue", result="adopted")
    answer = asked(rules, "2025-10-01", notice, adopted)
    assert (answer.value, [r.key for r in answer.reasons if r.key == "force-continued"]) == (None, ["force-continued"])


def test_an_act_that_needs_no_consent_is_in_force_from_its_adoption_or_its_day() -> None:
    """After a time, or on a fixed day."""
    signed = instrument("accord", signed="2020-01-10", on="2020-01-10")
    assert asked(treaty(), "2020-02-01", signed).value == "2020-01-10"
    assert asked(treaty(days=20), "2020-02-01", signed).value == "2020-01-30"
    assert asked(treaty(not_before="2021-01-01"), "2021-02-01", signed).value == "2021-01-01"


# Two treaties, consent by consent


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the treaties; skips the test when it is not there."""
    path = TREATIES / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def tobacco() -> dict[str, str]:
    """Return the day on which each party to the tobacco convention consented."""
    found = {}
    for row in rows("fctc.csv"):
        days = [
            row[key]
            for key in ("ratification", "acceptance", "approval", "formal_confirm", "accession")
            if row[key].isdigit()
        ]
        if days:
            found[row["country_name"]] = f"{days[0][:4]}-{days[0][4:6]}-{days[0][6:]}"
    return found


def test_the_tobacco_convention_entered_into_force_ninety_days_after_the_fortieth_consent() -> None:
    """27 February 2005 (World Health Organization Framework Convention on Tobacco Control, Art. 36)."""
    told = tobacco()
    rules = treaty(needs={"count": ["yes"], "at_least": "40"}, of="anybody", days=90)
    answer = asked(rules, "2005-02-27", kept(*told.items()))
    assert answer.value == "2005-02-27"
    assert asked(rules, "2005-02-26", kept(*told.items())).value is None
    assert facts(answer, "force-binds")[0]["count"] == "40"


def test_the_kigali_amendment_entered_into_force_on_its_day_as_enough_had_ratified() -> None:
    """1 January 2019, twenty having ratified by then; otherwise ninety days after the twentieth."""
    told = {row["Code"]: row["Date"] for row in rows("kigali.csv")}
    rules = treaty(needs={"count": ["yes"], "at_least": "20"}, of="anybody", not_before="2019-01-01", days=90)
    answer = asked(rules, "2019-01-01", kept(*told.items()))
    early = [code for code, day in told.items() if day <= "2019-01-01"]
    assert (answer.value, sorted(facts(answer, "force-binds")[0]["members"].split())) == ("2019-01-01", sorted(early))
    without = dict(sorted(told.items(), key=lambda pair: pair[1])[60:])
    twentieth = sorted(without.values())[19]
    assert twentieth > "2019-01-01"
    late = asked(rules, "2026-01-01", kept(*without.items()))
    assert facts(late, "force-computed") == [{"day": _ninety_days_after(twentieth)}]


def _ninety_days_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(90)).isoformat()


def test_the_accessions_of_one_treaty_are_no_consents_to_another() -> None:
    """Each register is its own."""
    assert (
        asked(treaty(ratified_by="number", number=1), "2002-01-01", kept(("ARG", "2001-01-01"), name="other")).value
        is None
    )
