"""Names of states and of everything else: ISO codes, withdrawn codes, case forms, alphabetical order."""

from __future__ import annotations

from itertools import permutations

import msgspec
import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from concilium.problems import UnknownNameError
from concilium.terms import (
    ORGANIZATIONS_AS_MEMBERS,
    WITHDRAWN,
    Name,
    Names,
    alphabetical,
    is_state,
    locale,
    state_label,
    state_name,
)

CSTO = ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")


# Codes


@pytest.mark.parametrize("code", [*CSTO, "UZB", "GEO", "USA", "SUN", "YUG", "DDR", "ZAR", "EUU"])
def test_a_code_present_or_withdrawn_is_a_state(code: str) -> None:
    assert is_state(code)


@pytest.mark.parametrize(
    "code", ["", "RU", "rus", "XXX", "ZZZ", "AAA", "QZZ", "XKX", "RUSS", "РУС", "EU", "1", "643", "arm "]
)
def test_what_is_no_alpha_3_code_is_no_state(code: str) -> None:
    assert not is_state(code)
    with pytest.raises(UnknownNameError, match="is no ISO 3166 alpha-3 code, present or withdrawn"):
        state_label(code, "en")


def test_every_code_has_a_name_in_english_and_in_russian() -> None:
    """None of them falls back on its code, and no two are called alike: a state that was is not its successor."""
    codes = [code for code in get_global("territory_aliases") if len(code) == 3 and code.isalpha() and is_state(code)]
    assert len(codes) > 260
    assert len({state_label(code, "en") for code in codes}) == len(codes)
    for code in (*codes, *WITHDRAWN, *ORGANIZATIONS_AS_MEMBERS):
        english, russian = state_label(code, "en"), state_label(code, "ru")
        assert english != code, code
        assert any("а" <= letter <= "я" for letter in russian.lower()), code


@pytest.mark.parametrize(
    ("code", "english", "russian"),
    [
        ("ARM", "Armenia", "Армения"),
        ("BLR", "Belarus", "Беларусь"),
        ("KGZ", "Kyrgyzstan", "Киргизия"),
        ("RUS", "Russia", "Россия"),
        ("EUU", "European Union", "Европейский союз"),
        ("SUN", "Soviet Union", "Советский Союз"),
        ("YUG", "Yugoslavia", "Югославия"),
        ("HVO", "Upper Volta", "Верхняя Вольта"),
    ],
)
def test_a_state_is_called_as_cldr_calls_it_or_as_it_was_called(code: str, english: str, russian: str) -> None:
    assert (state_label(code, "en"), state_label(code, "ru")) == (english, russian)
    assert state_name(code) == Name(names={"en": english, "ru": russian}, gender="f")


def test_a_state_is_called_in_any_language_that_cldr_has() -> None:
    """A withdrawn code, which CLDR no longer names, falls back on English."""
    assert state_label("ARM", "hy") == "Հայաստան"
    assert state_label("KAZ", "kk") == "Қазақстан"
    assert state_label("RUS", "pt-BR") == "Rússia"
    assert state_label("SUN", "hy") == "Soviet Union"


@pytest.mark.parametrize("language", ["xx-yy-zz", "klingon", "", "e", "../etc/passwd", "en\x00"])
def test_a_language_that_is_none_is_refused(language: str) -> None:
    with pytest.raises(UnknownNameError, match=r"is no language that CLDR knows\. Use a code such as en or ru"):
        locale(language)


# Names


MINISTER = Name(
    names={"en": "Minister of {of}", "ru": {"nom": "министр", "gen": "министра", "dat": "министру"}},
    short={"ru": "м-р"},
    of="ARM",
)


@pytest.mark.parametrize(
    ("language", "case", "short", "form"),
    [
        ("ru", "nom", False, "министр"),
        ("ru", "gen", False, "министра"),
        ("ru", "loc", False, "министр"),  # a case that is not given: the nominative
        ("ru", "gen", True, "м-р"),
        ("en", "gen", False, "Minister of {of}"),
        ("hy", "nom", False, "Minister of {of}"),  # a language that is not given: English
        ("en", "nom", True, "м-р"),  # nor any English: what there is
    ],
)
def test_a_name_has_forms_by_language_and_case(language: str, case: str, short: bool, form: str) -> None:
    assert MINISTER.form(language, case, short=short) == form  # type: ignore[arg-type]


def test_a_name_without_a_short_form_is_said_in_full() -> None:
    assert Name(names={"en": "Armenia"}).form("en", short=True) == "Armenia"


def test_a_name_is_found_in_any_table_and_the_organizations_own_comes_first() -> None:
    own = Name(names={"en": "Kirghizia"})
    names = Names(members={"KGZ": own}, people={"adams": MINISTER}, places={"here": own}, topics={"peace": own})
    assert [names.find(each) for each in ("KGZ", "adams", "here", "peace")] == [own, MINISTER, own, own]
    assert names.find("ARM") == state_name("ARM")
    assert names.find("nobody") is None


@pytest.mark.parametrize("told", [b'{"names":{"en":"x"},"of_whom":"ARM"}', b'{"names":{"en":"x"},"gender":"x"}', b"{}"])
def test_a_name_with_a_key_that_is_none_is_refused(told: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(told, type=Name)


# Order


def test_the_members_of_the_csto_stand_in_russian_alphabetical_order_however_they_come() -> None:
    """Беларусь, Казахстан, Киргизия …: the order of the rotation (Charter practice), by the names of CLDR."""
    names = {code: state_label(code, "ru") for code in (*CSTO, "UZB", "AZE", "GEO")}
    right = ("AZE", "ARM", "BLR", "GEO", "KAZ", "KGZ", "RUS", "TJK", "UZB")
    for some in list(permutations(names.items()))[::9001]:
        assert alphabetical(dict(some)) == right


def test_the_order_is_that_of_the_letters_and_not_of_their_codes() -> None:
    """Ё stands beside Е and not after Я; capitals and accents do not part words; digits come first."""
    words = ["Ящик", "Ёлка", "Ель", "яблоко", "Австрия", "2-я армия", "Ежевика"]
    assert alphabetical(dict(zip("abcdefg", words, strict=True))) == ("f", "e", "g", "b", "c", "d", "a")
    english = {"x": "Zambia", "y": "Åland", "z": "albania"}
    assert alphabetical(english) == ("y", "z", "x")


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=10), max_size=8))
def test_the_order_holds_every_key_once_and_hangs_on_nothing_else(words: dict[str, str]) -> None:
    ordered = alphabetical(words)
    assert sorted(ordered) == sorted(words)
    assert alphabetical(dict(reversed(words.items()))) == ordered
