"""What is wrong with somebody's input, where, and how to mend it: a value; and the few exceptions."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong in a file or an argument.

    ``file`` and ``line`` (counted from 1; 0 when there is none) say where, ``what`` says what is wrong,
    ``mend`` how to put it right. Nothing here names a Python type: the reader is a secretary.
    """

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        """Return the problem as one line: ``file:line: what. mend``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}. {self.mend}."


class ConciliumError(Exception):
    """Something the caller can mend; its text says what and how."""


class InvalidInputError(ConciliumError):
    """Files that cannot be used as they are; ``problems`` holds every one that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place."""
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InvalidRuleError(ConciliumError):
    """A requirement that is no rule; ``what`` is wrong with it and ``mend`` says how to put it right."""

    def __init__(self, what: str, mend: str) -> None:
        """Keep both halves of the message apart: a check gives them with their line."""
        self.what, self.mend = what, mend
        super().__init__(f"A requirement {what}. {mend}.")


class MisusedError(ConciliumError):
    """A question that cannot be answered as it is put."""


class UnknownNameError(ConciliumError):
    """A name (organization, organ, meeting, member, language) that is not in the record."""


class InvalidDateError(ConciliumError):
    """A text that is not a date in the Extended Date/Time Format."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like ``word``, or None when nothing is near enough to suggest."""
    matches = get_close_matches(word, tuple(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def meant(word: str, known: Iterable[str]) -> str:
    """Return a hint for a wrong word: the nearest right one, or the list of right ones."""
    words = tuple(known)
    close = nearest(word, words)
    if close is not None:
        return f"Did you mean '{close}'"
    shown = ", ".join(sorted(words)[:12])
    return f"Use one of: {shown}" if words else "Remove it"
