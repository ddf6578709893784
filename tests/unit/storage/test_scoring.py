"""What the tables keep of a run beside its events."""

from __future__ import annotations

import pytest

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import RunEnded, RunStarted, ZoomChanged
from empathylab.domain.session import Condition, Outcome, RunKind, Twin
from empathylab.domain.spec import Spec
from empathylab.measures.scores import RunScore, score_runs
from empathylab.storage.conditions import condition_text
from empathylab.storage.scoring import _zoom

ZOOM = Spec("zoom")


def scored(*events: InteractionEvent) -> RunScore:
    steps = (RunStarted(RunKind.HELPED, 1, "missed-bin"), *events)
    log = [LogEntry(seq, seq * 100, event) for seq, event in enumerate(steps)]
    (score,) = score_runs([*log, LogEntry(len(log), 1000, RunEnded(RunKind.HELPED, 1, Outcome.COMPLETED))])
    return score


def zoom_of(helps: tuple[Spec, ...], *events: InteractionEvent) -> float | None:
    condition = Condition("missed-bin", Twin.ACCESSIBLE, "a", helps=helps)
    return _zoom({"condition": condition_text(condition)}, scored(*events))["zoom_chosen"]


@pytest.mark.parametrize(
    ("helps", "events", "chosen"),
    [((), (), None), ((ZOOM,), (), 1.0), ((ZOOM,), (ZoomChanged(2.5),), 2.5), ((), (ZoomChanged(2.0),), 2.0)],
    ids=["not offered", "offered, not taken", "offered and taken", "taken unasked"],
)
def test_zoom_is_kept_where_it_was_offered_and_where_somebody_took_it(
    helps: tuple[Spec, ...], events: tuple[InteractionEvent, ...], chosen: float | None
) -> None:
    assert zoom_of(helps, *events) == chosen
