"""The explanations kept beside a charter, ``replay.yaml``: why recorded votes differ from what the charter gives."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from concilium.instants import period
from concilium.problems import InvalidDateError, Problem, meant
from concilium.procedure.replayed import Explanation, ReplayFile
from concilium.sourcefile import Node, children, convert, read_yaml, shorten
from concilium.stores.listing import content, exists

FILE = "replay.yaml"


def read_explanations(root: Path) -> tuple[tuple[Explanation, ...], list[Problem]]:
    """Return the explanations of a folder, none when it has no such file, and what is wrong with its form."""
    tree, problems = _tree(root)
    if tree is None:
        return (), problems
    value, more = convert(tree, ReplayFile, FILE)
    return (() if value is None else value.explained), [*problems, *more]


def check_explanations(
    root: Path, sources: Collection[str], organs: Collection[str], languages: Collection[str]
) -> list[Problem]:
    """Return everything that is wrong with the explanations of a folder.

    ``sources`` and ``organs`` are the identifiers that they may name, ``languages`` those that each must have.
    """
    explained, problems = read_explanations(root)
    tree, _ = _tree(root)
    if tree is None or problems:
        return problems
    given = children(tree).get("explained", Node(1, ())).value
    lines = [node.line for node in given] if isinstance(given, tuple) else [1]
    return sorted(
        Problem(FILE, line, f"explanation {number}: {what}", mend)
        for number, (each, line) in enumerate(zip(explained, lines, strict=True), 1)
        for what, mend in _wrong(each, sources, organs, languages)
    )


def _tree(root: Path) -> tuple[Node | None, list[Problem]]:
    if not exists(root, FILE):
        return None, []
    data = content(root, FILE)
    return read_yaml(data, FILE) if isinstance(data, bytes) else (None, [data])


def _wrong(
    each: Explanation, sources: Collection[str], organs: Collection[str], languages: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an explanation, and how to mend it."""
    for citation in each.source:
        source = citation.partition("#")[0]
        if source not in sources:
            yield f"it cites '{shorten(source)}', which is not in sources.yaml", meant(source, sources)
    if not each.source:
        yield "it cites nothing", "Name the source in which it can be read"
    for language in languages:
        if not each.why.get(language, "").strip():
            yield f"'why' has no '{language}'", "Add the text in that language"
    if not each.rolls and not each.members:
        yield "it names neither rolls nor members", "Say which roll calls, or whose seats, it explains"
    if each.organ is not None and each.organ not in organs:
        yield f"there is no organ '{shorten(each.organ)}'", meant(each.organ, organs)
    if each.valid is not None:
        try:
            period(each.valid)
        except InvalidDateError as error:
            yield f"'valid': {str(error).partition('. ')[0]}", "Write it as 1974-11-12/1994-06-23"
