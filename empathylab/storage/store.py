"""A station's records: the journal that a session writes, what the facilitator does, and the reading side."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from empathylab.domain.errors import InputError, RecordsError
from empathylab.domain.event_log import LogEntry
from empathylab.domain.pairing import Pairing, pairing_of
from empathylab.domain.records import ActionRecord, CommentRecord, Receipt, ReviewState
from empathylab.domain.session import Answer, Ending, Outcome, Run, Session
from empathylab.domain.standard import BoardMark
from empathylab.domain.words import as_known, visible
from empathylab.domain.workshop import EventSettings
from empathylab.files.held_files import take_away
from empathylab.storage import (
    damaged_files,
    facilitator_writes,
    journal_writes,
    outbox,
    pairing,
    purging,
    reported,
    scrubbing,
)
from empathylab.storage.faults import disk_error, in_plain_words
from empathylab.storage.folder import OPEN_MARK_NAME, FolderLock
from empathylab.storage.kept_connection import OneKept
from empathylab.storage.open_visits import OpenVisits
from empathylab.storage.reader import RecordsReader
from empathylab.storage.sqlite import DATABASE_NAME, has_wal, reading_engine, roomy
from empathylab.storage.writer import REWRITING_S, End, Forget, Writer

T = TypeVar("T")


class Store(RecordsReader):
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
        super().__init__(reading_engine(self.path, OneKept), partial(in_plain_words, path=self.path))

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

    def pair(self, session_id: str, pairing: Pairing) -> None:
        self._writer.put(journal_writes.pairing_line(session_id, pairing))

    def end_run(self, session_id: str, position: int, outcome: Outcome) -> None:
        self._writer.put(journal_writes.outcome_line(session_id, position, outcome))

    def end_session(self, session_id: str, ending: Ending) -> None:
        self._writer.put(End(session_id, ending))

    def forget_session(self, session_id: str) -> None:
        """Delete an open session with everything in it; gone from every file when the next `commit()` returns."""
        self._writer.put(Forget(session_id))

    def commit(self) -> None:
        self._writer.flush()

    def pairing_of(self, event: str, words: Sequence[str]) -> Pairing:
        """What is to be kept of words that a visitor was given."""
        with self.snapshot() as connection:
            salt = pairing.salt_of(connection, event)
        return pairing_of(words, salt)

    def pairing_again(self, event: str, words: Sequence[str]) -> Pairing:
        """What is to be kept of words that somebody came back with, whether or not anybody has them."""
        with self.snapshot() as connection:
            for salt in pairing.salts(connection):
                found = pairing_of(words, salt)
                if pairing.is_first_visits(connection, found.digest):
                    return found
        return self.pairing_of(event, words)

    def open_visits(self, event: str | None = None) -> int:
        return self._visits.count(event)

    # --- what the facilitator does ------------------------------------------------------------------------------

    def begin_event(self, settings: EventSettings) -> None:
        """Add an event, or change the settings of the one with this name."""
        if not settings.name.strip():
            raise InputError("An event needs a name.", "Give it one, such as the place and the day.")
        name = as_known(settings.name, (event.name for event in self.events()))
        self._writer.call(partial(facilitator_writes.put_event, settings=replace(settings, name=name)))

    def drop_if_empty(self, event: str) -> None:
        """Take an event away under which nothing was ever recorded, written or promised; others stay."""

        def drop(connection: Connection) -> None:
            if not self._visits.count(event):
                facilitator_writes.drop_if_empty(connection, event)

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
        self._writer.call(partial(facilitator_writes.review, comment_id=comment_id, values=values))

    def review_all(self, comments: Iterable[CommentRecord]) -> None:
        """Decide on many at once, each as it is given: all of them, or after an InputError none."""
        values = {each.id: _review_values(each.state, each.redacted_text, each.theme, each.tags) for each in comments}

        def review_each(connection: Connection) -> None:
            for comment_id, decided in values.items():
                facilitator_writes.review(connection, comment_id, decided)

        self._writer.call(review_each)

    def put_action(self, action: ActionRecord) -> None:
        """Add something the team promised, or change the one with this id."""
        seen = replace(action, text=visible(action.text), owner=visible(action.owner))
        self._writer.call(partial(facilitator_writes.put_action, action=seen))

    def drop_action(self, action_id: str) -> None:
        """Delete a promise for good, from the server too at the next sync."""
        self._writer.call(partial(purging.drop_action, action_id=action_id))

    def put_mark(self, mark: BoardMark) -> None:
        """Write on the board of a standard; a mark is never changed, only dropped."""
        seen = replace(mark, role=visible(mark.role), text=visible(mark.text))
        self._writer.call(partial(facilitator_writes.put_mark, mark=seen))

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
            on = today or datetime.now().astimezone().date()
            return purging.purge(connection, event, on, self._wipe_damaged_files)

        receipt = self._writer.call(purge, REWRITING_S)
        self._writer.flush(REWRITING_S)
        reported.forget(self.data_dir, (event,))
        return receipt

    def _wipe_damaged_files(self) -> tuple[str, ...]:
        try:
            return damaged_files.wipe_all(self.data_dir)
        except OSError as error:
            raise disk_error(error, self.data_dir) from error

    def has_remains(self) -> bool:
        """Is something that was purged still in the file's free space, since somebody reads or the disk has no room?"""
        with self.snapshot() as connection:
            return scrubbing.is_to_do(connection)

    def receipts(self) -> tuple[Receipt, ...]:
        """Every purge there was, oldest first."""
        with self.snapshot() as connection:
            return tuple(purging.receipts_of(connection))

    def write(self, operation: Callable[[Connection], None]) -> None:
        """Run an operation of this package on the writer's connection, in a transaction of its own."""
        self._writer.call(operation)

    def take(self, operation: Callable[[Connection, Callable[[], None]], T]) -> T:
        """The same for a long one; its second argument lets open visits be written, and is to be called often."""

        def take(connection: Connection) -> tuple[T, bool]:
            with roomy(connection):
                result = operation(connection, self._writer.breathe)
            has_remains = scrubbing.is_to_do(connection)
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
        super().close()  # first: who is the last one to have the database open takes its log away
        try:
            self._writer.close()
            if not has_wal(self.path):  # which stays where somebody reads; the next start asks the mark about it
                take_away(self.data_dir / OPEN_MARK_NAME)
        finally:
            self._lock.release()


def _review_values(state: ReviewState, redacted_text: str, theme: str, tags: Sequence[str]) -> dict[str, str]:
    words = {"redacted_text": visible(redacted_text), "theme": visible(theme)}
    return {"state": state.value, **words, "tags": json.dumps([visible(tag) for tag in tags])}
