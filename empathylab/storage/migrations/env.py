"""Runs by Alembic; the connection is handed in, and one transaction around it all is the caller's."""

from __future__ import annotations

from alembic import context

from empathylab.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
