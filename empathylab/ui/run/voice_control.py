"""Voice control of a run's page: what is said is done through the one way of keys and pointer.

What was said is in no record, log or caption: a class of command and what became of it, nothing else. The microphone is
open from F3 to F3, and closed while the lab itself speaks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QWidget

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import CommandKind, CommandSaid, SaidFate
from empathylab.domain.feature import wears
from empathylab.domain.keys import KeyPress
from empathylab.domain.session import Condition
from empathylab.domain.voice import Voice, VoiceEvent, VoiceEventKind
from empathylab.helps import VoiceControl
from empathylab.ui.keys.input_guard import InputGuard
from empathylab.ui.run.helps_in_use import HelpsInUse
from empathylab.ui.run.numbers import Numbers
from empathylab.ui.run.page_controls import PageControls, SeenControl, answering, seen_only
from empathylab.ui.sound.listening_link import ListeningLink
from empathylab.ui.sound.voice_listener import ListeningAbility
from empathylab.voice_control.commands import VoiceCommand

KEY_CODE = "F3"
#: Between a change of the page and the question what is on it now.
_LOOK_MS = 150
NO_SUCH_CONTROL = "Nothing has that name."
WHICH_ONE = "Which one? Say its number."
NOT_UNDERSTOOD = "That was not understood."


class ListeningState(StrEnum):
    """Whether the microphone is open, and why not."""

    NONE = ""
    OFF = "off"
    LISTENING = "listening"
    NOT_INSTALLED = "not installed"
    NO_MICROPHONE = "no microphone"


@dataclass(frozen=True, slots=True)
class CommandHeard:
    """The state of listening, and what became of the last thing that was said, in a few words; never what it was."""

    ears: ListeningState = ListeningState.NONE
    fate: str = ""


class VoiceControlInUse(QObject):
    """One for a view. `told`: a `CommandHeard`, each time it is another, or somebody has tried once more in vain."""

    told = Signal(object)

    def __init__(
        self,
        area: QWidget,
        link: ListeningLink,
        voice: Voice,
        page: Callable[[], QWebEnginePage | None],
        guard: InputGuard,
        helps: HelpsInUse,
        recorder: Recorder,
    ) -> None:
        super().__init__(area)
        self._link, self._voice, self._guard, self._helps, self._recorder = link, voice, guard, helps, recorder
        self._page_controls = PageControls(self, page)
        self.numbers = Numbers(area)
        self.heard = CommandHeard()
        self._is_on = self._is_listening = self._is_open = self._shows_numbers = False
        self._controls: list[SeenControl] = []
        self._numbered: list[SeenControl] = []
        self._listened_for: tuple[tuple[str, ...], int] | None = None
        self._look_soon = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look_soon.timeout.connect(self._look)
        link.said.connect(self._said)
        link.changed.connect(self._can_changed)
        voice.listener = self._spoken

    # ---- a run ----

    def begin(self, condition: Condition) -> None:
        """Another run: deaf until F3, and for good where the condition has no voice control."""
        self.end()
        self._is_on = wears(condition.helps, VoiceControl)
        if self._is_on:
            self._link.begin()
            self._tell(ListeningState.OFF)

    def end(self) -> None:
        """The microphone is closed at once, and no number is left. A second call does nothing."""
        self._is_on = self._is_listening = self._is_open = False
        self._voice.stop()
        self._listened_for = None
        self._hide_numbers()
        self._controls = []
        self._link.end()
        self._tell(ListeningState.NONE)

    def take_key(self, press: KeyPress) -> bool:
        """Whether it is the key that opens and closes the microphone."""
        if not self._is_on or press.code != KEY_CODE:
            return False
        if not press.is_repeat:
            self._listen(not self._is_listening)
        return True

    def page_changed(self) -> None:
        """What can be said may be something else now."""
        if self._is_listening and not self._look_soon.isActive():
            self._look_soon.start()

    # ---- the microphone ----

    def _listen(self, is_wanted: bool) -> None:
        if is_wanted and self._link.can is not ListeningAbility.LISTEN:
            self.heard = CommandHeard()
            self._can_changed()
            return
        self._is_listening, self._is_open = is_wanted, False
        self._hide_numbers()
        if is_wanted:
            self._helps.take(VoiceControl.id)
            # It opens once it is known what can be said.
            self._look()
        else:
            self._link.listen(False)
            self._tell(ListeningState.OFF)

    def _can_changed(self) -> None:
        """A microphone that goes in mid-run switches the help off, once and for all that was begun with it."""
        if not self._is_on or self._link.can in (None, ListeningAbility.LISTEN):
            self._tell(ListeningState.OFF if self._is_on and not self._is_listening else self.heard.ears)
            return
        self._is_listening = self._is_open = False
        self._hide_numbers()
        self._tell(
            ListeningState.NOT_INSTALLED
            if self._link.can is ListeningAbility.NOT_INSTALLED
            else ListeningState.NO_MICROPHONE
        )

    def _speak(self, words: str) -> None:
        """The microphone does not hear what the lab says."""
        self._link.listen(False)
        self._voice.speak(1, words, "en-GB")

    def _spoken(self, event: VoiceEvent) -> None:
        if event.kind is not VoiceEventKind.STARTED and self._is_listening:
            self._link.listen(True)

    # ---- what is on the page ----

    def _look(self) -> None:
        self._page_controls.find(self._found)

    def _found(self, controls: list[SeenControl]) -> None:
        if not self._is_listening:
            return
        self._controls = controls
        if self._shows_numbers:
            self._number([each for each in controls if each.is_in_sight])
        else:
            self._listen_for()
        if not self._is_open:
            self._is_open = True
            self._link.listen(True)
            self._tell(ListeningState.LISTENING)

    def _number(self, controls: list[SeenControl]) -> None:
        """What is shown can be said by then."""
        self._numbered = controls[:99]
        self._listen_for()
        scale = self._helps.scale
        self.numbers.show_at([_scaled(each.box, scale) for each in self._numbered])

    def _hide_numbers(self) -> None:
        self._shows_numbers, self._numbered = False, []
        self.numbers.show_at([])

    def _listen_for(self) -> None:
        # What is seen is listened for as well: that it is nothing's name has to be told to whoever says it.
        words = tuple(dict.fromkeys(said for each in self._controls for said in (each.called, each.seen) if said))
        wanted = (words, len(self._numbered))
        if wanted != self._listened_for:
            self._listened_for = wanted
            self._link.listen_for(*wanted)

    # ---- what was said ----

    def _said(self, command: VoiceCommand | None) -> None:
        if not self._is_listening:
            return
        if command is None or not self._is_shown(command):
            self._recorder.record(CommandSaid(None, SaidFate.NOT_UNDERSTOOD))
            self._tell(ListeningState.LISTENING, NOT_UNDERSTOOD)
        elif command.kind is CommandKind.CLICK:
            # The page may have become another since it was looked at.
            self._page_controls.find(lambda controls: self._click(command, controls))
        else:
            self._do(command)

    def _is_shown(self, command: VoiceCommand) -> bool:
        """A number may be said of those that have just gone."""
        return command.kind is not CommandKind.NUMBER or int(command.words) <= len(self._numbered)

    def _do(self, command: VoiceCommand) -> None:
        if command.kind is CommandKind.NUMBER:
            self._press(command.kind, self._numbered[int(command.words) - 1])
            return
        if command.kind is CommandKind.PRESS:
            self._guard.send_key(command.words)
        elif command.kind is CommandKind.STOP_LISTENING:
            self._listen(False)
        else:
            self._hide_numbers()
            self._shows_numbers = command.kind is CommandKind.SHOW_NUMBERS
            self._found(self._controls)
        self._done(command.kind)

    def _click(self, command: VoiceCommand, controls: list[SeenControl]) -> None:
        if not self._is_listening:
            return
        self._controls = controls
        meant = answering(controls, command.words)
        if len(meant) == 1:
            self._press(command.kind, meant[0])
        elif meant:
            self._recorder.record(CommandSaid(command.kind, SaidFate.SEVERAL))
            self._number([each for each in meant if each.is_in_sight])
            self._fail(WHICH_ONE)
        else:
            self._recorder.record(CommandSaid(command.kind, SaidFate.NO_SUCH_CONTROL))
            for control in seen_only(controls, command.words):
                self._page_controls.tell_in_vain(control)
            self._fail(NO_SUCH_CONTROL)

    def _press(self, kind: CommandKind, control: SeenControl) -> None:
        self._page_controls.bring(control, lambda box: self._press_at(kind, box))

    def _press_at(self, kind: CommandKind, box: QRectF | None) -> None:
        if not self._is_listening:
            return
        if box is None:
            self._recorder.record(CommandSaid(kind, SaidFate.NO_SUCH_CONTROL))
            self._fail(NO_SUCH_CONTROL)
            return
        self._hide_numbers()
        self._listen_for()
        self._guard.pointer.press_at(_scaled(box, self._helps.scale).center())
        self._done(kind)
        self.page_changed()

    def _done(self, kind: CommandKind) -> None:
        self._guard.activity.emit()
        self._recorder.record(CommandSaid(kind, SaidFate.DONE))
        self._tell(ListeningState.LISTENING if self._is_listening else ListeningState.OFF)

    def _fail(self, words: str) -> None:
        self._guard.activity.emit()
        self._tell(ListeningState.LISTENING, words)
        self._speak(words)

    def _tell(self, ears: ListeningState, fate: str = "") -> None:
        heard = CommandHeard(ears, fate)
        if fate or heard != self.heard:
            self.heard = heard
            self.told.emit(heard)


def _scaled(box: QRectF, scale: float) -> QRectF:
    return QRectF(box.topLeft() * scale, box.size() * scale)
