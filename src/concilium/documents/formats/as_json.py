"""A brief as data: the JSON form that ``design`` and the acceptance test fix, all keys always there."""

from __future__ import annotations

import msgspec

from concilium.documents.sentence import Brief, CitedSource, Section, Sentence


def to_json(brief: Brief) -> bytes:
    """Return the brief as JSON in UTF-8, indented by 2, a newline at the end. Text passes unchanged."""
    form = {
        "organization": brief.organization,
        "meeting": brief.meeting,
        "on": brief.on,
        "known": brief.known,
        "language": brief.language,
        "title": brief.title,
        "sections": [_section(section) for section in brief.sections],
    }
    return msgspec.json.format(msgspec.json.encode(form), indent=2) + b"\n"


def _section(section: Section) -> dict[str, object]:
    return {"heading": section.heading, "sentences": [_sentence(sentence) for sentence in section.sentences]}


def _sentence(sentence: Sentence) -> dict[str, object]:
    return {
        "text": sentence.text,
        "said_by": sentence.said_by,
        "said_on": sentence.said_on,
        "sources": [_source(source) for source in sentence.sources],
        "provisions": sentence.provisions,
        "entries": sentence.entries,
        "quotes": [{"language": language, "text": words} for language, words in sentence.quotes],
    }


def _source(source: CitedSource) -> dict[str, str]:
    return {
        "publisher": source.publisher,
        "title": source.title,
        "published": source.published,
        "url": source.url,
        "locator": source.locator,
    }
