"""What every drawing is made of: escaped text, a heading, keys, hatching, and the SVG element around it all.

A drawing says everything as text beside or inside its shapes, so that no reading depends on colour alone. It is one
element that fits the width it is given and works inline, as an image and on its own; its style falls back to attributes
where style sheets are not allowed, and follows the reader's scheme where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple
from unicodedata import category, east_asian_width
from zlib import crc32

from concilium.documents.formats.plain import language_code, one_line

EDGE, LINE = 12, 16  # the margin, and the height of a line of text
FONT = "system-ui, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
TONES = {"ink": "#1d1c1a", "quiet": "#5c5850", "on": "#ffffff", "warn-ink": "#8f3800"}
_TITLE, _SMALL = 15, 12
_PARTS = re.compile(r"[^-]*-|[^-]+")
_WIDTHS = {" .,:;'!|()[]ijlI": 0.32, "frt-г/": 0.46, "mwжмфыюЫ": 0.87, "MWшщШЩЖЮФ@%—…": 1.02}
_BOLD = 1.1  # how much wider the letters of a heading are

_LIGHT = {
    "fill": 'fill="#1f4e79"',
    "soft": 'fill="#b9cfe4" stroke="#1f4e79"',
    "edge": 'fill="none" stroke="#1f4e79" stroke-width="1.5"',
    "open": 'fill="#fdfcf9" stroke="#1f4e79" stroke-width="1.5"',
    "warn": 'fill="#b34700" stroke="#fdfcf9"',
    "warn-edge": 'fill="none" stroke="#b34700" stroke-width="1.6"',
    "warn-open": 'fill="#fdfcf9" stroke="#b34700" stroke-width="1.6"',
    "mark": 'fill="none" stroke="#ffffff" stroke-width="1.8"',
    "rule": 'fill="none" stroke="#cfc9bb"',
    "line": 'fill="none" stroke="#6b665c"',
}
_STYLE = """
.concilium-picture{max-width:34rem;width:100%;height:auto;color-scheme:light dark}
.concilium-picture text{font-variant-numeric:lining-nums tabular-nums}
@media (prefers-color-scheme:dark){
.concilium-picture .paper{fill:#181816}.concilium-picture .ink{fill:#e6e2d8}.concilium-picture .quiet{fill:#a8a396}
.concilium-picture .on{fill:#0d0d0c}.concilium-picture .warn-ink{fill:#ffb877}
.concilium-picture .fill{fill:#6ba6dc}.concilium-picture .soft{fill:#27435c;stroke:#6ba6dc}
.concilium-picture .edge{stroke:#6ba6dc}.concilium-picture .open{fill:#181816;stroke:#6ba6dc}
.concilium-picture .warn{fill:#ff9d4d;stroke:#181816}.concilium-picture .warn-edge{stroke:#ff9d4d}
.concilium-picture .warn-open{fill:#181816;stroke:#ff9d4d}.concilium-picture .mark{stroke:#0d0d0c}
.concilium-picture .rule{stroke:#3b3a35}.concilium-picture .line{stroke:#8a8577}}
@media print{.concilium-picture{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.concilium-picture .paper{fill:#fff}.concilium-picture .ink,.concilium-picture .quiet{fill:#000}}
""".replace("\n", "")


class Key(NamedTuple):
    """What a shape stands for; the shape is drawn in a box of 18 by 12."""

    shape: str
    said: str


class Sheet(NamedTuple):
    """How wide and high a drawing is, in which language, and of which class its style speaks."""

    width: float
    height: float
    language: str
    name: str = "concilium-picture"
    style: str = _STYLE


def text(said: str, left: float, base: float, tone: str = "ink", attributes: str = 'font-size="13"') -> str:
    """Return a line of text, escaped; ``attributes`` are markup of our own."""
    placed = f'class="{tone}" x="{left:.5g}" y="{base:.5g}" fill="{TONES[tone]}"'
    return f"<text {placed} {attributes}>{escape(one_line(said))}</text>"


def wide(said: str, size: float = 13) -> float:
    """Return how much room a line of text takes at most, in a sans-serif of the wider sort."""
    return size * sum(map(_em, said))


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    """Return how wide a character is, in sizes of its font; generous, as the reader's font is not known."""
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if east_asian_width(character) in "WF":
        return 1
    for those, width in _WIDTHS.items():
        if character in those:
            return width
    return 0.75 if character.isupper() else 0.61


def lines(said: str, room: float, size: float = 13) -> list[str]:
    """Return a text broken into lines that fit into a room; at least one.

    Only a word wider than a line is broken, after a hyphen if it has one.
    """
    found = [""]
    for word in one_line(said).split(" "):
        for number, piece in enumerate(_pieces(word, room, size)):
            space = "" if number or not found[-1] else " "
            longer = f"{found[-1]}{space}{piece}"
            if wide(longer, size) <= room:
                found[-1] = longer
            else:
                found.append(piece)
    return found if found[0] or len(found) == 1 else found[1:]


def _pieces(word: str, room: float, size: float) -> Iterator[str]:
    if wide(word, size) <= room:
        yield word
        return
    for part in _PARTS.findall(word):
        piece = ""
        for character in part:
            if piece and wide(piece + character, size) > room:
                yield piece
                piece = ""
            piece += character
        yield piece


def tone(name: str) -> str:
    """Return the attributes of a shape that means something: its class, and what stands in for the style sheet."""
    return f'class="{name}" {_LIGHT[name]}'


def rect(name: str, left: float, top: float, width: float, height: float) -> str:
    """Return a rectangle of a meaning."""
    return f'<rect {tone(name)} x="{left:.5g}" y="{top:.5g}" width="{max(width, 0):.5g}" height="{height:.5g}"/>'


def path(name: str, course: str, attributes: str = "") -> str:
    """Return a path of a meaning."""
    return f'<path {tone(name)} d="{course}" {attributes}/>'


def circle(name: str, middle: float, centre: float, radius: float) -> str:
    """Return a circle of a meaning."""
    return f'<circle {tone(name)} cx="{middle:.5g}" cy="{centre:.5g}" r="{radius:.5g}"/>'


def cross(name: str, middle: float, centre: float, size: float) -> str:
    """Return a cross of two strokes."""
    left, right, top, bottom = middle - size, middle + size, centre - size, centre + size
    return path(name, f"M{left:.5g} {top:.5g}L{right:.5g} {bottom:.5g}M{right:.5g} {top:.5g}L{left:.5g} {bottom:.5g}")


def diamond(name: str, middle: float, centre: float, size: float) -> str:
    """Return a square that stands on its corner."""
    return path(name, f"M{middle:.5g} {centre - size:.5g}l{size} {size}l-{size} {size}l-{size} -{size}z")


def hatched(name: str, left: float, top: float, width: float, height: float) -> str:
    """Return a box filled with slanting strokes, cut at its sides, with an edge."""
    strokes, across = [], -height
    while across < width:
        first, last = max(across, 0), min(across + height, width)
        foot = top + height + across
        strokes.append(f"M{left + first:.5g} {foot - first:.5g}L{left + last:.5g} {foot - last:.5g}")
        across += 5
    box = f"M{left:.5g} {top:.5g}h{width:.5g}v{height:.5g}h-{width:.5g}z"
    return path(name, box + "".join(strokes))


def striped(name: str, left: float, top: float, width: float, height: float) -> str:
    """Return a box with upright strokes."""
    strokes = "".join(f"M{left + 4 * n:.5g} {top:.5g}v{height:.5g}" for n in range(1, int(width // 4) + 1))
    return path(name, f"M{left:.5g} {top:.5g}h{width:.5g}v{height:.5g}h-{width:.5g}z{strokes}")


def titled(said: str, *shapes: str) -> str:
    """Return shapes as a group that says what it is when it is pointed at."""
    return f"<g><title>{escape(one_line(said))}</title>{''.join(shapes)}</g>"


def heading(title: str, width: float, under: str = "") -> tuple[list[str], float]:
    """Return the title of a drawing and a line under it, and where they end."""
    parts, top = [], float(EDGE)
    for line in lines(title, width - 2 * EDGE, _TITLE * _BOLD):
        top += 20
        parts.append(text(line, EDGE, top - 4, "ink", f'font-size="{_TITLE}" font-weight="600"'))
    for line in lines(under, width - 2 * EDGE, _SMALL) if under else ():
        top += LINE
        parts.append(text(line, EDGE, top - 2, "quiet", f'font-size="{_SMALL}"'))
    return parts, top + 4


def keys(given: Iterable[Key], width: float, top: float) -> tuple[list[str], float]:
    """Return what the shapes stand for, side by side as far as there is room, and where that ends."""
    parts: list[str] = []
    left, base = float(EDGE), top + LINE
    for key in given:
        room = 24 + wide(key.said, _SMALL)
        if left > EDGE and left + room > width - EDGE:
            left, base = float(EDGE), base + LINE + 2
        parts.append(f'<g transform="translate({left:.5g} {base - 11:.5g})">{key.shape}</g>')
        for number, line in enumerate(lines(key.said, width - 2 * EDGE - 24, _SMALL)):
            base += LINE if number else 0
            parts.append(text(line, left + 24, base, "quiet", f'font-size="{_SMALL}"'))
        left += room + 14
    return parts, base + 8 if parts else top


def note(said: str, width: float, top: float, left: float = EDGE, name: str = "quiet") -> tuple[list[str], float]:
    """Return a text of small lines on paper that hides what runs beneath, and where it ends."""
    parts = []
    for line in lines(said, width - left - EDGE, _SMALL) if said else ():
        top += LINE
        parts.append(_paper(left - 2, top - LINE, wide(line, _SMALL), LINE))
        parts.append(text(line, left, top - 4, name, f'font-size="{_SMALL}"'))
    return parts, top


def element(title: str, told: str, parts: Sequence[str], sheet: Sheet) -> str:
    """Return the drawing as one SVG element; ``told`` says all of it to whoever does not see it."""
    title, told = one_line(title), one_line(told)
    name = f"{sheet.name.removeprefix('concilium-')}-{crc32((title + told).encode()):08x}"
    size = f"{sheet.width:.6g} {sheet.height:.6g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{sheet.name}" width="100%"'
        f' viewBox="0 0 {size}" preserveAspectRatio="xMinYMin"'
        f' lang="{escape(language_code(sheet.language) or "und")}" font-family="{FONT}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(told)}</desc>'
        f"<style>{sheet.style}</style>"
        f"{_paper(0, 0, sheet.width, sheet.height)}{''.join(parts)}</svg>\n"
    )


def _paper(left: float, top: float, width: float, height: float) -> str:
    placed = f'x="{left:.6g}" y="{top:.6g}" ' if left or top else ""
    return f'<rect class="paper" {placed}width="{width:.6g}" height="{height:.6g}" fill="#fdfcf9"/>'


def clipped(said: str, room: float, size: float = 13) -> str:
    """Return a text on one line, cut anywhere with an ellipsis where it does not fit."""
    flat = one_line(said)
    if wide(flat, size) <= room:
        return flat
    while flat and wide(f"{flat}…", size) > room:
        flat = flat[:-1]
    return f"{flat.rstrip()}…"


def cut(said: str, room: float, most: int, size: float = 13) -> list[str]:
    """Return a text in so many lines at most, the last of them with an ellipsis where more is said."""
    broken = lines(said, room - size, size)
    if len(broken) <= most:
        return broken
    return [*broken[: most - 1], f"{broken[most - 1].rstrip(',;:–- ')}…"]
