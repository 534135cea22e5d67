"""Text from outside made safe to set in any format: one line, no control characters, only true links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION_CHANGES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LANGUAGE = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_KEPT_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
_WRITTEN_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def one_line(text: str) -> str:
    """Return text as one line without control characters (shown as �) and without overrides of direction.

    No-break spaces inside stay. Terminal escapes, line breaks and characters that XML forbids cannot pass.
    """
    flat = _SPACES.sub(" ", _DIRECTION_CHANGES.sub("", text)).strip()
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", flat)


def web_address(url: str) -> str:
    """Return an http or https address that may be linked, with unsafe characters percent-encoded; else ""."""
    flat = one_line(url)
    try:
        parts = urlsplit(flat)
        linkable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return quote(flat, safe=_KEPT_IN_ADDRESS) if linkable else ""


def language_code(tag: str) -> str:
    """Return the two- or three-letter code of a language tag (``ru`` of ``ru-RU``), else ""."""
    found = _LANGUAGE.fullmatch(tag)
    return found["code"].lower() if found else ""


def is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return language_code(language) in _WRITTEN_RIGHT_TO_LEFT
