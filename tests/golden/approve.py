"""Writes the golden arrays anew. Look at the pictures first (`empathylab render`)."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "unit" / "vision"))


def main() -> None:
    from vision_pictures import page

    from empathylab.vision import SIMULATIONS, Viewing, parse, render

    seen = {kind.id: render(page(), [parse(kind.id)], Viewing(37.8))[::4, ::4] for kind in SIMULATIONS}
    np.savez_compressed(HERE / "simulations.npz", **seen)


if __name__ == "__main__":
    main()
