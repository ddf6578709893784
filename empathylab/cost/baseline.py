"""Prices compared with those of an earlier day: which have grown, and because of what."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from empathylab.cost.figures import edition, figures
from empathylab.cost.page_cost import PageCost
from empathylab.cost.way_model import WayCost
from empathylab.domain.errors import InputError

#: Presses and seconds by way and target.
Prices = dict[tuple[str, str], tuple[float, float]]
T = TypeVar("T")
#: Seconds are told in tenths.
_ROUNDING_S = 0.051


@dataclass(frozen=True, slots=True)
class PriceIncrease:
    """One price that is higher than it was, or a target that is out of reach now."""

    way: str
    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """What `cost --json` wrote earlier: presses and seconds by way and target, and what was out of reach."""

    prices: Prices
    unreachable: tuple[tuple[str, str], ...]

    def grown(self, now: PageCost, worse_percent: float = 0.0) -> list[PriceIncrease]:
        """Prices that grew; where they may by some per cent, by more than those and by more than is slight."""
        return [found for way in now.ways for found in self._of_way(way, worse_percent)]

    def _of_way(self, way: WayCost, worse_percent: float) -> Iterator[PriceIncrease]:
        now = {one.target: (one.presses, one.seconds) for one in way.to}
        for (known_way, target), (presses, seconds) in self.prices.items():
            if known_way != way.way:
                continue
            if target not in now:
                gone = "is out of reach now" if target in way.unreachable else "is on the page no longer"
                yield PriceIncrease(way.way, target, f"was reached after {seconds:.1f} s and {gone}")
            elif now[target][0] > _most(presses, worse_percent, figures().slight_presses):
                yield PriceIncrease(way.way, target, f"{presses:.0f} presses are {now[target][0]:.0f} now")
            elif now[target][1] > _most(seconds, worse_percent, figures().slight_s) + _ROUNDING_S:
                yield PriceIncrease(way.way, target, f"{seconds:.1f} s are {now[target][1]:.1f} s now")


def _most(was: float, worse_percent: float, slight: float) -> float:
    """What a price may be now. On a short page a few presses are many per cent, and hurt nobody."""
    return was if worse_percent == 0 else was + max(was * worse_percent / 100, slight)


def read_baseline(path: Path, page: str, width_px: int = 1280, after: str = "", press: str = "") -> Baseline:
    """A baseline of the same page, window, page before, pressed control and edition of the figures.

    InputError: no such file, no prices, another page's, another window's, or an older lab's.
    """

    def made(told: dict[str, Any]) -> Baseline:
        _require_same(path, told, page, width_px)
        _require_same_way_there(path, told, after, press)
        return _told(told)

    return _read(path, made)


def read_prices(path: Path) -> Baseline:
    """The prices in a file that `cost --json` wrote. InputError: no such file, or no prices."""
    return _read(path, _told)


def _read(path: Path, made: Callable[[dict[str, Any]], T]) -> T:
    try:
        return made(json.loads(path.read_text("utf-8")))
    except OSError as fault:
        raise InputError(f"The prices {path} cannot be read: {fault.strerror}.", _ANEW) from fault
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as fault:
        raise InputError(f"{path} holds no prices of a page.", _ANEW) from fault


_ANEW = "Write one with `empathylab cost PAGE --json > FILE`."


def _require_same(path: Path, told: dict[str, Any], page: str, width_px: int) -> None:
    was = told["page"]
    if _place_of(str(was)) != _place_of(page):
        raise InputError(f"{path} is a baseline of another page, {was}.", _ANEW)
    if told.get("edition") != edition():
        raise InputError(f"{path} was written by a lab with other figures.", _ANEW)
    if told["width_px"] != width_px:
        raise InputError(f"{path} is of a window {told['width_px']} pixels wide, not {width_px}.", _ANEW)


def _require_same_way_there(path: Path, told: dict[str, Any], after: str, press: str) -> None:
    was_after, was_pressed = str(told.get("after", "")), str(told.get("press", ""))
    if _place_of(was_after) != _place_of(after):
        raise InputError(f"{path} is of the page {f'after {was_after}' if was_after else 'by itself'}.", _ANEW)
    if was_pressed != press:
        pressed = f"{was_pressed} pressed" if was_pressed else "nothing pressed"
        raise InputError(f"{path} is of the page with {pressed} first.", _ANEW)


def _told(told: dict[str, Any]) -> Baseline:
    prices = {
        (way["way"], one["target"]): (_number(one["presses"]), _number(one["seconds"]))
        for way in told["ways"]
        for one in way["to"]
    }
    return Baseline(prices, tuple((way["way"], str(name)) for way in told["ways"] for name in way["unreachable"]))


def _number(told: Any) -> float:
    """Nothing is dearer than what is no number."""
    number = float(told)
    if not 0 <= number < math.inf:
        raise ValueError(told)
    return number


def _place_of(page: str) -> str:
    """The same page is served from another computer, or lies in another folder, elsewhere."""
    if "://" in page:
        parts = urlsplit(page)
        return f"{parts.path}?{parts.query}" if parts.scheme != "file" else Path(parts.path).name
    return Path(page.partition("?")[0]).name
