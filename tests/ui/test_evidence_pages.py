"""The pages of the evidence in a real browser: valid by axe-core at any width, and without a script of their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from empathylab.cost.baseline import Baseline
from empathylab.files.standards import standards
from empathylab.reports.evidence import write_evidence
from empathylab.reports.names import library_names
from empathylab.reports.releases import Release
from support.form_browser import FormBrowser, axe_finds
from support.made_up_events import MadeUpEvents, visits


def test_axe_finds_nothing_and_nothing_is_cut_off_at_four_times_the_size(
    tab: FormBrowser, qtbot: QtBot, tmp_path: Path
) -> None:
    source = MadeUpEvents({"one": visits(1), "two": visits(2)}, 5)
    cost = Baseline({("keyboard", "way on"): (5, 5.5)}, (("keyboard", "full-name"),))
    releases = [Release(name, cost) for name in ("may", "june")]
    write_evidence(source, tmp_path, ("one", "two"), standards(), library_names(), releases=releases)
    for name in ("index.html", "board.html"):
        tab.page.setZoomFactor(1.0)
        tab.open_url(QUrl.fromLocalFile(str(tmp_path / name)))
        assert axe_finds(tab) == {}
        tab.zoom(4.0)
        assert tab.run("document.documentElement.scrollWidth <= innerWidth + 1") is True
    assert tab.page.complaints == []
