"""A brief as Markdown: CommonMark with footnotes, in which no markup of the data takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from concilium.documents.formats.labels import labels, quoted
from concilium.documents.formats.numbering import Line, Note, Reference, number
from concilium.documents.sentence import Brief

_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#|~$^]|&(?=\w+;)|=(?==)|(?<==)=")
_AT_THE_START = re.compile(r"^(?P<number>\d{0,9})(?P<mark>[-+:.)=])")
_BARE_ADDRESS = re.compile(r"(?i)(?P<before>www|https?|ftp|mailto|xmpp)(?P<mark>[.:])")


def to_markdown(brief: Brief) -> str:
    """Return the brief as CommonMark, one paragraph a sentence, the sources as footnotes (``[^1]``)."""
    numbered = number(brief)
    fixed = labels(brief.language)
    blocks = [
        f"# {escape(numbered.title)}",
        "  \n".join(escape(text) for text in (numbered.name, numbered.subtitle) if text),
    ]
    for part in numbered.parts:
        blocks.append(f"## {escape(part.heading)}")
        for line in part.lines:
            blocks += _sentence(line)
    if numbered.references:
        blocks.append(f"## {fixed.sources}")
        blocks += (_footnote(reference, fixed.unread) for reference in numbered.references)
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return a line of text in which CommonMark (and its usual extensions) finds nothing to act upon."""
    safe = _ANYWHERE.sub(r"\\\g<0>", text)
    safe = _BARE_ADDRESS.sub(r"\g<before>\\\g<mark>", safe)
    return _AT_THE_START.sub(r"\g<number>\\\g<mark>", safe)


def _sentence(line: Line) -> Iterator[str]:
    provisions = f" ({escape('; '.join(line.provisions))})" if line.provisions else ""
    yield escape(line.text) + "".join(_note(note) for note in line.notes) + provisions
    for quote in line.quotes:
        yield ("> " + escape(quoted(quote.language, quote.words)) + (f" ({quote.language})" if quote.language else ""))


def _note(note: Note) -> str:
    return f"[^{note.number}]" + (f" \\[{escape(note.where)}\\]" if note.where else "")


def _footnote(reference: Reference, unread: str) -> str:
    """Return a note; the address is linked only if it is one, and shown in any case."""
    title = f"*{escape(reference.title)}*" if reference.title else ""
    address = f" <{reference.link}>" if reference.link else f" {escape(reference.address)}" if reference.address else ""
    mark = f" **\\[{unread}\\]**" if reference.unread else ""
    return f"[^{reference.number}]: {escape(reference.before)}{title}{escape(reference.after)}{mark}{address}"
