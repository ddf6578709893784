"""A visit is here from its end on: what was open when an older lab was cut off ends as interrupted.

Its scores, its hash and its place in the outbox follow after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from empathylab.storage.event_blob import pack

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    for (session_id,) in connection.execute(sa.text("SELECT id FROM sessions WHERE ending = 'open'")).all():
        _end(connection, session_id)
    op.drop_table("live_facts")
    op.drop_index("ix_comments_session_id", table_name="comments")
    with op.batch_alter_table("comments", table_kwargs={"sqlite_with_rowid": False}) as comments:
        comments.drop_column("session_id")
        comments.drop_column("run")
    if connection.dialect.name == "sqlite":
        op.execute("PRAGMA user_version = 1")  # what older labs deleted may be in free space (storage/scrubbing)


def _end(connection: sa.Connection, session_id: str) -> None:
    this = {"id": session_id}
    facts = connection.execute(
        sa.text("SELECT at_ms, kind, field, data FROM live_facts WHERE session_id = :id ORDER BY seq"), this
    ).all()
    block = pack((seq, *fact) for seq, fact in enumerate(facts))
    connection.execute(
        sa.text("INSERT INTO streams (session_id, facts, block) VALUES (:id, :facts, :block)"),
        {**this, "facts": len(facts), "block": block},
    )
    for statement in (
        "UPDATE runs SET outcome = 'interrupted' WHERE session_id = :id AND outcome IS NULL",
        "UPDATE sessions SET ending = 'interrupted', hash = NULL WHERE id = :id",
    ):
        connection.execute(sa.text(statement), this)
