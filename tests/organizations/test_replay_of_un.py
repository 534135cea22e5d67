"""The recorded votes of the United Nations come out of its charter and record, each difference explained."""

from __future__ import annotations

from pathlib import Path

import pytest

import concilium
from concilium.api import folder_of
from concilium.intake.roll_calls import read_roll_calls
from concilium.procedure.asking import by_organ, question
from concilium.procedure.comparing import compared
from concilium.procedure.replay import decided, plan
from concilium.stores.explanations import read_explanations

SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "un_votes"


def test_the_votes_of_half_a_century_come_out_as_recorded() -> None:
    """Of 4,716 roll calls ten differ: nine texts adopted over a veto were procedural, one had seven votes of nine."""
    files = sorted(SHARED.glob("*_1946_1999.csv.gz"))
    if not files:
        pytest.skip(f"{SHARED} is not there")
    held = concilium.open("un")
    record, (explained, problems) = held.view("9999-12-31").record, read_explanations(folder_of("un"))
    assert problems == []
    told = {}
    for organ, calls in by_organ(held.charter, read_roll_calls(files).calls).items():
        asked = question(held.charter, record, organ, None, None)
        parts = [decided(asked, calls, places) for places in plan(held.charter, record, calls)]
        found = compared(asked, calls, parts, explained)
        kinds = sorted(each.kind for each in found.differences)
        told[organ] = (found.matter, found.decided, found.agreed, found.undecided, kinds, found.unexplained)
    assert told == {
        "general-assembly": ("other", 3463, 3463, (), [], 0),
        "security-council": ("substantive", 1253, 1243, (), ["outcome", *["procedural"] * 9], 0),
    }
