"""What each preset does to a scripted typist, what each help saves, and what the key filter itself costs.

The typist copies what a visitor types: the text values of the tasks' cards. Everything is seeded, so the figures are
the same on every computer. `python -m empathylab.bench.typing` prints the tables of docs/motor.md.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from empathylab.bench import form_helps
from empathylab.bench.figure import Figure, median_ms
from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.domain.task import QuestionKind
from empathylab.files.library import load_library
from empathylab.measures.text import score_text
from empathylab.motor import HELPS, PRESETS, KeyFilter, SlowKeys, shortest_press_ms
from empathylab.motor.features import Hands
from empathylab.motor.hand.bounce import Bounce
from empathylab.motor.hand.chord import Chord
from empathylab.motor.hand.drop import Drop
from empathylab.motor.hand.linger import Linger
from empathylab.motor.hand.neighbour import Neighbour
from empathylab.motor.hand.slip import Slip
from empathylab.motor.helps import BounceKeys, OverlapLock, RepeatDelay, StickyKeys
from empathylab.motor.typist import TypingRun, Typist, type_text

_TYPED = {QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.DATE}
_SEEDS, _QUICK_SEEDS = 12, 1
_HELPS: dict[str, tuple[str, ...]] = {
    "none": (),
    **{each.title.lower(): (each.id,) for each in HELPS},
    "all but slow keys": tuple(each.id for each in HELPS if each is not SlowKeys),
}
#: Each help with the model it is made for.
_MADE_FOR = (
    (Neighbour.id, OverlapLock.id),
    (Neighbour.id, SlowKeys.id),
    (Bounce.id, BounceKeys.id),
    (Linger.id, RepeatDelay.id),
    (Chord.id, StickyKeys.id),
)
_ERRORS_PER_PRESS = 0.1


@dataclass(frozen=True, slots=True)
class Typed:
    """One preset with one set of helps, over all prompts and seeds. Shares are of the presses made."""

    preset: str
    helps: str
    wpm: float
    kspc: float
    presses_per_character: float
    lost: float
    altered: float
    extra: float
    complete: float


def figures(quick: bool) -> list[Figure]:
    """Words a minute for every preset and help beside the same typist without a simulation."""
    table = measure(_QUICK_SEEDS if quick else _SEEDS)
    baseline = table[0].wpm
    helps = measure_helps(_QUICK_SEEDS if quick else _SEEDS)
    of_forms = form_helps.figures(_QUICK_SEEDS if quick else _SEEDS)
    return [_cost(), *(_figure(row, baseline) for row in table), *(_undone_figure(row) for row in helps), *of_forms]


def measure(seeds: int) -> list[Typed]:
    """The baseline first, then each preset with each set of helps."""
    prompts = card_texts()
    return [
        _measure("no simulation", (), "none", prompts, seeds),
        *(
            _measure(name, (Spec(Hands.id, {"preset": name}),), helps, prompts, seeds)
            for name in PRESETS
            for helps in _HELPS
        ),
    ]


@dataclass(frozen=True, slots=True)
class HelpEffect:
    """One model alone and the help made for it: characters erased and presses lost, for each 100 presses."""

    model: str
    help: str
    without: float
    with_help: float

    @property
    def share(self) -> float:
        return 1 - self.with_help / self.without if self.without else 0.0


def measure_helps(seeds: int) -> list[HelpEffect]:
    """Each help against its own error, which the model makes on one press in ten."""
    prompts = card_texts()
    return [
        HelpEffect(
            model,
            help_,
            _errors(model, (), prompts, seeds),
            _errors(model, (Spec(help_),), prompts, seeds),
        )
        for model, help_ in _MADE_FOR
    ]


def helps_markdown(table: Sequence[HelpEffect]) -> str:
    """The table of the helps as it stands in docs/motor.md."""
    lines = ["| model | help | errors without | errors with | undone |", "|---|---|--:|--:|--:|"]
    lines += [
        f"| {row.model} | {row.help} | {row.without:.1f} | {row.with_help:.1f} | {row.share:.0%} |" for row in table
    ]
    return "\n".join(lines)


def _errors(model: str, helps: Sequence[Spec], prompts: Sequence[str], seeds: int) -> float:
    """Characters erased and presses lost, for each 100 presses; what the help itself costs is in it."""
    simulations = [Spec(model, {"probability": _ERRORS_PER_PRESS})]
    typist = _patient(helps)
    runs = [
        type_text(text, KeyFilter(simulations, helps, seed), typist, seed) for seed in range(seeds) for text in prompts
    ]
    return 100 * sum(run.erased + run.counts.dropped for run in runs) / sum(run.presses for run in runs)


def _patient(helps: Sequence[Spec]) -> Typist:
    """Whoever uses slow keys holds each key."""
    accept_ms = shortest_press_ms(helps)
    return Typist().pressing_for(accept_ms) if accept_ms else Typist()


def card_texts() -> tuple[str, ...]:
    """The values a visitor types, from every card of every task; what is chosen from a list is left out."""
    return tuple(
        line.value
        for task in load_library().forms.values()
        for card in task.cards.values()
        for line in card
        if any(question.id == line.field and question.kind in _TYPED for question in task.questions)
    )


def markdown(table: Sequence[Typed]) -> str:
    """The table as it stands in docs/motor.md."""
    lines = [
        "| preset | help | WPM | KSPC | presses a character | lost | altered | extra | finished |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {row.preset} | {row.helps} | {row.wpm:.1f} | {row.kspc:.2f} | {row.presses_per_character:.2f} "
        f"| {row.lost:.1%} | {row.altered:.1%} | {row.extra:.1%} | {row.complete:.0%} |"
        for row in table
    ]
    return "\n".join(lines)


def _measure(preset: str, simulations: Sequence[Spec], helps: str, prompts: Sequence[str], seeds: int) -> Typed:
    specs = [Spec(name) for name in _HELPS[helps]]
    typist = _patient(specs)
    runs = [
        type_text(prompt, KeyFilter(simulations, specs, seed), typist, seed)
        for seed in range(seeds)
        for prompt in prompts
    ]
    return _typed(preset, helps, runs)


def _typed(preset: str, helps: str, runs: Sequence[TypingRun]) -> Typed:
    scores = [score_text(run.presented, run.transcribed, run.erased, run.fixes, run.seconds) for run in runs]
    characters = sum(score.transcribed for score in scores) or 1
    presses = sum(run.presses for run in runs)
    seconds = sum(run.seconds for run in runs)
    return Typed(
        preset,
        helps,
        wpm=sum(max(0, score.transcribed - 1) for score in scores) / seconds * 12,
        kspc=sum(score.transcribed + score.incorrect_fixed + score.fixes for score in scores) / characters,
        presses_per_character=presses / characters,
        lost=sum(run.counts.dropped for run in runs) / presses,
        altered=sum(run.counts.slipped for run in runs) / presses,
        extra=sum(run.counts.added + run.counts.repeated for run in runs) / presses,
        complete=sum(run.is_complete for run in runs) / len(runs),
    )


def _figure(row: Typed, baseline: float) -> Figure:
    return Figure(
        f"scripted typist, {row.preset}, help: {row.helps}",
        round(row.wpm, 1),
        "WPM",
        peers=(("no simulation", round(baseline, 1)),),
        note=f"keys lost {row.lost:.1%}, KSPC {row.kspc:.2f}, presses a character {row.presses_per_character:.2f}",
    )


def _undone_figure(row: HelpEffect) -> Figure:
    note = f"characters erased and presses lost for 100 presses: {row.without:.1f} without, {row.with_help:.1f} with"
    return Figure(f"errors of '{row.model}' undone by {row.help}", round(100 * row.share), "%", note=note)


def _cost() -> Figure:
    """What the whole chain adds to one key, with every model and help on and none of them delaying."""
    simulations = [Spec(name, {"probability": 0.05}) for name in (Drop.id, Slip.id, Neighbour.id, Bounce.id, Chord.id)]
    keys = KeyFilter(simulations, [Spec(each.id) for each in HELPS if each is not SlowKeys])
    now_ms = 0.0

    def press_a_hundred_keys() -> None:
        nonlocal now_ms
        for _ in range(100):
            now_ms += 240
            keys.feed(KeyPress("KeyA", True, now_ms, "a"))
            keys.feed(KeyPress("KeyA", False, now_ms + 110, "a"))
        keys.drain_facts()

    return Figure("key filter, every model on: time for one key", median_ms(press_a_hundred_keys) / 100, "ms", goal=2.0)


if __name__ == "__main__":
    for table in (
        markdown(measure(_SEEDS)),
        helps_markdown(measure_helps(_SEEDS)),
        form_helps.markdown(form_helps.measure(_SEEDS)),
    ):
        sys.stdout.write(f"{table}\n\n")
