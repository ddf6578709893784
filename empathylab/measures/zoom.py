"""The zoom that reading is predicted to need, and what a chosen zoom means.

Comfortable reading needs an acuity reserve of 1.74 to 2 (print so many times larger than the smallest that can be read;
Whittaker & Lovie-Kitchin 1993). Sizes of text are in physical pixels, `ppd` in pixels per degree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from empathylab.domain.session import Condition
from empathylab.domain.spec import Spec

COMFORTABLE_RESERVE = (1.74, 2.0)
#: x-height of a common typeface as a share of its size.
X_HEIGHT = 0.52
_ARCMIN_AT_LOGMAR_0 = 5


@dataclass(frozen=True, slots=True)
class PredictedZoom:
    """Zoom factors for text of a size: barely readable, and comfortable (from, to)."""

    threshold: float
    comfortable: tuple[float, float]


def text_logmar(text_px: float, ppd: float, zoom: float = 1.0) -> float:
    """The size of text (its font size) as logMAR of its x-height."""
    return math.log10(text_px * X_HEIGHT * zoom / ppd * 60 / _ARCMIN_AT_LOGMAR_0)


def acuity_reserve(zoom: float, logmar: float, ppd: float, text_px: float) -> float:
    """How many times larger than the smallest readable the text is at this zoom; 1 is barely readable."""
    return float(10 ** (text_logmar(text_px, ppd, zoom) - logmar))


def predicted_zoom(logmar: float, ppd: float, text_px: float) -> PredictedZoom:
    """The zoom that an acuity asks for, before anybody has tried."""
    threshold = float(10 ** (logmar - text_logmar(text_px, ppd)))
    comfortable = (threshold * COMFORTABLE_RESERVE[0], threshold * COMFORTABLE_RESERVE[1])
    return PredictedZoom(threshold, comfortable)


def comfortable_zoom(condition: Condition) -> tuple[float, float] | None:
    """From and to how many times larger a run's text must be to be read in comfort, in tenths; 1 where it is.

    None without an acuity loss, or where screen or text size are not known.
    """
    logmar = worn_logmar(condition.simulations)
    if logmar is None or not condition.has_known_text:
        return None
    low, high = predicted_zoom(logmar, condition.ppd, condition.text_px * condition.pixel_ratio).comfortable
    return round(max(1.0, low), 1), round(max(1.0, high), 1)


def reserve_at(zoom: float, condition: Condition) -> float | None:
    """The acuity reserve of a run's text at a zoom; None where `comfortable_zoom` is."""
    logmar = worn_logmar(condition.simulations)
    if logmar is None or not condition.has_known_text:
        return None
    return acuity_reserve(zoom, logmar, condition.ppd, condition.text_px * condition.pixel_ratio)


def worn_logmar(specs: Iterable[Spec]) -> float | None:
    """The acuity that is left under these simulations, the worst of those that state one; None where none does."""
    stated = (spec.params.get("logmar") for spec in specs)
    numbers = [float(each) for each in stated if isinstance(each, int | float) and not isinstance(each, bool)]
    return max(numbers, default=None)
