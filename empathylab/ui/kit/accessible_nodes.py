"""What Qt tells assistive technology of the lab's own widgets, as reader nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QGroupBox,
    QLabel,
    QPushButton,
    QTabBar,
    QWidget,
)

from empathylab.reader.node import Node
from empathylab.ui.kit.label import Label, Narration

Known = TypeVar("Known")

_ROLES = {
    QAccessible.Role.StaticText: "text",
    QAccessible.Role.Heading: "heading",
    QAccessible.Role.EditableText: "textbox",
    QAccessible.Role.Button: "button",
    QAccessible.Role.ButtonMenu: "button",
    QAccessible.Role.ButtonDropDown: "button",
    QAccessible.Role.CheckBox: "checkbox",
    QAccessible.Role.RadioButton: "radio",
    QAccessible.Role.ComboBox: "combobox",
    QAccessible.Role.Slider: "slider",
    QAccessible.Role.SpinBox: "spinbutton",
    QAccessible.Role.ProgressBar: "progressbar",
    QAccessible.Role.Link: "link",
    QAccessible.Role.Graphic: "image",
    QAccessible.Role.Grouping: "group",
    QAccessible.Role.Dialog: "dialog",
    QAccessible.Role.AlertMessage: "alert",
    QAccessible.Role.List: "listbox",
    QAccessible.Role.ListItem: "option",
    QAccessible.Role.PageTabList: "tablist",
    QAccessible.Role.PageTab: "tab",
    QAccessible.Role.Separator: "separator",
}
_LEAVES = {"combobox", "spinbutton", "textbox", "button", "text"}
_VALUED = {"textbox", "combobox", "slider", "spinbutton", "progressbar"}
_CHECKED = {"checkbox", "radio"}
#: Told as words: a picture by its name.
_TOLD = {"text", "image"}
_TOLD_IN_A_GROUP = {*_TOLD, "group"}
#: Such as have the bit of TabFocus, which is dear to ask for.
_BY_TAB = {each for each in Qt.FocusPolicy.__members__.values() if each & Qt.FocusPolicy.TabFocus}
#: Signs for the eye, in words.
_SIGNS = {"←": "left arrow", "→": "right arrow", "↑": "up arrow", "↓": "down arrow", "↓ more": ""}


def node_of(widget: QWidget) -> Node:
    """One widget as the reader knows it, with what is chosen in it now."""
    found = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QTabBar):
        found = found.child(widget.currentIndex())
    thing = found.object()
    node = _node(found, thing, _role_of(found, thing), 1, 0)
    if isinstance(widget, QTabBar):
        return replace(node, place=widget.currentIndex() + 1, size=widget.count())
    if isinstance(widget, QAbstractItemView):
        rows, columns = widget.model().rowCount(), widget.model().columnCount()
        name, value = widget.accessibleName(), _current_cell(widget)
        return replace(node, role="table", name=name, value=value, rows=rows, columns=columns)
    return node


def nodes_in(page: QWidget) -> list[Node]:
    """A page and everything that is seen in it, in reading order."""
    return _look(page, _node)


def texts_of(page: QWidget) -> list[str]:
    """A page's words and names of pictures, without controls and what labels them; in reading order, each once."""
    return list(dict.fromkeys(node.name for node in nodes_in(page)[1:] if node.name and node.role in _TOLD))


def own_texts(group: QWidget) -> list[str]:
    """What a group tells on the way in: without the words of named groups inside that the keyboard comes to.

    Of those that it does not come to the names are told here as well.
    """
    return list(dict.fromkeys(filter(None, _look(group, _words, _tells_itself)[1:])))


def _tells_itself(thing: object) -> bool:
    """A button, or a group with a name that takes the focus, or in which something does."""
    if not isinstance(thing, QGroupBox) or not thing.accessibleName():
        return isinstance(thing, QAbstractButton)
    return any(map(_takes_focus, (thing, *thing.findChildren(QWidget))))


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() in _BY_TAB and widget.isVisible() and widget.isEnabled()


def _nothing(_thing: object) -> bool:
    return False


def _look(
    page: QWidget,
    known: Callable[[QAccessibleInterface, object, str, int, int], Known],
    is_left_out: Callable[[object], bool] = _nothing,
) -> list[Known]:
    """What is to be known of everything that is seen in a page now, numbered in reading order.

    Each thing is asked for once and handed on: this is done wherever the focus comes in.
    """
    seen: list[Known] = []

    def look(found: QAccessibleInterface, parent: int) -> None:
        thing = found.object()
        if not found.isValid() or _is_unseen(thing) or (parent and is_left_out(thing)):
            return
        role, number = _role_of(found, thing), len(seen) + 1
        seen.append(known(found, thing, role, number, parent))
        if role not in _LEAVES:
            for child in filter(None, map(found.child, range(found.childCount()))):
                look(child, number)

    look(QAccessible.queryAccessibleInterface(page), 0)
    return seen


def _is_unseen(thing: object) -> bool:
    """Hidden, or a page of the web engine: that has a reader of its own, and Qt cannot be asked about it."""
    if not isinstance(thing, QWidget) or not thing.isVisible():
        return isinstance(thing, QWidget)
    return isinstance(thing, Narration) if isinstance(thing, QLabel) else bool(thing.property("draws_focus"))


def _role_of(found: QAccessibleInterface, thing: object) -> str:
    """A button that is one of several to pick from is a radio button, whatever it looks like.

    Any other push button that stays down is a button; Qt on Linux calls it a check box.
    """
    if isinstance(thing, QAbstractButton) and len(_choices(thing)) > 1:
        return "radio"
    return "button" if isinstance(thing, QPushButton) else _ROLES.get(found.role(), "generic")


def _choices(thing: object) -> list[QAbstractButton]:
    """The buttons of which only one can be on, this one among them."""
    if not isinstance(thing, QAbstractButton) or not thing.isCheckable():
        return []
    group: QButtonGroup | None = thing.group()
    if group is not None:
        return group.buttons() if group.exclusive() else []
    parent: QWidget | None = thing.parentWidget()
    if not thing.autoExclusive() or parent is None:
        return []
    near = parent.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [each for each in near if each.autoExclusive() and each.group() is None]


def _current_cell(view: QAbstractItemView) -> str:
    """The cell or line that the keyboard is at, with its column's name."""
    index = view.currentIndex()
    if not index.isValid():
        return ""
    header = view.model().headerData(index.column(), Qt.Orientation.Horizontal)
    words = str(index.data() or "")
    return f"{header}, {words}" if isinstance(header, str) and header else words


def _words(found: QAccessibleInterface, thing: object, role: str, _node_id: int, _parent: int) -> str:
    """What a group tells of one thing in it: no more is asked for, as it is told wherever the focus comes in."""
    if role not in _TOLD_IN_A_GROUP:
        return ""
    name = _name_of(found)
    return "" if _is_silent(thing, role, name) else name


def _name_of(found: QAccessibleInterface) -> str:
    name = found.text(QAccessible.Text.Name).strip()
    return _SIGNS.get(name, name)


def _is_silent(thing: object, role: str, name: str) -> bool:
    return role == "text" and (not name or (isinstance(thing, QLabel) and _is_said_elsewhere(thing)))


def _node(found: QAccessibleInterface, thing: object, role: str, node_id: int, parent: int) -> Node:
    name = _name_of(found)
    value = found.text(QAccessible.Text.Value).strip() if role in _VALUED else ""
    if isinstance(thing, QComboBox):
        name = thing.accessibleName() or _buddy_text(thing)
    states = tuple(_states(found, role))
    if "protected" in states:
        value = "•" * len(value)
    described = found.text(QAccessible.Text.Description).strip()
    if role == "slider" and described:
        # Qt knows a slider's steps; what they stand for is in its description.
        value, described = described, ""
    place, size = _position(thing, name)
    return Node(
        node_id,
        parent,
        "generic" if _is_silent(thing, role, name) else role,
        name,
        value,
        described,
        states=states,
        place=place,
        size=size,
        is_focusable=bool(found.state().focusable) and not found.state().disabled and role != "generic",
    )


def _is_said_elsewhere(label: QLabel) -> bool:
    """It labels a control, or one has its words in its name."""
    return label.buddy() not in (None, label) or (isinstance(label, Label) and label.is_said_elsewhere)


def _position(thing: object, name: str) -> tuple[int, int]:
    """Place and number among choices; zeros where it is none of several or the name tells it."""
    group = _choices(thing)
    if len(group) < 2 or f" of {len(group)}" in name:
        return 0, 0
    return [id(each) for each in group].index(id(thing)) + 1, len(group)


def _buddy_text(widget: QWidget) -> str:
    """A combo box calls itself by its value; its label is the name."""
    labels = widget.window().findChildren(QLabel)
    return next((label.text() for label in labels if label.buddy() is widget), "")


def _states(found: QAccessibleInterface, role: str) -> Iterator[str]:
    state = found.state()
    if role in _CHECKED:
        yield "partly checked" if state.checkStateMixed else "checked" if state.checked else "not checked"
    elif role == "button" and state.checkable:
        yield "pressed" if state.checked else "not pressed"
    if state.selected and role in {"option", "tab"}:
        yield "selected"
    if state.passwordEdit:
        yield "protected"
    if state.readOnly and role == "textbox":
        yield "read only"
    if state.hasPopup and role == "button":
        yield "has menu"
    if state.disabled:
        yield "dimmed"
