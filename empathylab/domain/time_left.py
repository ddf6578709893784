"""How long work will still take, told once there is something to tell it from."""

from __future__ import annotations

import time

#: Earlier it would be a guess, and short work needs none.
_WATCHED_S = 3.0


class TimeLeft:
    """Watches work that goes on evenly."""

    def __init__(self) -> None:
        self._started_s = time.monotonic()

    def words(self, done: int, all_of_it: int) -> str:
        """Such as "about 2 minutes left"; nothing in the first seconds, and at the end."""
        return time_left_words(done, all_of_it, time.monotonic() - self._started_s)


def time_left_words(done: int, all_of_it: int, took_s: float) -> str:
    """The same for work that took so long up to now."""
    if took_s < _WATCHED_S or not 0 < done < all_of_it:
        return ""
    left_s = took_s * (all_of_it - done) / done
    if left_s < 10:
        return "a few seconds left"
    if left_s < 90:
        return f"about {round(left_s, -1):.0f} seconds left"
    return f"about {max(2, round(left_s / 60))} minutes left"
