"""Where somebody begins and ends to speak, in a room that is never quite still."""

from __future__ import annotations

import numpy as np

from empathylab.voice_control.utterances import RATE_HZ, Pcm, Utterances


def room(seconds: float, level: int = 30, seed: int = 1) -> Pcm:
    return np.random.default_rng(seed).normal(0, level, round(seconds * RATE_HZ)).astype(np.int16)


def word(seconds: float = 0.5) -> Pcm:
    tone = 3000 * np.sin(np.arange(round(seconds * RATE_HZ)) * 2 * np.pi * 300 / RATE_HZ)
    return np.asarray(tone, np.int16)


def cut(stream: Pcm, block: int = 777) -> list[Pcm]:
    """In blocks of a size that fits no frame, as a microphone gives them."""
    utterances = Utterances()
    return [each for start in range(0, len(stream), block) for each in utterances.feed(stream[start : start + block])]


def test_each_thing_that_is_said_is_handed_on_once_it_is_over_with_some_room_around_it() -> None:
    said = cut(np.concatenate((room(1), word(), room(1.2), word(), room(1.2))))
    assert len(said) == 2
    for each in said:
        assert 0.9 < len(each) / RATE_HZ < 1.7
        loud = np.flatnonzero(np.abs(each.astype(int)) > 1000)
        assert loud[0] > 0.1 * RATE_HZ, "its beginning is not cut off"


def test_a_room_alone_says_nothing_and_digital_silence_is_dithered() -> None:
    assert not cut(room(4))
    assert not cut(np.zeros(4 * RATE_HZ, np.int16))
    (said,) = cut(np.concatenate((np.zeros(RATE_HZ, np.int16), word(), np.zeros(RATE_HZ, np.int16))))
    assert np.count_nonzero(said[: RATE_HZ // 10]) > 100


def test_a_room_that_becomes_louder_is_no_endless_sentence_and_commands_are_heard_in_it() -> None:
    louder = room(9, level=300, seed=2)
    said = cut(np.concatenate((room(1), louder, word(), room(1.2, level=300, seed=3))))
    assert len(said) == 1


def test_one_who_talks_without_end_is_not_listened_to_and_the_next_command_is() -> None:
    (said,) = cut(np.concatenate((room(1), word(7), room(2, seed=2), word(), room(1.2, seed=3))))
    assert len(said) / RATE_HZ < 1.7


def test_nothing_of_what_was_said_stays() -> None:
    utterances = Utterances()
    said = list(utterances.feed(np.concatenate((room(1), word(), room(1)))))
    assert len(said) == 1
    assert not utterances.is_speaking
    assert max(np.abs(each).max() for each in utterances._before) < 1000
