"""What a preview of a visit is made of: pictures for the eye, and the steps in words for everybody."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.widgets import clear, column, text


class Steps(NamedGroup):
    """The five steps of a visit, read whole."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._box = column(space=6)
        self.setLayout(self._box)
        self._box.setContentsMargins(0, 0, 0, 0)

    def tell(self, who: str, lines: Sequence[str]) -> None:
        """Show these and have them read under the name of who is met."""
        self._lines = tuple(lines)
        clear(self._box)
        for line in lines:
            self._box.addWidget(text(line, "small"))
        self.be_read_whole(f"What a visitor as {who} meets")
        self.describe()

    def _texts(self) -> list[str]:
        return list(self._lines)


class Picture(QWidget):
    """One picture under its name; for the eye alone, the steps have the words."""

    def __init__(self, name: str, shape: QSize) -> None:
        super().__init__()
        self._name, self._shape = name, shape
        self.picture = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QPixmap) -> None:
        """This one from now on; none leaves the place empty."""
        self.picture = picture
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._head_px() + width * self._shape.height() // self._shape.width()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def _head_px(self) -> int:
        return theme.current().px(30)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        font = QFont(self.font())
        font.setPixelSize(look.px(17))
        painter.setFont(font)
        painter.setPen(QColor(look.ink))
        painter.drawText(0, look.px(20), self._name)
        tall = self.heightForWidth(self.width()) - self._head_px()
        frame = QRectF(0.5, self._head_px() + 0.5, self.width() - 1, tall - 1)
        if not self.picture.isNull():
            painter.drawPixmap(frame, self.picture, QRectF(self.picture.rect()))
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawRect(frame)
        painter.end()
