"""The parts of the board: columns, the comments in them, and the promises beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from empathylab.domain.records import ActionRecord, CommentRecord
from empathylab.ui.facilitator.comments.promise_card import details_of
from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import button, text

#: Columns across and comments down.
_WAYS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_MIME = "application/x-empathylab-comment"


#: What a card shows of a comment without end, and how many cards a column has: more hold the window.
_MOST_CHARACTERS, MOST_CARDS = 400, 60


def _on_card(words: str) -> str:
    return words if len(words) <= _MOST_CHARACTERS else f"{words[:_MOST_CHARACTERS].rstrip()} …"


def column_title(name: str) -> str:
    """What stands above a column."""
    return name[:1].upper() + name[1:] if name else "Not sorted yet"


class CommentCard(NamedGroup):
    """One comment. Arrow keys go to another one, with Ctrl they move it to the column beside; the mouse drags it."""

    def __init__(
        self,
        comment: CommentRecord,
        move: Callable[[CommentRecord, int], object],
        leave: Callable[[CommentCard, int, int], object],
    ) -> None:
        super().__init__()
        self.comment = comment
        self._move = move
        self._leave = leave
        self._pressed_at: QPoint | None = None
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        words = _on_card(comment.public_text)
        self.setAccessibleName(f"{words.rstrip('.')}. In: {column_title(comment.theme)}")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.addWidget(text(words, "small"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        across, down = _WAYS.get(event.key(), (0, 0))
        if is_ctrl and across:
            self._move(self.comment, across)
        elif across or down:
            self._leave(self, across, down)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        self.setFocus()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._drag()

    def _drag(self) -> None:
        data = QMimeData()
        data.setData(_MIME, self.comment.id.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        self._pressed_at = None
        drag.exec(Qt.DropAction.MoveAction)


class BoardColumn(NamedGroup):
    """One theme; comments dropped here belong to it."""

    def __init__(self, name: str, drop: Callable[[str, str], object], wide_px: int) -> None:
        super().__init__()
        self.name = name
        self._drop = drop
        self.setAcceptDrops(True)
        self.cards: list[CommentCard] = []
        self._not_shown = 0
        self.remove_button: QPushButton | None = None
        self._box = QVBoxLayout(self)
        self.setProperty("kind", "column")
        self._box.setContentsMargins(10, 8, 10, 10)
        self._box.setSpacing(10)
        self._title = text("", "subtitle")
        self._box.addWidget(self._title)
        self._box.addStretch(1)
        self.setFixedWidth(wide_px)
        # Of an empty column more than its title can be aimed at.
        self.setMinimumHeight(theme.current().gap(275))
        self._count()

    def add(self, card: CommentCard) -> None:
        self.cards.append(card)
        self._box.insertWidget(self._box.count() - 1, card)
        self._count()

    def tell_more(self, number: int) -> None:
        """So many more belong here; as those that are shown are sorted elsewhere they take their places."""
        self._not_shown = number
        self._box.insertWidget(self._box.count() - 1, text(f"and {number:,} more", "small"))
        self._count()

    def offer_removal(self, remove: Callable[[], object]) -> None:
        self.remove_button = button("Remove", remove, "small")
        self.remove_button.setAccessibleName(f"Remove: {column_title(self.name)}")
        self._box.insertWidget(1, self.remove_button)

    def _count(self) -> None:
        words = f"{column_title(self.name)} ({len(self.cards) + self._not_shown:,})"
        self._title.setText(words)
        self.setAccessibleName(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop(bytes(event.mimeData().data(_MIME).data()).decode(errors="replace"), self.name)
        event.acceptProposedAction()


class PromisesColumn(NamedGroup):
    """What the team will do, beside what people said; it is changed on its own page."""

    def __init__(self, promises: Sequence[ActionRecord], wide_px: int) -> None:
        super().__init__()
        self.setProperty("kind", "column")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 10, 10)
        box.setSpacing(10)
        title = f"What we will do ({len(promises)})"
        box.addWidget(text(title, "subtitle"))
        self.cards = [PromiseOnBoard(each) for each in promises]
        for card in self.cards:
            box.addWidget(card)
        box.addStretch(1)
        self.setFixedWidth(wide_px)
        self.setAccessibleName(title)


class PromiseOnBoard(NamedGroup):
    """One promise with its role, its day and what became of it; read whole."""

    def __init__(self, promise: ActionRecord) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        state = promise.state.value.capitalize()
        self._lines = [f"{each}." for each in (details_of(promise), state) if each]
        box.addWidget(text(promise.text, "small"))
        box.addWidget(text(" ".join(self._lines), "small"))
        self.be_read_whole(promise.text)
        self.describe()

    def _texts(self) -> list[str]:
        return self._lines
