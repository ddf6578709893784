"""The personas, and whether their files are right."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from empathylab.domain.errors import LabError
from empathylab.files.library import load_library, read_persona


@click.group("personas", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """The personas, one a line; `validate FILE…` checks files of your own."""
    if ctx.invoked_subcommand is not None:
        return
    library = load_library()
    for persona in library.personas.values():
        click.echo(f"{persona.id:<12} {persona.name}, {persona.age}. {persona.one_line}")
    for fault in library.faults:
        click.echo(str(fault), err=True)
    sys.exit(1 if library.faults else 0)


@command.command("validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def validate(files: tuple[Path, ...]) -> None:
    """Check persona files: every fault of each, with the field and the nearest valid word."""
    has_fault = False
    for path in files:
        try:
            read_persona(path, files)
            click.echo(f"{path}: right")
        except LabError as error:
            has_fault = True
            click.echo(str(error), err=True)
    sys.exit(1 if has_fault else 0)
