"""Sections of the report on how the runs ended and the zoom read with; no person is drawn.

Numbers pass `measures.anonymity`, as in `findings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.summary import Summary
from empathylab.measures.anonymity import NOT_SHOWN, DisclosedCount
from empathylab.measures.outcomes import OUTCOMES, RUNS
from empathylab.measures.zoom_choices import ZoomChoice, zoom_choices
from empathylab.reports.charts import Bar, bar_chart, dot_chart
from empathylab.reports.model import TOO_SMALL, Chart, DataTable, Section
from empathylab.reports.sharing import Count, Shareable

_COMPARED_RUNS = (RunKind.BARRIER, RunKind.HELPED)
_TOLD_APART = (Outcome.COMPLETED, Outcome.GAVE_UP)
EVERYBODY = "everybody"
_ENDINGS = ("completed", "gave up", "ended another way")


def endings_section(data: Shareable) -> Section:
    """Who completed the form, with barriers and built well."""
    told = {run: _endings(data, run) for run in _COMPARED_RUNS}
    if not any(people.is_counted for column in told.values() for people in column.values()):
        return Section("endings", "Who got to the end", (TOO_SMALL,))
    bars = [
        Bar(f"Completed, {RUNS[run]}", column["completed"].least, column["completed"].words, run is RunKind.BARRIER)
        for run, column in told.items()
    ]
    spoken = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    header = ("How it ended", *(RUNS[run].capitalize() for run in _COMPARED_RUNS))
    rows = tuple((name.capitalize(), *(column[name].words for column in told.values())) for name in _ENDINGS)
    table = DataTable("How the runs ended, people", header, rows)
    drawing = bar_chart(bars, max(data.people.least, *(bar.value for bar in bars)))
    chart = Chart(drawing, f"{spoken}.", table, bars=tuple(bars))
    sentences = tuple(filter(None, (sending_sentence(data),)))
    return Section("endings", "Who got to the end", sentences, charts=(chart,), tables=_completed_tables(data))


def sending_sentence(data: Shareable) -> str:
    """Such as: With barriers, at least 15 of at least 40 people could send the form; built well, everybody could."""
    barrier, helped = (sent(data, run) for run in _COMPARED_RUNS)
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
    told, tried = _endings(data, run)["completed"], data.tried(run)
    if told is NOT_SHOWN or not tried.is_counted:
        return None
    of_personas = _completed(data, run).values()
    # Beside a persona of whom few sent it, "everybody" would tell how many did not do this run.
    is_safe = all(each.is_counted for each in of_personas)
    return SentShare(EVERYBODY if is_safe and data.is_everybody(_people_completed(run), run) else told.words, tried)


def _completed(data: Shareable, run: RunKind) -> dict[str, DisclosedCount]:
    """Of each persona that may be told apart, how many completed a run."""
    return data.tell_list({each: _people_completed(run, each) for each in data.groups})


def _people_completed(run: RunKind, persona: str | None = None) -> Count:
    return partial(_people_who, run=run, ending="completed", persona=persona)


def is_failing_told(data: Shareable) -> bool:
    """Does the report say of a group that did not send the form with barriers that it is large?

    Where each such group is told to be small, a number of people whom a barrier stopped would fill them.
    """
    told = _endings(data, RunKind.BARRIER)
    return any(told[name].is_counted for name in _ENDINGS[1:])


def _endings(data: Shareable, run: RunKind) -> dict[str, DisclosedCount]:
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
    columns = [_completed(data, run) for run in _COMPARED_RUNS]
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
    table = DataTable("Sizes read with", ("Persona", "Zoom"), tuple((name, f"{size:g} times") for size in sizes))
    dots = dot_chart([(size, 1) for size in sizes], choice.axis, mark, data.names.line(choice.persona))
    return Chart(dots, words, table)
