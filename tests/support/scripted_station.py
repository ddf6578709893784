"""A station without windows: visits in quick succession that say what the records acknowledged.

Runs in processes of its own, some of which are killed. Every fact can be told from its number, so that a reader
can check what is there.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import random
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from empathylab.domain.errors import LabError
from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import (
    CommandKind,
    CommandSaid,
    FieldFocused,
    HelpTaken,
    MomentMarked,
    PageAsked,
    SaidFate,
    Surprised,
    VagueWordsSeen,
)
from empathylab.domain.journal import Journal
from empathylab.domain.pairing import Pairing
from empathylab.domain.session import Answer, Condition, Ending, Outcome, Run, RunKind, Session, Twin
from empathylab.domain.workshop import EventSettings
from empathylab.reports.exporting import export
from empathylab.storage import open_records, open_store, sync
from empathylab.storage.reported import for_report
from support import patient_records  # noqa: F401 - as soon as it is imported, in each process
from support.programs import PYTHONPATH

EVENT = "Scripted day"
Tell = Callable[[tuple[Any, ...]], None]


def processes() -> Any:
    """A way to start stations in processes of their own; in milliseconds where the imports can be shared."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    os.environ["PYTHONPATH"] = PYTHONPATH
    context.set_forkserver_preload(["support.scripted_station", "alembic.runtime.environment"])
    return context


def settings(name: str = EVENT) -> EventSettings:
    return EventSettings(name, date(2026, 3, 2), date(2027, 3, 2), stations=("severe",))


def fact(seq: int) -> LogEntry:
    """The fact with this number, always the same."""
    return LogEntry(seq, seq * 40, FieldFocused(f"field-{seq}", is_form_field=True))


def begin(journal: Journal, chance: random.Random, station: str = "severe", event_name: str = EVENT) -> str:
    """A visitor agrees; return the session's id."""
    session_id = str(uuid.UUID(int=chance.getrandbits(128), version=4))
    started = datetime(2026, 3, 2, 10, tzinfo=UTC)
    journal.begin_session(Session(session_id, event_name, station, ("ashleigh",), started, "0.1.0", 1))
    return session_id


def run_through(journal: Journal, session_id: str, kind: RunKind, facts: tuple[int, int]) -> None:
    """One run with the facts numbered from `facts[0]` up to `facts[1]`, its ease answered."""
    position = 1 if kind is RunKind.BARRIER else 2
    twin = Twin.BARRIER if kind is RunKind.BARRIER else Twin.ACCESSIBLE
    journal.begin_run(Run(session_id, position, kind, Condition("missed-bin", twin, "a")))
    for seq in range(*facts):
        journal.record(session_id, fact(seq))
    journal.end_run(session_id, position, Outcome.COMPLETED)
    journal.answer(Answer(session_id, "ease", kind, 2 if kind is RunKind.BARRIER else 6))


def whole_visit(journal: Journal, chance: random.Random, station: str = "severe", event_name: str = EVENT) -> str:
    """A visit from agreement to its end, committed."""
    session_id = begin(journal, chance, station, event_name)
    run_through(journal, session_id, RunKind.BARRIER, (0, 10))
    run_through(journal, session_id, RunKind.HELPED, (10, 20))
    journal.answer(Answer(session_id, "what-like", None, text=f"Words of {session_id}"))
    journal.end_session(session_id, Ending.FINISHED)
    journal.commit()
    return session_id


def visits_until_killed(folder: Path, seed: int, acknowledgements: Any) -> None:
    """Visit after visit, telling after each commit what is durable now."""
    chance = random.Random(seed)
    store = open_store(folder)
    store.begin_event(settings())
    tell: Tell = acknowledgements.send
    while True:
        _told_visit(store, chance, tell)


def _told_visit(store: Journal, chance: random.Random, tell: Tell) -> None:
    session_id = begin(store, chance)
    facts = 0
    for kind in (RunKind.BARRIER, RunKind.HELPED):
        more = chance.randrange(5, 60)
        run_through(store, session_id, kind, (facts, facts + more))
        facts += more
        store.commit()
        tell(("facts", session_id, facts))
    if chance.random() < 0.2:
        tell(("forgetting", session_id, 0))
        store.forget_session(session_id)
        store.commit()
        tell(("forgotten", session_id, 0))
        return
    store.end_session(session_id, Ending.FINISHED)
    store.commit()
    tell(("ended", session_id, facts))


#: Of what a visit may hold besides: commands said, moments marked, what surprised, helps, pages that asked.
_RARER = (
    CommandSaid(CommandKind.PRESS, SaidFate.NO_SUCH_CONTROL),
    MomentMarked(),
    Surprised("moved"),
    VagueWordsSeen(3),
    HelpTaken("read-aloud"),
    PageAsked("print"),
)


def digest_of(session_id: str) -> str:
    """Stands for what is kept of this visitor's three words."""
    return hashlib.sha256(session_id.encode()).hexdigest()


def deleted_visit(journal: Journal, chance: random.Random) -> str:
    """A visit of all that one may hold, with words, that is deleted by who made it, and the deletion acknowledged."""
    session_id = begin(journal, chance)
    run_through(journal, session_id, RunKind.BARRIER, (0, chance.randrange(200)))
    for number, rarer in enumerate(_RARER, 1_000):
        journal.record(session_id, LogEntry(number, number * 40, rarer))
    for question, number in (("fact-paper", 1), ("spot-before-a1", 0), ("ease", 3)):
        journal.answer(Answer(session_id, question, RunKind.BARRIER, number))
    for question in ("what-like", "what-hurt", "ways-offered"):
        journal.answer(Answer(session_id, question, None, text=f"Words of {session_id}"))
    journal.pair(session_id, Pairing("5a" * 16, digest_of(session_id)))
    if chance.random() < 0.7:
        journal.commit()
    journal.forget_session(session_id)
    journal.commit()
    return session_id


def deletions_until_killed(folder: Path, seed: int, acknowledgements: Any) -> None:
    """Visit after visit, most of them deleted, telling which are gone."""
    chance = random.Random(seed)
    store = open_store(folder)
    store.begin_event(settings())
    while True:
        if chance.random() < 0.2:
            whole_visit(store, chance)
        acknowledgements.send(deleted_visit(store, chance))


def purges_until_killed(folder: Path, seed: int, acknowledgements: Any) -> None:
    """Event after event with its report and what was set aside of it, purged; another one stays."""
    chance = random.Random(seed)
    store = open_store(folder)
    store.begin_event(settings())
    for number in count():
        name = f"Purged {seed}.{number}"
        store.begin_event(settings(name))
        visits = [whole_visit(store, chance, event_name=name) for _ in range(6)]
        for_report(store, folder, (name,))
        (folder / f"records-damaged-{number + 1}.sqlite").write_text(f"Words of {visits[0]}")
        acknowledgements.send(("recorded", name, visits))
        acknowledgements.send(("stays", EVENT, [whole_visit(store, chance)]))
        store.purge(name)
        while store.has_remains():  # somebody reads; the screen says so
            store.commit()
        acknowledgements.send(("purged", name, visits))


def exports_until_killed(folder: Path, target: Path, began: Any) -> None:
    """Everything, again and again, as long as there are records; a sentence while there are none."""
    for number in count():
        with contextlib.suppress(LabError):
            reader = open_records(folder)
            export(reader, target, ["csv", "json"])
            reader.close()
        if number == 0:
            began.send(number)


def many_visits_then_sync(folder: Path, station: str, visits: int, address: str, rounds: int) -> None:
    """A whole day at one of many stations: some visits, a sync, more visits, another sync."""
    chance = random.Random(station)
    store = open_store(folder)
    store.begin_event(settings())
    for _ in range(rounds):
        for _ in range(visits // rounds):
            whole_visit(store, chance, station)
        sync(store, address)
    store.close()
