"""The reader over the lab's own windows: what Qt tells assistive technology of its widgets, as reader nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QButtonGroup,
    QComboBox,
    QLabel,
    QPushButton,
    QTabBar,
    QWidget,
)

from empathylab.domain.voice import Voice
from empathylab.reader.node import Node, node_from
from empathylab.reader.settings import ReaderSettings
from empathylab.ui.web.reader_station import Station
from empathylab.ui.web.reader_tree import Messages, ReaderAdapter

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
#: Signs for the eye, in words.
_SIGNS = {"←": "left arrow", "→": "right arrow", "↑": "up arrow", "↓": "down arrow", "↓ more": ""}


def node_of(widget: QWidget) -> Node:
    """One widget as the reader knows it, with what is chosen in it now."""
    found = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QTabBar):
        found = found.child(widget.currentIndex())
    message = _node(found, _role_of(found), 1, 0)
    if isinstance(widget, QTabBar):
        message["o"] = (widget.currentIndex() + 1, widget.count())
    if isinstance(widget, QAbstractItemView):
        message |= {"r": "table", "n": widget.accessibleName(), "v": _current_cell(widget)}
        message["z"] = (widget.model().rowCount(), widget.model().columnCount())
    return node_from(message)


def nodes_in(page: QWidget) -> list[Node]:
    """A page and everything that is seen in it, in reading order."""
    return [node_from(message) for message in NativeTree(page).look()]


def texts_of(page: QWidget) -> list[str]:
    """The words of a page without its controls and what labels them, in reading order, each once."""
    return list(dict.fromkeys(node.name for node in nodes_in(page)[1:] if node.role == "text"))


class NativeTree(ReaderAdapter):
    """A window as a reader's page. Qt tells of focus; everything else is looked up before each key."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self._to: Messages | None = None
        self._ids: dict[object, int] = {}
        self._found: dict[int, QAccessibleInterface] = {}
        self._sent: list[dict[str, Any]] = []

    def attach(self, to: Messages) -> None:
        if self._to is not None:
            return
        self._to = to
        self._sent = self.look()
        to.opened({"title": self._window.windowTitle(), "nodes": self._sent, "focus": self._focus_message()})
        _application().focusChanged.connect(self._focus_changed)
        self.opened.emit()

    def detach(self) -> None:
        if self._to is not None:
            _application().focusChanged.disconnect(self._focus_changed)
        self._to = None
        self._found.clear()

    def look_again(self) -> None:
        if self._to is None:
            return
        nodes = self.look()
        if nodes != self._sent:
            self._sent = nodes
            self._to.changed([{"root": nodes[0]["i"], "nodes": nodes}])

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._to is not None and new is not None and self._window.isAncestorOf(new):
            self.look_again()
            self._to.focused(self._focus_message())

    def _focus_message(self) -> dict[str, Any] | None:
        widget = self._window.focusWidget()
        node = next((node for node in self._sent if widget is not None and node["i"] == self._ids.get(widget)), None)
        return None if node is None else {"node": node, "isEditable": node["r"] == "textbox", "field": ""}

    # --- looking ---

    def look(self) -> list[dict[str, Any]]:
        """Everything that is seen in the window now, as messages to a reader."""
        self._found.clear()
        root = QAccessible.queryAccessibleInterface(self._window)
        return list(self._nodes(root, 0, 0))

    def _nodes(self, found: QAccessibleInterface, parent: int, place: int) -> Iterator[dict[str, Any]]:
        if not found.isValid() or _is_unseen(found):
            return
        role = _role_of(found)
        node_id = self._id_of(found, parent, place)
        self._found[node_id] = found
        yield _node(found, role, node_id, parent)
        if role in _LEAVES:
            return
        for index in range(found.childCount()):
            child = found.child(index)
            if child is not None:
                yield from self._nodes(child, node_id, index)

    def _id_of(self, found: QAccessibleInterface, parent: int, place: int) -> int:
        key = found.object() or (parent, place)
        return self._ids.setdefault(key, len(self._ids) + 1)

    # --- acting ---

    def _widget(self, node: int) -> QWidget | None:
        found = self._found.get(node)
        thing = found.object() if found is not None else None
        return thing if isinstance(thing, QWidget) else None

    def show(self, node: int) -> None:
        found = self._found.get(node)
        if found is None:
            return
        box = found.rect()
        corner = self._window.mapFromGlobal(box.topLeft())
        self.cursor_moved.emit(corner.x(), corner.y(), box.width(), box.height())

    def focus(self, node: int) -> None:
        widget = self._widget(node)
        if widget is not None:
            widget.setFocus()

    def press(self, node: int) -> None:
        widget = self._widget(node)
        if widget is None:
            return
        widget.setFocus()
        if isinstance(widget, QAbstractButton):
            widget.click()
            self.look_again()

    def tab(self, node: int, step: int) -> None:
        stops = [self._widget(one["i"]) for one in self._sent if "f" in one and (one["i"] > 0)]
        order = [one["i"] for one in self._sent]
        here = order.index(node) if node in order else -1
        places = [order.index(one["i"]) for one in self._sent if "f" in one]
        further = [at for at, place in enumerate(places) if (place > here if step > 0 else place < here)]
        if further:
            widget = stops[further[0] if step > 0 else further[-1]]
            if widget is not None:
                widget.setFocus()


class NativeReader(Station):
    """The reader over one of the lab's windows, with the same keys and signals as over a page."""

    def __init__(self, window: QWidget, voice: Voice, settings: ReaderSettings, parent: QObject | None = None) -> None:
        super().__init__(NativeTree(window), voice, settings, parent)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _is_unseen(found: QAccessibleInterface) -> bool:
    """Hidden, or a page of the web engine: that has a reader of its own, and Qt cannot be asked about it."""
    thing = found.object()
    return isinstance(thing, QWidget) and (not thing.isVisible() or bool(thing.property("draws_focus")))


def _role_of(found: QAccessibleInterface) -> str:
    """A button that is one of several to pick from is a radio button, whatever it looks like.

    Any other push button that stays down is a button; Qt on Linux calls it a check box.
    """
    thing = found.object()
    if len(_choices(thing)) > 1:
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


def _node(found: QAccessibleInterface, role: str, node_id: int, parent: int) -> dict[str, Any]:
    thing = found.object()
    name = found.text(QAccessible.Text.Name).strip()
    name = _SIGNS.get(name, name)
    value = found.text(QAccessible.Text.Value).strip() if role in _VALUED else ""
    if isinstance(thing, QComboBox):
        name = thing.accessibleName() or _buddy_text(thing)
    is_said_elsewhere = isinstance(thing, QLabel) and thing.buddy() is not None
    is_silent = role == "text" and (not name or is_said_elsewhere)
    node: dict[str, Any] = {"i": node_id, "p": parent, "r": "generic" if is_silent else role}
    states = list(_states(found, role))
    if "protected" in states:
        value = "•" * len(value)
    described = found.text(QAccessible.Text.Description).strip()
    if role == "slider" and described:
        # Qt knows a slider's steps; what they stand for is in its description.
        value, described = described, ""
    extras = {"n": name, "v": value, "s": states, "d": described, "o": _position(thing, name)}
    node.update({key: extra for key, extra in extras.items() if extra})
    if found.state().focusable and not found.state().disabled and role != "generic":
        node["f"] = 1
    return node


def _position(thing: object, name: str) -> tuple[int, int] | None:
    """Place and number among choices, unless the name tells it."""
    group = _choices(thing)
    if len(group) < 2 or f" of {len(group)}" in name:
        return None
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
