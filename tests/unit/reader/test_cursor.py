"""Where the reader's cursor comes to stand: in a text, at its ends, and when the page takes its place away."""

from __future__ import annotations

from empathylab.reader.cursor import Cursor
from empathylab.reader.node import Node
from empathylab.reader.tree import Tree


def words(*texts: str) -> list[Node]:
    return [Node(number, 0, role="text", name=text) for number, text in enumerate(texts, 1)]


def at(item: int, *texts: str) -> Cursor:
    cursor = Cursor(Tree(words(*texts)))
    cursor.put(item)
    return cursor


def test_backwards_over_an_items_beginning_is_the_last_character_of_the_one_before() -> None:
    cursor = at(2, "one", "two")
    assert [cursor.by_character(-1) for _ in range(4)] == ["e", "n", "o", None]


def test_forwards_over_an_items_end_is_the_first_character_of_the_next() -> None:
    cursor = at(1, "on", "two")
    assert [cursor.by_character(1) for _ in range(5)] == ["n", "t", "w", "o", None]


def test_words_are_walked_through_from_item_to_item_and_back() -> None:
    cursor = at(1, "one two", "three four")
    assert [cursor.by_word(1) for _ in range(4)] == ["two", "three", "four", None]
    assert [cursor.by_word(-1) for _ in range(4)] == ["three", "two", "one", None]


def test_when_the_item_is_gone_the_cursor_stands_at_what_followed_it() -> None:
    cursor = at(2, "one", "two", "three")
    cursor.tree = Tree([node for node in words("one", "two", "three") if node.id != 2])
    assert cursor.rescue([1, 2, 3], 1)
    assert cursor.item == 3
    assert cursor.move(1)
    assert cursor.item == 3, "what followed is next"
    assert not cursor.move(1)


def test_when_nothing_follows_it_stands_at_what_came_before() -> None:
    cursor = at(3, "one", "two", "three")
    cursor.tree = Tree(words("one", "two"))
    assert cursor.rescue([1, 2, 3], 2)
    assert cursor.item == 2
    assert cursor.move(-1)
    assert cursor.item == 2
    assert cursor.move(-1)
    assert cursor.item == 1


def test_back_by_a_word_is_to_the_one_before() -> None:
    cursor = at(1, "one two three")
    assert [cursor.by_word(step) for step in (1, 1, -1, -1)] == ["two", "three", "two", "one"]
