"""Reading YAML with lines, and typed values out of it: shapes, refusals, and any bytes at all."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concilium.problems import Problem
from concilium.record.entry import AnyEntry
from concilium.sourcefile import MAX_BYTES, MAX_PROBLEMS, MAX_VALUES, Node, convert, label, line_of, plain, read_yaml


class Rule(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="rule", rename={"begins": "from"}):
    """A made-up provision that may hold others."""

    id: str
    begins: str | None = None
    share: int | str = 0
    binding: bool = False
    order: Literal["first", "last"] = "first"
    within: tuple[Rule | Note | str, ...] = ()
    titles: dict[str, str | dict[Literal["nom", "gen"], str]] = {}


class Note(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="note", forbid_unknown_fields=True):
    """Another kind, with limits of its own."""

    number: Annotated[int, msgspec.Meta(ge=1)] = 1
    pair: tuple[str, int] | None = None

    def __post_init__(self) -> None:
        """Refuse what no type can."""
        if self.number == 13:
            raise ValueError("nobody numbers a note 13. Leave the number out")


def tree(text: str) -> Node:
    """Return the tree of a text that is right."""
    node, problems = read_yaml(text.encode(), "f.yaml")
    assert problems == []
    assert node is not None
    return node


def told(text: str, kind: Any = Rule) -> list[str]:
    """Return what is wrong with a text, as one reads it in a terminal."""
    return [str(problem) for problem in convert(tree(text), kind, "f.yaml")[1]]


def refused(data: bytes) -> list[str]:
    """Return why bytes are refused."""
    node, problems = read_yaml(data, "f.yaml")
    assert node is None
    return [str(problem) for problem in problems]


def test_scalars_stay_text_and_keep_their_lines() -> None:
    """Nothing is guessed about a value: numbers, dates and truth stay as written."""
    node = tree("a: 2024-06-21\nb: [yes, 007,\n  null]\n\nc:\n  d: 'x'\n")
    assert plain(node) == {"a": "2024-06-21", "b": ["yes", "007", "null"], "c": {"d": "x"}}
    assert node.keys == {"a": 1, "b": 2, "c": 5}
    assert line_of(node, ["b", 2]) == 3
    assert line_of(node, ["c", "d"]) == 6
    assert line_of(node, ["c", "missing", 4]) == 5


def test_byte_order_mark_and_line_ends_of_windows_are_taken() -> None:
    """Files saved by other systems are read as they are meant."""
    assert plain(tree("\ufeffa: 1\r\nb: 2\r\n")) == {"a": "1", "b": "2"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: \xff", "f.yaml:1: the file is not written in UTF-8. Save it in the encoding UTF-8."),
        ("a: 1\nb: ж".encode("utf-16"), "f.yaml:1: the file is not written in UTF-8. Save it in the encoding UTF-8."),
        (b"a: 1\nb: \x1b[31m", "f.yaml:2: there is a control character (U+001B). Remove it."),
        ("a: 1\nb: \u202eevil".encode(), "f.yaml:2: there is a control character (U+202E). Remove it."),
        ("a: x\u2028b: y".encode(), "f.yaml:1: there is a control character (U+2028). Remove it."),
        (b" " * (MAX_BYTES + 1), "f.yaml: the file is larger than 5 MB. Split it into several files."),
        (b"a: [" + b"x," * MAX_VALUES, f"f.yaml:1: the file has more than {MAX_VALUES} values. Split it."),
    ],
)
def test_bytes_that_are_no_text_of_ours_are_refused(data: bytes, expected: str) -> None:
    """Encoding, control characters and size are told before anything is parsed."""
    assert refused(data) == [expected]


def test_billion_laughs_do_not_expand() -> None:
    """Aliases are refused one by one and never followed."""
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    found = refused("\n".join(["a0: &a0 [lol]", *levels]).encode())
    assert found[0] == "f.yaml:1: there is an anchor '&a0'. Remove it."
    assert len(found) == 30 + 29 * 9


def test_very_many_problems_are_told_in_part() -> None:
    """A file in which everything is wrong is mended in rounds."""
    found = refused(b"a: 1\n" * (2 * MAX_PROBLEMS))
    assert len(found) == MAX_PROBLEMS + 1
    assert "there may be more problems" in found[-1]


def test_value_converts_with_kinds_lists_and_other_names() -> None:
    """Tagged kinds, lists of one, renamed keys, numbers and truth become what the type says."""
    text = """
    kind: rule
    id: one
    from: 2003-09-18
    share: 2
    binding: true
    order: last
    within: [text, {kind: note, number: 3, pair: [a, 4]}, {kind: rule, id: two, share: 2/3, within: alone}]
    titles: {en: Rule, ru: {nom: правило, gen: правила}}
    """
    value, problems = convert(tree(text), Rule | Note, "f.yaml")
    assert problems == []
    inner = Rule(id="two", share="2/3", within=("alone",))
    assert value == Rule(
        id="one",
        begins="2003-09-18",
        share=2,
        binding=True,
        order="last",
        within=("text", Note(number=3, pair=("a", 4)), inner),
        titles={"en": "Rule", "ru": {"nom": "правило", "gen": "правила"}},
    )


@pytest.mark.parametrize(
    ("written", "read"), [("2", 2), ('"2"', "2"), ("02", "02"), ("two", "two"), ("-7", -7), ("1e3", "1e3")]
)
def test_number_or_text_is_told_apart_by_quotation_marks(written: str, read: int | str) -> None:
    """Where both may stand a plain whole number is a number, and quotation marks make it a text."""
    value, _ = convert(tree(f"id: x\nshare: {written}"), Rule, "f.yaml")
    assert value == Rule(id="x", share=read)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_is_no_value_where_none_is_needed(nothing: str) -> None:
    """An empty key that may be left out counts as left out; in quotation marks it is a text."""
    assert convert(tree(f"id: x\nfrom: {nothing}"), Rule, "f.yaml")[0] == Rule(id="x")
    assert convert(tree(f'id: x\nfrom: "{nothing}"'), Rule, "f.yaml")[0] == Rule(id="x", begins=nothing)


def test_every_problem_is_told_at_once() -> None:
    """Each mistake stands with its own line, what is wrong and how to mend it."""
    text = (
        "kind: rule\nfrom: [2003]\norder: frist\nbinding: no\nwithin:\n  - {kind: note, nummer: 3}\n  - {kind: nite}\n"
    )
    assert told(text, Rule | Note) == [
        "f.yaml:1: the file has no 'id'. Add 'id': a text.",
        "f.yaml:2: 'from' is a list. Write a text.",
        "f.yaml:3: 'order' is 'frist'. Did you mean 'first'.",
        "f.yaml:4: 'binding' is 'no'. Write true or false.",
        "f.yaml:6: within 1 has an unknown key 'nummer'. Did you mean 'number'.",
        "f.yaml:7: 'kind' of within 2 is 'nite'. Did you mean 'note'.",
    ]


def test_limits_of_a_type_are_told_in_words() -> None:
    """What a type itself refuses is told at its line, without the words of a program."""
    assert told("number: 0", Note) == [
        "f.yaml:1: 'number' of the file: Expected a whole number >= 1. Change the value.",
    ]
    assert told("pair: [a]", Note) == [
        "f.yaml:1: 'pair' of the file: Expected a list of length 2, got 1. Change the value.",
    ]
    assert told("id: x\nwithin:\n- kind: note\n  number: 13") == [
        "f.yaml:3: 'within' of the file: nobody numbers a note 13. Leave the number out.",
    ]


def test_items_are_called_by_their_ids() -> None:
    """A list's items go by their id where they have one, and else by their number."""
    assert label(tree("id: x"), "entry", 4) == "entry 'x'"
    assert label(tree("no: x"), "entry", 4) == "entry 4"


def test_long_values_are_shortened_in_messages() -> None:
    """A message stays one line, whatever the file holds."""
    [message] = told(f'id: x\norder: "{"long " * 1000}\\n"')
    assert len(message) < 150
    assert "\n" not in message


YAML_MARKS = "a|b: |\n|\n  |- |[|]|{|}|,|\"|'|&x |*x|!!y |>|#|---\n|? |kind: |entries:|id: |said: |%|@|null|<<: |é|😀"
MARKS = st.sampled_from([*YAML_MARKS.split("|"), "|", "\t", "\r", "\0", "\u2028"])


def is_fit_to_print(problem: Problem) -> bool:
    """Tell whether a problem is one line, says where, and names no type of the programming language."""
    text = str(problem)
    return (
        "\n" not in text and text.startswith("f.yaml") and not {"`", "NoneType", "dict", "Struct"} & set(text.split())
    )


@given(st.binary(max_size=300) | st.lists(MARKS, max_size=60).map(lambda parts: "".join(parts).encode()))
def test_any_bytes_give_a_value_or_problems(data: bytes) -> None:
    """No bytes raise: they are read, or it is told why not."""
    node, problems = read_yaml(data, "f.yaml")
    assert (node is None) == bool(problems)
    if node is not None:
        value, problems = convert(node, AnyEntry, "f.yaml")
        assert (value is None) == bool(problems)
    assert all(is_fit_to_print(problem) for problem in problems)


KEYS = st.sampled_from(["id", "kind", "from", "within", "x"])
TREES = st.recursive(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn", "Co", "Cf"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["id", "kind", "from", "share", "within", "titles"]), TREES, min_size=1))
def test_json_is_read_as_the_yaml_that_it_is(value: dict[str, Any]) -> None:
    """Every text, list and mapping comes back as it was written."""
    node, problems = read_yaml(msgspec.json.encode(value), "f.yaml")
    assert problems == []
    assert node is not None
    assert plain(node) == value
    converted, problems = convert(node, Rule, "f.yaml")
    assert (converted is None) == bool(problems)
