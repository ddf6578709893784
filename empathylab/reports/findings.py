"""What the report shows of the people: who, ease, effort, endings, barriers, zoom, and whether harm was done.

Everything counted here passes `measures.anonymity`: a persona worn by fewer than k people has no chart, no table and
no sentence of its own, and no other number gives it away. Within groups that may be shown, people are counted one by
one as they are drawn; everything else is told as "at least" and "fewer than" only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from empathylab.domain.session import RunKind
from empathylab.domain.summary import PersonaPairs, Scale
from empathylab.measures.anonymity import DisclosedCount
from empathylab.measures.comparing import Comparison, are_enough, compare
from empathylab.measures.comparison_words import (
    HARM,
    count_words,
    full_count_words,
    harm_warning,
    harm_words,
    shift_words,
)
from empathylab.measures.medians import weighted_median
from empathylab.measures.outcomes import RUNS
from empathylab.measures.scales import SCALES
from empathylab.reports.charts import Slopes, slope_chart
from empathylab.reports.counting import people_helped
from empathylab.reports.key_presses import keys_charts
from empathylab.reports.model import TOO_SMALL, Chart, DataTable, Section
from empathylab.reports.sharing import COUNTED, Shareable, once
from empathylab.reports.three_ways import HEADER, clock, three_ways

#: Each over the part that both runs reached.
TIMES = (Scale.FIRST_FIELD_SECONDS, Scale.FIRST_PAGE_SECONDS, Scale.SECONDS)
#: Longer lists of people stand in the CSV files.
_MOST_ROWS = 60
_TOO_FEW = "too few to say"
_TIMES = ("once", "twice", "three times", "four times")
_TIME_HEADER = ("How long", "With barriers: half took at most", "Built well: half took at most", "People")


def people_section(data: Shareable) -> Section:
    """Who came, as whom, and in which order they took the forms."""
    rows = [(data.names.persona(persona), people.words) for persona, people in data.groups.items()]
    if rows and _may_be_more(data, len(rows), len(data.summary.personas)):
        rows.append(("Each other persona", data.few.words))
    table = DataTable("People by the persona they met", ("Persona", "People"), tuple(rows))
    tables = (*((table,) if rows else ()), *_answers_tables(data))
    order = _order_words(data)
    sentences = (order,) if order else () if tables else (TOO_SMALL,)
    return Section("people", "Who took part, and who answered", sentences, tables=tables)


def _answers_tables(data: Shareable) -> tuple[DataTable, ...]:
    """How many answered each question that is compared, of how many; who did not is the rest."""
    scales = (Scale.EASE, Scale.EFFORT, Scale.FRUSTRATION, Scale.CONFIDENCE, *HARM)
    answered = {scale: change.people for scale in scales if (change := shown(data, scale))}
    rows = tuple((SCALES[scale].question, f"{people:,}", data.people.words) for scale, people in answered.items())
    header = ("Question, asked twice", "Answered both times", "Of people")
    return (DataTable("Who answered, and of how many", header, rows),) if rows else ()


def _order_words(data: Shareable) -> str:
    """In which order people did the runs, for an order is part of every difference."""
    orders = data.orders
    words = [f"{people} people {_order(order)}" for order, people in orders.items() if people.is_counted]
    if not words:
        return ""
    others = f"; each other order {data.few}" if _may_be_more(data, len(words), len(orders)) else ""
    return f"The order of the runs: {'; '.join(words)}{others}."


def _may_be_more(data: Shareable, told: int, found: int) -> bool:
    """Whether others are named: with a k always, for where they are not there would be nobody."""
    return data.k > 1 or told < found


def _order(order: str) -> str:
    """Such as: with barriers, then built well."""
    kinds = [RunKind(kind) for kind in order.split(", ") if kind]
    if kinds and kinds[0] is RunKind.FIRST:
        return f"at the service {_TIMES[len(kinds) - 1]}"
    return ", then ".join(RUNS[kind] for kind in kinds) or "did none"


def ease_section(data: Shareable) -> Section:
    """The main chart: each person's ease with barriers and built well."""
    pairs = data.pairs(Scale.EASE)
    if not pairs:
        return Section("ease", "How easy was it?", (TOO_SMALL,))
    chart = _slopes(data, Scale.EASE, pairs)
    return Section("ease", "How easy was it? Each line is one person", (sentence(data, Scale.EASE),), charts=(chart,))


def effort_section(data: Shareable) -> Section:
    """Everything else that is compared between the two runs, as one table."""
    scales = (Scale.EFFORT, Scale.FRUSTRATION, *TIMES, Scale.FIRST_FIELD_KEYS, Scale.KEYS_LOST)
    rows = tuple(row for scale in scales if (row := _comparison_row(data, scale)))
    header = ("What", "People", "Better", "The same", "Worse", "Typical change, built well against barriers")
    table = DataTable("What it took, within each person", header, rows)
    times = tuple(row for scale in TIMES if (row := _time_row(data, scale)))
    fairly_timed = DataTable("How long people took, as far as they came in both forms", _TIME_HEADER, times)
    fairly = "Each time is compared only for people who came so far in both forms."
    usefulness = usefulness_sentence(data)
    notes = tuple(filter(None, (usefulness, fairly)))
    charts = keys_charts(data)
    tables = ((fairly_timed,) if times else ()) + ((table,) if rows else ()) + _three_ways_tables(data)
    if not (usefulness or charts or tables):
        return Section("effort", "What it took", (TOO_SMALL,))
    return Section("effort", "What it took", notes, charts=charts, tables=tables)


def _time_row(data: Shareable, scale: Scale) -> tuple[str, ...] | None:
    """Half of the people needed no longer than this."""
    told = compared_people(data, scale)
    if told is None:
        return None
    people, compared = told
    pairs = compared.pairs
    before = weighted_median((pair.before, pair.people) for pair in pairs)
    after = weighted_median((pair.after, pair.people) for pair in pairs)
    return SCALES[scale].name, clock(before), clock(after), people


def compared_people(data: Shareable, scale: Scale) -> tuple[str, PersonaPairs] | None:
    """How many are compared, in words, and what they had before and after; None where they are too few to tell."""
    if scale in COUNTED:
        counted = data.together(scale)
        return (f"{counted.people:,}", counted) if counted.people >= data.k else None
    told = data.answered(scale)
    return (told.words, data.of_large_parts(scale)) if told.is_counted else None


@once
def change_told(data: Shareable, scale: Scale) -> Comparison | None:
    """How much people differ, where those who are counted, or what is told of the others, say that enough do.

    Else that nothing is said would tell of people who are not counted how many differ at most.
    """
    if scale in COUNTED:
        return shown(data, scale)
    ways = data.ways(scale)
    return compare(data.of_large_parts(scale), scale) if _is_enough(ways) else None


def _three_ways_tables(data: Shareable) -> tuple[DataTable, ...]:
    rows = three_ways(data)
    return (DataTable("The same form three ways", HEADER, rows),) if rows else ()


def usefulness_sentence(data: Shareable) -> str:
    """UMUX-LITE of the technology that helped, by its median."""
    people = data.tell(partial(people_helped))
    if not people.is_counted:
        return ""
    large = [part.usefulness for part in data.parts if sum(people for _, people in part.usefulness) >= data.k]
    middle = weighted_median(each for part in large for each in part)
    return (
        f"Asked how useful the technology was that helped (UMUX-LITE), half of {people} people gave it {middle:.0f} "
        "points of 100 or more."
    )


def change_section(data: Shareable) -> Section:
    """Confidence, and the two harm items with a warning when they moved the wrong way."""
    harm = [change for scale in HARM if (change := shown(data, scale))]
    sentences = (sentence(data, Scale.CONFIDENCE), *(harm_words(each, data.k) for each in harm))
    rows = tuple(row for scale in (Scale.CONFIDENCE, *HARM) if (row := _comparison_row(data, scale)))
    header = ("What", "People", "Better", "The same", "Worse", "Typical change, now against then")
    tables = ((DataTable("Then and now, within each person", header, rows),) if rows else ()) + _contact_tables(data)
    title = "What changed in people, and did we do harm?"
    told = tuple(filter(None, sentences)) or (TOO_SMALL,)
    return Section("change", title, told, harm_warning(harm), (), tables)


def _contact_tables(data: Shareable) -> tuple[DataTable, ...]:
    """How often people meet disabled people: what an event changes depends on it."""
    told = data.contact
    rows = tuple((words, people.words) for words, people in told.items())
    is_told = any(people.is_counted for people in told.values())
    header = ("How often they talk with disabled people, of 7", "People")
    return (DataTable("How often people meet disabled people", header, rows),) if is_told else ()


@once
def shown(data: Shareable, scale: Scale) -> Comparison | None:
    """The comparison of everybody who may be counted; None for fewer than k people."""
    if scale not in COUNTED or (pairs := data.together(scale)).people < data.k:
        return None
    return compare(pairs, scale, data.asked(scale))


def sentence(data: Shareable, scale: Scale) -> str:
    """Such as: 20 found it easier, 2 the same, 1 found it harder. Typical change +4 points (95 % interval +3 to +5)."""
    change = shown(data, scale)
    if change is None:
        return ""
    size = shift_words(change)
    counts = full_count_words(change, data.k)
    return f"{counts} Typical change {size}." if size else counts


def _comparison_row(data: Shareable, scale: Scale) -> tuple[str, ...] | None:
    name = SCALES[scale].name_and_better
    if scale not in COUNTED:
        told = _told_from_below(data, scale)
        return (name, *told) if told else None
    change = shown(data, scale)
    if change is None:
        return None
    counts = (change.people, change.better, change.same, change.worse)
    return (name, *map(str, counts), shift_words(change) or _TOO_FEW)


def _told_from_below(data: Shareable, scale: Scale) -> tuple[str, ...]:
    """A comparison whose people are not counted, and its size where what is told says that enough of them differ."""
    told, people = data.ways(scale), data.answered(scale)
    if not any(each.is_counted for each in told.values()):
        return ()
    change = change_told(data, scale)
    return (people.words, *(each.words for each in told.values()), shift_words(change) if change else _TOO_FEW)


def _is_enough(ways: Mapping[str, DisclosedCount]) -> bool:
    return are_enough(ways["better"].least + ways["worse"].least)


def _slopes(data: Shareable, scale: Scale, pairs: Sequence[PersonaPairs]) -> Chart:
    panels = [
        Slopes(
            data.names.persona(each.persona),
            data.names.line(each.persona),
            tuple((p.before, p.after, p.people) for p in each.pairs),
        )
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
    return Chart(drawing, words, DataTable(caption, header, rows[:_MOST_ROWS]), lines=tuple(panels))


def _panel_words(data: Shareable, scale: Scale, pairs: PersonaPairs) -> str:
    change = compare(pairs, scale, data.asked(scale, pairs.persona))
    return f"{data.names.persona(pairs.persona)}: {count_words(change, data.k)}"


def _person_rows(data: Shareable, pairs: Iterable[PersonaPairs]) -> Iterable[tuple[str, ...]]:
    left = _MOST_ROWS + 1
    for each in pairs:
        for pair in each.pairs:
            for _person in range(min(pair.people, left)):
                left -= 1
                yield (data.names.persona(each.persona), f"{pair.before:g}", f"{pair.after:g}")
