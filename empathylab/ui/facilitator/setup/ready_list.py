"""The page of the ready list: whether this machine is ready for visitors, a line for each thing looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from empathylab.domain.errors import LabError
from empathylab.domain.live import CheckLevel, CheckLine
from empathylab.domain.words import how_many
from empathylab.ui.facilitator.controls.background_task import BackgroundTask, Progress, start_task
from empathylab.ui.facilitator.controls.folder import documents_folder
from empathylab.ui.facilitator.controls.form_controls import Page, beside, flow, say
from empathylab.ui.kit.label import said_elsewhere
from empathylab.ui.kit.widgets import Card, button, clear, text

Checks = Callable[[], Iterable[CheckLine]]
_WORDS = {CheckLevel.OK: "✓ OK", CheckLevel.WARNING: "! Look at this", CheckLevel.PROBLEM: "✗ Problem"}
_VERBS = {
    "screen": "Measure the screen",
    "keyboard": "Try every key",
    "sound": "Check the sound",
    "loudness": "Set how loud it is",
}
_REPORT = "empathy-lab-report.txt"
_WRITING = "Looking once more, for the report. This takes up to a minute."
_WRITTEN = f"{_REPORT} lies in your Documents. It holds no names and no paths. Read it, then send it."
#: What somebody has to do something about stands at the top.
_FIRST = (CheckLevel.PROBLEM, CheckLevel.WARNING, CheckLevel.OK)
_MOODS = {CheckLevel.OK: "", CheckLevel.WARNING: "", CheckLevel.PROBLEM: "bad"}
_KINDS = {CheckLevel.OK: "good", CheckLevel.WARNING: "subtitle", CheckLevel.PROBLEM: "bad"}


def _card(line: CheckLine, go: Callable[[str], object] | None = None) -> Card:
    """One line; its level is said in words and by a sign, never by colour alone. A button leads to what can be done.

    The lines come when the page has long been entered, so the keyboard comes to each of them.
    """
    level = text(_WORDS[line.level], _KINDS[line.level], wraps=False)  # type: ignore[arg-type]
    card = Card(mood=_MOODS[line.level], space=2)  # type: ignore[arg-type]
    card.box.addLayout(beside(text(line.name, "subtitle"), said_elsewhere(level), weights=(1, 0)))
    if go is not None and line.page:
        there = button(_VERBS.get(line.page, "Open"), lambda: go(line.page), "small")
        there.setAccessibleName(f"{there.text()}: {line.name}")
        card.box.addLayout(beside(text(line.sentence), flow(there), weights=(1, 0)))
        card.setAccessibleName(f"{line.name}: {_WORDS[line.level][2:]}. {line.sentence}")
    else:
        card.box.addWidget(text(line.whole))
        card.be_read_whole(f"{line.name}: {_WORDS[line.level][2:]}")
    return card


def summary_words(lines: list[CheckLine]) -> str:
    """One sentence for all the lines."""
    problems = sum(line.level is CheckLevel.PROBLEM for line in lines)
    warnings = sum(line.level is CheckLevel.WARNING for line in lines)
    if problems:
        return f"Not ready: {how_many(problems, 'problem')}."
    if warnings:
        return f"Ready, with {how_many(warnings, 'thing')} to look at."
    return "Ready for visitors."


def start_checks(checks: Checks) -> BackgroundTask:
    """The checks beside the screen, since some of them take a second; `done` gives their lines."""

    def look(_progress: Progress) -> list[CheckLine]:
        try:
            return list(checks())
        except LabError as error:
            return [CheckLine("The check itself", CheckLevel.PROBLEM, str(error))]

    return BackgroundTask(look)


class ReadyPage(Page):
    """Looks when it is shown and whenever asked; `checks` runs beside the screen."""

    looked = Signal(list)

    def __init__(
        self,
        checks: Checks,
        go: Callable[[str], object] | None = None,
        *,
        on_back: Callable[[], object] | None = None,
        about: str = "The same list as “python3 lab.py check” gives.",
    ) -> None:
        super().__init__("Ready?", about, on_back=on_back)
        self._checks, self._go = checks, go
        self._look: BackgroundTask | None = None
        self.lines: list[CheckLine] = []
        self.body.addWidget(self.said)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.first = button("Look again", self.look, "main")
        self.add_action(self.first)

    def add_report(self, write_report: Callable[[Path], object]) -> QPushButton:
        """A button for what is sent to who made the lab; `write_report` writes it."""
        made = button("Write a report to send back", lambda: self._report(write_report))
        self.add_action(made)
        return made

    def _report(self, write_report: Callable[[Path], object]) -> None:
        """One at a time; switched off, the button would hand the keyboard on to another."""
        if self.is_kept:
            return
        say(self.said, _WRITING, "quiet")
        self.work = start_task(
            self,
            lambda _progress: write_report(documents_folder() / _REPORT),
            done=lambda _: say(self.said, _WRITTEN, "good"),
            failed=lambda words: say(self.said, words, "bad"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.lines:
            self.look()

    def look(self) -> None:
        """Start the checks; the list fills when they are done."""
        if self._look is not None:
            return
        say(self.said, "Looking. This takes up to a minute.", "quiet")
        self._look = start_checks(self._checks)
        self._look.done.connect(self._show)
        self._look.start()

    def _show(self, lines: list[CheckLine]) -> None:
        self._look = None
        self.lines = lines
        clear(self._list)
        for line in sorted(lines, key=lambda line: _FIRST.index(line.level)):
            self._list.addWidget(_card(line, self._go))
        words = summary_words(lines)
        say(self.said, words, "bad" if words.startswith("Not") else "good")
        self.looked.emit(lines)
