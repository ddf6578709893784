"""The station's view: the one widget in which a form is filled in under simulations."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QPixmap, QResizeEvent, QWindow
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication, QWidget

from empathylab.domain.events import HelpTaken, NoRecord, PageLost, PageRestored, Recorder, ZoomChanged
from empathylab.domain.feature import wears, worn
from empathylab.domain.keys import KeyPress
from empathylab.domain.session import Condition
from empathylab.domain.voice import Voice
from empathylab.files.places import assets_dir
from empathylab.helps import LargePointer, Zoom
from empathylab.motor import KeyFilter, PointerBlock, Tremor
from empathylab.reader.screen_reader import ScreenReader
from empathylab.ui.keys.input_guard import InputGuard
from empathylab.ui.kit import theme
from empathylab.ui.kit.page_covers import Curtain, OneMoment
from empathylab.ui.lens.lens import NOTHING, Lens, PopupLenses
from empathylab.ui.lens.magnifier import Dark
from empathylab.ui.lens.sight import Eyes, sight
from empathylab.ui.page.allowed import Allowed
from empathylab.ui.page.channel import ISOLATED_WORLD
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.form_host import FormHost
from empathylab.ui.page.page_focus import PageFocus
from empathylab.ui.page.page_helps import page_helps_script
from empathylab.ui.page.page_styles import ZOOM_STEPS, style_script, zoom_asked
from empathylab.ui.reader.reading import Reading
from empathylab.ui.run.onlooking import Onlooking

#: Longer than between two paintings of a page that has just been drawn.
_PAINT_WAIT_MS = 120
_NO_RECORD = NoRecord()
#: What the person has asked of the computer; the engine knows it.
_ASKED_FOR_STILLNESS = "matchMedia('(prefers-reduced-motion: reduce)').matches"


class RunView(QWidget):
    """Runs one condition at a time. What is worth recording goes to the recorder, never anything typed."""

    #: The id of the field or link that has the focus now.
    field_focused = Signal(str)
    #: True when the curtain has come down, False when it was lifted.
    curtain_moved = Signal(bool)
    completed = Signal()
    ready = Signal()
    caption = Signal(str)
    public_caption = Signal(str)
    #: The `Price` of a page with a field that a reader has opened.
    page_priced = Signal(object)
    #: What `page_picture` gives has changed.
    picture_changed = Signal()
    activity = Signal()
    pointer_refused = Signal()
    page_lost = Signal()
    filter_failed = Signal(str)
    form_fault = Signal(str, bool)
    page_back = Signal()
    #: A `Refused`, and a `LabError` of an address that did not come.
    refused = Signal(object)
    unreached = Signal(object)
    #: Whether the page in front itself does something at Shift.
    shift_used = Signal(bool)

    def __init__(
        self,
        voice_factory: Callable[[], Voice],
        recorder: Recorder = _NO_RECORD,
        parent: QWidget | None = None,
        *,
        assets: Path | None = None,
        allowed: Allowed | None = None,
    ) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._condition: Condition | None = None
        self._is_ready = self._is_drawn = self._is_made = False
        self._zoom = self._own_size = 1.0
        self._helps_taken: set[str] = set()
        self._view = EngineView(self)
        self._assets = assets or assets_dir()
        self._host = FormHost(self._view, self._assets, allowed, recorder)
        self._focus = PageFocus(self._view, lambda: self._host.page)
        self._lens = Lens(self)
        self._popups = PopupLenses(self)
        self._eyes = Eyes()
        self._curtain = Curtain(self)
        self._one_moment = OneMoment(self)
        self._reading = Reading(voice_factory, self._curtain, recorder)
        self._onlooking = Onlooking(self, self._lens, self._reading, lambda: self._host.page, lambda: self._scale)
        self._paint_wait = QTimer(self, singleShot=True, interval=_PAINT_WAIT_MS)
        self._guard = InputGuard(self, self._page_widget, recorder)
        self._set_up_view()
        self._connect()

    # ---- what the screens around it use ----

    @property
    def zoom(self) -> float:
        """How much larger than at first the visitor has made the page."""
        return self._zoom

    @property
    def _scale(self) -> float:
        return min(self._zoom * self._own_size, ZOOM_STEPS[-1])

    @property
    def lens(self) -> Lens:
        return self._lens

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

    def allow(self, allowed: Allowed) -> None:
        """Which addresses the pages of the runs from now on may load, beside the lab's own forms."""
        self._host.allow(allowed)

    @property
    def is_reading(self) -> bool:
        """Whether a screen reader reads the page of the run in hand."""
        return self._reading.station is not None

    @property
    def is_dark(self) -> bool:
        """Whether the curtain is down over the page."""
        return self._curtain.isVisible()

    def page_picture(self) -> QPixmap:
        """The page behind the curtain with the reader's cursor, for onlookers.

        What the visitor entered is not in it: while the curtain is down the page paints its fields empty. Null when
        the curtain is up, on pages that are not the lab's own, and until it is certain that no ink is left.
        """
        return self._onlooking.picture()

    def page_focus(self, element_id: str) -> None:
        """Put the page's own focus on this element, as a script would; for measurements and pictures."""
        if self._host.page is not None:
            script = f"document.getElementById({json.dumps(element_id)})?.focus()"
            self._host.page.runJavaScript(script, ISOLATED_WORLD.value)

    def guard_window(self, window: QWindow) -> None:
        """Filter this window's input over the task from now on; its stop keys stay in front."""
        self._guard.watch(window)

    def preload(self) -> None:
        """Between visitors, while nothing else is going on: engine, page and voice are warm for the next one."""
        self._host.preload()
        self._reading.preload()

    def start(self, condition: Condition, start_url: str) -> None:
        """Open the form under this condition; `ready` follows when its first (filtered) picture is painted."""
        self.end()
        self._condition = condition
        self._zoom = 1.0
        # What a visitor's own eyes need is no help of the form. Under a lens it would change what is simulated.
        self._own_size = 1.0 if sight(condition) is not None else theme.current().scale
        self._helps_taken.clear()
        style = style_script(condition.helps, is_under_lens=sight(condition) is not None)
        self._host.prepare(style, page_helps_script(condition, self._assets))
        self.set_simulation_enabled(True)
        self._host.open(start_url)
        self._view.setZoomFactor(self._scale)
        self._follow_engine()
        self._focus.take()

    def end(self) -> None:
        """Take the simulation off at once and wipe the page with everything it kept. A second call does nothing."""
        self.set_simulation_enabled(False)
        self._condition = None
        self._is_ready = self._is_drawn = self._is_made = False
        self._paint_wait.stop()
        self._one_moment.hide()
        self._lens.watch(None)
        self._host.close()
        _forget_copies()

    def set_simulation_enabled(self, on: bool) -> None:
        """Off: everything is normal at once, and the form stays. On again: as the condition says."""
        if on and self._condition is not None:
            self._begin_input(self._condition)
            self._begin_lens(self._condition)
            self._begin_reading(self._condition)
            return
        self._guard.end()
        self._reading.end()
        self._onlooking.end()
        self._lens.take_off()
        self._popups.use(None)
        self._view.has_tooltips = True

    # ---- set-up ----

    def _set_up_view(self) -> None:
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._view.setAcceptDrops(False)
        self._view.setProperty("draws_focus", True)
        self.setFocusProxy(self._view)

    def _connect(self) -> None:
        self._view.got_child.connect(self._engine_changed)
        self._guard.activity.connect(self.activity)
        self._guard.pointer_refused.connect(self.pointer_refused)
        self._guard.pointer_moved.connect(self._pointer_moved)
        self._guard.key_delivered.connect(self._host.expect_answer)
        self._reading.caption.connect(self.caption)
        self._reading.public_caption.connect(self.public_caption)
        self._reading.page_priced.connect(self.page_priced)
        self._reading.curtain_moved.connect(self._curtain_moved)
        self._reading.curtain_moved.connect(self.curtain_moved)
        self._onlooking.changed.connect(self.picture_changed)
        self._host.field_focused.connect(self.field_focused)
        self._host.completed.connect(self.completed)
        self._host.help_taken.connect(self._take_help)
        self._host.looked_at.connect(self._looked_at)
        self._host.drawn.connect(self._page_drawn)
        self._host.fault.connect(self.form_fault)
        self._host.lost.connect(self._page_lost)
        self._host.back.connect(self._page_back)
        self._host.refused.connect(self.refused)
        self._host.unreached.connect(self.unreached)
        self._host.shift_used.connect(self.shift_used)
        self._host.stayed.connect(self._focus.hold)
        # The engine tells of a new place of the caret after the page has told of the focus.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._lens.look_again)
        self._lens.painted.connect(self._be_ready)
        self._lens.failed.connect(self.filter_failed)
        self._lens.page_painted.connect(self._page_painted)
        self._paint_wait.timeout.connect(self._page_painted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for layer in (self._view, self._lens, self._curtain, self._one_moment):
            layer.setGeometry(self.rect())

    # ---- input ----

    def _begin_input(self, condition: Condition) -> None:
        keys = KeyFilter(condition.simulations, condition.helps, seed=condition.seed)
        is_blocked = wears(condition.simulations, PointerBlock)
        self._guard.begin(keys, (self._zoom_key, self._reading.take), is_pointer_blocked=is_blocked)
        if (tremor := worn(condition.simulations, Tremor)) is not None:
            self._guard.trembling.begin(tremor, condition.seed)

    def _zoom_key(self, press: KeyPress) -> bool:
        """Without the help the keys do nothing: the page does not let its text grow."""
        asked = zoom_asked(press, self._zoom)
        if asked is None:
            return False
        if asked != self._zoom and self._has_help(Zoom.id):
            self._set_zoom(asked)
        return True

    def _set_zoom(self, factor: float) -> None:
        self._zoom = factor
        self._view.setZoomFactor(self._scale)
        self._take_help(Zoom.id)
        self._recorder.record(ZoomChanged(factor))

    def _take_help(self, kind: str) -> None:
        if self._has_help(kind) and kind not in self._helps_taken:
            self._helps_taken.add(kind)
            self._recorder.record(HelpTaken(kind))

    def _has_help(self, kind: str) -> bool:
        return self._condition is not None and any(spec.kind == kind for spec in self._condition.helps)

    def _page_widget(self) -> QWidget | None:
        return None if self._host.page is None or self._host.is_lost else self._view.focusProxy()

    def _begin_reading(self, condition: Condition) -> None:
        page = self._host.page
        reader = worn(condition.simulations, ScreenReader)
        if reader is not None and page is not None:
            self._reading.begin(reader, page)

    # ---- the lens ----

    def _begin_lens(self, condition: Condition) -> None:
        frame_filter = self._eyes.of(condition)
        if frame_filter is not None:
            self._lens.has_large_caret = self._has_help(LargePointer.id)
            self._lens.put_on(frame_filter)
            self._popups.use(sight(condition))
            self._view.has_tooltips = False
            self._let_move()

    def _let_move(self) -> None:
        """Once the page is there, and unless the computer's own settings say that nothing shall move."""
        if self._is_ready and self._lens.moves and self._host.page is not None:
            self._host.page.runJavaScript(_ASKED_FOR_STILLNESS, ISOLATED_WORLD.value, self._move_unless)

    def _move_unless(self, is_stillness_asked: object) -> None:
        if is_stillness_asked is False and self._lens.moves:
            self._lens.movement.begin()

    def _curtain_moved(self, is_down: bool) -> None:
        """Behind the curtain the engine's own windows stay dark, too, and the pointer rests."""
        self._guard.darken(is_down)
        if is_down:
            self._popups.use(Dark, NOTHING)
        else:
            self._popups.use(sight(self._condition) if self._condition is not None else None)
        self._view.has_tooltips = not is_down and not self._lens.is_on
        self._onlooking.begin(is_down)

    def _engine_changed(self, child: QObject) -> None:
        """The engine has put a widget into the view: its own new one, or a popup."""
        self._popups.watch(child)
        QTimer.singleShot(0, self, self._follow_engine)

    def _follow_engine(self) -> None:
        inner = self._view.focusProxy()
        if self._host.page is None or not isinstance(inner, QQuickWidget):
            return
        self._lens.watch(inner)
        if QApplication.focusWidget() in (None, self, self._view):
            # The engine's new widget takes the keys only when it is told to.
            inner.setFocus()

    def _pointer_moved(self, place: QPointF) -> None:
        self._lens.gaze.set_pointer(place)
        self._lens.look_again()

    def _looked_at(self, box: QRectF) -> None:
        scale = self._scale
        self._lens.gaze.set_element(QRectF(box.topLeft() * scale, box.size() * scale))
        self._lens.look_again()

    # ---- the page ----

    def _page_drawn(self) -> None:
        if self._scale != self._view.zoomFactor():
            self._view.setZoomFactor(self._scale)
        self._follow_engine()
        if not self._is_ready:
            # The engine has made the picture; Qt shows it with its next painting, which may just have been.
            self._is_made = True
            self._paint_wait.start()

    def _page_painted(self) -> None:
        if not self._is_made or self._is_drawn:
            return
        self._paint_wait.stop()
        self._is_drawn = True
        if self._lens.is_on:
            self._lens.wait_for_new_picture()
        else:
            self._be_ready()

    def _be_ready(self) -> None:
        if self._is_drawn and not self._is_ready:
            self._is_ready = True
            self._let_move()
            self.ready.emit()

    def _page_lost(self) -> None:
        self._guard.lift_all()
        self._guard.freeze(True)
        self._one_moment.show()
        self._one_moment.raise_()
        self._recorder.record(PageLost())
        self.page_lost.emit()

    def _page_back(self) -> None:
        self._guard.freeze(False)
        self._one_moment.hide()
        self._recorder.record(PageRestored())
        self._view.setFocus()
        self.page_back.emit()


def _forget_copies() -> None:
    """What was copied here, and on X11 what was selected, which the middle button of a mouse pastes."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
