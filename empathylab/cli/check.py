"""Is this computer ready for an event?"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click

from empathylab.cli.display import has_display
from empathylab.domain.errors import MachineError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.files.paths import default_records_dir


@click.command("check")
@click.option("--data", metavar="DIR", type=click.Path(file_okay=False), help="Where the records are kept.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object a line, for programs.")
@click.option(
    "--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Also write what to send back."
)
def command(data: str | None, is_json: bool, report: Path | None) -> None:
    """Is this computer ready for an event? One line each: ok, warning or problem."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from empathylab.ui.kit import memory

    with memory.start_up():
        from empathylab.check.lines import check_lines
        from empathylab.ui.page.application import make_application

        make_application()
    folder = Path(data) if data else default_records_dir()
    seen: list[CheckLevel] = []
    lines = (_tell(line, seen, is_json) for line in check_lines(folder))
    if report is None:
        deque(lines, maxlen=0)
    else:
        _write_report(report, lines, folder)
    sys.exit(1 if CheckLevel.PROBLEM in seen else 0)


def _tell(line: CheckLine, seen: list[CheckLevel], is_json: bool) -> CheckLine:
    """At once: the next one may take long, and whoever waits for all of them has these when it does not come."""
    click.echo(json.dumps(asdict(line)) if is_json else f"{line.level.value:<8} {line.name}: {line.whole}")
    sys.stdout.flush()
    seen.append(line.level)
    return line


def _write_report(path: Path, lines: Iterable[CheckLine], folder: Path) -> None:
    from empathylab.check.report import report_lines

    try:
        with path.open("w", encoding="utf-8", buffering=1) as file:
            for line in report_lines(lines, folder):
                file.write(line)
    except OSError as error:
        raise MachineError(
            f"{path} could not be written ({error.strerror or error}).", "Name another place."
        ) from error
