"""Makes the pictures of README.md: `python docs/pictures/make.py`; with `--check` only tells which have become old.

Old is a picture whose screen looks otherwise now, seen from so far off that another typeface's edges do not count.
Takes some minutes. `QT_QPA_PLATFORM=offscreen` needs no screen.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt

from empathylab.app import Lab, Options
from empathylab.bench.lab import HastyVisitor
from empathylab.demo.keyboard_driver import KeyboardDriver, rest, wait_for
from empathylab.demo.page_probe import PageProbe
from empathylab.demo.run import DemoOptions, counted_voice, run
from empathylab.ui.page.application import make_application
from empathylab.ui.run.run_view import RunView

HERE = Path(__file__).parent
#: Out of a scripted participant's album.
OF_THE_DEMO = {
    "christopher": {
        "attract": "attract",
        "christopher": "christopher-barrier",
        "debrief": "christopher-debrief-1",
        "finding": "christopher-debrief-2",
    },
    "claudia": {"claudia": "claudia-helped-under-way"},
}
_PLAIN, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
#: Whose form is looked at where its film is.
AT_THE_FILM = ("saleem",)
#: What is pressed in the form with barriers, each with how long it is listened to or looked at, in milliseconds.
PRESSED = {
    "ashleigh": [],
    "simone": [(Qt.Key.Key_G, _CTRL, 500), (Qt.Key.Key_L, _CTRL, 2500)],
    "saleem": [(Qt.Key.Key_Return, _PLAIN, 4000)],
}
#: Whose form is read on by the arrow key until this is said, however long a busy computer takes to each phrase.
READ_UNTIL = {"ashleigh": "link, Buses and travel"}
#: The lot decides which of the two cards lies beside a form: with another the picture would look old.
SEED = 5
_SEEN_FROM_AFAR = (64, 40)
#: Of 255, the mean over one of 8 × 8 parts: a line of other words, a button that was not there.
_MOST_DIFFERENT = 14.0


def main(*, is_check: bool) -> int:
    """1 where a picture is old."""
    make_application()
    with tempfile.TemporaryDirectory() as name:
        made = dict(pictures(Path(name)))
        old = [each for each, path in sorted(made.items()) if is_old(HERE / f"{each}.png", path)]
        for each in old if not is_check else ():
            picture = Image.open(made[each]).convert("RGB")
            picture.quantize(128, dither=Image.Dither.NONE).save(HERE / f"{each}.png", optimize=True)
    print("\n".join(f"{each}.png {'is old' if is_check else 'is made anew'}" for each in old) or "All are today's.")
    return int(is_check and bool(old))


def pictures(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each picture of README.md as its screen is now."""
    for persona, wanted in OF_THE_DEMO.items():
        album = folder / persona
        run(DemoOptions(folder / f"{persona}-records", (persona,), seed=SEED, screenshots=album), lambda _words: None)
        for name, taken in wanted.items():
            yield name, next(album.glob(f"[0-9]*-{taken}.png"))
    yield from _of_forms(folder)


def _of_forms(folder: Path) -> Iterator[tuple[str, Path]]:
    lab = Lab(Options(folder / "records", is_windowed=True), seeds=lambda: SEED, make_voice=counted_voice)
    lab.open()
    rest(1500)

    def look_at_form(persona: str) -> None:
        path = folder / f"{persona}.png"
        if persona in PRESSED and not path.exists():
            rest(1000)
            while persona in AT_THE_FILM and not PageProbe(lab.window.view).look().isPlayer:
                visitor.hands.press(Qt.Key.Key_Tab)
            if persona in READ_UNTIL:
                _read_until(READ_UNTIL[persona], lab.window.view, visitor.hands)
            for key, modifiers, for_ms in PRESSED[persona]:
                visitor.hands.press(key, modifiers)
                rest(for_ms)
            lab.window.grab().save(str(path))

    visitor = HastyVisitor(lab, look_at_form)
    try:
        for place, persona in enumerate(lab.director.services.station.personas):
            if persona in PRESSED:
                visitor.visit(place)
    finally:
        lab.close()
    yield from ((persona, folder / f"{persona}.png") for persona in PRESSED)


def _read_until(words: str, view: RunView, hands: KeyboardDriver) -> None:
    heard: list[str] = []
    view.caption.connect(heard.append)
    while words not in heard:
        heard.clear()
        hands.press(Qt.Key.Key_Down)
        wait_for(lambda: heard, f"“{words}”")
    rest(1500)


def is_old(kept: Path, made: Path) -> bool:
    """Whether some part of the two is different, as seen from afar."""
    before, now = (_from_afar(path) for path in (kept, made))
    parts = np.abs(before - now).reshape(8, _SEEN_FROM_AFAR[1] // 8, 8, _SEEN_FROM_AFAR[0] // 8).mean(axis=(1, 3))
    return bool(parts.max() > _MOST_DIFFERENT)


def _from_afar(path: Path) -> np.ndarray:
    if not path.exists():
        return np.full(_SEEN_FROM_AFAR[::-1], -255.0)
    return np.asarray(Image.open(path).convert("L").resize(_SEEN_FROM_AFAR, Image.Resampling.BOX), dtype=np.float64)


if __name__ == "__main__":
    sys.exit(main(is_check="--check" in sys.argv[1:]))
