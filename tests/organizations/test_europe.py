"""The organizations of Europe as shipped, against tables of others and against their own long histories."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest

import concilium
from concilium import Organization
from concilium.instants import iso
from concilium.procedure.seats import seats
from concilium.procedure.turns import turns

DATA = Path(__file__).parents[3] / "shared" / "data" / "eu_council"

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
