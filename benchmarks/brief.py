"""A brief from an organization that is open already."""

from __future__ import annotations

from benchmarks.figure import Figure, interleaved
from concilium.documents.formats.as_text import to_text
from concilium.opening import open as open_organization

MEETING, KNOWN = "cfm/2024-06-21", "2024-06-20"


def run(times: int = 50) -> list[Figure]:
    """Measure the brief of a ministers' meeting on its eve, the median of some times."""
    csto = open_organization("csto")
    same = csto.meeting_view(MEETING, KNOWN)
    made = same.brief(MEETING)

    def fresh() -> object:
        return csto.meeting_view(MEETING, KNOWN).brief(MEETING)

    def again() -> object:
        return same.brief(MEETING)

    def printed() -> object:
        return to_text(made)

    on_fresh, on_same, as_text = (taken * 1e3 for taken in interleaved([fresh, again, printed], times))
    return [
        Figure("a brief, warm, from a new view", on_fresh, "ms", limit=5),
        Figure("a brief, warm, from the same view", on_same, "ms", limit=5),
        Figure("a brief laid out as text", as_text, "ms"),
    ]
