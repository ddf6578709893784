"""Measures somebody's own hands: how often keys go wrong in copied lines, by Trewin & Pain's classes (1999).

Each line is compared with the presses made for it as the two are cheapest to line up (Levenshtein 1966). Lines are
copied without correcting, and without a letter twice in a row, so that a letter that comes twice is an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import fmean, median

from empathylab.domain.keys import KeyPress
from empathylab.domain.spec import Spec
from empathylab.motor.hand.bounce import Bounce
from empathylab.motor.hand.drop import Drop
from empathylab.motor.hand.linger import Linger
from empathylab.motor.hand.neighbour import Neighbour
from empathylab.motor.hand.slip import Slip
from empathylab.motor.layout import UK, Layout

#: A second contact that comes sooner than this after the first is no second press (Trewin 1999: bounce keys).
_BOUNCE_MS = 120.0
#: Held longer than this, and than so many usual presses, a key is held too long: systems repeat soon after.
_LONG_MS, _LONG_PRESSES = 300.0, 2.5
#: A key that is struck along comes this close to the one that was meant.
_ALONG_MS = 120.0
#: What a step of an alignment costs: a letter missed or a key beside it, a key struck along with another, one far off.
_COST, _COST_ALONG, _COST_FAR = 10, 6, 17
#: A step of an alignment: the place in the line, the place among the presses; None where there is none.
Step = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class KeyErrors:
    """How many letters were to be copied, and how many went wrong in which way; presses and their times in ms."""

    letters: int = 0
    presses: int = 0
    missed: int = 0
    slips: int = 0
    far_slips: int = 0
    along: int = 0
    doubled: int = 0
    long: int = 0
    long_ms: tuple[float, ...] = ()
    gaps_ms: tuple[float, ...] = ()

    def __add__(self, other: KeyErrors) -> KeyErrors:
        return KeyErrors(*(getattr(self, name) + getattr(other, name) for name in KeyErrors.__slots__))

    def models(self) -> tuple[Spec, ...]:
        """The hand that makes these errors as often; what never happened is left out."""
        struck = max(1, self.letters - self.missed)
        every: tuple[tuple[str, int, int, dict[str, float]], ...] = (
            (Drop.id, self.missed, self.letters, {}),
            (Slip.id, self.slips, struck, {"remote": _share(self.far_slips, self.slips)}),
            (Neighbour.id, self.along, struck, {}),
            (Linger.id, self.long, self.presses, {"hold_ms": _between(50, self.long_ms, 3000)}),
            (Bounce.id, self.doubled, self.presses, {"gap_ms": _between(1, self.gaps_ms, 500)}),
        )
        return tuple(
            Spec(kind, {"probability": _share(times, of), **figures}) for kind, times, of, figures in every if times
        )


@dataclass(slots=True)
class _Struck:
    """One press with its release; `doubled_ms` has the gap to each further contact."""

    code: str
    down_ms: float
    up_ms: float
    doubled_ms: list[float] = field(default_factory=list)


def count_errors(line: str, presses: Sequence[KeyPress], layout: Layout = UK) -> KeyErrors:
    """What went wrong in one line, out of every key going down and up while it was copied, in order."""
    for press in presses:
        layout = layout.learn(press)
    wanted = [_code_of(character, layout) for character in line]
    struck = _without_bounces(list(_struck(presses)))
    kinds: Counter[str] = Counter()
    for step in _aligned(wanted, struck, layout):
        kinds[_kind(step, wanted, struck, layout)] += 1
    times = [each.up_ms - each.down_ms for each in struck]
    limit = max(_LONG_MS, _LONG_PRESSES * median(times)) if times else _LONG_MS
    long = tuple(each for each in times if each > limit)
    gaps = tuple(gap for each in struck for gap in each.doubled_ms)
    slips = kinds["near"] + kinds["far"]
    return KeyErrors(
        len(line), len(struck), kinds["missed"], slips, kinds["far"], kinds["along"], len(gaps), len(long), long, gaps
    )


def _struck(presses: Sequence[KeyPress]) -> Iterator[_Struck]:
    """Presses of keys that type, in the order in which they went down; repeats are the system's."""
    down: dict[str, _Struck] = {}
    made: list[_Struck] = []
    for press in presses:
        if press.is_repeat or press.is_modifier or press.is_shortcut:
            continue
        if press.is_down:
            down[press.code] = _Struck(press.code, press.at_ms, press.at_ms)
            made.append(down[press.code])
        elif press.code in down:
            down.pop(press.code).up_ms = press.at_ms
    yield from made


def _without_bounces(struck: list[_Struck]) -> list[_Struck]:
    """Contacts of the same key that follow at once are one press."""
    kept: list[_Struck] = []
    last: dict[str, _Struck] = {}
    for each in struck:
        before = last.get(each.code)
        if before is not None and before.up_ms < each.down_ms < before.down_ms + _BOUNCE_MS:
            before.doubled_ms.append(each.down_ms - before.up_ms)
            before.up_ms = each.up_ms
            continue
        last[each.code] = each
        kept.append(each)
    return kept


def _kind(step: Step, wanted: list[str], struck: list[_Struck], layout: Layout) -> str:
    place, press = step
    if press is None:
        return "missed"
    if place is None:
        return "along" if _is_along(press, struck, layout) else "other"
    if wanted[place] == struck[press].code:
        return "right"
    return "near" if struck[press].code in layout.neighbours(wanted[place]) else "far"


def _is_along(press: int, struck: list[_Struck], layout: Layout) -> bool:
    """Whether it touches a key that was struck at nearly the same time."""
    near = (other for other in (press - 1, press + 1) if 0 <= other < len(struck))
    return any(
        abs(struck[other].down_ms - struck[press].down_ms) < _ALONG_MS
        and struck[press].code in layout.neighbours(struck[other].code)
        for other in near
    )


def _aligned(wanted: Sequence[str], struck: list[_Struck], layout: Layout) -> list[Step]:
    """The cheapest way from one to the other, its steps from the end to the beginning."""
    extra = [_COST_ALONG if _is_along(press, struck, layout) else _COST for press in range(len(struck))]
    wrong = {code: _costs_in_place_of(code, struck, layout) for code in set(wanted)}
    costs = _costs(wanted, extra, wrong)
    steps: list[Step] = []
    place, press = len(wanted), len(struck)
    while place or press:
        now = costs[place][press]
        if press and now == costs[place][press - 1] + extra[press - 1]:
            press -= 1
            steps.append((None, press))
        elif place and press and now == costs[place - 1][press - 1] + wrong[wanted[place - 1]][press - 1]:
            place, press = place - 1, press - 1
            steps.append((place, press))
        else:
            place -= 1
            steps.append((place, None))
    return steps


def _costs(wanted: Sequence[str], extra: list[int], wrong: Mapping[str, list[int]]) -> list[list[int]]:
    """What the cheapest way costs so far: after so many wanted keys, and so many presses."""
    costs = [[0, *accumulate(extra)]]
    for place, code in enumerate(wanted, 1):
        row = [place * _COST]
        for press, (diagonal, above) in enumerate(pairwise(costs[-1])):
            row.append(min(diagonal + wrong[code][press], above + _COST, row[-1] + extra[press]))
        costs.append(row)
    return costs


def _costs_in_place_of(code: str, struck: list[_Struck], layout: Layout) -> list[int]:
    """What each press costs where this key was wanted: a key beside it is a likelier slip than one far off."""
    near = layout.neighbours(code)
    return [0 if each.code == code else _COST if each.code in near else _COST_FAR for each in struck]


def _code_of(character: str, layout: Layout) -> str:
    return next((code for code, legends in layout.prints.items() if character in legends), "")


def _share(times: int, of: int) -> float:
    return round(min(times / of, 1.0), 3) if of else 0.0


def _between(least: float, values: Sequence[float], most: float) -> float:
    return round(min(max(fmean(values), least), most)) if values else least
