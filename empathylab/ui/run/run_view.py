"""The station's view: the one widget in which a form is filled in under simulations."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent, QWindow
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.event_log import NoRecord, Recorder
from empathylab.domain.keys import KeyPress
from empathylab.domain.session import Condition
from empathylab.domain.voice import Voice
from empathylab.files.layers import Layers, layers_over
from empathylab.ui.keys.input_guard import InputGuard
from empathylab.ui.kit.page_covers import Curtain, OneMoment
from empathylab.ui.lens.lens import Lens
from empathylab.ui.lens.popup_lenses import PopupLenses
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.form_host import FormHost
from empathylab.ui.page.page_focus import PageFocus
from empathylab.ui.page.page_inputs import NO_INPUTS, PageInputs
from empathylab.ui.reader.reading import Reading
from empathylab.ui.run.copies import forget_copies
from empathylab.ui.run.helps_in_use import HelpsInUse
from empathylab.ui.run.onlooking import Onlooking
from empathylab.ui.run.page_aloud import PageAloud
from empathylab.ui.run.page_dialogs import PageDialogs
from empathylab.ui.run.run_controller import RunController, RunState
from empathylab.ui.run.simulation import RunSimulation
from empathylab.ui.run.voice_control import VoiceControlInUse
from empathylab.ui.sound.listening_link import ListeningLink
from empathylab.ui.sound.page_sound import PageSound
from empathylab.vision.prepare import prepare_meanwhile

_NO_RECORD = NoRecord()


class RunView(QWidget):
    """The view of a run.

    Page, lens, curtain and "one moment", each over the one before; a controller runs one condition at a time.

    What is worth recording goes to the recorder, never anything typed. What the screens around it want to hear are the
    signals of whoever sees it happen.
    """

    #: A `voice_control.CommandHeard`.
    voice_control_told = Signal(object)

    def __init__(
        self,
        voice: Voice,
        recorder: Recorder = _NO_RECORD,
        parent: QWidget | None = None,
        *,
        aloud: Voice | None = None,
        layers: Layers | None = None,
        allowed: Allowed | None = None,
        sound: PageSound | None = None,
        spoken_to: tuple[ListeningLink, Voice] | None = None,
    ) -> None:
        """`voice` is the screen reader's, `aloud` what reads a page aloud; without it none is.

        `spoken_to` is what listens to voice control and what answers; without it nobody does.
        """
        super().__init__(parent)
        self._layers = layers or layers_over()
        self._view = EngineView(self)
        self.lens = Lens(self)
        self._popups = PopupLenses(self)
        self._curtain = Curtain(self)
        self._one_moment = OneMoment(self)
        self._host = FormHost(self._view, self._layers, allowed, recorder)
        self._focus = PageFocus(self._view, lambda: self._host.page)
        self._helps = HelpsInUse(self._view, recorder)
        self._guard = InputGuard(self, self._page_widget, recorder)
        self._reading = Reading(voice, self._curtain, recorder)
        self._dialogs = PageDialogs(self, self.lens, self._reading, self._focus)
        self._onlooking = Onlooking(self, self.lens, self._reading, lambda: self._host.page, lambda: self._helps.scale)
        # Without a player pages are silent.
        self._sound = sound or PageSound()
        self._sound.setParent(self)
        self._aloud = None if aloud is None else PageAloud(self, aloud, lambda: self._host.page, self._helps)
        self._voice_control = spoken_to and VoiceControlInUse(
            self, *spoken_to, lambda: self._host.page, self._guard, self._helps, recorder
        )
        simulation = RunSimulation(
            self._view,
            self._guard,
            self.lens,
            self._popups,
            self._reading,
            self._onlooking,
            self._helps,
            self._sound,
            self._aloud,
            self._voice_control,
        )
        # The lens follows the engine before the run hears that there is a picture.
        self._host.drawn.connect(self._follow_engine)
        self._host.media_told.connect(self._sound.follow)
        for gone in (self._host.left, self._host.lost):
            gone.connect(self._sound.end)
        self._run = RunController(self._host, self._guard, self.lens, simulation, self._helps, recorder)
        self._share_signals()
        if self._voice_control is not None:
            self._voice_control.told.connect(self.voice_control_told)
            for changed in (self.lens.page_painted, self._host.shown):
                changed.connect(self._voice_control.page_changed)
        self._set_up_view()

    def _share_signals(self) -> None:
        """What is heard around the view, each from its source."""
        self.ready, self.page_lost, self.page_back = self._run.ready, self._run.page_lost, self._run.page_back
        self.completed, self.form_fault = self._host.completed, self._host.fault
        #: A `Refused`, a `LabError` of an address that did not come, and a `PageEnded`.
        self.refused, self.unreached, self.ended = self._host.refused, self._host.unreached, self._host.ended
        #: Whether the page in front itself does something at Shift.
        self.shift_used = self._host.shift_used
        #: What the meters tell of the page: an `Unannounced` or `VagueWords`.
        self.metered = self._host.metered
        #: Another document is there.
        self.page_shown = self._host.shown
        #: What the page in front is called, each time it is called otherwise; empty where it has no title.
        self.titled = self._host.titled
        #: What a list in it came to under the arrow keys; told only while another screen reader is at work.
        self.chosen = self._host.chosen
        #: The id of the field or link that has the focus now.
        self.field_focused = self._host.field_focused
        # By voice, or from a panel of the system's, letters come without a key.
        self._host.written_in.connect(self._guard.activity)
        self.activity, self.pointer_refused = self._guard.activity, self._guard.pointer.refused
        self.caption, self.public_caption = self._reading.caption, self._reading.public_caption
        #: The `Price` of a page with a field that a reader has opened.
        self.page_priced = self._reading.page_priced
        #: True when the curtain has come down, False when it was lifted.
        self.curtain_moved = self._reading.curtain_moved
        #: What `page_picture` gives has changed.
        self.picture_changed = self._onlooking.changed
        self.filter_failed = self.lens.failed

    # ---- what the screens around it use ----

    @property
    def zoom(self) -> float:
        """How much larger than at first the visitor has made the page."""
        return self._helps.zoom

    @property
    def page(self) -> QWebEnginePage | None:
        """The page of the run in hand."""
        return self._host.page

    @property
    def page_widget(self) -> QWidget | None:
        """The widget that takes the page's keys; another one after each change of process."""
        return self._page_widget()

    @property
    def cursor_node(self) -> int | None:
        """The page's own number for what the reader is at, None when nothing reads."""
        return self._reading.cursor_node

    @property
    def is_asking(self) -> bool:
        """Whether the page waits for an answer to what it says or asks."""
        return self._dialogs.is_open

    def dismiss_question(self) -> None:
        """Answer it with no."""
        self._dialogs.dismiss()

    @property
    def is_reading(self) -> bool:
        """Whether a screen reader reads the page of the run in hand."""
        return self._reading.station is not None

    @property
    def is_read_aloud(self) -> bool:
        """Whether the page is being read aloud just now, as a help."""
        return self._aloud is not None and self._aloud.is_reading

    def does_as_taught(self, press: KeyPress) -> bool:
        """Whether a key, before it arrives at the page, will do there what a tutor teaches it for."""
        asked = (self._reading, self._helps, self._aloud)
        return self._run.state is RunState.READY and all(each is None or each.does_as_taught(press) for each in asked)

    @property
    def is_dark(self) -> bool:
        """Whether the curtain is down over the page."""
        return self._curtain.isVisible()

    def show_phrase(self, words: str) -> None:
        """In large letters on the curtain, for those who look on."""
        self._curtain.say(words)

    @property
    def phrases_shown(self) -> tuple[str, ...]:
        """What stands on the curtain, the newest last."""
        return self._curtain.said

    def allow(self, allowed: Allowed, given: PageInputs = NO_INPUTS) -> None:
        """Which addresses the pages of the runs from now on may load beside the lab's own forms, and with what."""
        self._host.allow(allowed, given)
        self._host.is_answered = allowed.is_outside

    def page_picture(self) -> QPixmap:
        """The page behind the curtain with the reader's cursor, for onlookers.

        What the visitor entered is not in it: while the curtain is down the page paints its fields empty. Null when
        the curtain is up, on pages that are not the lab's own, and until it is certain that no ink is left.
        """
        return self._onlooking.picture()

    def page_focus(self, element_id: str) -> None:
        """Put the page's own focus on this element, as a script would; for measurements and pictures."""
        self._focus.put(element_id)

    def guard_window(self, window: QWindow) -> None:
        """Filter this window's input over the task from now on; its stop keys stay in front."""
        self._guard.watch(window)

    def preload(self) -> None:
        """Between visitors, while nothing else is going on: engine, page, lens and voice are warm for the next one."""
        prepare_meanwhile()
        self._run.rest()
        self._host.preload()
        self._reading.preload()

    def start(self, condition: Condition, start_url: str) -> None:
        """Open the form under this condition; `ready` follows when its first (filtered) picture is painted."""
        self.end()
        self._dialogs.begin()
        self._run.start(condition, start_url, self._layers.assets)
        self._follow_engine()
        self._focus.take()

    def end(self) -> None:
        """Take the simulation off at once and wipe the page with everything it kept. A second call does nothing."""
        self._run.end()
        self._sound.end()
        self._one_moment.hide()
        forget_copies()

    def set_simulation_enabled(self, on: bool) -> None:
        """Off: everything is normal at once, and the form stays. On again: as the condition says."""
        self._run.set_simulation_enabled(on)

    # ---- layout ----

    def _set_up_view(self) -> None:
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._view.setAcceptDrops(False)
        # So does a dialog of the page's, beneath the lens.
        self.setProperty("draws_focus", True)
        self.setFocusProxy(self._view)
        self._view.got_child.connect(self._engine_changed)
        self._view.refused.connect(self._host.refused)
        self._guard.key_delivered.connect(self._host.expect_answer)
        self._host.asked.connect(self._dialogs.show)
        self._host.stayed.connect(self._focus.hold)
        if self._aloud is not None:
            self._host.shown.connect(self._aloud.stop)
            self._host.lost.connect(self._aloud.stop)
        self.page_lost.connect(self._cover_loss)
        self.page_back.connect(self._uncover)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for layer in (self._view, self.lens, self._curtain, self._one_moment):
            layer.setGeometry(self.rect())
        self._dialogs.place()

    def _page_widget(self) -> QWidget | None:
        if self._dialogs.is_open:
            return self._dialogs.focused
        return None if self._host.page is None or self._host.is_lost else self._view.inner

    def _engine_changed(self, child: QObject) -> None:
        """The engine has put a widget into the view: its own new one, or a popup."""
        self._popups.watch(child)
        QTimer.singleShot(0, self, self._follow_engine)

    def _follow_engine(self) -> None:
        inner = self._view.inner
        if self._host.page is None or inner is None:
            return
        self.lens.watch(inner)
        if QApplication.focusWidget() in (None, self, self._view):
            # The engine's new widget takes the keys only when it is told to.
            inner.setFocus()

    def _cover_loss(self) -> None:
        self._one_moment.show()
        self._one_moment.raise_()

    def _uncover(self) -> None:
        self._one_moment.hide()
        self._view.setFocus()
