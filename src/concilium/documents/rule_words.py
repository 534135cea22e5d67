"""Rules and verdicts in words, made from the rule itself: what is counted, what is needed, what was found."""

from __future__ import annotations

from fractions import Fraction

from concilium.documents.catalogue import listed
from concilium.documents.lexicon import Lexicon
from concilium.procedure.seats import CONCERNED
from concilium.rules.evaluate import Span, Verdict
from concilium.rules.expression import BASES, AllOf, AnyOf, Count, Electorate, Not, Rule, Unknown, inner

_USUAL = frozenset({2, 3, 4, 5, 6, 8, 9, 10})
"""The denominators of fractions that people say as fractions; others are said as percentages where they can be."""


def rule_in_words(lexicon: Lexicon, rule: Rule) -> str:
    """Return a rule as a clause: "votes in favour: at least 9; and votes against among permanent members: none"."""
    if isinstance(rule, Count):
        return count_in_words(lexicon, rule)
    if isinstance(rule, Unknown):
        return lexicon.catalogue.phrase("rule-unknown")
    parts = [_within(lexicon, each) for each in inner(rule)]
    if isinstance(rule, Not):
        return lexicon.catalogue.phrase("rule-not", rule=parts[0])
    if len(parts) == 1:
        return parts[0]
    return lexicon.catalogue.phrase("rule-and" if isinstance(rule, AllOf) else "rule-or").join(parts)


def _within(lexicon: Lexicon, rule: Rule) -> str:
    """Return a rule within another one, in brackets where it would be ambiguous without."""
    words = rule_in_words(lexicon, rule)
    return f"({words})" if isinstance(rule, AllOf | AnyOf) and len(rule.rules) > 1 else words


def count_in_words(lexicon: Lexicon, count: Count) -> str:
    """Return a count with what it needs: "votes in favour: at least 2/3 of those present and voting"."""
    phrase = lexicon.catalogue.phrase
    if _is_no_objection(count):
        return phrase("rule-no-objection", over=_over(lexicon, count.over))
    return phrase("rule-count", counted=counted_in_words(lexicon, count), needed=needed_in_words(lexicon, count))


def _is_no_objection(count: Count) -> bool:
    none_against = count.count == ("no",) and count.compare == "at-most" and count.amount == 0
    return none_against and count.of is None and not count.veto


def counted_in_words(lexicon: Lexicon, count: Count) -> str:
    """Return what is counted: "votes in favour among parties, by tonnage"."""
    phrase = lexicon.catalogue.phrase
    base = next((name for name, positions in BASES.items() if set(positions) == set(count.count)), None)
    words = [f"counted-{base}"] if base else [f"counted-{position}" for position in count.count]
    counted = listed([phrase(word) for word in words], lexicon.language)
    weighed = phrase("rule-by-weight", weight=lexicon.word(count.weight)) if count.weight else ""
    return f"{counted}{_over(lexicon, count.over)}{weighed}"


def needed_in_words(lexicon: Lexicon, count: Count) -> str:
    """Return what a count needs: "at least 2/3 of those present and voting"."""
    phrase = lexicon.catalogue.phrase
    if count.fewest is not None:
        plus = phrase("rule-plus", number=count.fewest.plus) if count.fewest.plus else ""
        weight = lexicon.word(count.fewest.weight)
        amount = phrase("rule-fewest", share=share(count.fewest.share), weight=weight, plus=plus)
    else:
        amount = share(count.amount) if count.of else number(count.amount)
    if count.compare == "at-most" and count.fewest is None and not count.amount:
        return phrase("rule-none")
    if count.of and count.fewest is None:
        whole = count.amount == 1 and count.compare == "at-least"
        amount = phrase(f"rule-all-{count.of}") if whole else f"{amount} {phrase(f'rule-of-{count.of}')}"
        if whole:
            return amount
    return phrase(f"rule-{count.compare}", amount=amount)


def _over(lexicon: Lexicon, over: Electorate) -> str:
    phrase = lexicon.catalogue.phrase
    among = [phrase("rule-among", seats=lexicon.word(name)) for name in over.among]
    but = [
        phrase("rule-but-concerned") if name == CONCERNED else phrase("rule-but", seats=lexicon.word(name))
        for name in over.but
    ]
    return "".join((*among, *but))


def share(of: Fraction) -> str:
    """Return a share: "2/3", or "55 %" where nobody would say the fraction."""
    if of.denominator in _USUAL or 100 % of.denominator:
        return str(of)
    return f"{of * 100} %"


def number(value: Fraction) -> str:
    """Return an exact number: whole, or with as many decimals as it has; as a fraction when it has no end."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next((n for n in range(1, 13) if (value * 10**n).denominator == 1), None)
    return str(value) if places is None else f"{float(value):.{places}f}"


def verdict_in_words(lexicon: Lexicon, verdict: Verdict) -> list[str]:
    """Return a clause for each count of a verdict: what was counted, what was needed, and whether it is met."""
    if isinstance(verdict.rule, Count):
        return [_counted(lexicon, verdict.rule, verdict)]
    if isinstance(verdict.rule, Unknown):
        return [lexicon.catalogue.phrase("rule-unknown")]
    return [clause for part in verdict.parts for clause in verdict_in_words(lexicon, part)]


def _counted(lexicon: Lexicon, count: Count, verdict: Verdict) -> str:
    phrase = lexicon.catalogue.phrase
    if verdict.missing:
        weights = ", ".join(str(lexicon.word(name)) for name in verdict.missing)
        return phrase("verdict-missing", rule=count_in_words(lexicon, count), weights=weights)
    met = {True: "verdict-met", False: "verdict-not-met", None: "verdict-open"}[verdict.holds]
    needed = needed_in_words(lexicon, count)
    if (
        verdict.needed is not None
        and (count.of is not None or count.fewest is not None)
        and needed != phrase("rule-none")
    ):
        needed = phrase("verdict-that-is", needed=needed, number=_span(lexicon, verdict.needed))
    counted = _span(lexicon, verdict.counted) if verdict.counted is not None else ""
    return phrase("verdict", counted=counted_in_words(lexicon, count), number=counted, needed=needed, met=phrase(met))


def _span(lexicon: Lexicon, span: Span) -> str:
    if span.low == span.high:
        return number(span.low)
    return lexicon.catalogue.phrase("verdict-between", low=number(span.low), high=number(span.high))
