"""The figures of a visit in plain sentences; each function gives none where there is nothing to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from empathylab import motor
from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import TextMeasured
from empathylab.domain.feature import Group, wears
from empathylab.domain.persona import Persona
from empathylab.domain.session import Condition, RunKind
from empathylab.domain.words import how_many, percent
from empathylab.helps import Zoom
from empathylab.measures.scores import RunScore
from empathylab.measures.typing import typing_wpm
from empathylab.measures.zoom import COMFORTABLE_RESERVE, comfortable_zoom, reserve_at
from empathylab.reader.keystroke_cost import Price

Scores = Mapping[RunKind, RunScore]

#: So many phrases of the reader are enough to tell one form from the other.
MOST_PHRASES = 4
#: Roles of fields as the reader says them.
_FIELD_WORDS = ("edit", "radio button", "check box", "combo box", "list box")
#: What the reader says when a search for one of them found nothing.
_NOT_THERE = ("no next", "no previous")


def text_size(condition: Condition, scores: Scores) -> list[str]:
    """The zoom that was read with longest as acuity reserve, beside the one that comfort is predicted to ask for."""
    score, comfort = scores.get(RunKind.HELPED), comfortable_zoom(condition)
    if comfort is None or score is None or not wears(condition.helps, Zoom):
        return []
    reserve = reserve_at(score.zoom_longest, condition)
    sentences = [
        f"Most of the time you read at {percent(score.zoom_longest)}: "
        f"text {reserve:.1f} times as large as the smallest these eyes can read. "
        f"Comfort asks for {COMFORTABLE_RESERVE[0]:.1f} to {COMFORTABLE_RESERVE[1]:.0f} times, "
        f"on this screen {100 * comfort[0]:.0f} to {percent(comfort[1])}."
    ]
    if not condition.is_calibrated:
        sentences.append("This screen has not been measured, so these figures are a guess.")
    return sentences


def ways_to_first_field(prices: Mapping[RunKind, Price], scores: Scores) -> list[str]:
    """What each way there costs on the page as it opened, and what it cost the visitor; of two runs with a price."""
    before, after = prices.get(RunKind.BARRIER), prices.get(RunKind.HELPED)
    if before is None or after is None or before == after:
        return []
    with_barriers, built_well = _ways(before, "presses of Tab"), _ways(after, "of Tab")
    sentences = [f"What the page itself asks for: with barriers {with_barriers}; built well {built_well}."]
    first, second = (_own_way(scores.get(run)) for run in (RunKind.BARRIER, RunKind.HELPED))
    if first and second:
        sentences.append(f"Your own way to the first field took {first} with barriers, and {second} built well.")
    return sentences


def _own_way(score: RunScore | None) -> str:
    """The visitor's keys until the first field; empty where none was reached."""
    return "" if score is None or score.keys_to_first_field is None else how_many(score.keys_to_first_field, "key")


def _ways(price: Price, tab: str) -> str:
    ways = ((price.tab, tab), (price.skip_link, "by the skip link"), (price.heading, "by headings"))
    return ", ".join(f"{presses} {way}" for presses, way in ways if presses is not None)


def keys(scores: Scores) -> list[str]:
    """What became of the key presses that were lost, doubled or struck wrong."""
    sentences = []
    for run, words in ((RunKind.BARRIER, "With barriers"), (RunKind.HELPED, "Built well")):
        score = scores.get(run)
        if score is not None and (score.keys_lost or score.keys_extra or score.keys_altered):
            sentences.append(
                f"{words}, {score.keys_lost} of {how_many(score.keys, 'key')} {_were(score.keys)} lost. "
                f"{score.keys_extra} {_were(score.keys_extra)} repeated by accident. "
                f"There {_corrections(score.corrections)} in all."
            )
    return sentences


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def hands(condition: Condition, scores: Scores) -> list[str]:
    """How the hands of this run work, for those who ask."""
    if not keys(scores):
        return []
    worn = motor.SIMULATIONS.worn(condition.simulations)
    return [each.explain() for each in worn if each.group is Group.HANDS]


def speed(log: Sequence[LogEntry], scores: Scores) -> list[str]:
    """Typing before anything was simulated beside typing with these hands, where both were measured."""
    before = next((entry.event.wpm for entry in log if isinstance(entry.event, TextMeasured)), None)
    after = typing_wpm(log, RunKind.BARRIER) if RunKind.BARRIER in scores else None
    if before is None or after is None:
        return []
    return [f"You typed about {before:.0f} words a minute before, and {after:.0f} with these hands."]


def paper(scores: Scores) -> list[str]:
    """How long the paper form took, where it was filled in."""
    score = scores.get(RunKind.PAPER)
    return [] if score is None else [f"On paper the same form took {round(score.seconds)} seconds."]


def studies(personas: Sequence[Persona]) -> list[str]:
    """What studies found about people like these, quoted."""
    return [fact.quoted for persona in personas for fact in persona.facts]


def in_the_form(phrases: Sequence[str]) -> tuple[str, ...]:
    """The first phrases about fields, without echoes of single keys and without repeats."""
    about = [phrase for phrase in phrases if any(word in phrase for word in _FIELD_WORDS)]
    heard = [phrase for phrase in about if not phrase.startswith(_NOT_THERE)]
    return tuple(phrase for phrase, _ in groupby(heard))[:MOST_PHRASES]


def _corrections(count: int) -> str:
    return "was 1 correction" if count == 1 else f"were {count} corrections"
