"""Calibrated simulations of vision loss: stated in clinical units, right at any screen size and distance.

`render(image, [parse("acuity:logmar=1.0")], Viewing(ppd=37.8))` for a picture, `Chain` for frame after frame.
"""

from __future__ import annotations

from empathylab.vision.chain import Chain, render
from empathylab.vision.gaze import GazePoint, ease
from empathylab.vision.presets import PRESETS, SightPreset
from empathylab.vision.simulations import SIMULATIONS
from empathylab.vision.simulations.base import SightSimulation
from empathylab.vision.staircase import Staircase
from empathylab.vision.viewing import Viewing

parse = SIMULATIONS.parse

__all__ = [
    "PRESETS",
    "SIMULATIONS",
    "Chain",
    "GazePoint",
    "SightPreset",
    "SightSimulation",
    "Staircase",
    "Viewing",
    "ease",
    "parse",
    "render",
]
