"""Explanations: sentences with figures in them, in words that need no training.

They are kept as data beside the thing they tell of, such as `A key counts only when it is held for
{accept_ms:seconds}.` What follows the colon turns a figure of the model into one that people know; the clinical
figure stands beside it where it belongs.
"""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Mapping, Sequence

#: How far a screen usually is from the eyes.
_SCREEN_CM = 60.0
_CHART_M = 6


def _seconds(ms: float) -> str:
    return "1 second" if ms == 1000 else f"{ms / 1000:g} seconds"


def _percent(share: float) -> str:
    return f"{100 * share:.3g}\N{NO-BREAK SPACE}%"


def _times(number: float) -> str:
    return f"{number:.0f}" if number >= 2 else f"{number:.1f}"


_WORDS: Mapping[str, Callable[[float], str]] = {
    "seconds": _seconds,
    "percent": _percent,
    # From logMAR: how far away others stand, and what an optician calls it.
    "metres": lambda logmar: f"{_CHART_M * 10**logmar:.0f}",
    "eye_chart": lambda logmar: f"{_CHART_M}/{_CHART_M * 10**logmar:.0f}",
    # From a contrast sensitivity in log units: the faintest contrast that is seen.
    "contrast": lambda log_cs: _percent(float(f"{10**-log_cs:.2g}")),
    # From a loss in dB: how many times as much contrast is needed.
    "times": lambda loss_db: _times(float(10 ** (abs(loss_db) / 10))),
    "cm": lambda deg: f"{_SCREEN_CM * math.tan(math.radians(deg)):.0f} cm",
    "mm": lambda deg: f"{10 * _SCREEN_CM * math.tan(math.radians(deg)):.0f} mm",
}


class _Figures(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        if value is True:  # a switch: its sentence is said when it is on
            return ""
        known = _WORDS.get(format_spec)
        if known and isinstance(value, int | float):
            return known(value)
        return format(value, format_spec or ("g" if isinstance(value, float) else ""))


def tell(sentences: Sequence[str], figures: Mapping[str, object]) -> str:
    """The sentences of an explanation in one; those about a figure not given, or a switch that is off, are left out."""
    return " ".join(_Figures().vformat(sentence, (), figures) for sentence in sentences if _is_known(sentence, figures))


def _is_known(sentence: str, figures: Mapping[str, object]) -> bool:
    names = [name for _, name, _, _ in string.Formatter().parse(sentence) if name]
    return not any(figures.get(name) is None or figures[name] is False for name in names)
