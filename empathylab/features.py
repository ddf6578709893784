"""The one catalogue of everything that is simulated and that helps: set-up, explanation and validation ask it."""

from __future__ import annotations

from empathylab import hearing, motor, vision
from empathylab.domain.catalogue import Catalogue
from empathylab.domain.feature import Feature
from empathylab.helps import HELPS
from empathylab.reader.screen_reader import ScreenReader

FEATURES: Catalogue[Feature] = Catalogue(
    (*vision.SIMULATIONS, *hearing.SIMULATIONS, *motor.FEATURES, ScreenReader, *HELPS), "simulation or help"
)
