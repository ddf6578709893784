"""The records: an append-only journal in SQLite at each station, and the way to one PostgreSQL."""

from empathylab.storage.reader import Reader
from empathylab.storage.store import Store, open_records, open_store

__all__ = ["Reader", "Store", "open_records", "open_store"]
