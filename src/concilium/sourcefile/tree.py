"""YAML as a small tree that keeps the line of each key and item; all scalars stay text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from concilium.problems import Problem

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_PROBLEMS = 500
"""Problems told of one file; a file with more is mended in rounds, and telling them stays quick."""

# All that is not printable in YAML 1.2, and what would make a line read otherwise than it is: line breaks that
# editors do not count, and the marks that turn the direction of writing (Unicode TR 36).
_CONTROL = re.compile(
    "\r(?!\n)|[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SYNTAX = (
    ("mapping values are not allowed", "there is a second ': ' in the line", "Put the text between quotation marks"),
    (
        "cannot start any token",
        "a text begins with a mark or a tab that it cannot begin with",
        "Put the text between quotation marks, and indent with spaces",
    ),
    ("unexpected end of stream", "a quotation mark is opened here and never closed", "Close it"),
    ("expected ',' or ']'", "a list is opened here with '[' and not closed", "Close it with ']'"),
    ("expected ',' or '}'", "a '{' is opened here and not closed", "Close it with '}', with ', ' between the keys"),
    (
        "could not find expected ':'",
        "a line is neither a key with its ': ' nor part of a text",
        "Write it as 'key: value', or indent it under its key",
    ),
    (
        "did not find expected '-'",
        "a line neither belongs to the item above nor begins the next one with '- '",
        "Align it with the keys above it, or begin it with '- '",
    ),
    ("found unexpected ':'", "a text between '{' or '[' has a ':' in it", "Put the text between quotation marks"),
    (
        "expected node content",
        "a value is missing, or a bracket before it is not closed",
        "Write it, or close the bracket",
    ),
    ("did not find expected key", "a line is not indented like its neighbours", "Align it with the keys around it"),
)
_OPENED = ("unexpected end of stream", "expected ',' or ']'", "expected ',' or '}'", "could not find expected ':'")
"""The faults whose cause stands where the text, list or key begins, not where the reader gave up."""


class Node(msgspec.Struct, frozen=True):
    """A value of a file and its line: a text, a list or a mapping, whose ``keys`` give the line of each key."""

    line: int
    value: str | tuple[Node, ...] | dict[str, Node]
    quoted: bool = False
    keys: dict[str, int] = {}


class _Stop(Exception):  # noqa: N818 (it ends the reading; nobody outside sees it)
    """What makes it useless to read on."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_yaml(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a YAML file whose top is a mapping, or None, and everything that is wrong with it.

    Refused are files over ``MAX_BYTES``, other encodings than UTF-8, control characters, anchors, aliases, tags,
    keys given twice, nesting beyond ``MAX_DEPTH`` and several documents. Never raises.
    """
    text, problems = _decode(data, file)
    if problems:
        return None, problems
    reader = _Reader(YAML(typ="safe", pure=False).parse(text), file)
    try:
        root = reader.document()
    except _Stop as stop:
        return None, [*reader.problems, stop.problem]
    except YAMLError as error:
        return None, [*reader.problems, _syntax(error, file)]
    return (None if reader.problems else root), reader.problems


def _decode(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if len(data) > MAX_BYTES:
        return "", [
            Problem(file, 0, f"the file is larger than {MAX_BYTES // 1_000_000} MB", "Split it into several files")
        ]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Problem(file, line, "the file is not written in UTF-8", "Save it in the encoding UTF-8")]
    return text, list(islice(_controls(text, file), MAX_PROBLEMS))


def _controls(text: str, file: str) -> Iterator[Problem]:
    line, counted = 1, 0
    for match in _CONTROL.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        yield Problem(file, line, _control(match.group()), "Remove it")


def _control(character: str) -> str:
    return f"there is a control character (U+{ord(character):04X})"


def _syntax(error: YAMLError, file: str) -> Problem:
    """Return a syntax error as a problem, in plain words where the fault is a common one."""
    if not isinstance(error, MarkedYAMLError):
        return Problem(file, 0, "the file cannot be read as YAML", "Write it as plain YAML")
    said = str(error.problem)
    opened = error.context_mark or error.problem_mark
    for words, what, mend in _SYNTAX:
        if words in said:
            mark = opened if words in _OPENED else error.problem_mark
            return Problem(file, mark.line + 1 if mark else 0, what, mend)
    line = error.problem_mark.line + 1 if error.problem_mark else 0
    return Problem(file, line, f"the line cannot be read as YAML: {said}", "Check its indentation, quotes and brackets")


class _Reader:
    """Makes the tree from the parser's events, so that nothing is built that will be refused."""

    def __init__(self, events: Iterator[Event], file: str) -> None:
        self.problems: list[Problem] = []
        self._events = events
        self._file = file
        self._count = 0

    def document(self) -> Node:
        """Return the top mapping of the only document. Raises _Stop and YAMLError."""
        next(self._events)
        if not isinstance(next(self._events), DocumentStartEvent):
            raise _Stop(Problem(self._file, 1, "the file is empty", "Write its keys, each with a value"))
        root = self._node(next(self._events), 1)
        next(self._events)
        after = next(self._events)
        if isinstance(after, DocumentStartEvent):
            line = after.start_mark.line + 1
            raise _Stop(
                Problem(self._file, line, "a second document begins", "Remove the line '---', or make two files")
            )
        if not isinstance(root.value, dict):
            raise _Stop(
                Problem(self._file, root.line, "the file is not made of keys with values", "Begin it with a key")
            )
        return root

    def _tell(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(self._file, line, what, mend))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop(Problem(self._file, line, "there may be more problems", "Mend these first"))

    def _node(self, event: Event, depth: int) -> Node:
        line = event.start_mark.line + 1
        self._count += 1
        if self._count > MAX_VALUES:
            raise _Stop(Problem(self._file, line, f"the file has more than {MAX_VALUES} values", "Split it"))
        if isinstance(event, AliasEvent):
            self._tell(line, f"there is an alias '*{event.anchor}'", "Write out what it stands for")
            return Node(line, "")
        if not isinstance(event, ScalarEvent | CollectionStartEvent):
            raise _Stop(Problem(self._file, line, "the file cannot be read as YAML", "Write it as plain YAML"))
        if event.anchor is not None:
            self._tell(line, f"there is an anchor '&{event.anchor}'", "Remove it")
        if event.tag is not None:
            self._tell(line, f"there is a tag '{event.tag}'", "Remove it, or put the text between quotation marks")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, line)
        if depth > MAX_DEPTH:
            raise _Stop(
                Problem(self._file, line, f"there are more than {MAX_DEPTH} levels in each other", "Flatten them")
            )
        return self._mapping(line, depth) if isinstance(event, MappingStartEvent) else self._list(line, depth)

    def _scalar(self, event: ScalarEvent, line: int) -> Node:
        # Only between double quotation marks can a control character be written as an escape.
        if event.style == '"' and (found := _CONTROL.search(event.value)):
            self._tell(line, _control(found.group()), "Remove it")
        return Node(line, event.value, bool(event.style))

    def _list(self, line: int, depth: int) -> Node:
        items = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Node(line, tuple(items))

    def _mapping(self, line: int, depth: int) -> Node:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key.value, str):
                self._tell(key.line, "a key is not a text", "Write the key as one text")
            elif key.value in values:
                first = lines[key.value]
                self._tell(
                    key.line, f"the key '{shorten(key.value)}' is given twice, first in line {first}", "Keep one"
                )
            else:
                values[key.value], lines[key.value] = value, key.line
        return Node(line, values, keys=lines)


def shorten(text: str, length: int = 60) -> str:
    """Return a text of the file fit for a message: on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def children(node: Node) -> dict[str, Node]:
    """Return the values of a mapping by their keys; nothing for a text or a list."""
    return node.value if isinstance(node.value, dict) else {}


def plain(node: Node) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Return a tree as bare texts, lists and mappings."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, dict):
        return {key: plain(value) for key, value in node.value.items()}
    return [plain(item) for item in node.value]


def line_of(node: Node, path: Iterable[str | int]) -> int:
    """Return the line of what a path of keys and numbers leads to, or of the last step that is there."""
    line = node.line
    for step in path:
        if isinstance(step, str) and isinstance(node.value, dict) and step in node.value:
            node, line = node.value[step], node.keys[step]
        elif isinstance(step, int) and isinstance(node.value, tuple) and step < len(node.value):
            node = node.value[step]
            line = node.line
    return line
