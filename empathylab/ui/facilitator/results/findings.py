"""What a summary says, as sentences and rows: the charts, their tables and their spoken text all come from here."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from empathylab.domain.session import RunKind
from empathylab.domain.summary import Scale, Summary
from empathylab.measures.change_size import rounded, signed
from empathylab.measures.comparing import compare
from empathylab.measures.comparison_words import HARM, count_words, harm_warning, harm_words, typical_words
from empathylab.measures.medians import weighted_median
from empathylab.measures.outcomes import OUTCOMES, RUNS, endings
from empathylab.measures.zoom_choices import zoom_choices

Names = Callable[[str], str]
Rows = list[list[str]]
NOBODY = "Nobody has answered this in both runs yet."
NOBODY_YET = "Nobody has answered these questions yet."


def number(value: float) -> str:
    """A number as people write it: no needless decimals, thousands apart."""
    return f"{value:,.1f}".removesuffix(".0")


def sentence(words: str) -> str:
    """With a capital letter in front."""
    return words[:1].upper() + words[1:]


def chart_words(summary: Summary, scale: Scale, names: Names) -> str:
    """The chart as text: each persona's people and which way they went."""
    parts = [
        f"{names(pairs.persona)}: {count_words(compare(pairs, scale, summary.people_of(pairs.persona)))}"
        for pairs in summary.pairs_of(scale)
    ]
    return " ".join(parts) or NOBODY


def chart_rows(summary: Summary, scale: Scale, names: Names, most: int) -> Rows:
    """One row for each line of the chart, no more than `most`."""
    pairs = ((persona.persona, pair) for persona in summary.pairs_of(scale) for pair in persona.pairs)
    return [
        [names(persona), number(pair.before), number(pair.after), signed(rounded(pair.change)), f"{pair.people:,}"]
        for persona, pair in islice(pairs, most)
    ]


def outcome_sentences(summary: Summary) -> list[str]:
    """For each run how it ended, such as "With barriers: 12 completed, 8 gave up"."""
    sentences = []
    for run in (RunKind.BARRIER, RunKind.HELPED):
        people = endings(summary.outcomes, run)
        told = ", ".join(f"{count:,} {OUTCOMES[outcome].of_people}" for outcome, count in people.items() if count)
        if told:
            sentences.append(f"{sentence(RUNS[run])}: {told}.")
    return sentences


def zoom_rows(summary: Summary, names: Names) -> Rows:
    """Zoom read with longest beside the zoom that comfort needs, for each persona and need the median."""
    return [
        [names(choice.persona), f"{choice.middle:.1f} times", choice.comfort_words, f"{choice.people:,}"]
        for choice in zoom_choices(summary)
    ]


def harm_sentences(summary: Summary) -> tuple[list[str], str]:
    """How pity and belief in the person moved, and the warning where they moved the wrong way."""
    found = [compare(summary.all_pairs(scale), scale, summary.counts.people) for scale in HARM]
    answered = [change for change in found if change.people]
    return [harm_words(change) for change in answered] or [NOBODY_YET], harm_warning(answered)


def usefulness_words(summary: Summary) -> str:
    """What people said about the technology that helped, 0 to 100."""
    people = sum(count for _, count in summary.usefulness)
    if not people:
        return ""
    middle = weighted_median(list(summary.usefulness))
    return f"How useful the technology was that helped: half of {people:,} people gave it {middle:.0f} of 100 or more."


def caption(summary: Summary, scale: Scale) -> str:
    """Under the chart: all personas together, counted, and the typical change where there are enough people."""
    pairs = summary.all_pairs(scale)
    if not pairs.people:
        return NOBODY
    change = compare(pairs, scale, summary.counts.people)
    return f"{count_words(change)} {typical_words(change)}"
