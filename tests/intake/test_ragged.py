"""The two ways of reading CSV, whole columns at once and row by row, give the same rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from concilium.intake.ragged import read_ragged
from concilium.intake.table import read_table

CELLS = st.text(st.sampled_from("aé,;'\"\t |?0"), max_size=5)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8)
HEADING = "undl_id,ms_name,ms_vote\n"
FOUND = {"id": 0, "member": 1, "position": 2}


def written(rows: list[tuple[str, str, str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return HEADING + stream.getvalue()


@given(ROWS)
def test_both_ways_give_the_rows_that_were_written(rows: list[tuple[str, str, str]]) -> None:
    text = written(rows)
    columns, problems = read_ragged(text, ",", 3, FOUND, "votes.csv")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "votes.csv"
        path.write_text(text, encoding="utf-8")
        table, more = read_table(path)
    assert (problems, more) == ([], [])
    assert list(zip(columns["id"], columns["member"], columns["position"], strict=True)) == rows
    assert table is not None
    assert table.frame.select(*FOUND, "row").rows() == [(*row, at) for at, row in enumerate(rows, 2)]
