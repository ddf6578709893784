"""How long people were in each field of the forms: the middle of each persona's people, with barriers and built well.

No number of people is told. A middle is told only of personas that may be told apart, and only where at least k of
their people were in the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from empathylab.domain.summary import FieldTime
from empathylab.domain.words import how_much
from empathylab.measures.axes import nice_axis
from empathylab.measures.field_times import FieldMedian, field_medians
from empathylab.reports.model import Chart, DataTable, Section
from empathylab.reports.plots import TwoRuns, two_runs_chart
from empathylab.reports.sharing import Shareable

CAPTION = "Time in each field, half took at most"
_HEADER = ("Field", "Persona", "With barriers", "Built well")
_NOT_TOLD = "not shown"
_NOTE = "All visits to a field are added up, also of people who gave up later. Half of them took at most this long."


def fields_section(times: Iterable[FieldTime], data: Shareable) -> tuple[Section, ...]:
    """A chart for each form; nothing where no field may be told of.

    Nor of several events or stations: that enough were in a field would tell of people hidden in each one's report.
    """
    if len(data.parts) > 1:
        return ()
    told = [each for each in field_medians(times, data.k) if each.persona in data.groups]
    forms = list(dict.fromkeys(each.task for each in told))
    charts = tuple(_chart(data, form, [each for each in told if each.task == form], len(forms) > 1) for form in forms)
    return (Section("fields", "How long each field took", (_NOTE,), charts=charts),) if charts else ()


def _chart(data: Shareable, form: str, told: Sequence[FieldMedian], is_one_of_several: bool) -> Chart:
    fields = sorted({each.field for each in told}, key=lambda field: data.names.place_of_field(form, field))
    by_field = [(field, [each for each in told if each.field == field]) for field in fields]
    names = {field: data.names.field(form, field) for field in fields}
    longest = max(max(each.with_barriers or 0, each.built_well or 0) for each in told)
    lines = [(names[field], [_line(data, each) for each in middles]) for field, middles in by_field]
    rows = tuple(_row(data, names[field], each) for field, middles in by_field for each in middles)
    caption = f"{data.names.task(form)}: {CAPTION[0].lower()}{CAPTION[1:]}" if is_one_of_several else CAPTION
    words = f"{caption}. {' '.join(_longest_words(data, names, told))}"
    return Chart(two_runs_chart(lines, nice_axis(longest), "seconds"), words, DataTable(caption, _HEADER, rows))


def _line(data: Shareable, middle: FieldMedian) -> TwoRuns:
    look = data.names.line(middle.persona)
    return TwoRuns(data.names.persona(middle.persona), look, middle.with_barriers, middle.built_well)


def _row(data: Shareable, name: str, middle: FieldMedian) -> tuple[str, ...]:
    seconds = (middle.with_barriers, middle.built_well)
    told = (_NOT_TOLD if each is None else how_much(each, "second") for each in seconds)
    return (name, data.names.persona(middle.persona), *told)


def _longest_words(data: Shareable, names: Mapping[str, str], told: Sequence[FieldMedian]) -> Iterator[str]:
    """Where each persona's people were longest with barriers; the table has the rest."""
    for persona in dict.fromkeys(each.persona for each in told):
        of_persona = [each for each in told if each.persona == persona and each.with_barriers is not None]
        if of_persona:
            most = max(of_persona, key=lambda each: each.with_barriers or 0)
            built_well = "" if most.built_well is None else f", and built well {most.built_well:g}"
            yield (
                f"{data.names.persona(persona)}, with barriers, was longest in “{names[most.field]}”: "
                f"{how_much(most.with_barriers or 0, 'second')}{built_well}."
            )
