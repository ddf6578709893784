"""What a listener hears of a voice, and when it is silent."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from psutil import Process

from empathylab.domain.voice import Cue, Voice, VoiceEvent, VoiceEventKind, WordTime
from empathylab.speech.sink import CountingSink
from empathylab.speech.voices import SilentVoice, SpokenVoice
from empathylab.speech.wav import Wav
from support.listening import PATIENCE_S, Ears, samples, script
from support.recording_voice import RecordingVoice

STARTED, FINISHED = VoiceEventKind.STARTED, VoiceEventKind.FINISHED


class Room:
    """A voice, the device it sounds from, and somebody who listens."""

    def __init__(self, speed: float, *command: str) -> None:
        self.sink = CountingSink(speed=speed)
        self.voice = SpokenVoice(self.sink, command=command) if command else SpokenVoice(self.sink)
        self.ears = Ears()
        self.voice.listener = self.ears


class BusyOwner:
    """A voice whose owner hears of nothing, as a window in the middle of something, until the test lets it."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.sink = CountingSink()
        self.voice = SpokenVoice(self.sink, call_in_owner=self._calls.put)
        self.voice.listener = self.ears = Ears()

    def hear(self, utterance_id: int, kind: VoiceEventKind) -> None:
        """Take what has come, until that is among it."""
        while VoiceEvent(utterance_id, kind) not in self.ears.events:
            self._calls.get(timeout=PATIENCE_S)()


@pytest.fixture(scope="module")
def fast_room() -> Iterator[Room]:
    """Speech goes by fifty times as fast."""
    room = Room(50.0)
    yield room
    room.voice.close()


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    room = Room(1.0)
    yield room
    room.voice.close()


def test_a_phrase_is_heard_to_its_end(fast_room: Room) -> None:
    fast_room.voice.speak(1, "Full name, edit, required")
    fast_room.ears.wait_for(1, FINISHED)
    assert fast_room.ears.kinds(1) == ["started", "finished"]


def test_a_cue_sounds_before_the_phrase_and_only_before_its_first_piece(fast_room: Room) -> None:
    phrase = "Tell us which collection was missed, and we will come back for it. " * 3
    lengths = []
    for number, cue in ((40, Cue.NONE), (41, Cue.TYPING)):
        before = fast_room.sink.samples
        fast_room.voice.speak(number, phrase, cue=cue)
        fast_room.ears.wait_for(number, FINISHED)
        lengths.append(fast_room.sink.samples - before)
    assert lengths[1] - lengths[0] == pytest.approx(0.11 * 22050, abs=3)


def test_a_long_text_is_heard_piece_by_piece_to_its_end(fast_room: Room) -> None:
    before = fast_room.sink.samples
    fast_room.voice.speak(2, "Tell us which collection was missed, and we will come back for it. " * 8)
    fast_room.ears.wait_for(2, FINISHED)
    assert fast_room.ears.kinds(2) == ["started", "finished"]
    assert 20 < (fast_room.sink.samples - before) / 22050 < 60


def test_the_words_are_told_as_each_piece_begins_to_sound_in_their_places(fast_room: Room) -> None:
    text = "  Tell us which bin was missed, and we will come back — naïve 😀 words — within two days. " * 3
    told: list[tuple[WordTime, ...]] = []
    fast_room.voice.word_listener = lambda utterance_id, words: told.append(words) if utterance_id == 50 else None
    fast_room.voice.speak(50, text, "en-GB", Cue.READING)
    fast_room.ears.wait_for(50, FINISHED)
    assert len(told) > 1
    said = [text[word.start :][: word.length] for words in told for word in words]
    assert [word for word in said if word in ("Tell", "naïve", "words", "days")] == [
        "Tell",
        "naïve",
        "words",
        "days",
    ] * 3
    assert [word.at_ms for word in told[0]] == sorted(word.at_ms for word in told[0])
    assert told[0][0].at_ms == pytest.approx(110, abs=1), "after the sound before the phrase"
    assert told[1][0].at_ms < 110


def test_a_computer_without_sound_tells_no_words() -> None:
    voice = SilentVoice()
    voice.word_listener = lambda *told: pytest.fail(f"told {told}")
    voice.speak(1, "Full name")
    voice.close()


def test_nothing_to_say_is_said_at_once(fast_room: Room) -> None:
    fast_room.voice.speak(3, "  ")
    assert fast_room.ears.kinds(3) == ["started", "finished"]


#: Sounds for half a minute: whatever the computer does meanwhile, it does not end by itself.
LONG = "There are two hundred and eleven links on this page, and all of them are read. " * 8


def test_a_new_phrase_silences_the_one_before(room: Room) -> None:
    room.voice.speak(1, LONG)
    room.ears.wait_for(1, STARTED)
    room.voice.speak(2, f"Street, edit. {LONG}")
    room.ears.wait_for(2, STARTED)
    assert room.ears.kinds(1) == ["started", "interrupted"]
    room.voice.stop()
    assert room.ears.kinds(2) == ["started", "interrupted"]


def test_a_phrase_stopped_before_it_sounds_never_sounds() -> None:
    owner = BusyOwner()
    owner.voice.speak(10, "Nobody will hear this one")
    owner.voice.stop()
    owner.voice.speak(11, "Heard")
    owner.hear(11, STARTED)
    assert owner.ears.kinds(10) == ["interrupted"]
    assert [heard.what for heard in owner.sink.heard].count("start") <= 1
    owner.voice.close()


def test_a_thousand_phrases_mashed_end_with_the_newest() -> None:
    owner = BusyOwner()
    for i in range(1000, 2000):
        owner.voice.speak(i, f"item {i}")
    owner.hear(1999, STARTED)
    owner.voice.stop()
    assert [owner.ears.kinds(i) for i in range(1000, 1999)] == [["interrupted"]] * 999, "none of the old ones sounded"
    assert owner.ears.kinds(1999) == ["started", "interrupted"]
    owner.voice.close()


@pytest.mark.parametrize("blow", [Process.kill, Process.suspend])
def test_the_phrase_under_way_survives_its_worker(blow: Callable[[Process], None]) -> None:
    room = Room(50.0)
    room.voice.wait_until_ready()
    blow(Process(room.voice.worker_pids[0]))
    room.voice.speak(1, "Postcode, edit, required")
    room.ears.wait_for(1, FINISHED)
    assert room.ears.kinds(1) == ["started", "finished"]
    room.voice.close()


def test_without_a_synthesizer_each_phrase_fails_and_nothing_crashes(tmp_path: Path) -> None:
    room = Room(50.0, *script(tmp_path, 'say({"fatal": "no espeak", "what_to_do": "Install it."})'))
    for i in (1, 2):
        room.voice.speak(i, "Street, edit")
        room.ears.wait_for(i, VoiceEventKind.FAILED)
        assert room.ears.kinds(i) == ["failed"]
    assert room.voice.problem is not None
    room.voice.close()


def test_everything_is_told_in_the_owners_thread() -> None:
    """As a window does it: calls are queued and made by the thread that owns the voice."""
    calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    told: list[tuple[VoiceEvent, int]] = []
    sink = CountingSink(speed=50.0)
    voice = SpokenVoice(sink, call_in_owner=calls.put)
    voice.listener = lambda event: told.append((event, threading.get_ident()))
    voice.speak(1, "Street, edit")
    while not told or told[-1][0].kind is not FINISHED:
        calls.get(timeout=PATIENCE_S)()
    assert {thread for _, thread in told} == {threading.get_ident()}
    voice.close()


def test_a_visit_begins_softly_and_never_grows_too_loud(tmp_path: Path) -> None:
    loud = """
def scream():
    with wave.open(str(place), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22050)
        file.writeframes(bytes([255, 127]) * 22050 * 8)
    return True

say(ready)
for request in requests():
    say({"id": request["id"], "spoken": scream()})
"""
    room = Room(200.0, *script(tmp_path, loud))
    played: list[Wav] = []
    play = room.sink.play
    room.sink.play = lambda wav, token: (played.append(wav), play(wav, token))[1]  # type: ignore[method-assign, func-returns-value]
    room.voice.speak(1, "soft")
    room.ears.wait_for(1, FINISHED)
    # The first hundredth of a second.
    assert abs(samples(played[0])[:220].astype(int)).max() < 0.3 * 32767
    assert 0.6 * 32767 < room.sink.peak <= 0.7 * 32767
    room.voice.close()


@pytest.mark.parametrize(
    ("rate_wpm", "pitch", "asked"), [(9000, 0, (450, 0.5)), (0, 9, (80, 2.0)), (200, 1.2, (200, 1.2))]
)
def test_rate_and_pitch_stay_within_what_can_be_heard(
    rate_wpm: int, pitch: float, asked: tuple[int, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, requests = Room(50.0, "true"), []
    monkeypatch.setattr(room.voice._synthesizer, "ask", requests.append)
    room.voice.set_rate_wpm(rate_wpm)
    room.voice.set_pitch(pitch)
    room.voice.speak(50, "Street, edit")
    assert [(each.rate_wpm, each.pitch) for each in requests] == [asked]
    room.voice.close()


def test_prepared_phrases_are_spoken(fast_room: Room) -> None:
    fast_room.voice.prepare(["edit", " ", "link"])
    fast_room.voice.begin_visit()
    fast_room.voice.speak(60, "edit")
    fast_room.ears.wait_for(60, FINISHED)


def test_a_silent_voice_takes_the_time_of_speaking() -> None:
    voice = SilentVoice()
    voice.listener = ears = Ears()
    voice.set_rate_wpm(450)
    voice.speak(1, "one")
    ears.wait_for(1, FINISHED)
    voice.speak(2, "a phrase of rather many words that nobody waits for " * 9)
    voice.speak(3, "one")
    ears.wait_for(3, FINISHED)
    voice.speak(4, "one two three four five six seven eight nine ten")
    voice.close()
    assert [ears.kinds(i) for i in (1, 2, 3, 4)] == [
        ["started", "finished"],
        ["started", "interrupted"],
        ["started", "finished"],
        ["started", "interrupted"],
    ]


def test_a_recording_voice_writes_down_what_it_was_given() -> None:
    voice = RecordingVoice(is_instant=False)
    voice.set_rate_wpm(300)
    voice.set_pitch(1.5)
    voice.speak(1, "Street, edit", "en-GB")
    assert voice.is_speaking
    voice.speak(2, "Enw", "cy")
    voice.finish()
    voice.finish()
    voice.close()
    assert voice.texts == ["Street, edit", "Enw"]
    assert (voice.said[0].rate_wpm, voice.said[0].pitch, voice.said[1].language) == (300, 1.5, "cy")
    assert [(e.utterance_id, e.kind.value) for e in voice.events] == [
        (1, "started"),
        (1, "interrupted"),
        (2, "started"),
        (2, "finished"),
    ]
    assert voice.is_closed


def test_all_three_are_voices(room: Room) -> None:
    """All that the protocol asks for, by name; what they say is tested of each."""
    promised = {name for name in vars(Voice) if not name.startswith("_")}
    for voice in (room.voice, SilentVoice(), RecordingVoice()):
        assert promised - set(dir(voice)) == set()
