"""Revisions have names instead of a count, so that copies of a folder cannot be mistaken for each other.

The names given here are the same wherever a row was copied to; a withheld one's tells it from the same count released.
Withheld comments are sent once more: before, a server took a copy's older count for the older state.
"""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    for table, state in (("comments", "state"), ("actions", "''")):
        op.add_column(table, sa.Column("history", sa.Text(), nullable=False, server_default="[]"))
        rows = connection.execute(sa.text(f"SELECT id, revision, {state} FROM {table} WHERE revision > 0")).all()
        changes = [{"id": id_, "history": _named(revision, state)} for id_, revision, state in rows]
        if changes:
            connection.execute(sa.text(f"UPDATE {table} SET history = :history WHERE id = :id"), changes)
        op.drop_column(table, "revision")
    if connection.dialect.name == "sqlite":
        withheld = "SELECT id FROM comments WHERE state = 'withheld'"
        op.execute(f"DELETE FROM outbox WHERE kind = 'comment' AND item_id IN ({withheld})")
        op.execute(f"INSERT INTO outbox (kind, item_id) SELECT 'comment', id FROM ({withheld})")


def _named(count: int, state: str) -> str:
    names = [str(number) for number in range(1, count + 1)]
    if state == "withheld":
        names[-1] += "-withheld"
    return json.dumps(names)
