"""The members in alphabetical order: of the charter's language, by the names they go by."""

from __future__ import annotations

import pytest

from concilium.charter.check import read_charter
from concilium.charter.compile import compile_charter, founding_codes
from concilium.charter.schema import CharterFile
from concilium.problems import UnknownNameError
from concilium.terms import Name, Names


def file(alphabet: str, more: str = "") -> CharterFile:
    text = (
        f"organization: union\nname: {{names: {{en: Union}}}}\nalphabet: {alphabet}\nlanguages: {alphabet}\n"
        f"organs:\n  council:\n    name: {{names: {{en: Council}}}}\n{more}"
    )
    made, problems = read_charter(text.encode(), "charter.yaml")
    assert made is not None, problems
    return made


def russian(**names: str) -> Names:
    return Names(members={code: Name(names={"ru": word}) for code, word in names.items()})


CHAIR = """
    composition:
      - {id: seats, source: treaty, seats: listed, members: [TJK], says: {en: listed}}
    chair:
      - {id: turns, source: treaty, order: alphabet, start: ARM, start_on: 2000, says: {en: in turn},
         deviations: [{on: 2001, turn_of: BLR, held_by: RUS, keeps_turn: true, source: minutes, says: {en: ill}}]}
      - {id: fixed, source: treaty, order: exempt, holder: KAZ, says: {en: fixed}}
"""
CSTO = ("TJK", "RUS", "KGZ", "KAZ", "BLR", "ARM")


def test_states_are_in_the_order_of_their_russian_names() -> None:
    assert compile_charter(file("ru"), Names(), CSTO).order == ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")


def test_the_same_states_are_in_another_order_in_another_alphabet() -> None:
    states = ("CHE", "ESP", "DEU", "AUT", "HUN")
    orders = {language: compile_charter(file(language), Names(), states).order for language in ("en", "ru", "de")}
    assert orders == {
        "en": ("AUT", "DEU", "HUN", "ESP", "CHE"),  # Austria, Germany, Hungary, Spain, Switzerland
        "ru": ("AUT", "HUN", "DEU", "ESP", "CHE"),  # Австрия, Венгрия, Германия, Испания, Швейцария
        "de": ("DEU", "AUT", "CHE", "ESP", "HUN"),  # Deutschland, Österreich, Schweiz, Spanien, Ungarn
    }


def test_letters_with_marks_stand_with_their_letter_in_english() -> None:
    states = ("HRV", "CIV", "CUB", "CRI", "TUR", "TKM", "ALA", "AFG")
    # Afghanistan, Åland Islands, Costa Rica, Côte d'Ivoire, Croatia, Cuba, Türkiye, Turkmenistan
    expected = ("AFG", "ALA", "CRI", "CIV", "HRV", "CUB", "TUR", "TKM")
    assert compile_charter(file("en"), Names(), states).order == expected


def test_yo_stands_with_ye_and_not_after_the_alphabet() -> None:
    names = russian(a="Ель", b="Ёлка", c="Ежи", d="Жук", e="Яма")
    assert compile_charter(file("ru"), names).order == ("c", "b", "a", "d", "e")


def test_where_only_the_mark_differs_ye_comes_before_yo() -> None:
    assert compile_charter(file("ru"), russian(a="Всё", b="Все")).order == ("b", "a")


def test_a_state_stands_where_the_name_it_goes_by_puts_it() -> None:
    china = ("CHN", "KGZ")
    assert compile_charter(file("ru"), Names(), china).order == ("KGZ", "CHN")  # Киргизия, Китай
    own = russian(KGZ="Кыргызстан")
    assert compile_charter(file("ru"), own, china).order == ("CHN", "KGZ")  # Китай, Кыргызстан


def test_a_declined_name_is_ordered_by_its_nominative() -> None:
    names = Names(members={"BLR": Name(names={"ru": {"gen": "Яблока", "nom": "Беларусь"}})})
    assert compile_charter(file("ru"), names, ("ARM", "KAZ")).order == ("ARM", "BLR", "KAZ")


def test_members_with_one_name_are_in_the_order_of_their_codes() -> None:
    assert compile_charter(file("ru"), russian(b="Клуб", a="Клуб")).order == ("a", "b")


def test_states_that_are_no_more_have_their_place() -> None:
    assert compile_charter(file("ru"), Names(), ("YUG", "SUN", "CSK", "RUS")).order == ("RUS", "SUN", "CSK", "YUG")


def test_members_that_only_the_charter_names_are_in_order_too() -> None:
    charter = file("ru", CHAIR)
    assert founding_codes(charter) == {"ARM", "BLR", "KAZ", "RUS", "TJK"}
    assert compile_charter(charter, Names()).order == ("ARM", "BLR", "KAZ", "RUS", "TJK")


def test_a_member_that_is_no_state_is_in_order_by_its_name() -> None:
    names = Names(members={"north": Name(names={"en": "The North Club"}), "ARM": Name(names={"en": "Armenia"})})
    charter = file("en", CHAIR.replace("TJK", "north"))
    assert compile_charter(charter, names).order == ("ARM", "BLR", "KAZ", "RUS", "north")


def test_members_are_put_in_order_and_those_without_a_place_come_last() -> None:
    charter = compile_charter(file("ru"), Names(), CSTO)
    assert charter.in_order(["TJK", "nobody", "KGZ", "ARM", "KGZ"]) == ["ARM", "KGZ", "TJK", "nobody"]


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownNameError) as refused:
        compile_charter(file("en"), Names(), ("XXA",))
    assert str(refused.value) == "'XXA' is no ISO 3166 alpha-3 code, present or withdrawn."
