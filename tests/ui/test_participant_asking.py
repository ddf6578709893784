"""Questions to a visitor: nothing that was given is thrown away by a button that does not say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from empathylab.domain.questions import Topic
from empathylab.domain.session import RunKind
from empathylab.files.library import load_library
from empathylab.files.questions import load_questions
from empathylab.session.stages import Stage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import relabel
from empathylab.ui.visit.screens import question_screen
from empathylab.ui.visit.screens.question_pages import QuestionPage, feedback_pages, run_pages, then_pages
from empathylab.ui.visit.screens.question_screen import NOTHING_CHOSEN, QuestionScreen, VisitorAnswer
from empathylab.ui.visit.screens.scale import PointScale, SliderScale, WordChoice
from support.participant_screens import plan_for

Answers = dict[str, VisitorAnswer]


def ask(qtbot: QtBot, page: QuestionPage, stage: Stage = Stage.FEEDBACK) -> tuple[QuestionScreen, list[Answers]]:
    given: list[Answers] = []
    screen = QuestionScreen(plan_for(load_library(), "claudia"), stage, page, given.append)
    qtbot.addWidget(screen)
    return screen, given


def button(screen: QuestionScreen, words: str) -> QAbstractButton:
    return next(each for each in screen.findChildren(QAbstractButton) if each.text() == words)


def choose_a_point(screen: QuestionScreen) -> None:
    screen.findChildren(PointScale)[0].findChildren(QAbstractButton)[4].click()


def move_a_slider(screen: QuestionScreen) -> None:
    screen.findChildren(SliderScale)[0].slider.setValue(15)


def write(screen: QuestionScreen) -> None:
    screen.findChildren(QPlainTextEdit)[0].setPlainText("The labels were missing.")


EASE, EFFORT = run_pages(load_questions(), RunKind.BARRIER, only_short=False)
CLAUDIA = (load_library().persona("claudia"),)
IN_YOUR_OWN_WORDS = feedback_pages(load_questions(), CLAUDIA, only_short=False)[-1]


def test_who_gives_nothing_skips_with_one_press(qtbot: QtBot) -> None:
    screen, given = ask(qtbot, IN_YOUR_OWN_WORDS)
    button(screen, "Skip").click()
    assert set(given[0].values()) == {VisitorAnswer(text="")}


@pytest.mark.parametrize(
    ("page", "give"),
    [(IN_YOUR_OWN_WORDS, write), (EASE, choose_a_point), (EFFORT, move_a_slider)],
    ids=["words", "point", "slider"],
)
def test_what_was_given_is_cleared_only_by_name(
    qtbot: QtBot, page: QuestionPage, give: Callable[[QuestionScreen], None]
) -> None:
    screen, given = ask(qtbot, page)
    give(screen)
    with pytest.raises(StopIteration):
        button(screen, "Skip")
    clear = button(screen, "Clear my answers")
    assert clear.accessibleName() == "Clear my answers"
    clear.click()
    assert not given, "clearing leads nowhere"
    button(screen, "Skip").click()
    assert all(each.is_skipped for each in given[0].values())


def test_a_scale_that_was_cleared_is_answered_again(qtbot: QtBot) -> None:
    for page, give, numbers in ((EASE, choose_a_point, [5]), (EFFORT, move_a_slider, [15, None])):
        screen, given = ask(qtbot, page)
        give(screen)
        button(screen, "Clear my answers").click()
        give(screen)
        button(screen, "Continue").click()
        assert [answer.number for answer in given[0].values()] == numbers


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Right, 2), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Left, 7)])
def test_an_arrow_key_answers_as_it_moves(qtbot: QtBot, key: Qt.Key, answer: int) -> None:
    """The ring on a number looks like an answer, and Enter goes on from there."""
    screen, _ = ask(qtbot, EASE)
    with qtbot.waitActive(screen):
        screen.show()
    scale = screen.findChildren(PointScale)[0]
    scale.entry.setFocus()
    QTest.keyClick(scale.entry, key)
    assert scale.value == answer
    assert scale.entry.hasFocus()


@pytest.fixture(params=[theme.STANDARD, theme.HIGH_CONTRAST], ids=["standard", "high contrast"])
def slider_scale(qtbot: QtBot, request: pytest.FixtureRequest) -> SliderScale:
    theme.use(request.param)
    scale = SliderScale("How hard did you work?", 0, 100, 5, "Not at all hard", "Extremely hard")
    qtbot.addWidget(scale)
    scale.resize(900, 160)
    with qtbot.waitExposed(scale):
        scale.show()
    return scale


@pytest.mark.parametrize(("share", "answer"), [(0.02, 0), (0.25, 25), (0.5, 50), (0.68, 70), (0.99, 100)])
def test_a_click_on_the_line_answers_what_stands_there(slider_scale: SliderScale, share: float, answer: int) -> None:
    slider = slider_scale.slider
    place = QPoint(round(slider.width() * share), slider.height() // 2)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert abs(slider_scale.value - answer) <= 5
    handle = slider.handle_rect()
    assert abs(handle.center().x() - place.x()) <= handle.width()


def test_a_line_has_no_thumb_before_it_is_answered(slider_scale: SliderScale) -> None:
    """Above and below the line there is nothing but paper, and both its halves look the same."""

    def is_one_colour(of: QImage, y: int) -> bool:
        return len({of.pixel(x, y) for x in range(20, of.width() - 20)}) == 1

    def picture() -> QImage:
        return slider_scale.slider.grab().toImage()

    middle = slider_scale.slider.height() // 2
    assert is_one_colour(picture(), middle - 9)
    assert is_one_colour(picture(), middle)
    slider_scale.slider.setValue(70)
    assert not is_one_colour(picture(), middle - 9)
    slider_scale.clear()
    assert is_one_colour(picture(), middle - 9)


def come_to_clearing(qtbot: QtBot, screen: QuestionScreen, give: Callable[[QuestionScreen], None]) -> QAbstractButton:
    """Answer, and bring the keyboard to the button that clears it, which is returned."""
    with qtbot.waitActive(screen):
        screen.show()
    give(screen)
    clear = button(screen, "Clear my answers")
    clear.setFocus()
    return clear


def test_after_clearing_the_same_key_does_not_skip(qtbot: QtBot) -> None:
    screen, given = ask(qtbot, EASE)
    clear = come_to_clearing(qtbot, screen, choose_a_point)
    QTest.keyClick(clear, Qt.Key.Key_Return)
    focused = screen.focusWidget()
    assert focused is screen.first
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert not given


@pytest.mark.parametrize(("page", "give"), [(EASE, choose_a_point), (IN_YOUR_OWN_WORDS, write)], ids=["point", "words"])
def test_who_has_cleared_hears_the_first_question_and_not_that_the_button_is_skip(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, page: QuestionPage, give: Callable[[QuestionScreen], None]
) -> None:
    """A screen reader says a new name under the focus before anything else."""
    screen, _ = ask(qtbot, page)
    clear = come_to_clearing(qtbot, screen, give)
    named_in_focus: list[str] = []

    def heard(pressed: QAbstractButton, words: str) -> None:
        if pressed.hasFocus():
            named_in_focus.append(words)
        relabel(pressed, words)

    monkeypatch.setattr(question_screen, "relabel", heard)
    QTest.keyClick(clear, Qt.Key.Key_Return)
    assert (named_in_focus, clear.text(), screen.focusWidget()) == ([], "Skip", screen.first)


@pytest.mark.parametrize(
    ("persona", "titles"), [("saleem", ["With barriers", "What you found out"]), ("pawel", ["With barriers"] * 2)]
)
def test_only_what_has_a_right_answer_is_called_found_out(persona: str, titles: list[str]) -> None:
    who, form = (load_library().persona(persona),), "parking-permit-short"
    pages = run_pages(load_questions(), RunKind.BARRIER, who, form=form, only_short=True)
    assert [page.title for page in pages] == titles


def shown_words(screen: QuestionScreen) -> list[str]:
    return [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]


def saleems_words() -> QuestionPage:
    """Four questions with words to choose from."""
    who, form = (load_library().persona("saleem"),), "parking-permit-short"
    return run_pages(load_questions(), RunKind.BARRIER, who, form=form, only_short=True)[1]


def test_of_a_question_that_was_left_out_nothing_more_is_said(qtbot: QtBot) -> None:
    """Enter once more would not leave it out, but the next one."""
    screen, _given = ask(qtbot, saleems_words())
    with qtbot.waitActive(screen):
        screen.show()
    screen.take_focus()
    for _ in range(2):
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
        assert NOTHING_CHOSEN in shown_words(screen)
        QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
        assert NOTHING_CHOSEN not in shown_words(screen)


@pytest.mark.parametrize(
    ("page", "key"),
    [(EASE, Qt.Key.Key_4), (EFFORT, Qt.Key.Key_Right), (saleems_words(), Qt.Key.Key_2)],
    ids=["numbers", "line", "words"],
)
def test_enter_chooses_nothing_and_leaves_no_question_open_unsaid(
    qtbot: QtBot, page: QuestionPage, key: Qt.Key
) -> None:
    """Once it says so, wherever the answer is given; once more leaves the question out; after an answer it goes on."""
    screen, given = ask(qtbot, page)
    with qtbot.waitActive(screen):
        screen.show()
    screen.take_focus()
    entry = screen.focusWidget()
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert screen.focusWidget() is entry
    assert NOTHING_CHOSEN in shown_words(screen)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(entry, held)
    assert screen.focusWidget() is entry, "a key that is held down is no second press"
    QTest.keyClick(entry, key)
    assert NOTHING_CHOSEN not in shown_words(screen)
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    following = screen.focusWidget()
    assert following is not entry
    if following is not screen.go_on:
        for _press in range(2 * (len(page.questions) - 1)):
            QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Return)
    assert screen.focusWidget() is screen.go_on
    QTest.keyClick(screen.go_on, Qt.Key.Key_Return)
    first, *others = given[0].values()
    assert not first.is_skipped
    assert all(answer.is_skipped for answer in others)


@pytest.mark.parametrize("look", [theme.STANDARD, theme.HIGH_CONTRAST], ids=["standard", "high contrast"])
def test_a_pointer_that_lies_there_shades_no_answer(qtbot: QtBot, look: theme.Theme) -> None:
    """The screen may come under it: nobody has chosen what it happens to lie on."""
    theme.use(look)
    scale = PointScale("How easy was this?", 1, 7, "Very difficult", "Very easy")
    qtbot.addWidget(scale)
    scale.resize(900, 120)
    with qtbot.waitExposed(scale):
        scale.show()
    middle = scale.findChildren(QAbstractButton)[3]
    before = middle.grab().toImage()
    QTest.mouseMove(middle)
    qtbot.waitUntil(middle.underMouse)
    assert middle.grab().toImage() == before


def test_a_number_answers_also_when_enter_has_led_to_continue(qtbot: QtBot) -> None:
    screen, given = ask(qtbot, EASE)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.take_focus()
    (scale,) = screen.findChildren(PointScale)
    QTest.keyClick(scale.entry, Qt.Key.Key_Return)
    QTest.keyClick(scale.entry, Qt.Key.Key_Return)
    assert screen.focusWidget() is screen.go_on
    QTest.keyClick(screen.go_on, Qt.Key.Key_5)
    assert scale.number == 5
    QTest.keyClick(scale.entry, Qt.Key.Key_Return)
    QTest.keyClick(screen.go_on, Qt.Key.Key_Return)
    assert given == [{"ease": VisitorAnswer(number=5)}]


def questions_of(pages: Sequence[QuestionPage]) -> list[str]:
    return [question.id for page in pages for question in page.questions]


def every_page(*names: str, only_short: bool) -> list[QuestionPage]:
    """What a visit without paper asks, screen by screen."""
    asked, who = load_questions(), [load_library().persona(name) for name in names]
    runs = [page for run in (RunKind.BARRIER, RunKind.HELPED) for page in run_pages(asked, run, only_short=only_short)]
    pages = then_pages(asked, who, only_short=only_short), feedback_pages(asked, who, only_short=only_short)
    return [*runs, *pages[0], *pages[1]]


def test_a_walk_up_visitor_is_asked_six_questions_and_who_stays_longer_eighteen() -> None:
    short = every_page("claudia", only_short=True)
    assert questions_of(short) == ["ease", "ease", "confidence-then", "confidence-now", "what-like", "change-should"]
    assert len(questions_of(every_page("claudia", only_short=False))) == 18


def test_contact_and_anxiety_are_asked_only_where_a_station_asks_about_them() -> None:
    asked, who, topics = load_questions(), [load_library().persona("claudia")], (Topic.CONTACT,)
    then = then_pages(asked, who, only_short=True, topics=topics)
    now = feedback_pages(asked, who, only_short=True, topics=topics)
    assert questions_of(then) == ["confidence-then", "anxiety-then", "contact"]
    assert questions_of(now) == ["confidence-now", "anxiety-now", "what-like", "change-should"]
    for page in (*then, *now):
        assert len({question.scale.rises_with for question in page.questions if question.scale}) <= 1, page


@pytest.mark.parametrize("only_short", [True, False])
def test_a_high_answer_is_good_news_all_over_a_page_or_bad_news(only_short: bool) -> None:
    for page in every_page("claudia", only_short=only_short):
        assert len({question.scale.rises_with for question in page.questions if question.scale}) <= 1, page


def test_questions_name_the_person_and_the_job() -> None:
    pages = every_page("christopher", "claudia", only_short=False)
    words = " ".join(question.text for page in pages for question in page.questions)
    assert (
        "With the right tools, could somebody like Christopher or Claudia work as an accountant or a social worker"
        in words
    )
    assert "pity do you feel for somebody like Christopher or Claudia?" in words
    assert "{" not in words


def test_of_words_to_choose_from_it_is_kept_whether_they_are_right(qtbot: QtBot) -> None:
    page = saleems_words()
    assert len(page.questions) == 4
    screen, given = ask(qtbot, page)
    with qtbot.waitActive(screen):
        screen.show()
    first, second, *_ = screen.findChildren(WordChoice)
    first.entry.setFocus()
    QTest.keyClick(first.entry, Qt.Key.Key_2)
    second.findChildren(QAbstractButton)[3].click()
    button(screen, "Continue").click()
    assert [answer.number for answer in given[0].values()] == [1, 0, None, None]
