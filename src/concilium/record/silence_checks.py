"""Checks of silence procedures: expiries before the opening, extensions to no time, texts reissued as nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from concilium.instants import before
from concilium.problems import Problem
from concilium.record.entry import Silence, SilenceAct
from concilium.record.findings import Record, read_moment

_WITH = (("extension", "until", "the instant to which it is extended"), ("reissued", "reissued_as", "the new name"))


def expiries(record: Record) -> Iterator[Problem]:
    """Silence that runs out before it was opened."""
    for entry in record.effective:
        if not isinstance(entry, Silence):
            continue
        opened, expires = read_moment(entry.opened), read_moment(entry.expires)
        if opened and expires and before(expires, opened):
            what = f"is '{entry.expires}', before it was opened ({entry.opened})"
            yield record.tell(entry, "expires", what, "Write both with their zones, such as 2024-06-21T10:00:00+05:00")


def companions(record: Record) -> Iterator[Problem]:
    """Extensions without a new expiry, texts reissued under no name, and the other way round."""
    for entry in record.effective:
        if not isinstance(entry, SilenceAct):
            continue
        for act, key, words in _WITH:
            given = getattr(entry, key) is not None
            if entry.act == act and not given:
                yield record.tell(entry, "act", f"is '{act}', and '{key}' is missing", f"Add {words}")
            elif entry.act != act and given:
                yield record.tell(entry, key, f"is given, and the act is '{entry.act}'", f"Remove it, or write {act}")
        at, until = read_moment(entry.at), read_moment(entry.until)
        if at and until and before(until, at):
            what = f"is '{entry.until}', before the extension was made ({entry.at})"
            yield record.tell(entry, "until", what, "Write both with their zones")


SILENCE_CHECKS: tuple[Callable[[Record], Iterator[Problem]], ...] = (expiries, companions)
