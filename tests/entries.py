"""Entries of every kind for tests: one made by hand, and as many made up as hypothesis asks for."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec import inspect as types

from concilium.record.entry import KINDS, Entry, Recorded, Said, Statement

WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)
"""Words of any script, without what a file may not hold: control characters and the like."""


def statement(identifier: str, **fields: Any) -> Statement:
    """Return a statement with an id; ``fields`` replace what is not asked about."""
    said = Said(by="union", on="2020-01-10", sources=("gazette-2020",))
    common: dict[str, Any] = {"said": said, "recorded": Recorded(on="2026-01-01", by="editors"), "text": {"en": "so"}}
    return Statement(id=identifier, **(common | fields))


def entries(words: st.SearchStrategy[str] = WORDS) -> st.SearchStrategy[Entry]:
    """Return entries of any kind with anything in every field."""
    return st.sampled_from(sorted(KINDS)).flatmap(lambda kind: value(types.type_info(KINDS[kind]), words))


def value(info: types.Type, words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Return anything that a type allows."""
    match info:
        case types.StructType():
            fields = {each.name: value(each.type, words) for each in info.fields if each.required}
            others = {each.name: value(each.type, words) for each in info.fields if not each.required}
            return st.fixed_dictionaries(fields, optional=others).map(lambda made: info.cls(**made))
        case types.UnionType():
            return st.one_of([value(each, words) for each in info.types])
        case types.LiteralType():
            return st.sampled_from(sorted(info.values, key=str))
        case types.VarTupleType():
            return st.lists(value(info.item_type, words), max_size=3).map(tuple)
        case types.DictType():
            return st.dictionaries(value(info.key_type, words), value(info.value_type, words), max_size=3)
        case types.IntType():
            return st.integers(-(10**15), 10**15)
        case types.BoolType():
            return st.booleans()
        case types.NoneType():
            return st.none()
        case _:
            return words
