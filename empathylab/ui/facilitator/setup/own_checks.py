"""The lab's own checks of the run sheet's steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QScreen

from empathylab.domain.days import day_words
from empathylab.domain.errors import LabError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.promises import of_earlier_events, to_be_asked
from empathylab.domain.run_sheet import OwnCheck
from empathylab.domain.workshop import Principle
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.setup.keyboard_check import ALL_PRESSED
from empathylab.ui.facilitator.setup.ready_list import summary_words
from empathylab.ui.facilitator.setup.set_up_words import loudness_words, screen_words, stations_words
from empathylab.ui.facilitator.setup.sound_check import HEARD
from empathylab.ui.kit.measured_screen import why_not_calibrated
from empathylab.ui.sound.set_loudness import why_not_set

#: What is looked at beside the screen, since that takes seconds, and its line in the ready list.
LINES = {OwnCheck.CLOCK: "Clock", OwnCheck.DISK: "Disk"}
SLOW = frozenset((*LINES, OwnCheck.MACHINE))
_NOT_YET = "Not checked yet"


@dataclass(frozen=True, slots=True)
class OwnCheckResult:
    """How something stands, and whether that is all there was to do."""

    is_done: bool
    words: str


#: Until its lines are there: it begins as soon as a step that needs it is shown.
_LOOKING = OwnCheckResult(False, "The lab is looking. This takes up to a minute.")


class OwnChecks:
    """Checks what the lab knows anyway; `lines` are those of the ready list, once they are there."""

    def __init__(self, desk: Desk, checked: Mapping[str, str], services: Services) -> None:
        self._desk, self._checked, self._services = desk, checked, services
        self.lines: tuple[CheckLine, ...] = ()

    def at(self, check: OwnCheck, screen: QScreen) -> OwnCheckResult:
        """Look at one thing; what cannot be told is not done, and says why."""
        looks: Mapping[OwnCheck, Callable[[], OwnCheckResult]] = {
            OwnCheck.EVENT: self._event,
            OwnCheck.QUESTIONS: self._questions,
            OwnCheck.PEOPLE: lambda: OwnCheckResult(True, stations_words(self._desk, self._services.fixed_station)),
            OwnCheck.SCREEN: lambda: self._screen(screen),
            OwnCheck.SOUND: lambda: self._remembered("sound", HEARD),
            OwnCheck.LOUDNESS: self._loudness,
            OwnCheck.KEYBOARD: lambda: self._remembered("keyboard", ALL_PRESSED),
            OwnCheck.MACHINE: self._machine,
            OwnCheck.PROMISES: self._promises,
        }
        try:
            return looks[check]() if check in looks else self._line(LINES[check])
        except LabError as error:
            return OwnCheckResult(False, str(error))

    def _event(self) -> OwnCheckResult:
        event = self._desk.lab_event()
        is_named = event.name in {each.name for each in self._desk.events()}
        return OwnCheckResult(is_named, f"{event.name}, {day_words(event.held_on)}" if is_named else "Not named yet")

    def _questions(self) -> OwnCheckResult:
        answers = self._desk.lab_event().ethics
        unmet = sum(not each.is_met for each in answers)
        words = f"{len(answers)} of {len(Principle)} answered"
        return OwnCheckResult(len(answers) == len(Principle), f"{words}, {unmet} of them “not yet”" if unmet else words)

    def _screen(self, screen: QScreen) -> OwnCheckResult:
        return OwnCheckResult(not why_not_calibrated(self._desk.settings, screen), screen_words(self._desk, screen))

    def _loudness(self) -> OwnCheckResult:
        device = self._services.sound_device()
        return OwnCheckResult(not why_not_set(self._desk.settings, device), loudness_words(self._desk, device))

    def _remembered(self, key: str, done: str) -> OwnCheckResult:
        words = self._checked.get(key, _NOT_YET)
        return OwnCheckResult(words == done, words)

    def _machine(self) -> OwnCheckResult:
        if not self.lines:
            return _LOOKING
        has_problem = any(line.level is CheckLevel.PROBLEM for line in self.lines)
        return OwnCheckResult(not has_problem, summary_words(list(self.lines)))

    def _line(self, name: str) -> OwnCheckResult:
        if not self.lines:
            return _LOOKING
        line = next((each for each in self.lines if each.name == name), None)
        return (
            OwnCheckResult(False, _NOT_YET) if line is None else OwnCheckResult(line.level is CheckLevel.OK, line.whole)
        )

    def _promises(self) -> OwnCheckResult:
        now, actions = self._desk.lab_event(), self._desk.records.actions()
        left = to_be_asked(of_earlier_events(actions, self._desk.events(), now), now)
        return OwnCheckResult(
            not left, f"{len(left)} to ask about" if left else "All of earlier events were asked about"
        )
