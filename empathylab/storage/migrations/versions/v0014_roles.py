"""The roles at an event, and whether a host with lived experience was there at a visit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("roles", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("sessions", sa.Column("host", sa.String(3), nullable=False, server_default=""))
    op.drop_index("ix_sessions_event_station_name", "sessions")
    op.create_index("ix_sessions_event_station_name_host", "sessions", ["event", "station_name", "host"])
