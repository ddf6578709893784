"""How long a worker may take is learnt from what phrases have taken."""

from __future__ import annotations

import pytest

from empathylab.speech.timeouts import HUNG_MS, SynthesisTimeouts


def learnt(*took_ms: float, characters: int = 20) -> SynthesisTimeouts:
    patience = SynthesisTimeouts()
    for each in took_ms:
        patience.note(characters, each)
    return patience


def test_before_anything_was_measured_the_other_worker_is_asked_soon_and_none_is_replaced_soon() -> None:
    assert SynthesisTimeouts().overdue_ms(10) == 160
    assert SynthesisTimeouts().hung_ms(10) == HUNG_MS


def test_a_quick_engine_changes_nothing() -> None:
    assert learnt(12, 15, 11).overdue_ms(10) == 160
    assert learnt(12, 15, 11).hung_ms(10) == HUNG_MS


def test_a_slow_engine_has_the_time_it_needs_for_long_phrases_too() -> None:
    patience = learnt(320)
    assert patience.expected_ms(20) == pytest.approx(320)
    assert patience.expected_ms(120) == pytest.approx(960)
    assert patience.overdue_ms(120) == pytest.approx(4 * 960)
    assert patience.hung_ms(120) == pytest.approx(20 * 960)


def test_a_slow_spell_is_believed_at_once_and_forgotten_little_by_little() -> None:
    patience = learnt(10, 1000)
    assert patience.expected_ms(20) == pytest.approx(1000)
    patience.note(20, 10)
    assert patience.expected_ms(20) == pytest.approx(703)
    for _ in range(20):
        patience.note(20, 10)
    assert patience.expected_ms(20) < 12
