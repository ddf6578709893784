"""A receipt names the damaged files that went with the event, as long as it is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("receipts", sa.Column("files", sa.Text(), nullable=False, server_default="[]"))
