"""Moves of the reader's cursor that wait until the page has told what it holds there now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from empathylab.reader.cursor import Cursor
from empathylab.reader.page import ReaderPage

#: A page that becomes another each time it is asked is said as it was last.
_MOST_TRIES = 3


@dataclass(eq=False, slots=True)
class _PendingMove:
    """`start` is where the cursor stood; `is_overtaken`: the page changed, so that the move may lead elsewhere."""

    move: Callable[[], bool]
    say: Callable[[bool], None]
    about: Callable[[], int | None]
    start: tuple[int | None, int] = (None, 0)
    has_moved: bool = False
    is_overtaken: bool = False
    tries_left: int = _MOST_TRIES


class PendingMoves:
    """Holds moves until the page has answered: it is asked before what it holds is said.

    Moves the cursor, asks the page about the place, and only then says it. One at a time: a newer one counts.
    """

    def __init__(self, page: ReaderPage, cursor: Cursor) -> None:
        self._page = page
        self._cursor = cursor
        self._current: _PendingMove | None = None

    @property
    def is_waiting(self) -> bool:
        """Something will be said when the page has answered."""
        return self._current is not None

    def go(
        self, move: Callable[[], bool], say: Callable[[bool], None], about: Callable[[], int | None] | None = None
    ) -> None:
        """Begin a move: `move` tells whether it moved, `say` gets that; `about` is said if not the cursor's own."""
        self.drop()
        self._current = waiting = _PendingMove(move, say, about or (lambda: self._cursor.item))
        self._try(waiting)

    def stay(self, say: Callable[[], None]) -> None:
        """Say something about where the cursor is, once the page has answered."""
        self.go(lambda: True, lambda _: say())

    def drop(self) -> None:
        """Say nothing of the moves that wait; the cursor goes where it was sent all the same."""
        if self._current is not None and self._current.is_overtaken:
            self._move(self._current)
        self._current = None

    def overtake(self) -> None:
        """The page is about to change: the cursor goes back, to move over the page as it will be."""
        if self._current is not None:
            self._current.is_overtaken = True
            self._cursor.item, self._cursor.offset = self._current.start

    def _try(self, waiting: _PendingMove) -> None:
        waiting.tries_left -= 1
        self._move(waiting)
        self._page.fresh(waiting.about() or 0, self._since(waiting), partial(self._answered, waiting))

    def _since(self, waiting: _PendingMove) -> int:
        """Where the cursor came from; 0 where it moved nowhere: what it looked for may be anywhere."""
        start = waiting.start[0]
        return 0 if start is None or start == self._cursor.item else start

    def _move(self, waiting: _PendingMove) -> None:
        waiting.is_overtaken = False
        waiting.start = (self._cursor.item, self._cursor.offset)
        waiting.has_moved = waiting.move()

    def _answered(self, waiting: _PendingMove) -> None:
        if waiting is not self._current:
            return
        if waiting.is_overtaken and waiting.tries_left:
            self._try(waiting)
            return
        if waiting.is_overtaken:
            self._move(waiting)
        self._current = None
        waiting.say(waiting.has_moved)
