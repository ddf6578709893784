"""What larger text is predicted to do, and what a chosen zoom means.

Critical print size: logCPS = logVA + 0.47; comfortable reading needs an acuity reserve of 1.74 to 2 (print so many
times larger than the smallest that can be read). A zoom for comfort is x-height at reserve, for full speed at the
critical print size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from empathylab.vision.viewing import Viewing

CRITICAL_LOG = 0.47
COMFORTABLE_RESERVE = (1.74, 2.0)
#: x-height of a common typeface as a share of its size.
X_HEIGHT = 0.52


@dataclass(frozen=True, slots=True)
class PredictedZoom:
    """Zoom factors for text of a size: barely readable, comfortable (from, to), and at full reading speed."""

    threshold: float
    comfortable: tuple[float, float]
    full_speed: float

    def is_comfortable(self, zoom: float) -> bool:
        return zoom >= self.comfortable[0]


def text_logmar(text_px: float, viewing: Viewing, zoom: float = 1.0) -> float:
    """The size of text (CSS font size in physical pixels) as logMAR of its x-height."""
    return viewing.text_logmar(text_px * X_HEIGHT * zoom)


def acuity_reserve(zoom: float, logmar: float, viewing: Viewing, text_px: float = 16.0) -> float:
    """How many times larger than the smallest readable the text is at this zoom; 1 is barely readable."""
    return float(10 ** (text_logmar(text_px, viewing, zoom) - logmar))


def predicted_zoom(logmar: float, viewing: Viewing, text_px: float = 16.0) -> PredictedZoom:
    """The zoom that an acuity asks for, before anybody has tried."""
    threshold = float(10 ** (logmar - text_logmar(text_px, viewing)))
    comfortable = (threshold * COMFORTABLE_RESERVE[0], threshold * COMFORTABLE_RESERVE[1])
    return PredictedZoom(threshold, comfortable, threshold * math.pow(10, CRITICAL_LOG))
