"""The commands as somebody types them: help, near misses, one clear line for a problem."""

from __future__ import annotations

import io
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from empathylab import cli
from empathylab.cli import COMMANDS, kit
from empathylab.domain.errors import InputError
from empathylab.first_start.no_console import how_to_report
from support import only_here
from support.commands import typed

ROOT = Path(__file__).resolve().parents[3]


def empathylab(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, "-m", "empathylab", *arguments, **environment)


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**inherited, "QT_QPA_PLATFORM": "offscreen", **environment},
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    done = typed(name, "--help")
    assert done.returncode == 0, done.stderr
    assert "Usage: empathylab" in done.stdout


def test_every_command_is_told_by_the_general_help_and_the_changelog() -> None:
    told = empathylab("--help").stdout
    log = (ROOT / "CHANGELOG.md").read_text()
    for name in COMMANDS:
        assert name in told
        assert name == "lab" or f"`{name}`" in log or f"`empathylab {name}`" in log, f"{name} is not in the changelog"


def test_a_mistyped_command_names_the_nearest() -> None:
    done = empathylab("exprot")
    assert done.returncode == 2
    assert "did you mean 'export'?" in done.stderr


WITHOUT_CONSOLE = """
import sys
from empathylab.first_start.no_console import said_without_console

told, sys.stdin, sys.stdout, sys.stderr = sys.stdout, None, None, None
with said_without_console(told.write):
    if "--broken" in sys.argv:
        sys.modules["click"] = None
    from empathylab.cli import main

    main()
"""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--station", "nowhere"), "There is no station 'nowhere'. There are:"),
        (("--windowd",), "No such option '--windowd'"),
        (("--broken",), "The lab had to stop: ModuleNotFoundError: import of click halted"),
        (("personas",), ""),
    ],
)
def test_a_lab_opened_by_a_double_click_says_in_a_window_why_it_does_not_come(
    arguments: tuple[str, ...], said: str
) -> None:
    """As under pythonw.exe, which gives no streams: a word to one would be an error, a traceback is nowhere."""
    done = run(sys.executable, "-c", WITHOUT_CONSOLE, *arguments)
    assert said in done.stdout if said else not done.stdout
    assert not done.stderr


@pytest.mark.parametrize(
    ("platform", "environ", "said"),
    [
        ("win32", {}, '"Send back"'),
        ("darwin", {"EMPATHYLAB_STARTER": "/A/Empathy Lab.app/empathy-lab"}, "'/A/Empathy Lab.app/empathy-lab' check "),
        ("linux", {"EMPATHYLAB_STARTER": "/opt/empathy-lab"}, "'/opt/empathy-lab' check --report "),
        ("linux", {}, "in its folder and type: python3 lab.py check --report "),
    ],
)
def test_what_to_send_is_written_by_something_that_the_package_of_this_system_has(
    platform: str, environ: dict[str, str], said: str
) -> None:
    assert said in how_to_report(platform, environ)


def tell_the_last(stand_in: Path, told: Path) -> None:
    """A program that writes its last argument."""
    stand_in.write_text(f'#!/bin/sh\nfor last; do :; done; printf "%s" "$last" > {shlex.quote(str(told))}\n', "utf-8")
    stand_in.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="each system has a program of its own that shows words")
def test_a_double_click_on_linux_says_it_as_well_and_a_terminal_alone_is_enough(tmp_path: Path) -> None:
    told, stand_in = tmp_path / "told", tmp_path / "zenity"
    os.mkfifo(told)
    stand_in.write_text(
        f'#!/bin/sh\nfor last; do :; done; printf "%s" "$last" > {shlex.quote(str(told))}\n', encoding="utf-8"
    )
    stand_in.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert empathylab("--station", "in-a-terminal", PATH=path).returncode == 1
    assert empathylab("--check-first", "--station", "by-a-click", PATH=path).returncode == 1
    assert run("cat", str(told)).stdout.startswith("There is no station 'by-a-click'.")


@pytest.mark.skipif(sys.platform != "linux", reason="each system has a program of its own that shows words")
def test_a_window_that_breaks_no_line_shows_all_words(tmp_path: Path) -> None:
    """What is to be done stands at the end."""
    told, stand_in = tmp_path / "told", tmp_path / "xmessage"
    os.mkfifo(told)
    tell_the_last(stand_in, told)
    words = "The records cannot be opened: the disk is full. " * 4 + "Make room, and start the lab again."
    script = f"from empathylab.first_start.no_console import say_in_a_window; say_in_a_window({words!r})"
    subprocess.run([sys.executable, "-c", script], env={"PATH": str(tmp_path)}, check=True, timeout=300)
    lines = told.read_text("utf-8").splitlines()
    assert " ".join(lines) == words
    assert max(map(len, lines)) <= 72


@only_here.libraries_of_the_system
def test_where_a_system_library_is_missing_its_package_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package is opened without the set-up that sees to them."""

    def broken(**_: object) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(cli, "group", broken)
    monkeypatch.setattr(cli.libraries, "LIBRARIES", ["libnobody-has.so.1"])
    monkeypatch.setattr(cli.libraries, "APT_PACKAGES", ["libnobody-has1"])
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err
    assert "libraries are missing" in told
    assert "libnobody-has" in told


@pytest.mark.parametrize("option", [("--data", "elsewhere"), ("--windowed",)])
def test_an_option_of_the_lab_is_not_passed_over_before_another_command(
    option: tuple[str, ...], tmp_path: Path
) -> None:
    """Else the usual records would be exported in place of those that were named."""
    done = typed(*option, "export", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert not (tmp_path / "out").exists()
    assert f"Write {option[0]} behind 'export'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "--data", "/nowhere/at/all", "--out", "/tmp/nothing"), "There are no records in"),
        (("paper", "missed-bni", "/tmp/form.pdf"), "missed-bin"),
        (("render", "no-picture.png", "/tmp/out.png", "--sim", "acuity:logmar=1"), "no-picture.png"),
        (("personas", "validate", "/nowhere.toml"), "/nowhere.toml"),
        (("demo", "--persona", "cluadia"), "did you mean 'claudia'"),
    ],
)
def test_a_problem_is_one_clear_line_and_no_traceback(arguments: tuple[str, ...], words: str) -> None:
    done = typed(*arguments)
    assert done.returncode == 1, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistyped_persona_file_is_told_with_every_fault(tmp_path: Path) -> None:
    wrong = tmp_path / "claudia.toml"
    wrong.write_text(
        (ROOT / "personas" / "claudia.toml").read_text().replace("logmar =", "logmra =").replace("age = 54", "age = 5")
    )
    done = typed("personas", "validate", str(wrong))
    assert done.returncode == 1
    assert "did you mean 'logmar'" in done.stderr
    assert "age" in done.stderr
    assert "claudia.toml" in done.stderr


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, allowed_logs: list[str]) -> None:
    allowed_logs.append("The lab uses its usual settings")
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("not a folder")
    done = typed("demo", "--data", str(in_the_way / "records"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert str(in_the_way) in done.stderr


def test_without_a_display_the_lab_says_so_and_runs_the_demo_apart_from_any_records(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from empathylab.cli import demo, lab

    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":987")
    ran: list[object] = []
    monkeypatch.setattr(demo, "run_demo", lambda **options: ran.append(options))
    lab.open_lab(is_windowed=False, station=None, event=None, data="/somewhere")
    assert ran == [{"lab": None}], "a demo in the folder that was named would mix with somebody's records"
    assert "Nothing is written to /somewhere." in capsys.readouterr().out
    with pytest.raises(InputError, match="no station 'station-9'"):
        lab.open_lab(is_windowed=False, station="station-9", event=None, data="/somewhere")
    assert len(ran) == 1


def test_a_display_that_answers_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    from empathylab.cli import display

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", "otherhost:0")
    assert display.has_display()


def test_what_qt_and_the_engine_remark_is_not_said_at_the_terminal(tmp_path: Path) -> None:
    """The check starts the web engine and ends it."""
    inherited = {name: value for name, value in os.environ.items() if name != "QT_LOGGING_RULES"}
    done = subprocess.run(
        [sys.executable, "-m", "empathylab", "check", "--data", str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=inherited | {"QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert "Web engine" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("encoding", "is_named", "shown"),
    [
        ("cp1252", False, "Gŵyl"),
        ("ascii", False, "Gŵyl"),
        ("cp1252", True, "G?yl"),
        ("cp437", True, "G?yl"),
        ("cp932", True, "G?yl"),
    ],
)
def test_a_word_that_the_character_set_lacks_ends_no_command(
    monkeypatch: pytest.MonkeyPatch, encoding: str, is_named: bool, shown: str
) -> None:
    """A console of Windows has no ŵ, and shows a question mark; in a file or a pipe it is there."""
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    if is_named:
        monkeypatch.setenv("PYTHONIOENCODING", encoding)
    into = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(into, encoding=encoding, newline="\n"))
    cli._say_every_word()
    click.echo("Gŵyl")
    sys.stdout.flush()
    assert into.getvalue().decode() == f"{shown}\n"


def test_without_a_file_every_persona_that_is_offered_is_checked() -> None:
    done = typed("personas", "validate")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": right") == len(list((ROOT / "personas").glob("*.toml")))


@pytest.mark.skipif(not str(ROOT).isascii(), reason="pydantic cannot be imported below such a folder in this locale")
def test_faults_with_such_words_are_told_in_a_plain_locale(tmp_path: Path) -> None:
    file = tmp_path / "gwyl.toml"
    file.write_text('"Gŵyl" = 1\n', encoding="utf-8")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = empathylab("personas", "validate", str(file), **plain)
    assert "Traceback" not in done.stderr
    assert "Gŵyl" in done.stderr


def test_the_kit_is_written_without_any_event_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    runner, out = CliRunner(), tmp_path / "kit"
    where = [str(out), "--data", str(tmp_path / "records")]
    assert runner.invoke(kit.command, where, catch_exceptions=False).exit_code == 0
    assert len(list(out.glob("*.pdf"))) == 13
    with pytest.raises(InputError, match="There is no event “Nowhere”. In .* there is none yet"):
        runner.invoke(kit.command, [*where, "--event", "Nowhere"], catch_exceptions=False)


def test_what_is_left_out_of_a_lab_folder_is_told_by_who_uses_it(tmp_path: Path) -> None:
    """A house without the two lines that each file has stood on no sheet, and nothing said so."""
    words = tmp_path / "lab" / "words" / "ours.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[house]\norganisation = "Northmere Council"\n', encoding="utf-8")
    where = [str(tmp_path / "kit"), "--data", str(tmp_path), "--lab", str(tmp_path / "lab")]
    result = CliRunner().invoke(kit.command, where, catch_exceptions=False)
    assert "ours.toml cannot be used: format: is missing; id: is missing." in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="on Windows a file is as its folder is")
def test_where_files_are_everybodys_by_default_nobody_else_writes_to_what_a_command_makes(tmp_path: Path) -> None:
    usual = os.umask(0)
    try:
        assert typed("new", "persona", "dora", "--lab", str(tmp_path / "lab")).returncode in (None, 0)
    finally:
        os.umask(usual)
    made = [tmp_path / "lab", *(tmp_path / "lab").rglob("*")]
    assert len(made) > 3
    assert [each for each in made if each.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)] == []
