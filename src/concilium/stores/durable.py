"""Writing a file whole or not at all, and one writer at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Put ``data`` in the place of a file; at every instant there is the old file or the new one. Raises OSError.

    When this returns the file outlasts a loss of power, unless it need not be ``durable``.
    """
    handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        part.chmod(_mode(path))
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    if durable:
        _sync_folder(path.parent)


def _mode(path: Path) -> int:
    """Return the rights of the file that is replaced; of a new one, those that everybody's new files have."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name of a file last: it is kept in its folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock that one process at a time can have, waiting for it. Raises OSError."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
