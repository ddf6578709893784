"""Try your own page: a team's page under the same simulations, nothing recorded but the moments that the team marks."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from empathylab.domain.calibration import Calibration
from empathylab.domain.moments import Criterion, Finding, MarkedMoment, Place
from empathylab.domain.session import Condition, Twin
from empathylab.session.plan import VisitPlan, condition_of
from empathylab.ui.own_page.issue_capture import IssueCapture
from empathylab.ui.own_page.own_page_screens import FOLDER, FoundScreen, HurtScreen, keep_list, own_page_bar
from empathylab.ui.own_page.own_page_wish import OwnPage
from empathylab.ui.own_page.page_audit import ask_audit, axe_source, begin_audit
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.visit.screens.form_stage import FormStage
from empathylab.ui.visit.screens.keep_screen import KeepScreen
from empathylab.ui.visit.screens.station_window import StationWindow

HURT_KEY = "F2"
PHRASES_KEPT = 5
_ASK_EVERY_MS, _MOST_ASKS = 100, 100
NO_AXE = "axe-core was not at hand. Close the lab, run `python3 lab.py test --version`, and it is from then on."
NO_ANSWER = "axe-core did not finish on this page."


class OwnPageStage(QObject):
    """From the page to the list. `left` when the station is free again."""

    left = Signal()

    def __init__(self, window: StationWindow, form: FormStage) -> None:
        super().__init__(window)
        self._window, self._form, self._view = window, form, window.view
        self._taker = IssueCapture(window.view)
        self._own: OwnPage | None = None
        self._moments: list[MarkedMoment] = []
        #: What was marked, what axe-core found, and a sentence on how it looked.
        self.found: tuple[tuple[MarkedMoment, ...], tuple[Finding, ...], str] = (), (), ""
        #: The reader's last phrases, those with what was typed without it.
        self._heard: deque[str] = deque(maxlen=PHRASES_KEPT)
        window.view.public_caption.connect(self._heard.append)
        self._asks = 0
        self._ask = QTimer(self, interval=_ASK_EVERY_MS)
        self._ask.timeout.connect(self._look_for_audit)
        window.keys.pressed.connect(self._pressed)

    @property
    def is_open(self) -> bool:
        """Whether a team is at its page, or at what it found."""
        return self._own is not None

    def begin(self, own: OwnPage, plan: VisitPlan, stop: Callable[[], object]) -> None:
        """Open the page; `plan` says under which condition."""
        self._own, self._moments = own, []
        self._heard.clear()
        self._view.allow(Allowed(own.allowed))
        self._form.open_own(plan, own.address, (HURT_KEY, self.mark), self.finish, stop)

    def finish(self) -> None:
        """The way on: an audit of the page in front, then what was found."""
        page = self._view.page
        if self._own is None or not self._form.is_open or self._ask.isActive():
            return
        self._view.set_simulation_enabled(False)
        if page is None or not axe_source():
            self._show_found((), NO_AXE)
            return
        self._form.notice("One moment: axe-core looks at the page.")
        begin_audit(page)
        self._asks = 0
        self._ask.start()

    def stop(self) -> None:
        """Everything is normal at once; what was marked is there to be kept, without an audit."""
        if not isinstance(self._window.current(), FoundScreen | KeepScreen):
            self._show_found((), "Stopped before axe-core looked at the page.")

    def end(self) -> None:
        """The station is somebody else's: nothing that was marked stays. A second call does nothing."""
        if self._own is None:
            return
        self._ask.stop()
        self._own, self._moments, self.found = None, [], ((), (), "")
        self._heard.clear()
        self._view.allow(Allowed())

    # --- the moments ----------------------------------------------------------

    def _pressed(self, key: str) -> None:
        if key == HURT_KEY:
            self.mark()

    def mark(self) -> None:
        """ "That hurts": take the moment down, then ask for a note."""
        is_at_page = self._window.current() is self._window.frame
        if self.is_open and self._form.is_open and is_at_page and not self._ask.isActive():
            self._taker.take(self._taken)

    def _taken(self, place: Place, picture: bytes) -> None:
        own = self._own
        if own is None or not self._form.is_open:
            return
        moment = MarkedMoment(place, _worn(own), tuple(self._heard), picture)
        self._view.set_simulation_enabled(False)
        self._window.show_screen(HurtScreen(moment, self._keep, self._go_on))

    def _keep(self, moment: MarkedMoment, criterion: Criterion | None, note: str) -> None:
        self._moments.append(replace(moment, criterion=criterion, note=note))
        self._go_on()

    def _go_on(self) -> None:
        self._view.set_simulation_enabled(True)
        self._window.show_form()
        self._form.notice(f"{len(self._moments)} marked so far. {HURT_KEY} marks another.")

    # --- the end ----------------------------------------------------------------

    def _look_for_audit(self) -> None:
        page = self._view.page
        self._asks += 1
        if page is None or self._asks > _MOST_ASKS:
            self._show_found((), NO_ANSWER)
            return
        # A form may have put answers behind the address.
        ask_audit(page, re.split(r"[?#]", page.url().toString())[0], self._audited)

    def _audited(self, findings: tuple[Finding, ...] | None) -> None:
        if findings is not None and self._ask.isActive():
            self._show_found(findings, "axe-core looked at the page that was in front at the end.")

    def _show_found(self, findings: tuple[Finding, ...], audit: str) -> None:
        self._ask.stop()
        self._form.close()
        self._form.forget()
        self._view.allow(Allowed())
        self.found = tuple(self._moments), findings, audit
        self._show_list()

    def _show_list(self, message: str = "") -> None:
        screen = FoundScreen(*self.found, keep=self._ask_where, leave=self._leave, message=message)
        self._window.show_screen(screen)

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
        self._show_list(keep_list(*self.found, folder))

    def _leave(self) -> None:
        self.end()
        self.left.emit()


def own_condition(own: OwnPage, calibration: Calibration, seed: int) -> Condition:
    """What the persona wears, with what helps them when it is asked for."""
    worn = own.persona.helped if own.has_helps else own.persona.barrier
    return condition_of([worn], "own-page", Twin.ACCESSIBLE, "a", calibration, seed)


def _worn(own: OwnPage) -> str:
    return f"{own.persona.name}, {'with what helps' if own.has_helps else 'without help'}"
