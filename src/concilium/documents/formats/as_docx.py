"""A brief for a word processor (DOCX), in named styles that a secretariat can restyle."""

from __future__ import annotations

from datetime import datetime
from typing import cast

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from concilium.documents.formats import docx_parts as parts
from concilium.documents.formats.labels import Labels, fixed_instant, labels, quoted
from concilium.documents.formats.numbering import Line, Numbered, Quote, Reference, number
from concilium.documents.formats.plain import is_right_to_left
from concilium.documents.sentence import Brief

_REGIONS = {"en": "en-GB", "ru": "ru-RU"}
_TEXT_WIDTH = Cm(16)


def to_docx(brief: Brief) -> bytes:
    """Return the brief as DOCX on A4, notes linked to the numbered sources at the end.

    The dates in the file are those of ``brief.on``, so that the same brief gives the same bytes.
    """
    numbered, fixed, instant = number(brief), labels(brief.language), fixed_instant(brief.on)
    document = docx.Document()
    parts.bring_up_to_date(document)
    _set_styles(document, numbered.language)
    _set_properties(document, numbered, instant)
    _set_page(document, numbered, fixed)
    document.add_paragraph(numbered.name, "Subtitle")
    document.add_paragraph(numbered.title, "Title")
    if numbered.subtitle:
        document.add_paragraph(numbered.subtitle, "Subtitle").paragraph_format.space_after = Pt(10)
    for part in numbered.parts:
        document.add_paragraph(part.heading, "Heading 1")
        for line in part.lines:
            _add_sentence(document, line)
    if numbered.references:
        document.add_paragraph(fixed.sources, "Heading 1")
        for reference in numbered.references:
            _add_reference(document, reference, fixed)
    return parts.saved(document, instant)


def _set_styles(document: Document, language: str) -> None:
    parts.set_default_language(document, _REGIONS.get(language, language))
    document.styles.add_style("Source", WD_STYLE_TYPE.PARAGRAPH)
    for name, size, bold, before, after in (
        ("Normal", 11.5, False, 0, 6),
        ("Title", 20, True, 2, 4),
        ("Subtitle", 11.5, False, 0, 0),
        ("Heading 1", 14, True, 18, 6),
        ("Quote", 11, False, 0, 4),
        ("Source", 10.5, False, 0, 5),
        ("Footer", 9, False, 0, 0),
    ):
        style = cast("ParagraphStyle", document.styles[name])
        parts.set_style(style, size=size, bold=bold, before=before, after=after)
    cast("ParagraphStyle", document.styles["Quote"]).paragraph_format.left_indent = Cm(1)
    source = cast("ParagraphStyle", document.styles["Source"]).paragraph_format
    source.left_indent, source.first_line_indent = Cm(1), Cm(-1)


def _set_properties(document: Document, brief: Numbered, instant: datetime) -> None:
    properties = document.core_properties
    properties.title, properties.subject, properties.author = brief.title[:255], brief.name[:255], "Concilium"
    properties.last_modified_by, properties.comments = "Concilium", ""
    properties.language, properties.revision = _REGIONS.get(brief.language, brief.language), 1
    properties.created = properties.modified = instant.replace(tzinfo=None)


def _set_page(document: Document, brief: Numbered, fixed: Labels) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    footer = section.footer.paragraphs[0]
    known = fixed.known.format(date=brief.known) if brief.known else ""
    footer.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(" · ".join(words for words in (brief.name, known) if words) + "\t")
    parts.add_page_number(footer, fixed.page)


def _add_sentence(document: Document, line: Line) -> None:
    paragraph = document.add_paragraph(line.text)
    if line.notes:
        paragraph.add_run("\N{NO-BREAK SPACE}")
    for note in line.notes:
        run = paragraph.add_run(f"[{note.number}, {note.where}]" if note.where else f"[{note.number}]")
        run.font.size = Pt(9)
        parts.link_inside(run, f"source_{note.number}")
    if line.provisions:
        paragraph.add_run(f" ({'; '.join(line.provisions)})").font.size = Pt(9.5)
    for quote in line.quotes:
        _add_quote(document, quote)


def _add_quote(document: Document, quote: Quote) -> None:
    paragraph = document.add_paragraph(style="Quote")
    right_to_left = is_right_to_left(quote.language)
    if right_to_left:
        parts.set_right_to_left(paragraph)
    run = paragraph.add_run(quoted(quote.language, quote.words))
    if quote.language:
        parts.set_language(run, _REGIONS.get(quote.language, quote.language), right_to_left=right_to_left)
        paragraph.add_run(f" ({quote.language})").font.size = Pt(9.5)


def _add_reference(document: Document, reference: Reference, fixed: Labels) -> None:
    paragraph = document.add_paragraph(style="Source")
    parts.bookmark(paragraph.add_run(f"[{reference.number}]"), f"source_{reference.number}", reference.number)
    paragraph.add_run(f"\t{reference.before}")
    title = paragraph.add_run(reference.title)
    title.font.italic = True
    if reference.language:
        parts.set_language(title, _REGIONS.get(reference.language, reference.language))
    paragraph.add_run(reference.after)
    if reference.unread:
        paragraph.add_run(f" [{fixed.unread}]").font.bold = True
    if reference.address:
        paragraph.add_run().add_break()
        address = paragraph.add_run(reference.address)
        if reference.link:
            parts.link_outside(paragraph, address, reference.link)
