"""The board of a service assessment: each point of a standard with its evidence, its state, notes, recommendations."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from empathylab.domain.errors import LabError
from empathylab.domain.standard import BoardCard, BoardMark, MarkKind, PointState
from empathylab.files.standards import standards
from empathylab.reports.evidence import board_of, write_evidence
from empathylab.reports.names import names_of
from empathylab.storage import for_report
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.event_choice import OneEventChoice, OneEventPage
from empathylab.ui.facilitator.controls.folder import FolderChoice, documents_folder
from empathylab.ui.facilitator.controls.form_controls import beside, field, flow, put
from empathylab.ui.facilitator.controls.privacy_hints import PrivacyQuestion, telling_owner, telling_parts
from empathylab.ui.facilitator.controls.table import TextTable
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, clear, column, text

_LEAD = "What assessors look for, what speaks to it, and what they say to it. Write roles, never names."
_LONGEST_NOTE = 4_000
_HEADINGS = ("Point", "State", "Evidence", "Notes", "To change")
_KINDS = (
    (MarkKind.NOTE, "Note"),
    (MarkKind.RECOMMENDATION, "Recommendation"),
    (MarkKind.EVIDENCE, "Evidence of our own"),
)
_SAID = {MarkKind.NOTE: "Note", MarkKind.RECOMMENDATION: "Recommendation", MarkKind.EVIDENCE: "Evidence"}


class AssessmentPage(OneEventPage):
    """One point at a time is worked on; the table below has all points of the standard."""

    def __init__(self, desk: Desk, *, on_back: Callable[[], object] | None = None) -> None:
        super().__init__("Assessment", _LEAD, on_back=on_back)
        self._desk = desk
        self._standards = standards()
        self._cards: dict[str, BoardCard] = {}
        self._asked = PrivacyQuestion()
        self.lab_event = OneEventChoice(desk)
        self.standard = DropDown([(each.id, each.title) for each in self._standards])
        self.point = DropDown()
        self.ours = text("", "quiet")
        self.state = DropDown([(each, each.value.capitalize()) for each in PointState])
        self.kind = Choice("What do you write?", _KINDS, MarkKind.NOTE)
        self.role, self.words = TextField(), QPlainTextEdit()
        self.role.setMaxLength(100)
        self.words.setTabChangesFocus(True)
        self.table = TextTable("All points of the standard")
        self.folder = FolderChoice("Folder", documents_folder() / "Empathy Lab" / "evidence")
        self._evidence, self._marks = column(space=6), column(space=6)
        self._build()
        self.lab_event.currentIndexChanged.connect(lambda _index: self.load())
        self.standard.currentIndexChanged.connect(lambda _index: self._list_points())
        self.point.currentIndexChanged.connect(lambda _index: self._show_point())
        self.state.activated.connect(lambda _index: self._choose_state())

    def _build(self) -> None:
        self.body.addLayout(self.lab_event.in_one_line())
        self.body.addLayout(beside(field("Standard", self.standard), field("Point", self.point), weights=(2, 3)))
        self.body.addWidget(self.ours)
        evidence = Card.titled("Evidence")
        evidence.box.addLayout(self._evidence)
        evidence.box.addStretch(1)
        written = Card.titled("On the board")
        written.box.addLayout(field("State", self.state))
        written.box.addLayout(self._marks)
        written.box.addStretch(1)
        self.body.addLayout(beside(evidence, written))
        new = Card(self.kind, space=12)
        new.setAccessibleName("Write on the board")
        new.box.addLayout(field("As whom?", self.role, "A role, such as “Lead assessor”; may be left empty."))
        new.box.addLayout(field("Words", self.words))
        new.box.addWidget(flow(button("Put it on the board", self.write, "main")))
        self.body.addWidget(new)
        self.body.addWidget(self.said)
        self.body.addWidget(self.table)
        out = Card.titled("The folder for the assessors", self.folder)
        out.box.addWidget(flow(button("Write the folder", self.write_folder)))
        self.body.addWidget(out)
        self.body.addStretch(1)
        self.watch_edits(lambda: (self.words.toPlainText().strip(),))

    # --- reading --------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the board of the chosen event; the point that was worked on stays."""
        try:
            names = names_of(self._desk.library)
            found = board_of(self._desk.records, self.lab_event.event_name, self._standards, names)
        except LabError as error:
            self.tell(str(error), "bad")
            return
        self._cards = {card.id: card for card in found}
        self._list_points()

    @property
    def card(self) -> BoardCard | None:
        """The point that is worked on."""
        return self._cards.get(str(self.point.currentData()))

    def _list_points(self) -> None:
        cards = [card for card in self._cards.values() if card.standard == self.standard.currentData()]
        chosen = self.point.currentData()
        self.point.blockSignals(True)
        self.point.clear()
        for card in cards:
            self.point.addItem(f"{card.point.number}. {card.point.title}", card.id)
        self.point.setCurrentIndex(max(0, self.point.findData(chosen)))
        self.point.blockSignals(False)
        self.table.fill(_HEADINGS, [_row(card) for card in cards])
        self._show_point()

    def _show_point(self) -> None:
        card = self.card
        if card is None:
            return
        put(self.ours, card.point.ours)
        self.state.setCurrentIndex(self.state.findData(card.state))
        clear(self._evidence)
        for evidence in card.evidence:
            self._evidence.addWidget(text(evidence.words))
            if evidence.part is not None:
                act = partial(self._put, MarkKind.NOT_EVIDENCE, evidence.part.value)
                self._evidence.addWidget(flow(_named(f"Does not fit: {evidence.words}", "Does not fit", act)))
        if not card.evidence:
            self._evidence.addWidget(text("The lab has none for this point.", "quiet"))
        clear(self._marks)
        for mark in self._written(card):
            self._marks.addWidget(text(_told(mark)))
            self._marks.addWidget(flow(_named(f"Take off: {mark.text}", "Take off", partial(self._take_off, mark))))

    def _written(self, card: BoardCard) -> list[BoardMark]:
        """What can be taken off again, in the order in which it was written."""
        marks = self._desk.records.board(self.lab_event.event_name)
        return [mark for mark in marks if mark.point == card.id and mark.kind in _SAID]

    # --- writing --------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Put what stands in the field on the board."""
        words = self.words.toPlainText().strip()[:_LONGEST_NOTE]
        if not words:
            self.tell("Write something first.", "bad")
            self.words.setFocus()
            return
        doubtful = [*telling_parts(words), *telling_owner(self.role.text().strip())]
        about = (words, self.role.text())
        if question := self._asked.doubt(about, doubtful, "Press again to put it there all the same."):
            self.tell(question, "bad")
            return
        kind = MarkKind(str(self.kind.value))
        if self._put(kind, words):
            self.words.clear()
            self.tell_saved(f"{_SAID[kind].lower()} on the board")

    def _choose_state(self) -> None:
        state = PointState(str(self.state.currentData()))
        if self.card is not None and state is not self.card.state and self._put(MarkKind.STATE, state.value):
            self.tell_saved(f"point {self.card.point.number}, {state.value}")

    def _put(self, kind: MarkKind, words: str) -> bool:
        """Whether it stands there now; what is wrong is said."""
        if self.card is None:
            return False
        role = self.role.text().strip()
        mark = BoardMark(str(uuid.uuid4()), self.lab_event.event_name, self.card.id, kind, role, words)
        return self._change(partial(self._desk.records.put_mark, mark))

    def _take_off(self, mark: BoardMark) -> None:
        if self._change(partial(self._desk.records.drop_mark, mark.id)):
            self.tell(f"Taken off: {mark.text}")

    def _change(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except LabError as error:
            self.tell(str(error), "bad")
            return False
        self.load()
        return True

    def write_folder(self) -> None:
        """Everything that assessors prepare with, as a folder that opens from disk."""
        try:
            event, names, records = self.lab_event.event_name, names_of(self._desk.library), self._desk.records
            reported = for_report(records, records.data_dir, [event])
            write_evidence(reported, self.folder.folder, [event], self._standards, names)
        except LabError as error:
            self.tell(str(error), "bad")
            return
        self.tell(" ".join((f"Written: {self.folder.folder / 'index.html'}", *reported.notices)))


def _named(name: str, words: str, act: Callable[[], object]) -> QPushButton:
    """A small button whose spoken name says what it is about."""
    made = button(words, act, "link")
    made.setAccessibleName(name)
    return made


def _told(mark: BoardMark) -> str:
    by = f", {mark.role}" if mark.role else ""
    return f"{_SAID[mark.kind]}{by}: {mark.text}"


def _row(card: BoardCard) -> list[str]:
    """A line of the table."""
    recommended = sum(note.kind is MarkKind.RECOMMENDATION for note in card.notes)
    counts = (len(card.evidence), len(card.notes) - recommended, recommended)
    return [f"{card.point.number}. {card.point.title}", card.state.value.capitalize(), *map(str, counts)]
