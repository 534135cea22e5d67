"""A cache of what was read from a folder: derived, so that it may be deleted, be old or be broken at any time."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

from concilium.stores.durable import write_whole

T = TypeVar("T")

FORMAT = b"concilium snapshot 1\n"
"""Changed whenever what is written here would be read otherwise."""

_KEY = 32


def folder_digest(path: str | Path) -> str:
    """Return a digest of the names and bytes of all YAML files of a folder; what cannot be read counts as changed."""
    root = Path(path)
    digest = blake2b(FORMAT, digest_size=_KEY)
    for file in sorted([*root.glob("*.yaml"), *root.glob("record/*")]):
        name = os.fsencode(file.relative_to(root))
        try:
            data = file.read_bytes() if file.is_file() else b""
        except OSError as error:
            data = f"unreadable {error.errno}".encode()
        digest.update(b"%d %b %d " % (len(name), name, len(data)))
        digest.update(data)
    return digest.hexdigest()


def save(path: str | Path, value: object, digest: str) -> None:
    """Keep a value under the digest of what it was made from; a cache that cannot be written is done without."""
    with suppress(OSError):
        place = Path(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        body = msgspec.msgpack.encode(value)
        write_whole(place, FORMAT + _key(digest, body) + body, durable=False)


def load(path: str | Path, kind: type[T], digest: str) -> T | None:
    """Return the value kept under a digest, or None when there is none, another one, or a broken one."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return None
    head, body = data[: len(FORMAT) + _KEY], data[len(FORMAT) + _KEY :]
    if head != FORMAT + _key(digest, body):
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        # The bytes are as they were written: the types have changed since.
        return None


def _key(digest: str, body: bytes) -> bytes:
    """Return what ties a value to its source and shows that no byte of it has changed."""
    return blake2b(digest.encode() + b"\n" + body, digest_size=_KEY).digest()
