"""Frames of another origin: read at their place, live, with focus and keys; and where any frame's box is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from empathylab.gate import Origin
from empathylab.reader.node import FramePlace, Node
from empathylab.ui.page import way_out
from empathylab.ui.reader.cross_origin_frame import SPAN
from empathylab.ui.reader.cross_origin_frames import CrossOriginFrames
from support.reader_spy import Reading

INNER = """<!doctype html><html lang=fr><title>Inner</title><h2>Card</h2><label>Number <input id=n></label>
<button onclick="document.getElementById('told').textContent = 'Paid'">Pay</button><p id=told role=status></p>"""
DEEP = "<!doctype html><title>Deep</title><p>Deep down</p>"


class _Site(BaseHTTPRequestHandler):
    pages: dict[str, str] = {}

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        with suppress(ConnectionError):  # a page that goes waits for no answer
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(self.pages.get(self.path, "").encode())

    def log_message(self, *_: object) -> None:
        """Not on the test's output."""


@pytest.fixture
def far() -> Iterator[str]:
    """An address of another site than the page's own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    opening = way_out.open_to(Origin("http", host, server.server_port) for host in ("localhost", "127.0.0.1"))
    assert opening is not None
    yield f"http://localhost:{server.server_port}"
    opening.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    made = Reading(qtbot, tmp_path)
    yield made
    made.close()


def _open(reading: Reading, far: str, html: str, **pages: str) -> None:
    """Open the page, on a site of its own, and wait until its frames have been read."""
    near = far.replace("localhost", "127.0.0.1")
    _Site.pages = {"/page": f"<!doctype html><title>Page</title>{html.replace('FAR', far).replace('NEAR', near)}"}
    _Site.pages |= {f"/{name}": text.replace("NEAR", near).replace("FAR", far) for name, text in pages.items()}
    reading.station.start()
    with reading.qtbot.waitSignal(reading.station.opened):
        reading.page.load(QUrl(f"{near}/page"))


def _has(reading: Reading, name: str) -> bool:
    return any(node.name == name for node in reading.station.reader.tree.nodes.values())


def _wait_for(reading: Reading, name: str, is_there: bool = True) -> None:
    reading.qtbot.waitUntil(lambda: _has(reading, name) is is_there)


def _items(reading: Reading) -> list[str]:
    found = [reading.press("Ctrl+Home")]
    while (phrase := reading.press("Down")) != "end of page":
        found.append(phrase)
    return found


PAGE = "<p>Before</p><iframe title=Payment src='FAR/inner'></iframe><p>After</p>"
READ = ["Before", "Payment, frame, heading level 2, Card", "Number, edit, blank", "Pay, button", "After"]


def test_a_frame_of_another_origin_is_read_at_its_place(reading: Reading, far: str) -> None:
    _open(reading, far, PAGE, inner=INNER)
    _wait_for(reading, "Pay")
    assert _items(reading) == READ
    node = next(one for one in reading.station.reader.tree.nodes.values() if one.name == "Card")
    assert node.language == "fr"


def test_what_changes_around_it_leaves_it_where_it_is(reading: Reading, far: str) -> None:
    _open(reading, far, PAGE, inner=INNER)
    _wait_for(reading, "Pay")
    reading.script("document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'New' })), 1")
    _wait_for(reading, "New")
    assert _items(reading) == ["New", *READ]
    reading.script("document.querySelector('iframe').remove()")
    _wait_for(reading, "Payment", is_there=False)
    assert _items(reading) == ["New", "Before", "After"]


def test_a_button_in_it_is_pressed_and_its_message_is_heard(reading: Reading, far: str) -> None:
    _open(reading, far, PAGE, inner=INNER)
    _wait_for(reading, "Pay")
    assert reading.press("B").endswith("Pay, button")
    reading.said.clear()
    reading.key("Enter")
    reading.hear(lambda said: "Paid" in said)


def test_focus_typing_and_tab_go_into_it_and_out_again(reading: Reading, far: str) -> None:
    _open(reading, far, "<a href='#'>One</a>" + PAGE + "<a href='#'>Two</a>", inner=INNER)
    _wait_for(reading, "Pay")
    reading.press("E")
    reading.said.clear()
    reading.key("Enter")
    reading.hear("focus mode")
    reading.qtbot.waitUntil(lambda: getattr(reading.station.reader.focus, "field", "") == "n")
    reading.key("Escape")
    reading.press("Up")  # the heading in the frame, away from the focus
    reading.said.clear()
    reading.key("Shift+Tab")
    reading.hear(lambda said: any("link, One" in phrase for phrase in said))
    reading.press("Down")  # the text before the frame
    reading.said.clear()
    reading.key("Tab")
    reading.hear(lambda said: any("Number, edit" in phrase for phrase in said))


def test_frames_in_frames_are_read_and_one_that_goes_elsewhere_is_read_anew(reading: Reading, far: str) -> None:
    inner = INNER + "<iframe title=More src='NEAR/deep'></iframe>"
    _open(reading, far, PAGE, inner=inner, deep=DEEP, other="<!doctype html><h2>Thank you</h2>")
    _wait_for(reading, "Deep down")
    assert _items(reading)[-2:] == ["More, frame, Deep down", "After"]
    reading.script("document.querySelector('iframe').src = 'FAR/other'".replace("FAR", far))
    _wait_for(reading, "Thank you")
    assert _items(reading) == ["Before", "Payment, frame, heading level 2, Thank you", "After"]


def test_the_cursor_in_a_frame_is_shown_where_it_is_on_the_page(reading: Reading, far: str) -> None:
    places = "<style>body { margin: 0 } iframe { position: absolute; left: 100px; top: 200px; border: 0 }</style>"
    inner = "<!doctype html><style>h2 { position: absolute; left: 7px; top: 11px; margin: 0 }</style><h2>Card</h2>"
    reading.view.show()
    _open(reading, far, places + "<iframe title=F src='FAR/inner'></iframe>", inner=inner)
    _wait_for(reading, "Card")
    with reading.qtbot.waitSignal(reading.station.cursor_moved) as moved:
        reading.press("Ctrl+Home")
    assert moved.args[:2] == [107, 211]
    _open(reading, far, places + f'<iframe title=F srcdoc="{inner}"></iframe>'.replace("FAR", far))
    _wait_for(reading, "Card")
    with reading.qtbot.waitSignal(reading.station.cursor_moved) as moved:
        reading.press("Ctrl+Home")
    assert moved.args[:2] == [107, 211]


def test_a_reader_that_has_stopped_leaves_frames_alone_and_one_that_starts_again_reads_them(
    reading: Reading, far: str
) -> None:
    _open(reading, far, PAGE, inner=INNER)
    _wait_for(reading, "Pay")
    reading.station.stop()
    with reading.qtbot.waitSignal(reading.station.opened):
        reading.station.start()
    _wait_for(reading, "Pay")
    assert _items(reading) == READ


def test_what_a_script_in_it_ticks_is_said_as_it_is(reading: Reading, far: str) -> None:
    ticks = "<p>Inside</p><input type=checkbox aria-label=Food><script>addEventListener('message', () => {"
    _open(reading, far, PAGE, inner=ticks + "document.querySelector('input').checked = true })</script>")
    _wait_for(reading, "Food")
    reading.press("Ctrl+Home", "Down")
    reading.script("document.querySelector('iframe').contentWindow.postMessage('now', '*')")
    reading.qtbot.waitUntil(lambda: reading.press("Up", "Up", "Down", "Down") == "Food, check box, checked")


def test_an_answer_that_comes_when_nobody_reads_any_more_is_nobodys(qtbot: QtBot) -> None:
    page, reader = QWebEnginePage(), QObject()
    with qtbot.waitSignal(page.loadFinished):
        page.setHtml("<p>Words")
    frames, heard, over = CrossOriginFrames(page, reader), list[object](), list[object]()
    frames.fresh(1, 0, heard.append)
    frames.box(1, "show", heard.append)
    delete(reader)
    page.runJavaScript("1", over.append)
    qtbot.waitUntil(lambda: bool(over))
    assert heard == []


def test_an_answer_that_comes_as_its_page_goes_is_nobodys(qtbot: QtBot) -> None:
    """Where a part of a frame is takes two questions: how could the second be asked?"""
    page, reader = QWebEnginePage(), QObject()
    with qtbot.waitSignal(page.loadFinished):
        page.setHtml("<iframe sandbox srcdoc='<p>Words'></iframe>")
    frames, heard = CrossOriginFrames(page, reader), list[object]()
    frames.opened([Node(5, 0, "frame", frame_path=(FramePlace(0, 1),))])
    frames.box(SPAN + 1, "show", heard.append)
    frames.stop()
    delete(page)
    assert heard == []
