"""Puts answers on the terminal or into a file: text, JSON, and the formats of documents."""

from __future__ import annotations

import importlib
import os
import sys
import textwrap
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from concilium.documents.chairs import ChairTurn
    from concilium.documents.explain import Explained
    from concilium.documents.sentence import Brief, Sentence

WIDTH = 96


def print_json(value: object) -> None:
    """Print a value as JSON, indented, in UTF-8."""
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def coloured() -> bool:
    """Tell whether the output is a terminal that wants colours (NO_COLOR is heeded)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def print_explained(explained: Explained, form: str) -> None:
    """Print an explained answer as text or JSON."""
    if form == "json":
        print_json(as_data(explained))
        return
    click.echo(click.style(explained.headline, bold=True) if coloured() else explained.headline)
    print_sentences(explained.sentences)


def as_data(explained: Explained) -> dict[str, object]:
    """Return an explained answer as data."""
    answer = explained.answer
    return {
        "question": explained.question,
        "value": answer.value,
        "state": answer.state,
        "headline": explained.headline,
        "reasons": explained.sentences,
        "views": answer.rivals,
        "missing": answer.missing,
        "provisions": answer.provisions,
        "entries": answer.entries,
    }


def print_sentences(sentences: Iterable[Sentence]) -> None:
    """Print sentences, each followed by what it rests on."""
    for sentence in sentences:
        click.echo(textwrap.fill(sentence.text, WIDTH, initial_indent="  - ", subsequent_indent="    "))
        cited = [
            *sentence.provisions,
            *(": ".join(filter(None, (s.publisher, s.title))) for s in sentence.sources),
        ]
        note = textwrap.fill("; ".join(cited), WIDTH, initial_indent="      ", subsequent_indent="      ")
        click.echo(click.style(note, dim=True) if coloured() else note)


def print_turns(turns: Sequence[ChairTurn], form: str) -> None:
    """Print the turns in a chair as JSON or as lines, the names in a column."""
    if form == "json":
        print_json(turns)
        return
    width = max((len(turn.name) for turn in turns), default=0)
    for turn in turns:
        click.echo(str(msgspec.structs.replace(turn, name=f"{turn.name:<{width}}")))


def rendered(made: Brief, form: str, *, colour: bool) -> str | bytes:
    """Return a brief in a format; only the chosen format's libraries are loaded."""
    module = importlib.import_module(f"concilium.documents.formats.as_{form}")
    if form == "text":
        return module.to_text(made, colour=colour)  # type: ignore[no-any-return]
    return getattr(module, f"to_{form}")(made)  # type: ignore[no-any-return]


def write(content: str | bytes, output: Path | None) -> None:
    """Write text or bytes to a file or to the standard output; bytes are not sent to a terminal."""
    if output is not None:
        output.write_bytes(content.encode() if isinstance(content, str) else content)
        click.echo(f"Written: {output}", err=True)
        return
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise click.UsageError("This format is not for a terminal. Name a file with --output.")
    click.echo(content, nl=isinstance(content, str) and not content.endswith("\n"))
