"""The content policy that every form is served with is really in force."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from empathylab.files.layers import layers_over
from empathylab.ui.page import scheme
from empathylab.ui.page.locked_page import LockedPage

FORM = "lab://forms/tasks/missed-bin/your-details.html"
INJECT = """
const script = document.createElement("script"); script.textContent = "window.isInside = true";
document.body.append(script); String(window.isInside)
"""


class TalkingPage(LockedPage):
    def javaScriptConsoleMessage(self, level, message, line, source) -> None:  # type: ignore[no-untyped-def]
        self.complaints = [*getattr(self, "complaints", []), message]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[TalkingPage]:
    scheme.register()
    page = TalkingPage(layers_over(), QCoreApplication.instance())
    with qtbot.waitSignal(page.loadFinished):
        page.load(FORM)
    yield page
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()


def answer(page: TalkingPage, qtbot: QtBot, script: str) -> str:
    heard: list[str] = []
    page.runJavaScript(script, 0, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    return heard[0]


def test_a_form_loads_without_a_complaint(page: TalkingPage) -> None:
    assert getattr(page, "complaints", []) == []


def test_a_script_written_into_a_form_does_not_run(page: TalkingPage, qtbot: QtBot) -> None:
    assert answer(page, qtbot, INJECT) == "undefined"
    assert any("Content Security Policy" in words for words in page.complaints)


def test_a_form_may_fetch_nothing(page: TalkingPage, qtbot: QtBot) -> None:
    page.runJavaScript("fetch('form.js').then(() => window.got = 'yes', () => window.got = 'no')")
    qtbot.waitUntil(lambda: answer(page, qtbot, "String(window.got)") != "undefined")
    assert answer(page, qtbot, "String(window.got)") == "no"
