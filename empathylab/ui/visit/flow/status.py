"""How a station is doing, for the facilitator's live view."""

from __future__ import annotations

import time

from empathylab.domain.live import StationStatus
from empathylab.session.stages import Stage, place_of
from empathylab.ui.visit.flow.director import Director
from empathylab.ui.visit.screens.closing import DeletedScreen

_STAGE_WORDS = {
    Stage.STORY: "Reading the story",
    Stage.AGREEMENT: "Reading the agreement",
    Stage.TUTOR: "Learning the keys",
    Stage.WARM_UP: "Typing to warm up",
    Stage.BARRIER: "Barrier run",
    Stage.PAPER: "Filling in the paper form",
    Stage.PAPER_QUESTION: "Answering a question",
    Stage.BARRIER_QUESTION: "Answering a question",
    Stage.HELPED: "Helped run",
    Stage.HELPED_QUESTION: "Answering a question",
    Stage.DEBRIEF: "Looking at what happened",
    Stage.FEEDBACK: "Giving feedback",
    Stage.THANKS: "Done",
}


def station_status(director: Director) -> StationStatus:
    """The station now, in words for the screen."""
    visit, station = director.visit, director.services.station
    is_calibrated = director.services.calibration().is_calibrated
    return StationStatus(
        station=station.id,
        station_name=station.name,
        personas=tuple(persona.id for persona in visit.plan.personas) if visit else (),
        stage=_stage_words(director),
        run=place_of(visit.stage) if visit and visit.run else "",
        stage_seconds_at=director.stage_entered_s,
        last_activity=director.last_activity_s if visit else time.monotonic(),
        is_stuck=visit is not None and visit.is_stuck,
        note="" if is_calibrated else "Not calibrated",
    )


def _stage_words(director: Director) -> str:
    if director.visit is None:
        return "Waiting for a visitor"
    if isinstance(director.window.current(), DeletedScreen):
        return "Has deleted the record"
    return "Stopped, choosing what comes next" if director.is_stopped else _STAGE_WORDS[director.visit.stage]
