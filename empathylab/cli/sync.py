"""`empathylab sync`: send finished sessions to a PostgreSQL server."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import records_folders
from empathylab.cli.progress import progress_line
from empathylab.domain.joined import REMAINS, JoinReport
from empathylab.files.paths import default_records_dir
from empathylab.storage import open_records, open_store, sync


@click.command("sync")
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The records' folder.")
@click.option("--to", "server", required=True, metavar="URL", envvar="EMPATHYLAB_SERVER", help="Where to send to.")
@click.option("--upgrade-server", is_flag=True, help="Bring an older server's tables up to date first.")
def command(data: Path | None, server: str, upgrade_server: bool) -> None:
    """Send what ended, was reviewed or was deleted since the last time, oldest first.

    URL is postgresql://user@host/database; add ?sslmode=verify-full for TLS. Others can see a command line, so keep
    the password in a .pgpass file or the whole address in the environment as EMPATHYLAB_SERVER. It is never stored.
    """
    folder = data or default_records_dir()
    open_records(folder).close()  # says so when there are none, instead of making new ones
    store = open_store(folder)
    try:
        records_folders.tell(store.notices)
        report = sync(store, server, progress_line("Sending"), upgrade_server)
    finally:
        store.close()
    for line in _told(report):
        click.echo(line)


def _told(report: JoinReport) -> list[str]:
    counts = {
        "sent": report.visits,
        "already there": report.already_there,
        "comments and actions": report.comments + report.actions,
        "changed in another copy of this folder too, and withheld until looked at again": report.contested,
        "deletions passed on": report.deletions,
        "not taken, deleted on the server": report.refused,
        "in quarantine on the server, for somebody to look at": report.quarantined,
    }
    lines = [f"{count} {what}" for what, count in counts.items() if count] or ["Nothing to send."]
    return [*lines, REMAINS] if report.has_remains else lines
