"""The onlookers' view on a second screen: the page behind the curtain, the reader's cursor, and what it says."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from empathylab.ui.kit.screens import other_screen
from empathylab.ui.kit.widgets import text
from empathylab.ui.run.run_view import RunView

LAST_PHRASES = 5
#: Ten pictures a second are enough to follow a cursor.
_PICTURE_EVERY_MS = 100
_TYPED = "…"
NOBODY = "Nobody is listening just now."
CURTAIN_UP = "The curtain is up: look at the station's own screen."
LEFT_OUT = "What the visitor types is left out here."


class OnlookersWindow(QWidget):
    """Never shows what a visitor types: fields are empty in the picture, and typed words are left out of phrases."""

    def __init__(self, view: RunView) -> None:
        super().__init__(None, Qt.WindowType.WindowDoesNotAcceptFocus)
        # It must never take the keyboard from the visitor.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("What the screen reader says")
        self._view = view
        self._phrases: deque[str] = deque(maxlen=LAST_PHRASES + 1)
        self._picture = QPixmap()
        self._now = text("", "display")
        self._before = [text("", "quiet") for _ in range(LAST_PHRASES)]
        self._page = QLabel(NOBODY)
        self._wait = QTimer(self, singleShot=True, interval=_PICTURE_EVERY_MS)
        self._wait.timeout.connect(self._show_picture)
        self._lay_out()
        view.public_caption.connect(self.say)
        view.picture_changed.connect(self._picture_changed)

    def _lay_out(self) -> None:
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setWordWrap(True)
        # As large as there is room for, whatever the picture's own size.
        self._page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        said = QVBoxLayout()
        said.addWidget(text("The screen reader says", "title"))
        for label in self._before:
            said.addWidget(label)
        said.addWidget(self._now, 1)
        said.addWidget(text(LEFT_OUT, "small"))
        box = QHBoxLayout(self)
        box.setContentsMargins(48, 48, 48, 48)
        box.setSpacing(48)
        box.addWidget(self._page, 3)
        box.addLayout(said, 2)

    def say(self, phrase: str) -> None:
        """The reader says this now; a word typed letter by letter is one gap, not six."""
        if self._phrases and self._phrases[-1] == phrase == _TYPED:
            return
        self._phrases.append(phrase)
        self._show_phrases()

    def _show_phrases(self) -> None:
        *earlier, now = self._phrases or [""]
        self._now.setText(now)
        for label, words in zip(self._before, [""] * (LAST_PHRASES - len(earlier)) + earlier, strict=True):
            label.setText(words)

    def _picture_changed(self) -> None:
        if not self._view.is_reading:
            self._phrases.clear()
            self._show_phrases()
        if self.isVisible() and not self._wait.isActive():
            self._wait.start()

    def _show_picture(self) -> None:
        self._picture = self._view.page_picture()
        self._fit_picture()

    def _fit_picture(self) -> None:
        if self._picture.isNull():
            self._page.setText(CURTAIN_UP if self._view.is_reading else NOBODY)
            return
        scale = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self._page.setPixmap(self._picture.scaled(self._page.size(), scale, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_picture()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait.start()


def open_onlookers(visitors: QWidget, view: RunView) -> OnlookersWindow | None:
    """On a screen that the visitor is not at; None where there is no other."""
    other = other_screen(visitors)
    if other is None:
        return None
    window = OnlookersWindow(view)
    window.setGeometry(other.geometry())
    window.showFullScreen()
    return window
