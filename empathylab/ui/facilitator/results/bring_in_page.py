"""The page that imports another laptop's visits: from a stick that is found by itself, or from any file or folder."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog

from empathylab.domain.errors import InputError, LabError
from empathylab.domain.joined import JoinReport
from empathylab.domain.words import how_many
from empathylab.files.usb_sticks import ENDING, Sticks, bundles_on, sticks_of
from empathylab.storage import ImportPreview, import_records, is_locked, preview_import, set_aside, sources_in
from empathylab.ui.facilitator.controls.background_task import Made, Progress, start_task
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.folder import documents_folder
from empathylab.ui.facilitator.controls.form_controls import Page, field, flow, put, say
from empathylab.ui.facilitator.controls.work_bar import WorkBar
from empathylab.ui.facilitator.results.imported_events import ImportedEvents
from empathylab.ui.kit.announcing import announce
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.text_field import PassphraseField
from empathylab.ui.kit.widgets import Card, button, holding, relabel, text

_LEAD = "Put in the stick from the other laptop. What is here already is not taken again."
_LOCKED = "The file is locked."
_LOOK_MS = 2000


@dataclasses.dataclass(frozen=True)
class _Opened:
    """What is offered to be brought in, with the words that opened it: they no longer stand on the screen."""

    path: Path
    passphrase: str = dataclasses.field(repr=False)


class BringInPage(Page):
    """The file, what is in it, and one button; all of it is taken, or nothing."""

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], object],
        *,
        on_back: Callable[[], object] | None = None,
        sticks: Sticks | None = None,
    ) -> None:
        super().__init__("Bring in another station", _LEAD, on_back=on_back)
        self._desk, self._go, self._sticks = desk, go, sticks or sticks_of()
        self._chosen: list[Path] = []
        self._opened: _Opened | None = None
        self.file = DropDown()
        self.passphrase = PassphraseField()
        self.passphrase.returnPressed.connect(self.look)
        self.look_button = button("Open it", self.look)
        self.of_station = text("", "title")
        self.events = ImportedEvents(lambda name: desk.records.counts(name).visits)
        self.progress = WorkBar("Progress of bringing in")
        self.aside_button = button("", lambda: go("set-aside"))
        self.take_button = button("Bring in", self.bring_in, "main")
        self._build()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look_for_sticks)

    def _build(self) -> None:
        source = Card(space=12)
        source.box.addLayout(field("File", self.file, f"Files on a stick that end in {ENDING} appear here."))
        source.box.addWidget(
            flow(button("Choose a file…", self._choose_file), button("A folder…", self._choose_folder))
        )
        self.locked = holding(field("Passphrase", self.passphrase, _LOCKED))
        source.box.addWidget(self.locked)
        source.box.addWidget(flow(self.look_button))
        self.body.addWidget(source)
        for part in (self.of_station, self.events, self.progress, self.said, flow(self.aside_button)):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_action(self.take_button)
        self.file.currentIndexChanged.connect(lambda _index: self._another_file(stays=self.file.hasFocus()))
        self._show_nothing()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.look_for_sticks()
        self._show_aside()

    # --- which file ---------------------------------------------------------------------------------------------

    def look_for_sticks(self) -> None:
        """Offer what is on the sticks now, beside what was chosen by hand."""
        if not self.isVisible():
            self._timer.stop()
            return
        if not self.file.isEnabled():  # one of them is being read
            return
        found = [*self._chosen, *bundles_on(self._sticks.folders())]
        if found == [self.file.itemData(index) for index in range(self.file.count())]:
            return
        before = self.file.currentData()
        self.file.blockSignals(True)
        self.file.clear()
        for path in found:
            self.file.addItem(f"{path.name}, in {path.parent.name or path.parent}", path)
        self.file.setCurrentIndex(max(0, found.index(before) if before in found else 0) if found else -1)
        self.file.blockSignals(False)
        if self.file.currentData() != before:
            self._another_file()

    def choose(self, path: Path) -> None:
        """Take this file or folder, wherever it is; of a folder with other laptops' files each of them is offered."""
        found = [path]
        with suppress(InputError):
            found = sources_in(path)
        self._chosen = [*found, *(each for each in self._chosen if each not in found)]
        self.look_for_sticks()
        with QSignalBlocker(self.file):
            self.file.setCurrentIndex(self.file.findData(found[0]))
        self._another_file()

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, "Choose a file", str(documents_folder()), f"Records (*{ENDING})"
        )
        if name:
            self.choose(Path(name))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Choose the folder of a lab's records", str(documents_folder()))
        if name:
            self.choose(Path(name))

    def _another_file(self, *, stays: bool = False) -> None:
        """What is open to everybody is looked at at once; whoever goes through the list by keys `stays` in it."""
        self._show_nothing()
        path = self.file.currentData()
        if path is None:
            return
        try:
            is_closed = path.is_file() and is_locked(path)
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.locked.setVisible(is_closed)
        self.look_button.setVisible(is_closed)
        if is_closed:
            announce(self.locked, _LOCKED)
        else:
            self._preview(stays=stays)

    def _show_nothing(self) -> None:
        say(self.said, "")
        self._opened = None
        self.events.clear()
        put(self.of_station, "")
        self.take_button.setEnabled(False)
        for part in (self.locked, self.look_button):
            part.hide()

    # --- what is in it ------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Show what the file holds."""
        self._preview(stays=False)

    def _preview(self, *, stays: bool) -> None:
        path, passphrase, records = self.file.currentData(), self.passphrase.text().strip(), self._desk.records
        opened = _Opened(path, passphrase)
        self._begin(lambda _progress: (opened, preview_import(records, path, passphrase)), partial(self._looked, stays))

    def _looked(self, stays: bool, found: tuple[_Opened, ImportPreview]) -> None:
        opened, arrival = found
        self._end()
        if opened.path != self.file.currentData():
            return
        self.passphrase.forget()
        nothing = () if arrival.contents.events else ("There is nothing in it.",)
        say(self.said, " ".join((*arrival.contents.mended, *nothing)), "quiet")
        self._opened = opened
        put(self.of_station, f"From {arrival.contents.station_name or 'a laptop without a name'}")
        self.events.show_arrival(arrival, {event.name: event for event in self._desk.events()})
        self.take_button.setEnabled(True)
        # What is in it has words that can be told only when it is laid out.
        QTimer.singleShot(0, self, partial(self._offer, stays))

    def _offer(self, stays: bool) -> None:
        """Say what is in it before the keyboard goes on to the button that takes it, or stays in the list."""
        if not self.take_button.isEnabled():
            return
        announce(self.events, f"{self.of_station.text()}. {self.events.words}")
        if not stays:
            self.take_button.setFocus()
            self.bring_into_sight(self.events)

    # --- taking it ----------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Take all of it, beside the screen."""
        opened, names, records = self._opened, self.events.names, self._desk.records
        if opened is None:
            return
        say(self.said, "Bringing in…", "quiet")
        self._begin(
            lambda progress: import_records(records, opened.path, names, opened.passphrase, progress), self._taken
        )

    def _begin(self, do: Callable[[Progress], Made], done: Callable[[Made], object]) -> None:
        self.progress.begin()
        for each in (self.take_button, self.look_button, self.file):
            each.setEnabled(False)
        self.work = start_task(self, do, done=done, failed=self._failed, progressed=self.progress.tell)

    def _taken(self, report: JoinReport) -> None:
        self.tell(import_words(report))
        self._end()
        self.events.clear()
        put(self.of_station, "")
        self._show_aside()
        self._desk.records_changed.emit()

    def _failed(self, words: str) -> None:
        say(self.said, words, "bad")
        self._end()
        self.take_button.setEnabled(self._opened is not None)

    def _end(self) -> None:
        for each in (self.look_button, self.file):
            each.setEnabled(True)
        self.progress.end(self.file)

    def _show_aside(self) -> None:
        try:
            count = len(set_aside(self._desk.records))
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        words = f"Decide on what was set aside ({count:,})"
        relabel(self.aside_button, words)
        self.aside_button.setVisible(count > 0)


def import_words(report: JoinReport) -> str:
    """What bringing in did, in a sentence."""
    counts = {
        "visit": report.visits,
        "comment": report.comments,
        "promise": report.actions,
        "deletion": report.deletions,
    }
    taken = ", ".join(how_many(count, what) for what, count in counts.items() if count)
    more = {
        "{} changed on both sides and to be looked at again": report.contested,
        "{} set aside, since something else is here under the same number": report.quarantined,
        "{} not taken, since deleted here": report.refused,
        "{} damaged and left out": report.damaged,
    }
    rest = "".join(f" {words.format(f'{count:,}').capitalize()}." for words, count in more.items() if count)
    return (f"Brought in: {taken}." if taken else "Nothing new: all of it is here already.") + rest
