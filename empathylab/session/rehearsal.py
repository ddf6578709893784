"""The rehearsal of hard moments: scripted visitors, what is done about them, how long that takes. Nothing is kept."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from empathylab.domain.what_to_say import Deed, HardMoment


@dataclass(frozen=True, slots=True)
class Played:
    """How one moment went: what was tried before the right thing, the keys pressed and the seconds until then.

    `tried` holds ids of words that were looked up and deeds that were done; not `is_right`: passed over.
    """

    moment: HardMoment
    tried: tuple[str, ...]
    keys: int
    seconds: float
    is_right: bool


class Rehearsal:
    """Plays each moment once, in an order that nobody foresees. `now_s` is a clock in seconds.

    Right is the deed of a moment; of one that the live view can do nothing about, to look up its words.
    """

    def __init__(self, moments: Sequence[HardMoment], now_s: Callable[[], float], chance: random.Random) -> None:
        self.moments = tuple(chance.sample(list(moments), len(moments)))
        self.played: list[Played] = []
        self._now_s = now_s
        self._begin()

    def _begin(self) -> None:
        self._began_s = self._now_s()
        self._keys = 0
        self._tried: list[str] = []
        self._right: Played | None = None

    @property
    def moment(self) -> HardMoment | None:
        """The one that is played now; None after the last."""
        return self.moments[len(self.played)] if len(self.played) < len(self.moments) else None

    @property
    def right(self) -> Played | None:
        """How the present moment went, once the right thing was done."""
        return self._right

    def press_key(self) -> None:
        """One more key until the right thing is done."""
        self._keys += self._right is None

    def look_up(self, words_id: str) -> None:
        """Words were looked up."""
        moment = self.moment
        if moment is None:
            return
        if words_id != moment.id:
            self._tried.append(words_id)
        elif moment.deed is None:
            self._settle(moment, is_right=True)

    def do(self, deed: Deed) -> None:
        """The live view was told to do something about it."""
        moment = self.moment
        if moment is None:
            return
        if deed is moment.deed:
            self._settle(moment, is_right=True)
        else:
            self._tried.append(deed.value)

    def _settle(self, moment: HardMoment, *, is_right: bool) -> None:
        if self._right is None:
            seconds = self._now_s() - self._began_s
            self._right = Played(moment, tuple(self._tried), self._keys, seconds, is_right)

    def go_on(self) -> None:
        """The next one; what was not done by now is passed over."""
        moment = self.moment
        if moment is not None:
            self._settle(moment, is_right=False)
            assert self._right is not None
            self.played.append(self._right)
            self._begin()
