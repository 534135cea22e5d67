"""The rules that have names, as a table of what each one means.

The names are those of the literature and of the treaties. Majorities "of votes" leave out who abstains; majorities "of
members" count everybody who has a seat. An unanimity or consensus adopts only what somebody supports where its row
says so, so that nothing is adopted by nobody.
"""

from __future__ import annotations

from fractions import Fraction

from concilium.rules.expression import AllOf, Base, Comparison, Count, Electorate, Position, Rule, Unknown, rebuilt


def _votes(
    count: Position, compare: Comparison, amount: int | str, of: Base | None = None, *, veto: bool = False
) -> Count:
    return Count((count,), compare, Fraction(amount), of, veto=veto)


_SOMEBODY = _votes("yes", "at-least", 1)
_NO_OBJECTION = _votes("no", "at-most", 0)
_NOBODY_AWAY = Count(("absent", "not-participating"), "at-most", Fraction(0))

NAMED: dict[str, Rule] = {
    # More for than against (United Nations Charter, Art. 18(3); Economic and Social Council, Art. 67).
    "simple-majority": _votes("yes", "more-than", "1/2", "present-and-voting"),
    # More than half of all who have a seat (TFEU, Art. 238(1); Statute of the Council of Europe, Art. 20(b)).
    "absolute-majority": _votes("yes", "more-than", "1/2", "members"),
    # More than half of those that may vote.
    "absolute-majority-of-entitled": _votes("yes", "more-than", "1/2", "entitled"),
    # Two thirds of those present and voting (United Nations Charter, Art. 18(2)).
    "two-thirds-of-votes": AllOf((_votes("yes", "at-least", "2/3", "present-and-voting"), _SOMEBODY)),
    # Two thirds of all who have a seat (United Nations Charter, Art. 108; Charter of the OAS, Art. 9).
    "two-thirds-of-members": _votes("yes", "at-least", "2/3", "members"),
    "two-thirds-of-entitled": _votes("yes", "at-least", "2/3", "entitled"),
    # Marrakesh Agreement establishing the WTO, Art. IX:3.
    "three-quarters-of-members": _votes("yes", "at-least", "3/4", "members"),
    # Treaty on European Union, Art. 7(1).
    "four-fifths-of-members": _votes("yes", "at-least", "4/5", "members"),
    # Every seat votes for: what amending a treaty takes.
    "unanimity": _votes("yes", "at-least", 1, "members"),
    # As many for as against (General Assembly, rules of procedure, rule 95).
    "equally-divided": AllOf(
        (
            _votes("yes", "at-least", "1/2", "present-and-voting"),
            _votes("yes", "at-most", "1/2", "present-and-voting"),
            _SOMEBODY,
        )
    ),
    # None against, and somebody for; who abstains does not stand in the way (TFEU, Art. 238(4)).
    "unanimity-despite-abstention": AllOf((_NO_OBJECTION, _SOMEBODY)),
    # None against, and more than half of all for (Statute of the Council of Europe, Art. 20(a)).
    "unanimity-of-votes-with-majority": AllOf((_NO_OBJECTION, _votes("yes", "more-than", "1/2", "members"))),
    # None against, none away (Protocol of Ouro Preto, Art. 37).
    "consensus-with-all-present": AllOf((_NOBODY_AWAY, _NO_OBJECTION)),
    # Nobody objects; who is away does not object (CSCE, Final Recommendations of Helsinki, 1973, para. 69).
    "consensus": _NO_OBJECTION,
    "unknown": Unknown(),
}


def over(rule: Rule, electorate: Electorate, weight: str | None = None) -> Rule:
    """Return a rule over a narrower electorate, and by weight when one is named."""

    def change(count: Count) -> Count:
        merged = Electorate((*count.over.among, *electorate.among), (*count.over.but, *electorate.but))
        return Count(
            count.count, count.compare, count.amount, count.of, merged, weight or count.weight, count.fewest, count.veto
        )

    return rebuilt(rule, change)
