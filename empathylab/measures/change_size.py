"""How large a change is, as it is printed: as fine as its measure is, and no finer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from empathylab.measures.comparing import Comparison
from empathylab.measures.scales import SCALES

#: From here on a number is told whole, and those that are read beside it.
_WHOLE_FROM = 10


@dataclass(frozen=True, slots=True)
class ChangeSize:
    """The typical change and the ends of its interval, with as many decimals each."""

    shift: float
    low: float
    high: float

    @property
    def holds_nought(self) -> bool:
        """Whether no change at all lies in it."""
        return self.low <= 0 <= self.high


def size_of(change: Comparison) -> ChangeSize | None:
    """None where people are too few to say. An end is nought only where the interval holds nought."""
    if change.shift is None or change.interval is None:
        return None
    interval = change.interval
    exact = (change.shift, interval.low, interval.high)
    is_whole = max(map(abs, exact)) >= _WHOLE_FROM
    decimals = 0 if is_whole else SCALES[change.scale].decimals
    return ChangeSize(*(_kept_from_nought(each, decimals, may_be_nought=interval.holds_nought) for each in exact))


def _kept_from_nought(value: float, decimals: int, *, may_be_nought: bool) -> float:
    near = rounded(value, decimals)
    return near if near or may_be_nought else float(f"{value:.1g}")


def rounded(value: float, decimals: int = 1) -> float:
    """As it is done by hand: a half goes away from nought, which has no sign."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def signed(number: float) -> str:
    """A rounded change with its sign, as it is printed."""
    return ("+" if number > 0 else "\N{MINUS SIGN}" if number < 0 else "") + unsigned(number)


def unsigned(number: float) -> str:
    """A rounded number without its sign, and without needless noughts."""
    return f"{abs(number):,.4f}".rstrip("0").rstrip(".")
