"""The results of visits that are no simulation: who only looked, who talked, and what the lot compares."""

from __future__ import annotations

from empathylab.domain.session import Mode
from empathylab.reports import arms
from empathylab.reports.lasting import HEADER as LASTING_HEADER
from empathylab.reports.lasting import lasting_rows
from empathylab.reports.model import Rows
from empathylab.reports.names import names_of
from empathylab.reports.side_by_side import IN_PEOPLE, group_of, side_by_side
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import put
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import Card, text

_TITLE = "Visits that are no simulation"


class OtherVisits(Card):
    """Seen where there are any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(text(_TITLE, "subtitle"))
        self._desk = desk
        self.people, self.lot_words = text("", "quiet"), text("", "small")
        self.table, self.lot = TextTable("What changed in people"), TextTable("What the lot compares")
        self.lasting = TextTable("Weeks later, of those who came back with their words")
        self._titles = {
            each: said_elsewhere(text(each.accessibleName())) for each in (self.table, self.lot, self.lasting)
        }
        self.box.addWidget(self.people)
        for table, title in self._titles.items():
            self.box.addWidget(title)
            self.box.addWidget(table)
            if table is self.lot:
                self.box.addWidget(self.lot_words)
        self.setAccessibleName(_TITLE)
        self.hide()

    def load(self, event: str | None, visits: int) -> None:
        """Show what there is of the event; raises LabError where the records do not answer."""
        self.setVisible(bool(visits))
        if visits:
            self._show(event)

    def _show(self, event: str | None) -> None:
        records, names = self._desk.records, names_of(self._desk.library)
        parts = {mode: records.parts(event, mode) for mode in arms.ARMS}
        counts = {mode: sum(part.counts.people for part in parts[mode]) for mode in (Mode.AUDIT, Mode.TALK)}
        came_back = records.summary(event, Mode.FOLLOW_UP).counts.people
        told = [*((arms.ARMS[mode], count) for mode, count in counts.items()), ("Came back", came_back)]
        put(self.people, " · ".join(f"{words}: {count:,}" for words, count in told))
        groups = {arms.ARMS[mode]: group_of(parts[mode], 1, names) for mode, count in counts.items() if count}
        self._fill(self.table, side_by_side(groups, IN_PEOPLE))
        drawn = arms.drawn(parts, 1, names)
        rows = arms.lot_rows(drawn)
        self._fill(self.lot, rows)
        put(self.lot_words, " ".join(arms.lot_words(drawn)) if rows else "")
        everybody = group_of(parts[Mode.SIMULATION], 1, names)
        self._fill(self.lasting, lasting_rows(records.lasting(event), everybody), LASTING_HEADER)

    def _fill(self, table: TextTable, rows: Rows, header: tuple[str, ...] = arms.HEADER) -> None:
        table.fill(header, rows)
        for widget in (table, self._titles[table]):
            widget.setVisible(bool(rows))
