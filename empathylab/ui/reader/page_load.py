"""One load of a page that nobody sees: it ends with what the page holds, with an error, or with another address."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from empathylab.cost.page import CostPage
from empathylab.domain.errors import InputError, MachineError
from empathylab.reader.transcript import holds_words
from empathylab.reader.tree import Tree
from empathylab.ui.page import load_faults
from empathylab.ui.page.allowed import Allowed, home_of
from empathylab.ui.page.asking import IS_THERE, ask
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.cost_capture import CostCapture
from empathylab.ui.reader.read_page import ReadPage, headless_view
from empathylab.ui.reader.read_request import PageContent, ReadRequest
from empathylab.ui.reader.rest_watch import RestWatch
from empathylab.ui.reader.tab_keys import MOST_STOPS, TabKeys, TabOrder

#: How long a page may take to answer at all before a script of it counts as endless.
_ANSWER_WITHIN_MS = 2_000


class PageLoad(QObject):
    """One page that is opened and read.

    `run` waits, `start` does not; afterwards, or at `ended`, one of `content`, `error` and `led_on` is set, or
    `was_hurried`: the page moves the focus by itself, so that it has to be opened anew and gone through unhurried.
    """

    ended = Signal()

    def __init__(self, url: QUrl, shown: str, request: ReadRequest) -> None:
        super().__init__()
        self.content: PageContent | None = None
        self.error: InputError | MachineError | None = None
        self.led_on = QUrl()
        self.was_hurried = False
        self._shown = shown
        #: Where the page was when it had been read.
        self.last_address = url
        self._request = request
        self._loop = QEventLoop()
        self._page = ReadPage(self, Allowed([home_of(url)]), request.layers, is_priced=request.is_priced)
        self._watch = RestWatch(self._page, shown, request, self)
        self._is_pressed = not request.press
        self._cost_capture: CostCapture | None = None
        self._tab_keys: TabKeys | None = None
        self._view = headless_view(self._page, request.width_px)
        self._deadline = QTimer(self, singleShot=True, interval=int(request.timeout_s * 1000))
        self._connect()
        self._page.load(url)

    def _connect(self) -> None:
        page = self._page
        page.loadingChanged.connect(self._loading_changed)
        page.renderProcessTerminated.connect(lambda *_: self._fail(load_faults.crashed(self._shown)))
        page.kept_as_file.connect(lambda file: self._fail(load_faults.download_fault(self._shown, file)))
        page.led_on.connect(self._lead_on)
        page.sent_away.connect(lambda to: self._fail(load_faults.led_elsewhere(self._shown, to)))
        self._watch.failed.connect(self._fail)
        self._watch.rested.connect(self._go_through)
        self._deadline.timeout.connect(self._give_up)

    def run(self) -> None:
        """Wait until it has ended."""
        self.start()
        if not self._has_ended:
            self._loop.exec()

    def start(self) -> None:
        """`ended` follows."""
        self._watch.start()
        self._deadline.start()
        if self._has_ended:
            self._end()

    def _stop(self) -> None:
        self._watch.stop()
        self._deadline.stop()

    def _end(self) -> None:
        self._stop()
        self._loop.quit()
        self.ended.emit()

    def let_go(self) -> None:
        """The page goes before its profile, as Qt wants it; nobody waits for it."""
        self.blockSignals(True)
        # Else it would go with Python's last reference, and the page with it, before its view.
        self.setParent(QCoreApplication.instance())
        self._stop()
        self._view.deleteLater()
        self._page.destroyed.connect(self.deleteLater)
        self._page.deleteLater()

    def close(self) -> None:
        """The page goes before its profile, as Qt wants it."""
        self._page.destroyed.connect(self._loop.quit)
        self._view.deleteLater()
        self._page.deleteLater()
        self._loop.exec()
        self.deleteLater()

    # --- how it ends ---

    @property
    def _has_ended(self) -> bool:
        is_over = self.content is not None or self.error is not None or self.was_hurried
        return is_over or not self.led_on.isEmpty()

    def _fail(self, error: InputError | MachineError | None) -> None:
        if error is not None and not self._has_ended:
            self.error = error
            self._end()

    def _lead_on(self, to: QUrl) -> None:
        if not self._has_ended:
            self.led_on = to
            self._end()

    def _loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus:
            self._watch.page_came()
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus:
            self._fail(load_faults.loading_fault(self._shown, info))

    def _give_up(self) -> None:
        """Out of time. A page that does not even answer now is held by a script of its own."""
        if self._has_ended:
            return
        endless = load_faults.script_without_end(self._shown, self._request.timeout_s)
        QTimer.singleShot(_ANSWER_WITHIN_MS, self, lambda: self._fail(endless))
        ask(self._page, IS_THERE, lambda _: self._fail(self._why_not()), self)

    def _why_not(self) -> InputError:
        if self._cost_capture is not None or self._tab_keys is not None:
            return load_faults.not_gone_through(self._shown, self._request.timeout_s)
        return self._watch.why_not()

    # --- once it has come to rest ---

    def _go_through(self) -> None:
        if not self._is_pressed:
            self._press()
        elif self._request.is_priced:
            self._price()
        elif self._request.is_tabbed:
            self._press_tab()
        else:
            self._finish(TabOrder())

    def _press(self) -> None:
        """What is wished to be pressed; the page comes to rest anew."""
        self._is_pressed = True
        self._watch.disturbed()
        asked = script("page-cost.js") + call("labCost.press", self._request.press)
        ask(self._page, asked, self._pressed, self)

    def _pressed(self, answer: object) -> None:
        if answer != "pressed":
            self._fail(load_faults.no_such_element(self._shown, self._request.press, self._request.timeout_s))

    def _begin_going_through(self) -> None:
        """It has come to rest in time; going through it has its own."""
        self._watch.stop()
        self._deadline.start()

    def _price(self) -> None:
        self._begin_going_through()
        look = CostCapture(
            self._view,
            self._page,
            self._watch.seen(),
            self._priced,
            frames=self._watch.frames,
            is_pictured=self._request.is_pictured,
            is_unhurried=self._request.is_unhurried,
        )
        self._cost_capture = look
        look.run()

    def _priced(self, cost: CostPage | None) -> None:
        assert self._cost_capture is not None
        if cost is None:
            self._fail(load_faults.script_without_end(self._shown, self._request.timeout_s))
        elif self._cost_capture.way.is_cut:
            self._fail(load_faults.too_many_stops(self._shown, MOST_STOPS))
        elif not self._begins_anew(self._cost_capture.way.is_moving):
            self._finish(TabOrder(), cost)

    def _press_tab(self) -> None:
        self._begin_going_through()
        frames, is_unhurried = self._watch.frames, self._request.is_unhurried
        self._tab_keys = TabKeys(self._view, self._tabbed, frames=frames, is_unhurried=is_unhurried)
        self._tab_keys.run()

    def _tabbed(self, way: TabOrder) -> None:
        if not self._begins_anew(way.is_moving):
            self._finish(way)

    def _begins_anew(self, moves_focus: bool) -> bool:
        self.was_hurried = moves_focus and not self._request.is_unhurried and not self._has_ended
        if self.was_hurried:
            self._end()
        return self.was_hurried

    def _finish(self, way: TabOrder, cost: CostPage | None = None) -> None:
        if self._has_ended:
            return
        page, heard = self._watch.seen(), tuple(self._watch.heard)
        self._watch.let_frames_go()
        if not heard and not Tree(page.nodes).items:
            self._fail(load_faults.empty_page(self._shown, page.title))
            return
        if not holds_words(page):
            self._fail(load_faults.no_words(self._shown))
            return
        self.last_address = self._page.url()
        picture = self._cost_capture.picture if self._cost_capture else None
        left_out = load_faults.too_many_stops(self._shown, MOST_STOPS) if way.is_cut else None
        self.content = PageContent(page, way.stops, way.trap, heard, self._watch.moving(), cost, picture, left_out)
        self._end()
