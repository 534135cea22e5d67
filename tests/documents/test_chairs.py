"""The chair in words, in both languages: a post that presides, regions in turn, a fixed holder, a list."""

from __future__ import annotations

import pytest

import concilium

CHARTER = """
organization: union
name: {names: {en: Union, ru: Союз}}
alphabet: en
languages: [en, ru]
organs:
  council:
    name: {names: {en: Council, ru: Совет}}
    chair:
      - {id: presides, from: 2001-01-01, source: treaty, order: exempt, presides: secretary-general,
         says: {en: the Secretary General presides, ru: председательствует Генеральный секретарь}}
  assembly:
    name: {names: {en: Assembly, ru: Ассамблея}}
    chair:
      - {id: regions, from: 2001-01-01, source: treaty, order: regions, regions: [east, west], term: calendar-year,
         start: east, start_on: 2001-01-01, says: {en: the regions take turns, ru: регионы чередуются}}
  command:
    name: {names: {en: Command, ru: Командование}}
    chair:
      - {id: fixed, source: treaty, from: 2001-01-01, order: exempt, holder: RUS,
         says: {en: Russia commands, ru: командует Россия}}
  board:
    name: {names: {en: Board, ru: Правление}}
    chair:
      - id: turns
        from: 2001-01-01
        source: treaty
        order: listed
        members: [KAZ, ARM, BLR]
        term: half-year
        start: KAZ
        start_on: 2001-01-01
        says: {en: the members take turns, ru: члены чередуются}
        deviations:
          - {on: 2002-01-01, what: declined, turn_of: BLR, source: treaty,
             says: {en: Belarus declined, ru: Беларусь отказалась}}
"""
NAMES = """
people: {ada: {names: {en: Ada, ru: Ада}, gender: f}}
posts: {secretary-general: {names: {en: "Secretary General of the {of}", ru: "Генеральный секретарь ({of})"}}}
places: {east: {names: {en: the East, ru: Восток}}, west: {names: {en: the West, ru: Запад}}}
authorities: {union-office: {names: {en: Office, ru: Бюро}}}
"""
SOURCES = """
sources:
  treaty: {publisher: union-office, title: The Treaty, language: en}
"""
RECORD = """
recorded: {on: 2026-01-01, by: editors}
entries:
  - {id: ada, kind: office, said: {by: union-office, on: 2003-01-01, in: treaty}, valid: 2003-01-01/..,
     person: ada, post: secretary-general}
  - {id: of-2003, kind: chairmanship, said: {by: assembly, on: 2002-11-01, in: treaty}, valid: 2003-01-01/2003-12-31,
     organ: assembly, member: KAZ, decided: true}
  - {id: of-board, kind: chairmanship, said: {by: board, on: 2002-11-01, in: treaty}, valid: 2003-01-01/2003-06-30,
     organ: board, member: RUS, decided: true}
"""


@pytest.fixture(scope="module")
def union(tmp_path_factory: pytest.TempPathFactory) -> concilium.Organization:
    folder = tmp_path_factory.mktemp("union")
    (folder / "record").mkdir()
    for name, text in (("charter", CHARTER), ("names", NAMES), ("sources", SOURCES), ("record/all", RECORD)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return concilium.open(folder)


@pytest.mark.parametrize(
    ("organ", "language", "expected"),
    [
        ("council", "en", [
            "Council: Secretary General of the Union",
            "  - Secretary General of the Union holds the chair.",
            "  - The chair is held by office, which is that of Ada: the Secretary General presides.",
        ]),
        ("council", "ru", [
            "Совет: Генеральный секретарь (Союз)",
            "  - Председательствует Генеральный секретарь (Союз).",
            ("  - Председательство принадлежит по должности, которую занимает Ада: "
            "председательствует Генеральный секретарь."),
        ]),
        ("assembly", "en", [
            "Assembly: Kazakhstan",
            "  - Kazakhstan holds the chair.",
            ("  - On 1 November 2002 the Assembly decided that Kazakhstan would chair the Assembly "
            "from 1 January to 31 December 2003."),
            ("  - The rotation gives the East its turn since 1 January 2003; "
            "which member has it is decided each time: the regions take turns."),
        ]),
        ("command", "en", [
            "Command: Russia",
            "  - Russia holds the chair.",
            "  - The chair is always that of Russia: Russia commands.",
        ]),
    ],
)  # fmt: skip
def test_the_chair_in_words(union: concilium.Organization, organ: str, language: str, expected: list[str]) -> None:
    told = str(union.view("2003-05-01", "2003-05-01", language=language).chair(organ)).splitlines()
    assert [line for line in told if "ext in the rotation" not in line] == expected


@pytest.mark.parametrize(
    ("organ", "language", "expected"),
    [
        ("council", "en", ["2001-01-01  ..          Secretary General of the Union  by office"]),
        ("command", "ru", ["2001-01-01  ..          Россия  по правилу"]),
        ("assembly", "en", [
            "2002-01-01  2002-12-31  not known  the West has the turn",
            "2003-01-01  2003-12-31  Kazakhstan  by decision; the East has the turn",
        ]),
        ("board", "en", [
            "2002-01-01  2002-06-30  Kazakhstan  deviation: Belarus declined",
            "2002-07-01  2002-12-31  Armenia  by rotation",
            "2003-01-01  2003-06-30  Russia  by decision; the rotation gives Belarus",
            "2003-07-01  2003-12-31  Kazakhstan  by rotation",
        ]),
        ("board", "ru", [
            "2002-01-01  2002-06-30  Казахстан  отступление: Беларусь отказалась",
            "2002-07-01  2002-12-31  Армения  по порядку ротации",
            "2003-01-01  2003-06-30  Россия  по решению; по порядку ротации — Беларусь",
            "2003-07-01  2003-12-31  Казахстан  по порядку ротации",
        ]),
    ],
)  # fmt: skip
def test_the_turns_in_words(union: concilium.Organization, organ: str, language: str, expected: list[str]) -> None:
    turns = union.view("2026-01-01", language=language).chairs(organ, "2002", "2003")
    assert [str(turn) for turn in turns] == expected
