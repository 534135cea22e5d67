"""The library as a script or a notebook uses it: the examples, rows for data frames, displays, helpful errors."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pytest

import concilium
from concilium.api import flat
from concilium.problems import ConciliumError, InvalidDateError, InvalidInputError, UnknownNameError
from concilium.record.entry import KINDS
from concilium.record.log import DuplicateEntryError
from tests.making import csto, statement

EVE = csto().view(on="2024-06-21", known="2024-06-20")


# The example of the README


def test_an_organization_answers_from_a_view() -> None:
    """The conversation of the README, with all that it leaves out."""
    organization = concilium.open("csto")
    eve = organization.view(on="2024-06-21", known="2024-06-20")
    assert (eve.chair("cfm").value, eve.chair("cfm").state) == ("KAZ", "known")
    assert (eve.standing("ARM").value, eve.standing("ARM").state) == ("member", "contested")
    assert eve.members().value == ("ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK")
    brief = eve.brief("cfm/2024-06-21")
    assert brief.title == "Council of Ministers of Foreign Affairs of the CSTO, Almaty, 21 June 2024"
    assert brief.subtitle == "As known on 20 June 2024"
    assert [section.heading for section in brief.sections][:3] == [
        "The meeting", "Who comes, who stays away", "What deciding takes",
    ]  # fmt: skip


def test_an_organization_and_a_view_say_what_they_are() -> None:
    organization = csto()
    assert (organization.identifier, organization.name(), organization.name("ru")) == (
        "csto",
        "Collective Security Treaty Organization",
        "Организация Договора о коллективной безопасности",
    )
    assert re.fullmatch(r"<Organization csto: \d+ entries, \d+ provisions>", repr(organization))
    assert repr(EVE) == "<View csto on 2024-06-21, known 2024-06-20>"
    assert repr(organization.view("2024-06-21")) == "<View csto on 2024-06-21>"
    assert "csto" in concilium.shipped()
    assert set(concilium.__all__) <= set(dir(concilium))


def test_the_same_view_gives_the_same_answers() -> None:
    """Taken twice, from an organization opened twice, and after other questions."""
    again = concilium.open("csto").view(on="2024-06-21", known="2024-06-20")
    csto().view("2012-12-19").standing("UZB")
    assert again.standing("ARM") == EVE.standing("ARM")
    assert again.brief("cfm/2024-06-21") == EVE.brief("cfm/2024-06-21")


@pytest.mark.parametrize(
    ("ask", "value", "state"),
    [
        (lambda view: view.standing("GEO"), "former", "known"),
        (lambda view: view.chair("csc"), "KAZ", "known"),
        (lambda view: view.force("charter-2002"), "2003-09-18", "known"),
        (lambda view: view.quorum("cfm"), None, "unknown"),
        (lambda view: [seat.member for seat in view.composition("cfm").value][:2], ["ARM", "BLR"], None),
        (lambda view: len(view.offices("ARM").value) > 2, True, None),
        (lambda view: view.precedents("ARM", "cfm").value.without, ("cfm/2024-06-21",), None),
        (lambda view: view.passage("csc-drafts-2024-06").value.next.step, "endorsed", None),
    ],
)
def test_every_question_has_an_answer(ask: Callable[[concilium.View], Any], value: object, state: str | None) -> None:
    answer = ask(EVE)
    assert (getattr(answer, "value", answer) if state else answer, getattr(answer, "state", None)) == (value, state)


def test_meetings_and_statements_are_told_in_order() -> None:
    meetings = EVE.meetings("cfm")
    begins = [gathering.when.begins.earliest for gathering, _ in meetings]
    assert begins == sorted(begins)
    assert (
        meetings[-1][1]
        == "21 June 2024: regular meeting of the Council of Ministers of Foreign Affairs in Almaty (planned)"
    )
    said = EVE.statements(about="ARM", by="pashinyan")
    assert said
    assert {each.said_by[0].split(" (")[0] for each in said} == {"Nikol Pashinyan"}


# What was appended


def test_what_is_appended_is_seen_by_views_taken_afterwards() -> None:
    organization = concilium.open("csto")
    before = organization.view("2024-06-21")
    organization.append([statement("told-later", "ARM", by="RUS", on="2024-06-20")])
    assert "told-later" in {each.id for each in organization.view("2024-06-21").entries("statement", "ARM")}
    assert "told-later" not in {each.id for each in before.entries("statement", "KAZ")}
    with pytest.raises(DuplicateEntryError):
        organization.append([statement("told-later", "ARM")])


# Rows and data frames


def test_rows_are_flat_and_have_the_same_columns() -> None:
    rows = EVE.rows("attendance", "cfm/2024-06-21")
    assert [row["id"] for row in rows] == [each.id for each in EVE.entries("attendance", "cfm/2024-06-21")]
    assert len({tuple(row) for row in rows}) == 1
    mirzoyan = next(row for row in rows if row["person"] == "mirzoyan")
    assert {key: mirzoyan[key] for key in ("kind", "status", "members", "said.on", "meeting")} == {
        "kind": "attendance", "status": "absence-announced", "members": "ARM", "said.on": "2024-06-19",
        "meeting": "cfm/2024-06-21",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_rows_of_every_kind_are_cells_and_no_structures(kind: str | None) -> None:
    rows = csto().view("2026-11-24").rows(kind)
    cells = {type(cell) for row in rows for cell in row.values()}
    assert cells <= {str, int, bool, float, type(None)}
    assert len(rows) == len(csto().view("2026-11-24").entries(kind))


def test_rows_make_a_frame_in_polars_and_in_pandas() -> None:
    """Both hold the same table, and it can be asked what it was made for."""
    rows = csto().view("2026-11-24").rows("attendance")
    polars, pandas = pl.DataFrame(rows, infer_schema_length=None), pd.DataFrame(rows)
    assert polars.shape == pandas.shape == (len(rows), len(rows[0]))
    assert polars.columns == list(pandas.columns)
    absent = [row["id"] for row in rows if row["status"] == "absent"]
    assert polars.filter(pl.col("status") == "absent")["id"].to_list() == absent
    assert pandas[pandas["status"] == "absent"]["id"].tolist() == absent


def test_no_rows_make_an_empty_frame() -> None:
    assert EVE.rows("vote", "nobody") == []
    assert pl.DataFrame(EVE.rows("vote", "nobody")).is_empty()


def test_an_entry_is_told_by_one_row() -> None:
    assert flat(statement("so-it-is", "ARM", "KAZ", by="RUS", on="2024-06-20")) == {
        "kind": "statement", "id": "so-it-is", "said.by": "RUS", "said.on": "2024-06-20", "said.in": "paper",
        "recorded.on": "2026-01-01", "recorded.by": "editors", "text.en": "so-it-is", "about": "ARM KAZ",
    }  # fmt: skip


# Displays


class Balanced(HTMLParser):
    """Reads HTML and notes what is opened and not closed, or named like nothing that a notebook should run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.open.append(tag)
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_notebook_shows_answers_and_briefs(language: str) -> None:
    view = csto().view("2024-06-21", "2024-06-20", language=language)
    answer, brief = view.standing("ARM"), view.brief("cfm/2024-06-21")
    shown = Balanced(answer._repr_html_())
    assert (shown.open, shown.names) == ([], {"p", "strong", "ul", "li", "small"})
    assert answer.headline in shown.words
    assert all(sentence.text in shown.words for sentence in answer.sentences)
    shown = Balanced(brief._repr_html_())
    assert (shown.open, shown.names) == ([], {"h2", "h3", "p", "em"})
    assert all(sentence.text in shown.words for section in brief.sections for sentence in section.sentences)


def test_a_prompt_shows_an_answer_in_lines() -> None:
    lines = str(EVE.standing("ARM")).splitlines()
    assert lines[0] == "Armenia: a full member of the Organization (contested)"
    assert all(line.startswith("  - ") for line in lines[1:])


def test_what_stands_on_the_record_is_shown_as_text() -> None:
    """Markup in an entry is shown and not acted upon."""
    organization = concilium.open("csto")
    text = "<script>alert(1)</script>"
    organization.append([statement(text, "ARM", by="RUS", on="2024-06-20", topics=("standing",))])
    shown = organization.view("2024-06-21", "2024-06-20").brief("cfm/2024-06-21")._repr_html_()
    assert html.escape(text) in shown
    assert text not in shown


# What goes wrong


@pytest.mark.parametrize(
    ("ask", "error", "message"),
    [
        (
            lambda: concilium.open("csto1"),
            UnknownNameError,
            "There is no organization 'csto1', nor a folder of that name",
        ),
        (lambda: csto().view("21 June 2024"), InvalidDateError, "'21 June 2024' is not a date"),
        (lambda: csto().view("2024", "2024-13"), InvalidDateError, "'2024-13' is not a date"),
        (lambda: csto().view("2024", language="hy").members(), UnknownNameError, "no catalogue for the language 'hy'"),
        (lambda: EVE.standing("ARN"), UnknownNameError, "'ARN' is no member code. Did you mean 'ARM'"),
        (lambda: EVE.chair("cfn"), UnknownNameError, "Did you mean 'cfm'"),
        (lambda: EVE.quorum("cfm", "cfm/2024-06-22"), UnknownNameError, "knows of no meeting 'cfm/2024-06-22'"),
        (lambda: EVE.force("charter"), UnknownNameError, "Use one of: charter-2002"),
        (lambda: EVE.passage("nothing"), UnknownNameError, "This view knows of no draft 'nothing'"),
        (lambda: EVE.brief("cfm/2024-06-22"), UnknownNameError, "Did you mean 'cfm/2024-06-21'"),
        (
            lambda: EVE.entries("standings"),
            UnknownNameError,
            "There is no kind of entry 'standings'. Did you mean 'standing'",
        ),
        (lambda: csto().meeting_view("csc/1999-01-01"), UnknownNameError, "knows of no meeting 'csc/1999-01-01'"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(
    ask: Callable[[], object], error: type[ConciliumError], message: str
) -> None:
    with pytest.raises(error) as told:
        ask()
    assert message in str(told.value)
    assert not re.search(r"KeyError|Traceback|<class|object at", str(told.value))


def test_a_folder_with_mistakes_is_not_opened_and_tells_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "charter.yaml").write_text("organization: Pact\norgans: {}\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as told:
        concilium.open(tmp_path)
    assert told.value.problems == tuple(concilium.check(tmp_path))
    assert len(told.value.problems) > 1
    assert str(told.value) == "\n".join(str(problem) for problem in told.value.problems)


def test_a_name_that_the_library_has_not_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'concilium' has no attribute 'close'"):
        concilium.close  # noqa: B018 (asking is what is tested)
