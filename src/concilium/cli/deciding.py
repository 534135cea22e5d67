"""The commands about decisions: what a vote comes to, and what the rules are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from concilium.cli.asked import Asked, complete_organization, options
from concilium.cli.printing import print_explained, print_json, print_sentences, write

POSITIONS = ("yes", "no", "abstain", "absent", "not-participating", "not-entitled")


class Codes(click.ParamType[tuple[str, ...]]):
    """Member codes and at most one number of members that are not named, separated by commas: ``9,CHN,RUS``."""

    name = "members"

    def convert(
        self,
        value: str | tuple[str, ...],
        param: click.Parameter | None,  # noqa: ARG002 (as click calls it)
        ctx: click.Context | None,  # noqa: ARG002 (the same)
    ) -> tuple[str, ...]:
        """Return the words of a list; codes in capitals."""
        if isinstance(value, tuple):
            return value
        words = tuple(word.strip() for word in value.split(",") if word.strip())
        return tuple(word.upper() if len(word) == 3 and word.isalpha() else word for word in words)  # noqa: PLR2004


CODES = Codes()


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("organ")
@click.option("--matter", required=True, help="What is decided, such as substantive (see concilium rules).")
@click.option("--yes", type=CODES, default=(), help="Who voted for: codes, a number of others (9,CHN,RUS), or rest.")
@click.option("--no", type=CODES, default=(), help="Who voted against, or objected.")
@click.option("--abstain", type=CODES, default=(), help="Who abstained.")
@click.option("--absent", type=CODES, default=(), help="Who was absent.")
@click.option("--not-participating", type=CODES, default=(), help="Who was there and took no part.")
@click.option("--not-entitled", type=CODES, default=(), help="Who had no vote, beyond what the record says.")
@click.option("--concerned", type=CODES, default=(), help="The member that the matter is about.")
@click.option("--proposal", help="On whose proposal, where that makes a difference.")
@click.option("--proxy", type=CODES, multiple=True, help="Who was represented, and by whom: HUN=AUT.")
@click.option("--second-vote", is_flag=True, help="It was the second vote, the first having been equally divided.")
@click.option("--casting", type=click.Choice(["yes", "no", "none"]), help="How the chair's casting vote was given.")
@click.option("--draft", help="The draft on the record, to find the acts of others that it needs.")
@options()
def decide(
    organization: str,
    organ: str,
    matter: str,
    concerned: Iterable[str],
    asked: Asked,
    **told: Any,  # noqa: ANN401 (as click hands options over)
) -> None:
    """Say what a vote of an ORGAN came to under the rules of the day, why, and whom it binds."""
    from concilium.procedure.casting import Manner, represented

    view = asked.view(organization)
    votes: Any = {position: told[position.replace("-", "_")] for position in POSITIONS}
    manner = Manner(
        represented(told["proxy"]), "second" if told["second_vote"] else "first", told["casting"], told["draft"]
    )
    made = view.decide(organ, matter, votes, concerned=concerned, proposal=told["proposal"], manner=manner)
    if asked.form == "json":
        print_json(view.decided(made))
    else:
        print_explained(made, asked.form)


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("organ")
@click.option("--matter", required=True, help="What is to be decided (see concilium rules).")
@click.option("--yes", type=CODES, default=(), help="Who has voted for.")
@click.option("--no", type=CODES, default=(), help="Who has voted against, or objected.")
@click.option("--abstain", type=CODES, default=(), help="Who has abstained.")
@click.option("--absent", type=CODES, default=(), help="Who is absent.")
@click.option("--not-participating", type=CODES, default=(), help="Who takes no part.")
@click.option("--concerned", type=CODES, default=(), help="The member that the matter is about.")
@click.option("--proposal", help="On whose proposal, where that makes a difference.")
@options()
def needs(
    organization: str,
    organ: str,
    matter: str,
    concerned: Iterable[str],
    proposal: str | None,
    asked: Asked,
    **lists: Iterable[str],
) -> None:
    """Say what a text before an ORGAN still needs: how many votes, of whom, and who can stand in its way."""
    view = asked.view(organization)
    votes = {position: lists[position.replace("-", "_")] for position in POSITIONS[:-1]}
    made = view.needs(organ, matter, votes, concerned=concerned, proposal=proposal)  # type: ignore[arg-type]
    print_explained(made, asked.form)


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("organ")
@click.option("--absent", type=CODES, default=(), help="Members that stay away.")
@click.option("--objecting", type=CODES, default=(), help="Members that vote against, or object.")
@click.option("--abstaining", type=CODES, default=(), help="Members that abstain.")
@click.option("--suspended", type=CODES, default=(), help="Members whose participation is suspended.")
@click.option("--gone", type=CODES, default=(), help="Members that have left.")
@options()
def whatif(organization: str, organ: str, asked: Asked, **supposed: tuple[str, ...]) -> None:
    """Say what an ORGAN could do if members stayed away, objected, were suspended or gone, beside today's."""
    from concilium.procedure.whatif import Supposed

    view = asked.view(organization)
    found = view.whatif(organ, Supposed(**supposed))
    if asked.form == "json":
        print_json(found)
    else:
        print_sentences(found.sentences)


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("organ")
@click.option("--matter", required=True, help="In what matter (see concilium rules).")
@click.option("--proposal", help="On whose proposal, where that makes a difference.")
@click.option("--chart", type=click.Path(dir_okay=False, path_type=Path), help="Write a bar chart (SVG) to this file.")
@options()
def power(organization: str, organ: str, matter: str, proposal: str | None, chart: Path | None, asked: Asked) -> None:
    """Say how much each member's vote weighs in an ORGAN: Banzhaf's and Shapley and Shubik's indices, exact."""
    from concilium import measuring

    view = asked.view(organization)
    made = measuring.power(view, organ, matter, proposal)
    if chart is not None:
        write(measuring.chart(view, organ, made), chart)
    data = measuring.data(view, made)
    if asked.form == "json":
        print_json(data)
        return
    print_explained(made, asked.form)
    for row in data["members"]:  # type: ignore[attr-defined]
        click.echo(f"  {row['name']:<40.40} {percent(row['banzhaf'])} {percent(row['shapley_shubik'])}")


def percent(share: float | None) -> str:
    """Return a share in per cent, in a column."""
    return f"{'—':>9}" if share is None else f"{share:>9.3%}"


@click.command()
@click.argument("organization", shell_complete=complete_organization)
@click.argument("organ", required=False)
@options()
def rules(organization: str, organ: str | None, asked: Asked) -> None:
    """Say what decisions of an ORGAN (or of each) take on a date: the rules in words, with where they are written."""
    view = asked.view(organization)
    charter = view.organization.charter
    organs = charter.file.organs
    told = {name: view.rules(name) for name in ([charter.organ_called(organ)] if organ else organs)}
    if asked.form == "json":
        print_json(
            [{"organ": name, "matter": matter, "rule": s} for name, those in told.items() for matter, s in those]
        )
        return
    for name, those in told.items():
        if those or organ:
            click.echo(organs[name].name.form(asked.language))
        for matter, sentence in those:
            click.echo(f"  {matter}")
            print_sentences([sentence])
