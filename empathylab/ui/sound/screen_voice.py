"""The voice of the lab's own screens: says sentences one after the other."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from empathylab.domain.voice import Voice
from empathylab.reader.speech_manager import SpeechManager, SpeechNews, SpeechPriority
from empathylab.reader.utterance import Utterance, notice

LANGUAGE = "en-GB"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class ScreenVoice(QObject):
    """Says what the lab's own screens say.

    `began`: each phrase as it is spoken. `followed`: the same for phrases of a longer text, which somebody hears.
    """

    began = Signal(str)
    followed = Signal()

    def __init__(self, voice: Voice, parent: QObject) -> None:
        super().__init__(parent)
        self._voice = voice
        self._speech = SpeechManager(voice, self._begun, _let_go, self._ended)
        self._is_following = False

    def begin_visit(self) -> None:
        """Somebody else listens: softly at first."""
        self.silence()
        self._voice.begin_visit()

    def say(self, utterance: Utterance, urgency: SpeechPriority = SpeechPriority.NOW) -> None:
        """Speak now, or after what is being said; nothing when there is nothing to say."""
        self._speech.say(dataclasses.replace(utterance, language=LANGUAGE), urgency)

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
        self._speech.silence()

    @property
    def is_speaking(self) -> bool:
        return self._speech.is_speaking

    def _begun(self, utterance: Utterance) -> None:
        self.began.emit(utterance.text)
        if self._is_following:
            self.followed.emit()

    def _ended(self) -> None:
        self._is_following = False


def _let_go(_news: SpeechNews) -> None:
    """What became of a phrase is nobody's record here."""
