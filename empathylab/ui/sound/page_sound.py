"""The sound of a run's page: all of it goes through what is worn, in the player, and nothing of the lab's own does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from PySide6.QtCore import QObject, Signal

from empathylab.domain.spec import Spec
from empathylab.hearing import SIMULATIONS
from empathylab.ui.sound.media_state import MediaState
from empathylab.ui.sound.sound_link import END_MEDIA, FOLLOW_MEDIA, PlayerLink

Send = Callable[[int, bytes], bool]


def _nowhere(what: int, content: bytes) -> bool:
    del what, content
    return False


class PageSound(QObject):
    """Hands what a page's media do to the player. `unheard`: a sentence for each file that has no sound.

    `device_changed`: it goes elsewhere now.
    """

    unheard = Signal(str)
    device_changed = Signal()

    def __init__(self, send: Send = _nowhere) -> None:
        super().__init__()
        self._send = send
        self._worn: tuple[Spec, ...] = ()
        self._states: dict[int, MediaState] = {}

    def wear(self, simulations: Sequence[Spec]) -> None:
        """From now on the page is heard so; what is no simulation of hearing is passed over."""
        worn = tuple(each for each in simulations if each.kind in SIMULATIONS)
        if worn != self._worn:
            self._worn = worn
            for state in self._states.values():
                self.follow(state)

    def follow(self, state: MediaState) -> None:
        """One element of the page is like this now."""
        self._states[state.element] = state
        lines = {each.kind for each in state.worn}
        worn = (*state.worn, *(each for each in self._worn if each.kind not in lines))
        self._send(FOLLOW_MEDIA, replace(state, worn=worn).to_bytes())

    def end(self) -> None:
        """The page is gone: silence at once."""
        if self._states:
            self._states = {}
            self._send(END_MEDIA, b"")


def make_page_sound(find_link: Callable[[], PlayerLink]) -> PageSound:
    """The sound of a page on the device that the player has, which is asked for when there is something to play."""
    sound = PageSound(lambda what, content: link().send(what, content=content))

    @cache
    def link() -> PlayerLink:
        found = find_link()
        found.unheard.connect(sound.unheard)
        found.device_changed.connect(sound.device_changed)
        return found

    return sound
