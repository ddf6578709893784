"""Many comments in one table: arrows move, R releases, H holds back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from empathylab.domain.records import CommentRecord, ReviewState
from empathylab.ui.facilitator.controls.privacy_hints import telling_parts
from empathylab.ui.kit import theme

_Index = QModelIndex | QPersistentModelIndex
STATE_WORDS = {
    ReviewState.WAITING: "To review",
    ReviewState.RELEASED: "Released",
    ReviewState.WITHHELD: "Held back",
}
_HEADINGS = ("Comment", "Pointed out", "State")
_SHOWN_CHARACTERS = 200
_ROW_PX, _TALL_PX = 44, 230
#: Of the columns beside the comment, which has the rest; in large text they give way to it.
_USUAL_PX, _LARGE_PX = (280, 150), (140, 120)


class CommentsModel(QAbstractTableModel):
    """A row for each comment; only rows in sight are asked for, so five thousand cost no more than ten."""

    def __init__(self) -> None:
        super().__init__()
        self.comments: list[CommentRecord] = []
        #: What has just happened, for another screen reader that is at one of the cells.
        self._news = ""

    def show(self, comments: Sequence[CommentRecord]) -> None:
        """These in place of the others."""
        self.beginResetModel()
        self.comments = list(comments)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.comments)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        is_heading = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADINGS[section] if is_heading else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._news
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        comment = self.comments[index.row()]
        # For the eye the whole stands below the table; a reader has it from the row alone.
        most = _SHOWN_CHARACTERS if role == Qt.ItemDataRole.DisplayRole else None
        cells = (
            " ".join(comment.public_text[:most].split()),
            ", ".join(telling_parts(comment.public_text)) or "nothing",
            STATE_WORDS[comment.state],
        )
        return cells[index.column()]

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Nothing but what has just happened."""
        is_news = role == Qt.ItemDataRole.AccessibleDescriptionRole
        self._news = str(value) if is_news else self._news
        return is_news


class CommentTable(QTableView):
    """`asked` for a decision about the comment in hand; `moved` when another one is in hand."""

    asked = Signal(ReviewState)
    undo_asked = Signal()
    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Comments. R releases, H holds back, arrow keys move.")
        self._rows = CommentsModel()
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW_PX))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, mode in enumerate((QHeaderView.ResizeMode.Stretch, *[QHeaderView.ResizeMode.Interactive] * 2)):
            header.setSectionResizeMode(column, mode)
        for column, width_px in enumerate(_LARGE_PX if theme.current().is_large else _USUAL_PX, 1):
            header.resizeSection(column, theme.current().px(width_px))
        self.setMinimumHeight(theme.current().px(_TALL_PX))
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved.emit())

    @property
    def comments(self) -> list[CommentRecord]:
        """Those in the table."""
        return self._rows.comments

    @property
    def comment(self) -> CommentRecord | None:
        """The one in hand."""
        row = self.currentIndex().row()
        return self.comments[row] if 0 <= row < len(self.comments) else None

    def show_comments(self, comments: Sequence[CommentRecord]) -> None:
        """These, with the same row in hand as before, or the last."""
        row = max(0, self.currentIndex().row())
        self._rows.show(comments)
        if comments:
            self.selectRow(min(row, len(comments) - 1))
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters decide, Ctrl+Z takes back; Esc is the page's."""
        decisions = {Qt.Key.Key_R: ReviewState.RELEASED, Qt.Key.Key_H: ReviewState.WITHHELD}
        if event.key() in decisions and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.asked.emit(decisions[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
