"""How fast somebody typed in a run, from the keys' classes and times alone."""

from __future__ import annotations

from collections.abc import Sequence

from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import Delivery, KeyClass, KeyHandled, RunEnded, RunStarted
from empathylab.domain.session import RunKind
from empathylab.measures.scores import NOT_INTENDED
from empathylab.measures.text import words_per_minute

#: A longer pause between two characters is reading the card, not typing.
_PAUSE_MS = 3_000
#: Fewer characters say nothing about a speed.
_LEAST_CHARACTERS = 10


def typing_wpm(log: Sequence[LogEntry], run: RunKind) -> float | None:
    """Words a minute while typing in a run, None for too little typing.

    Characters that arrived less those taken back, over the time between keys without the pauses.
    """
    times: list[int] = []
    characters = 0
    for at_ms, key in _keys_of(log, run):
        if key.key_class not in (KeyClass.CHARACTER, KeyClass.EDIT):
            continue
        times.append(at_ms)
        if key.delivery is not Delivery.DROPPED:
            characters += 1 if key.key_class is KeyClass.CHARACTER else -1
        if key.delivery in NOT_INTENDED and key.key_class is KeyClass.CHARACTER:
            times.pop()
    gaps = [later - earlier for earlier, later in zip(times, times[1:], strict=False)]
    seconds = sum(gap for gap in gaps if gap < _PAUSE_MS) / 1000
    return words_per_minute(characters, seconds) if characters >= _LEAST_CHARACTERS else None


def _keys_of(log: Sequence[LogEntry], run: RunKind) -> list[tuple[int, KeyHandled]]:
    """The keys of a run, each with its time in milliseconds."""
    found: list[tuple[int, KeyHandled]] = []
    is_open = False
    for entry in log:
        match entry.event:
            case RunStarted(kind=kind):
                is_open = kind is run
            case RunEnded():
                is_open = False
            case KeyHandled() as key if is_open:
                found.append((entry.at_ms, key))
    return found
