"""The protocol of a journal: where a visit writes itself down, such as the records."""

from __future__ import annotations

from typing import Protocol

from empathylab.domain.event_log import LogEntry
from empathylab.domain.pairing import Pairing
from empathylab.domain.session import Answer, Ending, Outcome, Run, Session


class Journal(Protocol):
    """Takes down a visit. Everything before a `commit()` that returned is durable."""

    def begin_session(self, session: Session) -> None:
        """Take a visit that the visitor agreed to; what is taken of it from now on belongs to it."""

    def begin_run(self, run: Run) -> None:
        """Take the beginning of a run, its condition and seed."""

    def record(self, session_id: str, entry: LogEntry) -> None:
        """Take a line of the event log; durable at the next `commit()` or within 250 ms. Never blocks on the disk."""

    def answer(self, answer: Answer) -> None:
        """Take an answer; a second answer to the same question and run replaces the first."""

    def pair(self, session_id: str, pairing: Pairing) -> None:
        """Take what is kept of the visitor's three words; another one takes its place."""

    def end_run(self, session_id: str, position: int, outcome: Outcome) -> None:
        """Take how the run at this position (from 1) ended."""

    def end_session(self, session_id: str, ending: Ending) -> None:
        """Take how a visit ended; nothing of it is taken afterwards."""

    def forget_session(self, session_id: str) -> None:
        """Delete a session that is still open, with everything in it."""

    def commit(self) -> None:
        """Return when all that was taken is durable; raise RecordsError when it cannot be."""
