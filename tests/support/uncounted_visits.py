"""Made-up visits outside of the sample: a report says the same, however many of them there were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import ASKED, Scale
from empathylab.measures.scales import SCALES
from support.made_up_events import CAN_MEET, MOST_FACTS, TOLD_SOMETHING, Visit


def uncounted() -> list[Visit]:
    """Visits outside of the sample that answered nothing one by one, in every way that is told of."""
    return [visit for persona in CAN_MEET for visit in uncounted_as(persona)]


def uncounted_as(persona: str) -> Iterator[Visit]:
    for way, contact in ((0, 1), (1, 4), (2, 7)):
        ends = (Outcome.COMPLETED, Outcome.COMPLETED)
        yield replace(beside(persona, ends, {scale: measured(scale, way) for scale in _MEASURED}), contact=contact)
    yield beside(persona, (Outcome.COMPLETED,))
    for end in (Outcome.GAVE_UP, Outcome.TIMED_OUT):
        yield beside(persona, (end,))
        yield from 2 * [beside(persona, (end, end), {Scale.KEYS_LOST: (3, 0)})]


_MEASURED = [scale for scale in Scale if scale not in ASKED]


def measured(scale: Scale, way: int) -> tuple[float, float]:
    return 30.0, 30.0 + (1 - way) * (10 if SCALES[scale].is_higher_better else -10)


def beside(persona: str, ends: tuple[Outcome, ...], pairs: dict[Scale, tuple[float, float]] | None = None) -> Visit:
    """A visit that the sample leaves out; who completed a form knew what it had told them."""
    outcomes = dict(zip((RunKind.BARRIER, RunKind.HELPED), ends, strict=False))
    asked = product(range(MOST_FACTS), outcomes) if persona in TOLD_SOMETHING else ()
    knew = {(fact, run): outcomes[run] is Outcome.COMPLETED for fact, run in asked}
    return Visit(persona, outcomes, pairs or {}, CAN_MEET[persona], None, knew=knew, is_counted=False)
