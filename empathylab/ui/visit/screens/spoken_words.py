"""What the reader says, in words: below the page, or on the curtain while that is down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from empathylab.domain.session import RunKind
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.caption_strip import CaptionStrip

#: More than anybody hears in a run.
MOST_PHRASES = 500


class SpokenWords(QObject):
    """One for all runs. `fell_silent`: the sound has gone in the middle of one, and its words are shown from now on."""

    fell_silent = Signal()

    def __init__(self, view: RunView, caption: CaptionStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._view, self._caption = view, caption
        self._run: RunKind | None = None
        self._has_sound: Callable[[], bool] = lambda: True
        self._is_shown = False
        #: What was said in each run without what was typed; in memory only, until `forget`.
        self.said: dict[RunKind, list[str]] = {}
        view.caption.connect(self._show)
        view.public_caption.connect(self._keep)

    def begin(
        self, run: RunKind | None = None, *, is_wanted: bool, has_sound: Callable[[], bool] | None = None
    ) -> None:
        """From now on this run, whose words are kept; none: nothing is. `is_wanted`: shown from the start."""
        self._run, self._is_shown = run, is_wanted
        self._has_sound = has_sound or self._has_sound
        self._caption.say("")
        self._caption.setVisible(is_wanted)

    def end(self) -> None:
        """Nothing that is said now belongs to a run."""
        self._run = None

    def forget(self) -> None:
        """The visit is over: what was said in it is gone."""
        self.said.clear()

    def curtain_moved(self, is_down: bool) -> None:
        """What is said stands where it is seen."""
        self._caption.setVisible(self._is_shown and not is_down)

    def _show(self, phrase: str) -> None:
        is_silent = not self._has_sound()
        if self._run is not None and not self._is_shown and is_silent:
            self._is_shown = True
            self._caption.setVisible(not self._view.is_dark)
            self.fell_silent.emit()
        self._caption.say(phrase)
        if self._is_shown and is_silent:
            self._view.show_phrase(phrase)

    def _keep(self, phrase: str) -> None:
        """In memory, and on the curtain, which the whole room sees."""
        if self._is_shown and self._has_sound():
            self._view.show_phrase(phrase)
        if self._run is not None and len(self.said.setdefault(self._run, [])) < MOST_PHRASES:
            self.said[self._run].append(phrase)
