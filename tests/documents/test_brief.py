"""The brief of every meeting on the record, before it and after, in both languages; three of them word by word."""

from __future__ import annotations

import ast
import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from concilium.documents.catalogue import FOLDER, catalogue, languages
from concilium.documents.formats.as_json import to_json
from concilium.documents.formats.as_text import to_text
from concilium.documents.sentence import Brief, Sentence
from concilium.instants import day_of, moment, period
from concilium.record.entry import Entry, Meeting
from tests.making import csto

ROOT = Path(__file__).parent.parent.parent
ACCEPTANCE = ROOT.parent / "shared" / "acceptance" / "seed_brief.py"
SOURCE = ROOT / "src" / "concilium"
GOLDEN = [("cfm/2024-06-21", "2024-06-20"), ("joint/2023-11-22", None), ("csc/2024-11-28", None)]

ORGANIZATION = csto()
MEETINGS = sorted({each.meeting: each for each in ORGANIZATION.log if isinstance(each, Meeting)})
LANGUAGES = ("en", "ru")


def brief(meeting: str, known: str | None = None, language: str = "en") -> Brief:
    """Return the brief of a meeting of the CSTO."""
    return ORGANIZATION.meeting_view(meeting, known, language).brief(meeting)


def sentences(told: Brief) -> Iterator[Sentence]:
    for section in told.sections:
        yield from section.sentences


def eve(meeting: str) -> str | None:
    """Return the day before a meeting, or, if nobody had told of the meeting by then, the day on which somebody did."""
    entries = [each for each in ORGANIZATION.log if isinstance(each, Meeting) and each.meeting == meeting]
    begins = min(period(each.valid or each.said.on).begins.earliest for each in entries)
    told = min(moment(each.said.on).latest for each in entries)
    return max(day_of(begins) - timedelta(days=1), day_of(told)).isoformat()


# What a reader relies on


def test_the_brief_carries_what_the_readers_of_a_report_of_its_day_were_told() -> None:
    """Every fact of the report, none of what came after it, each with its source."""
    if not ACCEPTANCE.is_file():
        pytest.skip(f"{ACCEPTANCE} is not there")
    told = to_json(brief("cfm/2024-06-21", "2024-06-20"))
    asked = subprocess.run([sys.executable, ACCEPTANCE], input=told, capture_output=True, check=False)
    assert asked.stdout.decode() == "47 of 47 facts, 0 wrong, 0 sentences without a source\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_meeting_has_a_brief_before_it_and_after(meeting: str, language: str) -> None:
    """Each sentence is whole and says where it is from."""
    for known in (eve(meeting), None):
        told = brief(meeting, known, language)
        assert told.sections[0].heading == catalogue(language).phrase("heading-meeting")
        assert (told.language, told.meeting, told.known) == (language, meeting, known or "")
        for heading, found in [("", [told.title, told.subtitle]), *((s.heading, []) for s in told.sections)]:
            assert not heading or heading == heading.strip()
            assert all(found) if found else heading
        for sentence in sentences(told):
            assert faults(sentence.text) == [], sentence.text
            assert sentence.sources or sentence.provisions, sentence.text
            assert all(source.title for source in sentence.sources)


def faults(text: str) -> list[str]:
    """Return what shows in a sentence that nobody wrote: places left open, doubled signs, words of the program."""
    patterns = {
        "a place that was not filled": r"[{}]|\bNone\b|\bnull\b",
        "spaces": r"\s{2}|^\s|\s$| [,;:.)]|\( ",
        "signs": r",,|\.\.(?!\.)|;;|,\.|:\.|\(\)|“”|«»",
        "no end": r"[^.?!…]$",
        "a small letter": r"^[a-zа-я]",
        "a raw date": r"\d{4}-\d{2}|\[\.\.|\.\.\]|\d{4}-\d{2}[?~%]",
        "an identifier": r"\b[a-z]+/\d|\b[a-z]+(-[a-z]+)+-\d{4}\b",
    }
    return [fault for fault, pattern in patterns.items() if re.search(pattern, text)]


def test_a_fault_would_be_seen() -> None:
    assert faults("Armenia  was {status}.") == ["a place that was not filled", "spaces"]
    assert faults("armenia, said on 2024-06?, on cfm/2024") == [
        "no end",
        "a small letter",
        "a raw date",
        "an identifier",
    ]
    assert faults("The Combat Brotherhood-2023 exercise: from 1 to 6 September 2023; a pause… and “so”.") == []


@pytest.mark.parametrize("meeting", MEETINGS)
def test_a_brief_of_the_eve_rests_on_nothing_that_was_said_later(meeting: str) -> None:
    """Nor on a source that was published later only; and it tells of the meeting as of one to come."""
    known = eve(meeting) or ""
    told = brief(meeting, known)
    used = [entry for sentence in sentences(told) for entry in sentence.entries]
    assert [each for each in used if said_at(each) > moment(known).latest] == []


def said_at(identifier: str) -> int:
    row = ORGANIZATION.index.row(identifier)
    assert row is not None, identifier
    entry: Entry = ORGANIZATION.index.entry(row)
    return moment(entry.said.on).latest


@pytest.mark.parametrize("meeting", ["cfm/2024-06-21", "csc/2024-11-28", "csc/2026-11-11"])
def test_a_meeting_to_come_is_told_of_as_expected_and_one_that_was_held_with_what_came_of_it(meeting: str) -> None:
    headings = {
        known: [section.heading for section in brief(meeting, known).sections] for known in (eve(meeting), None)
    }
    assert "What came of it" not in headings[eve(meeting)]
    assert ("What came of it" in headings[None]) is (meeting != "csc/2026-11-11")
    first = next(sentences(brief(meeting, eve(meeting)))).text
    assert " is to be held on " in first


def test_the_brief_of_the_seed_meeting_keeps_forecast_and_outcome_apart() -> None:
    """On the eve the drafts are expected to be approved; afterwards the forecast stands beside what came of it."""
    before = " ".join(each.text for each in sentences(brief("cfm/2024-06-21", "2024-06-20")))
    assert "were expected to be approved as drafts" in before
    assert "2 draft decisions" not in before
    after = {section.heading: section.sentences for section in brief("cfm/2024-06-21").sections}
    forecast = " ".join(each.text for each in after["Forecast and outcome"])
    assert "were expected to be approved as drafts" in forecast
    assert "2 draft decisions" in forecast


def test_a_brief_in_russian_says_the_same_as_one_in_english() -> None:
    """Sentence by sentence the same entries, provisions' number and quotations."""
    for meeting, known in GOLDEN:
        english, russian = (list(sentences(brief(meeting, known, language))) for language in LANGUAGES)
        assert [each.entries for each in russian] == [each.entries for each in english]
        assert [each.quotes for each in russian] == [each.quotes for each in english]
        assert [len(each.provisions) for each in russian] == [len(each.provisions) for each in english]


# Word by word


def golden_file(meeting: str) -> Path:
    return ROOT / "tests" / "golden" / f"{meeting.replace('/', '-')}.txt"


def golden_text(meeting: str, known: str | None) -> str:
    """Return a brief in English and in Russian as text; renewed by ``python -m tests.golden.renew``."""
    return "\n\n".join(to_text(brief(meeting, known, language)) for language in LANGUAGES)


@pytest.mark.parametrize(("meeting", "known"), GOLDEN)
def test_a_golden_brief_is_as_it_was(meeting: str, known: str | None) -> None:
    """If the change is meant: ``python -m tests.golden.renew``, and read what changed."""
    assert golden_text(meeting, known) == golden_file(meeting).read_text(encoding="utf-8")


# The catalogues


def test_the_catalogues_have_the_same_keys() -> None:
    assert languages() == LANGUAGES
    english, russian = (catalogue(language).templates for language in LANGUAGES)
    assert list(english) == list(russian)


def places(template: str) -> set[str]:
    """Return the names of what a template leaves to be filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


OWN_WORDS = {
    "be",
    "as",
    "doc",
    "form",
    "member",
    "members",
    "month_alone",
    "month_in",
    "on",
    "quarter",
    "quarter_name",
    "when",
}
"""What one language puts in words of its own, or its grammar does not need."""


@pytest.mark.parametrize("key", catalogue("en").templates)
def test_a_sentence_tells_the_same_in_both_languages(key: str) -> None:
    english, russian = (places(catalogue(language).templates[key]) for language in LANGUAGES)
    assert english ^ russian <= OWN_WORDS


def test_every_phrase_of_the_catalogues_is_used() -> None:
    """The program names its key, or puts it together from a part that it names and what is told."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for room in ("documents", "procedure")
        for path in (SOURCE / room).rglob("*.py")
    ]
    named = {pattern for tree in trees for node in ast.walk(tree) if (pattern := pattern_of(node))}
    endings = "|".join(each for each in named if each.startswith("-"))
    known = re.compile(f"({'|'.join(each for each in named if not each.startswith('-'))})({endings})?")
    assert [key for key in catalogue("en").templates if not known.fullmatch(key)] == []


def pattern_of(node: ast.AST) -> str | None:
    """Return what keys a text in the program can stand for: itself, or what begins or ends as it does."""
    match node:
        case ast.Constant(value=str(text)) if re.fullmatch(r"[a-z-]*[a-z]", text):
            return text
        case ast.JoinedStr(values=values):
            parts = [str(part.value) if isinstance(part, ast.Constant) else r"[\w-]+" for part in values]
            return "".join(parts) if re.search(r"[a-z]-|-[a-z]", "".join(parts).replace(r"[\w-]+", "")) else None
        case _:
            return None


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_no_key_is_written_twice_and_no_template_is_broken(path: Path) -> None:
    keys = re.findall(r"^([\w-]+) = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(catalogue(path.stem).templates)
    for template in catalogue(path.stem).templates.values():
        assert places(template) is not None
        assert template == " ".join(template.split()) or template.startswith((" ", ";"))
        assert json.loads(json.dumps(template)) == template
