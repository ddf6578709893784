"""A run's condition as the JSON that keeps it, and back: enough to do the run again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from empathylab.domain.feature import wears
from empathylab.domain.session import Condition, HelpState, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.summary import WornCount
from empathylab.measures.field_times import FieldsOfRun
from empathylab.storage.event_blob import data_text

_FIGURES = ("seed", "ppd", "distance_cm", "is_calibrated", "text_px", "pixel_ratio", "is_loudness_set")


def condition_text(condition: Condition) -> str:
    """The exact condition as JSON."""
    return data_text(
        {
            "task": condition.task,
            "twin": condition.twin.value,
            "content": condition.content,
            "barriers": list(condition.barriers),
            "simulations": [{"kind": spec.kind, **spec.params} for spec in condition.simulations],
            "helps": [{"kind": spec.kind, **spec.params} for spec in condition.helps],
            **{name: getattr(condition, name) for name in _FIGURES},
            **({"version": condition.version, "help": condition.help.value} if condition.help else {}),
        }
    )


def condition_from(text: str) -> Condition:
    """The condition that was kept; what earlier versions did not note has its default."""
    kept = json.loads(text)
    return Condition(
        kept["task"],
        Twin(kept["twin"]),
        kept["content"],
        barriers=tuple(kept["barriers"]),
        simulations=_specs(kept["simulations"]),
        helps=_specs(kept["helps"]),
        **{name: kept[name] for name in _FIGURES if name in kept},
        version=kept.get("version", ""),
        help=HelpState(kept["help"]) if "help" in kept else None,
    )


def sound_condition(text: object) -> Condition:
    """The condition of a row that may be damaged; raises ValueError or TypeError."""
    if not isinstance(text, str):
        raise TypeError("not a condition")
    try:
        return condition_from(text)
    except (KeyError, AttributeError) as error:
        raise ValueError("not a condition") from error


def worn_counts(runs: Iterable[tuple[str, Condition]]) -> Iterator[WornCount]:
    """Runs of a persona each, alike ones counted, the most frequent first."""
    found = Counter(
        (persona, each.task, each.simulations, each.is_calibrated, _is_set(each), each.twin) for persona, each in runs
    )
    for (persona, task, simulations, is_measured, is_loudness_set, twin), people in found.most_common():
        yield WornCount(persona, task, simulations, is_measured, is_loudness_set, people, twin is Twin.SERVICE)


def _is_set(condition: Condition) -> bool:
    """Where nothing depends on the volume, runs are alike whatever it was."""
    if not condition.is_loudness_set:
        return False
    # NumPy comes with it, and whoever only opens records or sends them need not load that.
    from empathylab.hearing.simulations.hearing_loss import HearingLoss

    return wears(condition.simulations, HearingLoss)


def fields_of_run(persona: str, task: str, run: RunKind, score: str) -> FieldsOfRun:
    """A run with the seconds in each of its fields; none where its score does not tell them."""
    fields = json.loads(score).get("field_seconds")
    known = fields.items() if isinstance(fields, dict) else ()
    return persona, task, run, {name: float(each) for name, each in known if isinstance(each, int | float)}


def _specs(kept: list[dict[str, Any]]) -> tuple[Spec, ...]:
    return tuple(Spec(each["kind"], {name: value for name, value in each.items() if name != "kind"}) for each in kept)
