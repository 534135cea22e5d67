"""A file as a table of text: CSV, gzipped or not, and Parquet, read to the end whatever is in it.

The columns are known by what they mean (``columns``); ``row`` is where a row stands, as a spreadsheet numbers it. What
cannot be read is a problem that names the row and the column, and the rest is taken in.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from concilium.intake.columns import recognised
from concilium.intake.ragged import read_ragged
from concilium.problems import Problem

LARGEST = 512 * 2**20
"""Bytes of a file, unpacked, that are read; what is longer is refused rather than held in memory."""
MOST_ROWS = 20_000_000
_CHUNK = 2**20
_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_SEPARATORS = (",", ";", "\t", "|")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Table(NamedTuple):
    """What a file holds: its name and its recognised columns, all as text, with ``row``."""

    file: str
    frame: pl.DataFrame


def read_table(path: Path, largest: int = LARGEST) -> tuple[Table | None, list[Problem]]:
    """Return a file's table, or None when nothing of it can be read, and what is wrong. Raises OSError."""
    name = path.name
    if path.stat().st_size > largest:
        return None, [_too_large(name, largest)]
    with path.open("rb") as opened:
        if opened.read(len(_PARQUET)) == _PARQUET:
            return _parquet(path, name)
    data, problems = _unpacked(path.read_bytes(), name, largest)
    if data is None:
        return None, problems
    text, more = _as_utf8(data, name)
    table, rest = _csv(text, name)
    return table, [*problems, *more, *rest]


def _too_large(name: str, largest: int) -> Problem:
    return Problem(name, 0, f"the file is larger than {largest:,} bytes", "Divide it into files by year")


def _unpacked(data: bytes, name: str, largest: int) -> tuple[bytes | None, list[Problem]]:
    """Return the bytes of a file that may be gzipped, as many as can be unpacked."""
    if not data.startswith(_GZIP):
        return data, []
    whole = bytearray()
    while data:
        packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            while data and not packed.eof:
                whole += packed.decompress(data, _CHUNK)
                data = packed.unconsumed_tail or packed.unused_data
                if len(whole) > largest:
                    return None, [_too_large(name, largest)]
            whole += packed.flush()
            complete = packed.eof
            data = data.lstrip(b"\0")
        except zlib.error:
            complete = False
        if not complete:
            what = f"the compressed file is damaged or cut short after {len(whole):,} bytes"
            return bytes(whole), [Problem(name, 0, what, "Fetch it again; what could be unpacked was read")]
    return bytes(whole), []


def _as_utf8(data: bytes, name: str) -> tuple[bytes, list[Problem]]:
    """Return a text in UTF-8 with Unix line ends; what is not text is replaced by U+FFFD, never guessed."""
    encoding = next((known for mark, known in _MARKS.items() if data.startswith(mark)), "utf-8")
    problems = []
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems = [Problem(name, line, "this is not text in UTF-8", "Save the file in UTF-8")]
        text = data.decode(encoding, "replace")
    if not problems and encoding == "utf-8" and b"\r" not in data:
        return data, []
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace"), problems


def _csv(data: bytes, name: str) -> tuple[Table | None, list[Problem]]:
    first = data.split(b"\n", 1)[0].decode()
    separator, headings = _headings(first)
    found = recognised(headings)
    if not found:
        return None, [_nothing_recognised(name, headings)]
    frame = _fast(data, separator, found)
    if frame is not None:
        return Table(name, frame), []
    columns, problems = read_ragged(data.decode(), separator, len(headings), found, name)
    frame = pl.DataFrame({**columns}, schema={**dict.fromkeys(found, pl.String), "row": pl.UInt32})
    return Table(name, frame), problems


def _headings(line: str) -> tuple[str, list[str]]:
    """Return the separator that makes most sense of the first line, and the headings."""
    read = {separator: _cells(line, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: len(recognised(read[separator])))
    return best, read[best]


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _nothing_recognised(name: str, headings: Sequence[str]) -> Problem:
    shown = ", ".join(f"'{word[:40]}'" for word in headings[:8]) or "nothing"
    return Problem(
        name,
        1,
        f"the first row has no heading of a roll call (it has {shown})",
        "Name the columns in the first row, such as undl_id, date, body, ms_name, ms_vote",
    )


def _fast(data: bytes, separator: str, found: dict[str, int]) -> pl.DataFrame | None:
    """Return the table of a file in which every line is a row, or None when it takes more care to read."""
    numbers = sorted(found.values())
    meaning = {number: word for word, number in found.items()}
    try:
        frame = pl.read_csv(
            data, has_header=False, skip_rows=1, columns=numbers, separator=separator, infer_schema=False
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None
    lines = data.count(b"\n") + (not data.endswith(b"\n")) - 1
    if frame.height != lines or frame.width != len(numbers):
        return None
    frame.columns = [meaning[number] for number in numbers]
    frame = frame.with_columns(pl.int_range(2, lines + 2, dtype=pl.UInt32).alias("row"))
    told = frame.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    return told.with_columns(pl.exclude("row").fill_null(""))


def _parquet(path: Path, name: str) -> tuple[Table | None, list[Problem]]:
    try:
        scanned = pl.scan_parquet(path)
        headings = scanned.collect_schema().names()
        found = recognised(headings)
        if not found:
            return None, [_nothing_recognised(name, headings)]
        if scanned.select(pl.len()).collect().item() > MOST_ROWS:
            return None, [Problem(name, 0, f"the file has more than {MOST_ROWS:,} rows", "Divide it by year")]
        wanted = {meaning: headings[number] for meaning, number in found.items()}
        frame = scanned.select(pl.col(word).alias(meaning) for meaning, word in wanted.items()).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        return None, [Problem(name, 0, "this is not Parquet that can be read", "Write the file again, or as CSV")]
    return _as_text(name, frame)


def _as_text(name: str, frame: pl.DataFrame) -> tuple[Table, list[Problem]]:
    """Return columns as text; one that is no text, number or date is left out and said."""
    columns, problems = [], []
    for column in frame.iter_columns():
        try:
            columns.append(column.cast(pl.String).fill_null(""))
        except pl.exceptions.PolarsError:
            what = f"column '{column.name}': it holds neither text nor numbers nor dates"
            problems.append(Problem(name, 0, what, "Write it as text"))
    rows = pl.Series("row", range(2, frame.height + 2), dtype=pl.UInt32)
    return Table(name, pl.DataFrame([*columns, rows])), problems
