"""Barriers met are only ever asked for by session, since the tallies count them: two indexes served no query."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_met_event_barrier", table_name="met", if_exists=True)
    op.drop_index("ix_met_barrier", table_name="met", if_exists=True)
