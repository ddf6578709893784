"""A form opened in the real engine from disk, driven with real keys, and what it tells the lab."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer, QUrl
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView

from empathylab.demo.keyboard_driver import rest
from empathylab.files.layers import Layers, layers_over
from empathylab.ui.page import scheme
from empathylab.ui.page.allowed import Allowed, GatedProfile
from support.awaited import LIMIT_MS, Awaited

ASSETS = Path(__file__).resolve().parents[2] / "assets"
WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_BETWEEN_LOOKS_MS = 3

CLOCK = "clock"

#: What a page says to the console, and a number, when it has painted all; without one, when axe-core is done.
SETTLED = "SETTLED"
#: A page that is replaced meanwhile never says it: so often the one that stands then is asked.
_ASKED_ANEW_MS = 50

# Listens where the lab's probe listens: in a script world of its own, from the document's first moment.
LISTENER = """
for (const name of ["submit", "errors", "barrier", "timeout", "fault"])
  document.addEventListener("lab:" + name, (e) => console.info("SIGNAL " + name + " " + e.detail));
"""


# Axe-core works out what a colour is each time that it meets it, again and again the few of a page.
COLOURS_ONCE = """(() => {
  const known = new Map(), colour = axe.commons.color.Color.prototype, parse = colour.parseString;
  colour.parseString = function (words) {
    if (!known.has(words)) known.set(words, parse.call(new axe.commons.color.Color(0, 0, 0), words));
    const { r, g, b, alpha } = known.get(words);
    return Object.assign(this, { r, g, b, alpha });
  };
})(), true"""


@dataclass(frozen=True)
class Signal:
    name: str
    detail: Any


class _Page(QWebEnginePage):
    settled = QtSignal(str)

    def __init__(self, profile: QWebEngineProfile, parent: QWebEngineView) -> None:
        super().__init__(profile, parent)
        self.signals: list[Signal] = []
        self.complaints: list[str] = []

    def javaScriptConsoleMessage(self, level: Any, message: str, line: int, source: str) -> None:
        if message.startswith(SETTLED):
            self.settled.emit(message)
        elif message.startswith("SIGNAL "):
            _, name, detail = message.split(" ", 2)
            self.signals.append(Signal(name, json.loads(detail)))
        elif level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            self.complaints.append(f"{Path(source).name}:{line} {message}")


class FormBrowser:
    """One tab. Everything here is what a person could do or see, or what the lab hears."""

    def __init__(
        self,
        width: int = 1280,
        height: int = 800,
        is_in_lab: bool = False,
        layers: Layers | None = None,
        server: str = "",
    ) -> None:
        """`is_in_lab`: pages come over the lab's own scheme with its content policy, not from disk; `server` is an
        address whose pages may come."""
        self.view = QWebEngineView()
        self._now_ms = self._times_settled = 0
        self._profile = GatedProfile(Allowed([server])) if server else QWebEngineProfile(self.view)
        self._root = QUrl.fromLocalFile(f"{ASSETS}/")
        if is_in_lab:
            self._root = QUrl(f"{scheme.SCHEME.decode()}://{scheme.HOST}/")
            self._profile.installUrlSchemeHandler(
                scheme.SCHEME, scheme.FormsHandler(layers or layers_over(), self._profile)
            )
        self.page = _Page(self._profile, self.view)
        self.view.setPage(self.page)
        self.view.resize(width, height)
        self._add_script("listener", LISTENER, QWebEngineScript.InjectionPoint.DocumentCreation)
        self.view.show()

    def _add_script(self, name: str, source: str, when: QWebEngineScript.InjectionPoint) -> None:
        script = QWebEngineScript()
        script.setName(name)
        script.setSourceCode(source)
        script.setWorldId(WORLD)
        script.setInjectionPoint(when)
        self.page.scripts().insert(script)

    def close(self) -> None:
        """Let go of page and profile in the order that the engine asks for."""
        self.view.setPage(QWebEnginePage(self.view))
        self.page.deleteLater()
        self.view.close()
        self.view.deleteLater()
        rest(0)

    # what a person does

    def open(
        self, task: str, page: str, barriers: Sequence[str] = (), *, is_clock_set: bool = False, **extra: object
    ) -> None:
        """Open a page, as from a bookmark, and wait until it is dressed and painted.

        With its clock set it goes by `pass_time` from its beginning, and so do those that it leads to.
        """
        self._set_clock(is_set=is_clock_set)
        url = self._root.resolved(QUrl(f"tasks/{task}/{page}.html"))
        query = {"barriers": ",".join(barriers)} if barriers else {}
        query.update({name: str(value) for name, value in extra.items()})
        if query:
            url.setQuery("&".join(f"{name.replace('_', '-')}={value}" for name, value in query.items()))
        self.open_url(url)

    def open_url(self, url: QUrl) -> None:
        with self.next_page():
            self.page.load(url)
        self.view.focusProxy().setFocus()

    def _set_clock(self, *, is_set: bool) -> None:
        scripts = self.page.scripts()
        for script in scripts.find(CLOCK):
            scripts.remove(script)
        if is_set:
            self._add_script(CLOCK, self._tell_time(), QWebEngineScript.InjectionPoint.DocumentReady)

    def _tell_time(self) -> str:
        return f"document.dispatchEvent(new CustomEvent('lab:hands', {{ detail: '{self._now_ms}' }}))"

    def pass_time(self, for_ms: int) -> None:
        """On the test's clock, where it is set for the page that stands now."""
        self._now_ms += for_ms
        self.run(self._tell_time())

    @contextmanager
    def next_page(self) -> Iterator[None]:
        """What is done inside leads to another page; leave when that page stands."""
        loaded = Awaited()
        self.page.loadFinished.connect(loaded.come)
        yield
        self._await(loaded)
        self.page.loadFinished.disconnect(loaded.come)
        self.settle()

    def settle(self) -> None:
        """Wait until the page that stands now has painted twice, so that all it does on being shown is done."""
        self._times_settled += 1
        settled = f"{SETTLED} {self._times_settled}"
        # A page that is replaced meanwhile knows nothing of it, and is asked anew.
        ask = (
            f"window.__asked !== '{settled}' && (window.__asked = '{settled}', "
            "requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => setTimeout(() => {"
            f" delete window.__asked; console.info('{settled}'); }})))))"
        )
        told: list[str] = []
        self.page.settled.connect(told.append)
        self._until(lambda: settled in told, lambda: self.page.runJavaScript(ask))
        self.page.settled.disconnect(told.append)

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.view.focusProxy(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.view.focusProxy(), text)
        self.settle()

    def focus(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")

    def zoom(self, factor: float) -> None:
        self.page.setZoomFactor(factor)
        self.settle()

    # what a person meets

    @property
    def page_name(self) -> str:
        return str(self.run("document.body.dataset.page"))

    @property
    def focused(self) -> str:
        """The id of the element that has the focus, or its tag and text when it has none."""
        return str(
            self.run("(e => e.id || (e.tagName.toLowerCase() + ' ' + e.textContent.trim()))(document.activeElement)")
        )

    def spoken(self, selector: str) -> tuple[str, str]:
        """Chromium's own role and name of the element: what a screen reader gets."""
        element = f"document.querySelector({json.dumps(selector)})"
        role, name = self.run(f"[{element}.computedRole, {element}.computedName]")
        return str(role), str(name)

    # what the lab hears

    def signals(self, name: str) -> list[Any]:
        return [signal.detail for signal in self.page.signals if signal.name == name]

    def barriers_met(self) -> list[str]:
        return [detail["id"] for detail in self.signals("barrier")]

    # the machinery

    def run(self, script: str) -> Any:
        """The value of an expression, through JSON."""
        said = self.do(f"JSON.stringify([({script})])")
        return json.loads(said)[0] if said else None

    def do(self, script: str) -> Any:
        """Run a script and wait until it has been run."""
        answer = Awaited()
        self.page.runJavaScript(script, 0, answer.come)
        self._await(answer)
        return answer.what[0]

    def _await(self, awaited: Awaited) -> None:
        awaited.wait()
        assert awaited.what, f"waited in vain; console: {self.page.complaints}"

    def until(self, ask: str) -> None:
        """Wait until this expression is true; the page says to the console when it may have become so."""
        self._until(lambda: self.run(ask) is True, lambda: None)

    def _until(self, is_true: Callable[[], bool], ask: Callable[[], object]) -> None:
        """Look, ask and wait until the page says something, again and again."""
        deadline = QDeadlineTimer(LIMIT_MS)
        while not is_true():
            assert not deadline.hasExpired(), f"waited in vain; console: {self.page.complaints}"
            ask()
            loop = QEventLoop()
            self.page.settled.connect(loop.quit)
            QTimer.singleShot(_ASKED_ANEW_MS, loop, loop.quit)
            loop.exec()

    def wait(self, condition: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(LIMIT_MS)
        while not condition():
            assert not deadline.hasExpired(), f"waited in vain; console: {self.page.complaints}"
            rest(_BETWEEN_LOOKS_MS)


def axe_finds(browser: FormBrowser) -> dict[str, list[str]]:
    """The rules of axe-core that the page breaks, each with the elements it points at."""
    import axe_playwright_python

    browser.do(Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8"))
    browser.run(COLOURS_ONCE)
    asked = "axe.run().then((found) => { window.__axe = found.violations; "
    browser.run(f"{asked}console.info('{SETTLED}'); }}), 0")
    browser.until("Boolean(window.__axe)")
    found = browser.run("window.__axe.map(({id, nodes}) => [id, nodes.map(({target}) => target.join(' '))])")
    return {rule: targets for rule, targets in found}
