"""The zoom for comfort is a range and was worked out for the wrong size of text; promises have a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("results", "zoom_predicted")
    op.add_column("results", sa.Column("zoom_comfort_from", sa.Float()))
    op.add_column("results", sa.Column("zoom_comfort_to", sa.Float()))
    op.add_column("actions", sa.Column("due_on", sa.Date()))
