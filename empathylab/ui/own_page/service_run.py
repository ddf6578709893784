"""What a service does to a visitor's run besides what it is for: it leads out, asks for things, or does not come."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from empathylab.domain.errors import InputError, LabError
from empathylab.domain.event_log import Recorder
from empathylab.domain.events import MomentMarked, PageAsked
from empathylab.domain.service import Service
from empathylab.ui.kit import theme
from empathylab.ui.page import blocked_requests, load_faults
from empathylab.ui.page.allowed import Refused
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.form_stage import FormStage

#: Nobody waits longer without a word, and nobody longer than the second.
SLOW_MS, TOO_SLOW_MS = 10_000, 60_000
#: Counted in a run; a page can ask without end, and a key be held.
MOST_WISHES = 50
_SLOW_WORDS = "The page has not come yet. It is not you. {key} goes on without it."
_LEADS_OUT = {
    "navigation": "leads to an address that is not among those it may load from",
    "window": "needs a window of its own",
}
#: An address can hold what a page was told: it stands in a team's own list, and in no message or log.
_LOOK = "Set up, Try your own page lists which. Add its origin to `allowed`, or leave that step out."


class ServiceRun(QObject):
    """Listens while a run at a service is open. `ended`, with why, when the service has ended it: once."""

    def __init__(
        self,
        view: RunView,
        form: FormStage,
        recorder: Recorder,
        ended: Callable[[LabError], object],
    ) -> None:
        super().__init__(form)
        self._view, self._form, self._recorder, self._ended = view, form, recorder, ended
        self._is_late, self._wishes, self._marks = False, 0, 0
        self._slow = QTimer(self, singleShot=True)
        self._slow.timeout.connect(self._tell_slow)
        form.opened.connect(self._begin)
        form.marked.connect(self._mark)
        view.refused.connect(self._refused)
        view.unreached.connect(self._unreached)
        view.ended.connect(self._end)
        view.ready.connect(self._slow.stop)

    @property
    def _service(self) -> Service | None:
        return self._form.service if self._form.is_open and not self._form.is_done else None

    def _begin(self) -> None:
        self._is_late, self._wishes, self._marks = False, 0, 0
        self._slow.start(SLOW_MS)

    def _mark(self) -> None:
        self._marks += 1
        if self._marks <= MOST_WISHES:
            self._recorder.record(MomentMarked())

    def _tell_slow(self) -> None:
        service = self._service
        if service is None:
            return
        if self._is_late:
            self._end(load_faults.too_slow(service.title, TOO_SLOW_MS // 1000))
            return
        self._is_late = True
        self._slow.start(TOO_SLOW_MS - SLOW_MS)
        self._form.notice(_SLOW_WORDS.format(key=theme.key_name("F9")))

    def _refused(self, refused: Refused) -> None:
        """What it asked for is counted; where it cannot go on without it the run ends."""
        service = self._service
        if service is None:
            return
        if not blocked_requests.is_noticed(refused):
            return
        self._wishes += 1
        if self._wishes <= MOST_WISHES:
            self._recorder.record(PageAsked(refused.what.replace(" ", "-")))
        if refused.is_aside:
            self._form.notice(" ".join(blocked_requests.request_words(refused)))
        else:
            self._end(InputError(f"“{service.title}” {_LEADS_OUT[refused.what]}.", _LOOK))

    def _unreached(self, error: LabError) -> None:
        """A page that says what was wrong with the answers is none that did not come."""
        if not isinstance(error, load_faults.StatusFault) or error.is_final:
            self._end(error)

    def _end(self, error: LabError) -> None:
        if self._service is not None:
            self._slow.stop()
            self._ended(error)
