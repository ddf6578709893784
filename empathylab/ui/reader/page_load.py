"""One load of a page that nobody sees: it ends with what the page holds, with an error, or with another address."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEngineLoadingInfo

from empathylab.cost.page import CostPage
from empathylab.domain.errors import InputError, MachineError
from empathylab.reader.decoding import look_from
from empathylab.reader.page_messages import Change, Focus, PageLook, PageOpened, PageSeen
from empathylab.reader.rest import QUIET_TURNS, Rest
from empathylab.reader.transcript import Heard
from empathylab.reader.tree import Tree
from empathylab.ui.page import load_faults
from empathylab.ui.page.allowed import Allowed, home_of
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.cost_look import CostLook
from empathylab.ui.reader.cross_origin_frames import CrossOriginFrames
from empathylab.ui.reader.read_page import ReadPage, reader_with_rest, unseen_view
from empathylab.ui.reader.read_wish import PageContent, ReadWish
from empathylab.ui.reader.tab_keys import TabKeys, has_foreign_frames

_POLL_MS = 15
#: How long a page may take to answer at all before a script of it counts as endless, and an engine that has stopped
#: loading without a page may take to say why.
_ANSWER_WITHIN_MS, _REASON_WITHIN_MS = 2_000, 1_000


class PageLoad(QObject):
    """`run` waits, `start` does not; afterwards, or at `ended`, one of `content`, `error` and `led_on` is set, or
    `was_hurried`: the page moves the focus by itself, so that it has to be opened anew and gone through unhurried."""

    ended = Signal()

    def __init__(self, url: QUrl, shown: str, wish: ReadWish) -> None:
        super().__init__()
        self.content: PageContent | None = None
        self.error: InputError | MachineError | None = None
        self.led_on = QUrl()
        self.was_hurried = False
        self._shown = shown
        #: Where the page was when it had been read.
        self.last_address = url
        self._wish = wish
        self._loop = QEventLoop()
        self._rest = Rest()
        self._heard: list[Heard] = []
        self._seen: PageOpened | None = None
        self._work: tuple[str, ...] = ()
        self._quiet_turns = 0
        self._is_asking = self._is_found = self._has_opened = False
        self._clock, self._idle = QElapsedTimer(), QElapsedTimer()
        self._page = ReadPage(self, Allowed([home_of(url)]), wish.layers, is_priced=wish.is_priced)
        self._is_pressed = not wish.press
        self._cost_look: CostLook | None = None
        self._far = CrossOriginFrames(self._page, self)
        self._view = unseen_view(self._page, wish.width_px)
        self._connect()
        self._page.load(url)

    def _connect(self) -> None:
        page = self._page
        page.loadingChanged.connect(self._loading_changed)
        page.authenticationRequired.connect(lambda *_: self._fail(load_faults.login_needed(self._shown)))
        page.renderProcessTerminated.connect(lambda *_: self._fail(load_faults.crashed(self._shown)))
        page.kept_as_file.connect(lambda file: self._fail(load_faults.download_fault(self._shown, file)))
        page.led_on.connect(self._lead_on)
        page.sent_away.connect(lambda to: self._fail(load_faults.led_elsewhere(self._shown, to)))
        page.dialog.connect(lambda text: self._heard.append(Heard("alertdialog", text)))
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._ask)
        self._deadline = QTimer(self, singleShot=True, interval=int(self._wish.timeout_s * 1000))
        self._deadline.timeout.connect(self._give_up)

    def run(self) -> None:
        """Wait until it has ended."""
        self.start()
        if not self._has_ended:
            self._loop.exec()

    def start(self) -> None:
        """`ended` follows."""
        self._clock.start()
        self._poll.start()
        self._deadline.start()
        if self._has_ended:
            self._end()

    def _end(self) -> None:
        self._poll.stop()
        self._deadline.stop()
        self._loop.quit()
        self.ended.emit()

    def let_go(self) -> None:
        """The page goes before its profile, as Qt wants it; nobody waits for it."""
        self.blockSignals(True)
        # Else it would go with Python's last reference, and the page with it, before its view.
        self.setParent(QCoreApplication.instance())
        self._poll.stop()
        self._deadline.stop()
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
            self._has_opened = True
            self._quiet_turns = 0
            self._rest.begin_anew(self._clock.elapsed())
        if info.status() is QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus:
            self._fail(load_faults.loading_fault(self._shown, info))

    def _give_up(self) -> None:
        """Out of time. A page that does not even answer now is held by a script of its own."""
        if self._has_ended:
            return
        endless = load_faults.script_without_end(self._shown, self._wish.timeout_s)
        QTimer.singleShot(_ANSWER_WITHIN_MS, self, lambda: self._fail(endless))
        self._page.runJavaScript("1", ISOLATED_WORLD.value, lambda _: self._fail(self._why_not()))

    def _why_not(self) -> InputError:
        if self._seen is None:
            return load_faults.still_loading(self._shown, self._wish.timeout_s)
        if not self._is_found:
            return load_faults.no_such_element(self._shown, self._wish.wait_for, self._wish.timeout_s)
        if self._cost_look is not None:
            return load_faults.not_gone_through(self._shown, self._wish.timeout_s)
        work = ("onward",) if self._is_going_on else self._work
        return load_faults.never_rested(self._shown, self._wish.timeout_s, work)

    # --- what the page holds ---

    @property
    def _is_waited_for(self) -> bool:
        """The time that was to be waited is over."""
        return self._wish.wait_s is not None and self._clock.elapsed() >= 1000 * self._wish.wait_s

    @property
    def _is_going_on(self) -> bool:
        """It is on its way to another page, or to its own end."""
        return self._wish.wait_s is None and self._page.is_going

    @property
    def _is_ready(self) -> bool:
        """It may be read now, unless a last look finds something new."""
        if self._has_ended or self._seen is None or not self._far.is_complete:
            return False
        if self._wish.wait_s is not None:
            return self._is_waited_for
        if self._work or self._is_going_on or not self._is_found:
            return False
        return self._rest.is_reached(self._quiet_turns, self._clock.elapsed())

    def _ask(self) -> None:
        if self._has_ended or self._is_asking:
            return
        if not self._far.is_complete:
            self._far.poll()
        is_last = self._is_ready
        self._is_asking = True
        wanted = self._wish.wait_for, self._page.code_asked, is_last, self._is_waited_for or self._is_given_up
        # Empty: the page is not there yet; "?": the script is not.
        asked = call("labReader.look", *wanted, self._page.refresh, otherwise="?")
        self._page.runJavaScript(asked, ISOLATED_WORLD.value, partial(self._answered, is_last))

    def _answered(self, is_last: bool, answer: object) -> None:
        self._is_asking = False
        if self._has_ended or not isinstance(answer, str):
            return
        if answer == "?" and self._page.url().isValid():
            # Where no script may run (a sandbox), none is injected either; what the lab runs itself does.
            self._page.runJavaScript(reader_with_rest(), ISOLATED_WORLD.value)
        elif answer and answer != "?":
            if (look := look_from(answer)) is not None:
                self._take(look, is_last)
        elif self._page.isLoading():
            self._idle.invalidate()
        else:
            self._wait_for_reason()

    @property
    def _is_given_up(self) -> bool:
        """The engine loads no more; a page that its own script began to write and never ended is read as it is."""
        return self._idle.isValid() and self._idle.elapsed() > _REASON_WITHIN_MS / 2

    def _wait_for_reason(self) -> None:
        """The engine loads no more and has no page; when it has nothing to say of it either, there was none."""
        if not self._idle.isValid():
            self._idle.start()
        elif self._idle.elapsed() > _REASON_WITHIN_MS:
            self._fail((load_faults.empty_page if self._has_opened else load_faults.nothing_answered)(self._shown))

    def _take(self, look: PageLook, is_last: bool) -> None:
        if not look.is_supported:
            self._fail(load_faults.engine_too_old())
            return
        if look.is_found is None:
            self._fail(load_faults.no_selector(self._wish.wait_for))
            return
        self._is_found, self._work, self._quiet_turns = look.is_found, look.work, look.quiet_turns
        self._heard += [Heard("alert" if one.is_urgent else "status", one.text) for one in look.heard]
        if look.seen is not None:
            self._see(look.seen)
        # The last look may have found what changed since the one before; then it was not the last.
        if is_last and self._is_ready:
            self._read_on()

    def _see(self, seen: PageSeen) -> None:
        if not load_faults.is_page(seen.content_type):
            self._fail(load_faults.type_fault(self._shown, seen.content_type))
            return
        if seen.broken:
            self._fail(load_faults.not_well_formed(self._shown, seen.broken))
            return
        nodes = seen.page.nodes
        if self._seen is None:
            self._far.opened(nodes)
        else:
            self._far.changed([Change(0, nodes)])
        self._seen = seen.page
        self._rest.changed(nodes, self._clock.elapsed())

    def _read_on(self) -> None:
        if not self._is_pressed:
            self._press()
        elif self._wish.is_priced:
            self._poll.stop()
            self._deadline.start()  # It has come to rest in time; going through it has its own.
            seen, wish = self._filled(), self._wish
            self._cost_look = CostLook(
                self._view,
                self._page,
                seen,
                self._priced,
                self,
                is_pictured=wish.is_pictured,
                is_unhurried=wish.is_unhurried,
            )
            self._cost_look.run()
        elif self._wish.is_tabbed:
            self._poll.stop()
            is_one_by_one = has_foreign_frames(self._filled().nodes)
            is_unhurried = self._wish.is_unhurried
            self._tab_keys = TabKeys(
                self._view, self._tabbed, self, is_one_by_one=is_one_by_one, is_unhurried=is_unhurried
            )
            self._tab_keys.run()
        else:
            self._finish([])

    def _press(self) -> None:
        """What is wished to be pressed; the page comes to rest anew."""
        self._is_pressed = True
        self._quiet_turns = 0
        asked = script("page-cost.js") + call("labCost.press", self._wish.press)
        self._page.runJavaScript(asked, ISOLATED_WORLD.value, self._pressed)

    def _pressed(self, answer: object) -> None:
        if answer != "pressed":
            self._fail(load_faults.no_such_element(self._shown, self._wish.press, self._wish.timeout_s))

    def _priced(self, cost: CostPage | None) -> None:
        assert self._cost_look is not None
        if cost is None:
            self._fail(load_faults.script_without_end(self._shown, self._wish.timeout_s))
        elif not self._begins_anew(self._cost_look.moves_focus):
            self._finish([], cost)

    def _tabbed(self, stops: list[Focus], moves_focus: bool) -> None:
        if not self._begins_anew(moves_focus):
            self._finish(stops)

    def _begins_anew(self, moves_focus: bool) -> bool:
        self.was_hurried = moves_focus and not self._wish.is_unhurried and not self._has_ended
        if self.was_hurried:
            self._end()
        return self.was_hurried

    def _filled(self) -> PageOpened:
        """Sandboxed frames and those made of data are of an origin of their own: they have told theirs by now."""
        assert self._seen is not None
        return replace(self._seen, nodes=self._far.filled(self._seen.nodes))

    def _finish(self, stops: list[Focus], cost: CostPage | None = None) -> None:
        if self._has_ended:
            return
        page = self._filled()
        self._far.forget()
        if not self._heard and not Tree(page.nodes).items:
            self._fail(load_faults.empty_page(self._shown, page.title))
            return
        moving = () if self._quiet_turns >= QUIET_TURNS else self._rest.moving()
        self.last_address = self._page.url()
        picture = self._cost_look.picture if self._cost_look else None
        self.content = PageContent(page, tuple(stops), tuple(self._heard), moving, cost, picture)
        self._end()
