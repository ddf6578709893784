"""Below the page, outside every simulation: whether the microphone is open, and what became of what was said."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import text
from empathylab.ui.read_aloud.spoken_pages import STRIP
from empathylab.ui.run.voice_control import CommandHeard, ListeningState

_KEY = "F3"
#: What to know and what to do, by how it stands.
_WORDS = {
    ListeningState.OFF: "The microphone is off. {key} listens.",
    ListeningState.LISTENING: "Listening: “click” and a name, or “show numbers”. {key} stops.",
    ListeningState.NOT_INSTALLED: "Voice control is not on this computer. Use the keys.",
    ListeningState.NO_MICROPHONE: "There is no microphone, so voice control is off. Use the keys.",
}


class ListeningStrip(QFrame):
    """Hidden where nobody listens. `told` has what is news."""

    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setObjectName(STRIP)
        self._light, self._words = _Light(), text("", "subtitle")
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._light)
        self._box.addWidget(self._words, 1)
        self.fit()
        self.hide()

    def fit(self) -> None:
        """As large as the window asks for now: it is the same strip from start to end."""
        self._box.setContentsMargins(*map(theme.fitted().edge, (28, 8, 28, 8)))
        self._box.setSpacing(theme.fitted().edge(12))
        self._light.fit()

    def tell(self, heard: CommandHeard) -> None:
        key = theme.key_name(_KEY)
        words = _WORDS.get(heard.ears, "").format(key=key)
        # Where one thing has just been told, the other is known.
        said = f"{heard.fate} Still listening. {key} stops." if heard.fate else words
        self._light.is_on = heard.ears is ListeningState.LISTENING
        self._light.update()
        self._words.setText(said)
        self.setVisible(bool(words))
        if words:
            self.told.emit(heard.fate or words)


class _Light(QWidget):
    """Filled while the microphone is open, else a ring; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.is_on = False

    def fit(self) -> None:
        self.setFixedSize(theme.fitted().px(18), theme.fitted().px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = QColor(theme.fitted().on_ink)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(QColor(theme.SIGNAL_COLOUR) if self.is_on else Qt.BrushStyle.NoBrush)
        middle = QPointF(self.rect().center())
        painter.drawEllipse(middle, self.width() / 2 - 2, self.width() / 2 - 2)
        painter.end()
