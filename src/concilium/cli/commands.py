"""The commands of the terminal: each asks the library one thing and prints the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from concilium.cli.asked import (
    FAILED,
    Asked,
    Terminal,
    complete_meeting,
    complete_organization,
    opened,
    options,
)
from concilium.cli.deciding import decide, needs, power, rules, whatif
from concilium.cli.picturing import picture
from concilium.cli.printing import (
    as_data,
    coloured,
    print_explained,
    print_json,
    print_sentences,
    print_turns,
    rendered,
    write,
)
from concilium.cli.proceeding import elect, silence
from concilium.cli.replaying import replay

if TYPE_CHECKING:
    from concilium.api import View

BRIEF_FORMATS = ("text", "markdown", "html", "docx", "pdf", "json")


@click.group(cls=Terminal, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="concilium")
def main() -> None:
    """The record and the rule book of organizations run by councils of their members."""


ORGANIZATION = click.argument("organization", shell_complete=complete_organization)


@main.command()
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def organizations(form: str) -> None:
    """List the organizations that come with Concilium."""
    from concilium.api import shipped

    found = [(name, opened(name)) for name in shipped()]
    rows = [
        {
            "organization": name,
            "name": o.name(),
            "entries": len(o.log),
            "provisions": len(o.charter.provisions),
        }
        for name, o in found
    ]
    if form == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo(
            f"{row['organization']:<12} {row['name']} ({row['entries']} entries, {row['provisions']} provisions)"
        )


@main.command()
@ORGANIZATION
@click.argument("what", required=False)
@options()
def show(organization: str, what: str | None, asked: Asked) -> None:
    """Show an organization: its members, organs and chair; or WHAT: a member, organ, meeting or entry."""
    view = asked.view(organization)
    if what is not None:
        show_one(view, what, asked.form)
        return
    organs = view.organization.charter.file.organs
    told = [view.members(), view.chair(next(iter(organs)))]
    if asked.form == "json":
        print_json([as_data(one) for one in told])
        return
    for one in told:
        print_explained(one, asked.form)
    for name, organ in organs.items():
        click.echo(f"  {name:<24} {organ.name.form(asked.language)}")


def show_one(view: View, what: str, form: str) -> None:
    """Print an organ's composition, a member's standing, an entry, or everything about a subject."""
    charter = view.organization.charter
    if what in charter.file.organs:
        print_explained(view.composition(what), form)
        return
    if what in charter.order:
        print_explained(view.standing(what), form)
        return
    entry = view.record.get(what)
    found = [entry] if entry is not None else view.entries(None, what)
    if not found:
        from concilium.problems import UnknownNameError

        raise UnknownNameError(
            f"This view holds nothing called '{what}'. Try: concilium meetings {charter.file.organization}."
        )
    print_json(found)


@main.command()
@ORGANIZATION
@click.argument("meeting", shell_complete=complete_meeting)
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@options(*BRIEF_FORMATS)
def brief(organization: str, meeting: str, output: Path | None, asked: Asked) -> None:
    """Print the sourced brief of a MEETING such as cfm/2024-06-21; before it or after it, as known on a date."""
    if asked.on is not None:
        view = asked.view(organization)
    else:
        view = opened(organization).meeting_view(meeting, asked.known, asked.language)
    write(rendered(view.brief(meeting), asked.form, colour=output is None and coloured()), output)


@main.command()
@ORGANIZATION
@click.argument("member")
@options()
def standing(organization: str, member: str, asked: Asked) -> None:
    """Say a MEMBER's standing (ISO 3166 alpha-3 code): its legal effect, and who asserts what."""
    print_explained(asked.view(organization).standing(member.upper()), asked.form)


@main.command()
@ORGANIZATION
@click.argument("organ", required=False)
@click.option("--from", "first", metavar="DATE", help="List every turn from this date (EDTF) on.")
@click.option("--to", "last", metavar="DATE", help="The date up to which turns are listed. Default: that of --from.")
@options()
def chair(organization: str, organ: str | None, first: str | None, last: str | None, asked: Asked) -> None:
    """Say who chairs an ORGAN (or the first one): as decided, and by rotation; with --from and --to, turn by turn."""
    view = asked.view(organization)
    of = organ or next(iter(view.organization.charter.file.organs))
    if first is None:
        print_explained(view.chair(of), asked.form)
        return
    print_turns(view.chairs(of, first, last), asked.form)


main.add_command(decide)
main.add_command(needs)
main.add_command(power)
main.add_command(rules)
main.add_command(whatif)
main.add_command(replay)
main.add_command(elect)
main.add_command(silence)
main.add_command(picture)


@main.command()
@ORGANIZATION
@click.argument("organ")
@click.option("--meeting", help="At this meeting.")
@options()
def quorum(organization: str, organ: str, meeting: str | None, asked: Asked) -> None:
    """Say whether an ORGAN has its quorum: known, unknown, or disputed and by whom."""
    print_explained(asked.view(organization).quorum(organ, meeting), asked.form)


@main.command()
@ORGANIZATION
@click.argument("draft")
@options()
def passage(organization: str, draft: str, asked: Asked) -> None:
    """Follow a DRAFT such as border-programme from organ to organ: where it has been, and where it goes next."""
    print_explained(asked.view(organization).passage(draft), asked.form)


@main.command()
@ORGANIZATION
@click.argument("instrument")
@options()
def force(organization: str, instrument: str, asked: Asked) -> None:
    """Say since when an INSTRUMENT such as charter-2002 is in force, and what its entry into force took."""
    print_explained(asked.view(organization).force(instrument), asked.form)


@main.command()
@ORGANIZATION
@click.argument("member", required=False)
@options()
def offices(organization: str, member: str | None, asked: Asked) -> None:
    """List who holds which office on a date (of a MEMBER or organ)."""
    print_explained(asked.view(organization).offices(member), asked.form)


@main.command()
@ORGANIZATION
@click.argument("organ", required=False)
@options()
def meetings(organization: str, organ: str | None, asked: Asked) -> None:
    """List the meetings (of an ORGAN) that the record knows of, in order of time."""
    found = asked.view(organization).meetings(organ)
    if asked.form == "json":
        rows = [
            {
                "meeting": g.meeting,
                "organs": g.organs,
                "form": g.form,
                "status": g.status,
                "when": g.valid,
                "place": g.place,
            }
            for g, _ in found
        ]
        print_json(rows)
        return
    for gathered, line in found:
        click.echo(f"{gathered.meeting:<28} {line}")


@main.command()
@ORGANIZATION
@click.argument("about", required=False)
@click.option("--topic", help="On this topic, such as standing or afghanistan.")
@click.option("--by", help="By this authority, such as pashinyan.")
@options()
def statements(organization: str, about: str | None, topic: str | None, by: str | None, asked: Asked) -> None:
    """List who said what (ABOUT a member, organ, meeting), in the order of saying."""
    found = asked.view(organization).statements(about, topic, by)
    print_json(found) if asked.form == "json" else print_sentences(found)


@main.command()
@ORGANIZATION
@click.argument("member")
@click.argument("organ")
@click.option(
    "--form-of-meeting",
    "forms",
    multiple=True,
    default=("regular",),
    show_default=True,
    help="Count meetings of this form.",
)
@click.option("--joint/--alone", default=False, help="Count joint meetings too.")
@options()
def precedent(organization: str, member: str, organ: str, forms: tuple[str, ...], joint: bool, asked: Asked) -> None:
    """Say at which meetings of an ORGAN a MEMBER was absent: the first, the last with it, how many in a row."""
    wanted = (*forms, "joint") if joint else forms
    print_explained(
        asked.view(organization).precedents(member.upper(), organ, wanted, alone=not joint),
        asked.form,
    )


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def check(ctx: click.Context, folder: Path, form: str) -> None:
    """Check an organization's FOLDER, or a shipped one by name: every problem at once, and how to mend it."""
    from concilium.api import SHIPPED, shipped
    from concilium.opening import check as check_folder

    problems = check_folder(SHIPPED / str(folder) if str(folder) in shipped() else folder)
    if form == "json":
        print_json(problems)
    else:
        for problem in problems:
            click.echo(str(problem))
        click.echo(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}.", err=True)
    ctx.exit(FAILED if problems else 0)


@main.command()
@click.argument("which", type=click.Choice(["charter", "record", "sources", "names", "replay"]))
def schema(which: str) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from concilium.stores.schema import schemas

    print_json(schemas()[which])


@main.command()
@click.option("--shell", type=click.Choice(["bash", "zsh", "fish"]), default="bash", show_default=True)
def completion(shell: str) -> None:
    """Print the completion script of a shell: eval "$(concilium completion)"."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(main, {}, "concilium", "_CONCILIUM_COMPLETE").source())


@main.command()
@click.option("--language", "-l", default="en", show_default=True)
def demo(language: str) -> None:
    """Print the brief of a ministers' meeting as known on its eve, and say what to try next."""
    made = opened("csto").meeting_view("cfm/2024-06-21", "2024-06-20", language).brief("cfm/2024-06-21")
    write(rendered(made, "text", colour=coloured()), None)
    click.echo(NEXT)


NEXT = """
What to try next:
  concilium standing csto ARM --on 2024-06-20          a contested standing, who says what, what the charter says
  concilium chair csto --from 2008 --to 2028           who chaired: the rotation beside what was decided
  concilium brief csto joint/2023-11-22 --language ru  another meeting, in Russian
  concilium brief csto cfm/2024-06-21 -f pdf -o brief.pdf
  concilium meetings csto                              everything there is a brief of
  concilium organizations                              the other bodies whose rules are shipped, such as un
  concilium decide un security-council --on 2022-02-25 --matter substantive --yes 11 --no RUS --abstain CHN,IND,ARE
  concilium --help"""
