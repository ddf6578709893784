"""Hours of visitors in one lab: memory, handles, processes and latency at the end beside the start."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from empathylab.app import Lab
from empathylab.bench import station
from empathylab.bench.figure import Figure, percentile
from empathylab.bench.lab import HastyVisitor, opened_lab
from empathylab.bench.processes import Usage, usage
from empathylab.demo.keyboard_driver import rest, wait_for
from empathylab.demo.participant import Participant
from empathylab.demo.run import counted_voice
from empathylab.demo.screenshots import Screenshots

_MINUTES = 120.0
_QUICK_MINUTES = 3.0
#: Latency is measured before the first visitor, after each so many, and after the last.
_VISITORS_PER_MEASURE = 15
_KEYS = 40
#: Whose eyes: the lens is at work in both of her runs.
_MEASURED_ON = "claudia"


@dataclass(frozen=True, slots=True)
class VisitSample:
    """What was measured after one visitor."""

    took_s: float
    usage: Usage


def figures(quick: bool) -> list[Figure]:
    """Two hours of visitors (in `quick` three minutes), each persona in turn, in one process."""
    with opened_lab(counted_voice) as lab:
        wait_for(lab.window.isActiveWindow, "the window to come to the front")
        visits, latencies_ms = _visitors(lab, (_QUICK_MINUTES if quick else _MINUTES) * 60)
    return _compared(visits, latencies_ms)


def _visitors(lab: Lab, seconds: float) -> tuple[list[VisitSample], list[float]]:
    """One after the other until the time is over, and each persona once at least."""
    personas = lab.director.services.station.personas
    screenshots = Screenshots(lab.window, None)
    visits: list[VisitSample] = []
    latencies_ms = [_latency_ms(lab)]
    ends = time.monotonic() + seconds
    while time.monotonic() < ends or len(visits) < len(personas):
        number = len(visits)
        began = time.monotonic()
        chance = random.Random(f"soak-{number}")
        Participant(lab, personas[number % len(personas)], chance, screenshots, is_quick=True).visit()
        rest(300)
        visits.append(VisitSample(time.monotonic() - began, usage()))
        if len(visits) % _VISITORS_PER_MEASURE == 0:
            latencies_ms.append(_latency_ms(lab))
    latencies_ms.append(_latency_ms(lab))
    return visits, latencies_ms


def _latency_ms(lab: Lab) -> float:
    """Key to filtered picture in a visit of its own, 95th percentile; the worse of its two runs."""
    found: list[float] = []
    view = lab.window.view
    personas = lab.director.services.station.personas
    HastyVisitor(lab, lambda _persona: found.append(percentile(station.key_to_picture_ms(view, _KEYS), 95))).visit(
        personas.index(_MEASURED_ON)
    )
    return max(found)


def _compared(visits: Sequence[VisitSample], latencies_ms: Sequence[float]) -> list[Figure]:
    """Each figure at the end beside the start: medians of the first and the last tenth, the first visitors left out."""
    settled = visits[min(len(visits) // 10, 9) :]
    tenth = max(1, len(settled) // 10)

    def figure(name: str, unit: str, of: Callable[[VisitSample], float], slack: float) -> Figure:
        start = statistics.median(of(each) for each in settled[:tenth])
        end = statistics.median(of(each) for each in settled[-tenth:])
        return Figure(name, end, unit, goal=start + slack, peers=(("at the start", start),))

    return [
        figure("memory of the lab's process", "MB", lambda each: each.usage.memory_mb, slack=20),
        figure("handles, all processes", "open", lambda each: each.usage.handles, slack=20),
        figure("threads, all processes", "running", lambda each: each.usage.threads, slack=10),
        figure("processes", "running", lambda each: each.usage.processes, slack=1),
        figure("a visit", "s", lambda each: each.took_s, slack=10),
        Figure(
            "key → filtered picture, 95th percentile",
            statistics.median(latencies_ms[-2:]),
            "ms",
            goal=33,
            peers=(("at the start", statistics.median(latencies_ms[:2])),),
            note=f"{len(visits)} visitors; worst of {len(latencies_ms)} measures {max(latencies_ms):.0f} ms",
        ),
    ]
