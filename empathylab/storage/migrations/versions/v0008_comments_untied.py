"""Nothing of a visit tells whether words were given: no answers to such questions, no times while they were asked.

Hashes are made anew after the upgrade, for the old ones would tell it to whoever tries both; barriers are counted by
persona then. What was sent to a server is cleaned there by its own upgrade.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

from empathylab.storage.event_blob import pack, unpack

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_SHIPPED = {"what-like", "change-should", "change-should-not", "change-stops"}
_VISITS_AT_A_TIME = 500


def upgrade() -> None:
    connection = op.get_bind()
    questions = _questions_for_words(connection)
    _forget_answers(connection, questions)
    _forget_times(connection)
    connection.execute(sa.text("UPDATE sessions SET hash = '' WHERE hash IS NOT NULL"))
    _clean_quarantine(connection, questions)
    if connection.dialect.name == "sqlite":
        _scatter_outbox(connection)
        op.execute("PRAGMA user_version = 1")  # what was deleted may be in free space (storage/scrubbing)


def _questions_for_words(connection: sa.Connection) -> set[str]:
    """Those that this lab ever asked for words."""
    given = "SELECT question FROM answers WHERE number IS NULL AND NOT is_skipped"
    found = connection.execute(sa.text(f"SELECT question FROM comments UNION {given}")).scalars()
    return _SHIPPED | set(found)


def _forget_answers(connection: sa.Connection, questions: set[str]) -> None:
    delete = sa.text("DELETE FROM answers WHERE question = :question")
    connection.execute(delete, [{"question": question} for question in sorted(questions)])


def _forget_times(connection: sa.Connection) -> None:
    update = sa.text("UPDATE streams SET block = :block WHERE session_id = :id")
    last = ""
    select = sa.text("SELECT session_id, block FROM streams WHERE session_id > :last ORDER BY session_id LIMIT :count")
    while rows := connection.execute(select, {"last": last, "count": _VISITS_AT_A_TIME}).all():
        connection.execute(update, [{"id": id_, "block": pack(_untimed(unpack(block)))} for id_, block in rows])
        last = rows[-1][0]


def _untimed(rows: Any) -> list[Any]:
    """The events of a visit, with those from the last questions on at the moment before."""
    seen, moment_ms, is_over = [], 0, False
    for seq, at_ms, kind, field, data in rows:
        is_over = is_over or (kind == "stage.entered" and field == "feedback")
        moment_ms = moment_ms if is_over else at_ms
        seen.append((seq, moment_ms, kind, field, data))
    return seen


def _clean_quarantine(connection: sa.Connection, questions: set[str]) -> None:
    kept = connection.execute(sa.text("SELECT item_id, hash, content FROM quarantine WHERE kind = 'session'")).all()
    for item_id, old, content in kept:
        tables = json.loads(content)
        tables["answers"] = [row for row in tables.get("answers", ()) if row["question"] not in questions]
        for row in tables.get("streams", ()):
            row["block"] = _untimed(row["block"])
        text = json.dumps(tables)
        connection.execute(
            sa.text("UPDATE quarantine SET content = :content, hash = :new WHERE item_id = :id AND hash = :old"),
            {"content": text, "new": hashlib.sha256(text.encode()).hexdigest(), "id": item_id, "old": old},
        )


def _scatter_outbox(connection: sa.Connection) -> None:
    numbers = connection.execute(sa.text("SELECT number FROM outbox WHERE kind = 'comment'")).scalars().all()
    update = sa.text("UPDATE outbox SET number = :new WHERE number = :old")
    if numbers:
        connection.execute(update, [{"old": old, "new": -1 - secrets.randbelow(2**62)} for old in numbers])
