"""The one thread that writes. Others hand it work and go on; who needs certainty waits in `flush`."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError, OperationalError

from empathylab.domain.errors import LabError, RecordsError
from empathylab.storage.faults import in_plain_words
from empathylab.storage.schema import live_facts
from empathylab.storage.sqlite import BUSY_TIMEOUT_MS

logger = logging.getLogger(__name__)

Operation = Callable[[Connection], Any]
#: A row of live_facts, or something to do. Rows are plain dicts so that many go in with one statement.
Item = dict[str, Any] | Operation
T = TypeVar("T")

_REPORT_IT = "This is a mistake in the lab; please report it with the log."
BATCH_S = 0.2
#: How long to wait before trying again to write what the disk refused.
RETRY_S = 1.0
PATIENCE_S = 10.0


class _Waiter:
    """Somebody waiting for the work before it to be durable."""

    def __init__(self, operation: Operation | None = None) -> None:
        self.operation = operation
        self.result: Any = None
        self.error: LabError | None = None
        self.is_done = threading.Event()

    def finish(self, error: LabError | None) -> None:
        self.error = error
        self.is_done.set()


class Writer:
    """Applies what it is given in order, in transactions of at most BATCH_S of work.

    What the disk refuses stays in memory, in order, and is tried again. What can never be written (it contradicts
    what is there) is left out, and the next `flush` says so.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._queue: queue.SimpleQueue[Item | _Waiter | None] = queue.SimpleQueue()
        self._pending: list[Item] = []
        self._left_out: LabError | None = None
        self._must_clean_wal = False
        self._thread = threading.Thread(target=self._work, name="records-writer", daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Take work; returns at once."""
        self._queue.put(item)

    def flush(self) -> None:
        """Return when all work taken so far is durable; raise RecordsError when it cannot be."""
        self._wait(_Waiter())

    def call(self, operation: Callable[[Connection], T]) -> T:
        """Do something now, after all work taken so far, and return its result; it is not tried twice."""
        waiter = _Waiter(operation)
        self._wait(waiter)
        result: T = waiter.result
        return result

    def clean_wal_soon(self) -> None:
        """Called by an operation that deletes: have it leave the WAL too, as soon as no reader holds on to it."""
        self._must_clean_wal = True

    def close(self) -> None:
        """Write what is left and stop; raise RecordsError when something could not be written."""
        if not self._thread.is_alive():
            return
        try:
            self.flush()
        finally:
            self._queue.put(None)
            self._thread.join(PATIENCE_S)
            self._engine.dispose()

    def _wait(self, waiter: _Waiter) -> None:
        if not self._thread.is_alive():
            raise RecordsError("The records are closed.", "Start the lab again.")
        self._queue.put(waiter)
        if not waiter.is_done.wait(PATIENCE_S):
            raise RecordsError("The disk does not answer, so records are waiting in memory.", "Check the disk.")
        if waiter.error is not None:
            raise waiter.error

    def _work(self) -> None:
        is_open = True
        while is_open:
            waiters: list[_Waiter] = []
            is_open = self._collect(waiters)
            error = self._write_pending()
            if self._must_clean_wal and not self._pending:
                self._clean_wal()
            for waiter in waiters:
                waiter.finish(self._settle(waiter, error))

    def _collect(self, waiters: list[_Waiter]) -> bool:
        """Take items until somebody waits, BATCH_S is over or there is the end; False at the end."""
        ends_at: float | None = time.monotonic() + RETRY_S if self._pending or self._must_clean_wal else None
        while True:
            try:
                item = self._queue.get(timeout=None if ends_at is None else max(0.0, ends_at - time.monotonic()))
            except queue.Empty:
                return True
            if item is None:
                return False
            if isinstance(item, _Waiter):
                waiters.append(item)
                return True
            self._pending.append(item)
            if ends_at is None:
                ends_at = time.monotonic() + BATCH_S

    def _write_pending(self) -> LabError | None:
        """Write what is pending in one transaction; return why it could not be."""
        if not self._pending:
            return None
        try:
            with self._engine.begin() as connection:
                _apply(connection, self._pending)
        except OperationalError as error:
            return in_plain_words(error, self._path)
        except (DBAPIError, LabError):
            return self._write_one_by_one()
        except Exception:
            logger.exception("A batch of records is written one by one because of a mistake in the lab.")
            return self._write_one_by_one()
        self._pending.clear()
        return None

    def _write_one_by_one(self) -> LabError | None:
        """Write what can be written, and leave out for good what contradicts the records."""
        while self._pending:
            try:
                with self._engine.begin() as connection:
                    _apply(connection, self._pending[:1])
            except OperationalError as error:
                return in_plain_words(error, self._path)
            except DBAPIError as error:
                self._left_out = RecordsError(f"Something did not fit into the records and was left out: {error.orig}.")
            except LabError as error:
                self._left_out = error
            except Exception:
                logger.exception("A record was left out because of a mistake in the lab.")
                self._left_out = RecordsError("Something could not be written and was left out.", _REPORT_IT)
            del self._pending[:1]
        return None

    def _settle(self, waiter: _Waiter, error: LabError | None) -> LabError | None:
        """The answer to somebody who waits: why the pending work failed, or else how their own operation went."""
        if error is None and self._left_out is not None:
            error, self._left_out = self._left_out, None
        if error is not None or waiter.operation is None:
            return error
        try:
            with self._engine.begin() as connection:
                waiter.result = waiter.operation(connection)
        except DBAPIError as database_error:
            return in_plain_words(database_error, self._path)
        except LabError as lab_error:
            return lab_error
        except Exception:
            logger.exception("The records could not do something because of a mistake in the lab.")
            return RecordsError("The records could not do that.", _REPORT_IT)
        return None

    def _clean_wal(self) -> None:
        """Move the WAL's content into the database and cut the WAL to nothing; later, if somebody is reading."""
        with self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA busy_timeout = 0").fetchall()
            (is_busy, _frames, _moved) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            raw.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").fetchall()
        self._must_clean_wal = bool(is_busy)


def _apply(connection: Connection, items: list[Item]) -> None:
    """Do the items in order, neighbouring rows of live_facts in one statement."""
    rows: list[dict[str, Any]] = []
    for item in items:
        if isinstance(item, dict):
            rows.append(item)
            continue
        _insert_rows(connection, rows)
        item(connection)
    _insert_rows(connection, rows)


def _insert_rows(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(live_facts), rows)
        rows.clear()
