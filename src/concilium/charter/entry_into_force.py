"""When an instrument enters into force, for whom, and when it ceases to be."""

from __future__ import annotations

from typing import Literal

from concilium.charter.provision import Position, Provision
from concilium.charter.requirement import Requirement


class Force(Provision, frozen=True, kw_only=True):
    """When an instrument enters into force: when the consents that it ``needs`` are there, and after a time.

    ``ratified_by``: ``all`` who may consent, or a ``number`` of them; or ``needs`` is a requirement in the language of
    decisions, in which who has consented counts as ``yes``, who has objected as ``no``, all others as ``absent``.
    ``of`` says who may consent: the signatories, the members as they were at the adoption (``members-then``) or as they
    are on each day (``members-now``, so that it is worked out anew when one leaves or is suspended), or anybody.
    ``standings`` leaves of the members only those of some standings. ``classes`` are named states that a requirement
    tells apart, ``acts`` the acts that count as consent.

    ``months`` and ``days`` pass after the needs are met, except when they are met by ``not_before``: then it enters
    into force on that day. ``silence``: the rule is applied to the objections there are on ``deadline``, and all who
    did not object have accepted. ``binds``: ``each`` who consented, from then or as long after its own consent, or
    all ``members``. ``provisional`` is the day from which the signatories apply it beforehand.

    It ceases on ``sunset``, unless one of ``renewed_by`` was in force or adopted by then. With ``on_notice`` it comes
    into force as long after a notification under that instrument, unless one of ``unless_adopted`` is adopted first.
    """

    instrument: str
    ratified_by: Literal["all", "number"] | None = None
    number: int | None = None
    needs: Requirement | None = None
    of: Literal["signatories", "members-then", "members-now", "anybody"] = "signatories"
    standings: tuple[str, ...] = ()
    classes: dict[str, tuple[str, ...]] = {}
    acts: tuple[str, ...] = ("ratification", "acceptance", "approval", "accession")
    months: int = 0
    days: int = 0
    not_before: str | None = None
    silence: bool = False
    deadline: str | None = None
    binds: Literal["each", "members"] = "each"
    provisional: str | None = None
    sunset: str | None = None
    renewed_by: tuple[str, ...] = ()
    on_notice: str | None = None
    unless_adopted: tuple[str, ...] = ()
    effective: str | None = None
    positions: tuple[Position, ...] = ()
