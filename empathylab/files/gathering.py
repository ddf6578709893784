"""Reads all files of one kind through the layers; the first who has an id holds it, and who comes later is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

from empathylab.domain.errors import Fault, FileFaults, LabError
from empathylab.domain.local_words import LocalWords
from empathylab.domain.persona import Persona
from empathylab.domain.service import Service
from empathylab.domain.station import Station
from empathylab.domain.task import Barrier, Form, Task
from empathylab.files.checks import Checker, Table, form_checker
from empathylab.files.layers import Layer, Layers, entries
from empathylab.files.service_files import faults_in_pack, is_service, located, service_faults
from empathylab.files.toml import read_table, value_of

Item = TypeVar("Item", Persona, Station, Form, Service, Task, Barrier, LocalWords)
#: Kinds whose content is a folder, and the file in it that says what it is; of the others it is one file.
FOLDER_FILES = {"tasks": "task.toml", "barriers": "barrier.toml"}


class Gathered(Generic[Item]):
    """What was found of one kind: the sound items by id with their layers, every id that is taken, the faults."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.homes: dict[str, tuple[Layer, Path]] = {}
        self.taken: dict[str, Layer] = {}
        self.faults: list[LabError] = []

    def take(self, layer: Layer, path: Path, item: Item) -> None:
        self.items[item.id] = item
        self.homes[item.id] = layer, path


def gather(layers: Layers, kind: str, read_one: Callable[[Layer, Path], Item]) -> Gathered[Item]:
    """Read every file of a kind; a file with a fault still holds its id, so that no other takes its place."""
    found: Gathered[Item] = Gathered()
    for layer in layers:
        for path in files_of(layer, kind):
            try:
                item = read_one(layer, path)
                _speak_for(item.id, layer, path, found)
                found.take(layer, path, item)
            except LabError as error:
                found.taken.setdefault(_name_of(path), layer)
                found.faults.append(error)
    return found


def files_of(layer: Layer, kind: str) -> Iterator[Path]:
    """The data files of a kind, in the order of their names; what may not be looked at is none."""
    for path in entries(layer.folder(kind)):
        file = path / FOLDER_FILES[kind] if kind in FOLDER_FILES else path
        if file.suffix == ".toml" and os.path.isfile(file):
            yield file


def reader(model: type[Item], check: Checker) -> Callable[[Layer, Path], Item]:
    """What reads one file of a kind, all of whose files are alike."""
    return lambda layer, path: read(layer, path, model, check)


def task_reader(barriers: Collection[str]) -> Callable[[Layer, Path], Task]:
    """What reads a task: a form, which may wear these barriers, or a service with its addresses whole."""
    check = form_checker(barriers)

    def read_task(layer: Layer, path: Path) -> Task:
        if is_service(path):
            return located(read(layer, path, Service, _service_check), path.parent)
        return read(layer, path, Form, check)

    return read_task


def _service_check(layer: Layer, path: Path, table: Table) -> Iterable[Fault]:
    yield from service_faults(path, table)
    if layer.pack:
        yield from faults_in_pack(table)


def read(layer: Layer, path: Path, model: type[Item], check: Checker) -> Item:
    """One file with what pydantic and what the lab knows about it; raises FileFaults with both."""
    table = read_table(path)
    wrong: list[Fault] = []
    item: Item | None = None
    try:
        item = value_of(path, table, model)
    except FileFaults as error:
        wrong.extend(error.faults)
    wrong.extend(check(layer, path, table))
    if item is None or wrong:
        raise FileFaults(path, wrong)
    return item


def _speak_for(item_id: str, layer: Layer, path: Path, found: Gathered[Item]) -> None:
    holder = found.taken.setdefault(item_id, layer)
    if holder is not layer or item_id in found.items:
        whose = "another file" if holder is layer else holder.title
        raise FileFaults(path, [Fault("id", f"'{item_id}' is taken by {whose}, which holds it: choose another id")])


def _name_of(path: Path) -> str:
    return path.parent.name if path.name in FOLDER_FILES.values() else path.stem
