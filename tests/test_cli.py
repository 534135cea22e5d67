"""The terminal as a user meets it: answers, formats, helpful errors, exit statuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from concilium.cli import main

ROOT = Path(__file__).parent.parent


def run(*arguments: str, cache: Path | None = None) -> Result:
    environment = {"XDG_CACHE_HOME": str(cache)} if cache else {}
    return CliRunner(env=environment).invoke(main, list(arguments))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def test_organizations_lists_what_is_shipped() -> None:
    """``organizations`` names the CSTO among others."""
    result = run("organizations")
    assert result.exit_code == 0
    assert re.search(r"^csto +Collective Security Treaty Organization", result.output, re.MULTILINE)


def test_brief_as_json_has_the_keys_of_the_contract() -> None:
    """The JSON form is the one that others read."""
    result = run("brief", "csto", "cfm/2024-06-21", "--known", "2024-06-20", "--format", "json")
    brief = json.loads(result.output)
    assert result.exit_code == 0
    assert {"organization", "meeting", "on", "known", "language", "sections"} <= set(brief)
    assert (brief["organization"], brief["meeting"], brief["on"]) == ("csto", "cfm/2024-06-21", "2024-06-21")


@pytest.mark.parametrize("form", ["markdown", "html", "docx", "pdf"])
def test_brief_goes_into_a_file(form: str, tmp_path: Path) -> None:
    """Each format is written to the file that is named."""
    target = tmp_path / f"brief.{form}"
    result = run("brief", "csto", "cfm/2024-06-21", "-f", form, "-o", str(target))
    assert result.exit_code == 0
    assert target.stat().st_size > 5000


def test_a_file_that_cannot_be_written_is_told_without_a_trace(tmp_path: Path) -> None:
    """Exit status 4, and the name of the file."""
    result = run("brief", "csto", "cfm/2024-06-21", "-o", str(tmp_path / "nowhere" / "brief.txt"))
    assert result.exit_code == 4
    assert "nowhere" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["brief", "csto", "cfm/2024-06-22"], "cfm/2024-06-21"),
        (["brief", "ctso", "cfm/2024-06-21"], "Did you mean 'csto'"),
        (["chair", "csto", "cfn"], "Did you mean 'cfm'"),
        (
            ["elect", "un", "general-assembly", "--of", "human-rights-council", "--seats", "2", "--votes", "BGR=160"],
            "It is elected by groups. Say which: --seats africa=2.",
        ),
        (["standing", "csto", "XYZ"], "no member code"),
        (["standing", "csto", "ARM", "--on", "yesterday"], "not a date"),
        (["standing", "csto", "ARM", "--known", "2024-13"], "not a date"),
        (["brief", "csto", "cfm/2024-06-21", "--language", "tlh"], "Use one of: en, ru"),
        (["brif", "csto"], "Did you mean 'brief'"),
        (["statements", "csto", "--format", "pdf"], "'pdf' is not one of"),
        (["show", "csto", "nothing-of-that-name"], "holds nothing called"),
    ],
)
def test_mistakes_are_told_with_the_way_out(arguments: list[str], hint: str) -> None:
    """Exit status 2, what is wrong, and the nearest right word."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert hint in result.output
    assert "Traceback" not in result.output


def test_where_no_organ_is_named_the_chair_is_that_of_the_first_one() -> None:
    assert run("chair", "un", "--on", "2022-03-02").output.startswith("General Assembly: Maldives")
    assert run("chair", "eu", "--on", "2024-06-17").output.startswith("Council of the European Union: Belgium")


def test_what_an_organ_decides_is_told_with_the_ordinary_matter_first() -> None:
    result = run("decide", "un", "security-council", "--on", "2022-02-25", "--matter", "veto", "--yes", "11")
    assert "Use one of: substantive, procedural, " in " ".join(result.output.split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["standing", "csto", "ARM", "--on", "2024-06-20"],
        ["chair", "csto", "cfm", "--on", "2024-06-21"],
        ["quorum", "csto", "csc", "--meeting", "csc/2023-11-23", "--on", "2023-11-23"],
        ["offices", "csto", "ARM", "--on", "2024-06-20"],
        ["statements", "csto", "ARM", "--topic", "standing"],
        ["meetings", "csto", "cfm"],
        ["precedent", "csto", "ARM", "cfm"],
        ["show", "csto"],
        ["show", "csto", "cfm"],
        ["show", "csto", "KAZ"],
        [
            "decide",
            "un",
            "security-council",
            "--on",
            "2022-02-25",
            "--matter",
            "substantive",
            "--yes",
            "11",
            "--no",
            "RUS",
            "--abstain",
            "3",
        ],
        ["needs", "un", "security-council", "--on", "2022-02-25", "--matter", "substantive", "--no", "RUS"],
        ["whatif", "csto", "csc", "--on", "2024-06-20", "--gone", "ARM"],
        ["power", "un", "security-council", "--on", "2022-02-25", "--matter", "substantive"],
        ["rules", "csto", "csc"],
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_answer_has_text_and_json(arguments: list[str], language: str) -> None:
    """Each question is answered in words and as data, in both languages."""
    text = run(*arguments, "--language", language)
    data = run(*arguments, "--language", language, "--format", "json")
    assert (text.exit_code, data.exit_code) == (0, 0)
    assert text.output.strip()
    assert json.loads(data.output)


def test_standing_as_data_keeps_the_rival_views() -> None:
    """The views name the authority, what it holds and since when."""
    data = json.loads(
        run("standing", "csto", "arm", "--on", "2024-06-20", "--known", "2024-06-20", "-f", "json").output
    )
    assert (data["value"], data["state"]) == ("member", "contested")
    assert {view["authority"]: view["value"] for view in data["views"]}["pashinyan"] == "participation-frozen"


def test_chairs_turn_by_turn() -> None:
    """``chair --from --to`` prints a line for each turn: from when, to when, who, and by what."""
    result = run("chair", "csto", "--from", "2022", "--to", "2027-06")
    assert result.output.splitlines() == [
        "2021-09-16  2022-11-22  Armenia     as recorded; in its turn",
        "2022-11-23  2023-12-31  Belarus     as recorded; in its turn",
        "2024-01-01  2024-12-31  Kazakhstan  by decision; in its turn",
        "2025-01-01  2025-12-31  Kyrgyzstan  by decision; in its turn",
        "2026-01-01  2026-12-31  Russia      by decision; in its turn",
        "2027-01-01  2027-12-31  Tajikistan  by rotation",
    ]


def test_a_deviation_is_listed_with_its_reason_and_what_is_not_known_as_such() -> None:
    """Of Belarus in 2009, and of the time before the Organization had a charter."""
    told = run("chair", "csto", "--from", "2010-01-01", "--language", "ru").output
    assert told.startswith("2009-06-14  2010-12-09  Россия")
    assert "отступление: Беларусь не участвовала в сессии" in told
    before = json.loads(run("chair", "csto", "--from", "1999", "--format", "json").output)
    assert [(turn["holder"], turn["name"], turn["how"], turn["words"]) for turn in before] == [
        (None, "not known", "unknown", "")
    ]


def test_turns_as_data() -> None:
    """Each with its days, its holder, by what, and what it rests on."""
    (turn,) = json.loads(run("chair", "csto", "--from", "2024-05-01", "--format", "json").output)
    assert (turn["from"], turn["to"], turn["holder"], turn["how"]) == ("2024-01-01", "2024-12-31", "KAZ", "decision")
    assert "csc-chair-calendar-year" in turn["provisions"]
    assert turn["entries"]


@pytest.mark.parametrize(
    ("dates", "hint"),
    [
        (["--from", "2025", "--to", "2024"], "'2024' is before '2025'"),
        (["--from", "../2024"], "'../2024' has an open end"),
        (["--from", "soon"], "not a date"),
    ],
)
def test_dates_between_which_no_turn_can_be_listed_are_refused(dates: list[str], hint: str) -> None:
    """Exit status 2, and how to write them."""
    result = run("chair", "csto", *dates)
    assert (result.exit_code, hint in result.output) == (2, True)


def test_check_of_a_shipped_organization_finds_nothing() -> None:
    """The shipped record is clean; the exit status says so."""
    assert run("check", "csto").exit_code == 0


def test_check_tells_every_problem_and_fails(tmp_path: Path) -> None:
    """Exit status 1, file and line first on each line."""
    (tmp_path / "charter.yaml").write_text("organization: x\n", encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.output.startswith("charter.yaml:1: ")


def test_check_of_nothing_says_so(tmp_path: Path) -> None:
    """A folder that is not there is a problem, not a trace."""
    result = run("check", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert "no such folder" in result.output


def test_a_folder_with_problems_cannot_be_asked(tmp_path: Path) -> None:
    """Exit status 3, with the problems."""
    (tmp_path / "charter.yaml").write_text("organization: x\n", encoding="utf-8")
    assert run("members", str(tmp_path)).exit_code == 2
    assert run("standing", str(tmp_path), "ARM").exit_code == 3


@pytest.mark.parametrize("which", ["charter", "record", "sources", "names"])
def test_schema_is_printed(which: str) -> None:
    """Each kind of file has a JSON Schema."""
    assert json.loads(run("schema", which).output)["$schema"].startswith("https://json-schema.org/")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(shell: str) -> None:
    """The completion script of each shell names the program."""
    assert "concilium" in run("completion", "--shell", shell).output


def test_demo_prints_a_brief_and_what_to_try_next() -> None:
    """The demonstration ends with commands to try."""
    result = run("demo")
    assert result.exit_code == 0
    assert "Almaty" in result.output
    assert "What to try next" in result.output


def test_no_colours_outside_a_terminal() -> None:
    """Output that goes into a pipe carries no escape sequences."""
    command = [sys.executable, "-c", "from concilium.cli import main; main()", "standing", "csto", "ARM"]
    shown = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "FORCE_COLOR": ""})
    assert b"\x1b[" not in shown.stdout


def test_bytes_are_not_sent_to_a_broken_pipe_with_a_trace() -> None:
    """A reader that goes away early leaves no trace on the screen."""
    command = f"{sys.executable} -c 'from concilium.cli import main; main()' brief csto cfm/2024-06-21 | head -1"
    shown = subprocess.run(["bash", "-c", command], capture_output=True, check=True, env=os.environ)
    assert b"Traceback" not in shown.stderr
