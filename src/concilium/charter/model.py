"""The charter as the answers use it: provisions found by id and by date, members in alphabetical order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeVar

import msgspec

from concilium.charter.requirement import Requirement, amount, compile_rule
from concilium.charter.schema import CharterFile, Organ, Provision, Quorum
from concilium.instants import BEGINNING, END, Moment, moment
from concilium.problems import UnknownNameError, meant
from concilium.rules.expression import BASES, Count, Rule
from concilium.terms import Names

P = TypeVar("P", bound=Provision)


class Charter(msgspec.Struct, frozen=True, dict=True, eq=False):
    """A compiled charter: what its file says, and its members' codes in the order of its alphabet.

    ``order`` holds every state that the organization's ``names`` know, so that the members of any date are in order
    when picked out of it; ``orders`` hold them by the other alphabets in which its chairs rotate.
    """

    file: CharterFile
    order: tuple[str, ...]
    names: Names
    orders: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Return every provision by its id."""
        return {provision.id: provision for provision in every_provision(self.file)}

    @cached_property
    def called(self) -> dict[str, str]:
        """Return the organs by every word that may stand for them: ids, names, short names and initials, in small.

        The organization itself stands for its leading organ.
        """
        found = {word: organ for organ in reversed(self.file.organs) for word in self._words(organ)}
        organs = self.file.organs
        return {self.file.organization: next(iter(organs), ""), **found, **dict(zip(organs, organs, strict=True))}

    def _words(self, organ: str) -> Iterator[str]:
        name = self.file.organs[organ].name
        words = [*name.names.values(), *name.short.values()]
        for word in (word if isinstance(word, str) else word["nom"] for word in words):
            yield word.casefold()
            yield "-".join(word.casefold().split())
            yield "".join(part[0] for part in word.split() if part[0].isupper()).casefold()

    def organ_called(self, word: str) -> str:
        """Return the organ that a word stands for. Raises UnknownNameError."""
        found = self.called.get(word.strip().casefold())
        if found is None:
            self.organ(word)
        return found or word

    def organ(self, identifier: str) -> Organ:
        """Return an organ. Raises UnknownNameError."""
        found = self.file.organs.get(identifier)
        if found is None:
            organs = self.file.organs
            raise UnknownNameError(
                f"{self.file.organization} has no organ '{identifier}'. {meant(identifier, organs)}."
            )
        return found

    def rule(self, requirement: Requirement) -> Rule:
        """Return the rule that a requirement of this charter is. Raises InvalidRuleError: check the charter first."""
        return compile_rule(requirement, self.file.rules)

    def quorum(self, provision: Quorum) -> Rule | None:
        """Return the rule of a quorum, or None when it is not known, disputed, or there is none."""
        if provision.state != "known":
            return None
        if provision.share is not None:
            return Count(BASES["present"], "at-least", amount(provision.share), "members")
        return None if provision.rule is None else self.rule(provision.rule)

    def in_order(self, members: Iterable[str]) -> list[str]:
        """Return members in the charter's alphabetical order."""
        wanted = set(members)
        return [code for code in self.order if code in wanted] + sorted(wanted.difference(self.order))

    def alphabet(self, language: str | None) -> tuple[str, ...]:
        """Return all members in the alphabetical order of a language; in the charter's own where none is given."""
        return self.orders.get(language or self.file.alphabet, self.order)

    def above(self, organ: str) -> list[str]:
        """Return the organs over an organ, the nearest first."""
        parent = self.organ(organ).under
        return [] if parent is None else [parent, *self.above(parent)]


def every_provision(charter: CharterFile) -> Iterator[Provision]:
    """Yield every provision of a charter, organ by organ, then those of the organization."""
    for organ in charter.organs.values():
        for group in (
            organ.composition,
            organ.competence,
            organ.quorum,
            organ.decisions,
            organ.chair,
            organ.meets,
            organ.silence,
            organ.elections,
            organ.proxies,
            organ.recourse,
        ):
            yield from group
    for rules in (charter.purposes, charter.membership, charter.entitlements, charter.binding, charter.force):
        yield from rules
    for passage in charter.passage:
        yield from passage.steps


def first_minute(provision: Provision) -> int:
    """Return the minute from which a provision is in force; BEGINNING when it does not say."""
    return moment(provision.begins).earliest if provision.begins else BEGINNING


def last_minute(provision: Provision) -> int:
    """Return the last minute at which a provision is in force; END when it does not say."""
    return moment(provision.ends).latest if provision.ends else END


def in_force(provisions: Sequence[P], on: Moment, known: int = END) -> list[P]:
    """Return the provisions in force on a date, in the order of the file, as was known at a minute.

    A provision that begins later than ``known`` is not known of yet, and one that ends later has no end as yet.
    """
    return [
        p
        for p in provisions
        if first_minute(p) <= min(on.latest, known) and (on.earliest <= last_minute(p) or last_minute(p) >= known)
    ]


def the_one_in_force(provisions: Sequence[P], on: Moment, known: int = END) -> P | None:
    """Return the provision in force on a date, or None when there is none: "not in force" is not "unknown"."""
    return next(iter(reversed(in_force(provisions, on, known))), None)
