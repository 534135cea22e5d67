"""What python-docx leaves to its user: links, bookmarks, fields, fonts, and an archive without a clock."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"


def element(name: str, /, **attributes: str) -> BaseOxmlElement:
    """Return a new element of WordprocessingML, such as ``element("bookmarkStart", id="1")``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_style(style: ParagraphStyle, *, size: float, bold: bool, before: float, after: float) -> None:
    """Make a paragraph style plain: one upright black font for every script, lengths in points."""
    for properties in (style.element.rPr, style.element.pPr):
        for child in (
            () if properties is None else properties.xpath("w:rFonts|w:i|w:iCs|w:spacing|w:kern|w:pBdr|w:tabs")
        ):
            properties.remove(child)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.element.get_or_add_rPr().insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))


def set_language(run: Run, language: str, *, right_to_left: bool = False) -> None:
    """Say in which language a run is, for the speller, the hyphenation and the voice of a screen reader."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 (python-docx has no other way to the element)
    if right_to_left:
        properties.append(element("rtl"))
        properties.append(element("lang", bidi=language))
    else:
        properties.append(element("lang", val=language))


def set_right_to_left(paragraph: Paragraph) -> None:
    """Have a paragraph run from right to left."""
    paragraph._p.get_or_add_pPr().append(element("bidi"))  # noqa: SLF001


def set_default_language(document: Document, language: str) -> None:
    """Set the language of everything that names no other."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def link_outside(paragraph: Paragraph, run: Run, address: str) -> None:
    """Make a run of the paragraph a link to an address."""
    identifier = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), identifier)
    _wrap(run, link)


def link_inside(run: Run, bookmark: str) -> None:
    """Make a run a link to a bookmark of the same document."""
    _wrap(run, element("hyperlink", anchor=bookmark, history="1"))


def _wrap(run: Run, link: BaseOxmlElement) -> None:
    run._r.addprevious(link)  # noqa: SLF001
    link.append(run._r)  # noqa: SLF001


def bookmark(run: Run, name: str, number: int) -> None:
    """Set a bookmark around a run; ``number`` must be another for each bookmark of the document."""
    run._r.addprevious(element("bookmarkStart", id=str(number), name=name))  # noqa: SLF001
    run._r.addnext(element("bookmarkEnd", id=str(number)))  # noqa: SLF001


def add_page_number(paragraph: Paragraph, label: str) -> None:
    """Write a label such as "Page {page} of {pages}" with fields that the word processor keeps up to date."""
    for piece in re.split(r"(\{pages?\})", label):
        if piece in {"{page}", "{pages}"}:
            field = element("fldSimple", instr="PAGE" if piece == "{page}" else "NUMPAGES")
            field.append(paragraph.add_run("1")._r)  # noqa: SLF001
            paragraph._p.append(field)  # noqa: SLF001
        else:
            paragraph.add_run(piece)


def bring_up_to_date(document: Document) -> None:
    """Mend python-docx's template: no compatibility mode in Word, no picture of an empty page."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def saved(document: Document, instant: datetime) -> bytes:
    """Return the bytes of a document, each file in its archive dated with the instant."""
    written = io.BytesIO()
    document.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, instant.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return fixed.getvalue()
