"""The command that decides recorded roll calls again and says where the record and the charter differ."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from concilium.cli.asked import FAILED, complete_organization, opened
from concilium.cli.printing import WIDTH, coloured, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from concilium.api import Organization
    from concilium.documents.lexicon import Lexicon
    from concilium.procedure.replay import Asked
    from concilium.procedure.replayed import Explanation, Replayed
    from concilium.procedure.roll_calls import RollCalls

SHOWN = 20
"""Differences that are shown when not all are asked for."""

FILES = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE..."
)


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@FILES
@click.option("--organ", help="The organ, where the files do not say it or hold those of several.")
@click.option("--matter", help="The matter decided; without it the ordinary one of each organ, the first it has.")
@click.option("--proposal", help="On whose proposal, where that makes a difference.")
@click.option("--all", "everything", is_flag=True, help=f"Show every difference, not the first {SHOWN} of an organ.")
@click.option("--language", "-l", default="en", show_default=True, help="The language of the answer: en or ru.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def replay(
    ctx: click.Context,
    *,
    organization: str,
    files: tuple[Path, ...],
    organ: str | None,
    matter: str | None,
    proposal: str | None,
    everything: bool,
    language: str,
    form: str,
) -> None:
    """Decide recorded roll calls again, each under the charter of its day, and compare with what was recorded.

    The FILEs hold records (one row a text) and votes (one row a member), as CSV, gzipped or not, or Parquet.
    """
    from concilium.intake.roll_calls import read_roll_calls

    held = opened(organization)
    lexicon = held.lexicon(language)
    calls, problems = read_roll_calls(files)
    for problem in problems:
        click.echo(str(problem), err=True)
    explained = explanations(organization)
    results = [
        replayed(asked, of_organ, explained) for asked, of_organ in questions(held, calls, organ, matter, proposal)
    ]
    if form == "json":
        print_told(lexicon, results, problems)
    else:
        for result in results:
            print_replay(lexicon, result, None if everything else SHOWN)
    ctx.exit(FAILED if any(result.unexplained for result in results) else 0)


def explanations(organization: str) -> tuple[Explanation, ...]:
    """Return the explanations beside an organization's charter. Raises InvalidInputError."""
    from concilium.api import folder_of
    from concilium.problems import InvalidInputError
    from concilium.stores.explanations import read_explanations

    found, problems = read_explanations(folder_of(organization))
    if problems:
        raise InvalidInputError(problems)
    return found


def questions(
    held: Organization, calls: RollCalls, organ: str | None, matter: str | None, proposal: str | None
) -> list[tuple[Asked, RollCalls]]:
    """Return what is asked, an organ at a time, each with its roll calls. Raises UnknownNameError."""
    from concilium.procedure.asking import by_organ, of_organ, question

    view = held.view("9999-12-31").record
    found = {organ: of_organ(held.charter, calls, organ)} if organ else by_organ(held.charter, calls)
    return [(question(held.charter, view, name, matter, proposal), of) for name, of in found.items() if len(of)]


def replayed(asked: Asked, calls: RollCalls, explained: Sequence[Explanation]) -> Replayed:
    """Decide roll calls stretch by stretch, with a progress bar where somebody is looking."""
    from concilium.procedure.comparing import compared
    from concilium.procedure.replay import decided, plan

    stretches = plan(asked.charter, asked.view, calls)
    hidden = not sys.stderr.isatty()
    with click.progressbar(stretches, label=asked.organ, file=sys.stderr, hidden=hidden) as bar:
        parts = [decided(asked, calls, places) for places in bar]
    return compared(asked, calls, parts, explained)


def print_replay(lexicon: Lexicon, result: Replayed, most: int | None) -> None:
    """Print the summary of an organ and its differences, at most so many."""
    from concilium.documents.tell_replay import tell_differences, tell_summary

    headline, *summary = tell_summary(lexicon, result)
    click.echo(click.style(headline, bold=True) if coloured() else headline)
    for line in summary:
        click.echo(
            line if line.startswith("  ") else textwrap.fill(line, WIDTH, initial_indent="  ", subsequent_indent="    ")
        )
    told = list(tell_differences(lexicon, result))
    for words, why in told[:most]:
        click.echo(textwrap.fill(words, WIDTH, initial_indent="  - ", subsequent_indent="    "))
        note = textwrap.fill(why, WIDTH, initial_indent="      ", subsequent_indent="      ")
        click.echo(click.style(note, dim=True) if coloured() else note)
    if most is not None and len(told) > most:
        click.echo(f"  … {len(told) - most} more: --all")


def print_told(lexicon: Lexicon, results: Sequence[Replayed], problems: Sequence[object]) -> None:
    """Print the replays as JSON, with what could not be read."""
    from concilium.documents.tell_replay import as_data

    print_json({"replays": [as_data(lexicon, result) for result in results], "problems": problems})
