"""The facilitator takes the feedback home, prints, and deletes what is due."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from empathylab.bench import synthetic_visits
from empathylab.domain.records import ReviewState
from empathylab.files.settings import load_settings
from empathylab.storage.reported import FILE_NAME
from empathylab.ui.facilitator.controls import file_writing
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.export import export_page
from empathylab.ui.facilitator.export.export_page import ExportPage
from empathylab.ui.facilitator.export.prints_page import PrintsPage
from empathylab.ui.facilitator.setup.purge_page import PurgePage
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import Card
from support.facilitator_lab import COMMENTS, EARLIER, EVENT, Lab, open_lab, show_window
from support.read_pdf import words_of_pages


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path / "data", visits=3) as made:
        yield made


@pytest.fixture
def page(lab: Lab, qtbot: QtBot, tmp_path: Path) -> ExportPage:
    made = ExportPage(lab.desk(), lambda _name: None)
    qtbot.addWidget(made)
    made.folder.path.setText(str(tmp_path / "out"))
    with qtbot.waitExposed(made):
        made.show()
    return made


def _choose(page: ExportPage, *formats: str) -> None:
    for name, tick in page.formats.items():
        tick.setChecked(name in formats)


def test_an_export_is_written_with_progress_and_shown_in_its_folder(
    page: ExportPage, lab: Lab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(export_page, "show_folder", shown.append)
    comment = next(comment for comment in lab.store.comments(EVENT) if comment.text == COMMENTS[0])
    lab.store.review(comment.id, ReviewState.RELEASED)
    _choose(page, "csv", "json")
    seen: list[int] = []
    page.progress.valueChanged.connect(seen.append)
    page.show()
    page.export_button.setFocus()
    page.export()
    assert not page.export_button.isEnabled()
    assert page.focusWidget() is page.progress, "not on the button beside it, which deletes records"
    qtbot.waitUntil(lambda: page.written_to is not None)
    assert page.written_to is not None
    assert {"runs.csv", "comments.csv", "dictionary.csv"} <= {path.name for path in page.written_to.iterdir()}
    comments = (page.written_to / "comments.csv").read_text(encoding="utf-8-sig")
    assert COMMENTS[0] in comments
    assert COMMENTS[1] not in comments
    assert seen[-1] == 100
    page.show_button.click()
    assert shown == [page.written_to]
    assert page.export_button.isEnabled()


def test_comments_not_reviewed_and_records_kept_too_long_are_told_before(page: ExportPage) -> None:
    assert page.waiting.text() == "3 comments are not reviewed yet and stay here."
    page.lab_event.setCurrentIndex(page.lab_event.findData(EARLIER))
    told = f"{EARLIER} was to be deleted on 1 October 2026: use what you need, then delete it."
    assert page.waiting.text() == told


def test_nothing_chosen_writes_nothing(page: ExportPage) -> None:
    _choose(page)
    page.export()
    assert page.said.text() == "Choose at least one form."


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(page: ExportPage, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    page.folder.path.setText(str(tmp_path / "file"))
    _choose(page, "csv")
    page.export()
    qtbot.waitUntil(page.export_button.isEnabled)
    assert page.written_to is None
    assert "cannot be made" in page.said.text()


def test_without_a_file_manager_the_page_says_where_the_files_are(
    page: ExportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_page, "show_folder", lambda _folder: False)
    page.written_to = tmp_path / "written"
    page.show_button.click()
    assert str(page.written_to) in page.said.text()


def test_posters_and_paper_forms_become_pdfs(
    lab: Lab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_writing, "show_folder", lambda _folder: True)
    page = PrintsPage(lab.desk())
    qtbot.addWidget(page)
    page.folder.path.setText(str(tmp_path / "prints"))
    page.paper_size.value = "a4"
    for ticks, wanted in ((page.posters, "claudia"), (page.forms, "missed-bin")):
        for name, tick in ticks.items():
            tick.setChecked(name == wanted)
    page.follow_up.setChecked(True)
    page.make()
    qtbot.waitUntil(lambda: not page.is_kept)
    sheet, form, poster = sorted((tmp_path / "prints").iterdir())
    assert [path.name for path in (sheet, form, poster)] == [
        "follow-up.pdf",
        "form-missed-bin.pdf",
        "poster-claudia-a4.pdf",
    ]
    assert "Your three words" in words_of_pages(sheet)[0]
    assert "Claudia" in words_of_pages(poster)[0]


def test_where_the_pdfs_are_is_in_sight_when_they_are_made(lab: Lab, qtbot: QtBot, tmp_path: Path) -> None:
    window = show_window(lab, qtbot)
    window.go("prints")
    page = window.page("prints")
    assert isinstance(page, PrintsPage)
    qtbot.waitUntil(page.isVisible)
    page.folder.path.setText(str(tmp_path / "prints"))
    for tick in (*list(page.posters.values())[1:], *page.forms.values()):
        tick.setChecked(False)
    page.make()
    qtbot.waitUntil(page.show_button.isVisible)
    button = page.show_button
    qtbot.waitUntil(lambda: button.visibleRegion().boundingRect().height() == button.height())


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nobody_arrives_with_the_finger_on_delete_and_all_that_is_said_stands_before_it(
    lab: Lab, qtbot: QtBot, scale: float
) -> None:
    """At large text the button stands below the words, and the keyboard comes to it last."""
    theme.use(theme.scaled(theme.STANDARD, scale))
    window = show_window(lab, qtbot)
    window.go("purge")
    page = window.page("purge")
    assert isinstance(page, PurgePage)
    delete = page.buttons[EARLIER]
    qtbot.waitUntil(delete.isVisible)
    card = next(each for each in page.findChildren(Card) if each.isAncestorOf(delete))
    qtbot.waitUntil(card.hasFocus)
    assert card.accessibleName().startswith(f"{EARLIER}. 0 visits")
    said = [label for label in card.findChildren(QLabel) if label.text()]
    assert any("date has passed" in label.text() for label in said)
    if scale > 1:
        top = delete.mapTo(card, QPoint()).y()
        assert [each.text() for each in said if each.mapTo(card, each.rect().bottomLeft()).y() > top] == []
    inside = card.findChildren(QWidget)
    assert inside.index(delete) > max(map(inside.index, said))
    theme.use(theme.STANDARD)


def test_a_due_event_comes_first_and_is_deleted_with_a_receipt(lab: Lab, qtbot: QtBot) -> None:
    lab.visit(1, event=EARLIER)
    lab.desk().change(own_themes={EARLIER: ("training",), EVENT: ("signs",)})
    forgotten: list[str] = []
    page = PurgePage(Desk(lab.store, lab.setup(), forget_event=forgotten.append))
    qtbot.addWidget(page)
    page.load()
    assert list(page.buttons) == [EARLIER, EVENT]
    page.buttons[EARLIER].click()
    assert page.buttons[EARLIER].text() == "Press again: delete 1 visit for good"
    page.buttons[EARLIER].disarm()
    assert page.buttons[EARLIER].accessibleName() == f"Delete {EARLIER}", "whoever does not see the card hears which"
    page.buttons[EARLIER].click()
    assert lab.store.counts(EARLIER).people == 1
    page.buttons[EARLIER].click()
    assert lab.store.counts(EARLIER).people == 0
    assert lab.store.counts(EVENT).people == 3
    assert page.receipts.item(0, 0).text() == EARLIER
    assert page.said.text().startswith(f"Deleted: “{EARLIER}”, 1 visit")
    assert load_settings(lab.folder).own_themes == {EVENT: ("signs",)}
    assert forgotten == [EARLIER]


def test_a_purge_while_somebody_reads_says_that_its_space_is_not_overwritten_yet(lab: Lab, qtbot: QtBot) -> None:
    page = PurgePage(lab.desk())
    qtbot.addWidget(page)
    page.load()
    with lab.store.snapshot() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sessions").close()
        page.purge(EVENT)
        assert "not overwritten yet" in page.said.text()
    qtbot.waitUntil(lambda: not lab.store.has_remains())


def test_visits_after_a_report_wait_and_whoever_handed_none_on_tells_of_all(
    page: ExportPage, lab: Lab, qtbot: QtBot
) -> None:
    def export() -> str:
        page.written_to = None
        _choose(page, "html")
        page.export()
        qtbot.waitUntil(lambda: page.written_to is not None)
        return page.said.text()

    visit = list(synthetic_visits.visits(lab.store, 6, event=EVENT, facts=40))
    assert visit
    assert "leaves out" not in export()
    list(synthetic_visits.visits(lab.store, 1, seed=7, event=EVENT, facts=40))
    assert "leaves out 1 visit that came after an earlier one" in export()
    assert "leaves out 1 visit" in page.waiting.text()
    page.anew.click()
    assert "leaves out" not in export()
    assert page.anew.isHidden()


def test_damaged_notes_on_earlier_reports_are_told_and_end_nothing(page: ExportPage, lab: Lab, qtbot: QtBot) -> None:
    (lab.folder / FILE_NAME).write_bytes(b"[]")
    page.lab_event.setCurrentIndex(page.lab_event.findData(EARLIER))
    assert FILE_NAME in page.said.text()
    _choose(page, "html")
    page.export()
    qtbot.waitUntil(page.export_button.isEnabled)
    assert FILE_NAME in page.said.text()
    assert page.written_to is None
