"""When something of the machine fails in mid-run, the visitor's screen stays calm and the facilitator is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from participant_lab import open_station
from PySide6.QtWidgets import QApplication

from empathylab.session.stages import Stage
from empathylab.ui.participant.closing import StoppedScreen
from empathylab.vision import Chain


def test_a_lens_that_cannot_filter_stops_the_run_calmly(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, allowed_logs: list[str]
) -> None:
    allowed_logs += ["could not filter a picture", "The picture could not be filtered"]
    with open_station(tmp_path) as station:
        station.arrive()
        station.director.form.close()

        def fail(*_arguments: object) -> None:
            raise MemoryError("no room for a frame")

        monkeypatch.setattr(Chain, "apply_bgrx", fail)
        station.director.steps.enter(Stage.BARRIER)
        station.wait(lambda: isinstance(station.screen, StoppedScreen), "the calm screen")
        assert any("could not be filtered" in str(problem) for problem in station.lab.problems)
