"""The passphrase of a bundle, which no command line shows to others."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.domain.errors import InputError

option = click.option(
    "--passphrase-file",
    metavar="F",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The first line of this file is the passphrase.",
)


def passphrase_from(path: Path | None) -> str:
    """The passphrase in the file; nothing where none was named."""
    if path is None:
        return ""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"The passphrase file {path} cannot be read.", "Name a text file with one line.") from None
    if not lines or not lines[0].strip():
        raise InputError(f"The passphrase file {path} is empty.", "Write the passphrase in its first line.")
    return lines[0].strip()
