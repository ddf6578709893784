"""A comparison in words, the same on the results screen and in the report."""

from __future__ import annotations

from empathylab.domain.summary import Scale
from empathylab.measures.change_size import signed, size_of
from empathylab.measures.comparing import Comparison, Verdict
from empathylab.measures.scales import SCALES

#: The questions by which an event could have done harm, and what is then said of people.
HARM = {
    Scale.PITY: "people came away with more pity than before",
    Scale.CAPABLE: "people came away doubting that the person could do the job",
    Scale.ANXIETY: "people came away more nervous about working with such a person",
}
ADVICE = "Talk with them about skill and about the form, not about pity; look at how the personas are introduced."


def count_words(change: Comparison, k: int = 1) -> str:
    """Such as "12 easier, 0 the same, 0 harder, 2 did not answer."; with a `k` nobody who did not is told.

    That some are would tell of each other group that fewer than `k` are left out of it.
    """
    meaning = SCALES[change.scale]
    return _counted(change, meaning.better[0], "the same", meaning.worse[0], k)


def full_count_words(change: Comparison, k: int = 1) -> str:
    """Such as "12 found it easier, 0 stayed the same, 0 found it harder, 2 did not answer."."""
    meaning = SCALES[change.scale]
    return _counted(change, meaning.better[1], "stayed the same", meaning.worse[1], k)


def _counted(change: Comparison, better: str, same: str, worse: str, k: int) -> str:
    parts = [f"{change.better:,} {better}", f"{change.same:,} {same}", f"{change.worse:,} {worse}"]
    if change.left_out and k <= 1:
        parts.append(f"{change.left_out:,} {SCALES[change.scale].left_out}")
    return f"{', '.join(parts)}."


def shift_words(change: Comparison) -> str:
    """Such as "+4 points of 7 (95 % interval +3 to +5)"; nothing where people are too few to say."""
    size = size_of(change)
    if size is None:
        return ""
    shift, low, high = map(signed, (size.shift, size.low, size.high))
    return f"{shift} {SCALES[change.scale].unit_after(size.shift)} (95 % interval {low} to {high})"


def typical_words(change: Comparison) -> str:
    """The size of the change as a sentence, or that people are too few to say."""
    words = shift_words(change)
    return f"Typical change {words}." if words else "Too few people to say more than this."


def harm_words(change: Comparison, k: int = 1) -> str:
    """How one of the questions of `HARM` came out: the counts, the size, and what cannot be told yet."""
    size = f"Typical change {shift_words(change)}." if change.interval else ""
    untold = "Which way people were moved cannot be told yet." if change.verdict is Verdict.NOT_TOLD else ""
    return " ".join(filter(None, (full_count_words(change, k), size, untold)))


def harm_warning(changes: list[Comparison]) -> str:
    """Said where the interval tells that people were moved the wrong way; empty where it does not."""
    wrong = [
        f"{HARM[change.scale]} ({change.worse:,} against {change.better:,}, typical change {shift_words(change)})"
        for change in changes
        if change.verdict is Verdict.WORSE
    ]
    return f"People were moved the wrong way: {'; and '.join(wrong)}. {ADVICE}" if wrong else ""
