"""Every screen a visitor meets: by keyboard, by screen reader, at three sizes, in both contrasts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from empathylab.domain.persona import LivedWords, Persona
from empathylab.domain.session import Outcome, RunKind
from empathylab.files.library import load_library
from empathylab.reader.keystroke_cost import Price
from empathylab.ui.kit import theme, widgets
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.focus_ring import FocusFrame
from empathylab.ui.kit.theme import Theme
from empathylab.ui.kit.widgets import Portrait
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.attract import AttractScreen
from empathylab.ui.visit.screens.between import BetweenScreen
from empathylab.ui.visit.screens.closing_screens import ThanksScreen
from empathylab.ui.visit.screens.comfort import comfort_buttons
from empathylab.ui.visit.screens.debrief import DebriefPlace, DebriefScreen, show_findings
from empathylab.ui.visit.screens.invitation import Offer
from empathylab.ui.visit.screens.overlay import CalmOverlay
from empathylab.ui.visit.screens.paper_run import PaperScreen
from empathylab.ui.visit.screens.run_facts import run_facts
from empathylab.ui.visit.screens.run_screen import FIELD, PromptCard, run_bar, run_side
from empathylab.ui.visit.screens.screen import Screen
from empathylab.ui.visit.screens.side_panel import SidePanel
from empathylab.ui.visit.screens.station_window import StationWindow
from empathylab.ui.visit.screens.talk import TalkScreen
from empathylab.ui.visit.screens.tutor import TutorProgress, tutor_side
from empathylab.ui.visit.screens.visit_findings import RunFigures, VisitFindings
from empathylab.ui.visit.screens.warm_up import PROMPT, WarmUpScreen
from support.participant_lab import silent_voice
from support.participant_screens import forms, found_for, plan_for, screen_named, screens, shown
from support.settled import settle

LOOKS = {
    "1280×800": (theme.STANDARD, 1280, 800),
    "1280×720": (theme.STANDARD, 1280, 720),
    "1920×1080": (theme.STANDARD, 1920, 1080),
    "3840×2160": (theme.STANDARD, 3840, 2160),
    "a small laptop": (theme.STANDARD, 1366, 768),
    "a small laptop at 200 %": (theme.scaled(theme.STANDARD, 2.0), 1366, 768),
    "the smallest window": (theme.STANDARD, 800, 600),
    "150 %": (theme.scaled(theme.STANDARD, 1.5), 1280, 800),
    "200 %": (theme.scaled(theme.STANDARD, 2.0), 1280, 800),
    "1920×1080 at 200 %": (theme.scaled(theme.STANDARD, 2.0), 1920, 1080),
    "high contrast": (theme.HIGH_CONTRAST, 1280, 800),
    "high contrast at 200 %, an old screen": (theme.scaled(theme.HIGH_CONTRAST, 2.0), 1024, 768),
}
SMALLEST_TARGET_PX = 44
LEAST_CONTRAST = 7.0


@pytest.fixture(params=LOOKS)
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> StationWindow:
    look, width, height = LOOKS[request.param]
    theme.use(look)
    made = StationWindow(RunView(silent_voice()))
    qtbot.addWidget(made)
    made.resize(width, height)
    made.setUpdatesEnabled(False)  # where things lie is looked at, not what is painted
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_every_screen_fits_and_is_worked_by_keyboard(window: StationWindow) -> None:
    faults = []
    for name, screen in screens(lambda what: lambda *_given: None):
        window.show_screen(screen)
        settle()
        for check in (
            unnamed,
            unreached,
            too_small,
            cut_off,
            overlapping,
            sideways,
            unlike_a_list,
            crowded_out,
            comfort_away,
        ):
            faults += [f"{name}: {fault}" for fault in check(screen)]
    assert not faults, "\n".join(faults)


def test_a_screen_smaller_than_any_window_is_filled_and_no_larger(qtbot: QtBot) -> None:
    """A laptop's 1366 × 768 at 150 %: where the window was larger, the buttons lay below the edge of the screen."""
    window = small_window(qtbot, theme.STANDARD)
    window.fill_screen()
    window.showNormal()  # offscreen there is one screen alone, of 800 × 800
    window.resize(*SMALL_LAPTOP_AT_150)
    screen = TalkScreen(plan_for(load_library(), "christopher", "claudia"), lambda: None)
    window.show_screen(screen)
    settle()
    assert window.size() == QSize(*SMALL_LAPTOP_AT_150)
    assert screen.first is not None
    assert not out_of_sight([screen.first])


def test_what_stands_around_the_form_fits(window: StationWindow) -> None:
    faults = []
    for name in forms(window):
        settle()
        for check in (cut_off, overlapping, sideways, too_small):
            faults += [f"{name}: {fault}" for fault in check(window.frame)]
        if window.view.width() < window.width() * 0.45:
            faults.append(f"{name}: the form is only {window.view.width()} px wide")
    assert not faults, "\n".join(faults)


SMALL_LAPTOP = (1366, 768)
SMALL_LAPTOP_AT_150 = (910, 512)


@pytest.mark.parametrize("names", [("christopher",), ("claudia",), ("ashleigh",), ("christopher", "claudia")])
@pytest.mark.parametrize("run", [RunKind.BARRIER, RunKind.HELPED])
def test_beside_a_form_on_a_small_laptop_all_that_is_needed_is_in_sight(
    qtbot: QtBot, names: tuple[str, ...], run: RunKind
) -> None:
    """What to enter, the keys and the way to the small print, without scrolling: nobody there can use a mouse."""
    window = small_window(qtbot, theme.STANDARD)
    side = dress_for(window, run, *names)
    needed = [label for label in side.findChildren(QLabel) if label.property("kind") == "key" or label.property(FIELD)]
    assert {label.text() for label in needed} >= {"6 May 2026" if run is RunKind.BARRIER else "8 May 2026"}
    assert not out_of_sight([*needed, side.more])
    told = [label for label in side.findChildren(QLabel) if label.text().endswith(told_in(run, *names[:1]))]
    assert len(told) >= 2
    assert len(names) > 1 or not out_of_sight(told), "what is simulated, or what helps"


@pytest.mark.parametrize("run", [RunKind.BARRIER, RunKind.HELPED])
def test_of_two_worn_at_once_each_is_in_the_bar_and_each_card_says_whose_it_is(qtbot: QtBot, run: RunKind) -> None:
    names = ("christopher", "claudia")
    plan = plan_for(load_library(), *names)
    qtbot.addWidget(bar := run_bar(plan, run, lambda: None, lambda: None))
    assert len(bar.findChildren(Portrait)) == 2
    qtbot.addWidget(side := run_side(plan, run))
    said = [label.text() for label in side.findChildren(QLabel)]
    assert [text for text in said if text.startswith(("Christopher", "Claudia"))] == [
        f"{name.title()}: {told_in(run, name)[0]}" for name in names
    ]


@pytest.mark.parametrize("names", [("claudia",), ("christopher", "claudia")], ids="-".join)
@pytest.mark.parametrize(("run", "is_acting"), [(RunKind.BARRIER, False), (RunKind.HELPED, True)])
def test_keys_that_do_nothing_in_a_form_are_not_offered_beside_it(
    qtbot: QtBot, names: tuple[str, ...], run: RunKind, is_acting: bool
) -> None:
    """Claudia has learned to make text larger, and her first form does not let her."""
    qtbot.addWidget(side := run_side(plan_for(load_library(), *names), run))
    labels = side.findChildren(QLabel)
    caps = {label.text() for label in labels if label.property("kind") == "key"}
    assert ({"Ctrl +", "Ctrl -", "Ctrl 0"} <= caps) == is_acting
    assert ("Tab" in caps) == ("christopher" in names)
    told = "Ctrl +, Ctrl - and Ctrl 0 do nothing here: this form does not allow for them."
    assert (told in [label.text() for label in labels]) != is_acting


def test_the_line_at_hand_is_lit_and_the_next_one_as_a_field_is_left(qtbot: QtBot) -> None:
    window = small_window(qtbot, theme.STANDARD)
    (card,) = dress_for(window, RunKind.BARRIER, "christopher").findChildren(PromptCard)
    assert lit(card) == ["full-name"], "what to begin with"
    for field, now in (
        ("skip-link", "full-name"),
        ("menu", "full-name"),
        ("full-name", "full-name"),
        ("continue", "address"),
        ("a", "address"),
        ("whole-street", "whole-street"),
        ("missed-on", "missed-on"),
        ("button", "missed-on"),
    ):
        card.follow(field)
        assert lit(card) == [now], field


def test_a_line_of_the_next_page_is_not_at_hand_before_that_page_is(qtbot: QtBot) -> None:
    """Past the last field of a page come a barrier's own field, the button and the links below."""
    library = load_library()
    plan = replace(plan_for(library, "saleem"), task=library.form("parking-permit-short"))
    qtbot.addWidget(side := run_side(plan, RunKind.BARRIER))
    (card,) = side.findChildren(PromptCard)
    for way, place, now in (
        (card.turn_to, "proof", "registration"),
        (card.follow, "registration", "registration"),
        (card.follow, "telephone", "registration"),
        (card.follow, "continue", "registration"),
        (card.turn_to, "reply", "papers"),
        (card.follow, "papers", "papers"),
        (card.follow, "skip-link", "answer-by"),
        (card.turn_to, "reply", "answer-by"),
        (card.turn_to, "check", None),
        (card.follow, "change", None),
        (card.turn_to, "reply", "papers"),
        (card.turn_to, "check", None),
        (card.turn_to, "proof", "registration"),
        (card.turn_to, "done", None),
    ):
        way(place)
        assert lit(card) == ([now] if now else []), place


def test_no_line_is_lit_while_a_pen_goes_along_them(qtbot: QtBot) -> None:
    plan = plan_for(load_library(), "claudia", has_paper=True)
    shown = PaperScreen(plan, *[lambda: None] * 3)
    qtbot.addWidget(shown)
    (card,) = shown.findChildren(PromptCard)
    assert lit(card) == []


def lit(card: PromptCard) -> list[str]:
    lines = [each for each in card.findChildren(QFrame) if each.property("lit")]
    return [label.property(FIELD) for line in lines for label in line.findChildren(QLabel) if label.property(FIELD)]


@pytest.mark.parametrize("scale", theme.TEXT_SCALES)
def test_f1_leads_through_everything_that_stands_beside_a_form(qtbot: QtBot, scale: float) -> None:
    """Tab belongs to the form and the mouse may be off: one key shows it all, a page at a time, and then goes back."""
    window = small_window(qtbot, theme.scaled(theme.STANDARD, scale))
    side = dress_for(window, RunKind.BARRIER, "christopher", "claudia")
    seen: dict[QLabel, QRegion] = {}
    bar = side.findChildren(QScrollArea)[0].verticalScrollBar()
    for _ in range(20):
        place = bar.value()
        for label in side.findChildren(QLabel):
            seen[label] = seen.get(label, QRegion()).united(label.visibleRegion())
        side.turn_page()
        settle()
        if not side.is_unfolded:
            break
        assert bar.value() > place + 60 or bar.value() == bar.maximum(), "each press shows something new"
    unread = [label.text() for label, region in seen.items() if label.text() and region.boundingRect() != label.rect()]
    assert not unread
    assert not out_of_sight(side.findChildren(QLabel)[1:3])


def test_at_large_text_the_next_key_to_try_comes_into_sight(qtbot: QtBot) -> None:
    window = small_window(qtbot, theme.scaled(theme.STANDARD, 2.0))
    ashleigh = load_library().persona("ashleigh")
    progress = TutorProgress(ashleigh.tutor.steps)
    side = tutor_side(ashleigh.tutor, progress, lambda: None)
    window.frame.dress("Learn", QWidget(), side)
    settle()
    for step in ashleigh.tutor.steps:
        cap = next(label for label in side.findChildren(QLabel) if label.text() == step.key)
        assert not out_of_sight([cap]), step.key
        progress.pressed(step.press)
        settle()


def small_window(qtbot: QtBot, look: Theme) -> StationWindow:
    theme.use(look)
    window = StationWindow(RunView(silent_voice()))
    qtbot.addWidget(window)
    window.resize(*SMALL_LAPTOP)
    window.setUpdatesEnabled(False)
    with qtbot.waitExposed(window):
        window.show()
    window.show_form()
    return window


def dress_for(window: StationWindow, run: RunKind, *names: str) -> SidePanel:
    plan = plan_for(load_library(), *names)
    side = run_side(plan, run, run_facts(plan.conditions[run], has_sound=True))
    window.frame.dress("Run", run_bar(plan, run, lambda: None, lambda: None), side)
    settle()
    return side


def told_in(run: RunKind, name: str) -> tuple[str, str]:
    persona = load_library().persona(name)
    words = persona.barrier if run is RunKind.BARRIER else persona.helped
    return words.heading, words.explain


def out_of_sight(widgets: Iterable[QWidget]) -> list[str]:
    """Those of which a part is not seen."""
    return [_words(each) for each in widgets if each.visibleRegion().boundingRect().size() != each.size()]


def test_the_warm_up_in_large_text_has_its_heading_and_its_line_in_sight_at_once(qtbot: QtBot) -> None:
    window = small_window(qtbot, theme.scaled(theme.STANDARD, 2.0))
    window.resize(1280, 800)
    screen = WarmUpScreen(plan_for(load_library(), "christopher"), *[lambda: None] * 3)
    window.show_screen(screen)
    window.activateWindow()
    qtbot.waitUntil(screen.field.hasFocus)
    settle()
    needed = [each for each in screen.findChildren(QLabel) if each.text() in ("First, your own hands", PROMPT)]
    assert len(needed) == 2
    assert not out_of_sight([*needed, screen.field])


def test_the_idle_warning_fits_and_is_named(window: StationWindow, qtbot: QtBot) -> None:
    words = "Press any key to go on. In 20 seconds the lab starts again for the next person."
    overlay = CalmOverlay(window, "Are you still there?", words)
    window.lay_over(overlay)
    settle()
    assert not cut_off(overlay)
    assert "still there" in overlay.accessibleName()
    assert overlay.words.x() >= theme.fitted().edge(32), "no word stands at the window's edge"
    qtbot.waitUntil(lambda: overlay.hasFocus() and not shown(window, FocusFrame))  # no room for a ring around it
    assert overlay.size() == window.size()


def test_a_calm_screen_is_seen_from_its_heading_on_in_large_text_on_an_old_screen(qtbot: QtBot) -> None:
    """Its one button has the keyboard, and the heading is not pushed under the bar for the sake of empty room."""
    window = small_window(qtbot, theme.scaled(theme.STANDARD, 2.0))
    window.resize(1024, 768)
    plan = plan_for(load_library(), "christopher", "claudia")
    for screen in (BetweenScreen(plan, RunKind.HELPED, lambda: None), TalkScreen(plan, lambda: None)):
        window.show_screen(screen)
        qtbot.waitUntil(partial(assert_at_its_control, screen))
        settle()
        heading = next(label for label in screen.findChildren(QLabel) if label.property("kind") == "title")
        assert screen.first is not None
        assert not out_of_sight([heading, screen.first])


def test_esc_leads_back_and_enter_does_what_the_screen_is_for(qtbot: QtBot) -> None:
    """The main control has the focus when a screen comes; questions have theirs one Tab after the scales.

    Back leads Esc where there is a way back, from nothing but that: what was answered or agreed to is not undone by a
    key that people press by habit.
    """
    window = small_window(qtbot, theme.STANDARD)
    window.activateWindow()
    did: list[str] = []
    ways_back = set()
    for name, screen in screens(lambda what: lambda *_given: did.append(what)):
        window.show_screen(screen)
        qtbot.waitUntil(partial(assert_at_its_control, screen))
        did.clear()
        assert screen.first is not None
        QTest.keyClick(screen.first, Qt.Key.Key_Escape)
        if did:
            ways_back.add(name.partition("-")[0])
            assert set(did) <= {"back", "main"}, name
        assert_at_its_control(screen)
        did.clear()
        assert_enter_is_the_main_thing(screen, name, did)
    assert ways_back == {"preview", "story", "keep", "debrief"}


def assert_enter_is_the_main_thing(screen: Screen, name: str, did: list[str]) -> None:
    if name in ("warm-up", "words"):
        # There the main thing is to type; Enter ends it.
        return
    if name.startswith("spot"):
        assert screen.first is not None
        QTest.keyClick(screen.first, Qt.Key.Key_Return)
        assert "main" not in did, "Enter gives no answer that nobody has chosen"
        did.clear()
        QTest.keyClick(screen.first, Qt.Key.Key_1)
    for _ in range(40 if name.startswith("debrief") else 1):
        if not did:
            _press_enter(screen, name)
    assert did == ["main"], name


def assert_at_its_control(screen: Screen) -> None:
    """Asked again and again; the last answer says who has the keyboard in its place."""
    focused, in_front = QApplication.focusWidget(), QApplication.activeWindow()
    assert focused is screen.first, f"{screen.accessibleName()}: the keyboard is at {focused}, in front is {in_front}"


def test_a_long_screen_is_read_with_the_arrow_keys(qtbot: QtBot) -> None:
    """The buttons below keep the focus; what is above them moves, and the screen says that there is more."""
    theme.use(theme.scaled(theme.STANDARD, 2.0))
    window = StationWindow(RunView(silent_voice()))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    story = screen_named("story-ashleigh")
    window.show_screen(story)
    settle()
    bar, first = story.scroll_bar, story.first
    assert bar.maximum() > 0
    assert first is not None
    more = next(label for label in story.findChildren(QLabel) if label.text() == "↓ more")
    assert more.isVisible()
    for _ in range(40):
        QTest.keyClick(first, Qt.Key.Key_Down)
    assert bar.value() == bar.maximum()
    assert QApplication.focusWidget() is first
    assert not more.isVisible()
    # What is below the last words is no more to read.
    below = theme.fitted().gap(10)
    for hidden, is_told in ((below, False), (below + 1, True)):
        bar.setValue(bar.maximum() - hidden)
        assert more.isVisible() is is_told


def test_a_picture_to_judge_is_larger_for_who_reads_large_text(qtbot: QtBot) -> None:
    def wide(scale: float) -> int:
        theme.use(theme.scaled(theme.STANDARD, scale))
        shown = screen_named("spot-picture")
        qtbot.addWidget(shown)
        return max(label.pixmap().width() for label in shown.findChildren(QLabel))

    usual, large = wide(1.0), wide(2.0)
    assert large > 1.5 * usual


def words_on(screen: QWidget) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel)]


def debrief(qtbot: QtBot, found: VisitFindings, number: int = 0) -> DebriefScreen:
    screen = DebriefScreen(
        plan_for(load_library(), "christopher"), found, lambda: None, lambda _place: None, DebriefPlace(number)
    )
    qtbot.addWidget(screen)
    return screen


def test_the_verdict_is_told_before_any_figure(qtbot: QtBot) -> None:
    """Who gave up early was not faster: no time stands beside one of a form that was sent."""
    barrier = RunFigures(Outcome.GAVE_UP, page=1, ease=2)
    helped = RunFigures(Outcome.COMPLETED, page=3, ease=6)
    words = words_on(debrief(qtbot, VisitFindings(barrier, helped, (), pages=3)))
    assert words.index("Not sent") < words.index("Sent") < words.index("How easy, you said")
    assert "On page 1 of 3." in words
    assert not [each for each in words if re.fullmatch(r"\d+:\d\d", each)]


def test_stiff_hands_do_not_hide_what_the_page_cost(qtbot: QtBot) -> None:
    """Lost keys come with the hands, in both forms; the way to the form is its own doing, however anybody wandered."""
    barrier = RunFigures(Outcome.GAVE_UP, price=Price(tab=42), keys_lost=5, ease=3)
    helped = RunFigures(Outcome.COMPLETED, price=Price(tab=5, skip_link=3), keys_lost=9, ease=7)
    words = words_on(debrief(qtbot, VisitFindings(barrier, helped, ())))
    assert [words[words.index(each) + 1] for each in ("42", "3")] == ["with Tab", "by skip link"]
    assert any("The hands, not the form, lost 5 keys with barriers and 9 built well." in each for each in words)


@pytest.mark.parametrize(("before", "after", "is_said"), [(4, 5, True), (5, 4, False)])
def test_a_press_more_in_the_form_built_well_is_told_with_its_reason(
    qtbot: QtBot, before: int, after: int, is_said: bool
) -> None:
    sides = [RunFigures(Outcome.COMPLETED, price=Price(tab=6, skip_link=presses)) for presses in (before, after)]
    words = " ".join(words_on(debrief(qtbot, VisitFindings(*sides, ()))))
    assert "To reach the form" in words
    assert ("takes 1 press more to the first field: more stands before it" in words) == is_said


def test_a_page_that_asks_for_the_same_is_not_compared(qtbot: QtBot) -> None:
    same = RunFigures(Outcome.COMPLETED, price=Price(tab=4), ease=5)
    assert "To reach the form" not in words_on(debrief(qtbot, VisitFindings(same, same, ())))


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_a_form_that_nobody_tried_to_its_end_kept_nobody_out(qtbot: QtBot, outcome: Outcome | None) -> None:
    found = VisitFindings(RunFigures(outcome), RunFigures(Outcome.COMPLETED), (), pages=3)
    is_kept_out = outcome in (Outcome.GAVE_UP, Outcome.STOPPED, Outcome.TIMED_OUT)
    assert ("Same form: only one let you through." in words_on(debrief(qtbot, found))) == is_kept_out


def test_who_was_ended_by_the_lab_reads_neither_that_they_stopped_nor_that_the_form_did(qtbot: QtBot) -> None:
    ended = RunFigures(Outcome.INTERRUPTED, page=1)
    words = words_on(debrief(qtbot, VisitFindings(ended, RunFigures(Outcome.COMPLETED), (), pages=3)))
    assert "It was ended on page 1 of 3." in words
    assert "The same form, built two ways." in words


def test_surprises_and_vague_words_stand_beside_each_other_where_nothing_was_worn(qtbot: QtBot) -> None:
    barrier = RunFigures(Outcome.COMPLETED, surprises=9, vague_phrases=14)
    helped = RunFigures(Outcome.COMPLETED, surprises=0, vague_phrases=0)
    words = words_on(debrief(qtbot, VisitFindings(barrier, helped, (), wears_nothing=True)))
    assert "Surprises" in words
    assert "Vague words" in words
    assert "Surprises" not in words_on(debrief(qtbot, VisitFindings(barrier, helped, ())))


def test_what_was_found_out_of_a_film_comes_before_what_it_took_to_reach_the_form(qtbot: QtBot) -> None:
    barrier = RunFigures(Outcome.GAVE_UP, price=Price(tab=4), ease=2, facts=(0, 4))
    helped = RunFigures(Outcome.COMPLETED, price=Price(tab=5), ease=6, facts=(4, 4))
    words = words_on(debrief(qtbot, VisitFindings(barrier, helped, ())))
    assert words.index("What you found out") < words.index("How easy, you said")
    assert words.count("of 4") == 2
    assert "To reach the form" not in words


def test_the_fixed_order_is_told_in_a_line(qtbot: QtBot) -> None:
    found = found_for(load_library())
    words = " ".join(words_on(debrief(qtbot, found)))
    offered = "It also offered answers to fill in."
    assert f"“Built well” comes second, so part of the difference is practice. {offered}" in words
    assert offered not in " ".join(words_on(debrief(qtbot, replace(found, has_answers_offered=False))))


def test_three_findings_are_shown_and_the_others_to_who_asks(qtbot: QtBot) -> None:
    window = small_window(qtbot, theme.STANDARD)
    library, went_on = load_library(), []
    found = found_for(library)
    show_findings(window.show_screen, plan_for(library, "ashleigh"), found, lambda: went_on.append(True))
    seen = []
    while not went_on:
        seen.append(press(window, "Go on" if len(seen) == 3 else ""))
    assert [each.met.lower() for each in found.met[:3]] == [each.lower() for each in seen[1:]]
    show_findings(window.show_screen, plan_for(library, "ashleigh"), found, lambda: None, DebriefPlace(3))
    press(window, f"See {len(found.met) + 2 - 3} more")
    assert seen_title(window).lower() == found.met[3].met.lower()
    press(window, "Back")
    assert seen_title(window).lower() == found.met[2].met.lower()


def test_the_costliest_finding_says_so_and_who_asks_is_told_whose_work_it_is(qtbot: QtBot) -> None:
    found = replace(found_for(load_library()), met=(load_library().barriers["no-name"],) * 2)
    words = words_on(debrief(qtbot, found, 1))
    assert "1 of 3, costliest first" in words
    criteria = "WCAG 2.2: 1.3.1 Info and Relationships, 4.1.2 Name, Role, Value."
    assert f"{criteria} Who can mend it: developers of the form." in words
    assert "2 of 3" in words_on(debrief(qtbot, found, 2))
    assert "1 of 3" in words_on(debrief(qtbot, replace(found, is_audit=True), 1))


def test_who_is_in_a_hurry_skips_to_the_questions_from_anywhere(qtbot: QtBot) -> None:
    window = small_window(qtbot, theme.STANDARD)
    library, went_on = load_library(), []
    for number in range(3):
        plan = plan_for(library, "claudia")
        show_findings(window.show_screen, plan, found_for(library), lambda: went_on.append(True), DebriefPlace(number))
        press(window, "Skip to the questions")
    assert len(went_on) == 3


def press(window: StationWindow, words: str) -> str:
    """Press the button of these words, else the main one; what the screen was called."""
    screen = window.current()
    assert isinstance(screen, DebriefScreen)
    title = seen_title(window)
    named = [each for each in screen.findChildren(QAbstractButton) if each.text() == words]
    (named[0] if words else screen.go_on).click()
    return title


def seen_title(window: StationWindow) -> str:
    screen = window.current()
    assert screen is not None
    return screen.accessibleName().removeprefix("What happened: ")


def test_no_finding_is_passed_over_unseen_at_large_text(qtbot: QtBot) -> None:
    """What stands below the window is first brought into sight; only then does the next take its place."""
    window = small_window(qtbot, theme.scaled(theme.STANDARD, 2.0))
    library = load_library()
    show_findings(window.show_screen, plan_for(library, "claudia"), found_for(library), lambda: None, DebriefPlace(1))
    settle()
    screen = window.current()
    assert isinstance(screen, DebriefScreen)
    fix = next(label for label in screen.findChildren(QLabel) if label.text() == found_for(library).met[0].fix)
    assert out_of_sight([fix])
    QTest.keyClick(screen.go_on, Qt.Key.Key_Return)
    settle()
    assert not out_of_sight([fix])
    assert window.current() is screen
    QTest.keyClick(screen.go_on, Qt.Key.Key_Return)
    settle()
    assert window.current() is not screen


@pytest.mark.parametrize("look", [theme.STANDARD, theme.HIGH_CONTRAST], ids=["standard", "high contrast"])
def test_every_text_has_seven_to_one_on_its_ground(look: Theme) -> None:
    tints = {persona.look.tint for persona in load_library().personas.values()}
    pairs = [(ink, ground) for ink in (look.ink, look.quiet) for ground in {look.paper, look.card, look.code, *tints}]
    pairs += [(ink, ground) for ink in (look.go, look.stop) for ground in (look.paper, look.card)]
    pairs += [(look.on_ink, look.ink), ("#17182b", look.focus)]
    pairs += [(look.ink, look.hover), (look.stop, look.hover), (look.on_ink, look.hover_ink)]
    pairs += [("#17182b", look.hover_focus), ("#17182b", look.pressed)]
    too_faint = [(ink, ground) for ink, ground in pairs if contrast(ink, ground) < LEAST_CONTRAST]
    assert not too_faint


def _press_enter(screen: Screen, name: str) -> None:
    target = screen.first
    assert target is not None
    if name.startswith("questions"):
        target = next(each for each in screen.findChildren(QAbstractButton) if each.text() == "Continue")
        target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_Return)


def crowded_out(screen: Screen) -> list[str]:
    """What is read has the larger part of what the bar leaves, however many buttons stand below it."""
    share = screen.scroll_bar.pageStep() / screen.window().height()
    return [f"its content has {share:.0%} of the window"] if share < 0.43 else []


def comfort_away(screen: QWidget) -> list[str]:
    """Who needs larger text, more contrast or a voice sees that at once, before anything is scrolled."""
    asked = screen.comfort if isinstance(screen, AttractScreen) else ()
    return [f"'{each}' is out of sight" for each in out_of_sight(asked)]


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours."""
    dark, light = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- looking at a screen ------------------------------------------------------------


#: Such as have the bit of TabFocus, which is dear to ask for.
_BY_TAB = {each for each in Qt.FocusPolicy.__members__.values() if each & Qt.FocusPolicy.TabFocus}


def focusable(screen: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in screen.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() in _BY_TAB and widget.isEnabled()
    ]


def unnamed(screen: QWidget) -> list[str]:
    return [f"{type(widget).__name__} has no name" for widget in focusable(screen) if not widget.accessibleName()]


def unreached(screen: Screen) -> list[str]:
    """Tab goes to all of them and comes round."""
    screen.take_focus()
    reached = set()
    for _ in range(len(focusable(screen)) + 2):
        focused = QApplication.focusWidget()
        reached.add(focused)
        screen.window().focusNextPrevChild(True)
    return [f"Tab does not reach '{w.accessibleName()}'" for w in focusable(screen) if w not in reached]


def too_small(screen: QWidget) -> list[str]:
    targets = [each for each in screen.findChildren(QAbstractButton) if each.isVisible()]
    targets += [each for each in screen.findChildren(QPlainTextEdit) if each.isVisible()]
    small = [each for each in targets if min(each.width(), each.height()) < SMALLEST_TARGET_PX]
    return [f"'{each.accessibleName()}' is {each.width()}×{each.height()} px" for each in small]


def cut_off(screen: QWidget) -> list[str]:
    faults = []
    for label in screen.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        tall = QLabel.heightForWidth(label, label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = 0 if label.wordWrap() else label.sizeHint().width()
        if label.height() + 1 < tall or label.width() + 1 < wide or _longest_word_px(label) > label.width():
            faults.append(f"'{label.text()}' needs {wide}×{tall} px and has {label.width()}×{label.height()}")
    for button in screen.findChildren(QAbstractButton):
        has, needs = button.size(), button.sizeHint()
        if button.isVisible() and button.text() and (has.width() + 1 < needs.width() or has.height() < needs.height()):
            faults.append(f"the words of '{button.text()}' are cut off")
    return faults


def _longest_word_px(label: QLabel) -> int:
    """Words that are code may break anywhere a person would break them; plain words must fit whole."""
    if label.property("kind") == "code":
        return 0
    return max((label.fontMetrics().horizontalAdvance(word) for word in label.text().split()), default=0)


def overlapping(screen: QWidget) -> list[str]:
    """Of what lies in the same scrolled area, or outside of all, nothing lies over another."""
    drawn = [each for each in screen.findChildren(QWidget) if type(each).paintEvent is not QWidget.paintEvent]
    drawn = [each for each in drawn if type(each).__bases__ == (QWidget,) and not each.findChildren(QWidget)]
    controls: list[QWidget] = [*screen.findChildren(QAbstractButton), *screen.findChildren(QLabel), *drawn]
    places = [(each, area, _place(each, screen)) for each, area in _areas_of(controls)]
    return [
        f"'{_words(one)}' lies over '{_words(other)}'"
        for (one, area, here), (other, other_area, there) in combinations(places, 2)
        if area is other_area and here.intersects(there)
        if not one.isAncestorOf(other) and not other.isAncestorOf(one)
    ]


def unlike_a_list(screen: QWidget) -> list[str]:
    """A list that drops down has its arrow: without, it looks like a line to type in."""
    lists = screen.findChildren(QComboBox)
    return [f"'{each.accessibleName()}' has no arrow" for each in lists if not isinstance(each, DropDown)]


def sideways(screen: QWidget) -> list[str]:
    """Nothing reaches beyond the right edge of what it lies in."""
    faults = []
    for area in screen.findChildren(QScrollArea):
        if area.isVisible() and area.widget().width() > area.viewport().width():
            faults.append("content is wider than the window")
    for widget, inside in _areas_of([*screen.findChildren(QLabel), *screen.findChildren(QAbstractButton)]):
        frame = inside.widget() if inside is not None else screen
        if _place(widget, frame).right() > frame.width():
            faults.append(f"'{_words(widget)}' reaches beyond the edge")
    return faults


def _areas_of(widgets: Iterable[QWidget]) -> Iterator[tuple[QWidget, QScrollArea | None]]:
    """Those that are seen, each with the scrolled area that it lies in; asked once of what lies side by side."""
    known: dict[QWidget | None, QScrollArea | None] = {None: None}

    def area_of(parent: QWidget | None) -> QScrollArea | None:
        if parent not in known:
            known[parent] = parent if isinstance(parent, QScrollArea) else area_of(parent.parentWidget())
        return known[parent]

    for widget in widgets:
        if widget.isVisible():
            yield widget, area_of(widget.parentWidget())


def _place(widget: QWidget, frame: QWidget) -> QRect:
    return QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())


def _words(widget: QWidget) -> str:
    return widget.accessibleName() or type(widget).__name__


def first_screen(
    people: Sequence[Persona],
    together: Sequence[tuple[Persona, ...]] = (),
    choose: Callable[[tuple[Persona, ...]], object] = lambda _chosen: None,
) -> AttractScreen:
    preview = widgets.button("What happens here?", lambda: None, "small")
    return AttractScreen(Offer(tuple(people), tuple(together)), choose, comfort_buttons(lambda _pressed: None), preview)


def people_of(count: int) -> list[Persona]:
    """So many, the shipped ones first; who follows has a long name and much to say in short."""
    known = list(load_library().personas.values())
    made = known[0].model_copy(update={"name": "Christopher", "in_short": "sight, hands, hearing"})
    return [*known, *[made] * count][:count]


def test_where_one_person_waits_nobody_is_asked_to_choose(qtbot: QtBot) -> None:
    screen = first_screen([load_library().persona("ashleigh")])
    qtbot.addWidget(screen)
    words = " ".join(label.text() for label in screen.findChildren(QLabel))
    assert "choose" not in words.lower()
    assert "You fill in" in words
    assert screen.panel.meet.text() == "Meet Ashleigh   Enter"


def test_arrow_keys_stay_with_the_people_and_come_round(qtbot: QtBot) -> None:
    """As the first screen says: arrows choose a person. Everything else is there with Tab."""
    window = small_window(qtbot, theme.STANDARD)
    screen = first_screen(people_of(7), [tuple(people_of(2))])
    window.show_screen(screen)
    for key, place in ((Qt.Key.Key_Left, 7), (Qt.Key.Key_Right, 0), (Qt.Key.Key_Down, 4), (Qt.Key.Key_Up, 0)):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert screen.cards[place].hasFocus(), key


def test_the_panel_tells_of_who_is_at_hand_and_its_button_meets_them(qtbot: QtBot) -> None:
    met: list[tuple[Persona, ...]] = []
    people = people_of(5)
    window = small_window(qtbot, theme.STANDARD)
    screen = first_screen(people, [(people[0], people[1])], met.append)
    window.show_screen(screen)
    for place, choice in enumerate([*((each,) for each in people), (people[0], people[1])]):
        screen.cards[place].setFocus()
        told = [screen.panel.name.text(), screen.panel.sentence.text(), screen.panel.duration.text()]
        assert screen.cards[place].accessibleName().endswith(" ".join(told[1:]))
        assert told[0] == " and ".join(persona.name for persona in choice)
        screen.panel.meet.click()
        screen.cards[place].click()
        assert met[-2:] == [choice, choice]


@pytest.mark.parametrize("size", [(1280, 720), (1280, 800), (1366, 768), (1920, 1080), (1280, 1024)])
def test_one_to_seven_people_and_who_may_be_worn_together_are_all_in_sight(qtbot: QtBot, size: tuple[int, int]) -> None:
    window = small_window(qtbot, theme.STANDARD)
    window.resize(*size)
    for count in (1, 2, 3, 4, 7):
        people = people_of(count)
        screen = first_screen(people, [(people[0], people[-1])] * min(2, count // 2))
        window.show_screen(screen)
        settle()
        assert not screen.scroll_bar.maximum(), count
        assert not sideways(screen), count
        assert min(card.portrait.height() for card in screen.cards) >= theme.fitted().edge(100), count


def test_at_twice_the_text_seven_people_are_in_sight_before_anything_else(qtbot: QtBot) -> None:
    window = small_window(qtbot, theme.scaled(theme.STANDARD, 2.0))
    window.resize(1280, 800)
    screen = first_screen(people_of(7))
    window.show_screen(screen)
    settle()
    assert screen.columns == 3
    for card in (*screen.cards, screen.panel.meet):
        assert not card.visibleRegion().isEmpty()
    assert not sideways(screen)


def test_what_local_people_say_themselves_stands_at_the_end(qtbot: QtBot) -> None:
    words = LivedWords(text="People rush me.", source="A. B.", consent="On paper")
    plan = plan_for(load_library(), "christopher", "claudia")
    people = tuple(persona.model_copy(update={"lived_words": (words,)}) for persona in plan.personas)
    screen = ThanksScreen(
        replace(plan, personas=people), [], finish=lambda: None, keep=lambda: None, delete=lambda: None
    )
    qtbot.addWidget(screen)
    told = words_on(screen)
    assert told.count("“People rush me.” A. B.") == 2
    assert any("Deleting cannot be undone." in words for words in told)
    assert all(persona.caveat in told for persona in people)
