"""JSON Schemas of the files that people write, so that an editor completes and checks them while they type.

Generated from the types and fitted to what the YAML reader takes: a single value for a list of one, a bare number for a
text, a file's ``recorded`` for that of its entries. JSON Schema draft 2020-12; https://json-schema.org/draft/2020-12.
"""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any, get_args

import msgspec

from concilium.charter.schema import CharterFile
from concilium.procedure.replayed import ReplayFile
from concilium.record.entry import AnyEntry, Position, Recorded
from concilium.record.source import Source
from concilium.terms import Case, Names

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1
_DATE = "A date (EDTF): 2024-06-21, 2024-06, 2024; uncertain 2024-06?, about 2024~"
_PERIOD = f"A period from/to, such as 2024-01-01/2024-12-31 or 2024-01-01/.., or a moment. {_DATE}"
_INSTANT = f"An instant with its zone, such as 2024-06-21T10:00:00+05:00; where no more is known: {_DATE}"
_DURATION = "A length of time (ISO 8601): PT24H, P5D, P6M"
_DESCRIPTIONS = {
    **dict.fromkeys(
        ("from", "to", "on", "since", "not_before", "start_on", "effective", "deadline", "provisional", "sunset"), _DATE
    ),
    **dict.fromkeys(("published", "received", "signed"), _DATE),
    **dict.fromkeys(("valid", "in_force"), _PERIOD),
    **dict.fromkeys(("opened", "expires", "at"), _INSTANT),
    **dict.fromkeys(("within", "shortest", "longest_hold", "after"), _DURATION),
    "source": "Where it can be read: the id of a source of sources.yaml, or id#place, such as treaty#Art. 3",
    "in": "Where it can be read: the id of a source of sources.yaml, or id#place, such as treaty#Art. 3",
    "says": "The rule in words, by language",
}
_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("names", "short"), get_args(Case)),
    "positions": get_args(Position),
}
"""The keys that the mappings in some fields may have; msgspec leaves them out of its schemas."""


class RecordFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the record: its entries, and when and by whom they were recorded where an entry does not say."""

    entries: tuple[AnyEntry, ...]
    recorded: Recorded | None = None


class SourcesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sources that entries and provisions cite, each under the id by which it is cited."""

    sources: dict[str, Source]


FILES: dict[str, tuple[type, str]] = {
    "charter": (CharterFile, "An organization's charter (charter.yaml)"),
    "record": (RecordFile, "Entries of an organization's record (record/*.yaml)"),
    "sources": (SourcesFile, "An organization's sources (sources.yaml)"),
    "names": (Names, "What everybody and everything is called (names.yaml)"),
    "replay": (ReplayFile, "Why recorded votes differ from what the charter gives (replay.yaml)"),
}


def schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file, by the word for it."""
    return {word: _schema(word, kind, title) for word, (kind, title) in FILES.items()}


def write_schemas(folder: str | Path) -> list[Path]:
    """Write each schema to ``<word>.schema.json`` in a folder, made where it is missing, and return their paths."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    written = []
    for word, schema in schemas().items():
        path = place / f"{word}.schema.json"
        path.write_text(as_text(schema), encoding="utf-8")
        written.append(path)
    return written


def as_text(schema: Schema) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema(word: str, kind: type, title: str) -> Schema:
    generated = msgspec.json.schema(kind)["$defs"]
    _name_choices(generated)
    parts = {name: _fitted(part) for name, part in sorted(generated.items())}
    top = parts.pop(kind.__name__)
    if word == "record":
        _default_recorded(top, parts)
    return {
        "$schema": DIALECT,
        "$id": f"urn:concilium:schema:{word}:{VERSION}",
        **top,
        "title": title,
        "$defs": parts,
    }


def _name_choices(parts: dict[str, Schema]) -> None:
    """Make a part of its own of each choice between kinds of record, for it is used for a list and for a single one."""
    for fields in [part.get("properties", {}) for part in parts.values()]:
        for field, value in fields.items():
            if "discriminator" in value.get("items", {}):
                parts[f"one-of-{field}"] = value["items"]
                value["items"] = {"$ref": f"#/$defs/one-of-{field}"}


def _fitted(part: Schema, field: str = "") -> Schema:
    """Return a part of a generated schema as the YAML reader takes it; ``field`` is the field that it describes."""
    if "discriminator" in part:
        return _told_apart(part)
    made = {key: value for key, value in part.items() if key != "default" or value not in (None, [], {})}
    if "title" in made:
        made["title"] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", made["title"]).capitalize()
    if "description" in made:
        made["description"] = inspect.cleandoc(made["description"]).replace("``", "`")
    if "properties" in made:
        made["properties"] = {key: _described(key, value) for key, value in made["properties"].items()}
    if isinstance(made.get("additionalProperties"), dict):
        made |= _mapping(made["additionalProperties"], field)
    if "anyOf" in made:
        made |= _union([_fitted(option, field) for option in made.pop("anyOf")])
    if made.get("type") == "string":
        made["type"] = ["string", "number"]
    return _one_or_more(made) if made.get("type") == "array" else made


def _described(field: str, part: Schema) -> Schema:
    made = _fitted(part, field)
    return made | {"description": _DESCRIPTIONS[field]} if field in _DESCRIPTIONS and "$ref" not in made else made


def _mapping(values: Schema, field: str) -> Schema:
    """Return the part for the values of a mapping; with its keys where only some may be used."""
    keys = _KEYS.get(field, ())
    # A name is a word, or a mapping of its forms; only the inner mapping has the cases as its keys.
    if not keys or "$ref" in values or "anyOf" in values:
        return {"additionalProperties": _fitted(values, field)}
    return {"properties": {key: _fitted(values) for key in keys}, "additionalProperties": False}


def _union(options: list[Schema]) -> Schema:
    """Return the part for a choice; a text that may be missing becomes one part, which editors show better."""
    texts = [option for option in options if option.get("type") == ["string", "number"]]
    others = [option for option in options if option not in texts]
    if texts and others == [{"type": "null"}]:
        return {"type": ["string", "number", "null"]}
    return {"anyOf": options}


def _one_or_more(part: Schema) -> Schema:
    """Return the part for a list, in whose place a single value may stand."""
    one = _fitted(part["items"])
    outside: Schema = {key: part.pop(key) for key in ("default", "description") if key in part}
    return {"anyOf": [{**part, "items": one}, one], **outside}


def _told_apart(part: Schema) -> Schema:
    """Return the part for records of several kinds: the key that tells them apart decides which one is meant."""
    key, kinds = part["discriminator"]["propertyName"], part["discriminator"]["mapping"]
    return {
        "type": "object",
        "properties": {key: {"enum": list(kinds)}},
        "required": [key],
        "allOf": [
            {"if": {"properties": {key: {"const": kind}}, "required": [key]}, "then": {"$ref": reference}}
            for kind, reference in kinds.items()
        ],
    }


def _default_recorded(top: Schema, parts: dict[str, Schema]) -> None:
    """Let the entries of a file that says when it was recorded leave that out."""
    for part in parts.values():
        if "recorded" in part.get("required", ()):
            part["required"] = [key for key in part["required"] if key != "recorded"]
    needed = {"required": ["recorded"]}
    entries = {"anyOf": [{"type": "array", "items": needed}, {"type": "object", **needed}]}
    top |= {"if": {"not": needed}, "then": {"properties": {"entries": entries}}}
