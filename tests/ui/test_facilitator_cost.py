"""What a page costs, on the facilitator's side: a form with and without a barrier, and a team's own page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from empathylab.cost.ways import WAYS
from empathylab.ui.facilitator.setup.cost_page import FormCostPage
from empathylab.ui.facilitator.setup.cost_panel import CostPanel
from empathylab.ui.facilitator.setup.own_page_setup import OwnPageSetupPage
from support.facilitator_lab import Lab, open_lab

PATIENCE_MS = 120_000


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=0) as made:
        yield made


def wait(panel: CostPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=PATIENCE_MS)


def cells(panel: CostPanel, row: int) -> list[str]:
    return [panel.table.item(row, column).text() for column in range(panel.table.columnCount())]


def test_a_form_costs_more_with_a_barrier_and_its_stops_are_drawn(lab: Lab, qtbot: QtBot) -> None:
    page = FormCostPage(lab.desk())
    qtbot.addWidget(page)
    page.show()
    page.page.setCurrentIndex([page.page.itemText(at) for at in range(page.page.count())].index(_COLLECTION))
    page.price()
    wait(page.panel, qtbot)
    assert page.panel.table.rowCount() == len(WAYS)
    assert cells(page.panel, 0)[0] == "Keyboard alone"
    assert cells(page.panel, 0)[3].startswith("12 presses")
    assert page.panel.unreached.isHidden()
    page.barrier.setCurrentIndex(page.barrier.findData("keyboard-trap"))
    page.price()
    assert page.panel.costs.isHidden()
    wait(page.panel, qtbot)
    assert cells(page.panel, 0)[3] == "–"
    assert "keyboard alone, one-switch scanning: note, way on" in page.panel.unreached.text()
    assert page.panel.picture.pixmap().width() > 100


_COLLECTION = "Report a missed bin collection: collection"


def test_a_teams_page_is_priced_beside_trying_it_and_what_is_wrong_is_said(
    lab: Lab, qtbot: QtBot, tmp_path: Path
) -> None:
    page = OwnPageSetupPage(lab.desk(), None)
    qtbot.addWidget(page)
    page.show()
    page.price()
    assert "no address" in page.said.text()
    file = tmp_path / "own.html"
    file.write_text(
        "<title>Own</title><main><h1>Own</h1><form><label>Name <input></label>"
        "<input required hidden name=title><button>Go</button></form></main>"
    )
    page.address.setText(str(file))
    page.price()
    wait(page.panel, qtbot)
    assert cells(page.panel, 0)[2].startswith("1 press")
    assert "Nobody can send this form: “title” must be answered" in page.panel.unreached.text()
    file.write_text("<script>location.replace('https://example.org')</script>")
    page.price()
    wait(page.panel, qtbot)
    assert page.panel.costs.isHidden()
    assert page.panel.said.text()
