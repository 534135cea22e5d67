"""The store of an organization that people write by hand: its log is the files of ``record/`` in its folder."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from ruamel.yaml import YAML

from concilium.problems import InvalidInputError, Problem
from concilium.record.entry import Entry
from concilium.record.log import Log
from concilium.stores.durable import alone, write_whole
from concilium.stores.folder import Folder, check_folder, read_folder, read_record
from concilium.stores.store import StoreError

__all__ = ["FileStore", "Folder", "as_yaml", "check_folder", "read_folder"]

MAX_APPENDED = 1_000_000
"""Bytes after which entries are appended to a further file; well under what a file may have."""

_HEAD = b"# Appended by Concilium, in this order. A mistake is mended by a further entry that corrects it.\nentries:\n"


class FileStore:
    """Keeps a log in a folder; what is appended goes to ``record/appended.yaml``, then ``appended-2.yaml``."""

    def __init__(self, path: str | Path) -> None:
        """Name the folder; it is looked at when it is read or appended to."""
        self._root = Path(path)

    def read(self) -> Log:
        """Return the log: the files in the order of their names, then what was appended.

        Raises InvalidInputError with every problem of the form of the files.
        """
        folder = read_folder(self._root)
        if folder.problems:
            raise InvalidInputError(folder.problems)
        return Log(folder.entries)

    def append(self, entries: Iterable[Entry]) -> None:
        """Add entries, all or none; they are on disk when this returns. One process at a time appends.

        Raises DuplicateEntryError, InvalidInputError (also for entries that YAML cannot hold), StoreError.
        """
        new = list(entries)
        with self._alone():
            log = self.read()
            for entry in new:
                log.append(entry)
            if new:
                self._write(new)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with alone(self._root / ".lock"):
                yield
        except OSError as error:
            what = f"The record in {self._root} cannot be written ({error.strerror}); nothing was appended"
            raise StoreError(f"{what}. Make room or give yourself the right to write there, and repeat.") from error

    def _write(self, new: Sequence[Entry]) -> None:
        record = self._root / "record"
        record.mkdir(exist_ok=True)
        for left in record.glob(".appended*.part"):
            left.unlink()
        text = as_yaml(new)
        place = _place(record, len(text))
        written = (place.read_bytes() if place.exists() else _HEAD) + text
        _prove(written, f"record/{place.name}", new)
        write_whole(place, written)


def as_yaml(entries: Iterable[Entry]) -> bytes:
    """Return entries as a list in YAML, as ``record/*.yaml`` has it. Raises InvalidInputError."""
    yaml = YAML(typ="safe", pure=False)
    yaml.default_flow_style, yaml.allow_unicode, yaml.width = None, True, 110
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment] # a switch, declared as nothing
    stream = io.BytesIO()
    try:
        yaml.dump([{"id": entry.id} | msgspec.to_builtins(entry) for entry in entries], stream)
    except UnicodeEncodeError:
        raise InvalidInputError([_cannot("the entries")]) from None
    return stream.getvalue()


def _place(record: Path, size: int) -> Path:
    """Return the file to append to: the last, or the next when that would become too large."""
    number, place = 1, record / "appended.yaml"
    while (following := record / f"appended-{number + 1}.yaml").exists():
        number, place = number + 1, following
    full = place.exists() and place.stat().st_size + size > MAX_APPENDED
    return record / f"appended-{number + 1}.yaml" if full else place


def _prove(written: bytes, file: str, new: Sequence[Entry]) -> None:
    """Read what is about to be written: what cannot be read back is not kept. Raises InvalidInputError."""
    read, problems = read_record(written, file)
    if problems:
        raise InvalidInputError(problems)
    back = read[-len(new) :]
    if back != list(new):
        wrong = next((one.id for one, other in zip(new, back, strict=False) if one != other), new[0].id)
        raise InvalidInputError([_cannot(f"entry '{wrong}'")])


def _cannot(name: str) -> Problem:
    return Problem("record/appended.yaml", 0, f"{name} cannot be written to a file", "Use plain text in it")
