"""A sound played live is what `hear` makes of it, sample for sample, from wherever and however fast it is played."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from empathylab.hearing import HearingSimulation, hear, parse
from empathylab.hearing.heard_sound import CAP, FULL_SCALE, TALKING_RMS, HeardSound, Samples, Sound, quantized
from empathylab.hearing.levels import rms
from empathylab.hearing.listener import hear_channels

LOSS, TELEPHONE, MUTE = map(parse, ("hearing-loss:audiogram=elderly", "telephone:snr_db=5", "mute"))


def noise(rate_hz: int, seconds: float, channels: int = 1, share: float = 0.2) -> Sound:
    """Bursts of it, so that loud and soft follow each other."""
    made = np.random.default_rng(3).standard_normal((channels, round(rate_hz * seconds)))
    bursts = np.sin(np.arange(made.shape[1]) / rate_hz * 9.0) ** 2
    return Sound.of(quantized(np.clip(made * bursts * share, -1.0, 1.0)), rate_hz)


def whole(heard: HeardSound, count: int = 441) -> Samples:
    """All of it, so many samples at a time."""
    taken = []
    while len(piece := heard.take(count)):
        taken.append(piece)
    return np.concatenate(taken) if taken else np.zeros((0, 1), np.int16)


def as_loud(sound: Sound, level_db: float = 65.0) -> NDArray[np.float64]:
    return sound.samples / FULL_SCALE * sound.gain(level_db)


@pytest.mark.parametrize("worn", [(), (LOSS,), (TELEPHONE,), (TELEPHONE, LOSS), (MUTE,)], ids=str)
@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 96_000])
def test_live_is_hear_sample_for_sample(rate_hz: int, worn: tuple[HearingSimulation, ...]) -> None:
    sound = noise(rate_hz, 0.6, channels=2)
    expected = quantized(hear_channels(as_loud(sound), rate_hz, worn)).T
    for count in (97, 480, 60_000):
        assert np.array_equal(whole(HeardSound(sound, worn), count), expected)


def test_it_is_as_loud_as_somebody_talking_and_as_a_loss_says() -> None:
    sound = noise(16_000, 1.0)
    assert rms(as_loud(sound)) == pytest.approx(TALKING_RMS)
    assert rms(as_loud(sound, 70.0)) == pytest.approx(TALKING_RMS * 10**0.25)
    assert np.abs(as_loud(sound, 105.0)).max() == pytest.approx(CAP), "never louder than the cap"


def test_what_cannot_be_as_loud_as_wished_is_heard_as_loud_as_it_is() -> None:
    """Capped, or turned down by the page: the ear hears the level that there is."""
    sound, loud = noise(16_000, 1.0), parse("hearing-loss:audiogram=elderly,level_db=105")
    level_db = 65.0 + 20 * np.log10(rms(as_loud(sound, 105.0)) / TALKING_RMS)
    expected = hear(as_loud(sound, 105.0)[0], 16_000, [parse(f"hearing-loss:audiogram=elderly,level_db={level_db}")])
    assert np.abs(whole(HeardSound(sound, [loud]))[:, 0] - quantized(expected).astype(int)).max() <= 1
    half = whole(HeardSound(sound, [LOSS], volume=0.5)) / FULL_SCALE
    softer = parse(f"hearing-loss:audiogram=elderly,level_db={65 - 20 * np.log10(2)}")
    assert np.abs(half[:, 0] - hear(as_loud(sound)[0] / 2, 16_000, [softer])).max() < 2 / FULL_SCALE


def test_who_talks_behind_a_telephone_is_turned_down_with_the_voice() -> None:
    sound = noise(16_000, 1.0)
    loud, half = (whole(HeardSound(sound, [TELEPHONE], volume=volume)).astype(int) for volume in (1.0, 0.5))
    assert np.abs(loud - 2 * half).max() <= 2


def test_no_sample_is_above_its_input() -> None:
    square = 32_767 * np.sign(np.sin(np.arange(1, 8_001) / 5))
    full = Sound.of(square.astype(np.int16)[None], 8_000)
    for volume in (0.0, 0.3, 1.0):
        heard = np.abs(whole(HeardSound(full, [LOSS], volume=volume)).astype(int)).max()
        assert heard <= np.ceil(np.abs(as_loud(full)).max() * volume * FULL_SCALE)


def test_silence_stays_silence_and_takes_its_time() -> None:
    silence = Sound.of(np.zeros((2, 4_000), np.int16), 8_000)
    for worn in ([], [LOSS], [TELEPHONE, LOSS]):
        heard = whole(HeardSound(silence, worn))
        assert heard.shape == (4_000, 2)
        assert not heard.any()
    assert whole(HeardSound(Sound.of(np.zeros((1, 0), np.int16), 8_000), [LOSS])).size == 0


def test_it_is_played_from_anywhere() -> None:
    sound = noise(16_000, 1.0)
    assert np.array_equal(whole(HeardSound(sound, [], at_s=0.25)), whole(HeardSound(sound, []))[4_000:])
    assert len(whole(HeardSound(sound, [LOSS], at_s=0.25))) == 12_000
    assert not len(whole(HeardSound(sound, [LOSS], at_s=7.0)))


@pytest.mark.parametrize("at_s", [0.31, 0.5, 0.77])
def test_after_a_seek_an_ear_hears_as_if_it_had_listened_all_along(at_s: float) -> None:
    """Its loss begins anew, and has settled before anybody could tell."""
    sound, settled = noise(16_000, 1.0), 16_000 * 20 // 1000
    all_along = whole(HeardSound(sound, [LOSS]))[round(at_s * 16_000) :, 0].astype(float)
    sought = whole(HeardSound(sound, [LOSS], at_s=at_s))[:, 0].astype(float)
    differs = (sought - all_along)[settled : len(sought) // 2]
    assert rms(differs) < 0.05 * rms(all_along[settled : len(sought) // 2])
    assert rms(sought[:settled]) < 1.2 * rms(all_along[:settled]) + 1


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.5, 2.0])
def test_slower_and_faster_keep_the_pitch(speed: float) -> None:
    tone = Sound.of(quantized(0.2 * np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000))[None], 16_000)
    heard = whole(HeardSound(tone, [], speed=speed))[:, 0] / FULL_SCALE
    assert len(heard) / 16_000 == pytest.approx(1.0 / speed, abs=0.05)
    middle = heard[2_000:6_000]
    strongest = np.argmax(np.abs(np.fft.rfft(middle * np.hanning(4_000)))) * 4
    assert abs(strongest - 440) <= 8
    assert rms(middle) == pytest.approx(TALKING_RMS, rel=0.1)
