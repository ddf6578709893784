"""From the events of a visit to the figures of its runs."""

from __future__ import annotations

import pytest

from empathylab.domain.event_log import InteractionEvent, LogEntry
from empathylab.domain.events import (
    BarrierMet,
    Delivery,
    ErrorShown,
    FieldFocused,
    FieldLeft,
    KeyClass,
    KeyHandled,
    PageShown,
    PointerBlocked,
    RunEnded,
    RunStarted,
    SpeechStarted,
    Stuck,
    Surprised,
    VagueWordsSeen,
    ZoomChanged,
)
from empathylab.domain.session import Outcome, RunKind
from empathylab.measures.scores import score_runs

Step = tuple[int, InteractionEvent]


def log(*steps: Step) -> list[LogEntry]:
    return [LogEntry(seq, at_ms, event) for seq, (at_ms, event) in enumerate(steps)]


def key(at_ms: int, sort: str = "character", delivery: str = "delivered") -> Step:
    return at_ms, KeyHandled(KeyClass(sort), Delivery(delivery))


def begin(at_ms: int, kind: str = "barrier", position: int = 1) -> Step:
    return at_ms, RunStarted(RunKind(kind), position, "missed-bin")


def end(at_ms: int, outcome: str = "completed") -> Step:
    return at_ms, RunEnded(None, 1, Outcome(outcome))


def focus(at_ms: int, field: str, is_form_field: bool = True) -> Step:
    return at_ms, FieldFocused(field, is_form_field)


def test_the_zoom_is_the_one_that_was_read_with_longest_and_the_largest_stands_beside_it() -> None:
    steps = (begin(0), (2_000, ZoomChanged(3.0)), (20_000, ZoomChanged(5.0)), (24_000, ZoomChanged(3.0)), end(40_000))
    (score,) = score_runs(log(*steps))
    assert (score.zoom, score.zoom_longest) == (5.0, 3.0)
    (cut_off,) = score_runs(log(*steps[:2], key(3_000)))
    assert (cut_off.zoom, cut_off.zoom_longest) == (3.0, 1.0)


def test_a_person_tabs_past_links_to_the_first_field_and_makes_a_correction() -> None:
    (score,) = score_runs(
        log(
            begin(1000),
            key(1500, "navigation"),
            focus(1510, "home", is_form_field=False),
            key(2000, "navigation", "dropped"),
            key(2500, "navigation"),
            focus(2510, "street"),
            key(3000, "character", "slipped"),
            key(3010, "character", "added"),
            key(3020, "character", "repeated"),
            key(3500, "edit"),
            key(4000, "character", "delayed"),
            (4100, FieldLeft("street")),
            end(11_000),
        ),
    )
    assert score.kind is RunKind.BARRIER
    assert score.seconds == 10
    assert score.keys_to_first_field == 3
    assert (score.keys, score.keys_lost, score.keys_altered, score.keys_extra) == (6, 1, 1, 2)
    assert score.corrections == 1
    assert score.field_seconds == {"street": pytest.approx(1.59)}
    assert score.outcome is Outcome.COMPLETED


def test_somebody_goes_back_to_a_field_and_gives_up_there() -> None:
    (score,) = score_runs(
        log(begin(0), focus(0, "name"), focus(1000, "street"), focus(3000, "name"), end(7000, "gave-up")),
    )
    assert score.returns == 1
    assert score.last_field == "name"
    assert score.field_seconds == {"name": 5.0, "street": 2.0}
    assert score.outcome is Outcome.GAVE_UP
    assert score.keys_to_first_field == 0


def test_times_are_kept_as_far_as_a_run_came() -> None:
    """To the first field and to the end of the first page, also for who gave up later."""
    pages = ((1100, PageShown("your-details")), (31_000, PageShown("collection")), (40_000, PageShown("your-details")))
    early, late = (begin(1000), pages[0], focus(5000, "name")), (end(60_000, "gave-up"),)
    (stuck,) = score_runs(log(*early, *late))
    (further,) = score_runs(log(*early, *pages[1:], *late))
    assert (stuck.seconds_to_first_field, stuck.seconds_on_first_page) == (4.0, None)
    assert (further.seconds_to_first_field, further.seconds_on_first_page) == (4.0, 30.0)


def test_the_focus_that_comes_to_the_same_field_again_is_no_return() -> None:
    """Another window came in front, or the label was pressed."""
    (score,) = score_runs(log(begin(0), focus(0, "name"), focus(1000, "name"), focus(3000, "name"), end(7000)))
    assert score.returns == 0
    assert score.field_seconds == {"name": 7.0}


def test_barriers_met_are_told_once_and_in_order() -> None:
    (score,) = score_runs(
        log(
            begin(0),
            (1, BarrierMet("silent-errors")),
            (2, BarrierMet("focus-trap")),
            (3, BarrierMet("silent-errors")),
            (4, ErrorShown(3)),
            (5, ErrorShown()),
            (6, PointerBlocked("mouse")),
            (7, ZoomChanged(2.0)),
            (8, ZoomChanged(1.5)),
            (9, SpeechStarted(1, 4, is_again=True)),
            (9, SpeechStarted(2, 4)),
            (10, Stuck()),
        ),
    )
    assert score.barriers_met == ("silent-errors", "focus-trap")
    assert (score.errors_met, score.pointer_blocked, score.zoom) == (4, 1, 2.0)
    assert (score.rereads, score.stuck) == (1, 1)
    assert score.outcome is None, "the run was cut off"
    assert score.keys_to_first_field is None, "no field was ever reached"


def test_what_happens_between_the_runs_scores_nothing() -> None:
    scores = score_runs(
        log(
            key(0),
            begin(10),
            key(20),
            end(30),
            key(40),
            key(50),
            begin(60, "helped", 2),
            key(70),
            key(80),
            end(100),
            key(200),
        ),
    )
    assert [(score.kind, score.position, score.keys) for score in scores] == [
        (RunKind.BARRIER, 1, 1),
        (RunKind.HELPED, 2, 2),
    ]


def test_surprises_are_counted_and_vague_phrases_of_each_page_once() -> None:
    pages = ((1, PageShown("first")), (2, VagueWordsSeen(4)), (3, PageShown("second")), (4, VagueWordsSeen(1)))
    again = ((5, Surprised("moved")), (6, PageShown("first")), (7, VagueWordsSeen(4)), (8, Surprised("timer")))
    (score,) = score_runs(log(begin(0), *pages, *again, end(9)))
    assert (score.surprises, score.vague_phrases) == (2, 5)
    (calm,) = score_runs(log(begin(0), (1, PageShown("first")), (2, VagueWordsSeen(0)), end(9)))
    assert (calm.surprises, calm.vague_phrases) == (0, 0)
    (unknown,) = score_runs(log(begin(0), (1, PageShown("first")), end(9)))
    assert (unknown.surprises, unknown.vague_phrases) == (None, None), "an older lab told nothing of it"


def test_no_events_no_runs() -> None:
    assert score_runs([]) == ()
