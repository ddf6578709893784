"""Every simulation there is, walked by one set of tests; and what is said to a person who asks for nonsense."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from empathylab.domain.errors import InputError
from empathylab.domain.spec import Spec
from empathylab.vision import PRESETS, SIMULATIONS, Chain, SightSimulation, Viewing, parse, render
from support.vision_pictures import Picture, page

SCREEN = Viewing(37.8)
GOLDEN = Path(__file__).parents[2] / "golden"
#: The parameters at which a kind does nothing.
NOTHING = {
    "acuity": "logmar=0",
    "contrast": "log_cs=2.0",
    "straylight": "log_s=0",
    "smear": "logmar=0,log_s=0",
    "field-loss": "depth_db=0",
    "macular": "radius_deg=0",
    "hemianopia": "sparing_deg=30",
    "retinopathy": "severity=0",
    "colour": "severity=0",
    "presbyopia": "age=0",
    "nystagmus": "amplitude_deg=0",
    "floaters": "count=0",
}


@pytest.fixture(scope="module")
def picture() -> Picture:
    return page()


@pytest.mark.parametrize("kind", SIMULATIONS, ids=lambda kind: kind.id)
class TestEverySimulation:
    def test_says_what_it_is_and_where_it_comes_from(self, kind: type[SightSimulation]) -> None:
        assert len(kind.source) > 10
        assert kind.__doc__ or __import__(kind.__module__, fromlist=["x"]).__doc__

    def test_says_why_a_number_ends_where_it_does(self, kind: type[SightSimulation]) -> None:
        for name, field in kind.model_fields.items():
            if isinstance(field.json_schema_extra, dict) and "unit" in field.json_schema_extra:
                assert field.json_schema_extra["reason"], f"{kind.id}.{name}"

    def test_is_visible_when_switched_on_alone(self, kind: type[SightSimulation], picture: Picture) -> None:
        seen = render(picture, [parse(kind.id)], SCREEN).astype(int)
        assert (np.abs(seen - picture).max(axis=2) > 8).mean() > 0.01

    def test_does_nothing_at_zero(self, kind: type[SightSimulation], picture: Picture) -> None:
        seen = render(picture, [parse(f"{kind.id}:{NOTHING[kind.id]}")], SCREEN)
        assert np.abs(seen.astype(int) - picture).max() <= 1

    def test_keeps_shape_and_type_and_does_not_touch_the_input(
        self, kind: type[SightSimulation], picture: Picture
    ) -> None:
        before = picture.copy()
        for size in ((97, 131), (8, 300), (1, 1), (200, 3)):
            part = picture[: size[0], : size[1]]
            seen = render(part, [parse(kind.id)], SCREEN)
            assert (seen.shape, seen.dtype) == (part.shape, np.uint8)
        assert np.array_equal(picture, before)

    def test_makes_the_picture_it_made_when_it_was_approved(
        self, kind: type[SightSimulation], picture: Picture
    ) -> None:
        golden = np.load(GOLDEN / "simulations.npz")
        seen = render(picture, [parse(kind.id)], SCREEN)[::4, ::4].astype(int)
        assert np.abs(seen - golden[kind.id]).max() <= 2

    def test_writes_itself_down_and_comes_back(self, kind: type[SightSimulation]) -> None:
        first = parse(kind.id)
        assert SIMULATIONS.make(first.spec) == first
        assert parse(str(first)) == first


def test_the_contracts_kinds_are_all_there() -> None:
    promised = "acuity contrast straylight smear field-loss macular hemianopia colour presbyopia nystagmus floaters"
    assert set(promised.split()) <= {kind.id for kind in SIMULATIONS}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("acuty:logmar=1", "There is no simulation 'acuty' .did you mean 'acuity'"),
        ("acuity:logmr=1", "logmr is not known here .did you mean 'logmar'"),
        ("acuity:logmar=9", "logmar 9 is not a number from 0 to 1.6 logMAR: beyond 1.6"),
        ("acuity:logmar=nan", "logmar nan is not a number"),
        ("acuity:logmar=0.2", "finer than 0.3.*limits everyone"),
        ("acuity:logmar=much", "logmar much is not a number"),
        ("acuity:0.7", "'0.7' in 'acuity:0.7' is not a setting"),
        ("colour:kind=detan", "kind 'detan' is not one of protan, deutan, tritan .did you mean 'deutan'"),
        ("straylight:log_s=2.5", "more than half of the light"),
        ("hemianopia:side=up", "side 'up' is not one of left, right"),
        ("floaters:count=2.5", "count must be a whole number"),
        ("", "There is no simulation ''"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse(text)


def test_all_faults_are_told_at_once() -> None:
    faults = SIMULATIONS.check(Spec("smear", {"logmar": 7, "log_s": "x", "wipe": 1}))
    assert {fault.where for fault in faults} == {"logmar", "log_s", "wipe"}
    assert SIMULATIONS.check(Spec("smear", {})) == []
    assert SIMULATIONS.check(Spec("glasses", {}))[0].where == "kind"


def test_a_data_file_writes_the_cones_of_a_colour_as_cone() -> None:
    assert SIMULATIONS.make(Spec("colour", {"cone": "protan"})) == parse("colour:kind=protan")


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_every_preset_can_be_worn_and_has_its_page(preset) -> None:
    worn = SIMULATIONS.worn(preset.simulations)
    seen = render(page(), worn, SCREEN)
    assert (np.abs(seen.astype(int) - page()).max(axis=2) > 8).mean() > 0.01
    docs = Path(__file__).parents[3] / "docs" / "vision"
    text = (docs / f"{preset.name}.md").read_text("utf-8")
    assert preset.claim in text
    assert preset.source in text
    assert "illustrative" in text.lower() or not preset.is_illustrative
    for name in ("before", preset.name):
        assert f"{name}.png" in text
        assert (docs / "pictures" / f"{name}.png").is_file()


def test_order_of_simulations_does_not_matter() -> None:
    one, two, three = (parse(text) for text in ("acuity:logmar=0.6", "straylight:log_s=1.4", "colour:kind=protan"))
    first = Chain([one, two, three], SCREEN).apply(page())
    assert np.array_equal(first, Chain([three, one, two], SCREEN).apply(page()))


def test_two_losses_of_acuity_are_as_bad_as_the_worse() -> None:
    both = render(page(), [parse("acuity:logmar=0.4"), parse("acuity:logmar=0.8")], SCREEN)
    assert np.array_equal(both, render(page(), [parse("acuity:logmar=0.8")], SCREEN))
