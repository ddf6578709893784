"""The simulation of a run: what its condition puts between a person and the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWebEngineCore import QWebEnginePage

from empathylab.domain.feature import Group, wears, worn
from empathylab.domain.session import Condition
from empathylab.features import FEATURES
from empathylab.helps import LargePointer
from empathylab.motor import KeyFilter, PointerBlock, Tremor
from empathylab.reader.screen_reader import ScreenReader
from empathylab.ui.keys.input_guard import InputGuard
from empathylab.ui.kit.page_covers import DARK
from empathylab.ui.lens.lens import Lens
from empathylab.ui.lens.lens_filters import LensFilters, sight
from empathylab.ui.lens.magnifier import BlindEye
from empathylab.ui.lens.popup_lenses import PopupLenses
from empathylab.ui.page.asking import ask
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.scripts import call, script
from empathylab.ui.reader.reading import Reading
from empathylab.ui.run.helps_in_use import HelpsInUse
from empathylab.ui.run.onlooking import Onlooking
from empathylab.ui.run.page_aloud import PageAloud
from empathylab.ui.run.voice_control import VoiceControlInUse
from empathylab.ui.sound.page_sound import PageSound


class RunSimulation(QObject):
    """Puts on and takes off what is worn in a run.

    On or off, at once; the page underneath stays as it is.
    """

    def __init__(
        self,
        view: EngineView,
        guard: InputGuard,
        lens: Lens,
        popups: PopupLenses,
        reading: Reading,
        onlooking: Onlooking,
        helps: HelpsInUse,
        sound: PageSound,
        aloud: PageAloud | None,
        voice_control: VoiceControlInUse | None,
    ) -> None:
        super().__init__(view)
        self._view, self._guard, self._helps, self._aloud = view, guard, helps, aloud
        self._voice_control = voice_control
        self._lens, self._popups, self._filters = lens, popups, LensFilters()
        self._reading, self._onlooking, self._sound = reading, onlooking, sound
        self._condition: Condition | None = None
        guard.pointer.moved.connect(self._pointer_moved)
        reading.curtain_moved.connect(self._curtain_moved)
        # The engine tells of a new place of the caret after the page has told of the focus.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(lens.look_again)

    def put_on(self, condition: Condition, page: QWebEnginePage | None) -> None:
        """As the condition says. What moves by itself rests until `let_move`."""
        self._condition = condition
        self._begin_input(condition)
        self._begin_lens(condition)
        self._sound.wear(condition.simulations)
        if page is not None and Group.HEARING in FEATURES.groups(condition.simulations):
            # The lab plays the sound of its own pages; that of others cannot be heard through anything.
            page.setAudioMuted(True)
        reader = worn(condition.simulations, ScreenReader)
        if reader is not None and page is not None:
            self._reading.begin(reader, page)

    def take_off(self) -> None:
        """Everything is normal at once. A second call does nothing."""
        self._condition = None
        self._guard.end()
        self._sound.wear(())
        if self._aloud is not None:
            self._aloud.end()
        if self._voice_control is not None:
            self._voice_control.end()
        self._reading.end()
        self._onlooking.end()
        self._lens.take_off()
        self._popups.use(None)
        self._view.has_tooltips = True

    def rest(self) -> None:
        """Between visitors: nothing is kept of what was worn."""
        self._filters.forget()

    def let_move(self, page: QWebEnginePage | None) -> None:
        """The page is there: what moves by itself begins, unless the computer's own settings say that nothing shall."""
        if self._lens.is_on and page is not None:
            source = script("page-state.js") + call("labState.wantsStillness")
            ask(page, source, self._move_unless, self)

    def look_at(self, box: QRectF) -> None:
        """Eyes go to what has the focus, in CSS pixels of the page."""
        scale = self._helps.scale
        self._lens.gaze.set_element(QRectF(box.topLeft() * scale, box.size() * scale))
        self._lens.look_again()

    def _begin_input(self, condition: Condition) -> None:
        keys = KeyFilter(condition.simulations, condition.helps, seed=condition.seed)
        is_blocked = wears(condition.simulations, PointerBlock)
        commands = [self._helps.take_key, self._reading.take]
        if self._aloud is not None:
            self._aloud.begin(condition)
            commands.append(self._aloud.take_key)
        if self._voice_control is not None:
            self._voice_control.begin(condition)
            commands.append(self._voice_control.take_key)
        self._guard.begin(keys, tuple(commands), is_pointer_blocked=is_blocked)
        if (tremor := worn(condition.simulations, Tremor)) is not None:
            self._guard.pointer.tremor.begin(tremor, condition.seed)

    def _begin_lens(self, condition: Condition) -> None:
        frame_filter = self._filters.of(condition)
        if frame_filter is not None:
            self._lens.has_large_caret = self._helps.has(LargePointer.id)
            self._lens.put_on(frame_filter)
            self._popups.use(sight(condition))
            self._view.has_tooltips = False

    def _move_unless(self, is_stillness_asked: object) -> None:
        self._lens.gaze.let_glide(is_stillness_asked is False)
        if is_stillness_asked is False and self._lens.moves:
            self._lens.movement.begin()

    def _pointer_moved(self, place: QPointF) -> None:
        self._lens.gaze.set_pointer(place)
        self._lens.look_again()

    def _curtain_moved(self, is_down: bool) -> None:
        """Behind the curtain the engine's own windows stay dark, too, and the pointer rests."""
        self._guard.pointer.is_dark = is_down
        if is_down:
            self._popups.use(BlindEye, DARK)
        else:
            self._popups.use(sight(self._condition) if self._condition is not None else None)
        self._view.has_tooltips = not is_down and not self._lens.is_on
        self._onlooking.begin(is_down)
