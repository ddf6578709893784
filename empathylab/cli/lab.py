"""Opens the lab."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from empathylab.cli.display import has_display
from empathylab.files import last_start
from empathylab.files.paths import default_records_dir

#: A driver that ends the lab does so when the first windows are drawn.
_STANDS_AFTER_MS = 5_000


@click.command("lab")
@click.option("--windowed", is_flag=True, help="In a window instead of full screen.")
@click.option("--station", metavar="ID", help="Open this station.")
@click.option("--event", metavar="NAME", help="Record under this event.")
@click.option("--data", metavar="DIR", type=click.Path(file_okay=False), help="Where the records are kept.")
@click.option("--lab", metavar="DIR", type=click.Path(), help="Own personas, forms and stations; remembered.")
def command(windowed: bool, station: str | None, event: str | None, data: str | None, lab: str | None) -> None:
    """Open the lab (this is what no command does)."""
    open_lab(is_windowed=windowed, station=station, event=event, data=data, lab=lab)


def _check_station(station: str, content: Path | None, folder: Path) -> None:
    """One that is not there is refused in one sentence before anything opens, or runs instead."""
    from empathylab.cli import own_content

    own_content.library(content, folder).station(station)


def open_lab(
    *,
    is_windowed: bool,
    station: str | None,
    event: str | None,
    data: str | None,
    lab: str | None = None,
    is_check_first: bool = False,
) -> None:
    """Show the station and stay until it is closed.

    Without a display, say so and run the demo, in a folder of its own: people who do not exist have no place among
    somebody's records.
    """
    folder = Path(data) if data else default_records_dir()
    content = _own_folder(lab)
    if station is not None:
        _check_station(station, content, folder)
    if not has_display():
        _run_demo_instead(data, content)
        return
    from empathylab.ui.kit import memory

    with ExitStack() as on_leaving:
        with memory.start_up():
            from PySide6.QtCore import QTimer

            from empathylab.app import Lab, Options
            from empathylab.ui.kit.end_on_signal import EndOnSignal
            from empathylab.ui.page.application import make_application

            app = make_application()
            end = EndOnSignal()
            on_leaving.callback(end.close)
            if is_check_first and not _is_to_open(folder):
                return
            stands = on_leaving.enter_context(last_start.marked(folder))
            opened = Lab(Options(folder, station or "", event or "", is_windowed, lab=content))
            on_leaving.callback(opened.close)
            end.asked.connect(opened.leave)
            opened.open()
            QTimer.singleShot(_STANDS_AFTER_MS, stands)
        for notice in (*opened.store.notices, *opened.setup.settings.notices):
            click.echo(notice, err=True)
        app.exec()


def _run_demo_instead(data: str | None, content: Path | None) -> None:
    click.echo("There is no display here, so the lab cannot be shown. A demo runs instead, in a folder of its own.")
    if data is not None:
        click.echo(f"Nothing is written to {data}. (`demo --data` records a demo in a folder that you name.)")
    from empathylab.cli.demo import run_demo

    run_demo(lab=content)


def _own_folder(lab: str | None) -> Path | None:
    if lab is None:
        return None
    from empathylab.files.lab_folder import existing_folder

    return existing_folder(Path(lab))


def _is_to_open(folder: Path) -> bool:
    """On the first start, and after one that broke off, somebody is shown whether this computer is ready."""
    if last_start.broke_off(folder):
        return _looked_first(folder, has_broken_off=True)
    return folder.exists() or _looked_first(folder)


def _looked_first(folder: Path, *, has_broken_off: bool = False) -> bool:
    """Show whether this computer is ready; returns whether the lab is to be opened."""
    from PySide6.QtCore import QEventLoop

    from empathylab.ui.facilitator.setup.readiness_window import ReadinessWindow
    from empathylab.ui.kit.self_check import self_check, write_report

    loop = QEventLoop()
    answers: list[bool] = []
    look = ReadinessWindow(
        lambda: self_check(folder), lambda file: write_report(folder, file), has_broken_off=has_broken_off
    )
    look.ended.connect(answers.append)
    look.ended.connect(loop.quit)
    look.show()
    loop.exec()
    return bool(answers and answers[0])
