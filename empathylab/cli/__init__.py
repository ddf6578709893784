"""The commands. Each is a module of this package and is imported only when it is called."""

from __future__ import annotations

import importlib
import io
import logging
import os
import stat
import sys
from typing import NoReturn

import click

from empathylab import __version__
from empathylab.domain.errors import LabError
from empathylab.domain.words import nearest
from empathylab.first_start import libraries

#: Command → the one line that `--help` shows. The module of the same name holds a click command `command`.
COMMANDS = {
    "lab": "Open the lab (this is what no command does).",
    "demo": "Scripted participants drive the real lab, then the feedback is exported.",
    "check": "Is this computer ready for an event?",
    "render": "A still picture through the vision models.",
    "hear": "A recording through the hearing models.",
    "read": "What the screen reader says of a page.",
    "cost": "What a page costs: presses and seconds for ten ways of using it.",
    "paper": "The paper twin of a form, as a PDF.",
    "kit": "What a facilitator sends, hangs up and hands out, as PDFs.",
    "personas": "The personas, and whether their files are right.",
    "new": "Begin a persona, task (a form), service, station, barrier or words of your own.",
    "validate": "Everything that is wrong with content of your own.",
    "pack": "A folder with content of your own as one file, for others.",
    "export": "Write down what an event recorded.",
    "evidence": "What a service assessment asks for: a site and a board, as a folder.",
    "rescore": "Compute all scores again from the events and compare.",
    "pin": "Is a PIN set, and how to get in without it.",
    "bundle": "One file with everything that another laptop needs.",
    "collect": "Take in what other laptops recorded.",
    "sync": "Send finished sessions to a PostgreSQL server.",
    "package": "The lab as one file, for computers where nothing can be installed.",
    "bench": "Speed, beside peers on the same work.",
}


class LazyGroup(click.Group):
    """Imports a command when it is asked for, so that `--help` and the lab start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(f"empathylab.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(f"There is no command '{args[0]}'{nearest(args[0], COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="empathylab")
@click.option("--windowed", is_flag=True, help="In a window instead of full screen.")
@click.option("--station", metavar="ID", help="Open this station.")
@click.option("--event", metavar="NAME", help="Record under this event.")
@click.option("--data", metavar="DIR", type=click.Path(file_okay=False), help="Where the records are kept.")
@click.option("--lab", metavar="DIR", type=click.Path(), help="Own personas, forms and stations; remembered.")
@click.option("--check-first", is_flag=True, help="On the first start here, show whether this computer is ready.")
@click.pass_context
def group(
    ctx: click.Context,
    windowed: bool,
    station: str | None,
    event: str | None,
    data: str | None,
    lab: str | None,
    check_first: bool,
) -> None:
    """Empathy Lab: fill in a council form the way some residents must, then the way it should be."""
    given = {"--windowed": windowed, "--station": station, "--event": event, "--data": data}
    given.update({"--lab": lab, "--check-first": check_first})
    if ctx.invoked_subcommand is None:
        opening = importlib.import_module("empathylab.cli.lab")
        opening.open_lab(
            is_windowed=windowed, station=station, event=event, data=data, lab=lab, is_check_first=check_first
        )
    elif option := next((name for name, value in given.items() if value), None):
        # It is the lab's. Passed over in silence, --data would have a command work on other records than were named.
        ctx.fail(f"Write {option} behind '{ctx.invoked_subcommand}', if that command has it.")


#: Qt and its web engine remark on drivers, plugins and pages' consoles that nobody at a terminal asked about; what is
#: critical or fatal stays. Whoever sets the variable hears what they ask for.
_QT_LOGGING_RULES = "*.debug=false;*.info=false;*.warning=false;js.critical=false"


def _say_every_word() -> None:
    """No character set ends a command: files and pipes are UTF-8, a console shows ? for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_console = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if is_console else "utf-8", errors="replace")


_USUAL_UMASK = 0o022


def _let_nobody_else_write() -> None:
    """Whatever a command makes, also where an account lets everybody; one that lets its group has a reason."""
    usual = os.umask(_USUAL_UMASK)
    if usual & stat.S_IWOTH:
        os.umask(usual)


def main() -> None:
    """Run a command; a LabError is one clear line on stderr and exit status 1."""
    _let_nobody_else_write()
    os.environ.setdefault("QT_LOGGING_RULES", _QT_LOGGING_RULES)
    _say_every_word()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    try:
        group(prog_name="empathylab")
    except LabError as error:
        _give_up(str(error))
    except ImportError:
        # Set-up sees to the system's libraries, and who opens a package has had none.
        if missing := libraries.missing_here():
            _give_up(missing)
        raise


def _give_up(sentence: str) -> NoReturn:
    click.echo(f"empathylab: {sentence}", err=True)
    sys.exit(1)
