"""The option --data given several times, which commands that only read records share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from empathylab.domain.retention import due_events, due_words
from empathylab.domain.workshop import EventSettings
from empathylab.files.paths import default_records_dir
from empathylab.storage import (
    RecordsReader,
    ReportedRecords,
    Together,
    combine_records,
    for_report,
    for_report_together,
    open_records,
)
from empathylab.storage.reported import forget

option = click.option(
    "--data",
    "folders",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The records' folder; given several times, their records together.",
)

anew_option = click.option(
    "--anew", "is_anew", is_flag=True, help="No earlier report was handed on: tell of all visits, the newest too."
)


def open_all(folders: Sequence[Path]) -> RecordsReader:
    """The records of these folders together, or those of the lab where none is named."""
    return combine_records(folders) if len(folders) > 1 else open_records(*folders or [default_records_dir()])


def as_reported(
    source: RecordsReader, folders: Sequence[Path], events: Collection[str], *, is_anew: bool
) -> ReportedRecords:
    """The records as a report after others may tell of them."""
    for folder in folders or [default_records_dir()] if is_anew else ():
        forget(folder, events)
    if isinstance(source, Together):
        return for_report_together(source, events)
    (folder,) = folders or [default_records_dir()]
    return for_report(source, folder, events)


def tell(notices: Iterable[str]) -> None:
    """A line for each thing that was found and mended, beside what was asked for."""
    for words in notices:
        click.echo(f"empathylab: {words}", err=True)


def tell_due(events: Iterable[EventSettings]) -> None:
    """A line for each event whose records were to be deleted by now."""
    for event in due_events(events, datetime.now().astimezone().date()):
        click.echo(f"empathylab: {due_words(event.keep_until, event.name)}", err=True)


def tell_written(written: Sequence[Path], source: RecordsReader, reported: ReportedRecords | None = None) -> None:
    """A line a file, and what was left out: damaged, or to be told of later."""
    for path in written:
        click.echo(path)
    tell(source.mended)
    for words in source.left_out():
        click.echo(f"empathylab: {words} `empathylab check` sets it aside.", err=True)
    if reported is not None:
        tell(reported.notices)
