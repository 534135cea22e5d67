"""Opening an organization from the files that people write, and checking them.

It stands apart from ``api`` because it needs the YAML readers and every check, which an organization that is read from
its snapshot does not: they take as long to load as a brief takes to write.
"""

from __future__ import annotations

from pathlib import Path

from concilium.api import Compiled, Organization, folder_of, kept, snapshot_of
from concilium.charter.check import check_charter, examine, read_charter
from concilium.charter.compile import compile_charter
from concilium.charter.schema import CharterFile
from concilium.problems import InvalidInputError, Problem
from concilium.procedure.fitting import misfits
from concilium.record.entry import Instrument, subjects
from concilium.stores.explanations import check_explanations
from concilium.stores.files import Folder, check_folder, read_folder
from concilium.stores.snapshot import folder_digest, save
from concilium.terms import is_state


def open(name: str | Path, *, cache: Path | None = None) -> Organization:  # noqa: A001 (concilium.open, as in the standard library)
    """Return an organization: shipped ("csto"), or a folder with ``charter.yaml``, ``sources.yaml``, ``record/``.

    ``cache`` is a folder in which a snapshot of what was read may be kept. Raises UnknownNameError, and
    InvalidInputError with every problem of the folder.
    """
    path = folder_of(str(name))
    if cache is None:
        return Organization(_compiled(path))
    found = kept(path, cache)
    if found is not None:
        return found
    digest = folder_digest(path)
    compiled = _compiled(path)
    save(snapshot_of(path, cache), compiled, digest)
    return Organization(compiled)


def check(path: str | Path) -> list[Problem]:
    """Return every problem of an organization's folder, each with its file, line and how to mend it.

    When charter and record are right each by itself, whether the one fits the other: rules that no vote can meet,
    classes that no seat has, weights that lack a member.
    """
    folder = read_folder(Path(path))
    compiled, problems = _read(Path(path), folder)
    return problems if compiled is None else _misfits(compiled, folder)


def _misfits(compiled: Compiled, folder: Folder) -> list[Problem]:
    organization = Organization(compiled)
    file, names = compiled.charter, compiled.names
    examined = examine(file, folder.charter, folder.sources, None, names)
    view = organization.view("9999-12-31").record
    return sorted({*misfits(examined, organization.charter, view, folder.lines)})


def _read(path: Path, folder: Folder) -> tuple[Compiled | None, list[Problem]]:
    file, problems = read_charter(folder.charter, "charter.yaml")
    if file is None:
        return None, sorted({*folder.problems, *problems})
    found = {*check_folder(folder, frozenset(file.organs)), *_charter_problems(file, folder)}
    found |= {*check_explanations(path, folder.sources.keys() | folder.unread, file.organs, file.name.names)}
    if found:
        return None, sorted(found)
    members = {code for entry in folder.entries for code in subjects(entry) if is_state(code)}
    charter = compile_charter(file, folder.names, members)
    return Compiled(file, charter.order, folder.names, folder.sources, folder.entries, charter.orders), []


def _charter_problems(file: CharterFile, folder: Folder) -> list[Problem]:
    """Return what is wrong with what a charter says; nothing while what it may name cannot be read."""
    if not folder.whole or any(problem.file == "names.yaml" for problem in folder.problems):
        return []
    named = {entry.instrument for entry in folder.entries if isinstance(entry, Instrument)}
    instruments = named | folder.unread if folder.entries else None
    return check_charter(file, folder.charter, folder.sources.keys() | folder.unread, instruments, folder.names)


def _compiled(path: Path) -> Compiled:
    compiled, problems = _read(path, read_folder(path))
    if compiled is None:
        raise InvalidInputError(problems)
    return compiled
