"""Browse mode: what each of the reader's commands does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from empathylab.domain.events import LandmarkJumped
from empathylab.reader.elements import ElementsList
from empathylab.reader.keymap import ReaderCommand, ReadingMode
from empathylab.reader.node import Node
from empathylab.reader.tables import role_of
from empathylab.reader.utterance import Part, PartKind, Utterance, notice
from empathylab.reader.words import kind_name, spoken_character, words

if TYPE_CHECKING:
    from empathylab.reader.reader import Reader


class Browse:
    """Carries out the commands of browse mode, which go through the page.

    Carries out commands on a reader. Each handler returns True unless the page is to have the key.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._handlers: dict[str, Callable[[], bool]] = {
            "next item": lambda: self._step(1),
            "previous item": lambda: self._step(-1),
            "next character": lambda: self._character(1),
            "previous character": lambda: self._character(-1),
            "next word": lambda: self._word(1),
            "previous word": lambda: self._word(-1),
            "next row": lambda: self._cell(1, 0),
            "previous row": lambda: self._cell(-1, 0),
            "next column": lambda: self._cell(0, 1),
            "previous column": lambda: self._cell(0, -1),
            "item start": lambda: self._edge(-1),
            "item end": lambda: self._edge(1),
            "top": lambda: self._end(-1),
            "bottom": lambda: self._end(1),
            "next focus": lambda: self._tab(1),
            "previous focus": lambda: self._tab(-1),
            "activate": self._activate,
            "press": self._press,
            "say all": self._say_all,
            "toggle mode": self._toggle_mode,
            "browse mode": self._leave_focus,
            "title": self._title,
            "repeat": self._repeat,
            "report focus": self._report_focus,
            "verbosity": self._verbosity,
            "curtain": self._curtain,
            "elements list": self._open_elements,
            "next entry": lambda: self._entry(1),
            "previous entry": lambda: self._entry(-1),
            "first entry": lambda: self._entry(-1_000_000),
            "last entry": lambda: self._entry(1_000_000),
            "next kind": lambda: self._kind(1),
            "previous kind": lambda: self._kind(-1),
            "go to entry": self._go,
            "close": self._close,
        }

    def do(self, command: ReaderCommand) -> bool:
        """Carry out a command; a quick key by its kind, everything else by its name."""
        if command.name == "quick":
            return self._quick(command.kind, command.step)
        return self._handlers[command.name]()

    # --- moving ---

    def _step(self, step: int) -> bool:
        return self._go_to(lambda: self._reader.cursor.move(step), words("bottom" if step > 0 else "top"))

    def _go_to(self, move: Callable[[], bool], otherwise: str, jumped_by: str = "") -> bool:
        """Say the item that the cursor moves to, or, where it moves nowhere, why."""
        reader = self._reader

        def say(has_moved: bool) -> None:
            if not has_moved:
                reader.say(notice(otherwise))
                return
            if jumped_by:
                reader.outside.record(LandmarkJumped(jumped_by))
            reader.say_here()

        reader.pending_moves.go(move, say)
        return True

    def _quick(self, kind: str, step: int) -> bool:
        otherwise = words("none_next" if step > 0 else "none_previous", kind=kind_name(kind))
        return self._go_to(lambda: self._reader.cursor.find(kind, step), otherwise, _jump_name(kind))

    def _character(self, step: int) -> bool:
        def say() -> None:
            found = self._reader.cursor.by_character(step)
            self._say_text(None if found is None else spoken_character(found) or words("blank"), step)

        self._reader.pending_moves.stay(say)
        return True

    def _word(self, step: int) -> bool:
        def say() -> None:
            found = self._reader.cursor.by_word(step)
            self._say_text(None if found is None else found or words("blank"), step)

        self._reader.pending_moves.stay(say)
        return True

    def _cell(self, rows: int, columns: int) -> bool:
        if self._reader.cursor.table is None:
            self._reader.say(notice(words("no_table")))
            return True
        return self._go_to(lambda: bool(self._reader.cursor.to_cell(rows, columns)), words("table_edge"))

    def _edge(self, step: int) -> bool:
        cursor = self._reader.cursor
        self._reader.pending_moves.stay(
            lambda: self._say_text(spoken_character(cursor.to_text_end(step)) or words("blank"), step)
        )
        return True

    def _say_text(self, text: str | None, step: int) -> None:
        if text is None:
            self._reader.say(notice(words("bottom" if step > 0 else "top")))
            return
        node = self._reader.cursor.node
        assert node is not None or text
        is_private = node is not None and (node.is_answer or (role_of(node.role).private and not node.name))
        language = node.language if node is not None else ""
        self._reader.say(Utterance((Part(PartKind.NAME, text, is_private),), language))

    def _end(self, step: int) -> bool:
        return self._go_to(lambda: self._reader.cursor.to_end(step), words("empty_page"))

    def _tab(self, step: int) -> bool:
        """Where focus and cursor are at the same place the page's own Tab does it, traps and all."""
        reader = self._reader
        here = reader.cursor.item
        is_at_start = reader.focus is None and (here is None or here == reader.tree.items[0])
        if here is None or is_at_start or (reader.focus is not None and self._is_at_focus(here)):
            return False
        reader.page.tab(here, step)
        return True

    def _is_at_focus(self, here: int) -> bool:
        focus = self._reader.focus
        assert focus is not None
        node = self._reader.tree.nodes.get(here)
        around = () if node is None else self._reader.tree.ancestors(node)
        return here == focus.id or focus.id not in self._reader.tree.nodes or focus.id in {outer.id for outer in around}

    # --- acting ---

    def _activate(self) -> bool:
        reader, node = self._reader, self._reader.cursor.node
        if node is None:
            return True
        reader.expect_focus(node)
        if role_of(node.role).mode == "always" and "dimmed" not in node.states:
            self._enter_focus()
            reader.page.focus(node.id)
        else:
            reader.page.press(node.id)
        return True

    def _press(self) -> bool:
        return self._activate()

    def _enter_focus(self) -> None:
        self._reader.set_mode(ReadingMode.FOCUS)
        self._reader.say(self._reader.untold_mode())

    def _leave_focus(self) -> bool:
        focus = self._reader.focus
        # An open list or menu is closed first; that is the page's business.
        if focus is not None and (role_of(focus.role).closes or _is_open_list(focus)):
            return False
        self._reader.set_mode(ReadingMode.BROWSE)
        self._reader.say(self._reader.untold_mode())
        return True

    def _toggle_mode(self) -> bool:
        if self._reader.mode is ReadingMode.FOCUS:
            return self._leave_focus()
        self._enter_focus()
        return True

    def _say_all(self) -> bool:
        self._reader.say_all()
        return True

    def _title(self) -> bool:
        title = self._reader.title
        self._reader.say(notice(title, "") if title else notice(words("untitled")))
        return True

    def _repeat(self) -> bool:
        self._reader.pending_moves.stay(self._reader.say_here)
        return True

    def _report_focus(self) -> bool:
        focus = self._reader.focus
        if focus is None:
            return self._title()
        self._reader.pending_moves.go(lambda: True, lambda _: self._say_focus(), lambda: focus.id)
        return True

    def _say_focus(self) -> None:
        reader = self._reader
        if reader.focus is not None:
            reader.say(reader.book.focus(reader.focus, reader.tree.ancestors(reader.focus)))

    def _verbosity(self) -> bool:
        self._reader.turn_verbosity()
        return True

    def _curtain(self) -> bool:
        self._reader.outside.curtain_asked()
        return True

    # --- the elements list ---

    def _open_elements(self) -> bool:
        reader = self._reader
        reader.elements = ElementsList(reader.tree, reader.book, reader.cursor.item)
        reader.set_mode(ReadingMode.ELEMENTS)
        reader.say(reader.elements.opening())
        return True

    def _entry(self, step: int) -> bool:
        elements = self._reader.elements
        assert elements is not None
        elements.move(elements.chosen + step)
        self._reader.pending_moves.go(
            lambda: True, lambda _: self._reader.say(elements.entry()), lambda: elements.target
        )
        return True

    def _kind(self, step: int) -> bool:
        elements = self._reader.elements
        assert elements is not None
        self._reader.say(elements.turn(step))
        return True

    def _go(self) -> bool:
        reader, elements = self._reader, self._reader.elements
        assert elements is not None
        item = None if elements.target is None else reader.tree.first_item_in(elements.target)
        self._shut()
        if item is not None:
            reader.cursor.put(item)
            reader.outside.record(LandmarkJumped("elements list"))
        reader.pending_moves.stay(reader.say_here)
        return True

    def _close(self) -> bool:
        self._shut()
        self._reader.say(notice(words("elements_left")) + self._reader.untold_mode())
        return True

    def _shut(self) -> None:
        self._reader.elements = None
        self._reader.set_mode(ReadingMode.BROWSE)


def _is_open_list(node: Node) -> bool:
    return "expanded" in node.states and (node.role == "combobox" or any("has " in state for state in node.states))


def _jump_name(kind: str) -> str:
    return "heading" if kind.startswith("heading") else kind
