"""The only place where the lab's objects are wired together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.calibration import WINDOW_PX, Calibration
from empathylab.domain.errors import InputError, LabError
from empathylab.domain.live import StationStatus
from empathylab.domain.station import Station
from empathylab.domain.voice import DEFAULT_WPM, Voice
from empathylab.domain.what_to_say import Deed
from empathylab.files.access_locks import load_locks
from empathylab.files.offered import offered_station, problems_of
from empathylab.files.questions import load_questions
from empathylab.files.settings import Schedule
from empathylab.files.setup import LiveSetUp
from empathylab.session.clock import Clock, SystemClock
from empathylab.session.current_event import CurrentEvent
from empathylab.session.flow import Input
from empathylab.session.plan import unforeseeable_seed
from empathylab.session.randomisation import mode_randomiser, order_randomiser
from empathylab.session.recording import RunRecorder
from empathylab.speech.speech_service import Speaker, SpeechService
from empathylab.storage import Store, open_store
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.setup.content_watch import ContentWatch
from empathylab.ui.facilitator.shell.facilitator_side import FacilitatorSide
from empathylab.ui.kit import theme
from empathylab.ui.kit.frame_fit import FrameFit
from empathylab.ui.kit.measured_screen import calibration_of
from empathylab.ui.kit.screen_saver import ScreenSaver
from empathylab.ui.kit.self_check import self_check
from empathylab.ui.own_page.own_page_request import OwnPage
from empathylab.ui.page import environment
from empathylab.ui.page.page_inputs import SignIns
from empathylab.ui.read_aloud.read_aloud import ScreensAloud
from empathylab.ui.run.form_pictures import FormPictures
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound import audio
from empathylab.ui.sound.listening_link import ListeningLink
from empathylab.ui.sound.set_loudness import why_not_set
from empathylab.ui.visit.flow.director import Director
from empathylab.ui.visit.flow.problems import Problems
from empathylab.ui.visit.flow.status import station_status
from empathylab.ui.visit.screens.agreement import agreement_facts
from empathylab.ui.visit.screens.onlookers import OnlookersWindow, open_onlookers
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow

if TYPE_CHECKING:
    from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line decides. Without a `station` the one that the facilitator ticked opens.

    `lab` is a folder of own content, None for the one that was remembered; `machine` names one that has no name yet.
    """

    data_dir: Path
    station: str = ""
    event: str = ""
    is_windowed: bool = False
    lab: Path | None = None
    size_px: tuple[int, int] = WINDOW_PX
    machine: str = ""


class Lab:
    """One station with its records, its voice and the facilitator's side."""

    def __init__(
        self,
        options: Options,
        *,
        clock: Clock | None = None,
        seeds: Callable[[], int] | None = None,
        make_voice: Callable[[], Voice] = audio.make_voice,
    ) -> None:
        self.options = options
        self._problems = Problems(lambda: self.facilitator.show_status())
        self.report = self._problems.report
        self.setup = LiveSetUp(options.data_dir, lab=options.lab)
        self.store: Store = open_store(options.data_dir)
        self.setup.remember_folder()
        self.setup.name_station(options.machine)
        self.event = CurrentEvent(self.store, self.setup, options.event, report=self.report)
        self.speech = SpeechService(make_voice, self.report)
        self._sample = audio.Sample(self.speech)
        self._use_look()
        self.recorder, self.sign_ins, self._screen_saver = RunRecorder(), SignIns(), ScreenSaver()
        self.window = StationWindow(self._run_view())
        self.director = Director(self.window, self._services(clock or SystemClock(), seeds or unforeseeable_seed))
        self.read_aloud = self._read_aloud(self.window, self.window.view)
        self.read_aloud.listened.connect(self.director.idle.touch)
        self.director.idle.is_reading = lambda: self.read_aloud.is_speaking or self.window.view.is_read_aloud
        self.facilitator = FacilitatorSide(
            self.window,
            self._make_facilitator,
            self._status,
            has_own_screen=lambda: not self.setup.settings.has_onlookers,
        )
        self._onlookers: OnlookersWindow | None = None
        self.content_watch = ContentWatch(self.setup, lambda: self.director.is_free, self.window)
        self._connect()
        for problem in problems_of(self.setup.library, self.setup.settings, options.station):
            self.report(problem)

    def _connect(self) -> None:
        self.director.changed.connect(self.facilitator.show_status)
        self.director.changed.connect(self._problems.look_for_late_reader)
        self.setup.listen(self._set_up_anew)
        # What one visitor needed (larger text, more contrast, a voice) is not left to the next.
        self.director.visitor_gone.connect(self._use_look)
        self.director.visitor_gone.connect(self.read_aloud.turn_off)
        self.content_watch.told.connect(self._problems.report_content)
        self.director.visitor_gone.connect(self.content_watch.catch_up, Qt.ConnectionType.QueuedConnection)
        self.window.shown.connect(lambda: self.window.stop_keys.facilitator_pressed.connect(self.open_facilitator))

    def _run_view(self) -> RunView:
        sound = audio.page_sound()
        sound.unheard.connect(lambda why: self.report(InputError(why)))
        sound.device_changed.connect(lambda: self._problems.sound_goes_elsewhere(self.setup.settings))
        return RunView(
            self.speech.lend(Speaker.PAGE_READER),
            self.recorder,
            aloud=self.speech.lend(Speaker.PAGE_ALOUD),
            layers=self.setup.library.layers,
            sound=sound,
            spoken_to=(ListeningLink(), self.speech.lend(Speaker.VOICE_CONTROL)),
        )

    def _services(self, clock: Clock, seeds: Callable[[], int]) -> StationServices:
        return StationServices(
            library=self.setup.library,
            station=self._station(),
            journal=self.store,
            recorder=self.recorder,
            clock=clock,
            questions=load_questions(),
            event_name=self.event.find_name,
            station_name=lambda: self.setup.settings.station_name,
            host=lambda: self.event.host(is_away=self.setup.settings.is_host_away),
            modes=mode_randomiser(self.options.data_dir, self.report),
            orders=order_randomiser(self.options.data_dir, self.report),
            pairs=self.store,
            calibration=self.calibration,
            agreement=lambda: agreement_facts(self.event.settings, self.setup.now),
            next_seed=seeds,
            report_problem=self.report,
            sample=self._sample,
            has_sound=audio.has_sound,
            sign_ins=self.sign_ins,
        )

    def _station(self) -> Station:
        return offered_station(self.setup.library, self.setup.settings, self.options.station)

    # --- opening and closing ------------------------------------------------

    def open(self) -> None:
        """Show the station: full screen unless a window was asked for."""
        if self.options.is_windowed:
            self.window.resize(*self.options.size_px)
        else:
            self.window.setGeometry(self.window.screen().geometry())
        theme.fit_to(self.window.size())
        self.director.show_attract()
        if self.options.is_windowed:
            FrameFit(self.window)
            self.window.show()
        else:
            self._had_lock = load_locks(self.options.data_dir).has_lock
            self.window.may_close = self._may_close
            self.window.fill_screen()
            _log.info("%s", self._screen_saver.hold_off() or "The screen saver is held off.")
        self.window.close_refused.connect(self._close_refused)
        self.window.activateWindow()
        if self.setup.settings.has_onlookers:
            self._onlookers = open_onlookers(self.window, self.window.view)
        if (settings := self.setup.settings).permanent.schedule is not Schedule.NEVER or settings.watched_folder:
            # Its scheduler begins the scheduled events, checks the machine each morning and looks into the folder.
            self.facilitator.make_window()

    def leave(self) -> None:
        """Let Qt's loop end; `close` comes after it. (Qt's own quit() would ask the window, which refuses visitors.)"""
        QApplication.exit()

    def close(self) -> None:
        """End everything: the page is wiped, the records are complete, no process is left."""
        self._screen_saver.release()
        self.director.shut()
        self.speech.close()
        self.facilitator.close()
        self.window.may_close = lambda: True
        for window in filter(None, (self._onlookers, self.window)):
            window.close()
            window.deleteLater()
        # Pages have to be gone before the engine's profiles, which die with the application.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.store.close()

    def _may_close(self) -> bool:
        """Nobody closes a full screen on a visitor, and where there is, or was, a PIN nobody does without it."""
        self._had_lock |= load_locks(self.options.data_dir).has_lock
        return self.director.is_free and not self._had_lock and not self.facilitator.has_lock

    def _close_refused(self) -> None:
        if self.director.is_free:
            self.open_facilitator()
        else:
            self.director.stop()

    def _read_aloud(self, window: QWidget, view: RunView | None = None) -> ScreensAloud:
        return ScreensAloud(window, self.speech.lend(Speaker.READ_ALOUD), has_sound=audio.has_sound, view=view)

    # --- what the station asks -----------------------------------------------

    def calibration(self) -> Calibration:
        """Of the screen that the station's window is on, and of the sound device that there is."""
        is_loud_as_set = not why_not_set(self.setup.settings, audio.sound_device())
        return replace(calibration_of(self.setup.settings, self.window.screen()), is_loudness_set=is_loud_as_set)

    @property
    def problems(self) -> list[LabError]:
        """What was reported to the facilitator, in order."""
        return self._problems.reported

    def _use_look(self) -> None:
        theme.use(theme.theme_for(self.setup.settings))
        environment.ask_for_stillness(unless=self.setup.settings.has_motion)

    # --- the facilitator's side ------------------------------------------------

    def open_facilitator(self) -> None:
        """Everything on the station becomes normal, then the PIN is asked for."""
        if not self.director.is_free:
            self.director.stop(Input.ENDED)
        self.facilitator.open()

    def _make_facilitator(self) -> FacilitatorWindow:
        """Its hundred modules are imported when somebody asks for them, so that visitors see the lab sooner."""
        from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow

        services = Services(
            checks=lambda: self_check(self.options.data_dir),
            play=lambda: self._sample.play_aloud("This is how the screen reader sounds.", DEFAULT_WPM),
            talking=audio.RepeatedVoice,
            sound_device=audio.sound_device,
            event_name=lambda: self.event.name,
            open_page=self._open_own_page,
            fixed_station=self.options.station,
            make_pictures=FormPictures,
            sign_ins=self.sign_ins,
            forget_event=self.director.services.modes.forget,
        )
        window = FacilitatorWindow(self.store, self.setup, services=services)
        window.command.connect(self._command)
        window.leave_asked.connect(self.leave)
        window.doors_opened.connect(lambda: self.director.offer(is_anew=True))
        self._read_aloud(window)
        return window

    def _open_own_page(self, own: OwnPage) -> None:
        """The facilitator's side is locked again while a team is at the station."""
        self.facilitator.put_away()
        self.director.try_own_page(own)

    def _set_up_anew(self, _changed: frozenset[str]) -> None:
        """What was set holds from the next visitor on; a visit under way is left alone."""
        self.event.find_name()
        try:
            station = self._station()
        except InputError as problem:
            self.report(problem)
            return
        before = self.director.services.station.id
        self.director.change_station(station, self.setup.library)
        if station.id != before:
            self.facilitator.forget_station(before)
        self.director.offer()

    def _command(self, station: str, deed: Deed) -> None:
        if station == self.director.services.station.id:
            self.director.command(deed)

    def _status(self) -> StationStatus:
        status = station_status(self.director)
        return replace(status, note=str(self.problems[-1])) if self.problems else status
