"""What the lab's own screen reader says of the lab's own windows, found through Qt's accessibility."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from empathylab.reader.node import Node
from empathylab.reader.phrasebook import Phrasebook
from empathylab.reader.settings import ReaderSettings

_R = QAccessible.Role
_ROLES = {
    _R.Button: "button",
    _R.PushButton: "button",
    _R.CheckBox: "checkbox",
    _R.RadioButton: "radio",
    _R.EditableText: "textbox",
    _R.ComboBox: "combobox",
    _R.SpinBox: "spinbutton",
    _R.Table: "table",
    _R.ProgressBar: "progressbar",
    _R.Client: "group",
}


def node_of(widget: QWidget) -> Node:
    """A widget as the reader knows it."""
    found = QAccessible.queryAccessibleInterface(widget)
    state = found.state()
    states = [name for name, is_so in (("disabled", state.disabled), ("checked", state.checked)) if is_so]
    return Node(
        id=1,
        parent=0,
        role=_ROLES.get(found.role(), "generic"),
        name=_name(found),
        value=found.text(QAccessible.Text.Value),
        description=found.text(QAccessible.Text.Description),
        states=tuple(states),
        is_focusable=True,
    )


def _name(found: QAccessibleInterface) -> str:
    """On Linux a combo box tells its choice as its name, and its label by a relation, as real readers know."""
    labels = [other.text(QAccessible.Text.Name) for other, _ in found.relations(QAccessible.RelationFlag.Label)]
    return " ".join(labels) or found.text(QAccessible.Text.Name)


def spoken(widget: QWidget) -> str:
    """The words that the reader says when the focus arrives at the widget."""
    return Phrasebook(ReaderSettings()).phrase(node_of(widget)).text
