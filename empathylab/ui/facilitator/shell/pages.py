"""Makes a page of the facilitator's side by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt

from empathylab.domain.live import CheckLine
from empathylab.ui.facilitator.comments.board import BoardPage
from empathylab.ui.facilitator.comments.comment_list_page import CommentListPage
from empathylab.ui.facilitator.comments.comments_page import CommentsPage
from empathylab.ui.facilitator.comments.promises_page import PromisesPage
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.desk_services import Services
from empathylab.ui.facilitator.controls.form_controls import Page
from empathylab.ui.facilitator.export.export_page import ExportPage
from empathylab.ui.facilitator.export.prints_page import PrintsPage
from empathylab.ui.facilitator.export.server_page import ServerPage
from empathylab.ui.facilitator.export.take_home_page import TakeHomePage
from empathylab.ui.facilitator.leading.kit_page import KitPage
from empathylab.ui.facilitator.results.assessment_page import AssessmentPage
from empathylab.ui.facilitator.results.bring_in_page import BringInPage
from empathylab.ui.facilitator.results.report_page import ReportPage
from empathylab.ui.facilitator.results.results_page import ResultsPage
from empathylab.ui.facilitator.results.set_aside_page import SetAsidePage
from empathylab.ui.facilitator.results.trend_page import TrendPage
from empathylab.ui.facilitator.setup.acuity_check import AcuityCheckPage
from empathylab.ui.facilitator.setup.calibration import CalibrationPage
from empathylab.ui.facilitator.setup.content_page import ContentPage
from empathylab.ui.facilitator.setup.cost_page import FormCostPage
from empathylab.ui.facilitator.setup.event_page import EventPage
from empathylab.ui.facilitator.setup.keyboard_check import ALL_PRESSED, KeyboardCheckPage
from empathylab.ui.facilitator.setup.look_page import LookPage
from empathylab.ui.facilitator.setup.loudness import LoudnessPage
from empathylab.ui.facilitator.setup.own_checks import OwnChecks
from empathylab.ui.facilitator.setup.own_page_setup import OwnPageSetupPage
from empathylab.ui.facilitator.setup.own_profile_page import OwnProfilePage
from empathylab.ui.facilitator.setup.permanent_page import PermanentPage
from empathylab.ui.facilitator.setup.purge_page import PurgePage
from empathylab.ui.facilitator.setup.ready_list import ReadyPage, summary_words
from empathylab.ui.facilitator.setup.run_sheet_page import RunSheetPage
from empathylab.ui.facilitator.setup.sign_in_page import SignInPage
from empathylab.ui.facilitator.setup.sound_check import HEARD, NOT_HEARD, SoundCheckPage
from empathylab.ui.facilitator.setup.stations_page import StationsPage
from empathylab.ui.facilitator.setup.words_page import WordsPage
from empathylab.ui.facilitator.setup.worn_page import WornPage
from empathylab.ui.facilitator.shell.live_side import LiveSide
from empathylab.ui.facilitator.shell.pin_screen import PinScreen
from empathylab.ui.kit.self_check import write_report

#: What to say, one key from anywhere.
WORDS = "what-to-say"
_PARENTS = {
    WORDS: "Live",
    "rehearsal": "Live",
    "trend": "Results",
    "assessment": "Results",
    "report": "Results",
    "bring-in": "Results",
    "set-aside": "Results",
    "take-home": "Export",
    "server": "Export",
    "board": "Comments",
    "comment-list": "Comments",
    "promises": "Comments",
    "purge": "Export",
    "kit": "Export",
}
#: Pages that lead through others, which lead back to them.
LEADING = ("run-sheet", "ready", "Live")


@dataclass(frozen=True, slots=True)
class Navigation:
    """How a page leads elsewhere: to another page, back, to the visitors. `live` is what happens at the stations.

    What it leaves behind for the list of set-up it has remembered, and `checked` is all of that.
    """

    go: Callable[[str], object]
    back: Callable[[], object]
    open_doors: Callable[[], object]
    remember: Callable[[str, str], object]
    checked: Mapping[str, str]
    live: LiveSide


Maker = Callable[[Desk, Services, Navigation], Page]


def parent_of(name: str) -> str:
    """The tab to which a page belongs."""
    return _PARENTS.get(name, "Set up")


def make_page(name: str, desk: Desk, services: Services, ways: Navigation) -> Page:
    """A new page; raises KeyError for a name that no page has."""
    return _MAKERS[name](desk, services, ways)


def _screen(desk: Desk, _services: Services, ways: Navigation) -> Page:
    return CalibrationPage(desk.setup, on_back=ways.back)


def _pin(desk: Desk, _services: Services, ways: Navigation) -> Page:
    page = PinScreen(desk, is_changing=True, on_back=ways.back)
    page.opened.connect(ways.back, Qt.ConnectionType.QueuedConnection)
    return page


def _sound(_desk: Desk, services: Services, ways: Navigation) -> Page:
    page = SoundCheckPage(services.play, on_back=ways.back)
    page.heard.connect(lambda is_heard: ways.remember("sound", HEARD if is_heard else NOT_HEARD))
    return page


def _loudness(desk: Desk, services: Services, ways: Navigation) -> Page:
    return LoudnessPage(desk.setup, services.talking() if services.talking else None, on_back=ways.back)


def _keyboard(_desk: Desk, _services: Services, ways: Navigation) -> Page:
    page = KeyboardCheckPage(on_back=ways.back)
    page.all_pressed.connect(lambda: ways.remember("keyboard", ALL_PRESSED))
    return page


def _ready(desk: Desk, services: Services, ways: Navigation) -> Page:
    def remember(lines: list[CheckLine]) -> None:
        ways.remember("ready", summary_words(lines))

    page = ReadyPage(services.checks, ways.go, on_back=ways.back)
    page.looked.connect(remember)
    page.add_report(partial(write_report, desk.records.data_dir))
    return page


def _run_sheet(desk: Desk, services: Services, ways: Navigation) -> Page:
    looks = OwnChecks(desk, ways.checked, services)
    return RunSheetPage(desk, looks, services.checks, ways.go, ways.open_doors, on_back=ways.back)


_MAKERS: Mapping[str, Maker] = {
    "run-sheet": _run_sheet,
    "event": lambda desk, _, ways: EventPage(desk, on_back=ways.back),
    "stations": lambda desk, services, ways: StationsPage(desk, services, on_back=ways.back),
    "worn": lambda desk, services, ways: WornPage(desk, services, on_back=ways.back),
    "screen": _screen,
    "sound": _sound,
    "loudness": _loudness,
    "keyboard": _keyboard,
    "proof": lambda desk, _, ways: AcuityCheckPage(desk, on_back=ways.back),
    "own-profile": lambda desk, _, ways: OwnProfilePage(desk, ways.go, on_back=ways.back),
    "words": lambda desk, _, ways: WordsPage(desk, on_back=ways.back),
    "look": lambda desk, _, ways: LookPage(desk, on_back=ways.back),
    "prints": lambda desk, _, ways: PrintsPage(desk, on_back=ways.back),
    "kit": lambda desk, _, ways: KitPage(desk, on_back=ways.back),
    "content": lambda desk, _, ways: ContentPage(desk, on_back=ways.back),
    "own-page": lambda desk, services, ways: OwnPageSetupPage(
        desk, services.open_page, services.sign_ins, on_back=ways.back
    ),
    "sign-in": lambda desk, services, ways: SignInPage(desk, services.sign_ins, on_back=ways.back),
    "cost": lambda desk, _, ways: FormCostPage(desk, on_back=ways.back),
    "permanent": lambda desk, _, ways: PermanentPage(desk, on_back=ways.back),
    "pin": _pin,
    "ready": _ready,
    "Live": lambda _desk, _, ways: ways.live.make_live(),
    WORDS: lambda _desk, _, ways: ways.live.make_words(ways.back),
    "rehearsal": lambda _desk, _, ways: ways.live.make_rehearsal(ways.back),
    "Results": lambda desk, _, ways: ResultsPage(desk, ways.go),
    "trend": lambda desk, _, ways: TrendPage(desk, on_back=ways.back),
    "assessment": lambda desk, _, ways: AssessmentPage(desk, on_back=ways.back),
    "report": lambda desk, _, ways: ReportPage(desk, on_back=ways.back),
    "Comments": lambda desk, _, ways: CommentsPage(desk, ways.go),
    "comment-list": lambda desk, _, ways: CommentListPage(desk, on_back=ways.back),
    "board": lambda desk, _, ways: BoardPage(desk, on_back=ways.back),
    "promises": lambda desk, _, ways: PromisesPage(desk, on_back=ways.back),
    "Export": lambda desk, _, ways: ExportPage(desk, ways.go),
    "take-home": lambda desk, _, ways: TakeHomePage(desk, on_back=ways.back),
    "server": lambda desk, _, ways: ServerPage(desk, on_back=ways.back),
    "bring-in": lambda desk, _, ways: BringInPage(desk, ways.go, on_back=ways.back),
    "set-aside": lambda desk, _, ways: SetAsidePage(desk, on_back=ways.back),
    "purge": lambda desk, _, ways: PurgePage(desk, on_back=ways.back),
}
#: Every page that is made by its name.
PAGES = tuple(_MAKERS)
