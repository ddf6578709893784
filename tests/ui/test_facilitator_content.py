"""A pack from another team: the facilitator sees what is inside, installs it, meets it, and takes it out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from empathylab.files.layers import layers_over
from empathylab.files.library import load_library
from empathylab.ui.facilitator.controls.desk import Desk
from empathylab.ui.facilitator.setup.content_page import ContentPage
from support import made_packs
from support.facilitator_lab import Lab, open_lab


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_lab(tmp_path, visits=0) as made:
        yield Lab(made.store, load_library(layers_over(tmp_path / "lab")), tmp_path).desk()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ContentPage:
    made = ContentPage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(page: ContentPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page: ContentPage, key: Qt.Key) -> None:
    QTest.keyClick(page.window().focusWidget() or page, key)


def test_a_pack_is_looked_at_installed_and_taken_out_by_keyboard(
    page: ContentPage, desk: Desk, tmp_path: Path, qtbot: QtBot, announced: list[str]
) -> None:
    pack = made_packs.good_pack(tmp_path / "from")
    page.file.setFocus()
    page.file.setText(str(pack))
    press(page, Qt.Key.Key_Return)
    qtbot.waitUntil(page.install_button.isEnabled, timeout=60_000)
    for told in ("Leeds", "Made by The Leeds team, version 2.", "Personas: Leeds Persona", "nothing is wrong with it"):
        qtbot.waitUntil(lambda told=told: told in words(page))  # type: ignore[misc]
    qtbot.waitUntil(lambda: any("Made by The Leeds team, version 2. " in said for said in announced))
    assert "leeds-persona" not in desk.library.personas, "looking installs nothing"
    assert page.window().focusWidget() is page.install_button
    press(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "leeds" in page.out_buttons, timeout=60_000)
    assert "Leeds is installed." in page.said.text()
    assert page.window().focusWidget() is page.file
    qtbot.waitUntil(lambda: "Installed: Leeds" in words(page))
    assert "leeds-persona" in desk.library.personas
    out = page.out_buttons["leeds"]
    assert out.accessibleDescription() == "Leeds"
    out.setFocus()
    press(page, Qt.Key.Key_Space)
    assert "Press again" in out.text()
    press(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.out_buttons, timeout=60_000)
    assert "leeds-persona" not in desk.library.personas
    assert page.said.text() == "Taken out."
    assert page.window().focusWidget() is page.file, "what came of it is said with one place alone"


def test_what_is_wrong_with_a_pack_is_told_and_it_cannot_be_installed(
    page: ContentPage, tmp_path: Path, qtbot: QtBot, announced: list[str]
) -> None:
    files = made_packs.members(made_packs.good_pack(tmp_path / "from").read_bytes())
    files["stations/leeds-station.toml"] += b'\nwhat = "?"\n'
    page.choose(made_packs.by_hand(tmp_path / "x.labpack", dict(files)))
    qtbot.waitUntil(lambda: "cannot be installed" in page.said.text(), timeout=60_000)
    qtbot.waitUntil(lambda: "stations/leeds-station.toml:18: what: is not known here" in words(page))
    qtbot.waitUntil(lambda: any("leeds-station.toml:18: what: is not known here" in said for said in announced))
    assert not page.install_button.isEnabled()
    (tmp_path / "y.labpack").write_bytes(b"no pack")
    page.file.setText(str(tmp_path / "y.labpack"))
    page.look_button.setFocus()
    press(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "no pack, or damaged" in page.said.text(), timeout=60_000)
    assert page.window().focusWidget() is page.look_button
    qtbot.waitUntil(lambda: "leeds-station" not in words(page))


def test_what_is_wrong_in_the_lab_folder_stands_there(page: ContentPage, tmp_path: Path, qtbot: QtBot) -> None:
    assert "Nothing is wrong." in words(page)
    (tmp_path / "lab" / "personas").mkdir(parents=True)
    (tmp_path / "lab" / "personas" / "dora.toml").write_text("age = ", encoding="utf-8")
    page.load()
    qtbot.waitUntil(lambda: "personas/dora.toml: the file: is not valid TOML" in words(page), timeout=60_000)
