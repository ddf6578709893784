"""One voice is lent to whoever speaks: who is heard, how, and what becomes of the others."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from empathylab.domain.errors import MachineError
from empathylab.domain.voice import Voice, VoiceEventKind
from empathylab.reader.speech_manager import SpeechManager, SpeechPriority
from empathylab.reader.utterance import notice
from empathylab.speech.sink import CountingSink
from empathylab.speech.speech_service import LentVoice, Speaker, SpeechService
from empathylab.speech.synthesizer_pool import WORKERS
from empathylab.speech.voices import SilentVoice, SpokenVoice
from support.listening import Ears, script
from support.recording_voice import RecordingVoice

FINISHED, INTERRUPTED, FAILED = VoiceEventKind.FINISHED, VoiceEventKind.INTERRUPTED, VoiceEventKind.FAILED


class House:
    """Everybody who speaks in the lab, at one voice that goes on until it is stopped."""

    def __init__(self) -> None:
        self.made: list[RecordingVoice] = []
        self.speech = SpeechService(self._make)
        lent = [self.speech.lend(each) for each in Speaker]
        self.page, self.page_aloud, self.aloud, self.answering, self.sample = lent
        self.ears = {each.speaker: Ears() for each in lent}
        for each in lent:
            each.listener = self.ears[each.speaker]

    def _make(self) -> RecordingVoice:
        self.made.append(RecordingVoice(is_instant=False))
        return self.made[-1]

    @property
    def voice(self) -> RecordingVoice:
        (voice,) = self.made
        return voice

    def kinds(self, lent: LentVoice, utterance_id: int = 1) -> list[str]:
        return self.ears[lent.speaker].kinds(utterance_id)


@pytest.fixture
def house() -> House:
    return House()


def test_nothing_is_started_before_somebody_needs_it(house: House) -> None:
    house.page.begin_visit()
    house.page.stop()
    house.speech.close()
    assert house.made == []


def test_the_newest_is_heard_and_who_spoke_before_is_told(house: House) -> None:
    house.aloud.speak(1, "Choose a person")
    assert house.speech.speaker is Speaker.READ_ALOUD
    house.sample.speak(1, "Good morning")
    house.page.speak(1, "Street, edit")
    assert house.speech.speaker is Speaker.PAGE_READER
    assert house.kinds(house.aloud) == house.kinds(house.sample) == ["started", "interrupted"]
    house.voice.finish()
    assert house.kinds(house.page) == ["started", "finished"]
    assert house.speech.speaker is None
    assert house.voice.texts == ["Choose a person", "Good morning", "Street, edit"]


def test_the_labs_own_reading_is_silent_while_a_page_reader_speaks(house: House) -> None:
    house.page.speak(1, "Street, edit")
    house.aloud.speak(1, "Choose a person")
    assert house.kinds(house.aloud) == ["interrupted"]
    assert house.kinds(house.page) == ["started"]
    house.voice.finish()
    house.aloud.speak(2, "Choose a person")
    assert house.voice.texts == ["Street, edit", "Choose a person"]


def test_who_does_not_speak_cannot_silence_who_does(house: House) -> None:
    house.aloud.speak(1, "Choose a person")
    house.page.stop()
    house.sample.close()
    assert house.voice.is_speaking
    house.aloud.stop()
    assert house.kinds(house.aloud) == ["started", "interrupted"]


def test_who_is_interrupted_does_not_go_on_with_what_waited(house: House) -> None:
    manager = SpeechManager(house.aloud, lambda _: None, lambda _: None, lambda: None)
    for words in ("Choose a person", "Christopher", "Claudia"):
        manager.say(notice(words), SpeechPriority.NEXT)
    house.page.speak(1, "Street, edit")
    assert house.voice.texts == ["Choose a person", "Street, edit"]
    assert not manager.is_speaking
    assert manager.waiting == 0


def test_each_speaks_at_a_rate_and_pitch_and_in_a_language_of_its_own(house: House) -> None:
    welsh = house.speech.lend(Speaker.SAMPLE, "cy")
    house.page.set_rate_wpm(360)
    house.page.set_pitch(1.5)
    for lent in (house.page, house.aloud, welsh, house.page):
        lent.speak(1, "Enw")
        house.voice.finish()
    assert [(said.rate_wpm, said.pitch) for said in house.voice.said] == [
        (360, 1.5),
        (180, 1.0),
        (180, 1.0),
        (360, 1.5),
    ]
    assert [said.language for said in house.voice.said] == ["", "", "cy", ""]


def test_whoever_begins_with_a_visitor_begins_softly(house: House) -> None:
    soft = []
    for lent in (house.page, house.page, house.sample, house.page):
        before = house.voice.visits if house.made else 0
        lent.speak(1, "Enw")
        soft.append(house.voice.visits > before)
    house.page.begin_visit()
    before = house.voice.visits
    house.page.speak(2, "Enw")
    assert soft == [True, False, True, False]
    assert house.voice.visits == before + 1


def test_phrases_are_prepared_at_the_rate_of_who_asked(house: House) -> None:
    house.page.set_rate_wpm(300)
    house.page.prepare(["edit", "link"])
    assert house.voice.prepared == ["edit", "link"]
    house.page.speak(1, "edit")
    assert house.voice.said[0].rate_wpm == 300


def test_sound_that_comes_later_is_found_by_the_next_visitor() -> None:
    made: list[Voice] = []
    sounding = RecordingVoice()
    has_sound = False

    def make() -> Voice:
        made.append(sounding if has_sound else SilentVoice())
        return made[-1]

    speech = SpeechService(make)
    page = speech.lend(Speaker.PAGE_READER)
    page.speak(1, "nobody hears this")
    has_sound = True
    page.speak(2, "nor this")
    page.begin_visit()
    page.begin_visit()
    page.speak(3, "heard")
    assert sounding.texts == ["heard"]
    assert len(made) == 2
    speech.close()


def test_closing_is_done_once_and_for_all(house: House) -> None:
    house.aloud.speak(1, "Choose a person")
    house.speech.close()
    assert house.voice.is_closed
    assert house.kinds(house.aloud) == ["started", "interrupted"]
    house.page.speak(1, "too late")
    house.page.prepare(["edit"])
    house.speech.close()
    assert house.kinds(house.page) == ["interrupted"]
    assert len(house.made) == 1


def test_what_keeps_the_computer_from_speaking_is_told_once(tmp_path: Path) -> None:
    command = script(tmp_path, 'say({"fatal": "COMError: no voice", "what_to_do": "Add a voice."})')
    told: list[MachineError] = []
    speech = SpeechService(lambda: SpokenVoice(CountingSink(), command=command), told.append)
    page = speech.lend(Speaker.PAGE_READER)
    page.listener = ears = Ears()
    for number in (1, 2):
        page.speak(number, "Street, edit")
        ears.wait_for(number, FAILED)
    speech.close()
    assert ["COMError: no voice" in str(each) for each in told] == [True]


def test_all_who_speak_share_one_pool_of_workers() -> None:
    speech = SpeechService(lambda: SpokenVoice(CountingSink(speed=50.0)))
    before = len(psutil.Process().children())
    for speaker in Speaker:
        lent = speech.lend(speaker)
        lent.listener = ears = Ears()
        lent.speak(1, f"This is the {speaker}")
        ears.wait_for(1, FINISHED)
    assert len(psutil.Process().children()) - before == WORKERS
    speech.close()
    assert len(psutil.Process().children()) == before
