"""`empathylab collect`: take in what other laptops recorded."""

from __future__ import annotations

from pathlib import Path

import click

from empathylab.cli import passphrase, records_folders
from empathylab.cli.progress import progress_line
from empathylab.domain.joined import JoinReport
from empathylab.domain.words import how_many
from empathylab.files.paths import default_records_dir
from empathylab.storage import import_records, open_for_now, sources_in


@click.command("collect")
@click.argument("sources", metavar="FILE|FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--data", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The records' folder.")
@click.option("--join", "joined", metavar="NAME=NAME", multiple=True, help="Their event NAME becomes NAME here.")
@passphrase.option
def command(
    sources: tuple[Path, ...], data: Path | None, joined: tuple[str, ...], passphrase_file: Path | None
) -> None:
    """Take in bundles, records' folders, or folders full of bundles. Twice changes nothing.

    Events of one name become one, in large or small letters; --join "Open day=Open day 2" keeps them apart. The lab has
    to be closed: while it is open, its window does this (Results, Bring in another station).
    """
    names = dict(_pair(each) for each in joined)
    words = passphrase.passphrase_from(passphrase_file)
    paths = [path for source in sources for path in sources_in(source)]
    with open_for_now(data or default_records_dir()) as store:
        records_folders.tell(store.notices)
        for path in paths:
            report = import_records(store, path, names, words, progress_line(f"Bringing in {path.name}"))
            for line in report_lines(report):
                click.echo(f"{path.name}: {line}")
        records_folders.tell_due(store.events())


def report_lines(report: JoinReport) -> list[str]:
    """What was done, a line for each kind."""
    said = (
        (report.visits, "visit taken in", "visits taken in"),
        (report.already_there, "already here", "already here"),
        (report.comments, "comment", "comments"),
        (report.actions, "promise", "promises"),
        *((count, what, what) for count, what in _unusual(report)),
    )
    return [*report.mended, *([how_many(*each) for each in said if each[0]] or ["nothing in it"])]


def _unusual(report: JoinReport) -> tuple[tuple[int, str], ...]:
    return (
        (report.contested, "changed on both sides, to be looked at again"),
        (report.deletions, "deletions taken over"),
        (report.refused, "not taken, deleted here"),
        (report.quarantined, "set aside, since something else is here under the same id"),
        (report.damaged, "damaged and left out"),
    )


def _pair(given: str) -> tuple[str, str]:
    theirs, sign, ours = given.partition("=")
    if not sign or not theirs.strip() or not ours.strip():
        raise click.BadParameter("write --join THEIRS=OURS", param_hint="--join")
    return theirs.strip(), ours.strip()
