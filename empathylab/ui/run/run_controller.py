"""A run on its way: from a closed page to one that can be used, through the loss of it, to closed again."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import PageLost, PageRestored
from empathylab.domain.session import Condition
from empathylab.ui.keys.input_guard import InputGuard
from empathylab.ui.lens.lens import Lens
from empathylab.ui.lens.lens_filters import sight
from empathylab.ui.page.form_host import FormHost
from empathylab.ui.page.page_helps import page_helps_script
from empathylab.ui.page.page_styles import style_script
from empathylab.ui.run.helps_in_use import HelpsInUse
from empathylab.ui.run.simulation import RunSimulation

#: Longer than between two paintings of a page that has just been drawn.
_PAINT_WAIT_MS = 120


class RunState(Enum):
    """How far the page of a run is. A page that is lost before it was ever ready opens anew."""

    CLOSED = auto()
    OPENING = auto()
    #: The engine has made the first picture; Qt shows it with its next painting, which may just have been.
    MADE = auto()
    #: The picture is on the screen; under a lens the filtered one still has to come.
    DRAWN = auto()
    READY = auto()
    #: The page's process is gone, and the page on its way back.
    LOST = auto()


class RunController(QObject):
    """Runs one condition at a time. `ready` once in each run, when its first (filtered) picture is painted."""

    ready = Signal()
    page_lost = Signal()
    page_back = Signal()

    def __init__(
        self,
        host: FormHost,
        guard: InputGuard,
        lens: Lens,
        simulation: RunSimulation,
        helps: HelpsInUse,
        recorder: Recorder,
    ) -> None:
        super().__init__(host)
        self.state = RunState.CLOSED
        self._condition: Condition | None = None
        self._host, self._guard, self._lens = host, guard, lens
        self._simulation, self._helps, self._recorder = simulation, helps, recorder
        self._paint_wait = QTimer(self, singleShot=True, interval=_PAINT_WAIT_MS)
        self._paint_wait.timeout.connect(self._painted_by_qt)
        lens.page_painted.connect(self._painted_by_qt)
        lens.painted.connect(self._painted_by_lens)
        host.drawn.connect(self._drawn_by_engine)
        host.lost.connect(self._lost)
        host.back.connect(self._back)
        host.help_taken.connect(helps.take)
        host.looked_at.connect(simulation.look_at)
        app = QCoreApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self._shut)

    def start(self, condition: Condition, start_url: str, assets: Path) -> None:
        """Open the form under this condition, once the run before has ended."""
        self._condition = condition
        self._helps.begin(condition)
        style = style_script(condition.helps, is_under_lens=sight(condition) is not None)
        self._host.prepare(style, page_helps_script(condition, assets))
        self.set_simulation_enabled(True)
        self.state = RunState.OPENING
        self._host.open(start_url)
        self._helps.fit()

    def end(self) -> None:
        """Take the simulation off at once and wipe the page with everything it kept. A second call does nothing."""
        self.set_simulation_enabled(False)
        self._condition = None
        self._helps.end()
        self.state = RunState.CLOSED
        self._paint_wait.stop()
        self._lens.watch(None)
        self._host.close()

    def _shut(self) -> None:
        """The lab ends: what reads the page, or is worn, lets go of it before it goes."""
        self.end()
        self._host.shut()

    def rest(self) -> None:
        """Between visitors: nothing is kept of what was worn. A run in hand keeps it."""
        if self._condition is None:
            self._simulation.rest()

    def set_simulation_enabled(self, on: bool) -> None:
        """Off: everything is normal at once, and the form stays. On again: as the condition says."""
        if not on or self._condition is None:
            self._simulation.take_off()
            return
        self._simulation.put_on(self._condition, self._host.page)
        if self.state is RunState.READY:
            self._simulation.let_move(self._host.page)

    # ---- the first picture ----

    def _drawn_by_engine(self) -> None:
        self._helps.fit()
        if self.state is RunState.OPENING:
            self.state = RunState.MADE
            self._paint_wait.start()

    def _painted_by_qt(self) -> None:
        if self.state is not RunState.MADE:
            return
        self._paint_wait.stop()
        self.state = RunState.DRAWN
        if self._lens.is_on:
            self._lens.wait_for_new_picture()
        else:
            self._be_ready()

    def _painted_by_lens(self) -> None:
        if self.state is RunState.DRAWN:
            self._be_ready()

    def _be_ready(self) -> None:
        self.state = RunState.READY
        self._simulation.let_move(self._host.page)
        self.ready.emit()

    # ---- the loss of the page ----

    def _lost(self) -> None:
        self._paint_wait.stop()
        self.state = RunState.LOST if self.state is RunState.READY else RunState.OPENING
        self._guard.lift_all()
        self._guard.freeze(True)
        self._recorder.record(PageLost())
        self.page_lost.emit()

    def _back(self) -> None:
        if self.state is RunState.LOST:
            self.state = RunState.READY
        self._guard.freeze(False)
        self._recorder.record(PageRestored())
        self.page_back.emit()
