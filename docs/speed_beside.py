"""The lab's speed in two commits, by turns: processor time, and how many functions are called, which no load moves.

`python docs/speed_beside.py BEFORE AFTER --pairs 7` takes two names of commits out of Git. Each part is a process of
its own: a cold start to the first screen; one frame under acuity 0.7; a key to its filtered picture; a key in
mid-phrase to silence and the first sound of a new phrase. `QT_QPA_PLATFORM=offscreen` needs no screen.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Any

ROOT = Path(__file__).parents[1]
PARTS = ("cold start, s", "frame, ms", "key to picture, ms", "key to silence and sound, ms")
_TIMES = 25


def main() -> None:
    """Medians of both, and of the pairs' ratios; of the calls those of one pair."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("before")
    asked.add_argument("after")
    asked.add_argument("--pairs", type=int, default=7)
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trees = [Path(folder, side) for side in ("before", "after")]
        for tree, commit in zip(trees, (told.before, told.after), strict=True):
            subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], cwd=ROOT, check=True)
            subprocess.run([sys.executable, "-m", "compileall", "-q", "empathylab"], cwd=tree, check=True)
        try:
            for place, part in enumerate(PARTS):
                pairs = [_pair(trees, place, is_turned=bool(number % 2)) for number in range(told.pairs)]
                ratio = median(after / before for before, after in pairs)
                print(
                    f"{part}: {median(b for b, _ in pairs):.3f} -> {median(a for _, a in pairs):.3f}, {ratio:.3f};",
                    end=" ",
                )
                print(
                    "calls {:,.0f} -> {:,.0f}".format(*(_measured(tree, place, "calls") for tree in trees)), flush=True
                )
        finally:
            for tree in trees:
                subprocess.run(["git", "worktree", "remove", "--force", tree], cwd=ROOT, check=True)


def _pair(trees: list[Path], place: int, *, is_turned: bool) -> tuple[float, float]:
    """Whoever comes first in one pair comes second in the next."""
    found = {tree: _measured(tree, place, "time") for tree in (reversed(trees) if is_turned else trees)}
    return found[trees[0]], found[trees[1]]


def _measured(tree: Path, place: int, what: str) -> float:
    command = [sys.executable, __file__, "--part", str(place), what]
    there = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(command, cwd=tree, env=there, capture_output=True, encoding="utf-8", check=True)
    return float(done.stdout.split()[-1])


class _Calls:
    """Functions called so far, in every thread that begins later, too."""

    def __init__(self) -> None:
        self._count = 0
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def __call__(self) -> float:
        return self._count

    def _note(self, _frame: FrameType, event: str, _given: object) -> None:
        self._count += event in ("call", "c_call")


def _part(place: int, spent: Callable[[], float]) -> float:
    """What one part takes, by this clock or count."""
    return (_cold_start, _frame, _key, _speech)[place](spent)


def _cold_start(spent: Callable[[], float]) -> float:
    from empathylab.ui.kit import memory

    with tempfile.TemporaryDirectory() as folder, memory.start_up():
        from empathylab.app import Lab, Options
        from empathylab.ui.page.application import make_application

        make_application()
        lab = Lab(Options(Path(folder), is_windowed=True))
        lab.open()
        lab.window.grab()
        return spent()


def _frame(spent: Callable[[], float]) -> float:
    import numpy as np

    from empathylab.vision import Chain, Viewing, parse

    chain, rng = Chain([parse("acuity:logmar=0.7")], Viewing(37.8)), np.random.default_rng(1)
    frames = [rng.integers(0, 256, (800, 1280, 4), dtype=np.uint8) for _ in range(2)]
    out = np.empty_like(frames[0])
    return _each(lambda number: chain.apply_bgrx(frames[number % 2], (640.0, 400.0), out), spent)


def _key(spent: Callable[[], float]) -> float:
    from empathylab.bench import station
    from empathylab.speech.voices import SilentVoice
    from empathylab.ui.page.application import make_application
    from empathylab.ui.run.run_view import RunView
    from empathylab.ui.sound.audio import MainThreadCaller

    make_application()
    view = RunView(SilentVoice(MainThreadCaller()))
    view.resize(1280, 800)
    view.show()
    window: Any = view.windowHandle()
    view.guard_window(window)
    station._start(view, station._SIMULATIONS[0][1])
    station.key_to_picture_ms(view, 6)
    begun = spent()
    station.key_to_picture_ms(view, _TIMES)
    return (spent() - begun) / _TIMES


def _speech(spent: Callable[[], float]) -> float:
    from empathylab.bench import speech

    bench = speech._Bench()
    bench.press_keys([f"warm {number}" for number in range(4)])
    begun = spent()
    bench.press_keys([f"item {number}, link, visited" for number in range(_TIMES)])
    return (spent() - begun) / _TIMES


def _each(work: Callable[[int], object], spent: Callable[[], float]) -> float:
    for number in range(4):
        work(number)
    begun = spent()
    for number in range(_TIMES):
        work(number)
    return (spent() - begun) / _TIMES


if __name__ == "__main__":
    if sys.argv[1:2] == ["--part"]:
        is_time = sys.argv[3] == "time"
        taken = _part(int(sys.argv[2]), time.process_time if is_time else _Calls())
        print(taken * (1000 if is_time and sys.argv[2] != "0" else 1), flush=True)
        # However a part ends, its figure is told.
        os._exit(0)
    main()
