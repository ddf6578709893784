"""`empathylab rescore`: scores are a pure function of the events; show it, or bring them up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from empathylab.cli import records_folders
from empathylab.domain.words import how_many
from empathylab.files.paths import default_records_dir
from empathylab.reports.content import known_event
from empathylab.storage import open_records, open_store, rescore


@click.command("rescore")
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The records' folder.")
@click.option("--event", metavar="NAME", help="Only this event.  [default: all]")
@click.option("--update", is_flag=True, help="Replace stored scores that differ; the lab must be closed.")
def command(data: Path | None, event: str | None, update: bool) -> None:
    """Compute every score again from the recorded events and compare it with the stored one.

    Exit status 1 when any differs (and --update was not given): the measures changed since, or the records did.
    """
    folder = data or default_records_dir()
    sessions, differing = _compare(folder, event)
    click.echo(f"{how_many(sessions, 'visit')} scored again, {len(differing)} differ.")
    if differing and update:
        store = open_store(folder)
        try:
            records_folders.tell(store.notices)
            rescore.update(store, differing)
        finally:
            store.close()
        click.echo("The stored scores were replaced.")
    sys.exit(1 if differing and not update else 0)


def _compare(folder: Path, event: str | None) -> tuple[int, list[str]]:
    """How many visits there are, and the ids of those whose scores differ; says how."""
    sessions, differing = 0, []
    reader = open_records(folder)
    try:
        for session_id, found in rescore.differences(reader, known_event(reader, event)):
            sessions += 1
            if found:
                differing.append(session_id)
            for one in found:
                click.echo(f"{session_id} {one.where}: stored {one.stored}, computed {one.computed}")
    finally:
        reader.close()
    return sessions, differing
