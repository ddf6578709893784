"""A line on stderr that says how far something has come."""

from __future__ import annotations

from collections.abc import Callable

import click


def progress_line(what: str) -> Callable[[int, int], None]:
    """A `progress(done, all)` for a terminal; the line ends when all is done."""

    def show(done: int, all_of_it: int) -> None:
        percent = 100 * done // max(all_of_it, 1)
        click.echo(f"\r{what}: {percent:3d} %", nl=done >= all_of_it, err=True)

    return show
