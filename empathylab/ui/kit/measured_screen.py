"""What is known of a screen's measure, and why it may not be known."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QScreen

from empathylab.domain.calibration import DEFAULT_PX_PER_MM, Calibration
from empathylab.files.settings import Settings, calibration_for

#: Scaled screens tell their size in whole points.
_ROUNDED_PX = 3


def screen_key(screen: QScreen) -> str:
    """What a screen is remembered by: name, serial number and physical size."""
    size = screen.physicalSize()
    parts = (screen.name(), screen.serialNumber(), f"{size.width():.0f}x{size.height():.0f}mm")
    return " ".join(part for part in parts if part)


def resolution_of(screen: QScreen) -> tuple[int, int]:
    """In physical pixels."""
    size, ratio = screen.size(), screen.devicePixelRatio()
    return round(size.width() * ratio), round(size.height() * ratio)


def calibration_of(settings: Settings, screen: QScreen) -> Calibration:
    """What is known of a screen; one not measured as it is now is assumed as dense as it is scaled for."""
    ratio = screen.devicePixelRatio()
    if not why_not_calibrated(settings, screen):
        return replace(calibration_for(settings, screen_key(screen)), pixel_ratio=ratio)
    return Calibration(px_per_mm=DEFAULT_PX_PER_MM * ratio, pixel_ratio=ratio)


def why_not_calibrated(settings: Settings, screen: QScreen) -> str:
    """A sentence where the screen's measure is not known; empty where it is."""
    known = settings.calibrations.get(screen_key(screen))
    if known is None:
        is_old = any(key.startswith(f"{screen.name()} ") for key in settings.calibrations)
        return "Its size or density has changed since it was measured." if is_old else "Nobody has measured it."
    then, now = known.resolution_px, resolution_of(screen)
    if then is None or max(abs(then[side] - now[side]) for side in (0, 1)) <= _ROUNDED_PX:
        return ""
    return f"It was measured at {then[0]} by {then[1]} pixels and shows {now[0]} by {now[1]} now."
