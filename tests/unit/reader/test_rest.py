"""When a page has come to rest: by what it holds."""

from __future__ import annotations

from empathylab.reader.node import Node
from empathylab.reader.rest import PAGE, QUIET_TURNS, Rest, changed_places


def page(*texts: str) -> list[Node]:
    """A main part with a paragraph for each text."""
    nodes: list[Node] = [Node(1, PAGE, "main")]
    for at, text in enumerate(texts):
        nodes += [Node(10 + at, 1, "paragraph"), Node(20 + at, 10 + at, "text", text)]
    return nodes


def test_what_changed_is_the_node_itself_or_what_stands_in_it() -> None:
    assert changed_places(page("a", "b"), page("a", "c")) == {21}
    assert changed_places(page("a"), page("a", "b")) == {1}
    assert changed_places(page("a"), []) == {PAGE}
    assert changed_places(page("a"), page("a")) == set()


def test_a_quiet_page_is_at_rest_after_some_turns() -> None:
    rest = Rest()
    assert not rest.is_reached(QUIET_TURNS, 0)
    rest.changed(page("a"), 0)
    assert not rest.is_reached(QUIET_TURNS - 1, 100)
    assert rest.is_reached(QUIET_TURNS, 100)


def test_a_part_that_keeps_changing_is_passed_over() -> None:
    rest = Rest()
    for at in range(40):
        rest.changed(page("a", "b", f"{at} left"), at * 50)
        assert rest.is_reached(0, at * 50) == (at * 50 >= 1600)
    assert rest.moving() == (22,)


def test_something_else_that_is_new_is_waited_for_again() -> None:
    rest = Rest()
    for at in range(40):
        rest.changed(page("a", "b", f"{at} left"), at * 50)
    rest.changed(page("other", "b", "41 left"), 2000)
    assert not rest.is_reached(0, 2050)
    assert rest.is_reached(0, 3500)


def test_a_page_that_grows_for_ever_never_comes_to_rest() -> None:
    rest = Rest()
    for at in range(100):
        rest.changed(page(*map(str, range(at))), at * 50)
        assert not rest.is_reached(0, at * 50)
    assert rest.moving() == ()
