"""Attacks on a pack that is installed: files changed, swapped, gone, or links, pipes and giants in their place.

The lab runs meanwhile and has looked at all of it before. Some packs each time; 100 with `pytest -m attack`.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from empathylab.domain.errors import LabError
from empathylab.domain.words import has_command
from empathylab.files import packs
from empathylab.files.layers import Layers, layers_over
from empathylab.files.library import Library, load_library
from empathylab.files.validating import faults_of
from empathylab.reports.names import names_of
from empathylab.ui.kit.portraits import portrait_renderer
from empathylab.ui.page import scheme
from empathylab.ui.page.scheme import file_of
from support import made_packs, media_bombs

pytestmark = [
    pytest.mark.attack,
    pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are made as others make them"),
]

FEW, MANY = 6, 100
_OUTSIDE = "This is nobody's business."
_GIANT_BYTES = 1 << 40
_SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

Change = Callable[[Path, random.Random], object]


def _in_place_of(make: Callable[[Path, random.Random], object]) -> Change:
    def change(path: Path, chance: random.Random) -> None:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        make(path, chance)

    return change


def _giant(path: Path, _chance: random.Random) -> None:
    path.touch()
    os.truncate(path, _GIANT_BYTES)


def _outside(path: Path) -> Path:
    """Beside the lab folder."""
    return next(each for each in path.parents if each.name == "lab").parent / "outside"


def _pipe(path: Path, _chance: random.Random) -> None:
    os.mkfifo(path)


CHANGES: tuple[Change, ...] = (
    lambda path, chance: path.write_bytes(media_bombs.mutated(path.read_bytes() or b"x", chance)),
    lambda path, chance: path.write_bytes(media_bombs.mutated(path.read_bytes() or b"x", chance)),
    lambda path, _chance: path.write_bytes(b""),
    lambda path, _chance: path.write_bytes(_SCRIPT),
    _in_place_of(lambda path, _chance: None),
    _in_place_of(lambda path, _chance: path.mkdir()),
    _in_place_of(_pipe),
    _in_place_of(_giant),
    _in_place_of(lambda path, _chance: path.symlink_to(_outside(path) / f"secret{path.suffix}")),
    _in_place_of(lambda path, _chance: path.symlink_to(path)),
    _in_place_of(lambda path, _chance: path.symlink_to("/dev/zero")),
    _in_place_of(lambda path, _chance: path.symlink_to(path.parent, target_is_directory=True)),
)
FOLDER_CHANGES: tuple[Change, ...] = (
    _in_place_of(lambda path, _chance: None),
    _in_place_of(lambda path, _chance: path.write_text("no folder")),
    _in_place_of(_pipe),
    _in_place_of(lambda path, _chance: path.symlink_to(_outside(path), target_is_directory=True)),
    _in_place_of(lambda path, _chance: path.symlink_to(path)),
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lab folder with a pack in it."""
    folder = tmp_path_factory.mktemp("installed")
    packs.install(made_packs.good_pack(folder), layers_over(folder / "lab"))
    return folder / "lab"


@pytest.fixture
def lab(installed: Path, tmp_path: Path) -> Path:
    outside = tmp_path / "outside"
    outside.mkdir()
    for suffix in (".html", ".toml", ".svg", ".js", ".json", ".md", ".css"):
        (outside / f"secret{suffix}").write_text(_OUTSIDE)
    return Path(shutil.copytree(installed, tmp_path / "lab"))


def everything_asked_for(layers: Layers, files: list[Path]) -> list[bytes]:
    """As the engine asks for it, by the names that were there before."""
    content = []
    for path in files:
        parts = path.relative_to(next(each for each in path.parents if each.parent.name == "packs")).parts
        found = file_of(QUrl(f"lab://forms/{'/'.join(parts)}"), layers)
        content.append((found and scheme._content(found)) or b"")
    return content


def live_on(lab: Path, before: Library, files: list[Path]) -> None:
    layers = layers_over(lab)
    for persona in before.personas.values():
        assert portrait_renderer(persona.look.portrait) is not None
    assert "alert(1)" not in repr(names_of(before))
    assert not any(_OUTSIDE.encode() in each for each in everything_asked_for(layers, files))
    library = load_library(layers)
    told = [*map(str, library.faults), *map(str, faults_of(layers))]
    assert [words for words in told if has_command(words) or len(words) > 8_000] == []
    assert "claudia" in library.personas
    with suppress(LabError):
        packs.installed(layers)


def test_whatever_becomes_of_an_installed_pack_the_lab_goes_on(
    lab: Path, installed: Path, pytestconfig: pytest.Config
) -> None:
    is_in_full, chance = "attack" in pytestconfig.getoption("markexpr", ""), random.Random(41)
    for _ in range(MANY if is_in_full else FEW):
        before = load_library(layers_over(lab))
        there = sorted((lab / "packs").rglob("*"))
        files = [each for each in there if each.is_file()]
        for path in chance.sample(there, chance.choice((1, 1, 2, 5))):
            if str(path) != os.path.realpath(path) or not path.exists():
                continue  # something above it was changed before
            with suppress(OSError):
                chance.choice(FOLDER_CHANGES if path.is_dir() else CHANGES)(path, chance)
        live_on(lab, before, files)
        with suppress(LabError):
            packs.take_out("leeds", layers_over(lab))
        assert all(each.read_text() == _OUTSIDE for each in (lab.parent / "outside").iterdir())
        shutil.rmtree(lab)
        shutil.copytree(installed, lab)
