"""Whether a key does, where the reader is now, what people are taught it for."""

from __future__ import annotations

from empathylab.reader.keymap import KeyStroke, ReadingMode, command_for
from empathylab.reader.reader import Reader

#: In every mode to the next field.
_EVERYWHERE = ("next focus", "previous focus")
_PRESSES = ("activate", "press")


def does_as_taught(reader: Reader, stroke: KeyStroke) -> bool:
    """Asked before the reader has the key: a letter in a field is typed, and there Enter and arrows are its own."""
    if not reader.tree.nodes:  # the page has not been read yet
        return False
    command = command_for(stroke, reader.mode)
    if command is None:
        elsewhere = [command_for(stroke, mode) for mode in ReadingMode]
        return all(each is None or each.name in _EVERYWHERE for each in elsewhere)
    if command.name in _PRESSES:
        node = reader.cursor.node
        return node is not None and node.is_focusable
    # That nothing of a kind follows is an answer as well: who has heard the page to its end is there.
    return True
