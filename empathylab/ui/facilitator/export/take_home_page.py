"""One file with everything of some events, for the laptop on which the report is made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from empathylab.domain.errors import LabError
from empathylab.domain.words import how_many
from empathylab.files.usb_sticks import ENDING, FOLDER_NAME, Sticks, sticks_of
from empathylab.storage import write_bundle
from empathylab.ui.facilitator.controls.background_task import Progress, start_task
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.folder import FolderChoice, documents_folder
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, say
from empathylab.ui.facilitator.controls.ticks import Tick
from empathylab.ui.facilitator.controls.work_bar import WorkBar
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.text_field import PassphraseField
from empathylab.ui.kit.widgets import Card, button, clear, text

_LEAD = (
    "One file with visits, promises and comments, also those nobody reviewed yet. On the other laptop: Results, "
    "Bring in another station."
)
_PASSPHRASE_HINT = "Four words that you can say. Left empty, whoever finds the file can read it."
_LOOK_MS = 2000


class TakeHomePage(Page):
    """Tick the events, choose the stick, write; a stick that is put in is found by itself."""

    def __init__(
        self, desk: Desk, *, on_back: Callable[[], object] | None = None, sticks: Sticks | None = None
    ) -> None:
        super().__init__("For the other laptop", _LEAD, on_back=on_back)
        self._desk, self._sticks = desk, sticks or sticks_of()
        self.events: dict[str, Tick] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.stick = DropDown()
        self.folder = FolderChoice("Folder", documents_folder() / FOLDER_NAME)
        self.passphrase = PassphraseField()
        self.progress = WorkBar("Progress of the file")
        self.write_button = button("Write the file", self.write, "main")
        self.written_to: Path | None = None
        self._build()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look_for_sticks)

    def _build(self) -> None:
        what = Card.titled("Events", space=8)
        what.box.addLayout(self._list)
        what.box.addStretch(1)
        where = Card(space=12)
        where.box.addLayout(field("Where", self.stick, "A stick that is put in appears here."))
        where.box.addWidget(self.folder)
        where.box.addLayout(field("Passphrase", self.passphrase, _PASSPHRASE_HINT))
        where.box.addStretch(1)
        self.body.addLayout(beside(what, where, weights=(2, 3)))
        self.body.addWidget(self.progress)
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.stick.currentIndexChanged.connect(self._show_folder)
        self.add_action(self.write_button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self._look_for_sticks()
        try:
            self._list_events()
        except LabError as error:
            say(self.said, str(error), "bad")

    def _list_events(self) -> None:
        kept = {name for name, tick in self.events.items() if not tick.isChecked()}
        clear(self._list)
        self.events.clear()
        for event in reversed(self._desk.events()):
            visits = self._desk.records.counts(event.name).visits
            tick = Tick(f"{event.name}: {how_many(visits, 'visit')}")
            tick.setAccessibleName(tick.text())
            tick.setChecked(event.name not in kept and visits > 0)
            self.events[event.name] = tick
            self._list.addWidget(tick)
        if not self.events:
            self._list.addWidget(text("Nothing is recorded yet.", "quiet"))

    def _look_for_sticks(self) -> None:
        if not self.isVisible():
            self._timer.stop()
            return
        folders = list(self._sticks.folders())
        if [self.stick.itemData(index) for index in range(self.stick.count())] == [*folders, None]:
            return
        self.stick.clear()
        for folder in folders:
            self.stick.addItem(f"Stick: {folder.name or folder}", folder)
        self.stick.addItem("Another folder", None)

    def _show_folder(self) -> None:
        self.folder.setVisible(self.stick.currentData() is None)

    @property
    def target(self) -> Path:
        """The file that would be written now."""
        stick = self.stick.currentData()
        folder = self.folder.folder if stick is None else Path(stick) / FOLDER_NAME
        name = "".join(sign if sign.isalnum() or sign in " -" else "-" for sign in self._desk.settings.station_name)
        return folder / f"{name.strip() or 'Laptop'} {datetime.now().astimezone():%Y-%m-%d %H.%M}{ENDING}"

    def write(self) -> None:
        """Write the file beside the screen."""
        events = [name for name, tick in self.events.items() if tick.isChecked()]
        if not events:
            say(self.said, "Tick at least one event.", "bad")
            return
        target, passphrase = self.target, self.passphrase.text().strip()
        records, station = self._desk.records, self._desk.settings.station_name

        def do(progress: Progress) -> Path:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_bundle(records, target, station, events, passphrase, progress)
            return target

        say(self.said, "Writing…", "quiet")
        self.progress.begin()
        self.write_button.setEnabled(False)
        self.work = start_task(self, do, done=self._done, failed=self._failed, progressed=self.progress.tell)

    def _done(self, path: Path) -> None:
        self.written_to = path
        locked = "It opens with the passphrase only." if self.passphrase.text().strip() else "It is not locked."
        say(self.said, f"Written: {path}. {locked} Have the computer eject the stick before you pull it out.")
        self._end()

    def _failed(self, words: str) -> None:
        say(self.said, words, "bad")
        self._end()

    def _end(self) -> None:
        self.write_button.setEnabled(True)
        self.progress.end(self.write_button)
