"""Every charter in charters/bad is refused with exactly the problems it foretells; those in charters/good with none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import concilium
from concilium.charter.check import CHECKS, check_charter, examine, read_charter
from concilium.charter.compile import compile_charter
from concilium.problems import Problem
from concilium.sourcefile import MAX_PROBLEMS
from concilium.terms import Name, Names

CHARTERS = Path(__file__).parents[1] / "charters"
BAD = sorted((CHARTERS / "bad").glob("*.yaml"))
GOOD = sorted((CHARTERS / "good").glob("*.yaml"))
EXPECT = re.compile(r"^# expect: (.+)$", re.MULTILINE)


def called(word: str) -> Name:
    return Name(names={"en": word})


SOURCES = ("treaty", "minutes")
INSTRUMENTS = ("treaty-2000", "protocol-2005")
NAMES = Names(
    members={
        "ARM": called("Armenia"),
        "BLR": called("Belarus"),
        "north-club": called("North Club"),
        "south-club": called("South Club"),
    },
    people={"ada": called("Ada")},
    authorities={"gazette": called("Gazette")},
    posts={"minister": called("minister"), "delegate": called("delegate")},
    places={"hall": called("Hall")},
)


def problems_of(data: bytes) -> list[Problem]:
    file, problems = read_charter(data, "charter.yaml")
    return problems if file is None else check_charter(file, data, SOURCES, INSTRUMENTS, NAMES)


def without_file(problem: Problem) -> str:
    return str(problem).removeprefix("charter.yaml:")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_charter_has_exactly_the_problems_it_foretells(path: Path) -> None:
    data = path.read_bytes()
    assert [without_file(problem) for problem in problems_of(data)] == EXPECT.findall(data.decode())


def test_every_bad_charter_foretells_something() -> None:
    assert [path.name for path in BAD if not EXPECT.search(path.read_text())] == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_charter_has_no_problem_and_compiles(path: Path) -> None:
    data = path.read_bytes()
    assert problems_of(data) == []
    file, _ = read_charter(data, "charter.yaml")
    assert file is not None
    assert compile_charter(file, NAMES).organ(next(iter(file.organs))) is not None


def test_every_check_refuses_some_bad_charter() -> None:
    files = {data: read_charter(data, "charter.yaml")[0] for data in (path.read_bytes() for path in BAD)}
    examined = [examine(file, data, SOURCES, INSTRUMENTS, NAMES) for data, file in files.items() if file is not None]
    assert [check.__name__ for check in CHECKS if not any(list(check(each)) for each in examined)] == []


def test_no_charter_of_a_shipped_organization_has_a_problem() -> None:
    folder = Path(concilium.__file__).parent / "organizations"
    found = [problem for name in concilium.shipped() for problem in concilium.check(folder / name)]
    assert [str(problem) for problem in found if problem.file == "charter.yaml"] == []


def test_a_message_names_no_python_type() -> None:
    said = "\n".join(without_file(problem) for path in BAD for problem in problems_of(path.read_bytes()))
    assert re.findall(r"\b(?:str|int|bool|list|dict|tuple|NoneType|None|True|False|object)\b", said) == []


def test_a_charter_alone_may_name_instruments_that_no_record_knows() -> None:
    data = (CHARTERS / "good" / "membership-and-acts.yaml").read_bytes()
    file, _ = read_charter(data, "charter.yaml")
    assert file is not None
    assert check_charter(file, data, SOURCES, None, NAMES) == []
    assert {problem.what for problem in check_charter(file, data, SOURCES, (), NAMES)} == {
        "'founding' names 'treaty-2000', which is no instrument of the record",
        "'instrument' of provision 'members' names 'treaty-2000', which is no instrument of the record",
        "'unless' of provision 'lapse' names 'protocol-2005', which is no instrument of the record",
        "'instrument' of provision 'force-treaty' names 'treaty-2000', which is no instrument of the record",
        "'instrument' of provision 'force-protocol' names 'protocol-2005', which is no instrument of the record",
    }


def test_problems_beyond_what_anybody_reads_are_not_told() -> None:
    rules = "".join(
        f"      - {{id: r{n}, source: unheard-of, says: {{en: a rule}}}}\n" for n in range(MAX_PROBLEMS + 1)
    )
    head = "organization: union\nname: {names: {en: Union}}\nalphabet: en\nlanguages: en\norgans:\n  council:\n"
    data = f"{head}    name: {{names: {{en: Council}}}}\n    meets:\n{rules}".encode()
    assert len(problems_of(data)) == MAX_PROBLEMS


@given(st.sampled_from(GOOD), st.integers(0, 4000), st.text(max_size=6))
def test_a_charter_damaged_anywhere_is_told_of_and_never_breaks_the_checks(path: Path, place: int, text: str) -> None:
    whole = path.read_text()
    damaged = whole[:place] + text + whole[place + 1 :]
    assert [problem for problem in problems_of(damaged.encode()) if not problem.what or not problem.mend] == []
