"""The voting power of the members of an organ, as a library gives it.

It stands apart from ``api`` because it needs numpy, which takes as long to load as a brief takes to write.
"""

from __future__ import annotations

from collections.abc import Mapping

from concilium.api import View
from concilium.documents.brief.teller import Teller
from concilium.documents.explain import Explained
from concilium.documents.explain_power import explain_power, power_as_data, power_chart


def power(view: View, organ: str, matter: str, proposal: str | None = None) -> Explained:
    """Return the voting power of an organ's members in a matter, on the date of a view.

    Every member is taken to vote for or against. Raises UnknownNameError, MisusedError and GameTooLargeError.
    """
    return explain_power(_teller(view), organ, matter, proposal)


def data(view: View, measured: Explained) -> Mapping[str, object]:
    """Return voting power as plain data."""
    return power_as_data(_teller(view), measured)


def chart(view: View, organ: str, measured: Explained) -> str:
    """Return the voting power of an organ's members as a bar chart in SVG."""
    return power_chart(_teller(view), organ, measured.answer)


def _teller(view: View) -> Teller:
    return Teller(view.record, view.organization.lexicon(view.language))
