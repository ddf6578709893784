"""Names in sentences, whichever way their letters run, and numbers with their words."""

from __future__ import annotations

import pytest

from empathylab.domain.words import all_as_known, as_known, composed, how_many, how_much, isolated, presentable


@pytest.mark.parametrize(("name", "is_isolated"), [("Spring", False), ("公開", False), ("اليوم", True)])
def test_a_name_that_runs_to_the_left_keeps_to_itself(name: str, is_isolated: bool) -> None:
    assert isolated(name) == (f"\u2068{name}\u2069" if is_isolated else name)


def test_one_thing_has_a_word_of_its_own() -> None:
    assert [how_many(number, "visit") for number in (0, 1, 2400)] == ["0 visits", "1 visit", "2,400 visits"]
    assert [how_much(number, "time") for number in (1, 1.0, 2.5, 3)] == ["1 time", "1 time", "2.5 times", "3 times"]
    assert [how_many(number, "press", "presses") for number in (1, 2)] == ["1 press", "2 presses"]


def test_an_isolated_name_stays_so_where_words_are_shown_and_nothing_else_that_is_invisible() -> None:
    name = isolated("\u05d0\u05d1\u05d2 1")
    assert presentable(f"Between {name} (2)\u202e and\u2068 b\u200b.") == f"Between {name} (2) and b."
    assert presentable("\u2068a\u202eb\u2069\u2069") == "\u2068ab\u2069"


def test_two_names_of_which_nobody_sees_a_difference_are_one() -> None:
    assert composed("Spr\u200bing\u202e \ufeffcafe\u0301") == "Spring caf\u00e9"
    assert composed(" Open\u00a0 day\t2 ") == "Open day 2"
    assert as_known("Spring\u2066", ["Spring"]) == "Spring"
    assert as_known("Spring", ["Spring\u200d"]) == "Spring\u200d"
    assert as_known("Spring", ["Spring\u200d", "Spring"]) == "Spring"


def test_a_name_in_other_letters_is_the_same_unless_two_are_known_that_are_said_alike() -> None:
    assert as_known("  council  DAY ", ["Spring", "Council day"]) == "Council day"
    assert as_known("STRASSE", ["Straße"]) == "Straße"
    both = ["council day", "Council day"]
    assert [as_known(each, both) for each in ("council day", "Council  day", "COUNCIL DAY")] == [*both, "COUNCIL DAY"]


def test_of_names_that_come_together_those_said_alike_stay_as_many_as_they_are() -> None:
    assert all_as_known(["council day", "Spring"], ["Council day"]) == {
        "council day": "Council day",
        "Spring": "Spring",
    }
    both = ["council day", "Council Day"]
    assert all_as_known(both, ["Council day", "Council  Day"]) == {both[0]: both[0], both[1]: "Council  Day"}
