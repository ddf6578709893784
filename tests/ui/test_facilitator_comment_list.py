"""Sixty comments in five minutes: searched, decided with one key each, released together, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from empathylab.domain.errors import InputError
from empathylab.domain.records import ReviewState
from empathylab.ui.facilitator.comments.comment_filter import CommentFilter, HintFilter
from empathylab.ui.facilitator.comments.comment_list_page import CommentListPage
from empathylab.ui.facilitator.comments.comment_table import CommentsModel
from empathylab.ui.kit.text_field import TextField
from support.facilitator_lab import COMMENTS, EVENT, Lab, open_lab


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path, visits=3) as made:
        yield made


@pytest.fixture
def page(lab: Lab, qtbot: QtBot) -> CommentListPage:
    made = CommentListPage(lab.desk(), on_back=lambda: None)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.table.setFocus()
    return made


def states(lab: Lab) -> dict[str, ReviewState]:
    return {comment.text: comment.state for comment in lab.store.comments(EVENT)}


def rows(page: CommentListPage) -> list[str]:
    return [comment.text for comment in page.table.comments]


def test_one_key_decides_and_the_next_comment_is_in_hand(page: CommentListPage, lab: Lab, qtbot: QtBot) -> None:
    assert set(rows(page)) == set(COMMENTS[:3])
    first = page.table.comment
    assert first is not None
    qtbot.keyClick(page.table, Qt.Key.Key_H)
    assert states(lab)[first.text] is ReviewState.WITHHELD
    assert first.text not in rows(page)
    assert page.table.comment is not None
    assert page.said.text() == "One comment held back. 2 to review."


def test_where_something_is_pointed_out_a_release_is_asked_about_once(
    page: CommentListPage, lab: Lab, qtbot: QtBot
) -> None:
    assert isinstance(page.search, TextField), "else Orca 43 says nothing of it on arrival"
    page.search.setText("hackney")
    assert rows(page) == [COMMENTS[1]]
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    assert states(lab)[COMMENTS[1]] is ReviewState.WAITING
    assert "Anna Miller" in page.said.text()
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    assert states(lab)[COMMENTS[1]] is ReviewState.RELEASED


def test_all_that_nothing_is_pointed_out_in_are_released_and_taken_back(page: CommentListPage, lab: Lab) -> None:
    page.release_all.click()
    assert set(states(lab).values()) == {ReviewState.WAITING}, "it asks first"
    page.release_all.click()
    assert states(lab)[COMMENTS[1]] is ReviewState.WAITING
    released = [text for text, state in states(lab).items() if state is ReviewState.RELEASED]
    assert sorted(released) == sorted(text for text in COMMENTS[:3] if text != COMMENTS[1])
    page.undo_button.click()
    assert set(states(lab).values()) == {ReviewState.WAITING}
    assert not page.undo_button.isEnabled()


def test_where_no_comment_is_in_hand_there_is_nothing_to_decide(page: CommentListPage) -> None:
    assert all(each.isEnabled() for each in page.deciding)
    page.search.setText("nobody wrote this")
    assert rows(page) == []
    assert not any(each.isEnabled() for each in page.deciding)
    page.search.setText("")
    assert all(each.isEnabled() for each in page.deciding)


def test_ctrl_z_takes_the_last_decision_back(page: CommentListPage, lab: Lab, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_H)
    assert ReviewState.WITHHELD in states(lab).values()
    qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(states(lab).values()) == {ReviewState.WAITING}


def test_what_is_released_together_is_what_is_shown(page: CommentListPage, lab: Lab) -> None:
    page.search.setText(COMMENTS[0].split()[0])
    shown = set(rows(page))
    page.release_all.setFocus()
    page.release_all.click()
    page.release_all.click()
    assert page.focusWidget() is page.table, "not on the tabs above"
    assert {text for text, state in states(lab).items() if state is ReviewState.RELEASED} <= shown


def test_all_states_and_what_was_pointed_out_can_be_looked_for(page: CommentListPage, lab: Lab) -> None:
    lab.release_all()
    page.load()
    assert rows(page) == []
    assert page.place.text() == "0 of 3 shown; 0 to review. R releases, H holds back."
    page.state.value = ""
    assert len(rows(page)) == 3
    page.pointed.value = HintFilter.SOMETHING
    assert rows(page) == [COMMENTS[1]]


def test_esc_in_the_table_leaves_the_page(lab: Lab, qtbot: QtBot) -> None:
    left: list[bool] = []
    page = CommentListPage(lab.desk(), on_back=lambda: left.append(True))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert left == [True]


def test_of_many_decisions_all_are_written_or_none(lab: Lab) -> None:
    found = list(lab.store.comments(EVENT))
    wanted = [replace(comment, state=ReviewState.RELEASED) for comment in found]
    with pytest.raises(InputError):
        lab.store.review_all([*wanted, replace(wanted[0], id="gone")])
    assert set(states(lab).values()) == {ReviewState.WAITING}


def test_five_thousand_comments_are_shown_and_sifted(page: CommentListPage, lab: Lab) -> None:
    one = next(iter(lab.store.comments(EVENT)))
    many = [replace(one, id=str(number), text=f"Number {number} was hard. " + "x" * 300) for number in range(5_000)]
    page._all = many
    page._sift()
    assert len(page.table.comments) == 5_000
    assert CommentFilter(words="HARD 4999").filtered(many) == [many[4_999]]


def test_a_screen_reader_reads_a_long_comment_to_its_end(lab: Lab) -> None:
    words = "I lost the thread. " * 30
    (comment, *_) = lab.store.comments(EVENT)
    rows = CommentsModel()
    rows.show([replace(comment, text=words, redacted_text="")])
    cell = rows.index(0, 0)
    assert rows.data(cell, Qt.ItemDataRole.AccessibleTextRole) == words.strip()
    assert len(str(rows.data(cell))) <= 200
