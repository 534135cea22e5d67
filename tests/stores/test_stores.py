"""What every store does, one contract for all; and what a folder of files does besides."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from concilium.problems import InvalidInputError
from concilium.record.entry import Correction, Entry, Recorded, Said
from concilium.record.log import DuplicateEntryError
from concilium.stores import durable, files, folder, listing
from concilium.stores.files import FileStore, check_folder, read_folder
from concilium.stores.memory import MemoryStore
from concilium.stores.store import Store, StoreError
from tests.entries import entries, statement

BASE = Path(__file__).parents[1] / "records"
SOURCE = Path(__file__).parents[2] / "src"
PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"]), max_size=20)
Make = Callable[[Path], Store]


def organization(path: Path) -> Path:
    """Make the folder of an organization with sources and names, and no record yet."""
    shutil.copytree(BASE / "base", path)
    (path / "charter.yaml").write_text("organization: union\n")
    return path


def in_files(path: Path) -> Store:
    """Make a store in a new folder."""
    return FileStore(organization(path / "union"))


def in_memory(_: Path) -> Store:
    """Make a store in memory."""
    return MemoryStore()


STORES = pytest.mark.parametrize("make", [in_memory, in_files])


def ids(store: Store) -> list[str]:
    """Return the ids of a store's entries, in order."""
    return [entry.id for entry in store.read()]


@STORES
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(made=st.lists(entries(PLAIN), max_size=4, unique_by=lambda entry: entry.id), at=st.integers(0, 4))
def test_entries_come_back_as_appended(make: Make, made: list[Entry], at: int) -> None:
    """Entries of any kind come back equal and in order, appended at once or in turn."""
    # No log holds a correction of what is yet to come.
    assume(not any({entry.corrects, entry.retracts} & {other.id for other in made} for entry in made))
    with TemporaryDirectory() as temporary:
        store = make(Path(temporary))
        store.append(made[:at])
        store.append(made[at:])
        assert list(store.read()) == made


@STORES
def test_log_that_was_read_stays_as_it_was(make: Make, tmp_path: Path) -> None:
    """What is appended later is not in a log read before; what is added to that log is not in the store."""
    store = make(tmp_path)
    store.append([statement("one")])
    log = store.read()
    store.append([statement("two")])
    log.append(statement("mine"))
    assert ids(store) == ["one", "two"]
    assert [entry.id for entry in log] == ["one", "mine"]


@STORES
@pytest.mark.parametrize("batch", [["two", "one"], ["two", "three", "two"]])
def test_id_that_is_taken_is_refused_with_all_beside_it(make: Make, tmp_path: Path, batch: list[str]) -> None:
    """A duplicate keeps the whole batch out, and the store goes on as before."""
    store = make(tmp_path)
    store.append([statement("one")])
    with pytest.raises(DuplicateEntryError):
        store.append([statement(identifier) for identifier in batch])
    assert ids(store) == ["one"]
    store.append([statement("two")])
    assert ids(store) == ["one", "two"]


@STORES
def test_entries_that_fail_to_come_leave_nothing(make: Make, tmp_path: Path) -> None:
    """When the giver of entries stops half-way, none of them is kept."""

    def half() -> Iterator[Entry]:
        yield statement("one")
        raise ConnectionError

    store = make(tmp_path)
    with pytest.raises(ConnectionError):
        store.append(half())
    assert ids(store) == []


@STORES
def test_appending_nothing_changes_nothing(make: Make, tmp_path: Path) -> None:
    """An empty batch is no mistake."""
    store = make(tmp_path)
    store.append([])
    assert ids(store) == []


@STORES
def test_many_append_at_once(make: Make, tmp_path: Path) -> None:
    """Everything that several writers append is there once, each writer's entries in order."""
    store = make(tmp_path)

    def write(writer: int) -> None:
        for number in range(5):
            store.append([statement(f"w{writer}-{number}")])

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, range(4))) == [None] * 4
    found = ids(store)
    assert sorted(found) == sorted(f"w{writer}-{n}" for writer in range(4) for n in range(5))
    assert all([i for i in found if i.startswith(f"w{w}")] == [f"w{w}-{n}" for n in range(5)] for w in range(4))


WRITER = """
import sys
from concilium.stores.files import FileStore
from tests.entries import statement
store = FileStore(sys.argv[1])
for number in range(int(sys.argv[3])):
    store.append([statement(f"{sys.argv[2]}-{number}")])
    print(f"{sys.argv[2]}-{number}", flush=True)
"""


def writer(path: Path, name: str, number: int) -> subprocess.Popen[str]:
    """Start a process that appends entries one by one and prints the id of each that was acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), name, str(number)]
    environment = os.environ | {"PYTHONPATH": f"{SOURCE}{os.pathsep}{SOURCE.parent}"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def test_two_processes_append_in_turn(tmp_path: Path) -> None:
    """Two officers who append at once lose nothing and write nothing twice."""
    path = organization(tmp_path / "union")
    both = [writer(path, name, 15) for name in ("ann", "bob")]
    acknowledged = [line for process in both for line in process.communicate()[0].split()]
    assert sorted(ids(FileStore(path))) == sorted(acknowledged)
    assert len(acknowledged) == 30


def test_writer_that_is_killed_leaves_whole_entries(tmp_path: Path) -> None:
    """Killed at any moment, nothing that was acknowledged is lost and the record reads without repair."""
    path = organization(tmp_path / "union")
    acknowledged: list[str] = []
    for kill in range(6):
        process = writer(path, f"run{kill}", 10_000)
        assert process.stdout is not None
        acknowledged += [process.stdout.readline().strip() for _ in range(kill % 3 + 1)]
        process.kill()
        acknowledged += process.communicate()[0].split()
        found = ids(FileStore(path))
        assert set(acknowledged) <= set(found)
        assert len(found) <= len(acknowledged) + kill + 1
    FileStore(path).append([statement("after")])
    assert not list(path.rglob("*.part"))


@pytest.mark.parametrize("failing", ["fsync", "fdopen", "mkstemp"])
def test_full_disk_is_told_and_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """When the disk is full, nothing is kept, nothing is left behind, and the message says so."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    path = organization(tmp_path / "union")
    store = FileStore(path)
    store.append([statement("one")])
    before = sorted(path.rglob("*")), (path / "record/appended.yaml").read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(durable if failing == "mkstemp" else os, failing, full)
        with pytest.raises(StoreError, match=r"No space left on device\); nothing was appended"):
            store.append([statement("two")])
    assert (sorted(path.rglob("*")), (path / "record/appended.yaml").read_bytes()) == before
    store.append([statement("two")])
    assert ids(store) == ["one", "two"]


@pytest.mark.parametrize("text", ["bell \a", "line\u2028break", "\ud800", "turned \u202e"])
def test_text_that_a_file_cannot_hold_is_refused(tmp_path: Path, text: str) -> None:
    """What could not be read back is not written."""
    store = in_files(tmp_path)
    for entry in (statement("one", text={"en": text}), statement("two", note=text)):
        with pytest.raises((InvalidInputError, UnicodeEncodeError)):
            store.append([entry])
    assert ids(store) == []


def test_long_records_go_on_in_a_further_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Appended files stay small enough to be read, and are read in the order of writing."""
    monkeypatch.setattr(files, "MAX_APPENDED", 400)
    store = in_files(tmp_path)
    for number in range(24):
        store.append([statement(f"s{number}")])
    assert ids(store) == [f"s{number}" for number in range(24)]
    assert len(list((tmp_path / "union/record").glob("appended*.yaml"))) > 10


def test_appended_entries_are_files_that_people_can_read(tmp_path: Path) -> None:
    """What is appended by machine has the form that people write."""
    store = in_files(tmp_path)
    store.append([statement("one", about=("FRA", "2024"), text={"en": "so", "ru": "так"})])
    assert (tmp_path / "union/record/appended.yaml").read_text().splitlines()[1:] == [
        "entries:",
        "- id: one",
        "  kind: statement",
        "  said:",
        "    by: union",
        "    on: '2020-01-10'",
        "    in: [gazette-2020]",
        "  recorded: {on: '2026-01-01', by: editors}",
        "  text: {en: so, ru: так}",
        "  about: [FRA, '2024']",
    ]


def test_appending_to_a_record_with_problems_is_refused(tmp_path: Path) -> None:
    """A record that cannot be read is mended before it grows."""
    store = in_files(tmp_path)
    path = tmp_path / "union/record/by-hand.yaml"
    path.parent.mkdir()
    path.write_text("entries: [\n")
    with pytest.raises(InvalidInputError, match=r"record/by-hand\.yaml:2"):
        store.append([statement("one")])
    assert not path.with_name("appended.yaml").exists()


def test_appended_file_changed_by_hand_is_not_spoiled(tmp_path: Path) -> None:
    """A key that somebody put after the entries would take in what is appended: it is refused instead."""
    store = in_files(tmp_path)
    store.append([statement("one")])
    path = tmp_path / "union/record/appended.yaml"
    path.write_text(path.read_text() + "recorded: {on: 2026-01-01, by: editors}\n")
    with pytest.raises(InvalidInputError):
        store.append([statement("two")])
    assert ids(store) == ["one"]


def test_correction_takes_the_form_of_what_it_corrects(tmp_path: Path) -> None:
    """Numbers, truth and lists of one in a correction are what the corrected entry has them be."""
    path = organization(tmp_path / "union")
    (path / "record").mkdir()
    shutil.copy(BASE / "good/corrections.yaml", path / "record")
    made = {entry.id: entry for entry in read_folder(path).entries if isinstance(entry, Correction)}
    assert list(made) == ["chair-mended", "chair-mended-again", "exercise-mended"]
    assert made["chair-mended-again"].changes == {"decided": True, "valid": "2020"}
    assert made["exercise-mended"].changes == {"strength": 300, "participants": ("FRA",), "place": "geneva"}


def test_corrections_are_appended_exactly(tmp_path: Path) -> None:
    """A machine's correction comes back as it was, whether or not it suits."""
    common: dict[str, Any] = {
        "said": Said(by="union", on="2020", sources=("x",)),
        "recorded": Recorded(on="2026", by="editors"),
    }
    changes: dict[str, Any] = {
        "a": 5,
        "b": "5",
        "c": True,
        "d": "true",
        "e": ("FRA",),
        "f": {"en": "x"},
        "g": "null",
        "text": "no",
    }
    made = Correction(id="mended", corrects="one", reason={"en": "misread"}, changes=changes, **common)
    store = in_files(tmp_path)
    store.append([statement("one")])
    store.append([made])
    assert store.read().get("mended") == made


def told(path: Path) -> list[str]:
    """Return the problems of the form of a folder."""
    return [str(problem) for problem in read_folder(path).problems]


def test_charter_alone_is_enough(tmp_path: Path) -> None:
    """An organization may have rules and no record yet."""
    (tmp_path / "charter.yaml").write_text("organization: union\n")
    read = read_folder(tmp_path)
    assert (read.problems, read.charter, read.entries) == ((), b"organization: union\n", ())


def test_entries_keep_their_lines_and_the_file_default(tmp_path: Path) -> None:
    """Each entry, and each of its keys, can be found again in its file."""
    path = organization(tmp_path / "union")
    (path / "record").mkdir()
    shutil.copy(BASE / "good/everything.yaml", path / "record/a.yaml")
    read = read_folder(path)
    assert read.problems == ()
    assert {entry.recorded for entry in read.entries} == {Recorded(on="2026-01-01", by="editors")}
    assert read.lines["ratified-fra"] == ("record/a.yaml", 16)
    assert read.lines["ratified-fra.received"] == ("record/a.yaml", 23)
    assert read.lines["baker-objects.said.on"] == ("record/a.yaml", 137)
    assert read.lines["sources.gazette-2020"] == ("sources.yaml", 3)


def test_missing_files_are_told(tmp_path: Path) -> None:
    """What has to be there and is not, is told by name."""
    missing = tmp_path / "none"
    assert told(missing) == [f"{missing}: there is no such folder. Name a folder that has a charter.yaml."]
    assert told(tmp_path / "with\0null")[0].endswith("there is no such folder. Name a folder that has a charter.yaml.")
    (tmp_path / "record").mkdir()
    (tmp_path / "record/a.yaml").write_text("entries: []\n")
    assert told(tmp_path) == [f"{name}.yaml: the file is missing. Add it." for name in ("charter", "names", "sources")]


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    """A shared folder cannot make its reader open other files."""
    path = organization(tmp_path / "union")
    (tmp_path / "secret.yaml").write_text("entries: []\n")
    (path / "record").mkdir()
    (path / "record/out.yaml").symlink_to(tmp_path / "secret.yaml")
    (path / "record/loop.yaml").symlink_to("loop.yaml")
    (path / "record/nowhere.yaml").symlink_to("gone.yaml")
    (path / "record/in.yaml").write_text("entries: []\n")
    (path / "record/again.yaml").symlink_to("in.yaml")
    (path / "names.yaml").unlink()
    (path / "names.yaml").symlink_to(BASE / "base/names.yaml")
    out = "the file is a link that leads out of the folder. Put the file itself there."
    right = "Give yourself the right to read it."
    assert told(path) == [
        f"names.yaml: {out}",
        f"record/loop.yaml: the file cannot be read (Too many levels of symbolic links). {right}",
        f"record/nowhere.yaml: the file cannot be read (No such file or directory). {right}",
        f"record/out.yaml: {out}",
    ]


def test_record_folder_that_is_a_link_out_is_not_followed(tmp_path: Path) -> None:
    """The same for the folder of the record."""
    path = organization(tmp_path / "union")
    (path / "record").symlink_to(tmp_path)
    assert told(path) == ["record: the folder is a link that leads out of the folder. Put the folder itself there."]


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """Folders, pipes and files with other names are not silently passed over, and a pipe does not hang."""
    path = organization(tmp_path / "union")
    (path / "record/folder.yaml").mkdir(parents=True)
    os.mkfifo(path / "record/pipe.yaml")
    (path / "record/notes.yml").write_text("x")
    (path / os.fsdecode(b"record/\xff.yaml")).write_text("entries: []\n")
    (path / "record/.hidden.yaml").write_text("x")
    plain = "only files with a plain name that ends in .yaml are read. Rename it."
    assert told(path) == [
        f"record/\\udcff.yaml: {plain}",
        "record/folder.yaml: this is not a file. Put a file there.",
        f"record/notes.yml: {plain}",
        "record/pipe.yaml: this is not a file. Put a file there.",
    ]


def test_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to read a file its name is told and nothing else of the record is blamed."""

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = organization(tmp_path / "union")
    monkeypatch.setattr(Path, "open", denied)
    mend = "Give yourself the right to read it."
    assert told(path) == [
        f"{name}.yaml: the file cannot be read (Permission denied). {mend}" for name in ("charter", "names", "sources")
    ]
    monkeypatch.setattr(Path, "iterdir", denied)
    (path / "record").mkdir()
    assert f"record: the folder cannot be read (Permission denied). {mend}" in told(path)


def test_too_many_files_and_too_much_in_them_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder beyond all measure is refused before it is read."""
    path = organization(tmp_path / "union")
    (path / "record").mkdir()
    for number in range(4):
        (path / f"record/{number}.yaml").write_text("entries: []\n")
    with monkeypatch.context() as patched:
        patched.setattr(listing, "MAX_FILES", 3)
        assert told(path) == ["record: the folder has more than 3 files. Join some of them."]
    size = sum(each.stat().st_size for each in path.glob("*.yaml"))
    monkeypatch.setattr(folder, "MAX_TOTAL", size + 1)
    assert told(path) == [
        f"record/{number}.yaml: the files hold more than 0 MB. Use a database." for number in range(4)
    ]


def test_unreadable_names_do_not_blame_the_record(tmp_path: Path) -> None:
    """While names.yaml is no YAML, nothing is said of the names that the record uses."""
    path = organization(tmp_path / "union")
    (path / "record").mkdir()
    shutil.copy(BASE / "good/everything.yaml", path / "record")
    (path / "names.yaml").write_text("people: {")
    assert [problem.file for problem in check_folder(read_folder(path), frozenset())] == ["names.yaml"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=80), where=st.sampled_from(["names.yaml", "sources.yaml", "record/a.yaml"]))
def test_any_bytes_in_a_folder_give_problems_and_nothing_else(data: bytes, where: str) -> None:
    """Whatever a file of a folder holds, reading and checking it raise nothing."""
    good = (BASE / "good/everything.yaml").read_bytes()
    with TemporaryDirectory() as temporary:
        path = organization(Path(temporary, "union"))
        (path / "record").mkdir()
        (path / "record/a.yaml").write_bytes(good)
        middle = (path / where).stat().st_size // 2
        for place in (0, middle, middle + 7):
            kept = (path / where).read_bytes()
            (path / where).write_bytes(kept[:place] + data + kept[place:])
            assert check_folder(read_folder(path), frozenset({"union"})) is not None
            (path / where).write_bytes(kept)
