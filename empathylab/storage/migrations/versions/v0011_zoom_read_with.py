"""The zoom that a run was read with longest, beside the largest that was tried.

Every visit is scored again after the upgrade; where the events are gone it stays empty.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("runs", sa.Column("zoom_longest", sa.Float()))
