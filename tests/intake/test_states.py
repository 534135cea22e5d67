"""A state is recognised by any name that registers have had for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from concilium.intake.states import state_of, states_of

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data"

NAMES = {
    "Türkiye": "TUR", "Turkey": "TUR", "TURKEY": "TUR", "Turquie": "TUR", "Турция": "TUR",
    "Côte d'Ivoire": "CIV", "COTE D’IVOIRE": "CIV", "IVORY COAST": "CIV",
    "USSR": "SUN", "USSR (Union of Soviet Socialist Republics)": "SUN", "Russian Federation": "RUS",
    "BYELORUSSIAN SSR": "BLR", "UKRAINIAN SSR": "UKR", "YUGOSLAVIA": "YUG", "CZECHOSLOVAKIA": "CSK",
    "GERMAN DEMOCRATIC REPUBLIC": "DDR", "GERMANY, FEDERAL REPUBLIC OF": "DEU", "Federal Republic of Germany": "DEU",
    "Burma": "MMR", "BUR": "MMR", "Zaire": "COD", "CONGO (LEOPOLDVILLE)": "COD", "CONGO (BRAZZAVILLE)": "COG",
    "CONGO (DEMOCRATIC REPUBLIC OF)": "COD", "Democratic Republic of the Congo": "COD", "Congo": "COG",
    "Upper Volta": "BFA", "Dahomey": "BEN", "Ceylon": "LKA", "Siam": "THA", "Persia": "IRN",
    "UNITED ARAB REPUBLIC": "EGY", "Tanganyika": "TZA", "Zanzibar": "EAZ", "FEDERATION OF MALAYA": "MYS",
    "DEMOCRATIC YEMEN": "YMD", "SOUTHERN YEMEN": "YMD", "YEMEN ARAB REPUBLIC": "YEM",
    "LAO PEOPLE's DEMOCRATIC REPUBLIC": "LAO",
    "Republic of Korea": "KOR", "Korea (Republic of)": "KOR", "Democratic People's Republic of Korea": "PRK",
    "Iran (Islamic Republic of)": "IRN", "St. Lucia": "LCA", "FRANCE": "FRA", "Saudi Arabia": "SAU", "fra": "FRA",
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_a_name_is_recognised(name: str, code: str) -> None:
    """Former names, other languages, other orders of words, with and without accents."""
    assert state_of(name) == code


@pytest.mark.parametrize(
    "name", ["AN PAKISTAN", "", "Korea", "Egypt (Greece)", "Atlantis", "Republic", "C\ufffdTE D'IVOIRE"]
)
def test_what_is_nobodys_name_is_not_guessed(name: str) -> None:
    """A name that is garbled, or that could be two states', is nobody's."""
    assert state_of(name) is None


def test_every_name_in_a_register_of_members_is_recognised() -> None:
    """The register has its own codes for states that changed their name, and for two that are no more."""
    path = SHARED / "un_members" / "member_intervals_expanded.csv"
    if not path.exists():
        pytest.skip(f"{path} is not there")
    with path.open(encoding="utf-8") as opened:
        codes = {row["name"]: row["iso"] for row in csv.DictReader(opened)}
    found = states_of(codes)
    assert {name: (codes[name], found.get(name)) for name in codes if found.get(name) != codes[name]} == {
        "UPPER VOLTA": ("HVO", "BFA"),
        "ZAÏRE": ("ZAR", "COD"),
        "SERBIA AND MONTENEGRO": ("SRB", "SCG"),
        "TANGANYIKA": ("I08", "TZA"),
        "ZANZIBAR": ("I07", "EAZ"),
        "UNITED ARAB REPUBLIC": ("UAR", "EGY"),
    }
