"""Everything that is simulated and that helps, walked by one set of tests through the one catalogue."""

from __future__ import annotations

import pytest

from empathylab.domain.catalogue import Catalogue
from empathylab.domain.errors import InputError
from empathylab.domain.feature import Feature, wears, worn
from empathylab.domain.spec import Spec, Value
from empathylab.features import FEATURES
from empathylab.helps import Magnifier, Zoom
from empathylab.motor import Hands


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.id)
class TestEveryFeature:
    def test_says_what_it_is_and_how_it_works_with_its_defaults(self, feature: type[Feature]) -> None:
        assert feature.title
        assert FEATURES.check(Spec(feature.id)) == []
        told = FEATURES.make(Spec(feature.id)).explain()
        assert told.endswith(".")
        assert not any(odd in told for odd in ("{", "None", "True", "False", "_"))

    def test_every_parameter_has_a_meaning_and_every_number_its_limits(self, feature: type[Feature]) -> None:
        for parameter in feature.parameters():
            assert parameter.meaning, parameter.name
            is_number = isinstance(parameter.default, int | float) and not isinstance(parameter.default, bool)
            assert not is_number or parameter.low is not None, parameter.name

    def test_a_number_beyond_its_limits_and_one_that_is_none_are_refused(self, feature: type[Feature]) -> None:
        for parameter in feature.parameters():
            if parameter.low is not None:
                for value in (99_999_999, float("nan"), True, "much"):
                    (fault,) = feature.check({parameter.name: value})
                    assert fault.where == parameter.name
                    limits = f"is not a number from {parameter.low:g} to {parameter.high:g}"
                    assert limits in fault.problem or fault.problem == "must be a whole number"

    def test_a_help_answers_simulations_and_a_simulation_answers_none(self, feature: type[Feature]) -> None:
        assert feature.group.is_help or not feature.answers
        assert not any(group.is_help for group in feature.answers)

    def test_a_preset_stands_for_features_that_are_there(self, feature: type[Feature]) -> None:
        for part in FEATURES.make(Spec(feature.id)).parts:
            assert FEATURES.check(part) == []


def test_what_may_be_chosen_is_told_from_the_presets_too() -> None:
    assert [str(parameter) for parameter in Hands.parameters()] == ["preset mild|moderate|severe|bad-day"]


def test_no_kind_stands_twice() -> None:
    assert len(set(FEATURES.kinds)) == len(FEATURES.kinds)


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        (
            {"rate_wpm": 180, "pitch": 1.2, "curtain": True, "verbosity": "full", "echo": "words", "file_names": True},
            [],
        ),
        ({"rate_wpm": 20}, ["20 is not a number from 80 to 500 words a minute: How fast it speaks"]),
        ({"pitch": 3}, ["3 is not a number from 0.5 to 2 times: How high it speaks"]),
        ({"curtain": "yes"}, ["must be true or false"]),
        ({"verbosity": "fulll"}, ["'fulll' is not one of short, normal, full (did you mean 'full'?)"]),
        ({"echo": 1}, ["1 is not one of characters, words, none"]),
        ({"verbose": "full"}, ["is not known here (did you mean 'verbosity'?)"]),
    ],
)
def test_the_screen_readers_parameters(params: dict[str, Value], wanted: list[str]) -> None:
    assert [fault.problem for fault in FEATURES.check(Spec("screen-reader", params))] == wanted


def test_what_is_worn_is_found_with_its_figures_and_what_is_not_is_none() -> None:
    helps = (Spec("zoom"), Spec("magnifier", {"factor": 3}))
    assert wears(helps, Zoom)
    assert not wears(helps[1:], Zoom)
    glass = worn(helps, Magnifier)
    assert glass is not None
    assert glass.factor == 3
    assert worn((), Magnifier) is None


def test_a_kind_that_is_not_there_is_told_with_the_nearest_one() -> None:
    with pytest.raises(InputError, match=r"There is no simulation or help 'zooom' \(did you mean 'zoom'\?\)"):
        FEATURES.make(Spec("zooom"))
    with pytest.raises(InputError, match="There are: zoom"):
        Catalogue((Zoom,), "help").of("no-timeout")
