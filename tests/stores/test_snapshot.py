"""The cache of a parsed folder: right or absent, never wrong and never an error."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concilium.stores.files import Folder, read_folder
from concilium.stores.snapshot import folder_digest, load, save
from concilium.terms import Names

RECORDS = Path(__file__).parents[1] / "records"


class Kept(msgspec.Struct, frozen=True):
    """Something to keep."""

    word: str
    numbers: tuple[int, ...] = ()


VALUE = Kept("совет", (1, 2, 3))


@pytest.fixture
def union(tmp_path: Path) -> Path:
    """Return the folder of an organization."""
    path = tmp_path / "union"
    shutil.copytree(RECORDS / "base", path)
    (path / "record").mkdir()
    (path / "charter.yaml").write_text("organization: union\n")
    shutil.copy(RECORDS / "good/everything.yaml", path / "record")
    return path


def test_folder_comes_back_whole(union: Path, tmp_path: Path) -> None:
    """A parsed folder is kept and found again under the digest of its files."""
    folder, digest = read_folder(union), folder_digest(union)
    save(tmp_path / "new/deep/union.snapshot", folder, digest)
    assert load(tmp_path / "new/deep/union.snapshot", Folder, digest) == folder
    assert not list(tmp_path.rglob("*.part"))


def test_digest_follows_every_name_and_byte(union: Path) -> None:
    """Whatever changes in a folder changes its digest, and nothing else does."""
    seen = {folder_digest(union)}

    def changed() -> bool:
        before = len(seen)
        seen.add(folder_digest(union))
        return len(seen) > before

    assert not changed()
    for name in ("charter.yaml", "names.yaml", "sources.yaml", "record/everything.yaml"):
        (union / name).write_text((union / name).read_text() + "\n")
        assert changed(), name
    (union / "record/everything.yaml").rename(union / "record/other.yaml")
    assert changed()
    (union / "record/empty.yaml").touch()
    assert changed()
    (union / "names.yaml").unlink()
    assert changed()
    (union / ".lock").touch()
    assert not changed()


def test_digest_of_nothing_is_a_digest(tmp_path: Path) -> None:
    """A folder that is not there has a digest all the same; reading it tells what is wrong."""
    assert folder_digest(tmp_path / "none") == folder_digest(tmp_path)


def test_other_digest_and_other_type_are_not_taken(tmp_path: Path) -> None:
    """What was made from other files, or is read as something else, counts as absent."""
    path = tmp_path / "x.snapshot"
    assert load(path, Kept, "a") is None
    save(path, VALUE, "a")
    assert load(path, Kept, "a") == VALUE
    assert load(path, Kept, "b") is None
    assert load(path, int, "a") is None
    assert load(path, Names, "a") is None
    save(path, Kept("other"), "b")
    assert load(path, Kept, "a") is None
    assert load(path, Kept, "b") == Kept("other")


def test_every_changed_or_missing_byte_is_noticed(tmp_path: Path) -> None:
    """A broken cache counts as absent, wherever it is broken."""
    path = tmp_path / "x.snapshot"
    save(path, VALUE, "a")
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert load(path, Kept, "a") is None
        path.write_bytes(data[:place])
        assert load(path, Kept, "a") is None
    path.write_bytes(data + b"x")
    assert load(path, Kept, "a") is None


def test_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """Where there is no room for a cache the work goes on without one."""
    (tmp_path / "file").write_text("in the way")
    save(tmp_path / "file/x.snapshot", VALUE, "a")
    assert load(tmp_path / "file/x.snapshot", Kept, "a") is None
    (tmp_path / "folder.snapshot").mkdir()
    save(tmp_path / "folder.snapshot", VALUE, "a")
    assert load(tmp_path / "folder.snapshot", Kept, "a") is None
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "folder.snapshot"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_count_as_absent(tmp_path: Path, data: bytes) -> None:
    """No bytes in the place of a cache raise or are taken for one."""
    path = tmp_path / "x.snapshot"
    path.write_bytes(data)
    assert load(path, Kept, "a") is None
