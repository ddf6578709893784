"""The station as a visitor feels it: key → filtered picture, persona → form, stop → normal, and what idling costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from empathylab import hearing
from empathylab.bench.figure import Figure, percentile, ratio_at
from empathylab.bench.hearing import BLOCK, RATE_HZ
from empathylab.bench.processes import cpu_s
from empathylab.domain.errors import MachineError
from empathylab.domain.session import Condition, Twin
from empathylab.domain.spec import Spec
from empathylab.hearing import Listener
from empathylab.hearing.simulations.hearing_loss import HearingLoss
from empathylab.motor.hand.hold import Hold
from empathylab.speech.voices import SilentVoice
from empathylab.ui.page.application import make_application
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound.audio import MainThreadCaller
from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.straylight import Straylight

_FORM = "lab://forms/tasks/missed-bin/your-details.html"
_WIDTH_PX, _HEIGHT_PX = 1280, 800
_PATIENCE_MS = 10_000
_IDLE_S = 5.0
#: Short turns, and many: the slowest twentieth of 600 keys is 30, which three that waited for the engine do not move.
_KEYS_A_TURN = 10
_TURNS, _QUICK_TURNS = 60, 4
#: Between two keys, and never as long as the one before: else what is faster might always meet one moment of the
#: engine's beat of 17 ms.
_PAUSES_MS = tuple(30 + 11 * key % 35 for key in range(_KEYS_A_TURN))
#: Claudia's eyes in the first run, and an acuity at which the filter has more to do.
_SIMULATIONS = (
    ("acuity 0.7, contrast 1.12", Spec(Acuity.id, {"logmar": 0.7, "log_cs": 1.12})),
    ("acuity 0.5", Spec(Acuity.id, {"logmar": 0.5})),
)
#: Of Ron, who wears all three.
_EYES = (
    Spec(Straylight.id, {"log_s": 1.48, "age": 75}),
    Spec(Acuity.id, {"logmar": 0.3, "log_cs": 1.6}),
)
_HANDS, _EARS = (Spec(Hold.id, {"accept_ms": 0}),), (Spec(HearingLoss.id, {"audiogram": "elderly"}),)


def figures(quick: bool) -> list[Figure]:
    """Measured on the real view in a window of 1280×800, offscreen unless there is a display."""
    qt = make_application()
    view = RunView(SilentVoice(MainThreadCaller()))
    view.resize(_WIDTH_PX, _HEIGHT_PX)
    view.show()
    handle = view.windowHandle()
    assert handle is not None
    view.guard_window(handle)
    found = [_form_ready(view, repeats=3 if quick else 9)]
    for name, simulation in _SIMULATIONS:
        _start(view, simulation)
        found.append(_beside_plain(view, name, _QUICK_TURNS if quick else _TURNS))
    found += _three_senses(view, _QUICK_TURNS if quick else _TURNS)
    found += [_idle(view, _IDLE_S / 5 if quick else _IDLE_S), _stop(view, repeats=3 if quick else 9)]
    view.end()
    view.close()
    qt.processEvents()
    return found


def _form_ready(view: RunView, repeats: int) -> Figure:
    """From the choice to the first filtered picture, the engine warmed as it is while the attract screen waits."""
    samples = []
    for _ in range(repeats):
        view.end()
        view.preload()
        pause(400)
        samples.append(_start(view, _SIMULATIONS[0][1]))
    return Figure("persona → form ready, under the lens", percentile(samples, 50), "ms", goal=1000)


def _start(view: RunView, simulation: Spec) -> float:
    condition = Condition("missed-bin", Twin.ACCESSIBLE, "a", simulations=(simulation,))
    return timed(lambda: view.start(condition, _FORM), view.ready)


def key_to_picture_ms(view: RunView, keys: int) -> list[float]:
    """So many keys into the first field of the form that is shown: how long the eye waits for each."""
    view.page_focus("full-name")
    pause(300)
    assert view.page_widget is not None
    plain = _Paints(view.page_widget)
    seen = view.lens.painted if view.lens.is_on else plain.begun
    return [_one_key(view, "\b" if key % 2 else "w", seen, _PAUSES_MS[key % len(_PAUSES_MS)]) for key in range(keys)]


class _Paints(QObject):
    """Tells when a widget begins to be painted, as the lens tells when it has been: before either is on the screen."""

    begun = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.begun.emit()
        return False


def _beside_plain(view: RunView, name: str, turns: int) -> Figure:
    """Ten keys under the lens and ten into the same page without it, by turns."""

    def keys(*, is_worn: bool) -> list[float]:
        view.set_simulation_enabled(is_worn)
        pause(300)
        return key_to_picture_ms(view, _KEYS_A_TURN)

    pairs = [(keys(is_worn=True), keys(is_worn=False)) for _ in range(turns)]
    return _beside("the same page without a lens", pairs, f"key → filtered picture, {name}, 95th percentile")


def _beside(peer: str, turns: Sequence[tuple[list[float], list[float]]], name: str) -> Figure:
    """Keys with what is measured beside those of its peer, turn by turn, in milliseconds."""
    ours_ms, peer_ms = ([each for turn in turns for each in turn[place]] for place in (0, 1))
    slow, usual = ratio_at(95, turns), ratio_at(50, turns)
    return Figure(
        name,
        percentile(ours_ms, 95),
        "ms",
        goal=33,
        peers=((peer, percentile(peer_ms, 95)),),
        note=f"{slow.least:.2f} to {slow.most:.2f} × in 95 of 100 drawings of its turns; medians {usual.times:.2f} × "
        f"({usual.least:.2f} to {usual.most:.2f}), {percentile(ours_ms, 50):.1f} and {percentile(peer_ms, 50):.1f} ms; "
        f"{len(ours_ms)} keys of each",
        times=slow.times,
        goal_times=1.5,
    )


def _three_senses(view: RunView, turns: int) -> list[Figure]:
    """Ron's eyes, hands and ears at once beside his eyes alone, ten keys by turns; and his ears meanwhile.

    Of his hands none that loses a key: a key that never comes shows no picture.
    """
    alone = Condition("missed-bin", Twin.ACCESSIBLE, "a", simulations=_EYES)
    together = replace(alone, simulations=(*_EYES, *_HANDS, *_EARS))
    blocks_ms: list[float] = []
    listener = Listener(hearing.SIMULATIONS.worn(_EARS), RATE_HZ, 0.05)
    sound = np.random.default_rng(1).normal(0, 0.05, BLOCK)
    hearing_timer = QTimer(interval=round(BLOCK / RATE_HZ * 1000))
    hearing_timer.timeout.connect(lambda: blocks_ms.append(_spent_ms(lambda: listener.feed(sound))))

    def keys(condition: Condition) -> list[float]:
        timed(partial(view.start, condition, _FORM), view.ready)
        if condition is together:
            hearing_timer.start()
        found = key_to_picture_ms(view, _KEYS_A_TURN)
        hearing_timer.stop()
        return found

    pairs = [(keys(together), keys(alone)) for _ in range(turns)]
    heard_ms = (listener.delay + BLOCK) / RATE_HZ * 1000 + percentile(blocks_ms, 95)
    return [
        _beside("the same eyes alone", pairs, "key → filtered picture, three senses at once, 95th percentile"),
        Figure("sound in → heard, while keys are typed under the lens, 95th percentile", heard_ms, "ms", goal=50),
    ]


def _spent_ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _one_key(view: RunView, text: str, seen: SignalInstance, pause_ms: int) -> float:
    """A key into the window; done when a picture that came after it has been painted."""
    handle = view.window().windowHandle()
    assert handle is not None
    key = Qt.Key.Key_Backspace if text == "\b" else Qt.Key.Key_W

    def press() -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(handle, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        view.lens.expect_new_picture()

    spent_ms = timed(press, seen)
    pause(pause_ms)
    return spent_ms


def _idle(view: RunView, seconds: float) -> Figure:
    """All processes of the lab while a form with the caret in a field stands still under the lens."""
    _start(view, _SIMULATIONS[0][1])
    view.page_focus("full-name")
    pause(500)
    before, started = cpu_s(), time.perf_counter()
    pause(round(seconds * 1000))
    # A process of the form before may end meanwhile; what it had spent is not given back.
    spent_s = sum(now_s - before.get(pid, 0.0) for pid, now_s in cpu_s().items())
    share = spent_s / (time.perf_counter() - started)
    return Figure("idle under the lens, all processes", share * 100, "% of one core", goal=2)


def _stop(view: RunView, repeats: int) -> Figure:
    samples = []
    for _ in range(repeats):
        view.set_simulation_enabled(True)
        pause(200)
        started = time.perf_counter()
        view.set_simulation_enabled(False)
        view.repaint()
        samples.append((time.perf_counter() - started) * 1000)
    return Figure("stop → normal picture", percentile(samples, 50), "ms", goal=1000)


def timed(act: Callable[[], None], done: SignalInstance) -> float:
    """Milliseconds from the act to the signal; MachineError when it never comes."""
    loop = QEventLoop()
    ended: list[float] = []

    def end() -> None:
        ended.append(time.perf_counter())
        loop.quit()

    done.connect(end)
    started = time.perf_counter()
    act()
    QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
    if not ended:
        loop.exec()
    done.disconnect(end)
    if not ended:
        raise MachineError("The form showed no new picture within ten seconds.", "Run 'empathylab check'.")
    return (ended[0] - started) * 1000


def pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
