"""What stands on the tables of a room: of each station what its personas use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from empathylab.domain.feature import Group, wears
from empathylab.domain.kit import RoomPlan
from empathylab.domain.persona import Persona
from empathylab.domain.station import Station
from empathylab.features import FEATURES
from empathylab.files.library import Library
from empathylab.helps import ReadAloud
from empathylab.motor import PointerBlock
from empathylab.reader.screen_reader import ScreenReader


def on_tables(stations: Sequence[Station], library: Library, words: RoomPlan) -> tuple[str, ...]:
    """A line for each station, such as "Station 2: listening – laptop, keyboard, no mouse, headphones."."""
    return tuple(f"{station.name} – {', '.join(_things(_people(station, library), words))}." for station in stations)


def _people(station: Station, library: Library) -> list[Persona]:
    return [library.personas[each] for each in station.personas if each in library.personas]


def _things(people: Sequence[Persona], words: RoomPlan) -> Iterator[str]:
    yield words.laptop
    yield words.mouse if any(map(_uses_mouse, people)) else words.no_mouse
    if any(map(_listens, people)):
        yield words.headphones


def _uses_mouse(persona: Persona) -> bool:
    """Who sees the page, and whose hands allow it."""
    worn = persona.barrier.simulations
    return not wears(worn, PointerBlock) and not wears(worn, ScreenReader)


def _listens(persona: Persona) -> bool:
    """Whether something is heard: a reader, a film as it is heard, or the page read aloud."""
    hears = FEATURES.groups(persona.barrier.simulations) & {Group.READER, Group.HEARING}
    return bool(hears) or wears(persona.helped.helps, ReadAloud)
