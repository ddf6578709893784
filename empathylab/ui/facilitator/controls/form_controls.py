"""What the facilitator's screens share: a page with its actions, named fields, content beside or below."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from empathylab.ui.facilitator.controls.background_task import BackgroundTask
from empathylab.ui.facilitator.controls.draft import Draft, tell_edits
from empathylab.ui.facilitator.controls.in_sight import bring_into_sight
from empathylab.ui.facilitator.controls.reading_order import ReadingOrder, stops
from empathylab.ui.facilitator.controls.reading_width import keep_readable
from empathylab.ui.facilitator.controls.side_by_side import SideBySide
from empathylab.ui.kit import theme
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.flow import Flow
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import label_of, said_elsewhere, spoken
from empathylab.ui.kit.marks import mark
from empathylab.ui.kit.widgets import button, column, holding, row, rule, scrolling, text

NOT_SAVED = "This is not saved. Save it, or press the same key or button again to let it go."
#: What Qt calls QWIDGETSIZE_MAX.
_ANY_WIDTH = (1 << 24) - 1


class _Content(QWidget):
    """What scrolls. Its least height is what its words need at the width there is, not Qt's guess of a narrow one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("screen")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class Page(NamedGroup):
    """One screen: a heading, content that scrolls, and below it the actions; they stay in sight unless text is large.

    `on_back` puts a way back in front of the actions. Children go into `body`; `said` is the line that tells
    what just happened and goes wherever the screen puts it.
    """

    back_words = "Back"
    #: Whether the actions stand below the lead where the text is large: they are what a long list is opened for.
    has_actions_on_top: ClassVar[bool] = False

    def __init__(self, title: str, lead: str = "", *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__(title)
        self.setObjectName("screen")
        self._build_page(title, lead)
        self._actions: Flow | None = None
        self._foot: QWidget | None = None
        self.said = live_text()
        self._on_back = on_back
        self._draft: Draft | None = None
        #: What it does beside the screen.
        self.work: BackgroundTask | None = None
        self.back_button: QPushButton | None = None
        self.first: QWidget | None = None
        self._wanted: QWidget | None = None
        grows = self.area.verticalScrollBar().rangeChanged
        grows.connect(lambda _least, _most: QTimer.singleShot(0, self, self._show_wanted))

    def _build_page(self, title: str, lead: str) -> None:
        content = _Content()
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 28, 0, 28)
        keep_readable(content)
        self._content.setSpacing(24)
        self.body = QVBoxLayout()
        self.body.setSpacing(18)
        self._content.addLayout(self.body, 1)
        self.heading = text(title, "title")
        self.body.addWidget(self.heading)
        if lead:
            self.body.addWidget(text(lead, "quiet"))
        self._below_lead = self.body.count()
        self.area = scrolling(content, self)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.area, 1)
        ReadingOrder(self, content)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._add_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, as the button does."""
        if event.key() == Qt.Key.Key_Escape and self.back_button is not None:
            self.back_button.click()
        else:
            super().keyPressEvent(event)

    def watch_edits(self, read: Callable[[], object]) -> None:
        """What was said of the last save is taken back at the next change, and Back tells what is not saved.

        Called when all controls are there; `read` gives what would be saved.
        """
        self._draft = Draft(read)
        tell_edits(self, self._unsay)

    def _unsay(self, *_change: object) -> None:
        say(self.said, "")

    def settle(self) -> None:
        """What stands here now is what was found or saved."""
        if self._draft is not None:
            self._draft.settle()

    def tell_saved(self, words: str) -> None:
        """Say what was saved."""
        self.settle()
        self.tell(f"Saved: {words}.")

    def tell(self, words: str, kind: str = "good") -> None:
        """Said where it is seen: with large text the line stands below the buttons, at the very end."""
        say(self.said, words, kind)
        self.bring_into_sight(self.said)

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost with it."""
        return self._draft is not None and self._draft.is_unsaved

    def may_leave(self) -> bool:
        """Whether nothing is lost with the page; what would be is said, and at the second time let go."""
        if self._draft is None or self._draft.may_go():
            return True
        self.tell(NOT_SAVED, "bad")
        return False

    @property
    def is_kept(self) -> bool:
        """Whether Back leaves the page as it is, to be found again: while it works, or where nothing is ever saved."""
        return self.work is not None and self.work.is_running

    def take_focus(self) -> None:
        """Give the keyboard to `first`, else to the first control, else to the page itself, which is only read."""
        wanted = [self.first] if self.first is not None and isValid(self.first) else []
        for widget in filter(_takes_tab, (*wanted, *stops(self))):
            # Whoever has it from the stack of pages has not come by Tab, and a line would not be marked.
            widget.clearFocus()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def bring_into_sight(self, widget: QWidget | None) -> None:
        """Now, and whenever the page grows: what was just added is put at its place only then. None: no longer."""
        self._wanted = widget
        QTimer.singleShot(0, self, self._show_wanted)

    def _show_wanted(self) -> None:
        if self._wanted is not None and isValid(self._wanted):
            self.area.ensureWidgetVisible(self._wanted)

    def _add_back(self) -> None:
        """The way back comes after the content for the keyboard, and first in the row for the eye."""
        if self._on_back is not None:
            on_back, self._on_back = self._on_back, None
            self.back_button = button(self.back_words, lambda: self.may_leave() and on_back())
            self.add_action(self.back_button)

    def add_action(self, widget: QWidget) -> None:
        """Put a control into the row below the content."""
        self._add_back()
        if self._actions is None:
            self._actions = Flow()
            if theme.current().is_large and self.has_actions_on_top:
                self.body.insertWidget(self._below_lead, self._actions)
            elif theme.current().is_large:
                self._foot = self._actions
                self._content.addWidget(self._foot)
            else:
                self._foot = _foot(self._actions)
                self._outer.addWidget(self._foot)
        self._actions.add(widget)

    def leave_no_actions(self) -> None:
        """What stands in the page is the only way on."""
        if self._foot is not None:
            self._foot.hide()


def _takes_tab(widget: QWidget) -> bool:
    is_reached = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_reached and widget.isVisible() and widget.isEnabled()


def _foot(actions: QWidget) -> QWidget:
    """Set off from the content by a line."""
    inset = column(actions)
    inside = holding(inset)
    inset.setContentsMargins(0, 14, 0, 20)
    keep_readable(inside)
    return holding(column(rule(), inside, space=0))


def live_text(kind: str = "good") -> QLabel:
    """A line that tells what just happened; hidden while empty."""
    line = text("", "good")
    line.setProperty("kind", kind)
    line.hide()
    return line


def say(line: QLabel, words: str, kind: str = "good", *, then: str = "") -> None:
    """Show a sentence in a `live_text` line and have a screen reader say it, as often as it answers somebody.

    `then`: what the page shows from now on and is heard behind it.
    """
    if words:
        announce(line, f"{spoken(words)} {then}".strip())
    line.setText(words)
    mark(line, "kind", kind)
    line.setVisible(bool(words))
    if words:
        QTimer.singleShot(0, line, lambda: bring_into_sight(line))


def switch(control: QWidget, *, is_on: bool) -> None:
    """Switch a control on or off, but for one under the keyboard, which stays as it is.

    Switched off, it would hand the keyboard on, out of the page even, and what comes of the press would be said with
    another one.
    """
    control.setEnabled(is_on or control.hasFocus())


def say_if_new(line: QLabel, words: str, kind: str = "good") -> None:
    """For what is looked at again and again: said when it is another sentence than the one that stands there."""
    if words != line.text():
        say(line, words, kind)


def put(label: QLabel, words: str) -> None:
    """Change a label only when its words changed, so that a screen reader is not told the same again."""
    if label.text() != words:
        label.setText(words)
    label.setVisible(bool(words))


def set_kind(label: QLabel, kind: str) -> None:
    """Let it look like another kind of text from now on."""
    mark(label, "kind", kind)


def field(label: str, control: QWidget, hint: str = "", *, spoken: str = "") -> QVBoxLayout:
    """A label, a hint and the control they belong to; the control carries both as its name and description.

    `spoken` is said in place of a label that only the eye can place.
    A control with a greatest width stands in a row of its own: in a column Qt would wrap the words to that width.
    """
    box = QVBoxLayout()
    box.setSpacing(7)
    box.addWidget(label_of(control, text(label, "subtitle"), spoken))
    if hint:
        box.addWidget(said_elsewhere(text(hint, "small")))
    if control.maximumWidth() < _ANY_WIDTH:
        box.addLayout(row(control))
    else:
        box.addWidget(control)
    control.setAccessibleDescription(hint)
    return box


def beside(*parts: QWidget | QLayout, weights: tuple[int, ...] = (), space: int = 24) -> SideBySide:
    """Parts side by side; below one another when the text is large or the window too narrow for all of them."""
    is_stacked = theme.current().is_large
    return SideBySide(*parts, weights=weights or (1,) * len(parts), space=space, is_stacked=is_stacked)


def flow(*children: QWidget, space: int = 14) -> Flow:
    """Controls in a row that wraps."""
    return Flow(*children, space=space)


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds, `1:05`."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
