"""The standards that a service can be assessed by: the files of assets/standards."""

from __future__ import annotations

from pathlib import Path

from empathylab.domain.errors import Fault, FileFaults
from empathylab.domain.standard import Standard
from empathylab.files.paths import assets_dir
from empathylab.files.toml import read_value


def standards(folder: Path | None = None) -> tuple[Standard, ...]:
    """All of them in the order of their files; FileFaults with everything that is wrong with one."""
    files = sorted((folder or assets_dir() / "standards").glob("*.toml"))
    return tuple(map(_standard, files))


def _standard(path: Path) -> Standard:
    standard = read_value(path, Standard)
    numbers = [point.number for point in standard.points]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice:
        raise FileFaults(path, [Fault("points", f"number {number} stands there twice") for number in twice])
    return standard
