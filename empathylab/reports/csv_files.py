"""CSV: one tidy file per table, UTF-8 with a byte order mark so that Excel reads it right."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from empathylab.reports.cells import is_dangerous, safe, safe_row
from empathylab.reports.columns import EVENTS, TABLES, Row
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file

_BUFFER_BYTES = 1 << 20
_FIELD = 3


def write_csv(content: Content, folder: Path) -> list[Path]:
    """Write every table; return the files."""
    rows_of = content.rows_of()
    written = []
    for table in TABLES:
        path = folder / f"{table.name}.csv"
        with (
            whole_file(path) as part,
            part.open("w", encoding="utf-8-sig", newline="", buffering=_BUFFER_BYTES) as file,
        ):
            writer = csv.writer(file)
            writer.writerow(table.header)
            if table is EVENTS:
                _write_streams(writer, content)
            else:
                writer.writerows(safe_row(row) for row in rows_of[table.name]())
        written.append(path)
    return written


def _write_streams(writer: Any, content: Content) -> None:
    """The large file: only `field` can hold what somebody else chose (a page's ids), so only it is looked at."""
    for session_id, rows in content.streams():
        if any(map(is_dangerous, {str(row[_FIELD]) for row in rows})):
            rows = list(_with_safe_fields(rows))
        writer.writerows([(session_id, *row) for row in rows])


def _with_safe_fields(rows: Iterable[Row]) -> Iterable[Row]:
    for seq, at_ms, kind, field, data in rows:
        yield seq, at_ms, kind, safe(field), data
