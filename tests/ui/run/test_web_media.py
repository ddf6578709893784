"""Videos and sounds in a page: the page itself is silent, and the lab is told all that it needs to play them."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy

from empathylab.domain.spec import Spec
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.sound.media_state import MediaState
from support.web_station import BLUR, WebStation, wait_until

MEDIA = Path(__file__).parents[2] / "support" / "media"
VIDEO_FILE, CALL_FILE = "tones.webm", "noise.webm"
VIDEO = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Video</title><body data-page="video">
<h1>The message</h1>
<video id="video" src="tones.webm" width="320" height="214" controls>
<track default kind="captions" src="tones.vtt"></video>
<audio id="call" src="noise.webm" data-through="telephone:snr_db=5"></audio>
<audio id="odd" src="rustle.webm" data-through="hearing-loss:audiogram=/etc/passwd"></audio>
<audio src="/elsewhere/foreign.webm"></audio>
<audio><source src="gone.wav"></audio><video id="empty"></video></body></html>"""
TRACK = "WEBVTT\n\n00:00.000 --> 00:03.000\nA low tone and a high one, in turn\n"
LOSS = Spec("hearing-loss", {"audiogram": "elderly"})


@pytest.fixture
def pages() -> Mapping[str, str]:
    return {"page.html": VIDEO, "tones.vtt": TRACK}


@pytest.fixture
def video(station: WebStation, tmp_path: Path) -> WebStation:
    """A page with a video of three seconds, under a loss of hearing and a lens."""
    faults: list[str] = []
    station.view.form_fault.connect(lambda words, _is_fatal: faults.append(words))
    for name in (VIDEO_FILE, CALL_FILE, "rustle.webm"):
        shutil.copy(MEDIA / VIDEO_FILE, tmp_path / "tasks" / "t" / name)
    station.start(station.test_url(), simulations=(LOSS, BLUR))
    wait_until(lambda: station.js("video.readyState") == 4, "the video")
    wait_until(lambda: len(faults) >= 3, "what is missing")
    assert sorted(faults) == [
        "The form has a sound through 'hearing-loss:audiogram=/etc/passwd'. There is no simulation 'hearing-loss'.",
        "The form has no 'foreign.webm' that can be played.",
        "The form has no 'gone.wav' that can be played.",
    ]
    return station


def told(station: WebStation, file: str = VIDEO_FILE) -> list[MediaState]:
    """Of one element, in turn; its number hangs on which of the page's media is heard of first."""
    return [each for each in station.played if each is not None and Path(each.file).name == file]


def last(station: WebStation, file: str = VIDEO_FILE) -> MediaState:
    return told(station, file)[-1]


def play(station: WebStation, element: str = "video", file: str = VIDEO_FILE) -> None:
    """On and on: a computer that is held up for longer than the film comes too late for nothing."""
    told_before = len(told(station, file))
    station.js(f"{element}.loop = true; {element}.play(); 0")
    wait_until(lambda: any(each.is_playing and each.at_s > 0.2 for each in told(station, file)[told_before:]), element)


def test_a_video_plays_silently_and_the_lab_hears_of_it(video: WebStation) -> None:
    assert video.view.page is not None
    assert video.view.page.isAudioMuted()
    assert video.js("video.muted") is False, "its controls tell what the page wants"
    play(video)
    state = last(video)
    assert (state.rate, state.volume, state.worn) == (1.0, 1.0, (LOSS,))
    video.js("video.pause(); 0")
    wait_until(lambda: not last(video).is_playing, "the pause")
    wait_until(lambda: last(video).now_s() == video.js("video.currentTime"), "the place where it stands")
    video.js("video.volume = .25; video.playbackRate = 2; video.currentTime = 2; 0")
    wait_until(lambda: (last(video).at_s, last(video).rate, last(video).volume) == (2.0, 2.0, 0.25), "what was set")
    caption = "video.textTracks[0].activeCues[0]?.text"
    wait_until(lambda: video.js(caption) == "A low tone and a high one, in turn", "the words to it")
    told_before = len(told(video))
    video.js("video.loop = false; video.muted = true; video.play(); 0")
    wait_until(lambda: not last(video).is_playing and last(video).at_s >= 2.9, "its end")
    assert any(each.is_playing and each.volume == 0.0 for each in told(video)[told_before:]), "a video without sound"


BREAK = """Object.defineProperty(video, "error", {value: {code: MediaError.MEDIA_ERR_DECODE}, configurable: true});
video.dispatchEvent(new Event("error")); delete video.error; 0"""


def test_a_video_that_breaks_is_read_anew_three_times_and_goes_on_where_it_was(video: WebStation) -> None:
    video.js("video.addEventListener('error', () => video.title += 'broken'); 0")
    play(video)
    video.js("video.loop = false; video.playbackRate = 0.1; video.currentTime = 1.5; 0")
    for _ in range(3):
        video.js(BREAK)
        wait_until(lambda: video.js("!video.paused && video.readyState > 1 && video.currentTime >= 1.5"), "it again")
        assert video.js("video.title") == ""
        assert video.js("video.playbackRate") == 0.1, "as slow as before"
    video.js(BREAK)
    assert video.js("video.title") == "broken", "the page is told when it breaks again"


def test_a_video_that_breaks_as_it_is_sought_to_its_beginning_begins_without_that(video: WebStation) -> None:
    """As a film breaks whose sound stands far behind its pictures, played again or after ten seconds at rest."""
    video.js("video.addEventListener('seeking', () => video.title += 'sought'); 0")
    told_before = len(told(video))
    video.js(f"video.play(); {BREAK}")
    wait_until(lambda: any(each.is_playing for each in told(video)[told_before:]), "the video")
    assert video.js("video.title") == ""


def test_a_telephone_line_is_the_pages_and_comes_before_the_ear(video: WebStation) -> None:
    play(video, "call", CALL_FILE)
    assert [spec.kind for spec in last(video, CALL_FILE).worn] == ["telephone", "hearing-loss"]
    assert last(video, CALL_FILE).worn[0].params["snr_db"] == 5
    video.view.set_simulation_enabled(False)
    assert [spec.kind for spec in last(video, CALL_FILE).worn] == ["telephone"], "what is not simulated stays"


def test_the_picture_moves_under_the_lens_and_all_ends_with_the_run(video: WebStation) -> None:
    play(video)
    seen = [video.seen()]

    def moves() -> bool:
        now = video.seen()
        if (now != seen[-1]).any():
            seen.append(now)
        return len(seen) > 3

    wait_until(moves, "pictures of the video")
    assert video.view.lens.is_on
    told = len(video.played)
    video.js("for (let step = 0; step < 5000; step += 1) video.volume = step % 2 / 2; 0")
    assert len(video.played) - told < 100, "a page that changes something without end does not flood the lab"
    video.view.end()
    assert video.played[-1] is None, "silence at once"


def test_a_page_that_dies_is_silent_at_once_and_so_is_the_next_one(video: WebStation) -> None:
    play(video)
    assert video.view.page is not None
    back = QSignalSpy(video.view.page_back)
    os.kill(video.view.page.renderProcessPid(), signal.SIGKILL)
    wait_until(lambda: video.played.count(None) == 1, "silence")
    wait_until(lambda: back.count(), "the page again")
    wait_until(lambda: video.js("video.readyState") == 4, "the video again")
    play(video)
    video.js(f"location.href = '{video.test_url('next')}'; 0")
    wait_until(lambda: video.played.count(None) == 2, "silence while the next one is on its way")


def test_a_page_from_outside_is_heard_as_it_is_or_not_at_all(tmp_path: Path, pages: Mapping[str, str]) -> None:
    outside = WebStation(pages, tmp_path, allowed=Allowed(["https://service.example", "lab://forms"]))
    for worn, is_muted in (((), False), ((LOSS,), True)):
        outside.start(outside.test_url(), simulations=worn)
        assert outside.view.page is not None
        assert outside.view.page.isAudioMuted() is is_muted
    assert [each for each in outside.played if each is not None] == []
    outside.close()
