"""Where a visitor may keep a page: on what the system calls a stick, and in this computer's own folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from empathylab.ui.visit.screens.keep_places import places


@dataclass(frozen=True)
class Found:
    """What a system calls its sticks."""

    sticks: tuple[Path, ...]

    def folders(self) -> tuple[Path, ...]:
        return self.sticks


def test_sticks_stand_first_by_their_own_names_and_one_that_is_gone_is_not_offered(tmp_path: Path) -> None:
    stick = tmp_path / "ANNAS STICK"
    stick.mkdir()
    offered = places(Found((stick, tmp_path / "pulled out")))
    assert offered[0].folder == stick
    assert [each for each in offered if each.folder.is_relative_to(tmp_path / "pulled out")] == []


def test_nobody_is_shown_another_disk_of_whoever_lent_the_laptop() -> None:
    """A second disk inside, a share and a film in its drive are volumes as well, and no sticks."""
    assert all(each.name.endswith(" this computer") for each in places(Found(())))
