"""A cache of spoken phrases: "edit, required" is spoken a hundred times in a visit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from empathylab.speech.wav import Wav

LARGEST_BYTES = 8_000_000
#: Longer phrases are hardly said twice; about four seconds of speech.
LARGEST_PHRASE_BYTES = 200_000


class WavCache:
    """Phrases that were synthesized already.

    Least recently used phrases go first; never more than `largest_bytes` of samples. In memory only.
    """

    def __init__(self, largest_bytes: int = LARGEST_BYTES) -> None:
        self._largest_bytes = largest_bytes
        self._wavs: OrderedDict[Hashable, Wav] = OrderedDict()
        self.size_bytes = 0

    def __len__(self) -> int:
        return len(self._wavs)

    def get(self, key: Hashable) -> Wav | None:
        """The sound of this phrase, None when it is not kept; it is the last to be thrown away now."""
        wav = self._wavs.get(key)
        if wav is not None:
            self._wavs.move_to_end(key)
        return wav

    def put(self, key: Hashable, wav: Wav) -> None:
        """Keep a phrase's sound; what was not used for longest makes room."""
        if len(wav.pcm) > LARGEST_PHRASE_BYTES or key in self._wavs:
            return
        self._wavs[key] = wav
        self.size_bytes += len(wav.pcm)
        while self.size_bytes > self._largest_bytes:
            _, oldest = self._wavs.popitem(last=False)
            self.size_bytes -= len(oldest.pcm)
