"""Loss of visual acuity, with the loss of contrast sensitivity that goes with it."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from empathylab.domain.feature import limited
from empathylab.vision.csf import typical_log_cs
from empathylab.vision.effect import Effect
from empathylab.vision.simulations.base import SightSimulation

#: The finest acuity that a common screen (24 inches, 1080 lines, 60 cm) can still show as a loss.
FINEST_LOGMAR = 0.3


class Acuity(SightSimulation):
    """Fine detail and faint contrast lost together."""

    id: ClassVar[str] = "acuity"
    title: ClassVar[str] = "Blurred sight"
    explanation: ClassVar[tuple[str, ...]] = (
        "Fine detail is lost: what others read from {logmar:metres} metres away has to be as near as 6 metres "
        "(acuity {logmar:eye_chart}, {logmar} logMAR).",
        "Pale things are lost as well: whatever stands out by less than {log_cs:contrast} from what is around it "
        "(contrast sensitivity {log_cs} log units).",
    )
    source: ClassVar[str] = "Chung & Legge 2016; Thompson et al. 2017 (DeVAS); Peli 1990"

    logmar: float = limited(
        0.7, 0, 1.6, "logMAR", "Smallest letters that can be read; 0 is no loss.", "beyond 1.6 print is not read by eye"
    )
    log_cs: float | None = limited(
        None,
        0.15,
        2.0,
        "log units",
        "Pelli-Robson score; left out, the typical one for the acuity.",
        "the Pelli-Robson chart ends at 0.15 and healthy eyes at about 2.0",
    )

    @model_validator(mode="after")
    def _screen_can_show(self) -> Self:
        if 0 < self.logmar < FINEST_LOGMAR:
            raise ValueError(
                f"logmar {self.logmar:g} is finer than {FINEST_LOGMAR:g}: a usual screen at 60 cm limits everyone to "
                "about 0.2, so a smaller loss would show the screen and not an eye (0 is no loss)"
            )
        return self

    def effect(self) -> Effect:
        if self.log_cs is None and self.logmar == 0:
            return Effect()
        return Effect(logmar=self.logmar, log_cs=self.log_cs or typical_log_cs(self.logmar))
