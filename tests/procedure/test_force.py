"""Entry into force: what the record holds, what the rule needs, and which ratifications are lacking."""

from __future__ import annotations

import pytest

from concilium.problems import UnknownNameError
from concilium.procedure.answer import Answer
from concilium.procedure.force import force, instrument_called
from concilium.record.entry import Entry, Instrument
from tests.making import charter, deposit, index, instrument, make, view

ALL = charter(force=[{"id": "all-ratify", "source": ["pact"], "instrument": "accord", "ratified_by": "all"}])
TWO = charter(
    force=[{"id": "two-ratify", "source": ["pact"], "instrument": "accord", "ratified_by": "number", "number": 2}]
)
SIGNED = instrument("accord", signed="2001-01-01", signatories=("ARM", "BLR", "KAZ"), on="2001-01-01")
RATIFIED: list[Entry] = [
    deposit("ARM", "ratification", "2002-01-01", "accord"),
    deposit("BLR", "acceptance", "2003-01-01", "accord"),
    deposit("KAZ", "ratification", "2004-01-01", "accord"),
]
IN_FORCE = instrument(
    "accord", in_force="2004-01-01", on="2004-01-01", identifier="in-force", signatories=("ARM", "BLR", "KAZ")
)


def computed(answer: Answer[str | None]) -> list[str]:
    """Return the day that the rule gives from the deposits."""
    return [reason.facts["day"] for reason in answer.reasons if reason.key == "force-computed"]


@pytest.mark.parametrize(
    ("day", "value"), [("2003-12-31", None), ("2004-01-01", "2004-01-01"), ("2010-01-01", "2004-01-01")]
)
def test_an_instrument_is_in_force_from_the_day_recorded(day: str, value: str | None) -> None:
    """Before that day it is not."""
    assert force(ALL, view(index(SIGNED, IN_FORCE), day), "accord").value == value


def test_as_known_before_it_is_unknown_when_it_will_be_in_force() -> None:
    """Signed and not in force: the value is none, and the state says unknown."""
    answer = force(ALL, view(index(SIGNED, IN_FORCE), "2005-01-01", "2003-12-31"), "accord")
    assert (answer.value, answer.state) == (None, "unknown")


def test_when_all_must_ratify_the_last_one_brings_it_into_force() -> None:
    """The day computed agrees with the day recorded."""
    answer = force(ALL, view(index(SIGNED, RATIFIED, IN_FORCE), "2005-01-01"), "accord")
    assert (answer.value, computed(answer), answer.missing, answer.provisions) == (
        "2004-01-01",
        ["2004-01-01"],
        (),
        ("all-ratify",),
    )


def test_when_two_must_ratify_the_second_brings_it_into_force() -> None:
    """Acceptance is consent like ratification."""
    assert computed(force(TWO, view(index(SIGNED, RATIFIED), "2005-01-01"), "accord")) == ["2003-01-01"]


def test_lacking_ratifications_are_named_and_nothing_is_computed() -> None:
    """In the order of the charter."""
    answer = force(ALL, view(index(SIGNED, RATIFIED[1]), "2005-01-01"), "accord")
    assert (computed(answer), answer.missing) == ([], ("ratification by ARM", "ratification by KAZ"))


def test_a_signature_is_no_consent() -> None:
    """Nor is a notice."""
    signed = deposit("ARM", "signature", "2002-01-01", "accord")
    assert force(ALL, view(index(SIGNED, signed), "2005-01-01"), "accord").missing[0] == "ratification by ARM"


def test_an_instrument_that_nobody_told_of_is_unknown() -> None:
    """Without rule and record there is nothing to say."""
    answer = force(charter(), view(index()), "accord")
    assert (answer.value, answer.state, answer.reasons) == (None, "unknown", ())


@pytest.mark.parametrize("word", ["accord-2001", "The Great Accord", "the-great-accord", "accord", "Accord"])
def test_an_instrument_may_be_named_by_its_title_or_by_how_its_id_begins(word: str) -> None:
    titled = make(Instrument, "accord-2001", instrument="accord-2001", titles={"en": "The Great Accord"}, form="treaty")
    assert (
        instrument_called(view(index(titled, deposit("ARM", "ratification", "2002-01-01", "pact"))), word) == titled.id
    )


def test_which_of_two_instruments_is_meant_is_not_guessed() -> None:
    two = (instrument("accord-2001", identifier="one"), instrument("accord-2009", identifier="other"))
    with pytest.raises(UnknownNameError, match="Use one of: accord-2001, accord-2009"):
        instrument_called(view(index(*two)), "accord")
    with pytest.raises(UnknownNameError, match="no instrument 'concord'"):
        instrument_called(view(index(*two)), "concord")
