"""Small made-up charters and records to try the rules on, and the shipped organization, opened once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

import concilium
from concilium.charter.compile import compile_charter
from concilium.charter.model import Charter
from concilium.charter.schema import CharterFile
from concilium.instants import coordinates, day_of
from concilium.record.entry import (
    Attendance,
    Chairmanship,
    Deposit,
    Draft,
    Entry,
    Instrument,
    Meeting,
    Office,
    Recorded,
    Retraction,
    Roll,
    Said,
    Standing,
    Statement,
    Step,
    Weights,
)
from concilium.record.index import Index
from concilium.record.log import Log
from concilium.record.view import View
from concilium.terms import Name, Names

E = TypeVar("E", bound=Entry)
Fields = dict[str, Any]

NOW = "2026-01-01"
"""The day on which the made-up records were written, when nothing else is said."""

RULES: list[Fields] = [
    {"rule": "begins", "id": "founders", "source": ["pact"], "acts": ["signature"], "instrument": "pact",
     "standing": "signatory", "from": "2000-01-01", "to": "2000-12-31"},
    {"rule": "begins", "id": "ratifiers", "source": ["pact"], "acts": ["ratification", "accession"],
     "instrument": "pact", "standing": "member", "not_before": "2001-01-01"},
    {"rule": "withdraws", "id": "withdrawal", "source": ["pact"], "from": "2001-01-01", "months": 6},
    {"rule": "by-decision", "id": "suspension", "source": ["pact"], "organ": "council", "standing": "suspended"},
    {"rule": "by-decision", "id": "reinstatement", "source": ["pact"], "organ": "council", "standing": "member"},
    {"rule": "no-effect", "id": "no-freezing", "source": ["pact"], "standings": ["participation-frozen"],
     "acts": ["notice-of-suspension"]},
]  # fmt: skip
ENTITLEMENTS: list[Fields] = [
    {"id": "as-member", "source": ["pact"], "standing": "member", "attends": True, "votes": True, "counts": True,
     "chairs": True, "bound": True},
    {"id": "as-suspended", "source": ["pact"], "standing": "suspended", "attends": False, "votes": False,
     "counts": False, "chairs": False, "bound": True},
]  # fmt: skip
PASSAGE: list[Fields] = [
    {"organ": "council", "steps": [
        {"id": "agreed", "source": ["pact"], "step": "coordinated", "organs": ["office"]},
        {"id": "looked-at", "source": ["pact"], "step": "considered", "organs": ["office"], "required": False},
        {"id": "endorsed", "source": ["pact"], "step": "endorsed", "organs": ["ministers"]},
        {"id": "endorsed-jointly", "source": ["pact"], "step": "endorsed", "organs": ["ministers", "office"],
         "joint": True},
        {"id": "adopted", "source": ["pact"], "step": "adopted", "organs": ["council"]},
    ]},
]  # fmt: skip


def organ(title: str, **provisions: object) -> Fields:
    """Return an organ of a charter file with its name and provisions."""
    return {"name": {"names": {"en": title}}, **provisions}


def charter(*, order: Iterable[str] = ("ARM", "BLR", "KAZ"), names: Names | None = None, **rest: object) -> Charter:
    """Return a small charter: a council, its ministers and an office; ``rest`` replaces parts of the file."""
    organs = {
        "council": organ("Council"),
        "ministers": organ("Ministers", under="council"),
        "office": organ("Office", under="ministers"),
    }
    file = {
        "organization": "pact", "name": {"names": {"en": "The Pact"}}, "alphabet": "en", "languages": ["en"],
        "organs": organs, "membership": RULES, "entitlements": ENTITLEMENTS, "passage": PASSAGE, **rest,
    }  # fmt: skip
    return compile_charter(msgspec.convert(file, CharterFile), names or Names(), order)


def chaired(*rotations: Fields, **organs: Fields) -> Charter:
    """Return the small charter with a council that these rotations rule, and other organs."""
    made = [{"id": f"rotation-{number}", "source": ["pact"], **rule} for number, rule in enumerate(rotations, 1)]
    return charter(organs={"council": organ("Council", chair=made), **organs}, order=("ARM", "BLR", "KAZ", "RUS"))


def make(kind: type[E], identifier: str, *, by: str = "editors", on: str = NOW, **fields: Any) -> E:
    """Return an entry, said ``by`` an authority ``on`` a date; ``taken_in`` is when it was recorded."""
    recorded = Recorded(on=fields.pop("taken_in", NOW), by="editors")
    return kind(id=identifier, said=Said(by=by, on=on, sources=("paper",)), recorded=recorded, **fields)


def deposit(member: str, act: str, on: str, instrument: str = "pact", **fields: Any) -> Deposit:
    """Return a formal act that the depositary received on a day, known from that day."""
    identifier = fields.pop("identifier", f"{member}-{act}-{on}".lower())
    told = {"on": on, "by": member, "received": on, **fields}
    return make(Deposit, identifier, member=member, act=act, instrument=instrument, **told)


def ratified(*members: str, on: str = "2001-01-01") -> list[Entry]:
    """Return the ratifications that make states members."""
    return [deposit(member, "ratification", on) for member in members]


def standing(member: str, word: str, since: str, **fields: Any) -> Standing:
    """Return an assertion of a member's standing since a day, made on that day."""
    identifier = fields.pop("identifier", f"{member}-{word}-{since}".lower())
    told = {"on": since, "valid": f"{since}/..", **fields}
    return make(Standing, identifier, member=member, standing=word, **told)


def meeting(organ: str, day: str, status: str = "held", **fields: Any) -> Meeting:
    """Return a meeting of an organ on a day, told on that day; it is named after both."""
    name = fields.pop("meeting", f"{organ}/{day}")
    identifier = fields.pop("identifier", f"{name}-{status}")
    return make(
        Meeting, identifier, meeting=name, status=status, **{"on": day, "valid": day, "organs": (organ,), **fields}
    )


def attendance(name: str, status: str, *members: str, **fields: Any) -> Attendance:
    """Return what was said of the presence of members at a meeting."""
    identifier = fields.pop("identifier", f"{name}-{status}-{'-'.join(members)}".lower())
    return make(Attendance, identifier, meeting=name, status=status, members=members, **fields)


def office(person: str, post: str, valid: str, **fields: Any) -> Office:
    """Return that a person holds a post through a period."""
    identifier = fields.pop("identifier", f"{person}-{post}-{valid}")
    return make(Office, identifier, person=person, post=post, valid=valid, **fields)


def chairmanship(member: str, valid: str, organ: str = "council", **fields: Any) -> Chairmanship:
    """Return that a member chairs an organ through a period."""
    identifier = fields.pop("identifier", f"{organ}-{member}-{valid}")
    return make(Chairmanship, identifier, organ=organ, member=member, valid=valid, **fields)


def draft(name: str, organ: str = "council", **fields: Any) -> Draft:
    """Return a draft decision for an organ to adopt."""
    return make(Draft, f"{name}-draft", draft=name, title={"en": name}, act="decision", organ=organ, **fields)


def step(name: str, word: str, on: str, organ: str | None = None, **fields: Any) -> Step:
    """Return a step of a draft, taken and told on a day."""
    identifier = fields.pop("identifier", f"{name}-{word}-{on}")
    return make(Step, identifier, draft=name, step=word, organ=organ, **{"on": on, "valid": on, **fields})


def instrument(name: str, **fields: Any) -> Instrument:
    """Return an instrument."""
    identifier = fields.pop("identifier", name)
    return make(Instrument, identifier, instrument=name, titles={"en": name}, form="treaty", **fields)


def statement(identifier: str, *about: str, **fields: Any) -> Statement:
    """Return a statement about something."""
    return make(Statement, identifier, text={"en": identifier}, about=about, **fields)


def roll(name: str, **fields: Any) -> Roll:
    """Return a roll, kept since long before; ``periods`` are by member."""
    identifier = fields.pop("identifier", f"roll-{name}")
    return make(Roll, identifier, roll=name, **{"on": "1900-01-01", **fields})


def weights(name: str, valid: str, **values: int | str) -> Weights:
    """Return a table of weights by member, known from the day on which it begins to hold."""
    return make(Weights, f"{name}-{valid}", on=valid.partition("/")[0], weight=name, valid=valid, values=values)


def retraction(identifier: str, of: str, **fields: Any) -> Retraction:
    """Return the withdrawal of an entry."""
    return make(Retraction, identifier, retracts=of, reason={"en": "a mistake"}, **fields)


def places(**owners: str) -> Names:
    """Return names of places and whose they are."""
    return Names(places={place: Name(names={"en": place}, of=owner) for place, owner in owners.items()})


def index(*entries: Entry | list[Entry]) -> Index:
    """Return the index of a record of entries, in this order."""
    flat = [each for given in entries for each in (given if isinstance(given, list) else [given])]
    return Index(Log(flat))


def view(record: Index, on: str = NOW, known: str | None = None, **coordinate: Any) -> View:
    """Return the view of a record about a date, as known on a date."""
    return View(record, coordinates(on, known, **coordinate))


def iso_days(minutes: Iterable[int]) -> list[str]:
    """Return the days of minutes, written as 2024-06-21."""
    return [day_of(minute).isoformat() for minute in minutes]


@lru_cache(maxsize=1)
def csto() -> concilium.Organization:
    """Return the shipped organization, opened once for all tests."""
    return concilium.open("csto")
