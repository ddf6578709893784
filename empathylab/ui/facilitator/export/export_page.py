"""The page that exports feedback: which event, in which formats, to which folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox

from empathylab.domain.errors import LabError
from empathylab.domain.retention import due_events, due_words
from empathylab.reports.content import reported_events, title_of
from empathylab.reports.exporting import export
from empathylab.storage import reported
from empathylab.ui.facilitator.controls.background_task import Progress, start_task
from empathylab.ui.facilitator.controls.choice import tick
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import EventChoice
from empathylab.ui.facilitator.controls.folder import FolderChoice, documents_folder, no_file_manager, show_folder
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, flow, put, say
from empathylab.ui.facilitator.controls.work_bar import WorkBar
from empathylab.ui.kit.group import NamedGroup
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import Card, button, column, text

#: What may be handed on: nobody can be found in it.
OF_GROUPS = {
    "html": "A report to read on the screen (HTML)",
    "pdf": "A report to print (PDF)",
    "summary": "Numbers of the report (XLSX and JSON)",
    "pictures": "Its charts as pictures (PNG and SVG)",
}
#: What is to be kept as carefully as the records are.
OF_VISITS = {
    "csv": "Plain tables, with the comments board (CSV)",
    "xlsx": "The same tables as a workbook (XLSX)",
    "json": "The same tables, for programs (JSON)",
}
_FIRST_CHOICE = ("html", "pdf")
_GROUPS_WORDS = (
    "They tell of groups alone, so that nobody can be picked out, even from two reports made here in turn. Make no "
    "report of the same visits elsewhere: not on another laptop, nor from a server."
)
_VISITS_WORDS = "One row for each visit. People who were there may know whose it is."


class ExportPage(Page):
    """Comments only leave once they are released; reports hide groups below the event's size."""

    def __init__(self, desk: Desk, go: Callable[[str], object]) -> None:
        super().__init__("Export", "Only released comments leave the lab, and nothing says which visit one belongs to.")
        self._desk = desk
        self.lab_event = EventChoice(desk)
        self.folder = FolderChoice("Folder", documents_folder() / "Empathy Lab")
        self.formats: dict[str, QCheckBox] = {}
        self.waiting = text("", "bad")
        self.anew = tick("No earlier report was handed on: tell of all visits", False)
        self.anew.hide()
        self.progress = WorkBar("Progress of the export")
        self.show_button = button("Show in folder", self.show_files)
        self.show_button.hide()
        self.written_to: Path | None = None
        self.export_button = button("Export", self.export, "main")
        self._build(go)
        self.lab_event.currentIndexChanged.connect(self._show_waiting)

    def _build(self, go: Callable[[str], object]) -> None:
        forms = Card(
            self._ticks("To hand on", _GROUPS_WORDS, OF_GROUPS),
            self._ticks("To keep as carefully as the records", _VISITS_WORDS, OF_VISITS),
            space=12,
        )
        where = Card(space=12)
        where.setAccessibleName("What and where")
        where.box.addLayout(field("Event", self.lab_event))
        where.box.addWidget(self.folder)
        where.box.addStretch(1)
        self.body.addLayout(beside(forms, where))
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.anew)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.said)
        self.body.addWidget(flow(self.show_button))
        self.body.addStretch(1)
        self.add_action(self.export_button)
        self.add_action(button("For the other laptop…", lambda: go("take-home")))
        self.add_action(button("To a server…", lambda: go("server")))
        self.add_action(button("Delete records…", lambda: go("purge")))
        self.add_action(button("Kit to print…", lambda: go("kit")))

    def _ticks(self, title: str, meaning: str, forms: dict[str, str]) -> NamedGroup:
        group = NamedGroup(title)
        box = column(said_elsewhere(text(title, "subtitle")), text(meaning, "small"), space=4)
        box.setContentsMargins(0, 0, 0, 0)
        box.addSpacing(6)
        for name, words in forms.items():
            self.formats[name] = tick(words, name in _FIRST_CHOICE)
            box.addWidget(self.formats[name])
        group.setLayout(box)
        return group

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        try:
            self.lab_event.refresh()
        except LabError as error:
            say(self.said, str(error), "bad")
        self._show_waiting()

    def _show_waiting(self) -> None:
        records = self._desk.records
        try:
            comments = records.counts(self.lab_event.name).comments_waiting
            visits = reported.waiting_visits(records, records.data_dir, self._events)
            settings = reported_events(records, self.lab_event.name)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        words = f"{comments:,} comments are not reviewed yet and stay here." if comments > 1 else ""
        words = "One comment is not reviewed yet and stays here." if comments == 1 else words
        due = due_events(settings, datetime.now().astimezone().date())
        told = (words, reported.told_of_waiting(visits) if visits else "")
        put(self.waiting, " ".join(filter(None, (*told, *(due_words(each.keep_until, each.name) for each in due)))))
        self.anew.setVisible(visits > 0)
        self.anew.setChecked(False)

    @property
    def _events(self) -> tuple[str, ...]:
        """The event that is reported on, none for all of them."""
        return (self.lab_event.name,) if self.lab_event.name else ()

    def export(self) -> None:
        """Write the chosen forms in a new folder, beside the screen."""
        formats = [name for name, tick in self.formats.items() if tick.isChecked()]
        if not formats:
            say(self.said, "Choose at least one form.", "bad")
            return
        stamp = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        records, event, library = self._desk.records, self.lab_event.name, self._desk.library
        try:
            target = self.folder.folder / f"{_safe_name(title_of(records, event))} {stamp}"
        except LabError as error:
            say(self.said, str(error), "bad")
            return

        events, is_anew = self._events, self.anew.isChecked()

        def do(progress: Progress) -> tuple[Path, tuple[str, ...]]:
            told = None
            if OF_GROUPS.keys() & {*formats}:
                if is_anew:
                    reported.forget(records.data_dir, events)
                told = reported.for_report(records, records.data_dir, events)
            export(records, target, (*formats,), event, progress, library, told)
            return target, told.notices if told else ()

        self._begin(do)

    def _begin(self, do: Callable[[Progress], tuple[Path, tuple[str, ...]]]) -> None:
        self.show_button.hide()
        say(self.said, "Writing…", "quiet")
        self.progress.begin()
        self.export_button.setEnabled(False)
        self.work = start_task(self, do, done=self._done, failed=self._failed, progressed=self.progress.tell)

    def show_files(self) -> None:
        """Open the folder of the last export, or say where it is."""
        folder = self.written_to or self.folder.folder
        if not show_folder(folder):
            say(self.said, no_file_manager(folder), "bad")

    def _done(self, written: tuple[Path, tuple[str, ...]]) -> None:
        folder, notices = written
        self.written_to = folder
        self._end()
        say(self.said, " ".join((f"Written to {folder}.", *self._desk.records.left_out(), *notices)))
        self._show_waiting()
        self.show_button.show()
        self.show_button.setFocus()

    def _failed(self, words: str) -> None:
        say(self.said, words, "bad")
        self._end()

    def _end(self) -> None:
        self.export_button.setEnabled(True)
        self.progress.end(self.export_button)


def _safe_name(words: str) -> str:
    """An event's name as a folder's name on every system."""
    kept = "".join(sign if sign.isalnum() or sign in " -_.,()'&" else "-" for sign in words)
    return kept.strip(" .")[:60] or "event"
