"""When an instrument entered into force: what its provision gives from the deposits, and what is recorded."""

from __future__ import annotations

from concilium.charter.model import Charter
from concilium.instants import day_of, moment
from concilium.procedure.answer import Answer, Reason
from concilium.record.entry import Deposit, Instrument
from concilium.record.view import View

_CONSENT = ("ratification", "acceptance", "approval", "accession")


def force(charter: Charter, view: View, instrument: str) -> Answer[str | None]:
    """Return the date (EDTF) on which an instrument entered into force, or None when it has not or is not known.

    The value is what the record holds; the reasons add what the rule needs, and ``missing`` the deposits not found.
    """
    told = view.all(Instrument, instrument)
    named = [entry for entry in told if entry.instrument == instrument]
    dated = next((entry for entry in named if entry.in_force), None)
    reasons = []
    if dated is not None:
        reasons.append(
            Reason("force-recorded", {"instrument": instrument, "day": dated.in_force or ""}, (), (dated.id,))
        )
    rule = next((rule for rule in charter.file.force if rule.instrument == instrument), None)
    signatories = charter.in_order({code for entry in named for code in entry.signatories})
    consents = {d.member: d for d in view.all(Deposit, instrument) if d.act in _CONSENT and d.instrument == instrument}
    lacking = [code for code in signatories if code not in consents]
    if rule is not None:
        reasons.append(
            Reason("force-rule", {"instrument": instrument}, (rule.id,), tuple(d.id for d in consents.values()))
        )
        needed = rule.number or len(signatories)
        if signatories and len(consents) >= needed:
            last = sorted(moment(d.received or d.said.on).latest for d in consents.values())[needed - 1]
            reasons.append(Reason("force-computed", {"day": day_of(last).isoformat()}, (rule.id,)))
    value = dated.in_force if dated else None
    in_force = value is not None and moment(value).earliest <= view.at.on.latest
    missing = tuple(f"ratification by {code}" for code in lacking)
    return Answer(value if in_force else None, "known" if value else "unknown", tuple(reasons), missing=missing)
