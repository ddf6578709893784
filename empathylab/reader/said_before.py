"""Which phrases were said of this page already: how often a person listens again is a measure."""

from __future__ import annotations

from empathylab.reader.utterance import PartKind, Utterance


class SaidBefore:
    """Phrases by the node they are about, since the page opened."""

    def __init__(self) -> None:
        self._said: set[tuple[int, str]] = set()

    def clear(self) -> None:
        """Another page: nothing was said of it."""
        self._said.clear()

    def holds(self, utterance: Utterance) -> bool:
        """Whether the same was said of this part of the page before, its surroundings aside; now it has been."""
        own = " ".join(
            part.text for part in utterance.parts if part.kind is not PartKind.CONTAINER and not part.is_private
        )
        said = (utterance.about, own)
        is_again = said in self._said
        if utterance.about:
            self._said.add(said)
        return is_again
