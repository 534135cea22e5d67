"""What is read of an entry to file it: its times, its audience, what it replaces, what it is about; nothing else."""

from __future__ import annotations

import typing
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, reduce
from operator import attrgetter, or_
from typing import cast

import msgspec

from concilium.record.entry import KINDS, SUBJECT_FIELDS, Entry


class Dated(msgspec.Struct, frozen=True, gc=False):
    """The date of ``said`` or ``recorded``."""

    on: str


class Heading(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag_field="kind"):
    """What is read of an entry of any kind; each kind has a class of its own that adds the fields with its subjects."""

    id: str
    said: Dated
    recorded: Dated
    valid: str | None = None
    corrects: str | None = None
    retracts: str | None = None
    audience: tuple[str, ...] = ("public",)


def _heading_class(kind: type[Entry]) -> type[Heading]:
    one, many = SUBJECT_FIELDS[kind]
    fields = [*((name, str | None, None) for name in one), *((name, *_several(kind, name)) for name in many)]
    tag = kind.__struct_config__.tag
    made = msgspec.defstruct(kind.__name__, fields, bases=(Heading,), kw_only=True, frozen=True, gc=False, tag=tag)
    return cast("type[Heading]", made)


def _several(kind: type[Entry], name: str) -> tuple[object, object]:
    """Return the type and the default of a field with several subjects: a list, or a table of which the keys count."""
    table = typing.get_origin(_hints(kind)[name]) is dict
    return (dict[str, msgspec.Raw], {}) if table else (tuple[str, ...], ())


_hints = cache(typing.get_type_hints)

_KINDS = {_heading_class(kind): word for word, kind in KINDS.items()}
_DECODER: msgspec.json.Decoder[Heading] = msgspec.json.Decoder(reduce(or_, _KINDS))


def headings(lines: bytes | bytearray) -> list[Heading]:
    """Return the headings of entries encoded as JSON lines. Raises msgspec.ValidationError and msgspec.DecodeError."""
    return _DECODER.decode_lines(lines)


def heading(line: bytes) -> Heading:
    """Return the heading of an encoded entry. Raises msgspec.ValidationError and msgspec.DecodeError."""
    return _DECODER.decode(line)


def by_kind(found: Sequence[Heading]) -> dict[str, list[int]]:
    """Return the numbers, counted from 0, of the headings of each kind."""
    numbers: defaultdict[type[Heading], list[int]] = defaultdict(list)
    for number, each in enumerate(found):
        numbers[type(each)].append(number)
    return {_KINDS[cls]: those for cls, those in numbers.items()}


def by_subject(found: Sequence[Heading], numbers: Sequence[int]) -> dict[str, list[int]]:
    """Return, of the headings with some numbers, which are all of one kind, the numbers of those about each subject."""
    one, many = SUBJECT_FIELDS[KINDS[_KINDS[type(found[numbers[0]])]]]
    several = [found[number] for number in numbers]
    about: defaultdict[str, list[int]] = defaultdict(list)
    filled = 0
    for name in one:
        subjects = list(map(attrgetter(name), several))
        if subjects.count(None) < len(subjects):
            filled += 1
            for number, subject in zip(numbers, subjects, strict=True):
                if subject is not None:
                    about[subject].append(number)
    for name in many:
        for number, subjects in zip(numbers, map(attrgetter(name), several), strict=True):
            for subject in subjects:
                about[subject].append(number)
    if filled < 2 and not many:  # noqa: PLR2004 (one field: each heading once, in order)
        return about
    return {subject: sorted(set(those)) for subject, those in about.items()}
