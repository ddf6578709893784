"""PocketSphinx with the grammar of a page, offline. It is an optional part: `is_installed` says whether it is there."""

from __future__ import annotations

import contextlib
import importlib.util
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

from empathylab.voice_control.commands import VoiceCommand, command_of, grammar, sayings
from empathylab.voice_control.utterances import Pcm

#: How far, in nats a frame, the sound may be from the best that anything could be: of the words, and of each pause
#: between them that is long enough to hide a word. Beyond, it was something else
#: (docs/voice-control.md has what that costs and what it spares).
_WORDS_FURTHEST, _PAUSE_FURTHEST = 4.4, 2.5
_LONG_PAUSE = 9
_LEAST = 1e-300


def is_installed() -> bool:
    """Whether PocketSphinx is there."""
    return importlib.util.find_spec("pocketsphinx") is not None


class Recogniser:
    """Hears commands about one page at a time."""

    def __init__(self) -> None:
        """Loads the model that comes with PocketSphinx; ImportError without it."""
        from pocketsphinx import Config, Decoder, get_model_path

        # On Windows it opens no file below a folder such as Łukasz, unless by a name that has no folder in it.
        with contextlib.chdir(Path(get_model_path(), "en-us")):
            config = Config(hmm="en-us", dict="cmudict-en-us.dict", lm=None, lw=1.0, loglevel="FATAL")
            self._decoder: Any = Decoder(config)
        #: As it is said → as it stands on the page.
        self._labels: dict[str, str] = {}
        self._numbers = 0
        self.listen_for((), 0)

    def listen_for(self, labels: Sequence[str], numbers: int) -> None:
        """The words of the page, plain, and how many numbers are shown.

        A label with a word that no dictionary has is reached by its number alone.
        """
        said = ((way, each) for each in labels if each for way in sayings(each))
        self._labels = {way: each for way, each in said if all(map(self._is_word, way.split()))}
        self._numbers = numbers
        self._decoder.add_jsgf_string("page", grammar(self._labels, numbers))
        self._decoder.activate_search("page")

    def _is_word(self, word: str) -> bool:
        return self._decoder.lookup_word(word) is not None

    def hear(self, said: Pcm) -> VoiceCommand | None:
        """The command that this is; None for anything else."""
        self._decoder.start_utt()
        # The whole at once: loudness and microphone are evened out over all of it, not from a guess on.
        self._decoder.process_raw(said.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        if found is None or not self._is_close():
            return None
        return command_of(found.hypstr, self._labels, self._numbers)

    def _is_close(self) -> bool:
        """Whether these words were said, rather than others that are less unlike them than unlike all the rest."""
        segments = list(self._decoder.seg())
        words = [each for each in segments if not each.word.startswith("<")]
        pauses = [each for each in segments if each.word == "<sil>" and _frames(each) >= _LONG_PAUSE]
        return _distance(words) <= _WORDS_FURTHEST and all(_distance([each]) <= _PAUSE_FURTHEST for each in pauses)


def _frames(segment: Any) -> int:
    return int(segment.end_frame) - int(segment.start_frame) + 1


def _distance(segments: Sequence[Any]) -> float:
    """Nats a frame from the best of all that the model has heard of."""
    return -sum(log(max(each.ascore, _LEAST)) for each in segments) / max(1, sum(map(_frames, segments)))
