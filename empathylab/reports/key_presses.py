"""How many keys each persona's people pressed until a field had the focus: their middles, with barriers and built well.

Nobody completes a form without coming to a field, so a line for each person who did would say how many completed both
forms at most. A middle is told where k people or more came so far in both.
"""

from __future__ import annotations

from empathylab.domain.summary import PersonaPairs, Scale
from empathylab.measures.axes import nice_axis
from empathylab.measures.medians import weighted_median
from empathylab.reports.model import Chart, DataTable
from empathylab.reports.plots import TwoRuns, two_runs_chart
from empathylab.reports.sharing import Shareable

_CAPTION = "Key presses to the first field, half needed at most"
_HEADER = ("Persona", "With barriers", "Built well")


def keys_charts(data: Shareable) -> tuple[Chart, ...]:
    """A line for each persona of whom enough came to a field; nothing where of all together it is not told."""
    pairs = data.pairs(Scale.FIRST_FIELD_KEYS)
    if not (pairs and data.answered(Scale.FIRST_FIELD_KEYS).is_counted):
        return ()
    lines = [_line(data, each) for each in pairs]
    rows = tuple((line.name, f"{line.before:g}", f"{line.after:g}") for line in lines)
    words = " ".join(f"{name}: {before} with barriers, {after} built well." for name, before, after in rows)
    axis = nice_axis(max(max(line.before or 0, line.after or 0) for line in lines))
    drawing = two_runs_chart([("To the first field", lines)], axis, "key presses")
    return (Chart(drawing, f"{_CAPTION}. {words}", DataTable(_CAPTION, _HEADER, rows)),)


def _line(data: Shareable, of: PersonaPairs) -> TwoRuns:
    before = weighted_median((pair.before, pair.people) for pair in of.pairs)
    after = weighted_median((pair.after, pair.people) for pair in of.pairs)
    return TwoRuns(data.names.persona(of.persona), data.names.line(of.persona), before, after)
