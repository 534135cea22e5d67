"""A charter that does not fit its organs or its record is told of, with the file, the line and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from concilium.opening import check

CHARTER = """\
organization: league
name: {names: {en: League}}
alphabet: en
languages: [en]
organs:
  council:
    name: {names: {en: Council}}
    composition:
      - {id: seats, from: 2000-01-01, source: pact, classes: {permanent: [ARM], former: [GEO]}, says: {en: all members}}
    quorum:
      - {id: quorum, from: 2000-01-01, source: pact, state: known, QUORUM, says: {en: so many}}
    decisions:
      - {id: budget, from: 2000-01-01, source: pact, matter: budget, RULE, says: {en: so many}}
membership:
  - {rule: listed, id: on-the-list, source: pact, roll: members, standing: member, says: {en: who is on the list}}
entitlements:
  - {id: as-member, source: pact, standing: member, attends: true, votes: true, counts: true, chairs: true, bound: true,
     says: {en: all rights}}
"""
LATER = """, says: {en: so many}}
      - {id: later, from: 2010-01-01, source: pact, matter: budget, rule: consensus"""
SOURCES = """\
sources:
  pact: {publisher: editors, title: {en: Pact}, published: 2000-01-01, language: en}
"""
NAMES = """\
authorities:
  editors: {names: {en: the editors}}
weights:
  tonnage: {names: {en: tonnage}}
"""
MEMBERS = """\
recorded: {on: 2026-01-01, by: editors}
entries:
  - id: members
    kind: roll
    said: {by: editors, on: 2000-01-01, in: pact}
    roll: members
    standing: member
    periods: {ARM: 2000-01-01/.., BLR: 2000-01-01/.., KAZ: 2000-01-01/.., KGZ: 2010-01-01/..}
"""
PEOPLE = """\
recorded: {on: 2026-01-01, by: editors}
entries:
  - id: people-2001
    kind: weights
    said: {by: editors, on: 2001-01-01, in: pact}
    weight: people
    valid: VALID
    values:
      ARM: 3
      BLR: 9
"""


def told(folder: Path, rule: str, *, quorum: str = "share: 1/2", people: str = "") -> str:
    """Return what is wrong with a folder whose council decides by a rule, one problem a line."""
    (folder / "record").mkdir()
    charter = CHARTER.replace("RULE", rule).replace("QUORUM", quorum)
    (folder / "charter.yaml").write_text(charter, "utf-8")
    (folder / "sources.yaml").write_text(SOURCES, "utf-8")
    (folder / "names.yaml").write_text(NAMES, "utf-8")
    (folder / "record" / "members.yaml").write_text(MEMBERS, "utf-8")
    if people:
        (folder / "record" / "people.yaml").write_text(PEOPLE.replace("VALID", people), "utf-8")
    return "\n".join(map(str, check(folder)))


@pytest.mark.parametrize(
    "rule",
    [
        "rule: absolute-majority",
        "rule: consensus",
        "rule: unknown",
        "rule: {count: yes, at_least: 3}",
        "rule: {all_of: [absolute-majority, {count: no, at_most: 0, among: permanent, veto: true}]}",
        "rule: {count: yes, at_least: 1/2, of: members, weight: tonnage}",
        "cases: [{if: consensus}, {if: {count: yes, at_least: 2}}]",
    ],
)
def test_what_fits_has_no_problem(tmp_path: Path, rule: str) -> None:
    assert told(tmp_path, rule) == ""


def test_a_rule_that_no_vote_can_meet_is_told_with_how_many_seats_there_are(tmp_path: Path) -> None:
    """Nine votes of a council of three; that there will be four members in ten years does not help on its first day."""
    assert told(tmp_path, "rule: {count: yes, at_least: 9}") == (
        "charter.yaml:13: 'rule' of provision 'budget' cannot hold, whatever the 3 seats do on the day it begins. "
        "Ask for what they can reach."
    )


def test_two_counts_that_exclude_each_other_cannot_both_hold(tmp_path: Path) -> None:
    rule = "rule: {all_of: [{count: yes, at_least: 2}, {count: no, at_least: 2}]}"
    assert told(tmp_path, rule) == (
        "charter.yaml:13: 'rule' of provision 'budget' cannot hold, whatever the 3 seats do on the day it begins. "
        "Ask for what they can reach."
    )


def test_the_case_that_cannot_hold_is_told_by_its_number(tmp_path: Path) -> None:
    assert told(tmp_path, "cases: [{if: consensus-with-all-present}, {if: {count: yes, more_than: 3}}]") == (
        "charter.yaml:13: 'if' of case 2 of provision 'budget' cannot hold, whatever the 3 seats do on the day it "
        "begins. Ask for what they can reach."
    )


def test_a_class_that_the_organ_does_not_have_is_told_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: {count: no, at_most: 0, among: permanents, veto: true}") == (
        "charter.yaml:13: 'rule' of provision 'budget' counts a class of seats, 'permanents', that 'council' does "
        "not have. Did you mean 'permanent'."
    )


def test_a_weight_of_which_there_is_no_table_is_told_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: {count: yes, at_least: 1/2, of: members, weight: tonage}") == (
        "charter.yaml:13: 'rule' of provision 'budget' counts a weight, 'tonage', of which there is no table. "
        "Did you mean 'tonnage'."
    )


def test_how_to_mend_a_weight_that_is_like_no_other_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: {count: yes, at_least: 1/2, of: members, weight: sheep}") == (
        "charter.yaml:13: 'rule' of provision 'budget' counts a weight, 'sheep', of which there is no table. "
        "Add a table of it, or name it under 'weights' in names.yaml."
    )


def test_a_majority_over_nothing_is_told(tmp_path: Path) -> None:
    """The class is there and no member of it has a seat on the day on which the rule begins."""
    assert told(tmp_path, "rule: {count: yes, more_than: 1/2, of: members, among: former}") == (
        "charter.yaml:13: 'rule' of provision 'budget' counts 'former', and no seat is of that class on the day it "
        "begins. Name the seats."
    )


@pytest.mark.parametrize(
    "rule",
    [
        "rule: {count: yes, at_least: 2/3, of: present-and-voting}",
        "rule: {count: yes, at_least: 50%, of: votes-cast}",
        "rule: {any_of: [absolute-majority, {count: yes, at_least: 0}]}",
        "cases: [{if: {count: yes, at_least: 2/3, of: present-and-voting}}]",
    ],
)
def test_a_rule_by_which_nobody_adopts_a_text_is_told(tmp_path: Path, rule: str) -> None:
    """None for and none against are two thirds of nothing."""
    where = "'rule' of" if rule.startswith("rule") else "'if' of case 1 of"
    assert told(tmp_path, rule) == (
        f"charter.yaml:13: {where} provision 'budget' adopts a text for which nobody votes. "
        "Ask for one vote in favour as well: {count: yes, at_least: 1}."
    )


def test_what_the_rule_of_a_quorum_counts_must_be_there_as_well(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: consensus", quorum="rule: {count: present, at_least: 1, among: permanents}") == (
        "charter.yaml:11: 'rule' of provision 'quorum' counts a class of seats, 'permanents', that 'council' does "
        "not have. Did you mean 'permanent'."
    )


def test_a_quorum_that_can_never_be_met_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: consensus", quorum="rule: {count: present, at_least: 4}") == (
        "charter.yaml:11: 'rule' of provision 'quorum' cannot hold, whatever the 3 seats do on the day it begins. "
        "Ask for what they can reach."
    )


def test_a_member_without_a_weight_is_told_with_the_table_and_its_line(tmp_path: Path) -> None:
    rule = "rule: {count: yes, at_least: 1/2, of: members, weight: people}"
    assert told(tmp_path, rule, people="2001-01-01/..") == (
        "record/people.yaml:8: 'values' of entry 'people-2001' has no number for KAZ, with a seat of 'council' "
        "on that day. Add it, or begin the table when it is known."
    )


def test_of_a_table_the_members_of_the_day_on_which_it_begins_are_asked_for(tmp_path: Path) -> None:
    rule = "rule: {count: yes, at_least: 1/2, of: members, weight: people}"
    assert told(tmp_path, rule, people="2011-01-01/..") == (
        "record/people.yaml:8: 'values' of entry 'people-2001' has no number for KAZ, KGZ, with a seat of 'council' "
        "on that day. Add it, or begin the table when it is known."
    )


def test_a_table_that_no_rule_counts_may_lack_members(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: absolute-majority", people="2001-01-01/..") == ""


def test_two_provisions_of_one_matter_in_force_together_are_told(tmp_path: Path) -> None:
    assert told(tmp_path, "rule: consensus" + LATER) == (
        "charter.yaml:14: 'from' of provision 'later' is 2010-01-01, before provision 'budget' has ended (it has "
        "no 'to'). Write 'to: 2009-12-31' in provision 'budget', or let provision 'later' begin later."
    )


def test_a_time_without_a_provision_between_two_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "to: 2005-12-31, rule: consensus" + LATER) == (
        "charter.yaml:14: 'from' of provision 'later' is 2010-01-01, and provision 'budget' ended with 2005-12-31: "
        "between them nothing is in force. Let provision 'later' begin on 2006-01-01, or add what was in force "
        "between them."
    )
