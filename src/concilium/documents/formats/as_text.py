"""A brief as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import click

from concilium.documents.formats.labels import Labels, labels, quoted
from concilium.documents.formats.numbering import Line, Note, Numbered, Reference, number
from concilium.documents.formats.wrapping import Paint, Word, cells, unpainted, words, wrap
from concilium.documents.sentence import Brief

_BOLD: Paint = partial(click.style, bold=True)
_FAINT: Paint = partial(click.style, dim=True)
_MARKED: Paint = partial(click.style, fg="yellow")


def to_text(brief: Brief, *, width: int = 88, colour: bool = False) -> str:
    """Return the brief as text of at most ``width`` cells a line, with a newline at the end.

    Addresses are not broken and may be longer. Notes stand in brackets after their sentence and point
    into the numbered list of sources at the end. ``colour`` adds ANSI sequences for weight; the words are the
    same without.
    """
    bold, faint, marked = (_BOLD, _FAINT, _MARKED) if colour else (unpainted, unpainted, unpainted)
    numbered = number(brief)
    fixed = labels(brief.language)
    lines = list(_title(numbered, width, bold, faint))
    for part in numbered.parts:
        lines += ["", "", *_heading(part.heading, width, bold)]
        for line in part.lines:
            lines += ["", *_sentence(line, width, faint)]
    if numbered.references:
        lines += ["", "", *_heading(fixed.sources, width, bold), ""]
        margin = len(str(len(numbered.references)))
        for reference in numbered.references:
            lines += _reference(reference, fixed, width, margin, marked)
    return "\n".join(lines) + "\n"


def _title(numbered: Numbered, width: int, bold: Paint, faint: Paint) -> Iterator[str]:
    yield from wrap(words(numbered.name), width)
    yield from wrap(words(numbered.title, bold), width)
    yield from wrap(words(numbered.subtitle, faint), width)
    yield "═" * width


def _heading(heading: str, width: int, bold: Paint) -> Iterator[str]:
    yield from wrap(words(heading, bold), width)
    yield "─" * min(cells(heading), width)


def _sentence(line: Line, width: int, faint: Paint) -> Iterator[str]:
    content = words(line.text)
    content += words("".join(_note(note) for note in line.notes), faint)
    if line.provisions:
        content += words("(" + "; ".join(line.provisions) + ")", faint)
    yield from wrap(content, width)
    for quote in line.quotes:
        said = quoted(quote.language, quote.words)
        yield from wrap(
            [*words(said), *words(f"({quote.language})" if quote.language else "", faint)],
            width,
            "    ",
            "    ",
        )


def _note(note: Note) -> str:
    return f"[{note.number}, {note.where}]" if note.where else f"[{note.number}]"


def _reference(reference: Reference, fixed: Labels, width: int, margin: int, marked: Paint) -> Iterator[str]:
    indent = " " * (margin + 4)
    content = words(reference.before + reference.title + reference.after)
    if reference.unread:
        content += [Word(f"[{fixed.unread}]", marked)]
    yield from wrap(content, width, f"[{reference.number}]".ljust(len(indent)), indent)
    if reference.address:
        yield from wrap([Word(reference.address, breakable=False)], width, indent, indent)
