"""A lab that stays: events begin by schedule, the machine checks itself, nobody gets out without the PIN."""

from __future__ import annotations

import plistlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusMessage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from empathylab.domain.errors import MachineError
from empathylab.domain.live import CheckLevel, CheckLine, StationStatus
from empathylab.domain.retention import due_events
from empathylab.files.settings import PermanentLab, Schedule, load_settings
from empathylab.ui.facilitator.setup.autostart import LoginFile, desktop_entry, login_file, own_command
from empathylab.ui.facilitator.setup.permanent_page import PermanentPage
from empathylab.ui.facilitator.setup.scheduler import Scheduler, event_day
from empathylab.ui.facilitator.setup.setup_page import SetUpPage
from empathylab.ui.kit.screen_saver import DesktopHold, MacHold, ScreenSaver, WindowsHold
from support.clocks import SetClock
from support.facilitator_lab import EVENT, Lab, open_lab, show_window

MONDAY_0900 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OK = CheckLine("Disk", CheckLevel.OK, "Room enough.")


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path / "data", visits=0) as made:
        yield made


@pytest.fixture
def make_scheduler(lab: Lab, qapp: QApplication) -> Callable[..., Scheduler]:
    def make(clock: SetClock, *, is_free: bool = True, schedule: Schedule = Schedule.DAILY) -> Scheduler:
        desk = lab.desk()
        desk.change(permanent=PermanentLab(schedule=schedule, weekday=2, base_name="Town hall lab"))
        return Scheduler(desk, lambda: [OK], lambda: is_free, clock.now)

    return make


def test_a_weekly_event_is_named_after_the_day_it_began() -> None:
    plan = PermanentLab(schedule=Schedule.WEEKLY, weekday=2, base_name="Lab")
    assert event_day(plan, date(2026, 11, 23)) == date(2026, 11, 18)
    assert event_day(plan, date(2026, 11, 25)) == date(2026, 11, 25)
    assert event_day(PermanentLab(), date(2026, 11, 23)) is None


def test_each_day_begins_an_event_with_the_answers_of_the_last(
    make_scheduler: Callable[..., Scheduler], lab: Lab
) -> None:
    clock = SetClock(day=MONDAY_0900)
    scheduler = make_scheduler(clock)
    scheduler.look()
    scheduler.look()
    clock.day = datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
    scheduler.look()
    begun = [event for event in lab.store.events() if event.name.startswith("Town hall lab")]
    assert sorted(event.name for event in begun) == ["Town hall lab 2026-11-23", "Town hall lab 2026-11-24"]
    assert all(len(event.ethics) == 4 for event in begun)
    assert load_settings(lab.folder).event == "Town hall lab 2026-11-24"


def test_records_kept_to_the_end_of_the_calendar_keep_no_event_from_beginning(
    make_scheduler: Callable[..., Scheduler], lab: Lab
) -> None:
    scheduler = make_scheduler(SetClock(day=MONDAY_0900))
    desk = lab.desk()
    lab.store.begin_event(replace(desk.lab_event(), held_on=date(2026, 11, 1), keep_until=date.max))
    scheduler.look()
    begun = next(event for event in lab.store.events() if event.name == "Town hall lab 2026-11-23")
    assert begun.keep_until == date.max


def test_no_event_begins_while_somebody_is_at_a_station(make_scheduler: Callable[..., Scheduler], lab: Lab) -> None:
    make_scheduler(SetClock(day=MONDAY_0900), is_free=False).look()
    assert load_settings(lab.folder).event == EVENT


def test_the_machine_checks_itself_once_a_day_at_its_hour(
    make_scheduler: Callable[..., Scheduler], qtbot: QtBot
) -> None:
    clock = SetClock(day=datetime(2026, 11, 23, 7, 59, tzinfo=UTC))
    scheduler = make_scheduler(clock)
    with qtbot.assertNotEmitted(scheduler.self_checked, wait=50):
        scheduler.look()
    clock.day = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    with qtbot.waitSignal(scheduler.self_checked) as checked:
        scheduler.look()
    assert checked.args == ["Monday 08:00", [OK]]
    with qtbot.assertNotEmitted(scheduler.self_checked, wait=50):
        scheduler.look()


def test_events_past_their_date_are_due(lab: Lab) -> None:
    assert [event.name for event in due_events(lab.store.events(), date(2026, 11, 23))] == ["Town hall open day"]


def test_the_plan_is_kept_and_starting_at_login_switched(lab: Lab, qtbot: QtBot, tmp_path: Path) -> None:
    entry = tmp_path / "autostart" / "empathylab.desktop"
    page = PermanentPage(lab.desk(), login=LoginFile(entry, desktop_entry))
    qtbot.addWidget(page)
    page.schedule.value = Schedule.WEEKLY
    page.base_name.setText("")
    page.save()
    assert page.said.text() == "Give these events a name."
    page.base_name.setText("Town hall lab")
    page.login.setChecked(True)
    page.save()
    kept = load_settings(lab.folder).permanent
    assert (kept.schedule, kept.base_name, kept.starts_at_login) == (Schedule.WEEKLY, "Town hall lab", True)
    assert f'"--data" "{lab.folder}"' in entry.read_text()
    page.login.setChecked(False)
    page.save()
    assert not entry.exists()


def test_a_folder_with_odd_signs_survives_the_start_at_login(tmp_path: Path) -> None:
    entry = tmp_path / "empathylab.desktop"
    LoginFile(entry, desktop_entry).switch(True, ["python", "/srv/Lab 100% $x"])
    assert 'Exec="python" "/srv/Lab 100%% \\\\$x"' in entry.read_text()


def test_a_machine_that_refuses_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("")
    with pytest.raises(MachineError, match="Starting at login cannot be changed"):
        LoginFile(tmp_path / "autostart" / "empathylab.desktop", desktop_entry).switch(True, ["lab"])


def test_linux_gets_an_entry_in_its_autostart_folder(tmp_path: Path) -> None:
    assert login_file("linux", {}, tmp_path).path == tmp_path / ".config/autostart/empathylab.desktop"
    elsewhere = {"XDG_CONFIG_HOME": str(tmp_path / "config")}
    assert login_file("linux", elsewhere, tmp_path).path == tmp_path / "config/autostart/empathylab.desktop"


def test_windows_gets_a_script_in_its_startup_folder(tmp_path: Path) -> None:
    file = login_file("win32", {"APPDATA": str(tmp_path / "Roaming")}, tmp_path)
    file.switch(True, ["C:\\Lab\\python.exe", "-m", "empathylab", "--data", "D:\\Räume & 100%"])
    assert file.path.parent == tmp_path / "Roaming/Microsoft/Windows/Start Menu/Programs/Startup"
    first, second = file.path.read_bytes().decode().splitlines()
    assert first == "@chcp 65001 >nul"
    expected = '"C:\\Lab\\pythonw.exe" "-m" "empathylab" "--data" "D:\\Räume & 100%%"'
    assert second == f'@start "" {expected}'
    file.switch(False, [])
    assert not file.is_there


def test_a_package_is_opened_at_login_by_its_own_starter() -> None:
    """It knows where the packages lie; the system's Python does not."""
    assert own_command({"EMPATHYLAB_STARTER": "/opt/Empathy Lab/empathy-lab"}) == ["/opt/Empathy Lab/empathy-lab"]
    assert own_command({})[1:] == ["-m", "empathylab"]


def test_macos_gets_a_launch_agent(tmp_path: Path) -> None:
    file = login_file("darwin", {}, tmp_path)
    command = ["/lab/python", "-m", "empathylab", "--data", "/Users/lab/Räume & <1>"]
    file.switch(True, command)
    assert file.path.parent == tmp_path / "Library/LaunchAgents"
    agent = plistlib.loads(file.path.read_bytes())
    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == (command, True)
    assert agent["Label"] == file.path.stem


class FakeBus:
    """A desktop that answers, or does not."""

    def __init__(self, *, answers: bool = True, is_connected: bool = True) -> None:
        self.asked: list[str] = []
        self._answers, self._is_connected = answers, is_connected

    def isConnected(self) -> bool:
        return self._is_connected

    def call(self, message: QDBusMessage, *_: object) -> QDBusMessage:
        self.asked.append(message.member())
        return message.createReply([7]) if self._answers else message.createErrorReply("no.service", "nobody is there")

    def hang_up(self) -> None:
        self.asked.append("hung up")


def test_the_screen_saver_is_held_off_and_let_go_again() -> None:
    bus = FakeBus()
    saver = ScreenSaver(DesktopHold(lambda: bus, bus.hang_up))  # type: ignore[arg-type, return-value]
    assert saver.hold_off() == ""
    saver.hold_off()
    saver.release()
    saver.release()
    assert bus.asked == ["Inhibit", "hung up"]


@pytest.mark.parametrize("bus", [FakeBus(answers=False), FakeBus(is_connected=False)])
def test_without_the_desktops_help_the_facilitator_is_told(bus: FakeBus) -> None:
    saver = ScreenSaver(DesktopHold(lambda: bus, bus.hang_up))  # type: ignore[arg-type, return-value]
    assert "turn off the screen saver" in saver.hold_off()
    assert bus.asked[-1] == "hung up"


def test_windows_is_told_that_the_display_is_needed_and_then_that_it_is_not() -> None:
    asked: list[int] = []

    class Kernel:
        def SetThreadExecutionState(self, state: int) -> int:  # noqa: N802 - Windows' name
            asked.append(state)
            return 1

    saver = ScreenSaver(WindowsHold(Kernel()))
    assert saver.hold_off() == ""
    saver.release()
    assert asked == [0x80000003, 0x80000000]


def test_a_mac_runs_its_own_program_for_it_as_long_as_it_is_needed(tmp_path: Path) -> None:
    saver = ScreenSaver(MacHold((sys.executable, "-c", "import time; time.sleep(60)")))
    assert saver.hold_off() == ""
    saver.release()
    assert not saver.is_held_off
    assert "turn off the screen saver" in ScreenSaver(MacHold((str(tmp_path / "none"),))).hold_off()


def test_the_lab_closes_from_set_up_only_and_asks_twice(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    page = window.page("Set up")
    assert isinstance(page, SetUpPage)
    with qtbot.assertNotEmitted(window.leave_asked):
        page.leave_button.click()
    with qtbot.waitSignal(window.leave_asked):
        page.leave_button.click()


def test_the_window_lets_events_begin_only_while_every_station_is_empty(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.desk.change(permanent=PermanentLab(schedule=Schedule.DAILY, base_name="Daily"))
    window.show_status(StationStatus("station-1", "Station 1", ("claudia",), "Barrier run", "", 0.0, 0.0))
    window.scheduler.look()
    assert load_settings(lab.folder).event == EVENT
    window.show_status(StationStatus("station-1", "Station 1", (), "Waiting", "", 0.0, 0.0))
    with qtbot.waitSignal(window.desk.settings_changed):
        window.scheduler.look()
    assert load_settings(lab.folder).event.startswith("Daily ")


def test_a_changed_pin_is_the_one_that_opens(lab: Lab, qtbot: QtBot) -> None:
    window = show_window(lab, qtbot)
    window.go("pin")
    page = window.page("pin")
    page.pin.setText("97531")
    page.again.setText("97531")
    page.enter()
    page.written_button.click()
    qtbot.waitUntil(lambda: window.current == "Set up")
    window.lock()
    window.lock_page.pin.setText("97531")
    window.lock_page.enter()
    qtbot.waitUntil(lambda: not window.is_locked)
