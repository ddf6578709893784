"""Everything the lab can offer, read once: whatever has a fault is left out and said, the rest works."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from empathylab.domain.errors import Fault, FileFaults, InputError, LabError
from empathylab.domain.persona import Persona
from empathylab.domain.questions import QuestionSet
from empathylab.domain.station import Station
from empathylab.domain.task import Barrier, Task
from empathylab.files import places
from empathylab.files.specs import spec_faults
from empathylab.files.toml import nearest, read_value

Item = TypeVar("Item", Persona, Station, Task, Barrier)


@dataclass(frozen=True, slots=True)
class Library:
    """All that was found, by id, and the faults of what was left out."""

    personas: dict[str, Persona] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    barriers: dict[str, Barrier] = field(default_factory=dict)
    faults: tuple[LabError, ...] = ()

    def persona(self, persona_id: str) -> Persona:
        return _pick(self.personas, persona_id, "persona")

    def station(self, station_id: str) -> Station:
        return _pick(self.stations, station_id, "station")

    def task(self, task_id: str) -> Task:
        return _pick(self.tasks, task_id, "task")


def load_library(personas_dir: Path | None = None, assets_dir: Path | None = None) -> Library:
    """Read every data file; never raises for a single bad file."""
    assets = assets_dir or places.assets_dir()
    faults: list[LabError] = []
    barriers = _load(sorted((assets / "barriers").glob("*/barrier.toml")), Barrier, faults, _barrier_faults)
    tasks = _load(sorted((assets / "tasks").glob("*/task.toml")), Task, faults, _task_checker(barriers))
    personas = _load(
        sorted((personas_dir or places.personas_dir()).glob("*.toml")),
        Persona,
        faults,
        _persona_checker(barriers, assets),
    )
    stations = _load(sorted((assets / "stations").glob("*.toml")), Station, faults, _station_checker(personas, tasks))
    return Library(personas, stations, tasks, barriers, tuple(faults))


def load_questions(assets_dir: Path | None = None) -> QuestionSet:
    """The questions to a visitor; without them there is no lab, so a fault is raised."""
    return read_value((assets_dir or places.assets_dir()) / "questions" / "questions.toml", QuestionSet)


def read_persona(path: Path) -> Persona:
    """One persona file, fully checked; raises FileFaults with all its faults."""
    library = load_library()
    persona = read_value(path, Persona)
    found = list(_persona_checker(library.barriers, places.assets_dir())(path, persona))
    if found:
        raise FileFaults(path, found)
    return persona


Checker = Callable[[Path, Item], Iterable[Fault]]


def _load(paths: Iterable[Path], model: type[Item], faults: list[LabError], check: Checker[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for path in paths:
        try:
            item = read_value(path, model)
            wrong = list(check(path, item))
            if item.id in found:
                wrong.append(Fault("id", f"'{item.id}' is taken by another file"))
            if wrong:
                raise FileFaults(path, wrong)
            found[item.id] = item
        except LabError as error:
            faults.append(error)
    return found


def _barrier_faults(path: Path, barrier: Barrier) -> Iterable[Fault]:
    if barrier.id != path.parent.name:
        yield Fault("id", f"must be the folder's name, '{path.parent.name}'")
    if not (path.parent / "barrier.js").is_file() and not (path.parent / "barrier.css").is_file():
        yield Fault("the folder", "has neither barrier.js nor barrier.css")


def _task_checker(barriers: dict[str, Barrier]) -> Checker[Task]:
    def check(path: Path, task: Task) -> Iterable[Fault]:
        if task.id != path.parent.name:
            yield Fault("id", f"must be the folder's name, '{path.parent.name}'")
        for index, page in enumerate(task.pages):
            if not (path.parent / f"{page}.html").is_file():
                yield Fault(f"pages.{index}", f"there is no {page}.html in the folder")
        yield from _unknown("barriers", task.barriers, barriers, "barrier")
        questions = {question.id for question in task.questions}
        for version in ("a", "b"):
            if version not in task.cards:
                yield Fault(f"cards.{version}", "is missing: both parallel versions are needed")
        for version, lines in task.cards.items():
            yield from _unknown(f"cards.{version}", [line.field for line in lines], questions, "question")

    return check


def _persona_checker(barriers: dict[str, Barrier], assets: Path) -> Checker[Persona]:
    def check(path: Path, persona: Persona) -> Iterable[Fault]:
        if not (assets / "portraits" / persona.look.portrait).is_file():
            yield Fault("look.portrait", f"there is no {persona.look.portrait} in assets/portraits")
        for run_name, plan in (("barrier", persona.barrier), ("helped", persona.helped)):
            yield from _unknown(f"{run_name}.barriers", plan.barriers, barriers, "barrier")
        for part_name, part in (("tutor", persona.tutor), ("barrier", persona.barrier), ("helped", persona.helped)):
            for list_name, specs in (("simulations", part.simulations), ("helps", part.helps)):
                for index, spec in enumerate(specs):
                    yield from spec_faults(f"{part_name}.{list_name}.{index}", spec)
        if persona.helped.barriers:
            yield Fault("helped.barriers", "must be empty: the visit ends on the form that works")

    return check


def _station_checker(personas: dict[str, Persona], tasks: dict[str, Task]) -> Checker[Station]:
    def check(path: Path, station: Station) -> Iterable[Fault]:
        yield from _unknown("personas", station.personas, personas, "persona")
        yield from _unknown("task", [station.task], tasks, "task")
        for index, group in enumerate(station.together):
            yield from _unknown(f"together.{index}", group, station.personas, "persona of this station")

    return check


def _unknown(where: str, wanted: Iterable[str], known: Iterable[str], what: str) -> Iterable[Fault]:
    names = list(known)
    for index, name in enumerate(wanted):
        if name not in names:
            yield Fault(f"{where}.{index}", f"there is no {what} '{name}'{nearest(name, names)}")


def _pick(found: dict[str, Item], item_id: str, what: str) -> Item:
    if item_id in found:
        return found[item_id]
    known = ", ".join(found) or "none"
    raise InputError(f"There is no {what} '{item_id}'{nearest(item_id, found)}.", f"There are: {known}.")
