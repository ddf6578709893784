"""How fast the screen reader is, beside Guidepup's virtual screen reader on the same pages in the same engine.

Guidepup is not part of the lab: install it anywhere with `npm install @guidepup/virtual-screen-reader` and name that
folder in the variable EMPATHYLAB_GUIDEPUP; without it the figures stand alone.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer, QUrl, SignalInstance
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from empathylab.bench.figure import Figure, median_ms, percentile
from empathylab.domain.errors import MachineError
from empathylab.domain.event_log import NoRecord
from empathylab.domain.voice import Cue, VoiceListener, WordListener
from empathylab.reader.decoding import page_from
from empathylab.reader.settings import ReaderSettings
from empathylab.reader.tree import Tree
from empathylab.ui.page import environment
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.reader_session import ReaderSession

SIZES = (80, 3_000, 20_000)
GUIDEPUP = "EMPATHYLAB_GUIDEPUP"
_GUIDEPUP_FILE = "node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
_NODES_A_PART = 6
_TIMEOUT_MS = 120_000
#: More presses of a key say nothing new of how long one takes.
_MOST_PRESSES = 100
#: Between two presses, so that they come at every moment of what the page is at.
_PAUSES_MS = (7, 41, 73, 19, 97, 53, 31, 83, 61, 11)
_keep: list[QApplication] = []  # Qt's application lives until the program ends.


class _MuteVoice:
    """Says nothing, and never ends: what is measured ends where a voice would begin."""

    listener: VoiceListener | None = None
    word_listener: WordListener | None = None

    def speak(self, utterance_id: int, text: str, language: str = "", cue: Cue = Cue.NONE) -> None: ...
    def stop(self) -> None: ...
    def set_rate_wpm(self, rate_wpm: int) -> None: ...
    def set_pitch(self, pitch: float) -> None: ...
    def begin_visit(self) -> None: ...
    def prepare(self, texts: Sequence[str], language: str = "") -> None: ...
    def close(self) -> None: ...


class _Rig:
    """A page of a given size in a window, with a reader over it."""

    def __init__(self, size: int, folder: Path) -> None:
        self._profile = QWebEngineProfile()
        self._view = QWebEngineView()
        self.page = QWebEnginePage(self._profile, self._view)
        self._view.setPage(self.page)
        self._view.resize(800, 600)
        self._view.show()
        self.station = ReaderSession(self.page, _MuteVoice(), ReaderSettings(is_reading_on_load=False), NoRecord())
        self.station.start()
        file = folder / f"{size}.html"
        file.write_text(page_of(size), encoding="utf-8")
        self.page.load(QUrl.fromLocalFile(str(file)))
        wait_for(self.station.opened)

    def close(self) -> None:
        self.station.stop()
        self.page.deleteLater()
        wait_for(self.page.destroyed)
        self._view.deleteLater()
        self._profile.deleteLater()

    def ask(self, source: str, world: int = ISOLATED_WORLD.value) -> Any:
        answer = _Answer()
        self.page.runJavaScript(source, world, answer.take)
        return json.loads(answer.wait())

    def _call(self, function: str, *arguments: object, world: int = ISOLATED_WORLD.value) -> Any:
        """What a function of bench-reading.js gives."""
        return self.ask(script("bench-reading.js") + call(f"labBench.{function}", *arguments), world)

    def never_still(self) -> None:
        """From now on every field keeps changing."""
        self._call("neverStill", world=0)

    def snapshot_ms(self, repeats: int) -> tuple[float, float]:
        """Medians: in the page (walk and write), and in the lab (read and index)."""
        in_page = statistics.median(self._call("snapshots", repeats))
        message = self._call("written")
        text = json.dumps(message)
        return in_page, median_ms(lambda: _taken_in(text), repeats, 1)

    def next_ms(self) -> list[float]:
        """The down arrow from the page's top on, from key to phrase: each press."""
        self.station.reader.cursor.to_end(-1)
        return [self._press_ms() for _ in range(self._most_presses)]

    def next_beside_bare_ms(self) -> tuple[list[float], list[float]]:
        """The same with a person's pauses; and by turns with it how long the page takes to answer a script at all."""
        self.station.reader.cursor.to_end(-1)
        pressed, answered = [], []
        for turn in range(self._most_presses):
            _pause(_PAUSES_MS[turn % len(_PAUSES_MS)])
            pressed.append(self._press_ms())
            _pause(_PAUSES_MS[turn % len(_PAUSES_MS)])
            started = time.perf_counter()
            self.ask("1")
            answered.append((time.perf_counter() - started) * 1000)
        return pressed, answered

    @property
    def _most_presses(self) -> int:
        return min(_MOST_PRESSES, len(self.station.reader.tree.items) - 1)

    def _press_ms(self) -> float:
        reader, spoken = self.station.reader, _Answer()
        started = time.perf_counter()
        reader.pending_moves.go(lambda: reader.cursor.move(1), partial(self._say, spoken))
        spoken.wait()
        return (time.perf_counter() - started) * 1000

    def _say(self, spoken: _Answer, has_moved: bool) -> None:
        self.station.reader.say_here()
        spoken.take(has_moved)

    def change_ms(self, repeats: int) -> float:
        """Median from a script changing a live region to the phrase handed to the voice."""
        samples = []
        self.page.runJavaScript(script("bench-reading.js"), 0)
        for turn in range(repeats):
            self.station.silence()
            _pause(80)
            started = time.perf_counter()
            self.page.runJavaScript(call("labBench.change", turn), 0)
            wait_for(self.station.phrase)
            samples.append((time.perf_counter() - started) * 1000)
        return statistics.median(samples)

    def guidepup_ms(self, source: str, repeats: int) -> tuple[float, float, float] | None:
        """Guidepup's medians for beginning, the next item, and both to the page's end; None when it fails there."""
        self.station.stop()
        self.page.runJavaScript(source + script("bench-reading.js"), 0)
        answer = _Answer()
        self.page.titleChanged.connect(lambda text: answer.take(text) if text.startswith("{") else None)
        self.page.runJavaScript(call("labBench.peer", repeats), 0)
        found = json.loads(answer.wait() or '{"fault": "time-out"}')
        if "fault" in found:
            return None
        start, step, whole = (statistics.median(found[name]) for name in ("starts", "nexts", "wholes"))
        return start, step, whole


def _taken_in(text: str) -> list[int]:
    page = page_from(text)
    assert page is not None
    return Tree(page.nodes).items


class _Answer:
    """Something that comes later; `wait` gives an empty text when it has not come in two minutes."""

    def __init__(self) -> None:
        self._loop = QEventLoop()
        self.text = ""
        self.has_come = False

    def take(self, text: object = "", *_: object) -> None:
        self.text, self.has_come = str(text), True
        self._loop.quit()

    def wait(self) -> str:
        QTimer.singleShot(_TIMEOUT_MS, self._loop, self._loop.quit)
        if not self.has_come:
            self._loop.exec()
        return self.text


def wait_for(signal: SignalInstance) -> None:
    """Until the signal comes; MachineError when it does not come in two minutes."""
    answer = _Answer()
    signal.connect(answer.take)
    answer.wait()
    if not answer.has_come:
        raise MachineError("The page did not answer within two minutes.", "Run the bench on a quiet computer.")


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def page_of(size: int) -> str:
    """Headings, words with a link, and fields with labels; about so many nodes."""
    parts = "".join(
        f"<h2>Part {i}</h2><p>Text {i} <a href='#n{i}'>link {i}</a></p>"
        f"<label for='n{i}'>Name {i}</label><input id='n{i}'>"
        for i in range(size // _NODES_A_PART)
    )
    return f"<!doctype html><html lang=en><title>Page</title><main><div id=live aria-live=polite></div>{parts}</main>"


def guidepup_source() -> str | None:
    """Guidepup as a plain script that leaves `labPeer` behind; None when the variable names no folder with it."""
    folder = os.environ.get(GUIDEPUP)
    file = Path(folder) / _GUIDEPUP_FILE if folder else None
    if file is None or not file.is_file():
        return None
    # A module without imports; its export becomes a property that a plain script can reach.
    text = re.sub(r"//# sourceMappingURL.*", "", file.read_text("utf-8"))
    return re.sub(r"export ?\{([^}]*)\};?", _as_property, text)


def _as_property(found: re.Match[str]) -> str:
    pairs = [pair.split(" as ") for pair in found.group(1).split(",")]
    return "globalThis.labPeer = {" + ", ".join(f"{pair[-1].strip()}: {pair[0].strip()}" for pair in pairs) + "};"


def figures(quick: bool = False) -> list[Figure]:
    """Snapshot, next item and change → phrase at 80, 3,000 and 20,000 nodes."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        environment.prepare()
        _keep.append(QApplication(["empathylab"]))
    peer = guidepup_source()
    found: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES[:2] if quick else SIZES:
            found += _figures_at(size, Path(folder), peer, quick)
    return found


def _figures_at(size: int, folder: Path, peer: str | None, quick: bool) -> list[Figure]:
    rig = _Rig(size, folder)
    try:
        return _measured(rig, size, 5 if quick or size > 10_000 else 15, peer)
    finally:
        rig.close()


def _measured(rig: _Rig, size: int, repeats: int, peer: str | None) -> list[Figure]:
    label, is_aimed_at = f"reader, {size:,} nodes:", size == 3_000
    in_page, in_lab = rig.snapshot_ms(repeats)
    next_ms = statistics.median(rig.next_ms())
    whole_ms = in_page + in_lab + next_ms * len(rig.station.reader.tree.items)
    change_ms = rig.change_ms(repeats)
    restless = _restless(rig, label, 50 if is_aimed_at else None)
    theirs = rig.guidepup_ms(peer, 1 if size > 10_000 else 3) if peer else None
    start, step, whole = ((("Guidepup", value),) for value in theirs) if theirs else ((), (), ())
    count = f"{len(rig.station.reader.tree.order):,} reader nodes"
    note = "" if theirs else f"Guidepup not measured (variable {GUIDEPUP})" if not peer else "Guidepup gave up"
    return [
        Figure(f"{label} snapshot in the page", in_page, "ms", 30 if is_aimed_at else None, start, count),
        Figure(f"{label} taking it in", in_lab, "ms", None, (), "JSON to tree and items"),
        Figure(f"{label} next item, key to phrase", next_ms, "ms", 2, step, note),
        Figure(f"{label} whole page, item by item", whole_ms, "ms", None, whole, "snapshot and every press"),
        restless,
        Figure(f"{label} change to phrase", change_ms, "ms", 50 if is_aimed_at else None),
    ]


def _restless(rig: _Rig, label: str, goal: float | None) -> Figure:
    rig.never_still()
    ours, bare = (percentile(samples, 95) for samples in rig.next_beside_bare_ms())
    name, peers = f"{label} key to phrase, 95 of 100, all fields changing", (("a script that answers 1", bare),)
    return Figure(name, ours, "ms", goal, peers, "every value set anew by a script ten times a second", ours / bare)
