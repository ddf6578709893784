"""Attacks by media of a form, as a pack may bring them: giants out of small files, and damaged ones of every kind.

Each page is whole or ended by itself, its memory and the lab's stay below their limits, the window is never held, and
the page can be left. Some each time; all of them with `pytest -m attack`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QSignalSpy

from empathylab.domain.session import Condition, Twin
from empathylab.hearing.heard_sound import Sound
from empathylab.ui.page import page_watch
from empathylab.ui.page.page_process import memory_mb
from empathylab.ui.sound.media_decoder import MediaDecoder
from support import media_bombs
from support.held_window import Holds
from support.web_station import WebStation, pause, wait_until

pytestmark = pytest.mark.attack

#: What a page may take between two looks at it.
_BETWEEN_LOOKS_MB = 700
_MOST_TO_READ_MB = 700
SHARE = ("giant.png",)
PAGES, SOUNDS = 1, 2
MANY_PAGES, MANY_SOUNDS = 40, 500
_A_PAGE = 12
#: A picture may be decoded for minutes beside a page that answers all the while.
_ANSWERS = 400
#: All of it there and decoded, or known to be broken.
_SETTLED = """(() => {
  globalThis.labDecoded ??= [...document.images].map((one) => {
    const seen = { is: false };
    one.decode().catch(() => 0).then(() => { seen.is = true; });
    return seen;
  });
  return labDecoded.every((one) => one.is)
    && [...document.querySelectorAll("video")].every((one) => one.error || one.readyState >= 2);
})()"""

Open = Callable[[Mapping[str, bytes], int], "Most"]


@pytest.fixture
def pages() -> Mapping[str, str]:
    return {"page.html": ""}


@pytest.fixture(autouse=True)
def _low_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a page that goes on for ever nothing is learnt by waiting longer."""
    monkeypatch.setattr(page_watch, "_SILENT_LOOKS", 8)


class Most:
    """The most memory that the page had, and the lab above what it had before; how long the window was held."""

    def __init__(self, station: WebStation) -> None:
        self.page_mb, self.lab_mb, self._station, self._before_mb = 0.0, 0.0, station, memory_mb()
        self.holds = Holds()
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        page = self._station.view.page
        if page is not None and page.renderProcessPid():
            self.page_mb = max(self.page_mb, memory_mb(page.renderProcessPid()))
        self.lab_mb = max(self.lab_mb, memory_mb() - self._before_mb)


def shown(name: str) -> str:
    if Path(name).suffix in (".webm", ".ogg", ".wav", ".mp4", ".mp3", ".m4a"):
        return f"<video src='{name}' autoplay muted></video>"
    return f"<img src='{name}' alt='A picture'>"


@pytest.fixture
def open_with(station: WebStation, tmp_path: Path) -> Open:
    """A form with these files on its page, each so often; until all are there or broken, or the page was ended."""

    def opened(files: Mapping[str, bytes], times: int) -> Most:
        place = tmp_path / "tasks" / "t"
        for name, content in files.items():
            (place / name).write_bytes(content)
        body = "".join(shown(name) * times for name in files)
        (place / "page.html").write_text(f"<!doctype html><html lang=en><title>Order</title>{body}</html>")
        ended, most, answers = QSignalSpy(station.view.ended), Most(station), list[object]()
        station.view.start(Condition("missed-bin", Twin.ACCESSIBLE, "a"), station.test_url())

        def is_over() -> bool:
            page = station.view.page
            if ended.count() or page is None:
                return True
            if page.title() == "Order":
                page.runJavaScript(_SETTLED, 0, answers.append)
            return any(answers) or len(answers) >= _ANSWERS

        wait_until(is_over, "the media, or the end of the page")
        pause(300)
        return most

    return opened


def check_left(station: WebStation, most: Most) -> None:
    station.view.end()
    wait_until(lambda: station.view.page is None, "the page to be gone")
    assert most.page_mb < page_watch.MOST_OF_PAGE_MB + _BETWEEN_LOOKS_MB
    assert most.lab_mb < page_watch.MOST_OF_LAB_MB + _BETWEEN_LOOKS_MB
    assert most.holds.longest_s < 1


GIANTS = {**media_bombs.PICTURES, **media_bombs.SOUNDS}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SHARE else pytest.mark.long) for name in GIANTS]
)
def test_a_giant_in_a_small_file_is_left_as_any_page_is(station: WebStation, open_with: Open, name: str) -> None:
    content = GIANTS[name]()
    assert len(content) <= media_bombs.LARGEST_BYTES
    check_left(station, open_with({name: content}, 6))


def test_damaged_media_of_every_kind_are_left_as_any_page_is(
    station: WebStation, open_with: Open, pytestconfig: pytest.Config
) -> None:
    is_in_full, chance = "attack" in pytestconfig.getoption("markexpr", ""), random.Random(31)
    sound_ones = list(media_bombs.sound_ones().items())
    for _ in range(MANY_PAGES if is_in_full else PAGES):
        chosen = [chance.choice(sound_ones) for _ in range(_A_PAGE)]
        files = {f"{at}{name}": media_bombs.mutated(content, chance) for at, (name, content) in enumerate(chosen)}
        check_left(station, open_with(files, 1))


@pytest.mark.qt_log_ignore(".*", extend=True)
def test_the_sound_of_a_damaged_file_is_heard_or_a_sentence(
    qapp: object, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """As the player reads it, in a process of its own there."""
    is_in_full, chance, began_mb = "attack" in pytestconfig.getoption("markexpr", ""), random.Random(32), memory_mb()
    sound_ones = {name: good for name, good in media_bombs.sound_ones().items() if name.endswith((".webm", ".wav"))}
    for number in range(MANY_SOUNDS if is_in_full else SOUNDS):
        name = chance.choice(sorted(sound_ones))
        path = tmp_path / f"{number}{name}"
        path.write_bytes(media_bombs.mutated(sound_ones[name], chance))
        parent, told = QObject(), list[object]()
        decoder = MediaDecoder(str(path), parent)
        decoder.done.connect(told.append)
        decoder.failed.connect(told.append)
        decoder.start()
        wait_until(lambda told=told: told, "the file")  # type: ignore[misc]
        assert isinstance(told[0], Sound) or "is not heard: it" in str(told[0])
        assert memory_mb() - began_mb < _MOST_TO_READ_MB
        path.unlink()
