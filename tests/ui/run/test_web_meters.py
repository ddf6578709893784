"""Meters of a page: what comes as a surprise while it is used, and which of its words are vague."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from empathylab.ui.page import page_meters
from support.page_pairs import PAIRS, PagePair, Side, pages_of
from support.web_station import WebStation, pause, wait_until

#: What Pawel's barrier run wears of the meters' kinds.
PAWEL = ("carousel", "vague-words", "countdown", "hidden-steps", "by-colour", "renamed-button", "moved-layout")
FORM = "lab://forms/tasks/library-computer/your-details.html"
ANSWERS = {
    "your-details": {"full-name": "Mo Ellis", "card-number": "40718265", "street": "Canal Street"},
    "your-session": {"session-on-day": "5", "session-on-month": "6", "session-on-year": "2026"},
}
QUIET_MS = 200
#: After a press so long whatever plays was asked for.
SOON_MS = 1000
#: The pages of a pair do nothing but what they are there for.
PAIR_QUIET_MS = 100
#: So long after it should have been quiet a page was asked for motion as well.
ASKED_MS = 250
ENTER = Qt.Key.Key_Return
MEDIA = Path(__file__).parents[2] / "support" / "media"
TONES = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Tones</title><body data-page="tones">
<button id="play" type="button">Play</button><audio id="asked" src="tones.webm"></audio>
<audio id="unasked" src="tones.webm"></audio></body></html>"""


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return {**pages_of(PAIRS), "tones.html": TONES}


@pytest.fixture(scope="module")
def stand(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, pages: Mapping[str, str]
) -> Iterator[WebStation]:
    """A station at the pairs of pages; what moves is waited for no longer than a test can afford."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_meters, "QUIET_MS", PAIR_QUIET_MS)
        folder = tmp_path_factory.mktemp("pairs")
        made = WebStation(pages, folder)
        shutil.copy(MEDIA / "tones.webm", folder / "tasks" / "t" / "tones.webm")
        yield made
        made.close()


def surprises(station: WebStation) -> Counter[str]:
    return Counter(each.field for each in station.of_kind("surprise"))


def vague(station: WebStation) -> int:
    return sum(int(each.data["count"]) for each in station.of_kind("vague.seen"))


def go_on(station: WebStation, page: str) -> None:
    """Press the button that leads on, and wait for the page."""
    metered = len(station.of_kind("vague.seen"))
    onward = (
        "[...document.querySelectorAll('button:not([type=button]), input[type=submit], a.onward')]"
        ".find((each) => each.form || each.matches('a')).focus(), 0"
    )
    station.js(onward)
    station.press(ENTER)
    wait_until(lambda: station.js("document.body?.dataset.page") == page, page)
    wait_until(lambda: len(station.of_kind("vague.seen")) > metered, "the meters there")


def fill_in(station: WebStation, page: str) -> None:
    for field, value in ANSWERS[page].items():
        box = f"document.getElementById({field!r})"
        station.js(f"{box}.focus(), 0")
        station.type(value)
        wait_until(lambda box=box, value=value: station.js(f"{box}.value") == value, f"{value} in {field}")
    choices = {"library": "Eastgate"}
    for field, value in choices.items():
        station.js(f"(e => {{ if (e) e.value = {value!r}; }})(document.getElementById({field!r}))")
    for box in ("time-of-day-1", "equipment-1"):
        station.js(f"document.getElementById({box!r})?.click()")


def walk(station: WebStation, url: str, stays_until: str = "") -> None:
    """From the first page, staying there until this has come, to the one that says that it was sent."""
    station.happened.clear()
    station.start(url)
    wait_until(lambda: station.of_kind("vague.seen"), "the meters")
    fill_in(station, "your-details")
    wait_until(lambda: not stays_until or stays_until in surprises(station), stays_until)
    go_on(station, "your-session")
    fill_in(station, "your-session")
    go_on(station, "check")
    go_on(station, "done")


def test_the_form_with_barriers_surprises_and_the_one_that_is_built_well_does_not(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_meters, "QUIET_MS", QUIET_MS)
    station = WebStation()
    try:
        walk(station, f"{FORM}?barriers={','.join(PAWEL)}", stays_until="timer")
        assert sum(surprises(station).values()) >= 6, surprises(station)
        assert {"page", "moved", "renamed", "timer"} <= set(surprises(station))
        assert vague(station) >= 5
        walk(station, FORM)
        pause(QUIET_MS + ASKED_MS)
        assert not surprises(station)
        assert vague(station) == 0
    finally:
        station.close()


def met(stand: WebStation, name: str, side: Side, count: int) -> int:
    """What the meters count on the way through one side, once there is so much or the time for it is over."""
    stand.happened.clear()
    stand.start(stand.test_url(f"{name}-1"))
    stand.come_to_front()
    wait_until(lambda: stand.of_kind("vague.seen"), "the meters")
    if side.script == "none":
        for number in range(2, len(side.bodies) + 1):
            go_on(stand, f"{name}-{number}")

    def counted() -> int:
        return sum(surprises(stand).values()) + vague(stand)

    if count:
        wait_until(lambda: counted() >= count, f"what is bad about {name}")
    else:
        pause(PAIR_QUIET_MS + ASKED_MS)
    return counted()


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_the_bad_page_of_a_pair_is_worse_than_the_good_one(stand: WebStation, pair: PagePair) -> None:
    assert met(stand, f"{pair.name}-good", pair.good, 0) < met(stand, f"{pair.name}-bad", pair.bad, 1)


def test_a_clock_that_runs_down_while_nobody_is_there_is_a_surprise_and_no_sign_of_life(qapp: QApplication) -> None:
    station = WebStation()
    alive: list[bool] = []
    try:
        station.start(f"{FORM}?barriers=countdown&timeout-seconds=1")
        station.view.activity.connect(lambda: alive.append(True))
        wait_until(lambda: surprises(station)["page"], "the first page again")
        assert station.js("document.body.dataset.page") == "your-details"
        assert not alive
        pause(1500)
        assert surprises(station)["page"] == 1, "once in a run"
    finally:
        station.close()


def test_a_sound_that_nobody_asked_for_is_a_surprise(stand: WebStation) -> None:
    stand.happened.clear()
    stand.start(stand.test_url("tones"))
    stand.come_to_front()
    wait_until(lambda: stand.of_kind("vague.seen"), "the meters")
    stand.js("play.addEventListener('click', () => asked.play()), play.focus(), 0")
    stand.press(ENTER)
    wait_until(lambda: stand.js("asked.currentTime") > 0.1, "the sound that was asked for")
    assert not surprises(stand)
    pause(SOON_MS)
    stand.js("unasked.play(), 0")
    wait_until(lambda: surprises(stand)["sound"], "the sound that was not")


def test_no_name_and_no_word_of_a_page_goes_into_a_record(stand: WebStation) -> None:
    met(stand, "ashleigh-bad", PAIRS[1].bad, 1)
    told = str(stand.happened)
    assert "Proceed" not in told
    assert "Northmere" not in told
