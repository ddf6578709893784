"""Scales and scores of the questions to the participant.

Ease is the Single Ease Question (Sauro & Dumas 2009), 1 to 7. Effort and frustration are items of the NASA-TLX (Hart &
Staveland 1988), 0 to 100 in steps of 5. UMUX-LITE (Lewis, Utesch & Maher 2013) is two seven-point items on the
technology that helped, here from 0 to 100.
"""

from __future__ import annotations

_LOWEST, _HIGHEST = 1, 7


def umux_lite(capable: int | None, easy: int | None) -> float | None:
    """0 to 100 from two items of 1 to 7; None when either was skipped. Raise ValueError off the scale."""
    if capable is None or easy is None:
        return None
    for number in (capable, easy):
        if not _LOWEST <= number <= _HIGHEST:
            raise ValueError(f"{number} is not on the scale from {_LOWEST} to {_HIGHEST}")
    return (capable + easy - 2) * 100 / 12
