"""What a station offers its visitors: the personas and the form that can be used."""

from __future__ import annotations

from typing import Final

from empathylab.domain.errors import FileFaults, InputError, LabError
from empathylab.domain.station import Station, at_one_desk
from empathylab.files.library import Library
from empathylab.files.settings import Settings

#: What a facilitator may choose in place of what a station's file says; the settings call it by the same names.
CHOSEN: Final = ("task", "questions", "warm_up", "paper", "walls", "contact", "visits", "follow_up", "spotting")


def own_station(library: Library, settings: Settings, named: str = "") -> Station:
    """As its file has it: the station of this name; without one those that are ticked, at one desk.

    InputError where it is not there.
    """
    return library.station(named) if named else at_one_desk(library.stations_of(settings.stations))


def asked_station(library: Library, settings: Settings, named: str = "") -> Station:
    """The same as the facilitator wants it: another form, more questions, paper or not."""
    chosen = {name: getattr(settings, name) for name in CHOSEN}
    asked = {name: value for name, value in chosen.items() if value is not None}
    if "task" in asked:
        asked["forms"] = {}
    return own_station(library, settings, named).model_copy(update=asked)


def offered_station(library: Library, settings: Settings, named: str = "") -> Station:
    """The station with the personas that are there and that the facilitator left on, and a form that can be used.

    InputError where no persona or no form is left.
    """
    station = asked_station(library, settings, named)
    offered = tuple(each for each in station.personas if each in library.personas and each not in settings.personas_off)
    if not offered:
        left_out = "".join(f" {fault}" for fault in library.faults)
        raise InputError(
            f"The station '{station.id}' has no persona to offer.{left_out}",
            "Switch one on in the facilitator's set-up, or correct the file.",
        )
    together = tuple(group for group in station.together if set(group) <= set(offered))
    task = _usable_task(library, station)
    forms = {who: form for who, form in station.forms.items() if form in library.tasks}
    return station.model_copy(update={"personas": offered, "together": together, "task": task, "forms": forms})


def problems_of(library: Library, settings: Settings, named: str = "") -> tuple[LabError, ...]:
    """What is wrong with the data files, and last which form visitors get meanwhile where it is another one."""
    wanted = asked_station(library, settings, named).task
    offered = offered_station(library, settings, named).task
    if wanted == offered:
        return library.faults
    faults = [each for each in library.faults if isinstance(each, FileFaults)]
    gone = f"There is no form '{wanted}' any more."
    why = next((str(each) for each in faults if each.path.parent.name == wanted), gone)
    return (*library.faults, InputError(why, f"Until then visitors get “{library.tasks[offered].title}”."))


def _usable_task(library: Library, station: Station) -> str:
    """The station's form, or another that can be used in its place; raises InputError when there is none."""
    if station.task in library.tasks:
        return station.task
    other = next(iter(library.tasks), None)
    return library.task(station.task).id if other is None else other
