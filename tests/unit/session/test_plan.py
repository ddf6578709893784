"""What a visit consists of is decided before it begins."""

from __future__ import annotations

from dataclasses import replace

from empathylab.domain.calibration import Calibration
from empathylab.domain.feature import wears
from empathylab.domain.session import RunKind
from empathylab.domain.task import FORM_TEXT_PX
from empathylab.files.library import load_library
from empathylab.helps import Zoom
from empathylab.session.plan import plan_visit
from empathylab.session.planning import plan_at


def test_who_wears_two_personas_learns_the_keys_that_both_need() -> None:
    library = load_library()
    worn = [library.persona(name) for name in ("christopher", "claudia")]
    task = library.form("missed-bin")
    plan = plan_visit(event="", station="", personas=worn, task=task, calibration=Calibration(), seed=1)
    assert [step.press for step in plan.tutor.steps] == ["Tab", "Space", "Down", "Enter", "Ctrl+Plus"]
    assert wears(plan.tutor.helps, Zoom), "the key does something there"
    assert plan.tutor.page == worn[0].tutor.page


def test_on_a_denser_screen_the_form_is_as_large_to_the_eye_as_on_the_assumed_one() -> None:
    library, assumed = load_library(), Calibration()

    def text_px(screen: Calibration) -> float:
        task = library.task("missed-bin")
        who = [library.persona("claudia")]
        plan = plan_visit(event="", station="", personas=who, task=task, calibration=screen, seed=1)
        return plan.conditions[RunKind.HELPED].text_px

    assert text_px(assumed) == FORM_TEXT_PX
    dense = replace(assumed, px_per_mm=2 * assumed.px_per_mm)
    assert text_px(dense) == 2 * FORM_TEXT_PX
    assert text_px(replace(dense, pixel_ratio=2.0)) == FORM_TEXT_PX, "the system has made it larger already"
    assert text_px(replace(assumed, px_per_mm=assumed.px_per_mm / 2)) == FORM_TEXT_PX


def test_two_at_once_wear_no_barriers_of_which_one_takes_away_the_other() -> None:
    library = load_library()
    who = [library.personas[name] for name in ("ashleigh", "claudia", "christopher")]
    station = library.stations["all"]
    plan = plan_at(station, library, who, event="", calibration=Calibration(), seed=1)
    worn = plan.conditions[RunKind.BARRIER].barriers
    assert {"no-name", "fake-select", "low-contrast", "timeout"} <= set(worn)
    assert not {"placeholder-label", "change-on-input"} & set(worn)
    alone = plan_at(station, library, who[1:2], event="", calibration=Calibration(), seed=1)
    assert "placeholder-label" in alone.conditions[RunKind.BARRIER].barriers
