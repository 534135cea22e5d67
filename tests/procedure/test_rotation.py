"""Rotations of many bodies: their orders, terms and deviations, against history and on small made-up charters."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.charter.model import Charter
from concilium.instants import day_of, iso, moment
from concilium.procedure.chair import chair
from concilium.procedure.orders import Line, Pointer, pass_on
from concilium.procedure.succession import succession
from concilium.procedure.turns import next_chairs, turns
from concilium.record.entry import Entry, Roll
from concilium.record.index import Index
from concilium.terms import Name, Names, is_state, state_label
from tests.making import (
    Fields,
    chaired,
    chairmanship,
    charter,
    deposit,
    index,
    make,
    meeting,
    office,
    organ,
    places,
    ratified,
    standing,
    view,
)

DATA = Path(__file__).parents[3] / "shared" / "data"

COUNCIL_2015 = "CHL CHN FRA JOR LTU MYS NZL NGA RUS ESP GBR USA"
COUNCIL_2023 = "JPN MLT MOZ RUS CHE ARE GBR USA ALB BRA CHN ECU"
PRESIDENCIES = {
    2015: COUNCIL_2015,
    2016: "URY VEN AGO CHN EGY FRA JPN MYS NZL RUS SEN ESP",
    2017: "SWE UKR GBR USA URY BOL CHN EGY ETH FRA ITA JPN",
    2018: "KAZ KWT NLD PER POL RUS SWE GBR USA BOL CHN CIV",
    2019: "DOM GNQ FRA DEU IDN KWT PER POL RUS ZAF GBR USA",
    2020: "VNM BEL CHN DOM EST FRA DEU IDN NER RUS VCT ZAF",
    2021: "TUN GBR USA VNM CHN EST FRA IND IRL KEN MEX NER",
    2022: "NOR RUS ARE GBR USA ALB BRA CHN FRA GAB GHA IND",
    2023: COUNCIL_2023,
    2024: "FRA GUY JPN MLT MOZ KOR RUS SLE SVN CHE GBR USA",
}
"""Who presided over the Security Council, month by month: the Council's own lists of its presidents."""

UNITED_NATIONS = {
    "BOL": "Bolivia (Plurinational State of)",
    "CIV": "Côte d'Ivoire",
    "GBR": "United Kingdom of Great Britain and Northern Ireland",
    "KOR": "Republic of Korea",
    "RUS": "Russian Federation",
    "USA": "United States of America",
    "VCT": "Saint Vincent and the Grenadines",
    "VEN": "Venezuela (Bolivarian Republic of)",
    "VNM": "Viet Nam",
}
"""Names of members in the United Nations that are not those of CLDR."""

PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
IN_TURN: Fields = {
    "order": "alphabet", "term": "calendar-year", "from": "2001-01-01", "start": "ARM", "start_on": "2001-01-01",
}  # fmt: skip
MONTHLY: Fields = {"order": "alphabet", "among": "seats", "term": "month"}


def english(**names: str) -> Names:
    """Return names of members in English; the others go by those of CLDR."""
    return Names(members={code: Name(names={"en": name}) for code, name in names.items()})


def seats(years: dict[int, set[str]]) -> Roll:
    """Return the roll of the seats of the council, by year those who sat."""
    held: dict[str, list[str]] = defaultdict(list)
    for year, codes in sorted(years.items()):
        for code in sorted(codes):
            held[code].append(f"{year}-01-01/{year}-12-31")
    periods: Any = {code: tuple(spans) for code, spans in held.items()}
    return make(Roll, "seats", on="2000-01-01", roll="seats", organ="council", seats="elected", periods=periods)


def security_council(start: str, start_on: str, years: dict[int, set[str]]) -> tuple[Charter, Index]:
    """Return a council of permanent and elected seats with a monthly presidency, and the record of its seats."""
    rule = {"id": "presidency", "source": ["rules"], "from": start_on, **MONTHLY, "start": start, "start_on": start_on}
    composition = {
        "id": "seats", "source": ["pact"], "seats": "elected", "size": 15, "classes": {"permanent": PERMANENT},
    }  # fmt: skip
    codes = {code for each in years.values() for code in each}
    made = charter(
        organs={"council": organ("Council", composition=[composition], chair=[rule])},
        order=codes,
        names=english(**UNITED_NATIONS),
    )
    return made, index(seats(years))


def presided(made: Charter, record: Index, last: str) -> list[str]:
    """Return the holders of the chair of the council in order, up to a day."""
    return [turn.holder for turn in turns(made, view(record), "council", date.fromisoformat(last))]


def by_day(made: Charter, record: Index, last: str, organ_: str = "council") -> dict[str, str]:
    """Return the holders of a chair by the day on which each began."""
    given = turns(made, view(record), organ_, date.fromisoformat(last))
    return {day_of(turn.minute).isoformat(): turn.holder for turn in given}


def of_year(year: int) -> set[str]:
    """Return who presided in a year, the permanent members, and as many others as fill the seats."""
    return set(PRESIDENCIES[year].split()) | set(PERMANENT)


# The order and who takes turns


@pytest.mark.parametrize(
    ("year", "more"),
    [(2015, {"AGO", "TCD", "VEN"}), (2023, {"GHA", "GAB"})],
)
def test_the_presidency_of_the_security_council_passes_each_month_in_english_order(year: int, more: set[str]) -> None:
    """Cases S35 and S36, the second with its turn of the alphabet in mid-year, from the United States to Albania."""
    months = PRESIDENCIES[year].split()
    made, record = security_council(months[0], f"{year}-01", {year: of_year(year) | more})
    assert presided(made, record, f"{year}-12-31") == months


def test_the_pointer_is_a_name_and_survives_the_change_of_seats_at_new_year() -> None:
    """After Ecuador in December 2023 comes France, and Guyana, which was elected for 2024, after it."""
    years = {2023: of_year(2023) | {"GHA", "GAB"}, 2024: of_year(2024) | {"DZA", "ECU"}}
    made, record = security_council("JPN", "2023-01", years)
    assert presided(made, record, "2024-12-31") == [*COUNCIL_2023.split(), *PRESIDENCIES[2024].split()]


def test_all_presidencies_of_the_security_council_of_ten_years_follow_from_the_first() -> None:
    """Chile in January 2015 and the seats of each year give the other 119."""
    years = seats_of_the_world()
    made, record = security_council("CHL", "2015-01", {year: years[year] for year in PRESIDENCIES})
    assert presided(made, record, "2024-12-31") == [code for each in PRESIDENCIES.values() for code in each.split()]


def seats_of_the_world() -> dict[int, set[str]]:
    """Return the members of the Security Council by year. Skips the test where the data are not at hand."""
    path = DATA / "sc_membership" / "seats_by_year.csv"
    if not path.is_file():
        pytest.skip(f"no {path.name}: the seats of the Security Council are not at hand")
    states = {row["iso"] for row in rows(DATA / "un_members" / "member_intervals_expanded.csv") if is_state(row["iso"])}
    codes = {UNITED_NATIONS.get(code) or state_label(code, "en"): code for code in states}
    # The one name that is left blank in these years is Côte d'Ivoire's.
    codes[""] = "CIV"
    found: dict[int, set[str]] = defaultdict(set)
    for row in rows(path):
        if int(row["year"]) in PRESIDENCIES:
            found[int(row["year"])].add(codes[row["security_council_member"]])
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_seats_that_are_not_all_known_give_no_turn() -> None:
    """Of 2016 the record knows nobody but the permanent members: nobody is in the chair rather than a guess."""
    made, record = security_council("CHL", "2015-01", {2015: of_year(2015) | {"AGO", "TCD", "VEN"}})
    answer = chair(made, view(record, "2016-02-01"), "council")
    assert (answer.value, answer.state, answer.missing) == (None, "unknown", ("chair of council",))
    assert next_chairs(made, view(record, "2015-12-01"), "council", 3) == []


def test_a_member_barred_from_the_chair_is_passed_over_among_the_seats_too() -> None:
    """A suspended member keeps its seat and has no turn."""
    rule = {"id": "turns", "source": ["pact"], "from": "2001-01-01", **MONTHLY, "start": "ARM", "start_on": "2001-01"}
    listed = {"id": "seats", "source": ["pact"], "seats": "listed", "members": ["ARM", "BLR", "KAZ"]}
    made = charter(organs={"council": organ("Council", composition=[listed], chair=[rule])})
    suspended = standing("BLR", "suspended", "2001-02-15", decided=True, organ="council")
    record = index(ratified("ARM", "BLR", "KAZ"), suspended)
    assert presided(made, record, "2001-06-30") == ["ARM", "BLR", "KAZ", "ARM", "KAZ", "ARM"]


UNION = "DEU PRT SVN FRA CZE SWE ESP BEL HUN POL DNK CYP IRL LTU GRC"
UNTIL_2020 = f"{UNION} ITA LVA LUX NLD SVK MLT GBR EST BGR AUT ROU FIN HRV"
"""The order of the presidencies of the European Union, as listed in 2007 for 2007 to 2020 with Croatia at its end."""

RELINQUISHED = {
    "on": "2017-07-01", "decided": "2016-07-26", "what": "relinquished", "turn_of": "GBR", "source": ["decision"],
    "says": {"en": "the United Kingdom gave up its turn, and all later ones moved up"},
}  # fmt: skip


def european_union(*deviations: Fields) -> Charter:
    """Return the presidency of the Union: the list of 2007, and from July 2020 that of 2016."""
    first = {
        "order": "listed", "members": UNTIL_2020.split(), "term": "half-year", "from": "2007-01-01", "to": "2020-06-30",
        "start": "DEU", "start_on": "2007-01-01", "deviations": list(deviations),
    }  # fmt: skip
    second = {
        "order": "listed", "members": UNION.split(), "term": "half-year", "from": "2020-07-01",
        "start": "DEU", "start_on": "2020-07-01",
    }  # fmt: skip
    return chaired(first, second)


def test_the_presidencies_of_the_european_union_follow_their_list() -> None:
    """Case E12: 2023 to 2027."""
    given = by_day(european_union(RELINQUISHED), index(), "2027-12-31")
    assert [given[day] for day in given if "2023" <= day < "2028"] == UNION.split()[5:]
    assert [day for day in given if "2023" <= day < "2024"] == ["2023-01-01", "2023-07-01"]


def test_after_a_turn_that_was_relinquished_all_later_ones_move_up() -> None:
    """The United Kingdom gave up the second half of 2017; Estonia and the others each came half a year earlier."""
    later = [f"{year}-{day}" for year in range(2017, 2021) for day in ("01-01", "07-01")]
    listed, moved = (by_day(made, index(), "2020-12-31") for made in (european_union(), european_union(RELINQUISHED)))
    assert [listed[day] for day in later] == ["MLT", "GBR", "EST", "BGR", "AUT", "ROU", "FIN", "DEU"]
    assert [moved[day] for day in later] == ["MLT", "EST", "BGR", "AUT", "ROU", "FIN", "HRV", "DEU"]


def test_a_deviation_is_seen_from_the_day_on_which_it_was_decided() -> None:
    """Before 26 July 2016 the second half of 2017 was the United Kingdom's; after it, Estonia's, with the reason."""
    made = european_union(RELINQUISHED)
    before, after = (
        chair(made, view(index(), "2017-07-01", known), "council") for known in ("2016-07-25", "2016-07-26")
    )
    assert (before.value, after.value) == ("GBR", "EST")
    assert [reason.key for reason in after.reasons] == ["chair-deviation"]
    assert after.reasons[0].facts == {
        "member": "GBR", "holder": "EST", "day": "2017-07-01", "deviation": "2017-07-01",
    }  # fmt: skip


def test_a_list_may_name_a_member_twice_and_comes_round() -> None:
    """The place in the list counts then, not the name alone."""
    made = chaired({
        "order": "listed", "members": ["ARM", "BLR", "ARM", "KAZ"], "term": "calendar-year", "from": "2001-01-01",
        "start": "ARM", "start_on": "2001-01-01",
    })  # fmt: skip
    assert presided(made, index(), "2006-12-31") == ["ARM", "BLR", "ARM", "KAZ", "ARM", "BLR"]


def test_a_member_of_a_list_that_has_left_is_passed_over() -> None:
    """The list says the order, the standing whether there is a turn."""
    made = chaired({
        "order": "listed", "members": ["KAZ", "BLR", "ARM"], "term": "calendar-year", "from": "2001-01-01",
        "start": "KAZ", "start_on": "2001-01-01",
    })  # fmt: skip
    record = index(ratified("ARM", "BLR", "KAZ"), deposit("BLR", "notice-of-withdrawal", "2001-02-01"))
    assert presided(made, record, "2003-12-31") == ["KAZ", "ARM", "KAZ"]


NORDIC = ["CAN", "USA", "FIN", "ISL", "RUS", "NOR", "DNK", "SWE"]


def test_a_fixed_order_of_two_years_each() -> None:
    """The Arctic Council: Norway 2023 to 2025, the Kingdom of Denmark after it."""
    made = chaired({
        "order": "listed", "members": NORDIC, "term": "years", "years": 2, "from": "2013-05-15", "start": "CAN",
        "start_on": "2013-05-15",
    })  # fmt: skip
    given = by_day(made, index(), "2029-12-31")
    assert given == {f"{2013 + 2 * number}-05-15": code for number, code in enumerate([*NORDIC, "CAN"])}


EURASIAN = {
    "order": "alphabet", "language": "ru", "term": "calendar-year", "from": "2015-01-01", "start": "BLR",
    "start_on": "2015-01-01",
}  # fmt: skip
KYRGYZSTAN = Names(members={"KGZ": Name(names={"ru": "Кыргызстан"})})
"""The name by which Kyrgyzstan goes in the organizations that work in Russian; CLDR has another."""


def test_the_eurasian_union_begins_with_belarus_and_armenia_comes_at_the_end_of_the_round() -> None:
    """Case R05: Armenia joined on 2 January 2015 and Kyrgyzstan in August; the pointer was at Belarus."""
    made = charter(
        organs={"council": organ("Council", chair=[{"id": "turns", "source": ["pact"], **EURASIAN}])},
        order=("ARM", "BLR", "KAZ", "KGZ", "RUS"),
        names=KYRGYZSTAN,
    )
    record = index(
        ratified("BLR", "KAZ", "RUS", on="2015-01-01"), deposit("ARM", "accession", "2015-01-02"),
        deposit("KGZ", "accession", "2015-08-12"),
    )  # fmt: skip
    order = ["BLR", "KAZ", "KGZ", "RUS", "ARM"]
    assert presided(made, record, "2026-12-31") == [*order, *order, "BLR", "KAZ"]


INDEPENDENT_STATES = "KAZ KGZ RUS TJK TKM UZB BLR KAZ KGZ RUS TJK TKM"
"""The chairs of the Council of Heads of State of the CIS, 2015 to 2026."""


def test_the_chair_of_the_commonwealth_of_independent_states_passes_each_year_over_those_who_decline() -> None:
    """Case R03: Tajikistan in 2025, Turkmenistan in 2026."""
    declined = [("2017-01-01", "MDA"), ("2021-01-01", "AZE"), ("2021-01-01", "ARM"), ("2024-01-01", "MDA")]
    rule = {
        "id": "turns", "source": ["pact"], **EURASIAN, "start": "KAZ", "confirmed": True,
        "deviations": [
            {"on": day, "what": "declined", "turn_of": code, "source": ["paper"], "says": {"en": f"{code} declined"}}
            for day, code in declined
        ],
    }  # fmt: skip
    states = ("ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UZB")
    made = charter(organs={"council": organ("Council", chair=[rule])}, order=states, names=KYRGYZSTAN)
    record = index(
        ratified(*states),
        chairmanship("TKM", "2026-01-01/2026-12-31", on="2025-10-10", by="council", decided=True),
    )
    assert presided(made, record, "2026-12-31") == INDEPENDENT_STATES.split()
    answer = chair(made, view(record, "2026-05-01", "2025-10-10"), "council")
    assert [reason.key for reason in answer.reasons] == ["chair-decided", "chair-by-rotation"]
    passed = turns(made, view(record), "council", date(2021, 12, 31))[-1]
    assert ([d.turn_of for d in passed.deviations], passed.member, passed.holder) == (["AZE", "ARM"], "AZE", "BLR")


SHANGHAI = ("CHN", "IND", "IRN", "KAZ", "KGZ", "PAK", "RUS", "TJK", "UZB")


@pytest.mark.parametrize(
    ("newcomers", "expected"),
    [("after-the-round", "UZB IND KAZ CHN KGZ PAK"), ("at-once", "UZB IND IRN KAZ CHN KGZ")],
)
def test_a_newcomer_waits_for_the_round_to_end_or_has_its_turn_at_once(newcomers: str, expected: str) -> None:
    """Iran joined the Shanghai organization in July 2023, while India was in the chair, and Kazakhstan came next."""
    rule = {
        "id": "turns", "source": ["pact"], "order": "alphabet", "language": "ru", "term": "session-to-session",
        "newcomers": newcomers, "start": "UZB", "start_on": "2021-09-17", "from": "2021-09-17",
    }  # fmt: skip
    made = charter(organs={"council": organ("Council", chair=[rule])}, order=SHANGHAI, names=KYRGYZSTAN)
    days = ("2022-09-16", "2023-07-04", "2024-07-04", "2025-09-01", "2026-07-01")
    record = index(
        ratified(*[code for code in SHANGHAI if code != "IRN"]), deposit("IRN", "accession", "2023-07-04"),
        [meeting("council", day) for day in days],
    )  # fmt: skip
    assert presided(made, record, "2030-12-31") == expected.split()


def test_after_the_round_the_newcomer_has_its_turn() -> None:
    """Belarus joins in the first round, in which Kazakhstan is still to come, and has its turn in the second."""
    made = chaired({
        "order": "alphabet", "term": "calendar-year", "newcomers": "after-the-round", "from": "2001-01-01",
        "start": "ARM", "start_on": "2001-01-01",
    })  # fmt: skip
    record = index(ratified("ARM", "KAZ"), ratified("BLR", on="2001-06-01"))
    assert presided(made, record, "2005-12-31") == ["ARM", "KAZ", "ARM", "BLR", "KAZ"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", ["ARG", "BRA", "USA", "PRY"]),  # Argentina, Brasil, Estados Unidos, Paraguay
        ("en", ["ARG", "BRA", "PRY", "USA"]),
        ("ru", ["ARG", "BRA", "PRY", "USA"]),  # Аргентина, Бразилия, Парагвай, Соединенные Штаты
    ],
)
def test_the_alphabet_is_that_of_the_language_named(language: str, expected: list[str]) -> None:
    """The United States come under E in the Organization of American States."""
    rule = {
        "id": "turns", "source": ["pact"], "order": "alphabet", "language": language, "term": "three-months",
        "from": "2001-01-01", "start": "ARG", "start_on": "2001-01-01",
    }  # fmt: skip
    made = charter(organs={"council": organ("Council", chair=[rule])}, order=expected)
    given = by_day(made, index(ratified(*expected)), "2001-12-31")
    assert given == dict(zip(["2001-01-01", "2001-04-01", "2001-07-01", "2001-10-01"], expected, strict=True))


def test_in_arabic_the_article_does_not_count() -> None:
    """The Gulf states: the Emirates, Bahrain, Saudi Arabia, Oman, Qatar, Kuwait."""
    names = Names(members={"SAU": Name(names={"en": "Saudi Arabia", "ar": "السعودية"})})
    rule = {
        "id": "turns", "source": ["pact"], "order": "alphabet", "language": "ar", "term": "calendar-year",
        "from": "2001-01-01", "start": "ARE", "start_on": "2001-01-01",
    }  # fmt: skip
    gulf = ["ARE", "BHR", "SAU", "OMN", "QAT", "KWT"]
    made = charter(organs={"council": organ("Council", chair=[rule])}, order=gulf, names=names)
    assert presided(made, index(ratified(*gulf)), "2006-12-31") == gulf


def test_where_regions_take_turns_the_region_is_computed_and_the_member_recorded() -> None:
    """The Assembly of the African Union: which member of the region has the chair is decided each time."""
    rule = {
        "order": "regions", "regions": ["east", "north", "south"], "term": "calendar-year", "from": "2001-01-01",
        "start": "north", "start_on": "2001-01-01",
    }  # fmt: skip
    made = chaired(rule)
    made = type(made)(made.file, made.order, places(east="KEN", north="EGY", south="ZAF"))
    record = index(chairmanship("ZAF", "2002-01-01/2002-12-31", on="2001-11-01", by="council", decided=True))
    first, second = (chair(made, view(record, day), "council") for day in ("2001-06-01", "2002-06-01"))
    assert (first.value, first.state, first.reasons[0].key) == (None, "unknown", "chair-by-region")
    assert first.reasons[0].facts == {"member": "north", "holder": "north", "day": "2001-01-01"}
    assert (second.value, second.state) == ("ZAF", "known")
    assert [(reason.key, reason.facts["member"]) for reason in second.reasons] == [
        ("chair-decided", "ZAF"), ("chair-by-region", "south"),
    ]  # fmt: skip
    assert presided(made, record, "2004-12-31") == ["north", "south", "east", "north"]


def test_an_elected_chair_is_known_only_as_it_was_decided() -> None:
    """The chair of the OSCE: elected by consensus for each year."""
    made = chaired({"order": "elected", "term": "calendar-year", "from": "2001-01-01"})
    record = index(chairmanship("KAZ", "2010-01-01/2010-12-31", on="2007-11-30", by="council", decided=True))
    assert [chair(made, view(record, day), "council").value for day in ("2009-12-31", "2010-01-01", "2011-01-01")] == [
        None, "KAZ", None,
    ]  # fmt: skip


def test_a_post_may_preside_by_office() -> None:
    """The Secretary General chairs the North Atlantic Council, whoever that is."""
    made = chaired({"order": "exempt", "presides": "secretary-general", "from": "2001-01-01"})
    record = index(office("lord", "secretary-general", "2003-01-01/2004-01-01", on="2003-01-01"))
    there = [chair(made, view(record, day), "council") for day in ("2003-06-01", "2005-06-01")]
    assert [answer.value for answer in there] == ["secretary-general", "secretary-general"]
    assert [answer.reasons[0].facts for answer in there] == [
        {"post": "secretary-general", "person": "lord"}, {"post": "secretary-general"},
    ]  # fmt: skip


@given(st.lists(st.frozensets(st.sampled_from("ABCDEFGH"), min_size=1), max_size=30), st.booleans())
def test_the_pointer_by_name_goes_on_to_the_next_name_of_the_day(days: list[frozenset[str]], wait: bool) -> None:
    """Whoever sits on a day, the next of them after the last name has the turn; newcomers that wait come in a round."""
    names = tuple("ABCDEFGH")
    pointer, taking_part = Pointer("A", 0, frozenset(names[:1])), set(names[:1])
    for able in days:
        due = [name for name in sorted(able) if name > pointer.last and (not wait or name in taking_part)]
        if not due:
            taking_part = set(able)
        passed = pass_on(Line(names, able), pointer, wait=wait)
        assert passed is not None
        assert passed.last == (due[0] if due else min(able))
        pointer = passed


# The term


@pytest.mark.parametrize(
    ("term", "days"),
    [
        ({"term": "month"}, ["2001-02-01", "2001-03-01", "2001-04-01"]),
        ({"term": "three-months"}, ["2001-04-01", "2001-07-01", "2001-10-01"]),
        ({"term": "half-year"}, ["2001-07-01", "2002-01-01", "2002-07-01"]),
        ({"term": "six-months"}, ["2001-07-01", "2002-01-01", "2002-07-01"]),
        ({"term": "six-months", "days": ["05-15", "11-15"]}, ["2001-05-15", "2001-11-15", "2002-05-15"]),
        ({"term": "calendar-year"}, ["2002-01-01", "2003-01-01", "2004-01-01"]),
        ({"term": "years", "years": 3}, ["2004-01-01", "2007-01-01", "2010-01-01"]),
    ],
)
def test_a_term_by_the_calendar_passes_the_chair_on_its_days(term: Fields, days: list[str]) -> None:
    """Counted from 1 January 2001."""
    made = chaired({"order": "alphabet", "from": "2001-01-01", "start": "ARM", "start_on": "2001-01-01", **term})
    assert list(by_day(made, index(ratified("ARM", "BLR")), "2012-12-31"))[1:4] == days


def test_six_months_are_counted_from_the_day_of_the_first_turn() -> None:
    """From the last day of August to that of February, and back to the last of August."""
    made = chaired({
        "order": "alphabet", "term": "six-months", "from": "2001-08-31", "start": "ARM", "start_on": "2001-08-31",
    })  # fmt: skip
    assert list(by_day(made, index(ratified("ARM", "BLR")), "2002-12-31")) == ["2001-08-31", "2002-02-28", "2002-08-31"]


def test_a_day_that_the_organ_fixes_goes_before_the_day_of_the_rule() -> None:
    """The Committee of Ministers hands over in mid-May on a day that it decides: on the 17th here, not on the 15th."""
    made = chaired({
        "order": "alphabet", "term": "six-months", "days": ["05-15", "11-15"], "from": "2018-11-15", "confirmed": True,
        "start": "ARM", "start_on": "2018-11-15",
    })  # fmt: skip
    record = index(
        ratified("ARM", "BLR", on="2001-01-01"),
        chairmanship("ARM", "2018-11-21/2019-05-16", on="2018-09-01", by="council", decided=True),
        chairmanship("BLR", "2019-05-17/2019-11-26", on="2018-09-01", by="council", decided=True),
    )
    given = succession(made, view(record), "council", moment("2019-05").earliest, moment("2019-06").latest)
    assert [(day_of(h.begins).isoformat(), day_of(h.ends).isoformat(), h.answer.value) for h in given] == [
        ("2018-11-15", "2019-05-16", "ARM"), ("2019-05-17", "2019-11-26", "BLR"),
    ]  # fmt: skip


def summit(day: str, place: str, status: str = "held", on: str = "2015-12-01") -> Entry:
    """Return a summit that is planned, held or put off."""
    name = f"summit/{place}"
    return meeting("council", day, status, place=place, meeting=name, on=on, identifier=f"{place}-{status}")


def test_a_host_that_chairs_until_the_next_meeting_goes_on_when_it_is_put_off() -> None:
    """The Commonwealth: the host of 2018 stayed in the chair until 2022, for the meeting of 2020 was put off."""
    made = chaired({"order": "host", "term": "until-next-meeting"})
    made = type(made)(made.file, made.order, places(london="GBR", kigali="RWA"))
    record = index(
        summit("2018-04-19", "london", on="2018-04-19"), summit("2020-06-22", "kigali", "planned", on="2018-04-20"),
        summit("2020-06-22", "kigali", "postponed", on="2020-04-21"), summit("2022-06-24", "kigali", on="2022-06-24"),
    )  # fmt: skip
    asked = [("2021-01-01", "2019-01-01"), ("2021-01-01", "2020-05-01"), ("2021-01-01", None), ("2022-06-24", None)]
    found = [chair(made, view(record, day, known), "council").value for day, known in asked]
    assert found == ["RWA", "GBR", "GBR", "RWA"]


def test_a_meeting_planned_for_no_day_passes_no_chair() -> None:
    """A meeting some time in 2020 has no first day."""
    made = chaired({**IN_TURN, "term": "until-next-meeting"})
    planned: list[Entry] = [meeting("council", day, "planned") for day in ("2020", "2021-05-05")]
    record = index(ratified("ARM", "BLR"), planned)
    assert by_day(made, record, "2030-12-31") == {"2001-01-01": "ARM", "2021-05-05": "BLR"}


def test_a_rule_that_goes_on_from_another_hands_over_on_its_first_day() -> None:
    """The last half-year under the old rule ends when the new one begins."""
    first = {
        "order": "alphabet", "term": "half-year", "from": "2001-01-01", "to": "2001-12-31", "start": "ARM",
        "start_on": "2001-01-01",
    }  # fmt: skip
    made = chaired(first, {"order": "alphabet", "term": "calendar-year", "from": "2002-01-01"})
    assert by_day(made, index(ratified("ARM", "BLR", "KAZ")), "2003-12-31") == {
        "2001-01-01": "ARM", "2001-07-01": "BLR", "2002-01-01": "KAZ", "2003-01-01": "ARM",
    }  # fmt: skip


# The deviations


def yearly(*deviations: Fields) -> list[str]:
    """Return the chairs of 2001 to 2007 of Armenia, Belarus, Kazakhstan and Russia in turn, with deviations."""
    told = [{"source": ["paper"], "says": {"en": "so it was"}, **deviation} for deviation in deviations]
    made = chaired({
        "order": "alphabet", "term": "calendar-year", "from": "2001-01-01", "start": "ARM", "start_on": "2001-01-01",
        "deviations": told,
    })  # fmt: skip
    return presided(made, index(ratified("ARM", "BLR", "KAZ", "RUS")), "2007-12-31")


@pytest.mark.parametrize(
    ("deviations", "expected"),
    [
        ([], "ARM BLR KAZ RUS ARM BLR KAZ"),
        ([{"what": "skipped", "keeps_turn": False}], "ARM KAZ RUS ARM BLR KAZ RUS"),
        ([{"what": "skipped", "keeps_turn": True}], "ARM KAZ BLR RUS ARM BLR KAZ"),
        ([{"what": "declined"}], "ARM KAZ RUS ARM BLR KAZ RUS"),
        ([{"what": "relinquished"}], "ARM KAZ RUS ARM BLR KAZ RUS"),
        ([{"what": "relinquished", "held_by": "RUS"}], "ARM RUS KAZ RUS ARM BLR KAZ"),
        ([{"what": "replaced", "held_by": "RUS", "keeps_turn": False}], "ARM RUS KAZ RUS ARM BLR KAZ"),
        ([{"what": "replaced", "held_by": "RUS", "keeps_turn": True}], "ARM RUS BLR KAZ RUS ARM BLR"),
        ([{"what": "swapped", "held_by": "RUS"}], "ARM RUS KAZ BLR ARM BLR KAZ"),
        ([{"what": "declined"}, {"what": "declined", "turn_of": "KAZ"}], "ARM RUS ARM BLR KAZ RUS ARM"),
        ([{"what": "declined", "turn_of": "KAZ"}], "ARM BLR KAZ RUS ARM BLR KAZ"),
    ],
)
def test_each_deviation_leaves_the_pointer_in_its_own_place(deviations: list[Fields], expected: str) -> None:
    """The turn of 2002, which was that of Belarus unless another is named."""
    assert yearly(*({"on": "2002-01-01", "turn_of": "BLR", **each} for each in deviations)) == expected.split()


@pytest.mark.parametrize(
    ("by", "expected"),
    [("RUS", "ARM BLR RUS KAZ RUS ARM BLR KAZ"), (None, "ARM BLR KAZ RUS ARM BLR KAZ RUS")],
)
def test_a_turn_cut_short_is_used_up(by: str | None, expected: str) -> None:
    """Belarus gives up in June 2002: another has the rest, or the next in turn, whose own turn that is."""
    cut = {"on": "2002-06-15", "what": "cut-short", "turn_of": "BLR", **({"held_by": by} if by else {})}
    assert yearly(cut) == expected.split()


def test_a_turn_cut_short_that_another_had_changes_nothing() -> None:
    """In June 2002 Belarus was in the chair, not Kazakhstan."""
    cut = {"on": "2002-06-15", "what": "cut-short", "turn_of": "KAZ", "held_by": "RUS"}
    assert yearly(cut) == yearly()


def test_swaps_and_skips_of_the_south_east_asian_nations() -> None:
    """Myanmar was passed over in 2006 and 2026; Indonesia and Brunei changed places, as did Laos and Myanmar."""
    nations = ("BRN", "IDN", "KHM", "LAO", "MMR", "MYS", "PHL", "SGP", "THA", "VNM")
    told: Fields = {"source": ["paper"], "says": {"en": "so it was"}}
    rule = {
        "id": "turns", "source": ["pact"], "order": "alphabet", "term": "calendar-year", "from": "2010-01-01",
        "start": "VNM", "start_on": "2010-01-01",
        "deviations": [
            {"on": "2011-01-01", "what": "swapped", "turn_of": "BRN", "held_by": "IDN", **told},
            {"on": "2014-01-01", "what": "swapped", "turn_of": "LAO", "held_by": "MMR", **told},
            {"on": "2026-01-01", "what": "skipped", "turn_of": "MMR", "keeps_turn": False, **told},
        ],
    }  # fmt: skip
    names = english(MMR="Myanmar", KHM="Cambodia", LAO="Lao PDR", BRN="Brunei Darussalam")
    made = charter(organs={"council": organ("Council", chair=[rule])}, order=nations, names=names)
    expected = "VNM IDN KHM BRN MMR MYS LAO PHL SGP THA VNM BRN KHM IDN LAO MYS PHL SGP"
    assert presided(made, index(ratified(*nations)), "2027-12-31") == expected.split()


# The succession, turn by turn


def told(made: Charter, record: Index, first: str, last: str) -> list[tuple[str, str, str | None]]:
    """Return the turns between two dates with first and last day (".." for no end) and the holder."""
    given = succession(made, view(record), "council", moment(first).earliest, moment(last).latest)
    return [(iso(held.begins) or "..", iso(held.ends) or "..", held.answer.value) for held in given]


def test_the_succession_has_every_turn_that_lies_between_two_dates_whole() -> None:
    """A turn that began before the first date or ends after the last has its own days."""
    made = chaired(IN_TURN)
    record = index(ratified("ARM", "BLR", "KAZ"))
    assert told(made, record, "2002-06-01", "2003-02") == [
        ("2002-01-01", "2002-12-31", "BLR"), ("2003-01-01", "2003-12-31", "KAZ"),
    ]  # fmt: skip


def test_before_the_first_turn_nobody_is_known_in_the_chair_and_the_last_has_no_end() -> None:
    """What is not known is one of the turns; the session that ends the last was not held yet."""
    made = chaired({**IN_TURN, "term": "session-to-session"})
    record = index(ratified("ARM", "BLR"), meeting("council", "2002-03-01"))
    assert told(made, record, "2000-06-01", "2005") == [
        ("2000-06-01", "2000-12-31", None), ("2001-01-01", "2002-02-28", "ARM"), ("2002-03-01", "..", "BLR"),
    ]  # fmt: skip


def test_a_single_member_has_one_turn_after_another() -> None:
    """The rotation passes the chair from it to itself."""
    made = chaired(IN_TURN)
    begun = [turn[0] for turn in told(made, index(ratified("ARM")), "2001", "2003")]
    assert begun == ["2001-01-01", "2002-01-01", "2003-01-01"]


def test_what_is_recorded_of_one_turn_in_pieces_is_one_turn() -> None:
    """Two authorities, and a rule that takes over from another, do not divide it."""
    going_on = {"order": "alphabet", "term": "calendar-year", "from": "2001-07-01"}
    made = chaired({**IN_TURN, "to": "2001-06-30"}, going_on)
    record = index(
        ratified("ARM", "BLR"), chairmanship("ARM", "2001-03-01/2001-04-30", by="paper", on="2001-03-01"),
        chairmanship("ARM", "2001-04-15/2001-09-30", by="gazette", on="2001-04-15"),
    )  # fmt: skip
    assert told(made, record, "2001", "2001") == [("2001-01-01", "2001-12-31", "ARM")]
