"""Services made of GOV.UK's and the NHS's own components, as a station: signed in, in one page of many, with a file,
a warning of a time-out and a question of the page's own; each in a good and in a broken version.

    pytest tests/conformance/test_service_components.py --components
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path

import pytest
from component_packages import fetched
from PySide6.QtCore import Qt, QTimer
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWidgets import QApplication

from empathylab.domain.events import ErrorShown, FieldFocused, PageAsked, PageShown
from empathylab.domain.service import Pairs
from empathylab.domain.session import Outcome, RunKind
from empathylab.session.stages import Stage
from empathylab.ui.page.page_inputs import SignIn
from empathylab.ui.run.page_dialog import PageDialog
from support.own_page_lab import page_js
from support.participant_lab import Station, open_station
from support.service_lab import SERVICE_ID, begin_run, focus_on, offer, service_at
from support.service_site import Pages, Reply, Request, Site, serving, to

pytestmark = [pytest.mark.qt_log_ignore("js:", extend=True)]

LIBRARIES = ("govuk", "nhsuk")
PAGE = """<!doctype html><html lang="en" class="{p}-template"><meta charset="utf-8"><title>Order a bin</title>
<link rel="stylesheet" href="/packages/{p}-frontend/dist/{p}/{p}-frontend.min.css">
<body class="{p}-template__body"><script>document.body.className += " js-enabled {p}-frontend-supported"</script>
<main class="{p}-main-wrapper">{inside}</main>
<script type="module">
import {{ initAll }} from "/packages/{p}-frontend/dist/{p}/{p}-frontend.min.js"; initAll(); </script></body></html>"""
FIELD = {
    "good": '<label class="{p}-label" for="name">Full name</label><input class="{p}-input" id="name" name="name"{bad}>',
    "broken": '<input class="{p}-input" id="name" name="name" placeholder="Name">',
}
ERROR = {
    "good": """<div class="{p}-error-summary" data-module="{p}-error-summary"><div role="alert">
<h2 class="{p}-error-summary__title">There is a problem</h2><div class="{p}-error-summary__body">
<ul class="{p}-list {p}-error-summary__list"><li><a href="#name">Enter your name</a></li></ul></div></div></div>""",
    "broken": '<p style="color: #d4351c">Wrong</p>',
}
APP = """<h1 class="{p}-heading-l" id="step">Your letter</h1>
<label class="{p}-label" for="letter">Upload your letter</label><input class="{p}-file-upload" type="file" id="letter">
<button class="{p}-button" id="next">Continue</button>
<script>
addEventListener("beforeunload", (event) => event.preventDefault());
setTimeout(() => alert("You will be signed out in 5 minutes."), 0);
next.addEventListener("click", () => {{
  history.pushState({{}}, "", "/{v}/app/check");
  const main = document.querySelector("main");
  main.innerHTML = '<h1 class="{p}-heading-l">Check</h1><button id="send" class="{p}-button">Send</button>';
  send.addEventListener("click", () => {{
    if (!confirm("Send this order?")) return;
    main.innerHTML = '<div class="{p}-panel"><h1 class="{p}-panel__title">Order sent</h1></div>';
  }});
}});
</script>"""


def pages(root: Path, library: str) -> Pages:
    """Both versions, and the library's own files."""

    def page(version: str, inside: str, bad: str = "") -> str:
        return PAGE.format(p=library, inside=inside.format(p=library, v=version, bad=bad))

    def start(version: str, request: Request) -> str | Reply:
        if "session=known" not in request.headers.get("Cookie", ""):
            return to("/login")
        if request.form.get("name"):
            return to(f"/{version}/app")
        is_sent = request.method == "POST"
        error = ERROR[version] if is_sent else ""
        form = f"<form method='post' novalidate>{FIELD[version]}<button id='go'>Go on</button></form>"
        return page(version, f"{error}<h1>Order a bin</h1>{form}", ' aria-invalid="true"' if is_sent else "")

    found: dict[str, object] = {"/login": "<!doctype html><title>Sign in</title><h1>Sign in</h1>"}
    for version in FIELD:
        found[f"/{version}/start"] = lambda request, version=version: start(version, request)
        found[f"/{version}/app"] = page(version, APP)
    for path in (root / "node_modules" / f"{library}-frontend" / "dist").rglob("*"):
        if path.is_file() and path.suffix in (".css", ".js", ".woff2", ".svg"):
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            address = path.relative_to(root / "node_modules").as_posix()
            found[f"/packages/{address}"] = Reply(path.read_bytes(), headers={"Content-Type": kind})
    return found  # type: ignore[return-value]


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path / "records") as made:
        yield made


@pytest.fixture(params=LIBRARIES)
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    with serving(pages(fetched(), request.param)) as site:
        yield site


@pytest.fixture
def answered(station: Station) -> Iterator[list[str]]:
    """Somebody says yes to all that a page says: from a timer, since the engine's own loop waits for them."""
    view, said, seen = station.lab.window.view, list[str](), list[PageDialog]()
    timer = QTimer(interval=100)

    def look() -> None:
        dialog = view.findChild(PageDialog)
        if view.is_asking and dialog is not None and dialog not in seen:
            seen.append(dialog)
            said.append(dialog.words)
            station.press(Qt.Key.Key_Return)

    timer.timeout.connect(look)
    timer.start()
    yield said
    timer.stop()


def walk(station: Station, version: str) -> None:
    focus_on(station, "name")
    focus_on(station, "go")
    station.press(Qt.Key.Key_Return)
    # The library's own script puts the focus on the summary, whatever had it.
    error = (
        "document.activeElement.matches('[class*=error-summary]')"
        if version == "good"
        else "!!document.querySelector('p')"
    )
    station.wait(lambda: page_js(station, error), "the error")
    focus_on(station, "name")
    station.hands.type("sam")
    station.wait(lambda: page_js(station, "document.querySelector('#name').value") == "sam", "what was typed")
    station.press(Qt.Key.Key_Return)
    station.wait(lambda: page_js(station, "document.querySelector('#letter') !== null"), "the page of many")
    focus_on(station, "letter")
    station.press(Qt.Key.Key_Space)
    station.wait(lambda: page_js(station, "document.querySelector('#letter').files.length") == 1, "the made-up file")
    focus_on(station, "next")
    station.press(Qt.Key.Key_Return)
    focus_on(station, "send")
    station.press(Qt.Key.Key_Return)
    station.wait(lambda: station.director.form.is_done, "the end of the service")


def test_both_versions_are_walked_through_and_recorded_alike(station: Station, site: Site, answered: list[str]) -> None:
    addresses = [f"{site.origin}/{version}/start" for version in ("broken", "good")]
    offer(station, service_at(*addresses, pairs=Pairs.VERSIONS, file=str(Path(__file__))))
    cookie = QNetworkCookie(b"session", b"known")
    cookie.setDomain("127.0.0.1")
    cookie.setPath("/")
    station.lab.sign_ins.keep(SERVICE_ID, SignIn((cookie,)))
    begin_run(station)
    order = [station.visit.plan.conditions[run].version for run in (RunKind.FIRST, RunKind.SECOND)]
    names = {"today": "broken", "new": "good"}
    walk(station, names[order[0]])
    station.press(Qt.Key.Key_F9)
    station.wait(lambda: station.visit.stage is Stage.FIRST_QUESTION, "the question")
    station.go_to(Stage.SECOND)
    station.wait(lambda: page_js(station, "document.querySelector('#name') !== null"), "the other version")
    walk(station, names[order[1]])
    assert station.visit.outcomes == dict.fromkeys((RunKind.FIRST, RunKind.SECOND), Outcome.COMPLETED)
    assert [event.page for event in station.happened(PageShown)] == ["page-1", "page-2", "page-3"] * 2
    assert [event.count for event in station.happened(ErrorShown)] == [1], "the broken version tells nobody"
    assert [event.what for event in station.happened(PageAsked)] == ["made-up-file"] * 2
    assert {"Send this order?", "You will be signed out in 5 minutes."} == set(answered)
    fields = {event.field for event in station.happened(FieldFocused) if event.is_form_field}
    assert {"full-name", "page-1-field-1", "page-2-field-1"} <= fields
