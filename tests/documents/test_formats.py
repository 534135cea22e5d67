"""Each format carries every sentence and source of a brief, and nothing in the data acts as markup."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import click
import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdf import PdfReader

from concilium.documents.formats.as_docx import to_docx
from concilium.documents.formats.as_html import to_html
from concilium.documents.formats.as_json import to_json
from concilium.documents.formats.as_markdown import escape, to_markdown
from concilium.documents.formats.as_pdf import to_pdf
from concilium.documents.formats.as_text import to_text
from concilium.documents.formats.labels import fixed_instant, in_words, labels, quoted
from concilium.documents.formats.numbering import number
from concilium.documents.formats.plain import is_right_to_left, language_code, one_line, web_address
from concilium.documents.formats.wrapping import Word, cells, words, wrap
from concilium.documents.sentence import Brief, CitedSource, Section, Sentence
from tests.documents import sample

BRIEFS = [
    pytest.param(sample.ENGLISH, id="en"),
    pytest.param(sample.RUSSIAN, id="ru"),
    pytest.param(sample.HOSTILE, id="hostile"),
]
VOID = frozenset({"br", "link", "meta", "wbr"})


def squeezed(text: str) -> str:
    """Text without any space: how a line was broken does not matter to what it says."""
    return re.sub(r"\s+", "", text)


def said(brief: Brief) -> list[str]:
    """Everything that a reader of the brief must find."""
    found = [brief.name, brief.title, brief.subtitle]
    for section in brief.sections:
        found.append(section.heading)
        for sentence in section.sentences:
            found += [sentence.text, *sentence.provisions, *(text for _, text in sentence.quotes)]
            for source in sentence.sources:
                found += [source.publisher, source.title, source.url, source.locator]
                found += [in_words(source.published, brief.language)]
    return [text for text in found if text]


def sentence_with(*sources: CitedSource, text: str = "It is.") -> Brief:
    return replace(sample.ENGLISH, sections=(Section("Heading", (Sentence(text, sources=sources),)),))


@dataclass
class Page(HTMLParser):
    """An HTML page read back: its text, its elements in order, and whether they nest."""

    text: str = ""
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)
    style: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] == "style":
            self.style += data
        else:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(brief: Brief) -> Page:
    read = Page()
    read.feed(to_html(brief))
    read.close()
    assert read.stack == []
    return read


def pdf_text(brief: Brief) -> str:
    return "".join(found.extract_text() for found in PdfReader(io.BytesIO(to_pdf(brief))).pages)


def docx_text(brief: Brief) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(to_docx(brief))).paragraphs)


# Every sentence and every source


@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize("read", [to_text, docx_text, lambda brief: page(brief).text], ids=["text", "docx", "html"])
def test_every_sentence_and_source_is_carried(brief: Brief, read: Callable[[Brief], str]) -> None:
    text = squeezed(read(brief))
    assert [part for part in said(brief) if squeezed(part) not in text] == []


@pytest.mark.parametrize("brief", BRIEFS[:2])
def test_pdf_carries_every_sentence_and_source(brief: Brief) -> None:
    # Hyphenation adds hyphens at the ends of lines, and the page number stands between pages.
    text = squeezed(pdf_text(brief)).replace("-", "")
    assert [part for part in said(brief) if squeezed(part).replace("-", "") not in text] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_markdown_carries_every_sentence_and_source(brief: Brief) -> None:
    text = to_markdown(brief)
    missing = [part for part in said(brief) if escape(part) not in text and web_address(part) not in text]
    assert missing == []


@pytest.mark.parametrize("form", [to_text, to_markdown, to_html, to_json, to_pdf, to_docx])
def test_an_empty_brief_has_a_form(form: Callable[[Brief], str | bytes]) -> None:
    empty = Brief("x", "y", "", "", "", "", "", "", ())
    assert form(empty)


@pytest.mark.parametrize("form", [to_text, to_markdown, to_html, to_json, to_pdf, to_docx])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_same_brief_gives_the_same_bytes(form: Callable[[Brief], str | bytes], brief: Brief) -> None:
    assert form(brief) == form(brief)


# Numbering


def test_a_source_has_one_number_wherever_it_is_cited() -> None:
    numbered = number(sample.ENGLISH)
    assert [reference.title for reference in numbered.references] == [
        source.title for source in (sample.TASS, sample.ISLAM_TODAY, sample.CHARTER, sample.RFERL, sample.NOTES)
    ]
    notes = [line.notes for part in numbered.parts for line in part.lines]
    assert notes[1] == ((3, "Art. 12", 1), (1, "para. 3", 2))
    assert notes[-1] == ((1, "para. 12", 4), (3, "Art. 19", 2))
    assert [reference.cited for reference in numbered.references] == [4, 1, 2, 1, 1]


def test_a_source_cited_twice_alike_in_a_sentence_is_one_note() -> None:
    (part,) = number(sentence_with(sample.TASS, sample.TASS, sample.at(sample.TASS, "2"))).parts
    assert part.lines[0].notes == ((1, "", 1), (1, "2", 2))


def test_not_checked_is_said_at_the_citation_and_in_the_list_only_if_no_citation_was_checked() -> None:
    doubtful = replace(sample.TASS, unread=True)
    both = number(sentence_with(sample.TASS, replace(doubtful, locator="2")))
    assert both.parts[0].lines[0].notes == ((1, "", 1), (1, "2, not checked", 2))
    assert [reference.unread for reference in both.references] == [False]
    (reference,) = number(sentence_with(doubtful)).references
    assert reference.unread
    assert number(sentence_with(sample.TASS, doubtful)).parts[0].lines[0].notes == ((1, "not checked", 1),)


# Labels and dates


@pytest.mark.parametrize(
    ("edtf", "english", "russian"),
    [
        ("2024-06-21", "21 June 2024", "21 июня 2024 г."),
        ("2024-06-21T10:00+05:00", "21 June 2024", "21 июня 2024 г."),
        ("2024-06", "June 2024", "июнь 2024 г."),
        ("2024", "2024", "2024"),
        ("../2024-06-20", "no later than 20 June 2024", "не позднее 20 июня 2024 года"),
        ("[2024-02-22..2024-02-23]", "between 22 and 23 February 2024", "между 22 и 23 февраля 2024 года"),
        ("2024-06-21?", "21 June 2024 (date uncertain)", "21 июня 2024 года (дата под вопросом)"),
        ("2024-06~", "about June 2024", "примерно июнь 2024 года"),
        ("2024-36", "the 4th quarter of 2024", "4-й квартал 2024 года"),
        ("2024-21", "between 1 March and 31 May 2024", "между 1 марта и 31 мая 2024 года"),
        ("June 2024", "June 2024", "June 2024"),
        ("", "", ""),
    ],
)
def test_dates_in_words(edtf: str, english: str, russian: str) -> None:
    assert in_words(edtf, "en") == english
    assert in_words(edtf, "ru").replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ") == russian


@pytest.mark.parametrize(
    ("edtf", "day"),
    [
        ("2024-06-21", "2024-06-21"),
        ("../2024-06-20", "1980-01-01"),
        ("1945-05", "1980-01-01"),
        ("?", "1980-01-01"),
    ],
)
def test_the_instant_in_a_file_comes_from_the_date(edtf: str, day: str) -> None:
    assert fixed_instant(edtf).isoformat() == f"{day}T00:00:00+00:00"


def test_an_unknown_language_reads_english_labels_and_quotes_keep_their_own_marks() -> None:
    assert labels("xx").sources == labels("en-US").sources == "Sources"
    assert labels("ru-RU").sources == "Источники"
    assert (quoted("ru", "да"), quoted("hy", "այո")) == ("«да»", "“այո”")


# Plain text


def test_one_line_lets_no_control_through() -> None:
    assert one_line("a\n\n b\t\x1b[31mred\x07\u202edenimax\u202c \ud800") == "a b �[31mred�denimax �"
    assert one_line("\u00a021\u00a0июня ") == "21\u00a0июня"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:,x", "//x.example", "http:", "https://", "ftp://x", "http://[x", ""]
)
def test_only_web_addresses_are_linked(url: str) -> None:
    assert web_address(url) == ""


def test_a_web_address_is_made_safe() -> None:
    assert web_address(' https://x.example/a"b<c> d?e=й ') == "https://x.example/a%22b%3Cc%3E%20d?e=%D0%B9"


def test_language_tags() -> None:
    assert [language_code(tag) for tag in ("ru", "ru-RU", "EN_gb", '"><b>', "")] == ["ru", "ru", "en", "", ""]
    assert is_right_to_left("ar-EG")
    assert not is_right_to_left("ru")


@pytest.mark.parametrize("width", [20, 40, 88])
@pytest.mark.parametrize("brief", BRIEFS)
def test_lines_fit_the_terminal(brief: Brief, width: int) -> None:
    addresses = {
        source.url for section in brief.sections for sentence in section.sentences for source in sentence.sources
    }
    long = [line for line in to_text(brief, width=width).splitlines() if cells(line) > width]
    assert all(line.strip() in addresses for line in long)


def test_cells_count_wide_and_combining_characters() -> None:
    assert (cells("ＷＩ会"), cells("е\u0301"), cells("ab")) == (6, 1, 2)


@given(st.text(), st.integers(4, 40))
def test_wrapping_keeps_every_word(text: str, width: int) -> None:
    flat = one_line(text)
    lines = wrap(words(flat), width, "- ", "  ")
    assert squeezed("".join(line[2:] for line in lines)) == squeezed(flat)
    assert all(cells(line) <= width for line in lines)


def test_an_address_is_not_broken() -> None:
    assert wrap([Word("https://x.example/long", breakable=False)], 10) == ["https://x.example/long"]


@pytest.mark.parametrize("brief", BRIEFS)
def test_colour_changes_no_word(brief: Brief) -> None:
    coloured = to_text(brief, colour=True)
    assert "\x1b[" in coloured
    assert click.unstyle(coloured) == to_text(brief)
    assert "\x1b" not in to_text(brief)


def test_text_shows_notes_quotes_and_what_was_not_checked() -> None:
    text = to_text(sample.ENGLISH)
    assert "[3, Art. 12][1, para. 3] (Charter, Art. 12; Rules" in text
    assert "\n    “absolutely legitimate” (en)\n    «абсолютно легитимно» (ru)\n" in text
    assert "\n[4]  RFE/RL. Minsk on quorum, November 2023 [not checked]\n" in text


# JSON


def test_json_has_exactly_the_keys() -> None:
    form = to_json(sample.ENGLISH)
    read = json.loads(form)
    assert list(read) == ["organization", "meeting", "on", "known", "language", "title", "sections"]
    for section in read["sections"]:
        assert list(section) == ["heading", "sentences"]
        for sentence in section["sentences"]:
            assert list(sentence) == [
                "text",
                "said_by",
                "said_on",
                "sources",
                "provisions",
                "entries",
                "quotes",
            ]
            for source in sentence["sources"]:
                assert list(source) == ["publisher", "title", "published", "url", "locator"]
    quotes = read["sections"][1]["sentences"][1]["quotes"]
    assert quotes[1] == {"language": "ru", "text": "абсолютно легитимно"}
    assert "абсолютно".encode() in form
    assert form.startswith(b'{\n  "organization": "csto",\n')


def test_json_passes_text_on_unchanged() -> None:
    texts = [sentence["text"] for sentence in json.loads(to_json(sample.HOSTILE))["sections"][0]["sentences"]]
    assert tuple(texts) == sample.HOSTILE_TEXTS


# Markdown


@example("=" * 3)
@example("12. x")
@example("&amp; &#65; &lt;")
@example("[^1]: x")
@example("\\")
@given(st.text(alphabet=st.sampled_from("ab1 \\`*_{}[]()<>#+-.!|~&$^:=\"'@%;/\t\n")))
def test_markdown_finds_nothing_to_act_upon(text: str) -> None:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    flat = one_line(text)
    blocks = markdown.parse(f"{escape(flat)}\n\nend")
    assert [block.type for block in blocks] == ["paragraph_open", "inline", "paragraph_close"] * (2 if flat else 1)
    assert not flat or "".join(part.content for part in blocks[1].children) == flat
    assert {part.type for part in blocks[1].children} <= {"text"}


def test_markdown_notes_point_to_one_footnote_each() -> None:
    text = to_markdown(sample.ENGLISH)
    assert re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert r"members.[^3] \[Art. 12\][^1] \[para. 3\] (Charter" in text
    assert "<https://tass.com/politics/1806309>" in text


# HTML


@pytest.mark.parametrize("brief", BRIEFS)
def test_html_loads_nothing_and_runs_nothing(brief: Brief) -> None:
    read = page(brief)
    names = {name for name, _ in read.elements}
    assert names.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "base", "form", "b", "i", "u"})
    for _, attributes in read.elements:
        assert not any(key == "src" or key.startswith("on") for key in attributes)
        assert attributes.get("href", "#").startswith(("#", "https://", "http://"))
    assert "url(" not in read.style
    assert "@import" not in read.style
    assert "default-src 'none'" in read.all("meta")[1]["content"]


@pytest.mark.parametrize("brief", BRIEFS)
def test_html_links_lead_somewhere_and_back(brief: Brief) -> None:
    read = page(brief)
    targets = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(targets) == len(set(targets))
    inside = {attributes["href"][1:] for attributes in read.all("a") if attributes["href"].startswith("#")}
    assert inside <= set(targets)
    assert {target for target in targets if target.startswith(("cited-", "source-"))} <= inside


def test_html_says_its_languages() -> None:
    read = page(sample.RUSSIAN)
    assert read.all("html") == [{"lang": "ru"}]
    assert [attributes["lang"] for attributes in read.all("span") if "lang" in attributes] == ["en", "ru"]
    assert {attributes["lang"] for attributes in read.all("cite") if "lang" in attributes} == {"en"}
    assert page(replace(sample.ENGLISH, language="ar")).all("html") == [{"lang": "ar", "dir": "rtl"}]


def test_html_headings_are_in_order() -> None:
    headings = [name for name, _ in page(sample.ENGLISH).elements if re.fullmatch(r"h\d", name)]
    assert headings == ["h1", *["h2"] * 5]


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_html_colours_have_contrast() -> None:
    schemes = re.findall(r":root \{([^}]*--paper: #\w{6}[^}]*)\}", page(sample.ENGLISH).style)
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", scheme))
        for ink in ("ink", "quiet", "link", "mark"):
            assert _contrast(colours[ink], colours["paper"]) >= 4.5
            assert _contrast(colours[ink], colours["target"]) >= 4.5


# PDF


@pytest.mark.parametrize(("brief", "language"), [(sample.ENGLISH, "en"), (sample.RUSSIAN, "ru")])
def test_pdf_is_tagged_and_says_what_it_is(brief: Brief, language: str) -> None:
    read = PdfReader(io.BytesIO(to_pdf(brief)))
    assert read.metadata is not None
    assert (read.metadata.title, read.metadata.author) == (brief.title, "Concilium")
    assert read.metadata.creation_date == fixed_instant(brief.on)
    root: Any = read.root_object
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    outline: list[Any] = read.outline
    assert [heading.title for heading in outline] == [
        *(section.heading for section in brief.sections),
        labels(language).sources,
    ]
    assert (round(read.pages[0].mediabox.width), round(read.pages[0].mediabox.height)) == (595, 842)


def test_pdf_sets_hostile_text_as_text() -> None:
    text = squeezed(pdf_text(sample.HOSTILE))
    for hostile in (*sample.HOSTILE_TEXTS[:5], sample.HOSTILE_TEXTS[-1]):
        assert squeezed(hostile)[:40] in text


def test_pdf_links_only_web_addresses() -> None:
    read = PdfReader(io.BytesIO(to_pdf(sample.HOSTILE)))
    found = {
        annotation.get_object()["/A"]["/URI"]
        for sheet in read.pages
        for annotation in sheet.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    }
    assert found == {"https://ok.example/a%22b%3Cc%3E(d)%20e"}


def test_pdf_takes_further_fonts(tmp_path: Path) -> None:
    assert to_pdf(sample.ENGLISH, fonts=[tmp_path]) == to_pdf(sample.ENGLISH)


# DOCX


def test_docx_has_styles_languages_and_properties() -> None:
    read = docx.Document(io.BytesIO(to_docx(sample.RUSSIAN)))
    properties = read.core_properties
    assert (properties.title, properties.author, properties.language) == (
        sample.RUSSIAN.title,
        "Concilium",
        "ru-RU",
    )
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2024-06-21"
    styles = [paragraph.style.name for paragraph in read.paragraphs if paragraph.style is not None]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 4
    assert styles.count("Source") == 5
    assert styles.count("Quote") == 2
    spoken = {found.get(qn("w:val")) for found in read.styles.element.iter(qn("w:lang"))}
    assert spoken == {"ru-RU"}
    assert {found.get(qn("w:val")) for found in read.element.body.iter(qn("w:lang"))} == {"en-GB", "ru-RU"}


def test_docx_links_notes_to_sources_and_web_addresses_out() -> None:
    read = docx.Document(io.BytesIO(to_docx(sample.HOSTILE)))
    bookmarks = {found.get(qn("w:name")) for found in read.element.body.iter(qn("w:bookmarkStart"))}
    links = [found.get(qn("w:anchor")) for found in read.element.body.iter(qn("w:hyperlink"))]
    assert {link for link in links if link} == bookmarks
    outside = {relation.target_ref for relation in read.part.rels.values() if relation.is_external}
    assert outside == {"https://ok.example/a%22b%3Cc%3E(d)%20e"}


def test_docx_carries_no_clock_and_no_thumbnail() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(sample.ENGLISH))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(2024, 6, 21, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
        assert b'w:name="compatibilityMode"' in archive.read("word/settings.xml")
        assert b'w:val="14"' not in archive.read("word/settings.xml")


def test_docx_sets_right_to_left_quotes() -> None:
    read = docx.Document(io.BytesIO(to_docx(sample.HOSTILE)))
    assert len(list(read.element.body.iter(qn("w:bidi")))) == len(sample.HOSTILE_TEXTS)
