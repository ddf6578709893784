"""Visits at several machines are told apart by the names that facilitators gave."""

from __future__ import annotations

import random
from pathlib import Path

from empathylab.bench import synthetic_visits
from empathylab.files.setup import LiveSetUp
from empathylab.storage import open_store


def test_each_station_has_a_summary_of_its_own_and_they_add_up(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    chance = random.Random(1)
    for name, visits in (("Town hall", 3), ("Library desk", 2)):
        for _ in range(visits):
            synthetic_visits.visit(store, chance, facts=20, station_name=name)
    store.commit()
    event = synthetic_visits.EVENT
    assert store.stations(event) == ("Library desk", "Town hall")
    assert store.summary_at("Town hall", event).counts.people == 3
    assert [part.counts.people for part in store.parts(event)] == [2, 3]
    assert {run.station_name for run in store.runs()} == {"Library desk", "Town hall"}
    store.close()


def test_a_machine_that_nobody_named_is_given_a_name_that_stays(tmp_path: Path) -> None:
    setup = LiveSetUp(tmp_path)
    setup.name_station()
    assert setup.settings.station_name.startswith("Laptop ")
    again = LiveSetUp(tmp_path)
    again.name_station()
    assert again.settings.station_name == setup.settings.station_name
