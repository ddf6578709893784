"""What a team saves in its folder is on the first screen at once; what is wrong with it is told to nobody but the
facilitator."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from empathylab.domain.what_to_say import Deed
from empathylab.session.stages import Stage
from empathylab.ui.kit.folder_watch import FolderWatch
from support import own_folder
from support.participant_lab import Station, open_station


def shown(station: Station) -> str:
    return "\n".join(station.words())


def save(path: Path, old: str, new: str) -> None:
    """As most editors do: another file takes the place of the old one."""
    words = path.read_text(encoding="utf-8")
    assert old in words
    draft = path.with_suffix(".tmp")
    draft.write_text(words.replace(old, new, 1), encoding="utf-8")
    os.replace(draft, path)


def test_what_is_saved_is_seen_at_once_and_what_is_wrong_changes_nothing(
    tmp_path: Path, qapp: QApplication, allowed_logs: list[str]
) -> None:
    allowed_logs.append("dora.toml cannot be used")
    with open_station(tmp_path) as station:
        assert "Dora" not in shown(station)
        path = own_folder.persona(tmp_path / "lab", **{'name = "Claudia"': 'name = "Dora"'})
        station.wait(lambda: "Dora" in shown(station), "her card")

        save(path, 'name = "Dora"', "name = ")
        station.wait(lambda: station.lab.problems, "the facilitator to be told")
        assert "dora.toml cannot be used" in str(station.lab.problems[-1])
        assert "Dora" in shown(station)
        assert "cannot be used" not in shown(station)

        save(path, "name = ", 'name = "Doreen"')
        station.wait(lambda: "Doreen" in shown(station), "her new name")
        assert station.lab.problems == []

        station.arrive()
        save(path, 'name = "Doreen"', 'name = "Dot"')
        settled = QSignalSpy(station.lab.content_watch.told)
        station.director.command(Deed.RESET)
        station.wait(lambda: "Dot" in shown(station), "what was saved during the visit")
        assert station.director.stage is Stage.ATTRACT
        assert settled.count() == 1


@pytest.mark.parametrize("deed", ["write", "make", "remove", "rename", "deep"])
def test_every_way_of_saving_is_heard(tmp_path: Path, qapp: QApplication, deed: str) -> None:
    folder = tmp_path / "lab" / "tasks" / "mine"
    folder.mkdir(parents=True)
    page = folder / "page.html"
    page.write_text("a", encoding="utf-8")
    watch = FolderWatch(tmp_path / "lab")
    heard = QSignalSpy(watch.changed)
    deeds = {
        "write": lambda: page.write_text("more", encoding="utf-8"),
        "make": lambda: (folder / "other.html").write_text("b", encoding="utf-8"),
        "remove": page.unlink,
        "rename": lambda: page.rename(folder / "another.html"),
        "deep": lambda: (folder / "deeper").mkdir(),
    }
    deeds[deed]()
    assert heard.count() or heard.wait(60_000)
