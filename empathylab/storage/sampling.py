"""The records as a report tells of them: numbers of people count a sample of the visits, and nobody knows which.

Whoever has a report and this code could else try every way in which an event may have gone, and keep those that lead to
the same report: a number told in steps of k is one of k, and beside others one of fewer. Here a visit that the lot left
out changes no number, so to whatever a report says any number of them may be added
(`tests/unit/reports/test_attack_replayed.py` does). The lot is drawn with a visit's id: the same in each report, on
each laptop and on the server, and told by none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, or_

from empathylab.domain.pairing import LastingCount
from empathylab.domain.records import CommentRecord, ReviewState
from empathylab.domain.session import Mode
from empathylab.domain.summary import Summary
from empathylab.storage import pairing
from empathylab.storage.reader import RecordsReader
from empathylab.storage.schema import sessions

#: Four of the sixteen digits in which a random id can end: one visit in four.
LEFT_OUT = ("0", "1", "2", "3")
_IS_LEFT_OUT: ColumnElement[bool] = or_(*(sessions.c.id.endswith(digit) for digit in LEFT_OUT))


def is_counted(visit_id: str) -> bool:
    """Whether the lot has put a visit into the sample."""
    return not visit_id.endswith(LEFT_OUT)


class SampledRecords(RecordsReader):
    """Other records, read as a report tells of them; it ends with them."""

    def __init__(self, records: RecordsReader) -> None:
        super().__init__(records._engine, records._translate)
        self._records, self._damaged = records, records._damaged
        self._withheld = _IS_LEFT_OUT if records._withheld is None else records._withheld | _IS_LEFT_OUT

    def summary(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> Summary:
        return super().summary(event, mode).with_answers_of(self._records.summary(event, mode))

    def parts(self, event: str | None = None, mode: Mode = Mode.SIMULATION) -> tuple[Summary, ...]:
        return self._records._parts_as(self, event, mode)

    def lasting(self, event: str | None = None) -> tuple[LastingCount, ...]:
        with self.snapshot() as connection:
            return pairing.lasting(connection, event, self._records._of(None), is_counted)

    def comments(self, event: str | None = None, state: ReviewState | None = None) -> Iterator[CommentRecord]:
        return self._records.comments(event, state)

    def left_out(self) -> tuple[str, ...]:
        return self._records.left_out()

    def _of_visits(self, connection: Connection, event: str, ids: Select[tuple[str]], mode: Mode) -> Summary:
        sample = super()._of_visits(connection, event, ids.where(~_IS_LEFT_OUT), mode)
        return sample.with_answers_of(self._records._of_visits(connection, event, ids, mode))
