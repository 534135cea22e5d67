"""The command that draws: pictures of the record as SVG, or the same data as a table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from concilium.cli.asked import Asked, complete_organization, options
from concilium.cli.deciding import CODES, POSITIONS
from concilium.cli.printing import write

KINDS = ("attendance", "calendar", "hemicycle", "lanes", "passage", "timeline", "wheel")


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("what", required=False)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--matter", help="Of a hemicycle: what an organ decides, such as substantive (see concilium rules).")
@click.option("--yes", type=CODES, default=(), help="Who voted for: codes, and a number of others: 9,CHN,RUS.")
@click.option("--no", type=CODES, default=(), help="Who voted against, or objected.")
@click.option("--abstain", type=CODES, default=(), help="Who abstained.")
@click.option("--absent", type=CODES, default=(), help="Who was absent.")
@click.option("--not-participating", type=CODES, default=(), help="Who was there and took no part.")
@click.option("--not-entitled", type=CODES, default=(), help="Who had no vote, beyond what the record says.")
@options("svg", "text", "json")
def picture(
    organization: str,
    kind: str,
    what: str | None,
    asked: Asked,
    output: Path | None,
    **vote: str | Iterable[str] | None,
) -> None:
    """Draw a picture of a KIND (attendance, calendar, hemicycle, lanes, passage, timeline, wheel) of WHAT: an organ,
    a year, a member, a draft, a meeting, a vote."""  # noqa: D205, D209 (as click shows it)
    matter = vote.pop("matter")
    votes = {position: vote[position.replace("-", "_")] for position in POSITIONS}
    made = asked.view(organization).picture(kind, what, matter=matter, votes=votes)  # type: ignore[arg-type]
    if asked.form == "svg":
        write(made.svg, output)
    elif asked.form == "text":
        write(f"{made}\n", output)
    else:
        write(msgspec.json.format(msgspec.json.encode(made.data()), indent=2).decode() + "\n", output)
