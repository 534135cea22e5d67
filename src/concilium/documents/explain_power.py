"""The voting power of members, in words, as rows and as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from concilium.documents.brief.teller import Teller
from concilium.documents.catalogue import listed
from concilium.documents.charts import Bar, Legend, bar_chart
from concilium.documents.explain import Explained
from concilium.documents.explain_needs import said_of_members
from concilium.documents.sentence import Sentence
from concilium.procedure.answer import Answer
from concilium.procedure.power import Power, Share, power


def explain_power(teller: Teller, organ: str, matter: str, proposal: str | None) -> Explained:
    """Return the voting power of an organ's members, explained. Raises UnknownNameError and MisusedError."""
    answer = power(teller.charter, teller.view, organ, matter, proposal)
    said = teller.phrase("power-headline", organ=teller.word(organ), matter=matter)
    return Explained("power", answer, f"{said[:1].upper()}{said[1:]}", tuple(_power(teller, answer)))


def _power(teller: Teller, answer: Answer[Power]) -> Iterator[Sentence]:
    value, rule = answer.value, (answer.value.decision.id,)
    yield teller.tell("decide-rule", (), rule, rule=teller.lexicon.text(value.decision.says))
    if value.indices is None:
        yield teller.tell("power-none", (), rule, why="; ".join((*value.why, *answer.missing)))
        return
    found = value.indices
    yield teller.tell("power-act", (), rule, share=percent(found.coleman.act))
    if found.smallest_winning is not None:
        yield teller.tell("power-smallest", (), rule, number=found.smallest_winning, members=len(value.members))
    for key, sets in (("power-winning", value.winning), ("power-blocking", value.blocking)):
        if sets:
            yield teller.tell(key, (), rule, sets=_sets(teller, sets))
    if found.shapley_shubik.within:
        yield teller.tell("power-within", (), rule, share=percent(found.shapley_shubik.within))
    swinging = set(found.banzhaf.swing_members())
    dummies = tuple(member for place, member in enumerate(value.members) if place not in swinging)
    if dummies:
        yield teller.tell("power-dummies", (), rule, members=said_of_members(teller, dummies))


def _sets(teller: Teller, sets: tuple[tuple[Share, ...], ...]) -> str:
    """Return sets of members in words: "5 permanent members and 4 others; or 1 …"."""
    alone = not any(share.classes for each in sets for share in each)
    told = [
        listed([_share(teller, share, alone=alone) for share in sorted(each, key=_named_last)], teller.lexicon.language)
        for each in sets
    ]
    return teller.phrase("rule-or").join(told)


def _named_last(share: Share) -> bool:
    """Put those without a class after those with one."""
    return not share.classes


def _share(teller: Teller, share: Share, *, alone: bool) -> str:
    if not share.classes:
        return teller.phrase("needs-so-many" if alone else "power-others", count=teller.count(share.number))
    return teller.phrase("power-share", number=share.number, classes=teller.lexicon.words(share.classes))


def power_rows(teller: Teller, answer: Answer[Power]) -> list[dict[str, object]]:
    """Return a row a member: its indices as exact fractions, the most powerful first."""
    found = answer.value.indices
    if found is None:
        return []
    normalised = found.banzhaf.normalised or (None,) * len(answer.value.members)
    rows: list[dict[str, object]] = [
        {
            "member": member,
            "name": str(teller.word(member)) if member else teller.phrase("power-vacant"),
            "banzhaf": normalised[place],
            "absolute": found.banzhaf.absolute[place],
            "shapley_shubik": found.shapley_shubik.values[place],
        }
        for place, member in enumerate(answer.value.members)
    ]
    return sorted(rows, key=lambda row: row["absolute"], reverse=True)  # type: ignore[arg-type, return-value]


def power_chart(teller: Teller, organ: str, answer: Answer[Power]) -> str:
    """Return the indices as an SVG bar chart: bars for Banzhaf's, marks for Shapley and Shubik's."""
    bars = [
        Bar(str(row["name"]), row["banzhaf"], percent(row["banzhaf"]), row["shapley_shubik"])  # type: ignore[arg-type]
        for row in power_rows(teller, answer)
    ]
    title = teller.phrase("power-chart", organ=teller.word(organ))
    return bar_chart(title, bars, legend=Legend("Banzhaf", "Shapley–Shubik"), language=teller.lexicon.language)


def percent(share: object) -> str:
    """Return a share in per cent, to two decimals."""
    return "—" if not isinstance(share, Fraction) else f"{float(share * 100):.2f} %"


def power_as_data(teller: Teller, made: Explained) -> Mapping[str, object]:
    """Return voting power as data; shares as decimals, exact to fifteen digits."""
    answer: Answer[Power] = made.answer
    rows = [
        {key: float(value) if isinstance(value, Fraction) else value for key, value in row.items()}
        for row in power_rows(teller, answer)
    ]
    found = answer.value.indices
    return {
        "decision": answer.value.decision.id,
        "state": answer.state,
        "passes": None if found is None else float(found.coleman.act),
        "smallest_winning": None if found is None else found.smallest_winning,
        "largest_losing": None if found is None else found.largest_losing,
        "winning": answer.value.winning,
        "blocking": answer.value.blocking,
        "within": None if found is None else float(found.shapley_shubik.within),
        "members": rows,
        "reasons": [sentence.text for sentence in made.sentences],
        "missing": answer.missing,
    }
