"""How fast somebody typed in a run, from the keys' classes and times alone."""

from __future__ import annotations

from collections.abc import Sequence

from empathylab.domain.events import Event, EventKind, KeyClass
from empathylab.domain.session import RunKind
from empathylab.measures.scores import NOT_INTENDED
from empathylab.measures.text import words_per_minute

#: A longer pause between two characters is reading the card, not typing.
_PAUSE_MS = 3_000
#: Fewer characters say nothing about a speed.
_LEAST_CHARACTERS = 10


def typing_wpm(events: Sequence[Event], run: RunKind) -> float | None:
    """Words a minute while typing in a run, None for too little typing.

    Characters that arrived less those taken back, over the time between keys without the pauses.
    """
    times: list[int] = []
    characters = 0
    for event in _keys_of(events, run):
        kind, delivery = event.data.get("class"), event.data.get("delivery")
        if kind not in (KeyClass.CHARACTER, KeyClass.EDIT):
            continue
        times.append(event.at_ms)
        if delivery != "dropped":
            characters += 1 if kind == KeyClass.CHARACTER else -1
        if delivery in NOT_INTENDED and kind == KeyClass.CHARACTER:
            times.pop()
    gaps = [later - earlier for earlier, later in zip(times, times[1:], strict=False)]
    seconds = sum(gap for gap in gaps if gap < _PAUSE_MS) / 1000
    return words_per_minute(characters, seconds) if characters >= _LEAST_CHARACTERS else None


def _keys_of(events: Sequence[Event], run: RunKind) -> list[Event]:
    found: list[Event] = []
    is_open = False
    for event in events:
        if event.kind is EventKind.RUN_STARTED:
            is_open = event.data.get("kind") == run.value
        elif event.kind is EventKind.RUN_ENDED:
            is_open = False
        elif is_open and event.kind is EventKind.KEY:
            found.append(event)
    return found
