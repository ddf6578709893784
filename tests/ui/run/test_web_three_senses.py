"""A page with a field and a film, as Ron has it: eyes, hands and ears at once, and each alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from empathylab import hearing, vision
from empathylab.domain.spec import Spec
from empathylab.files.library import load_library
from support.clocks import SetClock
from support.web_station import WebStation, pixels, wait_until

FILM = Path(__file__).parents[2] / "support" / "media" / "tones.webm"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Film</title><body data-page="film">
<h1>Watch, then type</h1><p>Forty bins were missed.</p><label>Address <input id="field"></label>
<video id="film" src="tones.webm" width="160" height="107"></video></body></html>"""
KEYS = (Qt.Key.Key_B, Qt.Key.Key_I, Qt.Key.Key_N, Qt.Key.Key_S) * 8


@pytest.fixture
def pages() -> Mapping[str, str]:
    return {"page.html": PAGE}


@dataclass
class Lived:
    picture: NDArray[np.uint8]
    keys: list[Mapping[str, object]]
    typed: str
    worn_by_film: tuple[Spec, ...]


def is_film_drawn(station: WebStation) -> bool:
    """The engine draws it by itself, after the page."""
    x, y = (round(station.js(f"film.getBoundingClientRect().{side}") + 50) for side in ("x", "y"))
    return bool(pixels(station.view.lens.page_picture())[y, x].min() < 200)


def live(station: WebStation, clock: SetClock, simulations: tuple[Spec, ...]) -> Lived:
    """Look, let the film play, type at the same times; all of it in one run under these."""
    station.happened.clear()
    station.played.clear()
    station.start(station.test_url(), simulations=simulations, seed=5)
    wait_until(lambda: is_film_drawn(station), "the film's first picture")
    station.settle()
    shown = station.view.lens.picture
    picture = station.seen() if shown is None else pixels(shown)
    station.js("film.loop = true; film.play(); 0")
    wait_until(lambda: any(each and each.is_playing for each in station.played), "the film to play")
    film = next(each for each in reversed(station.played) if each is not None and each.is_playing)
    station.js("document.getElementById('field').focus()")
    for key in KEYS:
        QTest.keyPress(station.handle, key)
        clock.ms += 100
        QTest.keyRelease(station.handle, key)
        clock.ms += 30
    keys = [each.data for each in station.of_kind("key")]
    came = sum(each["delivery"] != "dropped" for each in keys)
    wait_until(lambda: len(station.js("document.getElementById('field').value")) == came, "what was typed")
    return Lived(picture, keys, str(station.js("document.getElementById('field').value")), film.worn)


@pytest.fixture
def clock(station: WebStation, tmp_path: Path) -> Iterator[SetClock]:
    shutil.copy(FILM, tmp_path / "tasks" / "t" / "tones.webm")
    return station.set_clock()


def test_worn_together_each_is_as_it_is_alone(station: WebStation, clock: SetClock) -> None:
    ron = tuple(load_library().persona("ron").barrier.simulations)
    sights = tuple(each for each in ron if each.kind in vision.SIMULATIONS)
    sounds = tuple(each for each in ron if each.kind in hearing.SIMULATIONS)
    together = live(station, clock, ron)
    seen, heard = live(station, clock, sights), live(station, clock, sounds)
    felt = live(station, clock, tuple(each for each in ron if each not in sights + sounds))
    assert np.array_equal(together.picture, seen.picture)
    assert not np.array_equal(together.picture, felt.picture)
    assert (together.keys, together.typed) == (felt.keys, felt.typed)
    assert together.typed != seen.typed == "bins" * 8
    assert together.typed
    assert together.worn_by_film == heard.worn_by_film == sounds
    assert seen.worn_by_film == ()
