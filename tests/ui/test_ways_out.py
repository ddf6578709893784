"""A page goes to the addresses that were allowed and to no other, by any way there is: listeners count who arrives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QUrl
from pytestqt.qtbot import QtBot

from empathylab.domain.errors import MachineError
from empathylab.files.layers import layers_over
from empathylab.ui.page import way_out
from empathylab.ui.page.allowed import Allowed, Refused
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.reader.page_reader import load_page
from empathylab.ui.reader.read_request import ReadRequest
from support.arrivals import WAYS_JS, WAYS_PAGE, Arrivals, HostileSite, Site
from support.programs import command, environment
from support.web_station import WebStation, wait_until

pytestmark = pytest.mark.usefixtures("qapp")

#: Read when every way has been tried.
WISH = ReadRequest(timeout_s=60, wait_for="[data-open]")
#: The ways that the engine has when nothing stands before it. Of the rarer and newer ones the others need what this
#: engine has not, or a page that is seen.
# fmt: off
OPEN_WAYS = {
    "usual": {
        "preconnect", "preconnect-tls", "link-header", "prefetch", "preload", "modulepreload", "css", "css-image",
        "css-import", "icon", "font", "img", "input-image", "poster", "script", "frame", "refresh", "data-frame-fetch",
        "data-frame-socket", "object", "embed", "video", "audio", "fetch", "keepalive", "xhr", "beacon", "events",
        "socket", "socket-tls", "worker-fetch", "worker-import", "worker-socket", "shared-worker-fetch",
        "service-worker-fetch", "form", "redirect-img", "redirect-frame", "redirect-fetch", "report-uri", "stun",
        "turn", "quic",
    },
    "rarer": {
        ".well-known/web-identity", "attribution", "download", "far-import", "fetch-topics", "form-get", "identity",
        "import-map", "inner-frame", "link-module", "paint-worklet", "preload-style", "rules-header", "script-frame",
        "socket-stream", "svg-filter", "svg-script", "worker-events", "worker-in-worker", "worklet", "xml-style",
    },
    "newer": {
        "assembly", "bare-frame", "base-address", "bundle", "cell-background", "data-worker",
        "drawing-inside", "drawing-marker", "drawing-object", "drawing-script", "film-source",
        "frame-navigation", "frameset", "host-below", "host-hex", "host-mapped", "host-name", "host-nought",
        "host-number", "host-octal", "host-short", "host-wide", "json-module", "kept-answer",
        "module-within", "module-worker", "near-fetch", "picture-source", "preload-set", "quic2",
        "redirect-beacon", "redirect-events", "redirect-film", "redirect-module", "redirect-style",
        "shut-frame", "six", "sixudp", "style-fill", "style-layer", "style-module", "style-range",
        "style-reflect", "style-variable", "worker-asking", "written-frame",
    },
}
# fmt: on
#: What the page asks its own site for.
LAST_AT_HOME = {"usual": "/redirect-fetch", "rarer": "/refresh-header", "newer": "/redirect-module"}
_BY_HAND = (pytest.mark.attack, pytest.mark.long)


@pytest.fixture(params=["usual", *(pytest.param(each, marks=_BY_HAND) for each in ("rarer", "newer"))])
def arrivals(request: pytest.FixtureRequest) -> Iterator[Arrivals]:
    made = Arrivals(request.param)
    yield made
    made.close()


@pytest.fixture
def home() -> Iterator[HostileSite]:
    site = HostileSite()
    yield site
    site.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "ways.js").write_text(WAYS_JS, encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(WAYS_PAGE.format(script="ways.js"), encoding="utf-8")
    return page


@pytest.fixture
def shut(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lab on a computer that gave it no port."""
    monkeypatch.setattr(way_out, "_gate", None)


def try_on_station(station: WebStation, address: str) -> None:
    station.start(address)
    wait_until(lambda: station.view.page is not None and station.view.page.title() == "tried", "every way")
    station.close()


def test_the_page_of_all_ways_really_has_them(arrivals: Arrivals, home: HostileSite) -> None:
    """Else nothing were shown by nobody's arriving: here is the engine without the lab."""
    plain = {key: value for key, value in environment().items() if key != "QTWEBENGINE_CHROMIUM_FLAGS"}
    asked = command("open_engine", f"{home.origin}/?{arrivals.query}")
    wanted = OPEN_WAYS[arrivals.ways]
    for _try in range(3):  # a busy engine leaves away what is only a hint, such as to connect beforehand
        with subprocess.Popen(asked, env=plain, stderr=-3) as engine:
            wait_until(lambda tried=engine: arrivals.seen >= wanted or tried.poll() is not None, "everybody")
            engine.terminate()
        if arrivals.seen >= wanted:
            break
    assert arrivals.seen >= wanted


def test_a_form_of_the_lab_reaches_nothing(arrivals: Arrivals, tmp_path: Path) -> None:
    pages = {"page.html": WAYS_PAGE.format(script="../../js/ways.js"), "../../js/ways.js": WAYS_JS}
    station = WebStation(pages, tmp_path)
    try_on_station(station, f"{station.test_url()}?{arrivals.query}")
    assert arrivals.seen == set()


def test_a_teams_own_file_reaches_nothing(arrivals: Arrivals, file: Path) -> None:
    try_on_station(WebStation(allowed=Allowed([file.parent.as_uri()])), f"{file.as_uri()}?{arrivals.query}")
    assert arrivals.seen == set()


def test_a_teams_own_service_reaches_itself_alone(arrivals: Arrivals, home: HostileSite) -> None:
    try_on_station(WebStation(allowed=Allowed([home.origin])), f"{home.origin}/?{arrivals.query}")
    assert arrivals.seen == set()
    assert {"/", "/ways.js", LAST_AT_HOME[arrivals.ways]} <= set(home.asked)


def test_a_file_that_is_read_reaches_nothing(arrivals: Arrivals, file: Path) -> None:
    (file.parent / "ways.js").write_text(WAYS_JS.replace("location.search", f"'?{arrivals.query}'"), encoding="utf-8")
    assert load_page(str(file), WISH).content.page.title == "tried"
    assert arrivals.seen == set()


def test_a_service_that_is_read_reaches_itself_alone(arrivals: Arrivals, home: HostileSite) -> None:
    assert load_page(f"{home.origin}/?{arrivals.query}", WISH).content.page.title == "tried"
    assert arrivals.seen == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the engine's file has another name elsewhere")
def test_the_word_for_no_name_is_one_that_this_engine_knows() -> None:
    """Else it stood for a name: a page's call made the engine ask the whole network for it, which no sender hears."""
    rules = next(flag for flag in way_out.flags() if flag.startswith("--host-resolver-rules"))
    engine = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath)) / "libQt6WebEngineCore.so.6"
    with engine.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        assert content.find(rules.split()[2].rstrip(",").encode() + b"\0") >= 0


@pytest.mark.usefixtures("shut")
def test_without_the_gate_no_page_opens_but_the_labs_own(home: HostileSite, file: Path) -> None:
    for address in (home.origin, str(file)):
        with pytest.raises(MachineError, match="opens no page but its own"):
            load_page(address)
    allowed = Allowed([home.origin, file.parent.as_uri()])
    assert not allowed.permits(QUrl(home.origin))
    assert not allowed.permits(QUrl.fromLocalFile(str(file)))
    assert Allowed().permits(QUrl("lab://forms/blank.html"))
    assert home.asked == []


def test_what_was_refused_is_told_with_the_origin_and_never_the_whole_address(qtbot: QtBot) -> None:
    there = Site()
    script = f"fetch('{there.origin}/typed-words').catch(() => 0).then(() => {{ document.title = 'tried'; }})"
    page_text = f"<title>Home</title><img src='{there.origin}/typed-words?typed=words'><script>{script}</script>"
    home = Site({"/": ("text/html", page_text)})
    page = LockedPage(layers_over(), QCoreApplication.instance(), Allowed([home.origin]))
    refused: list[Refused] = []
    page.refused.connect(refused.append)
    page.load(QUrl(home.origin))
    qtbot.waitUntil(lambda: page.title() == "tried")
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    assert {(each.what, each.where) for each in refused} == {("Image", there.origin), ("Xhr", there.origin)}
    assert there.asked == []
    there.close()
    home.close()
