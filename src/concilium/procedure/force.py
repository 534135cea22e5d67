"""Since when an instrument is in force: what its rule gives from the consents, compared with what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from concilium.charter.model import Charter
from concilium.charter.schema import Force
from concilium.instants import END, day_of, moment
from concilium.problems import UnknownNameError, meant
from concilium.procedure.answer import Answer, Reason, Rival
from concilium.procedure.consents import signatories
from concilium.procedure.entering import Entering, bound, ceases, entering
from concilium.record.entry import Deposit, Instrument
from concilium.record.view import View
from concilium.rules.evaluate import Verdict
from concilium.rules.expression import Count

_HUNDRED = 100


def instrument_called(view: View, word: str) -> str:
    """Return the instrument that a word stands for: its id, its title, or what only one id begins with.

    Raises UnknownNameError.
    """
    known = {each.instrument for each in view.told(Instrument)} | {each.instrument for each in view.told(Deposit)}
    if word in known:
        return word
    said = _plain(word)
    titled = {each.instrument for each in view.told(Instrument) if said in map(_plain, each.titles.values())}
    begun = {each for each in known if each.startswith(f"{said}-")}
    for found in (titled, begun):
        if len(found) == 1:
            return found.pop()
    hint = f"Use one of: {', '.join(sorted(begun))}" if begun else meant(word, sorted(known))
    raise UnknownNameError(f"This view knows of no instrument '{word}'. {hint}.")


def _plain(text: str) -> str:
    return "-".join(text.casefold().replace("-", " ").split())


def force(charter: Charter, view: View, instrument: str) -> Answer[str | None]:
    """Return the date (EDTF) on which an instrument entered into force, or None when it is not in force.

    The value is what the record holds, else what the rule gives from the consents; both stand in the reasons, and
    ``state`` is ``differs`` when they are not the same. None is ``known`` when it is certain that it is not in force on
    the date of the view, else ``unknown``: a deposit that is not on the record may have been made all the same. The
    reasons say how many consents there are of how many needed, and who is bound; ``missing`` names what is lacking.
    """
    told = [entry for entry in view.all(Instrument, instrument) if entry.instrument == instrument]
    dated = next((entry for entry in told if entry.in_force), None)
    rule = next((rule for rule in charter.file.force if rule.instrument == instrument), None)
    reasons = [] if dated is None else [_recorded(dated)]
    if rule is None:
        begins = moment(dated.in_force).earliest if dated and dated.in_force else None
        return Answer(_if_begun(dated, begins, view), "known" if dated else "unknown", tuple(reasons))
    found = entering(charter, view, rule)
    ends, renewed = ceases(charter, view, rule)
    reasons += _reasons(charter, view, rule, found, dated)
    reasons += _ending(rule, ends, renewed, view)
    value = _value(dated, found, ends, view) if rule.on_notice is None else _restored(dated, found, ends, view)
    rivals = tuple(_rivals(view, rule))
    state = _state(None if rule.on_notice else dated, found, rivals)
    return Answer(value, state, tuple(reasons), rivals, _missing(found))


def _recorded(dated: Instrument) -> Reason:
    return Reason("force-recorded", {"instrument": dated.instrument, "day": dated.in_force or ""}, (), (dated.id,))


def _if_begun(dated: Instrument | None, begins: int | None, view: View) -> str | None:
    return dated.in_force if dated is not None and begins is not None and begins <= view.at.on.latest else None


def _value(dated: Instrument | None, found: Entering, ends: int, view: View) -> str | None:
    """Return since when it is in force on the date of a view: as recorded, else as computed."""
    if view.at.on.earliest >= ends:
        return None
    if dated is not None and dated.in_force is not None:
        return _if_begun(dated, moment(dated.in_force).earliest, view)
    begun = found.minute is not None and found.minute <= view.at.on.latest
    return day_of(found.minute).isoformat() if begun and found.minute is not None else None


def _restored(dated: Instrument | None, found: Entering, ends: int, view: View) -> str | None:
    """Return since when it is in force again after a notification; before that, as it was."""
    again = _value(None, found, END, view)
    return again or (_value(dated, found, ends, view) if dated is not None else None)


def _state(dated: Instrument | None, found: Entering, rivals: tuple[Rival, ...]) -> str:
    if any(not rival.applied for rival in rivals):
        return "contested"
    if dated is not None and dated.in_force is not None:
        recorded = moment(dated.in_force)
        computed = found.minute
        apart = computed is not None and not recorded.earliest <= computed <= recorded.latest
        return "differs" if apart else "known"
    return "known" if found.minute is not None or (found.settled and not _open(found.verdict)) else "unknown"


def _open(verdict: Verdict | None) -> bool:
    """Tell whether it hangs on what the record does not hold, such as weights, whether needs are met."""
    return verdict is not None and verdict.holds is None


def _reasons(charter: Charter, view: View, rule: Force, found: Entering, dated: Instrument | None) -> Iterator[Reason]:
    yield Reason("force-rule", {"instrument": rule.instrument}, (rule.id,), found.entries)
    if found.verdict is not None:
        yield from _counts(rule, found.verdict)
    if found.because:
        day = {} if found.minute is None else {"day": day_of(found.minute).isoformat()}
        key = found.because if day or found.because != "force-silence" else "force-refused"
        yield Reason(key, {"instrument": rule.instrument, **day}, (rule.id,), found.entries)
    if found.minute is not None:
        yield Reason("force-computed", {"day": day_of(found.minute).isoformat()}, (rule.id,))
    if found.minute is None and dated is not None and dated.in_force is not None:
        found = found._replace(minute=moment(dated.in_force).earliest)
    yield from _provisional(charter, view, rule, found)
    who = bound(charter, view, rule, found)
    if who:
        key = "force-binds-members" if rule.binds == "members" else "force-binds"
        yield Reason(key, {"members": " ".join(who), "count": str(len(who))}, (rule.id,))


def _counts(rule: Force, verdict: Verdict) -> Iterator[Reason]:
    """Yield a reason for each count of the needs: how many (or what share) there are, of how many needed."""
    for part in verdict.parts:
        yield from _counts(rule, part)
    count = verdict.rule
    if not isinstance(count, Count):
        return
    if verdict.counted is None or verdict.needed is None:
        for name in verdict.missing:
            yield Reason("force-weights-unknown", {"weight": name}, (rule.id,))
        return
    facts = {
        "counted": shown(verdict.counted.low),
        "needed": shown(verdict.needed.low if count.weight else whole(count, verdict.needed.low)),
        "among": " ".join(count.over.among),
        "weight": count.weight or "",
    }
    if verdict.base is not None and count.weight and verdict.base.low:
        facts["share"] = shown(verdict.counted.low / verdict.base.low * _HUNDRED)
        facts["share_needed"] = shown(count.amount * _HUNDRED)
    key = "force-objections" if count.count == ("no",) else "force-count"
    yield Reason(key + ("-weight" if "share" in facts else ""), facts, (rule.id,))


def whole(count: Count, needed: Fraction) -> Fraction:
    """Return the number of heads that a comparison with a number comes to."""
    if count.compare == "at-least":
        return Fraction(ceil(needed))
    if count.compare == "more-than":
        return Fraction(floor(needed) + 1)
    return Fraction(floor(needed)) if count.compare == "at-most" else Fraction(ceil(needed) - 1)


def shown(number: Fraction) -> str:
    """Return a number as people read it: whole, or with two decimals at most, rounded."""
    if number.denominator == 1:
        return str(number.numerator)
    return f"{float(round(number, 2)):.2f}".rstrip("0").rstrip(".")


def _provisional(charter: Charter, view: View, rule: Force, found: Entering) -> Iterator[Reason]:
    """Yield that an instrument is applied before it is in force: by its signatories, or by those who said so."""
    on = view.at.on.latest
    if found.minute is not None and found.minute <= on:
        return
    told = [d for d in view.all(Deposit, rule.instrument) if d.act == "provisional-application"]
    declared = [d for d in told if moment(d.received or d.said.on).earliest <= on]
    if rule.provisional is not None and moment(rule.provisional).earliest <= on:
        who = charter.in_order(signatories(view, rule.instrument))
        facts = {"day": rule.provisional, "members": " ".join(who)}
        yield Reason("force-provisional", facts, (rule.id,))
    elif declared:
        first = min(declared, key=lambda d: moment(d.received or d.said.on).earliest)
        who = charter.in_order(d.member for d in declared)
        facts = {"day": first.received or first.said.on, "members": " ".join(who)}
        yield Reason("force-provisional", facts, (rule.id,), tuple(d.id for d in declared))


def _ending(rule: Force, ends: int, renewed: tuple[str, ...], view: View) -> Iterator[Reason]:
    if renewed:
        yield Reason("force-renewed", {"instruments": " ".join(renewed)}, (rule.id,))
    if ends < END:
        key = "force-ceased" if view.at.on.earliest >= ends else "force-ends"
        yield Reason(key, {"day": day_of(ends - 1).isoformat()}, (rule.id,))


def _rivals(view: View, rule: Force) -> Iterator[Rival]:
    """Yield what authorities hold of an entry into force, as known by then."""
    for position in rule.positions:
        until = END if position.until is None else moment(position.until).latest
        if moment(position.on).latest <= min(view.at.known, view.at.on.latest) and view.at.on.earliest <= until:
            value = position.says.get("en", "")
            yield Rival(position.authority, value, position.on, applied=position.applied, agrees=position.applied)


def _missing(found: Entering) -> tuple[str, ...]:
    lacking = tuple(f"ratification by {code}" for code in found.lacking)
    verdict = found.verdict
    if verdict is None:
        return lacking
    return (*lacking, *(f"weight {name}" for each in (verdict, *verdict.parts) for name in each.missing))
