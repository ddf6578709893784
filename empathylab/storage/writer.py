"""The writer: the one thread that writes. Others hand it work and go on; who needs certainty waits in `flush`."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from empathylab.domain.errors import LabError, RecordsError
from empathylab.domain.session import Ending
from empathylab.storage import counted_changes, scrubbing
from empathylab.storage.counted_changes import ChangeCounter
from empathylab.storage.faults import disk_error, in_plain_words
from empathylab.storage.open_visit import Line
from empathylab.storage.open_visits import OpenVisits

logger = logging.getLogger(__name__)

Operation = Callable[[Connection], object]
T = TypeVar("T")

_REPORT_IT = "This is a mistake in the lab; please report it with the log."
BATCH_S = 0.2
#: How long to wait before trying again to write what the disk refused.
RETRY_S = 1.0
PATIENCE_S = 10.0
#: Long enough to write a file of some gigabytes anew.
REWRITING_S = 600.0


@dataclass(frozen=True, slots=True)
class End:
    """The end of a visit, as work for the writer."""

    session_id: str
    ending: Ending


@dataclass(frozen=True, slots=True)
class Forget:
    """The deletion of a visit, as work for the writer."""

    session_id: str


Item = Line | End | Forget


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
    """The one thread that writes.

    Writes what it is given in order, at the latest BATCH_S after it came.

    What the disk refuses stays in memory, in order, and is tried again. What can never be written (it contradicts
    what is there) is left out, and the next `flush` says so.
    """

    def __init__(self, engine: Engine, path: Path, visits: OpenVisits, changes: ChangeCounter) -> None:
        self._engine = engine
        self._path = path
        self._changes = changes
        self._visits = visits
        self._queue: queue.SimpleQueue[Item | _Waiter | None] = queue.SimpleQueue()
        self._pending: list[Item] = []
        self._held: list[Item | _Waiter | None] = []
        self._left_out: LabError | None = None
        self._must_scrub = True
        self._has_log = False
        self._thread = threading.Thread(target=self._work, name="records-writer", daemon=True)
        self._thread.start()

    def put(self, item: Item) -> None:
        """Take work; returns at once."""
        self._queue.put(item)

    def flush(self, patience_s: float | None = None) -> None:
        """Return when all work taken so far is durable; raise RecordsError when it cannot be."""
        self._wait(_Waiter(), patience_s)

    def call(self, operation: Callable[[Connection], T], patience_s: float | None = None) -> T:
        """Do something now, after all work taken so far, and return its result; it is not tried twice."""
        waiter = _Waiter(operation)
        self._wait(waiter, patience_s)
        result: T = waiter.result
        return result

    def breathe(self) -> None:
        """Called by a long operation: what visitors do meanwhile is in files of their own, which can be written.

        The end of a visit waits for the operation, and so does all that comes after it.
        """
        while not self._held:
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return
            if isinstance(item, Line | Forget) and self._is_written(item):
                continue
            if isinstance(item, _Waiter) and item.operation is None:
                item.finish(None)
            else:
                self._held.append(item)

    def _is_written(self, item: Line | Forget) -> bool:
        """False where it has to be tried again, or told, when the operation is over."""
        try:
            self._write([item])
        except Exception:  # noqa: BLE001 - whatever it was is told when it is tried again; the operation goes on
            return False
        return True

    def scrub_soon(self) -> None:
        """Called by an operation that noted that there is something to scrub."""
        self._must_scrub = True

    def close(self) -> None:
        """Write what is left and stop; raise RecordsError when something could not be written."""
        if not self._thread.is_alive():
            return
        try:
            self.flush()
        finally:
            self._queue.put(None)
            self._thread.join(REWRITING_S)
            self._visits.close()
            self._engine.dispose()

    def _wait(self, waiter: _Waiter, patience_s: float | None) -> None:
        if not self._thread.is_alive():
            raise RecordsError("The records are closed.", "Start the lab again.")
        self._queue.put(waiter)
        if not waiter.is_done.wait(PATIENCE_S if patience_s is None else patience_s):
            raise RecordsError("The disk does not answer, so records are waiting in memory.", "Check the disk.")
        if waiter.error is not None:
            raise waiter.error

    def _work(self) -> None:
        is_open = True
        while is_open:
            waiters: list[_Waiter] = []
            is_open = self._collect(waiters)
            self._empty_log_if_quiet(waiters)
            error = self._write_pending()
            for waiter in waiters:
                waiter.finish(self._settle(waiter, error))
            if (self._must_scrub or not is_open) and not self._pending and not self._visits.count():
                self._must_scrub = not scrubbing.scrub(self._engine, self._path)
        scrubbing.empty_log(self._engine, self._path)

    def _empty_log_if_quiet(self, waiters: list[_Waiter]) -> None:
        """What ended is in the file itself before long: a log that is damaged after a crash is hard to read."""
        if self._has_log and not waiters and not self._pending:
            if scrubbing.empty_log(self._engine, self._path):
                self._changes.note_log_is_empty()
            self._has_log = False

    def _note_log(self) -> None:
        """Something stands in the log alone now."""
        self._has_log = True
        self._changes.note_durable()

    def _collect(self, waiters: list[_Waiter]) -> bool:
        """Take items until somebody waits, BATCH_S is over or there is the end; False at the end."""
        is_to_do = self._pending or self._must_scrub or self._has_log
        ends_at: float | None = time.monotonic() + RETRY_S if is_to_do else None
        while True:
            try:
                item = self._next_item(None if ends_at is None else max(0.0, ends_at - time.monotonic()))
            except queue.Empty:
                return True
            if item is None:
                return False
            if isinstance(item, _Waiter):
                waiters.append(item)
                return True
            self._take(item)
            if ends_at is None:
                ends_at = time.monotonic() + BATCH_S

    def _take(self, item: Item) -> None:
        """What has not been written of a visit need not be, where it is deleted: a full disk keeps no deletion."""
        if isinstance(item, Forget) and not any(_is_end_of(each, item.session_id) for each in self._pending):
            left = [each for each in self._pending if not _is_line_of(each, item.session_id)]
            has_begun = self._visits.is_open(item.session_id)
            is_all = len(left) < len(self._pending) and not has_begun
            self._pending = left
            if is_all:
                return
        self._pending.append(item)

    def _next_item(self, timeout_s: float | None) -> Item | _Waiter | None:
        """What an operation held up comes first."""
        return self._held.pop(0) if self._held else self._queue.get(timeout=timeout_s)

    def _write_pending(self) -> LabError | None:
        """Write what is pending, in order; return why the disk refused it. What can never be written is left out."""
        while self._pending:
            items = self._next()
            try:
                self._write(items)
            except OperationalError as error:
                return in_plain_words(error, self._path)
            except OSError as error:
                return disk_error(error, self._path.parent)
            except LabError as error:
                self._left_out = error
            except Exception:  # one bad record must not end the thread that writes all others
                logger.exception("A record was left out because of a mistake in the lab.")
                self._left_out = RecordsError("Something could not be written and was left out.", _REPORT_IT)
            del self._pending[: len(items)]
        return None

    def _next(self) -> list[Item]:
        """What is written together: neighbouring lines of one visit, or one thing else."""
        first = self._pending[0]
        if not isinstance(first, Line):
            return [first]
        count = 1
        while count < len(self._pending) and _is_line_of(self._pending[count], first.session_id):
            count += 1
        return self._pending[:count]

    def _write(self, items: list[Item]) -> None:
        match items[0]:
            case End(session_id, ending):
                self._visits.end(session_id, ending)
                self._note_log()
            case Forget(session_id):
                self._visits.forget(session_id)
            case _:
                self._visits.write([item for item in items if isinstance(item, Line)])

    def _settle(self, waiter: _Waiter, error: LabError | None) -> LabError | None:
        """The answer to somebody who waits: why the pending work failed, or else how their own operation went."""
        if error is None and self._left_out is not None:
            error, self._left_out = self._left_out, None
        if error is not None or waiter.operation is None:
            return error
        try:
            with self._engine.begin() as connection:
                waiter.result = waiter.operation(connection)
                counted_changes.count_one(connection)
            self._note_log()
        except DBAPIError as database_error:
            return in_plain_words(database_error, self._path)
        except LabError as lab_error:
            return lab_error
        except Exception:  # whoever waits must be answered, and the thread go on
            logger.exception("The records could not do something because of a mistake in the lab.")
            return RecordsError("The records could not do that.", _REPORT_IT)
        return None


def _is_line_of(item: Item, session_id: str) -> bool:
    return isinstance(item, Line) and item.session_id == session_id


def _is_end_of(item: Item, session_id: str) -> bool:
    return isinstance(item, End) and item.session_id == session_id
