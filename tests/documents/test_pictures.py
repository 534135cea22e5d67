"""A picture is sound XML, holds every datum of its table, stays inside its frame, and lets no text act as markup."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import concilium
from concilium.api import shipped
from concilium.cli import main
from concilium.cli.picturing import KINDS
from concilium.documents import drawing as d
from concilium.documents.formats.plain import one_line
from concilium.documents.pictures import draw
from concilium.documents.pictures.hemicycle import ORDER
from concilium.documents.pictures.picture import Picture
from concilium.instants import Moment
from concilium.problems import MisusedError, UnknownNameError
from concilium.procedure.memberships import stretches_of
from concilium.procedure.standing import standing
from tests import making
from tests.documents.sample import HOSTILE_TEXTS

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("en", "ru")
EVE = ("2024-06-20", "2024-06-20")
NOW = ("2026-10-01", None)
VETO = {"yes": ["FRA", "10"], "no": ["RUS"], "abstain": ["CHN", "IND"]}
ASKED: dict[str, tuple[str, tuple[str, str | None], str, str | None, dict[str, Any]]] = {
    "members": ("csto", NOW, "lanes", None, {}),
    "members on the eve": ("csto", EVE, "lanes", None, {}),
    "one member": ("csto", ("2012-07-15", "2012-07-15"), "lanes", "UZB", {}),
    "members of ASEAN": ("asean", NOW, "lanes", None, {}),
    "members of the UN": ("un", NOW, "lanes", None, {}),
    "members that leave": ("ecowas", ("2024-06-01", None), "lanes", None, {}),
    "the council's chair": ("csto", EVE, "wheel", "csc", {}),
    "the Security Council's chair": ("un", NOW, "wheel", "security-council", {}),
    "ASEAN's chair": ("asean", NOW, "wheel", None, {}),
    "a chair held by regions": ("au", ("2024-10-01", None), "wheel", None, {}),
    "a chair by post and decision": ("osce", NOW, "wheel", None, {}),
    "the ministers' meetings": ("csto", NOW, "attendance", "cfm", {}),
    "meetings of ASEAN": ("asean", NOW, "attendance", "foreign-ministers", {}),
    "no meetings": ("un", NOW, "attendance", "security-council", {}),
    "a vote on the record": ("csto", NOW, "hemicycle", "csc/2024-11-28", {}),
    "a vote half told": ("csto", NOW, "hemicycle", "csc/2022-11-23", {}),
    "a veto": ("un", ("2022-02-25", None), "hemicycle", "security-council", {"matter": "substantive", "votes": VETO}),
    "an assembly": ("un", NOW, "hemicycle", "general-assembly", {"matter": "important", "votes": {"yes": ["141"]}}),
    "a draft": ("csto", ("2024-06-22", "2024-06-22"), "passage", "border-programme", {}),
    "a draft adopted": ("csto", NOW, "passage", "border-programme", {}),
    "around a meeting": ("csto", NOW, "timeline", "cfm/2024-06-21", {}),
    "a year": ("csto", NOW, "calendar", "2024", {}),
    "a year half over": ("csto", ("2025-06-20", "2025-06-20"), "calendar", None, {}),
    "a year of ASEAN": ("asean", NOW, "calendar", "2007", {}),
    "around a session": ("csto", NOW, "timeline", "csc/2022-11-23", {}),
}


@cache
def organization(name: str) -> concilium.Organization:
    return making.csto() if name == "csto" else concilium.open(name)


@cache
def drawn(asked: str, language: str = "en") -> Picture:
    name, (on, known), kind, what, vote = ASKED[asked]
    return organization(name).view(on, known=known, language=language).picture(kind, what, **vote)


def parsed(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.svg)  # noqa: S314 - of our own making


def says(picture: Picture) -> str:
    """Return everything a picture says, in texts and in titles of its parts, as one line."""
    root = parsed(picture)
    told = [each.text or "" for each in root.iter() if each.tag in (f"{SVG}text", f"{SVG}title")]
    return one_line(" ".join(told))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ASKED)
def test_every_datum_of_the_table_is_in_the_picture(asked: str, language: str) -> None:
    picture = drawn(asked, language)
    said = says(picture)
    lacking = [cell.text for row in picture.rows for cell in row if one_line(cell.text) not in said]
    assert lacking == []
    assert [note for note in picture.notes if one_line(note) not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("asked", ASKED)
def test_no_text_leaves_the_frame(asked: str, language: str) -> None:
    root = parsed(drawn(asked, language))
    width, height = (float(each) for each in root.attrib["viewBox"].split()[2:])
    outside = []
    for each in root.iter(f"{SVG}text"):
        bold = 1.1 if each.get("font-weight") else 1
        room = d.wide(each.text or "", float(each.attrib["font-size"])) * bold
        anchor = {"middle": 0.5, "end": 1.0}.get(each.get("text-anchor", ""), 0.0)
        left = float(each.attrib["x"]) - anchor * room
        if left < 0 or left + room > width or not 0 < float(each.attrib["y"]) < height:
            outside.append((each.text, left, left + room))
    assert outside == []


@pytest.mark.parametrize("asked", ASKED)
def test_whoever_does_not_see_it_is_told_its_rows(asked: str) -> None:
    picture, root = drawn(asked), parsed(drawn(asked))
    title, description = root[0], root[1]
    assert (root.attrib["role"], title.text) == ("img", one_line(picture.title))
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], description.attrib["id"]]
    heard = description.text or ""
    assert [cell.text for row in picture.rows for cell in row if one_line(cell.text) not in heard] == []


@pytest.mark.parametrize("asked", ASKED)
def test_a_table_has_a_cell_for_every_column_and_reads_as_text_and_data(asked: str) -> None:
    picture = drawn(asked)
    assert {len(row) for row in picture.rows} <= {len(picture.columns)}
    data = json.loads(json.dumps(picture.data()))
    assert [list(row) for row in data["rows"]] == [list(picture.columns)] * len(picture.rows)
    assert str(picture).splitlines()[0] == picture.title
    assert len(str(picture).splitlines()) == 3 + len(picture.rows) + len(picture.notes)


def test_pictures_say_the_same_in_both_languages() -> None:
    for asked in ASKED:
        english, russian = (drawn(asked, language) for language in LANGUAGES)
        keys = ("member", "from", "to", "standing", "state", "position", "number", "presence", "holder", "step")
        told = [
            [{key: row[key] for key in keys if key in row} for row in picture.data()["rows"]]  # type: ignore[attr-defined]
            for picture in (english, russian)
        ]
        assert told[0] == told[1], asked
        assert english.title != russian.title


def test_pictures_fit_any_width_dark_screens_and_paper() -> None:
    root = parsed(drawn("members"))
    style = next(root.iter(f"{SVG}style")).text or ""
    assert root.attrib["width"] == "100%"
    assert all(media in style for media in ("prefers-color-scheme:dark", "@media print"))
    used = {name for each in root.iter() for name in each.get("class", "").split()} - {"concilium-picture"}
    assert all(f".{name}" in style for name in used)


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_organization_can_be_drawn(name: str) -> None:
    view = organization(name).view("2026-10-01", language="ru")
    for kind in ("attendance", "calendar", "lanes", "wheel"):
        assert parsed(view.picture(kind)).tag == f"{SVG}svg"


# What each shows


def rows(asked: str) -> list[dict[str, Any]]:
    return drawn(asked).data()["rows"]  # type: ignore[return-value]


def test_a_contested_stretch_says_who_holds_what_and_keeps_the_legal_standing() -> None:
    last = [row for row in rows("members on the eve") if row["member"] == "ARM"][-1]
    assert last == {
        "member": "ARM",
        "from": "2024-02-22",
        "to": None,
        "standing": "member",
        "state": "now",
        "otherwise": [{"by": "pashinyan", "standing": "participation-frozen"}],
    }


def test_a_withdrawal_that_is_to_come_is_told_apart() -> None:
    leaving = [row for row in rows("members that leave") if row["member"] == "NER"]
    assert (leaving[-1]["state"], leaving[-1]["standing"]) == ("foreseen", "former")
    assert "stroke-dasharray" in drawn("members that leave").svg


def test_the_wheel_turns_from_the_past_over_the_present_to_what_is_computed() -> None:
    turned = [(row["holder"], row["state"]) for row in rows("the council's chair")]
    assert turned[4:8] == [("BLR", "past"), ("KAZ", "now"), ("KGZ", "computed"), ("RUS", "computed")]


def test_the_wheel_marks_a_departure_from_the_rotation() -> None:
    marks = {asked: drawn(asked).svg.count('class="warn"') for asked in ("ASEAN's chair", "the council's chair")}
    assert marks == {"ASEAN's chair": 3, "the council's chair": 0}


def test_attendance_tells_absent_present_and_not_known_apart() -> None:
    found = {row["member"]: row["presence"] for row in rows("the ministers' meetings") if row["day"] == "2024-06-21"}
    assert {code: found[code] for code in ("ARM", "KAZ", "BLR")} == {
        "ARM": "absent",
        "KAZ": "present",
        "BLR": "unknown",
    }


def test_a_body_without_meetings_is_drawn_as_such() -> None:
    picture = drawn("no meetings")
    assert (picture.rows, "The record holds nothing to be drawn." in says(picture)) == ((), True)


@pytest.mark.parametrize("asked", ["a veto", "an assembly", "a vote on the record"])
def test_a_vote_has_a_seat_for_everybody_in_the_order_of_positions(asked: str) -> None:
    found = rows(asked)
    titles = [each.text or "" for each in parsed(drawn(asked)).iter(f"{SVG}title")][1:]
    assert len(titles) == sum(row["number"] for row in found)
    order = [ORDER.index(row["position"]) for row in found]
    assert order == sorted(order)


def test_a_vote_says_its_outcome_and_why() -> None:
    picture = drawn("a veto")
    made = organization("un").view("2022-02-25").decide("security-council", "substantive", VETO)  # type: ignore[arg-type]
    assert picture.notes == (made.headline, *(sentence.text for sentence in made.sentences))
    assert "vetoed" in made.headline
    assert [row for row in rows("a veto") if row["member"] is None] == [
        {"position": "yes", "member": None, "number": 10},
        {"position": "absent", "member": None, "number": 1},
    ]


def test_a_passage_goes_on_as_the_rules_have_it() -> None:
    found = [(row["step"], row["state"]) for row in rows("a draft")]
    assert found[-3:] == [("endorsed", "done"), ("endorsed", "next"), ("adopted", "ahead")]


def test_the_days_around_a_meeting_are_in_order_and_near_it() -> None:
    days = [row["day"] for row in rows("around a meeting") if re.fullmatch(r"\d{4}-\d\d-\d\d", row["day"])]
    assert days == sorted(days)
    assert (days[0] >= "2024-06-07", days[-1] <= "2024-07-05") == (True, True)


def test_long_statements_are_shortened_in_the_drawing_and_whole_in_its_titles() -> None:
    root = parsed(drawn("around a meeting"))
    assert any((each.text or "").endswith("…") for each in root.iter(f"{SVG}text"))
    assert not any((each.text or "").endswith("…") for each in root.iter(f"{SVG}title"))


# Membership as stretches


@pytest.mark.parametrize("member", ["ARM", "UZB", "BLR", "AZE"])
def test_stretches_follow_each_other_and_agree_with_the_standing_of_their_days(member: str) -> None:
    csto = making.csto()
    view = csto.view("2026-10-01").record
    found = stretches_of(csto.charter, view, member)
    assert all(first.ends + 1 == second.begins for first, second in pairwise(found))
    for each in found:
        answer = standing(csto.charter, view.on(Moment(each.begins, each.begins)), member)
        held = tuple((rival.authority, rival.value) for rival in answer.rivals if not rival.agrees)
        assert (each.standing, each.contested) == (answer.value, held)


# Hostile text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_of_a_record_acts_as_markup(text: str) -> None:
    parts, top = d.heading(text, 420, text)
    more, top = d.keys([d.Key(d.circle("fill", 9, 6, 5), text)], 420, top)
    noted, top = d.note(text, 420, top)
    made = d.element(
        text, text, [*parts, *more, *noted, d.titled(text, d.cross("line", 5, 5, 3))], d.Sheet(420, top, "en")
    )
    root = ET.fromstring(made)  # noqa: S314 - of our own making
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "circle", "path", "text", "g",
    }  # fmt: skip
    assert root[0].text == one_line(text)


@given(st.text(), st.floats(20, 400))
def test_lines_hold_every_word_and_fit_their_room(said: str, room: float) -> None:
    broken = d.lines(said, room)
    assert "".join(broken).replace(" ", "") == one_line(said).replace(" ", "")
    assert all(d.wide(line) <= room or len(line) == 1 for line in broken if len(one_line(line)) > 1)


# At the terminal


def test_the_terminal_offers_every_kind() -> None:
    assert KINDS == draw.KINDS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("passage",), "'passage' is a picture of one thing. Name a draft"),
        (("lanes", "XKX"), "This view knows of no act of a member 'XKX'"),
        (("wheel", "nobody"), "csto has no organ 'nobody'"),
        (("hemicycle", "cfm/2024-06-21"), "The record has no vote with positions at 'cfm/2024-06-21'"),
        (("wheel", "csc", "--matter", "any", "--yes", "3"), "A matter and votes say nothing to 'wheel'"),
        (("passage", "border"), "This view knows of no draft 'border'"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_words(words: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(main, ["picture", "csto", *words])
    assert (result.exit_code, told in result.output) == (2, True), result.output


def test_a_picture_is_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "wheel.svg"
    result = CliRunner().invoke(main, ["picture", "csto", "wheel", "--on", "2024-06-20", "-o", str(file)])
    assert (result.exit_code, file.read_text(encoding="utf-8")[:4]) == (0, "<svg")


def test_the_library_refuses_a_picture_that_there_is_not() -> None:
    view = making.csto().view("2024-06-20")
    with pytest.raises(UnknownNameError, match="There is no picture 'pie'"):
        view.picture("pie")
    with pytest.raises(MisusedError, match="Name a meeting"):
        view.picture("timeline")
