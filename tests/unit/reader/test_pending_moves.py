"""Two keys close together: the first one's move counts, even where the page changed in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from empathylab.reader.pending_moves import PendingMoves


class SilentPage:
    """Answers nothing: the next key comes before it could."""

    def fresh(self, _item: int, _since: int, _then: Callable[[], None]) -> None: ...


class Place:
    """As much of a cursor as a move needs."""

    def __init__(self) -> None:
        self.item, self.offset = 5, 0

    def go(self, by: int) -> bool:
        self.item += by
        return True


def pending_moves(place: Place) -> PendingMoves:
    page: Any = SilentPage()
    cursor: Any = place
    return PendingMoves(page, cursor)


def test_a_move_that_the_page_overtook_is_made_before_the_next() -> None:
    place = Place()
    both = pending_moves(place)
    both.go(lambda: place.go(-4), lambda _: None)
    both.overtake()
    both.go(lambda: place.go(1), lambda _: None)
    assert place.item == 2


def test_a_move_that_nobody_wants_to_hear_of_is_made_all_the_same() -> None:
    place = Place()
    one = pending_moves(place)
    one.go(lambda: place.go(-4), lambda _: None)
    one.overtake()
    one.drop()
    assert place.item == 1


def test_a_move_is_made_once() -> None:
    place = Place()
    both = pending_moves(place)
    both.go(lambda: place.go(-4), lambda _: None)
    both.go(lambda: place.go(1), lambda _: None)
    assert place.item == 2
