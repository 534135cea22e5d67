"""The schemas for editors: the published ones are those of the types, and they take and refuse what the reader does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import concilium
from concilium.charter.check import read_charter
from concilium.sourcefile import Node, read_yaml
from concilium.stores.schema import DIALECT, FILES, Schema, as_text, schemas, write_schemas

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "reference" / "schemas"
CHARTERS = ROOT / "tests" / "charters"
ORGANIZATIONS = Path(concilium.__file__).parent / "organizations"
SCHEMAS = schemas()
ANNOTATIONS = {"$schema", "$id", "$defs", "title", "description", "default", "then"}

TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


class Validator:
    """A small validator of the keywords that our schemas use (JSON Schema draft 2020-12)."""

    def __init__(self, root: Schema) -> None:
        self.root = root

    def accepts(self, value: Any, schema: Schema | None = None) -> bool:
        schema = self.root if schema is None else schema
        return all(getattr(self, f"_{KEYWORDS[key]}")(value, schema) for key in schema if key not in ANNOTATIONS)

    def _ref(self, value: Any, schema: Schema) -> bool:
        return self.accepts(value, self.root["$defs"][schema["$ref"].removeprefix("#/$defs/")])

    def _type(self, value: Any, schema: Schema) -> bool:
        words = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return any(TYPES[word](value) for word in words)

    def _enum(self, value: Any, schema: Schema) -> bool:
        return value in schema["enum"]

    def _const(self, value: Any, schema: Schema) -> bool:
        return bool(value == schema["const"])

    def _any(self, value: Any, schema: Schema) -> bool:
        return any(self.accepts(value, option) for option in schema["anyOf"])

    def _all(self, value: Any, schema: Schema) -> bool:
        return all(self.accepts(value, option) for option in schema["allOf"])

    def _not(self, value: Any, schema: Schema) -> bool:
        return not self.accepts(value, schema["not"])

    def _if(self, value: Any, schema: Schema) -> bool:
        return not self.accepts(value, schema["if"]) or self.accepts(value, schema["then"])

    def _properties(self, value: Any, schema: Schema) -> bool:
        if not isinstance(value, dict):
            return True
        return all(self.accepts(value[key], part) for key, part in schema["properties"].items() if key in value)

    def _additional(self, value: Any, schema: Schema) -> bool:
        others = set(value).difference(schema.get("properties", ())) if isinstance(value, dict) else set()
        rule = schema["additionalProperties"]
        return not others if rule is False else all(self.accepts(value[key], rule) for key in others)

    def _required(self, value: Any, schema: Schema) -> bool:
        return not isinstance(value, dict) or set(schema["required"]) <= set(value)

    def _items(self, value: Any, schema: Schema) -> bool:
        return not isinstance(value, list) or all(self.accepts(item, schema["items"]) for item in value)


KEYWORDS = {
    "$ref": "ref",
    "type": "type",
    "enum": "enum",
    "const": "const",
    "anyOf": "any",
    "allOf": "all",
    "not": "not",
    "if": "if",
    "properties": "properties",
    "additionalProperties": "additional",
    "required": "required",
    "items": "items",
}


def as_an_editor_reads(node: Node) -> Any:
    """Return what an editor makes of YAML: the core schema of YAML 1.2, in which a year is a number."""
    if isinstance(node.value, dict):
        return {key: as_an_editor_reads(value) for key, value in node.value.items()}
    if isinstance(node.value, tuple):
        return [as_an_editor_reads(item) for item in node.value]
    if node.quoted:
        return node.value
    if node.value in ("", "~", "null"):
        return None
    if node.value in ("true", "false"):
        return node.value == "true"
    if re.fullmatch(r"[-+]?[0-9]+", node.value):
        return int(node.value)
    return float(node.value) if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", node.value) else node.value


def editor_accepts(word: str, text: str) -> bool:
    tree, problems = read_yaml(text.encode(), "file.yaml")
    assert tree is not None, problems
    return Validator(SCHEMAS[word]).accepts(as_an_editor_reads(tree))


def every_part(schema: Any) -> Iterator[Schema]:
    if isinstance(schema, list):
        for item in schema:
            yield from every_part(item)
    elif isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key in ("properties", "$defs"):
                for inner in value.values():
                    yield from every_part(inner)
            elif key not in ("default", "enum", "required"):
                yield from every_part(value)


@pytest.mark.parametrize("word", SCHEMAS)
def test_the_published_schema_is_the_one_of_the_types(word: str) -> None:
    published = (PUBLISHED / f"{word}.schema.json").read_text(encoding="utf-8")
    assert published == as_text(SCHEMAS[word]), "Write them anew: see docs/reference/schemas.md"


def test_nothing_else_is_published() -> None:
    assert {path.name for path in PUBLISHED.iterdir()} == {f"{word}.schema.json" for word in FILES}


def test_schemas_are_written_as_they_are_published(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "new" / "folder")
    assert {path.name: path.read_bytes() for path in written} == {
        path.name: path.read_bytes() for path in PUBLISHED.iterdir()
    }


@pytest.mark.parametrize("word", SCHEMAS)
def test_a_schema_names_its_dialect_and_no_host_but_that_of_the_dialect(word: str) -> None:
    schema = SCHEMAS[word]
    assert (schema["$schema"], schema["$id"]) == (DIALECT, f"urn:concilium:schema:{word}:1")
    assert re.findall(r"https?://[^\"]+", as_text(schema)) == [DIALECT]


@pytest.mark.parametrize("word", SCHEMAS)
def test_a_schema_uses_only_keywords_that_these_tests_understand(word: str) -> None:
    used = {key for part in every_part(SCHEMAS[word]) for key in part}
    assert used - ANNOTATIONS - set(KEYWORDS) == set()


@pytest.mark.parametrize("word", SCHEMAS)
def test_what_a_schema_refers_to_is_in_it(word: str) -> None:
    schema = SCHEMAS[word]
    named = {part["$ref"].removeprefix("#/$defs/") for part in every_part(schema) if "$ref" in part}
    assert named == set(schema["$defs"])


@pytest.mark.parametrize("word", SCHEMAS)
def test_every_kind_of_thing_has_a_title_and_a_description(word: str) -> None:
    schema = SCHEMAS[word]
    things = [schema, *(part for name, part in schema["$defs"].items() if not name.startswith("one-of-"))]
    assert [thing for thing in things if not thing.get("title") or not thing.get("description")] == []


def test_descriptions_name_no_python_type_and_are_not_indented() -> None:
    told = [
        part["description"] for part in every_part(list(SCHEMAS.values())) if isinstance(part.get("description"), str)
    ]
    assert [
        text for text in told if "``" in text or "\n  " in text or re.search(r"\b(str|dict|tuple|None)\b", text)
    ] == []


def shipped_files() -> list[tuple[str, Path]]:
    records = [("record", path) for path in sorted(ORGANIZATIONS.glob("*/record/*.yaml"))]
    return [(path.stem, path) for path in sorted(ORGANIZATIONS.glob("*/*.yaml"))] + records


@pytest.mark.parametrize(("word", "path"), shipped_files(), ids=lambda each: getattr(each, "stem", None))
def test_the_files_of_the_shipped_organizations_are_accepted(word: str, path: Path) -> None:
    assert editor_accepts(word, path.read_text(encoding="utf-8"))


def charters() -> list[Path]:
    return [path for path in sorted(CHARTERS.glob("*/*.yaml")) if read_yaml(path.read_bytes(), "")[0] is not None]


@pytest.mark.parametrize("path", charters(), ids=lambda path: path.stem)
def test_an_editor_accepts_the_form_of_a_charter_exactly_when_the_reader_does(path: Path) -> None:
    tree, _ = read_yaml(path.read_bytes(), "charter.yaml")
    file, _ = read_charter(path.read_bytes(), "charter.yaml")
    assert tree is not None
    assert Validator(SCHEMAS["charter"]).accepts(as_an_editor_reads(tree)) == (file is not None)


ENTRY = "{kind: retraction, id: r1, retracts: x, reason: {en: wrong}, said: {by: ada, on: 2024, in: minutes}%s}"
RECORDED = ", recorded: {on: 2024-06-21, by: ada}"


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        (f"entries:\n  - {ENTRY % RECORDED}\n", True),
        (f"entries:\n  {ENTRY % RECORDED}\n", True),
        (f"recorded: {{on: 2024, by: ada}}\nentries:\n  - {ENTRY % ''}\n", True),
        (f"entries:\n  - {ENTRY % ''}\n", False),
        (f"entries:\n  - {(ENTRY % RECORDED).replace('retraction', 'retractoin')}\n", False),
        (f"entries:\n  - {(ENTRY % RECORDED).replace('kind: retraction, ', '')}\n", False),
        (f"entries:\n  - {(ENTRY % RECORDED).replace('retraction', 'meeting')}\n", False),
        (f"entries:\n  - {(ENTRY % RECORDED).replace('retracts: x, ', 'retracts: ~, note: , ')}\n", True),
        (f"entries:\n  - {(ENTRY % RECORDED).replace('retracts: x', 'retract: x')}\n", False),
        ("recorded: {on: 2024, by: ada}\n", False),
    ],
)
def test_a_file_of_the_record_is_accepted_or_refused(text: str, *, accepted: bool) -> None:
    assert editor_accepts("record", text) == accepted


def test_the_cases_of_a_name_and_the_positions_of_a_vote_are_known_to_the_editor() -> None:
    assert editor_accepts("names", "posts: {clerk: {names: {en: clerk, ru: {nom: секретарь, gen: секретаря}}}}")
    assert not editor_accepts("names", "posts: {clerk: {names: {en: clerk, ru: {nom: секретарь, voc: секретарь}}}}")
    vote = ENTRY.replace("retraction", "vote").replace(
        "retracts: x, reason: {en: wrong}", "meeting: m, positions: {%s: ARM}"
    )
    assert [editor_accepts("record", f"entries: {vote % (word, RECORDED)}") for word in ("yes", "maybe")] == [
        True,
        False,
    ]
