"""A hostile page in the locked view, deed by deed: it reaches nothing outside itself and keeps nothing afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from support.elsewhere import elsewhere_for
from support.web_station import WebStation, pause, wait_until

PAGE = """<!doctype html><html lang=en><title>Test</title><body data-page="one">
<input id="name" data-field="name"><button id="go">Go</button><iframe id="inner" src="inner.html"></iframe>
<script src="../../js/act.js"></script></body></html>"""
INNER = '<!doctype html><html lang=en><title>In</title><p id="in">In'
#: Runs a deed when the test names it, from a click so that a page's wish counts as a person's.
ACT = """
"use strict";
const told = (words) => { document.title = String(words); };
const attempt = (make) => { try { Promise.resolve(make()).then(() => told("done"), () => told("refused")); }
  catch { told("refused"); } };
const deeds = {
  data: () => { location.href = "data:text/html,<p>gone"; told("tried"); },
  blob: () => { location.href = URL.createObjectURL(new Blob(["<p>gone"], { type: "text/html" })); told("tried"); },
  script: () => { location.href = "javascript:document.title='ran'";
    setTimeout(() => { if (document.title !== "ran") told("tried"); }, 200); },
  engine: () => { location.href = "chrome://crash"; told("tried"); },
  qrc: () => { location.href = "qrc:/qtwebchannel/qwebchannel.js"; told("tried"); },
  source: () => { location.href = "view-source:" + location.href; told("tried"); },
  asset: () => { location.href = "lab://forms/tasks/t/../../questions/questions.toml"; told("tried"); },
  frame: () => { document.getElementById("inner").src = "file:///etc/passwd"; told("tried"); },
  top: () => { frames[0].parent.location = "https://example.org/"; told("tried"); },
  fullscreen: () => attempt(() => document.documentElement.requestFullscreen()),
  pointer: () => attempt(() => document.getElementById("name").requestPointerLock()),
  clipboard: () => attempt(() => navigator.clipboard.readText()),
  notify: () => attempt(() => Notification.requestPermission().then((said) => { if (said !== "granted") throw 1; })),
  screen: () => attempt(() => navigator.mediaDevices.getDisplayMedia()),
  files: () => attempt(() => showOpenFilePicker()),
  worker: () => attempt(() => navigator.serviceWorker.register("../../js/act.js")),
  eval: () => attempt(() => { eval("1"); }),
  socket: () => attempt(() => new Promise((open, shut) => {
    const socket = new WebSocket("ws://127.0.0.1:9/"); socket.onopen = open; socket.onerror = shut; })),
  beacon: () => attempt(() => fetch("http://127.0.0.1:9/", { mode: "no-cors" })),
  print: () => { print(); told("tried"); },
  download: () => { const link = document.createElement("a"); link.download = "x.exe";
    link.href = URL.createObjectURL(new Blob(["x"])); link.click(); told("tried"); },
  popups: () => { for (let i = 0; i < 200; i++) open("lab://forms/blank.html"); told("tried"); },
  alerts: () => { for (let i = 0; i < 500; i++) { alert(i); confirm(i); prompt(i); } told("tried"); },
  history: () => { for (let i = 0; i < 150; i++) history.pushState(i, "", "?" + i); told("tried"); },
  close: () => { close(); told("tried"); },
  mail: () => { location.href = "mailto:a@example.org"; },
  program: () => { open("vnd.far:window"); },
  link: () => { Object.assign(document.createElement("a"), { href: "vnd.far:link" }).click(); },
  programs: () => {
    const form = Object.assign(document.createElement("form"), { method: "post" });
    document.body.append(form);
    const ways = [
      (to) => Object.assign(document.createElement("a"), { href: to }).click(),
      (to) => { document.getElementById("inner").src = to; },
      (to) => { form.action = to; form.submit(); },
      (to) => open(to),
      (to) => { location.href = to; },
    ];
    const schemes = document.body.dataset.schemes.split(" ");
    const left = schemes.flatMap((scheme) => ways.map((way) => () => way(scheme + ":x")));
    const next = () => { if (left.length) { left.pop()(); setTimeout(next, 10); } else told("tried"); };
    next();
  },
  colours: () => { const field = Object.assign(document.createElement("input"), { type: "color" });
    document.body.append(field); field.showPicker(); told("tried"); },
  write: () => { document.open(); document.write("<title>tried</title><input id=name data-field=name>");
    document.close(); },
  title: () => { document.title = "x".repeat(5000000); },
};
document.getElementById("go").addEventListener("click", () => deeds[document.body.dataset.deed]());
"""
FORGE = """
[typeof qt, typeof QWebChannel, typeof labReader, typeof labPrivate, typeof labProbe,
 Object.keys(globalThis).filter((name) => /lab|qt|channel|reader|probe/i.test(name)).join()].join(" ")
"""


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {"page.html": PAGE, "inner.html": INNER, "../../js/act.js": ACT}


@pytest.fixture
def station(next_visitor: WebStation) -> WebStation:
    return next_visitor


def do(station: WebStation, deed: str) -> None:
    """As a visitor's key press on the page's button, so that nothing is refused for want of a person."""
    station.js(f"document.body.dataset.deed = '{deed}'; document.getElementById('go').focus()")
    station.press(" ")


def title(station: WebStation) -> str:
    assert station.view.page is not None
    return station.view.page.title()


def main_world(station: WebStation, expression: str) -> object:
    heard: list[object] = []
    station.view.page.runJavaScript(expression, 0, heard.append)
    wait_until(lambda: heard, "the page's answer")
    return heard[0]


def is_usable(station: WebStation) -> bool:
    station.js("document.getElementById('name').focus()")
    station.type("Ann")
    wait_until(lambda: station.value("#name") == "Ann", "the typed name")
    return len([top for top in QApplication.topLevelWidgets() if top.isVisible()]) == 1


@pytest.mark.parametrize("deed", ["data", "blob", "script", "engine", "qrc", "source", "asset", "frame", "top"])
def test_nothing_leads_off_the_form(same_visitor: WebStation, deed: str) -> None:
    do(same_visitor, deed)
    wait_until(lambda: title(same_visitor) == "tried", deed)
    pause(60)
    assert is_usable(same_visitor)
    assert same_visitor.view.page.url() == QUrl(same_visitor.test_url())


def test_a_page_cannot_close_itself(station: WebStation) -> None:
    """Only one that has no other before it may."""
    do(station, "close")
    wait_until(lambda: title(station) == "tried", "its wish")
    pause(60)
    assert is_usable(station)
    assert station.view.page.url() == QUrl(station.test_url())


@pytest.mark.qt_log_ignore("capturing is not available", extend=True)
@pytest.mark.parametrize(
    "deed",
    ["fullscreen", "pointer", "clipboard", "notify", "screen", "files", "worker", "eval", "socket", "beacon"],
)
def test_what_a_form_has_no_need_of_is_refused_even_after_a_key_press(same_visitor: WebStation, deed: str) -> None:
    do(same_visitor, deed)
    wait_until(lambda: title(same_visitor) in ("done", "refused"), deed)
    assert title(same_visitor) == "refused"
    assert not same_visitor.window.isFullScreen()
    assert is_usable(same_visitor)


@pytest.mark.parametrize("deed", ["print", "download", "popups", "alerts"])
def test_dialogs_windows_and_downloads_never_show(station: WebStation, deed: str, lasting_folder: Path) -> None:
    do(station, deed)
    wait_until(lambda: title(station) == "tried", deed)
    assert is_usable(station)
    assert list(lasting_folder.rglob("x.exe")) == []


def test_a_link_that_a_visitor_wants_in_a_window_of_its_own_is_no_fault_of_the_form(station: WebStation) -> None:
    faults: list[str] = []
    refused: list[str] = []
    station.view.refused.connect(lambda each: refused.append(each.what))
    station.view.form_fault.connect(lambda words, _is_fatal: faults.append(words))
    station.js("document.body.insertAdjacentHTML('afterbegin', '<a id=link href=inner.html>In</a>'); link.focus()")
    QTest.keyClick(station.handle, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(lambda: refused, "the window to be refused")
    assert (refused, faults) == (["window by hand"], [])
    assert is_usable(station)


def test_no_other_program_is_begun(station: WebStation) -> None:
    refused: list[str] = []
    station.view.refused.connect(lambda each: refused.append(each.where))
    with elsewhere_for("mailto", "vnd.far") as elsewhere:
        for number, deed in enumerate(("mail", "program", "link"), 1):
            do(station, deed)
            wait_until(lambda told=number: len(refused) == told, deed)
    assert refused == ["mailto", "vnd.far", "vnd.far"]
    assert elsewhere.opened == []
    assert is_usable(station)


#: Of programs that a desktop may have for an address, with what they could do.
_SCHEMES = (
    "mailto tel sms callto skype zoommtg msteams slack vscode steam magnet ssh telnet ldap ms-settings search-ms "
    "apt x-scheme-handler"
)


def test_no_other_program_is_begun_by_link_frame_form_window_or_address(station: WebStation) -> None:
    refused: set[str] = set()
    station.view.refused.connect(lambda each: refused.add(each.where))
    station.js(f"document.body.dataset.schemes = '{_SCHEMES}'")
    with elsewhere_for(*_SCHEMES.split()) as elsewhere:
        do(station, "programs")
        wait_until(lambda: title(station) == "tried", "all of them")
        assert is_usable(station)
    assert elsewhere.opened == []
    assert len(refused) > 9
    assert station.view.page.url() == QUrl(station.test_url())


def test_a_dialog_of_the_engines_own_never_stands_over_the_page_and_takes_no_key_from_it(station: WebStation) -> None:
    """Colours are chosen in a window of the system's, under no lens, which kept Shift from stopping anything."""
    dialogs: list[str] = []
    station.view.refused.connect(lambda refused: dialogs.append(refused.what))
    do(station, "colours")
    wait_until(lambda: dialogs == ["colours"], "the dialog to be refused")
    wait_until(lambda: not any(isinstance(top, QDialog) for top in QApplication.topLevelWidgets()), "nothing to stand")
    assert is_usable(station)


def test_a_page_that_writes_itself_anew_is_still_only_a_page(station: WebStation) -> None:
    do(station, "write")
    wait_until(lambda: title(station) == "tried", "the new page")
    assert is_usable(station)
    assert main_world(station, FORGE).startswith("undefined undefined undefined undefined undefined")  # type: ignore[attr-defined]


def test_the_page_sees_nothing_of_the_labs_channel(station: WebStation) -> None:
    assert main_world(station, FORGE) == "undefined undefined undefined undefined undefined "


def test_messages_and_events_that_pose_as_the_lab_change_nothing(station: WebStation) -> None:
    station.happened.clear()
    main_world(
        station,
        """
        for (const data of ['{"type":6,"object":"probe","method":0,"args":["outcome","{}"]}', {type: 1}]) {
          postMessage(data, "*"); document.dispatchEvent(new MessageEvent("message", { data }));
          document.dispatchEvent(new CustomEvent("lab:outcome", { detail: '{"outcome":"completed"}' }));
        }
        Object.prototype.toJSON = () => "stolen"; Array.prototype.map = () => "stolen"; JSON.stringify = () => "stolen";
        0""",
    )
    assert is_usable(station)
    focused = station.of_kind("field.focused")
    assert [item.field for item in focused] == ["name"]
    assert "stolen" not in repr(station.happened)


def test_nothing_is_left_for_the_next_visitor(station: WebStation) -> None:
    store = """(async () => {
      localStorage.setItem("a", "1"); document.cookie = "a=1";
      try { await caches.open("a"); } catch {}
      await new Promise((end) => { const asked = indexedDB.open("a"); asked.onsuccess = asked.onerror = end; });
      window.name = "Ann"; document.title = "kept"; })(); 0"""
    main_world(station, store)
    wait_until(lambda: title(station) == "kept", "what is kept")
    do(station, "history")
    wait_until(lambda: title(station) == "tried", "the history")
    station.start(station.test_url())
    assert station.js("[localStorage.length, document.cookie, window.name, history.length].join()") == "0,,,1"
    main_world(station, "indexedDB.databases().then((all) => { document.title = 'bases ' + all.length; }); 0")
    wait_until(lambda: title(station).startswith("bases"), "the databases")
    assert title(station) == "bases 0"


def test_a_title_of_five_million_letters_is_only_a_title(station: WebStation) -> None:
    do(station, "title")
    wait_until(lambda: len(title(station)) > 100, "the title")
    assert is_usable(station)
