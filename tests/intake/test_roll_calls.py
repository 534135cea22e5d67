"""Roll calls are read from files as the world writes them: what cannot be read is named and the rest is taken in."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concilium.intake.roll_calls import Read, read_roll_calls
from concilium.intake.table import read_table
from concilium.procedure.roll_calls import FORMS, NO_ROW

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "un_votes"

RECORDS = """undl_id,body,resolution,date,title,n_yes,n_no,n_abs,n_nonvoting,n_members
1,GA,A/RES/1,1946-01-24,"Atoms, and peace",2,0,1,0,3
2,SC,S/RES/1,1946-01-25,Staff,0,0,0,2,2
3,GA,A/RES/2,1971-10-25,Seats,0,0,0,0,0
"""
VOTES = """undl_id,ms_name,ms_vote
1,FRANCE,Y
1,Türkiye,y
1,USSR,A
2,FRANCE,X
2,USSR,x
"""

Files = dict[str, str | bytes]


def read(folder: Path, files: Files) -> Read:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_roll_calls([folder / name for name in files])


def told(result: Read) -> list[str]:
    return [f"{p.file}:{p.line}: {p.what}" for p in result.problems]


def votes(result: Read) -> list[list[int]]:
    return [[int(code) for code in row] for row in result.calls.positions]


def test_records_and_votes_make_roll_calls(tmp_path: Path) -> None:
    """A row a member becomes a cell; a text without positions stays, with none."""
    result = read(tmp_path, {"records.csv": RECORDS, "votes.csv": VOTES})
    calls = result.calls
    assert result.problems == ()
    assert calls.ids == ("1", "2", "3")
    assert calls.symbols == ("A/RES/1", "S/RES/1", "A/RES/2")
    assert [str(day) for day in calls.dates] == ["1946-01-24", "1946-01-25", "1971-10-25"]
    assert (calls.organs, calls.titles) == (("GA", "SC", "GA"), ("Atoms, and peace", "Staff", "Seats"))
    assert calls.outcomes == ("adopted", "adopted", "adopted")
    assert calls.members == ("FRA", "SUN", "TUR")
    assert votes(result) == [[0, 2, 0], [3, 3, NO_ROW], [NO_ROW, NO_ROW, NO_ROW]]
    assert calls.declared.tolist() == [[2, 0, 1, 0, 3], [0, 0, 0, 2, 2], [0, 0, 0, 0, 0]]
    assert [FORMS[form] for form in calls.forms()] == ["by-member", "consensus", "no-record"]


def compressed(text: str) -> Files:
    return {"r.csv.gz": gzip.compress(RECORDS.encode()), "v.csv.gz": gzip.compress(text.encode())}


@pytest.mark.parametrize(
    "files",
    [
        compressed(VOTES),
        {"r.csv": RECORDS, "v.gz": gzip.compress(VOTES[:40].encode()) + gzip.compress(VOTES[40:].encode())},
        {"r.csv": "\ufeff" + RECORDS, "v.csv": VOTES.encode("utf-16")},
        {"r.csv": RECORDS.replace("\n", "\r\n"), "v.csv": VOTES.replace("\n", "\r")},
        {"v.csv": VOTES.replace(",", ";"), "r.csv": RECORDS},
        {"r.csv": RECORDS, "v.csv": VOTES.replace(",", "\t").rstrip("\n") + "\n\n\n"},
        {"r.csv": RECORDS, "v.csv": VOTES.replace("undl_id,ms_name,ms_vote", "Vote ID,Member State,Position")},
        {"r.csv": RECORDS.replace('"Atoms, and peace"', '"Atoms, and\npeace"'), "v.csv": VOTES},
    ],
    ids=["gzip", "gzip in parts", "marks", "line ends", "semicolons", "tabs", "headings", "a cell of two lines"],
)
def test_the_same_roll_calls_in_another_dress(files: Files, tmp_path: Path) -> None:
    """Compression, encodings, line ends, separators, headings and the order of the files do not matter."""
    result = read(tmp_path, files)
    assert result.problems == ()
    assert result.calls.members == ("FRA", "SUN", "TUR")
    assert votes(result) == [[0, 2, 0], [3, 3, NO_ROW], [NO_ROW, NO_ROW, NO_ROW]]


def test_one_file_may_hold_both(tmp_path: Path) -> None:
    """A file of votes that repeats the record in every row, with codes of members."""
    both = """undl_id,ms_code,ms_name,ms_vote,date,resolution,total_yes,total_no,total_abstentions
7,FRA,FRANCE,Y,2024-05-10,A/RES/ES-10/23,1,1,0
7,,TÜRKİYE,N,2024-05-10,A/RES/ES-10/23,1,1,0
"""
    result = read(tmp_path, {"both.csv": both})
    assert (result.problems, result.calls.ids, result.calls.members) == ((), ("7",), ("FRA", "TUR"))
    assert votes(result) == [[0, 1]]
    assert result.calls.declared.tolist() == [[1, 1, 0, -1, -1]]


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    """Dates and numbers in a Parquet file need not be text."""
    records = {"undl_id": [1], "date": [date(1946, 1, 24)], "body": ["GA"], "n_yes": [1], "outcome": ["Rejected"]}
    pl.DataFrame(records).write_parquet(tmp_path / "r.parquet")
    pl.DataFrame({"undl_id": [1, 1], "ms_name": ["Chad", None], "ms_vote": ["Y", "N"]}).write_parquet(
        tmp_path / "v.parquet"
    )
    result = read_roll_calls([tmp_path / "r.parquet", tmp_path / "v.parquet"])
    assert told(result) == ["v.parquet:3: column 'member': no member is called ''"]
    assert (result.calls.ids, str(result.calls.dates[0]), result.calls.outcomes) == (
        ("1",),
        "1946-01-24",
        ("not-adopted",),
    )
    assert votes(result) == [[0]]


BAD_ROWS: dict[str, tuple[str, str, list[str], list[list[int]]]] = {
    "a garbled name and position": (
        RECORDS, VOTES.replace("1,USSR,A", "1,AN PAKISTAN,?"),
        ["v.csv:4: column 'member': no member is called 'AN PAKISTAN'",
         "v.csv:4: column 'position': no position is written '?'",
         "r.csv:2: column 'abstain': 1 are declared, and 0 members have a row for it"],
        [[0, -1, 0], [3, 3, -1], [-1, -1, -1]],
    ),
    "a row too long and one too short": (
        RECORDS, VOTES.replace("1,USSR,A", "1,USSR,A,9").replace("2,USSR,x", "2,USSR"),
        ["v.csv:4: the row has 4 cells, and the heading 3",
         "v.csv:6: the row has 2 cells, and the heading 3",
         "r.csv:2: column 'abstain': 1 are declared, and 0 members have a row for it"],
        [[0, 0], [3, -1], [-1, -1]],
    ),
    "a quote that never ends": (
        RECORDS, VOTES.replace("1,USSR,A", '1,"USSR,A'),
        ["v.csv:4: a quotation mark is out of place or never closed",
         "r.csv:2: column 'abstain': 1 are declared, and 0 members have a row for it"],
        [[0, -1, 0], [3, 3, -1], [-1, -1, -1]],
    ),
    "a date that is none": (
        RECORDS.replace("1946-01-25", "25/01/1946"), VOTES,
        ["r.csv:3: column 'date': the roll call has no date or no identifier that can be read",
         "v.csv:5: column 'id': no record with a date has the identifier '2'"],
        [[0, 2, 0], [-1, -1, -1]],
    ),
    "a record given twice": (
        RECORDS.replace("3,GA", "1,GA"), VOTES,
        ["r.csv:4: column 'id': the roll call stands in the files already"], [[0, 2, 0], [3, 3, -1]],
    ),
    "a member that votes twice, differently": (
        RECORDS, VOTES.replace("1,USSR,A", "1,USSR,A\n1,SUN,N"),
        ["v.csv:5: column 'member': another row gives another position of 'SUN'",
         "r.csv:2: column 'abstain': 1 are declared, and 0 members have a row for it"],
        [[0, -1, 0], [3, 3, -1], [-1, -1, -1]],
    ),
    "a member that votes twice, alike": (
        RECORDS, VOTES.replace("1,USSR,A", "1,USSR,A\n1,SUN,A"),
        ["v.csv:5: column 'member': another row gives the same position of 'SUN'"],
        [[0, 2, 0], [3, 3, -1], [-1, -1, -1]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("records", "rows", "problems", "matrix"), BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_row_is_named_and_the_rest_is_taken(
    records: str, rows: str, problems: list[str], matrix: list[list[int]], tmp_path: Path
) -> None:
    """File, row as a spreadsheet numbers it, column, and what stands there."""
    result = read(tmp_path, {"r.csv": records, "v.csv": rows})
    assert (told(result), votes(result)) == (problems, matrix)


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "v.csv:1: the first row has no heading of a roll call (it has nothing)"),
    "no heading": (
        lambda: b"1,FRANCE,Y\n",
        "v.csv:1: the first row has no heading of a roll call (it has '1', 'FRANCE', 'Y')",
    ),
    "no identifier": (lambda: b"ms_name,ms_vote\nFRANCE,Y\n", "v.csv:1: no column says the id"),
    "gzip cut short": (
        lambda: gzip.compress(VOTES.encode())[:-12],
        "v.csv:0: the compressed file is damaged or cut short after",
    ),
    "damaged Parquet": (lambda: b"PAR1" + b"\0" * 64, "v.csv:0: this is not Parquet that can be read"),
    "not UTF-8": (lambda: VOTES.encode("latin-1"), "v.csv:3: this is not text in UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "problem"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_named_and_the_others_are_taken(
    content: Callable[[], bytes], problem: str, tmp_path: Path
) -> None:
    """The records are there, whatever the votes are."""
    result = read(tmp_path, {"r.csv": RECORDS, "v.csv": content()})
    assert told(result)[0].startswith(problem)
    assert result.calls.ids == ("1", "2", "3")


def test_what_unpacks_to_more_than_the_limit_is_refused(tmp_path: Path) -> None:
    """A small file may unpack to a very large one."""
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"undl_id,date\n" + b"1" * 2_000_000))
    table, problems = read_table(path, largest=1_000_000)
    assert (table, [p.what for p in problems]) == (None, ["the file is larger than 1,000,000 bytes"])


def test_a_thousand_faults_are_named_and_the_others_counted(tmp_path: Path) -> None:
    """A file with the wrong words does not drown the reader."""
    rows = "undl_id,ms_name,ms_vote\n" + "1,FRANCE,maybe\n" * 1500
    result = read(tmp_path, {"r.csv": RECORDS, "v.csv": rows})
    assert len(result.problems) == 1001
    assert told(result)[1000] == "v.csv:1002: column 'position': the same in 500 further rows"


CELLS = st.sampled_from(
    ["1", "2", "FRANCE", "USSR", "Y", "N", "", '"', '"a', ",", ";", "\n", "\0", "\ufffd", "é", "1946-01-24"]
)


@given(st.binary(max_size=300) | st.lists(CELLS, max_size=60).map(lambda parts: ",".join(parts).encode()))
@settings(max_examples=200, deadline=None)
def test_no_content_makes_the_reader_fail(content: bytes) -> None:
    """Whatever stands below a heading: roll calls and problems come of it."""
    heading = b"undl_id,date,ms_name,ms_vote\n"
    with TemporaryDirectory() as folder:
        result = read(Path(folder), {"r.csv": RECORDS, "v.csv": heading + content, "w.csv": content})
    assert result.calls.ids[:3] == ("1", "2", "3")
    assert result.calls.positions.shape == (len(result.calls), len(result.calls.members))


def test_the_roll_calls_of_the_united_nations_are_read() -> None:
    """All texts to the end of 1999; one cell is known to be corrupt; the rows add up to every declared total."""
    files = sorted(SHARED.glob("*.csv.gz"))
    if not files:
        pytest.skip(f"{SHARED} is not there")
    result = read_roll_calls(files)
    calls = result.calls
    expected: dict[str, Any] = {
        "shape": (6410, 193),
        "rows": 537_230,
        "organs": {"GA": 5126, "SC": 1284},
        "forms": {"by-member": 4716, "consensus": 34, "no-record": 1660},
        "problems": [
            "votes_1946_1999.csv.gz:6537: column 'member': no member is called 'AN PAKISTAN'",
            "votes_1946_1999.csv.gz:6537: column 'position': no position is written '?'",
        ],
    }
    assert expected == {
        "shape": calls.positions.shape,
        "rows": np.count_nonzero(calls.positions != NO_ROW),
        "organs": {organ: calls.organs.count(organ) for organ in ("GA", "SC")},
        "forms": {form: int((calls.forms() == place).sum()) for place, form in enumerate(FORMS)},
        "problems": told(result),
    }
