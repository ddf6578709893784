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
class _Errand:
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
        self._current: _Errand | None = None

    @property
    def is_waiting(self) -> bool:
        """Something will be said when the page has answered."""
        return self._current is not None

    def go(
        self, move: Callable[[], bool], say: Callable[[bool], None], about: Callable[[], int | None] | None = None
    ) -> None:
        """Begin a move: `move` tells whether it moved, `say` gets that; `about` is said if not the cursor's own."""
        self.drop()
        self._current = errand = _Errand(move, say, about or (lambda: self._cursor.item))
        self._try(errand)

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

    def _try(self, errand: _Errand) -> None:
        errand.tries_left -= 1
        self._move(errand)
        self._page.fresh(errand.about() or 0, self._since(errand), partial(self._answered, errand))

    def _since(self, errand: _Errand) -> int:
        """Where the cursor came from; 0 where it moved nowhere: what it looked for may be anywhere."""
        start = errand.start[0]
        return 0 if start is None or start == self._cursor.item else start

    def _move(self, errand: _Errand) -> None:
        errand.is_overtaken = False
        errand.start = (self._cursor.item, self._cursor.offset)
        errand.has_moved = errand.move()

    def _answered(self, errand: _Errand) -> None:
        if errand is not self._current:
            return
        if errand.is_overtaken and errand.tries_left:
            self._try(errand)
            return
        if errand.is_overtaken:
            self._move(errand)
        self._current = None
        errand.say(errand.has_moved)
