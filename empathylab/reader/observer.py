"""What the screen reader tells whoever is around it: the record, the captions, the lab."""

from __future__ import annotations

from typing import Protocol

from empathylab.domain.event_log import Recorder
from empathylab.reader.utterance import Utterance


class ReaderObserver(Recorder, Protocol):
    """Who hears of what the reader does; what is recorded is never what was typed."""

    def phrase(self, utterance: Utterance) -> None:
        """A phrase that is said now."""

    def asked(self, what: str) -> None:
        """A command that the lab carries out: "curtain"."""
