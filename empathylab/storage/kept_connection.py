"""The connection on which one question after the other is asked: opening one takes longer than most questions."""

from __future__ import annotations

import sqlite3
import threading
from typing import Any

from sqlalchemy.pool import ConnectionPoolEntry, NullPool


class OneKept(NullPool):
    """Keeps one connection for the next question, for whoever has the folder open to write.

    What is asked meanwhile gets others, which are closed again. Between two questions no page of the records is kept
    in memory, and no transaction is in the way of who writes. Once closed nothing is kept, whoever still reads.
    """

    _handing = threading.RLock()  # a look for garbage may give one back in the middle of it
    _kept: ConnectionPoolEntry | None = None
    _is_closed = False

    def _do_get(self) -> ConnectionPoolEntry:
        return self._taken() or super()._do_get()

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        if not _has_let_go(record) or not self._keeps(record):
            super()._do_return_conn(record)

    def recreate(self) -> NullPool:
        """For questions that come after the end."""
        return NullPool(self._creator, _dispatch=self.dispatch, dialect=self._dialect)

    def dispose(self) -> None:
        """Closes the one that is kept, and keeps none from now on."""
        with self._handing:
            self._is_closed = True
        if (kept := self._taken()) is not None:
            kept.close()

    def _taken(self) -> ConnectionPoolEntry | None:
        with self._handing:
            kept, self._kept = self._kept, None
        return kept

    def _keeps(self, record: ConnectionPoolEntry) -> bool:
        with self._handing:
            if self._is_closed or self._kept is not None:
                return False
            self._kept = record
        return True


def _has_let_go(record: ConnectionPoolEntry) -> bool:
    """Pages that were read are given back; False for a connection that is of no use any more."""
    raw: Any = record.driver_connection
    if raw is None or raw.in_transaction:
        return False
    try:
        raw.execute("PRAGMA shrink_memory")
    except sqlite3.Error:
        return False
    return True
