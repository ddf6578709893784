"""How fast somebody typed in a run, told from classes and times of keys alone."""

from __future__ import annotations

import pytest

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import Delivery, KeyClass, KeyHandled, RunEnded, RunStarted
from empathylab.domain.session import Outcome, RunKind
from empathylab.measures.typing import typing_wpm

Step = tuple[int, InteractionEvent]
CHARACTER = KeyHandled(KeyClass.CHARACTER)


def wpm(*steps: Step, run: RunKind = RunKind.BARRIER) -> float | None:
    begun = (0, RunStarted(RunKind.BARRIER, 1, "missed-bin"))
    ended = (100_000, RunEnded(None, 1, Outcome.COMPLETED))
    log = [LogEntry(seq, at_ms, event) for seq, (at_ms, event) in enumerate((begun, *steps, ended))]
    return typing_wpm(log, run)


def typed(count: int, from_ms: int = 1_000, step_ms: int = 200) -> list[Step]:
    return [(from_ms + step_ms * number, CHARACTER) for number in range(count)]


def test_five_characters_a_second_are_sixty_words_a_minute() -> None:
    assert wpm(*typed(21)) == pytest.approx(60)


def test_a_look_at_the_card_is_no_typing() -> None:
    """Ten characters, a long pause, and ten more: 18 steps of 200 ms."""
    assert wpm(*typed(10), *typed(10, from_ms=20_000)) == pytest.approx(19 / 3.6 * 60 / 5)


def test_what_was_lost_or_taken_back_does_not_count_but_takes_its_time() -> None:
    lost = (1_000 + 21 * 200, KeyHandled(KeyClass.CHARACTER, Delivery.DROPPED))
    taken_back = (1_000 + 22 * 200, KeyHandled(KeyClass.EDIT))
    assert wpm(*typed(21), lost, taken_back) == pytest.approx(19 / 4.4 * 60 / 5)


def test_a_press_that_nobody_made_takes_no_time() -> None:
    added = (5_000 + 2_000, KeyHandled(KeyClass.CHARACTER, Delivery.ADDED))
    assert wpm(*typed(21), added) == pytest.approx(21 / 4 * 60 / 5)


def test_moving_about_is_no_typing() -> None:
    moves = [(5_100 + 100 * number, KeyHandled(KeyClass.NAVIGATION)) for number in range(30)]
    assert wpm(*typed(21), *moves) == pytest.approx(60)


def test_too_little_and_another_run_say_nothing() -> None:
    assert wpm(*typed(9)) is None
    assert wpm(*typed(10)) is not None
    assert wpm(*typed(21), run=RunKind.HELPED) is None
