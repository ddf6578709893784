"""A page read aloud: what is said of it, the mark on the word that sounds, and everything that ends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from empathylab.domain.spec import Spec
from empathylab.domain.voice import WordTime
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SpokenVoice
from empathylab.ui.sound.audio import MainThreadCaller
from support.recording_voice import RecordingVoice
from support.web_station import WebStation, wait_until

CTRL = Qt.KeyboardModifier.ControlModifier
ALOUD = Spec("read-aloud")
PAGE = """<!doctype html><html lang="en"><title>t</title><body><nav>Menu</nav><main tabindex="-1">
<h1>Report a <b>missed</b> bin</h1>
<p id="lead">Tell us  which bin it was. We come back — naïve 😀 words — within two days.</p>
<p id="arabic" lang="ar" dir="rtl">مرحبا بالعالم. كيف حالك</p>
<p hidden>Not seen.</p><p aria-hidden="true">Not said.</p>
<label for="name">Full name</label><input id="name" value="Jo Carter">
<label for="pin">PIN</label><input id="pin" type="password" value="s3cret">
<label for="code">Code</label><input id="code" autocomplete="one-time-code" value="c0de">
<p id="last">Thank you.</p></main></body></html>"""
#: Writes down each word that is marked, in the world of the lab's scripts: a busy computer looks too late for some.
WRITTEN_DOWN = """(() => {
  const set = HighlightRegistry.prototype.set;
  globalThis.marked = "";
  HighlightRegistry.prototype.set = function (name, mark) {
    for (const { startContainer: { data }, startOffset, endOffset } of name === "lab-word" ? mark : [])
      globalThis.marked += `${data.slice(startOffset, endOffset)} `;
    return set.call(this, name, mark);
  };
})(), 0"""
LONG = (
    "<!doctype html><html lang='en'><title>t</title><body><main>"
    + "<p>Nine words stand in each of these short sentences.</p>" * 2300
)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return {"page.html": PAGE, "long.html": LONG}


@pytest.fixture(scope="module")
def station(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, pages: Mapping[str, str]
) -> Iterator[WebStation]:
    made = WebStation(pages, tmp_path_factory.mktemp("aloud"))
    yield made
    made.close()


def voice_of(station: WebStation) -> RecordingVoice:
    assert isinstance(station.aloud, RecordingVoice)
    return station.aloud


def begin(station: WebStation, name: str = "page", **how: tuple[Spec, ...]) -> RecordingVoice:
    """At a page with the help, and nothing said yet."""
    station.start(station.test_url(name), **{"helps": (ALOUD,), **how})
    station.come_to_front()
    voice = voice_of(station)
    voice.said.clear()
    return voice


def read(station: WebStation, count: int = 1) -> list[str]:
    """Press the keys and listen to so many sentences, the last of which goes on."""
    voice = voice_of(station)
    station.press(Qt.Key.Key_L, CTRL)
    for number in range(1, count + 1):
        wait_until(lambda number=number: len(voice.said) >= number, f"sentence {number}")
        if number < count:
            voice.finish()
    return voice.texts


def marked(station: WebStation, name: str = "lab-word") -> str:
    """The words that are marked."""
    text = (
        "[...(CSS.highlights.get(%r) ?? [])].map((r) => { const range = document.createRange();"
        " range.setStart(r.startContainer, r.startOffset); range.setEnd(r.endContainer, r.endOffset);"
        " return range.toString(); }).join('')"
    )
    return str(station.js(text % name))


def tell_words(station: WebStation, *words: WordTime) -> None:
    voice = voice_of(station)
    assert voice.word_listener is not None
    voice.word_listener(voice.said[-1].utterance_id, words)


def test_the_main_part_is_read_to_its_end_but_for_secrets_and_what_is_not_seen(station: WebStation) -> None:
    voice = begin(station)
    station.press(Qt.Key.Key_L, CTRL)
    voice.is_instant = True
    wait_until(lambda: voice.said, "the first sentence")
    voice.finish()
    wait_until(lambda: not station.view.is_read_aloud, "the end")
    voice.is_instant = False
    said = [" ".join(text.split()) for text in voice.texts]
    assert said == [
        "Report a missed bin",
        "Tell us which bin it was.",
        "We come back — naïve 😀 words — within two days.",
        "مرحبا بالعالم.",
        "كيف حالك",
        "Full name",
        "Jo Carter",
        "PIN",
        "Code",
        "Thank you.",
    ]
    assert [each.language for each in voice.said][2:6] == ["en", "ar", "ar", "en"]
    assert {each.rate_wpm for each in voice.said} == {180}
    assert marked(station, "lab-sentence") == ""


def test_nothing_that_is_read_is_recorded(station: WebStation) -> None:
    begin(station)
    read(station)
    assert [each.field for each in station.of_kind("help.taken")][-1:] == ["read-aloud"]
    told = str(station.happened)
    assert "Carter" not in told
    assert "missed" not in told


def test_the_word_that_sounds_is_marked_and_the_page_does_not_change(station: WebStation) -> None:
    begin(station)
    before = station.js("document.documentElement.outerHTML")
    read(station, 3)
    wait_until(lambda: marked(station, "lab-sentence").startswith("We come back"), "the sentence")
    # Characters as the engine counts them: one for the smiling face, which is two to the page.
    tell_words(station, WordTime(23, 5, 0.0))
    wait_until(lambda: marked(station) == "words", "the mark")
    assert station.js("document.documentElement.outerHTML") == before


def test_a_word_of_several_pieces_and_one_from_right_to_left(station: WebStation) -> None:
    begin(station)
    read(station, 4)
    tell_words(station, WordTime(6, 7, 0.0))
    wait_until(lambda: marked(station) == "بالعالم", "the mark")


def test_a_voice_without_words_has_its_sentence_marked(station: WebStation) -> None:
    begin(station)
    read(station, 2)
    wait_until(lambda: " ".join(marked(station, "lab-sentence").split()) == "Tell us which bin it was.", "the mark")
    assert marked(station) == ""


def test_what_is_selected_is_read_and_no_more(station: WebStation) -> None:
    voice = begin(station)
    station.js("getSelection().setBaseAndExtent(lead.firstChild, 9, lead.firstChild, 22), 0")
    read(station)
    assert voice.texts == ["which bin it "]
    voice.finish()
    wait_until(lambda: not station.view.is_read_aloud, "the end")
    assert len(voice.said) == 1


def test_from_a_field_on_it_reads_the_question_first(station: WebStation) -> None:
    begin(station)
    station.js("document.querySelector('#name').focus(), 0")
    assert read(station, 2) == ["Full name", "Jo Carter"]


@pytest.mark.parametrize("how", ["same keys", "escape", "run over", "elsewhere", "another page", "switched off"])
def test_it_is_silent_at_once(station: WebStation, how: str) -> None:
    voice = begin(station)
    read(station, 2)
    tell_words(station, WordTime(0, 4, 0.0))
    wait_until(lambda: marked(station) == "Tell", "the mark")
    if how == "same keys":
        station.press(Qt.Key.Key_L, CTRL)
    elif how == "escape":
        station.press(Qt.Key.Key_Escape)
    elif how == "run over":
        station.view.end()
    elif how == "elsewhere":
        station.button.setFocus()
    elif how == "another page":
        station.js("location.assign('long.html'), 0")
        wait_until(lambda: not voice.is_speaking, "silence")
    else:
        station.view.set_simulation_enabled(False)
    assert not voice.is_speaking
    assert not station.view.is_read_aloud
    if how not in ("run over", "another page"):
        wait_until(lambda: marked(station) == marked(station, "lab-sentence") == "", "no mark")


def test_it_is_silent_when_somebody_else_speaks(station: WebStation) -> None:
    voice = begin(station)
    read(station)
    voice.stop()
    wait_until(lambda: not station.view.is_read_aloud, "the end")


def test_without_the_help_the_keys_are_the_pages(station: WebStation) -> None:
    voice = begin(station, helps=())
    station.js("addEventListener('keydown', ({ key }) => document.title = key), 0")
    station.press(Qt.Key.Key_L, CTRL)
    wait_until(lambda: station.js("document.title") == "l", "the key in the page")
    assert not voice.said


def test_a_page_that_changes_meanwhile_is_read_on(station: WebStation) -> None:
    begin(station)
    read(station, 2)
    station.js("lead.remove(), document.querySelector('#arabic').textContent = 'New words.', 0")
    tell_words(station, WordTime(0, 4, 0.0))
    voice = voice_of(station)
    voice.finish()
    wait_until(lambda: len(voice.said) == 3, "the rest of what was there")
    voice.finish()
    wait_until(lambda: voice.texts[-1] == "New words.", "what is there now")
    assert marked(station) == ""


def test_a_page_of_twenty_thousand_words_is_read_as_far_as_it_is_heard(station: WebStation) -> None:
    begin(station, "long")
    assert len(read(station, 40)) == 40
    wait_until(lambda: marked(station, "lab-sentence") != "", "the mark")
    assert station.js("getComputedStyle(document.body).overflow") == "visible"


def test_a_real_voice_marks_each_word_as_it_sounds(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sink = CountingSink()
    voice = SpokenVoice(sink, MainThreadCaller())
    place = tmp_path_factory.mktemp("aloud")
    station = WebStation({"page.html": PAGE}, place, aloud=voice)
    try:
        station.start(station.test_url(), helps=(ALOUD,))
        voice.wait_until_ready()
        assert voice.report.has_words
        station.js(WRITTEN_DOWN)
        station.press(Qt.Key.Key_L, CTRL)
        # One that is held up just at a sentence's end goes on without its last words.
        whole = ("Report a missed bin", "Tell us which bin it was", "within two days", "Full name", "Thank you")
        wait_until(lambda: any(words in station.js("marked") for words in whole), "each word of a sentence")
    finally:
        station.close()
        voice.close()
