"""A log as JSON lines: exact there and back, and plain about every broken line."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.problems import InvalidInputError
from concilium.record.codec import decode_entry, decode_log, encode_entry, encode_log
from concilium.record.entry import Entry
from tests.entries import entries, statement

HEADER = b'{"concilium":"log","version":1,"organization":"union"}\n'


def told(data: bytes) -> list[str]:
    """Return what is wrong with a log."""
    with pytest.raises(InvalidInputError) as caught:
        decode_log(data, "f.jsonl")
    return [str(problem) for problem in caught.value.problems]


@given(
    st.lists(entries(st.text(st.characters(exclude_categories=["Cs"]))), max_size=4, unique_by=lambda entry: entry.id)
)
def test_log_comes_back_as_it_was(made: list[Entry]) -> None:
    """Every entry of any kind comes back equal, and writes the same bytes again."""
    data = b"".join(encode_log("union", made))
    assert decode_log(data) == ("union", made)
    assert b"".join(encode_log("union", decode_log(data)[1])) == data


def test_bytes_are_the_same_for_ever() -> None:
    """The order of fields and the leaving out of what is not said do not change between versions."""
    line = (
        b'{"kind":"statement","id":"one","said":{"by":"union","on":"2020-01-10","in":["gazette-2020"]},'
        b'"recorded":{"on":"2026-01-01","by":"editors"},"text":{"en":"so"}}'
    )
    assert encode_entry(statement("one")) == line
    assert decode_entry(line) == statement("one")
    assert list(encode_log("union", [statement("one")])) == [HEADER, line + b"\n"]


def test_empty_log_is_a_header() -> None:
    """A log without entries is one line, and reads as such."""
    assert decode_log(HEADER) == ("union", [])


@pytest.mark.parametrize("header", [b"", b"\n", b"[]\n", b"x\n", b'{"concilium":"charter","version":1}\n', b"\xff\n"])
def test_other_files_are_refused(header: bytes) -> None:
    """What does not begin as a log is told to be none."""
    mend = "Begin with the line that `concilium export` writes"
    assert told(header) == [f"f.jsonl:1: the file does not begin as a log of Concilium. {mend}."]


def test_later_version_is_refused() -> None:
    """A log of a version to come is not half understood."""
    what = "the log has the version 2, and this program reads up to 1"
    assert told(HEADER.replace(b"1", b"2")) == [f"f.jsonl:1: {what}. Install a newer Concilium."]


def test_every_broken_line_is_told() -> None:
    """All broken lines are told at once, as exactly as in a file written by hand."""
    line = encode_entry(statement("one"))
    broken = [b"{", line, line.replace(b'"text"', b'"txt"').replace(b"statement", b"statment"), b"[]", b"5"]
    assert told(HEADER + b"\n".join([*broken, line.replace(b'"by":"union"', b'"by":5'), b""])) == [
        "f.jsonl:2: the line is not JSON. Restore the line from a copy of the log.",
        "f.jsonl:4: 'kind' of the entry is 'statment'. Did you mean 'statement'.",
        "f.jsonl:5: the entry is a list. Write keys with values, 'kind' among them.",
        "f.jsonl:6: the entry is '5'. Write keys with values, 'kind' among them.",
        "f.jsonl:7: the line is not an entry as this version writes it. Restore it from a copy of the log.",
    ]


def test_last_line_that_is_cut_off_is_told() -> None:
    """A log whose writer was stopped says so, wherever the line was cut."""
    line = encode_entry(statement("one"))
    for end in range(1, len(line) + 1):
        cut = HEADER + line + b"\n" + line.replace(b"one", b"two")[:end]
        assert told(cut) == ["f.jsonl:3: the last line is cut off. Remove it: it was never acknowledged."]


def test_id_used_twice_is_told() -> None:
    """An entry is in a log once."""
    line = encode_entry(statement("one")) + b"\n"
    what = "there is a second entry 'one', the first in line 2"
    assert told(HEADER + line + line) == [f"f.jsonl:3: {what}. Give it an id of its own."]


def test_deep_nesting_is_refused() -> None:
    """A line nested ever deeper neither hangs nor shows a trace."""
    assert told(HEADER + b"[" * 1_000_000 + b"\n") == [
        "f.jsonl:2: the line is not JSON. Restore the line from a copy of the log."
    ]
    [problem] = told(HEADER + b'{"kind":' * 500 + b"1" + b"}" * 500 + b"\n")
    assert problem.startswith("f.jsonl:2: 'kind' of the entry is keys with values.")


@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_give_a_log_or_problems(noise: bytes, place: int) -> None:
    """Bytes put anywhere into a log are read or told of, and nothing else happens."""
    data = HEADER + encode_entry(statement("one")) + b"\n"
    for broken in (noise, HEADER + noise, data[:place] + noise + data[place:]):
        problems = []
        try:
            organization, read = decode_log(broken, "f.jsonl")
        except InvalidInputError as error:
            problems = [str(problem) for problem in error.problems]
        else:
            assert msgspec.json.encode(organization)
            assert all(decode_entry(encode_entry(entry)) == entry for entry in read)
        assert all(problem.startswith("f.jsonl:") for problem in problems)
