"""The replay of roll calls in words: a summary by provision and decade, each difference, and why it is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from concilium.documents.catalogue import Count
from concilium.documents.lexicon import Lexicon
from concilium.documents.rule_words import verdict_in_words
from concilium.procedure.replayed import Difference, Explanation, Replayed, SeatDifference


def tell_summary(lexicon: Lexicon, replayed: Replayed) -> Iterator[str]:
    """Yield the summary: what was decided, a table by provision and decade, and what hangs on the matter."""
    phrase = lexicon.catalogue.phrase
    yield phrase(
        "replay-headline",
        organ=lexicon.word(replayed.organ),
        matter=replayed.matter,
        given=replayed.given,
        decided=replayed.decided,
        agreed=replayed.agreed,
    )
    yield phrase(
        "replay-aside",
        without_vote=replayed.without_vote,
        without_positions=replayed.without_positions,
        undecided=len(replayed.undecided),
        uncompared=replayed.uncompared,
    )
    yield from _table(phrase("replay-columns").split("|"), replayed)
    alike: dict[tuple[str, ...], list[str]] = {}
    for matter, rolls in replayed.depends.items():
        alike.setdefault(rolls, []).append(matter)
    for rolls, matters in alike.items():
        yield phrase("replay-depends", matters=", ".join(matters), count=Count(len(rolls), lexicon.language))


def _table(heads: Sequence[str], replayed: Replayed) -> Iterator[str]:
    """Yield the lines of the table; words to the left, numbers to the right."""
    rows = [(r.provision, r.decade, r.decided, r.agreed, r.explained, r.unexplained) for r in replayed.rows]
    cells = [tuple(heads), *(tuple(map(str, row)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        first, *numbers = (each.ljust(width) for each, width in zip(line, widths, strict=True))
        aligned = (number.strip().rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join(["", first, *aligned])


def tell_differences(lexicon: Lexicon, replayed: Replayed) -> Iterator[tuple[str, str]]:
    """Yield each difference and its explanation, in words; those that nobody has explained first."""
    told = [(_outcome(lexicon, each), each.explained) for each in replayed.differences]
    told += [(_seat(lexicon, each), each.explained) for each in replayed.seats]
    for words, explained in sorted(told, key=lambda pair: pair[1] is not None):
        yield words, _why(lexicon, explained)


def _outcome(lexicon: Lexicon, difference: Difference) -> str:
    phrase = lexicon.catalogue.phrase
    matter = difference.kind != "outcome"
    return phrase(
        "replay-difference",
        roll=difference.roll,
        symbol=difference.symbol or difference.title,
        day=difference.day,
        recorded=phrase(f"outcome-{difference.recorded}"),
        computed=phrase(f"outcome-{difference.computed}"),
        provision=difference.provision,
        matter=phrase("replay-as-matter", matter=difference.kind) if matter else "",
        verdicts="; ".join(words for v in difference.verdicts for words in verdict_in_words(lexicon, v)),
    )


def _seat(lexicon: Lexicon, difference: SeatDifference) -> str:
    return lexicon.catalogue.phrase(
        f"replay-{difference.kind}",
        member=f"{lexicon.word(difference.member)} ({difference.member})",
        count=Count(len(difference.rolls), lexicon.language),
        first=difference.first,
        last=difference.last,
    )


def _why(lexicon: Lexicon, explained: Explanation | None) -> str:
    if explained is None:
        return lexicon.catalogue.phrase("replay-unexplained")
    cited = "; ".join(filter(None, (str(lexicon.cite(source).title) for source in explained.source)))
    return lexicon.catalogue.phrase("replay-explained", why=lexicon.text(explained.why), cited=cited)


def as_data(lexicon: Lexicon, replayed: Replayed) -> dict[str, object]:
    """Return a replay as plain data: verdicts in words, explanations in the language."""
    return {
        "organ": replayed.organ,
        "matter": replayed.matter,
        "given": replayed.given,
        "decided": replayed.decided,
        "agreed": replayed.agreed,
        "uncompared": replayed.uncompared,
        "without_vote": replayed.without_vote,
        "without_positions": replayed.without_positions,
        "undecided": replayed.undecided,
        "unexplained": replayed.unexplained,
        "rows": replayed.rows,
        "differences": [_difference_data(lexicon, each) for each in replayed.differences],
        "seats": [_seat_data(lexicon, each) for each in replayed.seats],
        "depends": replayed.depends,
    }


def _difference_data(lexicon: Lexicon, each: Difference) -> dict[str, object]:
    return {
        "roll": each.roll,
        "symbol": each.symbol,
        "day": each.day,
        "title": each.title,
        "kind": each.kind,
        "provision": each.provision,
        "recorded": each.recorded,
        "computed": each.computed,
        "tally": each.tally,
        "verdicts": [words for verdict in each.verdicts for words in verdict_in_words(lexicon, verdict)],
        "why": lexicon.text(each.explained.why) if each.explained else None,
    }


def _seat_data(lexicon: Lexicon, each: SeatDifference) -> dict[str, object]:
    return {
        "member": each.member,
        "kind": each.kind,
        "first": each.first,
        "last": each.last,
        "rolls": each.rolls,
        "why": lexicon.text(each.explained.why) if each.explained else None,
    }
