"""Text entry on copied prompts, after Soukoreff & MacKenzie (CHI 2003) and MacKenzie (2015).

P is the presented text, T the transcribed one. INF = Levenshtein(P, T), the errors left in; C = max(|P|, |T|) − INF,
the correct characters; IF, characters erased; F, the keys that erased them. Everything is computed in memory and only
the numbers are kept.

KSPC is keystrokes for each transcribed character, (|T| + IF + F) / |T|. The often quoted (C + INF + IF + F)/(C + INF)
is the same unless a character was left out: that one needed no key, yet counts in INF.
"""

from __future__ import annotations

from dataclasses import dataclass

CHARACTERS_PER_WORD = 5


@dataclass(frozen=True, slots=True)
class TextScore:
    """Shares are 0 to 1. `wpm` is None without a time, `kspc` without any text."""

    presented: int
    transcribed: int
    correct: int
    incorrect_not_fixed: int
    incorrect_fixed: int
    fixes: int
    wpm: float | None
    kspc: float | None
    msd_error_share: float
    uncorrected_error_share: float
    corrected_error_share: float


def score_text(presented: str, transcribed: str, erased: int, fixes: int, seconds: float | None = None) -> TextScore:
    """Score what stands in the field, with how many characters were erased and by how many keys."""
    from rapidfuzz.distance import Levenshtein

    longest = max(len(presented), len(transcribed))
    not_fixed = Levenshtein.distance(presented, transcribed)
    correct = longest - not_fixed
    classified = correct + not_fixed + erased
    return TextScore(
        presented=len(presented),
        transcribed=len(transcribed),
        correct=correct,
        incorrect_not_fixed=not_fixed,
        incorrect_fixed=erased,
        fixes=fixes,
        wpm=words_per_minute(len(transcribed), seconds),
        kspc=(len(transcribed) + erased + fixes) / len(transcribed) if transcribed else None,
        msd_error_share=not_fixed / longest if longest else 0.0,
        uncorrected_error_share=not_fixed / classified if classified else 0.0,
        corrected_error_share=erased / classified if classified else 0.0,
    )


def words_per_minute(characters: int, seconds: float | None) -> float | None:
    """The clock starts with the first character, so that one takes no time."""
    if not seconds or seconds <= 0:
        return None
    return max(0, characters - 1) / seconds * 60 / CHARACTERS_PER_WORD
