"""What assessors write on the board of a standard stands in the records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board_marks",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("point", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.name"], name=op.f("fk_board_marks_event_events")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_marks")),
    )
    op.create_index("ix_board_marks_event", "board_marks", ["event"])
