"""Watches a page that runs, whether or not somebody presses a key: what it takes of the memory, and that it answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.ui.kit import memory
from empathylab.ui.page.asking import IS_THERE, ask
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.page_process import MOST_A_SECOND, PageEnded, end_process, memory_mb, processor_s

#: A form of the lab's takes 150 MB, a heavy page of the web's 500.
MOST_OF_PAGE_MB = 1_500
#: What a page makes the lab itself keep: requests and messages that it has not come to yet. A picture is 4 MB.
MOST_OF_LAB_MB = 400
_EVERY_MS = 250
#: So long a page's scripts may have a processor without a pause when nobody presses a key: large ones take their time.
_SILENT_LOOKS = 30_000 // _EVERY_MS
#: So many times as long where others have the processor, or the page waits for what never comes.
_TIMES_AS_LONG = 4
#: What a page has left behind in the lab comes in little by little.
_GIVE_BACK_MS, _TIMES_TO_GIVE_BACK = 1_500, 20


class PageWatch(QObject):
    """Ends the page's process, and tells why. Looks are counted: a computer that was asleep has missed none."""

    #: A `PageEnded`.
    ended = Signal(object)

    def __init__(self, page: LockedPage) -> None:
        super().__init__(page)
        self._page = page
        self.most_of_page_mb, self.most_of_lab_mb = MOST_OF_PAGE_MB, MOST_OF_LAB_MB
        self._lab_began_mb = memory_mb()
        self._looks_unanswered = 0
        self._is_asked = False
        self._had_s = 0.0
        self._ended_process_id = 0
        page.flooded.connect(lambda: self._end(f"asked for more than {MOST_A_SECOND:,} things within a second"))
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(_EVERY_MS)

    def _look(self) -> None:
        if self._page.renderProcessPid() in (0, self._ended_process_id):
            self._is_asked = False
        elif memory_mb(self._page.renderProcessPid()) > self.most_of_page_mb:
            self._end(f"took more than {self.most_of_page_mb:,} MB of memory")
        elif memory_mb() - self._lab_began_mb > self.most_of_lab_mb:
            self._end(f"made the lab keep more than {self.most_of_lab_mb:,} MB for it")
        else:
            self._ask()

    def _ask(self) -> None:
        self._looks_unanswered = 0 if self._page.is_asking else self._looks_unanswered + 1
        if not self._is_asked:
            self._is_asked, self._looks_unanswered = True, 0
            self._had_s = processor_s(self._page.renderProcessPid())
            ask(self._page, IS_THERE, self._answered, self)
        elif self._looks_unanswered >= _SILENT_LOOKS and self._is_over():
            self._end(f"left its scripts no pause for {_SILENT_LOOKS * _EVERY_MS // 1000} seconds")

    def _is_over(self) -> bool:
        has_had_s = processor_s(self._page.renderProcessPid()) - self._had_s
        is_busy = has_had_s * 1000 >= _SILENT_LOOKS * _EVERY_MS
        return is_busy or self._looks_unanswered >= _SILENT_LOOKS * _TIMES_AS_LONG

    def _answered(self, _result: object) -> None:
        self._is_asked = False

    def _end(self, why: str) -> None:
        process_id = self._page.renderProcessPid()
        # What a page has sent by then still comes in, long after its end.
        if process_id == self._ended_process_id:
            return
        self._ended_process_id = process_id
        self._is_asked = False
        end_process(process_id)
        _give_back(_TIMES_TO_GIVE_BACK)
        self.ended.emit(PageEnded(why))


def _give_back(times: int) -> None:
    memory.give_back()
    if times:
        QTimer.singleShot(_GIVE_BACK_MS, lambda: _give_back(times - 1))
