"""What the report shows of what happened: how the runs ended, the barriers met, the zoom read with; no person is drawn.

Numbers pass `measures.anonymity`, as in `findings`.
"""

from __future__ import annotations

from functools import partial

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Summary
from empathylab.measures.anonymity import NOT_SHOWN, Told
from empathylab.measures.outcomes import OUTCOMES, RUNS
from empathylab.measures.zoom_choices import ZoomChoice, zoom_choices
from empathylab.reports.charts import Bar, bar_chart, dot_chart
from empathylab.reports.model import Chart, DataTable, Section
from empathylab.reports.sharing import Shareable

_MOST_BARRIERS = 10
_COMPARED_RUNS = (RunKind.BARRIER, RunKind.HELPED)
_TOLD_APART = (Outcome.COMPLETED, Outcome.GAVE_UP)
_ENDINGS = ("completed", "gave up", "ended another way")


def endings_section(data: Shareable) -> Section:
    """Who completed the form, with barriers and built well."""
    told = {run: _endings(data, run) for run in _COMPARED_RUNS}
    if not any(people.is_counted for column in told.values() for people in column.values()):
        return Section("endings", "Who got to the end", ("Too few people to say how the runs ended.",))
    bars = [
        Bar(f"Completed, {RUNS[run]}", column["completed"].least, column["completed"].words, run is RunKind.BARRIER)
        for run, column in told.items()
    ]
    spoken = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    header = ("How it ended", *(RUNS[run].capitalize() for run in _COMPARED_RUNS))
    rows = tuple((name.capitalize(), *(column[name].words for column in told.values())) for name in _ENDINGS)
    table = DataTable("How the runs ended, people", header, rows)
    chart = Chart(bar_chart(bars, max(data.people.least, *(bar.value for bar in bars))), f"{spoken}.", table)
    sentences = tuple(filter(None, (completion_sentence(data),)))
    return Section("endings", "Who got to the end", sentences, charts=(chart,), tables=_completed_tables(data))


def completion_sentence(data: Shareable) -> str:
    """Such as: With barriers, at least 15 people completed the form; built well, at least 25 did."""
    barrier, helped = (_endings(data, run)["completed"] for run in _COMPARED_RUNS)
    if NOT_SHOWN in (barrier, helped):
        return ""
    return f"With barriers, {barrier} people completed the form; built well, {helped} did."


def _endings(data: Shareable, run: RunKind) -> dict[str, Told]:
    return data.tell_list({name: partial(_people_who, run=run, ending=name) for name in _ENDINGS})


def _people_who(part: Summary, run: RunKind, ending: str, persona: str | None = None) -> int:
    """How many ended a run so, of all people or of one persona."""
    return sum(
        count.people
        for count in part.outcomes
        if count.run is run and persona in (None, count.persona) and _ending(count.outcome) == ending
    )


def _ending(outcome: Outcome) -> str:
    return OUTCOMES[outcome].of_people if outcome in _TOLD_APART else _ENDINGS[-1]


def _completed_tables(data: Shareable) -> tuple[DataTable, ...]:
    """People who completed, by persona, for the personas that may be told apart."""
    columns = [
        data.tell_list({each: partial(_people_who, run=run, ending="completed", persona=each) for each in data.groups})
        for run in _COMPARED_RUNS
    ]
    rows = tuple((data.names.persona(each), *(column[each].words for column in columns)) for each in data.groups)
    header = ("Persona", "With barriers", "Built well")
    return (DataTable("People who completed the form", header, rows),) if rows else ()


def barriers_section(data: Shareable) -> Section:
    """What most people ran into."""
    told = barriers_told(data)
    if not told:
        return Section("barriers", "Barriers met most", (f"No barrier was met by {data.k} people or more.",))
    bars = [Bar(name, people.least, people.words) for name, people in told[:_MOST_BARRIERS]]
    rows = tuple((bar.label, bar.words) for bar in bars)
    table = DataTable("How many people met each barrier at least once", ("Barrier", "People"), rows)
    words = "People who met each barrier. " + "; ".join(f"{name}: {count}" for name, count in rows) + "."
    chart = Chart(bar_chart(bars, max(data.people.least, *(bar.value for bar in bars))), words, table)
    return Section("barriers", "Barriers met most", (), charts=(chart,))


def barriers_told(data: Shareable) -> list[tuple[str, Told]]:
    """Barriers that enough people met, by name, the most frequent first.

    One that only small groups can meet tells their size: it is left out where other groups are told apart.
    """
    groups = set(data.groups)
    may_be = [each.barrier for each in data.summary.barriers if not groups or groups & each.personas]
    told = {barrier: data.tell(partial(_people_met_by, barrier=barrier)) for barrier in may_be}
    return [(data.names.barrier(barrier), people) for barrier, people in told.items() if people.is_counted]


def _people_met_by(part: Summary, barrier: str) -> int:
    return sum(each.people for each in part.barriers if each.barrier == barrier)


def zoom_section(data: Shareable) -> Section:
    """Zoom that people read with longest beside what reading in comfort would need."""
    choices = [choice for persona in data.groups for choice in zoom_choices(data.summary, persona)]
    charts = tuple(_zoom_chart(data, choice) for choice in choices if choice.people >= data.k)
    if not charts:
        return Section("zoom", "How large people made the text", ("Too few people used zoom to show it.",))
    note = "Comfortable reading takes about twice the smallest size that can be read; the dashed lines are there."
    return Section("zoom", "How large people made the text", (note,), charts=charts)


def _zoom_chart(data: Shareable, choice: ZoomChoice) -> Chart:
    """A dot for each size that somebody read with; a dot for each person would tell how many got so far."""
    mark = (choice.comfort, f"comfort needs {choice.comfort_words}") if choice.comfort else None
    name = data.names.persona(choice.persona)
    words = f"{name}: people read at {choice.lowest:g} to {choice.highest:g} times, {choice.middle:g} in the middle"
    words += f"; comfortable reading would need {choice.comfort_words}." if choice.comfort else "."
    sizes = [size for size, _people in choice.chosen]
    table = DataTable("Sizes read with", ("Persona", "Zoom"), tuple((name, f"{size:g} times") for size in sizes))
    dots = dot_chart([(size, 1) for size in sizes], choice.axis, mark, data.names.line(choice.persona))
    return Chart(dots, words, table)
