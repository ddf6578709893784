"""The only place where the lab's objects are wired together."""

from __future__ import annotations

import logging
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from empathylab.domain.calibration import Calibration
from empathylab.domain.days import day_words
from empathylab.domain.errors import FileFaults, InputError, LabError
from empathylab.domain.persona import Persona
from empathylab.domain.records import EventSettings
from empathylab.domain.station import Station, at_one_desk
from empathylab.domain.voice import Voice
from empathylab.domain.words import as_known
from empathylab.files.door import load_door
from empathylab.files.library import Library, load_library, load_questions
from empathylab.files.overrides import with_overrides
from empathylab.files.places import assets_dir
from empathylab.files.settings import Choices, Schedule, Settings, load_settings
from empathylab.session.clock import Clock, SystemClock
from empathylab.session.recording import RunRecorder
from empathylab.speech.voices import DEFAULT_WPM
from empathylab.storage import Store, open_store
from empathylab.ui.facilitator.controls.desk import new_event
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.setup.calibration import calibration_of
from empathylab.ui.facilitator.setup.screen_saver import ScreenSaver
from empathylab.ui.facilitator.shell.facilitator_window import FacilitatorWindow
from empathylab.ui.keys.stop_keys import StopKeys
from empathylab.ui.kit import theme
from empathylab.ui.kit.frame_fit import FrameFit
from empathylab.ui.kit.self_check import self_check
from empathylab.ui.own_page.own_page_wish import OwnPage
from empathylab.ui.page import environment, scheme
from empathylab.ui.read_aloud.read_aloud import ReadAloud
from empathylab.ui.run.run_view import RunView
from empathylab.ui.sound import audio
from empathylab.ui.visit.flow.director import Director
from empathylab.ui.visit.flow.status import station_status
from empathylab.ui.visit.screens.agreement import AgreementFacts
from empathylab.ui.visit.screens.onlookers import OnlookersWindow
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow

#: While the facilitator looks, "since when" goes on.
_LIVE_EVERY_MS = 1_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line decides. Without a `station` the one that the facilitator ticked opens."""

    data_dir: Path
    station: str = ""
    event: str = ""
    is_windowed: bool = False
    size_px: tuple[int, int] = (1280, 800)


def make_application() -> QApplication:
    """Qt with the web engine's flags and scheme, the fonts and the look; call it before any widget is made."""
    environment.prepare()
    scheme.register()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Empathy Lab")
    app.setDesktopFileName("empathylab")
    theme.load_fonts(assets_dir())
    theme.use(theme.STANDARD)
    return app


def _chance() -> int:
    """A seed that nobody can foretell; it is recorded with the visit."""
    return random.SystemRandom().randrange(2**31)


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
        self.problems: list[LabError] = []
        self.settings: Settings = load_settings(options.data_dir)
        self.library = self._library_as_set()
        self.store: Store = open_store(options.data_dir)
        self._asked_event = options.event
        self.event = self._begin_event()
        self._make_voice = make_voice
        self._sample = audio.Sample(make_voice)
        self._use_look()
        self.recorder = RunRecorder(self.report)
        self.window = StationWindow(RunView(make_voice, self.recorder))
        self.director = Director(self.window, self._services(clock or SystemClock(), seeds or _chance))
        self.read_aloud = ReadAloud(self.window, make_voice, has_sound=audio.has_sound, view=self.window.view)
        self.read_aloud.listened.connect(self.director.idle.touch)
        self.director.idle.is_reading = lambda: self.read_aloud.is_speaking
        self._facilitator: FacilitatorWindow | None = None
        self._onlookers: OnlookersWindow | None = None
        self._screen_saver = ScreenSaver()
        self._live = QTimer(self.window, interval=_LIVE_EVERY_MS)
        self._live.timeout.connect(self._show_live)
        self.director.changed.connect(self._show_live)
        # What one visitor needed (larger text, more contrast, a voice) is not left to the next.
        self.director.visitor_gone.connect(self._use_look)
        self.director.visitor_gone.connect(self.read_aloud.turn_off)
        self.window.shown.connect(self._take_facilitator_key)
        for fault in self.library.faults:
            self.report(fault)
        self._tell_of_another_form()

    def _services(self, clock: Clock, seeds: Callable[[], int]) -> StationServices:
        return StationServices(
            library=self.library,
            station=self._station(),
            journal=self.store,
            recorder=self.recorder,
            clock=clock,
            questions=load_questions(),
            event_name=self._event_now,
            calibration=self.calibration,
            agreement=self._agreement,
            next_seed=seeds,
            report_problem=self.report,
            sample=self._sample,
            has_sound=audio.has_sound,
        )

    # --- opening and closing ------------------------------------------------

    def open(self) -> None:
        """Show the station: full screen unless a window was asked for."""
        self.director.show_attract()
        if self.options.is_windowed:
            self.window.resize(*self.options.size_px)
            FrameFit(self.window)
            self.window.show()
        else:
            self.window.may_close = self._may_close
            # Without a window manager full screen is only a wish, so the size is said as well.
            self.window.setGeometry(self.window.screen().geometry())
            self.window.showFullScreen()
        self.window.close_refused.connect(self._close_refused)
        self.window.activateWindow()
        self._open_onlookers()
        if not self.options.is_windowed:
            self._hold_off_screen_saver()
        if self.settings.permanent.schedule is not Schedule.NEVER:
            # Its caretaker begins the scheduled events and checks the machine each morning.
            self._facilitator = self._make_facilitator()

    def leave(self) -> None:
        """Let Qt's loop end; `close` comes after it. (Qt's own quit() would ask the window, which refuses visitors.)"""
        QApplication.exit()

    def close(self) -> None:
        """End everything: the page is wiped, the records are complete, no process is left."""
        self._screen_saver.release()
        self.director.shut()
        self._sample.close()
        self.read_aloud.close()
        if self._facilitator is not None and (reading := ReadAloud.of(self._facilitator)) is not None:
            reading.close()
        for window in (self._facilitator, self._onlookers):
            if window is not None:
                window.close()
                window.deleteLater()
        self.window.may_close = lambda: True
        self.window.close()
        self.window.deleteLater()
        # Pages have to be gone before the engine's profiles, which die with the application.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.store.close()

    def _may_close(self) -> bool:
        """Nobody closes a full screen on a visitor, and where there is a PIN nobody does without it."""
        return self.director.is_free and not load_door(self.options.data_dir).has_lock

    def _close_refused(self) -> None:
        if self.director.is_free:
            self.open_facilitator()
        else:
            self.director.stop()

    # --- what the station asks -----------------------------------------------

    def calibration(self) -> Calibration:
        """Of the screen that the station's window is on."""
        return calibration_of(self.settings, self.window.screen())

    def report(self, problem: LabError) -> None:
        """Tell the facilitator; the visitor's screen stays as it is."""
        self.problems.append(problem)
        _log.error("%s", problem)
        self._show_live()

    def _station(self) -> Station:
        """The station with the personas that are there and that the facilitator left on."""
        station = self._station_asked()
        offered = tuple(
            each
            for each in station.personas
            if each in self.library.personas and each not in self.settings.personas_off
        )
        if not offered:
            left_out = "".join(f" {fault}" for fault in self.library.faults)
            raise InputError(
                f"The station '{station.id}' has no persona to offer.{left_out}",
                "Switch one on in the facilitator's set-up, or correct the file.",
            )
        together = tuple(group for group in station.together if set(group) <= set(offered))
        return station.model_copy(update={"personas": offered, "together": together, "task": self._task(station)})

    def _station_asked(self) -> Station:
        """What the command line names; else what is ticked, at one desk."""
        if self.options.station:
            return self.library.station(self.options.station)
        return at_one_desk(self.library.stations_of(self.settings.stations))

    def _task(self, station: Station) -> str:
        """The station's form, or another that can be used in its place; raises InputError when there is none."""
        if station.task in self.library.tasks:
            return station.task
        other = next(iter(self.library.tasks), None)
        return self.library.task(station.task).id if other is None else other

    def _library_as_set(self) -> Library:
        """The personas as the facilitator set them: hands, helps, and the words of local disabled people."""
        library = load_library()
        return replace(library, personas={each.id: self._as_set(each) for each in library.personas.values()})

    def _tell_of_another_form(self) -> None:
        """After the faults, so that the live view shows what is wrong and what visitors get meanwhile."""
        wanted = self._station_asked().task
        shown = self.director.services.station.task
        if wanted != shown:
            faults = [each for each in self.library.faults if isinstance(each, FileFaults)]
            why = next((str(each) for each in faults if each.path.parent.name == wanted), "")
            title = self.library.tasks[shown].title
            self.report(InputError(why, f"Until then visitors get “{title}”."))

    def _as_set(self, persona: Persona) -> Persona:
        words = (*persona.lived_words, *self.settings.lived_words.get(persona.id, ()))
        chosen = with_overrides(persona, self.settings.choices.get(persona.id, Choices()))
        return chosen.model_copy(update={"lived_words": words})

    def _hold_off_screen_saver(self) -> None:
        words = self._screen_saver.hold_off()
        if words:
            _log.info("%s", words)

    def _begin_event(self) -> EventSettings:
        """The event that records go under.

        One that the command line names is begun at once. One that the lab names by itself, or that was deleted since,
        is written down with its first visit: else it would stand empty in every list and report.
        """
        today = datetime.now().astimezone().date()
        name = self._asked_event or self.settings.event or f"Empathy Lab {day_words(today)}"
        known = {event.name: event for event in self.store.events()}
        name = as_known(name, known)
        if name not in known:
            known[name] = new_event(name, today)
            if self._asked_event:
                self.store.begin_event(known[name])
        return known[name]

    def _event_now(self) -> str:
        """The name under which the next visit is recorded; where the records do not answer, the one there was."""
        try:
            self.event = self._begin_event()
        except LabError as problem:
            self.report(problem)
        return self.event.name

    def _agreement(self) -> AgreementFacts:
        words = self.settings.agreements.get(self.event.language, "")
        return AgreementFacts("The team beside you", day_words(self.event.keep_until), words)

    def _use_look(self) -> None:
        base = theme.HIGH_CONTRAST if self.settings.has_high_contrast else theme.STANDARD
        theme.use(replace(base, scale=self.settings.text_scale, has_motion=self.settings.has_motion))

    # --- the facilitator's side ------------------------------------------------

    def _take_facilitator_key(self) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        StopKeys.of(handle).facilitator_pressed.connect(self.open_facilitator)

    def open_facilitator(self) -> None:
        """Everything on the station becomes normal, then the PIN is asked for."""
        if not self.director.is_free:
            self.director.stop()
        if self._facilitator is None:
            self._facilitator = self._make_facilitator()
        self._show_live()
        self._live.start()
        self._facilitator.setGeometry(self._facilitator_place())
        self._facilitator.show()
        self._facilitator.raise_()
        self._facilitator.activateWindow()

    def _facilitator_place(self) -> QRect:
        """A second screen that no onlookers watch; without one, over the visitors' window."""
        other = None if self.settings.has_onlookers else self._other_screen()
        return self.window.geometry() if other is None else other.availableGeometry()

    def _other_screen(self) -> QScreen | None:
        """One that the visitor is not at."""
        return next((each for each in QApplication.screens() if each is not self.window.screen()), None)

    def _back_to_visitors(self) -> None:
        """Uncover the visitors' window; on a screen of its own the facilitator's side stays, locked."""
        if self._facilitator is not None and self._facilitator.geometry().intersects(self.window.geometry()):
            self._facilitator.hide()
        self.window.raise_()
        self.window.activateWindow()

    def _make_facilitator(self) -> FacilitatorWindow:
        services = Services(
            checks=lambda: self_check(self.options.data_dir),
            play=lambda: self._sample.play_aloud("This is how the screen reader sounds.", DEFAULT_WPM),
            event_name=lambda: self.event.name,
            open_page=self._open_own_page,
            fixed_station=self.options.station,
        )
        window = FacilitatorWindow(self.store, self.library, self.options.data_dir, services=services)
        window.command.connect(self._command)
        window.calibrated.connect(self._settings_changed)
        window.desk.event_named.connect(self._event_named)
        window.leave_asked.connect(self.leave)
        window.given_back.connect(self._back_to_visitors)
        ReadAloud(window, self._make_voice, has_sound=audio.has_sound)
        return window

    def _open_own_page(self, own: OwnPage) -> None:
        """The facilitator's side is locked again while a team is at the station."""
        if self._facilitator is not None:
            self._facilitator.lock()
            self._facilitator.hide()
        self.window.activateWindow()
        self.director.try_own_page(own)

    def _event_named(self) -> None:
        """What the command line asked for holds until then."""
        self._asked_event = ""

    def _settings_changed(self) -> None:
        """What was set holds from the next visitor on; a visit under way is left alone."""
        self.settings = load_settings(self.options.data_dir)
        self._event_now()
        self.library = self._library_as_set()
        try:
            station = self._station()
        except InputError as problem:
            self.report(problem)
            return
        before = self.director.services.station.id
        self.director.change_station(station, self.library)
        if self._facilitator is not None and station.id != before:
            self._facilitator.forget_station(before)
            self._show_live()
        if self.director.is_free:
            self.director.show_attract()

    def _command(self, station: str, order: str) -> None:
        if station == self.director.services.station.id:
            self.director.command(order)

    def _show_live(self) -> None:
        if self._facilitator is None:
            return
        if not self._facilitator.isVisible():
            self._live.stop()
        status = station_status(self.director)
        if self.problems:
            status = replace(status, note=str(self.problems[-1]))
        self._facilitator.show_status(status)

    def _open_onlookers(self) -> None:
        other = self._other_screen()
        if self.settings.has_onlookers and other is not None:
            self._onlookers = OnlookersWindow(self.window.view)
            self._onlookers.setGeometry(other.geometry())
            self._onlookers.showFullScreen()
