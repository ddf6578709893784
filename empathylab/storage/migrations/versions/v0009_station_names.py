"""Each visit says which machine it was at, by the name that a facilitator gave.

Hashes are made anew: an event may have another name where its visits are brought together.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("station_name", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_sessions_event_station_name", "sessions", ["event", "station_name"])
    op.execute("UPDATE sessions SET hash = '' WHERE hash IS NOT NULL")
