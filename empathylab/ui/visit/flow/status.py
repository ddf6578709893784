"""How a station is doing, for the facilitator's live view."""

from __future__ import annotations

import time
from collections.abc import Iterable

from empathylab.domain.calibration import Calibration
from empathylab.domain.feature import wears
from empathylab.domain.live import StationStatus
from empathylab.domain.persona import Persona
from empathylab.hearing.simulations.hearing_loss import HearingLoss
from empathylab.session.flow import Input
from empathylab.session.stages import Stage, place_of
from empathylab.session.visit import Visit
from empathylab.ui.kit.how_it_works import depends_on_screen
from empathylab.ui.visit.flow.director import Director

_STAGE_WORDS = {
    Stage.ATTRACT: "Waiting for a visitor",
    Stage.STORY: "Reading the story",
    Stage.AGREEMENT: "Reading the agreement",
    Stage.WHOSE_VOICE: "Learning the keys",
    Stage.TUTOR: "Learning the keys",
    Stage.WARM_UP: "Typing to warm up",
    Stage.BARRIER: "Filling in the form",
    Stage.PAPER: "Filling in the paper form",
    Stage.PAPER_QUESTION: "Answering a question",
    Stage.BARRIER_QUESTION: "Answering a question",
    Stage.BETWEEN: "Before the form built well",
    Stage.HELPED: "Filling in the form",
    Stage.HELPED_QUESTION: "Answering a question",
    **dict.fromkeys((Stage.FIRST, Stage.SECOND, Stage.THIRD, Stage.FOURTH), "At the service"),
    **dict.fromkeys(
        (Stage.FIRST_QUESTION, Stage.SECOND_QUESTION, Stage.THIRD_QUESTION, Stage.FOURTH_QUESTION),
        "Answering a question",
    ),
    **dict.fromkeys((Stage.BEFORE_SECOND, Stage.BEFORE_THIRD, Stage.BEFORE_FOURTH), "Before another run"),
    Stage.TALK: "Talking with the team",
    Stage.THINKING_BACK: "Answering a question",
    Stage.DEBRIEF: "Looking at what happened",
    **dict.fromkeys((Stage.SPOT_BEFORE, Stage.SPOT_AFTER), "Spotting barriers"),
    Stage.WORDS: "Back after weeks",
    Stage.FEEDBACK: "Giving feedback",
    Stage.THANKS: "Done",
    Stage.DELETED: "Has deleted the record",
    Stage.NOT_DELETED: "Has deleted the record",
}
_STOPPED_BY = {Input.STOP: "Stopped", Input.ENDED: "Ended by the team", Input.FAILED: "Ended by the lab"}


def _stage_words(visit: Visit | None) -> str:
    if visit is not None and visit.stage is Stage.STOPPED:
        return f"{_STOPPED_BY[visit.stopped_by]}, choosing what comes next"
    return _STAGE_WORDS[Stage.ATTRACT if visit is None else visit.stage]


def station_status(director: Director) -> StationStatus:
    """The station now, in words for the screen."""
    visit, station = director.visit, director.services.station
    people = director.services.library.personas
    personas = visit.plan.personas if visit else [people[each] for each in station.personas if each in people]
    return StationStatus(
        station=station.id,
        station_name=station.name,
        personas=tuple(persona.id for persona in visit.plan.personas) if visit else (),
        stage=_stage_words(visit),
        run=place_of(visit.stage) if visit and visit.run else "",
        stage_seconds_at=director.stage_entered_s,
        last_activity=director.last_activity_s if visit else time.monotonic(),
        is_stuck=visit is not None and visit.is_stuck,
        note=_not_calibrated(director.services.calibration(), personas),
        can_end=visit is not None and visit.move(Input.ENDED) is not None,
    )


def _not_calibrated(calibration: Calibration, personas: Iterable[Persona]) -> str:
    """What of these people is a guess here: as small or as faint as it says, as soft as it says."""
    runs = [persona.barrier for persona in personas]
    screen = not calibration.is_calibrated and any(map(depends_on_screen, runs))
    volume = not calibration.is_loudness_set and any(wears(run.simulations, HearingLoss) for run in runs)
    parts = [words for words, is_missing in (("screen", screen), ("loudness", volume)) if is_missing]
    return f"Not calibrated: {' and '.join(parts)}" if parts else ""
