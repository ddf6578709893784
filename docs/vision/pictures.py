"""Draws the pictures of these pages: `python docs/vision/pictures.py PAGE.png`, a 1280 × 800 picture of a form."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from empathylab.vision import PRESETS, SIMULATIONS, Chain, Viewing, images

HERE = Path(__file__).parent / "pictures"
#: On the first field of the form.
GAZE = (300, 280)
#: What moves is furthest to the right.
AT_S = 0.5


def main(page: Path) -> None:
    picture = images.read(page)
    save("before", picture)
    for name, preset in PRESETS.items():
        worn = SIMULATIONS.worn(preset.simulations)
        save(name, Chain(worn, Viewing()).apply(picture, GAZE, at_s=AT_S))


def save(name: str, picture: images.Frame) -> None:
    small = Image.fromarray(picture).resize((640, 400), Image.Resampling.LANCZOS)
    small.quantize(96, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
