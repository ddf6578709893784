"""A report on several folders beside those on each, or on others of them: each folder remembers what was told of it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing

from empathylab.storage.collecting import Together
from empathylab.storage.opening import open_records
from empathylab.storage.reported import Next, ReportedRecords, note_of_a_part


class ReportedTogether(ReportedRecords, Together):
    """Records of several folders as a report may tell of them; it ends with the reader that it was made from."""

    def __init__(self, records: Together, found: Collection[Next], k: int, notices: tuple[str, ...]) -> None:
        super().__init__(records, found, k, notices)
        self._left_behind = records._left_behind


def for_report_together(records: Together, events: Collection[str] = ()) -> ReportedTogether:
    """The records as a report on these events, or one on all, may tell of them; notes in each folder what it will tell.

    Raises RecordsError.
    """
    asked = {each.name: each.k for each in records.events() if not events or each.name in events}
    found: list[Next] = []
    notices: list[str] = []
    for folder in records.folders:
        with closing(open_records(folder)) as its_own:
            following, told = note_of_a_part(its_own, folder, asked)
        found += following
        notices += told
    return ReportedTogether(records, found, max(asked.values(), default=1), tuple(dict.fromkeys(notices)))
