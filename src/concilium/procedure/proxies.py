"""Members that vote for others: whether the charter lets them, for how many, and whether these count as present."""

from __future__ import annotations

from collections import Counter

from concilium.charter.model import Charter, the_one_in_force
from concilium.charter.schema import Proxies
from concilium.problems import MisusedError
from concilium.procedure.answer import Reason
from concilium.procedure.casting import Told
from concilium.record.view import View


def proxies(charter: Charter, view: View, organ: str, told: Told) -> tuple[Reason, ...]:
    """Return who voted for whom. Raises MisusedError when the charter lets no member do so, or not for so many."""
    represented = told.manner.proxies
    if not represented:
        return ()
    rule = proxies_on(charter, view, organ)
    if rule is None:
        raise MisusedError(f"The charter lets no member of {organ} vote for another on this date. Leave --proxy out.")
    for holder, number in Counter(represented.values()).items():
        if number > rule.most:
            those = ", ".join(member for member, by in represented.items() if by == holder)
            raise MisusedError(f"'{holder}' votes for {those}, and may vote for {rule.most} other at most ({rule.id}).")
    return tuple(
        Reason("decide-proxy", {"member": member, "holder": holder}, (rule.id,))
        for member, holder in represented.items()
    )


def proxies_on(charter: Charter, view: View, organ: str) -> Proxies | None:
    """Return the provision on proxies in an organ on the date of the view, or None when there is none."""
    return the_one_in_force(charter.organ(organ).proxies, view.at.on, view.at.known)


def quorum_counts(charter: Charter, view: View, organ: str) -> bool:
    """Tell whether members that are represented count for the quorum of an organ."""
    rule = proxies_on(charter, view, organ)
    return rule is not None and rule.quorum
