"""``concilium replay`` as a user meets it: on an organization's folder, with files good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from concilium.cli import main

FOLDER = {
    "charter.yaml": """\
organization: lakes
name: {names: {en: League of the Lakes, ru: Лига озёр}}
alphabet: en
languages: [en, ru]
organs:
  board:
    name: {names: {en: Board, ru: Совет}}
    composition:
      - id: seats
        source: pact#Art. 1
        seats: elected
        says: {en: Those elected sit., ru: Заседают избранные.}
    decisions:
      - id: majority
        source: pact#Art. 2
        matter: ordinary
        rule: simple-majority
        says: {en: More for than against., ru: Голосов за больше.}
      - id: two-thirds
        source: pact#Art. 3
        matter: important
        rule: two-thirds-of-votes
        says: {en: Two thirds of the votes., ru: Две трети голосов.}
""",
    "sources.yaml": "sources:\n  pact: {publisher: league, title: {en: Pact, ru: Пакт}}\n",
    "names.yaml": "authorities:\n  league: {names: {en: League, ru: Лига}}\n",
    "record/seats.yaml": """\
recorded: {on: 2026-01-01, by: league}
entries:
  - id: seats-of-the-board
    kind: roll
    said: {by: league, on: 2000-01-01, in: pact}
    roll: board
    organ: board
    seats: elected
    periods: {KEN: 2000-01-01/.., UGA: 2000-01-01/.., TZA: 2000-01-01/.., RWA: 2010-01-01/..}
""",
}
RECORDS = """id,date,organ,title,outcome
1,2005-03-01,Board,Nets,adopted
2,2005-03-01,Board,Boats,adopted
3,2011-03-01,Board,Piers,adopted
"""
VOTES = "id,member,vote\n" + "".join(
    f"{roll},{member},{vote}\n"
    for roll, votes in (("1", "YYN"), ("2", "YNN"), ("3", "YYY"))
    for member, vote in zip(("Kenya", "Uganda", "Tanzania"), votes, strict=True)
)
EXPLAINED = """\
explained:
  - rolls: ["2"]
    why: {en: The chair had a casting vote., ru: Решающий голос был у председателя.}
    source: pact#Art. 2
  - members: [RWA]
    why: {en: Rwanda stayed away., ru: Руанда не участвовала.}
    source: pact
"""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def lakes(tmp_path: Path) -> Path:
    for name, text in {**FOLDER, "files/records.csv": RECORDS, "files/votes.csv": VOTES}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, votes: str = "votes.csv") -> Result:
    files = (str(folder / "files" / "records.csv"), str(folder / "files" / votes))
    return CliRunner().invoke(main, ["replay", str(folder), *files, *arguments])


def test_the_summary_and_each_difference_are_told(lakes: Path) -> None:
    """Status 1: two differences are not explained."""
    result = run(lakes)
    assert (result.exit_code, result.output) == (1, """\
Board, ordinary: 3 records read, 3 decided under the charter of their day, 2 of them as recorded
  adopted without a vote: 0; without positions by member: 0; undecided: 0; without a recorded
    outcome: 0
  provision  from  decided  as recorded  explained  unexplained
  majority   2000        2            1          0            1
  majority   2010        1            1          0            0
  - Boats (2), 2005-03-01: recorded as adopted, by majority not adopted; votes in favour: 1;
    needed: more than 1/2 of those present and voting, that is 1.5 (not met)
      not explained
  - Rwanda (RWA) has a seat on the record and no row in 1 roll call, 2011-03-01 to 2011-03-01
      not explained
""")  # fmt: skip


def test_what_is_explained_beside_the_charter_is_told_with_its_source(lakes: Path) -> None:
    """Status 0, in Russian as well."""
    (lakes / "replay.yaml").write_text(EXPLAINED, encoding="utf-8")
    result = run(lakes, "--language", "ru")
    assert result.exit_code == 0
    assert "объяснение: Решающий голос был у председателя. (Пакт)" in result.output
    assert "Руанда (RWA): место в органе по записям есть, а строки нет в 1 голосовании" in result.output


def test_as_json_for_another_matter(lakes: Path) -> None:
    result = run(lakes, "--matter", "important", "--organ", "board", "--format", "json")
    (told,) = json.loads(result.stdout)["replays"]
    assert (told["matter"], told["decided"], told["agreed"], told["depends"]) == ("important", 3, 2, {})
    assert [(each["roll"], each["computed"], each["kind"]) for each in told["differences"]] == [
        ("2", "not-adopted", "outcome")
    ]
    assert [(each["member"], each["kind"], each["rolls"]) for each in told["seats"]] == [("RWA", "no-row", ["3"])]


def test_a_cell_that_cannot_be_read_is_named_and_the_rest_is_replayed(lakes: Path) -> None:
    (lakes / "files" / "bad.csv").write_text(VOTES.replace("2,Uganda,N", "2,Ouganda?,??"), encoding="utf-8")
    result = run(lakes, votes="bad.csv")
    assert "bad.csv:6: column 'position': no position is written '??'. Write Y, N, A or X." in result.output
    assert "Board, ordinary: 3 records read, 3 decided" in result.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--organ", "bord"), 2, "Did you mean 'board'"),
        (("--matter", "ordinarry"), 2, "Did you mean 'ordinary'"),
        (("--language", "tlh"), 2, "There is no catalogue for the language 'tlh'"),
    ],
)
def test_a_mistake_in_the_question_is_told(arguments: tuple[str, ...], status: int, said: str, lakes: Path) -> None:
    result = run(lakes, *arguments)
    assert (result.exit_code, said in result.output) == (status, True)


def test_a_mistake_in_the_explanations_is_told_by_replay_and_by_check(lakes: Path) -> None:
    (lakes / "replay.yaml").write_text("explained: [{rolls: [1]}]", encoding="utf-8")
    assert run(lakes).exit_code == 3
    result = CliRunner().invoke(main, ["check", str(lakes)])
    assert (result.exit_code, "replay.yaml:1" in result.output) == (1, True)


def test_a_folder_with_explanations_holds(lakes: Path) -> None:
    (lakes / "replay.yaml").write_text(EXPLAINED, encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(lakes)])
    assert (result.exit_code, result.output) == (0, "0 problems.\n")
