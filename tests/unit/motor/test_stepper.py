"""A scripted person going through a form: they arrive, and count every key it took."""

from __future__ import annotations

from empathylab.domain.spec import Spec
from empathylab.motor import KeyFilter
from empathylab.motor.stepper import Stepper
from empathylab.motor.typist import Typist


def stepper(*simulations: Spec, helps: tuple[Spec, ...] = (), seed: int = 1) -> Stepper:
    return Stepper(KeyFilter(simulations, helps, seed), Typist(), seed)


def test_without_a_simulation_every_press_counts_once() -> None:
    walk = stepper().walk(7)
    assert (walk.presses, walk.has_arrived) == (7, True)
    assert (stepper().repeat("Enter").presses, stepper().jump("KeyC").presses) == (1, 2)
    assert 1 < walk.seconds < 3


def test_lost_presses_are_made_again() -> None:
    walk = stepper(Spec("drop", {"probability": 0.4})).walk(20)
    assert walk.has_arrived
    assert walk.presses > 25


def test_somebody_who_went_too_far_comes_back() -> None:
    late = Spec("linger", {"probability": 1.0, "hold_ms": 900})
    walk = stepper(late).walk(2)
    assert walk.presses > 2, "a late finger repeats Tab beyond the second stop"
    assert stepper(late, helps=(Spec("repeat-delay"),)).walk(2).presses == 2


def test_a_chord_is_tried_again_when_its_modifier_slips_away() -> None:
    slipping = Spec("chord", {"probability": 0.7})
    sticky = (Spec("sticky-keys"),)
    assert sum(stepper(slipping, seed=seed).jump("KeyC").presses for seed in range(8)) > 16
    assert sum(stepper(slipping, helps=sticky, seed=seed).jump("KeyC").presses for seed in range(8)) == 16


def test_who_never_gets_there_gives_up() -> None:
    walk = stepper(Spec("drop", {"probability": 1.0})).walk(3)
    assert not walk.has_arrived
    assert walk.presses == 24
