"""What a session writes down is there, in order, and what a person does not want kept is not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from empathylab.bench import synthetic_visits
from empathylab.domain.errors import InputError, RecordsError
from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import (
    BarrierMet,
    Delivery,
    FieldFocused,
    KeyClass,
    KeyHandled,
    RunEnded,
    RunStarted,
    Stuck,
)
from empathylab.domain.records import ActionRecord, ReviewState
from empathylab.domain.session import Answer, Condition, Ending, Outcome, Run, RunKind, Session, Twin
from empathylab.domain.spec import Spec
from empathylab.domain.summary import Scale
from empathylab.domain.workshop import EventSettings
from empathylab.storage import Store, aggregates, open_records, open_store, rescore
from empathylab.storage.event_blob import pack, unpack
from empathylab.storage.open_visit import Line
from empathylab.storage.open_visits import PREFIX
from empathylab.storage.sqlite import has_wal

ID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path)
    opened.begin_event(synthetic_visits.settings())
    yield opened
    opened.close()


def begin(store: Store, session_id: str = ID, event: str = synthetic_visits.EVENT) -> str:
    started = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    store.begin_session(Session(session_id, event, "station-1", ("christopher", "claudia"), started, "0.1.0", 2**70))
    return session_id


def barrier_run(store: Store, session_id: str) -> None:
    condition = Condition(
        "missed-bin", Twin.BARRIER, "a", ("no-name",), (Spec("acuity", {"logmar": 0.7}),), (), 3, 37.8
    )
    store.begin_run(Run(session_id, 1, RunKind.BARRIER, condition))
    for seq, event in enumerate(
        [
            RunStarted(RunKind.BARRIER, 1),
            KeyHandled(KeyClass.NAVIGATION),
            KeyHandled(KeyClass.NAVIGATION, Delivery.DROPPED),
            FieldFocused("no-name", is_form_field=True),
            BarrierMet("no-name"),
            RunEnded(RunKind.BARRIER, 1, Outcome.GAVE_UP),
        ]
    ):
        store.record(session_id, LogEntry(seq, seq * 500, event))
    store.end_run(session_id, 1, Outcome.GAVE_UP)


def test_a_run_comes_back_with_its_exact_condition_and_its_scores(store: Store) -> None:
    barrier_run(store, begin(store))
    store.answer(Answer(ID, "ease", RunKind.BARRIER, 2))
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    (run,) = store.runs()
    assert (run.persona, run.run, run.form) == ("christopher+claudia", RunKind.BARRIER, "barrier-a")
    assert (run.outcome, run.seconds, run.keys, run.keys_lost) == (Outcome.GAVE_UP, 2.5, 2, 1)
    assert (run.keys_to_first_field, run.ease, run.effort) == (2, 2, None)
    condition = json.loads(run.condition)
    assert condition["simulations"] == [{"kind": "acuity", "logmar": 0.7}]
    assert {"ppd", "distance_cm", "is_calibrated"} <= condition.keys()
    assert json.loads(run.score)["barriers_met"] == ["no-name"]


def test_only_the_day_is_kept_never_the_time(store: Store) -> None:
    begin(store)
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    (session,) = store.sessions()
    assert session.started_on == date(2026, 3, 2)
    with store.snapshot() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM sessions").fetchall()
    assert not any("23:30" in str(value) for value in row)


def test_a_second_answer_replaces_the_first_and_a_skipped_one_is_recorded_as_skipped(store: Store) -> None:
    begin(store)
    store.answer(Answer(ID, "effort", RunKind.BARRIER, 80))
    store.answer(Answer(ID, "effort", RunKind.BARRIER, 60))
    store.answer(Answer(ID, "frustration", RunKind.BARRIER))
    store.answer(Answer(ID, "what-like", None, text="first words"))
    store.answer(Answer(ID, "what-like", None, text="better words"))
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    answers = {answer.question: (answer.number, answer.is_skipped) for answer in store.answers()}
    assert answers == {"effort": (60, False), "frustration": (None, True)}
    assert [comment.text for comment in store.comments()] == ["better words"]


def test_an_open_visit_is_in_no_export_and_in_no_count_but_that_of_open_ones(store: Store) -> None:
    barrier_run(store, begin(store))
    store.answer(Answer(ID, "what-like", None, text="still writing"))
    store.commit()
    assert list(store.runs()) == list(store.sessions()) == list(store.comments()) == list(store.answers()) == []
    assert (store.counts().people, store.counts().open_sessions) == (0, 1)


def test_an_ended_visit_cannot_be_deleted_by_the_visitor_any_more_and_that_is_said(store: Store) -> None:
    begin(store)
    store.end_session(ID, Ending.FINISHED)
    store.forget_session(ID)
    with pytest.raises(RecordsError, match="has ended"):
        store.commit()
    store.commit()
    assert len(list(store.sessions())) == 1


def test_something_that_does_not_fit_is_said_and_holds_up_nothing_else(store: Store) -> None:
    store.record("no-such-visit", LogEntry(0, 0, Stuck()))
    begin(store)
    with pytest.raises(RecordsError, match="left out"):
        store.commit()
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    assert [session.id for session in store.sessions()] == [ID]


def test_events_become_durable_by_themselves(store: Store, tmp_path: Path, qtbot: object) -> None:
    begin(store)
    store.commit()
    store.record(ID, LogEntry(0, 0, Stuck()))

    (file,) = tmp_path.glob(f"{PREFIX}*")
    qtbot.waitUntil(lambda: "stuck" in file.read_text(encoding="utf-8"))  # type: ignore[attr-defined]


def test_what_ended_is_in_the_file_itself_before_long(store: Store, qtbot: QtBot) -> None:
    """And no longer in its log, which is what a crash would leave to be read."""
    store.end_session(begin(store), Ending.FINISHED)
    store.commit()
    qtbot.waitUntil(lambda: not has_wal(store.path), timeout=120_000)
    assert ID.encode() in store.path.read_bytes()


def test_a_visit_of_an_event_nobody_set_up_is_not_lost(store: Store) -> None:
    begin(store, event="Walk-in")
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    assert [settings.name for settings in store.events()] == [synthetic_visits.EVENT, "Walk-in"]


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [
        (Ending.STOPPED, Outcome.STOPPED),
        (Ending.LEFT, Outcome.TIMED_OUT),
        (Ending.INTERRUPTED, Outcome.INTERRUPTED),
    ],
)
def test_a_run_that_nobody_ended_ends_as_its_visit_did(store: Store, ending: Ending, outcome: Outcome) -> None:
    begin(store)
    store.begin_run(Run(ID, 1, RunKind.BARRIER, Condition("missed-bin", Twin.BARRIER, "a")))
    store.end_session(ID, ending)
    store.commit()
    assert [run.outcome for run in store.runs()] == [outcome]


def test_an_event_keeps_its_settings_and_they_can_be_changed(store: Store) -> None:
    assert store.events() == (synthetic_visits.settings(),)
    store.begin_event(replace(synthetic_visits.settings(), k=10))
    assert [settings.k for settings in store.events()] == [10]


def test_an_event_needs_a_name(store: Store) -> None:
    with pytest.raises(InputError, match="needs a name"):
        store.begin_event(EventSettings("  ", date(2026, 1, 1), date(2026, 2, 1)))


def test_a_facilitator_reviews_comments_and_a_missing_one_is_said(store: Store) -> None:
    begin(store)
    store.answer(Answer(ID, "what-like", None, text="Ann helped me"))
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    (comment,) = store.comments(state=ReviewState.WAITING)
    store.review(comment.id, ReviewState.RELEASED, "[name] helped me", "going well", ["help", "people"])
    (released,) = store.comments(state=ReviewState.RELEASED)
    assert (released.public_text, released.theme, released.tags) == (
        "[name] helped me",
        "going well",
        ("help", "people"),
    )
    with pytest.raises(InputError, match="not there any more"):
        store.review("none", ReviewState.WITHHELD)


def test_promises_are_kept_and_ticked_off(store: Store) -> None:
    promise = ActionRecord("one", synthetic_visits.EVENT, "Label every field", "Web team")
    store.put_action(promise)
    store.put_action(replace(promise, is_done=True))
    assert list(store.actions()) == [replace(promise, is_done=True)]


def test_an_event_with_somebody_at_a_station_is_not_purged(store: Store) -> None:
    begin(store)
    store.commit()
    with pytest.raises(RecordsError, match="at a station"):
        store.purge(synthetic_visits.EVENT)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.close()
    store.close()
    with pytest.raises(RecordsError, match="closed"):
        store.commit()


def test_there_are_no_records_in_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no records"):
        open_records(tmp_path)


# --- the summary --------------------------------------------------------------------------------------------------


def test_the_summary_counts_what_the_rows_say(store: Store) -> None:
    ids = list(synthetic_visits.visits(store, 40))
    summary = store.summary(synthetic_visits.EVENT)
    runs = list(store.runs())
    assert summary.counts.people == len(ids) == sum(people for _persona, people in summary.personas)
    assert summary.counts.facts == sum(len(stream.rows) for stream in store.event_stream())
    by_id: dict[str, dict[RunKind, int | None]] = {}
    for run in runs:
        by_id.setdefault(run.session_id, {})[run.run] = run.ease
    pairs = sorted(
        (ease[RunKind.BARRIER], ease[RunKind.HELPED]) for ease in by_id.values() if None not in ease.values()
    )
    told = [(pair.before, pair.after) for pair in summary.all_pairs(Scale.EASE).pairs for _ in range(pair.people)]
    assert told == pairs
    completed = sum(run.outcome is Outcome.COMPLETED and run.run is RunKind.BARRIER for run in runs)
    assert completed == sum(
        count.people
        for count in summary.outcomes
        if count.outcome is Outcome.COMPLETED and count.run is RunKind.BARRIER
    )


def test_time_is_compared_only_for_people_who_completed_both(store: Store) -> None:
    list(synthetic_visits.visits(store, 30))
    completed = {run.session_id for run in store.runs() if run.outcome is Outcome.COMPLETED and run.position == 1}
    assert store.summary().all_pairs(Scale.SECONDS).people == len(completed)


def test_what_is_counted_as_visits_end_is_what_counting_anew_gives(store: Store) -> None:
    list(synthetic_visits.visits(store, 25))
    before = store.summary()
    store.write(aggregates.rebuild)
    assert store.summary() == before
    assert before.zoom
    assert before.usefulness


def test_a_purged_event_is_counted_no_more(store: Store) -> None:
    store.begin_event(synthetic_visits.settings("Another day"))
    list(synthetic_visits.visits(store, 3))
    list(synthetic_visits.visits(store, 2, seed=9, event="Another day"))
    store.purge(synthetic_visits.EVENT)
    assert store.summary().counts.people == 2
    assert store.summary(synthetic_visits.EVENT).personas == ()


def test_events_are_kept_apart(store: Store) -> None:
    store.begin_event(synthetic_visits.settings("Another day"))
    list(synthetic_visits.visits(store, 3))
    list(synthetic_visits.visits(store, 2, seed=9, event="Another day"))
    assert store.summary("Another day").counts.people == 2
    assert store.summary().counts.people == 5
    assert {run.event for run in store.runs("Another day")} == {"Another day"}


# --- scoring again ------------------------------------------------------------------------------------------------


def test_stored_scores_are_what_the_events_give(store: Store) -> None:
    list(synthetic_visits.visits(store, 12))
    assert [found for _id, found in rescore.differences(store)] == [()] * 12


def test_a_stored_score_that_differs_is_found_and_can_be_replaced(store: Store) -> None:
    session_id, _other = synthetic_visits.visits(store, 2)
    store.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE runs SET keys = keys + 1 WHERE session_id = ? AND position = 1", (session_id,)
        ).close()
    )
    found = [difference for _id, differences in rescore.differences(store) for difference in differences]
    assert [(one.session_id, one.where) for one in found] == [(session_id, "run 1, keys")]
    assert found[0].stored == found[0].computed + 1
    before = store.summary()
    rescore.update(store, [session_id])
    assert store.summary() == before
    assert not any(differences for _id, differences in rescore.differences(store))


def test_events_that_cannot_be_scored_are_kept(store: Store, allowed_logs: list[str]) -> None:
    allowed_logs.append("could not be scored")
    begin(store)
    store.begin_run(Run(ID, 1, RunKind.BARRIER, Condition("missed-bin", Twin.BARRIER, "a")))
    row = {"seq": 0, "at_ms": 0, "kind": "run.started", "field": "", "data": '{"kind":"no such run"}'}
    store._writer.put(Line(ID, "fact", row))
    store.end_session(ID, Ending.FINISHED)
    store.commit()
    (run,) = store.runs()
    assert run.seconds is None
    assert store.counts().facts == 1


def test_a_block_gives_back_its_rows() -> None:
    chance = random.Random(3)
    at_ms, rows = 0, []
    for seq in range(300):
        at_ms += chance.randrange(900)
        rows.append((seq, at_ms, "key", f"fïeld-{seq % 5}", '{"class":"edit"}'))
    assert list(unpack(pack(rows))) == rows
    assert unpack(pack([])) == ()
    assert len(pack(rows)) < 10 * len(rows)
