"""Registers: rows known from their own days, who is on a roll on a day, weights as exact numbers, nothing leaked."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.instants import day_minutes, iso
from concilium.record.entry import Correction, Roll, Weights
from concilium.record.rolls import number, on_roll, on_rolls, overlapping, rows, table_on, weights_on
from tests.making import index, make, view

MEMBERS = make(
    Roll,
    "members",
    on="1945-10-24",
    roll="members",
    standing="member",
    periods={
        "AFG": "1946-11-19/..",
        "EGY": ("1945-10-24/1958-02-21", "1961-09-29/.."),
        "IDN": "1950-09-28/..",
        "SUN": "1945-10-24/1991-12-23",
        "RUS": "1991-12-24/..",
    },
)
SHARES = [
    make(
        Weights, f"shares-{year}", on=f"{year}-01-01", valid=f"{year}-01-01/{year}-12-31", weight="share", values=values
    )
    for year, values in ((2001, {"ARM": 17, "BLR": "83.2"}), (2002, {"ARM": "1/3", "BLR": "0"}))
]


def on(day: str, known: str | None = None) -> list[str]:
    """Return who is on the roll of members on a day, as known on a day."""
    return sorted(on_roll(view(index(MEMBERS), day, known), "members"))


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1945-10-23", []),
        ("1945-10-24", ["EGY", "SUN"]),
        ("1958-02-21", ["AFG", "EGY", "IDN", "SUN"]),
        ("1958-02-22", ["AFG", "IDN", "SUN"]),
        ("1961-09-29", ["AFG", "EGY", "IDN", "SUN"]),
        ("1991-12-23", ["AFG", "EGY", "IDN", "SUN"]),
        ("1991-12-24", ["AFG", "EGY", "IDN", "RUS"]),
    ],
)
def test_who_is_on_a_roll_on_a_day(day: str, members: list[str]) -> None:
    """From the first to the last day of a period, both included."""
    assert on(day) == members


def test_a_row_is_known_from_its_own_first_day() -> None:
    """Asked about today, who knows what was known in 1950 sees the members of then and thinks that they still are."""
    assert on("2026-01-01", "1950-09-27") == ["AFG", "EGY", "SUN"]
    assert on("2026-01-01", "1950-09-28") == ["AFG", "EGY", "IDN", "SUN"]


def test_an_end_is_known_from_its_own_last_day() -> None:
    """On the day before, nobody knows that it will end."""
    assert "SUN" in on("2026-01-01", "1991-12-22")
    assert "SUN" not in on("2026-01-01", "1991-12-23")


def test_a_roll_is_not_known_before_it_was_kept() -> None:
    """The day of ``said`` is the first of the register."""
    assert on("2026-01-01", "1945-10-23") == []


def test_a_view_leaks_nothing_of_a_roll_by_any_way_in() -> None:
    """By its kind, its member, its id or with everything else, a view shows the roll as it stood."""
    then = view(index(MEMBERS), "1950-01-01", "1950-01-01")
    shown = {"AFG": ("1946-11-19/..",), "EGY": ("1945-10-24/..",), "SUN": ("1945-10-24/..",)}
    found = [*then.all(Roll), *then.all(Roll, "AFG"), *then.holding(Roll, "EGY"), then.get("members"), *then.everything]
    assert [roll.periods for roll in found if isinstance(roll, Roll)] == [shown] * 5
    assert then.all(Roll, "RUS") == []
    assert then.current(Roll, "IDN") is None
    assert rows(then, "members", "RUS") == []


def test_rows_are_in_order_of_their_first_days() -> None:
    """A member that came back has two."""
    found = [(row.member, iso(row.span.begins.earliest)) for row in rows(view(index(MEMBERS)), "members", "EGY")]
    assert found == [("EGY", "1945-10-24"), ("EGY", "1961-09-29")]


def test_rows_of_one_roll_may_stand_in_several_entries() -> None:
    """Those of another roll do not count."""
    more = make(Roll, "more", on="1955-12-14", roll="members", standing="member", periods={"ALB": "1955-12-14/.."})
    other = make(Roll, "other", on="1955-12-14", roll="observers", standing="observer", periods={"CHE": "1946/.."})
    assert sorted(on_roll(view(index(MEMBERS, more, other), "1956-01-01"), "members")) == [
        "AFG",
        "ALB",
        "EGY",
        "IDN",
        "SUN",
    ]


def test_a_correction_replaces_the_rows_that_it_names() -> None:
    """The others stay, and an empty list takes a row out; before the correction was said nothing changes."""
    mended = make(
        Correction,
        "mended",
        on="2000-01-01",
        corrects="members",
        reason={"en": "misread"},
        changes={"periods": {"AFG": "1946-11-20/..", "IDN": ()}},
    )
    record = index(MEMBERS, mended)
    roll = view(record).all(Roll, "members")[0]
    assert roll.periods == {
        key: row for key, row in {**MEMBERS.periods, "AFG": "1946-11-20/.."}.items() if key != "IDN"
    }
    assert sorted(on_roll(view(record, "2026-01-01", "1999-12-31"), "members")) == ["AFG", "EGY", "IDN", "RUS"]


def test_weights_are_those_of_the_table_that_holds() -> None:
    """Exactly, by member; on a day that no table covers they are unknown."""
    record = index(*SHARES)
    then = view(record, "2001-06-01")
    table = table_on(then, "share")
    assert table is not None
    assert (table.id, weights_on(then, "share")) == ("shares-2001", {"ARM": Fraction(17), "BLR": Fraction(416, 5)})
    assert weights_on(view(record, "2002-06-01"), "share") == {"ARM": Fraction(1, 3), "BLR": Fraction(0)}
    assert weights_on(view(record, "2003-01-01"), "share") is None
    assert weights_on(view(record, "2002-06-01", "2001-12-31"), "share") is None


def test_the_seats_of_an_organ_come_from_its_rolls_with_their_classes() -> None:
    """On the day asked about; a roll of members is no roll of seats."""
    elected = make(Roll, "elected", on="1946-01-12", roll="sc", organ="sc", seats="elected",
                   periods={"EGY": "1946-01-12/1946-12-31", "AUS": "1946-01-12/1947-12-31"})  # fmt: skip
    permanent = make(
        Roll, "permanent", on="1946-01-12", roll="p5", organ="sc", seats="permanent", periods={"SUN": "1946/.."}
    )
    record = index(MEMBERS, elected, permanent)
    assert on_rolls(view(record, "1946-06-01"), "sc") == {"EGY": {"elected"}, "AUS": {"elected"}, "SUN": {"permanent"}}
    assert on_rolls(view(record, "1947-01-01"), "sc") == {"AUS": {"elected"}, "SUN": {"permanent"}}


@pytest.mark.parametrize("text", ["", "-1", "1e6", "1/0", ".5", "5.", "1,5", "½", " 1", "1/3/2"])
def test_what_is_no_exact_number_is_refused(text: str) -> None:
    """Nothing is guessed of a number."""
    with pytest.raises(ValueError, match="is no number"):
        number(text)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=5))
def test_periods_overlap_when_they_share_a_day(found: list[tuple[int, int]]) -> None:
    """And only then."""
    days = [(min(pair), max(pair)) for pair in found]
    texts = tuple(f"{date(2000, 1, 1) + timedelta(first)}/{date(2000, 1, 1) + timedelta(last)}" for first, last in days)
    shared = sum(last - first + 1 for first, last in days) > len(
        {day for first, last in days for day in range(first, last + 1)}
    )
    assert (overlapping(texts) is not None) == shared


@given(
    st.dictionaries(
        st.sampled_from(["ARM", "BLR", "KAZ"]),
        st.tuples(st.integers(0, 400), st.none() | st.integers(0, 400)),
        min_size=1,
    ),
    st.integers(-5, 900),
)
def test_what_is_shown_is_what_had_happened(periods: dict[str, tuple[int, int | None]], known: int) -> None:
    """No day later than the one on which it is known appears in a roll."""
    start = date(2000, 1, 1)
    table = {
        code: f"{start + timedelta(first)}/{'..' if length is None else start + timedelta(first + length)}"
        for code, (first, length) in periods.items()
    }
    day = start + timedelta(known)
    roll = make(Roll, "roll", on="1999-01-01", roll="roll", periods=table)
    seen = view(index(roll), "2010-01-01", day.isoformat()).all(Roll)[0]
    assert set(seen.periods) == {code for code, (first, _) in periods.items() if first <= known}
    shown = [text for texts in seen.periods.values() for text in texts]
    ends = [end for text in shown for end in text.split("/") if end != ".."]
    assert all(day_minutes(date.fromisoformat(end)) <= day_minutes(day) for end in ends)
