"""Comments are read before they leave, and sorted into themes by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from empathylab.domain.records import ActionRecord, CommentRecord, PromiseState, ReviewState
from empathylab.domain.workshop import EventSettings
from empathylab.reports.assemble import assemble
from empathylab.reports.names import library_names
from empathylab.ui.facilitator.comments import board as board_module
from empathylab.ui.facilitator.comments.board import BoardPage
from empathylab.ui.facilitator.comments.board_parts import BoardColumn, CommentCard
from empathylab.ui.facilitator.comments.comments_page import BLACK, CommentsPage
from empathylab.ui.facilitator.comments.promises_page import PromisesPage
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice
from empathylab.ui.facilitator.controls.privacy_hints import telling_parts, tells
from empathylab.ui.facilitator.setup.setup_page import SetUpPage
from empathylab.ui.kit import theme
from support.facilitator_lab import COMMENTS, EARLIER, EVENT, Lab, open_lab, show_window


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=3) as made:
        yield made


@pytest.fixture
def page(lab: Lab, qtbot: QtBot) -> CommentsPage:
    made = CommentsPage(lab.desk(), lambda _name: None)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def board(lab: Lab, qtbot: QtBot) -> BoardPage:
    lab.release_all()
    made = BoardPage(lab.desk())
    qtbot.addWidget(made)
    made.resize(1280, 728)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _turn_to(page: CommentsPage, words: str) -> CommentRecord:
    while page.comment is None or page.comment.text != words:
        page.step(1)
    return page.comment


def _kept(lab: Lab, comment: CommentRecord) -> CommentRecord:
    return next(found for found in lab.store.comments(EVENT) if found.id == comment.id)


def test_what_may_tell_who_somebody_is_is_pointed_out() -> None:
    assert telling_parts(COMMENTS[1]) == ["Anna Miller", "Hackney", "07700 900123"]
    assert telling_parts("Write to a.b@example.org, E8 1EA.") == ["a.b@example.org,", "E8 1EA"]
    assert telling_parts("It was hard. Why? I felt lost.") == []
    assert telling_parts("Anna Miller will test it.") == ["Anna Miller"]


def test_one_endless_word_holds_nobody_up() -> None:
    """Each of its letters was tried with all after it, which would take a quarter of an hour for this one."""
    endless = "x" * 300_000
    assert telling_parts(f"It said {endless}") == []
    assert not tells(f"It said {endless}")
    assert tells(f"It said {endless}@example.org")


def test_whoever_hears_the_page_hears_each_comment_that_comes(page: CommentsPage, announced: list[str]) -> None:
    page.step(1)
    first = page.comment
    assert first is not None
    assert announced == [f"Comment 2 of 3. Asked: What was that like? {first.text} {page.hint.text()}".strip()]
    for left in (2, 1):
        page.hold_back()
        following = page.comment
        assert following is not None
        assert announced[-1].startswith(f"Held back. It stays out of exports. Comment {left} of {left}.")
        assert following.text in announced[-1]
    page.hold_back()
    assert announced[-1] == f"Held back. It stays out of exports. No comment of “{EVENT}” waits."


def test_a_name_is_blacked_out_and_the_rest_released(page: CommentsPage, lab: Lab) -> None:
    comment = _turn_to(page, COMMENTS[1])
    assert page.hint.text() == "May tell who somebody is: Anna Miller, Hackney, 07700 900123"
    page.black_out()
    assert page.said.text() == "Blacked out: Anna Miller, Hackney, 07700 900123."
    page.black_out()
    assert page.said.text() == "Select words first."
    page.release()
    kept = _kept(lab, comment)
    assert kept.state is ReviewState.RELEASED
    assert kept.public_text == f"My colleague {BLACK} from {BLACK} told me, call {BLACK}."
    assert kept.text == COMMENTS[1]


def test_a_comment_stands_with_the_question_that_it_answers(page: CommentsPage) -> None:
    assert page.place.text() == "Comment 1 of 3. Asked: What was that like?"


def test_selected_words_alone_are_blacked_out(page: CommentsPage) -> None:
    _turn_to(page, COMMENTS[1])
    cursor = page.wording.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(2, cursor.MoveMode.KeepAnchor)
    page.wording.setTextCursor(cursor)
    page.black_out()
    assert page.wording.toPlainText().startswith(f"{BLACK} colleague Anna")


def test_a_comment_released_as_it_is_keeps_no_second_wording(page: CommentsPage, lab: Lab) -> None:
    comment = _turn_to(page, COMMENTS[2])
    page.release()
    assert _kept(lab, comment).redacted_text == ""


def test_a_comment_held_back_can_be_found_and_released_later(page: CommentsPage, lab: Lab) -> None:
    comment = _turn_to(page, COMMENTS[0])
    page.hold_back()
    assert _kept(lab, comment).state is ReviewState.WITHHELD
    page.state.value = ReviewState.WITHHELD
    assert page.comment is not None
    assert page.comment.id == comment.id
    page.release()
    assert _kept(lab, comment).state is ReviewState.RELEASED


def test_a_wording_that_may_tell_who_somebody_is_is_released_at_the_second_press(page: CommentsPage, lab: Lab) -> None:
    comment = _turn_to(page, COMMENTS[1])
    page.release()
    assert "Anna Miller, Hackney" in page.said.text()
    assert _kept(lab, comment).state is ReviewState.WAITING
    page.step(1)
    _turn_to(page, COMMENTS[1])
    page.release()
    assert _kept(lab, comment).state is ReviewState.WAITING, "another comment was looked at in between"
    page.release()
    assert _kept(lab, comment).state is ReviewState.RELEASED


def test_nothing_left_cannot_be_released(page: CommentsPage) -> None:
    page.wording.setPlainText("  ")
    page.release()
    assert "Hold it back instead" in page.said.text()


def test_after_the_last_one_the_page_says_so(page: CommentsPage) -> None:
    for _ in range(4):
        page.release()
    assert "waits" in page.place.text()
    assert EVENT in page.place.text()
    assert page.card.isHidden()
    assert not page.release_button.isEnabled()


def test_the_keyboard_stays_where_the_last_one_was_released(page: CommentsPage, qtbot: QtBot) -> None:
    """A button that is switched off hands it on, and what came of the press is said with the next one and as news."""
    page.activateWindow()
    page.release_button.setFocus()
    qtbot.waitUntil(page.release_button.hasFocus)
    for _ in range(4):
        page.release()
    assert "waits" in page.place.text()
    assert page.release_button.hasFocus()
    page.release()
    assert page.said.text() == page.place.text()


def test_a_comment_that_comes_in_never_replaces_the_one_being_worked_on(page: CommentsPage, lab: Lab) -> None:
    page.wording.setPlainText("half a")
    lab.visit(9)
    page._desk.records_changed.emit()
    assert page.wording.toPlainText() == "half a"


def _column(board: BoardPage, name: str) -> BoardColumn:
    return next(column for column in board.columns if column.name == name)


def _first(board: BoardPage, name: str = "") -> CommentCard:
    return _column(board, name).cards[0]


def test_every_released_comment_lies_on_the_board_unsorted_at_first(board: BoardPage) -> None:
    assert [column.name for column in board.columns] == ["", "going well", "not going well", "ideas"]
    assert len(_column(board, "").cards) == 3


def test_ctrl_and_arrow_move_a_comment_and_the_focus_goes_with_it(board: BoardPage, lab: Lab, qtbot: QtBot) -> None:
    comment = _first(board).comment
    for _ in range(2):
        qtbot.keyClick(_card(board, comment), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert _kept(lab, comment).theme == "not going well"
    assert board.said.text() == "Moved to: Not going well."
    qtbot.waitUntil(lambda: _card(board, comment).hasFocus())
    assert "In: Not going well" in _card(board, comment).accessibleName()
    qtbot.keyClick(_card(board, comment), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert _kept(lab, comment).theme == "going well"


def test_arrow_keys_go_from_comment_to_comment(board: BoardPage, qtbot: QtBot) -> None:
    first, second, third = (card.comment for card in _column(board, "").cards)
    board.put(third.id, "ideas")
    way = [
        (first, Qt.Key.Key_Down, second),
        (second, Qt.Key.Key_Down, second),
        (second, Qt.Key.Key_Right, third),
        (third, Qt.Key.Key_Right, third),
        (third, Qt.Key.Key_Left, first),
        (first, Qt.Key.Key_Up, first),
    ]
    for start, key, end in way:
        _card(board, start).setFocus()
        qtbot.keyClick(_card(board, start), key)
        assert _card(board, end).hasFocus(), (start.text, key)


def test_columns_stand_in_one_row_while_they_can_be_read_and_a_new_one_is_seen(board: BoardPage, qtbot: QtBot) -> None:
    board.resize(1280, 500)
    board.new_theme.setText("Training")
    board.add_theme()
    qtbot.waitUntil(lambda: _column(board, "training").visibleRegion().boundingRect().height() > 150)
    qtbot.waitUntil(lambda: len({column.pos().y() for column in board.columns}) == 1)
    for name in ("Forms", "Buildings", "Letters"):
        board.new_theme.setText(name)
        board.add_theme()
    # More in one row would be too narrow to read.
    qtbot.waitUntil(lambda: _column(board, "letters").pos().y() > 0)
    qtbot.waitUntil(lambda: _column(board, "letters").visibleRegion().boundingRect().height() > 150)


def test_the_first_column_is_the_end_of_the_way(board: BoardPage, lab: Lab, qtbot: QtBot) -> None:
    comment = _first(board).comment
    qtbot.keyClick(_card(board, comment), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert _kept(lab, comment).theme == ""


def _card(board: BoardPage, comment: CommentRecord) -> CommentCard:
    return next(card for column in board.columns for card in column.cards if card.comment.id == comment.id)


def test_a_comment_dropped_on_a_column_belongs_to_it(board: BoardPage, lab: Lab) -> None:
    comment = _first(board).comment
    column = _column(board, "ideas")
    data = QMimeData()
    data.setData("application/x-empathylab-comment", comment.id.encode())
    arguments = (Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enters = QDragEnterEvent(QPoint(5, 5), *arguments)
    column.dragEnterEvent(enters)
    assert enters.isAccepted()
    column.dropEvent(QDropEvent(QPointF(5, 5), *arguments))
    assert _kept(lab, comment).theme == "ideas"
    assert len(_column(board, "ideas").cards) == 1


def test_an_empty_column_is_large_enough_to_drop_a_comment_into(board: BoardPage) -> None:
    assert _column(board, "ideas").height() >= 200


def _pick(choice: OneEventChoice, event: str) -> None:
    choice.setCurrentIndex(choice.findData(event))


def test_the_comments_of_an_earlier_event_are_reviewed_where_it_is_picked(page: CommentsPage, lab: Lab) -> None:
    lab.visit(7, event=EARLIER, **{"what-like": "It was all new to me then."})
    page.hide()
    page.show()
    assert page.lab_event.event_name == EVENT
    page.step(1)
    _pick(page.lab_event, EARLIER)
    assert page.comment is not None
    assert page.comment.text == "It was all new to me then."
    page.release()
    assert EARLIER in page.place.text()
    (released,) = lab.store.comments(EARLIER, ReviewState.RELEASED)
    assert released.text == "It was all new to me then."


def test_an_event_picked_on_one_screen_is_picked_on_the_others_until_the_lab_is_locked(lab: Lab, qtbot: QtBot) -> None:
    lab.visit(7, event=EARLIER)
    lab.store.review(next(iter(lab.store.comments(EARLIER))).id, ReviewState.RELEASED)
    window = show_window(lab, qtbot)
    window.go("Comments")
    comments = window.page("Comments")
    assert isinstance(comments, CommentsPage)
    _pick(comments.lab_event, EARLIER)
    window.go("board")
    board = window.page("board")
    assert isinstance(board, BoardPage)
    assert len(_column(board, "").cards) == 1
    window.go("promises")
    promises = window.page("promises")
    assert isinstance(promises, PromisesPage)
    promises.words.setText("Mend the date field.")
    promises.add()
    assert [promise.text for promise in lab.store.actions(EARLIER)] == ["Mend the date field."]
    _pick(promises.lab_event, EVENT)
    assert not promises.cards
    _pick(promises.lab_event, EARLIER)
    window.lock()
    assert window.desk.picked_event is None


def test_a_very_long_name_of_an_event_leaves_the_board_as_wide_as_the_window(lab: Lab, qtbot: QtBot) -> None:
    name = "A week of user research with everybody who ever filled in a form of ours " * 2
    lab.store.begin_event(EventSettings(name, date(2026, 12, 1), date(2027, 3, 1)))
    window = show_window(lab, qtbot)
    window.go("board")
    board = window.page("board")
    qtbot.waitUntil(board.isVisible)
    assert board.area.widget().width() <= 1280


def test_what_was_said_of_a_comment_is_not_said_of_the_next_event(page: CommentsPage) -> None:
    page.release()
    assert page.said.text()
    page.hide()
    page.show()
    assert not page.said.text()


def test_anything_else_dragged_here_is_refused(board: BoardPage) -> None:
    data = QMimeData()
    data.setText("words from elsewhere")
    enters = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enters.ignore()
    _column(board, "ideas").dragEnterEvent(enters)
    assert not enters.isAccepted()


def test_a_theme_of_ones_own_is_a_column_and_stays_once_used(board: BoardPage, lab: Lab, qtbot: QtBot) -> None:
    board.new_theme.setText("Training")
    qtbot.keyClick(board.new_theme, Qt.Key.Key_Return)
    board.put(_first(board).comment.id, "training")
    again = BoardPage(lab.desk())
    qtbot.addWidget(again)
    again.load()
    assert len(_column(again, "training").cards) == 1


def test_a_column_without_a_name_is_asked_for_one(board: BoardPage) -> None:
    columns = len(board.columns)
    board.add_button.click()
    assert (board.said.text(), len(board.columns)) == ("A column needs a name.", columns)


def test_a_theme_of_ones_own_is_still_there_after_back_while_it_is_empty(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("board")
    board = window.page("board")
    assert isinstance(board, BoardPage)
    board.new_theme.setText("Training")
    board.add_theme()
    assert board.back_button is not None
    board.back_button.click()
    window.go("board")
    again = window.page("board")
    assert isinstance(again, BoardPage)
    assert again is not board
    assert "training" in [column.name for column in again.columns]
    _pick(again.lab_event, EARLIER)
    assert "training" not in [column.name for column in again.columns]


def test_an_empty_theme_of_ones_own_is_kept_when_the_lab_starts_again(board: BoardPage, lab: Lab, qtbot: QtBot) -> None:
    board.new_theme.setText("Training")
    board.add_theme()
    again = BoardPage(lab.desk())
    qtbot.addWidget(again)
    again.load()
    assert "training" in [column.name for column in again.columns]


def test_an_empty_theme_of_ones_own_can_be_removed_and_one_in_use_cannot(board: BoardPage, qtbot: QtBot) -> None:
    board.new_theme.setText("Trainig")
    board.add_theme()
    remove = _column(board, "trainig").remove_button
    assert remove is not None
    remove.click()
    assert board.said.text() == "Removed: Trainig."
    assert "trainig" not in [column.name for column in board.columns]
    board.new_theme.setText("Training")
    board.add_theme()
    board.put(_first(board).comment.id, "training")
    assert _column(board, "training").remove_button is None
    assert _column(board, "ideas").remove_button is None


def test_a_redacted_comment_keeps_its_wording_when_sorted(board: BoardPage, lab: Lab) -> None:
    comment = _first(board).comment
    lab.store.review(comment.id, ReviewState.RELEASED, "Only this.")
    board.load()
    board.put(comment.id, "ideas")
    assert _kept(lab, comment).public_text == "Only this."


def test_the_board_has_room_for_thousands_of_comments_and_for_one_without_end(
    lab: Lab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "MOST_CARDS", 2)
    lab.visit(50, **{"what-like": "endless " * 12_500})
    lab.release_all()
    board = BoardPage(lab.desk())
    qtbot.addWidget(board)
    board.load()
    column = _column(board, "")
    assert (len(column.cards), column.accessibleName()) == (2, "Not sorted yet (4)")
    for left in (3, 2):
        board.move_by(column.cards[0].comment, 1)
        column = _column(board, "")
        assert (len(column.cards), column.accessibleName()) == (2, f"Not sorted yet ({left})")
    cards = [card for each in board.columns for card in each.cards]
    assert all(len(card.accessibleName()) < 500 for card in cards)
    assert any("endless …" in card.accessibleName() for card in cards)


def test_a_promise_is_kept_and_so_is_what_became_of_it(lab: Lab, qtbot: QtBot) -> None:
    page = PromisesPage(lab.desk())
    qtbot.addWidget(page)
    page.add()
    assert page.said.text() == "Say what you will do."
    page.words.setText("Give every field a label.")
    page.owner.setText("Web team")
    qtbot.keyClick(page.owner, Qt.Key.Key_Return)
    (promise,) = lab.store.actions(EVENT)
    assert (promise.text, promise.owner, promise.is_done) == ("Give every field a label.", "Web team", False)
    page.cards[promise.id].state.buttons[1].click()
    assert page.said.text() == "Saved: kept. Give every field a label."
    (promise,) = lab.store.actions(EVENT)
    assert (promise.is_done, promise.state) == (True, PromiseState.KEPT)


def test_the_next_event_asks_whether_promises_were_kept_and_the_board_shows_them(lab: Lab, qtbot: QtBot) -> None:
    lab.store.put_action(ActionRecord("1", EARLIER, "A skip link.", "Web team", due_on=date(2026, 10, 1)))
    window = show_window(lab, qtbot)
    window.go("Set up")
    set_up = window.page("Set up")
    assert isinstance(set_up, SetUpPage)
    assert set_up.to_ask.text().startswith("Ask whether 1 earlier promise was kept")
    window.go("promises")
    page = window.page("promises")
    assert isinstance(page, PromisesPage)
    assert (list(page.cards), list(page.earlier)) == ([], ["1"])
    page.earlier["1"].state.buttons[2].click()
    (promise,) = lab.store.actions(EARLIER)
    assert promise.state is PromiseState.NOT_KEPT
    assert promise.asked_on == datetime.now().astimezone().date()
    window.go("Set up")
    assert set_up.to_ask.text() == ""
    window.desk.picked_event = EARLIER
    window.go("board")
    board = window.page("board")
    assert isinstance(board, BoardPage)
    (card,) = board.promises.cards
    assert card.accessibleName() == "A skip link. Web team, by 1 October 2026. Not kept yet."
    report = assemble(lab.store, EARLIER, library_names())
    assert [(each.owner, each.due, each.state) for each in report.first.promises] == [
        ("Web team", "1 October 2026", "not kept yet")
    ]


def test_a_promise_begun_is_there_when_one_comes_back_by_a_tab(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("promises")
    page = window.page("promises")
    assert isinstance(page, PromisesPage)
    page.words.setText("Give every field")
    window.go("Results")
    window.go("promises")
    assert page.words.text() == "Give every field"


def test_a_wording_begun_is_there_after_the_next_comment(page: CommentsPage) -> None:
    page.wording.setPlainText("I felt lost.")
    page.step(1)
    assert page.wording.toPlainText() != "I felt lost."
    page.step(-1)
    assert page.wording.toPlainText() == "I felt lost."


def test_a_promise_has_a_day_and_can_be_changed_and_deleted(lab: Lab, qtbot: QtBot) -> None:
    page = PromisesPage(lab.desk())
    qtbot.addWidget(page)
    page.words.setText("Give every field a label.")
    page.due.setText("31/11/2026")
    page.add()
    assert "is not a day of the calendar" in page.said.text()
    page.due.setText("30/11/2026")
    page.add()
    (promise,) = lab.store.actions(EVENT)
    assert promise.due_on == date(2026, 11, 30)
    page.cards[promise.id].change_button.click()
    assert (page.words.text(), page.due.text()) == ("Give every field a label.", "30 November 2026")
    page.words.setText("Give every field a label that can be seen.")
    page.due.clear()
    page.add()
    (changed,) = lab.store.actions(EVENT)
    assert (changed.id, changed.text, changed.due_on) == (
        promise.id,
        "Give every field a label that can be seen.",
        None,
    )
    assert page.words.text() == ""
    page.cards[promise.id].delete_button.click()
    assert len(list(lab.store.actions(EVENT))) == 1
    page.cards[promise.id].delete_button.click()
    assert list(lab.store.actions(EVENT)) == []


@pytest.mark.parametrize(
    ("words", "owner", "told"),
    [
        ("We will test it with Anna Miller.", "Web team", "Anna Miller"),
        ("Anna Miller will test it.", "Web team", "Anna Miller"),
        ("Test it.", "Anna Miller", "Anna Miller"),
        ("Write to web@example.org.", "", "web@example.org"),
    ],
)
def test_a_name_in_a_promise_is_pointed_out_and_kept_at_the_second_press(
    lab: Lab, qtbot: QtBot, words: str, owner: str, told: str
) -> None:
    page = PromisesPage(lab.desk())
    qtbot.addWidget(page)
    page.words.setText(words)
    page.owner.setText(owner)
    assert told in page.hint.text()
    page.add()
    assert told in page.said.text()
    assert list(lab.store.actions(EVENT)) == []
    page.add()
    assert len(list(lab.store.actions(EVENT))) == 1
    assert page.hint.text() == ""


def test_a_button_that_cannot_be_pressed_yet_can_still_be_read(page: CommentsPage) -> None:
    page.release_button.setStyleSheet(theme.stylesheet(theme.current()))
    page.release_button.setEnabled(False)
    picture = page.release_button.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, 6).lightness() > 200
