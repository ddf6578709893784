"""Loss of contrast sensitivity alone: faint things vanish, strong things keep their contrast."""

from __future__ import annotations

from typing import ClassVar

from empathylab.domain.feature import limited
from empathylab.vision.csf import NORMAL_LOG_CS
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import SightSimulation


class Contrast(SightSimulation):
    """Faint things lost at every size."""

    id: ClassVar[str] = "contrast"
    title: ClassVar[str] = "Little contrast"
    explanation: ClassVar[tuple[str, ...]] = (
        "Pale things are lost at every size: whatever stands out by less than {log_cs:contrast} from what is around "
        "it (contrast sensitivity {log_cs} log units). What is strong stays as it is.",
    )
    source: ClassVar[str] = "Chung & Legge 2016; Peli 1990; scale of Pelli, Robson & Wilkins 1988"

    log_cs: float = limited(
        1.05,
        0.15,
        2.0,
        "log units",
        "Pelli-Robson score; 2.0 is no loss.",
        "the Pelli-Robson chart ends at 0.15 and healthy eyes at about 2.0",
    )

    def effect(self) -> Effect:
        return Effect() if self.log_cs >= NORMAL_LOG_CS else Effect(log_cs=self.log_cs)
