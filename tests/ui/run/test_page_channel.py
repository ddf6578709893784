"""What a page tells the lab: as long as the page is wanted, and not a word longer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtWidgets import QApplication

from empathylab.files.layers import layers_over
from empathylab.ui.page.channel import ISOLATED_WORLD, inject, publish, remove
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


@pytest.fixture
def page(qapp: QApplication) -> Iterator[LockedPage]:
    """A form that is there, whose scripts have said nothing yet."""
    made = LockedPage(layers_over(), qapp)
    loaded: list[bool] = []
    publish(made, "ear", Ear(made))
    made.loadFinished.connect(loaded.append)
    made.open(_FORM)
    wait_until(lambda: loaded == [True], "the form")
    yield made
    made.retire()


def ear_of(page: LockedPage) -> Ear:
    (ear,) = page.findChildren(Ear)
    return ear


def test_a_page_that_is_closed_to_talks_on_and_nobody_hears_it(page: LockedPage) -> None:
    ear, said = ear_of(page), [0]
    page.runJavaScript(_TALK, ISOLATED_WORLD.value)
    wait_until(lambda: ear.words > 20, "the page's words")
    page.retire(_LONG_MS)
    heard = ear.words
    wait_until(lambda: said_by(page, said) > heard + 50, "the page, which talks on")
    assert ear.words == heard


def test_a_page_that_is_closed_to_before_its_first_word_is_heard_by_nobody_either(page: LockedPage) -> None:
    """As somebody stops while a page is still loading. The engine, left without any channel, ended the lab."""
    said = [0]
    page.runJavaScript("globalThis.kept = qt.webChannelTransport; globalThis.said = 1", ISOLATED_WORLD.value)
    wait_until(lambda: said_by(page, said) == 1, "the page that has not said anything yet")
    page.retire(_LONG_MS)
    page.runJavaScript(_TALK.replace("qt.webChannelTransport", "kept") + "globalThis.said = 2", ISOLATED_WORLD.value)
    wait_until(lambda: said_by(page, said) == 2, "what it said")
    assert ear_of(page).words == 0


#: As it comes where a form went on while the lab still had a word of the page before to answer.
_LATE_ANSWER = """
globalThis.said = 0;
new QWebChannel(qt.webChannelTransport, (channel) => {
  try {
    qt.webChannelTransport.onmessage({ data: JSON.stringify({ type: 10, id: 3, data: null }) });
    channel.objects.ear.hear().then(() => { globalThis.said = 1; });
  } catch { globalThis.said = 2; }
});
"""


def test_an_answer_to_the_page_before_is_no_fault_of_this_one(page: LockedPage) -> None:
    said = [0]
    page.runJavaScript(_LATE_ANSWER, ISOLATED_WORLD.value)
    wait_until(lambda: said_by(page, said) > 0, "the answer to its own question")
    assert said[-1] == 1


def test_a_script_that_stays_runs_in_each_document_however_many_come_and_go(page: LockedPage) -> None:
    """As somebody turns helps on and off for an hour. The engine forgot the channel after some eighty of them."""
    for turn in range(180):
        inject(page, "a help", f"globalThis.turn = {turn}")
    remove(page, "a help")
    loaded, found = list[bool](), list[object]()
    page.loadFinished.connect(loaded.append)
    page.open(_FORM)
    wait_until(lambda: loaded == [True], "the form once more")
    page.runJavaScript("`${typeof QWebChannel}, ${typeof turn}`", ISOLATED_WORLD.value, found.append)
    wait_until(lambda: bool(found), "what runs in it")
    assert found == ["function, undefined"]


def said_by(page: LockedPage, answers: list[int]) -> int:
    """How many words the page has said, as it said a moment ago."""
    page.runJavaScript("globalThis.said", ISOLATED_WORLD.value, answers.append)
    return answers[-1]
