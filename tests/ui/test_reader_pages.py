"""`empathylab read`: what it prints, and what it says of pages that cannot be read."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QEventLoop, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.cli.read import command
from empathylab.demo.keyboard_driver import rest
from empathylab.domain.errors import InputError, LabError, MachineError
from empathylab.files.paths import assets_dir
from empathylab.reader.transcript import ReadBy, moving_texts, transcript, trap_phrases
from empathylab.ui.reader import page_load, tab_keys
from empathylab.ui.reader.cost_capture import CostCapture
from empathylab.ui.reader.page_load import PageLoad
from empathylab.ui.reader.page_reader import ReadOutcome, address_of, load_page
from empathylab.ui.reader.read_request import PageContent, ReadRequest
from empathylab.ui.reader.tab_keys import TabKeys

pytestmark = pytest.mark.usefixtures("qapp")

#: Nothing is shown by how long a page takes.
PATIENCE_S = 180
PATIENT = ReadRequest(timeout_s=PATIENCE_S)

PAGE = """<!doctype html><html lang="en"><title>Bins</title><main><h1>Bins</h1><a href="/x">Home</a>
<label for="n">Name</label><input id="n" required><button tabindex="1">First</button></main></html>"""


HELLO = "<title>T</title><h1>Hello</h1>"
LATE = {
    "timer": "setTimeout(() => document.body.append('Late'), 700)",
    "chain": "setTimeout(() => setTimeout(() => setTimeout(() => document.body.append('Late'), 200), 200), 200)",
    "idle": "setTimeout(() => requestIdleCallback(() => document.body.append('Late')), 100)",
    "fetch": "fetch('/slow').then((answer) => answer.text()).then(() => document.body.append('Late'))",
    "xhr": "const x = new XMLHttpRequest(); x.onload = () => document.body.append('Late');"
    "x.open('GET', '/slow'); x.send()",
    "import": "setTimeout(() => import('/module.js'), 50)",
    "frame": "const f = document.createElement('iframe'); f.title = 'F'; f.src = '/frame'; document.body.append(f)",
    "stream": "fetch('/drip').then(async ({body}) => { const r = body.getReader(); while (!(await r.read()).done);"
    "document.body.append('Late') })",
    "events": "const e = new EventSource('/slow'); e.onerror = () => document.body.append('Late')",
    "worker": "const w = new Worker(URL.createObjectURL(new Blob(['setTimeout(() => postMessage(1), 500)'])));"
    "w.onmessage = () => document.body.append('Late')",
    "socket": "new WebSocket(`ws://${location.host}/slow`).onclose = () => document.body.append('Late')",
    "poll": "const i = setInterval(() => { clearInterval(i); document.body.append('Late') }, 500)",
    "frames": "let n = 0; (function on() { n++ < 20 ? requestAnimationFrame(on) : document.body.append('Late') })()",
    "task": "scheduler.postTask(() => document.body.append('Late'), { delay: 500 })",
    "transition": "setTimeout(() => document.startViewTransition(() => document.body.append('Late')), 100)",
    "off": "document.body.append('No'); setTimeout(() => { location.href = '/late' }, 500)",
}
PAGES = {
    "/page": PAGE,
    "/elsewhere": "<title>E</title><h1>E</h1><img src='http://127.0.0.2:9999/spy.png' alt=Pic>",
    "/empty": "",
    "/blank": "<body><p> </p>",
    "/frame": "<script>setTimeout(() => document.body.append('Late'), 700)</script>",
    "/alert": "<title>A</title><h1>A</h1><p role=alert id=a></p><p role=status id=s></p>"
    "<script>setTimeout(() => a.textContent = 'Not saved', 600);"
    "setTimeout(() => s.textContent = '2 left', 900)</script>",
    "/at-once": "<title>A</title><h1>A</h1><script>addEventListener('load', () => setTimeout(() => {"
    "document.body.insertAdjacentHTML('beforeend', '<p role=alert>Not saved</p>') }, 1))</script>",
    "/dialog": "<title>A</title><h1>A</h1><script>setTimeout(() => confirm('Leave?') || alert('Stay.'), 50)</script>",
    "/script-on": "<script>location.replace('/page')</script>",
    "/soon": "<title>S</title><meta http-equiv=Refresh content=\"1; URL='/page'\"><p>Please wait",
    "/session": "<title>S</title><meta http-equiv=refresh content='1'><p>Stays",
    "/unclosed": "<title>U</title><script>setTimeout(() => document.write('<h1>Written</h1>'), 100)</script>",
    "/gone": "<title>G</title><h1>G</h1><script>setTimeout(() => document.documentElement.remove(), 10)</script>",
    "/wall": "<script>location.replace('/sign-in')</script>",
    "/sign-in": "<title>Sign in</title><label>Password <input type=password></label>",
    "/late": "<title>L</title><body>Late",
    "/app": "<title>App</title><div id=app></div><script src=/status/404></script>",
    "/made": "<script>location = URL.createObjectURL(new Blob(['<h1>M</h1>'], { type: 'text/html' }))</script>",
    "/calls": "<title>C</title><h1>Call us</h1><script>location = 'tel:123'</script>",
    "/gives": "<title>G</title><h1>Your file</h1><a id=a download=x.txt></a>"
    "<script>a.href = URL.createObjectURL(new Blob(['x'])); a.click()</script>",
    "/refresh": "<title>R</title><p>Please wait",
    "/cut": HELLO,
    "/packed": HELLO,
    "/packed-cut?a=%7C": HELLO + "".join(f"<p>Paragraph {number * number}" for number in range(999)),
    "/far": "<script>location.replace('http://nowhere.invalid/')</script>",
    **{f"/late-{how}": f"<title>L</title><body>Early <script>{script}</script>" for how, script in LATE.items()},
}


class _Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:  # noqa: N802 - the library's name
        self.asked.append(self.path)
        status, body = (200, PAGES[self.path]) if self.path in PAGES else self._odd()
        self.send_response(status)
        for name, value in self._headers(status).items():
            self.send_header(name, value)
        self.end_headers()
        sent = body.encode() if status != 204 else b""
        packed = gzip.compress(sent)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write({"/packed": packed, "/packed-cut?a=%7C": packed[: len(packed) // 2]}.get(self.path, sent))

    def _odd(self) -> tuple[int, str]:
        if self.path.startswith("/status/"):
            return int(self.path.removeprefix("/status/")), HELLO
        if self.path in {"/slow", "/drip"}:
            threading.Event().wait(0.6)
        if self.path == "/module.js":
            threading.Event().wait(0.6)
            return 200, "document.body.append('Late')"
        if self.path == "/never":
            self.server.over.wait(PATIENCE_S)  # type: ignore[attr-defined]
        return (302 if self.path in {"/on", "/round"} else 200), HELLO

    def _headers(self, status: int) -> dict[str, str]:
        port = self.server.server_address[1]
        other = "localhost" if self.headers["Host"].startswith("127.") else "127.0.0.1"
        kinds = {"/data": "application/json", "/saved": "application/octet-stream", "/module.js": "text/javascript"}
        extra = {
            "/kept": {"Content-Disposition": "attachment; filename=page.html"},
            "/sandbox": {"Content-Security-Policy": "sandbox"},
            "/on": {"Location": f"http://localhost:{port}/page"},
            "/refresh": {"Refresh": "1; url=/page"},
            "/cut": {"Content-Length": "999"},
            "/packed": {"Content-Encoding": "gzip"},
            "/packed-cut?a=%7C": {"Content-Encoding": "gzip"},
            "/round": {"Location": f"http://{other}:{port}/round"},
            "/status/401": {"WWW-Authenticate": 'Basic realm="x"'},
        }
        return {"Content-Type": kinds.get(self.path, "text/html"), **extra.get(self.path, {})}

    def log_message(self, *_: object) -> None:
        """Not on the test's output."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def content_of(page: str, request: ReadRequest = PATIENT) -> PageContent:
    return load_page(page, request).content


def said(page: str, by: ReadBy = ReadBy.BROWSE, request: ReadRequest = PATIENT) -> list[str]:
    return phrases_of(content_of(page, replace(request, is_tabbed=by is ReadBy.TAB)), by)


def phrases_of(content: PageContent, by: ReadBy) -> list[str]:
    return [one.phrase for one in transcript(content.page, by, content.tab_stops, heard=content.heard)]


def is_told(what: str, page: str, request: ReadRequest) -> bool:
    """Whether that is ever said of a page.

    On a busy computer it may come late, and be at something else until then; with much time many a page is at rest.
    """
    timeout_s = request.timeout_s
    for _ in range(20):
        try:
            load_page(page, replace(request, timeout_s=timeout_s))
        except InputError as fault:
            if what in str(fault) or timeout_s > PATIENCE_S:
                return what in str(fault)
            timeout_s *= 1.7
        else:
            timeout_s /= 1.3
    return False


def page_with(folder: Path, body: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text(f"<!doctype html><title>P</title>{body}", encoding="utf-8")
    return str(folder / "page.html")


def test_a_page_by_each_key(site: str) -> None:
    page = f"{site}/page"
    content = content_of(page)
    assert phrases_of(content, ReadBy.BROWSE) == [
        "Bins",
        "page has 1 heading and 1 link",
        "main landmark, heading level 1, Bins",
        "link, Home",
        "Name, edit, required, blank",
        "First, button",
    ]
    assert said(page, ReadBy.TAB) == ["main landmark, First, button", "link, Home", "Name, edit, required, blank"]
    assert phrases_of(content, ReadBy.HEADING) == ["main landmark, heading level 1, Bins"]
    assert phrases_of(content, ReadBy.LANDMARK) == ["main landmark, heading level 1, Bins"]
    assert phrases_of(content, ReadBy.LINK) == ["main landmark, link, Home"]
    assert phrases_of(content, ReadBy.FIELD) == ["main landmark, Name, edit, required, blank", "First, button"]


@pytest.mark.parametrize("how", LATE)
def test_it_waits_for_what_scripts_and_requests_still_bring(site: str, how: str) -> None:
    assert said(f"{site}/late-{how}")[-1].endswith("Late")


def test_only_the_origin_that_was_typed_is_asked(site: str) -> None:
    assert said(f"{site}/elsewhere")[-1] == "graphic, Pic"
    assert all("spy" not in path for path in _Site.asked)


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/status/401", r"asks who you are \(status 401\)"),
        ("/status/403", r"refuses to show itself \(status 403\)"),
        ("/status/404", r"is not there \(status 404\)"),
        ("/status/410", r"gone for good"),
        ("/status/503", r"in trouble \(status 503\)"),
        ("/status/204", r"without a page \(status 204"),
        ("/data", r"not an HTML page \(application/json\)"),
        ("/saved", r"not an HTML page \(application/octet-stream\)"),
        ("/kept", "sent as a file to keep"),
        ("/round", "round in circles"),
        ("/empty", "is empty"),
        ("/blank", "is empty"),
        ("/gone", "is empty"),
        ("/app", "holds nothing but its title, “App”"),
        ("/status/206", r"not all there: its server sends a part of it \(status 206\)"),
        ("/cut", "breaks off before its end"),
        ("/packed-cut?a=%7C#b", "breaks off before its end: what its server packed has no end"),
        ("/made", "goes on to a page that its own script makes"),
        ("/wall", r"/wall leads to http://127.0.0.1:\d+/sign-in, which asks for a password"),
        ("/far", r"^http://nowhere.invalid/ \(where http://127.0.0.1:\d+/far leads\) cannot be reached"),
    ],
)
def test_what_cannot_be_read_is_said_plainly(site: str, path: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        load_page(site + path, PATIENT)


def test_a_packed_page_that_is_all_there_is_read(site: str) -> None:
    assert said(f"{site}/packed")[-1] == "heading level 1, Hello"


def test_a_web_archive_is_named(tmp_path: Path) -> None:
    saved = tmp_path / "saved.mhtml"
    head = 'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"; type="text/html"\n\n'
    saved.write_text(f"{head}--x\nContent-Type: text/html\nContent-Location: http://a/\n\n<h1>S</h1>\n--x--\n", "utf-8")
    with pytest.raises(InputError, match="is a web archive"):
        load_page(str(saved), PATIENT)


#: Without a mark at its beginning, in a page that says another charset, as a server may.
SIXTEEN_BITS = [
    b"<meta charset=utf-8>" + "<!doctype html><title>Bins</title><h1>Bins</h1>".encode(f"utf-16-{end}")
    for end in ("le", "be")
]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"<h1>Packed</h1>" * 9),
        b"PK\x03\x04\x14\0\0\0words",
        b"%PDF-1.4\n%%EOF",
        b"\xff\xd8\xff" * 50,
        *SIXTEEN_BITS,
    ],
    ids=["gzip", "zip", "pdf", "not UTF-8", "UTF-16 little end first", "UTF-16 big end first"],
)
def test_what_is_called_a_page_and_is_none_is_told(content: bytes, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"<meta charset=utf-8>" * (content[:1] == b"\xff") + content)
    with pytest.raises(InputError, match="is called a page and holds no words"):
        load_page(str(page), PATIENT)


def test_a_stray_sign_or_a_wrong_charset_stays_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes("<meta charset=utf-8><p>Un caf\xe9 \x0b et un th\xe9, s'il vous pla\xeet".encode("latin-1"))
    assert said(str(page))[-1].startswith("Un caf\ufffd")


def test_xhtml_that_is_not_well_formed_says_where(tmp_path: Path) -> None:
    page = tmp_path / "page.xhtml"
    page.write_text('<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>H</body></html>', "utf-8")
    with pytest.raises(InputError, match="not well-formed XHTML: error on line 1 at column"):
        load_page(str(page), PATIENT)


def test_a_sandbox_without_scripts_is_read_all_the_same(site: str) -> None:
    assert said(f"{site}/sandbox")[-1] == "heading level 1, Hello"


def test_where_the_server_leads_on_to_is_read_and_told(site: str) -> None:
    outcome = load_page(f"{site}/on", PATIENT)
    assert outcome.led_to == f"{site.replace('127.0.0.1', 'localhost')}/page"
    assert outcome.content.page.title == "Bins"
    content = content_of(f"{site}/page")
    for way in ("/script-on", "/soon", "/refresh"):
        assert load_page(site + way, PATIENT) == ReadOutcome(content, f"{site}/page")
    assert said(f"{site}/session") == ["S", "page has no headings and no links", "Stays"]
    assert said(f"{site}/sign-in")[-1] == "Password, edit, protected, blank"


def test_what_a_page_sets_off_and_stays_keeps_it_from_nobody(site: str) -> None:
    assert said(f"{site}/calls")[-1] == "heading level 1, Call us"
    assert said(f"{site}/gives")[2] == "heading level 1, Your file"


def test_what_a_script_began_to_write_and_never_ended_is_read(site: str) -> None:
    assert said(f"{site}/unclosed")[-1] == "heading level 1, Written"


def test_alerts_and_live_regions_that_come_later_are_heard(site: str) -> None:
    assert said(f"{site}/alert")[-2:] == ["Not saved", "2 left"]
    assert said(f"{site}/at-once")[-2:] == ["alert, Not saved", "Not saved"]
    assert said(f"{site}/dialog")[-2:] == ["Leave?, alert dialog", "Stay., alert dialog"]


def test_the_window_is_as_wide_as_a_desk_has_it_or_as_was_asked(tmp_path: Path) -> None:
    page = page_with(
        tmp_path, "<p id=p></p><script>p.textContent = `${innerWidth} wide, ${document.visibilityState}`</script>"
    )
    assert said(page)[-1] == "1280 wide, visible"
    assert said(page, request=ReadRequest(width_px=375))[-1] == "375 wide, visible"


def test_it_waits_for_an_element(tmp_path: Path) -> None:
    later = (
        "<p>First</p><script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', '<h2>Done'), 6000)</script>"
    )
    page = page_with(tmp_path, later)
    assert said(page)[-1] == "First"
    assert said(page, request=ReadRequest(timeout_s=PATIENCE_S, wait_for="h2"))[-1] == "heading level 2, Done"
    inside = (
        "<p>First</p><div><template shadowrootmode=open><i class=deep>In</i></template></div>"
        "<iframe srcdoc='<h3>In'></iframe>"
    )
    for inner in ("h3", ".deep"):
        assert (
            said(page_with(tmp_path, inside), request=ReadRequest(timeout_s=PATIENCE_S, wait_for=inner))[2] == "First"
        )
    assert is_told("shown nothing that matches '#none' within", page, ReadRequest(timeout_s=1, wait_for="#none"))
    with pytest.raises(InputError, match=r"'<<' is not a CSS selector"):
        load_page(page, ReadRequest(timeout_s=PATIENCE_S, wait_for="<<"))


def test_with_a_time_to_wait_a_page_is_read_whatever_it_is_at(site: str, tmp_path: Path) -> None:
    request = ReadRequest(timeout_s=PATIENCE_S, wait_s=1)
    busy = page_with(
        tmp_path,
        f"<p>Here<script>setInterval(() => document.body.append('x'), 10)</script><img alt=P src={site}/never>",
    )
    assert said(busy, request=request)[2] == "Here"


def test_a_bar_that_grows_keeps_no_page_from_being_read_and_a_ticker_is_told(tmp_path: Path) -> None:
    bar = "<h1>Wait</h1><div id=b>.</div><script>setInterval(() => b.style.width = Math.random() + 'px', 5)</script>"
    assert said(page_with(tmp_path, bar))[2] == "heading level 1, Wait"
    assert content_of(page_with(tmp_path, bar)).moving == ()
    tick = "setInterval(() => t.innerText = `${Date.now()} left`, 5)"
    ticker = f"<h1>Wait</h1><p>Please</p><p id=t></p><script>{tick}</script>"
    content = content_of(page_with(tmp_path, ticker))
    assert [text.split()[-1] for text in moving_texts(content.page, content.moving)] == ["left"]


@pytest.mark.parametrize(
    "row",
    [
        "<tr>" + "<td colspan=1000 rowspan=65534>x" * 3,
        "<tr><th colspan=1000 rowspan=65534>x<td colspan=1000 rowspan=65534>x",
        "<div role=row><i role=columnheader aria-rowspan=65534>x</i><i role=cell aria-rowspan=65534>y</i></div>",
    ],
)
def test_a_table_that_says_it_covers_millions_of_places_is_read(tmp_path: Path, row: str) -> None:
    """The engine alone would lay the first out for half a minute."""
    outer = "div role=table" if "role" in row else "table border=1"
    content = content_of(page_with(tmp_path, f"<{outer}>{row * 800}</table></div><h1>End</h1>"))
    cells = [node.cell for node in content.page.nodes if node.cell is not None]
    assert len(cells) >= 1600
    assert max(len(cell.headers) for cell in cells) <= 20
    assert max(cell.column for cell in cells) < 300
    assert content.page.nodes[-1].name == "End"


def test_a_file_may_be_named_by_its_address(tmp_path: Path) -> None:
    file = tmp_path / "our form 100%.html"
    file.write_text("<title>Form</title>", encoding="utf-8")
    for further in ("", "#part", "?from=menu"):
        address = address_of(file.as_uri() + further)
        assert address.toLocalFile() == str(file)
        assert address.toString(QUrl.ComponentFormattingOption.FullyEncoded).endswith(f".html{further}")
    assert address_of(str(file)).toLocalFile() == str(file)
    assert address_of(f"FILE{file.as_uri().removeprefix('file')}").toLocalFile() == str(file)


def test_an_address_is_taken_as_browsers_take_it() -> None:
    assert address_of("HTTP://Example.org/a").toString() == "http://example.org/a"
    assert address_of("https://example.org/100%").toEncoded().data() == b"https://example.org/100%25"


def test_a_form_of_the_lab_is_read_as_visitors_meet_it() -> None:
    form = (assets_dir() / "tasks" / "missed-bin" / "check.html").as_uri()
    phrases = said(form)
    assert "banner landmark, link, Northmere Council" in phrases
    assert "Not given" in phrases
    assert "heading level 1, Check your answers" not in said(f"{form}?barriers=flat-headings")


def test_files_that_are_missing_or_no_pages(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        load_page(str(tmp_path / "none.html"))
    with pytest.raises(InputError, match="is a folder"):
        load_page(str(tmp_path))
    with pytest.raises(InputError, match="not a complete address"):
        load_page("http:///form")
    with pytest.raises(InputError, match="no file ''"):
        load_page("")
    with pytest.raises(InputError, match="no file 'xxx"):
        load_page("x" * 5000)
    (tmp_path / "notes.txt").write_text("Hello")
    with pytest.raises(InputError, match="not an HTML page"):
        load_page(str(tmp_path / "notes.txt"))


def test_nobody_answers() -> None:
    # Taken, so that nobody else can answer there either.
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(InputError, match="cannot be reached: nothing answers"):
            load_page(address, PATIENT)


@pytest.mark.parametrize(
    ("script", "what"),
    [
        (
            "setInterval(() => document.body.append('x'), 10)",
            "seconds: what it holds keeps",
        ),
        ("fetch('/never')", "a request has had no answer"),
        ("(function on() { setTimeout(on, 200); })()", "a script has planned something"),
        ("new Image().src = '/never'; document.write('<img src=/never>')", "had not loaded within"),
        ("onload = () => { for (;;); }", "seconds without a pause"),
        ("location.reload()", "it leads on to another page"),
        ("for (;;);", "seconds without a pause"),
    ],
)
def test_a_page_that_never_comes_to_rest_says_at_what_it_is(
    site: str, script: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What can answer does so as late as a busy computer lets it; for what cannot, and has the processor, nobody waits.
    is_endless = "for (;;)" in script
    monkeypatch.setattr(page_load, "_ANSWER_WITHIN_MS", 100 if is_endless else 60_000)
    PAGES["/busy"] = f"<title>Busy</title><body><script>{script}</script>"
    assert is_told(what, f"{site}/busy", ReadRequest(timeout_s=0.5 if is_endless else 1.1))


def test_a_page_that_takes_long_to_look_at_and_changes_meanwhile_is_not_at_rest(site: str) -> None:
    """The last look finds news that came since the one before; on a busy computer every page takes long."""
    PAGES["/long"] = (
        "<title>Long</title><body>"
        + "<p>Words" * 600
        + "<script>setInterval(() => document.body.append(document.createElement('hr')), 30)</script>"
    )
    assert is_told("did not come to rest within", f"{site}/long", ReadRequest(timeout_s=2.5))


def test_a_page_that_comes_just_after_it_was_given_up_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<title>Late</title>")
    load = PageLoad(address_of(str(file)), str(file), PATIENT)
    load._fail(InputError("Too late.", ""))
    load.run()
    loaded: list[bool] = []
    load._page.loadFinished.connect(loaded.append)
    while not loaded:
        rest(1)
    assert load.content is None
    assert not load._watch.is_running
    load.close()


def test_an_engine_that_stops_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "page.html"
    file.write_text("<title>Busy</title><body><script>setInterval(() => document.body.append('x'), 10)</script>")
    load = QWebEnginePage.load

    def load_and_kill(page: QWebEnginePage, url: object) -> None:
        page.loadFinished.connect(lambda: os.kill(page.renderProcessPid(), signal.SIGKILL))
        load(page, url)  # type: ignore[arg-type]

    monkeypatch.setattr(page_load.ReadPage, "load", load_and_kill)
    with pytest.raises(MachineError, match="engine stopped"):
        load_page(str(file), PATIENT)


def run(*arguments: str, language: str = "C.UTF-8") -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in {"QT_QPA_PLATFORM", "DISPLAY"}}
    # Of a machine without a language Qt has something to say of its own.
    environment["LC_ALL"] = language
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


def test_what_the_engine_says_by_itself_is_the_same_on_a_german_computer(tmp_path: Path) -> None:
    """The words on a file's button and on one that sends, dates and numbers: a reader reads them all."""
    page = tmp_path / "page.html"
    page.write_text(
        "<title>P</title><label>Proof <input type=file></label><input type=submit><p id=told></p><script>"
        "told.textContent = new Date(2026, 10, 29).toLocaleDateString() + ' ' + (1234.5).toLocaleString()</script>",
        encoding="utf-8",
    )
    said = run(str(page), language="de_DE.UTF-8").stdout.splitlines()
    assert said[-3:] == ["Proof, file upload button, No file chosen", "Submit, button", "29/11/2026 1,234.5"]


def test_the_command_writes_json(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    done = CliRunner().invoke(command, [str(tmp_path / "page.html"), "--by", "field", "--json"])
    first = json.loads(done.stdout)[0]
    assert first == {
        "role": "textbox",
        "name": "Name",
        "states": ["required"],
        "value": "",
        "description": "",
        "level": 0,
        "entered": [{"role": "main", "name": "", "level": 0}],
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
    said = [one.phrase for one in transcript(load_page(str(page), PATIENT).content.page)][2:]
    assert said == [
        "Before",
        "Boxed, frame, In a box",
        "Data, frame, From data",
        "Elsewhere, frame",
        "Missing, frame",
        "After",
    ]


@pytest.mark.parametrize("kind", ["<object data={}>Not shown</object>", "<embed src={}>"])
def test_objects_that_show_a_page_or_a_drawing_are_read_and_gone_through(kind: str, tmp_path: Path) -> None:
    (tmp_path / "in.html").write_text("<title>I</title><p>Inside</p><button>Go</button>", encoding="utf-8")
    drawing = (
        "<svg xmlns='http://www.w3.org/2000/svg'><title>Wards</title><a href='/n'><text y='9'>North</text></a></svg>"
    )
    (tmp_path / "in.svg").write_text(drawing, encoding="utf-8")
    shown = kind.format("'in.html' type=text/html title=Pay") + kind.format("'in.svg' type=image/svg+xml")
    page = page_with(tmp_path, f"<p>Before</p>{shown}<p>After")
    assert said(page)[2:] == ["Before", "Pay, frame, Inside", "Go, button", "graphic, Wards, link, North", "After"]
    assert said(page, ReadBy.TAB) == ["Pay, frame, Go, button", "graphic, Wards, link, North"]


STOPS = """<map name="m"><area href="#n" alt="North" shape="rect" coords="0,0,20,20"></map>
<img usemap="#m" alt="Map" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="40" height="40">
<div contenteditable role="textbox" aria-label="Message">Hello</div><div contenteditable>Plain</div>
<div aria-hidden="true"><a href="#h">Hidden link</a></div><div tabindex="0">Words</div><div tabindex="0"></div>
<div style="overflow:auto;height:20px"><p>One<p>Two<p>Three</div><label>Date <input type="date"></label>
<summary>stray</summary><button disabled>Off</button><a>No address</a><button tabindex="1">First</button>
<div inert><button>Inert</button></div><audio controls></audio><label><input type="radio" name="r">Yes</label>
<label><input type="radio" name="r" checked>No</label><button hidden>Gone</button>
<iframe srcdoc="<button>Inside</button>" title="Pay"></iframe><button>Last</button>"""


def test_tab_comes_to_what_the_engine_lets_it_come_to(tmp_path: Path) -> None:
    assert said(page_with(tmp_path, STOPS), ReadBy.TAB) == [
        "First, button",
        "link, North",
        "Message, edit, Hello",
        "edit, multi line, Plain",
        "link, Hidden link",
        "Words",
        "blank",
        "One Two Three",
        "Date, date edit, blank",
        "audio",
        "No, radio button, checked, 2 of 2",
        "Pay, frame, Inside, button",
        "Last, button",
    ]


@pytest.mark.parametrize(
    ("html", "stops"),
    [
        ("<p tabindex=0>Words</p><pre tabindex=0>Code</pre>", ["Words", "Code"]),
        (
            "<ul><li tabindex=0><a>1</a><li tabindex=0 aria-label=Two>2</ul>",
            ["list with 2 items, 1", "Two"],
        ),
        ("<table border=1><tr tabindex=0><th>A<td>B</table>", ["table with 1 row and 2 columns, A B"]),
        (
            "<table role=treegrid><tr tabindex=0 aria-level=2 aria-posinset=1 aria-setsize=3><td>A</table>",
            ["tree grid with 1 row and 1 column, 1 of 3, level 2, A"],
        ),
        (
            "<blockquote tabindex=0>Words</blockquote><article tabindex=0>More</article>",
            ["block quote, Words", "article, More"],
        ),
        ("<output tabindex=0>Sum</output><div role=timer tabindex=0>9:00</div>", ["status, Sum", "timer, 9:00"]),
        ("<section aria-label=Rules tabindex=0>Words</section>", ["Rules, region"]),
        (
            "<div role=tabpanel aria-label=Map tabindex=0>Words <a href=/>More</a></div>",
            ["Map, tab panel", "link, More"],
        ),
        (
            "<math tabindex=0><mi>x</mi></math><main><header tabindex=0>Head</header></main>",
            ["x, math", "main landmark, Head"],
        ),
        (
            "<main><h1>A</h1><label tabindex=0>B</label><button>C</button></main>",
            ["main landmark, B", "C, button"],
        ),
    ],
)
def test_what_has_the_focus_and_no_name_is_read_by_tab(html: str, stops: list[str], tmp_path: Path) -> None:
    assert said(page_with(tmp_path, html), ReadBy.TAB) == stops


def test_tab_goes_on_through_frames_that_hold_the_focus_as_a_whole(tmp_path: Path) -> None:
    frames = "<iframe title=Editor srcdoc='<body contenteditable>Words'></iframe><button>Between</button>"
    frames += "<iframe title=Terms height=50 srcdoc='<p style=height:900px>Long'></iframe><button>Last</button>"
    page = page_with(tmp_path, f"<button>First</button>{frames}")
    stops = [
        "First, button",
        "Editor, frame, edit, multi line, Words",
        "Between, button",
        "Terms, frame",
        "Last, button",
    ]
    assert said(page, ReadBy.TAB) == stops


@pytest.mark.parametrize("written", ["body.innerHTML = words", "open(); inner.write(words); inner.close()"])
def test_tab_comes_to_each_stop_of_a_frame_that_a_script_wrote(written: str, tmp_path: Path) -> None:
    frame = f"""<button>First</button><iframe title=Pay id=f></iframe><button>Last</button>
    <script>const inner = f.contentDocument;
    const words = "<button>One</button><button>Two</button><button>Three</button>"; inner.{written}</script>"""
    stops = ["First, button", "Pay, frame, One, button", "Two, button", "Three, button", "Last, button"]
    assert said(page_with(tmp_path, frame), ReadBy.TAB) == stops


@pytest.mark.parametrize("sandbox", ["allow-scripts", ""])
def test_tab_comes_to_each_stop_of_a_frame_of_an_origin_of_its_own(sandbox: str, tmp_path: Path) -> None:
    """Thirty times in one place would be a trap; here each is a place of its own."""
    fields = "".join(f"<button>{number}</button>" for number in range(33))
    frame = f"<iframe title=Pay sandbox='{sandbox}' srcdoc='{fields}'></iframe>"
    content = content_of(
        page_with(tmp_path, f"<button>First</button>{frame}<button>Last</button>"), replace(PATIENT, is_tabbed=True)
    )
    stops = [one.phrase for one in transcript(content.page, ReadBy.TAB, content.tab_stops)]
    inside = ["Pay, frame, 0, button", *(f"{number}, button" for number in range(1, 33))]
    assert stops == ["First, button", *inside, "Last, button"]
    assert not content.tab_trap


def test_tab_says_what_takes_itself_away_also_in_a_frame(tmp_path: Path) -> None:
    frame = "<iframe title=Pay srcdoc='<button>One</button><button onfocus=this.remove()>Two</button>'></iframe>"
    stops = ["First, button", "Pay, frame, One, button", "Two, button", "One, button", "Last, button"]
    page = page_with(tmp_path, f"<button>First</button>{frame}<button>Last</button>")
    assert said(page, ReadBy.TAB) == stops


def test_a_list_by_tab_that_does_not_come_to_an_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tab_keys, "MOST_STOPS", 3)
    few, more = (page_with(tmp_path / name, "<button>B</button>" * count) for name, count in (("few", 3), ("more", 4)))
    asked = [CliRunner().invoke(command, [page, "--by", "tab"]) for page in (few, more)]
    assert [one.stdout for one in asked] == ["B, button\n" * 3] * 2
    assert [one.exit_code for one in asked] == [0, 1]
    assert "more/page.html has more than 2,000 stops of Tab" in str(asked[1].exception)


def test_tab_in_a_shadow_tree_that_nobody_has_given_out_says_that_there_is_something(tmp_path: Path) -> None:
    inside = "<template shadowrootmode=closed><button>Go</button></template>"
    scroller = "<div style='height:20px;overflow:auto'><p style='height:90px'>Rules</div>"
    page = page_with(tmp_path, f"<div>{inside}</div>{scroller}<p>End")
    assert said(page, ReadBy.TAB) == ["part that cannot be read", "Rules"]


def test_where_nothing_takes_the_focus_that_is_said(tmp_path: Path) -> None:
    assert CliRunner().invoke(command, [page_with(tmp_path, "<p>Words"), "--by", "tab"]).stdout == (
        "nothing takes the focus\n"
    )


def test_what_is_named_and_can_have_the_focus_is_said_once(tmp_path: Path) -> None:
    days = "<span tabindex=0 aria-label='9 July' aria-current=date>9</span><div tabindex=0 aria-label=Map>tiles</div>"
    assert said(page_with(tmp_path, days), ReadBy.TAB) == ["9 July, current date", "Map"]


def test_tab_in_a_trap_comes_to_an_end(tmp_path: Path) -> None:
    trap = """<button>One</button><button id=b>Two</button><button>Three</button>
    <script>b.onkeydown = (event) => event.preventDefault()</script>"""
    assert said(page_with(tmp_path, trap), ReadBy.TAB) == ["One, button", "Two, button"]


#: What Tab goes round in, after a button and before another.
TRAPS = {
    "one that keeps the key": ("<button onkeydown='event.preventDefault()'>Two</button>", ["Two, button"]),
    "what can be written in": (
        "<iframe title=Editor srcdoc='<p>Words<script>document.designMode=`on`</script>'></iframe>",
        ["edit, multi line, Words"],
    ),
    "a ring": (
        "<button id=a>Yes</button><button onkeydown='event.preventDefault(); a.focus()'>No</button>",
        ["Yes, button", "No, button"],
    ),
    "a modal dialog": (
        """<div role=dialog aria-modal=true aria-label=Sure?><button id=a>Yes</button>
        <button onkeydown='event.preventDefault(); a.focus()'>No</button></div>""",
        [],
    ),
    "none": ("<button>Two</button>", []),
}


@pytest.mark.parametrize("kind", TRAPS)
def test_a_list_by_tab_that_ends_in_a_trap_is_told_as_one(kind: str, tmp_path: Path) -> None:
    inside, trapped = TRAPS[kind]
    page = page_with(tmp_path, f"<button>First</button>{inside}<button>Last</button>")
    content = content_of(page, replace(PATIENT, is_tabbed=True))
    stops = transcript(content.page, ReadBy.TAB, content.tab_stops)
    assert trap_phrases(content.page, content.tab_trap, stops) == trapped


def test_the_command_tells_of_a_trap_beside_the_list(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [page_with(tmp_path, TRAPS["a ring"][0]), "--by", "tab"])
    assert done.stdout.splitlines() == ["Yes, button", "No, button"]
    assert done.stderr == "Tab is trapped here and comes to nothing else: Yes, button · No, button\n"


@pytest.mark.parametrize(
    "asks", [(TabKeys, "run"), (TabKeys, "_look"), (CostCapture, "run"), (CostCapture, "_try_lists")]
)
def test_a_page_that_is_let_go_is_asked_nothing_more(
    asks: tuple[type[QObject], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has been asked by then it answers all the same, as it goes, when its view has gone before it."""
    monkeypatch.setattr(tab_keys, "_LOOK_EVERY_MS", 0)
    page = page_with(tmp_path, "<button>One</button><select><option>Two</select>")
    request = replace(PATIENT, is_tabbed=asks[0] is TabKeys, is_priced=asks[0] is CostCapture)
    load = PageLoad(address_of(page), page, request)
    ask = getattr(*asks)

    def ask_and_go(*given: object) -> None:
        ask(*given)
        load.let_go()

    monkeypatch.setattr(*asks, ask_and_go)
    gone = QEventLoop()
    load.destroyed.connect(gone.quit)
    load.start()
    gone.exec()


def test_what_shows_on_focus_is_said_as_it_is_then(tmp_path: Path) -> None:
    menu = """<button aria-expanded=false onfocus="this.setAttribute('aria-expanded', true)">Menu</button>"""
    assert said(page_with(tmp_path, menu), ReadBy.TAB) == ["Menu, button, expanded"]


def test_where_a_page_puts_the_focus_itself_is_a_stop_and_so_is_what_stands_above(tmp_path: Path) -> None:
    page = page_with(tmp_path, "<button>Back</button><input aria-label=Code autofocus><button>Go on</button>")
    assert said(page, ReadBy.TAB) == ["Back, button", "Code, edit, blank", "Go on, button"]


def test_a_dialog_that_takes_the_focus_is_told_of_by_tab(tmp_path: Path) -> None:
    dialog = """<button>Behind</button><dialog id=d aria-label=Sure?><button>Yes</button><button>No</button></dialog>
    <script>d.showModal()</script>"""
    assert said(page_with(tmp_path, dialog), ReadBy.TAB) == ["Sure?, dialog, modal, Yes, button", "No, button"]
