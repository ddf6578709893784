"""The helps of a run as the visitor uses them: how large the page is now, and which helps were taken."""

from __future__ import annotations

from empathylab.domain.event_log import Recorder
from empathylab.domain.events import HelpTaken, ZoomChanged
from empathylab.domain.keys import KeyPress
from empathylab.domain.session import Condition
from empathylab.domain.task import FORM_TEXT_PX
from empathylab.helps import Spacing, Zoom
from empathylab.ui.keys.key_watch import taught_name
from empathylab.ui.kit import theme
from empathylab.ui.lens.lens_filters import sight
from empathylab.ui.page.channel import ISOLATED_WORLD, inject
from empathylab.ui.page.engine_view import EngineView
from empathylab.ui.page.page_styles import ZOOM_STEPS, spacing_script, zoom_asked

SPACING_KEY = "Ctrl+G"


class HelpsInUse:
    """Sizes the page of one run at a time; each help is recorded once in a run, when it is first used."""

    def __init__(self, view: EngineView, recorder: Recorder) -> None:
        self._view, self._recorder = view, recorder
        self._condition: Condition | None = None
        self._taken: set[str] = set()
        self._own_size = 1.0
        #: How much larger than at first the visitor has made the page.
        self.zoom = 1.0
        #: Whether the visitor has given the text more space.
        self.is_spaced = False

    @property
    def scale(self) -> float:
        """CSS pixels of the page → pixels of the view."""
        return min(self.zoom * self._own_size, ZOOM_STEPS[-1])

    def begin(self, condition: Condition) -> None:
        """Another run, at the size at first."""
        self._condition = condition
        self._taken.clear()
        self.zoom, self.is_spaced = 1.0, False
        # What a visitor's own eyes need is no help of the form. Under a lens it would change what is simulated: there
        # the print is as large to the eye on every screen.
        print_size = condition.text_px / FORM_TEXT_PX if condition.text_px else 1.0
        self._own_size = print_size if sight(condition) is not None else max(1.0, theme.fitted().size)

    def end(self) -> None:
        """No run any more: no key makes anything larger."""
        self._condition = None

    def has(self, kind: str) -> bool:
        """Whether the run's condition has a help of this kind."""
        return self._condition is not None and any(spec.kind == kind for spec in self._condition.helps)

    def take(self, kind: str) -> None:
        """The visitor uses the help of this kind."""
        if self.has(kind) and kind not in self._taken:
            self._taken.add(kind)
            self._recorder.record(HelpTaken(kind))

    def take_key(self, press: KeyPress) -> bool:
        """Whether a key is one of zooming, or of the space in the text."""
        return self._take_zoom(press) or self._take_spacing(press)

    def does_as_taught(self, press: KeyPress) -> bool:
        """Not a key of zooming that leaves the page as large as it is; of no other key anything is known here."""
        return self._size_asked(press) != self.zoom

    def _size_asked(self, press: KeyPress) -> float | None:
        asked = zoom_asked(press, self.zoom)
        return None if asked is None else min(asked, ZOOM_STEPS[-1] / self._own_size)

    def _take_zoom(self, press: KeyPress) -> bool:
        """Without the help the keys do nothing: the page does not let its text grow."""
        asked = self._size_asked(press)
        if asked is None:
            return False
        if asked != self.zoom and self.has(Zoom.id):
            self.zoom = asked
            self.fit()
            self.take(Zoom.id)
            self._recorder.record(ZoomChanged(asked))
        return True

    def _take_spacing(self, press: KeyPress) -> bool:
        if not self.has(Spacing.id) or taught_name(press) != SPACING_KEY:
            return False
        if not press.is_repeat:
            self.is_spaced = not self.is_spaced
            self.take(Spacing.id)
            self._space()
        return True

    def _space(self) -> None:
        """The document that is open, and those that follow in this run."""
        page, turn = self._view.page(), spacing_script(is_on=self.is_spaced)
        page.runJavaScript(turn, ISOLATED_WORLD.value)
        inject(page, "lab-spacing", turn)

    def fit(self) -> None:
        """Show the page at its size; a new process of the page forgets it."""
        if self._view.zoomFactor() != self.scale:
            self._view.setZoomFactor(self.scale)
