"""Is this computer ready for an event?"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from empathylab.cli.lab import has_display
from empathylab.files.places import default_records_dir


@click.command("check")
@click.option("--data", metavar="DIR", type=click.Path(file_okay=False), help="Where the records are kept.")
@click.option("--json", "is_json", is_flag=True, help="One JSON object a line, for programs.")
def command(data: str | None, is_json: bool) -> None:
    """Is this computer ready for an event? One line each: ok, warning or problem."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from empathylab.check import check_lines
    from empathylab.domain.live import CheckLevel
    from empathylab.ui.page.application import make_application

    make_application()
    folder = Path(data) if data else default_records_dir()
    has_problem = False
    for line in check_lines(folder):
        has_problem |= line.level is CheckLevel.PROBLEM
        if is_json:
            click.echo(json.dumps(asdict(line)))
        else:
            click.echo(f"{line.level.value:<8} {line.name}: {line.whole}")
        sys.stdout.flush()
    sys.exit(1 if has_problem else 0)
