"""Pages made to be unreadable: clobbered names, broken addresses, deep and wide trees. Each is read to its end."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript

from empathylab.reader.decoding import page_from
from empathylab.reader.page_messages import PageOpened
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.transcript import transcript
from empathylab.ui.page.channel import ISOLATED_WORLD, inject
from empathylab.ui.reader.reader_script import reader_script

_ALL = 10_000
#: Other pages than those of the last time.
_FIRST = int(os.environ.get("FUZZ_FROM", "0"))
_A_BATCH = 60
#: The engine keeps half a megabyte of each case that was written into one page, read or not.
_A_PAGE = 250
#: The engine lays out three thousand lists within one another for seconds; beside other work that is minutes.
_PATIENCE_MS = 900_000
#: Pages that could not be read once.
_ONCE_UNREAD = (5873,)


def _words(text: str) -> list[str]:
    return text.split()


_TAGS = _words(
    """
    form div p span ul ol li table tr td th h1 h2 a button label fieldset legend details summary dialog select
    option input textarea svg g text title math mi mo figure figcaption section nav main img map area iframe
    object slot dl dt dd canvas video audio progress meter output template my-thing br hr ins del abbr ruby rt
    picture datalist
    """
)
_NAMES = _words(
    """
    matches closest shadowRoot nodeType inert getAttribute hasAttribute id lang title tagName localName children
    firstChild nextSibling parentElement childNodes body querySelector querySelectorAll activeElement
    documentElement createRange contains isConnected computedRole computedName labels form elements length item
    namedItem style hidden click focus addEventListener defaultView head readyState styleSheets getElementById
    ownerDocument textContent innerText labReader toString constructor __proto__ then
    """
)
_ROLES = _words(
    """
    button link heading list listitem table row cell gridcell grid tree treeitem tablist tab dialog alertdialog
    menu menuitem radiogroup radio checkbox switch combobox listbox option textbox slider img none presentation
    region main alert status doc-noteref math group figure form application document nonsense
    """
)
_ATTRIBUTES = _words(
    """
    aria-label aria-labelledby aria-describedby aria-owns aria-hidden aria-modal aria-expanded aria-checked aria-
    level aria-posinset aria-setsize aria-valuenow aria-valuetext aria-rowindex aria-colindex aria-rowspan aria-
    errormessage aria-current aria-live aria-activedescendant aria-details tabindex href src alt for headers
    colspan rowspan usemap start type value contenteditable hidden inert dir lang xml:lang open checked selected
    multiple list popover
    """
)
_VALUES = [
    "",
    "true",
    "false",
    "-1",
    "0",
    "1",
    "99999999999",
    "NaN",
    "50%-off",
    "#50%",
    "%",
    "%E0%A4%A",
    "javascript:0",
    "a b c",
    "n1",
    "n2 n2",
    "http://[",
    "data:,%",
    "mixed",
    "date",
    "radio",
    "file",
    "number",
    "\u202e",
    "\U0001f600",
    "<",
]


class _Maker:
    """One page from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def page(self) -> str:
        pick = self._random.random()
        if pick < 0.05:
            tag = self._random.choice(_TAGS[:10])
            return f"<{tag}>" * self._random.randint(300, 3000) + "deep"
        if pick < 0.1:
            return "<ul role=listbox>" + f"<li {self._attributes()}>x" * self._random.randint(500, 1500)
        return f"<style>{self._style()}</style>" + "".join(self._element(5) for _ in range(self._random.randint(1, 6)))

    def _element(self, depth: int) -> str:
        tag = self._random.choice(_TAGS)
        inner = "".join(self._element(depth - 1) for _ in range(self._random.randint(0, 3))) if depth else ""
        return f"<{tag} {self._attributes()}>{self._random.choice(['', 'text', ' % ', inner])}{inner}</{tag}>"

    def _attributes(self) -> str:
        choose = self._random.choice
        made = [f'id="{choose(["n1", "n2", *_NAMES])}"', f'name="{choose(_NAMES)}"', f'role="{choose(_ROLES)}"']
        made += [f'{choose(_ATTRIBUTES)}="{choose(_VALUES)}"' for _ in range(3)]
        return " ".join(self._random.sample(made, self._random.randint(0, len(made))))

    def _style(self) -> str:
        return self._random.choice(
            [
                "",
                "*::before{content:counter(x) attr(id)}",
                "*{display:contents}",
                "li{display:inline}",
                "p{visibility:hidden}",
            ]
        )


class _QuietPage(QWebEnginePage):
    """The engine has much to remark on such pages."""

    def javaScriptConsoleMessage(self, *_: object) -> None:  # noqa: N802 - Qt's name
        """Not on the test's output."""


class _Reading:
    """A page of the engine, written anew for each case."""

    def __init__(self, file: Path) -> None:
        file.write_text("<!doctype html><p>", encoding="utf-8")
        self._profile = QWebEngineProfile()
        self._page = _QuietPage(self._profile)
        inject(self._page, "lab-reader", reader_script(), QWebEngineScript.InjectionPoint.DocumentCreation)
        self.wait(self._page.loadFinished, lambda: self._page.load(QUrl.fromLocalFile(str(file))))

    def wait(self, signal: Any, start: Any) -> None:
        loop = QEventLoop()
        signal.connect(loop.quit)
        QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
        start()
        loop.exec()

    def read(self, html: str) -> PageOpened:
        answers: list[Any] = []
        loop = QEventLoop()
        source = (
            f"document.documentElement.innerHTML = {json.dumps('<head></head><body>' + html)};"
            "try { JSON.stringify(labReader.snapshot()) } catch (fault) { JSON.stringify(String(fault.stack)) }"
        )
        self._page.runJavaScript(source, ISOLATED_WORLD.value, lambda answer: (answers.append(answer), loop.quit()))
        QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
        loop.exec()
        assert answers, "no answer within a quarter of an hour"
        assert answers[0], "no answer"
        found = page_from(answers[0])
        assert found is not None, answers[0]
        return found

    def close(self) -> None:
        self.wait(self._page.destroyed, self._page.deleteLater)
        self._profile.deleteLater()


def _read_all(reading: _Reading, seeds: Iterable[int]) -> None:
    for seed in seeds:
        end = f"end of {seed}"
        html = _Maker(seed).page()
        try:
            page = reading.read(f"<div>{end}</div>" + html)
            said = transcript(page, settings=ReaderSettings())
        except AssertionError as fault:
            raise AssertionError(f"seed {seed}: {fault}\n{html[:2000]}") from fault
        unread = [one.phrase for one in said if "cannot be read" in one.phrase]
        assert not unread, f"seed {seed}: {unread}\n{html[:2000]}"
        modal = any("modal" in node.states for node in page.nodes)
        assert modal or any(end in one.phrase for one in said), f"seed {seed}: {html[:2000]}"


@pytest.mark.soak
def test_pages_made_to_be_unreadable_are_read(qapp: object, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """A share of the pages each time; ten thousand with `pytest -m soak`, from the one on that FUZZ_FROM says."""
    is_in_full = "soak" in pytestconfig.getoption("markexpr", "")
    seeds = range(_FIRST, _FIRST + _ALL) if is_in_full else (*range(_A_BATCH), *_ONCE_UNREAD)
    for start in range(0, len(seeds), _A_PAGE):
        reading = _Reading(tmp_path / "page.html")
        try:
            _read_all(reading, seeds[start : start + _A_PAGE])
        finally:
            reading.close()
