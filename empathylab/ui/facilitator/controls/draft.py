"""What stands on a page and is not saved yet."""

from __future__ import annotations

from collections.abc import Callable


class Draft:
    """Compares what stands there now with what was saved last; `read` gives all of it, right or wrong."""

    def __init__(self, read: Callable[[], object]) -> None:
        self._read = read
        self._saved = read()
        self._warned_of: object = self._saved

    def settle(self) -> None:
        """As it stands it is saved, or as it was found."""
        self._saved = self._warned_of = self._read()

    @property
    def is_unsaved(self) -> bool:
        return self._read() != self._saved

    def may_go(self) -> bool:
        """Whether nothing is lost with it, or who loses it was told of just that before."""
        now = self._read()
        is_known = now in (self._saved, self._warned_of)
        self._warned_of = now
        return is_known
