"""Several screens: the lens follows the window to denser ones, and each is known by a key of its own."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from empathylab.domain.calibration import DEFAULT_PX_PER_MM
from support.programs import command, environment

#: Windows proposes 125 % for most laptops and 150 % for small ones.
SCALES = {"plain": 1, "dense": 2, "laptop": 1.25, "small": 1.5}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What was seen on a plain screen, on denser ones, and on the plain one again."""
    screens = [{"name": name, "x": 1280 * at, "y": 0, "width": 1280, "height": 900} for at, name in enumerate(SCALES)]
    layout = tmp_path_factory.mktemp("screens") / "screens.json"
    layout.write_text(json.dumps({"screens": screens}))
    scales = ";".join(f"{name}={scale}" for name, scale in SCALES.items())
    platform = {"QT_QPA_PLATFORM": f"offscreen:configfile={layout}", "QT_SCREEN_SCALE_FACTORS": scales}
    ask = command("several_screens", *SCALES, "plain")
    done = subprocess.run(ask, env=environment(**platform), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_picture_is_as_dense_as_the_screen_that_the_window_is_on(seen: list[dict[str, Any]]) -> None:
    assert [screen["ratio"] for screen in seen] == [*SCALES.values(), 1]
    assert all(screen["has_all_pixels"] for screen in seen)


def test_the_page_is_blurred_on_either_screen(seen: list[dict[str, Any]]) -> None:
    assert all(screen["blur"] < 0.05 for screen in seen)


def test_the_window_shows_the_filtered_picture_pixel_for_pixel(seen: list[dict[str, Any]]) -> None:
    assert all(screen["as_the_window_shows"] < 0.5 for screen in seen)


def test_each_screen_is_remembered_by_itself(seen: list[dict[str, Any]]) -> None:
    first, *others, again = (screen["key"] for screen in seen)
    assert first == again
    assert len({first, *others}) == len(SCALES)


def test_a_dense_screen_that_nobody_measured_is_not_taken_for_a_plain_one(seen: list[dict[str, Any]]) -> None:
    assumed = [screen["assumed_px_per_mm"] for screen in seen]
    assert assumed == pytest.approx([DEFAULT_PX_PER_MM * screen["ratio"] for screen in seen])
