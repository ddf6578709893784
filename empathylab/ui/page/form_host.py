"""The form host: keeps the page of a run warm beforehand, brings it back when its process dies, wipes it at the end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo, QWebEnginePage, QWebEngineScript

from empathylab.domain.event_log import Recorder
from empathylab.domain.service import Service
from empathylab.files.layers import Layers
from empathylab.ui.kit import other_screen_reader
from empathylab.ui.page import load_faults
from empathylab.ui.page.allowed import Allowed, place_of
from empathylab.ui.page.asking import IS_THERE, ask
from empathylab.ui.page.channel import inject
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.form_faults import FormFaults
from empathylab.ui.page.list_choices import ListChoices
from empathylab.ui.page.locked_page import LockedPage
from empathylab.ui.page.missing_page import MissingPage
from empathylab.ui.page.page_inputs import NO_INPUTS, PageInputs
from empathylab.ui.page.page_media import PageMedia
from empathylab.ui.page.page_process import end_process, processor_s
from empathylab.ui.page.page_question import PageQuestion
from empathylab.ui.page.page_retry import PageRetry
from empathylab.ui.page.page_watch import PageWatch
from empathylab.ui.page.probe import Probe
from empathylab.ui.page.service_names import ServiceNames
from empathylab.ui.page.warm_page import WarmPage

_FAILED = QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus
_NOT_COME = (_FAILED, QWebEngineLoadingInfo.LoadStatus.LoadStoppedStatus)
#: A page that does not answer for this long after a key is taken for hung.
HUNG_AFTER_MS = 6_000
#: Looks for the answer in that time: a computer that was held up, or asleep, finds one look due and not the time over.
_LOOKS = 4
_LOOKS_OF_HELD_UP = 16


class FormHost(QObject):
    """Holds one page at a time in the given view. Every page has a profile and a process of its own."""

    #: The id of the field or link that has the focus now.
    field_focused = Signal(str)
    written_in = Signal()
    #: The page's document is there; it may not have been drawn yet.
    shown = Signal(str)
    drawn = Signal()
    looked_at = Signal(QRectF)
    completed = Signal()
    #: A help inside the page was used, by its kind.
    help_taken = Signal(str)
    lost = Signal()
    #: A `LabError`: the page took too much, or its process ends again and again.
    ended = Signal(object)
    #: What is wrong with the form itself, and whether it cannot go on.
    fault = Signal(str, bool)
    back = Signal()
    #: A `Refused`.
    refused = Signal(object)
    #: A `LabError`: why the address that was asked for did not come. The page that was there stays.
    unreached = Signal(object)
    shift_used = Signal(bool)
    #: An `Unannounced` or `VagueWords`.
    metered = Signal(object)
    #: What the page is called now; empty where it has no title.
    titled = Signal(str)
    #: What a list came to under the arrow keys; told only while another screen reader is at work.
    chosen = Signal(str)
    #: A `PageQuestion`.
    asked = Signal(object)
    #: A `MediaState`: what a video or a sound of the lab's own pages does.
    media_told = Signal(object)
    #: The document that was there is gone, and its media with it.
    left = Signal()
    #: The page was on its way to another address and stays.
    stayed = Signal()

    def __init__(self, view: EngineView, layers: Layers, allowed: Allowed | None, recorder: Recorder) -> None:
        super().__init__(view)
        self._view = view
        self._layers, self._recorder = layers, recorder
        self._allowed, self._given = allowed, NO_INPUTS
        #: Whether there is somebody who answers what a page says and asks: not in the lab's own forms.
        self.is_answered = False
        self._warm = WarmPage(self._new_page, self)
        self._page: LockedPage | None = None
        self._is_lost = False
        self._faults: FormFaults | None = None
        self._retry = PageRetry(self)
        self._retry.due.connect(self._bring_back)
        self._retry.given_up.connect(self._leave_lost)
        self.hung_after_ms = HUNG_AFTER_MS
        self._answer_wait = QTimer(self)
        self._answer_wait.timeout.connect(self._look_for_answer)
        self._looks, self._had_s = 0, 0.0

    @property
    def page(self) -> LockedPage | None:
        return self._page

    @property
    def is_lost(self) -> bool:
        """Whether the page's process died and it is not back yet."""
        return self._is_lost

    def allow(self, allowed: Allowed, given: PageInputs = NO_INPUTS) -> None:
        """Other addresses from the next page on; the one that was warmed for the old ones goes."""
        self._allowed, self._given = allowed, given
        self._warm.drop()

    def preload(self) -> None:
        """Have a page with its own process waiting, so that the next form opens at once."""
        self._warm.preload()

    def prepare(self, *helps: str) -> None:
        """Put a fresh page into the view; `helps` are scripts for the isolated world of every document, or empty."""
        self.close()
        page = self._warm.take()
        page.is_answered = self.is_answered
        self._page = page
        self._listen_to(page)
        for number, script in enumerate(helps):
            if script:
                inject(page, f"lab-helps-{number}", script)
        self._view.setPage(page)

    def _new_page(self) -> LockedPage:
        return LockedPage(self._layers, self, self._allowed, self._given)

    def open(self, address: str) -> None:
        """Show this address in the page that was prepared."""
        assert self._page is not None
        self._page.open(QUrl(address))

    def close(self) -> None:
        """Wipe the page, its storage and its process."""
        self._retry.forget()
        self._answer_wait.stop()
        self._is_lost = False
        page, self._page, self._faults = self._page, None, None
        if page is None:
            return
        for speaker in (page, *page.children()):
            speaker.disconnect(self)
        process_id = page.renderProcessPid()
        page.destroyed.connect(lambda: end_process(process_id))
        self._view.once_let_go(lambda: self._retire(page))

    def _retire(self, page: LockedPage) -> None:
        """Nothing that a page would do on its way out is waited for, unless somebody is still told that it goes."""
        if page not in self.findChildren(LockedPage):
            return
        let_go_ms = other_screen_reader.let_go_ms()
        if not let_go_ms and not page.is_asking:
            end_process(page.renderProcessPid())
        page.retire(let_go_ms)

    def shut(self) -> None:
        """The lab ends: pages go now, since nobody will be there later to end them before their profiles."""
        self.close()
        self._warm.drop()
        for page in self.findChildren(LockedPage):
            page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def expect_answer(self) -> None:
        """A key went to the page: a page whose scripts run for ever will not answer, and is brought back."""
        if self._faults is not None:
            self._faults.visitor_acted()
        if self._page is None or self._is_lost or self._page.is_asking or self._answer_wait.isActive():
            return
        self._looks, self._had_s = 0, processor_s(self._page.renderProcessPid())
        self._answer_wait.start(self.hung_after_ms // _LOOKS)
        ask(self._page, IS_THERE, self._answered, self)

    def _answered(self, _result: object) -> None:
        self._answer_wait.stop()

    def _look_for_answer(self) -> None:
        """One that has had no processor for half of the time is held up by others, and not by itself."""
        self._looks += 1
        is_held_up = self._has_had_s() < self.hung_after_ms / 2_000
        if self._looks >= (_LOOKS_OF_HELD_UP if is_held_up else _LOOKS):
            self._kill_hung()

    def _has_had_s(self) -> float:
        return 0.0 if self._page is None else processor_s(self._page.renderProcessPid()) - self._had_s

    def _kill_hung(self) -> None:
        self._answer_wait.stop()
        if self._page is not None:
            end_process(self._page.renderProcessPid())

    def _listen_to(self, page: LockedPage) -> None:
        self._attach_probe(page)
        if other_screen_reader.is_running():
            choices = ListChoices(page)
            choices.made.connect(self.chosen)
            choices.attach(page)
        if self._allowed is None or not self._allowed.is_outside:
            media = PageMedia(page, self._layers)
            media.told.connect(self.media_told)
            media.lacking.connect(lambda words: self.fault.emit(words, False))
        page.going.connect(self.left)
        page.renderProcessTerminated.connect(self._process_ended)
        PageWatch(page).ended.connect(self.ended)
        MissingPage(page, self._called).told.connect(self.unreached)
        page.refused.connect(self.refused)
        page.asked.connect(self._asked)
        page.titleChanged.connect(self._title_changed)
        page.loadingChanged.connect(self._loading_changed)

    def _attach_probe(self, page: LockedPage) -> None:
        service = self._given.service
        if service is None:
            self._faults = FormFaults(page)
            self._faults.found.connect(self.fault)
            probe = Probe(self._recorder, page)
        else:
            probe = _service_probe(page, service, self._recorder)
        probe.field_focused.connect(self.field_focused)
        probe.written_in.connect(self.written_in)
        probe.completed.connect(self.completed)
        probe.help_taken.connect(self.help_taken)
        probe.looked_at.connect(self.looked_at)
        probe.shift_used.connect(self.shift_used)
        probe.metered.connect(self.metered)
        probe.page_shown.connect(self.shown)
        probe.drawn_once.connect(self._page_drawn)
        probe.attach(page, self._layers.assets)

    def _title_changed(self, title: str) -> None:
        """The engine calls a page that has no title by its address."""
        if self._page is not None:
            self.titled.emit("" if title in self._page.requestedUrl().toString() else title)

    def _asked(self, question: PageQuestion) -> None:
        """Its process waits for a person: that is no page that hangs."""
        self._answer_wait.stop()
        self.asked.emit(question)

    def _loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        status = info.status()
        if status not in _NOT_COME:
            return
        fault = load_faults.loading_fault(self._called(info.url()), info) if status is _FAILED else None
        if fault is not None:
            self.unreached.emit(fault)
        self.stayed.emit()

    def _called(self, address: QUrl) -> str:
        service = self._given.service
        return f"“{service.title}”" if service else _shown(address)

    def _process_ended(self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        self._answer_wait.stop()
        if not self._is_lost:
            self._is_lost = True
            self.lost.emit()
        self._retry.lost()

    def _leave_lost(self, losses: int) -> None:
        service = self._given.service
        why = load_faults.ends_again(f"“{service.title}”" if service else "The page", losses)
        self.ended.emit(why)
        if self._faults is not None:
            self.fault.emit(why.what_happened, True)

    def _bring_back(self) -> None:
        if self._page is not None:
            # Not `load`: a form that is reloaded keeps what its session storage holds.
            self._page.triggerAction(QWebEnginePage.WebAction.Reload)

    def _page_drawn(self) -> None:
        if self._is_lost:
            self._is_lost = False
            self.back.emit()
        self._retry.back()
        self.drawn.emit()


def _service_probe(page: LockedPage, service: Service, recorder: Recorder) -> Probe:
    """Hears of a service's pages by the names that records may have."""
    names = ServiceNames(service)
    probe = Probe(recorder, page, names.fact_from)
    inject(page, "lab-service", names.script, QWebEngineScript.InjectionPoint.DocumentCreation)

    def turn_to(address: QUrl) -> None:
        for fact in names.turn_to(address):
            probe.hear(fact)

    page.urlChanged.connect(turn_to)
    return probe


def _shown(address: QUrl) -> str:
    """An address without what a form may have put into it."""
    return address.fileName() if address.isLocalFile() else place_of(address)
