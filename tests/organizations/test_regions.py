"""The members of regional organizations and agencies are those of a yearly table, but for what can be told apart."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path

import pytest

import concilium
from concilium.instants import moment
from concilium.intake.states import state_of
from concilium.procedure.composition import members

TABLE = Path(__file__).parents[3] / "shared" / "data" / "igo_membership" / "igo_state_year.csv.gz"
MEMBER = 1

SPELLED = {
    "burkinafaso": "BFA", "capeverde": "CPV", "car": "CAF", "congobrazz": "COG", "zaire": "COD", "eqguinea": "GNQ",
    "guineabissau": "GNB", "ivorycoast": "CIV", "saotome": "STP", "sierraleone": "SLE", "soafrica": "ZAF",
    "sosudan": "SSD", "antiguabarbuda": "ATG", "bosnia": "BIH", "costarica": "CRI", "czechrep": "CZE",
    "domrepublic": "DOM", "elsalvador": "SLV", "etimor": "TLS", "fyromacedonia": "MKD", "marshallis": "MHL",
    "micronesiafs": "FSM", "newzealand": "NZL", "nokorea": "PRK", "sokorea": "KOR", "papuanewguinea": "PNG",
    "sanmarino": "SMR", "saudiarabia": "SAU", "solomonis": "SLB", "srilanka": "LKA", "stkitts": "KNA", "stlucia": "LCA",
    "stvincent": "VCT", "swaziland": "SWZ", "trinidad": "TTO", "uae": "ARE", "uk": "GBR", "usa": "USA",
    "wsamoa": "WSM", "yugoslaviaserb": "SRB", "wgermany": "DEU", "egermany": "DDR", "czechoslovakia": "CSK",
    "nyemen": "YEM", "syemen": "YMD", "svietnam": "VNM", "taiwan": "TWN", "zanzibar": "EAZ",
    "austriahungary": "AUT", "imputed": "imputed",
}  # fmt: skip
"""States whose names the table writes together or cuts short."""

YEARS = {
    "au": (("OAU", "AU"), range(1963, 2015)),
    "ecowas": (("ECOWAS",), range(1975, 2015)),
    "asean": (("ASEAN",), range(1967, 2015)),
    "cis": (("CIS",), range(1994, 2015)),
    "sco": (("SCO",), range(2001, 2015)),
    "unesco": (("UNESCO",), range(2014, 2015)),
    "who": (("WHO",), range(2014, 2015)),
    "icao": (("ICAO",), range(2013, 2014)),
    "imo": (("IMO",), range(2014, 2015)),
    "itu": (("ITU",), range(2014, 2015)),
    "iaea": (("IAEA",), range(2014, 2015)),
    "oas": (("OAS",), range(1950, 2015)),
    "arab-league": (("LOAS",), range(1946, 2015)),
    "gcc": (("GCC",), range(1981, 2015)),
    "imf": (("IMF",), range(1966, 2015)),
    "wto": (("WTO",), range(1995, 2015)),
    "commonwealth": (("ComSec",), range(2001, 2015)),
    "arctic-council": (("ArticC",), range(1996, 2015)),
}

NOT_IN_THE_TABLE: dict[str, dict[str, Collection[int]]] = {
    "au": {
        "ESH": range(1982, 2015),  # the table keeps states of its own list only
        "COD": {*range(1985, 2002), *range(2003, 2006)},  # the table leaves Zaire out from 1985 on
        "GNQ": range(2006, 2015),  # and Equatorial Guinea
        "MAR": range(1963, 1965),  # five-yearly before 1965
        "TZA": range(1963, 1964),  # of Tanganyika
        "GNB": range(1973, 1974),  # independent in the table from 1974
    },
    "ecowas": {"CPV": range(1977, 1981)},
    "asean": {},
    # Ukraine and Turkmenistan take part without being members
    "cis": {"UKR": range(1994, 2015), "TKM": range(2005, 2015), "GEO": {1994, 2008}},
    "sco": {},
    # the table keeps sovereign states of its own list, leaves the United States out of UNESCO, and breaks off some rows
    "unesco": {key: {2014} for key in ("COK", "NIU", "PSE", "SSD", "USA", "VNM")},
    "who": {key: {2014} for key in ("COK", "MNE", "NIU", "VNM")},
    "icao": {"COK": {2013}},
    "imo": {key: {2014} for key in ("COK", "DEU", "TLS", "TON", "ZMB")},
    "itu": {"VAT": {2014}},
    "iaea": {key: {2014} for key in ("AZE", "CAF", "TJK", "VAT", "VNM")},
    "oas": {"HND": range(2010, 2015)},  # the row breaks off
    # Palestine is not on its list, and the first Yemen has a gap
    "arab-league": {"PSE": range(1976, 2015), "YEM": {1965, 1966}, "YMD": range(1967, 1990)},
    "gcc": {},
    # some rows begin late or break off, and China is told as Taiwan until 1980
    "imf": {
        "CHN": range(1966, 1980),
        "KIR": range(1986, 1999),
        "LKA": range(1966, 2015),
        "MKD": {1992},
        "PLW": range(1997, 2015),
        "TON": range(1985, 2000),
        "WSM": range(1971, 1976),
        "YUG": range(1966, 1992),
    },
    # customs territories that are no states, and one row that is missing
    "wto": {**dict.fromkeys(("EUU", "HKG", "MAC"), range(1995, 2015)), "MKD": range(2003, 2015)},
    "commonwealth": {},
    "arctic-council": {},
}
"""Years in which the record has a member that the table has not, and why."""

NOT_IN_THE_RECORD: dict[str, dict[str, Collection[int]]] = {
    "au": {"AGO": {1975}, "MAR": {1984}},  # admitted in February 1976; walked out in November 1984
    "ecowas": {"MRT": range(2000, 2003)},  # left on 26 December 2000
    "asean": {},
    "cis": {},
    "sco": {},
    **{key: {} for key in ("unesco", "who", "icao", "imo", "itu", "iaea", "gcc", "arctic-council")},
    "oas": {"CUB": {1962, *range(2009, 2015)}},  # takes no part and is not counted
    # suspended, or within the United Arab Republic
    "arab-league": {"EGY": {1979}, "SYR": {1958, *range(2011, 2015)}},
    "imf": {"SRB": range(1966, 1992), "TWN": range(1966, 1980)},  # told as Yugoslavia and as China
    "wto": {"DZA": range(2000, 2015)},  # an observer
    # suspended from the councils
    "commonwealth": {"FJI": range(2006, 2014), "PAK": {*range(2001, 2004), 2007}, "ZWE": {2002, 2003}},
}
"""Years in which the table has a member that the record, on the last day of the year, has not."""


def in_the_table(names: tuple[str, ...]) -> dict[int, set[str]]:
    """Return the members of an organization under its names by year."""
    found: dict[int, set[str]] = defaultdict(set)
    with gzip.open(TABLE, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["ioname"] in names and int(float(row["code"])) == MEMBER:
                code = SPELLED.get(row["state"]) or state_of(row["state"])
                assert code is not None, row["state"]
                found[int(float(row["year"]))].add(code)
    return found


@pytest.mark.skipif(not TABLE.exists(), reason="the table of members of organizations is not there")
@pytest.mark.parametrize("name", YEARS)
def test_the_members_of_a_year_are_those_that_others_count(name: str) -> None:
    """On the last day of each year, but for the differences that are known."""
    names, years = YEARS[name]
    theirs = in_the_table(names)
    organization = concilium.open(name)
    view = organization.view("2014-12-31").record
    ours = {year: set(members(organization.charter, view.on(moment(f"{year}-12-31"))).value) for year in years}
    extra = {year: {code for code, of in NOT_IN_THE_TABLE[name].items() if year in of} for year in years}
    lacking = {year: {code for code, of in NOT_IN_THE_RECORD[name].items() if year in of} for year in years}
    assert {year: ours[year] - theirs[year] for year in years} == extra
    assert {year: theirs[year] - ours[year] for year in years} == lacking
