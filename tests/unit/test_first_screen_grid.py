"""How the people of the first screen stand in a grid, and where arrow keys lead in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from empathylab.ui.visit.screens.attract import columns_of, next_place

_LEFT, _RIGHT, _UP, _DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down


def test_a_few_stand_in_one_row_and_more_in_two_of_about_equal_length() -> None:
    assert [columns_of(count) for count in range(1, 12)] == [1, 2, 3, 2, 3, 3, 4, 4, 5, 5, 5]


@pytest.mark.parametrize(
    ("place", "key", "leads_to"),
    [
        (0, _RIGHT, 1),
        (3, _RIGHT, 4),
        (6, _RIGHT, 0),
        (0, _LEFT, 6),
        (1, _DOWN, 5),
        (5, _DOWN, 1),
        (2, _UP, 6),
        (3, _DOWN, 3),
    ],
)
def test_an_arrow_key_leads_to_the_neighbour_and_round(place: int, key: Qt.Key, leads_to: int) -> None:
    """Seven in two rows: four, and three below them."""
    assert next_place(place, key, count=7, columns=4) == leads_to


@pytest.mark.parametrize("key", [_RIGHT, _DOWN])
def test_in_one_row_or_one_column_every_arrow_key_leads_on(key: Qt.Key) -> None:
    assert [next_place(place, key, count=3, columns=3) for place in range(3)] == [1, 2, 0]
    assert [next_place(place, key, count=3, columns=1) for place in range(3)] == [1, 2, 0]
