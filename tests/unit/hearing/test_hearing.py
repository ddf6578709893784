"""What is heard under simulations, held against the formulas and the standard they are made after."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from empathylab.domain.errors import InputError
from empathylab.hearing import SIMULATIONS, Listener, hear, parse, sii
from empathylab.hearing.audiogram import load
from empathylab.hearing.frames import Frames
from empathylab.hearing.levels import rms
from empathylab.hearing.recruitment import gain_db

RATES_HZ = (8_000, 22_050, 44_100, 48_000, 96_000)


def tone(frequency_hz: float, rate_hz: int, peak: float = 0.1) -> np.ndarray:
    return peak * np.sin(2 * np.pi * frequency_hz * np.arange(rate_hz) / rate_hz)


def speech_like(rate_hz: int = 22_050, seconds: float = 2.0) -> np.ndarray:
    """Noise as loud in each band as somebody talking, coming and going like syllables."""
    count = round(rate_hz * seconds)
    table = sii.one_third_octave()
    spectrum = np.fft.rfft(np.random.default_rng(5).normal(size=count))
    spectrum *= 10 ** (np.interp(np.fft.rfftfreq(count, 1 / rate_hz), table.centre_hz, table.normal_db) / 20)
    sound = np.fft.irfft(spectrum, count) * (1.2 + np.sin(2 * np.pi * 4 * np.arange(count) / rate_hz))
    return np.asarray(sound * 0.05 / rms(sound))


class TestRecruitment:
    @pytest.mark.parametrize("rate_hz", RATES_HZ)
    @pytest.mark.parametrize("audiogram", ["elderly", "n2"])
    def test_a_tone_is_as_soft_as_the_formula_says(self, rate_hz: int, audiogram: str) -> None:
        for frequency_hz in (f for f in (500, 523.25, 2000, 4000) if f < 0.45 * rate_hz):
            for level_db in (50.0, 65.0, 80.0, 95.0):
                sound = tone(frequency_hz, rate_hz)
                heard = hear(sound, rate_hz, [parse(f"hearing-loss:audiogram={audiogram},level_db={level_db}")])
                middle = slice(rate_hz // 4, -rate_hz // 4)
                gain = 20 * np.log10(rms(heard[middle]) / rms(sound[middle]))
                wanted = gain_db(np.array(level_db), load(audiogram).at(np.array([frequency_hz])))
                assert gain == pytest.approx(wanted[0], abs=1.0)

    def test_what_is_loud_enough_is_as_loud_as_to_everybody_and_nothing_ever_grows(self) -> None:
        levels, losses = np.meshgrid(np.linspace(-20, 130, 31), np.linspace(-10, 90, 21))
        gains = gain_db(levels, losses)
        assert gains.max() == 0
        assert (gains[:, levels[0] >= 105] == 0).all()

    @pytest.mark.parametrize("shape", ["speech", "square", "click", "full scale"])
    def test_no_sample_is_above_the_highest_that_went_in(self, shape: str) -> None:
        rate_hz = 44_100
        sound = {
            "speech": speech_like(rate_hz),
            "square": 0.5 * np.sign(tone(180, rate_hz)),
            "click": np.eye(1, rate_hz, rate_hz // 2)[0],
            "full scale": np.ones(rate_hz),
        }[shape]
        heard = hear(sound, rate_hz, [parse("hearing-loss:audiogram=elderly,level_db=70")])
        assert len(heard) == len(sound)
        assert np.abs(heard).max() <= np.abs(sound).max()

    def test_an_ear_without_a_loss_hears_what_is_played(self) -> None:
        sound = speech_like()
        assert hear(sound, 22_050, [parse("hearing-loss:audiogram=normal")]) == pytest.approx(sound, abs=1e-9)
        assert (hear(sound, 22_050, []) == sound).all()

    @pytest.mark.parametrize("count", [0, 1, 7, 100, 5_000])
    def test_silence_and_the_shortest_sounds_come_back_as_long_as_they_were(self, count: int) -> None:
        worn = [parse("telephone"), parse("hearing-loss")]
        assert (hear(np.zeros(count), 16_000, worn) == np.zeros(count)).all()
        assert len(hear(np.full(count, 0.3), 16_000, worn)) == count


class TestListener:
    def test_block_after_block_is_the_same_as_the_whole(self) -> None:
        sound, worn = speech_like(), [parse("telephone:seed=4"), parse("hearing-loss")]
        listener, rng, at = Listener(worn, 22_050, rms(sound)), np.random.default_rng(2), 0
        pieces = []
        while at < len(sound):
            step = int(rng.integers(1, 3_000))
            pieces.append(listener.feed(sound[at : at + step]))
            at += step
        pieces.append(listener.rest())
        streamed = np.concatenate(pieces)[listener.delay :][: len(sound)]
        assert streamed == pytest.approx(hear(sound, 22_050, worn), abs=1e-9)

    @pytest.mark.parametrize("rate_hz", RATES_HZ)
    def test_a_sound_is_on_its_way_for_less_than_fifty_milliseconds(self, rate_hz: int) -> None:
        listener = Listener([parse("hearing-loss")], rate_hz, 0.1)
        block = rate_hz // 100
        waited = 0
        while not len(listener.feed(np.ones(block))):
            waited += block
        assert (listener.delay + waited) / rate_hz <= 0.050

    @pytest.mark.parametrize("rate_hz", [100, 7_999, 200_000])
    def test_a_rate_that_cannot_be_worked_with_is_refused(self, rate_hz: int) -> None:
        with pytest.raises(InputError, match="samples a second"):
            Listener([], rate_hz, 0.1)

    @pytest.mark.parametrize("sound", [np.zeros((2, 10)), np.array([0.0, np.nan]), np.array([np.inf])])
    def test_what_is_no_mono_sound_is_refused(self, sound: np.ndarray) -> None:
        with pytest.raises(InputError, match="no .*sound"):
            hear(sound, 16_000, [parse("hearing-loss")])


class TestTelephone:
    def test_the_line_carries_its_band_and_little_else(self) -> None:
        line = [parse("telephone:snr_db=60")]
        kept, low, high = (rms(hear(tone(f, 16_000), 16_000, line)) for f in (1000, 100, 7000))
        assert kept == pytest.approx(rms(tone(1000, 16_000)), rel=0.01)
        assert low < 0.01 * kept
        assert high < 0.01 * kept

    @pytest.mark.parametrize("snr_db", [-5, 5, 15])
    def test_those_behind_are_as_much_softer_than_the_voice_as_was_asked(self, snr_db: int) -> None:
        stage = parse(f"telephone:snr_db={snr_db}").stage(16_000, np.hanning(340), 0.05)
        noise = stage.noise(16_000 * 12)
        assert noise is not None
        assert 20 * np.log10(0.05 / rms(noise)) == pytest.approx(snr_db, abs=0.2)

    def test_the_same_seed_is_the_same_babble(self) -> None:
        first, again, other = (hear(speech_like(), 22_050, [parse(f"telephone:seed={n}")]) for n in (1, 1, 2))
        assert (first == again).all()
        assert not (first == other).all()

    def test_the_order_in_which_they_are_given_does_not_matter(self) -> None:
        line, ear = parse("telephone"), parse("hearing-loss")
        assert (hear(speech_like(), 22_050, [ear, line]) == hear(speech_like(), 22_050, [line, ear])).all()


def test_mute_is_silence() -> None:
    assert not hear(speech_like(), 22_050, [parse("mute"), parse("telephone")]).any()


class TestSpeechIntelligibilityIndex:
    """The examples that come with ANSI S3.5-1997 and its reference programs."""

    OCTAVE = ([50, 40, 40, 30, 20, 0], [70, 65, 45, 25, 1, -15])
    THIRDS = (
        [90, 5, *12 * [40], *4 * [-10]],
        [10, -10, -10, 75, *10 * [-10], *4 * [10]],
        [90, *17 * [0]],
    )

    def test_octaves(self) -> None:
        assert sii.index(sii.octave(), *self.OCTAVE) == pytest.approx(0.504, abs=0.001)
        loss = [0, 0, 0, 0, 0, 7.1]
        assert sii.index(sii.octave(), *self.OCTAVE, loss) == pytest.approx(0.491, abs=0.001)
        assert sii.index(sii.octave(), *self.OCTAVE, loss, [0, 0, 1, 0, 0, 0]) == pytest.approx(0.323, abs=0.001)

    def test_thirds_of_octaves(self) -> None:
        assert sii.index(sii.one_third_octave(), *self.THIRDS) == pytest.approx(0.445, abs=0.001)
        weights = [*9 * [0], *7 * [0.1], 0.3, 0]
        assert sii.index(sii.one_third_octave(), *self.THIRDS, weights) == pytest.approx(0.438, abs=0.001)

    def test_the_worse_the_loss_the_less_of_speech_is_left(self) -> None:
        bands, sound = sii.one_third_octave(), speech_like()
        levels = sii.spectrum_levels_db(bands, sound, 22_050, 65 - 20 * np.log10(rms(sound)))
        normal, n2, elderly = (
            sii.index(bands, levels, loss_db_hl=load(name).at(bands.centre_hz)) for name in ("normal", "n2", "elderly")
        )
        assert normal > 0.95
        assert normal > n2 > elderly
        assert 0.3 < elderly < 0.6

    def test_speech_at_normal_effort_has_the_level_that_the_standard_gives_it(self) -> None:
        bands, sound = sii.one_third_octave(), speech_like()
        levels = sii.spectrum_levels_db(bands, sound, 22_050, 62.35 - 20 * np.log10(rms(sound)))
        assert levels[2:16] == pytest.approx(bands.normal_db[2:16], abs=1.5)


def test_every_simulation_says_in_which_order_it_comes() -> None:
    assert len({kind.place for kind in SIMULATIONS}) == len(SIMULATIONS)


def test_whatever_is_done_to_a_sound_it_is_never_above_what_went_in_around_it() -> None:
    """A change of so many bins at once rings: beside a loud moment, and never above it."""
    rate_hz = 16_000
    sound = 0.02 * np.ones(rate_hz)
    sound[rate_hz // 2] = 0.5
    frames = Frames(rate_hz, lambda spectra: 3 * spectra)
    heard = np.abs(np.concatenate((frames.feed(sound), frames.feed(np.zeros(frames.length)))))
    far = 2 * frames.length
    assert heard.max() == 0.5
    assert heard[far : rate_hz // 2 - far].max() == 0.02


def test_what_carries_a_sound_comes_before_the_ear_however_they_are_named() -> None:
    """A loss depends on how loud the sound is that has come down the line."""
    met: list[str] = []

    class Noted:
        def __init__(self, place: int, name: str) -> None:
            self.place, self._name = place, name

        def stage(self, _rate_hz: int, _window: np.ndarray, _input_rms: float) -> Noted:
            met.append(self._name)
            return self

    ear, line = Noted(2, "ear"), Noted(1, "line")
    Listener(cast(Any, [ear, line]), 22_050, 0.1)
    assert met == ["line", "ear"]
