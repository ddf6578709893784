"""Sections of the report on how the runs ended and the zoom read with; no person is drawn.

Numbers pass `measures.anonymity`, as in `findings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from empathylab.domain.session import RunKind
from empathylab.domain.words import how_much
from empathylab.measures.anonymity import NOT_SHOWN, DisclosedCount
from empathylab.measures.outcomes import RUNS
from empathylab.measures.zoom_choices import ZoomChoice, zoom_choices
from empathylab.reports.charts import Bar, bar_chart, dot_chart
from empathylab.reports.counting import ENDINGS, people_who_ended
from empathylab.reports.model import TOO_SMALL, Chart, DataTable, Section
from empathylab.reports.sharing import COMPARED_RUNS, Shareable

EVERYBODY = "everybody"
_COMPLETED = ENDINGS[0]


def endings_section(data: Shareable) -> Section:
    """Who completed the form, with barriers and built well."""
    told = {run: told_endings(data, run) for run in COMPARED_RUNS}
    if not any(people.is_counted for column in told.values() for people in column.values()):
        return Section("endings", "Who got to the end", (TOO_SMALL,))
    bars = [
        Bar(f"Completed, {RUNS[run]}", column[_COMPLETED].least, column[_COMPLETED].words, run is RunKind.BARRIER)
        for run, column in told.items()
    ]
    spoken = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    header = ("How it ended", *(RUNS[run].capitalize() for run in COMPARED_RUNS))
    rows = tuple((name.capitalize(), *(column[name].words for column in told.values())) for name in ENDINGS)
    table = DataTable("How the runs ended, people", header, rows)
    drawing = bar_chart(bars, max(data.people.least, *(bar.value for bar in bars)))
    chart = Chart(drawing, f"{spoken}.", table, bars=tuple(bars))
    sentences = tuple(filter(None, (sending_sentence(data),)))
    return Section("endings", "Who got to the end", sentences, charts=(chart,), tables=_completed_tables(data))


def told_endings(data: Shareable, run: RunKind) -> dict[str, DisclosedCount]:
    """How a run ended; where everybody sent the form, these are as many as did it, and no few less by rounding."""
    told, share = data.endings(run), sent(data, run)
    return told | {_COMPLETED: share.tried} if share and share.people == EVERYBODY else told


def sending_sentence(data: Shareable) -> str:
    """Such as: With barriers, at least 15 of at least 40 people could send the form; built well, everybody could."""
    barrier, helped = (sent(data, run) for run in COMPARED_RUNS)
    if barrier is None or helped is None:
        return ""
    as_many = barrier.tried == helped.tried
    return f"With barriers, {barrier} could send the form; built well, {helped.people if as_many else helped} could."


@dataclass(frozen=True, slots=True)
class SentShare:
    """Who could send the form, and of how many: "at least 15" or "everybody"."""

    people: str
    tried: DisclosedCount

    @property
    def of(self) -> str:
        """The number of people that `people` is a share of."""
        return f"({self.tried} people)" if self.people == EVERYBODY else f"of {self.tried} people"

    def __str__(self) -> str:
        return f"{self.people} {self.of}"


def sent(data: Shareable, run: RunKind) -> SentShare | None:
    """How many people sent the form in a run; None where too few are told of."""
    told, tried = data.endings(run)[_COMPLETED], data.tried(run)
    if told is NOT_SHOWN or not tried.is_counted:
        return None
    return SentShare(EVERYBODY if _is_everybody_told(data, run) else told.words, tried)


def _is_everybody_told(data: Shareable, run: RunKind) -> bool:
    """Not beside a persona of whom few sent it: that would tell how many did not do this run."""
    is_safe = all(each.is_counted for each in data.completed(run).values())
    return is_safe and data.is_everybody(partial(people_who_ended, run=run, ending=_COMPLETED), run)


def is_failing_told(data: Shareable) -> bool:
    """Does the report say of a group that did not send the form with barriers that it is large?

    Where each such group is told to be small, a number of people whom a barrier stopped would fill them.
    """
    told = data.endings(RunKind.BARRIER)
    return any(told[name].is_counted for name in ENDINGS[1:])


def _completed_tables(data: Shareable) -> tuple[DataTable, ...]:
    """People who completed, by persona, for the personas that may be told apart."""
    columns = [data.completed(run) for run in COMPARED_RUNS]
    rows = tuple((data.names.persona(each), *(column[each].words for column in columns)) for each in data.groups)
    header = ("Persona", "With barriers", "Built well")
    return (DataTable("People who completed the form", header, rows),) if rows else ()


def zoom_section(data: Shareable) -> Section:
    """Zoom that people read with longest beside what reading in comfort would need."""
    choices = [choice for persona in data.groups for choice in zoom_choices(data.summary, persona)]
    charts = tuple(_zoom_chart(data, choice) for choice in choices if choice.people >= data.k)
    if not charts:
        return Section("zoom", "How large people made the text", (TOO_SMALL,))
    note = "Comfortable reading takes about twice the smallest size that can be read; the dashed lines are there."
    return Section("zoom", "How large people made the text", (note,), charts=charts)


def _zoom_chart(data: Shareable, choice: ZoomChoice) -> Chart:
    """A dot for each size that somebody read with; a dot for each person would tell how many got so far."""
    mark = (choice.comfort, f"comfort needs {choice.comfort_words}") if choice.comfort else None
    name = data.names.persona(choice.persona)
    words = f"{name}: people read at {choice.chosen_words}"
    words += f"; comfortable reading would need {choice.comfort_words}." if choice.comfort else "."
    sizes = [size for size, _people in choice.chosen]
    table = DataTable("Sizes read with", ("Persona", "Zoom"), tuple((name, how_much(size, "time")) for size in sizes))
    dots = dot_chart([(size, 1) for size in sizes], choice.axis, mark, data.names.line(choice.persona))
    return Chart(dots, words, table)
