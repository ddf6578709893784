"""What a data file may say of the station's own simulations and helps."""

from __future__ import annotations

import pytest

from empathylab.domain.spec import Spec, Value
from empathylab.files.specs import spec_faults


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        (
            {"rate_wpm": 180, "pitch": 1.2, "curtain": True, "verbosity": "full", "echo": "words", "file_names": True},
            [],
        ),
        ({"rate_wpm": 20}, ["must be a number from 80 to 500"]),
        ({"pitch": 3}, ["must be a number from 0.5 to 2"]),
        ({"curtain": "yes"}, ["must be true or false"]),
        ({"verbosity": "fulll"}, ["must be one of short, normal, full (did you mean 'full'?)"]),
        ({"echo": 1}, ["must be one of characters, words, none"]),
        ({"verbose": "full"}, ["is not a parameter of 'screen-reader' (did you mean 'verbosity'?)"]),
    ],
)
def test_the_screen_readers_parameters(params: dict[str, Value], wanted: list[str]) -> None:
    assert [fault.problem for fault in spec_faults("runs", Spec("screen-reader", params))] == wanted
