"""Does a picture through the filter have the acuity that was asked for?"""

from __future__ import annotations

from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.vision.proof import observed_acuity

_TARGET_LOGMAR = 0.7
_TOLERANCE_LOGMAR = 0.1


def vision_line() -> CheckLine:
    """Let the template observer read Sloan letters through the filter."""
    measured = observed_acuity(_TARGET_LOGMAR)
    level = CheckLevel.OK if abs(measured - _TARGET_LOGMAR) <= _TOLERANCE_LOGMAR else CheckLevel.PROBLEM
    return CheckLine("Vision", level, f"Asked for {_TARGET_LOGMAR:.2f} logMAR, an observer reads {measured:.2f}.")
