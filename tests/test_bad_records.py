"""Broken records, one a file: what is said of each equals, to the letter, what the file expects."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from concilium.stores.files import check_folder, read_folder

RECORDS = Path(__file__).parent / "records"
ORGANS = frozenset({"union", "council", "ministers"})
FILE = "# file: "
EXPECT = "# expect: "


def problems_of(path: Path) -> list[str]:
    """Return what is said of a file put among the base's files, each as ``line: what. mend``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    name = next((line.removeprefix(FILE) for line in lines if line.startswith(FILE)), "record/entries.yaml")
    with TemporaryDirectory() as temporary:
        folder = Path(temporary, "union")
        shutil.copytree(RECORDS / "base", folder)
        (folder / "charter.yaml").write_text("organization: union\n")
        (folder / "record").mkdir()
        shutil.copy(RECORDS / "good" / "everything.yaml", folder / "record" / "entries.yaml")
        shutil.copy(path, folder / name)
        problems = check_folder(read_folder(folder), ORGANS)
    assert {problem.file for problem in problems} <= {name}
    return [f"{problem.line}: {problem.what}. {problem.mend}." for problem in problems]


@pytest.mark.parametrize("path", sorted((RECORDS / "bad").glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_record_is_told_of_exactly(path: Path) -> None:
    """Every problem of a broken file is told, at its line, and no other."""
    lines = path.read_text(encoding="utf-8").splitlines()
    expected = [line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT)]
    assert expected
    assert problems_of(path) == expected


@pytest.mark.parametrize("path", sorted((RECORDS / "good").glob("*.yaml")), ids=lambda path: path.stem)
def test_good_record_has_no_problem(path: Path) -> None:
    """Nothing is said of a record that is right, however irregular what it tells."""
    assert problems_of(path) == []
