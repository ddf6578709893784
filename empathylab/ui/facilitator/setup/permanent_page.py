"""A lab that stays: new events by themselves, starting at login, a check each morning, and records that end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QTimeEdit

from empathylab.domain.errors import InputError, LabError
from empathylab.files.settings import PermanentLab, Schedule
from empathylab.ui.facilitator.controls.choice import Choice
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.controls.form_controls import Page, beside, field, say
from empathylab.ui.facilitator.controls.ticks import Tick
from empathylab.ui.facilitator.setup.autostart import LoginFile, login_file, own_command
from empathylab.ui.facilitator.setup.set_up_words import permanent_words
from empathylab.ui.kit import theme
from empathylab.ui.kit.drop_down import DropDown
from empathylab.ui.kit.text_field import TextField
from empathylab.ui.kit.widgets import Card, button, text

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WATCHED_HINT = "A share or a synchronised folder, looked into once a minute. Files with a passphrase wait for you."


class PermanentPage(Page):
    """For a lab that is on for weeks."""

    def __init__(
        self, desk: Desk, *, on_back: Callable[[], object] | None = None, login: LoginFile | None = None
    ) -> None:
        super().__init__("A lab that stays", "For a machine that is on for weeks.", on_back=on_back)
        self._desk = desk
        self._login_file = login or login_file()
        now = desk.settings.permanent
        options = [(Schedule.NEVER, "Only when I say so"), (Schedule.DAILY, "Each day"), (Schedule.WEEKLY, "Each week")]
        self.schedule = Choice("Begin a new event", options, now.schedule)
        self.base_name = TextField(now.base_name or desk.settings.event)
        self.weekday = DropDown(list(enumerate(_WEEKDAYS)), now.weekday)
        self.at = _time_field(now.self_check_at)
        self.watched = TextField(desk.settings.watched_folder)
        self.watched_words = text(desk.watched_words, "small")
        self.login = Tick("Start the lab when this user logs in")
        self.login.setAccessibleName(self.login.text())
        self.login.setChecked(self._login_file.is_there)
        self.onlookers = Tick("Onlookers watch on a second screen")
        self.onlookers.setAccessibleName(self.onlookers.text())
        self.onlookers.setChecked(desk.settings.has_onlookers)
        self._build()
        self._show_needed()
        self.schedule.changed.connect(self._show_needed)

    def _build(self) -> None:
        names = Card(space=8)
        names.box.addLayout(
            beside(
                field("Name of these events", self.base_name, "The day is added to it."),
                field("Day of the week", self.weekday, "For a new event each week"),
            )
        )
        self.body.addWidget(self.schedule)
        self.body.addWidget(names)
        self.body.addLayout(field("Check the machine each day at", self.at, "The result shows on the live page."))
        self.body.addLayout(field("Take other laptops' files from this folder", self.watched, _WATCHED_HINT))
        self.body.addWidget(self.watched_words)
        self.body.addWidget(self.onlookers)
        self.body.addWidget(self.login)
        self.body.addStretch(1)
        self.add_action(button("Save", self.save, "main"))
        self.add_action(self.said)
        self.watch_edits(self._filled_in)

    def _filled_in(self) -> tuple[object, ...]:
        lines = (self.base_name.text().strip(), self.watched.text().strip(), self.at.text())
        ticks = (self.login.isChecked(), self.onlookers.isChecked())
        return (self.schedule.value, self.weekday.currentData(), *lines, *ticks)

    def _show_needed(self) -> None:
        self.base_name.setEnabled(self.schedule.value is not Schedule.NEVER)
        self.weekday.setEnabled(self.schedule.value is Schedule.WEEKLY)

    def _plan(self) -> PermanentLab:
        return PermanentLab(
            schedule=Schedule(str(self.schedule.value)),
            weekday=int(self.weekday.currentData()),
            base_name=self.base_name.text().strip(),
            starts_at_login=self.login.isChecked(),
            self_check_at=self.at.time().toString("HH:mm"),
        )

    def save(self) -> None:
        """Keep the schedule and switch starting at login."""
        if self.schedule.value is not Schedule.NEVER and not self.base_name.text().strip():
            say(self.said, "Give these events a name.", "bad")
            self.base_name.setFocus()
            return
        try:
            if self.login.isChecked() != self._login_file.is_there:
                self._login_file.switch(self.login.isChecked(), lab_command(self._desk.data_dir))
            self._desk.change(
                permanent=self._plan(),
                has_onlookers=self.onlookers.isChecked(),
                watched_folder=_folder_from(self.watched.text().strip()),
            )
        except LabError as error:
            say(self.said, str(error), "bad")
            return
        self.tell_saved(permanent_words(self._desk.settings))


def lab_command(data_dir: Path) -> list[str]:
    """How this very lab is started again."""
    return [*own_command(), "--data", str(data_dir.resolve())]


def _folder_from(words: str) -> str:
    """InputError: there is no such folder. Empty stays empty."""
    folder = Path(words).expanduser()
    if words and not folder.is_dir():
        raise InputError(f"There is no folder {words}.", "Name one that is there, or leave it empty.")
    return str(folder) if words else ""


def _time_field(at: str) -> QTimeEdit:
    control = QTimeEdit(QTime.fromString(at, "HH:mm"))
    control.setDisplayFormat("HH:mm")
    control.setFixedWidth(theme.current().px(160))
    control.lineEdit().setTextMargins(10, 0, 10, 0)
    return control
