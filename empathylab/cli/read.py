"""`empathylab read PAGE`: what the screen reader says, one phrase per line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from empathylab.cli import own_content
from empathylab.cli.headless_page import open_headless
from empathylab.domain.calibration import WINDOW_PX
from empathylab.reader.settings import ReaderSettings, Verbosity
from empathylab.reader.transcript import ReadBy, SaidPhrase, moving_texts, nothing_found, transcript, trap_phrases

if TYPE_CHECKING:
    from empathylab.ui.reader.page_reader import ReadOutcome

#: After a wait, for what is there to be read.
_LEFT_TO_READ_S = 15


@click.command("read")
@click.argument("page")
@click.option(
    "--by",
    type=click.Choice([by.value for by in ReadBy]),
    default=ReadBy.BROWSE.value,
    help="Which key goes through the page.",
)
@click.option("--json", "is_json", is_flag=True, help="A list of objects with role, name, states, value and phrase.")
@click.option(
    "--verbosity",
    type=click.Choice([level.value for level in Verbosity]),
    default=Verbosity.NORMAL.value,
    show_default=True,
)
@click.option(
    "--timeout", "timeout_s", type=click.FloatRange(0.1, 300), default=15.0, show_default=True, help="Seconds to wait."
)
@click.option("--wait-for", "wait_for", metavar="SELECTOR", default="", help="Read when something shows that matches.")
@click.option(
    "--wait",
    "wait_s",
    type=click.FloatRange(0, 300),
    help="Read so many seconds after opening, whatever the page is still at.",
)
@click.option(
    "--width",
    "width_px",
    type=click.IntRange(200, 10_000),
    default=WINDOW_PX[0],
    show_default=True,
    help="Of the window, in CSS pixels.",
)
@own_content.option
def command(
    page: str,
    by: str,
    is_json: bool,
    verbosity: str,
    timeout_s: float,
    wait_for: str,
    wait_s: float | None,
    width_px: int,
    lab: Path | None,
) -> None:
    """Print what the screen reader says of PAGE (a file or an address), one phrase per line.

    A page is read when it has come to rest: when requests, scripts and what it holds are quiet.
    """
    if wait_s is not None and wait_s >= timeout_s:
        timeout_s = wait_s + _LEFT_TO_READ_S
    from empathylab.ui.reader.read_request import ReadRequest

    is_tabbed, layers = ReadBy(by) is ReadBy.TAB, own_content.layers(lab)
    outcome = open_headless(
        page, ReadRequest(timeout_s, wait_for, wait_s, width_px, is_tabbed=is_tabbed, layers=layers)
    )
    settings = ReaderSettings(verbosity=Verbosity(verbosity))
    content = outcome.content
    said = transcript(content.page, ReadBy(by), content.tab_stops, settings, content.heard)
    _tell_aside(page, outcome, said)
    if is_json:
        click.echo(json.dumps([one.as_dict() for one in said], ensure_ascii=False, indent=1))
    else:
        for phrase in [one.phrase for one in said] or [nothing_found(ReadBy(by))]:
            click.echo(phrase)
    if content.left_out is not None:
        raise content.left_out


def _tell_aside(page: str, outcome: ReadOutcome, said: list[SaidPhrase]) -> None:
    """What is no part of the transcript and yet has to be known of it."""
    if outcome.led_to:
        click.echo(f"{page} leads to {outcome.led_to}, which was read.", err=True)
    content = outcome.content
    for text in moving_texts(content.page, content.moving):
        click.echo(f"This keeps changing and was read as it was: {text}", err=True)
    if trap := trap_phrases(content.page, content.tab_trap, said):
        click.echo(f"Tab is trapped here and comes to nothing else: {' · '.join(trap)}", err=True)
