"""The commands about procedures that take time or several steps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from concilium.cli.asked import Asked, complete_organization, options
from concilium.cli.printing import print_explained


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("name")
@click.option("--at", metavar="INSTANT", help="At this instant, such as 2003-02-10T09:00:00+01:00. Default: now.")
@options()
def silence(organization: str, name: str, at: str | None, asked: Asked) -> None:
    """Say what had become of a text under silence, named by its NAME: running, held, broken by whom, or adopted."""
    moment = at or asked.on or datetime.now(UTC).isoformat(timespec="seconds")
    view = asked._replace(on=asked.on or moment).view(organization)
    print_explained(view.silence(name, moment), asked.form)


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("organ")
@click.option("--seats", multiple=True, required=True, help="Places to be filled: 2, or of a group: asia=3,africa=1.")
@click.option("--votes", multiple=True, required=True, help="Votes by candidate: BGR=160,ALB=123, or asia:CHN=154,....")
@click.option("--of", "of", help="What is elected to, where the organ elects to several.")
@click.option("--voting", type=click.IntRange(min=0), help="How many members cast a valid ballot.")
@click.option("--abstaining", type=click.IntRange(min=0), default=0, help="How many abstained.")
@click.option(
    "--ballot", "number", type=click.IntRange(min=1), default=1, show_default=True, help="Which ballot it was."
)
@options()
def elect(
    organization: str,
    organ: str,
    seats: tuple[str, ...],
    votes: tuple[str, ...],
    asked: Asked,
    **told: Any,  # noqa: ANN401 (as click hands options over)
) -> None:
    """Say who is elected in a ballot of an ORGAN, why the others are not, and what the next ballot is about."""
    from concilium.procedure.electing import Ballot, parsed

    places, cast = parsed(seats, votes)
    made = asked.view(organization).elect(organ, Ballot(places, cast, **told))
    print_explained(made, asked.form)
