"""Sticks and the files on them are found on each platform by its own means."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from empathylab.files.usb_sticks import LinuxSticks, MacSticks, WindowsSticks, bundles_on, sticks_of
from support.mounting import can_mount


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk where a desktop would put it; where mounting is not allowed, nothing is found and that is right."""
    folder = tmp_path / "media" / "ann" / "STICK"
    folder.mkdir(parents=True)
    if can_mount():
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(folder)], check=True, timeout=60)
    yield folder
    if os.path.ismount(folder):
        subprocess.run(["umount", str(folder)], check=True, timeout=60)


def test_linux_finds_what_is_mounted_for_a_user_and_no_plain_folder(tmp_path: Path, mounted: Path) -> None:
    (tmp_path / "media" / "ann" / "plain folder").mkdir()
    found = LinuxSticks((tmp_path / "media", tmp_path / "nowhere")).folders()
    assert found == ((mounted,) if can_mount() else ())


def test_macos_finds_every_volume_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "STICK").mkdir()
    (tmp_path / "Macintosh HD").symlink_to("/")
    assert MacSticks(tmp_path).folders() == (tmp_path / "STICK",)


def test_windows_finds_the_drives_that_it_calls_removable() -> None:
    class Kernel:
        """C: is fixed, E: and G: are removable, as kernel32 tells it."""

        def GetLogicalDrives(self) -> int:
            return 0b1010100

        def GetDriveTypeW(self, drive: str) -> int:
            return {"C:\\": 3, "E:\\": 2, "G:\\": 2}[drive]

    assert [str(path) for path in WindowsSticks(Kernel()).folders()] == ["E:\\", "G:\\"]


def test_each_platform_has_its_seam() -> None:
    kinds = {platform: type(sticks_of(platform)) for platform in ("linux", "darwin", "win32")}
    assert kinds == {"linux": LinuxSticks, "darwin": MacSticks, "win32": WindowsSticks}


def test_files_are_found_among_many_others_the_newest_first(tmp_path: Path) -> None:
    ours = tmp_path / "Empathy Lab"
    ours.mkdir()
    for number in range(300):
        (tmp_path / f"photo {number}.jpg").touch()
    for name, written_s in (("old.labrecords", 1), ("Empathy Lab/new.LABRECORDS", 3), ("middle.labrecords", 2)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (written_s, written_s))
    (tmp_path / "._old.labrecords").touch()
    (tmp_path / "half.labrecords.part").touch()
    found = [path.name for path in bundles_on([tmp_path, tmp_path / "pulled out"])]
    assert found == ["new.LABRECORDS", "middle.labrecords", "old.labrecords"]
