"""One call for every format of export."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from empathylab.domain.errors import InputError
from empathylab.domain.records import RecordsSource
from empathylab.files.library import Library
from empathylab.reports.content import Content, Progress, Ticker, known_event
from empathylab.reports.csv_files import write_csv
from empathylab.reports.files import make_folder
from empathylab.reports.html_report import write_html
from empathylab.reports.json_file import write_json
from empathylab.reports.names import library_names, names_of
from empathylab.reports.pdf_report import write_pdf
from empathylab.reports.pictures import write_pictures
from empathylab.reports.post import write_post
from empathylab.reports.summary_files import write_summary
from empathylab.reports.workbook import write_xlsx

Write = Callable[[Content, Path], list[Path]]

#: A new format is one file and one line here.
FORMATS: dict[str, Write] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "json": write_json,
    "html": write_html,
    "pdf": write_pdf,
    "summary": write_summary,
    "post": write_post,
    "pictures": write_pictures,
}
ALL = "all"
#: The formats that tell of groups alone.
OF_GROUPS = ("html", "pdf", "summary", "post", "pictures")
#: The formats that carry every row, and so move the progress bar.
_WITH_ROWS = ("csv", "xlsx", "json")


def export(
    source: RecordsSource,
    out_dir: Path,
    formats: Iterable[str] = (ALL,),
    event: str | None = None,
    progress: Progress | None = None,
    library: Library | None = None,
    reported: RecordsSource | None = None,
) -> list[Path]:
    """Write one event, or all of them, and return the files in the order written.

    Only ended sessions and reviewed comments are written. `progress(done, all)` is called now and then;
    the names of personas, forms and barriers come from the `library`, or from what is shipped. `reported` is
    what a report on groups may tell of, where there were others before. Raises
    InputError (unknown format or event), RecordsError (records out of reach), MachineError (folder, disk).
    """
    chosen = _chosen(formats)
    event = known_event(source, event)
    make_folder(out_dir)
    counts = source.counts(event)
    ticker = Ticker(progress, sum(name in _WITH_ROWS for name in chosen) * (counts.runs + counts.people))
    content = Content(source, event, ticker, names_of(library) if library else library_names())
    of_groups = content if reported is None else replace(content, source=reported)
    written = [path for name in chosen for path in FORMATS[name](of_groups if name in OF_GROUPS else content, out_dir)]
    ticker.finish()
    return written


def _chosen(formats: Iterable[str]) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(formats))
    for name in asked:
        if name not in FORMATS and name != ALL:
            raise InputError(f"There is no export format '{name}'.", f"There are: {', '.join(FORMATS)}, {ALL}.")
    return tuple(FORMATS) if ALL in asked else asked
