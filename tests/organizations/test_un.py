"""The members and the seats of the United Nations are those of its roll calls and registers, day by day."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

import concilium
from concilium import Organization
from concilium.cli.replaying import explanations, questions, replayed
from concilium.intake.roll_calls import read_roll_calls
from concilium.intake.states import state_of
from concilium.procedure.casting import told
from concilium.procedure.deciding import ruling
from concilium.procedure.roll_calls import NO_ROW, RollCalls
from concilium.procedure.seats import seats
from concilium.record.register import Roll, periods_of
from concilium.rules.expression import POSITIONS

DATA = Path(__file__).parents[3] / "shared" / "data"
ABSENT = POSITIONS.index("absent")

LISTED_TOO_EARLY = {
    ("JPN", "1956-11-21"), ("JPN", "1956-11-24"), ("JPN", "1956-12-04"),
    ("MNG", "1961-10-23"),
    ("ARE", "1971-10-07"),
    ("WSM", "1976-12-01"),
    ("DMA", "1978-11-03"), ("DMA", "1978-11-10"), ("DMA", "1978-12-01"), ("DMA", "1978-12-08"), ("DMA", "1978-12-14"),
}  # fmt: skip
"""Roll calls that list, as not voting, a state that was admitted only later in the same session."""

ORIGINAL = {
    "GRC": "1945-10-25", "IND": "1945-10-30", "PER": "1945-10-31", "AUS": "1945-11-01", "CRI": "1945-11-02",
    "LBR": "1945-11-02", "COL": "1945-11-05", "MEX": "1945-11-07", "ZAF": "1945-11-07", "CAN": "1945-11-09",
    "ETH": "1945-11-13", "PAN": "1945-11-13", "BOL": "1945-11-14", "VEN": "1945-11-15", "GTM": "1945-11-21",
    "NOR": "1945-11-27", "NLD": "1945-12-10", "HND": "1945-12-17", "URY": "1945-12-18", "ECU": "1945-12-21",
    "IRQ": "1945-12-21", "BEL": "1945-12-27",
}  # fmt: skip
"""Original Members that ratified after 24 October 1945, the day on which the register has all of them begin."""

DAY_AND_MONTH_CHANGED = {
    "BRB": "1966-12-09", "COM": "1975-11-12", "DZA": "1962-10-08", "GNQ": "1968-11-12", "ISR": "1949-05-11",
    "MAR": "1956-11-12", "MDA": "1992-03-02", "MLT": "1964-12-01", "TUN": "1956-11-12", "TUV": "2000-09-05",
}  # fmt: skip
"""Members whose day and month of admission have changed places in the register."""

OTHER_DAYS = {
    "AFG": "1946-11-19",  # decided on 9 November (day and month changed), a Member from the deposit of its instrument
    "SWE": "1946-11-19",  # the same
    "THA": "1946-12-16",  # decided on 15 December, the same
    "CZE": "1993-01-19",  # the register has the day of independence
    "TZA": "1961-12-14",  # the same, of Tanganyika
    "MDV": "1965-09-21",  # the register leaves out the time under the name of Maldive Islands
}


@pytest.fixture(scope="module")
def un() -> Organization:
    return concilium.open("un")


def shared(*names: str) -> list[Path]:
    paths = [DATA.joinpath(name) for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip(f"{paths[0]} is not there")
    return paths


@pytest.fixture(scope="module")
def calls() -> RollCalls:
    return read_roll_calls(shared("un_votes/records_1946_1999.csv.gz", "un_votes/votes_1946_1999.csv.gz")).calls


def by_day(calls: RollCalls, organ: str) -> dict[str, list[dict[str, int]]]:
    """Return by day the roll calls of an organ, each with the position of every member that has a row."""
    found: dict[str, list[dict[str, int]]] = defaultdict(list)
    for place, row in enumerate(calls.positions):
        listed = {calls.members[n]: int(code) for n, code in enumerate(row) if code != NO_ROW}
        if calls.organs[place] == organ and listed:
            found[str(calls.dates[place])].append(listed)
    return found


def test_members_are_those_of_every_roll_call_of_the_assembly(un: Organization, calls: RollCalls) -> None:
    """But for those admitted later on the same day, states listed before they were Members, and one spoilt cell."""
    unlisted: dict[str, set[str]] = defaultdict(set)
    early: set[tuple[str, str]] = set()
    for day, rolls in by_day(calls, "GA").items():
        ours = set(un.view(day).members().answer.value)
        eve = set(un.view(str(date.fromisoformat(day) - timedelta(days=1))).members().answer.value)
        for listed in rolls:
            unlisted[day] |= ours - set(listed) - (ours - eve)
            not_yet = set(listed) - ours
            assert {code: listed[code] for code in not_yet} == dict.fromkeys(not_yet, ABSENT), day
            early |= {(code, day) for code in not_yet}
    assert {day: codes for day, codes in unlisted.items() if codes} == {"1952-12-21": {"PAK"}}
    assert early == LISTED_TOO_EARLY


def test_seats_are_those_of_every_roll_call_of_the_council(un: Organization, calls: RollCalls) -> None:
    """But for the last one of 1991, which still lists the Soviet Union."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for day, rolls in by_day(calls, "SC").items():
        ours = {seat.member for seat in seats(un.charter, un.view(day).record, "security-council").value.seats}
        found.update((day, (ours - set(listed), set(listed) - ours)) for listed in rolls if set(listed) != ours)
    assert found == {"1991-12-31": ({"RUS"}, {"SUN"})}


def test_members_begin_on_the_days_of_the_register(un: Organization) -> None:
    """But for the days that it is known to have wrong."""
    (path,) = shared("un_members/member_intervals_expanded.csv")
    with path.open(encoding="utf-8") as opened:
        rows = [(state_of(row["name"]) or row["name"], row["s"]) for row in csv.DictReader(opened)]
    register: dict[str, str] = {}
    for code, first in rows:
        register[code] = min(first, register.get(code, first))
    ours = {code: written[:10] for roll in rolls(un, "members") for code, written in reversed(list(periods_of(roll)))}
    assert ours.keys() == register.keys()
    differing = {code: day for code, day in ours.items() if day != register[code]}
    assert differing == ORIGINAL | DAY_AND_MONTH_CHANGED | OTHER_DAYS
    assert {register[code] for code in ORIGINAL} == {"1945-10-24"}
    swapped = {code: f"{day[:5]}{day[8:]}-{day[5:7]}" for code, day in DAY_AND_MONTH_CHANGED.items()}
    assert {code: register[code] for code in DAY_AND_MONTH_CHANGED} == swapped


def test_seats_of_the_council_are_those_of_the_list_by_year(un: Organization) -> None:
    """Its thirteen rows without a name are the terms of Türkiye and Côte d'Ivoire."""
    (path,) = shared("sc_membership/seats_by_year.csv")
    listed: dict[int, set[str]] = defaultdict(set)
    nameless: list[int] = []
    with path.open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            name = row["security_council_member"]
            listed[int(row["year"])] |= {state_of(name) or name} if name else set()
            nameless += [] if name else [int(row["year"])]
    ours = {year: held_in(un, year) for year in listed}
    missing = {year: ours[year] - listed[year] for year in listed if ours[year] != listed[year]}
    two = {1951: {"TUR"}, 1952: {"TUR"}, 1954: {"TUR"}, 1955: {"TUR"}, 1961: {"TUR"}, 1964: {"CIV"}, 1965: {"CIV"},
           1990: {"CIV"}, 1991: {"CIV"}, 2009: {"TUR"}, 2010: {"TUR"}, 2018: {"CIV"}, 2019: {"CIV"}}  # fmt: skip
    assert missing == two
    assert sorted(nameless) == sorted(two)
    assert {year: listed[year] - ours[year] for year in listed if listed[year] - ours[year]} == {}


def held_in(un: Organization, year: int) -> set[str]:
    """Return who sat in the Council in the middle of a year."""
    return {seat.member for seat in seats(un.charter, un.view(f"{year}-06-30").record, "security-council").value.seats}


@pytest.mark.parametrize(("year", "size"), [(1946, 11), (1965, 11), (1966, 15), (1990, 15), (2026, 15)])
def test_every_seat_of_the_council_has_a_holder(un: Organization, year: int, size: int) -> None:
    """Six elected seats until the end of 1965 and ten since, all of them held from the first meeting on."""
    day, gaps = date(year, 2, 1), []
    while day.year == year:
        held = [seat.member for seat in seats(un.charter, un.view(str(day)).record, "security-council").value.seats]
        gaps += [str(day)] if len(held) != size or "" in held else []
        day += timedelta(days=1)
    assert gaps == []


def test_what_the_council_decides_binds_all_the_members(un: Organization) -> None:
    """Not only those that sit in it (Charter, Art. 25); what the Assembly recommends binds nobody."""
    view = un.view("2002-11-08").record
    decided = ruling(un.charter, view, "security-council", "substantive", told({"yes": ["15"]})).value
    recommended = ruling(un.charter, view, "general-assembly", "important", told({"yes": ["191"]})).value
    everybody = un.view("2002-11-08").members().answer.value
    assert (len(everybody), decided.bound, recommended.bound) == (191, everybody, ())


def test_every_roll_call_is_decided_as_it_was_or_the_difference_is_explained(
    un: Organization, calls: RollCalls
) -> None:
    """All texts of both organs to the end of 1999; and no explanation is left over from a difference that is gone."""
    why = explanations("un")
    results = [replayed(asked, of_organ, why) for asked, of_organ in questions(un, calls, None, None, None)]
    counted = {each.organ: (each.given, each.without_vote, each.decided, each.agreed) for each in results}
    assert counted == {"general-assembly": (5126, 3, 3463, 3463), "security-council": (1284, 31, 1253, 1243)}
    assert {each.organ: each.unexplained for each in results} == {"general-assembly": 0, "security-council": 0}
    used = [each.explained for result in results for each in result.differences]
    used += [each.explained for result in results for each in result.seats]
    assert [each.why["en"] for each in why if each not in used] == []


def rolls(un: Organization, name: str) -> list[Roll]:
    return [roll for roll in un.view("2026-11-24").record.all(Roll, name) if roll.roll == name]
