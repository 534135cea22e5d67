"""What the columns of a file of roll calls mean, and the words that stand for a position or an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("undl id", "rcid", "vote id", "roll call id", "resolution id", "record id", "id"),
    "symbol": ("resolution", "resolution symbol", "symbol", "unres", "document symbol", "number"),
    "date": ("date", "vote date", "date of vote", "meeting date", "adopted on"),
    "organ": ("body", "organ", "council", "chamber"),
    "title": ("title", "descr", "description", "subject"),
    "outcome": ("outcome", "result", "adopted", "passed"),
    "yes": ("n yes", "total yes", "yes", "yes count", "in favour", "for"),
    "no": ("n no", "total no", "no", "no count", "against"),
    "abstain": ("n abs", "n abstain", "total abstentions", "abstain", "abstentions", "abstain count"),
    "not-voting": ("n nonvoting", "total non voting", "non voting", "nonvoting", "absent"),
    "members": ("n members", "total ms", "total members"),
    "code": ("ms code", "iso3", "iso alpha 3", "iso 3166 alpha 3", "country code", "iso code", "code"),
    "member": ("ms name", "member", "member state", "state", "country", "country name", "name", "delegation"),
    "position": ("ms vote", "position", "ballot", "vote"),
}
"""Columns by what they mean, each with the headings it goes under, in the order of preference (see ``heading``)."""

POSITION_WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("y", "yes", "in favour", "in favor", "for"),
    "no": ("n", "no", "against"),
    "abstain": ("a", "abstain", "abstained", "abstention", "abstaining"),
    "absent": ("x", "absent", "non voting", "did not vote", "not voting"),
    "not-participating": ("p", "np", "not participating", "did not participate"),
    "not-entitled": ("e", "ne", "not entitled", "no right to vote"),
}
"""What a cell may hold for a position. X is 'did not vote': in the files that use it the absent and the present who
did not take part are not told apart."""

OUTCOME_WORDS: Mapping[str, tuple[str, ...]] = {
    "adopted": ("adopted", "passed", "carried", "true", "1", "yes"),
    "not-adopted": ("not adopted", "rejected", "failed", "defeated", "lost", "false", "0", "no"),
    "vetoed": ("vetoed", "veto"),
}
"""What a cell may hold for the outcome; every other word is kept as it is."""

_BETWEEN = re.compile(r"[\W_]+")


def heading(word: str) -> str:
    """Return a heading or a word of a cell as the tables here write it: small letters and single spaces."""
    return _BETWEEN.sub(" ", word).strip().casefold()


def recognised(headings: Sequence[str]) -> dict[str, int]:
    """Return the number of the column of each meaning that these headings have."""
    told = {heading(word): number for number, word in reversed(list(enumerate(headings)))}
    found: dict[str, int] = {}
    for meaning, words in COLUMNS.items():
        number = next((told[word] for word in words if word in told and told[word] not in found.values()), None)
        if number is not None:
            found[meaning] = number
    return found


def meanings(table: Mapping[str, tuple[str, ...]], cells: Iterable[str]) -> dict[str, str]:
    """Return what each cell means by a table of words; a cell that it does not have is left out."""
    words = {word: meaning for meaning, spelled in table.items() for word in spelled}
    return {cell: words[heading(cell)] for cell in cells if heading(cell) in words}
