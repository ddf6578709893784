"""A station's records: the journal that a session writes, what the facilitator does, and the reading side."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from empathylab.domain.errors import InputError, RecordsError
from empathylab.domain.events import Event
from empathylab.domain.records import ActionRecord, EventSettings, Receipt, ReviewState
from empathylab.domain.session import Answer, Ending, Outcome, Run, Session
from empathylab.storage import facilitator, outbox, purging, sealing, taking, tally
from empathylab.storage.faults import in_plain_words, plain_words
from empathylab.storage.folder import OPEN_MARK_NAME, FolderLock, check_is_file, set_aside_if_damaged
from empathylab.storage.migrate import migrate
from empathylab.storage.reader import Reader
from empathylab.storage.sqlite import DATABASE_NAME, reading_engine, writing_engine
from empathylab.storage.writer import Writer


def open_store(data_dir: Path) -> Store:
    """Open the records in a folder for writing, creating or upgrading them as needed.

    Sessions that a crash left open become 'interrupted'; a damaged database is set aside. Both are told in
    `Store.notices`. Raises RecordsError: folder read-only, in use, disk full, written by a newer version.
    """
    lock = FolderLock(data_dir)
    try:
        return _open_locked(data_dir, lock)
    except BaseException:
        lock.release()
        raise


def _open_locked(data_dir: Path, lock: FolderLock) -> Store:
    path = data_dir / DATABASE_NAME
    check_is_file(path)
    damage = set_aside_if_damaged(data_dir)
    engine = writing_engine(path)
    try:
        with plain_words(path), engine.begin() as connection:
            if migrate(connection):
                tally.rebuild(connection)
            unfinished = sealing.seal_unfinished(connection)
        _mark_open(data_dir)
    except BaseException:
        engine.dispose()
        raise
    notices = [damage] if damage else []
    if unfinished:
        notices.append(f"{_visits(unfinished)} cut off when the lab last ended, and kept as interrupted.")
    return Store(data_dir, lock, Writer(engine, path), tuple(notices))


def open_records(data_dir: Path) -> Reader:
    """Open the records in a folder for reading only, also while a lab is recording there.

    Records of an older version are upgraded first, which needs the folder for a moment.
    """
    path = data_dir / DATABASE_NAME
    if not path.exists():
        raise InputError(f"There are no records in {data_dir}.", "Name the folder that the lab was started with.")
    check_is_file(path)
    reader = Reader(reading_engine(path), partial(in_plain_words, path=path))
    if not reader.is_current():
        reader.close()
        open_store(data_dir).close()
        reader = Reader(reading_engine(path), partial(in_plain_words, path=path))
    return reader


def _visits(count: int) -> str:
    return "One visit was" if count == 1 else f"{count} visits were"


def _mark_open(data_dir: Path) -> None:
    try:
        (data_dir / OPEN_MARK_NAME).touch()
    except OSError as error:
        raise RecordsError(f"The folder {data_dir} cannot be written to ({error.strerror}).") from error


class Store(Reader):
    """Implements `domain.session.Journal` and, for reading while the lab runs, `domain.records.RecordsSource`."""

    def __init__(self, data_dir: Path, lock: FolderLock, writer: Writer, notices: tuple[str, ...]) -> None:
        self.data_dir = data_dir
        self.path = data_dir / DATABASE_NAME
        self.notices = notices
        self._lock = lock
        self._writer = writer
        super().__init__(reading_engine(self.path), partial(in_plain_words, path=self.path))

    # --- the journal of a session -------------------------------------------------------------------------------

    def begin_session(self, session: Session) -> None:
        self._writer.put(partial(taking.take_session, session=session))

    def begin_run(self, run: Run) -> None:
        self._writer.put(partial(taking.take_run, run=run))

    def record(self, session_id: str, event: Event) -> None:
        """Take an event; durable at the next `commit()` or within 250 ms."""
        self._writer.put(taking.fact_row(session_id, event))

    def answer(self, answer: Answer) -> None:
        self._writer.put(partial(taking.take_answer, answer=answer))

    def end_run(self, session_id: str, position: int, outcome: Outcome) -> None:
        self._writer.put(partial(taking.take_outcome, session_id=session_id, position=position, outcome=outcome))

    def end_session(self, session_id: str, ending: Ending) -> None:
        self._writer.put(partial(sealing.seal, session_id=session_id, ending=ending))

    def forget_session(self, session_id: str) -> None:
        """Delete an open session with everything in it; nothing of it stays in the file or its WAL."""

        def forget(connection: Connection) -> None:
            taking.forget(connection, session_id)
            self._writer.clean_wal_soon()

        self._writer.put(forget)

    def commit(self) -> None:
        self._writer.flush()

    # --- what the facilitator does ------------------------------------------------------------------------------

    def begin_event(self, settings: EventSettings) -> None:
        """Add an event, or change the settings of the one with this name."""
        if not settings.name.strip():
            raise InputError("An event needs a name.", "Give it one, such as the place and the day.")
        self._writer.call(partial(facilitator.put_event, settings=settings))

    def drop_if_empty(self, event: str) -> None:
        """Take an event away under which nothing was ever recorded, written or promised; others stay."""
        self._writer.call(partial(facilitator.drop_if_empty, name=event))

    def review(
        self,
        comment_id: str,
        state: ReviewState,
        redacted_text: str = "",
        theme: str = "",
        tags: Sequence[str] = (),
    ) -> None:
        """Decide on a comment: only a released one leaves the lab, in its redacted wording if there is one."""
        values = {"state": state.value, "redacted_text": redacted_text, "theme": theme, "tags": json.dumps(list(tags))}
        self._writer.call(partial(facilitator.review, comment_id=comment_id, values=values))

    def put_action(self, action: ActionRecord) -> None:
        """Add something the team promised, or change the one with this id."""
        self._writer.call(partial(facilitator.put_action, action=action))

    def purge(self, event: str, today: date | None = None) -> Receipt:
        """Delete an event with all its records, for good; return the receipt, which stays."""

        def purge(connection: Connection) -> Receipt:
            self._writer.clean_wal_soon()
            return purging.purge(connection, event, today or datetime.now().astimezone().date())

        receipt = self._writer.call(purge)
        self._writer.flush()
        return receipt

    def receipts(self) -> tuple[Receipt, ...]:
        """Every purge there was, oldest first."""
        return tuple(Receipt(*list(row)) for row in self._rows(purging.receipt_rows()))

    def write(self, operation: Callable[[Connection], None]) -> None:
        """Run an operation of this package on the writer's connection, in a transaction of its own."""
        self._writer.call(operation)

    # --- what a sync needs --------------------------------------------------------------------------------------

    def waiting_to_send(self) -> int:
        """How many items the outbox holds."""
        with self.snapshot() as connection:
            return outbox.waiting(connection)

    def outbox_batch(self, size: int) -> Sequence[Any]:
        """The oldest items (number, kind, item_id) of the outbox."""
        with self.snapshot() as connection:
            return outbox.oldest(connection, size)

    def tick_off(self, up_to: int) -> None:
        """Every item up to this number has arrived."""
        self._writer.call(partial(outbox.tick_off, up_to=up_to))

    def close(self) -> None:
        """Write what is left and let go of the folder; raises RecordsError when something could not be written."""
        try:
            self._writer.close()
            (self.data_dir / OPEN_MARK_NAME).unlink(missing_ok=True)
        finally:
            super().close()
            self._lock.release()
