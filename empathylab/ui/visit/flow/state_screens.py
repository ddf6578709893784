"""The screen of each state of a visit, in one table."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from empathylab.domain.events import TextMeasured
from empathylab.domain.service import Service
from empathylab.domain.session import Mode, RunKind
from empathylab.domain.task import Barrier
from empathylab.files.follow_up import drawn_words
from empathylab.measures.met_places import MetPlace
from empathylab.session.flow import Input
from empathylab.session.own_reader import wears_reader
from empathylab.session.plan import VisitPlan
from empathylab.session.stages import ASKED_OF, LEADS_TO, RUN_OF, SPOT_STAGES, Stage
from empathylab.session.visit import Visit
from empathylab.ui.kit import other_screen_reader
from empathylab.ui.page import environment
from empathylab.ui.visit.flow.question_screens import QuestionScreens
from empathylab.ui.visit.screens.agreement import AgreementScreen
from empathylab.ui.visit.screens.between import BetweenScreen
from empathylab.ui.visit.screens.closing_screens import DeletedScreen, StoppedScreen, ThanksScreen
from empathylab.ui.visit.screens.closing_words import ALWAYS, PAGE_NAME, keep_page, take_away, take_away_page
from empathylab.ui.visit.screens.debrief import show_findings
from empathylab.ui.visit.screens.form_stage import FormStage
from empathylab.ui.visit.screens.keep_screen import KeepScreen
from empathylab.ui.visit.screens.paper_run import PaperScreen
from empathylab.ui.visit.screens.screen import visit_bar
from empathylab.ui.visit.screens.service_verdict import ServiceVerdictScreen, service_runs, service_take_away
from empathylab.ui.visit.screens.station_services import StationServices
from empathylab.ui.visit.screens.station_window import StationWindow
from empathylab.ui.visit.screens.story import StoryScreen
from empathylab.ui.visit.screens.talk import TalkScreen
from empathylab.ui.visit.screens.visit_findings import VisitFindings, findings_of_visit
from empathylab.ui.visit.screens.warm_up import WarmUpScreen
from empathylab.ui.visit.screens.whose_voice import WhoseVoiceScreen
from empathylab.ui.visit.screens.words_screen import WordsScreen


class StateScreens:
    """Shows the state that the visit is in; what is done there goes to `take`. Before a visit there is none to show."""

    def __init__(
        self,
        window: StationWindow,
        form: FormStage,
        services: Callable[[], StationServices],
        take: Callable[[Input], None],
    ) -> None:
        self._window, self._form, self._take = window, form, take
        self._services_now = services
        self._questions = QuestionScreens(window, services, lambda: self._visit, take)
        self.table: Mapping[Stage, Callable[[], None]] = {
            Stage.STORY: self._show_story,
            Stage.AGREEMENT: self._show_agreement,
            Stage.WHOSE_VOICE: self._show_whose_voice,
            Stage.TUTOR: self._show_tutor,
            Stage.WARM_UP: self._show_warm_up,
            Stage.PAPER: self._show_paper,
            **{stage: partial(self._open_run, run) for stage, run in RUN_OF.items()},
            **{stage: partial(self._questions.ask_after, run) for stage, run in ASKED_OF.items()},
            **{stage: partial(self._show_between, run) for stage, run in LEADS_TO.items()},
            Stage.TALK: self._show_talk,
            Stage.THINKING_BACK: self._questions.ask_about_before,
            Stage.DEBRIEF: self._show_debrief,
            **{stage: partial(self._questions.spot, stage) for stage in SPOT_STAGES},
            Stage.WORDS: self._ask_for_words,
            Stage.FEEDBACK: self._questions.ask_for_feedback,
            Stage.THANKS: self._show_thanks,
            Stage.STOPPED: self._show_stopped,
            Stage.DELETED: self._show_deletion,
            Stage.NOT_DELETED: self._show_deletion,
        }

    def show(self) -> None:
        """Put the screen of the visit's state in front."""
        self.table[self._visit.stage]()

    def _giving(self, given: Input) -> Callable[[], None]:
        return lambda: self._take(given)

    # --- before the agreement ------------------------------------------------

    def _show_story(self) -> None:
        back, read = self._giving(Input.BACK), self._giving(Input.READ)
        is_offered = self._services.station.visits == "choice" and not self._is_at_service
        look_only = self._giving(Input.NOTHING_WORN) if is_offered else None
        came_back = self._giving(Input.CAME_BACK) if self._services.station.follow_up else None
        self._window.show_screen(StoryScreen(self._plan, read, back, self._sample(), look_only, came_back))

    def _sample(self) -> Callable[[], object] | None:
        """How fast somebody listens, where there is such a somebody and a sound."""
        services = self._services
        reading = next((each.story for each in self._plan.personas if each.story.listens_at_wpm), None)
        if reading is None or not services.has_sound():
            return None
        return lambda: services.sample.play(reading.person, reading.listens_at_wpm)

    def _show_agreement(self) -> None:
        self._services.sample.stop()
        facts = self._services.agreement()
        self._window.show_screen(AgreementScreen(self._plan, facts, self._agree, self._giving(Input.BACK)))

    def _agree(self) -> None:
        """Where two readers would speak at once, the visitor says first which one shall."""
        is_beside = wears_reader(self._plan) and other_screen_reader.is_running()
        self._take(Input.AGREED_BESIDE_READER if is_beside else Input.AGREED)

    def _show_whose_voice(self) -> None:
        own, lab = self._giving(Input.OWN_READER), self._giving(Input.LAB_READER)
        self._window.show_screen(WhoseVoiceScreen(self._plan, own, lab, is_late=not environment.is_tree_shared()))

    # --- forms -------------------------------------------------------------

    def _show_tutor(self) -> None:
        self._form.open_tutor(self._plan, self._form.leave, self._giving(Input.STOP))

    def _open_run(self, run: RunKind) -> None:
        services = self._services
        self._form.open_run(
            self._plan,
            run,
            has_sound=services.has_sound,
            shows_caption=services.station.has_caption,
            stuck=self._giving(Input.STUCK),
            stop=self._giving(Input.STOP),
            sign_in=services.sign_ins.of(self._plan.task.id),
        )

    def _show_between(self, run: RunKind) -> None:
        self._window.show_screen(BetweenScreen(self._plan, run, self._giving(Input.DONE)))

    def _show_talk(self) -> None:
        self._window.show_screen(TalkScreen(self._plan, self._giving(Input.DONE)))

    def _show_warm_up(self) -> None:
        screen = WarmUpScreen(self._plan, *map(self._giving, (Input.BEGUN, Input.STUCK, Input.STOP)))
        screen.done.connect(self._warmed_up)
        self._window.show_screen(screen)

    def _warmed_up(self, measured: TextMeasured) -> None:
        self._visit.record(measured)
        self._take(Input.DONE)

    def _show_paper(self) -> None:
        screen = PaperScreen(self._plan, *map(self._giving, (Input.BEGUN, Input.STUCK, Input.STOP)))
        screen.done.connect(self._giving(Input.DONE))
        self._window.show_screen(screen)

    # --- weeks later ---------------------------------------------------------

    def _ask_for_words(self) -> None:
        self._window.show_screen(WordsScreen(self._plan, self._pair_again, self._giving(Input.DONE)))

    def _pair_again(self, words: Sequence[str]) -> None:
        self._visit.pair(self._services.pairs.pairing_again(self._plan.event, words))
        self._take(Input.DONE)

    def _give_words(self) -> None:
        """Once: they are shown, and stand on the page to keep."""
        visit = self._visit
        visit.words = drawn_words(random.SystemRandom())
        visit.pair(self._services.pairs.pairing_of(self._plan.event, visit.words))
        self._show_thanks()

    # --- looking back ------------------------------------------------------

    def _show_debrief(self) -> None:
        if self._is_at_service:
            runs = service_runs(self._visit)
            self._window.show_screen(ServiceVerdictScreen(self._plan, runs, self._giving(Input.DONE)))
            return
        mark = self._mark_seen if self._plan.mode is Mode.AUDIT else None
        done = self._giving(Input.DONE)
        show_findings(self._window.show_screen, self._plan, self._found(), done, feel=self._feel_fix, mark=mark)

    def _mark_seen(self, barrier: Barrier) -> None:
        self._visit.answer(f"seen-{barrier.id}", RunKind.BARRIER, number=1)

    def _feel_fix(self, barrier: Barrier, back: Callable[[], object]) -> None:
        """The page where it was met, under the same eyes and hands, without it; nothing of that is recorded."""
        met = self._found().places.get(barrier.id) or MetPlace(self._plan.form.pages[0])
        self._form.open_fix(self._plan, barrier, met, back, has_sound=self._services.has_sound)

    def _show_thanks(self, kept: str = "") -> None:
        """What became of the page to keep, and the words to come back with, which stay in sight."""
        words = self._visit.words
        to_write = f"Write them down: {', '.join(words)}. Come back with them in a few weeks." if words else ""
        screen = ThanksScreen(
            self._plan,
            take_away(() if not self._has_findings else self._found().met),
            finish=self._giving(Input.FINISH),
            keep=self._ask_where_to_keep if self._plan.runs else None,
            delete=self._giving(Input.DELETE),
            messages=[each for each in (kept, to_write) if each],
            give_words=self._give_words if self._may_have_words else None,
        )
        self._window.show_screen(screen)

    @property
    def _may_have_words(self) -> bool:
        is_first_visit = self._plan.mode is not Mode.FOLLOW_UP
        return self._services.station.follow_up and is_first_visit and not self._visit.words

    def _ask_where_to_keep(self) -> None:
        if self._is_at_service:
            runs, words = service_runs(self._visit), self._visit.words
            page, what = service_take_away(self._plan, runs, ALWAYS, words), "what happened in each run"
        else:
            page, what = (
                take_away_page(self._plan, self._found(), self._visit.words),
                "your two runs and how to fix each barrier",
            )
        screen = KeepScreen(
            "Where shall your summary go?",
            f"It is one file, {PAGE_NAME}: {what}. It does not say who you are.",
            visit_bar(self._plan, Stage.THANKS),
            keep=lambda folder: self._show_thanks(keep_page(page, folder)),
            look_again=self._ask_where_to_keep,
            back=self._show_thanks,
        )
        self._window.show_screen(screen)

    @property
    def _has_findings(self) -> bool:
        return bool(self._plan.runs) and not self._is_at_service

    @property
    def _is_at_service(self) -> bool:
        return isinstance(self._plan.task, Service)

    def _found(self) -> VisitFindings:
        services = self._services
        return findings_of_visit(
            self._visit, services.library, self._form.said, self._form.prices, services.questions.facts
        )

    # --- the ways out ----------------------------------------------------------

    def _show_stopped(self) -> None:
        """The visitor says what comes next; a run that was not yet done can still be."""
        can_try = self._visit.move(Input.BUILT_WELL) is not None
        self._window.show_screen(
            StoppedScreen(
                self._plan,
                by=self._visit.stopped_by,
                built_well=self._giving(Input.BUILT_WELL) if can_try else None,
                what_happened=self._giving(Input.WHAT_HAPPENED),
                finish=self._giving(Input.FINISH),
                delete=self._giving(Input.DELETE),
            )
        )

    def _show_deletion(self) -> None:
        """How the deletion went, and another try where it did not."""
        can_try = self._visit.move(Input.DELETE) is not None
        again = self._giving(Input.DELETE) if can_try else None
        screen = DeletedScreen(self._plan, self._giving(Input.FINISH), again, self._visit.refusals)
        self._window.show_screen(screen)

    # --- small things --------------------------------------------------------

    @property
    def _services(self) -> StationServices:
        return self._services_now()

    @property
    def _visit(self) -> Visit:
        visit = self._services.recorder.visit
        assert visit is not None
        return visit

    @property
    def _plan(self) -> VisitPlan:
        return self._visit.plan
