"""Whether a key does, where the reader is now, what people are taught it for."""

from __future__ import annotations

from empathylab.reader.keymap import KeyStroke, ReaderCommand, ReadingMode, command_for
from empathylab.reader.reader import Reader

#: In every mode to the next field.
_EVERYWHERE = ("next focus", "previous focus")


def does_as_taught(reader: Reader, stroke: KeyStroke) -> bool:
    """Asked before the reader has the key: a letter in a field is typed, and there Enter and arrows are its own."""
    command = command_for(stroke, reader.mode)
    if command is None:
        elsewhere = [command_for(stroke, mode) for mode in ReadingMode]
        return all(each is None or each.name in _EVERYWHERE for each in elsewhere)
    return _finds_something(reader, command)


def _finds_something(reader: Reader, command: ReaderCommand) -> bool:
    """Whether there is something here to press, or something of its kind to go to."""
    node = reader.cursor.node
    match command.name:
        case "activate" | "press":
            return node is not None and node.is_focusable
        case "quick":
            return reader.cursor.found(command.kind, command.step) is not None
    return True
