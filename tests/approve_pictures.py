"""Writes the golden arrays anew. Look at the pictures first (`empathylab render`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from empathylab.vision import SIMULATIONS, Viewing, parse, render
from support.vision_pictures import page

GOLDEN = Path(__file__).parent / "golden" / "simulations.npz"


def main() -> None:
    seen = {kind.id: render(page(), [parse(kind.id)], Viewing(37.8))[::4, ::4] for kind in SIMULATIONS}
    np.savez_compressed(GOLDEN, **seen)


if __name__ == "__main__":
    main()
