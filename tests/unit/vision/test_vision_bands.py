"""Of a frame only what has changed is filtered, decoded or enlarged; the picture is the same to the bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from empathylab.vision import Chain, Viewing, frames, optics, parse, plan, pyramid
from empathylab.vision.passes import frames as passes
from empathylab.vision.passes import together
from empathylab.vision.strips import Then
from support.vision_pictures import page, with_unused

SCREEN = Viewing(37.8)
LOCAL = ["colour", "colour:kind=tritan"]
#: Seen through a smaller picture, the last one through a stage that changes it in place.
SHRUNK = ["acuity:logmar=0.7,log_cs=1.12", "acuity:logmar=0.5", "acuity:logmar=1.2", "acuity:logmar=0.9 macular"]


def chain(worn: str) -> Chain:
    return Chain([parse(each) for each in worn.split()], SCREEN)


@pytest.mark.parametrize("worn", [*LOCAL, *SHRUNK])
@pytest.mark.parametrize("size", [(400, 640), (397, 501), (13, 700), (1, 9)])
def test_frame_after_frame_is_what_the_whole_frame_gives(worn: str, size: tuple[int, int]) -> None:
    chance, used = np.random.default_rng(4), chain(worn)
    frame = chance.integers(0, 256, (*size, 3), np.uint8)
    for _ in range(12):
        top, left = (int(chance.integers(0, side)) for side in size)
        frame[top : top + 30, left : left + 200] = chance.integers(0, 256, 3)
        frame ^= np.uint8(chance.random() < 0.25)  # another one altogether
        assert np.array_equal(used.apply(frame), chain(worn).apply(frame))


@pytest.mark.parametrize("worn", [*LOCAL, *SHRUNK, "macular", "nystagmus", "acuity:logmar=0"])
@pytest.mark.parametrize("size", [(400, 640), (397, 501), (13, 700), (1, 9)])
def test_what_is_not_renewed_is_as_it_was(worn: str, size: tuple[int, int]) -> None:
    chance, used = np.random.default_rng(5), chain(worn)
    frame = chance.integers(0, 256, (*size, 4), np.uint8)
    shown = used.apply_bgrx(frame)
    for _ in range(12):
        top, left = (int(chance.integers(0, side)) for side in size)
        frame[top : top + 30, left : left + 200] = chance.integers(0, 256, 4)
        frame ^= np.uint8(chance.random() < 0.25)  # another one altogether
        if chance.random() < 0.2:
            used.apply_bgrx(frame, None, shown)
            frame[top : top + 30] = 0
        written, is_whole = np.full_like(frame, 77), chance.random() < 0.3
        for part in used.renew(frame, None, written, is_whole=is_whole):
            shown[part] = written[part]
        assert np.array_equal(shown, chain(worn).apply_bgrx(frame))
        assert np.array_equal(written, shown) or not is_whole


@pytest.mark.parametrize("worn", ["acuity:logmar=0.7 hemianopia", "acuity:logmar=0.5 macular:warp_arcmin=0"])
def test_letters_are_written_while_gaze_goes_elsewhere(worn: str) -> None:
    chance, used, frame = np.random.default_rng(6), chain(worn), with_unused(page(400, 640))
    for _ in range(12):
        top, left = (int(chance.integers(0, side)) for side in frame.shape[:2])
        frame[top : top + 9, left : left + 7] = chance.integers(0, 256, 4)
        gaze = (200.0 + 37 * int(chance.integers(0, 2)), 150.0)
        assert np.array_equal(used.apply_bgrx(frame, gaze), chain(worn).apply_bgrx(frame, gaze))


@pytest.mark.parametrize("worn", ["colour", "acuity:logmar=0.7", "nystagmus acuity:logmar=0.7"])
def test_after_a_failure_all_is_made_anew(worn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    used, frame = chain(worn), with_unused(page(400, 640))
    used.apply_bgrx(frame)
    frame[100:120, 200:300] = 0
    with monkeypatch.context() as broken:
        broken.setattr(passes, "encode", fail)
        broken.setattr(together, "show", fail)
        with pytest.raises(MemoryError):
            used.apply_bgrx(frame)
    written = np.empty_like(frame)
    assert used.renew(frame, None, written)
    assert np.array_equal(written, chain(worn).apply_bgrx(frame))


def fail(*_: object) -> None:
    raise MemoryError


def test_a_key_costs_the_rows_that_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    used, frame, rows = Chain([parse("colour")], SCREEN), with_unused(page(400, 640)), list[int]()
    shown, run = used.apply_bgrx(frame), plan.Plan.run
    monkeypatch.setattr(plan.Plan, "run", lambda self, part, *rest: (rows.append(len(part)), run(self, part, *rest)))
    frame[100:120, 200:210] = 0
    used.renew(frame, None, shown)
    assert 20 <= sum(rows) <= 120
    assert not used.renew(frame, None, shown)
    assert sum(rows) <= 120


@pytest.mark.parametrize("worn", ["colour", "acuity:logmar=0.5"])
def test_a_key_is_little_and_another_page_is_not(worn: str) -> None:
    used, frame = chain(worn), with_unused(page(400, 640))
    assert not used.is_little(frame)
    for _ in range(2):
        used.apply_bgrx(frame)
    frame[100:120, 200:210] = 0
    assert used.is_little(frame)
    assert np.array_equal(used.apply_bgrx(frame), chain(worn).apply_bgrx(frame))
    frame[100:180] ^= 255
    assert not used.is_little(frame)
    frame[100:180] = 7
    assert np.array_equal(used.apply_bgrx(frame), chain(worn).apply_bgrx(frame)), "another than was looked at"
    assert not used.is_little(np.ascontiguousarray(frame[:300])), "of another size"


@pytest.mark.parametrize(
    "worn", ["macular", "nystagmus", "straylight", "acuity:logmar=0.7 hemianopia", "acuity:logmar=0"]
)
def test_what_depends_on_gaze_time_or_all_of_a_page_is_never_little(worn: str) -> None:
    used, frame = chain(worn), with_unused(page(400, 640))
    for _ in range(2):
        used.apply_bgrx(frame)
        assert not used.is_little(frame)


def test_what_the_caller_does_with_the_result_does_not_come_back() -> None:
    used, frame = Chain([parse("colour")], SCREEN), page()
    first = used.apply(frame)
    kept = first.copy()
    first[:] = 0
    assert np.array_equal(used.apply(frame), kept)


def test_a_key_seen_through_a_smaller_picture_costs_the_rows_that_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    used, frame, decoded = Chain([parse("acuity:logmar=0.7")], SCREEN), page(400, 640), list[int]()
    some = frames.ShrinkingDecoder._some

    def count(self: frames.ShrinkingDecoder, part: frames.Array, then: Then | None, rows: slice, lane: int) -> None:
        decoded.append(rows.stop - rows.start)
        some(self, part, then, rows, lane)

    monkeypatch.setattr(frames.ShrinkingDecoder, "_some", count)
    for _ in range(2):
        used.apply(frame)
    assert sum(decoded) == 80, "all rows of the grid, once"
    frame[100:120, 200:210] = 0
    used.apply(frame)
    assert 80 < sum(decoded) <= 100


def test_a_key_seen_through_a_smaller_picture_costs_the_rows_that_it_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    used, frame, rows = Chain([parse("acuity:logmar=0.5")], SCREEN), page(400, 640), dict[str, int]()

    def count(kind: type, name: str, of: Callable[..., slice]) -> None:
        made = getattr(kind, name)

        def counted(*given: Any) -> object:
            part = of(*given)
            rows[name] = rows.get(name, 0) + part.stop - part.start
            return made(*given)

        monkeypatch.setattr(kind, name, counted)

    count(optics.Blur, "rows", lambda _self, _picture, rows, _lane: rows)
    count(pyramid.Pyramid, "_see", lambda _self, _index, rows, _lane: rows)
    count(pyramid.Pyramid, "_show_finest", lambda _self, _out, rows, *_: rows)
    for _ in range(2):
        used.apply(frame)
    assert rows["rows"] == rows["_show_finest"] == 136, "all rows of the grid, once"
    rows.clear()
    frame[100:110, 200:210] = 0
    used.apply(frame)
    assert 0 < rows["rows"] < 136 / 4
    assert 0 < rows["_see"] < 136
    assert 0 < rows["_show_finest"] < 136
