"""A word that must not be found: searched for in the raw bytes of everything the lab writes."""

from __future__ import annotations

import logging
import random
import shutil
from pathlib import Path

import psycopg
import pytest
from pytestqt.qtbot import QtBot

from empathylab.domain.records import ReviewState
from empathylab.domain.session import Answer, Ending, RunKind
from empathylab.reports.exporting import export
from empathylab.storage import Store, open_store, schema, sync
from empathylab.storage.open_visits import PREFIX
from support.scripted_station import EVENT, begin, run_through, whole_visit

pytestmark = pytest.mark.journey

CANARY = "canarienvogel-7741"


@pytest.fixture
def chance() -> random.Random:
    return random.Random(5)


def found_in(folder: Path) -> list[str]:
    """Names of the files below a folder whose raw bytes hold the canary: database, WAL, exports, whatever is there."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]


def say(store: Store, chance: random.Random, words: str) -> str:
    """Somebody writes these words as a comment, and they are durable; the visit is still open."""
    session_id = begin(store, chance)
    run_through(store, session_id, RunKind.BARRIER, (0, 400))
    store.answer(Answer(session_id, "what-like", None, text=words))
    store.commit()
    return session_id


def test_a_visit_that_was_stopped_and_deleted_leaves_nothing_in_database_or_wal(
    store: Store, chance: random.Random
) -> None:
    session_id = say(store, chance, CANARY)
    assert found_in(store.data_dir)
    store.forget_session(session_id)
    store.commit()
    assert found_in(store.data_dir) == []
    assert session_id.encode() not in store.path.read_bytes()


def test_an_answer_that_was_changed_leaves_nothing_of_the_first(store: Store, chance: random.Random) -> None:
    session_id = say(store, chance, CANARY)
    store.answer(Answer(session_id, "what-like", None, text="something else"))
    store.end_session(session_id, Ending.FINISHED)
    store.close()
    assert found_in(store.data_dir) == []


def test_a_purge_leaves_nothing_but_the_receipt(store: Store, chance: random.Random) -> None:
    session_id = say(store, chance, CANARY)
    store.end_session(session_id, Ending.FINISHED)
    for _ in range(10):
        whole_visit(store, chance)
    receipt = store.purge(EVENT)
    assert (receipt.sessions, receipt.runs, receipt.comments) == (11, 21, 11)
    assert receipt.facts == 400 + 10 * 20
    assert store.receipts() == (receipt,)
    assert found_in(store.data_dir) == []
    assert store.counts().people == 0


def test_a_visit_is_gone_although_somebody_reads_the_records(store: Store, chance: random.Random) -> None:
    session_id = say(store, chance, CANARY)
    with store.snapshot() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM comments").close()
        store.forget_session(session_id)
        store.commit()
        assert found_in(store.data_dir) == []


def test_a_purge_under_a_reader_says_that_something_remains_until_it_lets_go(
    store: Store, chance: random.Random, qtbot: QtBot
) -> None:
    store.end_session(say(store, chance, CANARY), Ending.FINISHED)
    store.commit()
    with store.snapshot() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM comments").close()
        store.purge(EVENT)
        assert store.has_remains()
    qtbot.waitUntil(lambda: not store.has_remains())
    assert found_in(store.data_dir) == []


def test_what_a_purge_could_not_rewrite_before_a_crash_is_rewritten_by_the_next_start(
    store: Store, chance: random.Random, tmp_path: Path, qtbot: QtBot
) -> None:
    store.end_session(say(store, chance, CANARY), Ending.FINISHED)
    store.commit()
    with store.snapshot() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM comments").close()
        store.purge(EVENT)
        shutil.copytree(store.data_dir, tmp_path / "after the crash")
    assert found_in(tmp_path / "after the crash")
    again = open_store(tmp_path / "after the crash")
    qtbot.waitUntil(lambda: not again.has_remains())
    assert found_in(again.data_dir) == []
    again.close()


def test_a_comment_leaves_the_lab_only_as_reviewed(
    store: Store, chance: random.Random, database: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for _ in range(6):
        whole_visit(store, chance)
    session_id = say(store, chance, f"{CANARY} was very kind to me")
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    (comment,) = (found for found in store.comments() if CANARY in found.text)

    export(store, tmp_path / "waiting")
    sync(store, database)
    store.review(comment.id, ReviewState.RELEASED, "[name] was very kind to me", "going well")
    export(store, tmp_path / "redacted")
    sync(store, database)
    store.review(comment.id, ReviewState.WITHHELD)
    export(store, tmp_path / "withheld")
    sync(store, database)
    assert CANARY not in everything_on(database)

    for folder in ("waiting", "redacted", "withheld"):
        assert found_in(tmp_path / folder) == []
    redacted = (tmp_path / "redacted" / "comments.csv").read_text(encoding="utf-8-sig")
    assert "[name] was very kind to me" in redacted
    assert "very kind" not in (tmp_path / "withheld" / "comments.csv").read_text(encoding="utf-8-sig")
    assert CANARY not in caplog.text


def everything_on(address: str) -> str:
    """Every row of every table of the server, as text."""
    with psycopg.connect(address) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return "\n".join(
            str(connection.execute(f'SELECT * FROM "{name}"').fetchall())  # type: ignore[arg-type]
            for (name,) in tables
        )


def test_a_finished_visit_cannot_be_found_again_and_its_words_are_cut_off_from_it(
    store: Store, chance: random.Random
) -> None:
    session_id = say(store, chance, "It was hard")
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    assert "session_id" not in schema.comments.c
    with store.snapshot() as connection:
        (row,) = connection.exec_driver_sql("SELECT * FROM comments").fetchall()
    assert session_id not in row
    assert list(store.data_dir.glob(f"{PREFIX}*")) == []
