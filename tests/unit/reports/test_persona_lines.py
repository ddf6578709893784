"""A persona's people look the same in every chart: alone, beside others, at one station, in several events together."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from empathylab.domain.look import UNKNOWN_COLOUR, LineLook, line_look
from empathylab.domain.summary import Counts, PairCount, PersonaPairs, Scale, Summary
from empathylab.files.library import load_library
from empathylab.measures.axes import nice_axis
from empathylab.reports import findings
from empathylab.reports.charts import Slopes, slope_chart
from empathylab.reports.names import library_names
from empathylab.reports.sharing import Shareable

LOOKS = {persona.id: persona.look for persona in load_library().personas.values()}
WORN = (*LOOKS, "christopher+claudia", "claudia+christopher")


@pytest.mark.parametrize(("one", "other"), list(combinations(WORN, 2)))
def test_no_two_personas_are_drawn_alike_even_without_colour(one: str, other: str) -> None:
    first, second = line_look(one, LOOKS), line_look(other, LOOKS)
    assert (first.dash, first.marker) != (second.dash, second.marker)


def test_a_persona_that_no_file_describes_has_a_line_too() -> None:
    assert line_look("somebody-elsewhere", LOOKS).colour == UNKNOWN_COLOUR
    assert line_look("somebody-elsewhere", LOOKS) == line_look("somebody-elsewhere", {})


@pytest.mark.parametrize("personas", [("claudia",), ("ashleigh", "claudia"), ("christopher", "claudia"), tuple(LOOKS)])
def test_whoever_else_is_in_a_report_a_persona_is_drawn_as_on_the_screen(personas: tuple[str, ...]) -> None:
    pairs = tuple(PersonaPairs(persona, (PairCount(2, 6, 6),)) for persona in personas)
    people = tuple((persona, 6) for persona in personas)
    summary = Summary("", Counts(people=6 * len(personas)), personas=people, pairs={Scale.EASE: pairs})
    (chart,) = findings.ease_section(Shareable(summary, 5, library_names(), (summary,))).charts
    assert _drawn(line_look("claudia", LOOKS)) in chart.svg
    found = set(re.findall(r'stroke="(#\w+)" stroke-width="2.5"', chart.svg))
    assert found == {LOOKS[persona].colour for persona in personas}


def test_seven_personas_stand_in_rows_so_that_what_is_written_below_them_keeps_apart() -> None:
    look, sides = line_look("claudia", LOOKS), ("with barriers", "built well")
    panels = [Slopes(f"Persona {number}", look, ((2, 6, 6),)) for number in range(7)]
    drawn = slope_chart(panels, nice_axis(7), sides)
    rows = re.findall(r'y="([\d.]+)"[^>]*>with barriers<', drawn)
    assert [rows.count(row) for row in dict.fromkeys(rows)] == [3, 3, 1]


def _drawn(look: LineLook) -> str:
    dash = " ".join(f"{part * 2.5:g}" for part in look.dash)
    return f'stroke="{look.colour}" stroke-width="2.5" stroke-dasharray="{dash}"'
