"""Films and sounds in the forms: real keys, the real engine, the lab's own scheme, with a sound device or without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from support.form_browser import FormBrowser
from support.reading_grade import grade

FORM = "parking-permit-short"
TAB, ENTER, SPACE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space
FILM = "document.getElementById('film')"
SHOWN = f"[...{FILM}.textTracks].filter((track) => track.mode === 'showing')"
CAPTIONS = f"{SHOWN}.map((track) => track.cues && [...track.cues].map((cue) => cue.text))"
FACTS = (
    "council tax bill",
    "tenancy agreement",
    "Less than three months",
    "photo of the whole page",
    "all four corners",
    "within seven days",
)


@pytest.fixture(scope="module")
def in_lab(qapp: QApplication) -> Iterator[FormBrowser]:
    """A page of the lab's own scheme, with its content policy."""
    browser = FormBrowser(is_in_lab=True)
    yield browser
    browser.close()


@pytest.fixture
def film(in_lab: FormBrowser) -> FormBrowser:
    in_lab.page.signals.clear()
    in_lab.page.complaints.clear()
    in_lab.open(FORM, "proof")
    return in_lab


def press_play(browser: FormBrowser, button: str = "button[data-plays]") -> None:
    browser.focus(button)
    browser.press(ENTER)


def is_heard(browser: FormBrowser, media: str) -> bool:
    return bool(browser.run(f"{media}.currentTime > 0"))


def words(browser: FormBrowser) -> str:
    return str(browser.run("document.querySelector('main').innerText"))


def test_the_film_plays_at_a_key_with_its_captions_on(film: FormBrowser) -> None:
    film.wait(lambda: film.run(f"{FILM}.readyState") >= 3)
    assert film.run(f"{FILM}.paused") is True
    assert 38 <= film.run(f"{FILM}.duration") <= 42
    press_play(film)
    film.wait(lambda: is_heard(film, FILM))
    film.wait(lambda: bool(film.run(CAPTIONS)) and len(film.run(CAPTIONS)[0] or ()) == 13)
    assert film.spoken("button[data-plays]") == ("button", "Pause")
    press_play(film)
    film.wait(lambda: film.run(f"{FILM}.paused") is True)
    assert film.run(f"{FILM}.error") is None
    assert film.page.complaints == []


def test_a_film_that_is_played_by_keyboard_is_seen_whole(film: FormBrowser) -> None:
    """The wall of text before it takes it half out of the window where the button comes into sight."""
    film.wait(lambda: film.run(f"{FILM}.readyState") >= 3)
    film.run(f"scrollTo(0, {FILM}.getBoundingClientRect().bottom + scrollY - 100), 0")
    assert film.run(f"{FILM}.getBoundingClientRect().top") < 0
    press_play(film)
    film.wait(lambda: film.run(f"{FILM}.getBoundingClientRect().top") >= 0)


def test_a_film_that_has_come_to_its_end_can_be_played_again(film: FormBrowser) -> None:
    film.wait(lambda: film.run(f"{FILM}.readyState") >= 3)
    film.run(f"{FILM}.currentTime = {FILM}.duration - 0.2, 0")
    press_play(film)
    film.wait(lambda: film.spoken("button[data-plays]") == ("button", "Play it again"))
    press_play(film)
    film.wait(
        lambda: film.run(f"{FILM}.paused || {FILM}.error !== null || 1 < {FILM}.currentTime && {FILM}.currentTime < 30")
    )
    assert film.run(f"{FILM}.error && {FILM}.error.message") is None
    assert film.spoken("button[data-plays]") == ("button", "Pause")


@pytest.mark.parametrize("source", ["gone.webm", "film.vtt"])
def test_a_film_that_is_missing_or_none_says_so_and_the_form_stands(film: FormBrowser, source: str) -> None:
    film.run(f"{FILM}.src = '{source}', 0")
    film.wait(lambda: "cannot be played" in words(film))
    assert film.run("document.querySelector('button[data-plays]').offsetHeight") == 0
    assert all(fact in words(film) for fact in FACTS)


def test_a_film_that_is_missing_promises_no_words_that_a_barrier_has_taken(film: FormBrowser) -> None:
    film.open(FORM, "proof", ["auto-captions"])
    film.run(f"{FILM}.src = 'gone.webm', 0")
    film.wait(lambda: "cannot be played" in words(film))
    assert "stands on this page" not in words(film)


@pytest.mark.parametrize("track", ["", "gone.vtt", "film.webm"])
def test_a_film_plays_without_a_track_that_can_be_read(film: FormBrowser, track: str) -> None:
    film.run(f"{FILM}.querySelector('track').setAttribute('src', '{track}'), 0")
    press_play(film)
    film.wait(lambda: is_heard(film, FILM))


def test_without_captions_nothing_on_the_page_says_what_the_film_says(film: FormBrowser) -> None:
    film.open(FORM, "proof", ["uncaptioned-video"])
    assert film.run(CAPTIONS) == []
    assert not [fact for fact in FACTS if fact in str(film.run("document.body.textContent"))]
    assert film.barriers_met() == []
    press_play(film)
    film.wait(lambda: film.barriers_met() == ["uncaptioned-video"])


def test_a_machines_captions_have_the_days_and_papers_wrong(film: FormBrowser) -> None:
    film.open(FORM, "proof", ["auto-captions"])
    press_play(film)
    film.wait(lambda: film.barriers_met() == ["auto-captions"])
    film.wait(lambda: bool(film.run(CAPTIONS)) and bool(film.run(CAPTIONS)[0]))
    captions = " ".join(film.run(CAPTIONS)[0])
    assert "counsel tax build" in captions
    assert "eleven days" in captions
    assert not [fact for fact in FACTS if fact in f"{captions} {words(film)}"]


def test_a_wall_of_text_holds_every_line_of_the_table_in_words_of_law(film: FormBrowser) -> None:
    plain = str(film.run("document.querySelector('.in-short').innerText"))
    film.open(FORM, "proof", ["wall-of-text"])
    wall = str(film.run("document.querySelector('.lead').textContent"))
    assert film.run("document.querySelector('.in-short')") is None
    assert [fact for fact in FACTS if fact not in wall or fact not in plain] == []
    assert grade(wall) >= 12
    assert grade(plain) <= 6


def test_a_code_that_is_only_said_sends_the_form_once_it_was_heard(film: FormBrowser) -> None:
    film.open(FORM, "check", ["audio-code"])
    assert "4 8 1 5" not in words(film)
    press_play(film, "button.play")
    film.wait(lambda: is_heard(film, "document.querySelector('audio')"))
    assert film.barriers_met() == ["audio-code"]
    film.focus("#spoken-code")
    film.type("1234")
    film.press(ENTER)
    assert film.run("document.querySelector('.error-summary')") is None
    assert film.run("document.getElementById('spoken-code').value") == ""
    film.type("7294")
    film.press(ENTER)
    film.wait(lambda: film.run("Boolean(document.querySelector('.error-summary'))") is True)


@pytest.mark.parametrize(("barrier", "how"), [("audio-code", "telephone line"), ("phone-check", "when we ring")])
def test_a_code_that_stands_nowhere_stands_not_on_the_last_page_either(
    film: FormBrowser, barrier: str, how: str
) -> None:
    film.open(FORM, "done", [barrier])
    assert "4 8 1 5" not in words(film)
    assert how in words(film)


def test_a_call_is_taken_once_and_a_wrong_code_is_followed_by_another_call(film: FormBrowser) -> None:
    film.open(FORM, "check", ["phone-check"])
    press_play(film, "button.play")
    film.wait(lambda: "put the phone down" in words(film))
    assert film.barriers_met() == ["phone-check"]
    film.press(ENTER)
    assert film.run("[...document.querySelectorAll('audio')].filter((call) => !call.paused).length") == 0
    film.focus("#call-code")
    film.type("7158")
    film.press(ENTER)
    assert "with another one" in words(film)
    film.press(SPACE)
    film.focus("#call-code")
    film.type("7158")
    film.press(ENTER)
    film.wait(lambda: film.run("Boolean(document.querySelector('.error-summary'))") is True)


def test_built_well_the_code_is_text_and_is_read_slowly_as_often_as_one_likes(film: FormBrowser) -> None:
    film.open(FORM, "check")
    assert "4 8 1 5" in words(film)
    code = "document.getElementById('code')"
    film.wait(lambda: film.run(f"{code}.readyState") >= 3)
    assert film.run(f"{code}.duration") > 10
    press_play(film)
    film.wait(lambda: is_heard(film, code))
    assert film.run("document.querySelector('button.play').getBoundingClientRect().height") >= 44


def test_a_page_that_talks_by_itself_does_so_softly_and_only_on_the_first_page(film: FormBrowser) -> None:
    film.open(FORM, "reply", ["autoplay-sound"])
    assert film.run("document.querySelector('audio')") is None
    film.open(FORM, "proof", ["autoplay-sound"], is_clock_set=True)
    film.pass_time(3000)
    film.press(TAB)
    film.wait(lambda: film.barriers_met() == ["autoplay-sound"])
    assert film.run("document.querySelector('audio').volume") <= 0.35
    assert film.run("document.querySelector('audio').controls") is False
