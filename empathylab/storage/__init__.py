"""The records: an append-only journal in SQLite at each station, and the way to one PostgreSQL."""

from empathylab.storage.collecting import combine_records
from empathylab.storage.reader import Reader
from empathylab.storage.server import open_server
from empathylab.storage.store import Store, open_records, open_store
from empathylab.storage.sync import sync

__all__ = ["Reader", "Store", "combine_records", "open_records", "open_server", "open_store", "sync"]
