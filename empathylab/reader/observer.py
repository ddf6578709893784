"""The protocol of whoever hears of what the screen reader does: the record, the captions, the lab."""

from __future__ import annotations

from typing import Protocol

from empathylab.domain.event_log import Recorder
from empathylab.reader.utterance import Utterance


class ReaderObserver(Recorder, Protocol):
    """Hears of what the reader does; what is recorded is never what was typed."""

    def phrase(self, utterance: Utterance) -> None:
        """A phrase is said now."""

    def curtain_asked(self) -> None:
        """Curtain on or off was commanded, which is the lab's to do."""
