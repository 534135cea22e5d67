"""A log as JSON lines: a header with format, version and organization, then one entry a line, in order.

The same log gives the same bytes. https://jsonlines.org/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from concilium.problems import InvalidInputError, Problem
from concilium.record.entry import AnyEntry, Entry
from concilium.sourcefile import MAX_PROBLEMS, Node, convert, shorten

VERSION = 1
"""The version that is written; every version up to it can be read."""

_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[AnyEntry] = msgspec.json.Decoder(AnyEntry)
_DEEPEST = 100


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line of a log."""

    concilium: Literal["log"] = "log"
    version: int
    organization: str


_HEADER = msgspec.json.Decoder(Header)


def encode_entry(entry: Entry) -> bytes:
    """Return an entry as one line of JSON, without its line break."""
    return _ENCODER.encode(entry)


def decode_entry(line: bytes, file: str = "entry", number: int = 1) -> AnyEntry:
    """Return the entry of a line. Raises InvalidInputError with every problem of the line, at ``file:number``."""
    try:
        return _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise InvalidInputError(_problems(line, file, number)) from None


def encode_log(organization: str, entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the lines of a log, each with its line break."""
    yield _ENCODER.encode(Header(version=VERSION, organization=organization)) + b"\n"
    for entry in entries:
        yield _ENCODER.encode(entry) + b"\n"


def decode_log(data: bytes, file: str = "log.jsonl") -> tuple[str, list[AnyEntry]]:
    """Return the organization and the entries of a log.

    Raises InvalidInputError: another format or version, a line that is no entry or is cut off, an id used twice.
    """
    end = data.find(b"\n") + 1 or len(data)
    header = _header(data[:end], file)
    rest = memoryview(data)[end:]
    try:
        entries = _DECODER.decode_lines(rest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise InvalidInputError(_broken_lines(bytes(rest), file)) from None
    if not data.endswith(b"\n"):
        raise InvalidInputError([_cut_off(file, data.count(b"\n") + 1)])
    if len({entry.id for entry in entries}) < len(entries):
        raise InvalidInputError(_twice(entries, file))
    return header.organization, entries


def _header(line: bytes, file: str) -> Header:
    """Return the header. Raises InvalidInputError."""
    try:
        found = msgspec.json.decode(line)
        version = found.get("version") if isinstance(found, dict) and found.get("concilium") == "log" else None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        version = None
    if not isinstance(version, int):
        mend = "Begin with the line that `concilium export` writes"
        raise InvalidInputError([Problem(file, 1, "the file does not begin as a log of Concilium", mend)])
    if not 1 <= version <= VERSION:
        what = f"the log has the version {version}, and this program reads up to {VERSION}"
        raise InvalidInputError([Problem(file, 1, what, "Install a newer Concilium")])
    try:
        return _HEADER.decode(line)
    except msgspec.MsgspecError:
        raise InvalidInputError([Problem(file, 1, "the header is not right", "Give it an organization")]) from None


def _broken_lines(rest: bytes, file: str) -> list[Problem]:
    """Return what is wrong with the lines after the header."""
    found: list[Problem] = []
    lines = rest.split(b"\n")
    for number, line in enumerate(lines, 2):
        try:
            if line.strip():
                _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            last = number == len(lines) + 1
            found += [_cut_off(file, number)] if last else _problems(line, file, number)
        if len(found) >= MAX_PROBLEMS:
            break
    return found or [Problem(file, 2, "the lines are not entries", "Write one entry a line")]


def _problems(line: bytes, file: str, number: int) -> list[Problem]:
    """Return what is wrong with one line, as exactly as with an entry of a file written by hand."""
    try:
        tree = _tree(msgspec.json.decode(line), number)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return [Problem(file, number, "the line is not JSON", "Restore the line from a copy of the log")]
    _, problems = convert(tree, AnyEntry, file, "the entry")
    general = Problem(
        file, number, "the line is not an entry as this version writes it", "Restore it from a copy of the log"
    )
    return problems or [general]


def _tree(value: Any, line: int, depth: int = 0) -> Node:  # noqa: ANN401 (whatever JSON holds)
    """Return JSON as a tree of texts, all in one line; what lies deeper than any entry has is left out."""
    if isinstance(value, dict) and depth < _DEEPEST:
        values = {key: _tree(child, line, depth + 1) for key, child in value.items()}
        return Node(line, values, keys=dict.fromkeys(values, line))
    if isinstance(value, list) and depth < _DEEPEST:
        return Node(line, tuple(_tree(child, line, depth + 1) for child in value))
    if isinstance(value, str):
        return Node(line, value, quoted=True)
    return Node(line, msgspec.json.encode(value).decode() if isinstance(value, bool | int | float | None) else "")


def _cut_off(file: str, number: int) -> Problem:
    return Problem(file, number, "the last line is cut off", "Remove it: it was never acknowledged")


def _twice(entries: Iterable[Entry], file: str) -> list[Problem]:
    first: dict[str, int] = {}
    found: list[Problem] = []
    for number, entry in enumerate(entries, 2):
        if entry.id in first and len(found) < MAX_PROBLEMS:
            what = f"there is a second entry '{shorten(entry.id)}', the first in line {first[entry.id]}"
            found.append(Problem(file, number, what, "Give it an id of its own"))
        first.setdefault(entry.id, number)
    return found
