"""The exported report in a real browser engine: nothing for axe-core to find, and it fits a narrow window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from empathylab.bench import synthetic_visits
from empathylab.reports.exporting import export
from empathylab.storage import open_store
from support.form_browser import FormBrowser, axe_finds


@pytest.fixture
def report(tmp_path: Path) -> Path:
    store = open_store(tmp_path / "records")
    store.begin_event(synthetic_visits.settings())
    list(synthetic_visits.visits(store, 30, facts=40))
    (path,) = export(store, tmp_path / "out", ["html"])
    store.close()
    return path


@pytest.fixture(params=[1280, 340])
def browser(qapp: object, request: pytest.FixtureRequest) -> Iterator[FormBrowser]:
    opened = FormBrowser(width=request.param)
    yield opened
    opened.close()


def test_axe_finds_nothing_in_the_report_and_nothing_has_to_be_scrolled_sideways(
    browser: FormBrowser, report: Path
) -> None:
    browser.open_url(QUrl.fromLocalFile(str(report)))
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert axe_finds(browser) == {}
    assert browser.run("document.documentElement.scrollWidth <= window.innerWidth") is True
    assert browser.page.complaints == []
