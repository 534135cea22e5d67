"""What the checks of a charter share: the charter as checked, where each part stands, and how a problem is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from concilium.charter.schema import CharterFile, Deviation, Organ, Position, Provision
from concilium.instants import BEGINNING, END, Moment, moment
from concilium.problems import InvalidDateError, Problem, nearest
from concilium.sourcefile import Node, line_of, shorten
from concilium.terms import Name, Names

Path = tuple[str | int, ...]
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

FILE = "charter.yaml"
LONGEST_DATE = 64
HOW_TO_DATE = "Write a date as 2024-06-21, 2024-06 or 2024"
ORGAN_LISTS = (
    "composition",
    "competence",
    "quorum",
    "decisions",
    "chair",
    "meets",
    "silence",
    "elections",
    "proxies",
    "recourse",
)
CHARTER_LISTS = ("purposes", "membership", "entitlements", "binding", "force")


class Part(NamedTuple, Generic[T_co]):
    """A part of a charter: its path of keys and numbers in the file, what messages call it, and the part itself."""

    path: Path
    name: str
    it: T_co


class Examined(NamedTuple):
    """A charter as it is checked, with all that it may cite; ``instruments`` is None when there is no record yet."""

    file: CharterFile
    tree: Node
    sources: Collection[str]
    instruments: Collection[str] | None
    names: Names
    provisions: tuple[Part[Provision], ...]

    def every(self, kind: type[T]) -> Iterator[Part[T]]:
        """Yield the provisions of a kind, in the order of the file."""
        for part in self.provisions:
            if isinstance(part.it, kind):
                yield Part(part.path, part.name, part.it)

    def tell(self, part: Part[object], key: str, what: str, mend: str) -> Problem:
        """Return a problem with a key of a part, or with the part itself when ``key`` is empty."""
        path, name = ((*part.path, key), f"'{key}' of {part.name}" if part.name else f"'{key}'") if key else part[:2]
        return Problem(FILE, line_of(self.tree, path), f"{name} {what}", mend)


def whole(file: CharterFile) -> Part[CharterFile]:
    """Return the charter as the part that holds all others."""
    return Part((), "", file)


def organs(file: CharterFile) -> list[Part[Organ]]:
    """Return the organs."""
    return [Part(("organs", key), f"organ '{shorten(key)}'", organ) for key, organ in file.organs.items()]


def every_name(file: CharterFile) -> list[Part[Name]]:
    """Return the names that a charter gives: its organization's and its organs'."""
    of_organs = [Part((*organ.path, "name"), f"'name' of {organ.name}", organ.it.name) for organ in organs(file)]
    return [Part(("name",), "'name'", file.name), *of_organs]


def every_provision(file: CharterFile) -> Iterator[Part[Provision]]:
    """Yield every provision, organ by organ, then those of the organization."""
    for organ in organs(file):
        for key in ORGAN_LISTS:
            yield from listed(getattr(organ.it, key), (*organ.path, key))
    for key in CHARTER_LISTS:
        yield from listed(getattr(file, key), (key,))
    for number, passage in enumerate(file.passage):
        yield from listed(passage.steps, ("passage", number, "steps"))


def listed(provisions: Iterable[T], path: Path) -> Iterator[Part[T]]:
    """Yield the provisions of a list with the path of each."""
    for number, provision in enumerate(provisions):
        identifier = provision.id if isinstance(provision, Provision) else ""
        yield Part((*path, number), f"provision '{shorten(identifier)}'", provision)


def asserted(examined: Examined) -> Iterator[Part[Provision | Position | Deviation]]:
    """Yield everything that says something and cites a source: provisions, positions and deviations."""
    for part in examined.provisions:
        yield part
        yield from inner(part, "positions", "position")
        yield from inner(part, "deviations", "deviation")


def inner(part: Part[Provision], key: str, word: str) -> Iterator[Part[Position | Deviation]]:
    """Yield the positions or deviations of a provision, called by their number in it."""
    for number, it in enumerate(getattr(part.it, key, ())):
        yield Part((*part.path, key, number), f"{word} {number + 1} of {part.name}", it)


def why_no_date(text: str) -> tuple[str, str] | None:
    """Return what is wrong with a date and how to write one, or None when it is right."""
    if len(text) > LONGEST_DATE:
        return "is too long for a date", HOW_TO_DATE
    try:
        moment(text)
    except InvalidDateError as error:
        why = str(error).removeprefix(f"'{text}' is not a date: ").rpartition(". Write a date")[0]
        return f"is '{shorten(text)}', which is not a date: {why}", HOW_TO_DATE
    return None


def read_date(text: str | None) -> Moment | None:
    """Return a date, or None when there is none or it is wrong."""
    return None if text is None or why_no_date(text) else moment(text)


def is_open(when: Moment) -> bool:
    """Tell whether a date has an open end, so that no first or last day of it can be given."""
    return when.earliest == BEGINNING or when.latest == END


def hint(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return how to mend a wrong word: the nearest right one, or what else to do."""
    close = nearest(shorten(word), known)
    return f"Did you mean '{close}'" if close is not None else otherwise


def circles(edges: Mapping[str, str]) -> list[list[str]]:
    """Return every circle among identifiers each of which points to at most one other."""
    found, done = [], set()
    for start in edges:
        way: list[str] = []
        at = start
        while at in edges and at not in done:
            done.add(at)
            way.append(at)
            at = edges[at]
        if at in way:
            found.append(way[way.index(at) :])
    return found
