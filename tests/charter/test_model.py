"""What a charter says is in force on a date, as was known on another."""

from __future__ import annotations

import pytest

from concilium.charter.check import read_charter
from concilium.charter.compile import compile_charter
from concilium.charter.model import Charter, every_provision, in_force, the_one_in_force
from concilium.charter.schema import Competence
from concilium.instants import moment
from concilium.problems import UnknownNameError
from concilium.terms import Names

CHARTER = b"""
organization: union
name: {names: {en: Union}}
alphabet: en
languages: en
organs:
  council:
    name: {names: {en: Council}}
    competence:
      - {id: advises, from: 2000-01-01, to: 2009-12-31, source: treaty, says: {en: to advise}}
      - {id: decides, from: 2010-01-01, source: treaty, says: {en: to decide}}
  board:
    name: {names: {en: Board}}
    under: council
  bureau:
    name: {names: {en: Bureau}}
    under: board
passage:
  - organ: council
    steps:
      - {id: adoption, source: treaty, step: adopted, organs: council, says: {en: the Council adopts}}
"""


def charter() -> Charter:
    file, problems = read_charter(CHARTER, "charter.yaml")
    assert file is not None, problems
    return compile_charter(file, Names())


def on(day: str, known: str = "9999") -> list[str]:
    rules = charter().organ("council").competence
    return [rule.id for rule in in_force(rules, moment(day), moment(known).latest)]


def test_a_provision_is_in_force_from_its_first_day_to_its_last() -> None:
    days = ("1999-12-31", "2000-01-01", "2009-12-31", "2010-01-01", "2024-06-21")
    assert [on(day) for day in days] == [[], ["advises"], ["advises"], ["decides"], ["decides"]]


def test_before_the_first_provision_nothing_is_in_force_and_nothing_is_guessed() -> None:
    assert the_one_in_force(charter().organ("council").competence, moment("1990")) is None


def test_an_organ_without_a_provision_has_none_on_any_date() -> None:
    assert the_one_in_force(charter().organ("board").competence, moment("2024")) is None


def test_on_a_date_that_is_not_exact_all_that_may_be_in_force_is() -> None:
    assert on("2009") == ["advises"]
    assert on("2009/2010") == ["advises", "decides"]


def test_a_provision_that_begins_after_what_was_known_is_not_seen() -> None:
    assert on("2011-01-01", known="2009-06-01") == ["advises"]
    assert on("2011-01-01", known="1999") == []


def test_a_provision_that_ends_after_what_was_known_has_no_end_as_yet() -> None:
    assert on("2015-01-01", known="2009-12-30") == ["advises"]
    assert on("2015-01-01", known="2010-01-01") == ["decides"]


def test_known_on_its_last_day_a_provision_has_no_end_as_yet_for_none_was_known_to_follow() -> None:
    assert on("2015-01-01", known="2009-12-31") == ["advises"]


def test_a_provision_without_dates_was_always_in_force() -> None:
    rule = Competence(id="always", source=("treaty",))
    assert in_force([rule], moment("0001"), moment("0001").latest) == [rule]
    assert in_force([rule], moment("9999")) == [rule]


def test_of_several_in_force_the_last_in_the_file_is_the_one() -> None:
    rules = [Competence(id=word, source=("treaty",)) for word in ("former", "latter")]
    assert the_one_in_force(rules, moment("2024")) == rules[1]


def test_provisions_are_found_by_id_those_of_organs_first() -> None:
    assert list(charter().provisions) == ["advises", "decides", "adoption"]
    assert [provision.id for provision in every_provision(charter().file)] == ["advises", "decides", "adoption"]


def test_the_organs_above_an_organ_are_named_nearest_first() -> None:
    assert {organ: charter().above(organ) for organ in ("council", "board", "bureau")} == {
        "council": [],
        "board": ["council"],
        "bureau": ["board", "council"],
    }


def test_an_organ_that_is_not_there_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownNameError) as refused:
        charter().organ("counsil")
    assert str(refused.value) == "union has no organ 'counsil'. Did you mean 'council'."
