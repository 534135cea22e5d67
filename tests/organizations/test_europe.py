"""The organizations of Europe as shipped, against tables of others and against their own long histories."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest

import concilium
from concilium import Organization
from concilium.instants import day_of, iso, moment
from concilium.intake.states import state_of
from concilium.procedure.seats import seats
from concilium.procedure.turns import turns
from concilium.record.rolls import rows

SHARED = Path(__file__).parents[3] / "shared" / "data"
DATA = SHARED / "eu_council"

PRESIDENCIES = (
    (1958, "BEL DEU FRA ITA LUX NLD BEL DEU FRA ITA LUX NLD BEL DEU FRA ITA LUX NLD BEL DEU FRA ITA LUX NLD"),
    (1970, "BEL DEU FRA ITA LUX NLD BEL DNK DEU FRA IRL ITA LUX NLD GBR BEL DNK DEU FRA IRL ITA LUX"),
    (1981, "NLD GBR BEL DNK DEU GRC FRA IRL ITA LUX NLD GBR BEL DNK DEU GRC ESP FRA IRL ITA LUX NLD PRT GBR"),
    (1993, "DNK BEL GRC DEU FRA ESP ITA IRL NLD LUX GBR AUT DEU FIN PRT FRA SWE BEL ESP DNK GRC ITA IRL NLD"),
    (2005, "LUX GBR AUT FIN DEU PRT SVN FRA CZE SWE ESP BEL HUN POL DNK CYP IRL LTU GRC ITA LVA LUX NLD SVK"),
    (2017, "MLT EST BGR AUT ROU FIN HRV DEU PRT SVN FRA CZE SWE ESP BEL HUN POL DNK CYP IRL LTU GRC ITA LVA LUX NLD"),
    (2030, "SVK MLT"),
)
"""Who presided over the Council, by half-years from the first of a year on: the list the Council itself gives."""


@lru_cache
def shipped(name: str) -> Organization:
    """Return a shipped organization, read once."""
    return concilium.open(name)


def test_the_council_is_presided_over_by_whom_its_own_list_names_for_every_half_year() -> None:
    """From 1958 to 2030, through seven orders, an enlargement in mid-round and a turn given up."""
    organization = shipped("eu")
    given = turns(organization.charter, organization.view("2030-12-31").record, "council", date(2030, 12, 31))
    expected = {
        f"{year + number // 2}-{'07' if number % 2 else '01'}-01": member
        for year, members in PRESIDENCIES
        for number, member in enumerate(members.split())
    }
    assert {iso(turn.minute): turn.holder for turn in given} == expected


def test_members_of_the_union_are_those_of_the_table_on_every_day_on_which_they_change() -> None:
    """The day of every accession and of every exit, and the day before it."""
    rows = table("member_states.csv")
    begins = {row["iso_alpha_3_code"]: date.fromisoformat(row["accession_date"]) for row in rows}
    ends = {row["iso_alpha_3_code"]: row["exit_date"] for row in rows if row["exit_date"] != "NA"}
    days = {*begins.values(), *(date.fromisoformat(day) for day in ends.values())}
    for day in sorted(days | {day - timedelta(1) for day in days} | {day + timedelta(1) for day in days}):
        expected = {code for code, first in begins.items() if first <= day and day.isoformat() <= ends.get(code, "9")}
        assert set(shipped("eu").view(day.isoformat()).members().answer.value) == expected, day


def test_weighted_votes_are_those_of_the_table_but_for_its_wrong_month() -> None:
    """The table lets the weights of Nice begin in February 2003; they applied from 1 November 2004.

    It has 27 votes for Belgium in the fifteen of that period and 12 later: its period is left out.
    """
    names = {row["member_state"]: row["iso_alpha_3_code"] for row in table("member_states.csv")}
    periods: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in table("qmv_weights.csv"):
        if row["start_date"] != "2003-02-01":
            periods[row["start_date"]][names[row["member_state"]]] = Fraction(row["votes"])
    periods["2004-11-01"] = periods.pop("2004-05-01")
    assert {day: weights_on(day, "votes") for day in periods} == dict(periods)
    assert sum(weights_on("2004-06-01", "votes").values()) == 124
    assert weights_on("2004-04-30", "votes") == periods["1995-01-01"]


def weights_on(day: str, weight: str) -> dict[str, Fraction]:
    """Return the weights of the members in the Council on a day."""
    organization = shipped("eu")
    held = seats(organization.charter, organization.view(day).record, "council", [weight]).value.seats
    return {seat.member: seat.weights[weight] for seat in held if weight in seat.weights}


@pytest.mark.parametrize(
    ("year", "total"),
    [
        (2006, "461323.9"),
        (2015, "507416.7"),
        (2016, "508940955"),
        (2017, "510860699"),
        (2024, "448387872"),
        (2025, "100.01"),
    ],
)
def test_populations_add_up_to_the_total_that_was_published(year: int, total: str) -> None:
    """To the rounding of the tables: 461 324.0 and 507 416.6 thousand, and shares of 100 per cent."""
    populations = weights_on(f"{year}-06-01", "population")
    assert set(populations) == set(shipped("eu").view(f"{year}-06-01").members().answer.value)
    assert sum(populations.values()) == Fraction(total)


@pytest.mark.parametrize("year", [1999, 2010, 2014, 2018, 2019, 2023, 2027])
def test_populations_of_years_without_a_table_are_unknown(year: int) -> None:
    """No year borrows the figures of another."""
    assert weights_on(f"{year}-06-01", "population") == {}


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, or skip the test when it is not at hand."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"no {name}: the tables of the European Union are not at hand")
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


CORRELATES = {
    "bosnia": "BIH", "czechrep": "CZE", "egermany": "DDR", "fyromacedonia": "MKD", "sanmarino": "SMR",
    "wgermany": "DEU", "yugoslaviaserb": "YUG",
}  # fmt: skip
"""The names of the Correlates of War that are nobody's name elsewhere."""

ONE_STATE = {"SUN": "RUS", "SCG": "YUG", "SRB": "YUG"}
"""That table follows these through their changes of name."""

DIFFERENCES = {
    ("NATO", "nato", "members"): {},
    ("EEC EU", "eu", "members"): {},
    # The table has Turkey from the first year, Finland as of its first convention, Greece through the years in which
    # it was out; it lacks Germany's first years, Azerbaijan's first, Czechoslovakia, and small states.
    ("COE", "council-of-europe", "members"): {
        "TUR": {1949}, "DEU": {*range(1951, 1955)}, "FIN": {*range(1965, 1989)}, "GRC": {*range(1971, 1974)},
        "LIE": {*range(1978, 1995)}, "SMR": {*range(1988, 1992)}, "CSK": {1991, 1992}, "AZE": {2001},
    },
    # It lacks the Holy See, small states, the last years of the two that ended, and Mongolia; and it leaves out
    # Yugoslavia while that was kept from the meetings.
    ("OSCE", "osce", "participating-states"): {
        "VAT": {*range(1973, 2015)}, "MCO": {*range(1973, 1993)}, "SMR": {*range(1973, 1992)},
        "LIE": {*range(1973, 1990)}, "DDR": {1990}, "YUG": {*range(1993, 2000)}, "MNG": {2012, 2013, 2014},
    },
}  # fmt: skip
"""By bodies in the table, organization and roll: the years in which one of the two has a member and the other not."""


@pytest.mark.parametrize(("body", "organization", "roll"), DIFFERENCES)
def test_members_are_those_of_the_correlates_of_war_but_for_explained_differences(
    body: str, organization: str, roll: str
) -> None:
    """Whoever belonged on some day of a year, to 2014 and from the first year that the table has of the body."""
    theirs = correlates(body)
    first = min(year for years in theirs.values() for year in years)
    ours = years_on(organization, roll, first)
    found = {code: theirs.get(code, set()) ^ ours.get(code, set()) for code in {*theirs, *ours}}
    assert {code: years for code, years in found.items() if years} == DIFFERENCES[body, organization, roll]


def correlates(bodies: str) -> dict[str, set[int]]:
    """Return the years in which the table has each member of some bodies, or skip the test when it is not at hand."""
    found: dict[str, set[int]] = defaultdict(set)
    for body in bodies.split():
        for name, years in memberships()[body].items():
            found[CORRELATES.get(name) or state_of(name) or name] |= years
    return found


@lru_cache
def memberships() -> dict[str, dict[str, set[int]]]:
    """Return by body and name the years of full membership."""
    path = SHARED / "igo_membership" / "igo_state_year.csv.gz"
    if not path.is_file():
        pytest.skip(f"no {path.name}: the memberships of the Correlates of War are not at hand")
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as text:
        for body, year, name, code in csv.reader(text):
            if code == "1.0":
                found[body][name].add(int(float(year)))
    return found


def years_on(organization: str, roll: str, first: int) -> dict[str, set[int]]:
    """Return the years from a first one to 2014 in which each member was on a roll, as the table names members."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in rows(shipped(organization).view("2026-01-01").record, roll):
        begins = day_of(row.span.begins.earliest).year
        ends = min(day_of(row.span.ends.latest).year if row.span.ends.latest < moment("2015").earliest else 2014, 2014)
        found[ONE_STATE.get(row.member, row.member)] |= {*range(max(begins, first), ends + 1)}
    return {code: years for code, years in found.items() if years}


def test_the_rotation_of_the_committee_of_ministers_gives_every_chair_since_2011() -> None:
    """Early in each January and July the recorded chair is the one that the alphabet and three swaps give."""
    organization = shipped("council-of-europe")
    days = [f"{year}-{month}-05" for year in range(2011, 2026) for month in ("01", "07")]
    found = [organization.view(day).chair("committee-of-ministers").answer for day in days]
    assert [answer.state for answer in found] == ["known"] * len(days)
    assert all({reason.key for reason in answer.reasons} >= {"chair-decided"} for answer in found)


def test_every_year_since_1992_has_a_chair_of_the_osce() -> None:
    """Thirty-five years, each with one; these chaired more than once."""
    found = [shipped("osce").view(f"{year}-06-30").chair("ministerial-council").answer for year in range(1992, 2027)]
    times = Counter(answer.value for answer in found)
    assert {answer.state for answer in found} == {"known"}
    assert {code: number for code, number in times.items() if number > 1} == {
        "AUT": 2, "CHE": 3, "FIN": 2, "ITA": 2, "POL": 2, "SWE": 2,
    }  # fmt: skip
