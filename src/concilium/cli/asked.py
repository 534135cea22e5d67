"""How a question is asked at the terminal: its options, the clock, the user's cache; and how mistakes are told."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click
from platformdirs import user_cache_path

from concilium.problems import ConciliumError, InvalidInputError, meant

if TYPE_CHECKING:
    from collections.abc import Callable

    from concilium.api import Organization, View

FAILED, MISUSED, UNUSABLE, UNWRITTEN = 1, 2, 3, 4


class Terminal(click.Group):
    """The commands; a mistake of the user is told in words, never with a trace."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as click has it)
        """Run a command and turn our errors into a message and an exit status."""
        try:
            return super().invoke(ctx)
        except InvalidInputError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            ctx.exit(UNUSABLE)
        except ConciliumError as error:
            click.echo(f"concilium: {error}", err=True)
            ctx.exit(MISUSED)
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(
                f"concilium: {error.filename or 'the output'}: {(error.strerror or str(error)).lower()}.",
                err=True,
            )
            ctx.exit(UNWRITTEN)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            raise click.UsageError(f"There is no command '{args[0]}'. {meant(args[0], self.commands)}.") from None


def today() -> str:
    """Return the day of the clock, UTC."""
    return datetime.now(UTC).date().isoformat()


def opened(name: str) -> Organization:
    """Return an organization, read through the user's cache; the readers of its files are loaded only without it."""
    from concilium.api import kept

    cache = user_cache_path("concilium")
    found = kept(name, cache)
    if found is None:
        from concilium.opening import open as open_organization

        found = open_organization(name, cache=cache)
    return found


class Asked(NamedTuple):
    """How a question is asked: about which date, as known when, in which language, and in what form to answer."""

    on: str | None
    known: str | None
    language: str
    form: str

    def view(self, organization: str) -> View:
        """Return the view of an organization that is asked for; today's when no date is given."""
        return opened(organization).view(self.on or today(), self.known, language=self.language)


def options(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a view, handed to it as one ``asked``; the first format is the default."""
    forms = formats or ("text", "json")
    added = [
        click.option("--on", metavar="DATE", help="The date asked about (EDTF). Default: today."),
        click.option("--known", metavar="DATE", help="As known on this date: nothing said later counts."),
        click.option("--language", "-l", default="en", show_default=True, help="The language of the answer: en or ru."),
        click.option("--format", "-f", "form", type=click.Choice(forms), default=forms[0], show_default=True),
    ]

    def add(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def asking(*args: object, on: str | None, known: str | None, language: str, form: str, **rest: object) -> None:
            command(*args, asked=Asked(on, known, language, form), **rest)

        for option in reversed(added):
            asking = option(asking)
        return asking

    return add


def complete_organization(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a shipped organization."""
    from concilium.api import shipped

    return [name for name in shipped() if name.startswith(incomplete)]


def complete_meeting(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Complete the identifier of a meeting."""
    held = opened(ctx.params["organization"]).view("9999-12-31").meetings()
    return [gathered.meeting for gathered, _ in held if gathered.meeting.startswith(incomplete)]
