"""Every simulation there is. A new one is a file here and a line in SIMULATIONS."""

from __future__ import annotations

from empathylab.vision.simulations.acuity import Acuity
from empathylab.vision.simulations.base import Simulation
from empathylab.vision.simulations.contrast import Contrast

SIMULATIONS: tuple[type[Simulation], ...] = (Acuity, Contrast)
