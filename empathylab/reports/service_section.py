"""A team's own service in the report: how its runs ended, where people gave up, and the same people's runs compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from empathylab.domain.records import RecordsSource
from empathylab.domain.session import Outcome, RunKind
from empathylab.domain.words import isolated, visible
from empathylab.measures.anonymity import DisclosedCount
from empathylab.measures.comparison_words import count_words, typical_words
from empathylab.measures.outcomes import OUTCOMES
from empathylab.measures.scales import SCALES
from empathylab.measures.service_results import (
    PairResult,
    ServiceWay,
    WayResult,
    at_services,
    first_versions,
    pair_results,
    way_results,
)
from empathylab.reports.model import DataTable, Section
from empathylab.reports.names import Names
from empathylab.reports.sharing import COUNTED, Shareable

_HEADER = ("How it was tried", "People", "Got it done", "Did not", "Met errors", "Half took at most", "Ease, 1 to 7")
_DASH = "\N{EN DASH}"
_MOST_FIELDS = 8
_DRAWN = "Which version came first was drawn in permuted blocks."
_PRACTICE = (
    "What helps always comes second, so that part of that difference is practice. A run that the service itself ended "
    "counts as neither done nor given up."
)


def service_section(source: RecordsSource, event: str | None, data: Shareable) -> tuple[Section, ...]:
    """Nothing where nobody was at a service."""
    if not any(RunKind.FIRST in each.order for each in data.summary.orders):
        return ()
    k, names, lowering = data.k, data.names, data.lowering
    runs = at_services(source.runs(event))
    results = [each for each in way_results(runs, k, lowering) if each.people.is_counted]
    if not results:
        return (Section("service", "At your service", ("Too few people tried it to say more.",)),)
    has_events = len({each.way.event for each in results}) > 1
    drawn = (_DRAWN,) if len({each.way.version for each in results}) > 1 else ()
    began = _began(first_versions(runs, k, lowering), names)
    sentences = (*_compared(pair_results(runs, k), names, k), *began, *drawn, _PRACTICE)
    return (
        Section(
            "service",
            "At your service",
            sentences,
            tables=tuple(
                filter(None, (_ways_table(results, names, has_events), _fields_table(results, names, has_events)))
            ),
        ),
    )


def service_found(section: Section) -> tuple[str, ...]:
    """In short: how the first two ways of trying it ended, and the first comparison."""
    ended = [
        f"{name}: {people} people; {', '.join(each for each in (done, undone) if each != _DASH) or 'too few to say'}."
        for table in section.tables[:1]
        for name, people, done, undone, *_ in table.rows[:2]
    ]
    return (*ended, *section.sentences[:1]) if ended else section.sentences


def _ways_table(results: Sequence[WayResult], names: Names, has_events: bool) -> DataTable:
    rows = tuple(
        (
            _name(each.way, names, has_events),
            each.people.words,
            _ended(each, (Outcome.COMPLETED,)),
            _ended(each, (Outcome.GAVE_UP, Outcome.STOPPED, Outcome.TIMED_OUT)),
            each.met_errors.words if each.met_errors.is_counted else _DASH,
            _DASH if each.seconds is None else f"{each.seconds:.0f} s",
            _DASH if each.ease is None else f"{each.ease:g}",
        )
        for each in results
    )
    return DataTable("How it was tried, and how that ended", _HEADER, rows)


def _ended(result: WayResult, outcomes: Iterable[Outcome]) -> str:
    """Each way of ending by itself, as it may be told."""
    told = [(OUTCOMES[each].of_people, result.ends[each]) for each in outcomes if each in result.ends]
    counted = [f"{people.words} {words}" for words, people in told if people.is_counted]
    return "; ".join(counted) or _DASH


def _fields_table(results: Sequence[WayResult], names: Names, has_events: bool) -> DataTable | None:
    rows = []
    for each in results:
        name = _name(each.way, names, has_events)
        gave_up, marked = _counted(each.given_up_at), _counted(each.marked_at)
        longest = list(each.field_seconds)[:_MOST_FIELDS]
        for field in dict.fromkeys((*gave_up, *marked, *longest)):
            seconds = each.field_seconds.get(field)
            rows.append(
                (
                    name,
                    field or "before any field",
                    _DASH if seconds is None else f"{seconds:.0f} s",
                    gave_up.get(field, _DASH),
                    marked.get(field, _DASH),
                )
            )
    header = ("How it was tried", "Field", "Half were in it at most", "Gave up there", "Marked it")
    title = "By page and field: where it took long, where people gave up, and what they marked"
    return DataTable(title, header, tuple(rows)) if rows else None


def _counted(people: Mapping[str, DisclosedCount]) -> dict[str, str]:
    """Those that may be told, in words."""
    return {field: told.words for field, told in people.items() if told.is_counted}


def _compared(pairs: Iterable[PairResult], names: Names, k: int) -> Iterable[str]:
    for pair in pairs:
        ways = f"{_name(pair.before, names, False)}, against {_name(pair.after, names, False)}"
        for change in pair.changes:
            question = SCALES[change.scale].question.rstrip("?.")
            # How many completed both is a group of its own, told as everything else is.
            counted = f"{count_words(change, k)} " if change.scale in COUNTED else ""
            yield f"{ways}. {question}: {counted}{typical_words(change)}"


def _began(began: Mapping[str, Mapping[str, DisclosedCount]], names: Names) -> Iterable[str]:
    for task, versions in began.items():
        told = "; ".join(f"{version}: {people}" for version, people in versions.items())
        yield f"{names.task(task)}, people by the version that they began with: {told}."


def _name(way: ServiceWay, names: Names, has_events: bool) -> str:
    """Such as "Order a bin, today, with help"."""
    event = f" ({isolated(visible(way.event))})" if has_events else ""
    return f"{names.task(way.task)}, {way.version}, {way.help} help{event}"
