"""Times as far as both runs came, where an event was held and who ran it, when a promise was asked after.

Every visit is scored again after the upgrade.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TIMES = tuple(f"{part}_seconds_{side}" for part in ("first_field", "first_page") for side in ("before", "after"))


def upgrade() -> None:
    for name in _TIMES:
        op.add_column("results", sa.Column(name, sa.Float()))
    for name in ("place", "run_by"):
        op.add_column("events", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("actions", sa.Column("asked_on", sa.Date()))
