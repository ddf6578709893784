"""A line on stderr that says how far something has come."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from empathylab.domain.time_left import TimeLeft

_WIDTH = 60


def progress_line(what: str) -> Callable[[int, int], None]:
    """A `progress(done, all)` that shows in a terminal, and nowhere else; the line ends when all is done."""
    time_left = TimeLeft()

    def show(done: int, all_of_it: int) -> None:
        percent = 100 * done // max(all_of_it, 1)
        words = f"{what}: {percent:3d} %  {time_left.words(done, all_of_it)}"
        click.echo(f"\r{words:<{_WIDTH}}", nl=done >= all_of_it, err=True)

    return show if sys.stderr.isatty() else lambda _done, _all: None
