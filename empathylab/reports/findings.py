"""What the report shows of the people: who, ease, effort, endings, barriers, zoom, and whether harm was done.

Everything counted here passes `measures.anonymity`: a persona worn by fewer than k people has no chart, no table and
no sentence of its own, and no other number gives it away. Within groups that may be shown, each line is one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from empathylab.domain.records import PersonaPairs, Scale
from empathylab.domain.session import Outcome, RunKind
from empathylab.measures.anonymity import Shown, show_counts, show_table
from empathylab.measures.comparing import Comparison, compare
from empathylab.measures.middle import weighted_median
from empathylab.measures.outcomes import OUTCOMES, RUNS, endings
from empathylab.measures.scales import SCALES
from empathylab.measures.telling import (
    HARM,
    count_words,
    full_count_words,
    harm_warning,
    harm_words,
    shift_words,
)
from empathylab.measures.zoom_choices import ZoomChoice, zoom_choices
from empathylab.reports.charts import Bar, Slopes, bar_chart, dot_chart, slope_chart
from empathylab.reports.model import Chart, DataTable, Section
from empathylab.reports.sharing import Shareable, all_but_few, share
from empathylab.reports.three_ways import HEADER, three_ways

#: Longer lists of people stand in the CSV files.
_MOST_ROWS = 60
_MOST_BARRIERS = 10
_COMPARED_RUNS = (RunKind.BARRIER, RunKind.HELPED)
_TOLD_APART = (Outcome.COMPLETED, Outcome.GAVE_UP)
_ENDINGS = ("completed", "gave up", "ended another way")


def people_section(data: Shareable) -> Section:
    rows = tuple((data.names.persona(persona), shown.words) for persona, shown in data.groups.items())
    hidden = any(shown.count is None for shown in data.groups.values())
    note = f"Groups of fewer than {data.k} people are not told apart anywhere in this report." if hidden else ""
    table = DataTable("People by the persona they met", ("Persona", "People"), rows)
    return Section("people", "Who took part", tuple(filter(None, (note, _order_words(data)))), tables=(table,))


def _order_words(data: Shareable) -> str:
    """In which order people did the runs, for an order is part of every difference."""
    people = {_order(each.order): each.people for each in data.summary.orders}
    total = sum(people.values())
    shown = show_counts(people, data.k)
    told = [f"{_in_words(shown[name], count, total - count, data.k)} people {name}" for name, count in people.items()]
    return f"The order of the runs: {'; '.join(told)}." if told else ""


def _order(order: str) -> str:
    """Such as: with barriers, then built well."""
    kinds = [RUNS[RunKind(kind)] for kind in order.split(", ") if kind]
    return ", then ".join(kinds) or "did none"


def ease_section(data: Shareable) -> Section:
    """The main chart: each person's ease with barriers and built well."""
    pairs = data.pairs(Scale.EASE)
    if not pairs:
        return Section("ease", "How easy was it?", ("Too few people answered this after both runs to show it.",))
    chart = _slopes(data, Scale.EASE, pairs)
    return Section("ease", "How easy was it? Each line is one person", (sentence(data, Scale.EASE),), charts=(chart,))


def effort_section(data: Shareable) -> Section:
    """Everything else that is compared between the two runs, as one table."""
    scales = (Scale.EFFORT, Scale.FRUSTRATION, Scale.SECONDS, Scale.FIRST_FIELD_KEYS, Scale.KEYS_LOST)
    rows = tuple(row for scale in scales if (row := _comparison_row(data, scale)))
    header = ("What", "People", "Better", "The same", "Worse", "Typical change, built well against barriers")
    table = DataTable("What it took, within each person", header, rows)
    notes = tuple(
        filter(None, (usefulness_sentence(data), "Times are compared only for people who completed both forms."))
    )
    pairs = data.pairs(Scale.FIRST_FIELD_KEYS)
    charts: tuple[Chart, ...] = ()
    if pairs:
        charts = (_slopes(data, Scale.FIRST_FIELD_KEYS, pairs),)
        notes += ("The chart shows key presses until the first field was reached; each line is one person.",)
    tables = ((table,) if rows else ()) + _three_ways_tables(data)
    return Section("effort", "What it took", notes, charts=charts, tables=tables)


def _three_ways_tables(data: Shareable) -> tuple[DataTable, ...]:
    rows = three_ways(data.summary, data.k)
    return (DataTable("The same form three ways", HEADER, rows),) if rows else ()


def usefulness_sentence(data: Shareable) -> str:
    """UMUX-LITE of the technology that helped; the middle of what people answered."""
    answers = list(data.summary.usefulness)
    if sum(people for _, people in answers) < max(1, data.k):
        return ""
    middle = weighted_median(answers)
    return f"The technology that helped got {middle:.0f} of 100 points for usefulness (UMUX-LITE, the middle)."


def endings_section(data: Shareable) -> Section:
    """Who completed the form, with barriers and built well."""
    people = {run: _endings(data, run) for run in _COMPARED_RUNS}
    words = {run: share(found["completed"], sum(found.values()), data.k) for run, found in people.items()}
    bars = [
        Bar(f"Completed, {RUNS[run]}", words[run].length, words[run].words, run is RunKind.BARRIER)
        for run in _COMPARED_RUNS
    ]
    spoken = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    header = ("How it ended", *(RUNS[run].capitalize() for run in _COMPARED_RUNS))
    columns = [show_counts(people[run], data.k) for run in _COMPARED_RUNS]
    rows = tuple((name.capitalize(), *(column[name].words for column in columns)) for name in _ENDINGS)
    table = DataTable("How the runs ended, people", header, rows)
    chart = Chart(bar_chart(bars, data.summary.counts.people), f"{spoken}.", table)
    sentences = tuple(filter(None, (completion_sentence(data),)))
    return Section("endings", "Who got to the end", sentences, charts=(chart,), tables=(_completed_table(data),))


def completion_sentence(data: Shareable) -> str:
    """Such as: With barriers, 34 of 60 people completed the form; built well, all but fewer than 5 did."""
    found = {run: _endings(data, run) for run in _COMPARED_RUNS}
    totals = {run: sum(endings.values()) for run, endings in found.items()}
    if min(totals.values()) < data.k:
        return ""
    told = [share(found[run]["completed"], totals[run], data.k).of(totals[run]) for run in _COMPARED_RUNS]
    return f"With barriers, {told[0]} completed the form; built well, {told[1]} did."


def _endings(data: Shareable, run: RunKind) -> dict[str, int]:
    people = dict.fromkeys(_ENDINGS, 0)
    for outcome, count in endings(data.summary.outcomes, run).items():
        people[OUTCOMES[outcome].of_people if outcome in _TOLD_APART else _ENDINGS[-1]] += count
    return people


def _completed_table(data: Shareable) -> DataTable:
    """People who completed, by persona; small groups and nearly whole ones are not given away."""
    columns = []
    for run in _COMPARED_RUNS:
        counts = {persona: {True: 0, False: 0} for persona, _people in data.summary.personas}
        for count in data.summary.outcomes:
            if count.run is run:
                counts[count.persona][count.outcome is Outcome.COMPLETED] += count.people
        shown = show_table(counts, data.k)
        columns.append({p: _in_words(shown[p][True], counts[p][True], counts[p][False], data.k) for p in counts})
    rows = tuple((data.names.persona(p), *(column[p] for column in columns)) for p in columns[0])
    return DataTable("People who completed the form", ("Persona", "With barriers", "Built well"), rows)


def _in_words(shown: Shown, count: int, others: int, k: int) -> str:
    """A hidden large count as `all but fewer than k` where so few are left over."""
    return all_but_few(k) if shown.count is None and count >= k > others else shown.words


def barriers_section(data: Shareable) -> Section:
    """What most people ran into."""
    people = data.summary.counts.people
    shown = data.summary.barriers[:_MOST_BARRIERS]
    told = [(data.names.barrier(each.barrier), share(each.people, people, data.k)) for each in shown]
    bars = [Bar(name, part.length, part.words) for name, part in told]
    rows = [(name, part.words) for name, part in told]
    if not bars:
        return Section("barriers", "Barriers met most", ("No barrier was met.",))
    table = DataTable("How many people met each barrier at least once", ("Barrier", "People"), tuple(rows))
    words = "People who met each barrier. " + "; ".join(f"{name}: {count}" for name, count in rows) + "."
    chart = Chart(bar_chart(bars, people), words, table)
    return Section("barriers", "Barriers met most", (), charts=(chart,))


def zoom_section(data: Shareable) -> Section:
    """Zoom that people chose beside what reading in comfort would need."""
    charts = []
    for persona, shown in data.groups.items():
        if shown.count is not None:
            choices = zoom_choices(data.summary, persona)
            charts += [_zoom_chart(data, choice) for choice in choices if choice.people >= data.k]
    if not charts:
        return Section("zoom", "How large people made the text", ("Too few people used zoom to show it.",))
    note = "Comfortable reading takes about twice the smallest size that can be read; the dashed lines are there."
    return Section("zoom", "How large people made the text", (note,), charts=tuple(charts))


def _zoom_chart(data: Shareable, choice: ZoomChoice) -> Chart:
    mark = (choice.comfort, f"comfort needs {choice.comfort_words}") if choice.comfort else None
    name = data.names.persona(choice.persona)
    words = f"{name}: {choice.people} people chose from {choice.lowest:g} to {choice.highest:g} times"
    words += f"; comfortable reading would need {choice.comfort_words}." if choice.comfort else "."
    persons = [value for value, count in choice.chosen for _person in range(min(count, _MOST_ROWS))]
    rows = tuple((name, f"{value:g} times") for value in persons[:_MOST_ROWS])
    table = DataTable("Zoom chosen, one row for each person", ("Persona", "Zoom"), rows)
    return Chart(dot_chart(choice.chosen, choice.axis, mark), words, table)


def change_section(data: Shareable) -> Section:
    """Confidence, and the two harm items with a warning when they moved the wrong way."""
    harm = [change for scale in HARM if (change := _shown(data, scale))]
    sentences = (sentence(data, Scale.CONFIDENCE), *(harm_words(each, data.k) for each in harm))
    rows = tuple(row for scale in (Scale.CONFIDENCE, *HARM) if (row := _comparison_row(data, scale)))
    header = ("What", "People", "Better", "The same", "Worse", "Typical change, now against then")
    tables = (DataTable("Then and now, within each person", header, rows),) if rows else ()
    title = "What changed in people, and did we do harm?"
    return Section("change", title, tuple(filter(None, sentences)), harm_warning(harm), (), tables)


def _shown(data: Shareable, scale: Scale) -> Comparison | None:
    """The comparison of everybody who may be shown; None for fewer than k people."""
    change = compare(data.together(scale), scale, data.asked(scale))
    return change if change.people >= data.k else None


def sentence(data: Shareable, scale: Scale) -> str:
    """Such as: 20 found it easier, 2 the same, 1 found it harder. Typical change +4 points (95 % interval +3 to +5)."""
    change = _shown(data, scale)
    if change is None:
        return ""
    size = shift_words(change)
    counts = full_count_words(change, data.k)
    return f"{counts} Typical change {size}." if size else counts


def _comparison_row(data: Shareable, scale: Scale) -> tuple[str, ...] | None:
    change = _shown(data, scale)
    if change is None:
        return None
    counts = (str(change.people), str(change.better), str(change.same), str(change.worse))
    meaning = SCALES[scale]
    is_up = " (more is better)" if meaning.is_higher_better else " (less is better)"
    return (meaning.name + is_up, *counts, shift_words(change) or "too few differ")


def _slopes(data: Shareable, scale: Scale, pairs: Sequence[PersonaPairs]) -> Chart:
    panels = [
        Slopes(data.names.persona(each.persona), tuple((p.before, p.after, p.people) for p in each.pairs))
        for each in pairs
    ]
    words = " ".join(_panel_words(data, scale, each) for each in pairs)
    rows = tuple(_person_rows(data, pairs))
    meaning = SCALES[scale]
    caption = f"{meaning.name}, one row for each person"
    if len(rows) > _MOST_ROWS:
        caption += f" (the first {_MOST_ROWS}; runs.csv has all)"
    header = ("Persona", *(side.capitalize() for side in meaning.sides))
    drawing = slope_chart(panels, meaning.axis(pairs), meaning.sides)
    return Chart(drawing, words, DataTable(caption, header, rows[:_MOST_ROWS]))


def _panel_words(data: Shareable, scale: Scale, pairs: PersonaPairs) -> str:
    change = compare(pairs, scale, data.summary.people_of(pairs.persona))
    return f"{data.names.persona(pairs.persona)}: {count_words(change, data.k)}"


def _person_rows(data: Shareable, pairs: Iterable[PersonaPairs]) -> Iterable[tuple[str, ...]]:
    left = _MOST_ROWS + 1
    for each in pairs:
        for pair in each.pairs:
            for _person in range(min(pair.people, left)):
                left -= 1
                yield (data.names.persona(each.persona), f"{pair.before:g}", f"{pair.after:g}")
