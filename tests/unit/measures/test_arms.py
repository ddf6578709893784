"""Groups made by lot: what comes of chance is called chance, and what does not is found."""

from __future__ import annotations

import random
from collections import Counter

import pytest
import scipy

from empathylab.domain.session import Mode
from empathylab.measures import arms
from empathylab.measures.arms import chance_of_difference
from empathylab.session.randomisation import ARMS

EVENTS = 2_000


def an_event(chance: random.Random, effect: int = 0, people: int = 36) -> list[Counter[float]]:
    """Changes on a scale of 7, each arm drawn in permuted blocks; a simulation adds `effect`."""
    groups: dict[Mode, Counter[float]] = {arm: Counter() for arm in ARMS}
    for _ in range(people // 6):
        for arm in chance.sample(ARMS * 2, k=6):
            before, moved = chance.randint(1, 6), chance.choice((-1, 0, 0, 0, 1, 1, 2))
            after = min(7, max(1, before + moved + (effect if arm is Mode.SIMULATION else 0)))
            groups[arm][float(after - before)] += 1
    return list(groups.values())


def test_of_events_without_an_effect_one_in_twenty_is_called_one() -> None:
    chance = random.Random(23)
    alarms = sum(chance_of_difference(an_event(chance), permutations=399) < 0.05 for _ in range(EVENTS))
    assert alarms / EVENTS == pytest.approx(0.05, abs=0.01)


def test_an_effect_of_two_points_is_found() -> None:
    chance = random.Random(5)
    found = sum(chance_of_difference(an_event(chance, effect=2)) < 0.05 for _ in range(20))
    assert found >= 18


def test_the_statistic_of_very_many_people_is_kruskals(monkeypatch: pytest.MonkeyPatch) -> None:
    for effect in (0, 1):
        groups = an_event(random.Random(7), effect=effect, people=1_200)
        listed = [list(group.elements()) for group in groups]
        for count in (3, 2):
            told = scipy.stats.kruskal(*listed[:count]).pvalue
            assert chance_of_difference(groups[:count]) == pytest.approx(told, rel=1e-6, abs=0)
    monkeypatch.setattr(arms, "_MOST_PERMUTED", 10_000)
    few = an_event(random.Random(8), people=120)
    limit = scipy.stats.chi2.sf(scipy.stats.kruskal(*(list(group.elements()) for group in few)).statistic, 2)
    assert chance_of_difference(few) == pytest.approx(limit, abs=0.03)


@pytest.mark.parametrize("groups", [[], [Counter({1.0: 3})], [Counter({1.0: 3}), Counter()], [Counter({0.0: 4})] * 3])
def test_where_nothing_can_differ_nothing_does(groups: list[Counter[float]]) -> None:
    assert chance_of_difference(groups) == 1.0
