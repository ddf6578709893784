"""The kit from the facilitator's window: ticked, in the house's name, which is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from empathylab.domain.kit import House
from empathylab.files.settings import load_settings
from empathylab.ui.facilitator.leading.kit_page import KitPage
from support.facilitator_lab import Lab, open_lab


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with open_lab(tmp_path / "records", visits=0) as made:
        yield made


@pytest.fixture
def page(lab: Lab, qtbot: QtBot, tmp_path: Path) -> KitPage:
    made = KitPage(lab.desk())
    qtbot.addWidget(made)
    made.show()
    made.folder.path.setText(str(tmp_path / "kit"))
    for name, box in made.ticks.items():
        box.setChecked(name in ("invitation.txt", "certificate.pdf"))
    return made


def test_what_is_ticked_is_made_and_the_name_is_kept(page: KitPage, lab: Lab, qtbot: QtBot, tmp_path: Path) -> None:
    page.organisation.setText("Northmere Council")
    page.way_in.setText("a lift from the car park")
    page.colour.setText("#005A9C")
    page.make()
    qtbot.waitUntil(lambda: page.said.text().startswith("Written to "))
    assert sorted(path.name for path in (tmp_path / "kit").iterdir()) == ["certificate.pdf", "invitation.txt"]
    written = (tmp_path / "kit" / "invitation.txt").read_text(encoding="utf-8")
    assert "Northmere Council" in written
    assert "The way in: a lift from the car park." in written
    kept = House(organisation="Northmere Council", way_in="a lift from the car park", colour="#005a9c")
    assert load_settings(lab.folder).house == kept


def test_a_colour_that_is_none_is_told_where_it_is(page: KitPage, lab: Lab, tmp_path: Path) -> None:
    page.colour.setText("red")
    page.make()
    assert page.said.text().startswith("Write the colour as #")
    assert not (tmp_path / "kit").exists()
    assert load_settings(lab.folder).house is None
