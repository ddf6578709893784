"""What a reader may do in the page or window it reads, and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class ReaderPage(Protocol):
    """The page as a reader sees it.

    Nodes are named by their ids. All of these return at once; what follows from them arrives as messages.
    """

    def fresh(self, node: int, since: int, then: Callable[[], None]) -> None:
        """Catch up with the page as it is now, with this node above all (0: none), and call `then`.

        Where the cursor comes from `since` (0: from anywhere), what that node is said from is enough.
        """

    def show(self, node: int) -> None:
        """Scroll this into view and mark it as where the cursor is."""

    def focus(self, node: int) -> None:
        """Put the keyboard focus here."""

    def press(self, node: int) -> None:
        """Activate: follow, press, tick, open."""

    def tab(self, node: int, step: int) -> None:
        """Focus the next (1) or previous (-1) stop of the Tab key from here."""
