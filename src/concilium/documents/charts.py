"""Bar charts as SVG: drawn by hand, legible on paper, in the dark, on a phone and to whoever sees fewer colours.

What a bar says stands beside it as text, so that no reading depends on colour or length alone. The drawing is one
element that fits the width it is given and works inline, as an image and on its own; its style falls back to attributes
where style sheets are not allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from concilium.documents.drawing import EDGE, LINE, Sheet, element, text
from concilium.documents.formats.plain import one_line
from concilium.documents.formats.wrapping import cells, words, wrap
from concilium.problems import ConciliumError

_WIDTH, _GAP = 480, 8
_BETWEEN, _BAR = 7, 12  # the space between rows, the thickness of a bar
_CELL = 7.2  # what a character of 13 units takes; generous, as the reader's font is not known
_SHORTEST = 60  # of the longest bar
_LABEL_CELLS, _TITLE_CELLS, _NOTE_CELLS = 26, 50, 70
_TO_THE_LEFT = 'font-size="13" text-anchor="end"'
_STYLE = """
.concilium-chart{max-width:40rem;width:100%;height:auto;color-scheme:light dark}
.concilium-chart text{font-variant-numeric:lining-nums tabular-nums}
@media (prefers-color-scheme:dark){.concilium-chart .paper{fill:#181816}.concilium-chart .ink{fill:#e6e2d8}
.concilium-chart .quiet{fill:#a8a396}.concilium-chart .bar{fill:#5f9bd3}.concilium-chart .line{stroke:#8a8577}
.concilium-chart .mark{fill:#ffd08a;stroke:#181816}}
@media print{.concilium-chart{max-height:88vh}
.concilium-chart .paper{fill:#fff}.concilium-chart .ink,.concilium-chart .quiet{fill:#000}
.concilium-chart .bar{fill:#5a6b7c;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.concilium-chart .line{stroke:#000}.concilium-chart .mark{fill:#000;stroke:#fff}}
""".replace("\n", "")


class Bar(NamedTuple):
    """One row: its label, its value (0 or more; None when not known) and the value as text.

    ``mark`` is a second value of the same unit to compare with, drawn as a stroke across the row.
    """

    label: str
    value: float | Fraction | None
    text: str
    mark: float | Fraction | None = None


class Legend(NamedTuple):
    """What the bars and the marks stand for; nothing is said about what has no name."""

    bars: str = ""
    marks: str = ""


class _Frame(NamedTuple):
    """Where labels end, where values end, where the bars begin, how long a value of 1 is, and how wide it all is."""

    labels: float
    values: float
    start: float
    unit: float
    width: float


def bar_chart(
    title: str,
    rows: Iterable[Bar | tuple[str, float | Fraction | None, str]],
    *,
    legend: Legend = Legend(),  # noqa: B008 - frozen
    note: str = "",
    language: str = "en",
) -> str:
    """Return a chart of horizontal bars, in the order of the rows, as one SVG element.

    All bars begin at zero and have one scale. ``note`` is a line below, the source for example. The title is the
    accessible name, and the rows are the description. All text is escaped. Raises ConciliumError for a value below 0.
    """
    bars = [_cleaned(Bar(*row)) for row in rows]
    frame = _frame(bars)
    parts, top = _heading(one_line(title), legend)
    first = top
    for bar in bars:
        parts += _row(bar, frame, top)
        top += _height(bar)
    parts.append(f'<path class="line" d="M{frame.start:g} {first - 3}V{top - 3}" stroke="#6b665c" fill="none"/>')
    for line in wrap(words(one_line(note)), _NOTE_CELLS):
        top += LINE
        parts.append(text(line, EDGE, top, "quiet", 'font-size="11"'))
    told = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return element(title, told, parts, Sheet(frame.width, top + EDGE, language, "concilium-chart", _STYLE))


def _cleaned(bar: Bar) -> Bar:
    if any(each is not None and each < 0 for each in (bar.value, bar.mark)):
        raise ConciliumError(f"The value of {bar.label} is below 0. Give values of 0 or more.")
    return bar._replace(label=one_line(bar.label), text=one_line(bar.text))


def _frame(bars: Sequence[Bar]) -> _Frame:
    """Share the width out: labels to the left, then the values, and the bars in what is left.

    The values stand before the bars: behind them, they would seem to belong to the marks.
    """
    labels = EDGE + _CELL * max((cells(line) for bar in bars for line in _label(bar)), default=0)
    values = labels + _GAP + _CELL * max((cells(bar.text) for bar in bars), default=0)
    start = values + _GAP
    longest = max((float(each) for bar in bars for each in (bar.value, bar.mark) if each is not None), default=0)
    room = max(_SHORTEST, _WIDTH - EDGE - start)
    return _Frame(labels, values, start, room / longest if longest else 0, start + room + EDGE)


def _label(bar: Bar) -> list[str]:
    return wrap(words(bar.label), _LABEL_CELLS) or [""]


def _height(bar: Bar) -> int:
    return LINE * len(_label(bar)) + _BETWEEN


def _heading(title: str, legend: Legend) -> tuple[list[str], int]:
    """Return the title and the legend, and where the rows begin."""
    parts, top = [], EDGE
    for line in wrap(words(title), _TITLE_CELLS):
        top += 20
        parts.append(text(line, EDGE, top - 4, "ink", 'font-size="15" font-weight="600"'))
    top += 4
    keys: list[tuple[str, str]] = []
    if legend.bars:
        keys.append((_bar(0, 0, 18), legend.bars))
    if legend.marks:
        keys.append((_mark(9, 0), legend.marks))
    for drawing, name in keys:
        top += LINE
        parts.append(f'<g transform="translate({EDGE} {top - 11})">{drawing}</g>')
        parts.append(text(one_line(name), EDGE + 26, top, "quiet", 'font-size="12"'))
    return parts, top + 2 * _GAP


def _row(bar: Bar, frame: _Frame, top: int) -> Iterator[str]:
    """Yield the lines of a label, and the value, the bar and its mark at half their height."""
    lines = _label(bar)
    for number, line in enumerate(lines):
        yield text(line, frame.labels, top + LINE * number + 11, "ink", _TO_THE_LEFT)
    top += LINE * (len(lines) - 1) // 2
    yield text(bar.text, frame.values, top + 11, "quiet" if bar.value is None else "ink", _TO_THE_LEFT)
    if bar.value:
        yield _bar(frame.start, top, frame.unit * float(bar.value))
    if bar.mark is not None:
        yield _mark(frame.start + frame.unit * float(bar.mark), top)


def _bar(left: float, top: int, length: float) -> str:
    return f'<rect class="bar" x="{left:.5g}" y="{top}" width="{length:.5g}" height="{_BAR}" fill="#1f4e79"/>'


def _mark(middle: float, top: int) -> str:
    """Return a stroke with an edge of the paper's colour, so that it shows on a bar and beside it."""
    return (
        f'<rect class="mark" x="{middle - 2:.5g}" y="{top - 2}" width="4" height="{_BAR + 4}" fill="#b34700"'
        ' stroke="#fdfcf9"/>'
    )
