"""`empathylab read`: what it prints, and what it says of pages that cannot be read."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from reader_spy import ENGINE_START

from empathylab.demo.hands import rest
from empathylab.domain.errors import InputError, LabError, MachineError
from empathylab.reader.transcript import By, transcript
from empathylab.ui.web import page_reader
from empathylab.ui.web.page_reader import address_of, load_page

pytestmark = [pytest.mark.qt_log_ignore(*ENGINE_START, extend=True), pytest.mark.usefixtures("qapp")]

#: Nothing is shown by how long a page takes.
PATIENCE_S = 180

PAGE = """<!doctype html><html lang="en"><title>Bins</title><main><h1>Bins</h1><a href="/x">Home</a>
<label for="n">Name</label><input id="n" required><button tabindex="1">First</button></main></html>"""


class _Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        self.asked.append(self.path)
        status, kind, body = {
            "/page": (200, "text/html", PAGE),
            "/login": (401, "text/html", "<h1>Who?</h1>"),
            "/forbidden": (403, "text/html", ""),
            "/data": (200, "application/json", "{}"),
            "/saved": (200, "application/octet-stream", "x"),
            "/elsewhere": (
                200,
                "text/html",
                "<title>E</title><h1>E</h1><img src='http://127.0.0.2:9999/spy.png' alt=Pic>",
            ),
            "/late": (
                200,
                "text/html",
                "<title>L</title><script>setTimeout(() => document.body.append('Late'), 30)</script>",
            ),
        }.get(self.path, (404, "text/html", ""))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Not on the test's output."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def said(page: str, by: By = By.BROWSE) -> list[str]:
    content = load_page(page, PATIENCE_S)
    return [one.phrase for one in transcript(content.message, by, content.tab_stops)]


def test_a_page_by_each_key(site: str) -> None:
    page = f"{site}/page"
    assert said(page) == [
        "Bins",
        "page has 1 heading and 1 link",
        "main landmark, heading level 1, Bins",
        "link, Home",
        "Name, edit, required, blank",
        "First, button",
    ]
    assert said(page, By.TAB) == ["main landmark, First, button", "link, Home", "Name, edit, required, blank"]
    assert said(page, By.HEADING) == ["main landmark, heading level 1, Bins"]
    assert said(page, By.LANDMARK) == ["main landmark, heading level 1, Bins"]
    assert said(page, By.LINK) == ["main landmark, link, Home"]
    assert said(page, By.FIELD) == ["main landmark, Name, edit, required, blank", "First, button"]


def test_it_waits_until_a_page_has_come_to_rest(site: str) -> None:
    assert said(f"{site}/late")[-1] == "Late"


def test_only_the_origin_that_was_typed_is_asked(site: str) -> None:
    assert said(f"{site}/elsewhere")[-1] == "graphic, Pic"
    assert all("spy" not in path for path in _Site.asked)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/login", "needs a login"),
        ("/forbidden", "needs a login"),
        ("/nowhere", "status 404"),
        ("/data", "not an HTML page"),
        ("/saved", "not an HTML page"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(site: str, path: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        load_page(site + path, PATIENCE_S)


def test_a_file_may_be_named_by_its_address(tmp_path: Path) -> None:
    file = tmp_path / "our form 100%.html"
    file.write_text("<title>Form</title>", encoding="utf-8")
    for further in ("", "#part", "?from=menu"):
        address = address_of(file.as_uri() + further)
        assert address.toLocalFile() == str(file)
        assert address.toString(QUrl.ComponentFormattingOption.FullyEncoded).endswith(f".html{further}")
    assert address_of(str(file)).toLocalFile() == str(file)


def test_files_that_are_missing_or_no_pages(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        load_page(str(tmp_path / "none.html"))
    with pytest.raises(InputError, match="is a folder"):
        load_page(str(tmp_path))
    with pytest.raises(InputError, match="not a complete address"):
        load_page("http:///form")
    (tmp_path / "notes.txt").write_text("Hello")
    with pytest.raises(InputError, match="not an HTML page"):
        load_page(str(tmp_path / "notes.txt"))


def test_nobody_answers() -> None:
    # Taken, so that nobody else can answer there either.
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(InputError, match="did not open"):
            load_page(address, PATIENCE_S)


@pytest.mark.parametrize(
    "script",
    [
        "setInterval(() => document.body.append('x'), 10)",
        "setInterval(() => document.body.append('x'), 10);"
        "setInterval(() => { const at = Date.now(); while (Date.now() < at + 150); }, 10)",
        "onload = () => { for (;;); }",
    ],
    ids=["changes for ever", "is held up between its changes", "hangs"],
)
def test_a_page_that_never_comes_to_rest(tmp_path: Path, script: str) -> None:
    file = tmp_path / "busy.html"
    file.write_text(f"<title>Busy</title><body><script>{script}</script>")
    with pytest.raises(InputError, match="did not come to rest within 1 seconds"):
        load_page(str(file), 1)


def test_a_page_that_loads_just_after_it_was_given_up_is_not_asked_any_more(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<title>Late</title>")
    loading = page_reader._Loading(address_of(str(file)), str(file), PATIENCE_S)
    loading._fail(InputError("Too late.", ""))
    loading.run()
    loaded: list[bool] = []
    loading._page.loadFinished.connect(loaded.append)
    while not loaded:
        rest(1)
    assert not loading._poll.isActive()
    loading.close()


def test_an_engine_that_stops_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.html"
    file.write_text("<title>Busy</title><body><script>setInterval(() => document.body.append('x'), 10)</script>")
    load = QWebEnginePage.load

    def load_and_kill(page: QWebEnginePage, url: object) -> None:
        page.loadFinished.connect(lambda: os.kill(page.renderProcessPid(), signal.SIGKILL))
        load(page, url)  # type: ignore[arg-type]

    monkeypatch.setattr(page_reader.QWebEnginePage, "load", load_and_kill)
    with pytest.raises(MachineError, match="engine stopped"):
        load_page(str(file), PATIENCE_S)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    # Of a machine without a language Qt has something to say of its own.
    environment["LC_ALL"] = "C.UTF-8"
    return subprocess.run(
        [sys.executable, "-m", "empathylab", "read", *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        env=environment,
        check=False,
    )


def test_the_command_prints_one_phrase_a_line_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "inner.html").write_text("<title>I</title><p>Inside")
    (tmp_path / "page.html").write_text(PAGE.replace("</main>", "<iframe title=More src=inner.html></iframe></main>"))
    done = run(str(tmp_path / "page.html"))
    assert done.returncode == 0
    assert done.stdout.splitlines()[2:4] == ["main landmark, heading level 1, Bins", "link, Home"]
    assert done.stdout.splitlines()[-1] == "More, frame, Inside"
    assert done.stderr == ""


def test_the_command_writes_json(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    done = run(str(tmp_path / "page.html"), "--by", "field", "--json")
    first = json.loads(done.stdout)[0]
    assert first == {
        "role": "textbox",
        "name": "Name",
        "states": ["required"],
        "value": "",
        "description": "",
        "level": 0,
        "phrase": "main landmark, Name, edit, required, blank",
    }


def test_the_command_ends_with_one_clear_line(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.html"))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "There is no file" in done.stderr
    assert issubclass(InputError, LabError)


def test_reading_twice_says_the_same(site: str) -> None:
    assert said(f"{site}/page") == said(f"{site}/page")


def test_frames_of_an_origin_of_their_own_are_read_and_closed_ones_named(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><title>P</title><p>Before</p><iframe title=Boxed sandbox srcdoc='<p>In a box'></iframe>"
        "<iframe title=Data src='data:text/html,<p>From data'></iframe>"
        "<iframe title=Elsewhere src='http://127.0.0.2:9999/x'></iframe>"
        "<iframe title=Missing src=no.html></iframe><p>After",
        encoding="utf-8",
    )
    said = [one.phrase for one in transcript(load_page(str(page), PATIENCE_S).message)][2:]
    assert said == [
        "Before",
        "Boxed, frame, In a box",
        "Data, frame, From data",
        "Elsewhere, frame",
        "Missing, frame",
        "After",
    ]
