"""The files of an organization's folder and their bytes; what cannot be had is a Problem, never an exception."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from concilium.problems import Problem
from concilium.sourcefile import MAX_BYTES

MAX_FILES = 2_000

_APPENDED = re.compile(r"record/appended(?:-([0-9]{1,6}))?\.yaml")
_RIGHT = "Give yourself the right to read it"


def is_folder(root: Path) -> bool:
    """Tell whether there is a folder that can be looked into."""
    try:
        return root.is_dir()
    except OSError:
        return False


def exists(root: Path, file: str) -> bool:
    """Tell whether a name is there, be it a link to nothing."""
    return os.path.lexists(root / file)


def content(root: Path, file: str) -> bytes | Problem:
    """Return the bytes of a file (of one that is too large, one more than are allowed), or why they cannot be had."""
    place = root / file
    if not exists(root, file):
        return Problem(file, 0, "the file is missing", "Add it")
    if not _inside(place, root):
        return Problem(file, 0, "the file is a link that leads out of the folder", "Put the file itself there")
    try:
        if not stat.S_ISREG(place.stat().st_mode):
            return Problem(file, 0, "this is not a file", "Put a file there")
        with place.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(file, 0, f"the file cannot be read ({error.strerror})", _RIGHT)


def record_files(root: Path) -> tuple[list[str], list[Problem]]:
    """Return the files of ``record/``, those appended by machine last, and the names there that are not read."""
    found = _names(root)
    if isinstance(found, Problem):
        return [], [found]
    files = [f"record/{name}" for name in found if name.endswith(".yaml") and name.isprintable()]
    others = [name for name in found if f"record/{name}" not in set(files)]
    if len(files) > MAX_FILES:
        return [], [Problem("record", 0, f"the folder has more than {MAX_FILES} files", "Join some of them")]
    return sorted(files, key=_order), [_not_read(name) for name in others[:MAX_FILES]]


def is_appended(file: str) -> bool:
    """Tell whether a file of the record is one to which entries are appended by machine."""
    return _APPENDED.fullmatch(file) is not None


def _names(root: Path) -> list[str] | Problem:
    folder = root / "record"
    if not exists(root, "record"):
        return []
    if not _inside(folder, root):
        return Problem("record", 0, "the folder is a link that leads out of the folder", "Put the folder itself there")
    try:
        return sorted(each.name for each in folder.iterdir() if not each.name.startswith("."))
    except OSError as error:
        return Problem("record", 0, f"the folder cannot be read ({error.strerror})", _RIGHT)


def _not_read(name: str) -> Problem:
    shown = name.encode("ascii", "backslashreplace").decode()
    return Problem(f"record/{shown}", 0, "only files with a plain name that ends in .yaml are read", "Rename it")


def _inside(place: Path, root: Path) -> bool:
    """Tell whether what a path leads to, links followed, lies in the folder."""
    return Path(os.path.realpath(place)).is_relative_to(os.path.realpath(root))


def _order(file: str) -> tuple[int, int, str]:
    match = _APPENDED.fullmatch(file)
    return (1, int(match[1] or 1), file) if match else (0, 0, file)
