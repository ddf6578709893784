"""What a summary says, as sentences and rows: the charts, their tables and their spoken text all come from here."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from empathylab.domain.records import PersonaPairs, Scale, Summary
from empathylab.domain.session import Outcome, RunKind
from empathylab.measures.paired import of_differences, weighted_median
from empathylab.ui.facilitator.scales import SCALES

#: Every pair of people is averaged for the typical change; for more people than this the plain median serves as well.
_ALL_AVERAGES_UP_TO = 500

Names = Callable[[str], str]
Rows = list[list[str]]

_OUTCOMES = {
    Outcome.COMPLETED: "completed",
    Outcome.GAVE_UP: "gave up",
    Outcome.STOPPED: "stopped",
    Outcome.TIMED_OUT: "ran out of time",
    Outcome.INTERRUPTED: "cut off",
}
_RUN_NAMES = {RunKind.BARRIER: "With barriers", RunKind.HELPED: "Built well"}


def number(value: float) -> str:
    """A number as people write it: no needless decimals, thousands apart."""
    return f"{value:,.1f}".removesuffix(".0")


def sentence(words: str) -> str:
    """With a capital letter in front."""
    return words[:1].upper() + words[1:]


def changes(pairs: PersonaPairs, scale: Scale) -> tuple[int, int, int]:
    """How many people went the better way, stayed, went the worse way."""
    up = sum(pair.people for pair in pairs.pairs if pair.after > pair.before)
    down = sum(pair.people for pair in pairs.pairs if pair.after < pair.before)
    same = pairs.people - up - down
    return (up, same, down) if SCALES[scale].better_is_up else (down, same, up)


def change_words(pairs: PersonaPairs, scale: Scale) -> str:
    """Such as "15 easier, 0 the same, 0 harder"."""
    better, same, worse = changes(pairs, scale)
    gain, loss = SCALES[scale].gain
    return f"{better:,} {gain}, {same:,} the same, {worse:,} {loss}."


def chart_words(summary: Summary, scale: Scale, names: Names) -> str:
    """The chart as text: each persona's people and which way they went."""
    parts = [f"{names(pairs.persona)}: {change_words(pairs, scale)}" for pairs in summary.pairs_of(scale)]
    return " ".join(parts) or "Nobody has answered this in both runs yet."


def chart_rows(summary: Summary, scale: Scale, names: Names, most: int) -> Rows:
    """One row for each line of the chart, no more than `most`."""
    pairs = ((persona.persona, pair) for persona in summary.pairs_of(scale) for pair in persona.pairs)
    return [
        [names(persona), number(pair.before), number(pair.after), f"{pair.after - pair.before:+g}", f"{pair.people:,}"]
        for persona, pair in islice(pairs, most)
    ]


def outcome_sentences(summary: Summary) -> list[str]:
    """For each run how it ended, such as "With barriers: 12 completed, 8 gave up"."""
    sentences = []
    for run, title in _RUN_NAMES.items():
        people = {outcome: 0 for outcome in Outcome}
        for count in summary.outcomes:
            if count.run is run:
                people[count.outcome] += count.people
        told = ", ".join(f"{people[outcome]:,} {words}" for outcome, words in _OUTCOMES.items() if people[outcome])
        if told:
            sentences.append(f"{title}: {told}.")
    return sentences


def zoom_rows(summary: Summary, names: Names) -> Rows:
    """Zoom chosen beside the zoom predicted, for each persona and prediction the median choice."""
    groups: dict[tuple[str, float | None], list[tuple[float, int]]] = {}
    for count in summary.zoom:
        groups.setdefault((count.persona, count.predicted), []).append((count.chosen, count.people))
    rows = []
    for (persona, predicted), chosen in groups.items():
        people = sum(number_of for _, number_of in chosen)
        expected = f"{predicted:.1f} times" if predicted else "no prediction"
        rows.append([names(persona), f"{weighted_median(chosen):.1f} times", expected, f"{people:,}"])
    return rows


def harm_words(summary: Summary) -> tuple[str, bool]:
    """How pity and belief in the person moved, and whether the facilitator should be warned."""
    sentences, is_warned = [], False
    for scale, worse_words, better_words in (
        (Scale.PITY, "felt more pity than before", "felt less"),
        (Scale.CAPABLE, "came away doubting that the person could do the job", "came away surer of it"),
    ):
        pairs = summary.all_pairs(scale)
        if not pairs.people:
            continue
        better, same, worse = changes(pairs, scale)
        sentences.append(f"{worse:,} {worse_words}, {better:,} {better_words}, {same:,} did not change.")
        is_warned = is_warned or worse > better
    return " ".join(sentences) or "Nobody has answered these questions yet.", is_warned


def usefulness_words(summary: Summary) -> str:
    """What people said about the technology that helped, 0 to 100."""
    people = sum(count for _, count in summary.usefulness)
    if not people:
        return ""
    middle = weighted_median(list(summary.usefulness))
    return f"The technology that helped: {middle:.0f} of 100 in the middle of {people:,} answers."


def caption(summary: Summary, scale: Scale) -> str:
    """Under the chart: all personas together, counted, and the middle change where there are enough people."""
    pairs = summary.all_pairs(scale)
    if not pairs.people:
        return "Nobody has answered this in both runs yet."
    return f"{change_words(pairs, scale)} {_middle_words(pairs, scale)}".strip()


def _middle_words(pairs: PersonaPairs, scale: Scale) -> str:
    """The size of the change, with the interval that belongs to it; nothing where people are too few to say."""
    if pairs.people > _ALL_AVERAGES_UP_TO:
        middle = weighted_median([(pair.after - pair.before, pair.people) for pair in pairs.pairs])
        return f"In the middle of {pairs.people:,} people the change is {middle:+g} {SCALES[scale].unit}."
    found = of_differences(pairs.differences(), is_higher_better=SCALES[scale].better_is_up)
    if found.interval is None or found.shift is None:
        return "Too few people to say more than this."
    low, high = found.interval.low, found.interval.high
    unit = SCALES[scale].unit
    return f"Typical change {found.shift:+.3g} {unit} (95 % interval {low:+.3g} to {high:+.3g})."
