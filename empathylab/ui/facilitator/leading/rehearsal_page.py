"""The rehearsal: what it is, the way in, and afterwards how it went, for the sheet to sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from empathylab.domain.what_to_say import Deed, HardMoment
from empathylab.files.leading import load_what_to_say
from empathylab.files.paths import assets_dir
from empathylab.reports.rehearsal_sheet import write_rehearsal_sheet
from empathylab.session.rehearsal import Played
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.file_writing import FileWritingPage, Job
from empathylab.ui.facilitator.controls.form_controls import flow, say
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.facilitator.leading.what_to_say_page import DEED_WORDS
from empathylab.ui.kit import theme
from empathylab.ui.kit.widgets import Card, button, relabel, text

_HEADINGS = ("What happened", "What you did", "Keys", "Seconds", "The shortest way")
_ABOUT = (
    "Ten visitors, each with a hard moment. Nobody is real.",
    "You see them in your live view, as on the day. {key} has the words. Some need more than words.",
    "At the end you see what you did and how long it took. Nothing is kept, but for a sheet to sign.",
)


class RehearsalPage(FileWritingPage):
    """`begin` starts it, or says why it cannot; the sheet is there to be made once it was played."""

    def __init__(self, desk: Desk, begin: Callable[[], str], *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Rehearsal", "", "prints", verb="Make the sheet to sign", on_back=on_back)
        words = load_what_to_say(desk.library)
        self._desk, self._begin = desk, begin
        self._titles = {each.id: each.title for each in words.by_key.values()}
        self._keys = {each.id: key for key, each in words.by_key.items()}
        self._played: tuple[Played, ...] = ()
        self.about = Card(*(text(each.format(key=words_key())) for each in _ABOUT))
        self.table = TextTable("How it went")
        self._afterwards = (self.table, self.folder, self.make_button)
        self._build()

    def _build(self) -> None:
        self.body.addWidget(self.about)
        self.body.addWidget(self.said)
        self.body.addWidget(flow(self.show_button))
        self.body.addWidget(self.table)
        self.body.addWidget(self.folder)
        self.body.addStretch(1)
        self.first = self.begin_button = button("Begin", self.begin, "main")
        self.add_action(self.begin_button)
        self.add_action(self.make_button)
        self._hide(*self._afterwards)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere leaves nothing behind; a window that is put away is not left."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.forget()

    def forget(self) -> None:
        """As at first: nothing is left of how it went."""
        self._played = ()
        self._hide(*self._afterwards, self.show_button)
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
        for widget in self._afterwards:
            widget.show()
        relabel(self.begin_button, "Once more")
        right = sum(each.is_right for each in played)
        say(self.said, f"{right} of {len(played)} done. Nothing of this is kept.", "good")

    @staticmethod
    def _hide(*widgets: QWidget) -> None:
        for widget in widgets:
            widget.hide()

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

    def jobs(self) -> list[Job]:
        """The sheet; names and signatures are put on it by hand."""
        rows = (_HEADINGS, *map(self._row, self._played))
        day = datetime.now().astimezone().date()
        write = partial(write_rehearsal_sheet, self._desk.event_name, day, rows, assets=assets_dir())
        return [("rehearsal-sheet.pdf", write)]


def words_key() -> str:
    """What opens *What to say* on this keyboard."""
    return theme.current().key_name("F1")


def shortest_way(moment: HardMoment, keys: Mapping[str, str]) -> str:
    """From the live view: `F1, 9, Enter`."""
    return ", ".join((words_key(), keys[moment.id], *(("Enter",) if moment.deed else ())))
