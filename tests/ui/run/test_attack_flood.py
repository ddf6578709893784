"""A page that takes without end and is never touched: the lab ends it by itself, and has its memory back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from empathylab.ui.page import page_watch
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.page_process import memory_mb
from support.arrivals import Site
from support.web_station import WebStation, wait_until

PAGE = """<!doctype html><html lang=en><title>Test</title><input id=a><input id=b><script>
document.addEventListener("go", (event) => setTimeout(deeds[event.detail], 0));
document.addEventListener("go-far", (event) => frames[0].postMessage(event.detail, "*"));
const isFar = parent !== window;
if (isFar) addEventListener("message", ({ data }) => setTimeout(deeds[data], 0));
else addEventListener("message", ({ data }) => { if (data === "far") document.title = data; });
if (isFar) parent.postMessage("far", "*");
const words = "x".repeat(60000), far = "http://127.0.0.1:9/";
const deeds = {
  beacon: () => { for (;;) navigator.sendBeacon(far, words); },
  fetch: () => { for (;;) fetch(far, { method: "POST", mode: "no-cors", body: words }).catch(() => {}); },
  picture: () => { for (;;) new Image().src = far + Math.random(); },
  socket: () => { for (;;) { try { new WebSocket("ws://127.0.0.1:9/"); } catch { } } },
  cookie: () => { for (let n = 0; ; n++) document.cookie = `a${n}=${words.slice(0, 3000)}`; },
  focus: () => { for (;;) { a.focus(); b.focus(); b.blur(); } },
  frames: () => { for (;;) document.body.append(document.createElement("iframe")); },
  frames_within: () => { let to = document.body;
    for (;;) { const f = document.createElement("iframe"); to.append(f);
      to = f.contentDocument?.body ?? document.body; } },
  storage: () => { for (let n = 0; ; n++)
    try { localStorage.setItem("k" + n, words); } catch { localStorage.clear(); } },
  history: () => { for (let n = 0; ; n++) { try { history.replaceState(words, "", "#" + n); } catch { } } },
  message: () => { for (;;) postMessage(words, "*"); },
  worker: () => { const w = new Worker(URL.createObjectURL(new Blob(["onmessage = () => { for (;;); }"])));
    for (;;) w.postMessage(words); },
  channel: () => { const c = new BroadcastChannel("x"); for (;;) c.postMessage(words); },
  database: () => { indexedDB.open("x").onupgradeneeded = (e) => {
    const s = e.target.result.createObjectStore("s"); for (let n = 0; ; n++) s.put(words, n); }; },
  blobs: () => { const kept = []; for (;;) kept.push(URL.createObjectURL(new Blob([words + kept.length]))); },
  elements: () => { for (;;) document.body.append(words.slice(0, 1000)); },
  arrays: () => { const kept = []; for (;;) kept.push(new Uint8Array(1e6).fill(1)); },
  print: () => { for (;;) console.log(words.slice(0, 100)); },
  title: () => { for (let n = 0; ; n++) document.title = words.slice(0, 100) + n; },
  windows: () => { for (;;) open("about:blank"); },
  selection: () => { for (;;) { a.value = words; a.select(); getSelection().removeAllRanges(); } },
  scroll: () => { document.body.style.height = "1e6px"; for (let n = 0; ; n++) scrollTo(0, n % 9999); },
  address: () => { for (let n = 0; ; n++) location.hash = n; },
  download: () => { const l = document.createElement("a"); l.download = "x"; l.href = "data:,x"; for (;;) l.click(); },
  cursor: () => { for (let n = 0; ; n++) document.body.style.cursor = n % 2 ? "wait" : "text"; },
  alerts: () => { for (;;) alert(words.slice(0, 100)); },
  to_parent: () => { for (;;) parent.postMessage(words, "*"); },
  navigation: () => { const f = document.createElement("iframe"); document.body.append(f);
    for (let n = 0; ; n++) f.src = "lab://forms/" + n; },
  stillness: () => { for (;;); },
  slow_fetch: () => { setInterval(() => { for (let n = 0; n < 400; n++)
    fetch(far, { method: "POST", mode: "no-cors", body: words }).catch(() => {}); }, 300); },
};
</script></html>"""
DEEDS = [line.split(":")[0].strip() for line in PAGE.splitlines() if line.startswith("  ") and ": () =>" in line]
#: By what goes on for ever, by the page's memory, by the lab's; all of them with -m attack.
SHARE = ("beacon", "arrays", "channel")
#: What a frame of another origin does; it lives in the process of the page.
FAR_DEEDS = (
    "print",
    "alerts",
    "arrays",
    "to_parent",
    "navigation",
    "fetch",
    "worker",
    "channel",
    "stillness",
    "address",
)
FAR_SHARE = ("print",)
#: What the lab may have more than before, once a page is gone: caches of a first page.
LEFT_MB = 120


@pytest.fixture
def site() -> Iterator[Site]:
    """A page with a frame of another site: the same computer by another name."""
    pages = {"/far.html": ("text/html", PAGE)}
    made = Site(pages)
    pages["/page.html"] = ("text/html", f"{PAGE}<iframe src='{by_name(made)}/far.html'></iframe>")
    yield made
    made.close()


def by_name(site: Site) -> str:
    return site.origin.replace("127.0.0.1", "localhost")


@pytest.fixture
def station(qapp: QApplication, tmp_path: Path, site: Site) -> Iterator[WebStation]:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    made = WebStation(allowed=Allowed([tmp_path.as_uri(), site.origin, by_name(site)]))
    yield made
    made.close()


def of(deeds: Sequence[str], share: Sequence[str]) -> list[ParameterSet]:
    more = (pytest.mark.attack, pytest.mark.long)
    return [pytest.param(deed, marks=() if deed in share else more) for deed in deeds]


@pytest.fixture(autouse=True)
def _low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page that goes on for ever nothing is learnt by waiting longer."""
    for name, limit in (("_SILENT_LOOKS", 8), ("MOST_OF_PAGE_MB", 400), ("MOST_OF_LAB_MB", 200)):
        monkeypatch.setattr(page_watch, name, limit)


@pytest.mark.parametrize("deed", of(DEEDS, SHARE))
def test_a_page_that_takes_without_end_is_ended_without_a_key(station: WebStation, tmp_path: Path, deed: str) -> None:
    station.start((tmp_path / "page.html").as_uri())
    is_ended_for(station, "go", deed)


@pytest.mark.parametrize("deed", of(FAR_DEEDS, FAR_SHARE))
def test_so_is_one_with_a_frame_of_another_origin_that_does(station: WebStation, site: Site, deed: str) -> None:
    station.start(f"{site.origin}/page.html")
    wait_until(lambda: station.view.page is not None and station.view.page.title() == "far", "the frame")
    is_ended_for(station, "go-far", deed)


def is_ended_for(station: WebStation, to: str, deed: str) -> None:
    began_mb = memory_mb()
    ended = QSignalSpy(station.view.ended)
    assert station.view.page is not None
    station.view.page.runJavaScript(f"document.dispatchEvent(new CustomEvent('{to}', {{ detail: '{deed}' }}))")
    wait_until(ended.count, "the page to be ended")
    station.view.end()
    wait_until(lambda: memory_mb() < began_mb + LEFT_MB, "the memory to be given back")
