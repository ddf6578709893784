"""What every screen shares: the bar above, content that scrolls, one row of actions below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from empathylab.session.plan import VisitPlan
from empathylab.session.stages import STEP_NAMES
from empathylab.ui import theme
from empathylab.ui.widgets import TopBar, scrolling


class Screen(QWidget):
    """A calm page with one clear action. `first` gets the focus when the screen is shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        self.first: QWidget | None = None
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(0, 0, 0, 0)
        self.page.setSpacing(0)

    def build(self, content: QLayout, actions: QLayout, bar: TopBar | None = None) -> None:
        """Lay the screen out; content may be longer than the window."""
        look = theme.current()
        if bar is not None:
            self.page.addWidget(bar)
        holder = QWidget()
        holder.setLayout(content)
        content.setContentsMargins(56, 0, 56, look.gap(10))
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(0, look.gap(26), 0, 0)
        box.addWidget(holder)
        box.addStretch(1)
        self.page.addWidget(scrolling(body), 1)
        footer = QHBoxLayout()
        footer.setContentsMargins(56, look.gap(12), 56, look.gap(24))
        footer.addLayout(actions)
        self.page.addLayout(footer)

    def take_focus(self) -> None:
        """Put the focus on the screen's main control."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, as people expect of a page."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        super().keyPressEvent(event)


def visit_bar(plan: VisitPlan, step: int, place: str = "") -> TopBar:
    """The bar of a visit: portrait, name, where on the way."""
    persona = plan.personas[0]
    return TopBar(
        plan.name, place or STEP_NAMES[step - 1], portrait=persona.look.portrait, steps=(step, len(STEP_NAMES))
    )
