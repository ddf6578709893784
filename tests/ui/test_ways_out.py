"""What a page asks for goes to the addresses that were allowed and to no other: listeners count who arrives."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from pytestqt.qtbot import QtBot
from reader_spy import ENGINE_START

from empathylab.files.places import assets_dir
from empathylab.ui.web.allowed import Allowed, Refused
from empathylab.ui.web.page import LockedPage
from empathylab.ui.web.page_load import ReadWish
from empathylab.ui.web.page_reader import load_page

pytestmark = [pytest.mark.qt_log_ignore(*ENGINE_START, extend=True), pytest.mark.usefixtures("qapp")]

PAGE = """<!doctype html><html lang=en><title>Home</title><h1>Home</h1><img src="{there}/img" alt="There">
<script>fetch("{there}/fetch", {{mode: "no-cors"}}).then(() => 1, () => 1).then(() => {{
  document.title = "tried"; }});</script></html>"""


class Site:
    """A server of one page, which notes what it was asked for."""

    def __init__(self, page: str = "") -> None:
        self.page = page
        self.asked: list[str] = []
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 - the library's name
                site.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(site.page.encode())

            def log_message(self, *_: object) -> None:
                """Not on the test's output."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def there() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def home(there: Site) -> Iterator[Site]:
    site = Site(PAGE.format(there=there.origin))
    yield site
    site.close()


def test_a_page_of_an_allowed_origin_reaches_no_other_and_that_is_told(home: Site, there: Site, qtbot: QtBot) -> None:
    page = LockedPage(assets_dir(), QCoreApplication.instance(), Allowed([home.origin]))
    refused: list[Refused] = []
    page.refused.connect(refused.append)
    page.load(QUrl(home.origin))
    qtbot.waitUntil(lambda: page.title() == "tried")
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert there.asked == []
    assert {(each.what, each.where) for each in refused} == {("Image", there.origin), ("Xhr", there.origin)}


def test_the_pages_of_read_reach_no_other_origin_either(home: Site, there: Site) -> None:
    assert load_page(home.origin, ReadWish(timeout_s=60)).content.message["nodes"]
    assert there.asked == []
