"""Every string on every screen reads at grade 8 or below: sentences one by one, a screen's labels together.

They are read as a keyboard without F-keys has them: what names one would leave its owner without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from empathylab.files.library import load_library
from empathylab.ui.facilitator.shell.pages import PAGES
from empathylab.ui.kit import theme
from empathylab.ui.run.run_view import RunView
from empathylab.ui.visit.screens.station_window import StationWindow
from support.facilitator_lab import open_lab, show_window
from support.participant_lab import silent_voice
from support.participant_screens import forms, screens
from support.reading_grade import grade, word_count

HIGHEST_GRADE = 8.0
#: With fewer words it is a label or a name, and no sentence.
SENTENCE_WORDS = 6
#: What has fewer is the name of a key that is looked at, as in the check of the keyboard.
OF_A_KEY_WORDS = 4
F_KEY = re.compile(r"\bF[1-9]\b")
#: Marks of somebody who writes code, or has the project's pages at hand; a share is "50 %" everywhere.
SLOPPY = re.compile(r"`|\.md\b|\d%|[^.]\.\.([^.]|$)|\w [,.;:?!](\s|$)")
#: Names that others gave, and those of the forms.
NAMES = ("WCAG 2.2: ", "Contains public sector information", *(task.title for task in load_library().tasks.values()))


def strings_on(screen: QWidget) -> Iterator[str]:
    """What stands on it, code aside."""
    for widget in screen.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.property("kind") != "code":
            words = widget.text()
            if words and not words.startswith(NAMES):
                yield words


def too_hard(name: str, screen: QWidget) -> Iterator[str]:
    strings = list(dict.fromkeys(strings_on(screen)))
    sentences = [words for words in strings if word_count(words) >= SENTENCE_WORDS]
    yield from (f"{name}, grade {grade(words):.1f}: {words}" for words in sentences if grade(words) > HIGHEST_GRADE)
    labels = ". ".join(words for words in strings if words not in sentences)
    if grade(labels) > HIGHEST_GRADE:
        yield f"{name}, grade {grade(labels):.1f}: its labels together: {labels}"
    told = [words for words in strings if word_count(words) >= OF_A_KEY_WORDS]
    yield from (f"{name} names an F-key: {words}" for words in told if F_KEY.search(words))
    yield from (f"{name} is written sloppily: {words}" for words in strings if SLOPPY.search(words))


@pytest.fixture(autouse=True)
def without_f_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme.Theme, "key_name", lambda _theme, f_key: f"Ctrl+{f_key[1:]}")


def assert_plain(found: dict[str, None]) -> None:
    assert not found, "\n".join(found)


def test_the_measure_is_flesch_and_kincaids() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade("Organisations necessitate multidisciplinary considerations.") > 20


def test_every_screen_of_a_visitor(qtbot: QtBot) -> None:
    def pressed(_what: str) -> Callable[..., object]:
        return lambda *_: None

    found: dict[str, None] = {}
    for name, screen in screens(pressed):
        qtbot.addWidget(screen)
        found |= dict.fromkeys(too_hard(name, screen))
    assert_plain(found)


def test_everything_beside_a_form(qtbot: QtBot) -> None:
    window = StationWindow(RunView(silent_voice()))
    qtbot.addWidget(window)
    found: dict[str, None] = {}
    for name in forms(window):
        found |= dict.fromkeys(too_hard(name, window.frame))
    assert_plain(found)


def test_every_screen_of_a_facilitator(qtbot: QtBot, tmp_path: Path) -> None:
    with open_lab(tmp_path) as lab:
        window = show_window(lab, qtbot)
        found: dict[str, None] = {}
        for name in ("Set up", *PAGES):
            window.go(name)
            found |= dict.fromkeys(too_hard(name, window.page(name)))
        assert_plain(found)
