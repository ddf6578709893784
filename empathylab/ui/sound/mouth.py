"""Says sentences one after the other with a voice that is made when it is first needed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from empathylab.domain.voice import Voice
from empathylab.reader.speech_manager import SpeechManager, SpeechNews, SpeechPriority
from empathylab.reader.utterance import Utterance, notice
from empathylab.ui.sound.audio import fitting

LANGUAGE = "en-GB"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Mouth(QObject):
    """`began`: each phrase as it is spoken. `followed`: the same for phrases of a longer text, which somebody hears."""

    began = Signal(str)
    followed = Signal()

    def __init__(self, make_voice: Callable[[], Voice], parent: QObject) -> None:
        super().__init__(parent)
        self._make_voice = make_voice
        self._voice: Voice | None = None
        self._speaker: SpeechManager | None = None
        self._is_following = False

    def begin_visit(self) -> None:
        """Somebody else listens: softly at first."""
        self.silence()
        self._take(fitting(self._voice, self._make_voice))
        assert self._voice is not None
        self._voice.begin_visit()

    def say(self, utterance: Utterance, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Speak now, or after what is being said; nothing when there is nothing to say."""
        self._ready().say(dataclasses.replace(utterance, language=LANGUAGE), urgency)

    def tell(self, words: str, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        self.say(notice(words), urgency)

    def follow(self, texts: Iterable[str]) -> None:
        """Read texts after what is being said, sentence by sentence."""
        for words in texts:
            for sentence in _SENTENCE_END.split(words):
                self.tell(sentence, SpeechPriority.NEXT)
        self._is_following = self.is_speaking

    def silence(self) -> None:
        """Stop at once, and forget what was still to be said."""
        self._is_following = False
        if self._speaker is not None:
            self._speaker.silence()

    @property
    def is_speaking(self) -> bool:
        return self._speaker is not None and self._speaker.is_speaking

    def close(self) -> None:
        """Give the voice back."""
        self.silence()
        if self._voice is not None:
            self._voice.close()
        self._voice = self._speaker = None

    def _ready(self) -> SpeechManager:
        if self._speaker is None:
            self._take(self._make_voice())
        assert self._speaker is not None
        return self._speaker

    def _take(self, voice: Voice) -> None:
        if voice is not self._voice:
            self._voice = voice
            self._speaker = SpeechManager(voice, self._begun, _let_go, self._ended)

    def _begun(self, utterance: Utterance) -> None:
        self.began.emit(utterance.text)
        if self._is_following:
            self.followed.emit()

    def _ended(self) -> None:
        self._is_following = False


def _let_go(_news: SpeechNews) -> None:
    """What became of a phrase is nobody's record here."""
