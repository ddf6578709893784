"""The rehearsal: what it is, the way in, and afterwards how it went, for the sheet to sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QHideEvent

from empathylab.domain.what_to_say import Deed, HardMoment
from empathylab.files.leading import load_what_to_say
from empathylab.files.places import assets_dir
from empathylab.reports.files import make_folder
from empathylab.reports.rehearsal_sheet import write_rehearsal_sheet
from empathylab.session.rehearsal import Played
from empathylab.ui.facilitator.controls.background_task import Progress, start_task
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.folder import FolderChoice, documents_folder
from empathylab.ui.facilitator.controls.form_controls import Page, flow, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.facilitator.leading.what_to_say_page import DEED_WORDS
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import Card, button, relabel, text

_HEADINGS = ("What happened", "What you did", "Keys", "Seconds", "The shortest way")
_ABOUT = (
    "Ten visitors come, one after the other. None of them is real. Each has a hard moment.",
    "You see it in your live view, as on the day. Press {key} and find the words. Some moments want a deed as well.",
    "At the end you see what you did and how long it took. Nothing of it is kept. You can print a sheet to sign.",
)


class RehearsalPage(Page):
    """`begin` starts it, or says why it cannot."""

    def __init__(self, desk: Desk, begin: Callable[[], str], *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Rehearsal", on_back=on_back)
        words = load_what_to_say(desk.library)
        self._desk, self._begin = desk, begin
        self._titles = {each.id: each.title for each in words.by_key.values()}
        self._keys = {each.id: key for key, each in words.by_key.items()}
        self._played: tuple[Played, ...] = ()
        self.about = Card(*(text(each.format(key=words_key())) for each in _ABOUT))
        self.table = TextTable("How it went")
        self.table.hide()
        self.folder = FolderChoice("Folder for the sheet", documents_folder() / "Empathy Lab" / "prints")
        self.folder.hide()
        self.sheet_button = button("Make the sheet to sign", self.make_sheet)
        self.sheet_button.hide()
        self._build()

    def _build(self) -> None:
        self.body.addWidget(self.about)
        self.body.addWidget(self.said)
        self.body.addWidget(self.table)
        self.body.addWidget(self.folder)
        self.body.addWidget(flow(self.sheet_button))
        self.body.addStretch(1)
        self.first = self.begin_button = button("Begin", self.begin, "main")
        self.add_action(self.begin_button)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere leaves nothing behind; a window that is put away is not left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.forget()

    def forget(self) -> None:
        """As at first: nothing is left of how it went."""
        self._played = ()
        for widget in (self.table, self.folder, self.sheet_button):
            widget.hide()
        self.table.fill((), ())
        self.about.show()
        relabel(self.begin_button, "Begin")
        say(self.said, "")

    def begin(self) -> None:
        """The first visitor comes, unless a real one is there."""
        self.forget()
        say(self.said, self._begin(), "bad")

    def show_results(self, played: Sequence[Played]) -> None:
        """How it went; on the screen until the page is left."""
        self._played = tuple(played)
        self.about.hide()
        self.table.fill(_HEADINGS, [self._row(each) for each in played])
        for widget in (self.table, self.folder, self.sheet_button):
            widget.show()
        relabel(self.begin_button, "Once more")
        right = sum(each.is_right for each in played)
        say(self.said, f"{right} of {len(played)} done. Nothing of this is kept.", "good")

    def _row(self, played: Played) -> list[str]:
        return [
            played.moment.title,
            self._did(played),
            str(played.keys) if played.is_right else "–",
            f"{played.seconds:.0f}" if played.is_right else "–",
            shortest_way(played.moment, self._keys),
        ]

    def _did(self, played: Played) -> str:
        tried = [self._titles.get(each) or DEED_WORDS[Deed(each)] for each in played.tried]
        outcome = ["the right thing"] if played.is_right else ["passed over"]
        return ", then ".join((*tried, *outcome)).capitalize()

    def make_sheet(self) -> None:
        """Write it as a PDF; names and signatures are put on it by hand."""
        folder, event = self.folder.folder, self._desk.event_name
        rows = [self._row(each) for each in self._played]
        day = datetime.now().astimezone().date()

        def do(_progress: Progress) -> Path:
            make_folder(folder)
            write_rehearsal_sheet(event, day, (_HEADINGS, *rows), folder / "rehearsal-sheet.pdf", assets_dir())
            return folder / "rehearsal-sheet.pdf"

        self.work = start_task(
            do, done=lambda path: say(self.said, f"Written: {path}"), failed=lambda words: say(self.said, words, "bad")
        )


def words_key() -> str:
    """What opens *What to say* on this keyboard."""
    return theme.current().key_name("F1")


def shortest_way(moment: HardMoment, keys: Mapping[str, str]) -> str:
    """From the live view: `F1, 9, Enter`."""
    return ", ".join((words_key(), keys[moment.id], *(("Enter",) if moment.deed else ())))
