"""From the charter's file to its model: alphabetical orders worked out once."""

from __future__ import annotations

from collections.abc import Iterable

from concilium.charter.model import Charter
from concilium.charter.schema import CharterFile, Rotation
from concilium.terms import Names, alphabetical, is_state, state_label


def compile_charter(file: CharterFile, names: Names, states: Iterable[str] = ()) -> Charter:
    """Return the model of a charter, its members ordered by their names in each alphabet that it uses.

    The names are the organization's own where it has some, CLDR's else (``alphabet: ru`` orders by Russian names).
    ``states`` are further members, those that only the record names. Raises UnknownNameError
    for a code or a language that is none: check the file first.
    """
    codes = {*names.members, *founding_codes(file), *states}
    orders = {word: alphabetical(labels(codes, word, names), word) for word in alphabets(file)}
    return Charter(file, orders.pop(file.alphabet), names, orders)


def labels(codes: Iterable[str], language: str, names: Names) -> dict[str, str]:
    """Return by member the name that gives it its place in the alphabet of a language. Raises UnknownNameError."""
    return {code: _label(code, language, names) for code in codes}


def _label(code: str, language: str, names: Names) -> str:
    """Return the organization's own name for a member; where it has none in the language, CLDR's of a state."""
    own = names.members.get(code)
    if own is not None and (language in own.names or not is_state(code)):
        return own.form(language)
    return state_label(code, language)


def alphabets(file: CharterFile) -> tuple[str, ...]:
    """Return the languages in whose alphabets a charter puts members, its own first."""
    further = (rule.language for rule in rotations(file) if rule.order == "alphabet" and rule.language)
    return tuple(dict.fromkeys((file.alphabet, *further)))


def rotations(file: CharterFile) -> list[Rotation]:
    """Return every provision on a chair."""
    return [rotation for organ in file.organs.values() for rotation in organ.chair]


def founding_codes(file: CharterFile) -> set[str]:
    """Return the members that a charter itself names: first holders, deviations, fixed holders, listed members."""
    named = {code for rotation in rotations(file) for code in _codes(rotation) if code}
    seats = [rule for organ in file.organs.values() for rule in organ.composition]
    return named.union(*(codes for rule in seats for codes in (rule.members, *rule.classes.values())))


def _codes(rotation: Rotation) -> list[str | None]:
    """Return the members that a rotation names; where regions take turns, only who held the chair is a member."""
    held = [deviation.held_by for deviation in rotation.deviations]
    if rotation.order == "regions":
        return held
    turns = [deviation.turn_of for deviation in rotation.deviations]
    return [rotation.start, rotation.holder, *rotation.members, *turns, *held]
