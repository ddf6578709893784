"""What a page tells the lab: as long as the page is wanted, and not a word longer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtWidgets import QApplication

from empathylab.files.layers import layers_over
from empathylab.ui.page.channel import ISOLATED_WORLD, publish
from empathylab.ui.page.locked_page import LockedPage
from support.web_station import wait_until

_FORM = QUrl("lab://forms/tasks/missed-bin/your-details.html")
#: Longer than any test.
_LONG_MS = 600_000
# Timers of a page that nobody sees are slow; what a page sends itself is not.
_TALK = """
globalThis.said = 0;
new QWebChannel(qt.webChannelTransport, (channel) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { channel.objects.ear.hear(); globalThis.said++; port2.postMessage(0); };
  port2.postMessage(0);
});
"""


class Ear(QObject):
    """Counts the words of a page."""

    words = 0

    @Slot()
    def hear(self) -> None:
        self.words += 1


def test_a_page_that_is_closed_to_talks_on_and_nobody_hears_it(qapp: QApplication) -> None:
    page = LockedPage(layers_over(), qapp)
    ear, loaded, said = Ear(page), [], [0]
    publish(page, "ear", ear)
    page.loadFinished.connect(loaded.append)
    page.open(_FORM)
    wait_until(lambda: loaded == [True], "the form")
    page.runJavaScript(_TALK, ISOLATED_WORLD.value)
    wait_until(lambda: ear.words > 20, "the page's words")
    page.retire(_LONG_MS)
    heard = ear.words
    wait_until(lambda: said_by(page, said) > heard + 50, "the page, which talks on")
    assert ear.words == heard
    page.retire()


def test_a_page_that_is_closed_to_before_its_first_word_is_heard_by_nobody_either(qapp: QApplication) -> None:
    """As somebody stops while a page is still loading. The engine, left without any channel, ended the lab."""
    page = LockedPage(layers_over(), qapp)
    ear, loaded, said = Ear(page), [], [0]
    publish(page, "ear", ear)
    page.loadFinished.connect(loaded.append)
    page.open(_FORM)
    wait_until(lambda: loaded == [True], "the form")
    page.runJavaScript("globalThis.kept = qt.webChannelTransport; globalThis.said = 1", ISOLATED_WORLD.value)
    wait_until(lambda: said_by(page, said) == 1, "the page that has not said anything yet")
    page.retire(_LONG_MS)
    page.runJavaScript(_TALK.replace("qt.webChannelTransport", "kept") + "globalThis.said = 2", ISOLATED_WORLD.value)
    wait_until(lambda: said_by(page, said) == 2, "what it said")
    wait_until(lambda: said_by(page, said) == 2, "the lab, which still answers")
    assert ear.words == 0
    page.retire()


def said_by(page: LockedPage, answers: list[int]) -> int:
    """How many words the page has said, as it said a moment ago."""
    page.runJavaScript("globalThis.said", ISOLATED_WORLD.value, answers.append)
    return answers[-1]
