"""A comment tells its station only where that leaves it to k people or more, and so do those that tell none."""

from __future__ import annotations

import pytest

from empathylab.reports.comment_stations import stations_named


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ({}, set()),
        ({"one": 4}, set()),
        ({"one": 5}, {"one"}),
        ({"one": 20, "two": 4}, set()),
        ({"one": 20, "two": 8, "three": 2}, {"one"}),
        ({"one": 20, "two": 8, "three": 3, "four": 2}, {"one", "two"}),
        ({"one": 20, "two": 5}, {"one", "two"}),
    ],
)
def test_the_stations_that_are_told(people: dict[str, int], told: set[str]) -> None:
    assert stations_named(people, k=5) == told
