"""What a page tells the lab: as long as the page is wanted, and not a word longer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtWidgets import QApplication

from empathylab.files.layers import layers_over
from empathylab.ui.page.channel import ISOLATED_WORLD, close_channel, publish
from empathylab.ui.page.locked_page import LockedPage
from support.web_station import wait_until

_FORM = QUrl("lab://forms/tasks/missed-bin/your-details.html")
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
    close_channel(page)
    heard = ear.words
    wait_until(lambda: said_by(page, said) > heard + 50, "the page, which talks on")
    assert ear.words == heard
    page.retire()


def said_by(page: LockedPage, answers: list[int]) -> int:
    """How many words the page has said, as it said a moment ago."""
    page.runJavaScript("globalThis.said", ISOLATED_WORLD.value, answers.append)
    return answers[-1]
