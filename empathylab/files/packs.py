"""Packs of a lab folder: looked at, installed, taken out. Whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from empathylab.domain.errors import InputError, MachineError
from empathylab.domain.service import Service
from empathylab.files.held_files import rename
from empathylab.files.layers import PACKS, Layers, entries, installed_packs, layers_over
from empathylab.files.library import load_library
from empathylab.files.pack_archive import reading
from empathylab.files.pack_label import LABEL, PackLabel, read_label
from empathylab.files.validating import PlacedFault, faults_of

#: What is half there, and no pack to anybody: hidden.
_HALF, _GONE = ".new-", ".gone-"
_FORGOTTEN_S = 600
#: Under which name people know each kind.
_TITLES = {"personas": "name", "tasks": "title", "stations": "name", "barriers": "met"}


@dataclass(frozen=True, slots=True)
class PackContents:
    """What is in a pack, by kind the names that people see; the addresses that its services open; its faults."""

    label: PackLabel
    inside: tuple[tuple[str, tuple[str, ...]], ...]
    addresses: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether nothing in the pack is wrong."""
        return not self.faults


def inspect_pack(path: Path, layers: Layers | None = None) -> PackContents:
    """What a pack holds, and all that is wrong with it over what is there; raises InputError for what is no pack."""
    try:
        with tempfile.TemporaryDirectory(prefix="empathylab-pack-", ignore_cleanup_errors=True) as folder:
            root = Path(folder).resolve()
            _unpack(path, root, is_for_good=False)
            return _look(root, layers or layers_over())
    except OSError as error:
        problem = f"There is no room to look into {path.name} ({error.strerror or error})."
        raise MachineError(problem, "Check that the disk with the folder for passing files has room.") from error


def install(path: Path, layers: Layers) -> PackContents:
    """Put a pack into the lab folder, checked again; raises InputError where anything is wrong, MachineError."""
    lab = _lab_of(layers)
    with _staging(lab) as folder:
        _unpack(path, folder, is_for_good=True)
        look = _look(folder, layers)
        home = lab / PACKS / look.label.id
        if home.exists() or home.is_symlink():
            raise InputError(f"A pack '{look.label.id}' is here already.", "Take that one out first.")
        if not look.is_right:
            raise InputError(f"{path.name} is not installed: {look.faults[0]}.", "Ask whoever made it to correct it.")
        rename(folder, home)
        return look


def take_out(pack_id: str, layers: Layers) -> None:
    """Remove an installed pack; raises MachineError where the disk refuses, and then it is still there."""
    lab = _lab_of(layers)
    home = next((path for path in installed_packs(lab) if path.name == pack_id), None)
    if home is None:
        raise InputError(f"There is no pack '{pack_id}' here.", "It may have been taken out already.")
    try:
        gone = Path(tempfile.mkdtemp(prefix=_GONE, dir=home.parent))
        try:
            rename(home, gone / home.name)
        except OSError:
            gone.rmdir()
            raise
    except OSError as error:
        problem = f"The pack '{pack_id}' cannot be taken out ({error.strerror})."
        raise MachineError(problem, "Close what uses it, and make room on the disk.") from error
    shutil.rmtree(gone, ignore_errors=True)


def installed(layers: Layers) -> tuple[PackContents, ...]:
    """Each pack in the lab folder with what is in it."""
    return tuple(_look(path, replace(layers, lab=None)) for path in installed_packs(_lab_of(layers)))


def _unpack(path: Path, folder: Path, *, is_for_good: bool) -> None:
    with reading(path) as archive:
        for name in archive.files:
            _keep(folder.joinpath(*name.split("/")), archive.content(name), is_for_good=is_for_good)


def _keep(target: Path, content: bytes, *, is_for_good: bool) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
            if is_for_good:
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        problem = f"The pack cannot be written to the disk ({error.strerror})."
        raise MachineError(problem, "Check that the disk has room.") from error


def _look(root: Path, layers: Layers) -> PackContents:
    """A folder as a pack that would lie over these layers."""
    label = read_label(root / LABEL) if (root / LABEL).is_file() else None
    if label is None:
        raise InputError(f"There is no {LABEL} in it, which says what the pack is.", "Ask whoever made it.")
    over = replace(layers, candidate=root)
    library = load_library(over)
    own = {kind: _names_in(root, kind, getattr(library, kind)) for kind in _TITLES}
    services = [library.tasks[name] for name in _ids_in(root, "tasks") if name in library.tasks]
    return PackContents(
        label,
        tuple((kind, names) for kind, names in own.items() if names),
        tuple(sorted({each for task in services if isinstance(task, Service) for each in _outside(task)})),
        tuple(_inside(told, root) for told in faults_of(over) if told.path.is_relative_to(root)),
    )


def _ids_in(root: Path, kind: str) -> list[str]:
    return [path.stem if path.suffix == ".toml" else path.name for path in entries(root / kind)]


def _names_in(root: Path, kind: str, known: dict[str, object]) -> tuple[str, ...]:
    return tuple(str(getattr(known.get(each), _TITLES[kind], each)) for each in _ids_in(root, kind))


def _outside(service: Service) -> Iterator[str]:
    """What it may load from, but for its own folder."""
    return (origin for origin in service.allowed if not origin.startswith("file:"))


def _inside(told: PlacedFault, root: Path) -> str:
    return str(replace(told, path=told.path.relative_to(root)))


def _lab_of(layers: Layers) -> Path:
    if layers.lab is None:
        raise InputError("There is no lab folder to put packs into.", "Start the lab with --lab.")
    return layers.lab


@contextmanager
def _staging(lab: Path) -> Iterator[Path]:
    """A hidden folder beside the packs, which is gone afterwards unless it became one of them."""
    home = lab / PACKS
    try:
        home.mkdir(parents=True, exist_ok=True)
        _sweep(home)
        folder = Path(tempfile.mkdtemp(prefix=_HALF, dir=home))
        os.chmod(folder, 0o755)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        problem = f"{home} cannot be written to ({error.strerror})."
        raise MachineError(problem, "Check that the disk has room.") from error


def _sweep(home: Path) -> None:
    """What a computer that was switched off in the middle left behind."""
    for path in home.iterdir():
        with suppress(OSError):
            if path.name.startswith((_HALF, _GONE)) and time.time() - path.stat().st_mtime > _FORGOTTEN_S:
                shutil.rmtree(path, ignore_errors=True)
