"""A station's view in a window of its own, used as a person would: keys into the window, eyes on the picture."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget

from empathylab.demo.keyboard_driver import rest
from empathylab.domain.event_log import InteractionEvent
from empathylab.domain.session import Condition, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.stored_events import to_stored
from empathylab.domain.voice import Voice
from empathylab.files.layers import Layers
from empathylab.files.paths import assets_dir
from empathylab.ui.keys.clock import SystemInputClock
from empathylab.ui.keys.stop_keys import StopKeys
from empathylab.ui.keys.window_input import WindowInput
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound.listening_link import ListeningLink
from empathylab.ui.sound.media_state import MediaState
from empathylab.ui.sound.page_sound import PageSound
from empathylab.ui.sound.sound_link import FOLLOW_MEDIA
from support.awaited import LIMIT_MS, Awaited
from support.clocks import SetClock
from support.recording_voice import RecordingVoice

# What the page knows only after it has drawn everything that was done to it before.
DRAWN = """
globalThis.labDrawn = false;
(() => {
  const frame = () => new Promise(requestAnimationFrame);
  document.fonts.ready.then(frame).then(frame).then(frame).then(() => { globalThis.labDrawn = true; });
})();
0"""
#: Which element has the focus, so that two without a name can be told apart; -1 for none.
FOCUSED = "[...document.all].indexOf(document.activeElement)"
MISSED_BIN = "lab://forms/tasks/missed-bin/your-details.html"
BLUR = Spec("acuity", {"logmar": 1.0})


def pause(ms: int) -> None:
    """Let the lab run. QTest.qWait would keep Python's lock, and with it the lens's thread waiting."""
    rest(ms)


def wait_until(is_true: Callable[[], object], what: str = "that") -> None:
    """Waits the longer the more others want the computer: a large page takes seconds of its processor."""
    waited = QElapsedTimer()
    waited.start()
    while not is_true():
        is_early = waited.elapsed() < LIMIT_MS
        assert is_early or waited.elapsed() < LIMIT_MS * _sharers(), f"waited in vain for {what}"
        pause(5)


def _sharers() -> float:
    """How many want each processor."""
    return max(1, psutil.getloadavg()[0] / psutil.cpu_count())


def engine_window() -> QQuickWidget:
    """The window of its own that the engine has opened: a list, a date picker."""
    found: list[QQuickWidget] = []

    def look() -> bool:
        tops = QApplication.topLevelWidgets()
        found[:] = [top for top in tops if isinstance(top, QQuickWidget) and top.isVisible()]
        return bool(found)

    wait_until(look, "the engine's own window")
    return found[0]


def pixels(picture: QImage) -> NDArray[np.uint8]:
    """H×W×3, a copy."""
    rgb = picture.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine() // 4, 4)
    return flat[:, : rgb.width(), :3].copy()


def sharpness(picture: NDArray[np.uint8]) -> float:
    """Energy of the finest detail: the mean squared difference of neighbours."""
    red, green, blue = (picture[..., part].astype(np.uint16) for part in range(3))
    grey = (red + green + blue) / 3
    return float((np.diff(grey, axis=1) ** 2).mean() + (np.diff(grey, axis=0) ** 2).mean())


@dataclass
class Happened:
    kind: str
    field: str
    data: dict[str, Any] = field(default_factory=dict)


class WebStation:
    """`view` in a window with a card and a button beside it, as at the event."""

    def __init__(
        self,
        pages: Mapping[str, str] | None = None,
        folder: Path | None = None,
        allowed: Allowed | None = None,
        aloud: Voice | None = None,
        spoken_to: tuple[ListeningLink, Voice] | None = None,
    ):
        self.voice = RecordingVoice()
        self.aloud = aloud or RecordingVoice(is_instant=False)
        self.happened: list[Happened] = []
        #: What the player is told of the page's media, one after the other; None for the end of all.
        self.played: list[MediaState | None] = []
        self.window = QWidget()
        self.window.resize(1000, 640)
        self.view = RunView(
            self.voice,
            recorder=self,
            aloud=self.aloud,
            layers=Layers(_assets(pages, folder), folder) if pages and folder else None,
            allowed=allowed,
            sound=PageSound(send=self._play),
            spoken_to=spoken_to,
        )
        self.button = QPushButton("Stop")
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view, 1)
        row.addWidget(QLabel("Card"))
        row.addWidget(self.button)
        self.window.show()
        handle = self.window.windowHandle()
        assert handle is not None
        self.handle = handle
        self.view.guard_window(handle)
        self.stop_keys = StopKeys.of(handle)
        QTest.qWaitForWindowActive(self.window)

    def record(self, event: InteractionEvent) -> None:
        """As it would be stored."""
        self.happened.append(Happened(*to_stored(event)))

    def _play(self, what: int, content: bytes) -> bool:
        self.played.append(MediaState.from_bytes(content) if what == FOLLOW_MEDIA else None)
        return True

    def start(
        self,
        url: str = MISSED_BIN,
        simulations: tuple[Spec, ...] = (),
        helps: tuple[Spec, ...] = (),
        seed: int = 1,
        text_px: float = 0.0,
    ) -> None:
        """Open the form and wait until it is there, for the reader too when there is one."""
        ready = QSignalSpy(self.view.ready)
        condition = Condition(
            "missed-bin", Twin.ACCESSIBLE, "a", simulations=simulations, helps=helps, seed=seed, text_px=text_px
        )
        self.view.start(condition, url)
        wait_until(lambda: ready.count(), "the form")
        wait_until(lambda: not self.view.is_reading or self.view.cursor_node is not None, "the reader at the form")

    def open_anew(self) -> None:
        """The test's page, for whoever is there, or for somebody new where nobody is."""
        if self.view.page is None:
            self.start(self.test_url())
            return
        loaded = QSignalSpy(self.view.page.loadFinished)
        self.view.page.load(QUrl(self.test_url()))
        wait_until(loaded.count, "the page anew")
        self._draw()

    def come_to_front(self) -> None:
        """The window that takes the keys, after those of other tests."""
        self.window.activateWindow()
        self.view.setFocus()
        wait_until(self.has_focus, "the keyboard at the page")

    def test_url(self, name: str = "page") -> str:
        return f"lab://forms/tasks/t/{name}.html"

    def close(self) -> None:
        self.view.end()
        self.window.close()
        self.window.deleteLater()
        pause(0)

    def set_clock(self) -> SetClock:
        """From now on the window's keys go by a clock that stands still until it is moved."""
        clock = SetClock(SystemInputClock().now_ms())
        WindowInput.of(self.handle).use_clock(clock)
        return clock

    # ---- what a person does ----

    def press(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.handle, key, modifiers)

    def type(self, words: str) -> None:
        for character in words:
            self.press(character)

    def click(self, place: QPoint) -> None:
        QTest.mouseClick(self.handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def tab_to(self, name: str) -> None:
        """Tab until the focus is in that field."""
        for _ in range(60):
            if (
                self.js("document.activeElement?.closest('[data-field]')?.dataset.field ?? document.activeElement?.id")
                == name
            ):
                return
            self.tab()
        raise AssertionError(f"no Tab leads to {name}")

    def tab(self) -> None:
        """Press Tab and wait until the focus has moved on: else the next press would come too early, or be one more."""
        before = self.js(FOCUSED)
        self.press(Qt.Key.Key_Tab)
        wait_until(lambda: not self.has_focus() or self.js(FOCUSED) != before, "the focus to move on")

    def settle(self) -> None:
        """Wait until the page has drawn all that was done to it, and the lens, where there is one, has come to rest."""
        self._draw()
        lens = self.view.lens
        painted = QSignalSpy(lens.painted)

        def is_at_rest() -> bool:
            before = painted.count()
            lens.wait_for_new_picture()
            wait_until(lambda: painted.count() > before, "a picture in the lens")
            shown = painted.count()
            self._draw()
            return painted.count() == shown and not lens.gaze.is_moving

        wait_until(lambda: not lens.is_on or is_at_rest(), "the lens to come to rest")

    def _draw(self) -> None:
        self.js(DRAWN)
        wait_until(lambda: self.js("globalThis.labDrawn") is True, "the page to draw")

    # ---- what can be seen and heard ----

    def js(self, expression: str) -> Any:
        """What the page says, read in a world of its own."""
        answer = Awaited()
        assert self.view.page is not None
        self.view.page.runJavaScript(expression, ISOLATED_WORLD.value, answer.come)
        answer.wait()
        assert answer.what, f"waited in vain for an answer to {expression}"
        return answer.what[0]

    def value(self, selector: str) -> Any:
        return self.js(f"document.querySelector({selector!r}).value")

    def seen(self) -> NDArray[np.uint8]:
        """The task's part of the window as a person sees it."""
        return pixels(self.window.grab(self.view.geometry()).toImage())

    def kinds(self) -> list[str]:
        return [item.kind for item in self.happened]

    def of_kind(self, kind: str) -> list[Happened]:
        return [item for item in self.happened if item.kind == kind]

    def wait_for(self, kind: str, count: int = 1) -> list[Happened]:
        wait_until(lambda: len(self.of_kind(kind)) >= count, f"{count} {kind}")
        return self.of_kind(kind)

    def has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.view.isAncestorOf(focus)


def _assets(pages: Mapping[str, str], folder: Path) -> Path:
    """A small assets folder: the lab's scripts and pages of the test's own under tasks/t."""
    shutil.copytree(assets_dir() / "js", folder / "js", copy_function=shutil.copyfile)
    place = folder / "tasks" / "t"
    place.mkdir(parents=True)
    for name, text in pages.items():
        (place / name).write_text(text, encoding="utf-8")
    return folder
