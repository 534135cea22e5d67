"""YAML with line numbers, and typed values out of it with every problem at once.

``read_yaml`` gives a tree of ``Node``, all scalars as text; ``convert`` makes values of our types from it. Nothing
here raises for what a file says: each mistake is a Problem with its line.
"""

from concilium.sourcefile.tree import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_PROBLEMS,
    MAX_VALUES,
    Node,
    children,
    line_of,
    plain,
    read_yaml,
    shorten,
)
from concilium.sourcefile.typed import convert, label

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_PROBLEMS",
    "MAX_VALUES",
    "Node",
    "children",
    "convert",
    "label",
    "line_of",
    "plain",
    "read_yaml",
    "shorten",
]
