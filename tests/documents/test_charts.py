"""A bar chart says everything as text, draws it to scale, and lets nothing of the data act as markup."""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.documents.charts import Bar, Legend, bar_chart
from concilium.documents.formats.plain import one_line
from concilium.problems import ConciliumError

SVG = "{http://www.w3.org/2000/svg}"
COUNCIL = [Bar("Permanent", Fraction(421, 2145), "421/2145", 0.2), Bar("Elected", Fraction(4, 2145), "4/2145", 0.1)]


def parsed(chart: str) -> ET.Element:
    """Return a chart as a tree."""
    return ET.fromstring(chart)  # noqa: S314 - of our own making


def texts(chart: str) -> list[str]:
    """Return the texts that are drawn."""
    return [each.text or "" for each in parsed(chart).iter(f"{SVG}text")]


def widths(chart: str) -> list[float]:
    """Return the lengths of the bars."""
    return [float(each.attrib["width"]) for each in parsed(chart).iter(f"{SVG}rect") if each.get("class") == "bar"]


def test_a_chart_draws_labels_values_legend_and_note_in_order() -> None:
    drawn = texts(bar_chart("Power", COUNCIL, legend=Legend("index", "share of seats"), note="Security Council"))
    assert drawn == [
        "Power", "index", "share of seats", "Permanent", "421/2145", "Elected", "4/2145", "Security Council",
    ]  # fmt: skip


def test_bars_begin_together_and_have_one_scale() -> None:
    long, short = widths(bar_chart("Power", COUNCIL))
    assert long / short == pytest.approx(421 / 4, rel=1e-3)


def test_the_longest_value_or_mark_fills_the_width() -> None:
    by_value, by_mark = (
        widths(bar_chart("", [Bar("A", 1, "1", mark)]))[0] for mark in (None, 2)
    )  # fmt: skip
    assert by_mark == pytest.approx(by_value / 2, rel=1e-3)


def test_zero_and_not_known_are_told_apart_in_words_and_draw_no_bar() -> None:
    chart = bar_chart("Power", [("A", 0, "0"), ("B", None, "not known")])
    assert (widths(chart), texts(chart)) == ([], ["Power", "A", "0", "B", "not known"])


def test_whoever_does_not_see_it_is_told_all_of_it() -> None:
    chart = parsed(bar_chart("Power", COUNCIL, language="ru"))
    title, description = chart[0], chart[1]
    assert (title.text, description.text) == ("Power", "Permanent: 421/2145; Elected: 4/2145")
    assert chart.attrib["role"] == "img"
    assert chart.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    assert chart.attrib["lang"] == "ru"


def test_two_charts_on_a_page_have_names_of_their_own() -> None:
    first, second = (parsed(bar_chart(title, COUNCIL))[0].attrib["id"] for title in ("One", "Two"))
    assert first != second


def test_a_chart_fits_dark_screens_paper_and_any_width() -> None:
    chart = bar_chart("Power", COUNCIL)
    style = next(parsed(chart).iter(f"{SVG}style")).text or ""
    assert parsed(chart).attrib["width"] == "100%"
    assert all(media in style for media in ("prefers-color-scheme:dark", "@media print"))


def test_a_long_label_is_broken_into_lines_that_push_the_next_row_down() -> None:
    one, two = (parsed(bar_chart("", [(label, 1, "1"), ("B", 1, "1")])) for label in ("A", "A name " * 9))
    assert float(two.attrib["viewBox"].split()[3]) - float(one.attrib["viewBox"].split()[3]) == 2 * 16


def test_a_value_below_zero_is_refused_by_name() -> None:
    with pytest.raises(ConciliumError, match="The value of Elsewhere is below 0"):
        bar_chart("Power", [("Elsewhere", -1, "-1")])


@given(
    st.text(), st.lists(st.tuples(st.text(), st.none() | st.fractions(0), st.text()), max_size=5), st.text(), st.text()
)
def test_no_text_acts_as_markup(
    title: str, rows: list[tuple[str, Fraction | None, str]], note: str, language: str
) -> None:
    """Whatever the data says, the chart is well-formed and has no other elements than it draws itself."""
    chart = parsed(bar_chart(title, rows, note=note, language=language))
    assert {each.tag.removeprefix(SVG) for each in chart.iter()} <= {
        "svg",
        "title",
        "desc",
        "style",
        "rect",
        "path",
        "text",
    }
    assert (chart[0].text or "") == one_line(title)
    assert [each.text or "" for each in chart.iter(f"{SVG}text")].count("") <= 2 * len(rows)
