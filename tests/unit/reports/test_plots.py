"""Plots of fields and of events: small groups have no place in them, and colour is never needed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from empathylab.bench import synthetic_visits
from empathylab.domain.session import RunKind
from empathylab.domain.summary import FieldTime
from empathylab.files.library import load_library
from empathylab.measures.axes import nice_axis
from empathylab.measures.field_times import FieldMedian, count_field_times, field_medians
from empathylab.reports.assemble import assemble
from empathylab.reports.exporting import export
from empathylab.reports.names import library_names
from empathylab.reports.pictures import FOLDER, charts_of
from empathylab.reports.plots import SharePart, TwoRuns, shares_over_events, two_runs_chart
from empathylab.storage import Store, open_store

BOTH = (RunKind.BARRIER, RunKind.HELPED)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("records"))
    for number, (name, day) in enumerate((("Spring day", date(2026, 3, 2)), ("Autumn fair", date(2026, 9, 12)))):
        store.begin_event(replace(synthetic_visits.settings(name), held_on=day))
        list(synthetic_visits.visits(store, 20, seed=number, event=name, facts=60))
    yield store
    store.close()


def test_nothing_is_told_of_a_field_that_few_of_a_persona_were_in() -> None:
    times = [
        FieldTime("form", "name", "claudia", run, seconds, people)
        for run, seconds, people in ((BOTH[0], 20.0, 3), (BOTH[0], 30.0, 2), (BOTH[1], 9.0, 4))
    ]
    assert field_medians(times, k=5) == (FieldMedian("form", "name", "claudia", 20.0, None),)
    assert field_medians(times, k=6) == ()


def test_runs_are_counted_by_field_and_second() -> None:
    runs = [("claudia", "form", BOTH[0], {"name": seconds}) for seconds in (9.6, 10.4, 22.0)]
    assert set(count_field_times(runs)) == {
        FieldTime("form", "name", "claudia", BOTH[0], 10.0, 2),
        FieldTime("form", "name", "claudia", BOTH[0], 22.0, 1),
    }


def test_the_records_tell_the_same_as_their_runs(records: Store) -> None:
    runs = [
        (run.persona, run.task, run.run, json.loads(run.score).get("field_seconds", {}))
        for run in records.runs("Spring day")
        if run.run in BOTH
    ]
    assert set(records.field_times("Spring day")) == set(count_field_times(runs))
    assert sum(each.people for each in records.field_times()) > sum(each.people for each in count_field_times(runs))


def test_fields_are_called_as_the_form_asks_and_stand_in_its_order() -> None:
    names = library_names()
    assert names.field("missed-bin", "full-name") == "Full name"
    assert names.field("missed-bin", "missed-on-month") == "When was it missed? (month)"
    assert names.field("missed-bin", "some-link") == "Some link"
    asked = [each.id for each in load_library().tasks["missed-bin"].questions]  # type: ignore[attr-defined]
    assert sorted(asked, key=lambda field: names.place_of_field("missed-bin", field)) == asked


def test_a_report_has_each_fields_time_and_each_events_barriers(records: Store) -> None:
    report = assemble(records, None, library_names())
    charts = {chart.table.caption: chart for _name, chart in charts_of(report)}
    assert not any("field, half took" in caption for caption in charts), "it would tell of who is hidden in one event"
    of_one = [chart for _name, chart in charts_of(assemble(records, "Spring day", library_names()))]
    (fields,) = [chart for chart in of_one if chart.table.caption == "Time in each field, half took at most"]
    assert {row[1] for row in fields.table.rows} <= {"Ashleigh", "Christopher", "Claudia"}
    assert "with barriers, was longest in" in fields.words
    barriers = charts["Who met each barrier, event by event"]
    assert barriers.table.header == ("Barrier", "Spring day", "Autumn fair")
    assert any("at least" in cell for row in barriers.table.rows for cell in row)


def test_runs_differ_by_their_marker_and_personas_by_theirs() -> None:
    line = library_names().line
    lines = [TwoRuns(name, line(name), 20, 9) for name in ("claudia", "christopher")]
    drawn = two_runs_chart([("Full name", lines)], nice_axis(20), "seconds")
    in_one_colour = drawn.replace(line("claudia").colour, "#000").replace(line("christopher").colour, "#000")
    markers = {each.split("points")[0] + each[-60:] for each in in_one_colour.split("<") if "stroke-width=" in each}
    assert len(markers) >= 4
    empty = shares_over_events(["A", "B"], [("Barrier", [SharePart(0.5, "at least 5 of at least 10"), None])])
    assert "not shown" in empty


def test_each_chart_leaves_as_png_and_svg_with_its_words(records: Store, tmp_path: Path) -> None:
    written = export(records, tmp_path, ["pictures"], "Spring day")
    names = [name for name, _chart in charts_of(assemble(records, "Spring day", library_names()))]
    expected = {f"{name}.{ending}" for name in names for ending in ("svg", "png")} | {"words.txt"}
    assert {path.name for path in written} == expected
    assert {path.parent for path in written} == {tmp_path / FOLDER}
    with Image.open(tmp_path / FOLDER / "fields.png") as picture:
        assert picture.width > 1600
    words = (tmp_path / FOLDER / "words.txt").read_text(encoding="utf-8")
    assert "Field\tPersona\tWith barriers\tBuilt well" in words
