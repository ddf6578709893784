"""Calibrated simulations of hearing loss and of the telephone, stated in clinical units.

`hear(samples, rate_hz, [parse("hearing-loss:audiogram=elderly,level_db=65")])` for a whole recording, `Listener` for
sound that comes block after block. No Qt, no sound device.
"""

from __future__ import annotations

from empathylab.hearing.audiogram import Audiogram
from empathylab.hearing.listener import Listener, hear
from empathylab.hearing.simulations import SIMULATIONS
from empathylab.hearing.simulations.base import HearingSimulation

parse = SIMULATIONS.parse

__all__ = ["SIMULATIONS", "Audiogram", "Listener", "HearingSimulation", "hear", "parse"]
