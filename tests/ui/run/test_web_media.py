"""Videos and sounds in a page: the page itself is silent, and the lab is told all that it needs to play them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from empathylab.domain.spec import Spec
from empathylab.ui.sound.media_state import MediaState
from support.web_station import WebStation, wait_until

MEDIA = Path(__file__).parents[2] / "support" / "media"
VIDEO = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Video</title><body data-page="video">
<h1>The message</h1>
<video id="video" src="tones.webm" width="320" height="214" controls>
<track default kind="captions" src="tones.vtt"></video>
<audio id="audio"><source src="gone.wav"></audio><video id="empty"></video></body></html>"""
TRACK = "WEBVTT\n\n00:00.000 --> 00:03.000\nA low tone and a high one, in turn\n"
LOSS = Spec("hearing-loss", {"audiogram": "elderly"})


@pytest.fixture
def pages() -> Mapping[str, str]:
    return {"page.html": VIDEO, "tones.vtt": TRACK, "next.html": VIDEO.replace("tones.webm", "noise.webm")}


@pytest.fixture
def video(station: WebStation, tmp_path: Path) -> WebStation:
    """A page with a video of three seconds, under a loss of hearing."""
    for name in ("tones.webm", "noise.webm"):
        shutil.copy(MEDIA / "tones.webm", tmp_path / "tasks" / "t" / name)
    station.start(station.test_url(), simulations=(LOSS,))
    wait_until(lambda: station.js("video.readyState") == 4, "the video")
    return station


def last(station: WebStation) -> MediaState:
    state = station.played[-1]
    assert state is not None
    return state


def test_a_video_plays_silently_and_the_lab_hears_of_it(video: WebStation) -> None:
    assert video.view.page is not None
    assert video.view.page.isAudioMuted()
    assert video.js("video.muted") is False, "its controls tell what the page wants"
    video.js("video.play(); 0")
    wait_until(lambda: last(video).is_playing and last(video).at_s > 0.5, "half a second of it")
    state = last(video)
    assert (Path(state.file).name, state.rate, state.volume, state.worn) == ("tones.webm", 1.0, 1.0, (LOSS,))
    assert abs(state.now_s() - video.js("video.currentTime")) < 0.5
    assert video.js("video.textTracks[0].activeCues[0].text") == "A low tone and a high one, in turn"
    video.js("video.pause(); 0")
    wait_until(lambda: not last(video).is_playing, "the pause")
    video.js("video.volume = .25; video.playbackRate = 2; video.currentTime = 2; 0")
    wait_until(lambda: (last(video).at_s, last(video).rate, last(video).volume) == (2.0, 2.0, 0.25), "what was set")
    video.js("video.muted = true; video.play(); 0")
    wait_until(lambda: last(video).is_playing and last(video).volume == 0.0, "a video without sound")
    wait_until(lambda: not last(video).is_playing and last(video).at_s >= 2.9, "its end")
