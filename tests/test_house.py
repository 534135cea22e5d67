"""The house keeps its budgets: the length of files and functions, headers, and words that do not belong."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src" / "concilium").rglob("*.py"))


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function without its decorators and docstring."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    told = docstring.end_lineno - docstring.lineno + 1 if docstring is not None and docstring.end_lineno else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - told


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_keeps_the_budgets(module: Path) -> None:
    """A file has at most 400 lines and a header sentence, a function at most 50 lines."""
    text = module.read_text(encoding="utf-8")
    tree = ast.parse(text)
    long = [f"{f.name}: {lines_of(f)} lines" for f in functions(tree) if lines_of(f) > 50]
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(tree), "a module begins with a sentence that says what lives there"
    assert long == []


def test_median_file_is_small() -> None:
    """Half of the files have about a hundred lines or fewer."""
    lengths = sorted(len(module.read_text(encoding="utf-8").splitlines()) for module in MODULES)
    assert lengths[len(lengths) // 2] <= 130


@pytest.mark.parametrize("room", ["record", "charter", "procedure", "documents", "stores"])
def test_no_room_for_leftovers(room: str) -> None:
    """No folder is called utils, common, helpers or base."""
    names = {path.stem for path in (ROOT / "src" / "concilium" / room).rglob("*")}
    assert names.isdisjoint({"utils", "common", "helpers", "base", "misc"})
