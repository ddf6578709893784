"""What became of the visits to a team's own service, every number as it is; the report hides small groups."""

from __future__ import annotations

from empathylab.domain.session import RunKind
from empathylab.domain.summary import Summary
from empathylab.reports.names import names_of
from empathylab.reports.service_section import service_section
from empathylab.reports.sharing import told_as_it_is
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import put
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.kit.widgets import Card, text

_TITLE = "At your service"


class AtService(Card):
    """Seen where somebody was at one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(text(_TITLE, "title"))
        self._desk = desk
        self.ways, self.compared = TextTable("How it was tried, and how that ended"), text("")
        self.box.addWidget(self.ways)
        self.box.addWidget(self.compared)
        self.setAccessibleName(_TITLE)
        self.hide()

    def load(self, event: str | None, summary: Summary) -> None:
        """Show what there is of the event; raises LabError where the records do not answer."""
        everything = told_as_it_is(summary, names_of(self._desk.library))
        found = service_section(self._desk.records, event, everything)
        self.setVisible(bool(found))
        for section in found:
            table = section.tables[0]
            self.ways.fill(table.header, table.rows)
            put(self.compared, "\n".join(section.sentences))


def is_of_service_alone(summary: Summary) -> bool:
    """Whether nobody who came was at a form of the lab's own."""
    return bool(summary.orders) and all(RunKind.FIRST in each.order for each in summary.orders)
