"""Where a pixel depends on that pixel alone, only what has changed is filtered; the picture is the same to the bit."""

from __future__ import annotations

import numpy as np
import pytest

from empathylab.vision import Chain, Viewing, parse, plan
from support.vision_pictures import page

SCREEN = Viewing(37.8)
LOCAL = ["colour", "colour:kind=tritan"]


@pytest.mark.parametrize("worn", LOCAL)
@pytest.mark.parametrize("size", [(400, 640), (397, 501), (13, 700), (1, 9)])
def test_frame_after_frame_is_what_the_whole_frame_gives(worn: str, size: tuple[int, int]) -> None:
    chance, used = np.random.default_rng(4), Chain([parse(worn)], SCREEN)
    frame = chance.integers(0, 256, (*size, 3), np.uint8)
    for _ in range(12):
        top, left = (int(chance.integers(0, side)) for side in size)
        frame[top : top + 30, left : left + 200] = chance.integers(0, 256, 3)
        assert np.array_equal(used.apply(frame), Chain([parse(worn)], SCREEN).apply(frame))


def test_a_key_costs_the_rows_that_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    used, frame, rows = Chain([parse("colour")], SCREEN), page(400, 640), []
    used.apply(frame)
    run = plan.Plan.run
    monkeypatch.setattr(plan.Plan, "run", lambda self, part, *rest: (rows.append(len(part)), run(self, part, *rest)))
    frame[100:120, 200:210] = 0
    used.apply(frame)
    assert 20 <= sum(rows) <= 120
    used.apply(frame)
    assert sum(rows) <= 120


def test_what_the_caller_does_with_the_result_does_not_come_back() -> None:
    used, frame = Chain([parse("colour")], SCREEN), page()
    first = used.apply(frame)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(used.apply(frame), kept)
