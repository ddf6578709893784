"""Which people a machine offers: those of the stations that are ticked."""

from __future__ import annotations

from empathylab.domain.station import at_one_desk
from empathylab.files.library import load_library

LIBRARY = load_library()


def test_without_a_tick_everybody_is_offered() -> None:
    assert at_one_desk(LIBRARY.stations_of(())).id == "all"
    assert at_one_desk(LIBRARY.stations_of(("no-longer-there",))).id == "all"


def test_one_station_is_as_its_file_says() -> None:
    assert at_one_desk(LIBRARY.stations_of(("station-2",))) == LIBRARY.station("station-2")


def test_of_several_stations_everybody_is_offered_at_one_desk() -> None:
    desk = at_one_desk(LIBRARY.stations_of(("station-2", "station-1-paper")))
    assert desk.id == "station-1-paper+station-2"
    assert desk.personas == ("christopher", "claudia", "ashleigh")
    assert desk.together == (("christopher", "claudia"),)
    assert desk.paper
    assert desk.task == "missed-bin-short"


def test_whose_story_needs_a_film_has_the_form_with_the_film_at_every_desk() -> None:
    for desk in (
        LIBRARY.station("all"),
        at_one_desk([LIBRARY.station("station-2"), LIBRARY.station("station-4")]),
        at_one_desk([LIBRARY.station("station-4"), LIBRARY.station("station-2")]),
    ):
        assert [desk.task_of(who) for who in ("saleem", "ron")] == ["parking-permit-short"] * 2
        assert desk.task_of("ashleigh") == "missed-bin-short"
