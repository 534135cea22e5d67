"""The explanations beside a charter are read, and every mistake in them is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from concilium.procedure.replayed import Explanation
from concilium.stores.explanations import check_explanations, read_explanations

GOOD = """\
explained:
  - rolls: ["280486"]
    why: {en: It was a question of procedure., ru: Вопрос был процедурным.}
    source: repertoire#1946-51, chapter IV
  - organ: ga
    members: [ZAF]
    valid: 1974-11-12/1994-06-23
    why: {en: Its credentials were not accepted., ru: Его полномочия не были признаны.}
    source: [repertoire]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "replay.yaml").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, text: str) -> list[tuple[int, str]]:
    found = check_explanations(written(folder, text), {"repertoire"}, {"ga", "sc"}, ("en", "ru"))
    return [(problem.line, problem.what) for problem in found]


def test_explanations_are_read(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []
    assert read_explanations(tmp_path)[0] == (
        Explanation(
            rolls=("280486",),
            why={"en": "It was a question of procedure.", "ru": "Вопрос был процедурным."},
            source=("repertoire#1946-51, chapter IV",),
        ),
        Explanation(
            organ="ga",
            members=("ZAF",),
            valid="1974-11-12/1994-06-23",
            why={"en": "Its credentials were not accepted.", "ru": "Его полномочия не были признаны."},
            source=("repertoire",),
        ),
    )


def test_a_folder_need_not_have_any(tmp_path: Path) -> None:
    assert read_explanations(tmp_path) == ((), [])
    assert check_explanations(tmp_path, (), (), ("en",)) == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (GOOD.replace("source: repertoire#", "source: repertory#"), 2,
         "explanation 1: it cites 'repertory', which is not in sources.yaml"),
        (GOOD.replace("source: [repertoire]", "source: []"), 5, "explanation 2: it cites nothing"),
        (GOOD.replace(", ru: Вопрос был процедурным.", ""), 2, "explanation 1: 'why' has no 'ru'"),
        (GOOD.replace('rolls: ["280486"]', "rolls: []"), 2, "explanation 1: it names neither rolls nor members"),
        (GOOD.replace("organ: ga", "organ: gb"), 5, "explanation 2: there is no organ 'gb'"),
        (GOOD.replace("1974-11-12", "1974-13-12"), 5,
         "explanation 2: 'valid': '1974-13-12' is not a date: there is no such day"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(text: str, line: int, what: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text) == [(line, what)]


@pytest.mark.parametrize("text", ["explained: {", "explained: 5", "explained: [{why: x}]", "others: []", "\0", "[]"])
def test_what_is_no_such_file_is_said(text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text)
    assert read_explanations(tmp_path)[0] == ()
