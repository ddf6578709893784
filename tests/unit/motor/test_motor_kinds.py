"""Every model and help by its name: parameters with limits, faults with the nearest valid word, presets as data."""

from __future__ import annotations

import pytest

from empathylab.domain.spec import Spec
from empathylab.motor import (
    HELP_KINDS,
    KINDS,
    LAYOUTS,
    PRESETS,
    SIMULATION_KINDS,
    KeyFilter,
    Kind,
    check,
    describe,
    expand,
)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_every_kind_says_what_it_is_and_works_with_its_defaults(kind: Kind) -> None:
    assert kind.title
    assert all(sentence.endswith(".") for sentence in kind.told)
    assert check(Spec(kind.name)) == []
    KeyFilter([Spec(kind.name)], [])
    for name, field in kind.params.model_fields.items():
        assert field.description, name
        is_number = field.annotation is float
        assert not is_number or {"Ge", "Le"} <= {type(limit).__name__ for limit in field.metadata}, name


def test_the_chain_is_in_the_published_order() -> None:
    published = ["hold", "drop", "slip", "neighbour", "linger", "bounce", "chord"]
    assert [kind.name for kind in SIMULATION_KINDS if kind.name in published] == published
    assert all(kind.is_help for kind in HELP_KINDS)


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
    (fault,) = check(spec)
    assert fault.where == where
    assert words in fault.problem


def test_all_faults_at_once() -> None:
    assert {
        fault.where for fault in check(Spec("linger", {"probability": -1, "hold_ms": 9e9, "x": 1}), "helped.0")
    } == {
        "helped.0.probability",
        "helped.0.hold_ms",
        "helped.0.x",
    }


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_presets_are_right_and_honest(preset: object) -> None:
    found = PRESETS[preset.name]  # type: ignore[attr-defined]
    assert found.is_illustrative
    assert found.source.startswith("Illustrative")
    assert [check(spec) for spec in found.simulations] == [[]] * len(found.simulations)


def test_a_preset_is_written_out_for_the_record() -> None:
    specs = expand([Spec("pointer-block"), Spec("hands", {"preset": "mild"})])
    assert specs[0] == Spec("pointer-block")
    assert specs[1:] == PRESETS["mild"].simulations


def test_how_it_works_is_told_with_the_figures_in_force() -> None:
    words = describe(Spec("hold", {"accept_ms": 120}))
    assert words == "Light taps are lost: A key counts only when it is held down for 0.12 seconds."
    assert describe(Spec("sticky-keys")).endswith("still count for the next key.")
    assert describe(Spec("hands", {"preset": "bad-day"})).startswith("A bad day: As stiff and numb")


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
