"""What a visitor will meet under the settings as they would be saved: pictures of it, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPixmap, QShowEvent

from empathylab.domain.calibration import WINDOW_PX
from empathylab.domain.errors import LabError
from empathylab.domain.persona import Persona
from empathylab.domain.session import RunKind
from empathylab.domain.station import Station
from empathylab.domain.task import Form
from empathylab.files.library import Library
from empathylab.files.offered import offered_station
from empathylab.session.plan import VisitPlan
from empathylab.session.planning import plan_at
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.controls.form_controls import field
from empathylab.ui.facilitator.setup.preview_parts import Picture, Steps
from empathylab.ui.facilitator.setup.visit_steps import visit_steps
from empathylab.ui.kit import theme
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.measured_screen import calibration_of
from empathylab.ui.kit.theme import Theme
from empathylab.ui.kit.widgets import Card, button, text
from empathylab.ui.run.form_pictures import FORM_SIZE_PX
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.invitation import Offer, offer_at

#: Longer than a hand takes from one tick to the next, so that pictures are drawn of what was meant.
_AT_REST_MS = 400
_FIRST_SCREEN = QSize(*WINDOW_PX)
#: A picture needs some seed; which one a visit has is drawn when it begins.
_SEED = 1


class VisitPreview(Card):
    """Pictures of the first screen and of both forms, and the five steps; `show_with` keeps it up to date.

    `is_of_one`: the page around it says which persona, and the first screen, which shows them all, is left out.
    """

    def __init__(self, desk: Desk, services: Services, *, is_of_one: bool = False) -> None:
        super().__init__(space=12)
        self.setAccessibleName("What a visitor meets")
        self._desk, self._fixed = desk, services.fixed_station
        self._changes: dict[str, object] = {}
        #: What the picture of the first screen shows, and in which look; None where there is none.
        self._drawn: tuple[Offer, Theme] | None = None
        #: Whether nobody could be met with these settings.
        self.is_refused = False
        self._pictures = services.make_pictures(self) if services.make_pictures else None
        self.who = DropDown()
        self.first_screen = None if is_of_one else Picture("The first screen", _FIRST_SCREEN)
        self.forms = (Picture("With barriers", FORM_SIZE_PX), Picture("Built well", FORM_SIZE_PX))
        self.steps = Steps()
        self._at_rest = QTimer(self, singleShot=True, interval=_AT_REST_MS)
        self._at_rest.timeout.connect(self._draw_forms)
        self.who.currentIndexChanged.connect(self._tell)
        self._build()

    def _build(self) -> None:
        self.box.addWidget(said_elsewhere(text("What a visitor meets", "subtitle")))
        if self.first_screen is not None:
            self.box.addLayout(field("As", self.who, spoken="A visitor as"))
        for picture in self._all_pictures():
            self.box.addWidget(picture)
        self.box.addWidget(self.steps)
        self.box.addStretch(1)

    def show_with(self, changes: dict[str, object], who: str = "") -> None:
        """As visits would be with these settings changed; `who` is the persona to look at, else the one chosen."""
        self._changes = changes
        try:
            station, library = self._offered()
        except LabError as error:
            self._refuse(str(error))
            return
        groups = [*((each,) for each in station.personas), *station.together]
        chosen = who or self.who.currentData()
        with QSignalBlocker(self.who):
            self.who.clear()
            for group in groups:
                self.who.addItem(" and ".join(library.personas[each].name for each in group), "+".join(group))
            self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.is_refused = False
        self._show_first_screen(station, library)
        self._tell()

    def _offered(self) -> tuple[Station, Library]:
        wanted = self._desk.settings.with_changes(**self._changes)
        library = self._desk.setup.now.with_settings(wanted).library
        return offered_station(library, wanted, self._fixed), library

    def _refuse(self, why: str) -> None:
        """As they are, the settings cannot be saved."""
        self.is_refused, self._drawn = True, None
        self._at_rest.stop()
        self.steps.tell("Nobody", (why,))
        for picture in self._all_pictures():
            picture.show_picture(QPixmap())

    def _all_pictures(self) -> list[Picture]:
        return [*([self.first_screen] if self.first_screen else []), *self.forms]

    def _show_first_screen(self, station: Station, library: Library) -> None:
        """The visitors' own first screen, which nobody can press here; drawn where it is another one than before."""
        wanted = offer_at(station, library), theme.fitted()
        if self.first_screen is None or wanted == self._drawn:
            return
        self._drawn = wanted
        preview = button("What happens here?", lambda: None, "small")
        screen = AttractScreen(wanted[0], lambda _chosen: None, (), preview)
        screen.resize(_FIRST_SCREEN)
        self.first_screen.show_picture(screen.grab())
        screen.deleteLater()

    def _plan(self) -> tuple[VisitPlan, Library]:
        station, library = self._offered()
        people: Sequence[Persona] = [library.persona(each) for each in str(self.who.currentData()).split("+")]
        calibration = calibration_of(self._desk.settings, self.screen())
        plan = plan_at(station, library, people, event="", calibration=calibration, seed=_SEED)
        return plan, library

    def _tell(self) -> None:
        """The words at once; the pictures when the hand rests."""
        try:
            plan, library = self._plan()
        except LabError as error:
            self._refuse(str(error))
            return
        self.steps.tell(plan.name, visit_steps(plan, library))
        if self._pictures is not None:
            self._at_rest.start()

    def _draw_forms(self) -> None:
        plan, _library = self._plan()
        # A service of a team's own is out there, and not asked before a visitor comes.
        if self._pictures is None or not self.isVisible() or not isinstance(plan.task, Form):
            return
        worn = [plan.conditions[run] for run in (RunKind.BARRIER, RunKind.HELPED)]
        forms = [(each, plan.form.start_url(each.twin, each.barriers)) for each in worn]
        self._pictures.draw(forms, lambda place, picture: self.forms[place].show_picture(picture))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._pictures is not None:
            self._pictures.stop()
