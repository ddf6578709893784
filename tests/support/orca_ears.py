"""What Orca 43 says when the focus comes to a widget, worked out from the tree that Qt gives it.

Groups that are entered come first, each with its name and the labels in it that belong to no control; labels of fewer
than three words are left out, and so is what the group's own name says. Then the widget's own name and description.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

#: Orca leaves out labels of fewer words when it reads a group.
FEWEST_WORDS = 3
#: No page has as many stops of Tab.
MOST_STOPS = 120
_NOT_LOOKED_INTO = {
    QAccessible.Role.ComboBox,
    QAccessible.Role.List,
    QAccessible.Role.MenuBar,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}


def heard(before: QWidget | None, now: QWidget) -> list[str]:
    """Each utterance, in the order said."""
    groups = [each for each in reversed(_around(now)) if before is None or not each.isAncestorOf(before)]
    said = [words for group in groups for words in (_name(group), *labels_in(group))]
    return [words for words in (*said, _name(now), _described(now)) if words]


def heard_by_tab(page: QWidget) -> Iterator[list[str]]:
    """What is said of each stop of Tab on a page, once round from where the focus is."""
    before, start = None, None
    for _ in range(MOST_STOPS):
        now = QApplication.focusWidget()
        if now is None or now is start:
            return
        start = start or now
        if page.isAncestorOf(now) or now is page:
            yield heard(before, now)
        before = now if page.isAncestorOf(now) else None
        page.window().focusNextPrevChild(True)


def twice(said: list[str]) -> list[str]:
    """Sentences that come a second time; a name may stand in another one."""
    sentences = [sentence.strip(" .") for words in said for sentence in words.split(". ")]
    return [each for number, each in enumerate(sentences) if len(each.split()) > 2 and each in sentences[:number]]


def labels_in(group: QWidget) -> list[str]:
    """The labels that are read with the group's name."""
    name = _name(group)
    found = (_text(each) for each in _labels(_interface(group)))
    return list(dict.fromkeys(words for words in found if len(words.split()) >= FEWEST_WORDS and words not in name))


def _around(widget: QWidget) -> list[QWidget]:
    """The groups that hold it, the innermost first."""
    above = widget.parentWidget()
    around = []
    while above is not None:
        if _interface(above).role() is QAccessible.Role.Grouping:
            around.append(above)
        above = above.parentWidget()
    return around


def _labels(found: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for child in filter(None, map(found.child, range(found.childCount()))):
        if not child.isValid() or child.state().invisible or child.role() in _NOT_LOOKED_INTO:
            continue
        if child.role() is QAccessible.Role.StaticText and not child.relations(QAccessible.RelationFlag.AllRelations):
            yield child
        yield from _labels(child)


def _interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def _text(found: QAccessibleInterface) -> str:
    return " ".join(found.text(QAccessible.Text.Name).split())


def _name(widget: QWidget) -> str:
    """A combo box is called by its label alone; Qt gives its value for the name."""
    found = _interface(widget)
    if isinstance(widget, QComboBox):
        return " ".join(_text(label) for label, _ in found.relations(QAccessible.RelationFlag.Label))
    return _text(found)


def _described(widget: QWidget) -> str:
    return " ".join(_interface(widget).text(QAccessible.Text.Description).split())
