"""Five hundred hasty visitors, one after the other in one lab: what its process keeps of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from empathylab.bench.figure import Figure
from empathylab.bench.lab import HastyVisitor, opened_lab
from empathylab.bench.processes import Usage, usage

_VISITORS, _QUICK_VISITORS = 500, 30
#: By then everything that is made once is there.
_SETTLED = 10
_TOLD = 50

#: Hears how far a long part has come.
Tell = Callable[[str], object]


def figures(quick: bool, minutes: float, tell: Tell) -> list[Figure]:
    """500 visitors (in `quick` 30), all people of the station in turn, in one process; about an hour."""
    with opened_lab() as lab:
        taken = after_each(HastyVisitor(lab).visit, quick, minutes, tell)
    return kept_of_visitors(taken)


def after_each(visit: Callable[[int], object], quick: bool, minutes: float, tell: Tell) -> list[Usage]:
    """What is taken after each visitor, of all or of as many as there is time for; eleven there always are.

    Each tenth is told meanwhile: whoever waits for hours sees it go on, and a run that is ended has told what it saw.
    """
    taken: list[Usage] = []
    ends_s = time.monotonic() + minutes * 60
    most = _QUICK_VISITORS if quick else _VISITORS
    while len(taken) <= _SETTLED or (len(taken) < most and time.monotonic() < ends_s):
        visit(len(taken))
        taken.append(usage())
        if len(taken) % _SETTLED == 0:
            tell(f"{len(taken)} of {most} visitors: {taken[-1].memory_mb:.1f} MB")
    return taken


def kept_of_visitors(taken: Sequence[Usage]) -> list[Figure]:
    """What is taken after the last visitor beside what was after the tenth."""
    then, now = taken[_SETTLED - 1], taken[-1]
    told = ", ".join(f"{each.memory_mb:.1f}" for each in taken[_SETTLED - 1 :: _TOLD])
    peer = f"after {_SETTLED}"
    return [
        Figure(
            f"heap and anonymous memory of the lab's process after {len(taken)} visitors",
            now.memory_mb,
            "MB",
            goal=then.memory_mb + 10,
            peers=((peer, then.memory_mb),),
            note=f"after {_SETTLED} and each {_TOLD} more: {told}",
        ),
        Figure("handles, all processes", now.handles, "open", then.handles + 10, ((peer, then.handles),)),
        Figure("threads, all processes", now.threads, "running", then.threads + 5, ((peer, then.threads),)),
        Figure("processes", now.processes, "running", then.processes, ((peer, then.processes),)),
    ]
