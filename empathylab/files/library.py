"""The library: everything that the lab can offer, read once; what has a fault is left out and told, the rest works."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from empathylab.domain.errors import Fault, FileFaults, InputError, LabError
from empathylab.domain.local_words import LocalWords
from empathylab.domain.persona import Persona
from empathylab.domain.station import Station
from empathylab.domain.task import Barrier, Form, Task
from empathylab.domain.words import nearest
from empathylab.files import checks
from empathylab.files.checks import Table
from empathylab.files.gathering import Gathered, gather, read, reader, task_reader
from empathylab.files.layers import Layers, layers_over, own_layer
from empathylab.files.toml import read_table

Item = TypeVar("Item", Persona, Station, Form, Barrier, Task)


#: What a machine offers until a facilitator ticks others.
USUAL_STATION = "all"


@dataclass(frozen=True, slots=True)
class Library:
    """All that was found, by id, and the faults of what was left out; `agreements` are local words, by language.

    `local_words` are those files. `layers` is where it was found: forms are served from there.
    """

    personas: dict[str, Persona] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    barriers: dict[str, Barrier] = field(default_factory=dict)
    faults: tuple[LabError, ...] = ()
    agreements: dict[str, str] = field(default_factory=dict)
    local_words: dict[str, LocalWords] = field(default_factory=dict)
    layers: Layers = field(default_factory=layers_over)

    def persona(self, persona_id: str) -> Persona:
        """The persona of this id; InputError, with what is wrong with its file, where there is none."""
        return _pick(self.personas, persona_id, "persona", self.faults)

    def station(self, station_id: str) -> Station:
        """The station of this id; InputError, with what is wrong with its file, where there is none."""
        return _pick(self.stations, station_id, "station", self.faults)

    def stations_of(self, ticked: Iterable[str]) -> tuple[Station, ...]:
        """Those ticked that are there, in their own order; the usual one when none is."""
        wanted = set(ticked)
        found = tuple(station for station in self.stations.values() if station.id in wanted)
        return found or (self.station(USUAL_STATION),)

    @property
    def walls(self) -> frozenset[str]:
        """The barriers that nobody gets past who uses the form as its personas do."""
        return frozenset(barrier.id for barrier in self.barriers.values() if barrier.is_wall)

    @property
    def forms(self) -> dict[str, Form]:
        """The tasks that are forms of the lab's own."""
        return {task.id: task for task in self.tasks.values() if isinstance(task, Form)}

    def is_own(self, task_id: str) -> bool:
        """Whether a team has written its pages, and not the lab."""
        holder = self.layers.holder("tasks", task_id)
        return holder is None or holder.is_own

    def form(self, task_id: str) -> Form:
        """The form of the lab's own of this id; InputError where there is none, or it is a service."""
        return _pick(self.forms, task_id, "form", self.faults)

    def task(self, task_id: str) -> Task:
        """The form or service of this id; InputError, with what is wrong with its file, where there is none."""
        return _pick(self.tasks, task_id, "task", self.faults)


def load_library(layers: Layers | None = None) -> Library:
    """Read every data file; never raises for a single bad file. What is shipped, with nothing over it, is read once."""
    layers = layers or layers_over()
    found = _shipped(layers_over()) if [*layers] == [*layers_over()] else _read(layers)
    return replace(found, layers=layers, faults=(*_without_folder(layers), *found.faults))


@cache
def _shipped(layers: Layers) -> Library:
    return _read(layers)


def _read(layers: Layers) -> Library:
    barriers = gather(layers, "barriers", reader(Barrier, checks.barrier_checker(layers.assets)))
    tasks = gather(layers, "tasks", task_reader(barriers.items))
    personas = gather(layers, "personas", reader(Persona, checks.persona_checker(barriers.items, layers.assets)))
    # Those left out for a fault of their own count as well: their station goes on without them.
    stations = gather(layers, "stations", reader(Station, checks.station_checker(personas.taken, tasks.taken)))
    words = gather(
        layers, "words", reader(LocalWords, checks.words_checker(personas.taken, tasks.taken, layers.assets))
    )
    people = _with_words(_with_portraits(personas, layers.assets), words.items.values())
    faults = (*barriers.faults, *tasks.faults, *personas.faults, *stations.faults, *words.faults)
    return Library(
        people,
        {each.id: _with_everybody(each, people) for each in stations.items.values()},
        _with_clips(tasks.items, words.items.values()),
        barriers.items,
        faults,
        {language: text for each in words.items.values() for language, text in each.agreements.items()},
        words.items,
    )


def _without_folder(layers: Layers) -> Iterable[LabError]:
    """Whoever chose a lab folder that has gone since, on a stick perhaps, is told."""
    if layers.is_missed and layers.lab is not None and not layers.lab.is_dir():
        yield InputError(f"There is no lab folder {layers.lab}.", "Put it back, or name another with --lab.")


def _with_portraits(found: Gathered[Persona], assets: Path) -> dict[str, Persona]:
    """Each persona's portrait by the whole path of its file, wherever it lies."""
    people = {}
    for name, persona in found.items.items():
        path = checks.portrait_path(found.homes[name][0], persona.look.portrait, assets)
        look = persona.look.model_copy(update={"portrait": str(path)})
        people[name] = persona.model_copy(update={"look": look})
    return people


def _with_words(people: dict[str, Persona], words: Iterable[LocalWords]) -> dict[str, Persona]:
    lived = [each for local in words for each in local.lived]
    return {
        name: persona.model_copy(
            update={"lived_words": (*persona.lived_words, *(each for each in lived if each.persona == name))}
        )
        for name, persona in people.items()
    }


def _with_clips(tasks: dict[str, Task], words: Iterable[LocalWords]) -> dict[str, Task]:
    """Each form with the clip in which a team has it signed."""
    clips = {clip.form: clip for local in words for clip in local.signed}
    return {
        name: task.model_copy(update={"signed": clips.get(name)}) if isinstance(task, Form) else task
        for name, task in tasks.items()
    }


def _with_everybody(station: Station, people: Iterable[str]) -> Station:
    if not station.everybody:
        return station
    return station.model_copy(update={"personas": tuple(dict.fromkeys((*station.personas, *people)))})


def read_persona(path: Path, beside: Iterable[Path] = (), layers: Layers | None = None) -> Persona:
    """One persona file, fully checked, also against those `beside` it; raises FileFaults with all its faults."""
    layers = layers or layers_over()
    known = (file for layer in layers for file in layer.personas.glob("*.toml") if file.name != path.name)
    others = [*beside, *path.parent.glob("*.toml"), *known]
    check = checks.persona_checker(load_library(layers).barriers, layers.assets)
    home = own_layer(path.parent.parent)
    return read(
        home, path, Persona, lambda layer, path, table: [*check(layer, path, table), *_taken_id(path, table, others)]
    )


def _taken_id(path: Path, table: Table, others: Iterable[Path]) -> Iterable[Fault]:
    for other in others:
        if os.path.realpath(other) != os.path.realpath(path) and _id_in(other) == table.get("id", ""):
            yield Fault("id", f"'{table['id']}' is taken by {other}")
            return


def _id_in(path: Path) -> object:
    try:
        return read_table(path).get("id")
    except LabError:
        return None


def _pick(found: Mapping[str, Item], item_id: str, what: str, faults: Sequence[LabError]) -> Item:
    """The item, or an error that names the nearest one, and the faults that have left it out, or else may have."""
    if item_id in found:
        return found[item_id]
    its_own = [each for each in faults if _is_of(each, item_id)]
    left_out = "".join(f" {fault}" for fault in its_own or faults)
    known = ", ".join(found) or "none"
    raise InputError(f"There is no {what} '{item_id}'{nearest(item_id, found)}.{left_out}", f"There are: {known}.")


def _is_of(fault: LabError, item_id: str) -> bool:
    """Does it tell of the file, or of a file in the folder, that this id has?"""
    return isinstance(fault, FileFaults) and item_id in {fault.path.stem, *fault.path.parts}
