"""Everything the lab can offer, read once: whatever has a fault is left out and said, the rest works."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from empathylab.domain.errors import Fault, FileFaults, InputError, LabError
from empathylab.domain.persona import Persona, to_spec
from empathylab.domain.questions import QuestionSet
from empathylab.domain.service import Service
from empathylab.domain.spec import Spec
from empathylab.domain.station import Station
from empathylab.domain.task import Barrier, Form, Task
from empathylab.domain.words import nearest
from empathylab.features import FEATURES
from empathylab.files import places
from empathylab.files.service_files import is_service, located, service_faults
from empathylab.files.toml import read_table, read_value, value_of

Table = Mapping[str, Any]
Item = TypeVar("Item", Persona, Station, Form, Service, Barrier, Task)


#: What a machine offers until a facilitator ticks others.
USUAL_STATION = "all"


@dataclass(frozen=True, slots=True)
class Library:
    """All that was found, by id, and the faults of what was left out."""

    personas: dict[str, Persona] = field(default_factory=dict)
    stations: dict[str, Station] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    barriers: dict[str, Barrier] = field(default_factory=dict)
    faults: tuple[LabError, ...] = ()

    def persona(self, persona_id: str) -> Persona:
        return _pick(self.personas, persona_id, "persona", self.faults)

    def station(self, station_id: str) -> Station:
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

    def form(self, task_id: str) -> Form:
        return _pick(self.forms, task_id, "form", self.faults)

    def task(self, task_id: str) -> Task:
        return _pick(self.tasks, task_id, "task", self.faults)


def load_library(personas_dir: Path | None = None, assets_dir: Path | None = None) -> Library:
    """Read every data file; never raises for a single bad file."""
    assets = assets_dir or places.assets_dir()
    faults: list[LabError] = []
    barriers = _load(sorted((assets / "barriers").glob("*/barrier.toml")), Barrier, faults, _barrier_faults)
    task_files = sorted((assets / "tasks").glob("*/task.toml"))
    tasks = _load_tasks(task_files, barriers, faults)
    persona_files = sorted((personas_dir or places.personas_dir()).glob("*.toml"))
    personas = _load(
        persona_files,
        Persona,
        faults,
        _persona_checker(barriers, assets),
    )
    stations = _load(
        sorted((assets / "stations").glob("*.toml")),
        Station,
        faults,
        _station_checker(
            {*personas, *(path.stem for path in persona_files)}, {*tasks, *(path.parent.name for path in task_files)}
        ),
    )
    return Library(personas, stations, tasks, barriers, tuple(faults))


def load_questions(assets_dir: Path | None = None) -> QuestionSet:
    """The questions to a visitor; without them there is no lab, so a fault is raised."""
    return read_value((assets_dir or places.assets_dir()) / "questions" / "questions.toml", QuestionSet)


def read_persona(path: Path, beside: Iterable[Path] = ()) -> Persona:
    """One persona file, fully checked, also against those `beside` it; raises FileFaults with all its faults."""
    shipped = (other for other in places.personas_dir().glob("*.toml") if other.name != path.name)
    others = [*beside, *path.parent.glob("*.toml"), *shipped]
    check = _persona_checker(load_library().barriers, places.assets_dir())
    return _read(path, Persona, lambda path, table: [*check(path, table), *_taken_id(path, table, others)])


def _taken_id(path: Path, table: Table, others: Iterable[Path]) -> Iterable[Fault]:
    for other in others:
        if other.resolve() != path.resolve() and _id_in(other) == table.get("id", ""):
            yield Fault("id", f"'{table['id']}' is taken by {other}")
            return


def _id_in(path: Path) -> object:
    try:
        return read_table(path).get("id")
    except LabError:
        return None


#: Looks at a file's table, not at the finished value, so that it also speaks when the value cannot be made.
Checker = Callable[[Path, Table], Iterable[Fault]]


def _load(paths: Iterable[Path], model: type[Item], faults: list[LabError], check: Checker) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for path in paths:
        try:
            item = _read(path, model, check)
            if item.id in found:
                raise FileFaults(path, [Fault("id", f"'{item.id}' is taken by another file")])
            found[item.id] = item
        except LabError as error:
            faults.append(error)
    return found


def _read(path: Path, model: type[Item], check: Checker) -> Item:
    """One file with what pydantic and what the lab knows about it; raises FileFaults with both."""
    table = read_table(path)
    wrong: list[Fault] = []
    item: Item | None = None
    try:
        item = value_of(path, table, model)
    except FileFaults as error:
        wrong.extend(error.faults)
    wrong.extend(check(path, table))
    if item is None or wrong:
        raise FileFaults(path, wrong)
    return item


def _load_tasks(files: Sequence[Path], barriers: Iterable[str], faults: list[LabError]) -> dict[str, Task]:
    service_files = [path for path in files if is_service(path)]
    forms = _load((path for path in files if path not in service_files), Form, faults, _form_checker(barriers))
    services = _load(service_files, Service, faults, service_faults)
    folders = {path.parent.name: path.parent for path in service_files}
    return {**forms, **{task.id: located(task, folders[task.id]) for task in services.values()}}


def _barrier_faults(path: Path, table: Table) -> Iterable[Fault]:
    yield from _folder_faults(path, table)
    yield from _unknown("wcag", _words(table.get("wcag")), _criteria(path.parents[2]), "success criterion")
    if not (path.parent / "barrier.js").is_file():
        yield Fault("the folder", "has no barrier.js, which is what a form wears")


def _criteria(assets: Path) -> Iterable[str]:
    """Written as W3C writes them, so that whoever looks one up finds it."""
    return [f"{each['number']} {each['name']}" for each in read_table(assets / "wcag.toml")["criteria"]]


def _folder_faults(path: Path, table: Table) -> Iterable[Fault]:
    if table.get("id") != path.parent.name:
        yield Fault("id", f"must be the folder's name, '{path.parent.name}'")


def _holds(folder: Path, name: str) -> bool:
    """Looked up among the names there are, so that no name can lead out of the folder."""
    return any(path.name == name for path in folder.iterdir())


def _form_checker(barriers: Iterable[str]) -> Checker:
    def check(path: Path, table: Table) -> Iterable[Fault]:
        yield from _folder_faults(path, table)
        for index, page in enumerate(_words(table.get("pages"))):
            if not _holds(path.parent, f"{page}.html"):
                yield Fault(f"pages.{index}", f"there is no {page}.html in the folder")
        yield from _unknown("barriers", _words(table.get("barriers")), barriers, "barrier")
        questions = [str(question.get("id")) for question in _tables(table.get("questions"))]
        cards = table.get("cards")
        for version in ("a", "b"):
            lines = _tables(cards.get(version)) if isinstance(cards, dict) else []
            if not lines:
                yield Fault(f"cards.{version}", "is missing: both parallel versions are needed")
            yield from _unknown(f"cards.{version}", [str(line.get("field")) for line in lines], questions, "question")

    return check


def _persona_checker(barriers: Mapping[str, Barrier], assets: Path) -> Checker:
    def check(path: Path, table: Table) -> Iterable[Fault]:
        look = table.get("look")
        portrait = look.get("portrait") if isinstance(look, dict) else None
        if isinstance(portrait, str) and not _holds(assets / "portraits", portrait):
            yield Fault("look.portrait", f"there is no {portrait} in assets/portraits")
        tutor = table.get("tutor")
        page = tutor.get("page") if isinstance(tutor, dict) else None
        if isinstance(page, str) and not _holds(assets / "tutor", f"{page}.html"):
            yield Fault("tutor.page", f"there is no {page}.html in assets/tutor")
        for name in ("tutor", "barrier", "helped"):
            part = table.get(name)
            if isinstance(part, dict):
                yield from _plan_faults(name, part, barriers)

    return check


def _plan_faults(name: str, part: Table, barriers: Mapping[str, Barrier]) -> Iterable[Fault]:
    """Of the tutor or one of the runs: barriers that are unknown or cannot be worn so, simulations and helps."""
    worn = _words(part.get("barriers"))
    yield from _unknown(f"{name}.barriers", worn, barriers, "barrier")
    yield from _clashes(f"{name}.barriers", worn, barriers)
    if name == "helped" and worn:
        yield Fault("helped.barriers", "must be empty: the visit ends on the form that works")
    for list_name in ("simulations", "helps"):
        for index, row in enumerate(_tables(part.get(list_name))):
            spec = to_spec(row)
            if isinstance(spec, Spec):
                yield from _spec_faults(f"{name}.{list_name}.{index}", spec, list_name)
            else:
                yield Fault(f"{name}.{list_name}.{index}.kind", "is missing")


def _spec_faults(where: str, spec: Spec, list_name: str) -> Iterable[Fault]:
    """What is wrong with it, and whether it stands in the wrong list, where it would do nothing."""
    yield from FEATURES.check(spec, where)
    if spec.kind in FEATURES:
        right = "helps" if FEATURES.of(spec.kind).group.is_help else "simulations"
        if list_name != right:
            yield Fault(f"{where}.kind", f"'{spec.kind}' belongs to {right}")


def _clashes(where: str, worn: Sequence[str], barriers: Mapping[str, Barrier]) -> Iterable[Fault]:
    for index, each in enumerate(worn):
        if each in worn[:index]:
            yield Fault(f"{where}.{index}", f"'{each}' is there twice")
        for other in barriers[each].excludes if each in barriers else ():
            if other in worn:
                yield Fault(where, f"'{each}' and '{other}' cannot be worn together")


def _station_checker(personas: Iterable[str], tasks: Iterable[str]) -> Checker:
    """Both count those left out for a fault of their own as well: their station goes on without them."""

    def check(path: Path, table: Table) -> Iterable[Fault]:
        offered = _words(table.get("personas"))
        yield from _unknown("personas", offered, personas, "persona")
        yield from _unknown("task", [str(table.get("task", Station.model_fields["task"].default))], tasks, "task")
        groups = table.get("together")
        for index, group in enumerate(groups if isinstance(groups, list) else []):
            yield from _unknown(f"together.{index}", _words(group), offered, "persona of this station")

    return check


def _words(value: object) -> list[str]:
    """The texts of a list, nothing of anything else: what else is wrong pydantic says."""
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _tables(value: object) -> list[Table]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _unknown(where: str, wanted: Iterable[str], known: Iterable[str], what: str) -> Iterable[Fault]:
    names = list(known)
    for index, name in enumerate(wanted):
        if name not in names:
            yield Fault(f"{where}.{index}", f"there is no {what} '{name}'{nearest(name, names)}")


def _pick(found: Mapping[str, Item], item_id: str, what: str, faults: Sequence[LabError]) -> Item:
    """The item, or an error that names the nearest one, and every fault that may have left it out."""
    if item_id in found:
        return found[item_id]
    left_out = "".join(f" {fault}" for fault in faults)
    known = ", ".join(found) or "none"
    raise InputError(f"There is no {what} '{item_id}'{nearest(item_id, found)}.{left_out}", f"There are: {known}.")
