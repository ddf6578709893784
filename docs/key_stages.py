"""Where the time of a key under the lens goes: `python docs/key_stages.py`, in any checkout, by turns with another.

Of 80 keys into the bench's form at 1280×800, the least and the median of each stage in milliseconds, and of the same
page without a lens.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from empathylab.bench import station
from empathylab.speech.voices import SilentVoice
from empathylab.ui.lens.frame_worker import FrameWorker
from empathylab.ui.lens.lens import Lens
from empathylab.ui.lens.page_grabber import PageGrabber
from empathylab.ui.page.application import make_application
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound.audio import MainThreadCaller

KEYS = 80
#: The first time after a key that one of these has ended, in this order.
STAGES: tuple[tuple[str, type, str], ...] = (
    ("page painted", PageGrabber, "_painted"),
    ("its picture there", PageGrabber, "picture"),
    ("filtered", FrameWorker, "_filter"),
    ("back", Lens, "_show_result"),
    ("painted", Lens, "paintEvent"),
)
ended_s: dict[str, float] = {}


def main() -> None:
    """Both simulations of the bench, one after the other."""
    for name, kind, method in STAGES:
        setattr(kind, method, _stamped(name, getattr(kind, method)))
    make_application()
    view = RunView(SilentVoice(MainThreadCaller()))
    view.resize(1280, 800)
    view.show()
    handle = view.windowHandle()
    assert handle is not None
    view.guard_window(handle)
    for name, simulation in station._SIMULATIONS:
        station._start(view, simulation)
        sys.stdout.write(f"{name}: {_stages(view)}\n")
        view.set_simulation_enabled(False)
        sys.stdout.write(f"  without a lens: {_told(station.key_to_picture_ms(view, KEYS))}\n")
    view.end()


def _stages(view: RunView) -> str:
    view.page_focus("full-name")
    station.pause(300)
    spent_ms: dict[str, list[float]] = {name: [] for name, *_ in STAGES}
    for key in range(KEYS):
        ended_s.clear()
        before = time.perf_counter()
        station._one_key(view, "\b" if key % 2 else "w", view.lens.painted, station._PAUSES_MS[key % 10])
        for name, *_ in STAGES:
            after = ended_s.get(name, before)
            spent_ms[name].append((after - before) * 1000)
            before = after
    return ", ".join(f"{name} {_told(each)}" for name, each in spent_ms.items())


def _told(spent_ms: list[float]) -> str:
    return f"{min(spent_ms):.2f} / {median(spent_ms):.2f}"


def _stamped(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def stamped(*given: Any) -> Any:
        found = method(*given)
        ended_s.setdefault(name, time.perf_counter())
        return found

    return stamped


if __name__ == "__main__":
    main()
