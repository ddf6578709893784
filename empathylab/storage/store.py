"""A station's records: the journal that a session writes, what the facilitator does, and the reading side."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from empathylab.domain.errors import InputError, RecordsError
from empathylab.domain.events import LogEntry
from empathylab.domain.records import ActionRecord, CommentRecord, EventSettings, Receipt, ReviewState
from empathylab.domain.session import Answer, Ending, Outcome, Run, Session
from empathylab.domain.standard import BoardMark
from empathylab.domain.words import as_known, visible
from empathylab.storage import (
    aside,
    broken_file,
    damage,
    facilitator,
    finalize,
    journal_writes,
    outbox,
    purging,
    scoring,
    scrubbing,
)
from empathylab.storage.faults import in_plain_words, of_disk, plain_words
from empathylab.storage.folder import (
    OPEN_MARK_NAME,
    FolderLock,
    check_is_file,
    forget_copies,
    keep_to_this_user,
    must_look_closely,
)
from empathylab.storage.migrate import migrate
from empathylab.storage.open_visits import OpenVisits
from empathylab.storage.reader import Reader
from empathylab.storage.sqlite import DATABASE_NAME, reading_engine, roomy, writing_engine
from empathylab.storage.writer import REWRITING_S, End, Forget, Writer

T = TypeVar("T")


def open_store(data_dir: Path, *, is_thorough: bool = False) -> Store:
    """Open the records in a folder for writing, creating or upgrading them as needed.

    Sessions that a crash left open become 'interrupted'; what is damaged is set aside, the file as a whole or rows of
    it. Both are told in `Store.notices`. `is_thorough` looks at every row also of large records. Raises RecordsError:
    folder read-only, in use, disk full, written by a newer version.
    """
    lock = FolderLock(data_dir)
    try:
        return _open_locked(data_dir, lock, is_thorough)
    except BaseException:
        lock.release()
        raise


def _open_locked(data_dir: Path, lock: FolderLock, is_thorough: bool) -> Store:
    path = data_dir / DATABASE_NAME
    check_is_file(path)
    is_thorough = is_thorough or must_look_closely(data_dir)
    notices = broken_file.set_aside(data_dir, is_thorough)
    is_thorough = is_thorough or bool(notices)
    try:
        keep_to_this_user(data_dir)
        forget_copies(data_dir)
        old = aside.wipe_old(data_dir, datetime.now().astimezone())
    except OSError as error:
        raise of_disk(error, data_dir) from error
    if old:
        notices.append(f"Damaged files that had been set aside were old, and have been deleted: {', '.join(old)}.")
    engine = writing_engine(path)
    try:
        visits = OpenVisits(data_dir, engine)
        with plain_words(path):
            unfinished = _upgrade(engine, data_dir if is_thorough else None, notices)
            left, unreadable = visits.end_unfinished()
        _mark_open(data_dir)
    except BaseException:
        engine.dispose()
        raise
    if unfinished + left:
        notices.append(f"{_visits(unfinished + left)} cut off when the lab last ended, and kept as interrupted.")
    if unreadable:
        names = ", ".join(path.name for path in unreadable)
        notices.append(f"What was left of a visit that was cut off cannot be read. It is kept in {data_dir}: {names}.")
    return Store(data_dir, lock, Writer(engine, path, visits), visits, tuple(notices))


def _upgrade(engine: Engine, aside: Path | None, notices: list[str]) -> int:
    """Bring the tables up to date; return how many visits an older lab had open when it was cut off.

    With a folder for it, damaged rows go there.
    """
    unfinished = 0
    with engine.begin() as connection:
        if aside is not None:
            notices += damage.set_aside(connection, aside)
        if migrate(connection):
            unfinished = finalize.score_unscored(connection)
            finalize.hash_anew(connection)
            scoring.score_anew(connection)
        if aside is not None:
            notices += damage.mend_tables(connection)
    return unfinished


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
        (data_dir / OPEN_MARK_NAME).touch(mode=0o600)
    except OSError as error:
        raise RecordsError(f"The folder {data_dir} cannot be written to ({error.strerror}).") from error


class Store(Reader):
    """The records of one station.

    Implements `domain.journal.Journal` and, for reading while the lab runs, `domain.records.RecordsSource`.
    """

    def __init__(
        self, data_dir: Path, lock: FolderLock, writer: Writer, visits: OpenVisits, notices: tuple[str, ...]
    ) -> None:
        self.data_dir = data_dir
        self.path = data_dir / DATABASE_NAME
        self.notices = notices
        self._lock = lock
        self._writer = writer
        self._visits = visits
        super().__init__(reading_engine(self.path), partial(in_plain_words, path=self.path))

    # --- the journal of a session -------------------------------------------------------------------------------

    def begin_session(self, session: Session) -> None:
        self._writer.put(journal_writes.session_line(session))

    def begin_run(self, run: Run) -> None:
        self._writer.put(journal_writes.run_line(run))

    def record(self, session_id: str, entry: LogEntry) -> None:
        """Take a line of the event log; durable at the next `commit()` or within 250 ms."""
        self._writer.put(journal_writes.fact_line(session_id, entry))

    def answer(self, answer: Answer) -> None:
        self._writer.put(journal_writes.answer_line(answer))

    def end_run(self, session_id: str, position: int, outcome: Outcome) -> None:
        self._writer.put(journal_writes.outcome_line(session_id, position, outcome))

    def end_session(self, session_id: str, ending: Ending) -> None:
        self._writer.put(End(session_id, ending))

    def forget_session(self, session_id: str) -> None:
        """Delete an open session with everything in it; gone from every file when the next `commit()` returns."""
        self._writer.put(Forget(session_id))

    def commit(self) -> None:
        self._writer.flush()

    def open_visits(self, event: str | None = None) -> int:
        return self._visits.count(event)

    # --- what the facilitator does ------------------------------------------------------------------------------

    def begin_event(self, settings: EventSettings) -> None:
        """Add an event, or change the settings of the one with this name."""
        if not settings.name.strip():
            raise InputError("An event needs a name.", "Give it one, such as the place and the day.")
        name = as_known(settings.name, (event.name for event in self.events()))
        self._writer.call(partial(facilitator.put_event, settings=replace(settings, name=name)))

    def drop_if_empty(self, event: str) -> None:
        """Take an event away under which nothing was ever recorded, written or promised; others stay."""

        def drop(connection: Connection) -> None:
            if not self._visits.count(event):
                facilitator.drop_if_empty(connection, event)

        self._writer.call(drop)

    def review(
        self,
        comment_id: str,
        state: ReviewState,
        redacted_text: str = "",
        theme: str = "",
        tags: Sequence[str] = (),
    ) -> None:
        """Decide on a comment: only a released one leaves the lab, in its redacted wording if there is one."""
        values = _review_values(state, redacted_text, theme, tags)
        self._writer.call(partial(facilitator.review, comment_id=comment_id, values=values))

    def review_all(self, comments: Iterable[CommentRecord]) -> None:
        """Decide on many at once, each as it is given: all of them, or after an InputError none."""
        values = {each.id: _review_values(each.state, each.redacted_text, each.theme, each.tags) for each in comments}

        def review_each(connection: Connection) -> None:
            for comment_id, decided in values.items():
                facilitator.review(connection, comment_id, decided)

        self._writer.call(review_each)

    def put_action(self, action: ActionRecord) -> None:
        """Add something the team promised, or change the one with this id."""
        seen = replace(action, text=visible(action.text), owner=visible(action.owner))
        self._writer.call(partial(facilitator.put_action, action=seen))

    def drop_action(self, action_id: str) -> None:
        """Delete a promise for good, from the server too at the next sync."""
        self._writer.call(partial(purging.drop_action, action_id=action_id))

    def put_mark(self, mark: BoardMark) -> None:
        """Write on the board of a standard; a mark is never changed, only dropped."""
        seen = replace(mark, role=visible(mark.role), text=visible(mark.text))
        self._writer.call(partial(facilitator.put_mark, mark=seen))

    def drop_mark(self, mark_id: str) -> None:
        """Take a mark off the board for good, from the server too at the next sync."""
        self._writer.call(partial(purging.drop_mark, mark_id=mark_id))

    def purge(self, event: str, today: date | None = None) -> Receipt:
        """Delete an event with all its records, for good; return the receipt, which stays.

        The file is rewritten before this returns, unless `has_remains` says that something is in the way.
        """

        def purge(connection: Connection) -> Receipt:
            if self._visits.count(event):
                raise RecordsError(
                    "Somebody is at a station of this event just now.", "End the visit first, then purge."
                )
            self._writer.scrub_soon()
            return purging.purge(connection, event, today or datetime.now().astimezone().date())

        receipt = self._writer.call(purge)
        self._writer.flush(REWRITING_S)
        try:
            files = aside.wipe_all(self.data_dir)
        except OSError as error:
            raise of_disk(error, self.data_dir) from error
        self._writer.call(partial(purging.name_files, files=files))
        return replace(receipt, files=files)

    def has_remains(self) -> bool:
        """Is something that was purged still in the file's free space, since somebody reads or the disk has no room?"""
        with self.snapshot() as connection:
            return scrubbing.is_noted(connection)

    def receipts(self) -> tuple[Receipt, ...]:
        """Every purge there was, oldest first."""
        return tuple(map(purging.receipt_from, self._rows(purging.receipt_rows())))

    def write(self, operation: Callable[[Connection], None]) -> None:
        """Run an operation of this package on the writer's connection, in a transaction of its own."""
        self._writer.call(operation)

    def take(self, operation: Callable[[Connection, Callable[[], None]], T]) -> T:
        """The same for a long one; its second argument lets open visits be written, and is to be called often."""

        def take(connection: Connection) -> tuple[T, bool]:
            with roomy(connection):
                result = operation(connection, self._writer.breathe)
            has_remains = scrubbing.is_noted(connection)
            if has_remains:
                self._writer.scrub_soon()
            return result, has_remains

        result, has_remains = self._writer.call(take, REWRITING_S)
        if has_remains:
            self._writer.flush(REWRITING_S)
        return result

    # --- what a sync needs --------------------------------------------------------------------------------------

    def waiting_to_send(self) -> int:
        """How many items the outbox holds."""
        with self.snapshot() as connection:
            return outbox.waiting(connection)

    def outbox_batch(self, size: int) -> list[outbox.Waiting]:
        """The oldest items of the outbox."""
        with self.snapshot() as connection:
            return outbox.oldest(connection, size)

    def tick_off(self, numbers: Sequence[int]) -> None:
        """The items with these numbers have arrived."""
        self._writer.call(partial(outbox.tick_off, numbers=numbers))

    def close(self) -> None:
        """Write what is left and let go of the folder; raises RecordsError when something could not be written."""
        try:
            self._writer.close()
            (self.data_dir / OPEN_MARK_NAME).unlink(missing_ok=True)
        finally:
            super().close()
            self._lock.release()


def _review_values(state: ReviewState, redacted_text: str, theme: str, tags: Sequence[str]) -> dict[str, str]:
    words = {"redacted_text": visible(redacted_text), "theme": visible(theme)}
    return {"state": state.value, **words, "tags": json.dumps([visible(tag) for tag in tags])}
