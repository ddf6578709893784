"""Which station, personas and form a desk offers under its settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from empathylab.domain.errors import Fault, FileFaults, InputError
from empathylab.files.library import Library, load_library
from empathylab.files.offered import offered_station, problems_of
from empathylab.files.settings import Settings


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def without(library: Library, *, persona: str = "", task: str = "", fault: FileFaults | None = None) -> Library:
    """As it is read when these files have faults."""
    personas = {name: each for name, each in library.personas.items() if name != persona}
    tasks = {name: each for name, each in library.tasks.items() if name != task}
    return replace(library, personas=personas, tasks=tasks, faults=(fault,) if fault else ())


def test_a_station_named_goes_before_those_that_are_ticked(library: Library) -> None:
    ticked = Settings(stations=("station-2",))
    assert offered_station(library, ticked).id == "station-2"
    assert offered_station(library, ticked, "station-1").id == "station-1"


def test_who_is_switched_off_or_left_out_is_not_offered_alone_nor_together(library: Library) -> None:
    everybody = offered_station(library, Settings())
    assert {"christopher", "claudia"} <= set(everybody.personas)
    assert any("christopher" in group for group in everybody.together)
    off = Settings(personas_off=("christopher",))
    for station in (
        offered_station(library, off),
        offered_station(without(library, persona="christopher"), Settings()),
    ):
        assert "christopher" not in station.personas
        assert not any("christopher" in group for group in station.together)


def test_a_station_without_anybody_is_refused_with_what_left_them_out(library: Library) -> None:
    off = Settings(personas_off=tuple(library.personas))
    fault = FileFaults(Path("personas/dora.toml"), [Fault("age", "is missing")])
    with pytest.raises(InputError, match=r"has no persona to offer\. dora\.toml cannot be used: age: is missing"):
        offered_station(without(library, fault=fault), off)


def test_another_form_takes_the_place_of_one_with_a_fault_and_that_is_told_last(library: Library) -> None:
    wanted = offered_station(library, Settings()).task
    assert problems_of(library, Settings()) == library.faults
    fault = FileFaults(Path("assets/tasks") / wanted / "task.toml", [Fault("title", "is missing")])
    broken = without(library, task=wanted, fault=fault)
    instead = offered_station(broken, Settings()).task
    assert instead != wanted
    first, last = problems_of(broken, Settings())
    assert first is fault
    assert "title: is missing" in str(last)
    assert library.tasks[instead].title in last.what_to_do


def test_with_no_form_at_all_there_is_no_station(library: Library) -> None:
    with pytest.raises(InputError, match="There is no task"):
        offered_station(replace(library, tasks={}), Settings())


def test_a_form_that_was_chosen_is_everybodys(library: Library) -> None:
    assert offered_station(library, Settings()).task_of("saleem") == "parking-permit-short"
    assert offered_station(library, Settings(task="missed-bin")).task_of("saleem") == "missed-bin"
    gone = without(library, task="parking-permit-short")
    assert offered_station(gone, Settings()).task_of("saleem") == "missed-bin-short"
