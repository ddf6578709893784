"""The tables, the same in a station's SQLite and in a server's PostgreSQL.

Free text is cut off from its session when the session ends, and no time of day is kept anywhere: `started_on`
is a date, events count milliseconds from their session's own start. A session is here from its end on, its events
as one compressed block (`streams`); until then it is a file of its own (`open_visits`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

events = Table(
    "events",
    metadata,
    Column("name", Text, primary_key=True),
    Column("held_on", Date, nullable=False),
    Column("keep_until", Date, nullable=False),
    Column("k", Integer, nullable=False),
    Column("language", String(16), nullable=False),
    Column("stations", Text, nullable=False),
    Column("ethics", Text, nullable=False),
    Column("place", Text, nullable=False, server_default=""),
    Column("run_by", Text, nullable=False, server_default=""),
    Column("roles", Text, nullable=False, server_default="{}"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False, unique=True),
    Column("event", Text, ForeignKey("events.name"), nullable=False),
    Column("station", Text, nullable=False),
    Column("persona", Text, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("app_version", Text, nullable=False),
    Column("seed", Text, nullable=False),
    Column("ending", String(16), nullable=False),
    Column("hash", String(64)),
    Column("station_name", Text, nullable=False, server_default=""),
    Column("host", String(3), nullable=False, server_default=""),
    Column("mode", String(16), nullable=False, server_default="simulation"),
    Column("is_assigned", Boolean, nullable=False, server_default=false()),
    Index("ix_sessions_event_ending", "event", "ending"),
    Index("ix_sessions_ending", "ending"),
    Index("ix_sessions_event_station_name_host", "event", "station_name", "host"),
    sqlite_autoincrement=True,
)


def _owner() -> Column[str]:
    return Column("session_id", String(36), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)


runs = Table(
    "runs",
    metadata,
    _owner(),
    Column("position", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("task", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("outcome", String(16)),
    Column("seconds", Float),
    Column("keys", Integer),
    Column("keys_lost", Integer),
    Column("corrections", Integer),
    Column("pointer_blocked", Integer),
    Column("keys_to_first_field", Integer),
    Column("errors_met", Integer),
    Column("zoom", Float),
    Column("zoom_longest", Float),
    Column("score", Text),
    sqlite_with_rowid=False,
)

answers = Table(
    "answers",
    metadata,
    _owner(),
    Column("question", String(64), primary_key=True),
    Column("run", String(16), primary_key=True),
    Column("number", Integer),
    Column("is_skipped", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

streams = Table(
    "streams",
    metadata,
    _owner(),
    Column("facts", Integer, nullable=False),
    Column("block", LargeBinary, nullable=False),
)


def _twice(kind: type[TypeEngine[Any]] | TypeEngine[Any], *names: str) -> Iterator[Column[Any]]:
    return (Column(f"{name}_{when}", kind) for name in names for when in ("before", "after"))


#: One row per ended session with everything that is compared within a person, so that results need no joins.
results = Table(
    "results",
    metadata,
    _owner(),
    Column("event", Text, nullable=False),
    Column("persona", Text, nullable=False),
    Column("run_order", Text, nullable=False),
    *_twice(Integer, "ease", "effort", "frustration", "confidence", "pity", "capable", "anxiety"),
    *_twice(Float, "first_field_seconds", "first_page_seconds", "seconds"),
    *_twice(Integer, "first_field_keys", "keys_lost"),
    *_twice(String(16), "outcome"),
    Column("zoom_chosen", Float),
    Column("zoom_comfort_from", Float),
    Column("zoom_comfort_to", Float),
    Column("usefulness", Float),
    Column("contact", Integer),
    Column("mode", String(16), nullable=False, server_default="simulation"),
    Column("runs", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Index("ix_results_event", "event"),
)

#: Which barriers a person met at least once.
met = Table(
    "met",
    metadata,
    _owner(),
    Column("barrier", Text, primary_key=True),
    Column("event", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: How many ended sessions of an event share a value, kept up to date with `results` so that the results screen opens as
#: fast for a hundred thousand people as for ten. docs/scale.md says what it saves.
tallies = Table(
    "tallies",
    metadata,
    Column("event", Text, primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("persona", Text, primary_key=True),
    Column("first", Text, primary_key=True),
    Column("second", Text, primary_key=True),
    Column("amount", Integer, nullable=False),
    sqlite_with_rowid=False,
)

#: Random ids and no rowid: rows lie in no order that would tell who wrote when.
comments = Table(
    "comments",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event", Text, ForeignKey("events.name"), nullable=False),
    Column("station", Text, nullable=False),
    Column("question", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("redacted_text", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("theme", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("history", Text, nullable=False, server_default="[]"),
    Index("ix_comments_event_state", "event", "state"),
    sqlite_with_rowid=False,
)

actions = Table(
    "actions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event", Text, ForeignKey("events.name"), nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due_on", Date),
    Column("is_done", Boolean, nullable=False),
    Column("asked_on", Date),
    Column("history", Text, nullable=False, server_default="[]"),
    Index("ix_actions_event", "event"),
)

#: What assessors wrote on the board of a standard. A row is never changed: of a point's states the last one counts.
board_marks = Table(
    "board_marks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("event", Text, ForeignKey("events.name"), nullable=False),
    Column("point", String(80), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("role", Text, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_board_marks_event", "event"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("event", Text, nullable=False),
    Column("purged_on", Date, nullable=False),
    Column("sessions", Integer, nullable=False),
    Column("runs", Integer, nullable=False),
    Column("facts", Integer, nullable=False),
    Column("comments", Integer, nullable=False),
    Column("files", Text, nullable=False, server_default="[]"),
)

#: What is still to be sent from this station (session, comment, action, mark, tombstone), and what is to be written
#: anew on the server after it (rewriting); numbers tell the order.
outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("item_id", String(36), nullable=False),
    Index("ix_outbox_kind_item_id", "kind", "item_id", unique=True),
    sqlite_autoincrement=True,
)

#: Ids that were deleted on purpose and never come back.
tombstones = Table(
    "tombstones",
    metadata,
    Column("item_id", String(36), primary_key=True),
    Column("kind", String(16), nullable=False),
)

#: On a server: what came with an id that is already there with another content.
quarantine = Table(
    "quarantine",
    metadata,
    Column("item_id", String(36), primary_key=True),
    Column("hash", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("content", Text, nullable=False),
)

#: Of visits that may be paired with a follow-up: what is kept of the visitor's three words.
pairings = Table(
    "pairings",
    metadata,
    _owner(),
    Column("salt", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_pairings_digest", "digest"),
    sqlite_with_rowid=False,
)

OWNED_BY_SESSION = (runs, answers, streams, results, met, pairings)

#: The columns of `runs` that are computed from the events.
SCORE_COLUMNS = (
    "seconds",
    "keys",
    "keys_lost",
    "corrections",
    "pointer_blocked",
    "keys_to_first_field",
    "errors_met",
    "zoom",
    "zoom_longest",
)
