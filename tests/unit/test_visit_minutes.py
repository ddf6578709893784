"""The minutes that cards promise: those of the persona, and what the station adds."""

from __future__ import annotations

import pytest

from empathylab.cost.figures import figures
from empathylab.demo.visit_time import StageTime
from empathylab.files.library import load_library
from empathylab.session.stages import Stage


def test_a_stage_takes_reading_listening_keys_and_decisions() -> None:
    step = StageTime(Stage.BARRIER, words=100, screens={1}, keys=10, answers=2, heard=90, heard_wpm=180)
    assert step.seconds == pytest.approx(30 + 30 + 10 * figures().key_s + 3 * figures().think_s)


@pytest.mark.parametrize(("changes", "minutes"), [({}, 0), ({"paper": True}, 3), ({"questions": "full"}, 2)])
def test_the_paper_form_and_the_full_set_of_questions_take_longer(changes: dict[str, object], minutes: int) -> None:
    station = load_library().station("station-1")
    assert station.model_copy(update=changes).extra_minutes == minutes
