"""A named part of a window: a screen reader says its name, and what it tells, when the focus comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGroupBox, QWidget
from shiboken6 import isValid

from empathylab.ui.kit.accessible_nodes import own_texts
from empathylab.ui.kit.announcing import follow_focus, told_on_the_way_in
from empathylab.ui.kit.label import Narration

_SENTENCE_ENDS = (".", "!", "?", ":", "…", ".”", "?”")
#: Orca leaves out labels of fewer words.
_FEWEST_WORDS = 3
#: A page that opens may give the focus to one control and then to another: to a reader that is one way in.
_MOMENT_MS = 100


class NamedGroup(QGroupBox):
    """A screen, a page, a question with its answers: whatever is said once, on the way in, and not by each control.

    Readers differ in what they say of a group that they enter: its description, or, Orca, all labels of some length
    anywhere in it, sorted by their place. So its words are its description, and the labels are passed over but for
    one that has the same words: that of the outermost group just entered, which tells for those inside as well.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._read_as: str | None = None
        self._narration: Narration | None = None
        _narrator()

    def be_read_whole(self, title: str) -> None:
        """For what is only read, such as a chart: Tab reaches it, and its name is all that it tells by then."""
        if title == self._read_as:
            return
        self._read_as = title
        # With all it tells at once: where the keyboard is in it each name is said.
        self.take_down()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.take_down() and self._narration is None:
            # Now, as of a child that is new Orca does not know by the time it asks; and none among the answers of a
            # question, since it counts all that stands beside one.
            self._narration = Narration(self)
        _narrator().tell(self)

    def describe(self) -> None:
        """Tell what the group holds now."""
        self.take_down()
        _narrator().tell(self)

    def take_down(self) -> list[str]:
        """What the group tells now, which becomes its description; what its name says is not said again."""
        told = self.to_tell()
        if self._read_as is None:
            _change(self.accessibleDescription, self.setAccessibleDescription, _sentences(told))
        else:
            _change(self.accessibleName, self.setAccessibleName, _sentences([self._read_as, *self._new_texts()]))
        return told

    def to_tell(self) -> list[str]:
        """What is told on the way in beside the name: nothing where the name is all.

        A group without a name is one for the eye alone: what it holds is told by the one around it.
        """
        return self._new_texts() if self._read_as is None and self.accessibleName() else []

    def narrate(self, texts: Sequence[str]) -> None:
        """These are the words of the one label that is not passed over."""
        words = _sentences(texts)
        if self._narration is None:
            if not words:
                return
            self._narration = Narration(self)
        if words and len(words.split()) < _FEWEST_WORDS:
            words = _sentences((self.accessibleName(), *texts))
        _change(self._narration.accessibleName, self._narration.setAccessibleName, words)

    def _new_texts(self) -> list[str]:
        title = self.accessibleName() if self._read_as is None else self._read_as
        return [each for each in self._texts() if " ".join(each.split()) not in title]

    def _texts(self) -> list[str]:
        return own_texts(self)


class _Narrator(QObject):
    """Tells of the groups that the focus came into last."""

    def __init__(self) -> None:
        super().__init__()
        self._entered: list[NamedGroup] = []
        self._telling: list[NamedGroup] = []
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT_MS)
        #: What is hidden hands the focus on, and a reader hears of the place alone where it stays in the end.
        self._passing = QTimer(self, singleShot=True, interval=0)
        self._passing.timeout.connect(self._forget_left)
        # What was just put there is laid out, and seen, only then; a reader asks later still.
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._take_in)
        #: Only while the focus passes through: who holds a widget of a page that has gone keeps all of the page.
        self._left: QWidget | None = None

    def enter(self, before: QWidget | None, now: QWidget | None) -> None:
        """What stands in a group may change while it is shown; it is told as it is when the focus comes in."""
        left = self._left if self._passing.isActive() else before
        if left is not None and isValid(left) and not left.isVisible():
            self._left = left
            self._passing.start()
        entered = [each for each in _around(now) if each.accessibleName() and not _is_in(left, each)]
        if not entered:
            return
        self._entered = entered
        self._hush(self._telling if self._moment.isActive() and _is_in(now, self._telling[0]) else [])
        if entered[0] not in self._telling:
            self._telling.append(entered[0])
        self._moment.start()
        self._take_in()
        self._laid_out.start()

    def _forget_left(self) -> None:
        self._left = None

    def _hush(self, but: list[NamedGroup]) -> None:
        """Those that tell no longer."""
        for group in self._telling:
            if group not in but and isValid(group):
                group.narrate(())
        self._telling = list(but)

    def _take_in(self) -> None:
        entered = [each for each in self._entered if isValid(each)]
        told = [words for group in entered for words in group.take_down()]
        if entered:
            entered[0].narrate(told)
            told_on_the_way_in(told)

    def tell(self, changed: NamedGroup) -> None:
        """What holds the focus tells what it holds now."""
        entered = [each for each in self._entered if isValid(each)]
        if changed in entered:
            entered[0].narrate([words for group in entered for words in group.to_tell()])


def _around(widget: QWidget | None) -> list[NamedGroup]:
    """The groups that hold a widget, itself too, the outermost first."""
    around: list[NamedGroup] = []
    while widget is not None:
        if isinstance(widget, NamedGroup):
            around.insert(0, widget)
        widget = widget.parentWidget()
    return around


def _is_in(widget: QWidget | None, group: NamedGroup) -> bool:
    return widget is not None and isValid(widget) and isValid(group) and group.isAncestorOf(widget)


@cache
def _narrator() -> _Narrator:
    narrator = _Narrator()
    follow_focus(narrator.enter)
    return narrator


def _change(now: Callable[[], str], change: Callable[[str], None], words: str) -> None:
    """Only when they are others: whoever listens is told of each change."""
    if now() != words:
        change(words)


def words_in(widget: QWidget) -> str:
    """What a group around these words would tell on the way in."""
    return _sentences(own_texts(widget))


def _sentences(texts: Sequence[str]) -> str:
    lines = (" ".join(each.split()) for each in texts)
    return " ".join(line if line.endswith(_SENTENCE_ENDS) else f"{line}." for line in lines if line)
