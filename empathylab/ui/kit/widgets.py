"""The widgets that every screen is made of: text, buttons, cards, key caps, the bar with the way's steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, Self

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from empathylab.ui.kit import theme
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import Label, said_elsewhere
from empathylab.ui.kit.portraits import portrait_renderer

#: Which way an arrow key leads among things that stand in a row or a column.
ARROWS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TextKind = Literal[
    "body",
    "display",
    "title",
    "subtitle",
    "quiet",
    "small",
    "number",
    "good",
    "bad",
    "code",
    "key",
    "hero",
    "large",
    "line",
    "question",
    "value",
    "lead",
    "heading",
    "verdict",
    "figure",
    "worse",
    "better",
]
ButtonKind = Literal["plain", "main", "small", "stop", "link"]


def text(words: str, kind: TextKind = "body", *, wraps: bool = True) -> Label:
    """A label; never selectable and never rich text."""
    label = Label(words, wraps=wraps)
    label.setProperty("kind", kind)
    if wraps:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


class Button(QPushButton):
    """A key presses it once: held down, it would press what the next screen has in this place as well."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.isAutoRepeat() and event.key() in ENTER):
            super().keyPressEvent(event)


def button(words: str, when_pressed: Callable[[], object], kind: ButtonKind = "plain") -> QPushButton:
    """A push button of at least 44 px that Enter as well as Space presses."""
    made = Button(words)
    made.setProperty("kind", kind)
    made.setAutoDefault(True)
    made.setAccessibleName(words)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked=False: when_pressed())
    return made


def relabel(pressed: QAbstractButton, words: str) -> None:
    """Other words on a button, for the eye and the ear."""
    pressed.setText(words)
    pressed.setAccessibleName(words)


def unfocused_button(
    words: str, when_pressed: Callable[[], object], key: str, kind: ButtonKind = "small"
) -> QPushButton:
    """A button beside a form; its key presses it, so that Tab stays with the form that is judged."""
    made = button(words, when_pressed, kind)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setAccessibleDescription(f"Press {key}")
    return made


class Card(NamedGroup):
    """A white box with a border; `mood` is shown by the border's width and colour and must be said in words too."""

    look = staticmethod(theme.current)

    def __init__(self, *children: QWidget, mood: Literal["", "good", "bad"] = "", space: int = 10) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setProperty("mood", mood)
        side = self.look().gap(24)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(side, side - 4, side, side - 4)
        self.box.setSpacing(space)
        for child in children:
            self.box.addWidget(child)

    @classmethod
    def titled(
        cls,
        title: str,
        *children: QWidget,
        kind: TextKind = "subtitle",
        mood: Literal["", "good", "bad"] = "",
        space: int = 10,
    ) -> Self:
        """A card whose title is its name: a reader says it on the way in and not once more among its words."""
        card = cls(said_elsewhere(text(title, kind)), *children, mood=mood, space=space)
        card.setAccessibleName(title)
        return card


class VisitCard(Card):
    """A card in the visitors' window, whose room grows with the window."""

    look = staticmethod(theme.fitted)


def row(*children: QWidget | None, space: int = 18, stretch_at_end: bool = True) -> QHBoxLayout:
    """Children side by side; None is a stretch."""
    box = QHBoxLayout()
    box.setSpacing(space)
    _fill(box, children)
    if stretch_at_end:
        box.addStretch(1)
    return box


def column(*children: QWidget | None, space: int = 14) -> QVBoxLayout:
    """Children below one another; None is a stretch."""
    box = QVBoxLayout()
    box.setSpacing(space)
    _fill(box, children)
    return box


def holding(layout: QLayout) -> QWidget:
    """A layout as a widget without room around it, to stand in a row or a flow."""
    layout.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def _fill(box: QBoxLayout, children: Sequence[QWidget | None]) -> None:
    for child in children:
        if child is None:
            box.addStretch(1)
        else:
            box.addWidget(child)


class Portrait(QWidget):
    """A persona's portrait, drawn from its SVG; round in bars, square on cards."""

    def __init__(self, path: str, size_px: int, *, tint: str = "", is_round: bool = False) -> None:
        super().__init__()
        self._renderer = portrait_renderer(path)
        self._tint = tint
        self._is_round = is_round
        self._size_px = size_px
        self.setMinimumHeight(size_px)
        if is_round:
            self.setFixedSize(size_px, size_px)

    def sizeHint(self) -> QSize:
        return QSize(self._size_px, self._size_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        outline = QPainterPath()
        if self._is_round:
            outline.addEllipse(area)
        else:
            outline.addRoundedRect(area.adjusted(0, 0, 0, 20), 15, 15)
        painter.setClipPath(outline)
        if self._tint:
            painter.fillRect(area, QColor(self._tint))
        side = min(area.width(), area.height())
        self._renderer.render(painter, QRectF(area.center().x() - side / 2, area.bottom() - side, side, side))
        painter.end()


class StepDots(QWidget):
    """The visitor's way at a glance: done, now, still to come; said in words to a screen reader."""

    def __init__(self, now: int, steps: int) -> None:
        super().__init__()
        self._now, self._steps = now, steps
        self._step_px = theme.fitted().edge(44)
        self.setFixedSize(steps * self._step_px, theme.fitted().edge(16))
        self.setAccessibleName(f"Step {now} of {steps}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Full for what is done, tall for what is now, only an outline for what is to come."""
        look = theme.fitted()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for step in range(1, self._steps + 1):
            colour = QColor(look.focus if step == self._now else "#ffffff")
            painter.setPen(QPen(colour, look.edge(2)))
            painter.setBrush(colour if step <= self._now else Qt.BrushStyle.NoBrush)
            wide, tall = look.edge(32), look.edge(12 if step == self._now else 7)
            place = QRectF((step - 1) * self._step_px + look.edge(1), (self.height() - tall) / 2, wide, tall)
            painter.drawRoundedRect(place, tall / 2, tall / 2)
        painter.end()


class TopBar(QFrame):
    """The bar outside of a visit, which says only what this is."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self.setMinimumHeight(theme.fitted().px(72))
        box = QHBoxLayout(self)
        side = theme.fitted().edge(32)
        box.setContentsMargins(side, side // 4, side, side // 4)
        box.addWidget(text(title, "subtitle", wraps=False))
        box.addStretch(1)


class OneInFront(QStackedLayout):
    """Pages of which one is in front, with all the room that there is, whatever the words of any need.

    Qt asks every page there is, also those that nobody sees, how tall it is at each width, at each change of any.
    """

    def hasHeightForWidth(self) -> bool:
        return False


def rule() -> QFrame:
    """A thin line between two things."""
    line = QFrame()
    line.setProperty("kind", "rule")
    return line


class _MeasuredOnceSeen(QScrollArea):
    """Qt measures all that scrolls at each change of style, and each move into something larger is one to it.

    What was not seen yet has no size of its own either: Qt tells it one when it is shown, and measures then.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and self.testAttribute(Qt.WidgetAttribute.WA_PendingResizeEvent):
            return QAbstractScrollArea.event(self, event)
        return super().event(event)


def scrolling(content: QWidget, within: QWidget) -> QScrollArea:
    """Content that may grow beyond the window at large text; it scrolls, only downwards.

    What it stands `within` is named at once: its bars are dressed as soon as they are there, and anew by each move.
    """
    area = _MeasuredOnceSeen(within)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
