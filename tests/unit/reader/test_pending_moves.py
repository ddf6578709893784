"""Two keys close together: the first one's move counts, even where the page changed in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

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


class LatePage:
    """Keeps what it was asked, to be answered later."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int, Callable[[], None]]] = []

    def fresh(self, item: int, since: int, then: Callable[[], None]) -> None:
        self.asked.append((item, since, then))


def test_the_answer_to_a_move_that_another_one_followed_says_nothing() -> None:
    page, place, said = LatePage(), Place(), list[str]()
    two: Any = PendingMoves(cast(Any, page), cast(Any, place))
    two.go(lambda: place.go(1), lambda _: said.append("first"))
    two.go(lambda: place.go(1), lambda _: said.append("second"))
    for _item, _since, then in page.asked:
        then()
    assert said == ["second"]


def test_the_page_is_told_where_a_move_began_and_nothing_where_it_moved_nowhere() -> None:
    page, place = LatePage(), Place()
    moves: Any = PendingMoves(cast(Any, page), cast(Any, place))
    moves.go(lambda: place.go(2), lambda _: None)
    moves.stay(lambda: None)
    assert [asked[:2] for asked in page.asked] == [(7, 5), (7, 0)]
