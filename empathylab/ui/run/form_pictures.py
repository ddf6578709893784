"""Pictures of forms as visitors first see them: the real page under its condition, drawn where nobody sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWebEngineCore import QWebEngineSettings

from empathylab.domain.feature import worn
from empathylab.domain.session import Condition
from empathylab.reader.screen_reader import ScreenReader
from empathylab.speech.voices import SilentVoice
from empathylab.ui.kit.page_covers import Curtain
from empathylab.ui.run.run_view import RunView

#: What a form has beside its card in a window of 1280 × 800.
FORM_SIZE_PX = QSize(900, 680)
#: A form, by its condition and its address.
Form = tuple[Condition, str]


class FormPictures(QObject):
    """Draws one form after the other; what is asked for later takes the place of what was not drawn yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._view: RunView | None = None
        self._left: list[tuple[int, Form]] = []
        self._show: Callable[[int, QPixmap], object] = lambda _place, _picture: None

    def draw(self, forms: Sequence[Form], show: Callable[[int, QPixmap], object]) -> None:
        """`show` is given the place of each form in `forms`, and its picture, as soon as there is one."""
        self.stop()
        self._left, self._show = list(enumerate(forms)), show
        self._begin()

    def stop(self) -> None:
        """Nothing more is drawn, and the page is gone."""
        self._left = []
        if self._view is not None:
            self._view.end()
            self._view.deleteLater()
            self._view = None

    def _begin(self) -> None:
        if not self._left:
            self.stop()
            return
        condition, address = self._left[0][1]
        reader = worn(condition.simulations, ScreenReader)
        if reader is not None and reader.curtain:
            QTimer.singleShot(0, self, lambda: self._take(_dark()))
        else:
            self._open(condition, address)

    def _open(self, condition: Condition, address: str) -> None:
        view = self._unseen_view()
        view.start(_unread(condition), address)
        assert view.page is not None
        # Nobody scrolls a picture.
        view.page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)

    def _unseen_view(self) -> RunView:
        if self._view is None:
            self._view = view = RunView(SilentVoice())
            view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            view.resize(FORM_SIZE_PX)
            # Not at once: it is just being painted.
            view.ready.connect(lambda: QTimer.singleShot(0, view, lambda: self._take(view.grab())))
            self.destroyed.connect(view.deleteLater)
            view.show()
        return self._view

    def _take(self, picture: QPixmap) -> None:
        if self._left:
            (place, _form), *self._left = self._left
            self._show(place, picture)
            self._begin()


def _unread(condition: Condition) -> Condition:
    """A picture says nothing."""
    seen = tuple(spec for spec in condition.simulations if spec.kind != ScreenReader.id)
    return replace(condition, simulations=seen)


def _dark() -> QPixmap:
    """All that eyes have of a form behind the curtain."""
    curtain = Curtain(None)
    curtain.resize(FORM_SIZE_PX)
    picture = curtain.grab()
    curtain.deleteLater()
    return picture
