"""The rows of every table for one export, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from empathylab import __version__
from empathylab.domain.errors import InputError
from empathylab.domain.records import RecordsSource
from empathylab.domain.summary import Counts
from empathylab.domain.words import as_known, nearest
from empathylab.domain.workshop import EventSettings, Principle
from empathylab.reports import columns
from empathylab.reports.columns import Row
from empathylab.reports.comment_stations import released
from empathylab.reports.model import Report
from empathylab.reports.names import Names, library_names

Progress = Callable[[int, int], None]

LIMITATIONS = (
    "A few minutes of a simulation are not a life with a disability; people get good at what they do every day.",
    "Visitors came by themselves and were not drawn at random; they do not stand for a population.",
    "At the lab's own forms the one with barriers always comes first, so practice is part of every difference.",
    "Both runs are at the same form or service with different content; which content came first was drawn by lot.",
    "Then and now are both answered after the visit, so 'then' is a memory.",
    "Simulations can raise pity and lower what people think others can do. This report shows it where it happened; "
    "nothing is known to undo it.",
)


class Ticker:
    """Counts what was written and tells somebody, not too often."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._done = 0
        self._step = max(1, self._total // 200)

    def tick(self) -> None:
        """One more was written."""
        self._done += 1
        if self._progress and self._done % self._step == 0:
            self._progress(min(self._done, self._total), self._total)

    def finish(self) -> None:
        """All of them were."""
        if self._progress:
            self._progress(self._total, self._total)


def reported_events(source: RecordsSource, event: str | None) -> tuple[EventSettings, ...]:
    """The one asked for; of all of them, those that somebody came to. One prepared for later tells nothing yet."""
    if event is not None:
        return tuple(found for found in source.events() if found.name == event)
    return tuple(found for found in source.events() if source.counts(found.name).visits > 0)


def limitations_of(source: RecordsSource) -> tuple[str, ...]:
    """What no report can tell, and what was damaged and is not told."""
    return (*LIMITATIONS, *source.left_out())


def title_of(source: RecordsSource, event: str | None) -> str:
    """What is reported on."""
    return title_of_events(reported_events(source, event), event)


def title_of_events(found: Sequence[EventSettings], event: str | None) -> str:
    """Its name, of these events; "All events" only where somebody came to more than one, or to none."""
    return found[0].name if len(found) == 1 else event or "All events"


@dataclass(frozen=True, slots=True)
class Content:
    """What is exported: one event, or all of them when `event` is None. Iterates afresh for each format."""

    source: RecordsSource
    event: str | None
    ticker: Ticker
    names: Names = field(default_factory=library_names)
    #: The report, once a format has asked for it (`assemble.report_of`).
    kept: list[Report] = field(default_factory=list, init=False, repr=False, compare=False)

    def counts(self) -> Counts:
        """How many visits, runs and comments there are."""
        return self.source.counts(self.event)

    def settings(self) -> tuple[EventSettings, ...]:
        """The events that are told of."""
        return reported_events(self.source, self.event)

    def runs(self) -> Iterator[Row]:
        """The rows of runs.csv."""
        for run in self.source.runs(self.event):
            self.ticker.tick()
            yield columns.run_row(run)

    def answers(self) -> Iterator[Row]:
        """The rows of answers.csv."""
        return (columns.answer_row(answer) for answer in self.source.answers(self.event))

    def comments(self) -> Iterator[Row]:
        """The rows of comments.csv: those that were released."""
        return map(columns.comment_row, released(self.source, self.event))

    def actions(self) -> Iterator[Row]:
        """The rows of actions.csv."""
        return (columns.action_row(action) for action in self.source.actions(self.event))

    def streams(self) -> Iterator[tuple[str, list[Row]]]:
        """Each session's id and the rows of EVENTS without it."""
        for stream in self.source.event_stream(self.event):
            self.ticker.tick()
            yield stream.session_id, list(stream.rows)

    def events(self) -> Iterator[Row]:
        """The rows of events.csv."""
        for session_id, rows in self.streams():
            for row in rows:
                yield (session_id, *row)

    def about(self) -> Iterator[Row]:
        """What this is, under which settings, how the four principles were answered, and what it cannot tell."""
        yield ("export", "written by", f"Empathy Lab {__version__}")
        yield ("export", "event", title_of(self.source, self.event))
        for settings in self.settings():
            yield from _about_event(settings)
        for number, caution in enumerate(limitations_of(self.source), 1):
            yield ("limitation", str(number), caution)

    def rows_of(self) -> dict[str, columns.RowsOf]:
        """How to get the rows of each table, by its name."""
        return {
            columns.ABOUT.name: self.about,
            columns.RUNS.name: self.runs,
            columns.ANSWERS.name: self.answers,
            columns.COMMENTS.name: self.comments,
            columns.ACTIONS.name: self.actions,
            columns.EVENTS.name: self.events,
            columns.DICTIONARY.name: columns.dictionary_rows,
        }


def _about_event(settings: EventSettings) -> Iterator[Row]:
    about = f"event {settings.name}"
    yield (about, "held on", settings.held_on.isoformat())
    yield (about, "records kept until", settings.keep_until.isoformat())
    yield (about, "smallest group shown", str(settings.k))
    yield (about, "language of the agreement", settings.language)
    yield (about, "held at", settings.place)
    yield (about, "run by", settings.run_by)
    for role, was_there in settings.roles.told():
        yield (about, role, was_there)
    yield (about, "stations", ", ".join(settings.stations) or "all")
    for principle in Principle:
        yield (about, principle.question, ethics_text(settings, principle))


def ethics_text(settings: EventSettings, principle: Principle) -> str:
    """The facilitator's answer to a principle, or that there is none."""
    for answer in settings.ethics:
        if answer.principle is principle:
            return f"{'Yes' if answer.is_met else 'No'}. {answer.why}".strip()
    return "Not answered."


def known_event(source: RecordsSource, event: str | None) -> str | None:
    """The event's name as the records have it; InputError when there is none of this name."""
    names = [settings.name for settings in source.events()]
    if event is None or (found := as_known(event, names)) in names:
        return None if event is None else found
    known = ", ".join(names) or "none yet"
    raise InputError(f"There is no event named '{event}'{nearest(event, names)}.", f"Events in these records: {known}.")
