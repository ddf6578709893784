"""Every screen a visitor meets, built with the lab's real personas, tasks and questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from empathylab.domain.calibration import Calibration
from empathylab.domain.errors import MachineError
from empathylab.domain.moments import AxeViolation, BlockedRequest, MarkedMoment, MeterFinding, PageFindings, PagePlace
from empathylab.domain.persona import Persona
from empathylab.domain.session import Mode, Outcome, RunKind
from empathylab.files.library import Library, load_library
from empathylab.files.questions import load_questions
from empathylab.files.spotting import spotting_sets
from empathylab.measures.common_progress import CommonProgress
from empathylab.reader.keystroke_cost import Price
from empathylab.session.modes import in_mode
from empathylab.session.plan import VisitPlan, plan_visit
from empathylab.session.stages import Stage
from empathylab.ui.kit.widgets import button
from empathylab.ui.own_page.own_page_screens import HurtScreen, NotOpenedScreen, PageFindingsScreen
from empathylab.ui.visit.screens.agreement import AgreementFacts, AgreementScreen
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.bar import RunBar
from empathylab.ui.visit.screens.between import BetweenScreen
from empathylab.ui.visit.screens.closing_screens import DeletedScreen, StoppedScreen, ThanksScreen
from empathylab.ui.visit.screens.closing_words import take_away
from empathylab.ui.visit.screens.comfort import comfort_buttons
from empathylab.ui.visit.screens.debrief import DebriefPlace, DebriefScreen
from empathylab.ui.visit.screens.finding import SHOWN_FIRST
from empathylab.ui.visit.screens.invitation import offer_at
from empathylab.ui.visit.screens.keep_screen import KeepScreen
from empathylab.ui.visit.screens.paper_run import PaperScreen
from empathylab.ui.visit.screens.preview import PreviewScreen
from empathylab.ui.visit.screens.question_pages import feedback_pages, run_pages, then_pages
from empathylab.ui.visit.screens.question_screen import QuestionScreen
from empathylab.ui.visit.screens.run_facts import run_facts
from empathylab.ui.visit.screens.run_screen import run_bar, run_side
from empathylab.ui.visit.screens.scale import PointScale
from empathylab.ui.visit.screens.screen import Screen, visit_bar
from empathylab.ui.visit.screens.service_ended import ServiceEndedScreen
from empathylab.ui.visit.screens.spot_screen import SpotScreen
from empathylab.ui.visit.screens.station_window import StationWindow
from empathylab.ui.visit.screens.story import StoryScreen
from empathylab.ui.visit.screens.talk import TalkScreen
from empathylab.ui.visit.screens.tutor import TutorProgress, tutor_side
from empathylab.ui.visit.screens.visit_findings import RunFigures, VisitFindings
from empathylab.ui.visit.screens.warm_up import WarmUpScreen
from empathylab.ui.visit.screens.whose_voice import WhoseVoiceScreen
from empathylab.ui.visit.screens.words_screen import WordsScreen

Pressed = Callable[[str], Callable[..., object]]


def plan_for(library: Library, *names: str, has_paper: bool = False) -> VisitPlan:
    return plan_visit(
        event="Spring",
        station="station-1",
        personas=[library.persona(name) for name in names],
        task=library.form("missed-bin"),
        calibration=Calibration(),
        seed=1,
        has_paper=has_paper,
    )


def worn(library: Library) -> Iterator[tuple[str, ...]]:
    """Everybody that there is, alone, and then who may be worn together."""
    yield from ((name,) for name in library.personas)
    yield from library.station("all").together


def found_for(library: Library) -> VisitFindings:
    """A visit that met every barrier there is."""
    return VisitFindings(
        barrier=RunFigures(Outcome.GAVE_UP, page=2, price=Price(tab=42), keys_lost=12, zoom=1.0, ease=2),
        helped=RunFigures(Outcome.COMPLETED, page=3, price=Price(tab=5, skip_link=3), keys_lost=4, zoom=2.0, ease=6),
        met=tuple(library.barriers.values()),
        pages=3,
        as_far=CommonProgress(1, (72.0, 31.0), is_whole=False),
        has_answers_offered=True,
        wears_nothing=True,
        sentences=(
            "With barriers, 12 of 188 keys were lost. 7 were repeated by accident. There were 5 corrections in all.",
            "You read at 200 %: text 1.2 times as large as the smallest these eyes can read. "
            "Comfort asks for 1.7 to 2 times, on this screen 280 to 320 %.",
        ),
        small_print=("Light taps are lost: A key counts only when it is held down for 0.07 seconds.",),
        transcripts=(("edit, blank",) * 4, ("Full name, edit, required, blank", "Address, edit, required, blank") * 2),
    )


#: Each is made when it is wanted, and none for a test that looks at another one alone.
Made = Callable[[], Screen]


def screens(pressed: Pressed) -> Iterator[tuple[str, Screen]]:
    """Each with its name; `pressed(what)` is called with what a person presses, to be told apart."""
    return ((name, make()) for name, make in _all_screens(pressed))


def _all_screens(pressed: Pressed) -> Iterator[tuple[str, Made]]:
    library = load_library()
    yield "attract", partial(attract, library, pressed)
    yield "preview", partial(PreviewScreen, list(library.personas.values()), pressed("main"))
    for names in worn(library):
        plan = plan_for(library, *names)
        listens = any(each.story.listens_at_wpm for each in plan.personas)
        story = partial(StoryScreen, plan, pressed("main"), pressed("back"), pressed("hear") if listens else None)
        yield f"story-{'-'.join(names)}", story
        if names == ("claudia",):
            yield from _other_modes(plan, pressed)
    facts = AgreementFacts("The council's digital team", "23 November 2027", "Ask us anything at the desk.")
    yield "agreement", partial(AgreementScreen, plan, facts, pressed("main"), pressed("no"))
    yield "whose-voice", partial(WhoseVoiceScreen, plan_for(library, "ashleigh"), pressed("main"), pressed("lab"))
    late = partial(WhoseVoiceScreen, plan_for(library, "ashleigh"), pressed("own"), pressed("main"), is_late=True)
    yield "whose-voice-late", late
    for names in (("christopher",), ("claudia",), ("ashleigh",), ("christopher", "claudia")):
        yield (
            f"between-{'-'.join(names)}",
            partial(BetweenScreen, plan_for(library, *names), RunKind.HELPED, pressed("main")),
        )
    yield from _questions(plan, pressed)
    for name in ("saleem", "ron"):
        yield from _facts(plan_for(library, name), pressed)
    found = found_for(library)
    yield "warm-up", partial(WarmUpScreen, plan, pressed("begun"), pressed("skip"), pressed("stop"))
    on_paper = plan_for(library, "claudia", has_paper=True)
    yield "paper", partial(PaperScreen, on_paper, pressed("main"), pressed("stuck"), pressed("stop"))
    yield from _debriefs(library, pressed)
    yield (
        "thanks",
        partial(
            ThanksScreen,
            plan,
            take_away(found.met),
            finish=pressed("main"),
            keep=pressed("keep"),
            delete=pressed("delete"),
            messages=("Your summary is saved as empathy-lab.pdf.",),
            give_words=pressed("words"),
        ),
    )
    yield (
        "stopped",
        partial(
            StoppedScreen,
            plan,
            built_well=pressed("main"),
            what_happened=pressed("happened"),
            finish=pressed("finish"),
            delete=pressed("delete"),
        ),
    )
    bar = visit_bar(plan, Stage.THANKS)
    words = "It is one file, empathy-lab.pdf: your two runs and what mends each barrier. It does not say who you are."
    yield (
        "keep",
        partial(
            KeepScreen,
            "Where shall your summary go?",
            words,
            bar,
            keep=pressed("main"),
            look_again=pressed("again"),
            back=pressed("back"),
        ),
    )
    yield from _own_page(pressed)
    yield "service-ended", partial(ServiceEndedScreen, plan, Stage.BARRIER, pressed("main"))
    yield "deleted", partial(DeletedScreen, plan, pressed("main"))
    yield "not-deleted", partial(DeletedScreen, plan, pressed("finish"), again=pressed("main"))


def screen_named(name: str) -> Screen:
    """That one alone; nothing comes of what is pressed."""
    return next(make() for each, make in _all_screens(lambda _what: lambda *_given: None) if each == name)


def _other_modes(plan: VisitPlan, pressed: Pressed) -> Iterator[tuple[str, Made]]:
    """Of visits that are no simulation, that spot barriers, or that come back."""
    looked, heard = in_mode(plan, Mode.AUDIT), pressed("hear")
    choice = partial(StoryScreen, plan, pressed("main"), pressed("back"), heard, pressed("look"), pressed("before"))
    yield "story-choice", choice
    yield "story-audit", partial(StoryScreen, looked, pressed("main"), pressed("back"))
    for item, kind in ((spotting_sets()[0].items[0], "picture"), (spotting_sets()[0].items[2], "clip")):
        hear = pressed("hear-clip") if kind == "clip" else None
        shown = (plan, Stage.SPOT_BEFORE, item, (1, 12), pressed("main"), pressed("skip"), hear)
        yield f"spot-{kind}", partial(SpotScreen, *shown)
    yield "words", partial(WordsScreen, in_mode(plan, Mode.FOLLOW_UP), pressed("words"), pressed("main"))
    yield "talk", partial(TalkScreen, in_mode(plan, Mode.TALK), pressed("main"))


def _own_page(pressed: Pressed) -> Iterator[tuple[str, Made]]:
    """Beside a team's own page: it did not open, what hurt there, and the list."""
    address = "https://www.northmere.example/bins"
    refused = MachineError("Nothing answers at this address.", "See whether the address is right.")
    yield "not-opened", partial(NotOpenedScreen, refused, pressed("main"), pressed("leave"))
    moment = MarkedMoment(
        PagePlace(address, "Report a missed bin", '<div class="button">'),
        datetime(2026, 11, 23, 10, 30, tzinfo=UTC),
        "Ashleigh",
        ("edit, blank",),
        b"",
        note="Nothing told that it can be pressed",
    )
    yield "hurt", partial(HurtScreen, moment, pressed("main"), pressed("leave"), pressed("try"))
    hurt = PageFindings(
        (moment,),
        (AxeViolation(address, "label", "A field has no name.", "serious", ("4.1.2",), ("#name",)),),
        "axe-core looked at 1 page.",
        (BlockedRequest(address, "The page asked for a camera.", "The lab gives none."),),
        (MeterFinding(address, "The page moved by itself", 2, ("a banner",)),),
    )
    yield "what-hurt", partial(PageFindingsScreen, hurt, keep=pressed("main"), leave=pressed("leave"))


def attract(library: Library, pressed: Pressed) -> AttractScreen:
    def chosen(_personas: tuple[Persona, ...]) -> None:
        pressed("main")()

    offer = offer_at(library.station("all"), library)
    preview = button("What happens here?", pressed("preview"), "small")
    return AttractScreen(offer, chosen, comfort_buttons(lambda: None), preview)


def _debriefs(library: Library, pressed: Pressed) -> Iterator[tuple[str, Made]]:
    """The verdict, the findings of most words, and what comes after the barriers."""
    found, on, to = found_for(library), pressed("main"), pressed("main")
    for name in ("christopher", "claudia", "ashleigh"):
        yield f"debrief-{name}", partial(DebriefScreen, plan_for(library, name), found, on, to)
    plan = plan_for(library, "ashleigh")
    barriers = list(library.barriers)
    wordy = sorted(barriers, key=lambda each: len(library.barriers[each].model_dump_json()))[-2:]
    for number in (1, *(barriers.index(each) + 1 for each in wordy), len(barriers) + 1, len(barriers) + 2):
        place = DebriefPlace(number, has_all=number > SHOWN_FIRST)
        yield f"debrief-{number}", partial(DebriefScreen, plan, found, on, to, place, lambda *_: None)
    nothing = VisitFindings(RunFigures(None), RunFigures(None), ())
    for number in range(2):
        yield f"debrief-none-{number}", partial(DebriefScreen, plan, nothing, on, to, DebriefPlace(number))


def _questions(plan: VisitPlan, pressed: Pressed) -> Iterator[tuple[str, Made]]:
    asked = load_questions()
    pages = [
        *(
            (Stage.HELPED_QUESTION, page)
            for run in RunKind
            for page in run_pages(asked, run, plan.personas, only_short=False)
        ),
        *((Stage.THINKING_BACK, page) for page in then_pages(asked, plan.personas, only_short=False)),
        *((Stage.FEEDBACK, page) for page in feedback_pages(asked, plan.personas, only_short=False)),
    ]
    for number, (stage, page) in enumerate(pages, 1):
        make = partial(QuestionScreen, plan, stage, page, pressed("main"))
        yield f"questions-{number}", make
        yield f"questions-{number}-answered", partial(_answered, make)


def _answered(make: Callable[[], QuestionScreen]) -> QuestionScreen:
    answered = make()
    for comment in answered.findChildren(QPlainTextEdit):
        comment.setPlainText("The labels were missing. " * 12)
    for scale in answered.findChildren(PointScale):
        scale.entry.click()
    return answered


def _facts(plan: VisitPlan, pressed: Pressed) -> Iterator[tuple[str, Made]]:
    """What is asked about a film or a call, of whoever wore this persona alone."""
    for run in (RunKind.BARRIER, RunKind.HELPED):
        form, met = "parking-permit-short", ("phone-check", "check")
        pages = run_pages(load_questions(), run, plan.personas, form=form, met=met, only_short=True)
        for number, page in enumerate(pages[1:], 1):
            screen = partial(QuestionScreen, plan, STAGE_OF[run], page, pressed("main"))
            yield f"questions-{plan.personas[0].id}-{run.value}-{number}", screen


#: When what was found out is asked.
STAGE_OF = {RunKind.BARRIER: Stage.BARRIER_QUESTION, RunKind.HELPED: Stage.HELPED_QUESTION}


def shown(widget: QWidget, kind: type[QWidget]) -> list[QWidget]:
    return [child for child in widget.findChildren(kind) if child.isVisible()]


def forms(window: StationWindow) -> Iterator[str]:
    """What stands around the form in the tutor and in both runs, one after the other in the window's frame."""
    library = load_library()
    window.show_form()
    for names in worn(library):
        plan = plan_for(library, *names)
        bar = RunBar(plan, "Learn the keys", 2, _nothing, _nothing)
        bar.name_way_on("Skip")
        window.frame.caption.setVisible("ashleigh" in names)
        window.frame.caption.say("edit, blank, required")
        window.frame.dress("Learn", bar, tutor_side(plan.tutor, TutorProgress(plan.tutor.steps), _nothing))
        yield f"tutor-{'-'.join(names)}"
        for run in (RunKind.BARRIER, RunKind.HELPED):
            facts = run_facts(plan.conditions[run], has_sound=False)
            side = run_side(plan, run, facts)
            window.frame.dress(run.value, run_bar(plan, run, _nothing, _nothing), side)
            side.turn_page()
            side.show_notice("The mouse is off here, as using one hurts. Tab goes to the next field.")
            yield f"{run.value}-{'-'.join(names)}"


def _nothing() -> None:
    """A way out that this test does not take."""
