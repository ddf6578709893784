"""The tables of a workbook: what is JSON in the other formats is spread over columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from empathylab.domain.stored_events import DATA_KEYS
from empathylab.reports.columns import DICTIONARY, EVENTS, RUNS, TABLES, Cell, Column, Row, RowsOf, Table, column_rows

_MORE = Column("more", "text", "", "whatever of it has no column here, as name: value")
_CONDITION = (
    Column("barriers", "text", "", "barriers that the form wore"),
    Column("simulations", "text", "", "what was simulated, with its parameters"),
    Column("helps", "text", "", "what helped, with its parameters"),
    Column("seed", "number", "", "from which everything that happened by chance was drawn"),
    Column("ppd", "number", "pixels", "physical pixels in a degree of sight; 0 on paper"),
    Column("distance_cm", "number", "centimetres", "from the eyes to the screen"),
    Column("is_calibrated", "number", "0 or 1", "1 when a person measured that screen"),
    Column("text_px", "number", "CSS pixels", "size of the form's text"),
    Column("pixel_ratio", "number", "", "physical pixels to a CSS pixel"),
    Column("is_loudness_set", "number", "0 or 1", "1 when a person had set the volume by a voice"),
    _MORE,
)
#: What stands in a column of its own already.
_KNOWN_OF_A_CONDITION = ("task", "twin", "content")
_DATA = (*(Column(key, "text", "", f"of events that have it: {key.replace('_', ' ')}") for key in DATA_KEYS), _MORE)


@dataclass(frozen=True, slots=True)
class JsonTable:
    """A table one column of which holds JSON, and the columns in its place."""

    table: Table
    column: str
    columns: tuple[Column, ...]
    passed_over: tuple[str, ...] = ()

    @property
    def place(self) -> int:
        """Which column holds the JSON, from 0."""
        return self.table.header.index(self.column)

    @property
    def in_columns(self) -> Table:
        """The table with columns of its own for what the JSON holds."""
        before, after = self.table.columns[: self.place], self.table.columns[self.place + 1 :]
        taken = {column.name for column in (*before, *after)}
        fresh = (
            replace(each, name=f"{self.column}_{each.name}") if each.name in taken else each for each in self.columns
        )
        return Table(self.table.name, (*before, *fresh, *after))

    def row(self, row: Row) -> Row:
        """A row of the table as a row of `in_columns`; what has no column stands in the last as JSON."""
        kept = json.loads(str(row[self.place] or "{}"))
        names = [column.name for column in self.columns[:-1]]
        rest = {name: kept[name] for name in kept if name not in (*names, *self.passed_over)}
        cells = (*(_cell(kept.get(name)) for name in names), _cell(rest))
        return (*row[: self.place], *cells, *row[self.place + 1 :])


_SPREAD = {
    RUNS.name: JsonTable(RUNS, "condition", _CONDITION, _KNOWN_OF_A_CONDITION),
    EVENTS.name: JsonTable(EVENTS, "data", _DATA),
}
SHEETS = tuple(_SPREAD[table.name].in_columns if table.name in _SPREAD else table for table in TABLES)


def sheet_rows(table: Table, rows_of: RowsOf) -> Iterator[Row]:
    """The rows of a sheet, from those of its table."""
    if table.name == DICTIONARY.name:
        return column_rows(SHEETS)
    spread = _SPREAD.get(table.name)
    return rows_of() if spread is None else map(spread.row, rows_of())


def _cell(value: object) -> Cell:
    """A value of JSON as a cell: numbers stay numbers, lists and tables become words."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float | str):
        return value
    if isinstance(value, list):
        return "; ".join(_words(each) for each in value)
    return _words(value)


def _words(value: object) -> str:
    """Such as "acuity: logmar 0.7, log_cs 1.12"."""
    if not isinstance(value, dict):
        return str(value)
    rest = ", ".join(f"{name} {_words(each)}" for name, each in value.items() if name != "kind")
    kind = value.get("kind", "")
    return f"{kind}: {rest}" if kind and rest else str(kind) or rest
