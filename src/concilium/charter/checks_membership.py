"""Checks of membership: times, notices, rights that are lost of themselves, standings that entitle to nothing said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from concilium.charter.findings import Examined, Part, listed
from concilium.charter.membership import LYING_OVER
from concilium.charter.schema import Automatic, Beginning, Chained, Force, Withdrawal
from concilium.problems import Problem
from concilium.sourcefile import shorten

MOST_MONTHS = 1200
MOST_DAYS = 36525
_WITHOUT_ENTITLEMENT = ("signatory", "former", "expelled")
_COMMON_YEAR = 2023


def durations(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each time that is less than nothing, or more than a century."""
    for kind in (Beginning, Withdrawal, Chained, Force):
        for part in examined.every(kind):
            for key, most in (("months", MOST_MONTHS), ("days", MOST_DAYS)):
                if not 0 <= (number := getattr(part.it, key)) <= most:
                    yield examined.tell(part, key, f"is {number}", f"Write a number from 0 to {most}")


def withdrawals(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each withdrawal whose year has no such end, or that gives a standing of a member too few."""
    for part in examined.every(Withdrawal):
        if not _is_day_of_year(part.it.year_ends):
            what = f"is '{shorten(part.it.year_ends)}', which is no month and day"
            yield examined.tell(part, "year_ends", what, "Write it as 12-31")
        elif part.it.year_ends != "12-31" and part.it.then != "end-of-year":
            what = f"is given and the notice takes effect '{part.it.then}'"
            yield examined.tell(part, "year_ends", what, "Remove it, or write 'then: end-of-year'")
        if part.it.meanwhile is not None and part.it.meanwhile not in LYING_OVER:
            what = f"is '{part.it.meanwhile}', which does not lie over the standing of a member"
            yield examined.tell(part, "meanwhile", what, f"Use one of: {', '.join(LYING_OVER)}")


def _is_day_of_year(text: str) -> bool:
    month, _, day = text.partition("-")
    try:
        date(_COMMON_YEAR, int(month), int(day))
    except ValueError:
        return False
    return True


def automatic(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each loss of rights that takes none, or after no time."""
    for part in examined.every(Automatic):
        if part.it.standing not in LYING_OVER:
            what = f"is '{part.it.standing}', and what comes of itself can only lie over the standing of a member"
            yield examined.tell(part, "standing", what, f"Use one of: {', '.join(LYING_OVER)}")
        if part.it.years is not None and part.it.years < 1:
            yield examined.tell(part, "years", f"is {part.it.years}", "Write a number from 1")


def further_texts(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each condition, scope or rest that lacks a language which the organization's name has."""
    for part in examined.provisions:
        for key in ("condition", "residual", "scope"):
            text = getattr(part.it, key, None) or {}
            for language in examined.file.name.names if text else ():
                if not text.get(language, "").strip():
                    yield examined.tell(part, key, f"has no '{shorten(language)}'", "Add the text in that language")


def entitlements(examined: Examined) -> Iterator[Problem]:
    """Yield a problem for each standing that is given and entitles to nothing said, or entitles and is never given."""
    given: dict[str, Part[object]] = {}
    for rule in listed(examined.file.membership, ("membership",)):
        for key in ("standing", "meanwhile"):
            if (standing := getattr(rule.it, key, None)) is not None:
                given.setdefault(standing, rule)
    entitled = {entitlement.standing for entitlement in examined.file.entitlements}
    for standing, part in given.items():
        if standing not in entitled and standing not in _WITHOUT_ENTITLEMENT:
            what = f"gives the standing '{standing}', and no entitlement says what that entitles to"
            yield examined.tell(part, "", what, f"Add an entitlement with 'standing: {standing}'")
    for entitlement in listed(examined.file.entitlements, ("entitlements",)):
        if entitlement.it.standing not in given:
            what = f"is '{entitlement.it.standing}', which no rule of membership gives"
            yield examined.tell(entitlement, "standing", what, "Add the rule that gives it, or remove the entitlement")


MEMBERSHIP_CHECKS = (durations, withdrawals, automatic, further_texts, entitlements)
