"""`empathylab read PAGE`: what the screen reader says, one phrase per line."""

from __future__ import annotations

import json
import os

import click

from empathylab.reader.settings import ReaderSettings, Verbosity
from empathylab.reader.transcript import By, Said, nothing_found, transcript
from empathylab.ui.web import environment

_READ_ONLY_FLAGS = (
    # Frames of a local page are files of their own: they may be read, and nothing may leave this computer.
    "--allow-file-access-from-files",
    "--log-level=3",
)


@click.command("read")
@click.argument("page")
@click.option(
    "--by", type=click.Choice([by.value for by in By]), default=By.BROWSE.value, help="Which key goes through the page."
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
def command(page: str, by: str, is_json: bool, verbosity: str, timeout_s: float) -> None:
    """Print what the screen reader says of PAGE (a file or an address), one phrase per line."""
    said = _read(page, By(by), ReaderSettings(verbosity=Verbosity(verbosity)), timeout_s)
    if is_json:
        click.echo(json.dumps([one.as_dict() for one in said], ensure_ascii=False, indent=1))
        return
    for one in said:
        click.echo(one.phrase)
    if not said:
        click.echo(nothing_found(By(by)))


def _read(page: str, by: By, settings: ReaderSettings, timeout_s: float) -> list[Said]:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    present = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([present, *_READ_ONLY_FLAGS]).strip()
    environment.prepare()

    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from empathylab.ui.web.page_reader import address_of, load_page

    address_of(page)
    qInstallMessageHandler(lambda *_: None)  # The engine's remarks on graphics drivers are no answer to anybody here.
    application = QApplication.instance() or QApplication(["empathylab"])
    content = load_page(page, timeout_s)
    application.processEvents()
    return transcript(content.message, by, content.tab_stops, settings)
