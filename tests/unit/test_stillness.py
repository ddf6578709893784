"""On Linux a desktop's wish for less motion is read where GNOME, GTK and KDE keep it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from empathylab.ui.page import environment, stillness

FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
SETTINGS = {
    "gtk-4.0/settings.ini": "[Settings]\ngtk-enable-animations={}\n",
    "gtk-3.0/settings.ini": "[Settings]\ngtk-theme-name=Adwaita\ngtk-enable-animations={}\n",
    "kdeglobals": "[General]\nfont=a,b\n[KDE]\nAnimationDurationFactor={}\n",
}


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings in which nothing is said yet."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


def say(folder: Path, name: str, words: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(words, encoding="utf-8")


def answer_as_gnome(folder: Path, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    say(folder, "dconf/user", "GVariant \0 enable-animations \0")
    say(folder, "bin/gsettings", f"#!/bin/sh\necho {words}\n")
    (folder / "bin" / "gsettings").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")


def test_whoever_runs_the_tests_may_ask_for_less_motion_and_the_tests_do_not_follow() -> None:
    assert not stillness.is_asked()


def test_a_desktop_that_says_nothing_asks_for_nothing(desktop: Path) -> None:
    assert not stillness.is_asked()
    say(desktop, "dconf/user", "GVariant \0 enable-hot-corners \0")
    assert not stillness.is_asked()


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize(("value", "is_asked"), [("0", True), ("1", False), ("0.5", False), ("much", False)])
def test_gtk_and_kde_are_read(desktop: Path, name: str, value: str, is_asked: bool) -> None:
    say(desktop, name, SETTINGS[name].format(value))
    assert stillness.is_asked() is is_asked


@pytest.mark.parametrize("damage", ["no section\n", "[Settings]\n[Settings\n=", "[Settings]\ngtk-enable-animations\n"])
def test_damaged_settings_ask_for_nothing(desktop: Path, damage: str) -> None:
    for name in SETTINGS:
        say(desktop, name, damage)
    assert not stillness.is_asked()


@pytest.mark.parametrize(("words", "is_asked"), [("false", True), ("true", False), ("No such schema", False)])
def test_gnome_is_asked_where_the_key_was_set(
    desktop: Path, monkeypatch: pytest.MonkeyPatch, words: str, is_asked: bool
) -> None:
    answer_as_gnome(desktop, monkeypatch, words)
    assert stillness.is_asked() is is_asked


def test_the_engine_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FLAGS, "--lang=de")
    environment.ask_for_stillness(unless=True)
    assert os.environ[FLAGS] == "--lang=de"
    environment.ask_for_stillness()
    environment.ask_for_stillness()
    assert os.environ[FLAGS].split() == ["--lang=de", environment.STILLNESS]
