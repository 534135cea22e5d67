"""The commands about procedures that take time or several steps."""

from __future__ import annotations

from datetime import UTC, datetime

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
