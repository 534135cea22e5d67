"""Reading a folder that people write by hand: ``charter.yaml``, ``sources.yaml``, ``names.yaml``, ``record/*.yaml``.

Nothing is raised for what a file says; every mistake is a Problem with its file, named from the folder, and line.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from concilium.problems import Problem
from concilium.record.check import check_entries
from concilium.record.entry import AnyEntry, Correction, Entry, Recorded
from concilium.record.findings import in_order, roots
from concilium.record.references import DEFINING
from concilium.record.source import Source
from concilium.sourcefile import MAX_PROBLEMS, Node, children, convert, label, read_yaml
from concilium.stores.listing import content, exists, is_appended, is_folder, record_files
from concilium.terms import Names

T = TypeVar("T")

MAX_TOTAL = 100_000_000
"""Bytes of all files together."""

# Stands for a default that is wrong itself, so that it is reported once and not with each entry.
_LATER = Node(0, {"on": Node(0, "9999"), "by": Node(0, "?")}, keys={"on": 0, "by": 0})

_NESTED = frozenset(("said", "periods", "values"))
"""The keys of an entry of which the keys within have lines of their own."""


class Folder(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder holds, as far as it could be read, and every problem of its form.

    ``lines`` has the file and line of each entry under its id, of its keys under ``id.key`` (``id.said.key``), of each
    source under ``sources.id``. ``unread`` names what is defined where it could not be read. ``whole`` is false when
    some file could not be read at all, so that it is not known what the folder defines.
    """

    path: str
    charter: bytes = b""
    sources: dict[str, Source] = {}
    names: Names = Names()
    entries: tuple[AnyEntry, ...] = ()
    lines: dict[str, tuple[str, int]] = {}
    unread: frozenset[str] = frozenset()
    whole: bool = True
    problems: tuple[Problem, ...] = ()


class _SourcesFile(msgspec.Struct, forbid_unknown_fields=True):
    sources: dict[str, Source]


class _RecordFile(msgspec.Struct, forbid_unknown_fields=True):
    entries: tuple[Any, ...]
    recorded: Recorded | None = None


def read_folder(path: str | Path) -> Folder:
    """Return what a folder holds; nothing is raised for what is missing, unreadable or wrong."""
    reading = _Reading(Path(path))
    if not is_folder(Path(path)):
        problem = Problem(str(path), 0, "there is no such folder", "Name a folder that has a charter.yaml")
        return Folder(path=str(path), whole=False, problems=(problem,))
    charter = reading.content("charter.yaml")
    files = reading.record_files()
    sources, names = reading.sources(needed=bool(files)), reading.names(needed=bool(files))
    for file in files:
        reading.record(file)
    entries = tuple(reading.finished())
    return Folder(
        path=str(path),
        charter=charter or b"",
        sources=sources,
        names=names,
        entries=entries,
        lines=reading.lines,
        unread=frozenset(reading.unread | reading.broken),
        whole=reading.whole,
        problems=tuple(sorted(reading.problems)),
    )


def read_record(data: bytes, file: str) -> tuple[list[AnyEntry], list[Problem]]:
    """Return the entries of one file of a record, and everything that is wrong with its form."""
    reading = _Reading(Path())
    tree, problems = read_yaml(data, file)
    if tree is not None:
        reading.take(tree, file)
    return reading.finished(), sorted([*problems, *reading.problems])


def check_folder(folder: Folder, organs: frozenset[str]) -> list[Problem]:
    """Return every problem of a folder: of its form, and of what its entries say.

    While a file cannot be read at all only the form is looked at: half of the names would seem to be unknown.
    """
    if not folder.whole:
        return list(folder.problems)
    found = check_entries(folder.entries, folder.sources, folder.names, organs, folder.lines, folder.unread)
    return sorted([*folder.problems, *found])


class _Reading:
    """Gathers what the files of one folder hold."""

    def __init__(self, root: Path) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[str, tuple[str, int]] = {}
        self.unread: set[str] = set()
        self.whole = True
        self._root = root
        self._entries: list[AnyEntry] = []
        self._changes: dict[str, tuple[str, Node]] = {}
        self.broken: set[str] = set()
        self._bytes = 0

    def content(self, file: str) -> bytes | None:
        """Return the bytes of a file of the folder, or None when they cannot be had."""
        found = content(self._root, file)
        if isinstance(found, bytes):
            self._bytes += len(found)
            if self._bytes <= MAX_TOTAL:
                return found
            found = Problem(file, 0, f"the files hold more than {MAX_TOTAL // 1_000_000} MB", "Use a database")
        self._lose(found)
        return None

    def record_files(self) -> list[str]:
        """Return the files of the record, in the order of reading."""
        files, problems = record_files(self._root)
        self.problems += problems
        self.whole = self.whole and (bool(files) or not problems)
        return files

    def sources(self, *, needed: bool) -> dict[str, Source]:
        """Return the sources; none, and all as unread, when there is anything wrong with one of them."""
        tree = self._tree("sources.yaml", needed=needed)
        if tree is None:
            return {}
        value = self._converted(tree, _SourcesFile, "sources.yaml")
        table = children(tree).get("sources", tree)
        self.lines.update({f"sources.{key}": ("sources.yaml", line) for key, line in table.keys.items()})
        return {} if value is None else value.sources

    def names(self, *, needed: bool) -> Names:
        """Return the names; none, and all as unread, when there is anything wrong with one of them."""
        tree = self._tree("names.yaml", needed=needed)
        return Names() if tree is None else self._converted(tree, Names, "names.yaml") or Names()

    def record(self, file: str) -> None:
        """Take in the entries of one file of the record."""
        tree = self._tree(file)
        if tree is not None:
            self.take(tree, file)

    def take(self, tree: Node, file: str) -> None:
        """Take in the entries of one file of the record, whose tree is given."""
        before = len(self.problems)
        self.problems += convert(tree, _RecordFile, file)[1]
        default = children(tree).get("recorded")
        if default is not None and convert(default, Recorded, file)[0] is None:
            default = _LATER
        entries = children(tree).get("entries", Node(0, ()))
        for number, node in enumerate(entries.value if isinstance(entries.value, tuple) else (entries,), 1):
            self._entry(_with_default(node, default), file, label(node, "entry", number))
            if len(self.problems) - before >= MAX_PROBLEMS:
                self._lose(Problem(file, node.line, "there may be more problems", "Mend these first"))
                break

    def finished(self) -> list[AnyEntry]:
        """Return the entries, each after the one it corrects, and changes in the form that the corrected one has."""
        begun = roots({entry.id: entry for entry in self._entries})
        found = [
            self._in_form(entry, begun[entry.id]) if isinstance(entry, Correction) else entry
            for entry in in_order(self._entries)
        ]
        return [entry for entry in found if entry.id not in self.broken]

    def _lose(self, problem: Problem) -> None:
        self.whole = False
        self.problems.append(problem)

    def _tree(self, file: str, *, needed: bool = True) -> Node | None:
        if not needed and not exists(self._root, file):
            return None
        data = self.content(file)
        if data is None:
            return None
        tree, problems = read_yaml(data, file)
        self.problems += problems
        self.whole = self.whole and tree is not None
        return tree

    def _converted(self, tree: Node, kind: type[T], file: str) -> T | None:
        value, problems = convert(tree, kind, file)
        self.problems += problems
        if value is None:
            self.unread.update(key for table in children(tree).values() for key in children(table))
        return value

    def _entry(self, node: Node, file: str, name: str) -> None:
        entry, problems = convert(node, AnyEntry, file, name)
        self.problems += problems
        if entry is None:
            self.unread.update(_defined(node))
        elif entry.id in self.lines:
            place, line = self.lines[entry.id]
            what = f"there is a second {name}, the first in {place}:{line}"
            self.problems.append(Problem(file, node.line, what, "Give it an id of its own"))
        else:
            self._entries.append(entry)
            self._note_lines(entry.id, node, file)

    def _note_lines(self, identifier: str, node: Node, file: str) -> None:
        self.lines[identifier] = (file, node.line)
        self.lines.update({f"{identifier}.{key}": (file, line) for key, line in node.keys.items()})
        for part in _NESTED & node.keys.keys():
            within = children(node)[part]
            self.lines.update({f"{identifier}.{part}.{key}": (file, line) for key, line in within.keys.items()})
        # What was appended by machine says exactly what it means.
        if "changes" in node.keys and not is_appended(file):
            self._changes[identifier] = (file, children(node)["changes"])

    def _in_form(self, correction: Correction, target: Entry | None) -> Correction:
        """Return a correction whose changes have the form of the fields: a list of one, a number, true or false."""
        file, node = self._changes.get(correction.id, ("", _LATER))
        if target is None or not file:
            return correction
        fields = {field.name: field.type for field in msgspec.structs.fields(target)}
        made = dict(correction.changes)
        for key in made.keys() & fields.keys():
            name = f"'{key}' of 'changes' of entry '{correction.id}'"
            value, problems = convert(children(node)[key], fields[key], file, name)
            self.problems += problems
            if problems:
                self.broken.add(correction.id)
            if isinstance(value, str | int | tuple | dict):
                made[key] = value
        return msgspec.structs.replace(correction, changes=made)


def _with_default(node: Node, recorded: Node | None) -> Node:
    """Return an entry with the file's ``recorded`` where it has none of its own."""
    if recorded is None or not isinstance(node.value, dict) or "recorded" in node.value:
        return node
    return msgspec.structs.replace(node, value={**node.value, "recorded": recorded})


def _defined(node: Node) -> list[str]:
    """Return what an entry that cannot be read would have defined: its id, its meeting, its draft."""
    found = (children(node).get(key) for key in ("id", *DEFINING))
    return [each.value for each in found if each is not None and isinstance(each.value, str)]
