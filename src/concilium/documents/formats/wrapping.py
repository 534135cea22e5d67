"""Lines of a terminal: words laid out by the cells they take, not by the characters they have."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

Paint = Callable[[str], str]


def unpainted(text: str) -> str:
    """Return the text as it is."""
    return text


class Word(NamedTuple):
    """What is not broken at a line's end if a line can hold it, and how it is painted once in its place."""

    text: str
    paint: Paint = unpainted
    breakable: bool = True


def words(text: str, paint: Paint = unpainted) -> list[Word]:
    """Return the words of a text, all painted alike; no-break spaces stay inside a word."""
    return [Word(word, paint) for word in text.split(" ") if word]


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two for wide characters, none for combining ones."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(content: Iterable[Word], width: int, first: str = "", rest: str = "") -> list[str]:
    """Return lines of at most ``width`` cells; the first begins with ``first``, the others with ``rest``.

    A word longer than a line is broken between characters, unless it may not be (an address).
    """
    room = max(width - cells(rest), 2)
    lines: list[list[str]] = []
    taken = room + 1
    for word in content:
        for piece in _pieces(word, room):
            size = cells(piece)
            if taken + 1 + size > room:
                lines.append([])
                taken = -1
            lines[-1].append(word.paint(piece))
            taken += 1 + size
    return [(rest if at else first) + " ".join(line) for at, line in enumerate(lines)]


def _pieces(word: Word, room: int) -> Iterator[str]:
    if not word.breakable or cells(word.text) <= room:
        yield word.text
        return
    piece, taken = "", 0
    for character in word.text:
        if taken + _cells(character) > room:
            yield piece
            piece, taken = "", 0
        piece += character
        taken += _cells(character)
    yield piece
