"""Small disks of a test's own, to be filled to the last block."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

#: Nobody keeps anything on a disk as small as this.
_LARGEST_TO_FILL_BYTES = 64 * 2**20
BLOCK_BYTES = 4096


@cache
def can_mount() -> bool:
    """May this user mount file systems? Root may, unless in a container that forbids it."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return False
        subprocess.run(["umount", folder], check=True)
        return True


def fill_up(ballast: Path) -> None:
    """Write to this file until its disk is full; of one that is not a test's own nothing is taken."""
    disk = os.statvfs(ballast.parent)
    assert disk.f_blocks * disk.f_frsize <= _LARGEST_TO_FILL_BYTES, (
        "this disk is somebody's: only a small one is filled"
    )
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * BLOCK_BYTES):
                pass
        except OSError:
            return


@contextmanager
def small_disk(folder: Path, size_bytes: int) -> Iterator[Path]:
    """A disk in memory, for whoever may mount one."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_bytes}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # also where a test broke off


def leave_room(ballast: Path, blocks: int) -> None:
    """Fill the disk but for so many blocks."""
    fill_up(ballast)
    os.truncate(ballast, max(0, ballast.stat().st_size - blocks * BLOCK_BYTES))


@contextmanager
def disk_in_a_file(folder: Path, size_bytes: int) -> Iterator[tuple[Path, Callable[[], bytes]]]:
    """A small disk with a file system of the usual kind, and how to read its every block, free ones too.

    Where this user may not mount any, a folder, of which the files are read.
    """
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with image.open("wb") as file:
        file.truncate(size_bytes)
    if not (_done("mkfs.ext4", "-q", "-m", "0", image) and _done("mount", "-o", "loop", image, place)):
        yield place, lambda: b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
        return

    def blocks() -> bytes:
        subprocess.run(["sync", "-f", place], check=True)
        return image.read_bytes()

    try:
        yield place, blocks
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)  # also where a test broke off


def _done(*command: str | Path) -> bool:
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
    try:
        return subprocess.run(command, capture_output=True, env={**os.environ, "PATH": path}).returncode == 0
    except OSError:
        return False
