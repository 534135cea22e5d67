"""From the charter's file to its model: alphabetical order worked out once."""

from __future__ import annotations

from collections.abc import Iterable

from concilium.charter.model import Charter
from concilium.charter.schema import CharterFile
from concilium.terms import Names, alphabetical, state_label


def compile_charter(file: CharterFile, names: Names, states: Iterable[str] = ()) -> Charter:
    """Return the model of a charter, its members ordered by their names in the charter's alphabet.

    The names are the organization's own where it has some, CLDR's else (``alphabet: ru`` orders by Russian names).
    ``states`` are further members, those that only the record names. Raises UnknownNameError
    for a code or a language that is none: check the file first.
    """
    labels = {code: name.form(file.alphabet) for code, name in names.members.items()}
    further = founding_codes(file).union(states).difference(labels)
    labels.update((code, state_label(code, file.alphabet)) for code in further)
    return Charter(file, alphabetical(labels), names)


def founding_codes(file: CharterFile) -> set[str]:
    """Return the members that a charter itself names: first holders, deviations, fixed holders, listed members."""
    rotations = [rotation for organ in file.organs.values() for rotation in organ.chair]
    named = {code for rotation in rotations for code in (rotation.start, rotation.holder) if code}
    for rotation in rotations:
        named.update(code for deviation in rotation.deviations for code in (deviation.turn_of, deviation.held_by))
    return named.union(*(rule.members for organ in file.organs.values() for rule in organ.composition))
