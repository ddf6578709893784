"""The bench measures by turns with a peer and tells the ratio first, beside how busy the computer was."""

from __future__ import annotations

import re
import time

from empathylab.bench import busy
from empathylab.bench.figure import Figure, by_turns, ratio_at
from empathylab.cli.bench import describe


def test_a_peer_and_ours_take_turns() -> None:
    order: list[str] = []
    costs = {"peer": iter([9.0, 1.0, 2.0, 4.0]), "ours": iter([9.0, 3.0, 3.0, 4.0])}

    def sample(who: str) -> float:
        order.append(who)
        return next(costs[who])

    found = by_turns(lambda: sample("ours"), lambda: sample("peer"), turns=3)
    assert order == ["peer", "ours"] * 4
    assert (found.ours, found.peer, found.times) == (3.0, 2.0, 1.5)  # the first pair only warms up


def test_the_ratio_of_percentiles_is_told_with_how_far_it_can_be_trusted() -> None:
    even = ratio_at(50, [([2.0, 4.0, 6.0], [1.0, 2.0, 3.0])] * 20)
    assert (even.least, even.times, even.most) == (2.0, 2.0, 2.0)
    disturbed = ratio_at(95, [([2.0] * 10, [1.0] * 10)] * 19 + [([40.0] * 10, [1.0] * 10)])
    assert (disturbed.least, disturbed.times) == (2.0, 2.0)
    assert disturbed.most == 40.0, "one turn of twenty may be in it or not"


def test_a_ratio_comes_first_and_each_goal_is_judged_by_itself() -> None:
    slow = Figure("veil", 30.0, "ms", peers=(("blur", 20.0),), times=1.5, goal_times=1.2)
    assert describe(slow) == "  veil: 1.50 × blur (goal 1.2: NOT met); 30 ms; blur 20 ms"
    both = Figure("key", 40.0, "ms", goal=33.0, peers=(("plain", 30.0),), times=1.3, goal_times=1.5)
    assert describe(both) == "  key: 1.30 × plain (goal 1.5: met); 40 ms (goal 33: NOT met); plain 30 ms"
    assert describe(Figure("stop", 2.0, "ms", goal=3.0, note="nine")) == "  stop: 2 ms (goal 3: met); nine"


def test_what_others_took_is_told_and_what_we_took_is_not_theirs() -> None:
    assert re.fullmatch(
        r"others took \d+% of \d+ processors(, .*)? in the second before; load averages .*", busy.before()
    )
    stretch, ends = busy.LoadMeter(), time.monotonic() + 0.3
    while time.monotonic() < ends:
        pass
    shares = stretch.shares()
    assert 0 <= shares.others <= 1
    assert 0 <= shares.host <= 1
