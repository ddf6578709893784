"""Looks at a page that nobody sees, again and again, until it has come to rest."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from empathylab.domain.errors import InputError
from empathylab.reader.decoding import look_from
from empathylab.reader.page_messages import Change, PageLook, PageOpened, PageSeen
from empathylab.reader.rest import QUIET_TURNS, Rest
from empathylab.reader.transcript import LivePhrase
from empathylab.ui.page import load_faults
from empathylab.ui.page.asking import ask
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.scripts import call
from empathylab.ui.reader.cross_origin_frames import CrossOriginFrames
from empathylab.ui.reader.read_page import ReadPage, reader_with_rest
from empathylab.ui.reader.read_request import ReadRequest

_POLL_MS = 15
#: How long an engine that has stopped loading without a page may take to say why.
_REASON_WITHIN_MS = 1_000


class RestWatch(QObject):
    """Watches for a page that comes to rest.

    From `start` to `stop` it emits `rested` each time that it has, and `failed` (with a LabError) where what has come
    is nothing that can be read. `shown` is what a person called the page.
    """

    rested = Signal()
    failed = Signal(object)

    def __init__(self, page: ReadPage, shown: str, request: ReadRequest, parent: QObject) -> None:
        super().__init__(parent)
        self.heard: list[LivePhrase] = []
        self._page, self._shown, self._request = page, shown, request
        self._frames = CrossOriginFrames(page, self, source=reader_with_rest())
        self._rest = Rest()
        self._seen: PageOpened | None = None
        self._work: tuple[str, ...] = ()
        self._quiet_turns = 0
        self._is_asking = self._is_found = self._has_opened = False
        self._clock, self._idle = QElapsedTimer(), QElapsedTimer()
        self._poll = QTimer(self, interval=_POLL_MS)
        self._poll.timeout.connect(self._ask)
        page.dialog.connect(lambda text: self.heard.append(LivePhrase("alertdialog", text)))

    def start(self) -> None:
        """The time that the page may take begins here."""
        self._clock.start()
        self._poll.start()

    def stop(self) -> None:
        """What the page answers from now on is passed over."""
        self._poll.stop()

    @property
    def is_running(self) -> bool:
        """Whether the page is being looked at."""
        return self._poll.isActive()

    def page_came(self) -> None:
        """Another page has come to its end of loading; what it holds may be the same."""
        self._has_opened = True
        self._rest.begin_anew(self._clock.elapsed())
        self.disturbed()

    def disturbed(self) -> None:
        """Something was done to the page: it comes to rest anew."""
        self._quiet_turns = 0

    def seen(self) -> PageOpened:
        """The page as it was seen last, which it was.

        Sandboxed frames and those made of data are of an origin of their own: they have told theirs by now.
        """
        assert self._seen is not None
        return replace(self._seen, nodes=self._frames.filled(self._seen.nodes))

    def moving(self) -> tuple[int, ...]:
        """The ids of the nodes that still kept changing, in the order of the page."""
        return () if self._quiet_turns >= QUIET_TURNS else self._rest.moving()

    @property
    def frames(self) -> CrossOriginFrames | None:
        """Those of other origins, where the page has any."""
        return self._frames if any(node.frame_path for node in self.seen().nodes) else None

    def let_frames_go(self) -> None:
        """The frames of other origins are asked nothing any more."""
        self._frames.forget()

    def why_not(self) -> InputError:
        """Why the page has not been at rest in time."""
        if self._seen is None:
            return load_faults.still_loading(self._shown, self._request.timeout_s)
        if not self._is_found:
            return load_faults.no_such_element(self._shown, self._request.wait_for, self._request.timeout_s)
        work = ("onward",) if self._is_going_on else self._work
        return load_faults.never_rested(self._shown, self._request.timeout_s, work)

    # --- whether it is time ---

    @property
    def _is_waited_for(self) -> bool:
        """The time that was to be waited is over."""
        return self._request.wait_s is not None and self._clock.elapsed() >= 1000 * self._request.wait_s

    @property
    def _is_going_on(self) -> bool:
        """It is on its way to another page, or to its own end."""
        return self._request.wait_s is None and self._page.is_going

    @property
    def _is_given_up(self) -> bool:
        """The engine loads no more; a page that its own script began to write and never ended is read as it is."""
        return self._idle.isValid() and self._idle.elapsed() > _REASON_WITHIN_MS / 2

    @property
    def _is_loaded_enough(self) -> bool:
        """What is still on its way is not waited for."""
        return self._is_waited_for or self._is_given_up

    @property
    def _is_ready(self) -> bool:
        """It may be read now, unless a last look finds something new."""
        if not self.is_running or self._seen is None or not self._frames.is_complete:
            return False
        if self._request.wait_s is not None:
            return self._is_waited_for
        if self._work or self._is_going_on or not self._is_found:
            return False
        return self._rest.is_reached(self._quiet_turns, self._clock.elapsed())

    # --- a look ---

    def _ask(self) -> None:
        if self._is_asking:
            return
        if not self._frames.is_complete:
            self._frames.poll()
        is_last = self._is_ready
        self._is_asking = True
        wanted = self._request.wait_for, self._page.code_asked, is_last, self._is_loaded_enough
        # Empty: the page is not there yet; "?": the script is not.
        asked = call("labReader.look", *wanted, self._page.refresh, otherwise="?")
        ask(self._page, asked, partial(self._answered, is_last), self)

    def _answered(self, is_last: bool, answer: object) -> None:
        self._is_asking = False
        if not self.is_running or not isinstance(answer, str):
            return
        is_come = not self._page.isLoading() or self._is_loaded_enough
        if answer == "?" and is_come and self._page.url().isValid():
            # Where no script may run (a sandbox), none is injected either; what the lab runs itself does. Elsewhere it
            # may have come since, and a second would know nothing of what the first has heard.
            source = f"if (!globalThis.labReader?.look) {{ {reader_with_rest()}\n}}"
            self._page.runJavaScript(source, ISOLATED_WORLD.value)
        elif answer and answer != "?":
            if (look := look_from(answer)) is not None:
                self._take(look, is_last)
        elif self._page.isLoading():
            self._idle.invalidate()
        else:
            self._wait_for_reason()

    def _wait_for_reason(self) -> None:
        """The engine loads no more and has no page; when it has nothing to say of it either, there was none."""
        if not self._idle.isValid():
            self._idle.start()
        elif self._idle.elapsed() > _REASON_WITHIN_MS:
            self.failed.emit(self._why_nothing())

    def _why_nothing(self) -> InputError:
        if self._page.is_cut_short:
            return load_faults.cut_short(self._shown)
        return (load_faults.empty_page if self._has_opened else load_faults.nothing_answered)(self._shown)

    def _take(self, look: PageLook, is_last: bool) -> None:
        if not look.is_supported:
            self.failed.emit(load_faults.engine_too_old())
            return
        if look.is_found is None:
            self.failed.emit(load_faults.no_selector(self._request.wait_for))
            return
        self._is_found, self._work, self._quiet_turns = look.is_found, look.work, look.quiet_turns
        self.heard += [LivePhrase("alert" if one.is_urgent else "status", one.text) for one in look.heard]
        if look.seen is not None:
            self._see(look.seen)
        # The last look may have found what changed since the one before; then it was not the last.
        if is_last and self._is_ready:
            self.rested.emit()

    def _see(self, seen: PageSeen) -> None:
        if self._page.is_cut_short:
            self.failed.emit(load_faults.cut_short(self._shown))
            return
        if seen.status == load_faults.SENT_IN_PART:
            self.failed.emit(load_faults.sent_in_part(self._shown))
            return
        if not load_faults.is_page(seen.content_type):
            self.failed.emit(load_faults.type_fault(self._shown, seen.content_type))
            return
        if seen.broken:
            self.failed.emit(load_faults.not_well_formed(self._shown, seen.broken))
            return
        nodes = seen.page.nodes
        if self._seen is None:
            self._frames.opened(nodes)
        else:
            self._frames.changed([Change(0, nodes)])
        self._seen = seen.page
        self._rest.changed(nodes, self._clock.elapsed())
