"""Typed values out of a tree of YAML: what is wrong with it, all at once, each with its line and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar, overload

import msgspec
from msgspec import inspect as types

from concilium.problems import Problem, meant
from concilium.sourcefile.tree import MAX_PROBLEMS, Node, children, line_of, plain, shorten

T = TypeVar("T")

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_STEP = re.compile(r"\.([^.\[\]`]+)|\[(\d+)\]")


@overload
def convert(node: Node, kind: type[T], file: str, name: str = "the file") -> tuple[T | None, list[Problem]]: ...
@overload
def convert(node: Node, kind: Any, file: str, name: str = "the file") -> tuple[Any, list[Problem]]: ...  # noqa: ANN401
def convert(node: Node, kind: Any, file: str, name: str = "the file") -> tuple[Any, list[Problem]]:
    """Return a tree as a value of ``kind`` (a record type, a union of tagged ones, …), or None, and every problem.

    ``name`` is what messages call the tree. A single value stands for a list of one; nothing, ``~`` and ``null``
    for no value where none is needed; where a text or a number may stand, quotation marks make it a text.
    """
    converter = _Converter(file)
    data = converter.value(node, _type_info(kind), name)
    if converter.problems:
        return None, sorted(converter.problems)
    try:
        return msgspec.convert(data, kind), []
    except msgspec.ValidationError as error:
        return None, [_refused(node, str(error), file, name)]


def label(node: Node, word: str, number: int) -> str:
    """Return what messages call an item of a list: ``entry 'arm-2024'`` by its id, or ``entry 3``."""
    identifier = node.value.get("id") if isinstance(node.value, dict) else None
    if identifier is not None and isinstance(identifier.value, str):
        return f"{word} '{shorten(identifier.value)}'"
    return f"{word} {number}"


@lru_cache(maxsize=256)
def _type_info(kind: Any) -> types.Type:  # noqa: ANN401
    return types.type_info(kind)


@lru_cache(maxsize=256)
def _fields(cls: type) -> dict[str, types.Field]:
    """Return the fields of a struct by the names they have in files."""
    info = types.type_info(cls)
    return {field.encode_name: field for field in info.fields} if isinstance(info, types.StructType) else {}


def _refused(node: Node, error: str, file: str, name: str) -> Problem:
    """Return what a type's own rules (limits, patterns, its constructor) say of a value, at its line."""
    said, _, path = error.partition(" - at `$")
    steps = [key or int(number) for key, number in _STEP.findall(path)]
    what, _, mend = re.sub("`([a-z]+)`", lambda match: _WORDS.get(match[1], match[1]), said).partition(". ")
    where = "".join(f"'{step}' of " for step in reversed(steps) if isinstance(step, str))
    return Problem(file, line_of(node, steps), f"{where}{name}: {what}", mend.rstrip(".") or "Change the value")


_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "keys with values",
}


def _is_list(node: Node, _: Any) -> bool:  # noqa: ANN401
    return isinstance(node.value, tuple)


def _is_mapping(node: Node, _: Any) -> bool:  # noqa: ANN401
    return isinstance(node.value, dict)


def _is_nothing(node: Node, _: Any) -> bool:  # noqa: ANN401
    return not node.quoted and node.value in ("", "~", "null")


def _is_text(node: Node, _: Any) -> bool:  # noqa: ANN401
    return isinstance(node.value, str) and (node.quoted or node.value != "")


def _is_whole(node: Node, _: Any) -> bool:  # noqa: ANN401
    return isinstance(node.value, str) and _WHOLE.fullmatch(node.value) is not None


def _is_number(node: Node, _: Any) -> bool:  # noqa: ANN401
    return isinstance(node.value, str) and _NUMBER.fullmatch(node.value) is not None


def _is_bool(node: Node, _: Any) -> bool:  # noqa: ANN401
    return node.value in ("true", "false")


def _is_word(node: Node, info: Any) -> bool:  # noqa: ANN401
    return node.value in _words(info)


def _words(info: Any) -> dict[str, Any]:  # noqa: ANN401
    values = info.values if isinstance(info, types.LiteralType) else [member.value for member in info.cls]
    return {str(value): value for value in values}


_LISTS = (types.VarTupleType, types.ListType, types.SetType, types.FrozenSetType, types.TupleType)
_FITS: dict[type[types.Type], Callable[[Node, Any], bool]] = {
    types.NoneType: _is_nothing,
    types.BoolType: _is_bool,
    types.IntType: _is_whole,
    types.FloatType: _is_number,
    types.LiteralType: _is_word,
    types.EnumType: _is_word,
    types.StrType: _is_text,
    **dict.fromkeys(_LISTS, _is_list),
    types.StructType: _is_mapping,
    types.DictType: _is_mapping,
    types.AnyType: lambda _node, _info: True,
}
"""Whether a value has the shape of a type; where several fit, the first in this order is meant."""
_RANK = {cls: rank for rank, cls in enumerate(_FITS)}
_SCALARS: dict[type[types.Type], Callable[[str, Any], Any]] = {
    types.NoneType: lambda _text, _info: None,
    types.BoolType: lambda text, _info: text == "true",
    types.IntType: lambda text, _info: int(text),
    types.FloatType: lambda text, _info: float(text),
    types.LiteralType: lambda text, info: _words(info)[text],
    types.EnumType: lambda text, info: _words(info)[text],
}


class _Converter:
    """Walks tree and type together, gathering problems; makes plain data that msgspec turns into values."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file

    def value(self, node: Node, info: types.Type, name: str) -> Any:  # noqa: ANN401
        """Return the plain data of a value whose type is ``info``; what is wrong goes to the problems."""
        options = _options(info)
        option = _choose(node, options)
        if option is None:
            return self._mismatch(node, options, name)
        if isinstance(option, _LISTS):
            return self._list(node, option, name)
        if isinstance(option, types.StructType):
            return self._tagged(node, [each for each in options if isinstance(each, types.StructType)], name)
        if isinstance(option, types.DictType):
            return self._mapping(node, option, name)
        make = _SCALARS.get(type(option))
        return make(node.value, option) if make else plain(node)  # type: ignore[arg-type] # fits: it is a text

    def _tell(self, line: int, what: str, mend: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self._file, line, what, mend))

    def _hint(self, word: str, known: Iterable[str]) -> str:
        # Looking for the nearest word costs; nobody reads the five hundredth hint.
        return meant(shorten(word), known) if len(self.problems) < MAX_PROBLEMS else ""

    def _mismatch(self, node: Node, options: tuple[types.Type, ...], name: str) -> None:
        words = [
            word
            for option in options
            if isinstance(option, types.LiteralType | types.EnumType)
            for word in _words(option)
        ]
        if node.value == "":
            self._tell(node.line, f"{name} is empty", f"Write {_expected(options)}")
        elif words and isinstance(node.value, str):
            self._tell(node.line, f"{name} is '{shorten(node.value)}'", self._hint(node.value, words))
        else:
            self._tell(node.line, f"{name} is {_shape(node)}", f"Write {_expected(options)}")

    def _list(self, node: Node, option: Any, name: str) -> list[Any]:  # noqa: ANN401
        items = node.value if isinstance(node.value, tuple) else (node,)
        if isinstance(option, types.TupleType):
            inner = (*option.item_types, *[types.AnyType()] * len(items))
            return [self.value(item, each, name) for item, each in zip(items, inner, strict=False)]
        word = _one(name)
        simple = isinstance(option.item_type, types.StrType)
        return [
            self.value(item, option.item_type, name if simple else label(item, word, number))
            for number, item in enumerate(items, 1)
        ]

    def _mapping(self, node: Node, option: types.DictType, name: str) -> dict[Any, Any]:
        made = {}
        simple = isinstance(option.value_type, types.StrType | types.UnionType)
        for key, child in children(node).items():
            called = f"'{shorten(key)}' of {name}" if simple else f"{_one(name)} '{shorten(key)}'"
            if _choose(Node(node.keys[key], key), (option.key_type,)) is None and key:
                known = _words(option.key_type) if isinstance(option.key_type, types.LiteralType) else ()
                self._tell(node.keys[key], f"{name} has an unknown key '{shorten(key)}'", self._hint(key, known))
                continue
            made[key] = self.value(child, option.value_type, called)
        return made

    def _tagged(self, node: Node, options: list[types.StructType], name: str) -> dict[str, Any] | None:
        """Return the data of a mapping that is one of several kinds, told apart by a key such as ``kind``."""
        kinds = {str(option.tag): option for option in options}
        key = options[0].tag_field
        if key is None or (key not in node.keys and len(options) == 1):
            return self._struct(node, options[0], name)
        if key not in node.keys:
            self._tell(node.line, f"{name} has no '{key}'", f"Add '{key}', one of: {', '.join(sorted(kinds))}")
            return None
        kind = children(node)[key]
        if not isinstance(kind.value, str) or kind.value not in kinds:
            said = _shape(kind)
            self._tell(kind.line, f"'{key}' of {name} is {said}", self._hint(str(plain(kind)), kinds))
            return None
        return self._struct(node, kinds[kind.value], name)

    def _struct(self, node: Node, info: types.StructType, name: str) -> dict[str, Any]:
        fields = _fields(info.cls)
        called = "" if name == "the file" else f" of {name}"
        made: dict[str, Any] = {}
        for key, child in children(node).items():
            if key in fields:
                made[key] = self.value(child, fields[key].type, f"'{key}'{called}")
            elif key == info.tag_field:
                made[key] = child.value
            else:
                line, left = node.keys[key], [field for field in fields if field not in node.keys]
                self._tell(line, f"{name} has an unknown key '{shorten(key)}'", self._hint(key, left))
        for key, field in fields.items():
            if field.required and key not in made:
                self._tell(node.line, f"{name} has no '{key}'", f"Add '{key}': {_expected((field.type,))}")
        return made


def _choose(node: Node, options: tuple[types.Type, ...]) -> types.Type | None:
    """Return the type that a value is meant to be, or None when it can be none of them."""
    if len(options) == 1 and type(options[0]) is types.StrType:
        return options[0] if _is_text(node, None) else None
    fitting = [option for option in options if _FITS.get(type(option), _is_text)(node, option)]
    if len(fitting) > 1:
        texts = [option for option in fitting if isinstance(option, types.StrType)]
        return texts[0] if texts and node.quoted else min(fitting, key=lambda option: _RANK.get(type(option), 0))
    if fitting:
        return fitting[0]
    return next((option for option in options if isinstance(option, _LISTS) and _is_item(node, option)), None)


def _is_item(node: Node, option: types.CollectionType | types.VarTupleType | types.TupleType) -> bool:
    """Tell whether a value may stand for a list of one: a text, or keys with values where the list is of such."""
    if isinstance(option, types.TupleType):
        return False
    inner = option.item_type
    return isinstance(node.value, str) or _choose(node, _options(inner)) is not None


def _options(info: types.Type) -> tuple[types.Type, ...]:
    return info.types if isinstance(info, types.UnionType) else (info,)


def _one(name: str) -> str:
    """Return the word for one item of what a key such as ``'entries'`` holds: ``entry``."""
    word = name.split("'")[1] if "'" in name else "item"
    irregular = {"people": "person", "entries": "entry", "authorities": "authority"}
    return irregular.get(word, word.removesuffix("s"))


def _shape(node: Node) -> str:
    if isinstance(node.value, str):
        return f"'{shorten(node.value)}'"
    return "keys with values" if isinstance(node.value, dict) else "a list"


def _expected(options: tuple[types.Type, ...]) -> str:
    """Return in words what a value must be."""
    flat = [each for option in options for each in _options(option)]
    structs = [option for option in flat if isinstance(option, types.StructType)]
    if len(structs) > 1:
        return f"keys with values, '{structs[0].tag_field}' among them"
    words = dict.fromkeys(word for option in flat if (word := _describe(option)))
    return " or ".join(words) or "a value"


def _describe(option: types.Type) -> str:
    if isinstance(option, types.LiteralType | types.EnumType):
        return "one of " + ", ".join(_words(option))
    if isinstance(option, types.StructType):
        needed = [key for key, field in _fields(option.cls).items() if field.required]
        return f"keys with values ({', '.join(needed)})" if needed else "keys with values"
    if isinstance(option, _LISTS):
        return "a list"
    return _DESCRIPTIONS.get(type(option), "a text")


_DESCRIPTIONS: dict[type[types.Type], str] = {
    types.NoneType: "",
    types.BoolType: "true or false",
    types.IntType: "a whole number",
    types.FloatType: "a number",
    types.DictType: "keys with values",
}
