"""Voting power: of a double majority of 27 members, and of 190 members with weights of five million.

The peer is the package powerindex, generating functions in plain Python, on the same games where it can take them: it
knows no games of several conditions, and with weights of millions it would take hours. On small games every coalition
is tried. All must give the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import isclose
from random import Random

import powerindex

from benchmarks.figure import Figure, interleaved, seconds
from concilium.rules.power import banzhaf, power, shapley_shubik
from concilium.rules.power_games import AllOf, AnyOf, Game, Threshold, members, wins

NICE = (29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4, 4, 3)


def union() -> AllOf:
    """Return a double majority of 27 members of 446 million: 55 per cent, and 65 unless fewer than four are against."""
    random = Random(27)
    people = tuple(int(5e5 * 170 ** random.random()) for _ in range(27))
    sixty_five = Threshold(tuple(20 * each for each in people), 13 * sum(people))
    return AllOf((Threshold((1,) * 27, 15), AnyOf((sixty_five, Threshold((1,) * 27, 24)))))


def fund(total: int) -> tuple[int, ...]:
    """Return votes of 190 members that sum to about a total, as unequal as those of the International Monetary Fund."""
    random = Random(190)
    shares = [3e-4 + min(random.paretovariate(0.75) * 4e-4, 0.06) for _ in range(189)]
    shares.append(sum(shares) * 0.1644 / 0.8356)
    return tuple(round(total * share / sum(shares)) for share in shares)


def tried(game: Game) -> list[int]:
    """Return the swings of each member, each coalition of the others tried."""
    everybody = range(members(game))
    return [
        sum(
            wins(game, (*others, member)) and not wins(game, others)
            for size in everybody
            for others in combinations([other for other in everybody if other != member], size)
        )
        for member in everybody
    ]


def agree(ours: Sequence[Fraction] | None, theirs: Sequence[float]) -> None:
    """Fail when two indices differ by more than rounding."""
    assert ours is not None
    assert all(isclose(a, b, abs_tol=1e-9) for a, b in zip(ours, theirs, strict=True))


def peer(game: Threshold, *, both: bool) -> powerindex.Game:
    """Return the peer's indices of a game."""
    found = powerindex.Game(game.quota, list(game.weights))
    found.calc_banzhaf()
    if both:
        found.calc_shapley_shubik()
    return found


def small() -> list[Figure]:
    """Measure games that the peer, or trying every coalition, can take."""
    nice, rounded = Threshold(NICE, 255), Threshold(fund(5_000), 4_251)
    ten = AllOf((Threshold((1,) * 10, 6), Threshold(NICE[:10], 130)))
    theirs = peer(nice, both=True)
    agree(banzhaf(nice).normalised, theirs.banzhaf)
    agree(shapley_shubik(nice).values, theirs.shapley_shubik)
    agree(banzhaf(rounded).normalised, peer(rounded, both=False).banzhaf)
    assert list(banzhaf(ten).swings) == tried(ten)
    both, both_theirs = (taken * 1e3 for taken in interleaved([lambda: power(nice), lambda: peer(nice, both=True)], 3))
    swings, swings_theirs = (
        taken * 1e3 for taken in interleaved([lambda: banzhaf(rounded), lambda: peer(rounded, both=False)], 3)
    )
    counted, each = (taken * 1e3 for taken in interleaved([lambda: banzhaf(ten), lambda: tried(ten)], 3))
    return [
        Figure("power: 27 members, votes of 345", both, "ms", "powerindex", both_theirs, 0.2),
        Figure("Banzhaf: 190 members, votes of 5,000", swings, "ms", "powerindex", swings_theirs, 0.1),
        Figure("Banzhaf: 10 members, two conditions", counted, "ms", "each coalition tried", each, 0.1),
    ]


def run() -> list[Figure]:
    """Measure small games against peers, and those that have a goal in seconds."""
    double = union()
    (taken,) = interleaved([lambda: power(double)], 5)
    figures = [*small(), Figure("power: 27 members, double majority, exact", taken * 1e3, "ms", limit=50)]
    votes = fund(5_000_000)
    for percent in (50, 70, 85):
        game = Threshold(votes, sum(votes) * percent // 100 + 1)
        what = f"190 members, votes of {sum(votes):,}, {percent} %"
        figures.append(Figure(f"Banzhaf: {what}, exact", seconds(lambda: banzhaf(game)), "s", limit=1))  # noqa: B023 - used at once
        within = float(shapley_shubik(game).within)
        taken = seconds(lambda: shapley_shubik(game))  # noqa: B023 - used at once
        figures.append(Figure(f"Shapley–Shubik: {what}, within {within:.0e}", taken, "s", limit=5))
    return figures
