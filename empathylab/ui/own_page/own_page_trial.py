"""Try your own page: a team's page under the same simulations, nothing recorded but the moments that the team marks."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import LabError
from empathylab.domain.moments import BlockedRequest, Criterion, MarkedMoment, PageFindings, PagePlace, TriedChange
from empathylab.domain.session import Condition, Twin
from empathylab.domain.task import FORM_TEXT_PX
from empathylab.session.plan import VisitPlan, condition_of
from empathylab.ui.kit import theme
from empathylab.ui.own_page.issue_capture import IssueCapture
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.own_page.own_page_screens import (
    FOLDER,
    HurtScreen,
    NotOpenedScreen,
    PageFindingsScreen,
    keep_list,
    own_page_bar,
)
from empathylab.ui.own_page.page_audit import PageAudits, axe_source
from empathylab.ui.own_page.page_fix import try_change
from empathylab.ui.own_page.page_unclear import PageMeters
from empathylab.ui.page import blocked_requests
from empathylab.ui.page.allowed import Allowed, Refused
from empathylab.ui.page.page_facts import Unannounced, VagueWords
from empathylab.ui.page.scheme import BLANK_URL
from empathylab.ui.visit.screens.form_stage import HURT_KEY, FormStage
from empathylab.ui.visit.screens.keep_screen import KeepScreen
from empathylab.ui.visit.screens.station_window import StationWindow

PHRASES_KEPT = 5
#: A page can ask for more without end.
MOST_UNOPENED = 50
#: Nobody waits longer without a word.
_SLOW_MS = 10_000
NO_AXE = "axe-core was not at hand. Close the lab, run `python3 lab.py test --version`, and it is from then on."
_GONE = "That element is not in the page any more, so nothing was changed. The moment is kept."
ANSWER_FIRST = "Answer what the page says first, then mark what hurts."


class OwnPageStage(QObject):
    """Leads a team from its page to the list of what hurt. `left` when the station is free again."""

    left = Signal()

    def __init__(self, window: StationWindow, form: FormStage, now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window, self._form, self._view, self._now = window, form, window.view, now
        self._capture = IssueCapture(window.view)
        self._audits = PageAudits(self)
        self._audits.finished.connect(lambda: self._show_found(self._audits.told))
        self._meters = PageMeters()
        self._own: OwnPage | None = None
        self._open: Callable[[], object] = lambda: None
        self._moments: list[MarkedMoment] = []
        self._unopened: list[BlockedRequest] = []
        #: What was marked, what did not open, what axe-core found.
        self.found = PageFindings()
        #: The reader's last phrases, those with what was typed without it.
        self._heard: deque[str] = deque(maxlen=PHRASES_KEPT)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._tell_slow)
        self._connect()

    def _connect(self) -> None:
        self._view.public_caption.connect(self._heard.append)
        self._view.metered.connect(self._metered)
        self._view.refused.connect(self._refused)
        self._view.unreached.connect(self._unreached)
        self._view.ended.connect(self._ended)
        self._view.ready.connect(self._slow.stop)
        self._window.keys.pressed.connect(self._pressed)

    @property
    def is_open(self) -> bool:
        """Whether a team is at its page, or at what it found."""
        return self._own is not None

    @property
    def _is_at_page(self) -> bool:
        return self.is_open and self._form.is_open and self._window.current() is self._window.frame

    def begin(self, own: OwnPage, plan: VisitPlan, stop: Callable[[], object]) -> None:
        """Open the page; `plan` says under which condition."""
        self._forget()
        self._own = own

        def open_page() -> None:
            self._view.allow(Allowed(own.allowed), own.given)
            self._form.open_own(plan, own.address, self.mark, self.finish, stop)
            self._slow.start()
            if self._view.page is not None and axe_source():
                self._audits.watch(self._view.page)

        self._open = open_page
        open_page()

    def finish(self) -> None:
        """The way on: an audit of the page in front, then what was found. A moment in hand is decided on first."""
        if not self._is_at_page or self._audits.is_finishing:
            return
        self._view.dismiss_question()
        self._view.set_simulation_enabled(False)
        if self._view.page is None or not axe_source():
            self._show_found(NO_AXE)
            return
        self._form.notice("One moment: axe-core looks at the page.")
        self._audits.finish()

    def stop(self) -> None:
        """Everything is normal at once; what was marked is there to be kept, without a last audit."""
        if self._form.is_open:
            self._show_found(f"Stopped, so no last look at the page in front. {self._audits.told}")

    def _ended(self, error: LabError) -> None:
        """A page that took too much would again: what was marked is there to be kept."""
        if self._own is not None and self._form.is_open:
            self._show_found(self._audits.told, str(error))

    def end(self) -> None:
        """The station is somebody else's: nothing that was marked stays. A second call does nothing."""
        if self._own is not None:
            self._forget()
            self._view.allow(Allowed())

    def _forget(self) -> None:
        self._own, self._open = None, lambda: None
        self._moments, self._unopened, self.found = [], [], PageFindings()
        self._rest()
        self._heard.clear()

    def _rest(self) -> None:
        """The page is gone."""
        self._slow.stop()
        self._audits.forget()
        self._meters.forget()

    # --- the page ---------------------------------------------------------------

    def _refused(self, refused: Refused) -> None:
        self._tell_unopened(*blocked_requests.request_words(refused))

    def _unreached(self, error: LabError) -> None:
        """A page that is there stays where it is; one that never came leaves nothing to look at."""
        page = self._view.page
        if self._own is None or not self._form.is_open or page is None:
            return
        if page.url().toString() in ("", BLANK_URL):
            self._form.close()
            self._rest()
            self._window.show_screen(NotOpenedScreen(error, self._open, self._leave))
        else:
            self._tell_unopened(error.what_happened, error.what_to_do)

    def _tell_unopened(self, asked: str, why: str) -> None:
        """One line beside the page, and one in the list."""
        page = self._view.page
        if self._own is None or not self._form.is_open or page is None:
            return
        unopened = BlockedRequest(_address_of(page), asked, why)
        if unopened not in self._unopened and len(self._unopened) < MOST_UNOPENED:
            self._unopened.append(unopened)
        self._form.notice(f"{asked} {why}")

    def _metered(self, fact: Unannounced | VagueWords) -> None:
        page = self._view.page
        if self._own is not None and self._form.is_open and page is not None:
            self._meters.hear(_address_of(page), fact)

    def _tell_slow(self) -> None:
        self._form.notice(f"The page has not come yet. {theme.key_name('F9')} ends the waiting.")

    # --- the moments ----------------------------------------------------------

    def _pressed(self, key: str) -> None:
        if key == HURT_KEY:
            self.mark()

    def mark(self) -> None:
        """ "That hurts": take the moment down, then ask for a note."""
        if self.is_open and self._form.is_open and self._view.is_asking:
            self._form.notice(ANSWER_FIRST)
            return
        if self._is_at_page and not self._audits.is_finishing:
            self._capture.take(self._taken)

    def _taken(self, place: PagePlace, picture: bytes, sharp: bytes) -> None:
        own = self._own
        if own is None or not self._form.is_open:
            return
        moment = MarkedMoment(place, self._now(), _worn(own), tuple(self._heard), picture, sharp)
        self._view.set_simulation_enabled(False)
        self._window.show_screen(HurtScreen(moment, self._keep, self._go_on, self._try_out))

    def _keep(self, moment: MarkedMoment, criterion: Criterion | None, note: str) -> None:
        self._moments.append(replace(moment, criterion=criterion, note=note))
        self._go_on()

    def _try_out(self, moment: MarkedMoment, kind: str, value: str) -> None:
        """The page is met again with the change in it, and the moment has it in the list."""
        page = self._view.page
        if page is not None:
            try_change(page, kind, value, partial(self._tried, moment), self)

    def _tried(self, moment: MarkedMoment, change: TriedChange | None) -> None:
        if self._own is None or not self._form.is_open:
            return
        changes = moment.changes if change is None else (*moment.changes, change)
        self._moments.append(replace(moment, changes=changes))
        self._go_on()
        told = _GONE if change is None else change.told
        self._form.notice(f"{told} {theme.key_name(HURT_KEY)} marks it again.")

    def _go_on(self) -> None:
        self._view.set_simulation_enabled(True)
        self._window.show_form()
        self._form.notice(f"{len(self._moments)} marked so far. {theme.key_name(HURT_KEY)} marks another.")

    # --- the end ----------------------------------------------------------------

    def _show_found(self, audit: str, message: str = "") -> None:
        unopened, unclear = tuple(self._unopened), self._meters.found
        self.found = PageFindings(tuple(self._moments), self._audits.findings, audit, unopened, unclear)
        self._form.close()
        self._form.forget()
        self._rest()
        self._view.allow(Allowed())
        self._show_list(message)

    def _show_list(self, message: str = "") -> None:
        self._window.show_screen(
            PageFindingsScreen(self.found, keep=self._ask_where, leave=self._leave, message=message)
        )

    def _ask_where(self) -> None:
        words = f"A new folder, {FOLDER}, is made there: the list as text and as a table, and a picture of each moment."
        screen = KeepScreen(
            "Where shall the list go?",
            words,
            own_page_bar(),
            keep=self._keep_list,
            look_again=self._ask_where,
            back=self._show_list,
        )
        self._window.show_screen(screen)

    def _keep_list(self, folder: Path) -> None:
        self._show_list(keep_list(self.found, folder))

    def _leave(self) -> None:
        self.end()
        self.left.emit()


def own_condition(own: OwnPage, calibration: Calibration, seed: int) -> Condition:
    """What the persona wears, with what helps them when it is asked for."""
    worn = own.persona.helped if own.has_helps else own.persona.barrier
    condition = condition_of([worn], "own-page", Twin.ACCESSIBLE, "a", calibration, seed)
    return replace(condition, text_px=FORM_TEXT_PX)


def _address_of(page: QWebEnginePage) -> str:
    """A form may have put answers behind it."""
    return re.split(r"[?#]", page.url().toString())[0]


def _worn(own: OwnPage) -> str:
    return f"{own.persona.name}, {'with what helps' if own.has_helps else 'without help'}"
