"""The run sheet: each step once, the phase of the day, and the words of a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from empathylab.domain.run_sheet import OwnCheck, Phase, RunSheet, Step
from empathylab.files.layers import layers_over
from empathylab.files.leading import load_run_sheet
from empathylab.files.library import load_library
from support.reading_grade import grade

SHEET = load_run_sheet(load_library())
HIGHEST_GRADE = 8.0


def _phase(name: str, days: int, *steps: str) -> Phase:
    return Phase(id=name, title=name, days=days, steps=tuple(Step(id=each, do=each, how=each) for each in steps))


def test_it_goes_from_a_week_before_to_a_week_later() -> None:
    assert [phase.days for phase in SHEET.phases] == sorted(phase.days for phase in SHEET.phases)
    assert (SHEET.phases[0].days, SHEET.phases[-1].days) == (-7, 28)
    assert {step.check for phase in SHEET.phases for step in phase.steps if step.check} == set(OwnCheck)


def test_its_words_are_plain() -> None:
    hard = [
        step.how for phase in SHEET.phases for step in phase.steps if grade(f"{step.do}. {step.how}") > HIGHEST_GRADE
    ]
    assert hard == []


@pytest.mark.parametrize(
    ("day", "done", "phase"),
    [
        (-30, (), "week"),
        (-7, (), "week"),
        (-1, (), "day"),
        (0, (), "hour"),
        (0, ("key",), "doors"),
        (0, ("open",), "visitor"),
        (0, ("key", "open"), "visitor"),
        (3, (), "hour"),
        (9, (), "later"),
    ],
)
def test_the_day_says_which_phase(day: int, done: tuple[str, ...], phase: str) -> None:
    phases = (
        _phase("week", -7, "a"),
        _phase("day", -1, "b"),
        _phase("hour", 0, "key"),
        _phase("doors", 0, "open"),
        _phase("visitor", 0, "greet"),
        _phase("later", 7, "c"),
    )
    assert RunSheet(format=1, phases=phases).phase_on(day, done).id == phase


def test_two_steps_of_one_id_are_refused() -> None:
    with pytest.raises(ValidationError, match="two steps with the id a"):
        RunSheet(format=1, phases=(_phase("week", -7, "a"), _phase("day", -1, "a")))


def test_a_place_has_its_own_words_and_steps(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ours.toml").write_text(
        'format = 1\nid = "ours"\n'
        '[[steps]]\nid = "week-room"\nphase = "week"\ndo = "Book the Garden Room"\nhow = "Ask at the desk."\n'
        '[[steps]]\nid = "key"\nphase = "hour"\ndo = "Fetch the key"\nhow = "It is at the desk."\n',
        encoding="utf-8",
    )
    library = load_library(layers_over(tmp_path))
    assert library.faults == ()
    steps = {step.id: step for phase in load_run_sheet(library).phases for step in phase.steps}
    assert steps["week-room"].do == "Book the Garden Room"
    hour = next(phase for phase in load_run_sheet(library).phases if phase.id == "hour")
    assert hour.steps[-1] == Step(id="key", do="Fetch the key", how="It is at the desk.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('[[steps]]\nid = "key"\nphase = "huor"\ndo = "Fetch it"\nhow = "There."', "there is no phase 'huor'"),
        (f'[[steps]]\nid = "key"\nphase = "hour"\ndo = "{"long " * 20}"\nhow = "There."', "steps.0.do"),
        ('[spoken]\nwellcome = "Hello!"', "there is no script or moment 'wellcome'"),
        ('[house]\ncolour = "blue"', "house.colour"),
    ],
)
def test_what_is_wrong_in_a_places_words_is_told(tmp_path: Path, words: str, told: str) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "ours.toml").write_text(f'format = 1\nid = "ours"\n{words}\n', encoding="utf-8")
    (fault,) = load_library(layers_over(tmp_path)).faults
    assert told in str(fault)
