"""What a visit is (simulation, audit, talk, follow-up), whether that was drawn by lot, and pairs of visits.

Anxiety beside pity and competence, and how often people meet disabled people. A server checks no references (0002).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("sessions", "results"):
        op.add_column(table, sa.Column("mode", sa.String(16), nullable=False, server_default="simulation"))
    op.add_column("sessions", sa.Column("is_assigned", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("anxiety_before", "anxiety_after", "contact"):
        op.add_column("results", sa.Column(name, sa.Integer()))
    is_server = op.get_bind().dialect.name == "postgresql"
    reference = sa.ForeignKeyConstraint(
        ["session_id"], ["sessions.id"], name=op.f("fk_pairings_session_id_sessions"), ondelete="CASCADE"
    )
    op.create_table(
        "pairings",
        sa.Column("session_id", sa.String(36), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("session_id", name=op.f("pk_pairings")),
        *(() if is_server else (reference,)),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pairings_digest", "pairings", ["digest"])
