"""JSON: one document with every table, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from empathylab.domain.words import visible
from empathylab.reports.columns import EVENTS, TABLES, Table
from empathylab.reports.content import Content
from empathylab.reports.files import whole_file

_BUFFER_BYTES = 1 << 20


def write_json(content: Content, folder: Path) -> list[Path]:
    """Write records.json: {"format": 1, "<table>": [{column: value}, …], …}; events are grouped by session."""
    path = folder / "records.json"
    with whole_file(path) as part, part.open("w", encoding="utf-8", newline="\n", buffering=_BUFFER_BYTES) as file:
        file.write('{"format": 1')
        for table in TABLES:
            file.write(f',\n"{table.name}": [')
            _write_items(file, _streams(content) if table is EVENTS else _objects(content, table))
            file.write("]")
        file.write("}\n")
    return [path]


def _objects(content: Content, table: Table) -> Iterator[str]:
    header = table.header
    for row in content.rows_of()[table.name]():
        seen = (visible(cell) if isinstance(cell, str) else cell for cell in row)
        yield json.dumps(dict(zip(header, seen, strict=True)), ensure_ascii=False)


def _streams(content: Content) -> Iterator[str]:
    """One object per session; `data` is already JSON and goes in as it is."""
    for session_id, rows in content.streams():
        events = ",".join(
            f'{{"seq":{seq},"at_ms":{at_ms},"kind":{json.dumps(kind)},"field":{json.dumps(field)},"data":{data}}}'
            for seq, at_ms, kind, field, data in rows
        )
        yield f'{{"session_id":{json.dumps(session_id)},"events":[{events}]}}'


def _write_items(file: TextIO, items: Iterator[str]) -> None:
    separator = "\n"
    for item in items:
        file.write(separator + item)
        separator = ",\n"
