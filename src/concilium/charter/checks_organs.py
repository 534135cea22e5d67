"""Checks of identifiers and of what a charter says of its organs: who is under whom, who follows whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from concilium.charter.findings import Examined, Part, circles, every_name, organs, read_date, whole
from concilium.charter.schema import Automatic, Binding, ByDecision, Chained, PassageStep, Rotation
from concilium.problems import Problem, UnknownNameError, meant
from concilium.sourcefile import shorten
from concilium.terms import locale

LONGEST_CHAIN = 50
"""Organs that follow each other; no council has so many, and a longer chain is not looked along."""

MOST_SHOWN = 12
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SPELLING = "Write it in lower-case letters, digits and hyphens between them"


def identifiers(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each identifier that could not stand in a command or an address, or stands twice."""
    file = examined.file
    if not _IDENTIFIER.fullmatch(file.organization):
        yield examined.tell(whole(file), "organization", f"is '{shorten(file.organization)}'", _SPELLING)
    for organ in organs(file):
        if not _IDENTIFIER.fullmatch(str(organ.path[1])):
            yield examined.tell(organ, "", "has an identifier that cannot stand in an address", _SPELLING)
    first: dict[str, Part[object]] = {}
    for part in examined.provisions:
        if not _IDENTIFIER.fullmatch(part.it.id):
            yield examined.tell(part, "id", "cannot stand in an address", _SPELLING)
        if part.it.id in first:
            line = examined.tell(first[part.it.id], "id", "", "").line
            what = f"is given a second time, first in line {line}"
            yield examined.tell(part, "id", what, "Give each provision an id of its own")
        first.setdefault(part.it.id, part)


def no_organs(examined: Examined) -> Iterator[Problem]:
    """Yield a problem when a charter has no organ."""
    if not examined.file.organs:
        yield examined.tell(whole(examined.file), "organs", "names no organ", "Add at least one")


def languages(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each language that CLDR does not know, of the alphabet, the languages and the names."""
    file = examined.file
    for key, codes in (("alphabet", (file.alphabet,)), ("languages", file.languages)):
        for code in codes:
            if not _is_language(code):
                yield examined.tell(whole(file), key, f"names '{shorten(code)}', {_NO_LANGUAGE[0]}", _NO_LANGUAGE[1])
    for name in every_name(file):
        for code in {*name.it.names, *name.it.short}:
            if not _is_language(code):
                yield examined.tell(name, "", f"has a '{shorten(code)}', {_NO_LANGUAGE[0]}", _NO_LANGUAGE[1])


_NO_LANGUAGE = "which is no language that is known", "Use a code such as en or ru"


def _is_language(code: str) -> bool:
    try:
        locale(code)
    except UnknownNameError:
        return False
    return True


def name_forms(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each name without a word, without its nominative, or not in a language of the charter's."""
    wanted = examined.file.name.names
    for name in every_name(examined.file):
        for language in wanted or ("en",):
            if not name.it.names.get(language):
                yield examined.tell(name, "", f"has no '{shorten(language)}'", "Add it under 'names'")
        for table in (name.it.names, name.it.short):
            for language, word in table.items():
                if not isinstance(word, str) and word and "nom" not in word:
                    yield examined.tell(name, "", f"has no 'nom' in '{shorten(language)}'", "Add the nominative")


def unknown_organs(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each organ that is named and that the charter does not have."""
    for part, key, named in _named(examined):
        for organ in named:
            if organ not in examined.file.organs:
                what = f"names '{shorten(organ)}', an organ that this charter does not have"
                yield examined.tell(part, key, what, meant(shorten(organ), examined.file.organs))


def _named(examined: Examined) -> Iterator[tuple[Part[object], str, Iterable[str]]]:
    for organ in organs(examined.file):
        yield organ, "under", (organ.it.under,) if organ.it.under is not None else ()
    for rotation in examined.every(Rotation):
        yield rotation, "follows", (rotation.it.follows,) if rotation.it.follows is not None else ()
    for rule in examined.every(ByDecision):
        yield rule, "organ", (rule.it.organ,)
    for chain in examined.every(Chained):
        yield chain, "unless", (chain.it.unless,) if chain.it.unless is not None else ()
    for loss in examined.every(Automatic):
        yield loss, "waived_by", (loss.it.waived_by,) if loss.it.waived_by is not None else ()
    for step in examined.every(PassageStep):
        yield step, "organs", step.it.organs
    for binding in examined.every(Binding):
        yield binding, "organs", binding.it.organs
    for number, passage in enumerate(examined.file.passage):
        yield Part(("passage", number), f"passage {number + 1}", passage), "organ", (passage.organ,)


def under_in_a_circle(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each organ under itself, and for organs that stand under each other in a circle."""
    parts = {str(organ.path[1]): organ for organ in organs(examined.file)}
    for circle in circles({key: organ.it.under for key, organ in parts.items() if organ.it.under is not None}):
        yield examined.tell(parts[circle[0]], "under", _round(circle), "Remove it from the organ that stands highest")


def follows_in_a_circle(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for organs whose chairs follow each other in a circle, at one time or another."""
    following: dict[str, list[Part[Rotation]]] = defaultdict(list)
    for part in examined.every(Rotation):
        following[str(part.path[1])].append(part)
    told: set[frozenset[str]] = set()
    for rotation in [part for parts in following.values() for part in parts]:
        circle = _circle(rotation, following)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            yield examined.tell(rotation, "follows", _round(circle), "Say of one of them how its chair is found")


def _circle(rotation: Part[Rotation], following: Mapping[str, Sequence[Part[Rotation]]]) -> list[str]:
    """Return the organs from that of a rotation back to it, each following the next on the day on which it begins."""
    begins = read_date(rotation.it.begins)
    way, at = [str(rotation.path[1])], rotation.it.follows
    while at is not None and at != way[0] and len(way) < LONGEST_CHAIN:
        way.append(at)
        rules = [part.it for part in following.get(at, ()) if _in_force(part.it, begins.earliest if begins else None)]
        at = rules[-1].follows if rules else None
    return way if at == way[0] else []


def _round(circle: list[str]) -> str:
    shown = circle if len(circle) <= MOST_SHOWN else [*circle[:MOST_SHOWN], "…"]
    way = ", ".join(shorten(organ) for organ in (*shown, circle[0]))
    return "names the organ itself" if len(circle) == 1 else f"makes a circle: {way}"


def _in_force(rule: Rotation, minute: int | None) -> bool:
    begins, ends = read_date(rule.begins), read_date(rule.ends)
    if minute is None:
        return begins is None
    return (begins is None or begins.earliest <= minute) and (ends is None or minute <= ends.latest)


ORGAN_CHECKS = (
    identifiers,
    no_organs,
    languages,
    name_forms,
    unknown_organs,
    under_in_a_circle,
    follows_in_a_circle,
)
