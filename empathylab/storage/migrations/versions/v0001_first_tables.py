"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("stations", sa.Text(), nullable=False),
        sa.Column("ethics", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_events")),
    )
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_kind_item_id", "outbox", ["kind", "item_id"], unique=True)
    op.create_table(
        "quarantine",
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "hash", name=op.f("pk_quarantine")),
    )
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("purged_on", sa.Date(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_receipts")),
    )
    op.create_table(
        "tombstones",
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_tombstones")),
    )
    op.create_table(
        "actions",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.name"], name=op.f("fk_actions_event_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    op.create_index("ix_actions_event", "actions", ["event"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("persona", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("ending", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.name"], name=op.f("fk_sessions_event_events")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sessions")),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sessions_ending", "sessions", ["ending"], unique=False)
    op.create_index("ix_sessions_event_ending", "sessions", ["event", "ending"], unique=False)
    op.create_table(
        "answers",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("run", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("is_skipped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_answers_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "question", "run", name=op.f("pk_answers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "comments",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("session_id", sa.String(length=36), nullable=True),
        sa.Column("run", sa.String(length=16), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("station", sa.Text(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("redacted_text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.name"], name=op.f("fk_comments_event_events")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_comments_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comments_event_state", "comments", ["event", "state"], unique=False)
    op.create_index("ix_comments_session_id", "comments", ["session_id"], unique=False)
    op.create_table(
        "live_facts",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_live_facts_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "seq", name=op.f("pk_live_facts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "met",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("barrier", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_met_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "barrier", name=op.f("pk_met")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_met_barrier", "met", ["barrier"], unique=False)
    op.create_index("ix_met_event_barrier", "met", ["event", "barrier"], unique=False)
    op.create_table(
        "results",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("persona", sa.Text(), nullable=False),
        sa.Column("run_order", sa.Text(), nullable=False),
        sa.Column("ease_before", sa.Integer(), nullable=True),
        sa.Column("ease_after", sa.Integer(), nullable=True),
        sa.Column("effort_before", sa.Integer(), nullable=True),
        sa.Column("effort_after", sa.Integer(), nullable=True),
        sa.Column("frustration_before", sa.Integer(), nullable=True),
        sa.Column("frustration_after", sa.Integer(), nullable=True),
        sa.Column("confidence_before", sa.Integer(), nullable=True),
        sa.Column("confidence_after", sa.Integer(), nullable=True),
        sa.Column("pity_before", sa.Integer(), nullable=True),
        sa.Column("pity_after", sa.Integer(), nullable=True),
        sa.Column("capable_before", sa.Integer(), nullable=True),
        sa.Column("capable_after", sa.Integer(), nullable=True),
        sa.Column("seconds_before", sa.Float(), nullable=True),
        sa.Column("seconds_after", sa.Float(), nullable=True),
        sa.Column("first_field_keys_before", sa.Integer(), nullable=True),
        sa.Column("first_field_keys_after", sa.Integer(), nullable=True),
        sa.Column("keys_lost_before", sa.Integer(), nullable=True),
        sa.Column("keys_lost_after", sa.Integer(), nullable=True),
        sa.Column("outcome_before", sa.String(length=16), nullable=True),
        sa.Column("outcome_after", sa.String(length=16), nullable=True),
        sa.Column("zoom_chosen", sa.Float(), nullable=True),
        sa.Column("zoom_predicted", sa.Float(), nullable=True),
        sa.Column("usefulness", sa.Float(), nullable=True),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_results_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_results")),
    )
    op.create_index("ix_results_event", "results", ["event"], unique=False)
    op.create_table(
        "runs",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("keys", sa.Integer(), nullable=True),
        sa.Column("keys_lost", sa.Integer(), nullable=True),
        sa.Column("corrections", sa.Integer(), nullable=True),
        sa.Column("pointer_blocked", sa.Integer(), nullable=True),
        sa.Column("keys_to_first_field", sa.Integer(), nullable=True),
        sa.Column("errors_met", sa.Integer(), nullable=True),
        sa.Column("zoom", sa.Float(), nullable=True),
        sa.Column("score", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_runs_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", "position", name=op.f("pk_runs")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "streams",
        sa.Column("session_id", sa.String(length=36), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("block", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_streams_session_id_sessions"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_streams")),
    )
