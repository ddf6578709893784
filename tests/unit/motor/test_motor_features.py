"""Every model and help by its name: its place in the chain, faults with the nearest valid word, presets as data."""

from __future__ import annotations

import pytest

from empathylab.domain.spec import Spec
from empathylab.motor import FEATURES, HELPS, LAYOUTS, PRESETS, SIMULATIONS, HandPreset, KeyFilter, shortest_press_ms


@pytest.mark.parametrize("kind", FEATURES.kinds)
def test_every_kind_can_be_worn_with_its_defaults(kind: str) -> None:
    assert KeyFilter([Spec(kind)], []).next_due_ms is None, "nothing waits before a key is pressed"


def test_the_chain_is_in_the_published_order() -> None:
    published = ["hold", "drop", "slip", "neighbour", "linger", "bounce", "chord"]
    assert [kind for kind in SIMULATIONS.kinds if kind in published] == published
    assert FEATURES.kinds == SIMULATIONS.kinds + HELPS.kinds


@pytest.mark.parametrize(
    ("spec", "where", "words"),
    [
        (Spec("lingr"), "kind", "did you mean 'linger'?"),
        (Spec("drop", {"probabilty": 0.1}), "probabilty", "did you mean 'probability'?"),
        (Spec("drop", {"probability": 1.5}), "probability", "1.5 is not a number from 0 to 1: "),
        (Spec("hold", {"accept_ms": "long"}), "accept_ms", "long is not a number from"),
        (Spec("hands", {"preset": "sever"}), "preset", "did you mean 'severe'?"),
        (Spec("sticky-keys", {"loud": True}), "loud", "is not known here"),
    ],
)
def test_a_fault_names_the_field_and_the_nearest_valid_word(spec: Spec, where: str, words: str) -> None:
    (fault,) = FEATURES.check(spec)
    assert fault.where == where
    assert words in fault.problem


def test_all_faults_at_once() -> None:
    wrong = Spec("linger", {"probability": -1, "hold_ms": 9e9, "x": 1})
    found = {fault.where for fault in FEATURES.check(wrong, "helped.0")}
    assert found == {"helped.0.probability", "helped.0.hold_ms", "helped.0.x"}


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_presets_are_right_and_honest(preset: HandPreset) -> None:
    assert preset.is_illustrative
    assert preset.source.startswith("Illustrative")
    assert [FEATURES.check(spec) for spec in preset.simulations] == [[]] * len(preset.simulations)


def test_a_preset_is_written_out_for_the_record() -> None:
    specs = FEATURES.expand([Spec("pointer-block"), Spec("hands", {"preset": "mild"})])
    assert specs[0] == Spec("pointer-block")
    assert specs[1:] == PRESETS["mild"].simulations


def test_how_it_works_is_told_with_the_figures_in_force() -> None:
    hold, sticky, hands = (
        FEATURES.make(spec).explain()
        for spec in (Spec("hold", {"accept_ms": 120}), Spec("sticky-keys"), Spec("hands", {"preset": "bad-day"}))
    )
    assert hold == "Light taps are lost: A key counts only when it is held down for 0.12 seconds."
    assert sticky.endswith("still count for the next key.")
    assert hands.startswith("A bad day: As stiff and numb")


def test_how_long_a_key_must_be_held_is_the_longest_that_anything_asks_for() -> None:
    assert shortest_press_ms([Spec("drop"), Spec("zoom")]) == 0
    assert shortest_press_ms([Spec("hold", {"accept_ms": 70}), Spec("slow-keys", {"accept_ms": 150})]) == 150
    assert shortest_press_ms([Spec("hands", {"preset": "severe"})]) > 0


def test_specs_of_other_sorts_are_passed_over() -> None:
    keys = KeyFilter([Spec("acuity", {"logmar": 1.0})], [Spec("zoom")])
    assert keys.next_due_ms is None


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_knows_its_neighbours(name: str) -> None:
    layout = LAYOUTS[name]
    assert set(layout.neighbours("KeyG")) == {"KeyT", "KeyY", "KeyF", "KeyH", "KeyV", "KeyB"}
    assert "KeyM" in layout.far_keys("KeyQ")
    assert layout.neighbours("ArrowUp") == ()
    assert not {"Enter", "Tab", "Backspace"} & {other for code in layout.places for other in layout.neighbours(code)}
    for code in layout.places:
        for other in layout.neighbours(code):
            if code in layout.prints:
                assert code in layout.neighbours(other), "touching is mutual"
