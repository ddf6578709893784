"""Every file and column that leaves the lab, in one place: exports, sheets and the data dictionary read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from empathylab.domain.records import ActionRecord, AnswerRecord, CommentRecord, RunRecord
from empathylab.domain.session import Mode, Outcome, RunKind

Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type is text, number or date; `unit` says what a number counts or its range."""

    name: str
    type: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the CSV export, a sheet of the workbook."""

    name: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def _words(values: Iterable[Any]) -> str:
    return ", ".join(str(value.value) for value in values)


_SESSION_ID = Column("session_id", "text", "", "random id of the visit; nothing links it to a person")

RUNS = Table(
    "runs",
    (
        _SESSION_ID,
        Column("event", "text", "", "name of the event"),
        Column("station", "text", "", "id of the station; ids joined by + of several at one desk"),
        Column("persona", "text", "", "id of the persona worn; ids joined by + when worn together"),
        Column("run", "text", "", f"which run: {_words(RunKind)}"),
        Column("position", "number", "count from 1", "place of the run in the order done"),
        Column("task", "text", "", "id of the form filled in, or of the service"),
        Column("form", "text", "", "twin of the form, or service, and parallel content of the card, such as barrier-a"),
        Column("outcome", "text", "", f"how the run ended: {_words(Outcome)}"),
        Column("seconds", "number", "seconds", "from the start of the run to its end"),
        Column("keys", "number", "key presses", "keys the visitor pressed"),
        Column("keys_lost", "number", "key presses", "of these, how many the simulation dropped"),
        Column("corrections", "number", "key presses", "how many edited what was entered, such as Backspace"),
        Column("pointer_blocked", "number", "attempts", "attempts to use a pointer that was not there"),
        Column("keys_to_first_field", "number", "key presses", "keys pressed until the first field had the focus"),
        Column("errors_met", "number", "errors", "validation errors that were shown"),
        Column("zoom", "number", "times", "largest magnification used; 1 is none"),
        Column("ease", "number", "1 to 7", "how easy it was, 7 is very easy; empty: skipped or not asked"),
        Column("effort", "number", "0 to 100", "how hard they had to work; empty: skipped or not asked"),
        Column("frustration", "number", "0 to 100", "how frustrated they were; empty: skipped or not asked"),
        Column("started_on", "date", "YYYY-MM-DD", "the day; the time of day is not kept"),
        Column("station_name", "text", "", "what the facilitator called the machine; empty: it had no name yet"),
        Column("zoom_longest", "number", "times", "magnification that was read with longest; 1 is none"),
        Column(
            "condition",
            "text",
            "JSON",
            "exactly what it was done under: barriers, simulations, helps, seed, pixels per degree of sight (ppd), "
            "distance from the screen, whether a person measured that screen, size of the form's text in CSS pixels "
            "(text_px), physical pixels to each of them (pixel_ratio), whether a person had set the volume by a voice",
        ),
        Column(
            "version", "text", "", "at a service, its version by the id in its file; empty: a form of the lab's own"
        ),
        Column("help", "text", "", "at a service, without or with what helps; empty: a form of the lab's own"),
        Column("host", "text", "", "whether a host with lived experience was there: yes, no; empty: not told"),
        Column(
            "mode",
            "text",
            "",
            f"what the visit was: {_words(Mode)}; in an audit run and outcome say the same with nothing worn",
        ),
        Column("is_assigned", "number", "0 or 1", "1 when the mode was drawn by lot"),
        Column(
            "surprises",
            "number",
            "times",
            "what came unannounced: a page, a control that moved or was renamed, a clock, a sound, movement; "
            "empty: not metered",
        ),
        Column(
            "vague_phrases", "number", "phrases", "of the pages seen, each page once, by a list; empty: not metered"
        ),
    ),
)

EVENTS = Table(
    "events",
    (
        _SESSION_ID,
        Column("seq", "number", "count from 0", "place in the visit's stream"),
        Column("at_ms", "number", "milliseconds", "since the visit's start"),
        Column("kind", "text", "", "what happened, such as field.focused or key"),
        Column("field", "text", "", "id of the field or thing it happened to; never what was typed"),
        Column("data", "text", "JSON", "more about it, by kind; keys by class only"),
    ),
)

ANSWERS = Table(
    "answers",
    (
        _SESSION_ID,
        Column("question", "text", "", "id of the question; wording and scale are in the lab's questions file"),
        Column("run", "text", "", "the run it was about; empty: the visit as a whole"),
        Column("number", "number", "as the question's scale", "the answer; empty: skipped, or given as free text"),
        Column("is_skipped", "number", "0 or 1", "1 when the visitor skipped the question"),
    ),
)

COMMENTS = Table(
    "comments",
    (
        Column("id", "text", "", "random id of the comment; it does not lead to a visit"),
        Column("text", "text", "", "the comment as reviewed; only reviewed ones leave the lab"),
        Column("station", "text", "", "id of the station where it was written; empty where too few came to it"),
        Column("theme", "text", "", "theme that the facilitator sorted it under"),
        Column("tags", "text", "", "the facilitator's tags, separated by commas"),
    ),
)

ACTIONS = Table(
    "actions",
    (
        Column("event", "text", "", "name of the event"),
        Column("text", "text", "", "what was promised"),
        Column("owner", "text", "", "role or team that promised it"),
        Column("due_on", "date", "YYYY-MM-DD", "the day by which; empty: none was named"),
        Column("is_done", "number", "0 or 1", "1 when it is done"),
        Column("asked_on", "date", "YYYY-MM-DD", "the day on which it was last asked whether it is done; empty: never"),
    ),
)

ABOUT = Table(
    "about",
    (
        Column("about", "text", "", "what the line is about"),
        Column("item", "text", "", "setting, question or caution"),
        Column("value", "text", "", "its value, answer or wording"),
    ),
)

DICTIONARY = Table(
    "dictionary",
    (
        Column("file", "text", "", "file or sheet"),
        Column("column", "text", "", "column in it"),
        Column("type", "text", "", "text, number or date"),
        Column("unit", "text", "", "what a number counts, or its range"),
        Column("meaning", "text", "", "what it says"),
    ),
)

#: Everything that is exported, in the order of the workbook's sheets.
TABLES = (ABOUT, RUNS, ANSWERS, COMMENTS, ACTIONS, EVENTS, DICTIONARY)

_RUN_NAMES = RUNS.header


def run_row(run: RunRecord) -> Row:
    """The columns of RUNS, in order."""
    return tuple(_plain(getattr(run, name)) for name in _RUN_NAMES)


def _plain(value: Any) -> Cell:
    if isinstance(value, RunKind | Outcome):
        return value.value
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value.isoformat())


def answer_row(answer: AnswerRecord) -> Row:
    """A row of answers.csv."""
    run = answer.run.value if answer.run else ""
    return (answer.session_id, answer.question, run, answer.number, int(answer.is_skipped))


def comment_row(comment: CommentRecord) -> Row:
    """A row of comments.csv, in the reviewed words."""
    return (comment.id, comment.public_text, comment.station, comment.theme, ", ".join(comment.tags))


def action_row(action: ActionRecord) -> Row:
    """A row of actions.csv."""
    return (
        action.event,
        action.text,
        action.owner,
        _plain(action.due_on),
        int(action.is_done),
        _plain(action.asked_on),
    )


def dictionary_rows() -> Iterator[Row]:
    """One row for each column of each file, this one included."""
    return column_rows(TABLES)


def column_rows(tables: Iterable[Table]) -> Iterator[Row]:
    """The rows of dictionary.csv about these files."""
    for table in tables:
        for column in table.columns:
            yield (table.name, column.name, column.type, column.unit, column.meaning)


RowsOf = Callable[[], Iterator[Row]]
