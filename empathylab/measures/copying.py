"""Measures somebody copying a prompt, as they type, and keeps only numbers.

The warm-up gives each visitor their own reference: how fast and how correctly they type before anything is simulated.
"""

from __future__ import annotations

from empathylab.domain.events import TextMeasured
from empathylab.measures.text import TextScore, score_text


class CopyTyping:
    """Measures one line as it is copied, from the field's whole text after each change, which goes with this object."""

    def __init__(self, presented: str) -> None:
        self._presented = presented
        self._text = ""
        self._erased = self._fixes = 0
        self._first_ms: float | None = None
        self._last_ms = 0.0

    def changed(self, text: str, at_ms: float) -> None:
        """The field now reads `text`. The clock starts with the first change."""
        self._erased += max(0, len(self._text) - len(text))
        self._fixes += len(text) < len(self._text)
        self._text = text
        self._first_ms = at_ms if self._first_ms is None else self._first_ms
        self._last_ms = at_ms

    @property
    def is_complete(self) -> bool:
        """Whether the line stands there as it should."""
        return self._text == self._presented

    def score(self) -> TextScore:
        """How the line was copied, from the first change of the text to the last."""
        seconds = 0.0 if self._first_ms is None else (self._last_ms - self._first_ms) / 1000
        return score_text(self._presented, self._text, self._erased, self._fixes, seconds)

    def measured(self, line: str) -> TextMeasured:
        """What is recorded of the line of this id: rounded numbers, no text."""
        score = self.score()
        return TextMeasured(
            line,
            wpm=None if score.wpm is None else round(score.wpm, 1),
            kspc=None if score.kspc is None else round(score.kspc, 3),
            uncorrected=round(score.uncorrected_error_share, 4),
            corrected=round(score.corrected_error_share, 4),
            characters=score.transcribed,
        )
