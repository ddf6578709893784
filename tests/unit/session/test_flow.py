"""The table of a visit's states: what leads where, and that nothing leads into a dead end."""

from __future__ import annotations

import pytest

from empathylab.domain.session import Ending, Outcome
from empathylab.session.flow import TABLE, Input, move
from empathylab.session.stages import RUN_OF, WAY, Stage, place_of, step_of

IN_RECORD = tuple(stage for stage in TABLE if stage not in (Stage.ATTRACT, Stage.STORY, Stage.AGREEMENT))
CLOSING = (Stage.STOPPED, Stage.DELETED, Stage.NOT_DELETED)


def targets(stage: Stage) -> set[Stage]:
    """Every state that one input leads to."""
    found = (move(stage, given) for given in TABLE[stage])
    reached = {each.to for each in found if each is not None and each.to is not None}
    refused = {each.if_refused for each in TABLE[stage].values() if each.if_refused is not None}
    return reached | refused


def test_every_state_has_its_row_and_is_reached_from_the_first_screen() -> None:
    assert set(TABLE) == set(Stage)
    reached, waiting = {Stage.ATTRACT}, [Stage.ATTRACT]
    while waiting:
        for stage in targets(waiting.pop()) - reached:
            reached.add(stage)
            waiting.append(stage)
    assert reached == set(Stage)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.ATTRACT])
def test_out_of_every_state_whoever_leaves_or_is_reset_makes_room_for_the_next_visitor(stage: Stage) -> None:
    for given in (Input.LEFT, Input.RESET):
        found = move(stage, given)
        assert found is not None
        assert (found.to, found.ending is None) == (Stage.ATTRACT, False)


@pytest.mark.parametrize("given", [Input.STOP, Input.ENDED, Input.FAILED])
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.ATTRACT and stage not in CLOSING])
def test_stop_leads_out_of_every_state(stage: Stage, given: Input) -> None:
    """Into the calm one where there is a record to be asked about, else back to the first screen."""
    found = move(stage, given)
    assert found is not None
    assert found.to is (Stage.STOPPED if stage in IN_RECORD else Stage.ATTRACT)


@pytest.mark.parametrize("stage", CLOSING)
@pytest.mark.parametrize(
    "given", [Input.STOP, Input.ENDED, Input.FAILED, Input.STUCK, Input.SENT, Input.DONE, Input.BEGUN]
)
def test_what_was_stopped_is_not_gone_on_with_by_a_key(stage: Stage, given: Input) -> None:
    assert move(stage, given) is None


def test_what_is_done_leads_along_the_way_of_this_visit() -> None:
    way = tuple(stage for stage in WAY if stage not in (Stage.WARM_UP, Stage.PAPER, Stage.PAPER_QUESTION))
    stage, walked = Stage.TUTOR, [Stage.TUTOR]
    while (found := move(stage, Input.DONE, way)) is not None:
        assert found.to is not None
        stage = found.to
        walked.append(stage)
    assert tuple(walked) == way[way.index(Stage.TUTOR) :]


def test_stuck_means_something_in_tutor_and_forms_alone() -> None:
    taken = {stage for stage in Stage if move(stage, Input.STUCK) is not None}
    assert taken == {Stage.TUTOR, Stage.WARM_UP, Stage.PAPER, *RUN_OF}


@pytest.mark.parametrize("way", [(Stage.BARRIER, Stage.HELPED), (Stage.FIRST, Stage.SECOND), (Stage.FIRST,)])
def test_after_stop_the_run_that_works_best_can_still_be_done_and_not_twice(way: tuple[Stage, ...]) -> None:
    found = move(Stage.STOPPED, Input.BUILT_WELL, way)
    assert found is not None
    assert found.to is way[-1]
    assert move(Stage.STOPPED, Input.BUILT_WELL, way, done=(RUN_OF[way[-1]],)) is None


def test_only_a_service_ends_a_run_and_what_was_planned_next_still_comes() -> None:
    ended = {stage: found for stage in Stage if (found := move(stage, Input.SERVICE_ENDED)) is not None}
    assert set(ended) == {Stage.FIRST, Stage.SECOND, Stage.THIRD, Stage.FOURTH}
    assert all(found.outcome is Outcome.ENDED_BY_SERVICE and found.to is stage for stage, found in ended.items())


def test_a_record_is_deleted_after_stop_and_at_the_end_alone() -> None:
    taken = {stage for stage in Stage if move(stage, Input.DELETE) is not None}
    assert taken == {Stage.STOPPED, Stage.THANKS, Stage.NOT_DELETED}


def test_only_who_leaves_at_the_end_has_finished() -> None:
    def ending(stage: Stage) -> Ending | None:
        found = move(stage, Input.LEFT)
        return None if found is None else found.ending

    assert {stage for stage in Stage if ending(stage) is Ending.FINISHED} == {Stage.THANKS, Stage.DELETED}


@pytest.mark.parametrize("stage", [stage for stage in WAY if stage is not Stage.ATTRACT])
def test_every_stage_has_its_place_in_the_bar(stage: Stage) -> None:
    assert 1 <= step_of(stage) <= 5
    assert place_of(stage)
