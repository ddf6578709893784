"""Two people whose forms have sound: what is worn over it, and that built well nothing has to be switched on."""

from __future__ import annotations

import pytest

from empathylab.files.library import load_library
from empathylab.vision.presets import PRESETS

LIBRARY = load_library()
SALEEM, RON = LIBRARY.persona("saleem"), LIBRARY.persona("ron")


def test_nothing_is_worn_for_somebody_who_is_deaf_but_silence() -> None:
    for run in (SALEEM.barrier, SALEEM.helped):
        assert [spec.kind for spec in run.simulations] == ["mute"]


def test_sign_language_is_written_out() -> None:
    words = SALEEM.model_dump_json()
    assert words.count("British Sign Language") == 1
    assert "BSL" not in words


def test_three_senses_are_worn_at_once_and_alike_in_both_runs() -> None:
    worn = RON.barrier.simulations
    assert worn == RON.helped.simulations
    cataract = PRESETS["cataract"].simulations
    assert worn[: len(cataract)] == cataract
    assert [spec.kind for spec in worn[len(cataract) :]] == ["hands", "tremor", "hearing-loss"]


@pytest.mark.parametrize("persona", [SALEEM, RON], ids=lambda persona: persona.id)
def test_the_help_is_the_design(persona: object) -> None:
    """No switch of a computer is needed, and the form has every barrier of the story."""
    assert persona.helped.helps == ()  # type: ignore[attr-defined]
    form = LIBRARY.form(LIBRARY.station("station-4").task)
    assert set(persona.barrier.barriers) <= set(form.barriers)  # type: ignore[attr-defined]


def test_nobody_is_told_what_they_are_not_able_to_do() -> None:
    for persona in (SALEEM, RON):
        words = persona.model_dump_json().lower()
        assert not [each for each in ("cannot", "can't", "unable", "suffer", "despite") if each in words]
