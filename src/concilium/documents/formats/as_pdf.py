"""A brief as PDF, set by Typst with the fonts it carries: no system font, library or browser is needed."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import msgspec
import typst

from concilium.documents.formats.labels import Labels, fixed_instant, labels, quoted
from concilium.documents.formats.numbering import Numbered, number
from concilium.documents.sentence import Brief

_TEMPLATE = files("concilium.documents").joinpath("templates", "brief.typ").read_bytes()


def to_pdf(brief: Brief, *, fonts: Sequence[Path] = ()) -> bytes:
    """Return the brief as a tagged PDF on A4: PDF/UA-1 wherever every character has a glyph.

    Latin, Greek, Cyrillic and Hebrew are set in Libertinus Serif, Armenian, Georgian and Arabic in DejaVu;
    ``fonts`` are folders with fonts for further scripts. The dates in the file are those of ``brief.on``.
    Raises typst.TypstError if the template cannot be set.
    """
    data = msgspec.json.encode(_data(number(brief), labels(brief.language))).decode()
    try:
        return _set(data, brief.on, fonts, ["ua-1"])
    except typst.TypstError:
        # PDF/UA forbids a character that no font has; an ordinary PDF shows it as an empty box.
        return _set(data, brief.on, fonts, [])


def _set(data: str, on: str, fonts: Sequence[Path], standards: list[typst.PDFStandard]) -> bytes:
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        sys_inputs={"brief": data},
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=list(fonts)),
        ignore_system_fonts=True,
        timestamp=fixed_instant(on),
        pdf_standards=standards,
    )


def _data(brief: Numbered, fixed: Labels) -> dict[str, object]:
    """Return what the template reads. It inserts every string as a string, never as markup."""
    return {
        "language": brief.language,
        "name": brief.name,
        "title": brief.title,
        "subtitle": brief.subtitle,
        "known": fixed.known.format(date=brief.known) if brief.known else "",
        "labels": {"sources": fixed.sources, "unread": fixed.unread, "page": fixed.page},
        "parts": [
            {
                "heading": part.heading,
                "lines": [
                    {
                        "text": line.text,
                        "notes": [note._asdict() for note in line.notes],
                        "provisions": "; ".join(line.provisions),
                        "quotes": [
                            {"language": quote.language, "words": quoted(quote.language, quote.words)}
                            for quote in line.quotes
                        ],
                    }
                    for line in part.lines
                ],
            }
            for part in brief.parts
        ],
        "references": [
            {**reference._asdict(), "before": reference.before, "after": reference.after}
            for reference in brief.references
        ],
    }
