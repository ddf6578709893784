"""What the facilitator chose for a persona: other hands, other helps."""

from __future__ import annotations

import pytest

from empathylab.domain.calibration import Calibration
from empathylab.domain.persona import Persona
from empathylab.domain.session import RunKind
from empathylab.files.library import load_library
from empathylab.files.overrides import has_hands, switchable_helps, with_overrides
from empathylab.files.settings import Choices
from empathylab.motor import HELPS, PRESETS
from empathylab.session.plan import plan_visit


@pytest.fixture
def christopher() -> Persona:
    return load_library().persona("christopher")


def test_nothing_chosen_changes_nothing() -> None:
    for persona in load_library().personas.values():
        assert with_overrides(persona, Choices()) == persona


@pytest.mark.parametrize("preset", PRESETS)
def test_another_preset_takes_the_place_of_the_hands_in_both_runs(christopher: Persona, preset: str) -> None:
    chosen = with_overrides(christopher, Choices.model_validate({"hands": preset}))
    for run in (chosen.barrier, chosen.helped):
        assert [spec.kind for spec in run.simulations] == ["pointer-block", "hands"]
        assert run.simulations[1].params == {"preset": preset}
    assert chosen.barrier.explain.startswith(f"The mouse is off. {PRESETS[preset].explain}")


def test_the_record_has_every_figure_of_a_preset(christopher: Persona) -> None:
    library = load_library()
    chosen = with_overrides(christopher, Choices(hands="mild"))
    task = library.form("missed-bin")
    plan = plan_visit(
        event="e", station="s", personas=[chosen], task=task, calibration=Calibration(), seed=1, has_warm_up=True
    )
    for run in (RunKind.BARRIER, RunKind.HELPED):
        assert plan.conditions[run].simulations[1:] == PRESETS["mild"].simulations
    assert RunKind.BASELINE in plan.conditions


def test_helps_are_switched_and_keep_the_figures_of_the_persona(christopher: Persona) -> None:
    chosen = with_overrides(christopher, Choices(helps=("sticky-keys", "bounce-keys")))
    assert {spec.kind: dict(spec.params) for spec in chosen.helped.helps} == {
        "bounce-keys": {"gap_ms": 90},
        "sticky-keys": {},
    }
    assert chosen.helped.explain.endswith("this is switched on: bounce keys, sticky keys.")
    assert chosen.barrier == christopher.barrier
    none = with_overrides(christopher, Choices(helps=()))
    assert none.helped.helps == ()
    assert none.helped.explain.endswith("nothing else is switched on.")


def test_every_help_for_hands_can_be_switched_and_what_the_form_is_cannot(christopher: Persona) -> None:
    switchable = switchable_helps(christopher)
    assert {kind.id for kind in HELPS} | {"autocomplete", "access-keys", "no-timeout", "focus-ring"} == set(switchable)
    library = load_library()
    assert has_hands(christopher)
    assert not has_hands(library.persona("claudia"))
    assert "zoom" in switchable_helps(library.persona("claudia"))
    ashleigh = library.persona("ashleigh")
    assert not switchable_helps(ashleigh)
    assert with_overrides(ashleigh, Choices(helps=())) == ashleigh


def test_what_a_person_has_besides_is_off_until_it_is_switched_on(christopher: Persona) -> None:
    chosen = with_overrides(christopher, Choices(extras=("colour-vision", "of-another-version")))
    for run, own in ((chosen.barrier, christopher.barrier), (chosen.helped, christopher.helped)):
        assert [spec.kind for spec in run.simulations] == [*(spec.kind for spec in own.simulations), "colour"]
        assert run.explain.startswith(own.explain)
    assert chosen.barrier.barriers == (*christopher.barrier.barriers, "by-colour")
    assert chosen.helped.barriers == ()
    assert chosen.story.person.endswith("Green and red look alike to him.")


def test_other_hands_keep_what_a_person_has_besides(christopher: Persona) -> None:
    chosen = with_overrides(christopher, Choices(hands="mild", extras=("colour-vision",)))
    assert [spec.kind for spec in chosen.barrier.simulations] == ["pointer-block", "hands", "colour"]
    assert chosen.barrier.explain.endswith("Nothing helps. Green and red look alike.")
